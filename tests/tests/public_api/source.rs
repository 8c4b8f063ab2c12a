//! The source of a crate as modules with their items; does not know what of it is public.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use quote::ToTokens;
use syn::{Attribute, Ident, Item, Visibility};

/// The items of every module by the module's path, such as `types::blob`; that of the root is empty.
///
/// Tests are left out. A `mod` stays in the module around it, for its visibility and attributes.
pub(crate) struct Source(BTreeMap<String, Vec<Item>>);

impl Source {
    /// Reads `lib.rs` of this folder and the modules it leads to.
    pub(crate) fn read(folder: &Path) -> Self {
        let mut source = Self(BTreeMap::new());
        let text = fs::read_to_string(folder.join("lib.rs")).expect("the runtime has a root module");
        source.insert("", parse(&text, "lib.rs"), Some(folder));
        source
    }

    /// A crate of one file.
    pub(crate) fn parse(text: &str) -> Self {
        let mut source = Self(BTreeMap::new());
        source.insert("", parse(text, "the source of a test"), None);
        source
    }

    pub(crate) fn items(&self, module: &str) -> &[Item] {
        self.0.get(module).map_or(&[], Vec::as_slice)
    }

    pub(crate) fn has_module(&self, module: &str) -> bool {
        self.0.contains_key(module)
    }

    /// Every module with its items.
    pub(crate) fn modules(&self) -> impl Iterator<Item = (&str, &[Item])> {
        self.0.iter().map(|(path, items)| (path.as_str(), items.as_slice()))
    }

    fn insert(&mut self, path: &str, mut items: Vec<Item>, folder: Option<&Path>) {
        items.retain(|item| !cfgs(attributes(item)).contains(&"cfg(test)".to_owned()));
        for item in &items {
            if let Item::Mod(module) = item {
                let path = join(path, &module.ident.to_string());
                let content = match (&module.content, folder) {
                    (Some((_, content)), _) => content.clone(),
                    (None, Some(folder)) => read(folder, &path),
                    (None, None) => panic!("`{path}` has no content"),
                };
                self.insert(&path, content, folder);
            }
        }
        self.0.insert(path.to_owned(), items);
    }
}

fn read(folder: &Path, module: &str) -> Vec<Item> {
    let file = folder.join(module.replace("::", "/")).with_extension("rs");
    let text = fs::read_to_string(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    parse(&text, module)
}

fn parse(text: &str, place: &str) -> Vec<Item> {
    let file = syn::parse_file(text).unwrap_or_else(|error| panic!("{place}: {error}"));
    file.items
}

/// The path of what has this name in this module.
pub(crate) fn join(module: &str, name: &str) -> String {
    if module.is_empty() {
        name.to_owned()
    } else {
        format!("{module}::{name}")
    }
}

/// The conditions under which something is compiled, as `cfg(…)`.
pub(crate) fn cfgs(attributes: &[Attribute]) -> Vec<String> {
    let conditions = attributes.iter().filter(|attribute| attribute.path().is_ident("cfg"));
    conditions
        .map(|attribute| crate::text::text(attribute.meta.to_token_stream()))
        .collect()
}

/// Whether rustdoc leaves it out.
pub(crate) fn is_hidden(attributes: &[Attribute]) -> bool {
    let mut lists = attributes.iter().filter(|attribute| attribute.path().is_ident("doc"));
    lists.any(|attribute| attribute.parse_args::<Ident>().is_ok_and(|word| word == "hidden"))
}

pub(crate) fn attributes(item: &Item) -> &[Attribute] {
    match item {
        Item::Const(item) => &item.attrs,
        Item::Enum(item) => &item.attrs,
        Item::Fn(item) => &item.attrs,
        Item::Impl(item) => &item.attrs,
        Item::Macro(item) => &item.attrs,
        Item::Mod(item) => &item.attrs,
        Item::Static(item) => &item.attrs,
        Item::Struct(item) => &item.attrs,
        Item::Trait(item) => &item.attrs,
        Item::Type(item) => &item.attrs,
        Item::Union(item) => &item.attrs,
        Item::Use(item) => &item.attrs,
        _ => &[],
    }
}

/// Name and visibility of an item that has both.
pub(crate) fn name(item: &Item) -> Option<(&Ident, &Visibility)> {
    Some(match item {
        Item::Const(item) => (&item.ident, &item.vis),
        Item::Enum(item) => (&item.ident, &item.vis),
        Item::Fn(item) => (&item.sig.ident, &item.vis),
        Item::Static(item) => (&item.ident, &item.vis),
        Item::Struct(item) => (&item.ident, &item.vis),
        Item::Trait(item) => (&item.ident, &item.vis),
        Item::Type(item) => (&item.ident, &item.vis),
        Item::Union(item) => (&item.ident, &item.vis),
        _ => return None,
    })
}
