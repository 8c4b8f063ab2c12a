//! The blocks that generated code is written in.
//!
//! A block reads as Rust, one member a line, and holds the names and the wire facts of a shape; the facts are `const`
//! functions of [`Member`](crate::shape::Member), [`Shape`](crate::shape::Shape) and
//! [`OperationShape`](crate::operation::OperationShape). Every function is `#[inline]` and every description an
//! associated constant, so that rustc compiles only what a program uses.
//!
//! `input` shapes are only sent and have the read side of reflection alone; `output` shapes have both sides.

/// A structure.
///
/// ```text
/// structure! {
///     /// Documentation.
///     pub struct AssociateWorkspaceRequest: input(AssociateWorkspaceRequestBuilder) {
///         /// Documentation.
///         [required] pub instance_id: String = "InstanceId" label;
///     }
/// }
/// ```
///
/// After the direction stand the builder's name (`+ Default` where nothing is required; `Default` alone where there is no
/// builder) and the facts of the shape. `[required]` is a fact, and names the module with the marker types of the service.
/// Behind the facts of a member may stand `=> 8_i32`, the value that it has where nobody gives it one.
#[doc(hidden)]
#[macro_export]
macro_rules! structure {
    (
        $(#[$meta:meta])*
        pub struct $name:ident: $direction:ident $(($builder:ident $(+ $default:ident)?))? $(, $fact:ident $(($($argument:tt)*))?)* {
            $(
                $(#[$member_meta:meta])*
                $([$required:ident])? pub $field:ident: $type:ty = $wire:literal
                $($member_fact:ident $(($($member_argument:tt)*))?)* $(=> $initial:expr)?;
            )*
        }
    ) => {
        $(#[$meta])*
        #[derive(Clone)]
        #[non_exhaustive]
        pub struct $name {
            $($(#[$member_meta])* pub $field: $type,)*
        }

        impl $crate::shape::Described for $name {
            const SHAPE: &'static $crate::shape::Shape = &$crate::shape::Shape::structure(stringify!($name), &[
                $($crate::shape::Member::new($wire, stringify!($field))$(.$required())?$(.$member_fact($($($member_argument)*)?))*,)*
            ])$(.$fact($($($argument)*)?))*;

            #[inline]
            fn member(&self, index: usize) -> ::std::option::Option<&dyn $crate::shape::Get> {
                let members: &[&dyn $crate::shape::Get] = &[$(&self.$field),*];
                members.get(index).copied()
            }

            #[inline]
            fn blank() -> Self {
                Self { $($field: $crate::__initial!($($initial)?),)* }
            }
        }

        $crate::__reflected! { $name }
        $crate::__structure_write_side! { $direction $name $($field)* }
        $crate::__builder! {
            $name [$($builder $($default)?)?]
            $([$($required)?] $field $type;)*
        }
    };
}

/// What a member holds before anybody sets it: its default, else the empty value.
#[doc(hidden)]
#[macro_export]
macro_rules! __initial {
    () => {
        $crate::shape::Empty::empty()
    };
    ($initial:expr) => {
        $crate::builder::IntoMember::into_member($initial)
    };
}

/// `Debug` and `PartialEq` of a shape, from its description.
#[doc(hidden)]
#[macro_export]
macro_rules! __reflected {
    ($name:ident) => {
        impl ::std::fmt::Debug for $name {
            #[inline]
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                $crate::shape::debug(self, f)
            }
        }

        impl ::std::cmp::PartialEq for $name {
            #[inline]
            fn eq(&self, other: &Self) -> bool {
                $crate::shape::equal(self, other)
            }
        }
    };
}

/// The write side of a structure, if it has one.
#[doc(hidden)]
#[macro_export]
macro_rules! __structure_write_side {
    (input $($rest:tt)*) => {};
    (output $name:ident $($field:ident)*) => {
        impl $crate::shape::DescribedMut for $name {
            #[inline]
            fn member_mut(&mut self, _index: usize) -> ::std::option::Option<&mut dyn $crate::shape::Set> {
                let mut _at = 0;
                $(
                    if _index == _at {
                        return ::std::option::Option::Some(&mut self.$field);
                    }
                    _at += 1;
                )*
                ::std::option::Option::None
            }
        }
    };
}

/// The builder of a structure, if it has one, and `Default` where the generator asks for it.
#[doc(hidden)]
#[macro_export]
macro_rules! __builder {
    ($name:ident [] $($rest:tt)*) => {};
    ($name:ident [Default] $($rest:tt)*) => {
        impl ::std::default::Default for $name {
            #[inline]
            fn default() -> Self {
                $crate::shape::Described::blank()
            }
        }
    };
    ($name:ident [$builder:ident $($default:ident)?] $([$($required:ident)?] $field:ident $type:ty;)*) => {
        #[doc = concat!("Builds a [`", stringify!($name), "`]; the type `S` says which required members were set.")]
        #[must_use]
        pub struct $builder<S> {
            value: $name,
            state: ::std::marker::PhantomData<S>,
        }

        impl $name {
            /// A builder with nothing set.
            #[inline]
            pub fn builder() -> $builder<$($(fn($crate::builder::Missing<$required::$field>) ->)?)* ()> {
                $builder { value: $crate::shape::Described::blank(), state: ::std::marker::PhantomData }
            }
        }

        impl<S> $builder<S> {
            #[doc = concat!("The [`", stringify!($name), "`]. Compiles once every required member was set.")]
            #[inline]
            #[must_use]
            pub fn build(self) -> $name
            where
                S: $crate::builder::Complete,
            {
                self.value
            }

            $($crate::__setter! { $name $builder [$($required)?] $field $type })*
        }

        $(impl ::std::default::$default for $name {
            #[inline]
            fn default() -> Self {
                $crate::shape::Described::blank()
            }
        })?

        impl<S> ::std::fmt::Debug for $builder<S> {
            #[inline]
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                $crate::shape::debug(&self.value, f)
            }
        }
    };
}

/// A setter of a builder; that of a required member changes the builder's type.
#[doc(hidden)]
#[macro_export]
macro_rules! __setter {
    ($name:ident $builder:ident [] $field:ident $type:ty) => {
        #[doc = concat!("Sets [`", stringify!($field), "`](", stringify!($name), "::", stringify!($field), ").")]
        #[inline]
        pub fn $field(mut self, value: impl $crate::builder::IntoMember<$type>) -> Self {
            self.value.$field = value.into_member();
            self
        }
    };
    ($name:ident $builder:ident [$required:ident] $field:ident $type:ty) => {
        #[doc = concat!("Sets the required [`", stringify!($field), "`](", stringify!($name), "::", stringify!($field), ").")]
        #[inline]
        pub fn $field<I>(mut self, value: impl $crate::builder::IntoMember<$type>) -> $builder<S::After>
        where
            S: $crate::builder::Put<$required::$field, I>,
        {
            self.value.$field = value.into_member();
            $builder { value: self.value, state: ::std::marker::PhantomData }
        }
    };
}

/// A union: an enum with one variant per member, and one for the tags that the model does not know.
#[doc(hidden)]
#[macro_export]
macro_rules! union {
    (
        $(#[$meta:meta])*
        pub enum $name:ident: $direction:ident($unknown:ident) $(, $fact:ident $(($($argument:tt)*))?)* {
            $(
                $(#[$member_meta:meta])*
                $variant:ident($type:ty) = $wire:literal
                $($member_fact:ident $(($($member_argument:tt)*))?)*;
            )*
        }
    ) => {
        $(#[$meta])*
        #[derive(Clone)]
        #[non_exhaustive]
        pub enum $name {
            $($(#[$member_meta])* $variant($type),)*
            /// A variant that the model does not know, by its tag. It cannot be sent.
            $unknown(::std::string::String),
        }

        impl $crate::shape::Described for $name {
            const SHAPE: &'static $crate::shape::Shape = &$crate::shape::Shape::union(stringify!($name), &[
                $($crate::shape::Member::new($wire, stringify!($variant))$(.$member_fact($($($member_argument)*)?))*,)*
            ])$(.$fact($($($argument)*)?))*;

            #[inline]
            fn member(&self, _index: usize) -> ::std::option::Option<&dyn $crate::shape::Get> {
                let mut _at = 0;
                $(
                    if let Self::$variant(value) = self && _index == _at {
                        return ::std::option::Option::Some(value);
                    }
                    _at += 1;
                )*
                ::std::option::Option::None
            }

            #[inline]
            fn unknown(&self) -> ::std::option::Option<&str> {
                match self {
                    Self::$unknown(tag) => ::std::option::Option::Some(tag),
                    #[allow(unreachable_patterns, reason = "a union may have no members that the model knows")]
                    _ => ::std::option::Option::None,
                }
            }

            #[inline]
            fn blank() -> Self {
                Self::$unknown(::std::string::String::new())
            }
        }

        $crate::__reflected! { $name }
        $crate::__union_write_side! { $direction $name $unknown $($variant)* }
    };
}

/// The write side of a union, if it has one.
#[doc(hidden)]
#[macro_export]
macro_rules! __union_write_side {
    (input $($rest:tt)*) => {};
    (output $name:ident $unknown:ident $($variant:ident)*) => {
        impl $crate::shape::DescribedMut for $name {
            #[inline]
            fn member_mut(&mut self, _index: usize) -> ::std::option::Option<&mut dyn $crate::shape::Set> {
                let mut _at = 0;
                $(
                    if _index == _at {
                        *self = Self::$variant($crate::shape::Empty::empty());
                        return match self {
                            Self::$variant(value) => ::std::option::Option::Some(value),
                            _ => ::std::option::Option::None,
                        };
                    }
                    _at += 1;
                )*
                ::std::option::Option::None
            }

            #[inline]
            fn set_unknown(&mut self, tag: &str) {
                *self = Self::$unknown(::std::borrow::ToOwned::to_owned(tag));
            }
        }
    };
}

/// An enum with one variant per value, and one for the values that the model does not know. It is compared, ordered,
/// hashed and shown by its text.
#[doc(hidden)]
#[macro_export]
macro_rules! enumeration {
    (
        $(#[$meta:meta])*
        pub enum $name:ident: $unknown:ident {
            $($(#[$variant_meta:meta])* $variant:ident = $value:literal;)*
        }
    ) => {
        $(#[$meta])*
        #[derive(Clone)]
        #[non_exhaustive]
        pub enum $name {
            $($(#[$variant_meta])* #[doc = concat!("`", $value, "`")] $variant,)*
            /// A value that the model does not know.
            $unknown(::std::string::String),
        }

        impl $name {
            /// The value as it is sent.
            #[inline]
            #[must_use]
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$variant => $value,)*
                    Self::$unknown(value) => value,
                }
            }
        }

        impl $crate::shape::Enumeration for $name {}

        impl ::std::convert::From<&str> for $name {
            #[inline]
            fn from(value: &str) -> Self {
                match value {
                    $($value => Self::$variant,)*
                    _ => Self::$unknown(::std::borrow::ToOwned::to_owned(value)),
                }
            }
        }

        impl ::std::convert::AsRef<str> for $name {
            #[inline]
            fn as_ref(&self) -> &str {
                self.as_str()
            }
        }

        impl ::std::fmt::Display for $name {
            #[inline]
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                ::std::fmt::Display::fmt(self.as_str(), f)
            }
        }

        impl ::std::fmt::Debug for $name {
            #[inline]
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                ::std::fmt::Debug::fmt(self.as_str(), f)
            }
        }

        impl ::std::cmp::PartialEq for $name {
            #[inline]
            fn eq(&self, other: &Self) -> bool {
                self.as_str() == other.as_str()
            }
        }

        impl ::std::cmp::Eq for $name {}

        impl ::std::cmp::PartialOrd for $name {
            #[inline]
            fn partial_cmp(&self, other: &Self) -> ::std::option::Option<::std::cmp::Ordering> {
                ::std::option::Option::Some(self.cmp(other))
            }
        }

        impl ::std::cmp::Ord for $name {
            #[inline]
            fn cmp(&self, other: &Self) -> ::std::cmp::Ordering {
                self.as_str().cmp(other.as_str())
            }
        }

        impl ::std::hash::Hash for $name {
            #[inline]
            fn hash<H: ::std::hash::Hasher>(&self, state: &mut H) {
                self.as_str().hash(state);
            }
        }

        impl $crate::shape::Empty for $name {
            #[inline]
            fn empty() -> Self {
                Self::$unknown(::std::string::String::new())
            }
        }

        impl $crate::builder::Plain for $name {}

        impl $crate::shape::Get for $name {
            #[inline]
            fn get(&self) -> $crate::shape::Ref<'_> {
                $crate::shape::Ref::String(self.as_str())
            }
        }

        impl $crate::shape::Set for $name {
            #[inline]
            fn set(&mut self) -> $crate::shape::Mut<'_> {
                $crate::shape::Mut::Enum(self)
            }

            #[inline]
            fn reset(&mut self) {
                *self = $crate::shape::Empty::empty();
            }
        }
    };
}

/// An enum of integers: a number with names for the values that the model knows.
#[doc(hidden)]
#[macro_export]
macro_rules! int_enumeration {
    (
        $(#[$meta:meta])*
        pub struct $name:ident {
            $($(#[$value_meta:meta])* $constant:ident = $value:literal;)*
        }
    ) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub i32);

        impl $name {
            $($(#[$value_meta])* #[doc = concat!("`", $value, "`")] pub const $constant: Self = Self($value);)*
        }

        impl ::std::convert::From<i32> for $name {
            #[inline]
            fn from(value: i32) -> Self {
                Self(value)
            }
        }

        impl $crate::builder::Plain for $name {}

        impl $crate::shape::Empty for $name {
            #[inline]
            fn empty() -> Self {
                Self(0)
            }
        }

        impl $crate::shape::Get for $name {
            #[inline]
            fn get(&self) -> $crate::shape::Ref<'_> {
                $crate::shape::Ref::Integer(self.0)
            }
        }

        impl $crate::shape::Set for $name {
            #[inline]
            fn set(&mut self) -> $crate::shape::Mut<'_> {
                $crate::shape::Mut::Integer(&mut self.0)
            }

            #[inline]
            fn reset(&mut self) {
                *self = $crate::shape::Empty::empty();
            }
        }
    };
}

/// The error enum of an operation: a variant per modeled exception, by its codes, and `Other`.
#[doc(hidden)]
#[macro_export]
macro_rules! errors {
    (
        $(#[$meta:meta])*
        pub enum $name:ident {
            $($(#[$variant_meta:meta])* $variant:ident($type:ty) = $code:literal $(| $alias:literal)*;)*
        }
    ) => {
        $(#[$meta])*
        #[non_exhaustive]
        pub enum $name {
            $(
                $(#[$variant_meta])*
                #[doc = concat!("[`", stringify!($type), "`], by the error code `", $code, "`.")]
                $variant(::std::boxed::Box<$crate::Exception<$type>>),
            )*
            /// Everything else: the input, the connection, a time limit, the answer, or a code that the model does not list.
            Other($crate::Error),
        }

        impl $name {
            /// Operation, code, message, HTTP status, request id and headers, whatever went wrong.
            #[inline]
            #[must_use]
            pub fn meta(&self) -> &$crate::error::Metadata {
                self.failed().meta()
            }

            #[inline]
            fn failed(&self) -> &dyn $crate::error::Failed {
                match self {
                    $(Self::$variant(exception) => &**exception,)*
                    Self::Other(error) => error,
                }
            }
        }

        impl $crate::operation::OperationError for $name {
            #[inline]
            fn from_failure(failure: $crate::error::Failure<'_>) -> Self {
                match failure.code() {
                    $($code $(| $alias)* => $crate::error::read_variant(failure, Self::$variant, Self::Other),)*
                    _ => Self::Other(failure.other()),
                }
            }
        }

        impl ::std::convert::From<$crate::Error> for $name {
            #[inline]
            fn from(error: $crate::Error) -> Self {
                Self::Other(error)
            }
        }

        impl ::std::convert::From<$name> for $crate::Error {
            #[inline]
            fn from(error: $name) -> Self {
                match error {
                    $($name::$variant(exception) => $crate::error::modeled(exception),)*
                    $name::Other(error) => error,
                }
            }
        }

        impl ::std::fmt::Debug for $name {
            #[inline]
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                ::std::fmt::Debug::fmt(self.failed(), f)
            }
        }

        impl ::std::fmt::Display for $name {
            #[inline]
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                ::std::fmt::Display::fmt(self.meta(), f)
            }
        }

        impl ::std::error::Error for $name {
            #[inline]
            fn source(&self) -> ::std::option::Option<&(dyn ::std::error::Error + 'static)> {
                self.failed().cause()
            }
        }
    };
}

/// An operation: how it is reached, and the types of a call.
#[doc(hidden)]
#[macro_export]
macro_rules! operation {
    (
        $(#[$meta:meta])*
        pub enum $name:ident: $method:ident $uri:literal ($input:ty) -> $output:ty, $error:ty
        $(, $fact:ident $(($($argument:tt)*))?)*;
    ) => {
        $(#[$meta])*
        pub enum $name {}

        impl $crate::operation::Operation for $name {
            type Input = $input;
            type Output = $output;
            type Error = $error;
            const OPERATION: &'static $crate::operation::OperationShape =
                &$crate::operation::OperationShape::new(stringify!($name), stringify!($method), $uri)
                    $(.$fact($($($argument)*)?))*;
        }
    };
}

/// The client of a service. What only a service of AWS has stands in the rule of that name.
#[doc(hidden)]
#[macro_export]
macro_rules! service {
    (
        $(#[$meta:meta])*
        pub struct $name:ident $(: $platform:ident)? {
            $($fact:ident: $value:expr,)*
        }
    ) => {
        $(#[$meta])*
        #[derive(Clone, Debug)]
        pub struct $name {
            pub(crate) core: $crate::client::Core,
        }

        impl $name {
            const SERVICE: &'static $crate::operation::Service = &$crate::operation::Service {
                $($fact: $value,)*
                ..$crate::service!(@facts $($platform)?)
            };

            /// A client with this configuration; nothing is resolved or sent yet.
            #[inline]
            #[must_use]
            pub fn new(config: $crate::Config) -> Self {
                Self { core: $crate::client::Core::new(Self::SERVICE, config) }
            }

            $($crate::service!(@$platform);)?
        }
    };
    (@facts aws) => {
        $crate::operation::Service::AWS
    };
    (@facts) => {
        $crate::operation::Service::NEW
    };
    (@aws) => {
        /// A client with region, credentials and endpoint of the environment and the shared profile files.
        ///
        /// # Errors
        ///
        /// When a setting there cannot be read or understood; the error names it and its place.
        #[inline]
        pub async fn from_env() -> ::std::result::Result<Self, $crate::Error> {
            $crate::Config::from_env().await.map(Self::new)
        }
    };
}

/// The marker types of the required members of a service.
#[doc(hidden)]
#[macro_export]
macro_rules! required {
    ($($member:ident;)*) => {
        $(
            pub enum $member {}
        )*
    };
}
