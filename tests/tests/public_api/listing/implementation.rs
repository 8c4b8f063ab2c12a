//! `impl` blocks: of traits by their first line, of types by their public functions and constants.

use quote::{ToTokens, quote};
use syn::{ImplItem, ItemImpl, Visibility};

use super::item::signature;
use super::{Crate, Listing, bare};
use crate::reach::{Way, is_public};

impl Listing {
    /// Lists the block if users can reach every type and trait of the crate that it is for.
    pub(super) fn implementation(&mut self, api: &Crate<'_>, module: &str, block: &ItemImpl) {
        let interface = block.trait_.as_ref().map(|(_, path, _)| path);
        let mut named = api.names.types(module, block.self_ty.to_token_stream());
        named.extend(api.names.types(module, interface.to_token_stream()));
        let (Some(audience), Some(first)) = (api.reach.audience(&named), named.first()) else {
            return;
        };
        let Some(way) = api.reach.ways(first).first() else {
            return;
        };
        let mut way = way.with(&block.attrs);
        way.audience = way.audience.max(audience);
        if interface.is_some() {
            self.add(&way, &trait_block(block));
        } else {
            self.functions(&way, block);
        }
    }

    fn functions(&mut self, way: &Way, block: &ItemImpl) {
        let (generics, _, bounds) = block.generics.split_for_impl();
        let implementor = &block.self_ty;
        let head = if block.generics.params.is_empty() {
            String::new()
        } else {
            format!("{}: ", bare(quote!(impl #generics #implementor #bounds)))
        };
        for part in &block.items {
            let (visibility, name, attributes, declaration): (&Visibility, _, _, _) = match part {
                ImplItem::Fn(part) => (&part.vis, &part.sig.ident, &part.attrs, signature(&part.sig)),
                ImplItem::Const(part) => {
                    let (name, kind) = (&part.ident, &part.ty);
                    (&part.vis, name, &part.attrs, bare(quote!(const #name: #kind)))
                }
                other => panic!(
                    "`{}` in an `impl`: the listing does not know it",
                    bare(other.to_token_stream())
                ),
            };
            if is_public(visibility) {
                self.add(
                    &way.to(&name.to_string(), attributes),
                    &format!("{head}pub {declaration}"),
                );
            }
        }
    }
}

/// The first line of the block, the trait by its last name alone, and the types that the block chooses.
fn trait_block(block: &ItemImpl) -> String {
    let (generics, _, bounds) = block.generics.split_for_impl();
    let (bang, name) = match &block.trait_ {
        Some((bang, path, _)) => (bang.as_ref(), path.segments.last()),
        None => (None, None),
    };
    let implementor = &block.self_ty;
    let head = bare(quote!(impl #generics #bang #name for #implementor #bounds));
    let types = block.items.iter().filter_map(|part| match part {
        ImplItem::Type(part) => Some(bare(part.to_token_stream())),
        _ => None,
    });
    let types: Vec<_> = types.collect();
    if types.is_empty() {
        head
    } else {
        format!("{head} {{ {} }}", types.join(" "))
    }
}
