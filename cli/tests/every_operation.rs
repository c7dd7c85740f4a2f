//! The macro accepts the printed trait for every operation, without an error and without a warning.

use graph_action_catalog::{Catalog, Method, Start, Version, walk};
use graph_action_cli::new::{Options, make};
use graph_action_cli::path;
use quote::ToTokens;

/// One operation in this many is tested. With `EVERY` in the environment all are.
const STRIDE: usize = 23;

#[test]
fn the_macro_takes_what_is_printed() {
    let stride = if std::env::var_os("EVERY").is_some() { 1 } else { STRIDE };
    let catalog = Catalog::embedded();
    let mut mistakes: Vec<String> = Vec::new();
    let mut tried = 0;
    for (method, address) in listed(&catalog).into_iter().step_by(stride) {
        tried += 1;
        let options = Options {
            operations: vec![method.to_string(), address.clone()],
            root: "service".to_owned(),
            version: Version::V1,
            name: None,
        };
        match make(&catalog, &options) {
            Err(failure) => mistakes.push(format!("{method} {address}: {failure}")),
            Ok(made) => mistakes.extend(complaint(&made.code).map(|text| format!("{method} {address}: {text}"))),
        }
    }
    assert!(tried > 200, "only {tried} operations");
    assert!(mistakes.is_empty(), "{} of {tried}:\n{}", mistakes.len(), mistakes.join("\n"));
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

/// The first error or warning of the macro for the traits in a file.
fn complaint(code: &str) -> Option<String> {
    let file = match syn::parse_file(code) {
        Ok(file) => file,
        Err(error) => return Some(format!("{error} in:\n{code}")),
    };
    for item in file.items {
        let syn::Item::Trait(mut item) = item else { continue };
        let attribute = item.attrs.iter().position(|attribute| attribute.path().is_ident("graph_api"))?;
        let arguments = match item.attrs.remove(attribute).meta {
            syn::Meta::List(list) => list.tokens,
            _ => proc_macro2::TokenStream::new(),
        };
        let expanded = graph_action_codegen::graph_api(arguments, item.to_token_stream()).to_string();
        for sign in ["compile_error !", "# [deprecated", "# [deprecated ("] {
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
