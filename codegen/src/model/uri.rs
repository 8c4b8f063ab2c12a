//! The template of a request's path and query, parsed once.

use std::fmt;

/// A parsed template; [`fmt::Display`] gives the model's own text back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Uri {
    /// The parts of the path, in order.
    pub path: Vec<UriPart>,
    /// Fixed query parameters; `None` where there is no `=`.
    pub query: Vec<(String, Option<String>)>,
    text: String,
}

/// A part of the path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum UriPart {
    /// Text as it is, slashes included.
    Literal(String),
    /// A member's value; a greedy one keeps its slashes.
    Label {
        /// The name between the braces, without `+`.
        name: String,
        /// Whether it ends in `+`.
        greedy: bool,
    },
}

impl Uri {
    /// Parses `/{Bucket}/{Key+}?uploads`; the error says what is wrong.
    pub fn parse(text: &str) -> Result<Self, &'static str> {
        let (path, query) = text.split_once('?').unwrap_or((text, ""));
        Ok(Self {
            path: parse_path(path)?,
            query: parse_query(query),
            text: text.to_owned(),
        })
    }

    /// `/`, the path of the protocols that bind nothing to it.
    pub fn root() -> Self {
        Self {
            path: vec![UriPart::Literal("/".to_owned())],
            query: Vec::new(),
            text: "/".to_owned(),
        }
    }

    /// The labels' names with their greediness, in order.
    pub fn labels(&self) -> impl Iterator<Item = (&str, bool)> {
        self.path.iter().filter_map(|part| match part {
            UriPart::Label { name, greedy } => Some((name.as_str(), *greedy)),
            UriPart::Literal(_) => None,
        })
    }
}

impl fmt::Display for Uri {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

fn parse_path(path: &str) -> Result<Vec<UriPart>, &'static str> {
    if !path.starts_with('/') {
        return Err("it does not start with `/`");
    }
    let mut parts = Vec::new();
    let mut rest = path;
    while !rest.is_empty() {
        let (literal, after) = rest.split_once('{').unwrap_or((rest, ""));
        if literal.contains('}') {
            return Err("a `}` has no `{` before it");
        }
        if !literal.is_empty() {
            parts.push(UriPart::Literal(literal.to_owned()));
        }
        if literal.len() == rest.len() {
            break;
        }
        let (label, after) = after.split_once('}').ok_or("a `{` has no `}` after it")?;
        let (name, greedy) = label.strip_suffix('+').map_or((label, false), |name| (name, true));
        if name.is_empty() || name.contains('{') {
            return Err("a label has no name");
        }
        parts.push(UriPart::Label {
            name: name.to_owned(),
            greedy,
        });
        rest = after;
    }
    Ok(parts)
}

fn parse_query(query: &str) -> Vec<(String, Option<String>)> {
    query
        .split('&')
        .filter(|pair| !pair.is_empty())
        .map(|pair| match pair.split_once('=') {
            Some((name, value)) => (name.to_owned(), Some(value.to_owned())),
            None => (pair.to_owned(), None),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_labels_and_queries() {
        let uri = Uri::parse("/v1/{Bucket}:{Key+}/x?uploads&list-type=2").expect("a good template");
        insta::assert_compact_debug_snapshot!(uri.path, @r#"[Literal("/v1/"), Label { name: "Bucket", greedy: false }, Literal(":"), Label { name: "Key", greedy: true }, Literal("/x")]"#);
        insta::assert_compact_debug_snapshot!(uri.query, @r#"[("uploads", None), ("list-type", Some("2"))]"#);
        assert_eq!(uri.to_string(), "/v1/{Bucket}:{Key+}/x?uploads&list-type=2");
    }

    #[test]
    fn broken_templates_are_refused() {
        for text in ["", "x", "/{", "/{}", "/{+}", "/}", "/{a{b}}", "/a}b{c}"] {
            assert!(Uri::parse(text).is_err(), "{text}");
        }
    }
}
