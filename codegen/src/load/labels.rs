//! What a model says of shapes only where they are used.

use crate::model::{Location, Operation, ShapeKind, Shapes};

/// Only the URI says that a label keeps its slashes, and C2J does not always say that there is no URI without it.
pub(super) fn mark(operations: &[Operation], shapes: &mut Shapes) {
    for operation in operations {
        let Some(input) = operation.input else { continue };
        for (label, keeps_slashes) in operation.uri.labels() {
            for member in shapes[input].members_mut() {
                if let Location::Label { name, greedy } = &mut member.location
                    && name == label
                {
                    *greedy |= keeps_slashes;
                    member.required = true;
                }
            }
        }
    }
}

/// Smithy does not mark the structures that are events of a stream; C2J does.
pub(super) fn mark_events(shapes: &mut Shapes) {
    let streams = shapes
        .iter()
        .filter(|(_, shape)| shape.streaming && matches!(shape.kind, ShapeKind::Union(_)));
    let events = streams.flat_map(|(_, shape)| shape.members().iter().map(|member| member.target));
    let events: Vec<_> = events.collect();
    for event in events {
        shapes[event].event = true;
    }
}
