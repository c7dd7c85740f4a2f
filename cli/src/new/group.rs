//! The methods by trait, with names that differ within each trait.

use std::collections::{BTreeMap, BTreeSet};

use super::entities::Entities;
use crate::names::{pascal, singular};
use crate::reserved::is_reserved;
use crate::root::Root;
use crate::sketch::Sketch;

/// A trait to be printed.
#[derive(Clone, Debug)]
pub(super) struct Trait {
    pub(super) name: String,
    pub(super) root: Root,
    pub(super) methods: Vec<Sketch>,
}

/// One trait for each root, in the order of the operations.
pub(super) fn traits(sketches: Vec<Sketch>, name: Option<&str>, entities: &Entities<'_>) -> Result<Vec<Trait>, String> {
    let mut roots: Vec<Root> = Vec::new();
    for sketch in &sketches {
        if !roots.contains(&sketch.root) {
            roots.push(sketch.root.clone());
        }
    }
    if let Some(name) = name {
        check_name(name, &roots, entities)?;
    }
    let mut traits: Vec<Trait> = Vec::new();
    for root in roots {
        let mut methods: Vec<Sketch> = sketches.iter().filter(|sketch| sketch.root == root).cloned().collect();
        tell_apart(&mut methods);
        let name = match name {
            Some(name) => name.to_owned(),
            None => free_name(&wanted_name(&root, &methods), &traits, entities),
        };
        traits.push(Trait { name, root, methods });
    }
    Ok(traits)
}

fn check_name(name: &str, roots: &[Root], entities: &Entities<'_>) -> Result<(), String> {
    let letters = |c: char| c.is_ascii_alphanumeric() || c == '_';
    if !name.starts_with(|c: char| c.is_ascii_uppercase()) || !name.chars().all(letters) {
        return Err(format!("`--trait {name}`: a trait is named like `Mail`"));
    }
    if roots.len() > 1 {
        let roots: Vec<&str> =
            roots.iter().map(|root| if root.ty().is_empty() { "service" } else { root.ty() }).collect();
        return Err(format!(
            "`--trait {name}`: these paths have several roots ({}), and a trait has one; leave the name out, or ask \
             for one root at a time",
            roots.join(", ")
        ));
    }
    if is_taken(name, entities) {
        return Err(format!("`--trait {name}`: the printed code has another `{name}`"));
    }
    Ok(())
}

fn is_taken(name: &str, entities: &Entities<'_>) -> bool {
    let client = format!("{name}Client");
    is_reserved(name) || entities.names().any(|struct_name| struct_name == name || struct_name == client)
}

/// The name that all paths begin with, else that of the root.
fn wanted_name(root: &Root, methods: &[Sketch]) -> String {
    let firsts: BTreeSet<&str> = methods.iter().filter_map(|method| method.along.last().map(String::as_str)).collect();
    match firsts.iter().next() {
        Some(first) if firsts.len() == 1 && methods.iter().all(|method| !method.along.is_empty()) => pascal(first),
        _ if root.ty().is_empty() => "GraphApi".to_owned(),
        _ => format!("{}Api", pascal(root.ty())),
    }
}

fn free_name(wanted: &str, traits: &[Trait], entities: &Entities<'_>) -> String {
    let is_free = |name: &String| !is_taken(name, entities) && traits.iter().all(|other| other.name != *name);
    let base = wanted.strip_suffix("Api").unwrap_or(wanted);
    let names = [wanted.to_owned(), format!("{base}Api"), format!("{base}Calls")];
    let numbered = (2_u32..).map(|number| format!("{base}Calls{number}"));
    names.into_iter().chain(numbered).find(is_free).unwrap_or_else(|| wanted.to_owned())
}

/// Makes the names of methods differ: appends names of the path, the last one first, and then numbers.
fn tell_apart(methods: &mut [Sketch]) {
    for depth in 1..=8 {
        let mut places: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (place, method) in methods.iter().enumerate() {
            places.entry(method.name.clone()).or_default().push(place);
        }
        let shared: Vec<Vec<usize>> = places.into_values().filter(|places| places.len() > 1).collect();
        for places in shared {
            let differ =
                places.iter().any(|&place| methods[place].along.get(depth) != methods[places[0]].along.get(depth));
            for place in places.into_iter().filter(|_| differ) {
                let method = &mut methods[place];
                if let Some(name) = method.along.get(depth) {
                    method.name = format!("{}_of_{}", method.name, singular(name));
                }
            }
        }
    }
    let mut used: BTreeSet<String> = BTreeSet::new();
    for method in methods {
        let base = method.name.clone();
        let mut number = 2_u32;
        while !used.insert(method.name.clone()) {
            method.name = format!("{base}_{number}");
            number += 1;
        }
    }
}
