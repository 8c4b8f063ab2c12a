//! By which paths users reach the items of a crate: through public modules and re-exports.

use std::collections::BTreeMap;

use syn::{Attribute, Item, Visibility};

use crate::names::{Definition, Import, Named, Names};
use crate::source::{self, Source, cfgs, is_hidden, join};

/// Whom something is for; what is made of several things is for the last of theirs.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Audience {
    Users,
    GeneratedCode,
}

/// A path to an item. The least is the one that the item is listed by.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Way {
    pub(crate) audience: Audience,
    reexported: bool,
    pub(crate) path: String,
    pub(crate) cfgs: Vec<String>,
}

/// The ways to every item that can be reached, the one it is listed by first.
pub(crate) struct Reach {
    ways: BTreeMap<Definition, Vec<Way>>,
    /// Re-exports of what other crates define.
    pub(crate) foreign: Vec<(Way, Vec<String>)>,
}

impl Way {
    pub(crate) fn root() -> Self {
        Self {
            audience: Audience::Users,
            reexported: false,
            path: String::new(),
            cfgs: Vec::new(),
        }
    }

    /// The way to what stands at the end of this one with these attributes.
    pub(crate) fn to(&self, name: &str, attributes: &[Attribute]) -> Self {
        let mut way = self.with(attributes);
        way.path = join(&self.path, name);
        way
    }

    pub(crate) fn with(&self, attributes: &[Attribute]) -> Self {
        let mut way = self.clone();
        if is_hidden(attributes) {
            way.audience = Audience::GeneratedCode;
        }
        let more = cfgs(attributes).into_iter();
        way.cfgs.extend(more.filter(|cfg| !self.cfgs.contains(cfg)));
        way
    }
}

impl Reach {
    pub(crate) fn new(source: &Source, names: &Names<'_>) -> Self {
        let mut reach = Self {
            ways: BTreeMap::new(),
            foreign: Vec::new(),
        };
        reach.visit(source, names, "", &Way::root());
        reach.ways.values_mut().for_each(|ways| ways.sort());
        reach
    }

    pub(crate) fn ways(&self, definition: &Definition) -> &[Way] {
        self.ways.get(definition).map_or(&[], Vec::as_slice)
    }

    /// For whom something is that needs all of these; `None` if one of them cannot be reached.
    pub(crate) fn audience(&self, definitions: &[Definition]) -> Option<Audience> {
        let mut audience = Audience::Users;
        for definition in definitions {
            audience = audience.max(self.ways(definition).first()?.audience);
        }
        Some(audience)
    }

    pub(crate) fn definitions(&self) -> impl Iterator<Item = (&Definition, &[Way])> {
        self.ways.iter().map(|(definition, ways)| (definition, ways.as_slice()))
    }

    fn visit(&mut self, source: &Source, names: &Names<'_>, module: &str, way: &Way) {
        for item in source.items(module) {
            let attributes = source::attributes(item);
            if let Item::Mod(inner) = item
                && is_public(&inner.vis)
            {
                let name = inner.ident.to_string();
                self.visit(source, names, &join(module, &name), &way.to(&name, attributes));
            } else if let Some((name, visibility)) = source::name(item)
                && is_public(visibility)
            {
                let definition = Definition {
                    module: module.to_owned(),
                    name: name.to_string(),
                };
                self.add(definition, way.to(&name.to_string(), attributes));
            }
        }
        for import in names.imports(module).iter().filter(|import| import.public) {
            self.reexport(source, names, module, import, way);
        }
    }

    fn reexport(&mut self, source: &Source, names: &Names<'_>, module: &str, import: &Import, way: &Way) {
        let mut way = way.to(&import.name, &import.attributes);
        way.reexported = true;
        match names.resolve(module, &import.path) {
            None => self.foreign.push((way, import.path.clone())),
            Some(Named::Module(target)) => self.visit(source, names, &target, &way),
            Some(Named::Item(definition)) => {
                let mut items = source.items(&definition.module).iter();
                let item = items.find(|item| source::name(item).is_some_and(|(name, _)| *name == definition.name));
                let way = item.map_or(way.clone(), |item| way.with(source::attributes(item)));
                self.add(definition, way);
            }
        }
    }

    fn add(&mut self, definition: Definition, way: Way) {
        self.ways.entry(definition).or_default().push(way);
    }
}

pub(crate) fn is_public(visibility: &Visibility) -> bool {
    matches!(visibility, Visibility::Public(_))
}
