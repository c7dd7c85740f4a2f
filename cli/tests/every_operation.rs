//! The macro accepts the printed trait for every operation, without an error and without a warning, and the printed
//! struct or enum for every type.

use graph_action_catalog::{Catalog, Method, Start, Version, walk};
use graph_action_cli::explain::Explainer;
use graph_action_cli::new::{Dates, Options, make};
use graph_action_cli::path;
use proc_macro2::TokenStream;
use quote::ToTokens;
use std::collections::BTreeSet;

/// One operation or type in this many is tested with the macros. With `EVERY` in the environment all are.
const STRIDE: usize = 23;

/// The types of which the macro is always tested.
const COMMON: [&str; 20] = [
    "message",
    "event",
    "user",
    "group",
    "driveItem",
    "site",
    "list",
    "listItem",
    "chatMessage",
    "team",
    "channel",
    "contact",
    "calendar",
    "mailFolder",
    "todoTask",
    "plannerTask",
    "onenotePage",
    "subscription",
    "application",
    "servicePrincipal",
];

#[test]
fn the_macro_takes_what_is_printed() {
    let stride = if std::env::var_os("EVERY").is_some() { 1 } else { STRIDE };
    let catalog = Catalog::embedded();
    let mut mistakes: Vec<String> = Vec::new();
    let mut tried = 0;
    for (method, address) in listed(&catalog).into_iter().step_by(stride) {
        tried += 1;
        // Each operation in one of four ways.
        let dates = [Dates::Text, Dates::Jiff, Dates::Chrono, Dates::Time][tried % 4];
        let options = Options {
            operations: vec![method.to_string(), address.clone()],
            root: "service".to_owned(),
            version: Version::V1,
            name: None,
            fields: (tried % 3 == 0).then(|| vec!["*".to_owned()]),
            dates,
        };
        match make(&catalog, &options) {
            Err(failure) => mistakes.push(format!("{method} {address}: {failure}")),
            Ok(made) => mistakes.extend(complaint(&made.code).map(|text| format!("{method} {address}: {text}"))),
        }
    }
    assert!(tried > 200, "only {tried} operations");
    assert!(mistakes.is_empty(), "{} of {tried}:\n{}", mistakes.len(), mistakes.join("\n"));
}

#[test]
fn every_type_is_explained_and_the_macro_takes_its_code() {
    let stride = if std::env::var_os("EVERY").is_some() { 1 } else { STRIDE };
    let catalog = Catalog::embedded();
    let mut mistakes: Vec<String> = Vec::new();
    for version in Version::ALL {
        let catalog = catalog.of(version);
        let (explainer, names) = (Explainer::new(catalog), types(catalog));
        assert!(names.len() > 2000, "only {} types", names.len());
        for (place, name) in names.into_iter().enumerate() {
            let dates = [Dates::Text, Dates::Jiff, Dates::Chrono, Dates::Time][place % 4];
            match explainer.explain(name, None, dates) {
                Err(failure) => mistakes.push(format!("{version} {name}: {failure}")),
                Ok(explained) => {
                    let value = explained.as_json();
                    let Some(code) = value["code"].as_str() else { continue };
                    // The macro takes longer than all else together.
                    let is_checked = place % stride == 0 || COMMON.contains(&name);
                    let parsed = || syn::parse_file(code).err().map(|error| error.to_string());
                    let complaint = if is_checked { complaint(code) } else { parsed() };
                    mistakes.extend(complaint.map(|text| format!("{version} {name}: {text}")));
                }
            }
        }
    }
    assert!(mistakes.is_empty(), "{}:\n{}", mistakes.len(), mistakes.join("\n"));
}

/// The names of the types of a version.
fn types(catalog: &Catalog) -> Vec<&str> {
    let names = catalog.schema_facts().filter_map(|line| line.split(' ').next());
    names.filter(|name| catalog.find_type(name).is_some_and(|ty| ty.name == *name)).collect()
}

/// The listed operations of v1.0.
fn listed(catalog: &Catalog) -> Vec<(Method, String)> {
    let calls = catalog.operation_facts().filter_map(|line| {
        let mut fields = line.split(' ');
        let (address, method) = (fields.next()?, fields.next()?.parse::<Method>().ok()?);
        let template = path::parse(address).ok()?;
        let walk = walk(catalog, Start::Service, &template.steps()).ok()?;
        // The list names methods that the target of the address does not take.
        // Nor can the permission be printed that the body decides on.
        catalog.listing(&walk, method).filter(|listing| !listing.decided_by_body)?;
        Some((method, address.to_owned()))
    });
    calls.collect()
}

/// The first error or warning of the macros for the traits, structs and enums in a file.
fn complaint(code: &str) -> Option<String> {
    let file = match syn::parse_file(code) {
        Ok(file) => file,
        Err(error) => return Some(format!("{error} in:\n{code}")),
    };
    // A type that the runtime has already is only imported.
    if file.items.iter().all(|item| matches!(item, syn::Item::Use(_))) {
        return None;
    }
    if let Some(name) = unresolved(&file) {
        return Some(format!("`{name}` is used and not imported, or the reverse, in:\n{code}"));
    }
    for mut item in file.items {
        let attributes = match &mut item {
            syn::Item::Trait(item) => &mut item.attrs,
            syn::Item::Struct(item) => &mut item.attrs,
            syn::Item::Enum(item) => &mut item.attrs,
            _ => continue,
        };
        let ours = |attribute: &syn::Attribute| {
            ["graph_api", "graph_entity"].iter().any(|name| attribute.path().is_ident(name))
        };
        let Some(place) = attributes.iter().position(ours) else { continue };
        let attribute = attributes.remove(place);
        let is_trait = attribute.path().is_ident("graph_api");
        let arguments = match attribute.meta {
            syn::Meta::List(list) => list.tokens,
            _ => TokenStream::new(),
        };
        let expand = if is_trait { graph_action_codegen::graph_api } else { graph_action_codegen::graph_entity };
        let expanded = expand(arguments, item.to_token_stream()).to_string();
        // What is deprecated in a struct warns of bodies only, where the trait uses it.
        let signs = ["compile_error !", "# [deprecated", "# [deprecated ("];
        for sign in &signs[..if is_trait { signs.len() } else { 1 }] {
            if let Some(at) = expanded.find(sign) {
                let text: String = expanded[at..].chars().take(400).collect();
                // The warning of a deprecated operation is right.
                if !text.contains("is deprecated since") {
                    return Some(text);
                }
            }
        }
    }
    None
}

/// A type that a field or a signature names and the file does not have, or an import of a shipped one that none names.
fn unresolved(file: &syn::File) -> Option<String> {
    let (mut known, mut shipped, mut used) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
    for item in &file.items {
        match item {
            syn::Item::Use(item) => {
                let text = item.tree.to_token_stream().to_string().replace("::", " ");
                let names = type_names(text.parse().unwrap_or_default());
                if text.split_whitespace().nth(1) == Some("types") {
                    shipped.extend(names.iter().cloned());
                }
                known.extend(names);
            }
            syn::Item::Enum(item) => known.extend([item.ident.to_string()]),
            syn::Item::Struct(item) => {
                known.extend([item.ident.to_string()]);
                known.extend(type_names(item.generics.to_token_stream()));
                used.extend(item.fields.iter().flat_map(|field| type_names(field.ty.to_token_stream())));
            }
            syn::Item::Trait(item) => {
                let signatures = item.items.iter().filter_map(|item| match item {
                    syn::TraitItem::Fn(method) => Some(method.sig.to_token_stream()),
                    _ => None,
                });
                used.extend(signatures.flat_map(type_names));
            }
            _ => {}
        }
    }
    known.extend(["Box", "Option", "String", "Vec"].map(str::to_owned));
    used.difference(&known).chain(shipped.difference(&used)).next().cloned()
}

/// The words that begin with a capital and have no path before them.
fn type_names(tokens: TokenStream) -> BTreeSet<String> {
    let text = tokens.to_string().replace(" :: ", "::");
    let words = text.split(|c: char| !c.is_alphanumeric() && !['_', ':'].contains(&c));
    let words = words.filter(|word| !word.contains("::")).map(|word| word.trim_matches(':'));
    words.filter(|word| word.starts_with(char::is_uppercase)).map(str::to_owned).collect()
}
