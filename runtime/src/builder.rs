//! Builders that do not compile while a required member is missing, and what their setters take.
//!
//! The state of a builder is a list of types, one for each required member: [`Missing`] until its setter was called,
//! then [`Given`]. The list is written as a function type, `fn(Missing<a>) -> fn(Missing<b>) -> ()`, because that is the
//! one right-nested list of Rust that a macro can write without recursion; no such function exists.
//! A setter finds its member in the list by its marker type, so the markers need no numbers.

use std::collections::{BTreeMap, BTreeSet, HashMap, VecDeque};
use std::marker::PhantomData;

use crate::shape::{Described, Enumeration};
use crate::types::{BigDecimal, BigInteger, Blob, Body, Document, Timestamp};

/// A required member that was not set yet.
#[derive(Debug)]
pub struct Missing<M>(PhantomData<M>);

/// A required member that was set.
#[derive(Debug)]
pub struct Given<M>(PhantomData<M>);

/// Says whether a required member was set.
#[diagnostic::on_unimplemented(
    message = "required member is not set: `{M}`",
    label = "call the setter of `{M}` before `build()`"
)]
pub trait IsGiven<M> {}

impl<M> IsGiven<M> for Given<M> {}

/// A required member in the state of a builder.
pub trait Slot {
    /// The marker of the member.
    type Member;
}

impl<M> Slot for Missing<M> {
    type Member = M;
}

impl<M> Slot for Given<M> {
    type Member = M;
}

/// A state in which every required member was set.
pub trait Complete {}

impl Complete for () {}

impl<A: Slot + IsGiven<A::Member>, T: Complete> Complete for fn(A) -> T {}

/// The state after the member with this marker was set; `I` is the place where it was found.
pub trait Put<M, I> {
    /// The new state.
    type After;
}

/// The member stands first in the list.
#[derive(Debug)]
pub struct Here;

/// The member stands at this place in the rest of the list.
#[derive(Debug)]
pub struct Later<I>(PhantomData<I>);

impl<M, T> Put<M, Here> for fn(Missing<M>) -> T {
    type After = fn(Given<M>) -> T;
}

impl<M, T> Put<M, Here> for fn(Given<M>) -> T {
    type After = Self;
}

impl<M, A, T: Put<M, I>, I> Put<M, Later<I>> for fn(A) -> T {
    type After = fn(A) -> T::After;
}

/// What a setter takes: the member's own type and what turns into it without loss.
///
/// Strings come from `&str`, enums from `&str` and `String`, lists and maps from arrays, vectors and the collections of
/// the standard library, element by element; boxed members from the value itself; optional members also from an `Option`.
#[diagnostic::on_unimplemented(
    message = "a member of type `{T}` cannot be set to a `{Self}`",
    label = "expected `{T}`, or what turns into it"
)]
pub trait IntoMember<T> {
    /// The member's value.
    fn into_member(self) -> T;
}

/// A type that is a member's value as it is.
pub trait Plain {}

impl<T: Described> Plain for T {}

impl<T: Plain> IntoMember<T> for T {
    #[inline]
    fn into_member(self) -> T {
        self
    }
}

impl<T: Plain> IntoMember<Option<T>> for T {
    #[inline]
    fn into_member(self) -> Option<T> {
        Some(self)
    }
}

impl<T: Plain> IntoMember<Box<T>> for T {
    #[inline]
    fn into_member(self) -> Box<T> {
        Box::new(self)
    }
}

impl<T: Plain> IntoMember<Option<Box<T>>> for T {
    #[inline]
    fn into_member(self) -> Option<Box<T>> {
        Some(Box::new(self))
    }
}

impl<T, V: IntoMember<T>> IntoMember<Option<T>> for Option<V> {
    #[inline]
    fn into_member(self) -> Option<T> {
        self.map(V::into_member)
    }
}

macro_rules! plain {
    ($($type:ty),*) => { $(impl Plain for $type {})* };
}

plain!(
    String, bool, i8, i16, i32, i64, f32, f64, BigInteger, BigDecimal, Blob, Body, Document, Timestamp
);

/// Lends a conversion to plain and to optional members.
macro_rules! converts {
    ($($source:ty => $target:ty),* $(,)?) => {$(
        impl IntoMember<$target> for $source {
            #[inline]
            fn into_member(self) -> $target {
                self.into()
            }
        }

        impl IntoMember<Option<$target>> for $source {
            #[inline]
            fn into_member(self) -> Option<$target> {
                Some(self.into())
            }
        }
    )*};
}

converts! {
    &str => String,
    &String => String,
    Box<str> => String,
    std::borrow::Cow<'_, str> => String,
    char => String,
    Vec<u8> => Blob,
    &[u8] => Blob,
    &str => Blob,
    bytes::Bytes => Body,
    Blob => Body,
    Vec<u8> => Body,
    String => Body,
    &str => Body,
    &[u8] => Body,
    &str => Document,
    String => Document,
    bool => Document,
    i64 => Document,
    f64 => Document,
}

/// Bytes of a known length, such as `b"abc"`.
macro_rules! byte_arrays {
    ($($target:ty),*) => {$(
        impl<const N: usize> IntoMember<$target> for &[u8; N] {
            #[inline]
            fn into_member(self) -> $target {
                self.into()
            }
        }

        impl<const N: usize> IntoMember<Option<$target>> for &[u8; N] {
            #[inline]
            fn into_member(self) -> Option<$target> {
                Some(self.into())
            }
        }
    )*};
}

byte_arrays!(Blob, Body);

/// Enums are set from the text of a value, known or not.
macro_rules! enums {
    ($($source:ty),*) => {$(
        impl<E: Enumeration> IntoMember<E> for $source {
            #[inline]
            fn into_member(self) -> E {
                E::from(self.as_ref())
            }
        }

        impl<E: Enumeration> IntoMember<Option<E>> for $source {
            #[inline]
            fn into_member(self) -> Option<E> {
                Some(E::from(self.as_ref()))
            }
        }
    )*};
}

enums!(&str, &String, String);

/// Lists and maps are set from collections, element by element.
macro_rules! collections {
    ($([$($generics:tt)*] $source:ty;)*) => {$(
        impl<A: IntoMember<T>, T, $($generics)*> IntoMember<Vec<T>> for $source {
            #[inline]
            fn into_member(self) -> Vec<T> {
                self.into_iter().map(A::into_member).collect()
            }
        }

        impl<A: IntoMember<T>, T, $($generics)*> IntoMember<Option<Vec<T>>> for $source {
            #[inline]
            fn into_member(self) -> Option<Vec<T>> {
                Some(self.into_member())
            }
        }
    )*};
}

collections! {
    [] Vec<A>;
    [] VecDeque<A>;
    [] BTreeSet<A>;
    [S] std::collections::HashSet<A, S>;
}

macro_rules! maps {
    ($([$($generics:tt)*] $source:ty;)*) => {$(
        impl<A: IntoMember<K>, B: IntoMember<T>, K: Ord, T, $($generics)*> IntoMember<BTreeMap<K, T>> for $source {
            #[inline]
            fn into_member(self) -> BTreeMap<K, T> {
                self.into_iter().map(|(key, value)| (key.into_member(), value.into_member())).collect()
            }
        }

        impl<A: IntoMember<K>, B: IntoMember<T>, K: Ord, T, $($generics)*> IntoMember<Option<BTreeMap<K, T>>> for $source {
            #[inline]
            fn into_member(self) -> Option<BTreeMap<K, T>> {
                Some(self.into_member())
            }
        }
    )*};
}

maps! {
    [] Vec<(A, B)>;
    [] BTreeMap<A, B>;
    [S] HashMap<A, B, S>;
}

impl<A: Clone + IntoMember<T>, T> IntoMember<Vec<T>> for &[A] {
    #[inline]
    fn into_member(self) -> Vec<T> {
        self.iter().cloned().map(A::into_member).collect()
    }
}

impl<A: Clone + IntoMember<T>, T> IntoMember<Option<Vec<T>>> for &[A] {
    #[inline]
    fn into_member(self) -> Option<Vec<T>> {
        Some(self.into_member())
    }
}

/// An empty array has no elements whose type could be converted, so it stands for itself: `[]` needs no annotation.
impl<T> IntoMember<Vec<T>> for [T; 0] {
    #[inline]
    fn into_member(self) -> Vec<T> {
        Vec::new()
    }
}

impl<T> IntoMember<Option<Vec<T>>> for [T; 0] {
    #[inline]
    fn into_member(self) -> Option<Vec<T>> {
        Some(Vec::new())
    }
}

impl<K, T> IntoMember<BTreeMap<K, T>> for [(K, T); 0] {
    #[inline]
    fn into_member(self) -> BTreeMap<K, T> {
        BTreeMap::new()
    }
}

impl<K, T> IntoMember<Option<BTreeMap<K, T>>> for [(K, T); 0] {
    #[inline]
    fn into_member(self) -> Option<BTreeMap<K, T>> {
        Some(BTreeMap::new())
    }
}

/// Arrays by their length, because a length of zero has to be left out (see above).
macro_rules! arrays {
    ($($length:literal)*) => {
        collections! { $([] [A; $length];)* }
        maps! { $([] [(A, B); $length];)* }
    };
}

arrays!(1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30 31 32);
