//! The permissions: whether they exist, cover the call, and are no more than it needs.

use super::{Finding, Kind, Place, Question, quoted};
use graph_action_catalog::{Catalog, Flow, Grant, Listing, Scheme, Schemes, Segment, Start};

/// Whether the permissions cover the call; what is not listed is not judged.
pub(super) fn check(
    catalog: &Catalog,
    question: &Question<'_>,
    listing: Option<&Listing<'_>>,
    findings: &mut Vec<Finding>,
) {
    check_names(catalog, question, findings);
    let (Some(scopes), Some(listing)) = (&question.scopes, listing) else { return };
    if listing.grants.is_empty() || findings.iter().any(|finding| finding.kind == Kind::UnknownScope) {
        return;
    }
    let wanted = question.flow.map_or(Schemes::ALL, Flow::schemes);
    if listing.schemes().and(wanted).is_empty() && !listing.incomplete {
        findings.push(Finding {
            kind: Kind::InsufficientScope,
            place: Place::Scope,
            message: format!(
                "the call cannot be made in the {} flow, only {}",
                if question.flow == Some(Flow::Application) { "application" } else { "delegated" },
                list(listing, Schemes::ALL)
            ),
            repair: None,
        });
        return;
    }
    // The same permissions in both flows are one list: they must do in one of them.
    let lists: Vec<(&[String], Schemes)> = if scopes.delegated == scopes.application {
        vec![(&scopes.delegated, wanted)]
    } else {
        vec![
            (&scopes.delegated, wanted.and(Schemes::DELEGATED)),
            (&scopes.application, wanted.and(Schemes::APPLICATION)),
        ]
    };
    for (held, wanted) in lists {
        // A flow for which nothing is said is not used.
        let unused = held.is_empty() && scopes.delegated != scopes.application;
        if !unused && !wanted.is_empty() {
            check_list(question, listing, held, wanted, findings);
        }
    }
}

fn check_list(
    question: &Question<'_>,
    listing: &Listing<'_>,
    held: &[String],
    wanted: Schemes,
    findings: &mut Vec<Finding>,
) {
    let names: Vec<&str> = held.iter().map(String::as_str).collect();
    let covered = listing.covered_by(&names).and(wanted);
    if covered.is_empty() {
        // A page that names the least privileged only says nothing of the others.
        if listing.incomplete || is_left_out(question, listing, &names, wanted) {
            return;
        }
        let held = if held.is_empty() { "`scope = none`".to_owned() } else { quoted(held) };
        let verb = if names.len() > 1 { "do" } else { "does" };
        findings.push(Finding {
            kind: Kind::InsufficientScope,
            place: Place::Scope,
            message: format!("{held} {verb} not cover the call; least privileged first, {}", list(listing, wanted)),
            repair: repair(listing, wanted),
        });
        return;
    }
    if listing.least_among(&names).and(wanted).is_empty() {
        // Where nothing is marked, nobody can say what would be less.
        let is_marked = listing.grants.iter().any(|grant| !grant.least.and(wanted).and(covered).is_empty());
        // Nor is reading ever more than writing, whichever of the two is marked.
        let is_write = |name: &str| name.contains("Write");
        let only_reads = names.iter().all(|name| !is_write(name))
            && listing.grants.iter().all(|grant| grant.least.and(wanted).is_empty() || is_write(grant.permission));
        if is_marked && !only_reads && !listing.incomplete {
            findings.push(Finding {
                kind: Kind::Overprivileged,
                place: Place::Scope,
                message: format!("{} is more than the call needs; {}", quoted(held), least(listing, wanted)),
                repair: repair(listing, wanted),
            });
        }
        return;
    }
    let needless = |&at: &usize| {
        let without: Vec<&str> =
            names.iter().enumerate().filter(|(other, _)| *other != at).map(|(_, name)| *name).collect();
        !listing.least_among(&without).and(wanted).is_empty()
    };
    // A property that is asked for may need a permission of its own (`signInActivity`). One of several least privileged
    // ones, each for its scheme, is not needless either.
    let asks_for_more =
        question.template.query.iter().any(|pair| matches!(pair.name.as_str(), "$select" | "$expand" | "$search"));
    if names.len() > 1
        && !asks_for_more
        && let Some(at) = (0..names.len()).find(needless)
        && !listing.grants.iter().any(|grant| grant.permission == names[at] && !grant.least.and(wanted).is_empty())
    {
        findings.push(Finding {
            kind: Kind::Overprivileged,
            place: Place::Scope,
            message: format!("`{}` is more than the call needs, the others are enough", names[at]),
            repair: Some("leave it out".to_owned()),
        });
    }
}

/// Permissions that the list leaves out by principle: to what others share with the user, and to what an administrator
/// selected (<https://learn.microsoft.com/graph/permissions-selected-overview>).
fn is_left_out(question: &Question<'_>, listing: &Listing<'_>, names: &[&str], wanted: Schemes) -> bool {
    let is_somebody_else = match question.start {
        Start::Entity(ty) => ty == "user",
        Start::Service => matches!(question.template.segments.first(), Some(Segment::Text(name)) if name == "users"),
    };
    let shared: Vec<&str> = names.iter().filter_map(|name| name.strip_suffix(".Shared")).collect();
    if is_somebody_else && !listing.covered_by(&shared).and(wanted).and(Schemes::DELEGATED).is_empty() {
        return true;
    }
    let of_sites = || listing.grants.iter().any(|grant| grant.permission.starts_with("Sites."));
    names.iter().any(|name| name.ends_with(".Selected")) && of_sites()
}

/// Whether `held` reads whole what the least privileged permission reads the basics of. The list cannot say which of the two
/// a call needs: bodies, attachments and most properties are not among the basics.
#[must_use]
pub fn reads_more_than_the_basics(listing: &Listing<'_>, held: &[String]) -> bool {
    held.iter().any(|name| {
        name.split_once(".Read").is_some_and(|(resource, rest)| {
            let is_read = rest.is_empty() || rest.starts_with('.');
            let basics = format!("{resource}.ReadBasic");
            is_read
                && listing.grants.iter().any(|grant| !grant.least.is_empty() && grant.permission.starts_with(&basics))
        })
    })
}

/// Whether the permissions exist at all.
pub(super) fn check_names(catalog: &Catalog, question: &Question<'_>, findings: &mut Vec<Finding>) {
    let Some(scopes) = &question.scopes else { return };
    let application = scopes.application.iter().filter(|name| !scopes.delegated.contains(name));
    for name in scopes.delegated.iter().chain(application) {
        let known = catalog.permission(name);
        if known.is_some_and(|permission| permission.name == name) {
            continue;
        }
        let near: Vec<&str> = match known {
            Some(permission) => vec![permission.name],
            None => catalog.nearest_permissions(name),
        };
        let help = if near.is_empty() { String::new() } else { format!("; did you mean {}?", quoted(&near)) };
        findings.push(Finding {
            kind: Kind::UnknownScope,
            place: Place::Scope,
            message: format!("Graph has no permission `{name}`{help}"),
            repair: None,
        });
    }
}

/// The permissions that cover the call, by scheme.
fn list(listing: &Listing<'_>, wanted: Schemes) -> String {
    let of_scheme = |scheme: Scheme| {
        let grants: Vec<String> = listing.in_scheme(scheme).into_iter().take(4).map(name).collect();
        (!grants.is_empty()).then(|| format!("{scheme}: {}", grants.join(", ")))
    };
    wanted.iter().filter_map(of_scheme).collect::<Vec<_>>().join("; ")
}

fn name(grant: &Grant<'_>) -> String {
    match grant.and_one_of.as_slice() {
        [] => format!("`{}`", grant.permission),
        [other] => format!("`{}` with `{other}`", grant.permission),
        others => format!("`{}` with one of {}", grant.permission, quoted(others)),
    }
}

/// The least privileged permission of each scheme, said once where it is the same.
fn least(listing: &Listing<'_>, wanted: Schemes) -> String {
    let of_scheme = |scheme: Scheme| Some((scheme, name(listing.least(scheme)?)));
    let found: Vec<(Scheme, String)> = wanted.iter().filter_map(of_scheme).collect();
    match found.split_first() {
        Some(((_, first), rest)) if rest.iter().all(|(_, other)| other == first) => {
            format!("the least privileged is {first}")
        }
        _ => {
            let each: Vec<String> = found.iter().map(|(scheme, name)| format!("{scheme} {name}")).collect();
            format!("the least privileged are {}", each.join(", "))
        }
    }
}

/// The scope option that asks for the least, as it is written in the attribute; `None` when the list names none.
#[must_use]
pub fn least_privileged(listing: &Listing<'_>, flow: Option<Flow>) -> Option<String> {
    option(listing, flow.map_or(Schemes::ALL, Flow::schemes))
}

fn repair(listing: &Listing<'_>, wanted: Schemes) -> Option<String> {
    option(listing, wanted).map(|option| format!("write `{option}`"))
}

fn option(listing: &Listing<'_>, wanted: Schemes) -> Option<String> {
    let of_flow = |flow: Schemes| {
        let grant = flow.and(wanted).iter().find_map(|scheme| listing.least(scheme))?;
        Some(match grant.and_one_of.first() {
            None => format!("\"{}\"", grant.permission),
            Some(other) => format!("[\"{}\", \"{other}\"]", grant.permission),
        })
    };
    match (of_flow(Schemes::DELEGATED), of_flow(Schemes::APPLICATION)) {
        (Some(delegated), Some(application)) if delegated != application => {
            Some(format!("scope(delegated = {delegated}, application = {application})"))
        }
        (Some(both), _) | (None, Some(both)) => Some(format!("scope = {both}")),
        (None, None) => None,
    }
}
