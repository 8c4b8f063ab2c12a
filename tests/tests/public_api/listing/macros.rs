//! Macros, which are not expanded: what they accept, what they write, and how they are called.

use std::collections::BTreeSet;
use std::iter::Peekable;

use proc_macro2::token_stream::IntoIter;
use proc_macro2::{Delimiter, TokenStream, TokenTree};
use quote::ToTokens;
use syn::{Item, ItemMacro};

use super::{Crate, Listing, bare};
use crate::reach::Way;
use crate::source::join;
use crate::text::{text, without_attributes};

impl Listing {
    pub(super) fn macro_item(&mut self, api: &Crate<'_>, module: &str, item: &ItemMacro) {
        let exported = item
            .attrs
            .iter()
            .any(|attribute| attribute.path().is_ident("macro_export"));
        match &item.ident {
            Some(name) if exported => {
                let way = Way::root().to(&format!("{name}!"), &item.attrs);
                for rule in rules(item) {
                    self.add(&way, &format!("accepts {}", text(rule.accepted)));
                    for head in heads(rule.written) {
                        self.add(&way, &writes(head));
                    }
                }
            }
            Some(_) => {}
            None => self.call(api, module, item),
        }
    }

    /// A call of a local macro, if that writes what can be reached.
    fn call(&mut self, api: &Crate<'_>, module: &str, call: &ItemMacro) {
        let Some(name) = call.mac.path.get_ident().map(ToString::to_string) else {
            return;
        };
        let written = written(api.source.items(module), &name, &mut BTreeSet::new());
        let mut named = api.names.types(module, call.mac.tokens.clone());
        named.extend(
            written
                .iter()
                .flat_map(|tokens| api.names.types(module, tokens.clone())),
        );
        let Some(audience) = api.reach.audience(&named).filter(|_| !written.is_empty()) else {
            return;
        };
        let mut way = Way::root().to(&join(module, &format!("{name}!")), &call.attrs);
        way.audience = audience;
        self.add(&way, &bare(call.mac.to_token_stream()));
        for head in written {
            self.add(&way, &writes(head));
        }
    }
}

/// Attributes are gone, but not the repetition around them.
fn writes(head: TokenStream) -> String {
    format!("writes {}", text(head).replace("$()* ", ""))
}

struct Rule {
    accepted: TokenStream,
    written: TokenStream,
}

fn rules(item: &ItemMacro) -> Vec<Rule> {
    let groups = item.mac.tokens.clone().into_iter().filter_map(|token| match token {
        TokenTree::Group(group) => Some(group.stream()),
        _ => None,
    });
    let groups: Vec<_> = groups.collect();
    let pairs = groups.chunks_exact(2);
    pairs
        .map(|pair| Rule {
            accepted: pair[0].clone(),
            written: pair[1].clone(),
        })
        .collect()
}

/// What a local macro of these items writes, and the local ones that it calls.
fn written(items: &[Item], name: &str, seen: &mut BTreeSet<String>) -> Vec<TokenStream> {
    let mut all = Vec::new();
    let definition = items.iter().find_map(|item| match item {
        Item::Macro(item) if item.ident.as_ref().is_some_and(|ident| ident == name) => Some(item),
        _ => None,
    });
    if seen.insert(name.to_owned()) {
        for rule in definition.map(rules).unwrap_or_default() {
            all.extend(heads(rule.written.clone()));
            let called = called(rule.written);
            all.extend(called.iter().flat_map(|name| written(items, name, seen)));
        }
    }
    all
}

/// The names that stand before exclamation marks.
fn called(tokens: TokenStream) -> Vec<String> {
    let mut names = Vec::new();
    let mut word = None;
    for token in tokens {
        match (token, word.take()) {
            (TokenTree::Ident(ident), _) => word = Some(ident.to_string()),
            (TokenTree::Punct(punct), Some(before)) if punct.as_char() == '!' => names.push(before),
            (TokenTree::Group(group), _) => names.extend(called(group.stream())),
            _ => {}
        }
    }
    names
}

/// The public items and the `impl` blocks in the body of a rule: types whole, the others without their bodies.
fn heads(body: TokenStream) -> Vec<TokenStream> {
    let mut heads = Vec::new();
    collect_heads(body, &mut heads);
    heads
}

fn collect_heads(body: TokenStream, heads: &mut Vec<TokenStream>) {
    let mut marks = TokenStream::new();
    let mut repeats = false;
    let mut tokens = body.into_iter().peekable();
    while let Some(token) = tokens.next() {
        let in_repetition = std::mem::replace(&mut repeats, is_punct(&token, '$'));
        match (&token, tokens.peek()) {
            (TokenTree::Punct(_), Some(TokenTree::Group(group)))
                if is_punct(&token, '#') && is_mark(group.stream()) =>
            {
                marks.extend([token, tokens.next().expect("it was peeked at")]);
            }
            (TokenTree::Ident(word), next)
                if word == "impl" || (word == "pub" && !is_group(next, Delimiter::Parenthesis)) =>
            {
                let mut head = std::mem::take(&mut marks);
                let block = finish_head(&mut head, &token, &mut tokens);
                heads.push(head);
                collect_heads(block, heads);
            }
            (TokenTree::Group(group), _) if in_repetition || group.delimiter() == Delimiter::Brace => {
                collect_heads(group.stream(), heads);
            }
            _ => {}
        }
    }
}

/// Adds the rest of an item's head, and gives the block behind that of an `impl`.
fn finish_head(head: &mut TokenStream, first: &TokenTree, tokens: &mut Peekable<IntoIter>) -> TokenStream {
    head.extend([first.clone()]);
    let mut words = tokens.clone().map(|token| token.to_string());
    let words = [words.next(), words.next()].map(Option::unwrap_or_default);
    let is_impl = first.to_string() == "impl";
    let is_type = ["struct", "enum", "trait"].contains(&words[0].as_str());
    let end = match words.each_ref().map(String::as_str) {
        _ if is_impl || is_type => ';',
        ["fn" | "async" | "unsafe" | "type" | "use", _] | ["const", "fn"] => ';',
        ["const" | "static", _] => '=',
        // A field.
        _ => ',',
    };
    for token in tokens {
        match token {
            TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => {
                if is_type {
                    head.extend(without_attributes(TokenTree::from(group).into()));
                    break;
                }
                return if is_impl { group.stream() } else { TokenStream::new() };
            }
            token if is_punct(&token, ';') || is_punct(&token, end) => break,
            token => head.extend([token]),
        }
    }
    TokenStream::new()
}

fn is_punct(token: &TokenTree, wanted: char) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == wanted)
}

fn is_group(token: Option<&TokenTree>, wanted: Delimiter) -> bool {
    matches!(token, Some(TokenTree::Group(group)) if group.delimiter() == wanted)
}

/// Whether this attribute changes what users may do with a type.
fn is_mark(attribute: TokenStream) -> bool {
    let name = attribute.into_iter().next().map(|token| token.to_string());
    name.is_some_and(|name| name == "derive" || name == "non_exhaustive")
}
