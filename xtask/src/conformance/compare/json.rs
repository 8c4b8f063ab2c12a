//! JSON values that mean the same: members in any order, numbers by value.

use crate::models::json::Json;

/// Whether the values mean the same.
pub(super) fn equal(left: &Json, right: &Json) -> bool {
    match (left, right) {
        (Json::Object(left), Json::Object(right)) => {
            let (left, right) = (sorted(left), sorted(right));
            left.len() == right.len()
                && left
                    .iter()
                    .zip(right)
                    .all(|(left, right)| left.0 == right.0 && equal(&left.1, &right.1))
        }
        (Json::Array(left), Json::Array(right)) => {
            left.len() == right.len() && left.iter().zip(right).all(|(left, right)| equal(left, right))
        }
        (Json::Number(left), Json::Number(right)) => left == right || left.as_f64() == right.as_f64(),
        (left, right) => left == right,
    }
}

fn sorted(members: &[(String, Json)]) -> Vec<&(String, Json)> {
    let mut members: Vec<_> = members.iter().collect();
    members.sort_by_key(|(name, _)| name);
    members
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn order_and_spelling_of_numbers_do_not_count() {
        let json = |text: &str| Json::parse(text.as_bytes()).expect("the test writes JSON");
        for (left, right, expected) in [
            (r#"{"a": 1, "b": [1.0]}"#, r#"{"b": [1], "a": 1}"#, true),
            (r#"{"a": 1}"#, r#"{"a": 1, "b": null}"#, false),
            (r#"{"a": 1, "a": 1}"#, r#"{"a": 1, "b": 1}"#, false),
            (r#"{"a": 1, "b": 1}"#, r#"{"a": 1, "a": 1}"#, false),
            ("[1, 2]", "[2, 1]", false),
            ("1", "\"1\"", false),
        ] {
            assert_eq!(equal(&json(left), &json(right)), expected, "{left} {right}");
        }
    }
}
