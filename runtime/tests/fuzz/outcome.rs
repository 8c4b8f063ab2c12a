//! What came of an input, in texts that are the same for inputs of the same kind.

use tinsmith::Error;
use tinsmith::shape::{Get, Ref, Reflect};

/// How deep it matters which members are set.
const DEPTH: usize = 3;

/// An error, without the numbers and paths that differ from input to input. It has to say where it is.
pub(crate) fn refused(error: &Error, input: &[u8]) -> String {
    let text = error.to_string();
    let place = text.rsplit_once(" at byte ").map(|(_, place)| place.parse::<usize>());
    match place {
        Some(Ok(place)) => assert!(place <= input.len(), "{text}: there are {} bytes", input.len()),
        _ => assert!(text.contains('`'), "the error does not say where it is: {text}"),
    }
    let reason = text.rsplit_once("`: ").map_or(&*text, |(_, reason)| reason);
    reason.chars().filter(|c| !c.is_ascii_digit()).collect()
}

/// The members that are set in a value, and in those inside of it.
pub(crate) fn accepted(value: &dyn Reflect) -> Vec<String> {
    let mut out = Vec::new();
    structure(value, "", DEPTH, &mut out);
    out
}

fn structure(value: &dyn Reflect, path: &str, depth: usize, out: &mut Vec<String>) {
    for (index, member) in value.shape().members.iter().enumerate() {
        let found = value.member(index).map_or(Ref::Null, Get::get);
        if !matches!(found, Ref::Null) {
            nested(found, format!("{path}.{}", member.name), depth, out);
        }
    }
}

fn nested(value: Ref<'_>, path: String, depth: usize, out: &mut Vec<String>) {
    match value {
        Ref::Structure(value) | Ref::Union(value) if depth > 0 => structure(value, &path, depth - 1, out),
        Ref::List(list) if depth > 0 => {
            nested(list.item(0), format!("{path}[{}]", list.len().min(2)), depth - 1, out);
        }
        Ref::Map(map) => out.push(format!("{path}({})", map.len().min(2))),
        _ => out.push(path),
    }
}
