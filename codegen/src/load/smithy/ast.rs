//! The shapes of all files as they stand there; it knows what the AST looks like, and no trait.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::super::json::Json;
use super::super::reader::{Place, Reader};
use super::traits::Traits;

/// The shapes of all files, by their IDs.
#[derive(Debug, Default)]
pub(super) struct Ast<'j> {
    pub(super) shapes: BTreeMap<&'j str, Shape<'j>>,
    /// `apply` statements: what they are for, the file, and the traits.
    pub(super) applied: Vec<(&'j str, &'j str, Traits<'j>)>,
}

/// The version of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Version {
    V1,
    V2,
}

/// A shape.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Shape<'j> {
    pub(super) file: &'j str,
    pub(super) version: Version,
    pub(super) ty: &'j str,
    pub(super) traits: Traits<'j>,
    /// Those of lists and maps are called `member`, `key` and `value`.
    pub(super) members: Vec<Member<'j>>,
    pub(super) mixins: Vec<&'j str>,
    /// What services, resources and operations say besides.
    pub(super) properties: Vec<(&'j str, Property<'j>)>,
}

/// A member.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Member<'j> {
    pub(super) name: Cow<'j, str>,
    /// Absent where only the traits of an inherited member are said.
    pub(super) target: Option<&'j str>,
    pub(super) traits: Traits<'j>,
}

/// What a service, a resource or an operation says.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Property<'j> {
    /// A text: the version of a service.
    Text(&'j str),
    /// References to shapes; where there can be but one, a single one.
    Targets(Vec<&'j str>),
    /// Other names of shapes, by their IDs.
    Names(Vec<(&'j str, &'j str)>),
}

/// Keys whose value is a list of references.
const LISTS: [&str; 4] = ["operations", "collectionOperations", "resources", "errors"];

/// Keys whose value is one reference.
const SINGLE: [&str; 8] = ["input", "output", "put", "create", "read", "update", "delete", "list"];

/// Types whose shapes have members by name.
const AGGREGATES: [&str; 4] = ["structure", "union", "enum", "intEnum"];

/// Types of which nothing but traits is said.
const SIMPLE: [&str; 13] = [
    "blob",
    "boolean",
    "string",
    "byte",
    "short",
    "integer",
    "long",
    "float",
    "double",
    "bigInteger",
    "bigDecimal",
    "timestamp",
    "document",
];

impl<'j> Ast<'j> {
    /// Adds the shapes of a file.
    pub(super) fn add(&mut self, file: &'j str, tree: &'j Json<'j>, reader: &mut Reader<'_>) {
        let top = Place::default();
        let version = read_version(tree, reader);
        for (key, value) in reader.object(top, "the model", tree) {
            match key.as_ref() {
                "shapes" => {
                    for (id, json) in reader.object(top, key, value) {
                        self.add_shape(file, version, id, json, reader);
                    }
                }
                // What metadata says is for validators.
                "smithy" | "metadata" => {}
                other => reader.unknown_key("a model", top, other),
            }
        }
    }

    fn add_shape(&mut self, file: &'j str, version: Version, id: &'j str, json: &'j Json<'j>, reader: &mut Reader<'_>) {
        let place = super::place(id);
        if !is_id(id) {
            reader.error(place, "this is no shape ID: it should look like `com.example#Name`");
            return;
        }
        let Some(ty) = read_type(json, place, reader) else {
            return;
        };
        let shape = read_shape(file, version, ty, json, place, reader);
        if ty == "apply" {
            self.applied.push((id, file, shape.traits));
            return;
        }
        if let Some(known) = self.shapes.get(id) {
            let same = known.ty == shape.ty && known.members == shape.members && known.properties == shape.properties;
            if !same {
                reader.error(place, format!("the shape is defined otherwise in {}", known.file));
            }
            // Traits of both definitions hold: the specification lets shapes be repeated that do not differ.
            self.applied.push((id, file, shape.traits));
            return;
        }
        self.shapes.insert(id, shape);
    }

    /// The IDs of all shapes of this type, sorted.
    pub(super) fn of_type(&self, ty: &str) -> impl Iterator<Item = &'j str> {
        let shapes = self.shapes.iter().filter(move |(_, shape)| shape.ty == ty);
        shapes.map(|(id, _)| *id)
    }
}

impl<'j> Shape<'j> {
    /// The shapes that a property refers to.
    pub(super) fn targets(&self, key: &str) -> &[&'j str] {
        match self.property(key) {
            Some(Property::Targets(targets)) => targets,
            _ => &[],
        }
    }

    /// The text of a property.
    pub(super) fn text(&self, key: &str) -> Option<&'j str> {
        match self.property(key) {
            Some(Property::Text(text)) => Some(text),
            _ => None,
        }
    }

    /// The names that a property gives.
    pub(super) fn names(&self, key: &str) -> &[(&'j str, &'j str)] {
        match self.property(key) {
            Some(Property::Names(names)) => names,
            _ => &[],
        }
    }

    fn property(&self, key: &str) -> Option<&Property<'j>> {
        let property = self.properties.iter().find(|(known, _)| *known == key);
        property.map(|(_, property)| property)
    }
}

/// The name behind the namespace: `String` of `smithy.api#String`.
pub(super) fn local_name(id: &str) -> &str {
    id.split_once('#').map_or(id, |(_, name)| name)
}

fn read_version(tree: &Json<'_>, reader: &mut Reader<'_>) -> Version {
    let top = Place::default();
    match tree.get("smithy") {
        Some(Json::Text(version)) => match version.split('.').next() {
            Some("1") => return Version::V1,
            Some("2") => return Version::V2,
            _ => reader.error(
                top,
                format!("version `{version}` of Smithy is not known; there are 1.0 and 2.0"),
            ),
        },
        Some(other) => reader.wrong(top, "smithy", "a version such as \"2.0\"", other),
        None => reader.error(top, "`smithy`, the version of the model, is missing"),
    }
    Version::V2
}

fn read_type<'j>(json: &'j Json<'j>, place: Place<'_>, reader: &mut Reader<'_>) -> Option<&'j str> {
    let ty = match json.get("type") {
        Some(ty) => reader.text(place, "type", ty)?,
        None => {
            if let Json::Object(_) = json {
                reader.error(place, "`type` is missing");
            } else {
                reader.wrong(place, "the shape", "an object", json);
            }
            return None;
        }
    };
    let others = ["list", "set", "map", "service", "resource", "operation", "apply"];
    let known = [&SIMPLE[..], &AGGREGATES, &others]
        .iter()
        .any(|types| types.contains(&ty));
    if !known {
        reader.error(place, format!("unknown type `{ty}`"));
    }
    known.then_some(ty)
}

fn read_shape<'j>(
    file: &'j str,
    version: Version,
    ty: &'j str,
    json: &'j Json<'j>,
    place: Place<'_>,
    reader: &mut Reader<'_>,
) -> Shape<'j> {
    let mut shape = Shape {
        file,
        version,
        ty,
        traits: Traits::default(),
        members: Vec::new(),
        mixins: Vec::new(),
        properties: Vec::new(),
    };
    for (key, value) in reader.object(place, "the shape", json) {
        let key = key.as_ref();
        match key {
            "type" => {}
            "traits" => shape.traits = Traits::read(value, place, reader),
            "mixins" => shape.mixins = read_targets(key, value, place, reader),
            "members" if AGGREGATES.contains(&ty) => {
                for (name, json) in reader.object(place, key, value) {
                    shape.members.extend(read_member(name, json, place, reader));
                }
            }
            "member" if matches!(ty, "list" | "set") => shape.members.extend(read_member(key, value, place, reader)),
            "key" | "value" if ty == "map" => shape.members.extend(read_member(key, value, place, reader)),
            _ => match read_property(ty, key, value, place, reader) {
                Some(property) => shape.properties.push((key, property)),
                None => reader.unknown_key("a shape", place, key),
            },
        }
    }
    if ty == "map" {
        shape.members.sort_by(|left, right| left.name.cmp(&right.name));
    }
    shape
}

fn read_property<'j>(
    ty: &str,
    key: &str,
    json: &'j Json<'j>,
    place: Place<'_>,
    reader: &mut Reader<'_>,
) -> Option<Property<'j>> {
    match (ty, key) {
        ("service" | "resource" | "operation", key) if LISTS.contains(&key) => {
            Some(Property::Targets(read_targets(key, json, place, reader)))
        }
        ("resource" | "operation", key) if SINGLE.contains(&key) => {
            let target = read_target(key, json, place, reader);
            Some(Property::Targets(target.into_iter().collect()))
        }
        ("service", "version") => Some(Property::Text(reader.text(place, key, json).unwrap_or_default())),
        ("service", "rename") => {
            let names = reader.object(place, key, json).iter();
            let names = names.filter_map(|(id, name)| Some((id.as_ref(), reader.text(place, id, name)?)));
            Some(Property::Names(names.collect()))
        }
        // A client binds nothing to what identifies a resource: the members of operations say it all.
        ("resource", "identifiers" | "properties") => Some(Property::Names(Vec::new())),
        _ => None,
    }
}

fn read_member<'j>(name: &'j str, json: &'j Json<'j>, place: Place<'_>, reader: &mut Reader<'_>) -> Option<Member<'j>> {
    let place = place.member(name);
    let (mut target, mut traits) = (None, Traits::default());
    for (key, value) in reader.object(place, name, json) {
        match key.as_ref() {
            "target" => target = reader.text(place, key, value),
            "traits" => traits = Traits::read(value, place, reader),
            other => reader.unknown_key("a member", place, other),
        }
    }
    if json.get("target").is_none() {
        reader.error(place, "`target` is missing");
    }
    Some(Member {
        name: Cow::Borrowed(name),
        target: Some(target?),
        traits,
    })
}

fn read_targets<'j>(key: &str, json: &'j Json<'j>, place: Place<'_>, reader: &mut Reader<'_>) -> Vec<&'j str> {
    let references = reader.array(place, key, json).iter();
    references
        .filter_map(|reference| read_target(key, reference, place, reader))
        .collect()
}

fn read_target<'j>(key: &str, json: &'j Json<'j>, place: Place<'_>, reader: &mut Reader<'_>) -> Option<&'j str> {
    match json.get("target") {
        Some(target) => reader.text(place, key, target),
        None => {
            reader.wrong(place, key, "an object with a `target`", json);
            None
        }
    }
}

/// Whether a text is an absolute shape ID, perhaps of a member.
fn is_id(text: &str) -> bool {
    let is_name = |name: &str| {
        let mut letters = name.chars();
        let first = letters
            .next()
            .is_some_and(|letter| letter == '_' || letter.is_ascii_alphabetic());
        first && letters.all(|letter| letter == '_' || letter.is_ascii_alphanumeric())
    };
    text.split_once('#').is_some_and(|(namespace, name)| {
        let (shape, member) = name
            .split_once('$')
            .map_or((name, None), |(shape, member)| (shape, Some(member)));
        namespace.split('.').all(is_name) && is_name(shape) && member.is_none_or(is_name)
    })
}
