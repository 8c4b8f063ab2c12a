//! Blocks as lines of Markdown.

use super::blocks::{Block, Definition, Run, Style};
use super::{escape, inline, sentences};

/// The lines of blocks, an empty one between two of them.
pub(super) fn lines(blocks: &[Block]) -> Vec<String> {
    join(blocks.iter().map(block), true)
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

fn block(block: &Block) -> Vec<String> {
    match block {
        Block::Paragraph(runs) => sentences::lines(&inline::pieces(runs)),
        Block::Code(text) => code(text),
        Block::List { ordered, items } => list(*ordered, items),
        Block::Definitions(definitions) => {
            let items: Vec<Vec<Block>> = definitions.iter().map(definition).collect();
            list(false, &items)
        }
        Block::Note { label, blocks } => note(label, blocks),
    }
}

/// A fenced block. It says `text`, or rustdoc would compile it.
fn code(text: &str) -> Vec<String> {
    let body: Vec<&str> = text.lines().map(str::trim_end).collect();
    let blank = |line: &&&str| line.is_empty();
    let from = body.iter().take_while(blank).count();
    let until = body.len() - body.iter().rev().take_while(blank).count();
    let Some(body) = body.get(from..until).filter(|body| !body.is_empty()) else {
        return Vec::new();
    };
    let fence = "`".repeat(escape::longest_run(text, '`').max(2) + 1);
    let mut lines = vec![format!("{fence}text")];
    lines.extend(body.iter().map(|line| line.replace('\t', "    ")));
    lines.push(fence);
    lines
}

/// Items stand close together unless one of them has several paragraphs.
fn list(ordered: bool, items: &[Vec<Block>]) -> Vec<String> {
    let loose = items
        .iter()
        .any(|item| item.iter().skip(1).any(|block| !matches!(block, Block::List { .. })));
    let filled = items
        .iter()
        .map(|item| join(item.iter().map(block), loose))
        .filter(|lines| !lines.is_empty());
    let marked = filled.enumerate().map(|(index, lines)| {
        let mark = if ordered {
            format!("{}. ", index + 1)
        } else {
            "- ".to_owned()
        };
        hang(&mark, &lines)
    });
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
    let quoted = lines(&blocks).into_iter().map(|line| match line.is_empty() {
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
