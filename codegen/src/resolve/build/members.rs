//! Members: names, types, optionality and texts.

use super::Context;
use super::facts;
use crate::model::{EventBinding, Location, Member as ModelMember, ShapeId, ShapeKind};
use crate::names::scope::Scope;
use crate::resolve::{Member, Name, Ty, UnionMember};

impl Context<'_> {
    /// A member of a structure.
    pub(super) fn member(&mut self, owner: ShapeId, member: &ModelMember, is_input: bool, scope: &mut Scope) -> Member {
        let shape = &self.model.shapes[owner];
        let facts = facts::of_member(self.model, member);
        let ty = self.member_ty(owner, member, facts.streaming);
        let token = member.idempotency_token && is_input;
        let plain = match (&ty, &member.location) {
            (Ty::Body | Ty::EventStream(_), _) => member.required || !is_input,
            (_, Location::Label { .. }) if is_input => true,
            _ => member.required && !token,
        };
        Member {
            name: Name {
                wire: member.name.clone(),
                rust: self.names.field(&shape.name, &member.name, scope),
            },
            ty,
            optional: !plain,
            required: member.required,
            docs: self.member_docs(owner, member),
            deprecated: member.deprecated.clone(),
            location: member.location.clone(),
            idempotency_token: token,
            host_label: member.host_label,
            event: if shape.event { member.event } else { EventBinding::None },
            context_param: member.context_param.clone(),
            // What a caller leaves out of an input is left to the service: its defaults may change.
            default: member.default.clone().filter(|_| self.defaults && !is_input),
            facts,
        }
    }

    /// A member of a union.
    pub(super) fn union_member(&mut self, owner: ShapeId, member: &ModelMember, scope: &mut Scope) -> UnionMember {
        let shape = &self.model.shapes[owner].name;
        UnionMember {
            name: Name {
                wire: member.name.clone(),
                rust: self.names.variant(shape, &member.name, scope),
            },
            ty: self.member_ty(owner, member, false),
            docs: self.member_docs(owner, member),
            deprecated: member.deprecated.clone(),
            facts: facts::of_member(self.model, member),
        }
    }

    /// The member's own text, else that of its shape where no item carries it.
    fn member_docs(&mut self, owner: ShapeId, member: &ModelMember) -> Vec<String> {
        let target = &self.model.shapes[member.target];
        let inherited = target.documentation.as_deref().filter(|_| !target.is_item());
        let path = self.model.member_path(owner, &member.name);
        self.docs(member.documentation.as_deref().or(inherited), &path)
    }

    fn member_ty(&self, owner: ShapeId, member: &ModelMember, streaming: bool) -> Ty {
        match self.ty(member.target) {
            Ty::Blob if streaming => Ty::Body,
            Ty::Item(id) if streaming => Ty::EventStream(id),
            Ty::Item(id) if self.reach.closes_cycle(owner, member.target) => Ty::Boxed(id),
            ty => ty,
        }
    }

    fn ty(&self, id: ShapeId) -> Ty {
        let shape = &self.model.shapes[id];
        match &shape.kind {
            ShapeKind::Boolean => Ty::Boolean,
            ShapeKind::Byte => Ty::Byte,
            ShapeKind::Short => Ty::Short,
            ShapeKind::Integer => Ty::Integer,
            ShapeKind::Long => Ty::Long,
            ShapeKind::Float => Ty::Float,
            ShapeKind::Double => Ty::Double,
            ShapeKind::BigInteger => Ty::BigInteger,
            ShapeKind::BigDecimal => Ty::BigDecimal,
            ShapeKind::Blob => Ty::Blob,
            ShapeKind::Timestamp => Ty::Timestamp,
            ShapeKind::Document => Ty::Document,
            ShapeKind::List(member) => Ty::List {
                element: Box::new(self.ty(member.target)),
                sparse: shape.sparse,
            },
            ShapeKind::Map(pair) => Ty::Map {
                key: Box::new(self.ty(pair[0].target)),
                value: Box::new(self.ty(pair[1].target)),
                sparse: shape.sparse,
            },
            // What the check let pass without a definition does not exist.
            ShapeKind::String | ShapeKind::Unresolved(_) => Ty::String,
            ShapeKind::Enum(_) | ShapeKind::IntEnum(_) | ShapeKind::Structure(_) | ShapeKind::Union(_) => {
                self.ids.get(&id).map_or(Ty::String, |id| Ty::Item(*id))
            }
        }
    }
}
