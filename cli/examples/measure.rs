//! Measures the catalog against a list of real operations: `cargo run --release --example measure -- FILE`.
//!
//! The file has one operation a line, `METHOD<TAB>PATH`, with `{…}` for values. Other fields are ignored. This is for
//! developers: the lists come from SDKs or documentation and are not part of the project. `--refused` prints the
//! operations that are refused, `--passed` the defective paths that are accepted. `--valid=FILE` names more operations
//! that exist: a changed path that is among them is not defective.
#![allow(
    clippy::print_stdout,
    clippy::expect_used,
    reason = "an example prints, and stops at what is wrong with its input"
)]

use std::collections::{BTreeMap, HashSet};

use graph_action_catalog::{Catalog, Method, Start, Walk, walk};
use graph_action_cli::path;

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum Verdict {
    Ok,
    Unlisted,
    UnknownMethod,
    UnknownPath,
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let file = arguments.iter().find(|argument| !argument.starts_with("--")).expect("a file of operations");
    let show = |flag: &str| arguments.iter().any(|argument| argument == flag);
    let text = std::fs::read_to_string(file).expect("a readable file");
    let operations = parse(&text);
    let more = arguments.iter().find_map(|argument| argument.strip_prefix("--valid="));
    let more = more.map(|file| std::fs::read_to_string(file).expect("a readable file")).unwrap_or_default();
    let valid: Vec<(Method, &str)> = parse(&more);
    let catalog = Catalog::embedded();
    accept(&catalog, &operations, show("--refused"));
    wrong_methods(&catalog, &operations, show("--passed"));
    defects(&catalog, &operations, &valid, show("--passed"));
}

fn parse(text: &str) -> Vec<(Method, &str)> {
    text.lines()
        .filter_map(|line| {
            let mut fields = line.split('\t');
            Some((fields.next()?.parse().ok()?, fields.next()?))
        })
        .collect()
}

/// What is at a path, or why nothing is, and what it may have meant.
fn look<'c>(catalog: &'c Catalog, path: &str) -> Result<Walk<'c>, (String, Vec<String>)> {
    let template = path::parse(path).map_err(|error| (error.to_string(), Vec::new()))?;
    walk(catalog, Start::Service, &template.steps()).map_err(|error| (error.to_string(), error.nearest))
}

/// The address without what differs from call to call.
fn address(path: &str) -> String {
    path::parse(path).map_or_else(|_| path.to_owned(), |template| template.listing_key())
}

fn verdict(catalog: &Catalog, method: Method, path: &str) -> (Verdict, String) {
    match look(catalog, path) {
        Err((reason, _)) => (Verdict::UnknownPath, reason),
        Ok(walk) if catalog.listing(&walk, method).is_some() => (Verdict::Ok, String::new()),
        Ok(walk) if walk.methods().contains(&method) => (Verdict::Unlisted, walk.address.to_string()),
        Ok(walk) => (Verdict::UnknownMethod, walk.address.to_string()),
    }
}

fn accept(catalog: &Catalog, operations: &[(Method, &str)], show: bool) {
    let mut counts: BTreeMap<Verdict, usize> = BTreeMap::new();
    for (method, path) in operations {
        let (verdict, detail) = verdict(catalog, *method, path);
        *counts.entry(verdict).or_default() += 1;
        if show && verdict != Verdict::Ok {
            println!("{verdict:?}\t{method}\t{path}\t{detail}");
        }
    }
    println!("operations {}", operations.len());
    for (verdict, count) in counts {
        println!("  {verdict:?}: {count} ({:.2} %)", percent(count, operations.len()));
    }
}

fn percent(part: usize, whole: usize) -> f64 {
    #[allow(clippy::cast_precision_loss, reason = "counts are small")]
    let share = part as f64 / whole.max(1) as f64;
    100.0 * share
}

/// Methods that no line of the file has for the same path.
fn wrong_methods(catalog: &Catalog, operations: &[(Method, &str)], show: bool) {
    let known: HashSet<(Method, String)> = operations.iter().map(|(method, path)| (*method, address(path))).collect();
    let paths: HashSet<&str> = operations.iter().map(|(_, path)| *path).collect();
    let (mut all, mut refused) = (0, 0);
    for path in paths {
        let Ok(walk) = look(catalog, path) else { continue };
        for method in Method::ALL {
            if known.contains(&(method, address(path))) {
                continue;
            }
            all += 1;
            let listed = catalog.listing(&walk, method).is_some();
            refused += usize::from(!listed);
            if show && listed {
                println!("listed\t{method}\t{path}");
            }
        }
    }
    println!("wrong methods {all}: refused or unlisted {refused} ({:.2} %)", percent(refused, all));
}

fn defects(catalog: &Catalog, operations: &[(Method, &str)], valid: &[(Method, &str)], show: bool) {
    let paths: HashSet<&str> = operations.iter().map(|(_, path)| *path).collect();
    let mut paths: Vec<&str> = paths.into_iter().filter(|path| look(catalog, path).is_ok()).collect();
    paths.sort_unstable();
    let plain = |path: &str| address(path).to_ascii_lowercase().replace("/microsoft.graph.", "/graph.");
    let valid: HashSet<String> = paths.iter().copied().chain(valid.iter().map(|(_, path)| *path)).map(plain).collect();
    let mut random = Random(0x9e37_79b9_7f4a_7c15);
    let mut counts: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    let (mut typos, mut first) = (0, 0);
    for path in &paths {
        for (kind, mutant, right) in mutants(path, &mut random) {
            if valid.contains(&plain(&mutant)) {
                continue;
            }
            let count = counts.entry(kind).or_default();
            count.0 += 1;
            match look(catalog, &mutant) {
                Err((reason, nearest)) => {
                    count.1 += 1;
                    if kind == "typo" {
                        typos += 1;
                        if nearest.first() == Some(&right) {
                            first += 1;
                        } else if show {
                            println!("not first\t{mutant}\t{reason}\t{right}");
                        }
                    }
                }
                Ok(walk) if show => println!("passed\t{kind}\t{mutant}\t{}", walk.address),
                Ok(_) => {}
            }
        }
    }
    let (mut all, mut refused) = (0, 0);
    for (kind, (of_kind, caught)) in counts {
        println!("  {kind}: {caught} of {of_kind} refused ({:.2} %)", percent(caught, of_kind));
        all += of_kind;
        refused += caught;
    }
    println!("one defect {all}: refused {refused} ({:.2} %)", percent(refused, all));
    println!("refused typos {typos}: right name first {first} ({:.2} %)", percent(first, typos));
}

/// A path with one defect of each kind that applies, and the name that was spoiled.
fn mutants(path: &str, random: &mut Random) -> Vec<(&'static str, String, String)> {
    let segments: Vec<&str> = path.split('/').skip(1).collect();
    let names: Vec<usize> =
        (0..segments.len()).filter(|&place| segments[place].bytes().all(|byte| byte.is_ascii_alphabetic())).collect();
    let keys: Vec<usize> = (0..segments.len()).filter(|&place| segments[place].starts_with('{')).collect();
    let with = |place: usize, text: &str| {
        let mut changed: Vec<&str> = segments.clone();
        changed[place] = text;
        format!("/{}", changed.join("/"))
    };
    let without = |place: usize| {
        let mut changed = segments.clone();
        changed.remove(place);
        format!("/{}", changed.join("/"))
    };
    let mut found = Vec::new();
    if !names.is_empty() {
        let place = names[random.below(names.len())];
        let name = segments[place];
        found.push(("typo", with(place, &typo(name, random)), name.to_owned()));
        let plural = name.strip_suffix('s').map_or_else(|| format!("{name}s"), str::to_owned);
        found.push(("plural", with(place, &plural), name.to_owned()));
        if name.bytes().any(|byte| byte.is_ascii_uppercase()) {
            let snake: String = name
                .chars()
                .flat_map(|letter| {
                    if letter.is_ascii_uppercase() { vec!['_', letter.to_ascii_lowercase()] } else { vec![letter] }
                })
                .collect();
            found.push(("snake case", with(place, &snake), name.to_owned()));
        }
        let added = with(place, &format!("{name}/{{id}}"));
        if segments.get(place + 1).is_none_or(|next| !next.starts_with('{')) {
            found.push(("added key", added, name.to_owned()));
        }
        if place + 1 < segments.len() && !segments[place + 1].starts_with('{') {
            found.push(("dropped segment", without(place), name.to_owned()));
        }
        found.push(("foreign segment", with(place, &format!("{name}/wheels")), name.to_owned()));
    }
    if !keys.is_empty() {
        let place = keys[random.below(keys.len())];
        if place + 1 < segments.len() {
            found.push(("dropped key", without(place), segments[place].to_owned()));
        }
    }
    for (place, segment) in segments.iter().enumerate() {
        let Some((name, arguments)) = segment.split_once('(') else { continue };
        if arguments.contains('=') {
            found.push(("wrong argument", with(place, &format!("{name}(wrong{arguments}")), name.to_owned()));
            found.push(("extra argument", with(place, &format!("{name}(extra={{x}},{arguments}")), name.to_owned()));
            found.push(("dropped argument", with(place, name), name.to_owned()));
        } else {
            found.push(("argument for none", with(place, &format!("{name}(extra={{x}})")), name.to_owned()));
        }
        if place + 1 == segments.len() {
            found.push(("key after call", with(place, &format!("{segment}/{{id}}")), name.to_owned()));
            found.push(("segment after call", with(place, &format!("{segment}/messages")), name.to_owned()));
        }
    }
    if let Some(place) = keys.first() {
        found.push(("key after key", with(*place, "{id}/{id}"), segments[*place].to_owned()));
    }
    let last = segments.len() - 1;
    for stranger in ["mailFolders", "sensors", "workbook"] {
        found.push(("stranger at the end", with(last, &format!("{}/{stranger}", segments[last])), stranger.to_owned()));
    }
    found
}

fn typo(name: &str, random: &mut Random) -> String {
    let mut letters: Vec<char> = name.chars().collect();
    let place = random.below(letters.len());
    match random.below(4) {
        0 if letters.len() > 3 => {
            letters.remove(place);
        }
        1 => letters.insert(place, letters[place]),
        2 if place + 1 < letters.len() && letters[place] != letters[place + 1] => letters.swap(place, place + 1),
        _ => letters[place] = if letters[place] == 'x' { 'q' } else { 'x' },
    }
    letters.into_iter().collect()
}

/// Xorshift: the same sample each time.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % u64::try_from(limit.max(1)).unwrap_or(1)).unwrap_or(0)
    }
}
