//! The names that are in use in one file: what is imported, and what has to be written by path instead.

use std::collections::BTreeSet;

use crate::print::Section;
use crate::resolve::{ItemId, Resolved, Ty};

/// The names of one file.
#[derive(Debug)]
pub(crate) struct Scope<'a> {
    pub(crate) service: &'a Resolved,
    /// The items that this file defines.
    defined: Vec<ItemId>,
    /// The names of those, and of whatever else the file defines.
    local: BTreeSet<&'a str>,
    /// Names of the runtime's root.
    runtime: BTreeSet<&'static str>,
    /// Other `use` paths of the standard library and the runtime.
    outside: BTreeSet<String>,
    /// `use` paths below the service's module.
    inside: BTreeSet<String>,
}

impl<'a> Scope<'a> {
    /// The scope of a file that defines these items, and something of these other names.
    pub(crate) fn new(service: &'a Resolved, defined: Vec<ItemId>, others: &[&'a str]) -> Self {
        let names = defined.iter().map(|&id| service[id].name.rust.as_str());
        Self {
            service,
            local: names.chain(others.iter().copied()).collect(),
            defined,
            runtime: BTreeSet::new(),
            outside: BTreeSet::new(),
            inside: BTreeSet::new(),
        }
    }

    /// Imports an item of the runtime's root, such as a block macro, and gives its name.
    pub(crate) fn runtime(&mut self, name: &'static str) -> &'static str {
        self.runtime.insert(name);
        name
    }

    /// Imports a path below the service's module, such as `Client`.
    pub(crate) fn own(&mut self, path: &str) {
        self.inside.insert(path.to_owned());
    }

    /// How this file writes an item: its name, or a path where the name has another meaning here.
    pub(crate) fn item(&mut self, id: ItemId) -> String {
        let item = &self.service[id];
        let name = item.name.rust.as_str();
        if self.defined.contains(&id) {
            return name.to_owned();
        }
        if item.by_path || self.local.contains(name) {
            self.own("types");
            return format!("types::{name}");
        }
        self.own(&format!("types::{name}"));
        name.to_owned()
    }

    /// A type as Rust source.
    pub(crate) fn ty(&mut self, ty: &Ty) -> String {
        match ty {
            Ty::String => self.prelude("String", "::std::string::String"),
            Ty::Boolean => "bool".to_owned(),
            Ty::Byte => "i8".to_owned(),
            Ty::Short => "i16".to_owned(),
            Ty::Integer => "i32".to_owned(),
            Ty::Long => "i64".to_owned(),
            Ty::Float => "f32".to_owned(),
            Ty::Double => "f64".to_owned(),
            Ty::BigInteger => self.imported("tinsmith::types::", "BigInteger"),
            Ty::BigDecimal => self.imported("tinsmith::types::", "BigDecimal"),
            Ty::Blob => self.imported("tinsmith::types::", "Blob"),
            Ty::Timestamp => self.imported("tinsmith::types::", "Timestamp"),
            Ty::Document => self.imported("tinsmith::types::", "Document"),
            Ty::Body | Ty::EventStream(_) => self.imported("tinsmith::types::", "Body"),
            Ty::List { element, sparse } => {
                let list = self.prelude("Vec", "::std::vec::Vec");
                format!("{list}<{}>", self.slot(element, *sparse))
            }
            Ty::Map { key, value, sparse } => {
                let map = self.imported("std::collections::", "BTreeMap");
                format!("{map}<{}, {}>", self.ty(key), self.slot(value, *sparse))
            }
            Ty::Item(id) => self.item(*id),
            Ty::Boxed(id) => {
                let boxed = self.prelude("Box", "::std::boxed::Box");
                format!("{boxed}<{}>", self.item(*id))
            }
        }
    }

    /// A type, in an `Option` if the slot can be empty.
    pub(crate) fn slot(&mut self, ty: &Ty, optional: bool) -> String {
        let inner = self.ty(ty);
        if optional {
            format!("{}<{inner}>", self.prelude("Option", "::std::option::Option"))
        } else {
            inner
        }
    }

    /// A name that Rust imports by itself, or its path where this file defines that name.
    fn prelude(&self, name: &str, path: &str) -> String {
        if self.local.contains(name) { path } else { name }.to_owned()
    }

    /// Imports a name, unless this file defines it.
    fn imported(&mut self, module: &str, name: &str) -> String {
        if self.local.contains(name) {
            return format!("::{module}{name}");
        }
        self.outside.insert(format!("{module}{name}"));
        name.to_owned()
    }

    /// How this file writes the runtime's description of list elements.
    pub(crate) fn element_name(&self) -> &'static str {
        if self.local.contains("Element") {
            "::tinsmith::shape::Element"
        } else {
            "Element"
        }
    }

    /// Makes the name of [`Scope::element_name`] known.
    pub(crate) fn import_element(&mut self) {
        self.imported("tinsmith::shape::", "Element");
    }

    /// Imports the authentication schemes and gives the name.
    pub(crate) fn auth_scheme(&mut self) -> String {
        self.imported("tinsmith::operation::", "AuthScheme")
    }

    /// The `use` declarations, first those of other crates, then our own.
    pub(crate) fn sections(&self) -> Vec<Section> {
        let mut outside: Vec<String> = self.outside.iter().map(|path| format!("use {path};")).collect();
        outside.extend(root(&self.runtime));
        outside.sort_unstable();
        let module = &self.service.module;
        let inside = self.inside.iter().map(|path| format!("use crate::{module}::{path};"));
        [outside, inside.collect()]
            .into_iter()
            .filter(|lines| !lines.is_empty())
            .map(Section::Lines)
            .collect()
    }
}

/// `use tinsmith::{Call, errors};`
fn root(names: &BTreeSet<&str>) -> Option<String> {
    let list: Vec<&str> = names.iter().copied().collect();
    match &list[..] {
        [] => None,
        [name] => Some(format!("use tinsmith::{name};")),
        names => Some(format!("use tinsmith::{{{}}};", names.join(", "))),
    }
}
