//! Keeps text from being read as Markdown, and addresses in it from being bare.

/// Escapes a piece of text.
pub(super) fn text(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + 8);
    let mut rest = text;
    while let Some(at) = address_start(rest) {
        let (before, address) = rest.split_at(at);
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
        '&' => looks_like_entity(behind),
        _ => false,
    }
}

fn looks_like_entity(behind: &str) -> bool {
    let name = behind.trim_start_matches(|letter: char| letter.is_ascii_alphanumeric() || letter == '#');
    name.len() < behind.len() && name.starts_with(';')
}

fn address_start(text: &str) -> Option<usize> {
    ["https://", "http://"]
        .iter()
        .filter_map(|scheme| text.find(scheme))
        .min()
}

/// Where an address ends: before a blank or a quote, and before punctuation that belongs to the sentence.
fn address_length(text: &str) -> usize {
    let outside = |letter: char| letter.is_whitespace() || "<>\"`|".contains(letter);
    let run = text.get(..text.find(outside).unwrap_or(text.len())).unwrap_or_default();
    let mut address = run;
    loop {
        let trimmed = address.trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '’', '”']);
        let unopened = |open: char, close: char| trimmed.ends_with(close) && !trimmed.contains(open);
        let shorter = if unopened('(', ')') || unopened('[', ']') || unopened('{', '}') {
            trimmed.get(..trimmed.len() - 1).unwrap_or_default()
        } else {
            trimmed
        };
        if shorter.len() == address.len() {
            return address.len();
        }
        address = shorter;
    }
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
    for letter in absolute.chars() {
        match letter {
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
