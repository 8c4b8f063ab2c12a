//! Reading a union: exactly one member, known or not.

use crate::codec::{CodecError, Result};
use crate::shape::{ReflectMut, Set};

/// Takes the members of a union as they come, and sees to it that there is exactly one.
pub(crate) struct UnionReader<'a> {
    target: &'a mut dyn ReflectMut,
    filled: bool,
}

impl<'a> UnionReader<'a> {
    pub(crate) fn new(target: &'a mut dyn ReflectMut) -> Self {
        Self { target, filled: false }
    }

    /// The slot of a known member.
    pub(crate) fn known(&mut self, index: usize, offset: usize) -> Result<&mut dyn Set> {
        self.fill(offset)?;
        self.target
            .member_mut(index)
            .ok_or_else(|| CodecError::at(offset, "expected a member of the union"))
    }

    /// Keeps the tag of a member that the model does not know.
    pub(crate) fn unknown(&mut self, tag: &str, offset: usize) -> Result<()> {
        self.fill(offset)?;
        self.target.set_unknown(tag);
        Ok(())
    }

    fn fill(&mut self, offset: usize) -> Result<()> {
        if std::mem::replace(&mut self.filled, true) {
            return Err(CodecError::at(
                offset,
                "expected one member of the union, there are more",
            ));
        }
        Ok(())
    }

    pub(crate) fn finish(self, offset: usize) -> Result<()> {
        if self.filled {
            Ok(())
        } else {
            Err(CodecError::at(offset, "expected a member of the union, there is none"))
        }
    }
}
