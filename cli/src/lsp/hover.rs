//! What a literal of an attribute means.

use std::ops::Range;

use graph_action_catalog::{Catalog, Grant, Method, Scheme, Target, Walk, walk};
use graph_action_codegen::parse::template;

use super::attribute::{Attribute, Role, attributes};
use super::candidate::describe;
use super::complete::split_query;
use crate::pages::Page;

/// An explanation in Markdown, and the bytes that it is about.
pub(super) struct Hover {
    pub(super) range: Range<usize>,
    pub(super) markdown: String,
}

/// Explains what is at a place of a text; `None` outside of the attributes' paths and permissions.
pub(super) fn hover(catalog: &Catalog, text: &str, offset: usize) -> Option<Hover> {
    let attributes = attributes(text);
    let (attribute, literal, role) = attributes.iter().find_map(|attribute| {
        let (literal, role) = attribute.literal_at(offset)?;
        Some((attribute, literal, role))
    })?;
    match role {
        Role::Other => None,
        Role::Permission => Some(Hover { range: literal.range.clone(), markdown: permission(catalog, &literal.text)? }),
        Role::Path => {
            let path = &literal.text[..split_query(&literal.text).unwrap_or(literal.text.len())];
            let end = segment_end(path, offset - literal.range.start);
            let part = if end == 0 { "/" } else { &path[..end] };
            let template = template::parse(part).ok()?;
            let walk = walk(catalog, attribute.start(), &template.steps()).ok()?;
            let is_whole = end == path.len();
            let range = literal.range.start..literal.range.start + end.max(1).min(literal.text.len());
            Some(Hover { range, markdown: address(catalog, attribute, &walk, is_whole) })
        }
    }
}

/// Where the segment at a place ends.
fn segment_end(path: &str, place: usize) -> usize {
    let (mut depth, mut quoted) = (0_usize, false);
    for (at, letter) in path.char_indices() {
        match letter {
            '\'' if depth > 0 => quoted = !quoted,
            '(' if !quoted => depth += 1,
            ')' if !quoted => depth = depth.saturating_sub(1),
            '/' if depth == 0 && at > place.max(1) - 1 && at > 0 => return at,
            _ => {}
        }
    }
    path.len()
}

/// What is at an address, and what is to know of calling it.
fn address(catalog: &Catalog, attribute: &Attribute, walk: &Walk<'_>, is_whole: bool) -> String {
    let addresses = catalog.addresses(walk);
    let method = attribute.method().filter(|_| is_whole);
    let mut parts = Vec::new();
    let verb = method.map_or(String::new(), |method| format!("{method} "));
    parts.push(format!(
        "```http\n{}\n```",
        addresses.iter().map(|one| format!("{verb}{one}")).collect::<Vec<_>>().join("\n")
    ));
    parts.push(what(walk));
    if let Some((what, deprecation)) = &walk.deprecation {
        let removal = deprecation.removal.map_or(String::new(), |date| format!(", to be removed on {date}"));
        parts.push(format!("**Deprecated**: `{what}`, since {}{removal}.", deprecation.since));
    }
    match method {
        Some(method) => parts.extend(call(catalog, walk, method, &addresses)),
        None => {
            let methods: Vec<&str> = catalog.listed_methods(walk).into_iter().map(Method::as_str).collect();
            if !methods.is_empty() {
                parts.push(format!("Takes {}.", methods.join(", ")));
            }
        }
    }
    parts.push(format!("*Catalog of {}.*", catalog.date()));
    parts.join("\n\n")
}

/// What an address leads to, in a sentence.
fn what(walk: &Walk<'_>) -> String {
    let ty = walk.ty.map_or("nothing".to_owned(), |ty| format!("`{}`", describe(ty)));
    match &walk.target {
        Target::Service => "The service itself.".to_owned(),
        Target::Entity => format!("One {ty}."),
        Target::Collection => format!("A {ty}, page by page."),
        Target::Property => format!("A value of type {ty}."),
        Target::Action(called) | Target::Function(called) => {
            let parameters: Vec<String> = called
                .parameters
                .iter()
                .map(|parameter| {
                    let optional = if called.requires(parameter) { "" } else { ", may be left out" };
                    format!("- `{}`: `{}`{optional}", parameter.documented_name(), parameter.ty)
                })
                .collect();
            let kind = if matches!(walk.target, Target::Action(_)) { "action" } else { "function" };
            let takes = if parameters.is_empty() { String::new() } else { format!("\n\n{}", parameters.join("\n")) };
            format!("The {kind} `{}` of `{}`. It returns {ty}.{takes}", called.name, called.bound_to)
        }
        Target::Content => "Content.".to_owned(),
        Target::Reference { .. } => "The link, not what it leads to.".to_owned(),
        Target::Count => "The number of items.".to_owned(),
        Target::Batch => "Several requests in one.".to_owned(),
        Target::Metadata => "The schema.".to_owned(),
    }
}

/// The permissions of a call, and its page.
fn call(catalog: &Catalog, walk: &Walk<'_>, method: Method, addresses: &[String]) -> Vec<String> {
    let listing = catalog.listing(walk, method);
    let permissions = match &listing {
        None => "Microsoft lists no such operation.".to_owned(),
        Some(listing) if listing.decided_by_body => "The body decides which permission is needed.".to_owned(),
        Some(listing) if listing.grants.is_empty() => "Microsoft publishes no permissions for it.".to_owned(),
        Some(listing) => {
            let line = |scheme: Scheme| {
                let names: Vec<String> = listing.in_scheme(scheme).into_iter().map(grant).collect();
                let names = if names.is_empty() { "not supported".to_owned() } else { names.join(", ") };
                format!("- {scheme}: {names}")
            };
            let lines = Scheme::ALL.map(line);
            format!("Permissions, the least privileged first:\n\n{}", lines.join("\n"))
        }
    };
    let page = addresses.iter().find_map(|address| Page::of(address, method)).map(|page| page.url());
    let by_hand = || listing.as_ref()?.sources.first().map(|source| (*source).to_owned());
    let page = page.or_else(by_hand).map(|url| format!("[Microsoft's documentation]({url})"));
    std::iter::once(permissions).chain(page).collect()
}

fn grant(grant: &Grant<'_>) -> String {
    match grant.and_one_of.as_slice() {
        [] => format!("`{}`", grant.permission),
        others => format!("`{}` with one of `{}`", grant.permission, others.join("`, `")),
    }
}

fn permission(catalog: &Catalog, name: &str) -> Option<String> {
    let permission = catalog.permission(name)?;
    let lines: Vec<String> = permission
        .schemes()
        .map(|known| {
            let consent = if known.admin_consent { "an administrator consents" } else { "a user can consent" };
            let privilege = known.privilege.map_or(String::new(), |level| format!(", privilege {level} of 5"));
            format!("- {}: {consent}{privilege}", known.scheme)
        })
        .collect();
    let page = "https://learn.microsoft.com/graph/permissions-reference";
    let anchor = permission.name.to_ascii_lowercase().replace('.', "");
    Some(format!("**{}**\n\n{}\n\n[Microsoft's documentation]({page}#{anchor})", permission.name, lines.join("\n")))
}
