//! Programs that must not compile, and what the compiler says of them.
//!
//! `TRYBUILD=overwrite cargo test -p tinsmith-tests --test ui` writes the messages anew.

#[test]
fn mistakes_do_not_compile() {
    let cases = trybuild::TestCases::new();
    cases.compile_fail("ui/*.rs");
}
