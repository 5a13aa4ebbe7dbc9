//! What must not compile, each case beside a twin that compiles and differs in little.
//!
//! The stored messages (`.stderr`) show that each case fails for the reason it is meant to fail
//! for, and not for a misspelt name.

#[test]
fn what_must_not_compile_is_refused_and_its_twin_compiles() {
    let cases = trybuild::TestCases::new();
    cases.compile_fail("tests/proofs/*_refused.rs");
    cases.pass("tests/proofs/*_allowed.rs");
}
