//! The texts of models as Markdown lines, one sentence a line; knows no shape.
//!
//! What comes out passes rustdoc's lints: no bare addresses, no HTML, no brackets that could be links to items.

mod blocks;
mod commonmark;
mod entities;
mod escape;
mod html;
mod inline;
mod meaning;
mod parser;
mod render;
mod sentences;
#[cfg(test)]
mod tests;

use self::blocks::Block;
use self::html::Token;
use self::parser::Parser;
use crate::model::DocFormat;

/// A text of a model as Markdown.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Markdown {
    /// The lines, without comment marks.
    pub(crate) lines: Vec<String>,
    /// Tags that nobody taught us; their text was kept.
    pub(crate) unknown_tags: Vec<String>,
}

/// Turns a text of a model into Markdown.
pub(crate) fn markdown(text: &str, format: DocFormat) -> Markdown {
    let (blocks, unknown_tags) = parse(text, format);
    Markdown {
        lines: render::lines(&blocks),
        unknown_tags,
    }
}

/// A piece of Rust inside of a sentence.
pub(crate) fn code(text: &str) -> String {
    escape::code(text)
}

fn parse(text: &str, format: DocFormat) -> (Vec<Block>, Vec<String>) {
    let tokens = html::tokens(text);
    match format {
        DocFormat::Html => html(Parser::default(), tokens),
        // What AWS makes of such a text for C2J has other tags escaped.
        DocFormat::CommonMark if starts_with_block(&tokens) => html(Parser::keeping_unknown(), tokens),
        DocFormat::CommonMark => commonmark::parse(text),
    }
}

fn html(mut parser: Parser, tokens: Vec<Token<'_>>) -> (Vec<Block>, Vec<String>) {
    parser.expect(&tokens);
    for token in tokens {
        parser.token(token);
    }
    parser.finish()
}

/// Whether HTML begins with a paragraph, a list or the like.
///
/// AWS writes such HTML where Smithy says CommonMark, and indents it, which would make code of half of it.
fn starts_with_block(tokens: &[Token<'_>]) -> bool {
    let blank = |token: &&Token<'_>| matches!(token, Token::Text(text) if text.trim().is_empty());
    let Some(Token::Open { name, .. }) = tokens.iter().find(|token| !blank(token)) else {
        return false;
    };
    meaning::meaning(name).is_some_and(|meaning| meaning.is_block())
}
