//! Keeps the operations that a manifest asks for; shapes that no operation reaches any more are left where they are.

use crate::diagnostic::{Diagnostics, nearest, quoted};
use crate::model::Model;

/// Keeps the operations that fit one of the patterns; all of them where there is no pattern.
pub(crate) fn select(model: &mut Model, patterns: &[String], diagnostics: &mut Diagnostics) {
    for pattern in patterns {
        if !model.operations.iter().any(|operation| fits(pattern, &operation.name)) {
            report(model, pattern, diagnostics);
        }
    }
    if !patterns.is_empty() {
        let chosen = |name: &str| patterns.iter().any(|pattern| fits(pattern, name));
        model.operations.retain(|operation| chosen(&operation.name));
    }
    if model.operations.is_empty() {
        diagnostics.error(model.path(), "there is no operation to generate");
    }
}

fn report(model: &Model, pattern: &str, diagnostics: &mut Diagnostics) {
    let names = model.operations.iter().map(|operation| operation.name.as_str());
    let near = nearest(pattern, names);
    let help = if near.is_empty() {
        "take the names from `operations` of the model; `*` stands for any characters".to_owned()
    } else {
        format!("the nearest: {}", quoted(&near))
    };
    diagnostics
        .error(model.path(), format!("`{pattern}` matches no operation"))
        .help(help);
}

/// Whether the whole name fits a pattern in which `*` stands for any number of characters.
fn fits(pattern: &str, name: &str) -> bool {
    let mut pieces = pattern.split('*');
    let first = pieces.next().unwrap_or_default();
    let Some(mut rest) = name.strip_prefix(first) else {
        return false;
    };
    let Some(last) = pieces.next_back() else {
        return rest.is_empty();
    };
    for piece in pieces {
        // The first place leaves the most for the pieces after it.
        let Some((_, after)) = rest.split_once(piece) else {
            return false;
        };
        rest = after;
    }
    rest.ends_with(last)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::passes::check::tests::model;

    #[test]
    fn stars_stand_for_any_characters() {
        let cases = [
            ("GetItem", "GetItem", true),
            ("GetItem", "GetItems", false),
            ("Get*", "GetItem", true),
            ("*Item", "GetItem", true),
            ("*", "GetItem", true),
            ("G*t*m", "GetItem", true),
            ("*tI*tI*", "GetItem", false),
            ("Item*Item", "Item", false),
            ("", "GetItem", false),
        ];
        for (pattern, name, expected) in cases {
            assert_eq!(fits(pattern, name), expected, "{pattern} {name}");
        }
    }

    fn selected(patterns: &[&str]) -> (Vec<String>, String) {
        let operations = r#"{"GetThing": {}, "GetOther": {}, "PutThing": {}}"#;
        let mut model = model(&format!(
            r#"{{"metadata": {{"protocol": "json"}}, "operations": {operations}, "shapes": {{}}}}"#
        ));
        let patterns: Vec<String> = patterns.iter().map(|pattern| (*pattern).to_owned()).collect();
        let mut diagnostics = Diagnostics::default();
        select(&mut model, &patterns, &mut diagnostics);
        let names = model.operations.into_iter().map(|operation| operation.name);
        (names.collect(), diagnostics.to_string())
    }

    #[test]
    fn operations_are_kept_in_the_order_of_the_model() {
        assert_eq!(selected(&[]).0, ["GetThing", "GetOther", "PutThing"]);
        assert_eq!(selected(&["Put*", "GetThing", "*Thing"]).0, ["GetThing", "PutThing"]);
    }

    #[test]
    fn a_pattern_that_matches_nothing_is_an_error() {
        insta::assert_snapshot!(selected(&["GetThin", "Zzzzzzzz*"]).1, @r"
        error: m.json: `GetThin` matches no operation
          help: the nearest: `GetThing`
        error: m.json: `Zzzzzzzz*` matches no operation
          help: take the names from `operations` of the model; `*` stands for any characters
        error: m.json: there is no operation to generate
        ");
    }
}
