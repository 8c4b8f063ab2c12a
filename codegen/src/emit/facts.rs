//! The wire facts of a member, as the words that stand behind its name in a block.

use super::scope::Scope;
use crate::model::{EventBinding, Location, TimestampFormat, XmlNamespace};
use crate::print::literal;
use crate::resolve::{Facts, ItemKind, Member, Resolved, Ty};

/// The facts of a structure's member, each with a space before it.
pub(crate) fn of_member(member: &Member, marked_required: bool, scope: &mut Scope<'_>) -> String {
    let mut words = Words::new(' ');
    words.location(&member.location);
    words.when(is_structure_payload(member, scope.service), "structure_payload");
    if member.location == Location::Payload {
        words.named("media_type", member.facts.media_type.as_ref());
    }
    words.when(member.required && !marked_required, "required");
    words.when(member.idempotency_token, "idempotency_token");
    words.when(member.host_label, "host_label");
    match member.event {
        EventBinding::None => {}
        EventBinding::Payload => words.push("event_payload"),
        EventBinding::Header => words.push("event_header"),
    }
    words.value(&member.facts, scope);
    words.text
}

/// Whether the body is the document of a structure: protocols send one even where the member is unset.
fn is_structure_payload(member: &Member, service: &Resolved) -> bool {
    match (&member.location, &member.ty) {
        (Location::Payload, Ty::Item(id) | Ty::Boxed(id)) => matches!(service[*id].kind, ItemKind::Structure(_)),
        _ => false,
    }
}

/// The facts of a union's member, each with a space before it.
pub(crate) fn of_variant(facts: &Facts, scope: &mut Scope<'_>) -> String {
    let mut words = Words::new(' ');
    words.value(facts, scope);
    words.text
}

/// Words with the same character before each: a space behind a member, a dot in a chain of calls.
struct Words {
    text: String,
    before: char,
}

impl Words {
    fn new(before: char) -> Self {
        Self {
            text: String::new(),
            before,
        }
    }

    fn push(&mut self, word: &str) {
        self.text.push(self.before);
        self.text.push_str(word);
    }

    fn when(&mut self, condition: bool, word: &str) {
        if condition {
            self.push(word);
        }
    }

    /// A fact without an argument: a word of the block, or a call.
    fn flag(&mut self, word: &str) {
        self.push(word);
        if self.before == '.' {
            self.text.push_str("()");
        }
    }

    fn named(&mut self, word: &str, text: Option<&String>) {
        if let Some(text) = text {
            self.push(&format!("{word}({})", literal(text)));
        }
    }

    fn location(&mut self, location: &Location) {
        match location {
            Location::Body => {}
            Location::Label { .. } => self.push("label"),
            Location::Query(name) => self.named("query", Some(name)),
            Location::QueryParams => self.push("query_params"),
            Location::Header(name) => self.named("header", Some(name)),
            Location::PrefixHeaders(prefix) => self.named("prefix_headers", Some(prefix)),
            Location::Payload => self.push("payload"),
            Location::StatusCode => self.push("status_code"),
        }
    }

    fn value(&mut self, facts: &Facts, scope: &mut Scope<'_>) {
        self.named("json_name", facts.json_name.as_ref());
        self.named("xml_name", facts.xml_name.as_ref());
        self.named("ec2_name", facts.ec2_name.as_ref());
        self.when(facts.xml_attribute, "xml_attribute");
        self.namespace(facts.xml_namespace.as_ref());
        self.when(facts.flattened, "flattened");
        self.timestamp(facts.timestamp_format);
        self.when(facts.json_value, "json_value");
        self.when(facts.streaming, "streaming");
        self.when(facts.requires_length, "requires_length");
        self.when(facts.sensitive, "sensitive");
        if facts.elements.is_some() {
            let mut inner = Words::new(self.before);
            inner.elements(facts, scope.element_name());
            if !inner.text.is_empty() {
                scope.import_element();
                self.text.push_str(&inner.text);
            }
        }
    }

    /// The facts of what is in a list or a map, where there is anything to say.
    fn elements(&mut self, facts: &Facts, element: &str) {
        for (word, facts) in elements(facts) {
            let mut words = Words::new('.');
            words.named("xml_name", facts.xml_name.as_ref());
            words.namespace(facts.xml_namespace.as_ref());
            words.timestamp(facts.timestamp_format);
            words.elements(facts, element);
            if !words.text.is_empty() {
                self.push(&format!("{word}(&{element}::NEW{})", words.text));
            }
        }
    }

    fn namespace(&mut self, namespace: Option<&XmlNamespace>) {
        if let Some(XmlNamespace { uri, prefix }) = namespace {
            let prefix = literal(prefix.as_deref().unwrap_or(""));
            self.push(&format!("xml_namespace({prefix}, {})", literal(uri)));
        }
    }

    fn timestamp(&mut self, format: Option<TimestampFormat>) {
        match format {
            None => {}
            Some(TimestampFormat::EpochSeconds) => self.flag("epoch_seconds"),
            Some(TimestampFormat::DateTime) => self.flag("date_time"),
            Some(TimestampFormat::HttpDate) => self.flag("http_date"),
        }
    }
}

fn elements(facts: &Facts) -> impl Iterator<Item = (&'static str, &Facts)> {
    facts.elements.iter().flat_map(|elements| {
        let key = elements.key.iter().map(|key| ("key", key));
        key.chain([("item", &elements.item)])
    })
}
