//! The lines of the API: which there are and for whom. How an item is written is known elsewhere.

mod implementation;
mod item;
mod macros;

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use syn::Item;

use crate::names::{Definition, Names};
use crate::reach::{Audience, Reach, Way};
use crate::source::{self, Source};
use crate::text::{text, without_attributes};

/// The lines by whom they are for.
#[derive(Default)]
pub(crate) struct Listing {
    pub(crate) public: BTreeSet<String>,
    pub(crate) generated: BTreeSet<String>,
}

/// What the lines are made from.
struct Crate<'a> {
    source: &'a Source,
    names: Names<'a>,
    reach: Reach,
}

impl Listing {
    pub(crate) fn of(source: &Source) -> Self {
        let names = Names::new(source);
        let reach = Reach::new(source, &names);
        let api = Crate { source, names, reach };
        let mut listing = Self::default();
        for (definition, ways) in api.reach.definitions() {
            listing.definition(&api, definition, ways);
        }
        for (way, path) in &api.reach.foreign {
            listing.add(way, &format!("pub use {}", path.join("::")));
        }
        for (module, items) in source.modules() {
            for item in items {
                match item {
                    Item::Impl(block) => listing.implementation(&api, module, block),
                    Item::Macro(item) => listing.macro_item(&api, module, item),
                    _ => {}
                }
            }
        }
        listing
    }

    fn definition(&mut self, api: &Crate<'_>, definition: &Definition, ways: &[Way]) {
        let Some((way, others)) = ways.split_first() else {
            return;
        };
        let items = api.source.items(&definition.module).iter();
        let mut found = items
            .filter(|item| source::name(item).is_some_and(|(name, _)| *name == definition.name))
            .peekable();
        if found.peek().is_none() {
            self.add(way, &format!("made by a macro of `{}`", definition.module));
        }
        found.for_each(|item| self.item(way, item));
        for other in others {
            self.add(other, &format!("pub use {}", way.path));
        }
    }

    /// A line for what the way leads to.
    fn add(&mut self, way: &Way, declaration: &str) {
        let conditions: String = way.cfgs.iter().map(|condition| format!("#[{condition}] ")).collect();
        let line = format!("{}: {conditions}{declaration}", way.path);
        match way.audience {
            Audience::Users => self.public.insert(line),
            Audience::GeneratedCode => self.generated.insert(line),
        };
    }
}

/// The text of a part of an item without what documents it.
fn bare(tokens: TokenStream) -> String {
    text(without_attributes(tokens))
}
