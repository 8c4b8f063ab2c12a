//! The members of a structure that are written, with idempotency tokens where the caller gave none.

use crate::codec::{CodecError, Result, Scope};
use crate::shape::{Flags, Member, Ref, Reflect};

/// The idempotency tokens that fill unset members of an input, by the index of the member.
#[derive(Debug, Default)]
pub(crate) struct Tokens(Vec<(usize, String)>);

impl Tokens {
    /// A token for each member that asks for one and is unset.
    pub(crate) fn of(input: &dyn Reflect, token: &dyn Fn() -> String) -> Self {
        let members = input.shape().members.iter().enumerate();
        let unset = members.filter(|(index, member)| {
            member.has(Flags::IDEMPOTENCY_TOKEN) && matches!(value(input, *index), Ref::Null)
        });
        Self(unset.map(|(index, _)| (index, token())).collect())
    }

    fn get(&self, index: usize) -> Option<&str> {
        self.0
            .iter()
            .find(|(member, _)| *member == index)
            .map(|(_, token)| token.as_str())
    }
}

/// A structure as a codec writes it.
#[derive(Clone, Copy)]
pub(crate) struct Members<'a> {
    value: &'a dyn Reflect,
    tokens: Option<&'a Tokens>,
    scope: Scope,
}

impl<'a> Members<'a> {
    /// A structure inside of a document: all of its members.
    pub(crate) fn nested(value: &'a dyn Reflect) -> Self {
        Self {
            value,
            tokens: None,
            scope: Scope::All,
        }
    }

    /// The input of an operation.
    pub(crate) fn input(value: &'a dyn Reflect, tokens: &'a Tokens, scope: Scope) -> Self {
        Self {
            value,
            tokens: Some(tokens),
            scope,
        }
    }

    /// The structure itself.
    pub(crate) fn structure(&self) -> &'a dyn Reflect {
        self.value
    }

    /// The value of a member, null if it is unset and no token fills it.
    pub(crate) fn get(&self, index: usize) -> Ref<'a> {
        match (value(self.value, index), self.tokens) {
            (Ref::Null, Some(tokens)) => tokens.get(index).map_or(Ref::Null, Ref::String),
            (value, _) => value,
        }
    }

    /// The members that are set, in the order of the model.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&'static Member, Ref<'a>)> {
        let members = self.value.shape().members.iter().enumerate();
        members
            .filter(|(_, member)| self.scope.holds(member))
            .map(|(index, member)| (member, self.get(index)))
            .filter(|(_, value)| !matches!(value, Ref::Null))
    }
}

fn value(structure: &dyn Reflect, index: usize) -> Ref<'_> {
    structure.member(index).map_or(Ref::Null, |member| member.get())
}

/// The one member of a union that is set.
///
/// # Errors
///
/// When the union holds a variant that the model does not know: there is no value to send.
pub(crate) fn variant(union: &dyn Reflect) -> Result<(&'static Member, Ref<'_>)> {
    let members = union.shape().members.iter().enumerate();
    members
        .filter_map(|(index, member)| union.member(index).map(|value| (member, value.get())))
        .next()
        .ok_or_else(|| CodecError::new("a union with an unknown variant cannot be sent"))
}
