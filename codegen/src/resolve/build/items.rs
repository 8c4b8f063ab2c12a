//! Which shapes become items, what those are called, where they live, and what they hold.

use std::collections::BTreeMap;

use super::naming::IMPORTED;
use super::reach::Reach;
use super::{Context, Names};
use crate::model::{EnumValue, Model, ModelPath, Operation as ModelOperation, ShapeId, ShapeKind};
use crate::names::scope::Scope;
use crate::resolve::{
    Enum, EnumVariant, ErrorShape, IntEnum, Item, ItemId, ItemKind, Name, Operation, OperationId, Place, Structure,
    Union,
};

/// An item to be: a shape of the model, or the input or output that an operation lacks.
pub(super) struct Planned {
    pub(super) name: Name,
    pub(super) module: String,
    pub(super) builder: String,
    pub(super) shape: Option<ShapeId>,
}

/// The input and the output of an operation.
#[derive(Clone, Copy)]
pub(super) struct Roles {
    pub(super) input: ItemId,
    pub(super) output: ItemId,
}

/// The items of a service, by name.
pub(super) struct Plan {
    /// Sorted by Rust name.
    pub(super) items: Vec<Planned>,
    pub(super) ids: BTreeMap<ShapeId, ItemId>,
    /// By operation, in the order of the model.
    pub(super) roles: Vec<Roles>,
}

/// Finds and names the items.
pub(super) fn plan(model: &Model, reach: &Reach, names: &mut Names<'_>) -> Plan {
    let mut types = Scope::default();
    let mut items = Vec::new();
    for (id, shape) in model.shapes.iter() {
        if shape.is_item() && (reach.read.contains(&id) || reach.written.contains(&id)) {
            let rust = names.ty(&shape.name, &mut types);
            items.push((
                Name {
                    wire: shape.name.clone(),
                    rust,
                },
                Some(id),
            ));
        }
    }
    let mut made_up = |operation: &ModelOperation, suffix: &str| {
        let wire = format!("{}{suffix}", operation.name);
        let (rust, _) = types.take(&crate::names::identifier::ty(&wire));
        items.push((
            Name {
                wire,
                rust: rust.clone(),
            },
            None,
        ));
        rust
    };
    let mut roles = Vec::new();
    for operation in &model.operations {
        let input = operation.input.is_none().then(|| made_up(operation, "Request"));
        let output = operation.output.is_none().then(|| made_up(operation, "Response"));
        roles.push((input, output));
    }
    items.sort_by(|left, right| left.0.rust.cmp(&right.0.rust));

    let by_rust: BTreeMap<String, ItemId> = items
        .iter()
        .enumerate()
        .map(|(index, (name, _))| (name.rust.clone(), ItemId(index)))
        .collect();
    let ids: BTreeMap<ShapeId, ItemId> = items
        .iter()
        .enumerate()
        .filter_map(|(index, (_, shape))| Some(((*shape)?, ItemId(index))))
        .collect();
    let role = |made_up: Option<String>, shape: Option<ShapeId>| match (made_up, shape) {
        (Some(rust), _) => by_rust[&rust],
        (None, Some(shape)) => ids[&shape],
        (None, None) => unreachable!("an operation has an input and an output of the model, or a made-up one"),
    };
    let roles = model
        .operations
        .iter()
        .zip(roles)
        .map(|(operation, (input, output))| Roles {
            input: role(input, operation.input),
            output: role(output, operation.output),
        });
    let roles = roles.collect();
    // A module called like the one around it would confuse a reader, and clippy.
    let mut modules = Scope::reserving(&["types"]);
    let items = items.into_iter().map(|(name, shape)| Planned {
        module: modules.take(&crate::names::identifier::module(&name.rust)).0,
        builder: types.take(&format!("{}Builder", name.rust.trim_end_matches('_'))).0,
        name,
        shape,
    });
    Plan {
        items: items.collect(),
        ids,
        roles,
    }
}

/// Fills the items.
pub(super) fn resolve(context: &mut Context<'_>, planned: &[Planned], operations: &[Operation]) -> Vec<Item> {
    let mut users: Vec<(Vec<OperationId>, Vec<OperationId>)> = vec![Default::default(); planned.len()];
    for (index, operation) in operations.iter().enumerate() {
        users[operation.input.0].0.push(OperationId(index));
        users[operation.output.0].1.push(OperationId(index));
    }
    let nested = nested(context);
    let place = |index: usize| {
        let (inputs, outputs) = &users[index];
        let shared = nested.contains(&ItemId(index));
        match (&inputs[..], &outputs[..]) {
            ([operation], []) | ([], [operation])
                if !shared && fits(&planned[index].name.rust, &operations[operation.0]) =>
            {
                Place::Operation(*operation)
            }
            _ => Place::Types,
        }
    };
    let places: Vec<Place> = (0..planned.len()).map(place).collect();
    planned
        .iter()
        .zip(users)
        .zip(places)
        .map(|((planned, users), place)| item(context, planned, users, place))
        .collect()
}

/// Whether a type can live beside the operation's marker and error enum, and beside what their file imports.
fn fits(rust: &str, operation: &Operation) -> bool {
    rust != operation.marker && rust != operation.error.name && !IMPORTED.contains(&rust)
}

/// Items that members or errors refer to.
fn nested(context: &Context<'_>) -> std::collections::BTreeSet<ItemId> {
    let model = context.model;
    let members = model
        .shapes
        .iter()
        .filter(|(id, _)| context.reach.read.contains(id) || context.reach.written.contains(id));
    let targets = members.flat_map(|(_, shape)| shape.members().iter().map(|member| member.target));
    let errors = model
        .operations
        .iter()
        .flat_map(|operation| operation.errors.iter().copied());
    targets
        .chain(errors)
        .filter_map(|id| context.ids.get(&id).copied())
        .collect()
}

fn item(
    context: &mut Context<'_>,
    planned: &Planned,
    users: (Vec<OperationId>, Vec<OperationId>),
    place: Place,
) -> Item {
    let (input_of, output_of) = users;
    let model = context.model;
    let shape = planned.shape.map(|id| (id, &model.shapes[id]));
    let docs = match shape {
        Some((id, shape)) => context.docs(shape.documentation.as_deref(), &model.shape_path(id)),
        None => Vec::new(),
    };
    let kind = match shape {
        Some((id, shape)) => kind(context, planned, id, &shape.kind, !input_of.is_empty()),
        None => ItemKind::Structure(structure(context, planned, None, !input_of.is_empty())),
    };
    let facts = shape.map(|(_, shape)| shape);
    let reached = |set: &std::collections::BTreeSet<ShapeId>| planned.shape.is_some_and(|id| set.contains(&id));
    Item {
        name: planned.name.clone(),
        module: planned.module.clone(),
        place,
        docs,
        deprecated: facts.and_then(|shape| shape.deprecated.clone()),
        read: !output_of.is_empty() || reached(&context.reach.read),
        written: !input_of.is_empty() || reached(&context.reach.written),
        input_of,
        output_of,
        synthesised: shape.is_none(),
        by_path: IMPORTED.contains(&planned.name.rust.as_str()),
        sensitive: facts.is_some_and(|shape| shape.sensitive),
        xml_name: facts
            .and_then(|shape| shape.xml_name.clone())
            .filter(|name| *name != planned.name.wire)
            // Nobody asks what the root of an answer is called.
            .filter(|_| reached(&context.reach.written)),
        xml_namespace: facts.and_then(|shape| shape.xml_namespace.clone()),
        kind,
    }
}

fn kind(context: &mut Context<'_>, planned: &Planned, id: ShapeId, kind: &ShapeKind, is_input: bool) -> ItemKind {
    let shape = &context.model.shapes[id];
    match kind {
        ShapeKind::Union(members) => {
            let mut scope = Scope::default();
            ItemKind::Union(Union {
                members: members
                    .iter()
                    .map(|member| context.union_member(id, member, &mut scope))
                    .collect(),
                stream: shape.streaming,
                unknown: unknown(&mut scope),
            })
        }
        ShapeKind::Enum(values) => {
            let mut scope = Scope::default();
            ItemKind::Enum(Enum {
                variants: values
                    .iter()
                    .map(|value| {
                        let wire = value.name.as_deref().unwrap_or(&value.value);
                        let rust = context.names.variant(&shape.name, wire, &mut scope);
                        variant(context, &shape.name, value, wire, rust)
                    })
                    .collect(),
                unknown: unknown(&mut scope),
            })
        }
        ShapeKind::IntEnum(values) => {
            let mut scope = Scope::default();
            ItemKind::IntEnum(IntEnum {
                variants: values
                    .iter()
                    .map(|value| {
                        let number = value.value.to_string();
                        let wire = value.name.as_deref().unwrap_or(&number);
                        let rust = context.names.constant(&shape.name, wire, &mut scope);
                        variant(context, &shape.name, value, wire, rust)
                    })
                    .collect(),
                unknown: unknown(&mut scope),
            })
        }
        _ => ItemKind::Structure(structure(context, planned, Some(id), is_input)),
    }
}

/// The variant for what the model does not know.
fn unknown(scope: &mut Scope) -> String {
    let wanted = if scope.has("Unknown") {
        "UnknownValue"
    } else {
        "Unknown"
    };
    scope.take(wanted).0
}

fn variant<T: Clone>(
    context: &mut Context<'_>,
    shape: &str,
    value: &EnumValue<T>,
    wire: &str,
    rust: String,
) -> EnumVariant<T> {
    let path = ModelPath::member(&context.model.file, shape, wire);
    EnumVariant {
        value: value.value.clone(),
        rust,
        docs: context.docs(value.documentation.as_deref(), &path),
        deprecated: value.deprecated.clone(),
    }
}

fn structure(context: &mut Context<'_>, planned: &Planned, id: Option<ShapeId>, is_input: bool) -> Structure {
    let model = context.model;
    let mut scope = Scope::reserving(&["build"]);
    let members = match id {
        Some(id) => model.shapes[id]
            .members()
            .iter()
            .map(|member| context.member(id, member, is_input, &mut scope))
            .collect(),
        None => Vec::new(),
    };
    let shape = id.map(|id| &model.shapes[id]);
    let mut structure = Structure {
        error: shape.and_then(|shape| error(&shape.name, shape.error.as_ref()?, &members)),
        members,
        builder: None,
        event: shape.is_some_and(|shape| shape.event),
        wrapper: shape.is_some_and(|shape| shape.wrapper),
    };
    let written = id.is_some_and(|id| context.reach.written.contains(&id));
    if is_input || (written && structure.has_required()) {
        structure.builder = Some(planned.builder.clone());
    }
    structure
}

fn error(name: &str, facts: &crate::model::ErrorFacts, members: &[crate::resolve::Member]) -> Option<ErrorShape> {
    Some(ErrorShape {
        code: name.to_owned(),
        query_code: facts.query_code.clone(),
        status: facts.status,
        fault: facts.fault,
        retry: facts.retry,
        message: members
            .iter()
            .position(|member| member.name.wire.eq_ignore_ascii_case("message")),
    })
}
