//! Texts that nobody wrote: whatever they are, Markdown readers find the same words in what we make of them.

use proptest::prelude::*;
use pulldown_cmark::{CodeBlockKind, Event, LinkType, Options, Parser, Tag};

use crate::docs::blocks::{Block, Run};
use crate::docs::escape::{is_invisible, target};
use crate::docs::{markdown, parse};
use crate::model::DocFormat;

/// Pieces of CommonMark and HTML that mean something, beside any characters at all.
fn text() -> impl Strategy<Value = String> {
    let marks = prop::sample::select(vec![
        "*",
        "**",
        "_",
        "`",
        "```",
        "~~~",
        "\n",
        "\n\n",
        "  \n",
        " ",
        "    ",
        "\t",
        "- ",
        "1. ",
        "7) ",
        "> ",
        "# ",
        "===",
        "---",
        "|",
        "[",
        "](https://a.b)",
        "](x)",
        "![",
        "]",
        "<https://a.b/c>",
        "https://a.b.",
        "<b>",
        "</b>",
        "<p>",
        "</p>",
        "<li>",
        "<ul>",
        "</ul>",
        "<pre>",
        "</pre>",
        "<code>",
        "</code>",
        "<a href=\"https://a.b\">",
        "</a>",
        "<T>",
        "<!--",
        "-->",
        "&lt;",
        "&amp;",
        "&",
        "\\",
        "!",
        ".",
        "--",
        ":",
        "$",
        "^",
        "~",
        "(",
        ")",
        "\"",
        "'",
        "[^1]",
        "[x]: y",
        "::",
        "+ ",
        "= ",
    ]);
    let words = prop::sample::select(vec!["word", "One", "a", "Z", "9", "é", "Item"]);
    let piece = prop_oneof![
        4 => marks.prop_map(str::to_owned),
        3 => words.prop_map(str::to_owned),
        1 => any::<char>().prop_map(String::from),
    ];
    prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

/// Letters and digits, which no mark consists of.
fn letters(text: &str) -> impl Iterator<Item = char> {
    text.chars().filter(|letter| letter.is_alphanumeric())
}

/// A link without a text shows its target.
fn of_runs(runs: &[Run], words: &mut String) {
    for group in runs.chunk_by(|left, right| left.style.link == right.style.link) {
        let shown = group.first().and_then(|run| target(run.style.link.as_deref()?));
        let empty = |run: &Run| {
            run.text
                .chars()
                .all(|letter| letter.is_whitespace() || is_invisible(letter))
        };
        match shown.filter(|_| group.iter().all(empty)) {
            Some(target) => words.extend(letters(&target)),
            None => group.iter().for_each(|run| words.extend(letters(&run.text))),
        }
    }
}

fn of_blocks(blocks: &[Block], words: &mut String) {
    for block in blocks {
        match block {
            Block::Paragraph(runs) => of_runs(runs, words),
            Block::Code(text) => words.extend(letters(text)),
            Block::List { items, .. } => items.iter().for_each(|item| of_blocks(item, words)),
            Block::Quote(blocks) => of_blocks(blocks, words),
            Block::Definitions(definitions) => definitions.iter().for_each(|definition| {
                of_runs(&definition.term, words);
                of_blocks(&definition.blocks, words);
            }),
            Block::Note { label, blocks } => {
                words.extend(letters(label));
                of_blocks(blocks, words);
            }
        }
    }
}

/// What rustdoc reads, but for the shapes that it gives to quotes.
fn reread(lines: &[String]) -> (String, Vec<String>) {
    let options =
        Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TASKLISTS;
    let (mut words, mut wrong) = (String::new(), Vec::new());
    for event in Parser::new_ext(&lines.join("\n"), options) {
        match event {
            Event::Text(text) | Event::Code(text) => words.extend(letters(&text)),
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(language))) if &*language == "text" => {}
            Event::Start(Tag::Link {
                link_type: LinkType::Inline | LinkType::Autolink,
                dest_url,
                ..
            }) if ["https://", "http://", "mailto:"]
                .iter()
                .any(|scheme| dest_url.starts_with(scheme)) => {}
            Event::Start(
                Tag::Paragraph | Tag::List(_) | Tag::Item | Tag::BlockQuote(_) | Tag::Emphasis | Tag::Strong,
            )
            | Event::End(_)
            | Event::SoftBreak => {}
            other => wrong.push(format!("{other:?}")),
        }
    }
    (words, wrong)
}

fn check(text: &str, format: DocFormat) -> Result<(), TestCaseError> {
    let lines = markdown(text, format).lines;
    let mut expected = String::new();
    of_blocks(&parse(text, format).0, &mut expected);
    let (words, wrong) = reread(&lines);
    prop_assert_eq!(&wrong, &Vec::<String>::new(), "{:?}", lines);
    prop_assert_eq!(words, expected, "{:?}", lines);
    for line in &lines {
        prop_assert!(!line.contains(['\n', '\r']), "{:?}", lines);
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn commonmark_says_the_same_when_it_is_read_again(text in text()) {
        check(&text, DocFormat::CommonMark)?;
    }

    #[test]
    fn html_says_the_same_when_it_is_read_again(text in text()) {
        check(&text, DocFormat::Html)?;
    }
}
