//! The structure of the crates: which source files import each other, and how wide they and their examples are.
//!
//! Files that import each other, directly or through others, can only be understood together. Such circles stay small
//! here, so that a reader can take the files of a crate one after another.

mod circles;
mod links;
mod modules;
mod terms;
mod tokens;

use std::fs;
use std::path::{Path, PathBuf};

use circles::circles;
use links::{links, relative};
use modules::Crate;

/// The crates, and how many files may import each other in a circle; 1 is none at all.
const CRATES: [(&str, usize); 6] =
    [("catalog", 1), ("codegen", 3), ("macros", 3), ("runtime", 3), ("cli", 3), ("emulator", 3)];

const COLUMNS: usize = 120;

/// The columns of an example that rustdoc shows in a window of 1280 pixels without cutting it off.
const EXAMPLE_COLUMNS: usize = 95;

/// Files that programs write, or that show what programs write.
const GENERATED: [&str; 2] = ["tests/tests/ui/", "cli/tests/printed/"];

fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned()
}

#[test]
fn files_import_each_other_in_small_circles_only() {
    let mut complaints = Vec::new();
    for (name, most) in CRATES {
        let src = workspace().join(name).join("src");
        let source = Crate::read(&|file| fs::read_to_string(src.join(file)).ok());
        assert!(source.files.contains(&"lib.rs".to_owned()), "{name} has no `src/lib.rs`");
        let arrows = source.arrows();
        assert!(source.files.len() < 10 || arrows.len() > source.files.len(), "{name}: {} arrows", arrows.len());
        for circle in circles(&arrows).into_iter().filter(|circle| circle.len() > most) {
            let inside = arrows.iter().filter(|((from, to), _)| circle.contains(from) && circle.contains(to));
            let inside: Vec<String> = inside
                .map(|((from, to), names)| {
                    let names: Vec<&str> = names.iter().map(String::as_str).collect();
                    format!("    {from} -> {to}: {}", names.join(", "))
                })
                .collect();
            complaints.push(format!(
                "{name}/src: {} files import each other in a circle, at most {most} may:\n  {}\n{}",
                circle.len(),
                circle.iter().cloned().collect::<Vec<_>>().join(" "),
                inside.join("\n")
            ));
        }
    }
    assert!(complaints.is_empty(), "{}", complaints.join("\n\n"));
}

#[test]
fn lines_have_at_most_120_columns() {
    let mut files = Vec::new();
    collect(&workspace(), Path::new(""), &mut files);
    assert!(files.len() > 200, "only {} files", files.len());
    let mut long = Vec::new();
    for file in files {
        let text = fs::read_to_string(workspace().join(&file)).unwrap();
        // A row of a table in documentation cannot be broken.
        let wide = |line: &str| line.chars().count() > COLUMNS && !line.starts_with("/// | ");
        for (at, line) in text.lines().enumerate().filter(|(_, line)| wide(line)) {
            long.push(format!("{file}:{}: {} columns", at + 1, line.chars().count()));
        }
    }
    assert!(long.is_empty(), "{} lines are too long:\n{}", long.len(), long.join("\n"));
}

#[test]
fn examples_in_rustdoc_are_shown_whole() {
    let mut files = Vec::new();
    collect(&workspace(), Path::new(""), &mut files);
    let shown = ["catalog/src/", "codegen/src/", "macros/src/", "runtime/src/", "emulator/src/"];
    files.retain(|file| shown.iter().any(|folder| file.starts_with(folder)));
    let (mut examples, mut long) = (0, Vec::new());
    for file in files {
        let text = fs::read_to_string(workspace().join(&file)).unwrap();
        let mut inside = false;
        for (at, line) in text.lines().enumerate() {
            let begins_example = line.contains("doc = \"```");
            let Some(line) = documentation(line) else {
                // An example may begin with an attribute, where it depends on a feature.
                inside = begins_example;
                continue;
            };
            if line.starts_with("```") {
                inside = !inside;
                examples += usize::from(inside);
            } else if inside && !line.trim_start().starts_with('#') && line.chars().count() > EXAMPLE_COLUMNS {
                long.push(format!("{file}:{}: {line}", at + 1));
            }
        }
    }
    assert!(examples > 50, "only {examples} examples");
    assert!(long.is_empty(), "{} lines of examples are too long:\n{}", long.len(), long.join("\n"));
}

#[test]
fn packages_have_a_readme_and_licences() {
    let mut missing = Vec::new();
    for (name, _) in CRATES {
        let package = workspace().join(name);
        let manifest = fs::read_to_string(package.join("Cargo.toml")).unwrap();
        let readme = if manifest.contains("readme = \"../README.md\"") { "../README.md" } else { "README.md" };
        match fs::read_to_string(package.join(readme)) {
            Ok(page) => missing.extend(relative(&page).into_iter().map(|link| format!("{name}: {link} is relative"))),
            Err(_) => missing.push(format!("{name} has no README")),
        }
        for licence in ["LICENSE-APACHE", "LICENSE-MIT"] {
            if !package.join(licence).exists() {
                missing.push(format!("{name} has no {licence}"));
            }
        }
    }
    assert!(missing.is_empty(), "{}", missing.join("\n"));
}

/// On the runtime's page the first definition of a link counts, that of `runtime/docs/links.md`, which rustdoc checks.
#[test]
fn links_of_the_macros_lead_to_pages_of_the_runtime() {
    let here = fs::read_to_string(workspace().join("runtime/docs/links.md")).unwrap();
    let macros = fs::read_to_string(workspace().join("macros/src/lib.rs")).unwrap();
    let mut files = Vec::new();
    collect(&workspace(), Path::new("runtime/src"), &mut files);
    let texts: Vec<String> = files.iter().map(|file| fs::read_to_string(workspace().join(file)).unwrap()).collect();
    let links = links(&macros);
    assert!(links.len() > 20, "only {} links", links.len());
    for link in links {
        let (label, kind, name) = (link.label, link.kind, link.name);
        assert!(here.contains(&format!("[{label}]: crate::{label}\n")), "`{label}` is not in runtime/docs/links.md");
        assert_eq!(label.split("::").next(), Some(name));
        let declared = format!("pub {kind} {name}");
        // `Bytes` is another crate's.
        let there = name == "Bytes" || texts.iter().any(|text| text.contains(&declared));
        assert!(there, "there is no `{declared}` in runtime/src");
    }
}

/// The text of a line of documentation.
fn documentation(line: &str) -> Option<&str> {
    let line = line.trim_start();
    let text = line.strip_prefix("///").or_else(|| line.strip_prefix("//!"))?;
    Some(text.strip_prefix(' ').unwrap_or(text))
}

/// The `.rs` files that people write, with their paths from the workspace's directory.
fn collect(workspace: &Path, below: &Path, files: &mut Vec<String>) {
    for entry in fs::read_dir(workspace.join(below)).unwrap() {
        let entry = entry.unwrap();
        let path = below.join(entry.file_name());
        let text = path.to_string_lossy().replace('\\', "/");
        if entry.file_type().unwrap().is_dir() {
            let name = entry.file_name();
            if name != "target" && !name.to_string_lossy().starts_with('.') {
                collect(workspace, &path, files);
            }
        } else if text.ends_with(".rs")
            && !text.ends_with(".expanded.rs")
            && !GENERATED.iter().any(|folder| text.starts_with(folder))
        {
            files.push(text);
        }
    }
}

/// A crate made up for the tests of the guard itself.
fn invented(files: &[(&str, &str)]) -> Vec<Vec<String>> {
    let read = |file: &str| files.iter().find(|(name, _)| *name == file).map(|(_, text)| (*text).to_owned());
    let found = circles(&Crate::read(&read).arrows());
    found.into_iter().map(|circle| circle.into_iter().collect()).collect()
}

#[test]
fn a_circle_is_found_through_re_exports_modules_and_plain_paths() {
    let circle = invented(&[
        ("lib.rs", "mod a; mod b; mod c; pub use a::inner::A; pub use self::b::*;"),
        ("a.rs", "pub(crate) mod inner; use crate::c; fn f() { c::g::<u8>(); }"),
        ("a/inner.rs", "use crate::{B, b::Other as Another}; pub struct A { b: B }"),
        ("b/mod.rs", "pub struct B; pub struct Other; impl B { fn c(&self) -> super::c::C { loop {} } }"),
        ("c.rs", "use std::fmt; use crate::A; pub struct C(A); pub fn g<T>() {}"),
    ]);
    assert_eq!(circle, [["a/inner.rs", "b/mod.rs", "c.rs"]]);
}

#[test]
fn tests_comments_texts_and_pure_re_exports_are_no_imports() {
    let circle = invented(&[
        ("lib.rs", "//! crate::a::A\nmod a; mod b; #[cfg(test)] mod tests;"),
        ("a.rs", "pub use child::Child; mod child; pub struct A; #[cfg(test)] mod tests { use crate::b::B; }"),
        ("a/child.rs", "use super::A; pub struct Child(A); /* crate::b::B */"),
        ("b.rs", "use crate::a::A; pub struct B(A, &'static str); const T: &[&str] = &[\"a::A\", r#\"\"\"#];"),
        ("tests.rs", "use crate::a::A;"),
    ]);
    assert_eq!(circle, Vec::<Vec<String>>::new());
}
