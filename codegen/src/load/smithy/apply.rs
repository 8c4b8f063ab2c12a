//! `apply` statements: traits of shapes and members that are said elsewhere.

use super::super::reader::Reader;
use super::ast::{Ast, Member};

/// Applies all of them. A member that is not there may be inherited: the step that copies mixins in finds out.
pub(super) fn all<'j>(ast: &mut Ast<'j>, reader: &mut Reader<'j>) {
    for (id, file, traits) in std::mem::take(&mut ast.applied) {
        reader.file = file;
        let (owner, member) = id
            .split_once('$')
            .map_or((id, None), |(owner, member)| (owner, Some(member)));
        let place = super::place(owner);
        let Some(shape) = ast.shapes.get_mut(owner) else {
            // Traits of the prelude's shapes change nothing for a client.
            if !owner.starts_with("smithy.api#") {
                reader.error(place, "traits are applied to a shape that does not exist");
            }
            continue;
        };
        let Some(name) = member else {
            shape.traits.join(traits, place, reader);
            continue;
        };
        match shape.members.iter_mut().find(|member| member.name == name) {
            Some(member) => member.traits.join(traits, place.member(name), reader),
            None => shape.members.push(Member {
                name: name.into(),
                target: None,
                traits,
            }),
        }
    }
}
