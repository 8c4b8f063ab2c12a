//! Members whose type cannot travel where their location puts them.

use super::Checker;
use super::operations::is_token;
use crate::model::{Location, Member, ModelPath, ShapeKind};

impl Checker<'_> {
    pub(super) fn binding(&mut self, path: &ModelPath, member: &Member) {
        let place = match &member.location {
            Location::Body | Location::Payload => return,
            Location::Label { .. } => "a label",
            Location::Query(_) => "a query parameter",
            Location::QueryParams => "a set of query parameters",
            Location::Header(_) => "a header",
            Location::PrefixHeaders(_) => "a set of headers",
            Location::StatusCode => "a status code",
        };
        if !self.fits(member) {
            let target = &self.model.shapes[member.target].name;
            self.error(path.clone(), format!("`{target}` cannot be {place}"));
        }
        if let Location::Header(name) = &member.location
            && !is_token(name)
        {
            self.error(path.clone(), format!("`{name}` is no name of a header"));
        }
    }

    fn fits(&self, member: &Member) -> bool {
        let kind = &self.model.shapes[member.target].kind;
        match &member.location {
            Location::Body | Location::Payload => true,
            Location::Label { .. } => is_simple(kind),
            Location::Query(_) => is_simple(kind) || self.is_list_of_simple(kind),
            Location::Header(_) => is_simple(kind) || self.is_list_of_simple(kind) || member.json_value,
            Location::QueryParams => self.is_map(kind, |value| is_simple(value) || self.is_list_of_simple(value)),
            Location::PrefixHeaders(_) => self.is_map(kind, is_simple),
            Location::StatusCode => matches!(kind, ShapeKind::Integer | ShapeKind::Short | ShapeKind::Long),
        }
    }

    fn is_list_of_simple(&self, kind: &ShapeKind) -> bool {
        matches!(kind, ShapeKind::List(member) if is_simple(&self.model.shapes[member.target].kind))
    }

    fn is_map(&self, kind: &ShapeKind, value: impl Fn(&ShapeKind) -> bool) -> bool {
        matches!(kind, ShapeKind::Map(pair) if value(&self.model.shapes[pair[1].target].kind))
    }
}

/// Whether a value is written as one piece of text. A missing shape counts: it is reported elsewhere.
fn is_simple(kind: &ShapeKind) -> bool {
    !matches!(
        kind,
        ShapeKind::List(_) | ShapeKind::Map(_) | ShapeKind::Structure(_) | ShapeKind::Union(_) | ShapeKind::Document
    )
}
