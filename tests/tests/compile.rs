//! What the compiler accepts and what it says where it does not; `README.md` tells how to bless.

#[test]
fn right_programs_compile_and_wrong_ones_get_their_error() {
    let programs = trybuild::TestCases::new();
    programs.pass("tests/pass/*.rs");
    programs.compile_fail("tests/ui/*/*.rs");
}
