//! The resolved model: everything an emitter prints, with every question answered, so that emission cannot fail.
//! It names no token of Rust beyond identifiers.

pub(crate) mod build;
mod item;
mod member;
mod operation;

pub use item::{Enum, EnumVariant, ErrorShape, IntEnum, Item, ItemId, ItemKind, Place, Structure, Union};
pub use member::{Elements, Facts, Member, Ty, UnionMember};
pub use operation::{ErrorEnum, ErrorVariant, Operation, OperationId};

use std::ops::Index;

use crate::model::{Protocol, Service};
pub use crate::names::Name;

/// One service, ready to be printed.
#[derive(Debug, Clone)]
pub struct Resolved {
    /// The model's file, for the header of generated files.
    pub file: String,
    /// The module of the service: `connect`.
    pub module: String,
    /// Facts of the service.
    pub service: Service,
    /// The service's text, in Markdown, a line each.
    pub docs: Vec<String>,
    /// The protocols that the client can speak; the first is used unless `Config` says otherwise.
    pub protocols: Vec<Protocol>,
    /// Sorted by module.
    pub operations: Vec<Operation>,
    /// Every structure, union and enum, sorted by Rust name.
    pub items: Vec<Item>,
}

impl Resolved {
    /// All items with their ids, sorted by Rust name.
    pub fn items(&self) -> impl Iterator<Item = (ItemId, &Item)> {
        self.items.iter().enumerate().map(|(index, item)| (ItemId(index), item))
    }

    /// All operations with their ids, sorted by module.
    pub fn operations(&self) -> impl Iterator<Item = (OperationId, &Operation)> {
        self.operations
            .iter()
            .enumerate()
            .map(|(index, operation)| (OperationId(index), operation))
    }
}

impl Index<ItemId> for Resolved {
    type Output = Item;

    fn index(&self, id: ItemId) -> &Item {
        &self.items[id.0]
    }
}

impl Index<OperationId> for Resolved {
    type Output = Operation;

    fn index(&self, id: OperationId) -> &Operation {
        &self.operations[id.0]
    }
}
