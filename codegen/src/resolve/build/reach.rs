//! Which shapes are sent, which are received, and which members close a cycle.

use std::collections::BTreeSet;

use crate::model::{Model, ShapeId, ShapeKind};

/// What the operations of a model reach.
#[derive(Debug)]
pub(super) struct Reach {
    /// Reachable from inputs.
    pub(super) written: BTreeSet<ShapeId>,
    /// Reachable from outputs and errors.
    pub(super) read: BTreeSet<ShapeId>,
    /// For each shape the strongly connected component of direct containment that it is in.
    component: Vec<usize>,
}

impl Reach {
    pub(super) fn of(model: &Model) -> Self {
        let inputs = model.operations.iter().filter_map(|operation| operation.input);
        let outputs = model
            .operations
            .iter()
            .flat_map(|operation| operation.output.into_iter().chain(operation.errors.iter().copied()));
        Self {
            written: model.reached(inputs),
            read: model.reached(outputs),
            component: components(model),
        }
    }

    /// Whether a member of `from` that holds a `to` directly needs a box: both are in one cycle of containment.
    pub(super) fn closes_cycle(&self, from: ShapeId, to: ShapeId) -> bool {
        self.component[from.index()] == self.component[to.index()]
    }
}

/// Shapes that a value of this shape contains without a list or a map between.
fn contained(model: &Model, id: ShapeId) -> impl Iterator<Item = ShapeId> {
    let shape = &model.shapes[id];
    let direct = matches!(shape.kind, ShapeKind::Structure(_) | ShapeKind::Union(_));
    let members = if direct { shape.members() } else { &[] };
    members.iter().map(|member| member.target)
}

/// Tarjan's strongly connected components, without recursion: models nest as deep as they like.
fn components(model: &Model) -> Vec<usize> {
    const NONE: usize = usize::MAX;
    let count = model.shapes.len();
    let (mut index, mut low, mut component) = (vec![NONE; count], vec![0; count], vec![NONE; count]);
    let (mut stack, mut next) = (Vec::new(), 0);
    for (root, _) in model.shapes.iter() {
        if index[root.index()] != NONE {
            continue;
        }
        let mut calls: Vec<(ShapeId, Vec<ShapeId>)> = Vec::new();
        let mut enter = Some(root);
        loop {
            if let Some(id) = enter.take() {
                (index[id.index()], low[id.index()]) = (next, next);
                next += 1;
                stack.push(id);
                calls.push((id, contained(model, id).collect()));
            }
            let Some((id, open)) = calls.last_mut() else { break };
            let at = id.index();
            if let Some(target) = open.pop() {
                match (index[target.index()], component[target.index()]) {
                    (NONE, _) => enter = Some(target),
                    (seen, NONE) => low[at] = low[at].min(seen),
                    _ => {}
                }
                continue;
            }
            calls.pop();
            if let Some((parent, _)) = calls.last() {
                low[parent.index()] = low[parent.index()].min(low[at]);
            }
            if low[at] == index[at] {
                while let Some(member) = stack.pop() {
                    component[member.index()] = at;
                    if member.index() == at {
                        break;
                    }
                }
            }
        }
    }
    component
}
