//! The block of a union.

use super::scope::Scope;
use super::structure::{direction, item_facts};
use super::{facts, texts};
use crate::print::{Block, Line, literal};
use crate::resolve::{Item, Union, UnionMember};

/// The block.
pub(crate) fn block(item: &Item, union: &Union, scope: &mut Scope<'_>) -> Block {
    let name = &item.name.rust;
    let (direction, unknown, facts) = (direction(item), &union.unknown, item_facts(item));
    Block {
        docs: texts::docs(&item.name.wire, &item.docs, item.deprecated.as_ref()),
        head: vec![format!("pub enum {name}: {direction}({unknown}){facts}")],
        members: Some(union.members.iter().map(|member| line(member, scope)).collect()),
        macro_name: scope.runtime("union"),
    }
}

/// `Text(String) = "text";`
fn line(member: &UnionMember, scope: &mut Scope<'_>) -> Line {
    let name = &member.name.rust;
    let ty = scope.ty(&member.ty);
    let wire = literal(&member.name.wire);
    let facts = facts::of_variant(&member.facts, scope);
    Line {
        docs: texts::docs(&member.name.wire, &member.docs, member.deprecated.as_ref()),
        text: format!("{name}({ty}) = {wire}{facts};"),
    }
}
