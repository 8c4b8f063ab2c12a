//! The two sides of reflection: reading a value as a [`Ref`], writing it through a [`Mut`].

use super::Shape;
use crate::types::{BigDecimal, BigInteger, Blob, Body, Document, Timestamp};

/// A value, seen for reading.
#[derive(Clone, Copy)]
#[expect(
    missing_debug_implementations,
    reason = "a borrowed view; the value behind it has `Debug`, with redaction"
)]
pub enum Ref<'a> {
    /// No value: an unset member, or a null in a sparse list or map.
    Null,
    /// A string or the value of an enum.
    String(&'a str),
    /// A boolean.
    Boolean(bool),
    /// 8 bits.
    Byte(i8),
    /// 16 bits.
    Short(i16),
    /// 32 bits.
    Integer(i32),
    /// 64 bits.
    Long(i64),
    /// Single precision.
    Float(f32),
    /// Double precision.
    Double(f64),
    /// An integer of any size.
    BigInteger(&'a BigInteger),
    /// A decimal number of any size and precision.
    BigDecimal(&'a BigDecimal),
    /// A point in time.
    Timestamp(Timestamp),
    /// Bytes.
    Blob(&'a [u8]),
    /// A free-form value.
    Document(&'a Document),
    /// A streamed body.
    Body(&'a Body),
    /// A list.
    List(&'a dyn List),
    /// A map.
    Map(&'a dyn Map),
    /// A structure.
    Structure(&'a dyn Reflect),
    /// A union.
    Union(&'a dyn Reflect),
}

/// A slot, seen for writing. Asking for it makes an unset member set.
#[expect(
    missing_debug_implementations,
    reason = "a borrowed view; the value behind it has `Debug`, with redaction"
)]
pub enum Mut<'a> {
    /// A string.
    String(&'a mut String),
    /// An enum.
    Enum(&'a mut dyn EnumMut),
    /// A boolean.
    Boolean(&'a mut bool),
    /// 8 bits.
    Byte(&'a mut i8),
    /// 16 bits.
    Short(&'a mut i16),
    /// 32 bits.
    Integer(&'a mut i32),
    /// 64 bits.
    Long(&'a mut i64),
    /// Single precision.
    Float(&'a mut f32),
    /// Double precision.
    Double(&'a mut f64),
    /// An integer of any size.
    BigInteger(&'a mut BigInteger),
    /// A decimal number of any size and precision.
    BigDecimal(&'a mut BigDecimal),
    /// A point in time.
    Timestamp(&'a mut Timestamp),
    /// Bytes.
    Blob(&'a mut Blob),
    /// A free-form value.
    Document(&'a mut Document),
    /// A streamed body.
    Body(&'a mut Body),
    /// A list; it keeps its elements until [`ListMut::clear`].
    List(&'a mut dyn ListMut),
    /// A map; it keeps its entries until [`MapMut::clear`].
    Map(&'a mut dyn MapMut),
    /// A structure.
    Structure(&'a mut dyn ReflectMut),
    /// A union.
    Union(&'a mut dyn ReflectMut),
}

/// The read side of every value.
pub trait Get {
    /// The value, for reading.
    fn get(&self) -> Ref<'_>;
}

/// The write side of every value that a response can hold.
pub trait Set {
    /// The value, for writing; an unset member becomes set.
    fn set(&mut self) -> Mut<'_>;

    /// Puts the slot back to its empty value, as if nothing had been read.
    fn reset(&mut self);
}

/// The value that stands in for a missing required member of a response.
///
/// This is the client error correction of Smithy 2.0: an empty string, zero, an empty list. It is not [`Default`],
/// which a person would have to find sensible.
pub trait Empty: Sized {
    /// The empty value.
    fn empty() -> Self;

    /// The null value, where the slot can hold one.
    #[must_use]
    fn null() -> Option<Self> {
        None
    }
}

/// The read side of a structure or a union.
pub trait Reflect {
    /// The description.
    fn shape(&self) -> &'static Shape;

    /// The member at this index of [`Shape::members`]; of a union only the one that is set.
    fn member(&self, index: usize) -> Option<&dyn Get>;

    /// The tag of a union whose variant the model does not know.
    fn unknown(&self) -> Option<&str>;
}

/// The write side of a structure or a union.
pub trait ReflectMut: Reflect {
    /// The slot of the member at this index of [`Shape::members`]; a union is set to this variant.
    fn member_mut(&mut self, index: usize) -> Option<&mut dyn Set>;

    /// Sets a union to a variant that the model does not know. Structures have none.
    fn set_unknown(&mut self, tag: &str);
}

/// An enum whose values the model lists, open to values that it does not.
pub trait Enumeration: AsRef<str> + for<'a> From<&'a str> {}

/// The write side of an enum.
pub trait EnumMut {
    /// Takes the value as it was received.
    fn parse(&mut self, value: &str);
}

impl<E: Enumeration> EnumMut for E {
    #[inline]
    fn parse(&mut self, value: &str) {
        *self = E::from(value);
    }
}

/// The read side of a list.
pub trait List {
    /// How many elements there are.
    fn len(&self) -> usize;

    /// Whether there is no element.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The element at this index, null past the end.
    fn item(&self, index: usize) -> Ref<'_>;
}

/// The write side of a list.
pub trait ListMut {
    /// Removes all elements.
    fn clear(&mut self);

    /// Appends an empty element and gives its slot.
    fn push(&mut self) -> Mut<'_>;

    /// Appends a null if the list is sparse, else nothing.
    fn push_null(&mut self);
}

/// The read side of a map.
pub trait Map {
    /// How many entries there are.
    fn len(&self) -> usize;

    /// Whether there is no entry.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The entries, in the order of their keys.
    fn entries(&self) -> Box<dyn Iterator<Item = (&str, Ref<'_>)> + '_>;
}

/// The write side of a map.
pub trait MapMut {
    /// Removes all entries.
    fn clear(&mut self);

    /// The slot of an entry, which starts empty even if the key was there before.
    fn slot(&mut self, key: &str) -> Mut<'_>;

    /// Sets an entry to null if the map is sparse, else removes it.
    fn slot_null(&mut self, key: &str);
}
