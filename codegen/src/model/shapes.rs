//! The arena that owns shapes; it does not know what they mean.

use std::collections::BTreeMap;
use std::ops::{Index, IndexMut};

use super::{Shape, ShapeKind, Unresolved};

/// A shape of one [`Shapes`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ShapeId(u32);

impl ShapeId {
    /// Its place, for tables that run beside the arena.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// Every shape that is defined or mentioned.
#[derive(Debug, Clone, Default)]
pub struct Shapes {
    shapes: Vec<Shape>,
    by_name: BTreeMap<String, ShapeId>,
}

impl Shapes {
    /// The id of the shape of this name, which need not be defined yet.
    pub fn intern(&mut self, name: &str) -> ShapeId {
        if let Some(&id) = self.by_name.get(name) {
            return id;
        }
        let id = ShapeId(u32::try_from(self.shapes.len()).expect("a model has fewer than 2^32 shapes"));
        self.shapes
            .push(Shape::new(name, ShapeKind::Unresolved(Unresolved::Missing)));
        self.by_name.insert(name.to_owned(), id);
        id
    }

    /// Defines the shape of this name, or replaces its definition.
    pub fn define(&mut self, shape: Shape) -> ShapeId {
        let id = self.intern(&shape.name);
        self[id] = shape;
        id
    }

    /// The shape of this name, if it is defined or mentioned.
    pub fn find(&self, name: &str) -> Option<ShapeId> {
        self.by_name.get(name).copied()
    }

    /// All shapes, sorted by name.
    pub fn iter(&self) -> impl Iterator<Item = (ShapeId, &Shape)> {
        self.by_name.values().map(|&id| (id, &self[id]))
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.shapes.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.shapes.is_empty()
    }
}

impl Index<ShapeId> for Shapes {
    type Output = Shape;

    fn index(&self, id: ShapeId) -> &Shape {
        &self.shapes[id.index()]
    }
}

impl IndexMut<ShapeId> for Shapes {
    fn index_mut(&mut self, id: ShapeId) -> &mut Shape {
        &mut self.shapes[id.index()]
    }
}
