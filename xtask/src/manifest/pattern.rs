//! Names with `*` in them, as `models.toml` selects operations; knows nothing of operations.

use std::fmt;

use serde::Deserialize;

/// A name in which each `*` stands for any number of characters.
#[derive(Clone, Debug, Deserialize)]
#[serde(try_from = "String")]
pub(crate) struct Pattern(String);

impl Pattern {
    /// Whether the whole of `name` fits.
    pub(crate) fn matches(&self, name: &str) -> bool {
        let Some((first, rest)) = self.0.split_once('*') else {
            return self.0 == name;
        };
        let Some(mut name) = name.strip_prefix(first) else {
            return false;
        };
        let mut parts: Vec<&str> = rest.split('*').collect();
        let last = parts.pop().unwrap_or_default();
        for part in parts {
            // The leftmost place is always good enough: it leaves the most for what follows.
            let Some((_, after)) = name.split_once(part) else {
                return false;
            };
            name = after;
        }
        name.ends_with(last)
    }
}

impl TryFrom<String> for Pattern {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        if text.is_empty() {
            Err("an empty pattern selects nothing")
        } else {
            Ok(Self(text))
        }
    }
}

impl fmt::Display for Pattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::Pattern;

    #[test]
    fn a_star_stands_for_any_characters() {
        let cases = [
            ("GetItem", "GetItem", true),
            ("GetItem", "GetItems", false),
            ("Get*", "Get", true),
            ("Get*", "GetItem", true),
            ("Get*", "BatchGetItem", false),
            ("*Get*", "BatchGetItem", true),
            ("*Item", "GetItem", true),
            ("*Item", "GetItems", false),
            ("a*b*c", "axbyc", true),
            ("a*b*c", "acb", false),
            ("ab*ba", "aba", false),
            ("a*b", "abab", true),
            ("*", "", true),
            ("**", "x", true),
        ];
        for (pattern, name, expected) in cases {
            assert_eq!(
                Pattern(pattern.to_owned()).matches(name),
                expected,
                "{pattern} against {name}"
            );
        }
    }
}
