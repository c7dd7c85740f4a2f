//! The template of `cargo generate`: rendered with the crates of this repository, it compiles, and its own test passes.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Writes the template with its placeholders replaced, as cargo-generate does: a file loses its `.liquid`.
fn render(from: &Path, to: &Path, values: &[(&str, &str)]) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap();
        if path.is_dir() {
            render(&path, &to.join(name), values);
        } else if name != "cargo-generate.toml" {
            let mut text = fs::read_to_string(&path).unwrap();
            for (name, value) in values {
                text = text.replace(&format!("{{{{{name}}}}}"), value);
            }
            assert!(!text.contains("{{") && !text.contains("{%"), "{} has a placeholder left", path.display());
            fs::write(to.join(name.trim_end_matches(".liquid")), text).unwrap();
        }
    }
}

#[test]
fn a_project_of_the_template_passes_its_test() {
    let workspace = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("..").canonicalize().unwrap();
    let settings = fs::read_to_string(workspace.join("template/cargo-generate.toml")).unwrap();
    assert!(settings.contains("[placeholders.clone]"));
    let project = Path::new(env!("CARGO_TARGET_TMPDIR")).join("template");
    let _ = fs::remove_dir_all(&project);
    render(
        &workspace.join("template"),
        &project,
        &[("project-name", "my-graph-tool"), ("clone", workspace.to_str().unwrap())],
    );
    // The versions that are here already; and no part of this workspace.
    fs::copy(workspace.join("Cargo.lock"), project.join("Cargo.lock")).unwrap();
    let manifest = project.join("Cargo.toml");
    let text = fs::read_to_string(&manifest).unwrap();
    fs::write(&manifest, text + "\n[workspace]\n").unwrap();

    let ran = Command::new(env!("CARGO"))
        .args(["test", "--quiet", "--offline", "--manifest-path"])
        .arg(&manifest)
        .arg("--target-dir")
        .arg(Path::new(env!("CARGO_TARGET_TMPDIR")).join("../outside"))
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&ran.stdout).into_owned() + &String::from_utf8_lossy(&ran.stderr);
    assert!(ran.status.success() && said.contains("1 passed") && !said.contains("warning"), "{said}");
}
