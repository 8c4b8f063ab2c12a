//! Blocks as lines of Markdown.

use super::blocks::{Block, Definition, Run, Style};
use super::{escape, inline, sentences};

/// The lines of blocks, an empty one between two of them.
pub(super) fn lines(blocks: &[Block]) -> Vec<String> {
    joined(blocks, true)
}

fn joined(blocks: &[Block], apart: bool) -> Vec<String> {
    let mut twin = false;
    let mut before = None;
    let groups = blocks.iter().map(|current| {
        // Another mark, or Markdown would take two lists for one.
        twin = is_list(current) && before.is_some_and(|before| is_list(before) && !twin);
        before = Some(current);
        block(current, twin)
    });
    join(groups, apart)
}

fn is_list(block: &Block) -> bool {
    matches!(block, Block::List { .. } | Block::Definitions(_))
}

/// Joins groups of lines; groups without lines are left out.
fn join(groups: impl IntoIterator<Item = Vec<String>>, apart: bool) -> Vec<String> {
    let mut lines = Vec::new();
    for group in groups.into_iter().filter(|group| !group.is_empty()) {
        if apart && !lines.is_empty() {
            lines.push(String::new());
        }
        lines.extend(group);
    }
    lines
}

fn block(block: &Block, twin: bool) -> Vec<String> {
    match block {
        Block::Paragraph(runs) => sentences::lines(&inline::pieces(runs)),
        Block::Code(text) => code(text),
        Block::List { start, items } => list(Mark { start: *start, twin }, items),
        Block::Definitions(definitions) => {
            let items: Vec<Vec<Block>> = definitions.iter().map(definition).collect();
            list(Mark { start: None, twin }, &items)
        }
        Block::Quote(blocks) => quoted(blocks),
        Block::Note { label, blocks } => note(label, blocks),
    }
}

/// A fenced block. It says `text`, or rustdoc would compile it.
fn code(text: &str) -> Vec<String> {
    let clean = |line: &str| -> String {
        let visible = line.chars().filter(|&letter| !escape::is_invisible(letter));
        visible.collect::<String>().trim_end().replace('\t', "    ")
    };
    let body: Vec<String> = text
        .replace("\r\n", "\n")
        .replace('\r', "\n")
        .lines()
        .map(clean)
        .collect();
    let blank = |line: &&String| line.is_empty();
    let from = body.iter().take_while(blank).count();
    let until = body.len() - body.iter().rev().take_while(blank).count();
    let Some(body) = body.get(from..until).filter(|body| !body.is_empty()) else {
        return Vec::new();
    };
    let fence = "`".repeat(escape::longest_run(text, '`').max(2) + 1);
    let mut lines = vec![format!("{fence}text")];
    lines.extend_from_slice(body);
    lines.push(fence);
    lines
}

/// What stands before an item.
struct Mark {
    /// The number of the first, if they have some.
    start: Option<u64>,
    /// A list of the same kind stands right before this one.
    twin: bool,
}

/// Markdown reads no number with more digits as that of an item.
const LARGEST_NUMBER: u64 = 999_999_999;

impl Mark {
    fn text(&self, index: u64) -> String {
        let number = |start: u64| start.saturating_add(index).min(LARGEST_NUMBER);
        match (self.start, self.twin) {
            (None, false) => "- ".to_owned(),
            (None, true) => "* ".to_owned(),
            (Some(start), false) => format!("{}. ", number(start)),
            (Some(start), true) => format!("{}) ", number(start)),
        }
    }
}

/// Whether this can stand right below the text of an item: a list whose first number is another than 1 cannot.
fn follows_text(block: &Block) -> bool {
    matches!(
        block,
        Block::List {
            start: None | Some(1),
            ..
        }
    )
}

/// Items stand close together unless one of them has several paragraphs.
fn list(mark: Mark, items: &[Vec<Block>]) -> Vec<String> {
    let loose = items
        .iter()
        .any(|item| item.iter().skip(1).any(|block| !follows_text(block)));
    let filled = items
        .iter()
        .map(|item| joined(item, loose))
        .filter(|lines| !lines.is_empty());
    let marked = (0..).zip(filled).map(|(index, lines)| hang(&mark.text(index), &lines));
    join(marked, loose)
}

/// Lines behind a mark, the others indented as far.
fn hang(mark: &str, lines: &[String]) -> Vec<String> {
    let indent = " ".repeat(mark.len());
    let hung = lines
        .iter()
        .enumerate()
        .map(|(index, line)| match (index, line.is_empty()) {
            (0, _) => format!("{mark}{line}"),
            (_, true) => String::new(),
            (_, false) => format!("{indent}{line}"),
        });
    hung.collect()
}

/// A term goes before the first paragraph of its text.
fn definition(definition: &Definition) -> Vec<Block> {
    let term = inline::pieces(&definition.term);
    let mut blocks = definition.blocks.clone();
    if term.is_empty() {
        return blocks;
    }
    let mut runs = definition.term.clone();
    if runs.iter().all(|run| run.style == Style::default()) {
        runs.iter_mut().for_each(|run| run.style.strong = true);
    }
    match blocks.first_mut() {
        Some(Block::Paragraph(text)) => {
            runs.push(plain(": "));
            runs.append(text);
            *text = runs;
        }
        _ => blocks.insert(0, Block::Paragraph(runs)),
    }
    blocks
}

/// A quotation that starts with its label.
fn note(label: &str, blocks: &[Block]) -> Vec<String> {
    let mut blocks = blocks.to_vec();
    let mut runs = vec![
        Run {
            text: format!("{label}:"),
            style: Style {
                strong: true,
                ..Style::default()
            },
        },
        plain(" "),
    ];
    match blocks.first_mut() {
        Some(Block::Paragraph(text)) => {
            runs.append(text);
            *text = runs;
        }
        Some(_) => blocks.insert(0, Block::Paragraph(runs)),
        None => return Vec::new(),
    }
    quoted(&blocks)
}

fn quoted(blocks: &[Block]) -> Vec<String> {
    let quoted = lines(blocks).into_iter().map(|line| match line.is_empty() {
        true => ">".to_owned(),
        false => format!("> {line}"),
    });
    quoted.collect()
}

fn plain(text: &str) -> Run {
    Run {
        text: text.to_owned(),
        style: Style::default(),
    }
}
