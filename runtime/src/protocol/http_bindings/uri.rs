//! The path and the query string of a request. The template of the operation is read once a call.

use crate::codec::text::{self, NONE, format_or, percent_encode};
use crate::codec::{CodecError, Members, Result};
use crate::shape::{Element, List, Location, Map, Member, Ref, TimestampFormat};

/// Fills labels into the template and adds the parameters of the query string.
///
/// # Errors
///
/// When a label is empty or unset, or a parameter has no text form; the error names the member.
pub(crate) fn target(template: &'static str, input: Members<'_>) -> Result<String> {
    let mut target = String::with_capacity(template.len() + 64);
    let mut rest = template;
    while let Some((before, label)) = rest.split_once('{') {
        let (name, after) = label.split_once('}').unwrap_or((label, ""));
        target.push_str(before);
        write_label(name, input, &mut target)?;
        rest = after;
    }
    target.push_str(rest);
    let mut query = Query {
        separator: if template.contains('?') { '&' } else { '?' },
        out: target,
    };
    query.members(input)?;
    Ok(query.out)
}

fn write_label(label: &'static str, input: Members<'_>, out: &mut String) -> Result<()> {
    // A greedy label keeps its slashes.
    let (name, keep) = match label.strip_suffix('+') {
        Some(name) => (name, b'/'),
        None => (label, NONE),
    };
    let members = input.structure().shape().members.iter().enumerate();
    let mut labels = members.filter(|(_, member)| member.location == Location::Label && member.name == name);
    let Some((index, member)) = labels.next() else {
        return Err(CodecError::new("no member of the input fills this label of the path").in_member(name));
    };
    let value = match input.get(index) {
        Ref::Null => Err(CodecError::new("the member is a part of the path: it must be set")),
        value => single(value, &member.value),
    };
    match value.map_err(|error| error.in_member(member.name))? {
        value if value.is_empty() => {
            Err(CodecError::new("the member is a part of the path: it must not be empty").in_member(member.name))
        }
        value => {
            percent_encode(&value, keep, out);
            Ok(())
        }
    }
}

fn single<'a>(value: Ref<'a>, facts: &Element) -> Result<std::borrow::Cow<'a, str>> {
    text::write(value, format_or(facts.timestamp, TimestampFormat::DateTime))
}

struct Query {
    out: String,
    /// What comes before the next parameter.
    separator: char,
}

impl Query {
    fn members(&mut self, input: Members<'_>) -> Result<()> {
        let members = input.structure().shape().members;
        for (index, member) in members.iter().enumerate() {
            let result = match (member.location, input.get(index)) {
                (Location::Query(name), Ref::List(list)) => self.list(name, list, member.value.items()),
                (Location::Query(name), value) => self.parameter(name, value, &member.value),
                (Location::QueryParams, Ref::Map(map)) => self.map(map, members, input),
                _ => Ok(()),
            };
            result.map_err(|error| error.in_member(member.name))?;
        }
        Ok(())
    }

    fn parameter(&mut self, name: &str, value: Ref<'_>, facts: &Element) -> Result<()> {
        if matches!(value, Ref::Null) {
            return Ok(());
        }
        let value = single(value, facts)?;
        self.out.push(self.separator);
        self.separator = '&';
        percent_encode(name, NONE, &mut self.out);
        self.out.push('=');
        percent_encode(&value, NONE, &mut self.out);
        Ok(())
    }

    fn list(&mut self, name: &str, list: &dyn List, items: &Element) -> Result<()> {
        (0..list.len()).try_for_each(|index| {
            self.parameter(name, list.item(index), items)
                .map_err(|error| error.in_item(index))
        })
    }

    /// The entries of a map, but for those that a member of the input gives as well.
    fn map(&mut self, map: &dyn Map, members: &[Member], input: Members<'_>) -> Result<()> {
        let given = |name: &str| {
            members.iter().enumerate().any(|(index, member)| {
                matches!(member.location, Location::Query(own) if own == name) && !matches!(input.get(index), Ref::Null)
            })
        };
        for (name, value) in map.entries().filter(|(name, _)| !given(name)) {
            match value {
                Ref::List(list) => self.list(name, list, &Element::NEW)?,
                value => self.parameter(name, value, &Element::NEW)?,
            }
        }
        Ok(())
    }
}
