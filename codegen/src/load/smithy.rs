//! Reads Smithy's JSON AST, of versions 1.0 and 2.0, into a [`Model`]; several files are one model.
//!
//! The steps are those of the specification (<https://smithy.io/2.0/spec/json-ast.html>): shapes are collected, traits
//! applied, version 1.0 brought up to 2.0, mixins copied in; then the closure of one service is lowered.

mod apply;
mod ast;
mod auth;
mod client;
mod closure;
mod default;
mod enumeration;
mod member;
mod merge;
mod mixins;
mod names;
mod namespace;
mod operation;
mod prelude;
mod service;
mod shape;
mod traits;
mod upgrade;

use self::ast::Ast;
use super::json::{Json, parse};
use super::reader::{Place, Reader};
use crate::diagnostic::{Diagnostics, nearest, quoted};
use crate::model::{DocFormat, Model, ModelPath};
use crate::source::Text;

/// Reads one service; which one must be said where there are several.
///
/// Problems go to `diagnostics`; there is no model where no service can be found.
pub(crate) fn load(files: &[Text], service: Option<&str>, diagnostics: &mut Diagnostics) -> Option<Model> {
    let trees = trees(files, diagnostics)?;
    let mut reader = Reader::new(first(files), diagnostics);
    let ast = assemble(&trees, &mut reader);
    let service = choose(&ast, service, first(files), &mut reader)?;
    reader.file = ast.shapes[service].file;
    Some(lower(&ast, service, &mut reader))
}

/// The shape IDs of all services, sorted.
pub(crate) fn services(files: &[Text], diagnostics: &mut Diagnostics) -> Option<Vec<String>> {
    let trees = trees(files, diagnostics)?;
    let ast = assemble(&trees, &mut Reader::new(first(files), diagnostics));
    Some(ast.of_type("service").map(str::to_owned).collect())
}

fn first(files: &[Text]) -> &str {
    files.first().map_or("the list of files", |text| &text.file)
}

fn trees<'t>(files: &'t [Text], diagnostics: &mut Diagnostics) -> Option<Vec<(&'t str, Json<'t>)>> {
    let trees = files
        .iter()
        .map(|text| Some((text.file.as_str(), parse(&text.file, &text.text, diagnostics)?)));
    // Every file is parsed, so that all that are broken are reported.
    let trees: Vec<Option<_>> = trees.collect();
    trees.into_iter().collect()
}

fn assemble<'j>(trees: &'j [(&'j str, Json<'j>)], reader: &mut Reader<'j>) -> Ast<'j> {
    let mut ast = Ast::default();
    for (file, tree) in trees {
        reader.file = file;
        ast.add(file, tree, reader);
    }
    apply::all(&mut ast, reader);
    upgrade::all(&mut ast, reader);
    mixins::all(&mut ast, reader);
    ast
}

fn choose<'j>(ast: &Ast<'j>, wanted: Option<&str>, file: &str, reader: &mut Reader<'_>) -> Option<&'j str> {
    let services: Vec<&str> = ast.of_type("service").collect();
    let path = ModelPath::file(file);
    match (wanted, &services[..]) {
        (None, [service]) => Some(service),
        (None, []) => {
            reader.diagnostics.error(path, "the model has no service");
            None
        }
        (None, several) => {
            let message = format!("the model has {} services, and none of them is chosen", several.len());
            let help = format!("choose one of {}", quoted(several));
            reader.diagnostics.error(path, message).help(help);
            None
        }
        (Some(wanted), services) => {
            let found = services.iter().find(|service| **service == wanted);
            if found.is_none() {
                let near = nearest(wanted, services.iter().copied());
                let names = if near.is_empty() { services } else { &near[..] };
                let help = (!names.is_empty()).then(|| format!("it has {}", quoted(names)));
                let message = format!("the model has no service `{wanted}`");
                reader.diagnostics.error(path, message).maybe_help(help);
            }
            found.copied()
        }
    }
}

fn lower<'j>(ast: &Ast<'j>, id: &'j str, reader: &mut Reader<'j>) -> Model {
    let file = ast.shapes[id].file.to_owned();
    let mut service = service::read(ast, id, reader);
    let mut closure = closure::Closure::new(ast, id, &service, reader);
    let operations = closure.operations(reader);
    let mut shapes = closure.shapes(reader);
    super::labels::mark(&operations, &mut shapes);
    namespace::distribute(&mut service, &operations, &mut shapes);
    Model {
        file,
        docs: DocFormat::CommonMark,
        service,
        operations,
        shapes,
    }
}

/// The place of a shape, by its ID.
fn place(id: &str) -> Place<'_> {
    Place::shape(id)
}

#[cfg(test)]
mod tests;
