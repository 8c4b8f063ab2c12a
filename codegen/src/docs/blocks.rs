//! What a text is made of: blocks of styled text; it knows neither what they were written in nor what they become.

use std::rc::Rc;

/// A piece of text in one style.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Run {
    pub(super) text: String,
    pub(super) style: Style,
}

/// How a piece of text looks.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Style {
    pub(super) code: bool,
    pub(super) strong: bool,
    pub(super) emphasis: bool,
    pub(super) link: Option<Rc<str>>,
}

/// A part of a text that starts on a line of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Block {
    Paragraph(Vec<Run>),
    Code(String),
    List {
        /// The number of the first item, if they have numbers.
        start: Option<u64>,
        items: Vec<Vec<Block>>,
    },
    Definitions(Vec<Definition>),
    Quote(Vec<Block>),
    Note {
        label: &'static str,
        blocks: Vec<Block>,
    },
}

/// A term and what is said about it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Definition {
    pub(super) term: Vec<Run>,
    pub(super) blocks: Vec<Block>,
}
