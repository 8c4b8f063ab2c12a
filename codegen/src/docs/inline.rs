//! Styled text as Markdown, in pieces that no line break may tear apart.

use super::blocks::{Run, Style};
use super::escape;

/// The pieces of a paragraph: words, and whole code spans, addresses and links.
pub(super) fn pieces(runs: &[Run]) -> Vec<String> {
    let runs = normalised(runs);
    let mut pieces = Pieces::default();
    let mut rest = runs.as_slice();
    while let Some((group, behind)) = split_at_other_link(rest) {
        let next = behind.first();
        match group.first().and_then(|run| run.style.link.as_deref()) {
            Some(href) => link(href, group, next, &mut pieces),
            None => styled(group, next, &mut pieces),
        }
        rest = behind;
    }
    pieces.finish()
}

/// The runs of one link, or of none, and the runs behind them.
fn split_at_other_link(runs: &[Run]) -> Option<(&[Run], &[Run])> {
    let first = runs.first()?;
    let same_link = |run: &&Run| run.style.link == first.style.link;
    Some(runs.split_at(runs.iter().take_while(same_link).count()))
}

/// Runs with single blanks, without empty ones and links to nowhere, neighbours of one style joined.
fn normalised(runs: &[Run]) -> Vec<Run> {
    let mut joined: Vec<Run> = Vec::new();
    let mut rest = runs;
    while let Some((group, behind)) = split_at_other_link(rest) {
        for run in group {
            let style = plainer(&run.style, group);
            match joined.last_mut() {
                Some(last) if last.style == style => last.text.push_str(&run.text),
                _ => joined.push(Run {
                    text: run.text.clone(),
                    style,
                }),
            }
        }
        rest = behind;
    }
    for run in &mut joined {
        run.text = visible(&run.text);
    }
    joined.retain(|run| !run.text.is_empty() || run.style.link.is_some());
    joined
}

/// The style of a run of a link as far as Markdown has it.
///
/// Code is not emphasised: it would have to end the code span in its middle.
/// `<a>DescribeInstances</a>` is the name of something in the same service: code, since it leads nowhere.
fn plainer(style: &Style, group: &[Run]) -> Style {
    let Style {
        code,
        strong,
        emphasis,
        link,
    } = style;
    let nowhere = link.as_deref().is_some_and(|href| escape::target(href).is_none());
    let code = *code || (link.as_deref() == Some("") && is_name(group));
    Style {
        code,
        strong: *strong && !code,
        emphasis: *emphasis && !code,
        link: link.clone().filter(|_| !nowhere),
    }
}

fn is_name(runs: &[Run]) -> bool {
    let letters = |run: &Run| {
        let text = run.text.trim();
        text.chars()
            .all(|letter| letter.is_ascii_alphanumeric() || "_:.".contains(letter))
    };
    matches!(runs, [run] if letters(run))
}

/// Single blanks, and nothing that cannot be seen: rustc denies the marks that turn the direction of text.
fn visible(text: &str) -> String {
    let mut visible = String::with_capacity(text.len());
    for letter in text.chars().filter(|&letter| !escape::is_invisible(letter)) {
        let letter = if letter.is_whitespace() { ' ' } else { letter };
        if letter != ' ' || !visible.ends_with(' ') {
            visible.push(letter);
        }
    }
    visible
}

/// Text outside of links. `next` is what stands behind it.
fn styled(runs: &[Run], next: Option<&Run>, pieces: &mut Pieces) {
    for (index, run) in runs.iter().enumerate() {
        let next = runs.get(index + 1).or(next);
        let (before, text, after) = trimmed(&run.text);
        pieces.blank_if(before);
        if run.style.code {
            if !text.is_empty() {
                pieces.whole(&escape::code(text));
            }
        } else if !text.is_empty() {
            let behind = if after {
                Some(' ')
            } else {
                next.and_then(first_character)
            };
            let marks = marks(&run.style);
            let marks = if hugs(pieces.last(), text, behind) { marks } else { "" };
            pieces.whole(marks);
            pieces.words(&escape::text(text));
            pieces.whole(marks);
        }
        pieces.blank_if(after && (run.style == Style::default() || !joins(next)));
    }
}

/// The character of Markdown that a run starts with.
fn first_character(run: &Run) -> Option<char> {
    if run.style.link.is_some() {
        Some('[')
    } else if run.style.code {
        Some('`')
    } else {
        run.text.chars().next()
    }
}

/// `<code>it </code>.`: punctuation of the sentence follows without a blank, whatever the model says.
fn joins(next: Option<&Run>) -> bool {
    let Some(Run { text, style }) = next else { return false };
    let behind = text.trim_start_matches(['.', ',', ';', ':', '!', '?', ')']);
    *style == Style::default() && behind.len() < text.len() && (behind.is_empty() || behind.starts_with(' '))
}

fn marks(style: &Style) -> &'static str {
    match (style.strong, style.emphasis) {
        (true, true) => "***",
        (true, false) => "**",
        (false, true) => "*",
        (false, false) => "",
    }
}

/// Whether asterisks around a text would be read as marks: not between two letters and punctuation
/// (CommonMark 0.31, 6.2).
fn hugs(before: Option<char>, text: &str, behind: Option<char>) -> bool {
    let free = |letter: Option<char>| letter.is_none_or(|letter| !letter.is_alphanumeric());
    let word = |letter: Option<char>| letter.is_some_and(char::is_alphanumeric);
    let opens = word(text.chars().next()) || free(before);
    let closes = word(text.chars().next_back()) || free(behind);
    opens && closes && before != Some('*')
}

fn link(href: &str, runs: &[Run], next: Option<&Run>, pieces: &mut Pieces) {
    let whole: String = runs.iter().map(|run| run.text.as_str()).collect();
    let (before, text, after) = trimmed(&whole);
    pieces.blank_if(before);
    match (escape::target(href), text) {
        (Some(target), "") => pieces.whole(&format!("<{target}>")),
        (Some(target), text) if text == href.trim() => pieces.whole(&format!("<{target}>")),
        (Some(target), _) => pieces.link(&link_content(runs), &target),
        (None, _) => styled(runs, next, pieces),
    }
    pieces.blank_if(after && !joins(next));
}

fn link_content(runs: &[Run]) -> String {
    let mut content = String::new();
    for run in runs {
        let (before, text, after) = trimmed(&run.text);
        let blank = |content: &mut String, wanted| {
            if wanted && !content.is_empty() && !content.ends_with(' ') {
                content.push(' ');
            }
        };
        blank(&mut content, before);
        match run.style.code {
            // At the start of a line this would define what a link leads to (CommonMark 0.31, 4.7).
            true if text.contains("]:") => content.push_str(&escape::link_text(text)),
            true if !text.is_empty() => content.push_str(&escape::code(text)),
            _ => content.push_str(&escape::link_text(text)),
        }
        blank(&mut content, after);
    }
    content.trim_end().to_owned()
}

/// A text without the blanks around it, and whether there were any.
fn trimmed(text: &str) -> (bool, &str, bool) {
    (text.starts_with(' '), text.trim(), text.ends_with(' '))
}

/// Pieces under construction.
#[derive(Default)]
struct Pieces {
    done: Vec<String>,
    open: String,
}

impl Pieces {
    /// The character that the next one will follow.
    fn last(&self) -> Option<char> {
        self.open.chars().next_back()
    }

    fn blank_if(&mut self, wanted: bool) {
        if wanted && !self.open.is_empty() {
            self.done.push(std::mem::take(&mut self.open));
        }
    }

    /// Something that stays in one piece.
    fn whole(&mut self, text: &str) {
        // The marks of two code spans would be one longer mark.
        self.blank_if(self.open.ends_with('`') && text.starts_with('`'));
        self.open.push_str(text);
    }

    fn link(&mut self, content: &str, target: &str) {
        // `Look!` right before it would make it an image.
        if self.open.ends_with('!') {
            self.open.pop();
            self.open.push_str("\\!");
        }
        self.whole(&format!("[{content}]({target})"));
    }

    /// Text that may be torn at its blanks, except inside of a code span.
    fn words(&mut self, text: &str) {
        for (index, word) in text.split(' ').enumerate() {
            self.blank_if(index > 0);
            self.whole(word);
        }
    }

    fn finish(mut self) -> Vec<String> {
        self.blank_if(true);
        self.done
    }
}
