//! From a resolved service to the files of its module. Emitters print; everything was decided before, so nothing here can
//! fail.

mod client;
mod default;
mod enumeration;
mod error;
mod example;
mod facts;
mod index;
mod operation;
pub(crate) mod package;
mod scope;
mod structure;
mod texts;
mod union;

use crate::print::{File, Section};
use crate::resolve::{Item, ItemId, ItemKind, Place, Resolved};
use scope::Scope;

/// The files of a service, below the folder of its module. `crate_name` is the crate that they become part of, as the
/// examples in its documentation call it.
pub(crate) fn service(service: &Resolved, crate_name: &str) -> Vec<File> {
    let mut files = index::files(service);
    files.push(client::file(service));
    files.extend(
        service
            .operations()
            .map(|(id, _)| operation::file(service, id, crate_name)),
    );
    let own_file = service.items().filter(|(_, item)| item.place == Place::Types);
    files.extend(own_file.map(|(id, _)| type_file(service, id)));
    files
}

/// The file of a shared structure, union or enum.
fn type_file(service: &Resolved, id: ItemId) -> File {
    let item = &service[id];
    let mut scope = Scope::new(service, vec![id], &[]);
    let section = self::item(item, &mut scope);
    let mut sections = scope.sections();
    sections.push(section);
    File {
        path: format!("{}/types/{}.rs", service.module, item.module),
        docs: vec![texts::module_line(&item.name.wire, &item.docs)],
        sections,
    }
}

/// The block of a structure, a union or an enum.
fn item(item: &Item, scope: &mut Scope<'_>) -> Section {
    Section::Block(match &item.kind {
        ItemKind::Structure(structure) => structure::block(item, structure, scope),
        ItemKind::Union(union) => union::block(item, union, scope),
        ItemKind::Enum(enumeration) => enumeration::strings(item, enumeration, scope),
        ItemKind::IntEnum(enumeration) => enumeration::integers(item, enumeration, scope),
    })
}
