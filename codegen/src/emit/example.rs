//! A request example for the documentation of an operation: its required members, with values that compile.

use std::collections::BTreeSet;

use crate::print::literal;
use crate::resolve::{Item, ItemId, ItemKind, Operation, Resolved, Structure, Ty, Union, UnionMember};

/// How deep an example goes before it takes the shortest value that compiles.
const DEPTH: usize = 6;

/// The example as Markdown lines.
pub(crate) fn lines(service: &Resolved, operation: &Operation, crate_name: &str) -> Vec<String> {
    let mut example = Example {
        service,
        crate_name,
        uses: BTreeSet::new(),
    };
    let input = example.item(operation.input, DEPTH);
    let call = format!("let output = client.{}({input}).await?;", operation.method.rust);

    let module = &service.module;
    let mut lines = vec!["```no_run".to_owned()];
    lines.push(format!(
        "# async fn example(client: {crate_name}::{module}::Client) -> Result<(), {crate_name}::tinsmith::Error> {{"
    ));
    lines.extend(example.uses.iter().map(|path| format!("use {path};")));
    lines.push(String::new());
    lines.extend(laid_out(&call));
    lines.extend(["# Ok(())", "# }", "```"].map(str::to_owned));
    lines
}

/// The statement as prettyplease writes it, without the function around it.
fn laid_out(statement: &str) -> Vec<String> {
    let file = syn::parse_file(&format!("fn example() {{ {statement} }}")).expect("examples consist of whole tokens");
    let text = prettyplease::unparse(&file);
    let body = text.lines().skip(1).filter(|line| *line != "}");
    body.map(|line| line.strip_prefix("    ").unwrap_or(line).to_owned())
        .collect()
}

struct Example<'a> {
    service: &'a Resolved,
    crate_name: &'a str,
    uses: BTreeSet<String>,
}

impl Example<'_> {
    /// What a setter takes for a member of this name and type.
    fn argument(&mut self, name: &str, ty: &Ty, depth: usize) -> String {
        match ty {
            Ty::String => literal(name),
            Ty::Boolean => "true".to_owned(),
            Ty::Byte | Ty::Short | Ty::Integer | Ty::Long => "1".to_owned(),
            Ty::Float | Ty::Double => "1.0".to_owned(),
            Ty::BigInteger | Ty::BigDecimal => format!("{}::default()", self.runtime(ty)),
            Ty::Blob => "b\"bytes\"".to_owned(),
            Ty::Body | Ty::EventStream(_) => "\"bytes\"".to_owned(),
            Ty::Timestamp => format!("{}::from_secs(1_700_000_000)", self.runtime(ty)),
            Ty::Document => literal(name),
            Ty::List { .. } | Ty::Map { .. } if depth == 0 => "[]".to_owned(),
            Ty::List { element, .. } => format!("[{}]", self.argument(name, element, depth - 1)),
            Ty::Map { key, value, .. } => {
                let key = self.argument(name, key, depth - 1);
                format!("[({key}, {})]", self.argument(name, value, depth - 1))
            }
            Ty::Item(id) | Ty::Boxed(id) => match &self.service[*id].kind {
                ItemKind::Enum(values) => literal(values.variants.first().map_or(name, |variant| &variant.value)),
                _ => self.item(*id, depth),
            },
        }
    }

    /// An expression of a type of the service.
    fn item(&mut self, id: ItemId, depth: usize) -> String {
        let service = self.service;
        let item = &service[id];
        let path = self.import(item);
        match &item.kind {
            ItemKind::Structure(structure) => self.structure(&path, structure, depth),
            ItemKind::Union(union) => self.union(&path, union, depth),
            ItemKind::Enum(_) => format!("{path}::from(\"value\")"),
            ItemKind::IntEnum(_) => format!("{path}::from(1)"),
        }
    }

    fn structure(&mut self, path: &str, structure: &Structure, depth: usize) -> String {
        if structure.builder.is_none() {
            return format!("{path}::default()");
        }
        let mut text = format!("{path}::builder()");
        for member in structure.members.iter().filter(|member| !member.optional) {
            let value = self.argument(&member.name.wire, &member.ty, depth.saturating_sub(1));
            text.push_str(&format!(".{}({value})", member.name.rust));
        }
        text + ".build()"
    }

    /// The first variant that is simple to write; none if the example is deep already.
    fn union(&mut self, path: &str, union: &Union, depth: usize) -> String {
        let member = union.members.iter().min_by_key(|member| self.effort(member));
        match member {
            Some(member) if depth > 0 => {
                let value = self.value(&member.name.wire, &member.ty, depth - 1);
                format!("{path}::{}({value})", member.name.rust)
            }
            _ => format!("{path}::{}(String::from(\"tag\"))", union.unknown),
        }
    }

    /// How much there is to write for a variant; equal efforts leave the model's order.
    fn effort(&self, member: &UnionMember) -> usize {
        match &member.ty {
            Ty::Item(id) | Ty::Boxed(id) => match &self.service[*id].kind {
                ItemKind::Structure(structure) => structure.members.iter().filter(|member| !member.optional).count(),
                ItemKind::Union(_) => DEPTH,
                ItemKind::Enum(_) | ItemKind::IntEnum(_) => 0,
            },
            _ => 0,
        }
    }

    /// An expression of exactly this type, for the variant of a union.
    fn value(&mut self, name: &str, ty: &Ty, depth: usize) -> String {
        match ty {
            Ty::String | Ty::Document => format!("{}.into()", literal(name)),
            Ty::Blob | Ty::Body | Ty::EventStream(_) => "\"bytes\".into()".to_owned(),
            Ty::List { .. } | Ty::Map { .. } => "Default::default()".to_owned(),
            Ty::Item(id) => self.item(*id, depth),
            Ty::Boxed(id) => format!("Box::new({})", self.item(*id, depth)),
            _ => self.argument(name, ty, depth),
        }
    }

    /// Makes an item's name known, or gives its path where the name means something else.
    fn import(&mut self, item: &Item) -> String {
        let (module, name) = (&self.service.module, &item.name.rust);
        let path = format!("{}::{module}::types", self.crate_name);
        if item.by_path {
            self.uses.insert(path);
            return format!("types::{name}");
        }
        self.uses.insert(format!("{path}::{name}"));
        name.clone()
    }

    /// Makes a type of the runtime known.
    fn runtime(&mut self, ty: &Ty) -> &'static str {
        let name = match ty {
            Ty::BigInteger => "BigInteger",
            Ty::BigDecimal => "BigDecimal",
            _ => "Timestamp",
        };
        self.uses
            .insert(format!("{}::tinsmith::types::{name}", self.crate_name));
        name
    }
}
