//! Writing values as XML.

use super::escape::{escape, escape_attribute};
use crate::codec::members::variant;
use crate::codec::text::{self, format_or};
use crate::codec::{CodecError, MAX_DEPTH, Members, Result};
use crate::shape::{Element, Flags, List, Map, Member, Namespace, Ref, TimestampFormat};

/// The outermost element.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Root {
    pub(crate) name: &'static str,
    pub(crate) namespace: Option<Namespace>,
}

/// Writes a structure as a document.
///
/// # Errors
///
/// When it holds what XML or the model cannot say; the error names the member.
pub(crate) fn write(root: Root, structure: Members<'_>) -> Result<String> {
    let mut writer = Writer {
        out: String::with_capacity(256),
        depth: 0,
    };
    writer.structure(root.name, root.namespace, structure)?;
    Ok(writer.out)
}

/// Writes any value as a document.
///
/// # Errors
///
/// As for [`write`].
pub(crate) fn write_value(root: Root, value: Ref<'_>, facts: &Element) -> Result<String> {
    let mut writer = Writer {
        out: String::with_capacity(256),
        depth: 0,
    };
    let facts = Element {
        xml_namespace: root.namespace,
        ..*facts
    };
    writer.element(root.name, value, &facts)?;
    Ok(writer.out)
}

struct Writer {
    out: String,
    depth: usize,
}

impl Writer {
    fn structure(&mut self, name: &str, namespace: Option<Namespace>, structure: Members<'_>) -> Result<()> {
        self.enter()?;
        self.open(name, namespace.or(structure.structure().shape().xml_namespace));
        for (member, value) in structure.iter().filter(|(member, _)| member.has(Flags::XML_ATTRIBUTE)) {
            let value = scalar(value, &member.value).map_err(|error| error.in_member(member.name))?;
            self.attribute(member.xml_name, &value);
        }
        self.out.push('>');
        for (member, value) in structure.iter().filter(|(member, _)| !member.has(Flags::XML_ATTRIBUTE)) {
            self.member(member, value)?;
        }
        self.close(name);
        Ok(())
    }

    fn member(&mut self, member: &'static Member, value: Ref<'_>) -> Result<()> {
        match value {
            Ref::List(list) if member.has(Flags::FLATTENED) => self.items(list, member.xml_name, member.value.items()),
            Ref::Map(map) if member.has(Flags::FLATTENED) => self.entries(map, member.xml_name, &member.value),
            value => self.element(member.xml_name, value, &member.value),
        }
        .map_err(|error| error.in_member(member.name))
    }

    fn element(&mut self, name: &str, value: Ref<'_>, facts: &Element) -> Result<()> {
        match value {
            Ref::Structure(value) => self.structure(name, facts.xml_namespace, Members::nested(value)),
            Ref::Union(value) => {
                let (member, inner) = variant(value)?;
                self.around(name, facts.xml_namespace.or(value.shape().xml_namespace), |writer| {
                    writer.member(member, inner)
                })
            }
            Ref::List(list) => self.around(name, facts.xml_namespace, |writer| {
                writer.items(list, name_or(facts.items(), "member"), facts.items())
            }),
            Ref::Map(map) => self.around(name, facts.xml_namespace, |writer| writer.entries(map, "entry", facts)),
            value => {
                let text = scalar(value, facts)?;
                self.around(name, facts.xml_namespace, |writer| {
                    escape(&text, &mut writer.out);
                    Ok(())
                })
            }
        }
    }

    /// Writes an element and its content.
    fn around(
        &mut self,
        name: &str,
        namespace: Option<Namespace>,
        content: impl FnOnce(&mut Self) -> Result<()>,
    ) -> Result<()> {
        self.enter()?;
        self.open(name, namespace);
        self.out.push('>');
        content(self)?;
        self.close(name);
        Ok(())
    }

    fn items(&mut self, list: &dyn List, name: &str, items: &Element) -> Result<()> {
        (0..list.len()).try_for_each(|index| match list.item(index) {
            // XML has no null, so an empty element stands for one.
            Ref::Null => self.around(name, items.xml_namespace, |_| Ok(())),
            item => self.element(name, item, items).map_err(|error| error.in_item(index)),
        })
    }

    fn entries(&mut self, map: &dyn Map, name: &str, facts: &Element) -> Result<()> {
        let namespace = if name == "entry" { None } else { facts.xml_namespace };
        map.entries()
            .filter(|(_, value)| !matches!(value, Ref::Null))
            .try_for_each(|(key, value)| {
                self.around(name, namespace, |writer| {
                    writer.element(name_or(facts.keys(), "key"), Ref::String(key), facts.keys())?;
                    writer.element(name_or(facts.items(), "value"), value, facts.items())
                })
            })
    }

    fn enter(&mut self) -> Result<()> {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return Err(CodecError::new("the value nests too deep to be sent"));
        }
        Ok(())
    }

    /// Writes a tag up to the place for attributes.
    fn open(&mut self, name: &str, namespace: Option<Namespace>) {
        self.out.push('<');
        self.out.push_str(name);
        match namespace {
            Some(Namespace { prefix: "", uri }) => self.attribute("xmlns", uri),
            Some(Namespace { prefix, uri }) => self.attribute(&["xmlns:", prefix].concat(), uri),
            None => {}
        }
    }

    fn attribute(&mut self, name: &str, value: &str) {
        self.out.push(' ');
        self.out.push_str(name);
        self.out.push_str("=\"");
        escape_attribute(value, &mut self.out);
        self.out.push('"');
    }

    fn close(&mut self, name: &str) {
        self.depth -= 1;
        self.out.push_str("</");
        self.out.push_str(name);
        self.out.push('>');
    }
}

fn scalar<'a>(value: Ref<'a>, facts: &Element) -> Result<std::borrow::Cow<'a, str>> {
    text::write(value, format_or(facts.timestamp, TimestampFormat::DateTime))
}

fn name_or(facts: &Element, default: &'static str) -> &'static str {
    if facts.xml_name.is_empty() {
        default
    } else {
        facts.xml_name
    }
}
