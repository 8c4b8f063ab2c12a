//! What a path means where it stands: an item or a module of the crate, or nothing of the crate.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::{TokenStream, TokenTree};
use syn::{Attribute, Item, ItemUse, UseTree, Visibility};

use crate::source::{self, Source, join};

/// An item by the path of its module and its name.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Definition {
    pub(crate) module: String,
    pub(crate) name: String,
}

pub(crate) enum Named {
    Module(String),
    Item(Definition),
}

/// One name that a `use` brings into a module.
pub(crate) struct Import {
    pub(crate) name: String,
    pub(crate) path: Vec<String>,
    pub(crate) public: bool,
    pub(crate) attributes: Vec<Attribute>,
}

pub(crate) struct Names<'a> {
    source: &'a Source,
    imports: BTreeMap<&'a str, Vec<Import>>,
    /// Items that are imported from modules of the crate where they do not stand: a macro makes them.
    made_by_macros: BTreeSet<Definition>,
}

impl<'a> Names<'a> {
    pub(crate) fn new(source: &'a Source) -> Self {
        let modules = source.modules();
        let imports = modules
            .map(|(path, items)| (path, items.iter().flat_map(imports).collect()))
            .collect();
        let mut names = Self {
            source,
            imports,
            made_by_macros: BTreeSet::new(),
        };
        names.made_by_macros = names.find_made_by_macros();
        names
    }

    fn find_made_by_macros(&self) -> BTreeSet<Definition> {
        let imports = self.imports.iter().flat_map(|(module, imports)| {
            let paths = imports.iter().filter_map(|import| import.path.split_last());
            paths.map(move |(name, path)| (module, path, name))
        });
        imports
            .filter_map(|(module, path, name)| match self.resolve(module, path)? {
                Named::Module(target) if !path.is_empty() && self.child(&target, name).is_none() => Some(Definition {
                    module: target,
                    name: name.clone(),
                }),
                _ => None,
            })
            .collect()
    }

    pub(crate) fn imports(&self, module: &str) -> &[Import] {
        self.imports.get(module).map_or(&[], Vec::as_slice)
    }

    pub(crate) fn resolve(&self, module: &str, path: &[String]) -> Option<Named> {
        let mut at = Named::Module(module.to_owned());
        for segment in path {
            let Named::Module(here) = at else {
                // The rest names a variant or an associated item.
                return Some(at);
            };
            at = match segment.as_str() {
                "crate" => Named::Module(String::new()),
                "self" => Named::Module(here),
                "super" => Named::Module(here.rsplit_once("::").map_or("", |(parent, _)| parent).to_owned()),
                name => self.child(&here, name)?,
            };
        }
        Some(at)
    }

    fn child(&self, module: &str, name: &str) -> Option<Named> {
        let definition = Definition {
            module: module.to_owned(),
            name: name.to_owned(),
        };
        let mut named = self.source.items(module).iter().filter_map(source::name);
        if named.any(|(ident, _)| ident == name) || self.made_by_macros.contains(&definition) {
            return Some(Named::Item(definition));
        }
        let path = join(module, name);
        if self.source.has_module(&path) {
            return Some(Named::Module(path));
        }
        let import = self.imports(module).iter().find(|import| import.name == name)?;
        // `use ring::ring` can only start with another crate, because the module was looked for above.
        (import.path.first() != Some(&import.name)).then(|| self.resolve(module, &import.path))?
    }

    /// The types and traits of the crate that these tokens name.
    pub(crate) fn types(&self, module: &str, tokens: TokenStream) -> Vec<Definition> {
        let mut paths = Vec::new();
        collect_paths(tokens, &mut paths);
        let named = paths.iter().filter_map(|path| match self.resolve(module, path)? {
            Named::Item(definition) => Some(definition),
            Named::Module(_) => None,
        });
        named.filter(|definition| self.is_type(definition)).collect()
    }

    fn is_type(&self, definition: &Definition) -> bool {
        let items = self.source.items(&definition.module).iter();
        let mut values = items.filter(|item| matches!(item, Item::Fn(_) | Item::Const(_) | Item::Static(_)));
        !values.any(|item| source::name(item).is_some_and(|(name, _)| *name == definition.name))
    }
}

fn imports(item: &Item) -> Vec<Import> {
    let mut found = Vec::new();
    if let Item::Use(item) = item {
        flatten(item, &item.tree, &mut Vec::new(), &mut found);
    }
    found
}

fn flatten(item: &ItemUse, tree: &UseTree, path: &mut Vec<String>, found: &mut Vec<Import>) {
    let (last, name) = match tree {
        UseTree::Path(inner) => {
            path.push(inner.ident.to_string());
            flatten(item, &inner.tree, path, found);
            path.pop();
            return;
        }
        UseTree::Group(group) => return group.items.iter().for_each(|tree| flatten(item, tree, path, found)),
        UseTree::Name(name) => (&name.ident, &name.ident),
        UseTree::Rename(rename) => (&rename.ident, &rename.rename),
        UseTree::Glob(_) => panic!(
            "`use {}::*`: name what is used, so that it can be listed",
            path.join("::")
        ),
    };
    let itself = (last == "self").then(|| path.last().cloned()).flatten();
    let mut path = path.clone();
    if itself.is_none() {
        path.push(last.to_string());
    }
    found.push(Import {
        name: itself.filter(|_| last == name).unwrap_or_else(|| name.to_string()),
        path,
        public: matches!(item.vis, Visibility::Public(_)),
        attributes: item.attrs.clone(),
    });
}

/// Everything that looks like a path, but neither lifetimes nor what stands for the arguments of a macro.
fn collect_paths(tokens: TokenStream, paths: &mut Vec<Vec<String>>) {
    let mut before = ' ';
    let mut colons = 0;
    for token in tokens {
        match token {
            TokenTree::Ident(ident) => {
                let word = ident.to_string();
                match paths.last_mut() {
                    Some(path) if colons == 2 => path.push(word),
                    _ if before == '\'' || (before == '$' && word != "crate") => {}
                    _ => paths.push(vec![word]),
                }
                (before, colons) = (' ', 0);
            }
            TokenTree::Punct(punct) => {
                before = punct.as_char();
                colons = if before == ':' { colons + 1 } else { 0 };
            }
            TokenTree::Group(group) => {
                collect_paths(group.stream(), paths);
                (before, colons) = (' ', 0);
            }
            TokenTree::Literal(_) => (before, colons) = (' ', 0),
        }
    }
}
