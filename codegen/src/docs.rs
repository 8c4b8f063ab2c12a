//! The HTML of models as Markdown lines, one sentence a line; knows no shape.
//!
//! What comes out passes rustdoc's lints: no bare addresses, no HTML, no brackets that could be links to items.

mod blocks;
mod entities;
mod escape;
mod html;
mod inline;
mod render;
mod sentences;
#[cfg(test)]
mod tests;

/// A text of a model as Markdown.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Markdown {
    /// The lines, without comment marks.
    pub(crate) lines: Vec<String>,
    /// Tags that nobody taught us; their text was kept.
    pub(crate) unknown_tags: Vec<String>,
}

/// Turns the HTML of a model into Markdown.
pub(crate) fn markdown(html: &str) -> Markdown {
    let (blocks, unknown_tags) = blocks::parse(html);
    Markdown {
        lines: render::lines(&blocks),
        unknown_tags,
    }
}
