//! The permissions: whether they exist, cover the call, and are no more than it needs.

use graph_action_catalog::{Catalog, Flow, Grant, Listing, PermissionName, Scheme, Schemes, Segment, Start};

use super::finding::{Covering, Finding, Needed, Place, Problem, Repair, ScopeOption};
use super::question::Question;

/// Whether the permissions cover the call; what is not listed is not judged.
pub(super) fn check(catalog: &Catalog, question: &Question<'_>, listing: Option<&Listing<'_>>) -> Vec<Finding> {
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
    let lists: Vec<(&[String], Schemes)> = if scopes.delegated == scopes.application {
        vec![(&scopes.delegated, wanted)]
    } else {
        vec![
            (&scopes.delegated, wanted.and(Schemes::DELEGATED)),
            (&scopes.application, wanted.and(Schemes::APPLICATION)),
        ]
    };
    let is_same = scopes.delegated == scopes.application;
    // A flow for which nothing is said is not used.
    let used = lists.into_iter().filter(|(held, wanted)| (is_same || !held.is_empty()) && !wanted.is_empty());
    used.filter_map(|(held, wanted)| List { question, listing, held, wanted }.check()).collect()
}

/// The permissions that are held together in some schemes, before what the permission list says.
struct List<'a> {
    question: &'a Question<'a>,
    listing: &'a Listing<'a>,
    held: &'a [String],
    wanted: Schemes,
}

impl List<'_> {
    fn check(&self) -> Option<Finding> {
        let names = self.names();
        let covered = self.listing.covered_by(&names).and(self.wanted);
        if covered.is_empty() {
            return self.insufficient();
        }
        if self.listing.least_among(&names).and(self.wanted).is_empty() {
            self.too_broad(covered)
        } else {
            self.needless()
        }
    }

    fn names(&self) -> Vec<&str> {
        self.held.iter().map(String::as_str).collect()
    }

    /// The names that have parts, taken apart.
    fn parts(&self) -> impl Iterator<Item = PermissionName<'_>> {
        self.held.iter().filter_map(|name| PermissionName::parse(name))
    }

    fn repair(&self) -> Option<Repair> {
        option(self.listing, self.wanted).map(Repair::Scope)
    }

    fn insufficient(&self) -> Option<Finding> {
        // A page that names the least privileged only says nothing of the others.
        if self.listing.incomplete || self.is_left_out() {
            return None;
        }
        let covering = covering(self.listing, self.wanted);
        let problem = Problem::InsufficientPermissions { held: self.held.to_vec(), covering };
        Some(Finding::new(self.place(), problem).repair(self.repair()))
    }

    fn too_broad(&self, covered: Schemes) -> Option<Finding> {
        let is_marked = |grant: &Grant<'_>| !grant.least.and(self.wanted).is_empty();
        // Where nothing is marked, nobody can say what would be less.
        let some_marked = self.listing.grants.iter().any(|grant| !grant.least.and(self.wanted).and(covered).is_empty());
        // Nor is reading ever more than writing, whichever of the two is marked.
        let writes = |name: &str| PermissionName::parse(name).is_some_and(|name| name.writes());
        let only_reads = self.held.iter().all(|name| !writes(name))
            && self.listing.grants.iter().all(|grant| !is_marked(grant) || writes(grant.permission));
        if !some_marked || only_reads || self.listing.incomplete || self.reads_more_than_the_basics() {
            return None;
        }
        let least =
            self.wanted.iter().filter_map(|scheme| Some((scheme, needed(self.listing.least(scheme)?)))).collect();
        let problem = Problem::TooBroad { held: self.held.to_vec(), least };
        Some(Finding::new(self.place(), problem).repair(self.repair()))
    }

    /// Whether one of several permissions can be left out.
    fn needless(&self) -> Option<Finding> {
        // A property that is asked for may need a permission of its own (`signInActivity`). One of several least privileged ones,
        // each for its scheme, is not needless either.
        let options = ["$select", "$expand", "$search"];
        let asks_for_more = self.question.template.query.iter().any(|option| options.contains(&option.name.as_str()));
        if self.held.len() < 2 || asks_for_more {
            return None;
        }
        let names = self.names();
        let is_needless = |place: &usize| {
            let others = names.iter().enumerate().filter(|(other, _)| other != place);
            let without: Vec<&str> = others.map(|(_, name)| *name).collect();
            !self.listing.least_among(&without).and(self.wanted).is_empty()
        };
        let name = names[(0..names.len()).find(is_needless)?];
        let is_least = self
            .listing
            .grants
            .iter()
            .any(|grant| grant.permission == name && !grant.least.and(self.wanted).is_empty());
        let problem = Problem::NeedlessPermission { name: name.to_owned() };
        let finding = Finding::new(Place::Scope(Some(name.to_owned())), problem);
        (!is_least).then(|| finding.repair(Repair::WithoutPermission(name.to_owned())))
    }

    /// At the only permission, or at all of them.
    fn place(&self) -> Place {
        Place::Scope(self.held.first().cloned())
    }

    /// Permissions that the list leaves out by principle: to what others share with the user, and to what an administrator
    /// selected (<https://learn.microsoft.com/graph/permissions-selected-overview>).
    fn is_left_out(&self) -> bool {
        let of_another_user = match self.question.start {
            Start::Entity(ty) => ty == "user",
            Start::Service => {
                matches!(self.question.template.segments.first(), Some(Segment::Text(name)) if name == "users")
            }
        };
        let own: Vec<String> = self
            .parts()
            .filter(|name| name.reach == "Shared")
            .map(|name| PermissionName { reach: "", ..name }.to_string())
            .collect();
        let own: Vec<&str> = own.iter().map(String::as_str).collect();
        if of_another_user && !self.listing.covered_by(&own).and(self.wanted).and(Schemes::DELEGATED).is_empty() {
            return true;
        }
        let of_sites = || self.listing.grants.iter().any(|grant| grant.permission.starts_with("Sites."));
        self.parts().any(|name| name.reach == "Selected" || name.operation == "Selected") && of_sites()
    }

    /// Whether a permission reads whole what the least privileged one reads the basics of. The list cannot say which of the two a
    /// call needs: bodies, attachments and most properties are not among the basics.
    fn reads_more_than_the_basics(&self) -> bool {
        self.parts().any(|held| {
            let marked = self.listing.grants.iter().filter(|grant| !grant.least.is_empty());
            marked.filter_map(|grant| PermissionName::parse(grant.permission)).any(|basic| held.is_whole_of(&basic))
        })
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

/// The scope option that asks for the least, as it is written in the attribute; `None` when the list names none.
#[must_use]
pub fn least_privileged(listing: &Listing<'_>, flow: Option<Flow>) -> Option<ScopeOption> {
    option(listing, flow.map_or(Schemes::ALL, Flow::schemes))
}

fn option(listing: &Listing<'_>, wanted: Schemes) -> Option<ScopeOption> {
    let of_flow = |flow: Flow| -> Vec<String> {
        let grant = flow.schemes().and(wanted).iter().find_map(|scheme| listing.least(scheme));
        let names =
            grant.into_iter().flat_map(|grant| [grant.permission].into_iter().chain(grant.and_one_of.first().copied()));
        names.map(str::to_owned).collect()
    };
    let (delegated, application) = (of_flow(Flow::Delegated), of_flow(Flow::Application));
    (!delegated.is_empty() || !application.is_empty()).then_some(ScopeOption { delegated, application })
}
