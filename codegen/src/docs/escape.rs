//! Keeps text from being read as Markdown, and addresses in it from being bare.

/// Escapes a piece of text.
pub(super) fn text(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + 8);
    let mut rest = text;
    while let Some((before, address)) = split_at_address(rest) {
        let (address, behind) = address.split_at(address_length(address));
        escape_into(before, &mut escaped);
        escaped.push_str(&bare_address(address));
        rest = behind;
    }
    escape_into(rest, &mut escaped);
    escaped
}

/// The same for the text of a link, in which addresses are no links of their own.
pub(super) fn link_text(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + 8);
    escape_into(text, &mut escaped);
    escaped
}

fn escape_into(text: &str, escaped: &mut String) {
    let mut before = escaped.chars().next_back();
    for (index, letter) in text.char_indices() {
        let behind = text.get(index + letter.len_utf8()..).unwrap_or_default();
        if is_markup(letter, before, behind) {
            escaped.push('\\');
        }
        escaped.push(letter);
        before = Some(letter);
    }
}

fn is_markup(letter: char, before: Option<char>, behind: &str) -> bool {
    let in_word = |letter: Option<char>| letter.is_some_and(char::is_alphanumeric);
    match letter {
        '\\' | '`' | '*' | '[' | ']' | '<' | '~' => true,
        '_' => !(in_word(before) && in_word(behind.chars().next())),
        // rustdoc makes a dash of two: `--volume` is an option.
        '-' => before == Some('-'),
        '&' => looks_like_entity(behind),
        _ => false,
    }
}

fn looks_like_entity(behind: &str) -> bool {
    let name = behind.trim_start_matches(|letter: char| letter.is_ascii_alphanumeric() || letter == '#');
    name.len() < behind.len() && name.starts_with(';')
}

/// The text before the first address, and the text from there on.
fn split_at_address(text: &str) -> Option<(&str, &str)> {
    let is_address = |(at, _): &(usize, &str)| {
        let from_here = text.get(*at..).unwrap_or_default();
        from_here.starts_with("http://") || from_here.starts_with("https://")
    };
    let (at, _) = text.match_indices("http").find(is_address)?;
    Some(text.split_at(at))
}

/// Where an address ends: before a blank or a quote, and before punctuation that belongs to the sentence.
fn address_length(text: &str) -> usize {
    let outside = |letter: char| letter.is_whitespace() || "<>\"`|".contains(letter);
    let run = text.get(..text.find(outside).unwrap_or(text.len())).unwrap_or_default();
    let mut brackets = [('(', ')'), ('[', ']'), ('{', '}')].map(|(open, close)| {
        let count = |wanted| run.chars().filter(|letter| *letter == wanted).count();
        (close, count(close).saturating_sub(count(open)))
    });
    let mut length = run.len();
    for letter in run.chars().rev() {
        let unopened = brackets
            .iter_mut()
            .find(|(close, surplus)| *close == letter && *surplus > 0);
        match unopened {
            Some((_, surplus)) => *surplus -= 1,
            None if ".,;:!?'’”".contains(letter) => {}
            None => break,
        }
        length -= letter.len_utf8();
    }
    length
}

/// `<https://…>`; one with placeholders in it leads nowhere and is shown as code.
fn bare_address(address: &str) -> String {
    let host = address.split_once("://").map_or("", |(_, host)| host);
    let plain = |letter: char| letter.is_ascii_alphanumeric() || "-._~:/?#@!$&'()+,;=%".contains(letter);
    if !host.is_empty() && host.chars().all(plain) {
        format!("<{address}>")
    } else {
        code(address)
    }
}

/// A code span; the fence is longer than any run of backticks inside.
pub(super) fn code(text: &str) -> String {
    let fence = "`".repeat(longest_run(text, '`') + 1);
    let pad = if text.starts_with('`') || text.ends_with('`') {
        " "
    } else {
        ""
    };
    format!("{fence}{pad}{text}{pad}{fence}")
}

/// Characters without a shape: controls, marks of the direction of text, blanks of no width.
pub(super) fn is_invisible(letter: char) -> bool {
    let shapeless = matches!(letter,
        '\u{ad}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}');
    shapeless || (letter.is_control() && !letter.is_whitespace())
}

/// The length of the longest run of a character.
pub(super) fn longest_run(text: &str, wanted: char) -> usize {
    let runs = text.split(|letter| letter != wanted);
    runs.map(|run| run.chars().count()).max().unwrap_or_default()
}

/// The target of a link in parentheses, if it leads anywhere from outside the page that it was written for.
pub(super) fn target(href: &str) -> Option<String> {
    let href = href.trim();
    let absolute = if href.starts_with("http://") || href.starts_with("https://") || href.starts_with("mailto:") {
        href.to_owned()
    } else if href.starts_with("//") {
        format!("https:{href}")
    } else if href.starts_with('/') {
        format!("https://docs.aws.amazon.com{href}")
    } else {
        return None;
    };
    let mut safe = String::with_capacity(absolute.len());
    for (index, letter) in absolute.char_indices() {
        match letter {
            '&' if looks_like_entity(absolute.get(index + 1..).unwrap_or_default()) => safe.push_str("&amp;"),
            '(' => safe.push_str("%28"),
            ')' => safe.push_str("%29"),
            '<' => safe.push_str("%3C"),
            '>' => safe.push_str("%3E"),
            '\\' => safe.push_str("%5C"),
            letter if letter.is_whitespace() || letter.is_control() => safe.push_str("%20"),
            letter => safe.push(letter),
        }
    }
    Some(safe)
}

/// Escapes what would make a line the start of a list, a heading, a quotation or a table.
pub(super) fn line_start(line: &str) -> String {
    let digits = line.chars().take_while(char::is_ascii_digit).count();
    let (number, rest) = line.split_at(digits);
    let mut letters = rest.chars();
    let (first, second) = (letters.next(), letters.next());
    let ends = |letter: Option<char>| letter.is_none_or(char::is_whitespace);
    let escape = match first {
        Some('.' | ')') => digits > 0 && digits < 10 && ends(second),
        Some('-' | '+' | '=') if digits == 0 => ends(second) || second == first,
        Some('#' | '>' | '|' | ':') => digits == 0,
        _ => false,
    };
    if escape {
        format!("{number}\\{rest}")
    } else {
        line.to_owned()
    }
}
