//! What two places must say alike although the compiler does not compare them: terms of the runtime, which may not
//! depend on the catalog, and the files that ARCHITECTURE.md names.

use std::collections::BTreeSet;
use std::fmt::Debug;
use std::fs;

use graph_action_catalog::{Cloud, Method};

use crate::workspace;

#[test]
fn the_runtime_has_the_clouds_and_methods_of_the_catalog() {
    assert_eq!(variants("runtime/src/client/cloud.rs", "Cloud"), names(&Cloud::ALL));
    assert_eq!(variants("runtime/src/call/action.rs", "Method"), names(&Method::ALL));
}

/// The variants of an enum, from its source: one that is `non_exhaustive` cannot be listed from outside.
fn variants(file: &str, name: &str) -> Vec<String> {
    let text = fs::read_to_string(workspace().join(file)).unwrap();
    let (_, body) = text.split_once(&format!("pub enum {name} {{\n")).unwrap();
    let (body, _) = body.split_once("\n}").unwrap();
    let variants = body.lines().map(str::trim).filter(|line| line.starts_with(char::is_uppercase));
    variants.map(|line| line.trim_end_matches(',').to_owned()).collect()
}

fn names<T: Debug>(all: &[T]) -> Vec<String> {
    all.iter().map(|one| format!("{one:?}")).collect()
}

#[test]
fn the_architecture_follows_an_argument_through_files_that_exist_each_named_once() {
    let text = fs::read_to_string(workspace().join("ARCHITECTURE.md")).unwrap();
    let (_, walk) = text.split_once("## One path argument").unwrap();
    let (walk, _) = walk.split_once("\n## ").unwrap();
    let (there, back) = walk.split_once("\nBack").unwrap();
    let (compiler, program) = there.split_once("\nThen").unwrap();
    let check = |part: &str, folder: &str| {
        let mut seen = BTreeSet::new();
        for file in part.split('`').skip(1).step_by(2).filter(|word| word.ends_with(".rs")) {
            assert!(workspace().join(folder).join(file).is_file(), "there is no {folder}/{file}");
            assert!(seen.insert(file), "{file} is named twice");
        }
        assert!(seen.len() > 10, "only {seen:?}");
    };
    check(compiler, ".");
    check(program, "runtime/src");
    check(back, "runtime/src");
}
