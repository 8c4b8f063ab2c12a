//! Form bodies that are the same but for the order of the entries of maps, which neither the protocols nor Rust's sorted
//! maps keep.

use super::super::suite::MapEntries;

/// The steps of a parameter's name, and its value.
type Parameter = (Vec<String>, String);

/// The parameters as written, with the entries of each map sorted by their keys and numbered anew.
pub(super) fn parse(text: &str, entries: &MapEntries) -> Vec<Parameter> {
    let parameters = text.split('&').map(|parameter| {
        let (name, value) = parameter.split_once('=').unwrap_or((parameter, ""));
        (name.split('.').map(str::to_owned).collect(), value.to_owned())
    });
    sorted(parameters.collect(), 0, entries)
}

/// Sorts the maps among parameters that have this many steps in common.
fn sorted(parameters: Vec<Parameter>, depth: usize, entries: &MapEntries) -> Vec<Parameter> {
    let mut groups: Vec<Vec<Parameter>> = Vec::new();
    for parameter in parameters {
        match groups.last_mut() {
            Some(group) if parameter.0.len() > depth && group[0].0.get(depth) == parameter.0.get(depth) => {
                group.push(parameter);
            }
            _ => groups.push(vec![parameter]),
        }
    }
    let deeper = groups.into_iter().map(|group| {
        if group[0].0.len() > depth {
            sorted(group, depth + 1, entries)
        } else {
            group
        }
    });
    let mut groups: Vec<Vec<Parameter>> = deeper.collect();
    if groups.iter().all(|group| key(group, depth, entries).is_some()) {
        groups.sort_by(|left, right| key(left, depth, entries).cmp(&key(right, depth, entries)));
        for (place, group) in groups.iter_mut().enumerate() {
            for (steps, _) in group {
                steps[depth] = (place + 1).to_string();
            }
        }
    }
    groups.into_iter().flatten().collect()
}

/// The key of an entry of a map: a number, below which there are a key and a value.
fn key<'p>(group: &'p [Parameter], depth: usize, entries: &MapEntries) -> Option<&'p str> {
    let number = group[0].0.get(depth)?;
    let below = |(steps, _): &Parameter| steps.get(depth + 1).cloned();
    let names: Vec<Option<String>> = group.iter().map(below).collect();
    let is_entry = entries.iter().any(|(key, value)| {
        let (first, rest) = names.split_first().expect("groups are made of a parameter");
        first.as_deref() == Some(key) && rest.iter().all(|name| name.as_deref() == Some(value))
    });
    (number.parse::<usize>().is_ok() && is_entry).then_some(group[0].1.as_str())
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn only_the_order_of_entries_does_not_count() {
        let entries = [("key".to_owned(), "value".to_owned())].into();
        for (left, right, expected) in [
            ("A=x&B=y", "B=y&A=x", false),
            (
                "M.entry.1.key=b&M.entry.1.value=2&M.entry.2.key=a&M.entry.2.value=1",
                "M.entry.1.key=a&M.entry.1.value=1&M.entry.2.key=b&M.entry.2.value=2",
                true,
            ),
            (
                "M.1.key=b&M.1.value.N.1.key=d&M.1.value.N.1.value=2&M.1.value.N.2.key=c&M.1.value.N.2.value=1&M.2.key=a",
                "M.1.key=a&M.2.key=b&M.2.value.N.1.key=c&M.2.value.N.1.value=1&M.2.value.N.2.key=d&M.2.value.N.2.value=2",
                true,
            ),
            (
                "M.entry.1.key=b&M.entry.1.value=2&M.entry.2.key=a&M.entry.2.value=1",
                "M.entry.1.key=a&M.entry.1.value=2&M.entry.2.key=b&M.entry.2.value=1",
                false,
            ),
            ("L.1=b&L.2=a", "L.1=a&L.2=b", false),
        ] {
            assert_eq!(
                parse(left, &entries) == parse(right, &entries),
                expected,
                "{left} {right}"
            );
        }
    }
}
