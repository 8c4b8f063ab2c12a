//! Reads CommonMark, with the HTML that may stand in it; it knows neither where a text comes from nor how it is printed.

use pulldown_cmark::{Event, LinkType, Options, Tag, TagEnd};

use super::blocks::Block;
use super::html::tokens;
use super::meaning::{Frame, Meaning};
use super::parser::Parser;

/// The blocks of a text, and the tags in it that nobody taught us.
pub(super) fn parse(text: &str) -> (Vec<Block>, Vec<String>) {
    let events = joined(pulldown_cmark::Parser::new_ext(text, Options::ENABLE_TABLES));
    let mut parser = Parser::default();
    for event in &events {
        if let Event::Html(html) = event {
            parser.expect(&tokens(html));
        }
    }
    for event in events {
        read(event, &mut parser);
    }
    parser.finish()
}

/// The events with each stretch of HTML in one piece, since a tag may go over several lines.
fn joined<'t>(events: impl Iterator<Item = Event<'t>>) -> Vec<Event<'t>> {
    let mut joined = Vec::new();
    for event in events {
        match (event, joined.last_mut()) {
            (Event::Html(html) | Event::InlineHtml(html), Some(Event::Html(before))) => {
                *before = format!("{before}{html}").into();
            }
            (Event::InlineHtml(html), _) => joined.push(Event::Html(html)),
            (event, _) => joined.push(event),
        }
    }
    joined
}

fn read(event: Event<'_>, parser: &mut Parser) {
    match event {
        Event::Start(tag) => start(tag, parser),
        Event::End(tag) => end(tag, parser),
        Event::Text(text) => parser.text(&text),
        Event::Code(code) => {
            parser.open(Meaning::Code, None, false);
            parser.text(&code);
            parser.close(&Meaning::Code);
        }
        Event::Html(html) | Event::InlineHtml(html) => {
            for token in tokens(&html) {
                parser.token(token);
            }
        }
        Event::SoftBreak => parser.text("\n"),
        Event::HardBreak | Event::Rule => parser.open(Meaning::Break, None, false),
        // Extensions that are not switched on.
        Event::FootnoteReference(text) | Event::InlineMath(text) | Event::DisplayMath(text) => parser.text(&text),
        Event::TaskListMarker(_) => {}
    }
}

/// What begins, in the terms of the tags of HTML; nothing for what only stands around HTML and for extensions.
fn start(tag: Tag<'_>, parser: &mut Parser) {
    let mut href = None;
    let meaning = match tag {
        Tag::Link {
            link_type, dest_url, ..
        } => {
            href = Some(address(link_type, &dest_url));
            Meaning::Link
        }
        Tag::Paragraph | Tag::TableHead | Tag::TableRow => Meaning::Paragraph { strong: false },
        Tag::Heading { .. } => Meaning::Paragraph { strong: true },
        Tag::BlockQuote(_) => Meaning::Frame(Frame::Quote(Vec::new())),
        Tag::CodeBlock(_) => Meaning::Preformatted,
        Tag::List(start) => Meaning::Frame(Frame::List {
            start,
            items: Vec::new(),
        }),
        Tag::Item => Meaning::Item,
        Tag::TableCell => Meaning::Cell,
        Tag::Emphasis => Meaning::Emphasis,
        Tag::Strong => Meaning::Strong,
        _ => return,
    };
    parser.open(meaning, href, false);
}

/// What ends. A frame is found by its kind alone, so its content says nothing here.
fn end(tag: TagEnd, parser: &mut Parser) {
    let meaning = match tag {
        TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::TableHead | TagEnd::TableRow => {
            Meaning::Paragraph { strong: false }
        }
        TagEnd::BlockQuote(_) => Meaning::Frame(Frame::Quote(Vec::new())),
        TagEnd::CodeBlock => Meaning::Preformatted,
        TagEnd::List(_) => Meaning::Frame(Frame::List {
            start: None,
            items: Vec::new(),
        }),
        TagEnd::Item => Meaning::Item,
        TagEnd::Emphasis => Meaning::Emphasis,
        TagEnd::Strong => Meaning::Strong,
        TagEnd::Link => Meaning::Link,
        _ => return,
    };
    parser.close(&meaning);
}

/// The target of a link. One that has no host leads nowhere outside of the site that the text was written for.
fn address(link: LinkType, target: &str) -> String {
    match link {
        LinkType::Email => format!("mailto:{target}"),
        _ if target.starts_with('/') && !target.starts_with("//") => "#".to_owned(),
        _ => target.to_owned(),
    }
}
