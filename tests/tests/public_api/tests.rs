//! What is listed of small sources.

use std::collections::BTreeSet;

use crate::difference;
use crate::listing::Listing;
use crate::source::Source;

/// Compares the lines for users with these, and those for generated code, which stand behind a `~`.
fn check(source: &str, expected: &[&str]) {
    let listing = Listing::of(&Source::parse(source));
    let generated = listing.generated.iter().map(|line| format!("~ {line}"));
    let found: Vec<String> = listing.public.iter().cloned().chain(generated).collect();
    assert_eq!(found, expected, "{source}");
}

#[test]
fn items_are_listed_with_their_parts() {
    let cases: [(&str, &[&str]); 8] = [
        (
            "pub fn new<T>(mut a: impl Into<T>, b: &'static [u8; 4],) -> Result<T, Error> where T: ?Sized { a }",
            &["new: pub fn new<T>(a: impl Into<T>, b: &'static [u8; 4]) -> Result<T, Error> where T: ?Sized"],
        ),
        (
            "/// Text.\n #[derive(Debug, std::hash::Hash)] pub struct A { /** Text. */ pub b: u8, c: u8, pub(crate) d: u8 }",
            &[
                "A: impl Debug for A",
                "A: impl Hash for A",
                "A: pub struct A { .. }",
                "A::b: pub b: u8",
            ],
        ),
        (
            "pub struct All { pub a: u8 } pub struct Some(pub u8, u8); #[non_exhaustive] pub struct None;",
            &[
                "All: pub struct All",
                "All::a: pub a: u8",
                "None: #[non_exhaustive] pub struct None",
                "Some: pub struct Some(pub u8, _)",
            ],
        ),
        (
            "#[non_exhaustive] pub enum A<T> { /** Text. */ B, C(T), #[doc(hidden)] D { e: u8 } }",
            &[
                "A: #[non_exhaustive] pub enum A<T>",
                "A::B: B",
                "A::C: C(T)",
                "~ A::D: D { e: u8 }",
            ],
        ),
        (
            "pub trait A<T>: Send + 'static { type B: Copy; const C: u8; fn d(self); fn e(&self) -> T { todo() } }",
            &[
                "A: pub trait A<T>: Send + 'static",
                "A::B: type B: Copy",
                "A::C: const C: u8",
                "A::d: fn d(self)",
                "A::e: fn e(&self) -> T { .. }",
            ],
        ),
        (
            "pub const A: &[u8] = &[1]; pub static B: u8 = 2; pub type C<'a, T> = Box<dyn Fn(&'a T) + Send>;",
            &[
                "A: pub const A: &[u8]",
                "B: pub static B: u8",
                "C: pub type C<'a, T> = Box<dyn Fn(&'a T) + Send>",
            ],
        ),
        (
            "fn a() {} pub(crate) struct B; mod c { pub struct D; } #[cfg(test)] pub mod e { pub fn f() {} }",
            &[],
        ),
        (
            "#[cfg(feature = \"x\")] pub mod a { #[cfg(unix)] pub fn b() {} }",
            &["a::b: #[cfg(feature = \"x\")] #[cfg(unix)] pub fn b()"],
        ),
    ];
    for (source, expected) in cases {
        check(source, expected);
    }
}

#[test]
fn items_are_listed_by_the_path_of_users() {
    let cases: [(&str, &[&str]); 6] = [
        (
            "mod a { pub mod b { pub struct C; } } pub use self::a::b::C as D;",
            &["D: pub struct C"],
        ),
        (
            "pub mod a { pub struct B; } pub use a::B;",
            &["B: pub use a::B", "a::B: pub struct B"],
        ),
        (
            "#[doc(hidden)] pub mod a { mod b { pub fn c() {} } pub use b::c; }",
            &["~ a::c: pub fn c()"],
        ),
        (
            "#[doc(hidden)] pub mod a { pub struct B; } pub use crate::a::{self as c, B};",
            &["B: pub struct B", "c::B: pub use B", "~ a::B: pub use B"],
        ),
        (
            "mod a { mod b { pub fn c() {} } pub use self::b::c; pub mod d { pub use super::c; } } pub use a::d;",
            &["d::c: pub fn c()"],
        ),
        ("pub use bytes::Bytes;", &["Bytes: pub use bytes::Bytes"]),
    ];
    for (source, expected) in cases {
        check(source, expected);
    }
}

#[test]
fn blocks_are_listed_where_all_that_they_name_is_reached() {
    let cases: [(&str, &[&str]); 5] = [
        (
            "mod a { pub struct B; struct Private; impl std::fmt::Display for B { fn fmt() {} }
             impl From<Private> for B {} impl Iterator for B { type Item = u8; fn next(&mut self) {} } } pub use a::B;",
            &[
                "B: impl Display for B",
                "B: impl Iterator for B { type Item = u8; }",
                "B: pub struct B",
            ],
        ),
        (
            "pub struct A; impl A { pub const B: u8 = 1; pub async fn c(mut self) {} fn d(&self) {} #[doc(hidden)] pub fn e() {} }",
            &[
                "A: pub struct A",
                "A::B: pub const B: u8",
                "A::c: pub async fn c(self)",
                "~ A::e: pub fn e()",
            ],
        ),
        (
            "pub struct A<T>(T); impl<T: Copy> A<T> { pub fn b(&mut self) -> &T {} }",
            &[
                "A: pub struct A<T>(_)",
                "A::b: impl<T: Copy> A<T>: pub fn b(&mut self) -> &T",
            ],
        ),
        (
            "pub trait A {} impl<T: A> A for Box<T> {} mod private { trait B {} struct C; impl B for C {} impl super::A for C {} }",
            &["A: impl<T: A> A for Box<T>", "A: pub trait A"],
        ),
        (
            "pub struct A; #[doc(hidden)] pub mod b { pub trait C {} impl C for crate::A {} }",
            &["A: pub struct A", "~ A: impl C for crate::A", "~ b::C: pub trait C"],
        ),
    ];
    for (source, expected) in cases {
        check(source, expected);
    }
}

#[test]
fn macros_are_listed_by_what_they_write() {
    let cases: [(&str, &[&str]); 4] = [
        (
            "mod a { macro_rules! number { ($name:ident) => { #[derive(Clone)] pub struct $name(u8);
             impl $name { pub const ZERO: Self = Self(0); pub fn get(&self) -> u8 { 1 } fn private() {} } }; }
             number!(Big); number!(Small); } pub use a::Big;",
            &[
                "Big: made by a macro of `a`",
                "a::number!: number!(Big)",
                "a::number!: number!(Small)",
                "a::number!: writes #[derive(Clone)] pub struct $name(u8)",
                "a::number!: writes impl $name",
                "a::number!: writes pub const ZERO: Self",
                "a::number!: writes pub fn get(&self) -> u8",
            ],
        ),
        (
            "#[doc(hidden)] pub trait Plain {} macro_rules! plain { ($($t:ty),*) => { $(impl Plain for $t {})* } }
             macro_rules! outer { () => { plain!(u8); } } outer!(); macro_rules! none { () => { fn private() {} } } none!();",
            &[
                "~ Plain: pub trait Plain",
                "~ outer!: outer!()",
                "~ outer!: writes impl Plain for $t",
            ],
        ),
        (
            "trait Private {} macro_rules! private { ($t:ty) => { impl Private for $t {} } } private!(u8);",
            &[],
        ),
        (
            "mod a { #[doc(hidden)] #[macro_export] macro_rules! shape { ($(#[$m:meta])* $n:ident { $($f:ident)* }) => {
             $(#[$m])* pub struct $n { $(#[doc = \"x\"] pub $f: u8,)* } $(impl $n { pub fn $f(&self) where u8: Copy {} })* } } }",
            &[
                "~ shape!: accepts $(#[$m: meta])* $n: ident { $($f: ident)* }",
                "~ shape!: writes impl $n",
                "~ shape!: writes pub fn $f(&self) where u8: Copy",
                "~ shape!: writes pub struct $n { $(pub $f: u8,)* }",
            ],
        ),
    ];
    for (source, expected) in cases {
        check(source, expected);
    }
}

#[test]
fn the_difference_is_short() {
    let lines = |range: std::ops::Range<u32>| range.map(|number| format!("line {number:02}")).collect::<BTreeSet<_>>();
    assert_eq!(difference("# about\nline 00\n", &lines(0..1)), None);
    assert_eq!(
        difference("line 00\nline 01\n", &lines(1..3)).as_deref(),
        Some("- line 00\n+ line 02\n")
    );
    let long = difference("", &lines(0..50)).expect("all lines are new");
    assert_eq!(long.lines().count(), 41);
    assert!(long.ends_with("+ line 39\nand 10 more\n"), "{long}");
}
