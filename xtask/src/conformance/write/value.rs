//! Values of a case as Rust expressions of the generated types: builders where there are some, else fields.

use tinsmith_codegen::resolve::{Item, ItemId, ItemKind, Member, Resolved, Structure, Ty, Union};

use super::super::compare::time;
use crate::models::json::Json;

/// Writes expressions for a service.
pub(super) struct Values<'a> {
    service: &'a Resolved,
}

/// A member of a structure and its value.
type Given<'a> = (&'a Member, &'a Json);

impl<'a> Values<'a> {
    pub(super) fn new(service: &'a Resolved) -> Self {
        Self { service }
    }

    /// A structure with the members of an object; null stands for an unset member.
    pub(super) fn structure(&self, id: ItemId, json: &Json, at: &str) -> Result<String, String> {
        let item = &self.service[id];
        let ItemKind::Structure(structure) = &item.kind else {
            return Err(format!("`{at}`: `{}` is no structure", item.name.wire));
        };
        let given = given(structure, json, at)?;
        let expected = structure.members.iter().filter(|member| !member.optional);
        let mut missing = expected.filter(|member| !given.iter().any(|(given, _)| given.name == member.name));
        if missing.next().is_some() {
            self.literal(item, structure, &given, at)
        } else if structure.builder.is_some() {
            self.builder(item, &given, at)
        } else {
            self.fields(item, &given, at)
        }
    }

    fn builder(&self, item: &Item, given: &[Given<'_>], at: &str) -> Result<String, String> {
        let mut text = format!("types::{}::builder()", item.name.rust);
        for &(member, json) in given {
            // Setters put values into boxes themselves.
            let ty = match &member.ty {
                Ty::Boxed(id) => &Ty::Item(*id),
                ty => ty,
            };
            let value = self.member(ty, member, json, at)?;
            text.push_str(&format!(".{}({value})", member.name.rust));
        }
        Ok(text + ".build()")
    }

    fn fields(&self, item: &Item, given: &[Given<'_>], at: &str) -> Result<String, String> {
        let path = format!("types::{}", item.name.rust);
        if given.is_empty() {
            return Ok(format!("{path}::default()"));
        }
        let mut text = format!("{{ let mut value = {path}::default(); ");
        for &(member, json) in given {
            let value = self.member(&member.ty, member, json, at)?;
            text.push_str(&format!(
                "value.{} = {}; ",
                member.name.rust,
                wrapped(member.optional, value)
            ));
        }
        Ok(text + "value }")
    }

    /// For a case that leaves out what the model requires, which no builder lets pass: empty values stand in.
    fn literal(&self, item: &Item, structure: &Structure, given: &[Given<'_>], at: &str) -> Result<String, String> {
        let mut text = format!("types::{} {{ ", item.name.rust);
        for member in &structure.members {
            let value = match given.iter().find(|(given, _)| given.name == member.name) {
                Some((_, json)) => wrapped(member.optional, self.member(&member.ty, member, json, at)?),
                None => "Empty::empty()".to_owned(),
            };
            text.push_str(&format!("{}: {value}, ", member.name.rust));
        }
        Ok(text + "}")
    }

    fn member(&self, ty: &Ty, member: &Member, json: &Json, at: &str) -> Result<String, String> {
        let at = format!("{at}.{}", member.name.wire);
        self.value(ty, json, &at)
    }

    /// An expression of exactly this type.
    fn value(&self, ty: &Ty, json: &Json, at: &str) -> Result<String, String> {
        Ok(match (ty, json) {
            (Ty::String, Json::String(text)) => format!("String::from({text:?})"),
            // JSON in a string, as what it means.
            (Ty::String, Json::Object(_) | Json::Array(_)) => {
                let text = serde_json::to_string(json).map_err(|error| format!("`{at}`: {error}"))?;
                format!("String::from({text:?})")
            }
            (Ty::Boolean, Json::Bool(value)) => value.to_string(),
            (Ty::Byte, Json::Number(number)) => format!("{number}i8"),
            (Ty::Short, Json::Number(number)) => format!("{number}i16"),
            (Ty::Integer, Json::Number(number)) => format!("{number}i32"),
            (Ty::Long, Json::Number(number)) => format!("{number}i64"),
            (Ty::Float, _) => float("f32", json, at)?,
            (Ty::Double, _) => float("f64", json, at)?,
            (Ty::BigInteger, Json::Number(number)) => parsed("BigInteger", &number.to_string()),
            (Ty::BigDecimal, Json::Number(number)) => parsed("BigDecimal", &number.to_string()),
            (Ty::BigInteger, Json::String(text)) => parsed("BigInteger", text),
            (Ty::BigDecimal, Json::String(text)) => parsed("BigDecimal", text),
            (Ty::Blob, Json::String(text)) => format!("Blob::from({text:?})"),
            (Ty::Body | Ty::EventStream(_), Json::String(text)) => format!("Body::from({text:?})"),
            (Ty::Timestamp, _) => timestamp(json, at)?,
            (Ty::Document, json) => document(json),
            (Ty::List { element, sparse }, Json::Array(items)) => self.list(element, *sparse, items, at)?,
            (Ty::Map { key, value, sparse }, Json::Object(entries)) => self.map([key, value], *sparse, entries, at)?,
            (Ty::Item(id), json) => self.item(*id, json, at)?,
            (Ty::Boxed(id), json) => format!("Box::new({})", self.item(*id, json, at)?),
            (ty, json) => return Err(unfit(ty, json, at)),
        })
    }

    fn list(&self, element: &Ty, sparse: bool, items: &[Json], at: &str) -> Result<String, String> {
        let mut text = format!("Vec::<{}>::from([", self.slot(element, sparse));
        for (place, json) in items.iter().enumerate() {
            text.push_str(&self.element(element, sparse, json, &format!("{at}[{place}]"))?);
            text.push_str(", ");
        }
        Ok(text + "])")
    }

    fn map(
        &self,
        [key, value]: [&Ty; 2],
        sparse: bool,
        entries: &[(String, Json)],
        at: &str,
    ) -> Result<String, String> {
        let mut text = format!("BTreeMap::<{}, {}>::from([", self.ty(key), self.slot(value, sparse));
        for (name, json) in entries {
            let key = self.value(key, &Json::String(name.clone()), at)?;
            let value = self.element(value, sparse, json, &format!("{at}.{name}"))?;
            text.push_str(&format!("({key}, {value}), "));
        }
        Ok(text + "])")
    }

    fn element(&self, ty: &Ty, sparse: bool, json: &Json, at: &str) -> Result<String, String> {
        match json {
            Json::Null if sparse => Ok("None".to_owned()),
            json => Ok(wrapped(sparse, self.value(ty, json, at)?)),
        }
    }

    fn item(&self, id: ItemId, json: &Json, at: &str) -> Result<String, String> {
        let item = &self.service[id];
        let path = format!("types::{}", item.name.rust);
        match (&item.kind, json) {
            (ItemKind::Structure(_), _) => self.structure(id, json, at),
            (ItemKind::Union(union), _) => self.union(&path, union, json, at),
            (ItemKind::Enum(_), Json::String(text)) => Ok(format!("{path}::from({text:?})")),
            (ItemKind::IntEnum(_), Json::Number(number)) => Ok(format!("{path}::from({number})")),
            (_, json) => Err(unfit(&Ty::Item(id), json, at)),
        }
    }

    fn union(&self, path: &str, union: &Union, json: &Json, at: &str) -> Result<String, String> {
        let members = json.members().iter().filter(|(_, value)| *value != Json::Null);
        let [(name, json)] = members.collect::<Vec<_>>()[..] else {
            return Err(format!("`{at}`: a union has exactly one member"));
        };
        let member = union.members.iter().find(|member| member.name.wire == *name);
        let member = member.ok_or_else(|| format!("`{at}`: the model has no member `{name}`"))?;
        let value = self.value(&member.ty, json, &format!("{at}.{name}"))?;
        Ok(format!("{path}::{}({value})", member.name.rust))
    }

    /// The least input that can be sent, for cases that are about the response.
    pub(super) fn sample(&self, id: ItemId) -> String {
        let item = &self.service[id];
        let path = format!("types::{}", item.name.rust);
        match &item.kind {
            ItemKind::Structure(structure) if structure.builder.is_some() => {
                let mut text = format!("{path}::builder()");
                for member in structure.members.iter().filter(|member| !member.optional) {
                    let value = match &member.ty {
                        Ty::Item(id) | Ty::Boxed(id) => self.sample(*id),
                        Ty::String => "\"sample\"".to_owned(),
                        Ty::Body | Ty::EventStream(_) => "Body::default()".to_owned(),
                        ty => format!("<{} as Empty>::empty()", self.ty(ty)),
                    };
                    text.push_str(&format!(".{}({value})", member.name.rust));
                }
                text + ".build()"
            }
            ItemKind::Structure(_) => format!("{path}::default()"),
            ItemKind::Union(union) => format!("{path}::{}(String::new())", union.unknown),
            ItemKind::Enum(_) => format!("{path}::from(\"sample\")"),
            ItemKind::IntEnum(_) => format!("{path}::from(1)"),
        }
    }

    fn slot(&self, ty: &Ty, sparse: bool) -> String {
        let ty = self.ty(ty);
        if sparse { format!("Option<{ty}>") } else { ty }
    }

    fn ty(&self, ty: &Ty) -> String {
        match ty {
            Ty::String => "String".to_owned(),
            Ty::Boolean => "bool".to_owned(),
            Ty::Byte => "i8".to_owned(),
            Ty::Short => "i16".to_owned(),
            Ty::Integer => "i32".to_owned(),
            Ty::Long => "i64".to_owned(),
            Ty::Float => "f32".to_owned(),
            Ty::Double => "f64".to_owned(),
            Ty::BigInteger => "BigInteger".to_owned(),
            Ty::BigDecimal => "BigDecimal".to_owned(),
            Ty::Blob => "Blob".to_owned(),
            Ty::Timestamp => "Timestamp".to_owned(),
            Ty::Document => "Document".to_owned(),
            Ty::Body | Ty::EventStream(_) => "Body".to_owned(),
            Ty::List { element, sparse } => format!("Vec<{}>", self.slot(element, *sparse)),
            Ty::Map { key, value, sparse } => format!("BTreeMap<{}, {}>", self.ty(key), self.slot(value, *sparse)),
            Ty::Item(id) => format!("types::{}", self.service[*id].name.rust),
            Ty::Boxed(id) => format!("Box<types::{}>", self.service[*id].name.rust),
        }
    }
}

fn given<'a>(structure: &'a Structure, json: &'a Json, at: &str) -> Result<Vec<Given<'a>>, String> {
    let Json::Object(values) = json else {
        return Err(format!("`{at}`: expected an object"));
    };
    let mut given = Vec::new();
    for (name, value) in values.iter().filter(|(_, value)| *value != Json::Null) {
        let member = structure.members.iter().find(|member| member.name.wire == *name);
        given.push((
            member.ok_or_else(|| format!("`{at}`: the model has no member `{name}`"))?,
            value,
        ));
    }
    Ok(given)
}

fn wrapped(optional: bool, value: String) -> String {
    if optional { format!("Some({value})") } else { value }
}

fn unfit(ty: &Ty, json: &Json, at: &str) -> String {
    let text = serde_json::to_string(json).unwrap_or_default();
    format!("`{at}`: `{text}` is no value of type `{ty:?}`")
}

fn parsed(ty: &str, text: &str) -> String {
    format!("{text:?}.parse::<{ty}>().expect(\"the suite has a number here\")")
}

fn float(ty: &str, json: &Json, at: &str) -> Result<String, String> {
    Ok(match json {
        Json::Number(number) => format!("{number}{ty}"),
        Json::String(text) if text == "NaN" => format!("{ty}::NAN"),
        Json::String(text) if text == "Infinity" => format!("{ty}::INFINITY"),
        Json::String(text) if text == "-Infinity" => format!("{ty}::NEG_INFINITY"),
        json => return Err(unfit(&Ty::Double, json, at)),
    })
}

fn timestamp(json: &Json, at: &str) -> Result<String, String> {
    let text = match json {
        Json::Number(number) => number.to_string(),
        Json::String(text) => text.clone(),
        json => return Err(unfit(&Ty::Timestamp, json, at)),
    };
    match time::parse(&text) {
        Some((seconds, 0)) => Ok(format!("Timestamp::from_secs({seconds})")),
        Some((seconds, nanos)) => Ok(format!(
            "Timestamp::new({seconds}, {nanos}).expect(\"less than a second\")"
        )),
        None => Err(unfit(&Ty::Timestamp, json, at)),
    }
}

fn document(json: &Json) -> String {
    match json {
        Json::Null => "Document::Null".to_owned(),
        Json::Bool(value) => format!("Document::from({value})"),
        Json::Number(number) if number.is_f64() => format!("Document::from({number}f64)"),
        Json::Number(number) if number.is_u64() => format!("Document::from({number}u64)"),
        Json::Number(number) => format!("Document::from({number}i64)"),
        Json::String(text) => format!("Document::from({text:?})"),
        Json::Array(items) => {
            let items: String = items.iter().map(|item| document(item) + ", ").collect();
            format!("Document::Array(vec![{items}])")
        }
        Json::Object(entries) => {
            let entries = entries
                .iter()
                .map(|(key, value)| format!("({key:?}.to_owned(), {}), ", document(value)));
            format!("Document::Object(BTreeMap::from([{}]))", entries.collect::<String>())
        }
    }
}
