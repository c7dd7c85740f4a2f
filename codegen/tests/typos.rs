//! A field with a typing error of one letter: the first suggestion of the message is the property that was meant.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::BTreeMap;
use std::fmt::Write;

use graph_action_catalog::Catalog;
use graph_action_codegen::graph_entity;
use graph_action_codegen::terms::snake_case;
use proc_macro2::{TokenStream, TokenTree};

const TYPES: &[&str] = &[
    "application",
    "calendar",
    "channel",
    "chatMessage",
    "contact",
    "driveItem",
    "event",
    "group",
    "list",
    "listItem",
    "mailFolder",
    "message",
    "onenotePage",
    "plannerTask",
    "servicePrincipal",
    "site",
    "subscription",
    "team",
    "todoTask",
    "user",
];

/// At each place of a name one letter is left out, doubled, swapped with the next or replaced, in turn.
fn typos(name: &str, turn: usize) -> Vec<String> {
    let letters: Vec<char> = name.chars().collect();
    let typo = |at: usize| {
        let mut typo = letters.clone();
        match (at + turn) % 4 {
            0 => drop(typo.remove(at)),
            1 => typo.insert(at, letters[at]),
            2 if at + 1 < letters.len() => typo.swap(at, at + 1),
            _ => typo[at] = ('a'..='z').cycle().nth(7 * at + turn).unwrap(),
        }
        typo.into_iter().collect::<String>()
    };
    let is_name = |typo: &String| typo != name && syn::parse_str::<syn::Ident>(typo).is_ok();
    (0..letters.len()).filter(|at| letters[*at] != '_').map(typo).filter(is_name).collect()
}

/// The messages for a struct with these fields.
fn messages(ty: &str, fields: impl Iterator<Item = String>) -> Vec<String> {
    let mut item = "struct Entity {".to_owned();
    for field in fields {
        write!(item, "{field}: Option<Value>,").unwrap();
    }
    item.push('}');
    let mut messages = Vec::new();
    collect(graph_entity(format!("{ty:?}").parse().unwrap(), item.parse().unwrap()), &mut messages);
    messages
}

/// The messages of each `compile_error!`.
fn collect(tokens: TokenStream, messages: &mut Vec<String>) {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    for (at, token) in tokens.iter().enumerate() {
        let TokenTree::Group(group) = token else { continue };
        let is_error = at >= 2 && matches!(&tokens[at - 2], TokenTree::Ident(ident) if ident == "compile_error");
        if is_error {
            messages.push(syn::parse2::<syn::LitStr>(group.stream()).unwrap().value());
        } else {
            collect(group.stream(), messages);
        }
    }
}

#[test]
fn the_first_suggestion_mends_a_typo() {
    let catalog = Catalog::embedded();
    let (mut mended, mut all, mut misses) = (0_u32, 0_u32, Vec::new());
    for ty in TYPES {
        // What a typo stands for; one that stands for two properties is left out.
        let mut meant: BTreeMap<String, String> = BTreeMap::new();
        let names: Vec<String> = catalog.members(ty).map(|member| snake_case(member.name)).collect();
        let mut ambiguous = Vec::new();
        for (turn, name) in names.iter().enumerate() {
            for typo in typos(name, turn) {
                if meant.insert(typo.clone(), name.clone()).is_some_and(|other| other != *name) {
                    ambiguous.push(typo);
                }
            }
        }
        meant.retain(|typo, _| !ambiguous.contains(typo));
        // A typo that is another property has no such message.
        let unknown = |message: &String| message.contains("has no property");
        for message in messages(ty, meant.keys().cloned()).into_iter().filter(unknown) {
            let mut quoted = message.split('`').skip(3).step_by(2);
            let name = &meant[quoted.next().unwrap()];
            all += 1;
            if message.contains("did you mean") && quoted.next() == Some(name) {
                mended += 1;
            } else {
                misses.push(format!("{name}: {}", message.lines().next().unwrap()));
            }
        }
    }
    let share = 100.0 * f64::from(mended) / f64::from(all);
    println!("{mended} of {all} mended, {share:.2} %; missed:\n{}", misses.join("\n"));
    assert!(all > 9000 && share >= 99.0, "{share:.2} % of {all}");
}
