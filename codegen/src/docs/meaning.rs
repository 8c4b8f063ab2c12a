//! What the tags of models mean; it knows no text.

use super::blocks::{Block, Definition};

/// What a tag means.
pub(super) enum Meaning {
    /// Starts a paragraph, in this style.
    Paragraph {
        strong: bool,
    },
    Frame(Frame),
    Item,
    Term,
    Description,
    Cell,
    Preformatted,
    Code,
    Strong,
    Emphasis,
    Link,
    Break,
    /// Only its content counts.
    Transparent {
        block: bool,
    },
}

impl Meaning {
    /// Whether it stands around paragraphs or starts one, so that it cannot be a part of a sentence.
    pub(super) fn is_block(&self) -> bool {
        match self {
            Self::Paragraph { .. }
            | Self::Frame(_)
            | Self::Item
            | Self::Term
            | Self::Description
            | Self::Preformatted => true,
            Self::Transparent { block } => *block,
            Self::Cell | Self::Code | Self::Strong | Self::Emphasis | Self::Link | Self::Break => false,
        }
    }
}

/// The meaning of a tag, if it is one that we were taught.
pub(super) fn meaning(name: &str) -> Option<Meaning> {
    Some(match name {
        "p" | "para" | "div" | "section" | "tr" | "caption" | "blockquote" => Meaning::Paragraph { strong: false },
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "fullname" | "title" => Meaning::Paragraph { strong: true },
        "ul" | "itemizedlist" => Meaning::Frame(Frame::List {
            start: None,
            items: Vec::new(),
        }),
        "ol" | "orderedlist" => Meaning::Frame(Frame::List {
            start: Some(1),
            items: Vec::new(),
        }),
        "dl" => Meaning::Frame(Frame::Definitions(Vec::new())),
        "note" => Meaning::Frame(Frame::Note {
            label: "Note",
            blocks: Vec::new(),
        }),
        "important" => Meaning::Frame(Frame::Note {
            label: "Important",
            blocks: Vec::new(),
        }),
        "caution" => Meaning::Frame(Frame::Note {
            label: "Caution",
            blocks: Vec::new(),
        }),
        "warning" => Meaning::Frame(Frame::Note {
            label: "Warning",
            blocks: Vec::new(),
        }),
        "tip" => Meaning::Frame(Frame::Note {
            label: "Tip",
            blocks: Vec::new(),
        }),
        "li" | "listitem" => Meaning::Item,
        "dt" => Meaning::Term,
        "dd" => Meaning::Description,
        "td" | "th" => Meaning::Cell,
        "pre" | "programlisting" => Meaning::Preformatted,
        "code" | "tt" | "samp" | "kbd" | "literal" | "filename" => Meaning::Code,
        "b" | "strong" => Meaning::Strong,
        "i" | "em" | "replaceable" | "cite" | "var" => Meaning::Emphasis,
        "a" | "ulink" => Meaning::Link,
        "br" | "hr" => Meaning::Break,
        "zonbook" | "xhtml" | "html" | "body" | "table" | "thead" | "tbody" | "center" => {
            Meaning::Transparent { block: true }
        }
        "span" | "u" | "small" | "sub" | "sup" | "font" | "link" | "xref" | "img" | "abbr" | "text" => {
            Meaning::Transparent { block: false }
        }
        _ => return None,
    })
}

/// Something open that holds blocks.
#[derive(Debug)]
pub(super) enum Frame {
    List { start: Option<u64>, items: Vec<Vec<Block>> },
    Item(Vec<Block>),
    Definitions(Vec<Definition>),
    Term,
    Description(Vec<Block>),
    Quote(Vec<Block>),
    Note { label: &'static str, blocks: Vec<Block> },
}
