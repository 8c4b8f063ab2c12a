//! A pull reader: the elements of an XML document one at a time. It knows no shape.

use std::borrow::Cow;

use super::escape::unescape;
use crate::codec::scan::xml_run;
use crate::codec::{CodecError, MAX_DEPTH, Result};

/// Where an XML document is read.
#[derive(Debug, Clone)]
pub(crate) struct Reader<'a> {
    text: &'a str,
    at: usize,
    depth: usize,
}

/// The start of an element, whose content is to be read next.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Start<'a> {
    /// With the prefix, as the end tag repeats it.
    qualified: &'a str,
    name: &'a str,
    /// What stands between the name and the end of the tag.
    pub(super) attributes: &'a str,
    /// The place of the tag in the document.
    pub(super) offset: usize,
    is_empty: bool,
}

impl<'a> Start<'a> {
    /// The name without its prefix.
    pub(crate) fn name(&self) -> &'a str {
        self.name
    }
}

/// A name without its prefix.
pub(super) fn local(name: &str) -> &str {
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}

impl<'a> Reader<'a> {
    /// A reader of these bytes, which have to be UTF-8, and the start of the outermost element.
    pub(crate) fn new(bytes: &'a [u8]) -> Result<(Self, Start<'a>)> {
        let text = std::str::from_utf8(bytes).map_err(|error| CodecError::at(error.valid_up_to(), "expected UTF-8"))?;
        let at = if text.starts_with('\u{feff}') {
            '\u{feff}'.len_utf8()
        } else {
            0
        };
        let mut reader = Self { text, at, depth: 0 };
        loop {
            if !reader.text_run().trim_ascii().is_empty() {
                return Err(CodecError::at(at, "expected an element"));
            }
            match reader.markup()? {
                Markup::Start(start) => return Ok((reader, start)),
                Markup::Text => {}
                Markup::End(_) | Markup::Data(_) => return Err(CodecError::at(at, "expected an element")),
            }
        }
    }

    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    #[cold]
    fn error(&self, message: &'static str) -> CodecError {
        CodecError::at(self.at, message)
    }

    /// The text up to the next markup, still escaped.
    #[inline]
    fn text_run(&mut self) -> &'a str {
        let rest = self.rest();
        // Mostly there is none: elements follow each other, or blanks are between them.
        if rest.starts_with('<') {
            return "";
        }
        let run = rest.find('<').map_or(rest, |end| rest.get(..end).unwrap_or_default());
        self.at += run.len();
        run
    }

    /// The text up to the next markup, reference or carriage return.
    #[inline]
    fn plain_run(&mut self) -> &'a str {
        let rest = self.rest();
        let run = rest.get(..xml_run(rest.as_bytes())).unwrap_or_default();
        self.at += run.len();
        run
    }

    /// Passes over this text if it comes next.
    fn eat(&mut self, expected: &str) -> bool {
        let found = self.rest().starts_with(expected);
        if found {
            self.at += expected.len();
        }
        found
    }

    /// What stands before `end`, which is passed over as well.
    fn until(&mut self, end: &str) -> Result<&'a str> {
        let (content, _) = self
            .rest()
            .split_once(end)
            .ok_or_else(|| self.error("expected the end of the markup"))?;
        self.at += content.len() + end.len();
        Ok(content)
    }

    /// What stands at the reader, which is the start of markup; comments and instructions are passed over.
    fn markup(&mut self) -> Result<Markup<'a>> {
        loop {
            if self.eat("</") {
                return Ok(Markup::End(self.until(">")?.trim_ascii_end()));
            } else if self.eat("<![CDATA[") {
                return self.until("]]>").map(Markup::Data);
            } else if self.eat("<!--") {
                self.until("-->")?;
            } else if self.eat("<?") {
                self.until("?>")?;
            } else if self.rest().starts_with("<!") {
                return Err(self.error("expected no document type"));
            } else {
                return self.start().map(Markup::Start);
            }
            if !self.rest().starts_with('<') {
                return Ok(Markup::Text);
            }
        }
    }

    fn start(&mut self) -> Result<Start<'a>> {
        let offset = self.at;
        if !self.eat("<") {
            return Err(self.error("expected an element, the document ends"));
        }
        let rest = self.rest();
        let (length, prefix) = name_length(rest.as_bytes());
        let qualified = rest.get(..length).unwrap_or_default();
        let name = qualified.get(prefix..).unwrap_or_default();
        if name.is_empty() {
            return Err(self.error("expected the name of an element"));
        }
        self.at += length;
        let inside = self.tag_end()?;
        let (attributes, is_empty) = match inside.strip_suffix('/') {
            Some(attributes) => (attributes, true),
            None => (inside, false),
        };
        Ok(Start {
            qualified,
            name,
            attributes,
            offset,
            is_empty,
        })
    }

    /// What stands before the `>` that ends a tag. Inside of quotation marks it ends nothing.
    #[inline]
    fn tag_end(&mut self) -> Result<&'a str> {
        let rest = self.rest();
        let end = if rest.starts_with('>') {
            Some(0)
        } else {
            tag_length(rest.as_bytes())
        };
        let end = end.ok_or_else(|| self.error("expected the end of the tag"))?;
        self.at += end + 1;
        Ok(rest.get(..end).unwrap_or_default())
    }

    /// Passes over the end tag of an element if it comes next, in the form without blanks.
    #[inline]
    fn close(&mut self, element: &Start<'a>) -> bool {
        let name = self
            .rest()
            .strip_prefix("</")
            .and_then(|rest| rest.strip_prefix(element.qualified));
        let closes = name.is_some_and(|rest| rest.starts_with('>'));
        if closes {
            self.at += element.qualified.len() + 3;
            self.depth = self.depth.saturating_sub(1);
        }
        closes
    }

    /// The next element inside of `parent`; text between elements is passed over. Nothing at the end of `parent`.
    ///
    /// An element that was given has to be read or skipped before the next call.
    pub(crate) fn child(&mut self, parent: &Start<'a>) -> Result<Option<Start<'a>>> {
        if parent.is_empty {
            self.depth = self.depth.saturating_sub(1);
            return Ok(None);
        }
        loop {
            self.text_run();
            if self.close(parent) {
                return Ok(None);
            }
            match self.markup()? {
                Markup::Start(start) => {
                    self.enter()?;
                    return Ok(Some(start));
                }
                Markup::End(name) => {
                    self.leave(parent, name)?;
                    return Ok(None);
                }
                Markup::Data(_) | Markup::Text => {}
            }
        }
    }

    fn enter(&mut self) -> Result<()> {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return Err(self.error("expected less nesting"));
        }
        Ok(())
    }

    fn leave(&mut self, parent: &Start<'a>, name: &str) -> Result<()> {
        if name != parent.qualified {
            return Err(self.error("expected the end tag of the element"));
        }
        self.depth = self.depth.saturating_sub(1);
        Ok(())
    }

    /// Reads the text of an element to its end; elements inside of it are passed over.
    pub(crate) fn text(&mut self, element: &Start<'a>) -> Result<Cow<'a, str>> {
        if element.is_empty {
            self.depth = self.depth.saturating_sub(1);
            return Ok(Cow::Borrowed(""));
        }
        let plain = self.plain_run();
        if self.close(element) {
            return Ok(Cow::Borrowed(plain));
        }
        self.at -= plain.len();
        self.slow_text(element)
    }

    /// Reads text that is escaped, or that has something in between.
    fn slow_text(&mut self, element: &Start<'a>) -> Result<Cow<'a, str>> {
        let mut text = unescape(self.text_run(), self.at)?;
        loop {
            match self.markup()? {
                Markup::End(name) => {
                    self.leave(element, name)?;
                    return Ok(text);
                }
                Markup::Data(data) => text.to_mut().push_str(data),
                Markup::Text => {}
                Markup::Start(start) => {
                    self.enter()?;
                    self.skip(&start)?;
                }
            }
            let run = self.text_run();
            if !run.is_empty() {
                text.to_mut().push_str(&unescape(run, self.at)?);
            }
        }
    }

    /// Passes over the content of an element.
    pub(crate) fn skip(&mut self, element: &Start<'a>) -> Result<()> {
        if element.is_empty {
            self.depth = self.depth.saturating_sub(1);
            return Ok(());
        }
        while let Some(child) = self.child(element)? {
            self.skip(&child)?;
        }
        Ok(())
    }
}

/// How long the name is that the bytes start with, and how much of it is the prefix with its colon.
#[inline]
fn name_length(bytes: &[u8]) -> (usize, usize) {
    let mut prefix = 0;
    for (at, byte) in bytes.iter().enumerate() {
        match byte {
            b' ' | b'\t' | b'\r' | b'\n' | b'/' | b'>' => return (at, prefix),
            b':' => prefix = at + 1,
            _ => {}
        }
    }
    (bytes.len(), prefix)
}

/// How many bytes stand before the `>` that ends a tag.
fn tag_length(bytes: &[u8]) -> Option<usize> {
    let mut quote = None;
    bytes.iter().position(|byte| match quote {
        Some(mark) => {
            if *byte == mark {
                quote = None;
            }
            false
        }
        None => {
            quote = matches!(byte, b'"' | b'\'').then_some(*byte);
            *byte == b'>'
        }
    })
}

enum Markup<'a> {
    Start(Start<'a>),
    End(&'a str),
    /// Character data that is not escaped.
    Data(&'a str),
    /// None: text follows a comment or an instruction.
    Text,
}
