//! The closure of a service: its operations, those of its resources, and every shape that they reach.

use std::collections::{BTreeMap, BTreeSet};

use super::super::reader::Reader;
use super::ast::{Ast, local_name};
use super::{operation, prelude, shape};
use crate::model::{Operation, Protocol, Service, ShapeId, ShapeKind, Shapes};

/// What lowering needs to know, and what it has found so far.
pub(super) struct Closure<'a, 'j> {
    pub(super) ast: &'a Ast<'j>,
    pub(super) id: &'j str,
    pub(super) service: &'a Service,
    pub(super) wire: Wire,
    renamed: BTreeMap<&'j str, &'j str>,
    shapes: Shapes,
    ids: BTreeMap<&'j str, ShapeId>,
    /// The shape that has a name, for shapes that become Rust types.
    named: BTreeMap<&'j str, &'j str>,
    open: Vec<(&'j str, ShapeId)>,
}

/// Which names and bindings count: protocols ignore those of others.
#[derive(Debug, Clone, Copy)]
pub(super) struct Wire {
    pub(super) json: bool,
    pub(super) xml: bool,
    pub(super) ec2: bool,
    pub(super) rest: bool,
    /// The root element of a request is called after the input.
    pub(super) root: bool,
    /// Results are wrapped in an element called after the operation.
    pub(super) wrapped: bool,
    /// Errors have the codes of the query protocols.
    pub(super) query_codes: bool,
    /// The HTTP status of an error says something.
    pub(super) status: bool,
}

impl Wire {
    fn of(service: &Service) -> Self {
        use Protocol::{AwsQuery, Ec2Query, RestJson1, RestXml};
        let any = |wanted: &[Protocol]| service.protocols.iter().any(|protocol| wanted.contains(protocol));
        Self {
            json: any(&[RestJson1]),
            xml: any(&[RestXml, AwsQuery, Ec2Query]),
            ec2: any(&[Ec2Query]),
            rest: any(&[RestJson1, RestXml]),
            root: any(&[RestXml]),
            wrapped: any(&[AwsQuery]),
            query_codes: any(&[AwsQuery, Ec2Query]) || service.query_compatible,
            status: any(&[RestJson1, RestXml, AwsQuery, Ec2Query]),
        }
    }
}

impl<'a, 'j> Closure<'a, 'j> {
    pub(super) fn new(ast: &'a Ast<'j>, id: &'j str, service: &'a Service, reader: &mut Reader<'_>) -> Self {
        let renamed: BTreeMap<&str, &str> = ast.shapes[id].names("rename").iter().copied().collect();
        for target in renamed.keys().filter(|target| !ast.shapes.contains_key(*target)) {
            let message = format!("`rename` names `{target}`, which does not exist");
            reader.error(super::place(id), message);
        }
        Self {
            ast,
            id,
            service,
            wire: Wire::of(service),
            renamed,
            shapes: Shapes::default(),
            ids: BTreeMap::new(),
            named: BTreeMap::new(),
            open: Vec::new(),
        }
    }

    /// The operations of the service and its resources.
    pub(super) fn operations(&mut self, reader: &mut Reader<'j>) -> Vec<Operation> {
        let mut operations = Vec::new();
        let mut named = BTreeMap::new();
        for (owner, id) in bound(self.ast, self.id, reader) {
            let Some(shape) = self.ast.shapes.get(id).filter(|shape| shape.ty == "operation") else {
                reader.file = self.ast.shapes[owner].file;
                reader.error(super::place(owner), format!("`{id}` is no operation"));
                continue;
            };
            reader.file = shape.file;
            match named.insert(local_name(id), id) {
                None => operations.push(operation::read(self, id, shape, reader)),
                Some(known) => {
                    let message = format!("the operation `{known}` of the service has the same name");
                    reader.error(super::place(id), message);
                }
            }
        }
        operations
    }

    /// The shape of this ID, which is lowered when its turn comes.
    pub(super) fn intern(&mut self, id: &'j str, reader: &mut Reader<'_>) -> ShapeId {
        if let Some(&known) = self.ids.get(id) {
            return known;
        }
        let name = self.name(id, reader);
        let shape = self.shapes.intern(name);
        self.ids.insert(id, shape);
        self.open.push((id, shape));
        shape
    }

    /// Lowers all shapes that have been mentioned, and those that they mention.
    pub(super) fn shapes(mut self, reader: &mut Reader<'j>) -> Shapes {
        while let Some((id, to)) = self.open.pop() {
            if let Some(shape) = shape::read(&mut self, id, to, reader) {
                self.shapes[to] = shape;
            }
        }
        super::super::labels::mark_events(&mut self.shapes);
        self.shapes
    }

    pub(super) fn defined_name(&self, id: ShapeId) -> &str {
        &self.shapes[id].name
    }

    /// The name in Rust's terms for what becomes a type, the whole ID for all else: simple shapes of several namespaces
    /// may share a name, and are written where they are used.
    fn name(&mut self, id: &'j str, reader: &mut Reader<'_>) -> &'j str {
        let is_type = match self.ast.shapes.get(id) {
            Some(shape) => matches!(shape.ty, "structure" | "union" | "enum" | "intEnum"),
            None => matches!(prelude::kind(id), Some(ShapeKind::Structure(_))),
        };
        if !is_type {
            return id;
        }
        let name = self.renamed.get(id).copied().unwrap_or_else(|| local_name(id));
        let known = *self.named.entry(name).or_insert(id);
        if known == id {
            return name;
        }
        let path = reader.path(super::place(id));
        let message = format!("`{known}` of the service is called `{name}` too");
        let help = format!("give one of them another name under `rename` of `{}`", self.id);
        reader.diagnostics.error(path, message).help(help);
        id
    }
}

/// Operations with the service or resource that binds them, each once, those of a service before its resources'.
fn bound<'j>(ast: &Ast<'j>, service: &'j str, reader: &mut Reader<'j>) -> Vec<(&'j str, &'j str)> {
    const KEYS: [&str; 8] = [
        "put",
        "create",
        "read",
        "update",
        "delete",
        "list",
        "operations",
        "collectionOperations",
    ];
    let (mut found, mut seen) = (Vec::new(), BTreeSet::new());
    let mut open = vec![service];
    while let Some(owner) = open.pop() {
        let shape = &ast.shapes[owner];
        let bound = KEYS.iter().flat_map(|key| shape.targets(key));
        found.extend(bound.filter(|id| seen.insert(**id)).map(|id| (owner, *id)));
        for resource in shape.targets("resources").iter().rev() {
            match ast.shapes.get(resource) {
                Some(shape) if shape.ty == "resource" => {
                    if seen.insert(resource) {
                        open.push(resource);
                    }
                }
                _ => {
                    reader.file = shape.file;
                    reader.error(super::place(owner), format!("`{resource}` is no resource"));
                }
            }
        }
    }
    found
}
