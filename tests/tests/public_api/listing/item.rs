//! Types, traits, functions and constants with their parts.

use quote::{ToTokens, quote};
use syn::{Attribute, Fields, FnArg, Item, ItemEnum, ItemStruct, ItemTrait, Pat, Path, Signature, Token, TraitItem};

use super::{Listing, bare};
use crate::reach::{Way, is_public};

impl Listing {
    /// The lines of an item, but not those of its `impl` blocks.
    pub(super) fn item(&mut self, way: &Way, item: &Item) {
        match item {
            Item::Struct(item) => self.structure(way, item),
            Item::Enum(item) => self.enumeration(way, item),
            Item::Trait(item) => self.interface(way, item),
            Item::Fn(item) => {
                let signature = signature(&item.sig);
                self.add(way, &format!("pub {signature}"));
            }
            Item::Const(item) => {
                let (name, kind) = (&item.ident, &item.ty);
                self.add(way, &bare(quote!(pub const #name: #kind)));
            }
            Item::Static(item) => {
                let (mutable, name, kind) = (&item.mutability, &item.ident, &item.ty);
                self.add(way, &bare(quote!(pub static #mutable #name: #kind)));
            }
            Item::Type(item) => {
                let (name, (generics, _, bounds), kind) = (&item.ident, item.generics.split_for_impl(), &item.ty);
                let generics = if item.generics.params.is_empty() {
                    quote!()
                } else {
                    quote!(#generics)
                };
                self.add(way, &bare(quote!(pub type #name #generics = #kind #bounds)));
            }
            other => self.add(way, &bare(other.to_token_stream())),
        }
    }

    fn structure(&mut self, way: &Way, item: &ItemStruct) {
        let (name, (generics, arguments, bounds)) = (&item.ident, item.generics.split_for_impl());
        let open = openness(&item.attrs);
        let declaration = bare(quote!(pub struct #name #generics #bounds));
        let fields = match &item.fields {
            Fields::Unnamed(fields) => {
                let fields = fields.unnamed.iter();
                let types = fields.map(|field| {
                    if is_public(&field.vis) {
                        bare(field.to_token_stream())
                    } else {
                        "_".to_owned()
                    }
                });
                format!("({})", types.collect::<Vec<_>>().join(", "))
            }
            Fields::Named(fields) if fields.named.iter().any(|field| !is_public(&field.vis)) => " { .. }".to_owned(),
            _ => String::new(),
        };
        self.add(way, &format!("{open}{declaration}{fields}"));
        if let Fields::Named(fields) = &item.fields {
            for field in fields.named.iter().filter(|field| is_public(&field.vis)) {
                let name = field.ident.as_ref().map(ToString::to_string).unwrap_or_default();
                self.add(&way.to(&name, &field.attrs), &bare(field.to_token_stream()));
            }
        }
        self.derived(
            way,
            &item.attrs,
            &bare(quote!(#generics)),
            &bare(quote!(#name #arguments)),
        );
    }

    fn enumeration(&mut self, way: &Way, item: &ItemEnum) {
        let (name, (generics, arguments, bounds)) = (&item.ident, item.generics.split_for_impl());
        let open = openness(&item.attrs);
        self.add(
            way,
            &format!("{open}{}", bare(quote!(pub enum #name #generics #bounds))),
        );
        for variant in &item.variants {
            let open = openness(&variant.attrs);
            let way = way.to(&variant.ident.to_string(), &variant.attrs);
            self.add(&way, &format!("{open}{}", bare(variant.to_token_stream())));
        }
        self.derived(
            way,
            &item.attrs,
            &bare(quote!(#generics)),
            &bare(quote!(#name #arguments)),
        );
    }

    /// A derived `impl` is listed like a written one. The bounds that it puts on parameters are left to the reader.
    fn derived(&mut self, way: &Way, attributes: &[Attribute], generics: &str, implementor: &str) {
        for attribute in attributes
            .iter()
            .filter(|attribute| attribute.path().is_ident("derive"))
        {
            let listed = attribute.parse_args_with(|input: syn::parse::ParseStream<'_>| {
                input.parse_terminated(Path::parse_mod_style, Token![,])
            });
            for derived in listed.expect("`derive` lists paths") {
                let name = derived
                    .segments
                    .last()
                    .map(|segment| segment.ident.to_string())
                    .unwrap_or_default();
                self.add(way, &format!("impl{generics} {name} for {implementor}"));
            }
        }
    }

    fn interface(&mut self, way: &Way, item: &ItemTrait) {
        let (name, (generics, _, bounds)) = (&item.ident, item.generics.split_for_impl());
        let (colon, parents) = (&item.colon_token, &item.supertraits);
        self.add(way, &bare(quote!(pub trait #name #generics #colon #parents #bounds)));
        for part in &item.items {
            let (name, attributes, declaration) = match part {
                TraitItem::Fn(function) => {
                    let provided = if function.default.is_some() { " { .. }" } else { "" };
                    let signature = signature(&function.sig);
                    (&function.sig.ident, &function.attrs, format!("{signature}{provided}"))
                }
                TraitItem::Type(part) => (&part.ident, &part.attrs, bare(part.to_token_stream())),
                TraitItem::Const(part) => (&part.ident, &part.attrs, bare(part.to_token_stream())),
                other => {
                    self.add(way, &bare(other.to_token_stream()));
                    continue;
                }
            };
            self.add(
                &way.to(&name.to_string(), attributes),
                declaration.trim_end_matches(';'),
            );
        }
    }
}

/// A signature without what only the body sees.
pub(super) fn signature(signature: &Signature) -> String {
    let mut signature = signature.clone();
    signature.inputs.pop_punct();
    for input in &mut signature.inputs {
        match input {
            FnArg::Receiver(receiver) if receiver.reference.is_none() => receiver.mutability = None,
            FnArg::Typed(argument) => {
                if let Pat::Ident(name) = &mut *argument.pat {
                    name.mutability = None;
                }
            }
            FnArg::Receiver(_) => {}
        }
    }
    bare(signature.to_token_stream())
}

fn openness(attributes: &[Attribute]) -> &'static str {
    if attributes
        .iter()
        .any(|attribute| attribute.path().is_ident("non_exhaustive"))
    {
        "#[non_exhaustive] "
    } else {
        ""
    }
}
