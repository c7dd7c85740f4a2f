//! Snapshots of expansions: each `tests/expand/NAME.rs` is expanded in-process and compared with
//! `tests/expand/NAME.expanded.rs`. `BLESS=1 cargo test -p graph-action-codegen --test expand` writes them anew.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use proc_macro2::TokenStream;
use quote::ToTokens;
use std::fs;
use std::path::Path;
use syn::{Attribute, Item, Meta, TraitItem};

#[test]
fn expansions_are_the_reviewed_ones() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/expand");
    let bless = std::env::var_os("BLESS").is_some();
    let mut seen = 0;
    let mut changed = Vec::new();
    for entry in fs::read_dir(&folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if !name.ends_with(".rs") || name.ends_with(".expanded.rs") {
            continue;
        }
        seen += 1;
        let expanded = expand(&fs::read_to_string(&path).unwrap());
        let reviewed = path.with_extension("expanded.rs");
        if bless {
            fs::write(&reviewed, expanded).unwrap();
        } else if fs::read_to_string(&reviewed).unwrap_or_default() != expanded {
            changed.push(format!("{name} now expands to:\n{expanded}"));
        }
    }
    assert!(seen > 0, "no inputs in {}", folder.display());
    assert!(changed.is_empty(), "{}", changed.join("\n"));
}

/// Expands the attributes of ours in a file and prints it.
fn expand(source: &str) -> String {
    let file = syn::parse_file(source).unwrap();
    let tokens: TokenStream = file.items.into_iter().map(expand_item).collect();
    let file = syn::parse2(tokens.clone()).unwrap_or_else(|error| panic!("{error}: {tokens}"));
    prettyplease::unparse(&file)
}

fn expand_item(item: Item) -> TokenStream {
    let mut item = match item {
        Item::Trait(item) => item,
        Item::Struct(mut item) => {
            let arguments = take(&mut item.attrs, "graph_entity").unwrap();
            return graph_action_codegen::graph_entity(arguments, item.into_token_stream());
        }
        Item::Enum(mut item) => {
            let arguments = take(&mut item.attrs, "graph_entity").unwrap();
            return graph_action_codegen::graph_entity(arguments, item.into_token_stream());
        }
        item => return item.into_token_stream(),
    };
    if let Some(arguments) = take(&mut item.attrs, "graph_api") {
        return graph_action_codegen::graph_api(arguments, item.into_token_stream());
    }
    for member in &mut item.items {
        if let TraitItem::Fn(function) = member
            && let Some(arguments) = take(&mut function.attrs, "graph_action")
        {
            *member = TraitItem::Verbatim(graph_action_codegen::graph_action(arguments, function.to_token_stream()));
        }
    }
    item.into_token_stream()
}

/// Takes the attribute of this name off, as the compiler does, and returns its arguments.
fn take(attributes: &mut Vec<Attribute>, name: &str) -> Option<TokenStream> {
    let at = attributes.iter().position(|attribute| attribute.path().is_ident(name))?;
    match attributes.remove(at).meta {
        Meta::List(list) => Some(list.tokens),
        _ => Some(TokenStream::new()),
    }
}
