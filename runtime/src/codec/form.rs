//! Form bodies of the query protocols: `Name.member.1.Key=value&…`. They are only written.
//!
//! A space is `%20`: Smithy's specification of awsQuery and ec2Query has names and values encoded as RFC 3986 says, whose
//! only escape is the percent sign. botocore sends the `+` of HTML forms there, which services understand as well; no
//! case of the outside suites has a space in a form.

use super::members::variant;
use super::text::{self, NONE, format_or, percent_encode};
use super::{CodecError, MAX_DEPTH, Members, Result};
use crate::shape::{Element, Flags, List, Map, Member, Ref, TimestampFormat};

/// Which rules names and lists follow.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Style {
    /// The query protocol: lists and maps have a level of their own unless they are flattened.
    Query,
    /// The ec2 protocol: all lists are flattened, empty ones are left out, names begin with a capital letter.
    Ec2,
}

/// Writes an action, its version and the members of its input.
///
/// # Errors
///
/// When the input holds what a form or the model cannot say; the error names the member.
pub(crate) fn write(style: Style, action: &str, version: &str, input: Members<'_>) -> Result<String> {
    let mut writer = Writer {
        out: String::with_capacity(128),
        name: String::new(),
        style,
        depth: 0,
    };
    writer.parameter_named("Action", action);
    writer.parameter_named("Version", version);
    writer.structure(input)?;
    Ok(writer.out)
}

struct Writer {
    out: String,
    /// The name of the parameter, as far as it is known.
    name: String,
    style: Style,
    depth: usize,
}

impl Writer {
    fn structure(&mut self, structure: Members<'_>) -> Result<()> {
        structure
            .iter()
            .try_for_each(|(member, value)| self.member(member, value))
    }

    fn member(&mut self, member: &'static Member, value: Ref<'_>) -> Result<()> {
        let name = match self.style {
            Style::Query => member.xml_name,
            Style::Ec2 => member.ec2_name,
        };
        let flattened = member.has(Flags::FLATTENED);
        self.under(name, |writer| writer.value(value, &member.value, flattened))
            .map_err(|error| error.in_member(member.name))
    }

    fn value(&mut self, value: Ref<'_>, facts: &Element, flattened: bool) -> Result<()> {
        match value {
            Ref::Null => Ok(()),
            Ref::Structure(value) => self.structure(Members::nested(value)),
            Ref::Union(value) => {
                let (member, value) = variant(value)?;
                self.member(member, value)
            }
            Ref::List(list) => self.list(list, facts.items(), flattened),
            Ref::Map(map) => self.map(map, facts, flattened),
            value => {
                let text = text::write(value, format_or(facts.timestamp, TimestampFormat::DateTime))?;
                self.parameter(&text);
                Ok(())
            }
        }
    }

    fn list(&mut self, list: &dyn List, items: &Element, flattened: bool) -> Result<()> {
        if self.style == Style::Ec2 || (flattened && !list.is_empty()) {
            return self.items(list, items);
        }
        if list.is_empty() {
            self.parameter("");
            return Ok(());
        }
        self.under(name_or(items, "member"), |writer| writer.items(list, items))
    }

    fn items(&mut self, list: &dyn List, items: &Element) -> Result<()> {
        (0..list.len()).try_for_each(|index| {
            self.under(&(index + 1).to_string(), |writer| {
                writer.value(list.item(index), items, false)
            })
            .map_err(|error| error.in_item(index))
        })
    }

    fn map(&mut self, map: &dyn Map, facts: &Element, flattened: bool) -> Result<()> {
        if flattened {
            return self.entries(map, facts);
        }
        self.under("entry", |writer| writer.entries(map, facts))
    }

    fn entries(&mut self, map: &dyn Map, facts: &Element) -> Result<()> {
        (1..).zip(map.entries()).try_for_each(|(number, (key, value))| {
            let number: usize = number;
            self.under(&number.to_string(), |writer| {
                writer.under(name_or(facts.keys(), "key"), |writer| {
                    writer.parameter(key);
                    Ok(())
                })?;
                writer.under(name_or(facts.items(), "value"), |writer| {
                    writer.value(value, facts.items(), false)
                })
            })
        })
    }

    /// Writes parameters whose name goes on with this part.
    fn under(&mut self, part: &str, write: impl FnOnce(&mut Self) -> Result<()>) -> Result<()> {
        let length = self.name.len();
        if length > 0 {
            self.name.push('.');
        }
        self.name.push_str(part);
        self.depth += 1;
        if self.depth > 2 * MAX_DEPTH {
            return Err(CodecError::new("the value nests too deep to be sent"));
        }
        write(self)?;
        self.depth -= 1;
        self.name.truncate(length);
        Ok(())
    }

    fn parameter(&mut self, value: &str) {
        let name = std::mem::take(&mut self.name);
        self.parameter_named(&name, value);
        self.name = name;
    }

    fn parameter_named(&mut self, name: &str, value: &str) {
        if !self.out.is_empty() {
            self.out.push('&');
        }
        percent_encode(name, NONE, &mut self.out);
        self.out.push('=');
        percent_encode(value, NONE, &mut self.out);
    }
}

fn name_or(facts: &Element, default: &'static str) -> &'static str {
    if facts.xml_name.is_empty() {
        default
    } else {
        facts.xml_name
    }
}
