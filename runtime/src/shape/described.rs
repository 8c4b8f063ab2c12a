//! What the macros say of a structure or a union, and all that follows from it; knows no type of the models.

use super::{Empty, Get, Kind, Mut, Ref, Reflect, ReflectMut, Set, Shape};

/// A structure or a union with its description.
///
/// It is what generated code implements: one implementation per type, because their number is what a large crate costs.
pub trait Described: Sized + Send + Sync + 'static {
    /// The description.
    const SHAPE: &'static Shape;

    /// As [`Reflect::member`].
    fn member(&self, index: usize) -> Option<&dyn Get>;

    /// As [`Reflect::unknown`].
    #[inline]
    fn unknown(&self) -> Option<&str> {
        None
    }

    /// The error-corrected value, see [`Empty`].
    fn blank() -> Self;
}

/// A structure or a union that a response can hold.
pub trait DescribedMut: Described {
    /// As [`ReflectMut::member_mut`].
    fn member_mut(&mut self, index: usize) -> Option<&mut dyn Set>;

    /// As [`ReflectMut::set_unknown`].
    #[inline]
    fn set_unknown(&mut self, tag: &str) {
        let _ = tag;
    }
}

impl<T: Described> Reflect for T {
    #[inline]
    fn shape(&self) -> &'static Shape {
        T::SHAPE
    }

    #[inline]
    fn member(&self, index: usize) -> Option<&dyn Get> {
        Described::member(self, index)
    }

    #[inline]
    fn unknown(&self) -> Option<&str> {
        Described::unknown(self)
    }
}

impl<T: DescribedMut> ReflectMut for T {
    #[inline]
    fn member_mut(&mut self, index: usize) -> Option<&mut dyn Set> {
        DescribedMut::member_mut(self, index)
    }

    #[inline]
    fn set_unknown(&mut self, tag: &str) {
        DescribedMut::set_unknown(self, tag);
    }
}

impl<T: Described> Get for T {
    #[inline]
    fn get(&self) -> Ref<'_> {
        match T::SHAPE.kind {
            Kind::Structure => Ref::Structure(self),
            Kind::Union => Ref::Union(self),
        }
    }
}

impl<T: DescribedMut> Set for T {
    #[inline]
    fn set(&mut self) -> Mut<'_> {
        match T::SHAPE.kind {
            Kind::Structure => Mut::Structure(self),
            Kind::Union => Mut::Union(self),
        }
    }

    #[inline]
    fn reset(&mut self) {
        *self = T::blank();
    }
}

impl<T: Described> Empty for T {
    #[inline]
    fn empty() -> Self {
        T::blank()
    }
}

/// Recursive members are boxed; a box is its content to every codec.
impl<T: Described> Described for Box<T> {
    const SHAPE: &'static Shape = T::SHAPE;

    #[inline]
    fn member(&self, index: usize) -> Option<&dyn Get> {
        Described::member(&**self, index)
    }

    #[inline]
    fn unknown(&self) -> Option<&str> {
        Described::unknown(&**self)
    }

    #[inline]
    fn blank() -> Self {
        Self::new(T::blank())
    }
}

impl<T: DescribedMut> DescribedMut for Box<T> {
    #[inline]
    fn member_mut(&mut self, index: usize) -> Option<&mut dyn Set> {
        DescribedMut::member_mut(&mut **self, index)
    }

    #[inline]
    fn set_unknown(&mut self, tag: &str) {
        DescribedMut::set_unknown(&mut **self, tag);
    }
}
