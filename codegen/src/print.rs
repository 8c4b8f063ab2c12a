//! From sections to the text of a file: header, blank lines, items by prettyplease and blocks by a printer of our own,
//! because prettyplease does not lay out the bodies of macro calls. Knows no model.

use std::fmt::Write;

use proc_macro2::{Literal, TokenStream};

/// A file of the generated crate.
#[derive(Debug, Clone)]
pub(crate) struct File {
    /// The path below the generated crate's `src`.
    pub(crate) path: String,
    /// Lines of the `//!` comment.
    pub(crate) docs: Vec<String>,
    /// What the file consists of, in order.
    pub(crate) sections: Vec<Section>,
}

/// A part of a file; blank lines stand between sections.
#[derive(Debug, Clone)]
pub(crate) enum Section {
    /// Lines that stand together, such as `use` declarations.
    Lines(Vec<String>),
    /// An item that prettyplease lays out.
    Item(TokenStream),
    /// A call of one of the runtime's block macros.
    Block(Block),
}

/// A block: a macro call with one item, one member a line.
#[derive(Debug, Clone)]
pub(crate) struct Block {
    /// The macro: `structure`.
    pub(crate) macro_name: &'static str,
    /// Documentation and attributes of the item.
    pub(crate) docs: Docs,
    /// The item up to its body, each line of it: `pub struct X: input(XBuilder)`.
    pub(crate) head: Vec<String>,
    /// The members; `None` where the item has no body and ends with a semicolon.
    pub(crate) members: Option<Vec<Line>>,
}

/// One member of a block.
#[derive(Debug, Clone)]
pub(crate) struct Line {
    /// Documentation and attributes.
    pub(crate) docs: Docs,
    /// The member, with its `;` or `,`.
    pub(crate) text: String,
}

/// Documentation lines and attributes of an item or a member.
#[derive(Debug, Clone, Default)]
pub(crate) struct Docs {
    /// Markdown.
    pub(crate) lines: Vec<String>,
    /// Whole attributes: `#[deprecated]`.
    pub(crate) attributes: Vec<String>,
}

impl Docs {
    fn print(&self, indent: &str, out: &mut String) {
        for line in &self.lines {
            comment("///", line, indent, out);
        }
        for attribute in &self.attributes {
            push(out, [indent, attribute, "\n"]);
        }
    }
}

/// The text of a file. `origin` is what the first line says: the command and the model.
pub(crate) fn file(file: &File, origin: &str) -> String {
    let mut out = crate::header::line("//", origin);
    out.push('\n');
    for line in &file.docs {
        comment("//!", line, "", &mut out);
    }
    for section in &file.sections {
        out.push('\n');
        match section {
            Section::Lines(lines) => lines.iter().for_each(|line| push(&mut out, [line, "\n"])),
            Section::Item(tokens) => item(tokens, &mut out),
            Section::Block(content) => block(content, &mut out),
        }
    }
    out
}

/// A string literal as Rust writes it.
pub(crate) fn literal(text: &str) -> String {
    Literal::string(text).to_string()
}

fn item(tokens: &TokenStream, out: &mut String) {
    let file = syn::parse2(tokens.clone()).expect("emitters quote whole items");
    out.push_str(&prettyplease::unparse(&file));
}

fn block(block: &Block, out: &mut String) {
    push(out, [block.macro_name, "! {\n"]);
    block.docs.print("    ", out);
    for (index, line) in block.head.iter().enumerate() {
        let indent = if index == 0 { "    " } else { "        " };
        let newline = if index + 1 == block.head.len() { "" } else { "\n" };
        push(out, [indent, line, newline]);
    }
    match &block.members {
        None => out.push_str(";\n"),
        Some(members) if members.is_empty() => out.push_str(" {}\n"),
        Some(members) => {
            out.push_str(" {\n");
            for member in members {
                member.docs.print("        ", out);
                push(out, ["        ", &member.text, "\n"]);
            }
            out.push_str("    }\n");
        }
    }
    out.push_str("}\n");
}

fn comment(mark: &str, line: &str, indent: &str, out: &mut String) {
    let space = if line.is_empty() { "" } else { " " };
    writeln!(out, "{indent}{mark}{space}{line}").expect("writing to a string succeeds");
}

fn push<'a>(out: &mut String, pieces: impl IntoIterator<Item = &'a str>) {
    out.extend(pieces);
}
