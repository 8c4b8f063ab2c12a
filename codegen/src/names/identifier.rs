//! Turns words into identifiers that Rust accepts: keywords, leading digits, names without a letter.

use super::words::{pascal, snake};

/// Keywords of all editions, reserved ones included, that can be written raw.
const RAW: [&str; 48] = [
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "do", "dyn", "else", "enum",
    "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop", "macro", "match", "mod", "move",
    "mut", "override", "priv", "pub", "ref", "return", "static", "struct", "trait", "true", "try", "type", "typeof",
    "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

/// Keywords that cannot.
const NEVER_RAW: [&str; 4] = ["self", "super", "crate", "Self"];

/// File names that Windows keeps for devices, whatever follows the dot.
const DEVICES: [&str; 4] = ["aux", "con", "nul", "prn"];

/// A field or a method.
pub(crate) fn field(wire: &str) -> String {
    escape(&valid(snake(wire), wire, snake))
}

/// A type or a variant.
pub(crate) fn ty(wire: &str) -> String {
    escape(&valid(pascal(wire), wire, pascal))
}

/// A constant: `MUST_HAVE`, and never a keyword.
pub(crate) fn constant(wire: &str) -> String {
    let screaming = |text: &str| snake(text).to_uppercase();
    valid(screaming(wire), wire, screaming)
}

/// A module and its file. Both are private, so an underscore is plainer than a raw identifier.
pub(crate) fn module(rust: &str) -> String {
    let name = valid(snake(rust), rust, snake);
    let device = DEVICES.contains(&name.as_str())
        || ["com", "lpt"]
            .iter()
            .any(|port| name.strip_prefix(port).is_some_and(|number| number.len() == 1));
    if device || is_keyword(&name) {
        format!("{name}_")
    } else {
        name
    }
}

/// The module of a service, as the official SDK names its crates: `Route 53` → `route53`, `Config Service` → `config`.
pub(crate) fn service_module(sdk_id: &str) -> String {
    let name: String = sdk_id
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .map(|letter| letter.to_ascii_lowercase())
        .collect();
    let short = name
        .strip_suffix("service")
        .filter(|short| !short.is_empty())
        .unwrap_or(&name);
    module_word(short)
}

/// Whether a manifest may ask for this identifier.
pub(crate) fn is_identifier(text: &str) -> bool {
    let plain = text.strip_prefix("r#").unwrap_or(text);
    let mut letters = plain.chars();
    let head = letters
        .next()
        .is_some_and(|first| first == '_' || first.is_alphabetic());
    let shaped = head && plain != "_" && letters.all(|letter| letter == '_' || letter.is_alphanumeric());
    let raw_allowed = !NEVER_RAW.contains(&plain);
    shaped && if text == plain { !is_keyword(plain) } else { raw_allowed }
}

fn module_word(word: &str) -> String {
    if word.is_empty() {
        return "service".to_owned();
    }
    let word = if word.starts_with(|first: char| first.is_ascii_digit()) {
        format!("_{word}")
    } else {
        word.to_owned()
    };
    if is_keyword(&word) { format!("{word}_") } else { word }
}

fn is_keyword(text: &str) -> bool {
    RAW.contains(&text) || NEVER_RAW.contains(&text)
}

fn escape(name: &str) -> String {
    if NEVER_RAW.contains(&name) {
        format!("{name}_")
    } else if is_keyword(name) {
        format!("r#{name}")
    } else {
        name.to_owned()
    }
}

/// Makes sure that a name starts with a letter or an underscore, and that its sign is not lost: `-1` is not `1`.
fn valid(name: String, wire: &str, case: impl Fn(&str) -> String) -> String {
    let name = match wire.strip_prefix('-') {
        Some(number) if number.starts_with(|first: char| first.is_ascii_digit()) => case(&format!("minus {number}")),
        _ if name.is_empty() => case(&spelt(wire)),
        _ => name,
    };
    if name.starts_with(|first: char| !first.is_alphabetic() && first != '_') {
        format!("_{name}")
    } else {
        name
    }
}

/// The text with its symbols as words: for names that consist of nothing else, or that differ in nothing else.
pub(crate) fn spelt(wire: &str) -> String {
    if wire.is_empty() {
        return "empty".to_owned();
    }
    let mut spelt = String::new();
    for letter in wire.chars() {
        match symbol(letter) {
            Some(word) => {
                spelt.push(' ');
                spelt.push_str(word);
                spelt.push(' ');
            }
            None => spelt.push(letter),
        }
    }
    if !spelt.contains(char::is_alphanumeric) {
        "symbol".to_owned()
    } else {
        spelt
    }
}

fn symbol(letter: char) -> Option<&'static str> {
    Some(match letter {
        '*' => "star",
        '+' => "plus",
        '-' => "minus",
        '_' => "underscore",
        '=' => "equal",
        '<' => "less",
        '>' => "greater",
        '!' => "not",
        '.' => "dot",
        ',' => "comma",
        ':' => "colon",
        ';' => "semicolon",
        '/' => "slash",
        '\\' => "backslash",
        '|' => "pipe",
        '&' => "and",
        '%' => "percent",
        '#' => "hash",
        '@' => "at",
        '$' => "dollar",
        '~' => "tilde",
        '^' => "caret",
        '?' => "question",
        '(' | ')' | '[' | ']' | '{' | '}' => "bracket",
        '"' | '\'' | '`' => "quote",
        ' ' => "space",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identifiers_are_valid() {
        let cases = [
            ("type", "r#type", "Type"),
            ("Async", "r#async", "Async"),
            ("gen", "r#gen", "Gen"),
            ("union", "union", "Union"),
            ("self", "self_", "Self_"),
            ("Self", "self_", "Self_"),
            ("crate", "crate_", "Crate"),
            ("super", "super_", "Super"),
            ("1xx", "_1_xx", "_1xx"),
            ("-1", "minus_1", "Minus1"),
            ("*", "star", "Star"),
            ("<=", "less_equal", "LessEqual"),
            ("", "empty", "Empty"),
            ("…", "symbol", "Symbol"),
            ("$default", "default", "Default"),
        ];
        for (wire, expected_field, expected_type) in cases {
            assert_eq!(field(wire), expected_field, "{wire}");
            assert_eq!(ty(wire), expected_type, "{wire}");
            for name in [field(wire), ty(wire)] {
                assert!(syn::parse_str::<syn::Ident>(&name).is_ok(), "{name}");
                assert!(is_identifier(&name), "{name}");
            }
        }
    }

    #[test]
    fn constants_are_in_capitals() {
        let names = ["None", "mustHave", "HTTPStatus", "self", "-1", "404", "+"].map(constant);
        assert_eq!(
            names,
            ["NONE", "MUST_HAVE", "HTTP_STATUS", "SELF", "MINUS_1", "_404", "PLUS"]
        );
    }

    #[test]
    fn modules_are_files_on_every_system() {
        let cases = [
            ("Type", "type_"),
            ("Mod", "mod_"),
            ("Con", "con_"),
            ("Com1", "com1_"),
            ("DbInstance", "db_instance"),
        ];
        for (rust, expected) in cases {
            assert_eq!(module(rust), expected);
        }
    }

    #[test]
    fn services_are_named_as_the_official_crates() {
        let cases = [
            ("Connect", "connect"),
            ("WorkSpaces", "workspaces"),
            ("FMS", "fms"),
            ("Route 53", "route53"),
            ("ApiGatewayV2", "apigatewayv2"),
            ("Config Service", "config"),
            ("Lex Runtime Service", "lexruntime"),
            ("Service", "service"),
            ("", "service"),
            ("Async", "async_"),
            ("3 D", "_3d"),
        ];
        for (sdk_id, expected) in cases {
            assert_eq!(service_module(sdk_id), expected);
        }
    }

    #[test]
    fn overrides_must_be_identifiers() {
        for good in ["a", "_1", "r#type", "Größe"] {
            assert!(is_identifier(good), "{good}");
        }
        for bad in ["", "_", "1a", "a-b", "type", "Self", "r#self", "r#", "a b"] {
            assert!(!is_identifier(bad), "{bad}");
        }
    }
}
