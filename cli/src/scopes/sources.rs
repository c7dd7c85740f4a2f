//! The annotated methods in the sources of a crate.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use graph_action_codegen::source::{SourceAction, actions};
use proc_macro2::TokenTree;
use syn::visit::Visit;
use syn::{Attribute, FnArg, ItemTrait, LitStr, Meta, TraitItem, TraitItemFn};

use crate::input;
use crate::output::Failure;

/// An action, and the file it is in.
#[derive(Clone, Debug)]
pub(super) struct DeclaredAction {
    pub(super) action: SourceAction,
    file: PathBuf,
    line: usize,
    column: usize,
    /// Whether its permissions depend on more than the address: the action is `unchecked`, or its query chooses the
    /// data.
    pub(super) says_more: bool,
}

impl DeclaredAction {
    /// `src/mail.rs:12:14`
    pub(super) fn place(&self) -> String {
        format!("{}:{}:{}", self.file.display(), self.line, self.column)
    }
}

/// The folders of a crate that have sources.
const FOLDERS: [&str; 4] = ["src", "examples", "tests", "benches"];

/// Reads all `.rs` files of a crate's targets in its directory, in the order of their names.
///
/// Traits that a `macro_rules!` makes are not seen.
pub(super) fn read(directory: &Path) -> Result<Vec<DeclaredAction>, Failure> {
    let mut files = Vec::new();
    let folders: Vec<PathBuf> =
        FOLDERS.iter().map(|name| directory.join(name)).filter(|folder| folder.is_dir()).collect();
    if folders.is_empty() {
        let src = directory.join("src");
        return Err(Failure::Input(format!(
            "{}: there is no such directory; name the directory of a crate, which has its sources in `src`",
            src.display()
        )));
    }
    for folder in &folders {
        collect(folder, &mut files).map_err(|(path, error)| Failure::Input(format!("{}: {error}", path.display())))?;
    }
    files.sort();
    let (mut found, mut mistakes) = (Vec::new(), Vec::new());
    for file in files {
        match input::read_text(&file) {
            Ok(text) => read_file(&file, &text, &mut found, &mut mistakes),
            Err(error) => mistakes.push(format!("{}: {error}", file.display())),
        }
    }
    if mistakes.is_empty() { Ok(found) } else { Err(Failure::Input(mistakes.join("\n"))) }
}

fn collect(directory: &Path, files: &mut Vec<PathBuf>) -> Result<(), (PathBuf, io::Error)> {
    let at = |path: &Path| {
        let path = path.to_owned();
        move |error| (path, error)
    };
    for entry in fs::read_dir(directory).map_err(at(directory))? {
        let entry = entry.map_err(at(directory))?;
        let path = entry.path();
        // Symbolic links are not followed, because they may form a circle.
        let kind = entry.file_type().map_err(at(&path))?;
        if kind.is_dir() {
            collect(&path, files)?;
        } else if kind.is_file() && path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    Ok(())
}

fn read_file(file: &Path, text: &str, found: &mut Vec<DeclaredAction>, mistakes: &mut Vec<String>) {
    let describe = |error: &syn::Error| {
        let start = error.span().start();
        format!("{}:{}:{}: {error}", file.display(), start.line, start.column + 1)
    };
    if nesting(text) > DEEPEST {
        mistakes.push(format!("{}: is nested more than {DEEPEST} deep", file.display()));
        return;
    }
    let syntax = match syn::parse_file(text) {
        Ok(syntax) => syntax,
        Err(error) => {
            mistakes.push(describe(&error));
            return;
        }
    };
    let mut traits = Traits(Vec::new());
    traits.visit_file(&syntax);
    for item in traits.0 {
        match actions(item) {
            Ok(actions) => found.extend(actions.into_iter().map(|action| {
                let start = action.span.start();
                let says_more = action.template.query.iter().any(|pair| chooses_data(&pair.name))
                    || functions(item)
                        .any(|function| function.sig.ident.span().start() == start && says_more(function));
                DeclaredAction { action, file: file.to_owned(), line: start.line, column: start.column + 1, says_more }
            })),
            Err(errors) => mistakes.extend(errors.iter().map(describe)),
        }
    }
}

/// The deepest nesting of brackets that is parsed: the parser needs stack for each.
const DEEPEST: usize = 128;

/// How deep brackets nest. Those in strings and comments count, too, and close again as a rule.
fn nesting(text: &str) -> usize {
    let (mut depth, mut deepest) = (0_usize, 0);
    for byte in text.bytes() {
        match byte {
            b'(' | b'[' | b'{' => depth += 1,
            b')' | b']' | b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        deepest = deepest.max(depth);
    }
    deepest
}

fn functions(item: &ItemTrait) -> impl Iterator<Item = &TraitItemFn> {
    item.items.iter().filter_map(|member| match member {
        TraitItem::Fn(function) => Some(function),
        _ => None,
    })
}

/// Whether the method is `unchecked`, or has an argument for a query option that chooses data.
fn says_more(function: &TraitItemFn) -> bool {
    let is_unchecked = |attribute: &Attribute| match &attribute.meta {
        Meta::List(list) if is_named(attribute, "graph_action") => {
            list.tokens.clone().into_iter().any(|token| matches!(token, TokenTree::Ident(word) if word == "unchecked"))
        }
        _ => false,
    };
    let chooses = |attribute: &Attribute| {
        is_named(attribute, "query")
            && attribute.parse_args::<LitStr>().is_ok_and(|option| chooses_data(&option.value()))
    };
    function.attrs.iter().any(is_unchecked)
        || function.sig.inputs.iter().any(|argument| match argument {
            FnArg::Typed(argument) => argument.attrs.iter().any(chooses),
            FnArg::Receiver(_) => false,
        })
}

fn is_named(attribute: &Attribute, name: &str) -> bool {
    attribute.path().segments.last().is_some_and(|segment| segment.ident == name)
}

/// Whether a query option, with its `$` or without, chooses which data is read.
fn chooses_data(option: &str) -> bool {
    let bare = option.strip_prefix('$').unwrap_or(option);
    ["select", "expand", "search"].iter().any(|known| bare.eq_ignore_ascii_case(known))
}

/// Every trait of a file, in modules and functions too.
struct Traits<'ast>(Vec<&'ast ItemTrait>);

impl<'ast> Visit<'ast> for Traits<'ast> {
    fn visit_item_trait(&mut self, item: &'ast ItemTrait) {
        self.0.push(item);
        syn::visit::visit_item_trait(self, item);
    }
}
