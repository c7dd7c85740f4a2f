//! What may follow at a place in an attribute's literal.

use std::ops::Range;

use graph_action_catalog::{
    Catalog, Member, Operation, OperationKind, Scheme, Schemes, Start, Target, Template, Walk, walk,
};
use graph_action_codegen::parse::template;

use super::attribute::{Attribute, Role, attributes, escaped};
use super::candidate::{Candidate, Kind, describe};
use super::query;
use crate::names::{singular, snake};

/// Candidates, and the bytes that they replace.
pub(super) struct Completion {
    pub(super) range: Range<usize>,
    pub(super) candidates: Vec<Candidate>,
}

/// What may be written at a place of a text; `None` outside of the attributes' literals.
pub(super) fn complete(catalog: &Catalog, text: &str, offset: usize) -> Option<Completion> {
    let attributes = attributes(text);
    let (attribute, literal, role) = attributes.iter().find_map(|attribute| {
        let (literal, role) = attribute.literal_at(offset)?;
        Some((attribute, literal, role))
    })?;
    let start = literal.range.start;
    let head = text.get(start..offset)?;
    let (at, mut candidates) = match role {
        Role::Other => return None,
        Role::Permission => (0, permissions(catalog, attribute)),
        Role::Path => match split_query(head) {
            Some(mark) => {
                let walk = follow(catalog, attribute.start(), &head[..mark]).map(|(walk, _)| walk);
                let (at, candidates) = query::complete(catalog, walk.as_ref(), &head[mark + 1..]);
                (mark + 1 + at, candidates)
            }
            None => path(catalog, attribute, head),
        },
    };
    if attribute.has_escapes(literal) {
        candidates.iter_mut().for_each(|candidate| candidate.text = escaped(&candidate.text));
    }
    Some(Completion { range: start + at..offset, candidates })
}

/// The place of the `?` that begins the query.
pub(super) fn split_query(path: &str) -> Option<usize> {
    let mut quoted = false;
    path.char_indices().find_map(|(at, letter)| {
        quoted ^= letter == '\'';
        (letter == '?' && !quoted).then_some(at)
    })
}

/// Where a path without its query leads.
fn follow<'c>(catalog: &'c Catalog, start: Start<'_>, path: &str) -> Option<(Walk<'c>, Template)> {
    let template = template::parse(if path.is_empty() { "/" } else { path }).ok()?;
    let walk = walk(catalog, start, &template.steps()).ok()?;
    Some((walk, template))
}

/// The place after the last `/` outside of parentheses.
fn last_segment(path: &str) -> usize {
    let (mut depth, mut quoted, mut last) = (0_usize, false, 0);
    for (at, letter) in path.char_indices() {
        match letter {
            '\'' if depth > 0 => quoted = !quoted,
            '(' if !quoted => depth += 1,
            ')' if !quoted => depth = depth.saturating_sub(1),
            '/' if depth == 0 => last = at + 1,
            _ => {}
        }
    }
    last
}

fn path(catalog: &Catalog, attribute: &Attribute, head: &str) -> (usize, Vec<Candidate>) {
    let at = last_segment(head);
    let before = head[..at].strip_suffix('/').unwrap_or("");
    // What follows `root:` is a path.
    if before.ends_with(':') && before.matches(':').count() % 2 == 1 {
        let detail = "a path of several segments";
        return (
            at,
            vec![
                Candidate::new("<path..>:", detail, Kind::Placeholder).rank(0),
                Candidate::new("<path..>", detail, Kind::Placeholder),
            ],
        );
    }
    let Some((walk, template)) = follow(catalog, attribute.start(), before) else { return (at, Vec::new()) };
    let mut candidates = below(catalog, attribute, &walk, &template);
    if matches!(walk.target, Target::Function(_)) {
        // Only what some functions return has addresses of its own.
        let exists = |candidate: &Candidate| {
            follow(catalog, attribute.start(), &format!("{before}/{}", candidate.text)).is_some()
        };
        candidates.retain(exists);
    }
    if at == 0 {
        candidates.iter_mut().for_each(|candidate| candidate.text.insert(0, '/'));
    }
    (at, candidates)
}

/// What follows a place in an address.
fn below(catalog: &Catalog, attribute: &Attribute, walk: &Walk<'_>, template: &Template) -> Vec<Candidate> {
    if matches!(walk.target, Target::Service) {
        let roots = catalog.roots().map(member);
        return roots.chain([Candidate::new("$batch", "several requests in one", Kind::Operation).rank(2)]).collect();
    }
    let Some(ty) = walk.ty else { return Vec::new() };
    let mut candidates = Vec::new();
    match &walk.target {
        Target::Collection => {
            let detail = format!("one {}", ty.name);
            candidates.push(Candidate::new(placeholder(walk, template), detail, Kind::Placeholder).rank(0));
            let keys = catalog.known_keys(ty.name, walk.member.as_ref());
            candidates.extend(
                keys.into_iter()
                    .map(|key| Candidate::new(key, format!("a {} that Graph knows by name", ty.name), Kind::Value)),
            );
            candidates.push(Candidate::new("$count", "the number of items", Kind::Operation).rank(2));
        }
        Target::Entity | Target::Property | Target::Function(_) if !ty.collection => {
            candidates.extend(catalog.members(ty.name).map(member));
        }
        _ => {}
    }
    let casts = catalog.derived_types(ty.name).into_iter();
    candidates.extend(
        casts.map(|name| {
            Candidate::new(format!("microsoft.graph.{name}"), "only those of this type", Kind::Type).rank(3)
        }),
    );
    let operations = catalog.all_operations(ty.name, ty.collection);
    candidates.extend(operations.iter().filter_map(|called| operation(attribute, called)));
    if walk.member.is_some_and(|member| member.navigation.is_some()) && !matches!(walk.target, Target::Property) {
        candidates.push(Candidate::new("$ref", "the link itself", Kind::Operation).rank(3));
    }
    candidates
}

fn member(member: Member<'_>) -> Candidate {
    let is_navigation = member.navigation.is_some() || member.owner.is_empty();
    let kind = if is_navigation { Kind::Navigation } else { Kind::Property };
    Candidate::new(member.name, describe(member.ty), kind).rank(if is_navigation { 1 } else { 2 })
}

/// An operation with its parameters, unless the method cannot call it.
fn operation(attribute: &Attribute, operation: &Operation<'_>) -> Option<Candidate> {
    use graph_action_catalog::Method::{Get, Post};
    let returns = operation.returns.map_or_else(|| "nothing".to_owned(), describe);
    let names: Vec<String> = operation.parameters.iter().map(|parameter| parameter.documented_name()).collect();
    match operation.kind {
        OperationKind::Action if attribute.method().is_some_and(|method| method != Post) => None,
        OperationKind::Action => {
            let detail = format!("action({}) → {returns}", names.join(", "));
            Some(Candidate::new(operation.name, detail, Kind::Operation))
        }
        OperationKind::Function => {
            let needed: Vec<String> = operation
                .parameters
                .iter()
                .filter(|parameter| !parameter.optional)
                .map(|parameter| format!("{}=<{}>", parameter.name, snake(parameter.name)))
                .collect();
            let text = if needed.is_empty() {
                operation.name.to_owned()
            } else {
                format!("{}({})", operation.name, needed.join(","))
            };
            let rank = if attribute.method().is_none_or(|method| method == Get) { 1 } else { 3 };
            Some(Candidate::new(text, format!("function → {returns}"), Kind::Operation).rank(rank))
        }
    }
}

/// `<id>`, or `<message_id>` where the path has an `<id>` already.
fn placeholder(walk: &Walk<'_>, template: &Template) -> String {
    if !template.placeholders().any(|name| name == "id") {
        return "<id>".to_owned();
    }
    let of = walk.member.map_or("item", |member| member.name);
    format!("<{}_id>", snake(&singular(of)))
}

/// Every permission, those that the operation needs first.
fn permissions(catalog: &Catalog, attribute: &Attribute) -> Vec<Candidate> {
    let listing = attribute.path().and_then(|path| {
        let end = split_query(&path.text).unwrap_or(path.text.len());
        let (walk, _) = follow(catalog, attribute.start(), &path.text[..end])?;
        catalog.listing(&walk, attribute.method()?)
    });
    let least = |scheme| Some(listing.as_ref()?.least(scheme)?.permission);
    let least: Vec<&str> = Scheme::ALL.into_iter().filter_map(least).collect();
    let candidate = |permission: graph_action_catalog::Permission<'_>| {
        let name = permission.name;
        let granted = listing.as_ref().map(|listing| {
            let grants = listing.grants.iter().filter(|grant| grant.permission == name);
            grants.fold(Schemes::NONE, |all, grant| all.or(grant.schemes))
        });
        let granted = granted.unwrap_or(Schemes::NONE);
        let (rank, says) = match (least.contains(&name), granted.is_empty()) {
            (true, _) => (0, "least privileged, "),
            (false, false) => (1, "covers the call, "),
            (false, true) => (3, ""),
        };
        let schemes: Vec<String> = if granted.is_empty() {
            permission.schemes().map(|known| known.scheme.to_string()).collect()
        } else {
            granted.iter().map(|scheme| scheme.to_string()).collect()
        };
        Candidate::new(name, format!("{says}{}", schemes.join(", ")), Kind::Permission).rank(rank)
    };
    let mut all: Vec<Candidate> = catalog.all_permissions().map(candidate).collect();
    all.dedup_by(|one, other| one.text == other.text);
    all
}
