//! A service as Smithy 2.0 sees it: shapes with typed traits; it does not know which format it was read from nor how
//! Rust will name anything.

mod member;
mod operation;
mod path;
mod service;
mod shape;
mod shapes;
mod uri;

pub use member::{ContextParam, DefaultValue, EventBinding, Location, Member, TimestampFormat, XmlNamespace};
pub use operation::{
    Compression, EndpointDiscovery, HttpChecksum, Operation, OperationContextParam, Paginated, StaticContextParam,
    StaticValue, XmlRoot,
};
pub use path::ModelPath;
pub use service::{
    ApiKeyPlace, AuthScheme, AwsService, ClientContextParam, ContextParamType, EndpointRules, H2, JsonVersion,
    Protocol, Service,
};
pub use shape::{
    Bound, Constraints, Declared, Deprecated, EnumValue, ErrorFacts, Fault, Members, Retry, Shape, ShapeKind,
    Unresolved,
};
pub use shapes::{ShapeId, Shapes};
pub use uri::{Uri, UriPart};

use std::collections::BTreeSet;

/// What the texts of a model are written in.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum DocFormat {
    /// What botocore has.
    #[default]
    Html,
    /// What Smithy says, with HTML in it.
    CommonMark,
}

/// One service with all its operations and shapes.
#[derive(Debug, Clone)]
pub struct Model {
    /// The file the model was read from, as diagnostics and the header of generated files name it.
    pub file: String,
    /// What holds for the service as a whole.
    pub service: Service,
    /// In the order of the file.
    pub operations: Vec<Operation>,
    /// Every shape that is defined or mentioned.
    pub shapes: Shapes,
    /// What the documentation of all of them is written in.
    pub docs: DocFormat,
}

impl Model {
    /// The place of the service itself.
    pub fn path(&self) -> ModelPath {
        ModelPath::file(&self.file)
    }

    /// The place of an operation.
    pub fn operation_path(&self, operation: &Operation) -> ModelPath {
        match &operation.declared {
            Some(declared) => ModelPath::shape(&declared.file, &declared.id),
            None => ModelPath::shape(&self.file, &operation.name),
        }
    }

    /// The place of a shape.
    pub fn shape_path(&self, id: ShapeId) -> ModelPath {
        let shape = &self.shapes[id];
        match &shape.declared {
            Some(declared) => ModelPath::shape(&declared.file, &declared.id),
            None => ModelPath::shape(&self.file, &shape.name),
        }
    }

    /// The place of a member of a shape.
    pub fn member_path(&self, id: ShapeId, member: &str) -> ModelPath {
        let shape = &self.shapes[id];
        match &shape.declared {
            Some(declared) => ModelPath::member(&declared.file, &declared.id, member),
            None => ModelPath::member(&self.file, &shape.name, member),
        }
    }

    /// The inputs, outputs and errors of all operations.
    pub fn roots(&self) -> impl Iterator<Item = ShapeId> {
        self.operations.iter().flat_map(|operation| {
            let named = operation.input.into_iter().chain(operation.output);
            named.chain(operation.errors.iter().copied())
        })
    }

    /// Everything that these shapes reach, themselves included.
    pub fn reached(&self, roots: impl IntoIterator<Item = ShapeId>) -> BTreeSet<ShapeId> {
        let mut reached = BTreeSet::new();
        let mut open: Vec<ShapeId> = roots.into_iter().collect();
        while let Some(id) = open.pop() {
            if reached.insert(id) {
                open.extend(self.shapes[id].members().iter().map(|member| member.target));
            }
        }
        reached
    }
}
