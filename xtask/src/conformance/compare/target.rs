//! The path and the query of a request, and what a suite claims about them.

use super::super::suite::{ExpectedTarget, QueryClaims};

/// Adds a sentence for each claim that does not hold.
pub(super) fn compare(expected: &ExpectedTarget, shown: &str, found: &mut Vec<String>) {
    match expected {
        ExpectedTarget::Whole { target, query_of_map } => {
            let same = target == shown || (*query_of_map && sorted(target) == sorted(shown));
            if !same {
                found.push(format!("the target is `{shown}` in place of `{target}`"));
            }
        }
        ExpectedTarget::Parts { path, query } => {
            let (shown, parameters) = split(shown);
            if path != shown {
                found.push(format!("the path is `{shown}` in place of `{path}`"));
            }
            claims(query, &parameters, found);
        }
    }
}

/// The path, and the parameters of the query.
fn split(target: &str) -> (&str, Vec<&str>) {
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    (
        path,
        query.split('&').filter(|parameter| !parameter.is_empty()).collect(),
    )
}

/// The same with the parameters in one order.
fn sorted(target: &str) -> (&str, Vec<&str>) {
    let (path, mut parameters) = split(target);
    parameters.sort_unstable();
    (path, parameters)
}

fn claims(expected: &QueryClaims, shown: &[&str], found: &mut Vec<String>) {
    let of_name = |wanted: &str| -> Vec<&str> {
        let same = shown.iter().filter(|parameter| name(parameter) == wanted);
        same.copied().collect()
    };
    let mut done = Vec::new();
    for name in expected.parameters.iter().map(|parameter| name(parameter)) {
        if done.contains(&name) {
            continue;
        }
        done.push(name);
        let wanted = expected.parameters.iter().map(String::as_str);
        let wanted: Vec<&str> = wanted.filter(|parameter| self::name(parameter) == name).collect();
        let shown = of_name(name);
        if !same(&wanted, &shown) {
            found.push(format!(
                "the parameter `{name}` of the query is `{}` in place of `{}`",
                shown.join("&"),
                wanted.join("&")
            ));
        }
    }
    for name in expected.required.iter().filter(|name| of_name(name).is_empty()) {
        found.push(format!("the parameter `{name}` of the query is missing"));
    }
    for name in expected.forbidden.iter().filter(|name| !of_name(name).is_empty()) {
        found.push(format!("the parameter `{name}` of the query should not be there"));
    }
}

fn name(parameter: &str) -> &str {
    parameter.split('=').next().unwrap_or_default()
}

/// `name` and `name=` say the same.
fn same(wanted: &[&str], shown: &[&str]) -> bool {
    let plain = |parameters: &[&str]| -> Vec<String> {
        let plain = parameters
            .iter()
            .map(|parameter| parameter.strip_suffix('=').unwrap_or(parameter));
        plain.map(str::to_owned).collect()
    };
    plain(wanted) == plain(shown)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn differences(expected: &ExpectedTarget, shown: &str) -> Vec<String> {
        let mut found = Vec::new();
        compare(expected, shown, &mut found);
        found
    }

    #[test]
    fn the_order_of_a_map_in_the_query_does_not_count() {
        for (target, query_of_map, same) in [
            ("/p?a=1&b=2", true, true),
            ("/p?a=1&b=2", false, false),
            ("/p?a=1", true, false),
        ] {
            let expected = ExpectedTarget::Whole {
                target: "/p?b=2&a=1".to_owned(),
                query_of_map,
            };
            assert_eq!(differences(&expected, target).is_empty(), same, "{target}");
        }
    }

    #[test]
    fn claims_about_the_query_leave_other_parameters_alone() {
        let owned = |names: &[&str]| names.iter().map(|&name| name.to_owned()).collect::<Vec<_>>();
        let expected = ExpectedTarget::Parts {
            path: "/p".to_owned(),
            query: QueryClaims {
                parameters: owned(&["a=1", "b", "a=2"]),
                required: owned(&["c"]),
                forbidden: owned(&["d"]),
            },
        };
        assert_eq!(differences(&expected, "/p?x=9&a=1&c=&b=&a=2"), [""; 0]);
        assert_eq!(
            differences(&expected, "/q?a=2&a=1&d=3"),
            [
                "the path is `/q` in place of `/p`",
                "the parameter `a` of the query is `a=2&a=1` in place of `a=1&a=2`",
                "the parameter `b` of the query is `` in place of `b`",
                "the parameter `c` of the query is missing",
                "the parameter `d` of the query should not be there",
            ]
        );
    }
}
