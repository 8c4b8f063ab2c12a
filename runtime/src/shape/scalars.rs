//! Reflection of single values and of `Option`.

use super::{Empty, Get, Mut, Ref, Set};
use crate::types::{BigDecimal, BigInteger, Blob, Body, Document, Timestamp};

/// Implements reading, writing and the empty value of a type whose empty value is its default.
macro_rules! scalars {
    ($($type:ty => $variant:ident($value:ident => $read:expr);)*) => {$(
        impl Get for $type {
            #[inline]
            fn get(&self) -> Ref<'_> {
                let $value = self;
                Ref::$variant($read)
            }
        }

        impl Set for $type {
            #[inline]
            fn set(&mut self) -> Mut<'_> {
                Mut::$variant(self)
            }

            #[inline]
            fn reset(&mut self) {
                *self = Empty::empty();
            }
        }

        impl Empty for $type {
            #[inline]
            fn empty() -> Self {
                <$type>::default()
            }
        }
    )*};
}

scalars! {
    String => String(value => value);
    bool => Boolean(value => *value);
    i8 => Byte(value => *value);
    i16 => Short(value => *value);
    i32 => Integer(value => *value);
    i64 => Long(value => *value);
    f32 => Float(value => *value);
    f64 => Double(value => *value);
    BigInteger => BigInteger(value => value);
    BigDecimal => BigDecimal(value => value);
    Timestamp => Timestamp(value => *value);
    Blob => Blob(value => value.as_ref());
    Document => Document(value => value);
    Body => Body(value => value);
}

impl<T: Get> Get for Option<T> {
    #[inline]
    fn get(&self) -> Ref<'_> {
        match self {
            Some(value) => value.get(),
            None => Ref::Null,
        }
    }
}

impl<T: Set + Empty> Set for Option<T> {
    #[inline]
    fn set(&mut self) -> Mut<'_> {
        self.get_or_insert_with(T::empty).set()
    }

    #[inline]
    fn reset(&mut self) {
        *self = None;
    }
}

impl<T> Empty for Option<T> {
    #[inline]
    fn empty() -> Self {
        None
    }

    #[inline]
    fn null() -> Option<Self> {
        Some(None)
    }
}
