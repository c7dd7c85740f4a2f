//! The modules of a crate, and what each file takes from the others.

use std::collections::{BTreeMap, BTreeSet};

use crate::tokens::{Token, group_end, tokens};

/// From file to file, with the names that the first takes from the second.
pub type Arrows = BTreeMap<(String, String), BTreeSet<String>>;

/// What a name stands for: `crate::batch::Batch`, split.
type Names = Vec<String>;

/// A crate's modules; the first is its root. Paths of files are relative to `src`.
#[derive(Default)]
pub struct Crate {
    pub files: Vec<String>,
    modules: Vec<Module>,
}

#[derive(Default)]
struct Module {
    file: usize,
    parent: usize,
    children: BTreeMap<String, usize>,
    imports: Vec<Import>,
    /// Modules of which all is imported: `use super::*`.
    globs: Vec<Names>,
    /// Names of the items that it declares.
    declared: BTreeSet<String>,
    /// Paths in its code, outside of `use`: `batch::Batch::new`.
    paths: Vec<Names>,
    /// All words in its code, outside of `use`.
    words: BTreeSet<String>,
}

/// One name that a `use` brings in.
struct Import {
    name: String,
    path: Names,
    is_public: bool,
}

/// What a path leads to.
enum Found {
    Module,
    Item { module: usize, name: String },
}

impl Crate {
    /// Reads `lib.rs` and every file that it declares as a module; `read` gives the text of a file below `src`.
    pub fn read(read: &dyn Fn(&str) -> Option<String>) -> Crate {
        let mut source = Crate::default();
        if let Some(text) = read("lib.rs") {
            source.files.push("lib.rs".to_owned());
            source.modules.push(Module::default());
            source.items(0, "", &tokens(&text), read);
        }
        source
    }

    /// Reads the items of a module; files of its children are in `folder`.
    fn items(&mut self, module: usize, folder: &str, tokens: &[Token], read: &dyn Fn(&str) -> Option<String>) {
        let mut at = 0;
        let mut given_file: Option<String> = None;
        while at < tokens.len() {
            let next = |by: usize| tokens.get(at + by);
            match (&tokens[at], next(1).and_then(Token::word)) {
                // `#[path = "private.rs"]`
                (word, None) if word.is_word("path") && next(1).is_some_and(|token| token.is_sign('=')) => {
                    given_file = match next(2) {
                        Some(Token::Text(file)) => Some(format!("{folder}{file}")),
                        _ => None,
                    };
                    at += 3;
                }
                (word, Some(name)) if word.is_word("mod") && next(2).is_some_and(|token| token.is_sign(';')) => {
                    let file = given_file.take().or_else(|| file_of(folder, name, read));
                    let text = file.as_deref().and_then(read);
                    let (Some(file), Some(text)) = (file, text) else { panic!("`mod {name};` has no file") };
                    self.files.push(file);
                    let child = self.child(module, self.files.len() - 1, name);
                    self.items(child, &format!("{folder}{name}/"), &crate::tokens::tokens(&text), read);
                    at += 3;
                }
                (word, Some(name)) if word.is_word("mod") && next(2).is_some_and(|token| token.is_sign('{')) => {
                    let end = group_end(tokens, at + 2);
                    let child = self.child(module, self.modules[module].file, name);
                    self.items(child, &format!("{folder}{name}/"), &tokens[at + 3..end - 1], read);
                    at = end;
                }
                (word, _) if word.is_word("use") => {
                    let end = at + tokens[at..].iter().position(|token| token.is_sign(';')).unwrap_or(0);
                    let is_public = at > 0 && (tokens[at - 1].is_word("pub") || tokens[at - 1].is_sign(')'));
                    self.import(module, is_public, &[], &tokens[at + 1..end]);
                    at = end + 1;
                }
                _ => at += self.code(module, tokens, at),
            }
        }
    }

    fn child(&mut self, parent: usize, file: usize, name: &str) -> usize {
        self.modules.push(Module { file, parent, ..Module::default() });
        let child = self.modules.len() - 1;
        self.modules[parent].children.insert(name.to_owned(), child);
        child
    }

    /// Reads one tree of a `use`, below the names of `before`.
    fn import(&mut self, module: usize, is_public: bool, before: &[String], tree: &[Token]) {
        let mut path = before.to_vec();
        let mut at = 0;
        while let Some(token) = tree.get(at) {
            match token {
                Token::Word(word) if word == "as" => break,
                Token::Word(word) => path.push(word.clone()),
                Token::Sign('*') => {
                    self.modules[module].globs.push(path);
                    return;
                }
                Token::Sign('{') => {
                    let inside = &tree[at + 1..group_end(tree, at) - 1];
                    branches(inside).into_iter().for_each(|tree| self.import(module, is_public, &path, tree));
                    return;
                }
                _ => {}
            }
            at += 1;
        }
        // `use a::{self}` names `a`.
        if path.len() > 1 && path.last().is_some_and(|last| last == "self") {
            path.pop();
        }
        let alias = tree.get(at + 1).and_then(Token::word);
        let Some(name) = alias.or(path.last().map(String::as_str)).map(str::to_owned) else { return };
        self.modules[module].imports.push(Import { name, path, is_public });
    }

    /// Reads code at `at`, and returns how many tokens it read: a path, or one token.
    fn code(&mut self, module: usize, tokens: &[Token], at: usize) -> usize {
        let Some(word) = tokens[at].word() else { return 1 };
        let module = &mut self.modules[module];
        let is_declaration = ["fn", "struct", "enum", "trait", "type", "const", "static", "union"].contains(&word);
        if is_declaration && let Some(name) = tokens.get(at + 1).and_then(Token::word) {
            module.declared.insert(name.to_owned());
        }
        let mut path = vec![word.to_owned()];
        while let [Token::Separator, Token::Word(word), ..] = &tokens[at + 2 * path.len() - 1..] {
            path.push(word.clone());
        }
        module.words.extend(path.iter().cloned());
        let length = 2 * path.len() - 1;
        if path.len() > 1 {
            module.paths.push(path);
        }
        length
    }

    /// What the files take from each other. A `pub use` alone takes nothing: it passes on.
    pub fn arrows(&self) -> Arrows {
        let mut arrows = Arrows::new();
        for (at, module) in self.modules.iter().enumerate() {
            let imports = module.imports.iter().filter(|one| !one.is_public || module.words.contains(&one.name));
            for path in imports.map(|one| &one.path).chain(&module.paths) {
                if let Some(Found::Item { module: target, name }) = self.find(at, path, 0) {
                    self.arrow(&mut arrows, module, target, &name);
                }
            }
            for target in self.globbed(at) {
                for name in self.modules[target].declared.intersection(&module.words) {
                    self.arrow(&mut arrows, module, target, name);
                }
            }
        }
        arrows
    }

    fn arrow(&self, arrows: &mut Arrows, from: &Module, to: usize, name: &str) {
        let (from, to) = (from.file, self.modules[to].file);
        if from != to {
            let files = (self.files[from].clone(), self.files[to].clone());
            arrows.entry(files).or_default().insert(name.to_owned());
        }
    }

    /// Follows a path from a module to where its item is declared, through imports and re-exports; `None` where it
    /// leads to another crate.
    fn find(&self, from: usize, path: &[String], depth: usize) -> Option<Found> {
        // `use http::{self, Method}`: the name leads to itself, so it is another crate's.
        if depth > 20 {
            return None;
        }
        let mut at = from;
        for (place, name) in path.iter().enumerate() {
            let module = &self.modules[at];
            let rest = &path[place + 1..];
            match name.as_str() {
                "crate" if place == 0 => at = 0,
                "self" if place == 0 => {}
                "super" => at = module.parent,
                _ => match module.children.get(name) {
                    Some(child) => at = *child,
                    None if module.declared.contains(name) => {
                        return Some(Found::Item { module: at, name: name.clone() });
                    }
                    None => {
                        let import = module.imports.iter().find(|import| import.name == *name);
                        if let Some(import) = import {
                            return self.find(at, &[&import.path, rest].concat(), depth + 1);
                        }
                        return self.find_in_globs(at, &path[place..], depth + 1);
                    }
                },
            }
        }
        Some(Found::Module)
    }

    fn find_in_globs(&self, from: usize, path: &[String], depth: usize) -> Option<Found> {
        self.globbed(from).into_iter().find_map(|module| {
            let declares = |module: &Module| {
                let name = &path[0];
                module.declared.contains(name)
                    || module.children.contains_key(name)
                    || module.imports.iter().any(|import| import.name == *name)
            };
            if declares(&self.modules[module]) { self.find(module, path, depth) } else { None }
        })
    }

    /// The modules of which a module imports all.
    fn globbed(&self, from: usize) -> Vec<usize> {
        let of = |glob: &Names| {
            let mut at = from;
            for (place, name) in glob.iter().enumerate() {
                at = match name.as_str() {
                    "crate" if place == 0 => 0,
                    "self" if place == 0 => at,
                    "super" => self.modules[at].parent,
                    _ => *self.modules[at].children.get(name)?,
                };
            }
            Some(at)
        };
        self.modules[from].globs.iter().filter_map(of).collect()
    }
}

/// The file of a module that is declared with `mod name;` in a file whose modules are in `folder`.
fn file_of(folder: &str, name: &str, read: &dyn Fn(&str) -> Option<String>) -> Option<String> {
    let files = [format!("{folder}{name}.rs"), format!("{folder}{name}/mod.rs")];
    files.into_iter().find(|file| read(file).is_some())
}

/// The trees between the commas of `{a, b::{c, d}}`.
fn branches(tokens: &[Token]) -> Vec<&[Token]> {
    let (mut branches, mut start, mut at) = (Vec::new(), 0, 0);
    while at < tokens.len() {
        if tokens[at].is_sign('{') {
            at = group_end(tokens, at);
            continue;
        }
        if tokens[at].is_sign(',') {
            branches.push(&tokens[start..at]);
            start = at + 1;
        }
        at += 1;
    }
    branches.push(&tokens[start..]);
    branches.into_iter().filter(|branch| !branch.is_empty()).collect()
}
