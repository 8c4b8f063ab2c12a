//! How a codec sees a value: what a shape is called and made of, and how to read and write it by index.
//!
//! Generated code implements [`Reflect`] and [`ReflectMut`] through the macros of this crate; codecs and protocols walk
//! [`Ref`] and [`Mut`] and know no generated type. Nothing here knows a wire format.

mod debug;
mod describe;
mod described;
mod equality;
mod lists;
mod reflect;
mod scalars;

pub use debug::debug;
pub use describe::{Element, ErrorTrait, Fault, Flags, Kind, Location, Member, Namespace, Shape, TimestampFormat};
pub use described::{Described, DescribedMut};
pub use equality::equal;
pub use reflect::{Empty, EnumMut, Enumeration, Get, List, ListMut, Map, MapMut, Mut, Ref, Reflect, ReflectMut, Set};
