//! Puts blocks together from the tags and texts of a document, one after the other.
//!
//! The HTML of models is sloppy: whatever is not closed, closed twice or nested wrongly ends where its surroundings do.

use std::collections::{BTreeMap, BTreeSet};

use super::blocks::{Block, Definition, Run, Style};
use super::html::Token;
use super::meaning::{Frame, Meaning, meaning};

/// Nesting beyond this is flattened, so that no text can exhaust the stack of the program.
const DEEPEST: usize = 24;

/// The blocks so far, and what is open.
#[derive(Default)]
pub(super) struct Parser {
    root: Vec<Block>,
    frames: Vec<Frame>,
    runs: Vec<Run>,
    style: Style,
    /// The style of the whole paragraph.
    heading: bool,
    preformatted: Option<String>,
    /// Unknown tags are text even where they are closed.
    keeps_unknown: bool,
    /// How many closing tags of each name are still to come.
    closing: BTreeMap<String, usize>,
    /// How many unknown tags of each name are open.
    opened: BTreeMap<String, usize>,
    unknown: BTreeSet<String>,
}

impl Parser {
    /// A parser that takes every tag that nobody taught us for text.
    pub(super) fn keeping_unknown() -> Self {
        Self {
            keeps_unknown: true,
            ..Self::default()
        }
    }

    /// Takes note of the closing tags in a part of the text that is still to come.
    pub(super) fn expect(&mut self, tokens: &[Token<'_>]) {
        for token in tokens {
            if let Token::Close { name, .. } = token {
                *self.closing.entry(name.clone()).or_default() += 1;
            }
        }
    }

    /// The blocks of the text, and the tags in it that nobody taught us.
    pub(super) fn finish(mut self) -> (Vec<Block>, Vec<String>) {
        self.end_code();
        self.flush();
        self.close_while(|_| true);
        (self.root, self.unknown.into_iter().collect())
    }

    pub(super) fn token(&mut self, token: Token<'_>) {
        match token {
            Token::Text(text) => self.text(&text),
            Token::Open {
                name,
                href,
                closed,
                raw,
            } => match meaning(&name) {
                Some(meaning) => self.open(meaning, href, closed),
                None => self.open_unknown(name, closed, raw),
            },
            Token::Close { name, raw } => {
                if let Some(count) = self.closing.get_mut(&name) {
                    *count = count.saturating_sub(1);
                }
                match meaning(&name) {
                    Some(meaning) => self.close(&meaning),
                    None => self.close_unknown(&name, raw),
                }
            }
        }
    }

    pub(super) fn text(&mut self, text: &str) {
        match &mut self.preformatted {
            Some(code) => code.push_str(text),
            None => self.runs.push(Run {
                text: text.to_owned(),
                style: Style {
                    strong: self.style.strong || self.heading,
                    ..self.style.clone()
                },
            }),
        }
    }

    /// `<foo>…</foo>` is left out with its text kept; `<region>`, which nothing closes, is meant as it stands.
    fn open_unknown(&mut self, name: String, closed: bool, raw: &str) {
        let is_closed = self.closing.get(&name).is_some_and(|count| *count > 0);
        if is_closed && !closed && !self.keeps_unknown {
            *self.opened.entry(name.clone()).or_default() += 1;
        } else {
            self.text(raw);
        }
        self.unknown.insert(name);
    }

    fn close_unknown(&mut self, name: &str, raw: &str) {
        match self.opened.get_mut(name) {
            Some(count) if *count > 0 => *count -= 1,
            _ => {
                self.text(raw);
                self.unknown.insert(name.to_owned());
            }
        }
    }

    pub(super) fn open(&mut self, meaning: Meaning, href: Option<String>, closed: bool) {
        if let Some(code) = &mut self.preformatted {
            if matches!(meaning, Meaning::Break) {
                code.push('\n');
            }
            return;
        }
        match meaning {
            Meaning::Paragraph { strong } => {
                self.flush();
                self.heading = strong && !closed;
            }
            Meaning::Frame(frame) => {
                self.flush();
                if !closed {
                    self.push(frame);
                }
            }
            Meaning::Item => self.open_item(),
            Meaning::Term => self.open_in_definitions(Frame::Term),
            Meaning::Description => self.open_in_definitions(Frame::Description(Vec::new())),
            Meaning::Cell if !self.runs.is_empty() => self.text(" – "),
            Meaning::Cell | Meaning::Transparent { .. } => {}
            Meaning::Preformatted => {
                self.flush();
                self.preformatted = (!closed).then(String::new);
            }
            // `<b/>` is seen where `</b>` was meant.
            Meaning::Code => self.style.code = !closed,
            Meaning::Strong => self.style.strong = !closed,
            Meaning::Emphasis => self.style.emphasis = !closed,
            Meaning::Link => self.open_link(href, closed),
            Meaning::Break => self.flush(),
        }
    }

    pub(super) fn close(&mut self, meaning: &Meaning) {
        match meaning {
            Meaning::Preformatted => self.end_code(),
            _ if self.preformatted.is_some() => {}
            Meaning::Paragraph { .. } => self.flush(),
            Meaning::Frame(frame) => {
                let kind = std::mem::discriminant(frame);
                self.close_through(|open| std::mem::discriminant(open) == kind, |_| false);
            }
            Meaning::Item => self.close_through(
                |open| matches!(open, Frame::Item(_)),
                |open| matches!(open, Frame::List { .. }),
            ),
            Meaning::Term | Meaning::Description => self.close_through(
                |open| matches!(open, Frame::Term | Frame::Description(_)),
                |open| matches!(open, Frame::Definitions(_)),
            ),
            Meaning::Code => self.style.code = false,
            Meaning::Strong => self.style.strong = false,
            Meaning::Emphasis => self.style.emphasis = false,
            Meaning::Link => self.close_link(),
            Meaning::Cell | Meaning::Break | Meaning::Transparent { .. } => {}
        }
    }

    fn end_code(&mut self) {
        if let Some(code) = self.preformatted.take() {
            self.add(Block::Code(code));
        }
    }

    fn open_link(&mut self, href: Option<String>, closed: bool) {
        match href {
            Some(href) if closed => {
                self.style.link = Some(href.into());
                self.text("");
                self.close_link();
            }
            Some(href) => self.style.link = Some(href.into()),
            None => self.style.link = (!closed).then(|| "".into()),
        }
    }

    fn close_link(&mut self) {
        self.style.link = None;
    }

    fn open_item(&mut self) {
        self.flush();
        let list = |open: &Frame| matches!(open, Frame::List { .. });
        if self.frames.iter().any(list) {
            self.close_while(|open| !list(open));
        } else {
            self.push(Frame::List {
                start: None,
                items: Vec::new(),
            });
        }
        self.push(Frame::Item(Vec::new()));
    }

    fn open_in_definitions(&mut self, frame: Frame) {
        self.flush();
        let definitions = |open: &Frame| matches!(open, Frame::Definitions(_));
        if self.frames.iter().any(definitions) {
            self.close_while(|open| !definitions(open));
        } else {
            self.push(Frame::Definitions(Vec::new()));
        }
        if let (Frame::Term, Some(Frame::Definitions(definitions))) = (&frame, self.frames.last_mut()) {
            definitions.push(Definition::default());
        }
        self.push(frame);
    }

    fn push(&mut self, frame: Frame) {
        if self.frames.len() < DEEPEST {
            self.frames.push(frame);
        }
    }

    /// Closes everything up to and including the innermost frame of a kind, unless a barrier stands before it.
    fn close_through(&mut self, wanted: impl Fn(&Frame) -> bool, barrier: impl Fn(&Frame) -> bool) {
        self.flush();
        let found = self.frames.iter().rposition(|open| wanted(open) || barrier(open));
        if let Some(index) = found.filter(|&index| self.frames.get(index).is_some_and(&wanted)) {
            while self.frames.len() > index {
                self.close_frame();
            }
        }
    }

    fn close_while(&mut self, condition: impl Fn(&Frame) -> bool) {
        while self.frames.last().is_some_and(&condition) {
            self.close_frame();
        }
    }

    fn close_frame(&mut self) {
        let Some(frame) = self.frames.pop() else { return };
        match frame {
            Frame::List { start, items } => self.add(Block::List { start, items }),
            Frame::Definitions(definitions) => self.add(Block::Definitions(definitions)),
            Frame::Quote(blocks) => self.add(Block::Quote(blocks)),
            Frame::Note { label, blocks } => self.add(Block::Note { label, blocks }),
            Frame::Item(blocks) => match self.frames.last_mut() {
                Some(Frame::List { items, .. }) => items.push(blocks),
                _ => blocks.into_iter().for_each(|block| self.add(block)),
            },
            Frame::Description(blocks) => match self.frames.last_mut() {
                Some(Frame::Definitions(definitions)) => last(definitions).blocks.extend(blocks),
                _ => blocks.into_iter().for_each(|block| self.add(block)),
            },
            Frame::Term => {}
        }
    }

    /// Ends the paragraph, and every style in it.
    fn flush(&mut self) {
        let runs = std::mem::take(&mut self.runs);
        self.style = Style::default();
        self.heading = false;
        let blank = |run: &Run| run.style.link.as_deref().unwrap_or_default().is_empty() && run.text.trim().is_empty();
        if runs.iter().all(blank) {
            return;
        }
        if let [.., Frame::Definitions(definitions), Frame::Term] = self.frames.as_mut_slice() {
            let term = &mut last(definitions).term;
            if !term.is_empty() {
                term.push(Run {
                    text: " ".to_owned(),
                    ..Run::default()
                });
            }
            term.extend(runs);
        } else {
            self.add(Block::Paragraph(runs));
        }
    }

    /// Adds a block to whatever is open.
    fn add(&mut self, block: Block) {
        match self.frames.last_mut() {
            None => self.root.push(block),
            Some(
                Frame::Item(blocks) | Frame::Description(blocks) | Frame::Quote(blocks) | Frame::Note { blocks, .. },
            ) => blocks.push(block),
            // Between two items: it belongs to the one before.
            Some(Frame::List { items, .. }) => match items.last_mut() {
                Some(item) => item.push(block),
                None => items.push(vec![block]),
            },
            Some(Frame::Definitions(definitions)) => last(definitions).blocks.push(block),
            Some(Frame::Term) => {
                self.frames.pop();
                self.add(block);
            }
        }
    }
}

/// The last definition; an empty one where there is none.
fn last(definitions: &mut Vec<Definition>) -> &mut Definition {
    if definitions.is_empty() {
        definitions.push(Definition::default());
    }
    definitions.last_mut().expect("one was pushed if there was none")
}
