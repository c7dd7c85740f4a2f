//! The permissions: whether they exist, cover the call, and are no more than it needs.

mod needs;
mod proposal;

use graph_action_catalog::{Catalog, Flow, Grant, Listing, Need, PermissionName, Scheme, Schemes, Template, Walk};

use super::finding::{Condition, Covering, Finding, Kind, Needed, Place, Problem, Repair, ScopeOption};
use super::query::{judge_options, type_of};
use super::question::{Question, Scopes};
use crate::odata::Judged;
use needs::Asked;
use proposal::Proposal;

/// Whether the permissions cover the call; what is not listed is not judged.
pub(super) fn check(
    catalog: &Catalog,
    question: &Question<'_>,
    walk: Option<&Walk<'_>>,
    query: &[Judged<'_>],
    listing: Option<&Listing<'_>>,
) -> Vec<Finding> {
    let unknown = check_names(catalog, question);
    let (Some(scopes), Some(listing)) = (&question.scopes, listing) else { return unknown };
    if listing.grants.is_empty() || !unknown.is_empty() {
        return unknown;
    }
    let wanted = question.flow.map_or(Schemes::ALL, Flow::schemes);
    if let Some(flow) = question.flow
        && listing.schemes().and(wanted).is_empty()
        && !listing.incomplete
    {
        let problem = Problem::FlowNotSupported { flow, covering: covering(listing, Schemes::ALL) };
        return vec![Finding::new(Place::Scope(None), problem)];
    }
    // The same permissions in both flows are one list: they must do in one of them.
    let is_same = scopes.delegated == scopes.application;
    let lists: Vec<(&[String], Schemes)> = if is_same {
        vec![(&scopes.delegated, wanted)]
    } else {
        vec![
            (&scopes.delegated, wanted.and(Schemes::DELEGATED)),
            (&scopes.application, wanted.and(Schemes::APPLICATION)),
        ]
    };
    // A flow for which nothing is said is not used.
    let used = lists.into_iter().filter(|(held, wanted)| (is_same || !held.is_empty()) && !wanted.is_empty());
    let proposal = Proposal::new(catalog, question.template, listing, query);
    let walk = walk.filter(|_| question.projects);
    // An option of its own takes the place of what the return type expands.
    let expands = |name: &String| name == "$expand";
    let written = question.template.query.iter().map(|option| &option.name);
    let is_expanded = written.chain(&question.further_options).any(expands);
    let asked = |levels: usize| needs::of_answer(catalog, walk, &proposal.needs, if is_expanded { 0 } else { levels });
    used.flat_map(|(held, wanted)| List { question, scopes, proposal: &proposal, held, wanted }.check_with(&asked))
        .collect()
}

/// The permissions that are held together in some schemes, before what the permission list says.
struct List<'a> {
    question: &'a Question<'a>,
    scopes: &'a Scopes,
    proposal: &'a Proposal<'a>,
    held: &'a [String],
    wanted: Schemes,
}

impl<'a> List<'a> {
    /// Checks the permissions, and those for properties that the return type may ask for, so many levels deep.
    fn check_with(&self, asked: &dyn Fn(usize) -> Vec<Asked<'a>>) -> Vec<Finding> {
        let is_overprivileged = |finding: &Finding| finding.kind() == Kind::Overprivileged;
        let found = self.check();
        if found.as_ref().is_some_and(|finding| !is_overprivileged(finding)) {
            return found.into_iter().collect();
        }
        // What seems too much is looked at more closely.
        let projected = asked(if found.is_some() { 2 } else { 1 });
        let is_excuse = |asked: &&Asked<'a>| {
            let found = List { proposal: &self.proposal.and(&asked.need), ..*self }.check();
            !found.as_ref().is_some_and(is_overprivileged)
        };
        let found = found.map(|finding| {
            let excuses: Vec<String> = projected.iter().filter(is_excuse).flat_map(Asked::paths).collect();
            let condition = if excuses.is_empty() { Condition::None } else { Condition::Unless(excuses) };
            finding.condition(condition)
        });
        let lacks = |asked: &&Asked<'a>| asked.need.refuses && !self.has_one_of(&asked.need);
        let lacking = projected.iter().filter(lacks).map(|Asked { need, ways }| {
            let condition = Condition::Asked { property: need.property.to_owned(), ways: ways.clone() };
            self.property_needs(need, self.repair_with(need)).condition(condition)
        });
        found.into_iter().chain(lacking).collect()
    }

    fn check(&self) -> Option<Finding> {
        let listing = self.proposal.listing;
        let names = self.names();
        let covered = listing.covered_by(&names).and(self.wanted);
        if covered.is_empty() {
            return self.insufficient();
        }
        if let Some(need) = self.proposal.needs.iter().find(|need| need.refuses && !self.has_one_of(need)) {
            return Some(self.property_needs(need, self.repair()));
        }
        let (for_address, for_properties) = self.by_purpose(&names);
        let is_least = |names: &[&str]| !listing.least_among(names).and(self.wanted).and(covered).is_empty();
        if is_least(&for_address) {
            self.needless(&for_address, covered)
        } else if for_properties.iter().any(|name| self.does_it_all(name)) {
            None
        } else {
            self.too_broad(covered)
        }
    }

    fn names(&self) -> Vec<&'a str> {
        self.held.iter().map(String::as_str).collect()
    }

    /// The names that have parts, taken apart.
    fn parts(&self) -> impl Iterator<Item = PermissionName<'_>> {
        self.held.iter().filter_map(|name| PermissionName::parse(name))
    }

    fn contains(&self, wider: &str, narrower: &str) -> bool {
        self.wanted.iter().any(|scheme| self.proposal.catalog.contains(wider, narrower, scheme))
    }

    fn has_one_of(&self, need: &Need<'_>) -> bool {
        self.held.iter().any(|name| need.one_of.iter().any(|one| self.contains(name, one)))
    }

    /// The permissions that are held for the address, and those that properties need. When the former are not enough
    /// alone, the latter count for the address too.
    fn by_purpose<'n>(&self, names: &[&'n str]) -> (Vec<&'n str>, Vec<&'n str>) {
        let is_needed = |name: &&str| {
            let mut needed = self.proposal.needs.iter().flat_map(|need| &need.one_of);
            needed.any(|one| self.contains(name, one))
        };
        let (for_properties, for_address): (Vec<&str>, Vec<&str>) = names.iter().copied().partition(is_needed);
        let is_enough = !self.proposal.listing.covered_by(&for_address).and(self.wanted).is_empty();
        (if is_enough { for_address } else { names.to_vec() }, for_properties)
    }

    /// Whether a permission is just what a property needs, and covers the call too: `Mail.Read` for the body of a
    /// message.
    fn does_it_all(&self, name: &str) -> bool {
        let is_needed = self.proposal.needs.iter().any(|need| need.one_of.contains(&name));
        is_needed && !self.proposal.listing.covered_by(&[name]).and(self.wanted).is_empty()
    }

    /// The permissions to ask for; those of the other flow stay.
    fn repair(&self) -> Option<Repair> {
        self.complete(self.proposal.option(self.wanted)?)
    }

    fn complete(&self, mut option: ScopeOption) -> Option<Repair> {
        if option.delegated.is_empty() && option.application.is_empty() {
            return None;
        }
        if self.scopes.delegated != self.scopes.application {
            if self.wanted.and(Schemes::DELEGATED).is_empty() {
                option.delegated.clone_from(&self.scopes.delegated);
            } else if self.wanted.and(Schemes::APPLICATION).is_empty() {
                option.application.clone_from(&self.scopes.application);
            }
        }
        Some(Repair::Scope(option))
    }

    /// What is held, and what a property needs as well.
    fn repair_with(&self, need: &Need<'a>) -> Option<Repair> {
        let mut option = ScopeOption { delegated: Vec::new(), application: Vec::new() };
        let wanted = self.proposal.asked(self.wanted);
        for (flow, names) in [(Flow::Delegated, &mut option.delegated), (Flow::Application, &mut option.application)] {
            let schemes = flow.schemes().and(wanted);
            let with = schemes.iter().find_map(|scheme| self.proposal.with(self.names(), need, scheme));
            names.extend(with.unwrap_or_default().into_iter().map(str::to_owned));
        }
        self.complete(option)
    }

    fn property_needs(&self, need: &Need<'_>, repair: Option<Repair>) -> Finding {
        let problem = Problem::PropertyNeedsMore {
            property: need.property.to_owned(),
            one_of: need.one_of.iter().map(|&name| name.to_owned()).collect(),
        };
        Finding::new(self.place(), problem).repair(repair)
    }

    fn insufficient(&self) -> Option<Finding> {
        // A page that names the least privileged only says nothing of the others.
        if self.proposal.listing.incomplete || self.is_left_out() {
            return None;
        }
        let covering = covering(self.proposal.listing, self.proposal.asked(self.wanted));
        let problem = Problem::InsufficientPermissions { held: self.held.to_vec(), covering };
        Some(Finding::new(self.place(), problem).repair(self.repair()))
    }

    fn too_broad(&self, covered: Schemes) -> Option<Finding> {
        let listing = self.proposal.listing;
        let least: Vec<(Scheme, Needed)> = self
            .proposal
            .asked(self.wanted)
            .iter()
            .filter_map(|scheme| Some((scheme, self.proposal.of(scheme)?)))
            .collect();
        // Reading is never more than writing, whichever of the two is marked.
        let does_more =
            |name: &str| PermissionName::parse(name).is_some_and(|name| name.writes() || name.operation == "Create");
        let only_reads = self.held.iter().all(|name| !does_more(name))
            && covered.iter().flat_map(|scheme| listing.proposed(scheme)).all(|grant| does_more(grant.permission));
        if least.is_empty() || only_reads || listing.incomplete {
            return None;
        }
        let problem = Problem::TooBroad { held: self.held.to_vec(), least };
        Some(Finding::new(self.place(), problem).repair(self.repair()))
    }

    /// Whether one of several permissions can be left out: the others are least privileged, and it is neither least
    /// privileged itself nor of another kind than they are.
    fn needless(&self, names: &[&str], covered: Schemes) -> Option<Finding> {
        // What is asked for by a value that is known when the call is made only may need a permission of its own.
        let options = ["$select", "$expand", "$search"];
        let asks_for_more = self.question.template.query.iter().any(|option| options.contains(&option.name.as_str()));
        if names.len() < 2 || asks_for_more {
            return None;
        }
        let listing = self.proposal.listing;
        let least: Vec<&str> = covered.iter().flat_map(|scheme| listing.least_names(scheme)).collect();
        let is_needless = |place: &usize| {
            let name = names[*place];
            let others = names.iter().enumerate().filter(|(other, _)| other != place);
            let others: Vec<&str> = others.map(|(_, name)| *name).collect();
            let goes_with = |grant: &Grant<'_>| grant.and_one_of.contains(&name);
            let is_named = listing.grants.iter().any(|grant| grant.permission == name || goes_with(grant));
            let is_second = listing.grants.iter().any(|grant| goes_with(grant) && others.contains(&grant.permission));
            let is_comparable = others.iter().any(|other| {
                let contains = |wider, narrower| {
                    Schemes::ALL.iter().any(|scheme| self.proposal.catalog.contains(wider, narrower, scheme))
                };
                contains(name, other) || contains(other, name)
            });
            let are_least = || !listing.least_among(&others).and(self.wanted).is_empty();
            !least.contains(&name) && !is_second && (!is_named || is_comparable) && are_least()
        };
        let name = names[(0..names.len()).find(is_needless)?];
        let problem = Problem::NeedlessPermission { name: name.to_owned() };
        let finding = Finding::new(Place::Scope(Some(name.to_owned())), problem);
        Some(finding.repair(Repair::WithoutPermission(name.to_owned())))
    }

    /// At the only permission, or at all of them.
    fn place(&self) -> Place {
        Place::Scope(self.held.first().cloned())
    }

    /// Permissions that the list leaves out by principle: to what an administrator selected
    /// (<https://learn.microsoft.com/graph/permissions-selected-overview>).
    fn is_left_out(&self) -> bool {
        let grants = &self.proposal.listing.grants;
        let of_sites = || grants.iter().any(|grant| grant.permission.starts_with("Sites."));
        self.parts().any(|name| name.reach == "Selected" || name.operation == "Selected") && of_sites()
    }
}

/// Whether the permissions exist at all.
pub(super) fn check_names(catalog: &Catalog, question: &Question<'_>) -> Vec<Finding> {
    let Some(scopes) = &question.scopes else { return Vec::new() };
    let application = scopes.application.iter().filter(|name| !scopes.delegated.contains(name));
    let unknown = |name: &String| {
        let known = catalog.permission(name);
        let near = match known {
            Some(permission) if permission.name == name => return None,
            Some(permission) => vec![permission.name],
            None => catalog.nearest_permissions(name),
        };
        let problem = Problem::UnknownPermission { name: name.clone() };
        Some(Finding::new(Place::Scope(Some(name.clone())), problem).suggest(near))
    };
    scopes.delegated.iter().chain(application).filter_map(unknown).collect()
}

/// The permissions that cover the call, by scheme, least privileged first.
fn covering(listing: &Listing<'_>, wanted: Schemes) -> Covering {
    let of_scheme = |scheme: Scheme| (scheme, listing.in_scheme(scheme).into_iter().map(needed).collect::<Vec<_>>());
    wanted.iter().map(of_scheme).filter(|(_, needed)| !needed.is_empty()).collect()
}

fn needed(grant: &Grant<'_>) -> Needed {
    Needed {
        permission: grant.permission.to_owned(),
        and_one_of: grant.and_one_of.iter().map(|&other| other.to_owned()).collect(),
    }
}

/// The scope option that asks for the least, as it is written in the attribute: what the address needs, and what the
/// properties need that the query names; `None` when the list names none.
#[must_use]
pub fn least_privileged(
    catalog: &Catalog,
    template: &Template,
    walk: Option<&Walk<'_>>,
    listing: &Listing<'_>,
    flow: Option<Flow>,
) -> Option<ScopeOption> {
    let query = judge_options(catalog, walk.and_then(type_of), template);
    let proposal = Proposal::new(catalog, template, listing, &query);
    proposal.option(flow.map_or(Schemes::ALL, Flow::schemes))
}
