//! Types that would have no end, and values that could not be made.

use std::collections::BTreeSet;

use super::Checker;
use crate::model::{Shape, ShapeId, ShapeKind};

impl Checker<'_> {
    pub(super) fn cycles(&mut self, reached: &BTreeSet<ShapeId>) {
        // A list or a map has no name in Rust that could stand in for it.
        let unnamed = |shape: &Shape| -> Vec<ShapeId> {
            match &shape.kind {
                ShapeKind::List(_) | ShapeKind::Map(_) => shape.members().iter().map(|member| member.target).collect(),
                _ => Vec::new(),
            }
        };
        self.report_cycles(reached, unnamed, "it contains itself without a structure between");
        // A list or map can be empty, an optional member left out, a union have another member.
        let needed = |shape: &Shape| -> Vec<ShapeId> {
            match &shape.kind {
                ShapeKind::Structure(members) => {
                    let required = members.iter().filter(|member| member.required);
                    required.map(|member| member.target).collect()
                }
                _ => Vec::new(),
            }
        };
        self.report_cycles(
            reached,
            needed,
            "it requires a value of itself, so that none can be made",
        );
    }

    /// Reports every shape from which following the edges leads back to it.
    fn report_cycles(&mut self, reached: &BTreeSet<ShapeId>, edges: impl Fn(&Shape) -> Vec<ShapeId>, message: &str) {
        let mut finished = BTreeSet::new();
        for &start in reached {
            for id in self.cycle_from(start, &edges, &mut finished) {
                self.error(self.model.shape_path(id), message);
            }
        }
    }

    /// Walks depth first, without the program's own stack: models may nest as deep as they like. Gives the shapes that
    /// were found to close a cycle.
    fn cycle_from(
        &self,
        start: ShapeId,
        edges: &impl Fn(&Shape) -> Vec<ShapeId>,
        finished: &mut BTreeSet<ShapeId>,
    ) -> Vec<ShapeId> {
        let mut closing = Vec::new();
        let mut on_path = BTreeSet::new();
        let mut open = vec![(start, false)];
        while let Some((id, leaving)) = open.pop() {
            if leaving {
                on_path.remove(&id);
                finished.insert(id);
            } else if on_path.contains(&id) {
                closing.push(id);
            } else if !finished.contains(&id) {
                on_path.insert(id);
                open.push((id, true));
                open.extend(edges(&self.model.shapes[id]).into_iter().map(|target| (target, false)));
            }
        }
        closing.sort_unstable();
        closing.dedup();
        closing
    }
}
