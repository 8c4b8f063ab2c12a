//! Operations: names, inputs and outputs, errors and texts.

use std::collections::BTreeSet;

use super::Context;
use super::items::Roles;
use crate::model;
use crate::names::identifier;
use crate::names::scope::Scope;
use crate::resolve::{ErrorEnum, ErrorVariant, Name, Operation};

/// Names that methods of a client cannot have: it has them already.
const CLIENT: [&str; 3] = ["clone", "from_env", "new"];

/// Names that a marker cannot have: the file of an operation imports them.
const IMPORTED: [&str; 2] = ["Call", "Client"];

/// The operations, sorted by module.
pub(super) fn resolve(context: &mut Context<'_>, roles: &[Roles]) -> Vec<Operation> {
    let mut scopes = Scopes {
        methods: Scope::reserving(&CLIENT),
        markers: Scope::reserving(&IMPORTED),
        modules: Scope::reserving(&["operations"]),
        errors: Scope::default(),
    };
    let model = context.model;
    let mut named: Vec<_> = model.operations.iter().zip(roles).collect();
    named.sort_by(|left, right| left.0.name.cmp(&right.0.name));
    let mut operations: Vec<Operation> = named
        .into_iter()
        .map(|(operation, roles)| self::operation(context, operation, *roles, &mut scopes))
        .collect();
    operations.sort_by(|left, right| left.module.cmp(&right.module));
    operations
}

struct Scopes {
    methods: Scope,
    markers: Scope,
    modules: Scope,
    errors: Scope,
}

fn operation(context: &mut Context<'_>, operation: &model::Operation, roles: Roles, scopes: &mut Scopes) -> Operation {
    let model = context.model;
    let marker = context.names.ty(&operation.name, &mut scopes.markers);
    let path = model.operation_path(operation);
    let page = |uid: &String| format!("https://docs.aws.amazon.com/goto/WebAPI/{uid}/{}", operation.name);
    Operation {
        method: Name {
            wire: operation.name.clone(),
            rust: context.names.method(&operation.name, &mut scopes.methods),
        },
        module: scopes.modules.take(&identifier::module(&marker)).0,
        error: ErrorEnum {
            name: scopes
                .errors
                .take(&format!("{}Error", identifier::ty(&operation.name)))
                .0,
            variants: variants(context, operation),
        },
        marker,
        input: roles.input,
        output: roles.output,
        docs: context.docs(operation.documentation.as_deref(), &path),
        reference: model.service.aws.as_ref().and_then(|aws| aws.uid.as_ref()).map(page),
        has_input: operation.input.is_some(),
        has_output: operation.output.is_some(),
        facts: operation.clone(),
    }
}

/// One variant per exception, though some operations list one twice; sorted by name, because models list errors in no
/// order, and shuffle them.
fn variants(context: &mut Context<'_>, operation: &model::Operation) -> Vec<ErrorVariant> {
    let mut scope = Scope::reserving(&["Other"]);
    let shapes = &context.model.shapes;
    let errors: BTreeSet<_> = operation
        .errors
        .iter()
        .map(|&error| (&shapes[error].name, error))
        .collect();
    errors
        .iter()
        .filter_map(|(_, error)| {
            let item = *context.ids.get(error)?;
            let rust = scope.take(&identifier::ty(&context.model.shapes[*error].name)).0;
            Some(ErrorVariant { rust, item })
        })
        .collect()
}
