//! What came of an input, in words that are the same for inputs of the same kind.

use tinsmith::Error;
use tinsmith::shape::{Get, Ref, Reflect};

/// An error, without the numbers and names that differ from input to input. It has to say where it is.
pub(crate) fn refused(error: &Error, input: &[u8]) -> String {
    let text = error.to_string();
    let place = text.rsplit_once(" at byte ").map(|(_, place)| place.parse::<usize>());
    match place {
        Some(Ok(place)) => assert!(place <= input.len(), "{text}: there are {} bytes", input.len()),
        _ => assert!(text.contains('`'), "the error does not say where it is: {text}"),
    }
    text.chars().filter(|c| !c.is_ascii_digit()).collect()
}

/// A value, by the members that are set in it.
pub(crate) fn accepted(value: &dyn Reflect) -> String {
    let mut out = String::new();
    structure(value, 3, &mut out);
    out
}

fn structure(value: &dyn Reflect, depth: usize, out: &mut String) {
    for (index, member) in value.shape().members.iter().enumerate() {
        let found = value.member(index).map_or(Ref::Null, Get::get);
        if !matches!(found, Ref::Null) {
            out.push_str(member.name);
            nested(found, depth, out);
        }
    }
}

fn nested(value: Ref<'_>, depth: usize, out: &mut String) {
    if depth == 0 {
        return;
    }
    match value {
        Ref::Structure(value) | Ref::Union(value) => {
            out.push('{');
            structure(value, depth - 1, out);
            out.push('}');
        }
        Ref::List(list) => {
            out.push_str(&format!("[{}", list.len().min(2)));
            nested(list.item(0), depth - 1, out);
        }
        Ref::Map(map) => out.push_str(&format!("({}", map.len().min(2))),
        _ => {}
    }
}
