//! The permissions to propose for an operation, and those that are no more than it needs.
//!
//! Microsoft's list marks the least privileged permission of a group of methods. So several permissions may be marked
//! for one operation, and some of them belong to another method of the group. The supplement says which resources an
//! address is about.

use super::{Called, Listing};
use crate::fact::{Family, Grant, PermissionName, Scheme};
use crate::method::Method;

/// Operations on one aspect of a resource (`User.EnableDisableAccount.All`).
const ASPECTS: [&str; 3] = ["EnableDisableAccount", "ManageIdentities", "ManageProtection"];

/// Reaches that only one kind of application uses.
const SPECIAL_REACHES: [&str; 2] = ["CrossCloud", "IdentityParentedBy"];

impl<'c> Listing<'c> {
    /// The names of the permissions of a scheme that are no more than the call needs, as [`Listing::least_among`] says.
    #[must_use]
    pub fn least_names(&self, scheme: Scheme) -> Vec<&'c str> {
        names(self, scheme)
    }

    /// The permissions of a scheme that are proposed, best first: of those that Microsoft marks as least privileged
    /// first those for the address's own resource; empty when the list does not say.
    #[must_use]
    pub fn proposed(&self, scheme: Scheme) -> Vec<&Grant<'c>> {
        proposed(self, scheme)
    }
}

/// The permissions of a scheme to propose, best first.
fn proposed<'l, 'c>(listing: &'l Listing<'c>, scheme: Scheme) -> Vec<&'l Grant<'c>> {
    let of_scheme = |grant: &&Grant<'c>| grant.schemes.contains(scheme);
    let all: Vec<Candidate<'l, 'c>> =
        listing.grants.iter().filter(of_scheme).map(|grant| Candidate::new(grant, scheme)).collect();
    let choice = Choice { listing, scheme, family: listing.catalog.family(listing.address).unwrap_or_default() };
    let mut best = choice.best(&all);
    choice.order(&mut best);
    let mut proposed: Vec<&'l Grant<'c>> = best.into_iter().map(|candidate| candidate.grant).collect();
    for marked in all.iter().filter(|candidate| candidate.marked) {
        if !proposed.iter().any(|known| std::ptr::eq(*known, marked.grant)) {
            proposed.push(marked.grant);
        }
    }
    proposed
}

/// The names of the permissions of a scheme that are no more than the call needs: those that are proposed, and those
/// that the list cannot tell from them.
fn names<'c>(listing: &Listing<'c>, scheme: Scheme) -> Vec<&'c str> {
    let mut names: Vec<&'c str> = proposed(listing, scheme).into_iter().map(|grant| grant.permission).collect();
    for grant in listing.grants.iter().filter(|grant| grant.schemes.contains(scheme)) {
        if !names.contains(&grant.permission) && names.iter().any(|least| is_as_little(listing, grant, least, scheme)) {
            names.push(grant.permission);
        }
    }
    names
}

/// Whether a permission counts as least privileged like `least`, as far as the list can tell. That is so when it reads
/// all properties and `least` reads the basic ones; when `least` is for one aspect of its resource; or when it is for
/// the organization and `least` for one team or chat.
fn is_as_little(listing: &Listing<'_>, grant: &Grant<'_>, least: &str, scheme: Scheme) -> bool {
    let (own, other) = (parts(grant.permission), parts(least));
    let everybody = |name: &PermissionName<'_>| scheme == Scheme::Application && matches!(name.reach, "" | "All");
    let reaches = own.reach == other.reach || (everybody(&own) && everybody(&other));
    let whole = reaches && PermissionName { reach: other.reach, ..own }.is_whole_of(&other);
    let aspect = other.resource.split_once('-').is_some_and(|(resource, _)| resource == own.resource);
    let same_operation = own.operation == other.operation;
    let of_organization = own.reach == "All" && own.resource == other.resource;
    whole
        || (aspect && same_operation && own.reach == other.reach)
        || (of_organization
            && same_operation
            && is_resource_specific(listing, least, &other)
            && !is_resource_specific(listing, grant.permission, &own))
}

/// A permission that may be proposed.
#[derive(Clone, Copy)]
struct Candidate<'l, 'c> {
    grant: &'l Grant<'c>,
    name: PermissionName<'c>,
    /// Whether Microsoft marks it as least privileged.
    marked: bool,
}

impl<'l, 'c> Candidate<'l, 'c> {
    fn new(grant: &'l Grant<'c>, scheme: Scheme) -> Self {
        Candidate { grant, name: parts(grant.permission), marked: grant.least.contains(scheme) }
    }
}

/// The choice among the permissions of one scheme.
struct Choice<'l, 'c> {
    listing: &'l Listing<'c>,
    scheme: Scheme,
    family: Family<'c>,
}

impl<'l, 'c> Choice<'l, 'c> {
    /// The marked permissions that are proposed before the other marked ones.
    fn best(&self, all: &[Candidate<'l, 'c>]) -> Vec<Candidate<'l, 'c>> {
        let good = self.good(all);
        let of_family: Vec<_> = good.iter().copied().filter(|one| self.is_of_family(one)).collect();
        let mut is_about_it = !of_family.is_empty();
        let mut pool = if is_about_it { of_family } else { good.clone() };
        let marked: Vec<_> = pool.iter().copied().filter(|one| one.marked).collect();
        if !marked.is_empty() || pool.is_empty() {
            return marked;
        }
        // Marked for one team or chat: the same for the whole organization.
        let any_marked: Vec<_> = all.iter().filter(|one| one.marked).collect();
        let contains_specific = |wide: &Candidate<'l, 'c>| {
            any_marked.iter().any(|one| {
                one.name.resource == wide.name.resource
                    && is_resource_specific(self.listing, one.grant.permission, &one.name)
                    && self.contains(wide, one)
            })
        };
        let wide: Vec<_> = good.into_iter().filter(contains_specific).collect();
        if !wide.is_empty() {
            (pool, is_about_it) = (wide, true);
        }
        // Nothing of what the address is about: Microsoft's word.
        if !is_about_it && !any_marked.is_empty() {
            return Vec::new();
        }
        self.smallest(&pool).into_iter().collect()
    }

    /// The permissions that a developer would ask for: for the whole resource, and for reading when the method reads,
    /// for writing when it writes.
    fn good(&self, all: &[Candidate<'l, 'c>]) -> Vec<Candidate<'l, 'c>> {
        let mut good: Vec<_> = all
            .iter()
            .copied()
            .filter(|one| !self.is_aspect(one))
            .filter(|one| !is_resource_specific(self.listing, one.grant.permission, &one.name))
            .collect();
        match self.listing.method {
            Method::Get if good.iter().any(|one| !one.name.writes()) => good.retain(|one| !one.name.writes()),
            Method::Put | Method::Patch | Method::Delete if good.iter().any(|one| !one.name.only_reads()) => {
                good.retain(|one| one.marked || !one.name.only_reads());
            }
            _ => {}
        }
        good
    }

    fn is_of_family(&self, one: &Candidate<'l, 'c>) -> bool {
        self.family.place(one.name.resource).is_some()
    }

    /// Whether a permission is for one aspect of a resource, or for one kind of application.
    fn is_aspect(&self, one: &Candidate<'l, 'c>) -> bool {
        let narrow = one.name.resource.contains('-') || SPECIAL_REACHES.contains(&one.name.reach);
        ASPECTS.contains(&one.name.operation) || (narrow && !self.is_of_family(one))
    }

    fn contains(&self, wide: &Candidate<'l, 'c>, narrow: &Candidate<'l, 'c>) -> bool {
        self.listing.catalog.contains(wide.grant.permission, narrow.grant.permission, self.scheme)
    }

    /// The permission with the lowest privilege among those that contain no other.
    fn smallest(&self, pool: &[Candidate<'l, 'c>]) -> Option<Candidate<'l, 'c>> {
        let contains_another =
            |one: &Candidate<'l, 'c>| pool.iter().any(|other| self.contains(one, other) && !self.contains(other, one));
        let rank = |one: &Candidate<'l, 'c>| {
            let name = one.grant.permission;
            let place = self.family.place(one.name.resource).unwrap_or(usize::MAX);
            (one.grant.and_one_of.len(), self.privilege(name), place, name)
        };
        pool.iter().copied().filter(|one| !contains_another(one)).min_by_key(rank)
    }

    /// Microsoft's level of privilege; a permission without one comes last.
    fn privilege(&self, name: &str) -> u8 {
        let permission = self.listing.catalog.permission(name);
        let known = permission.and_then(|found| found.schemes().find(|known| known.scheme == self.scheme));
        known.and_then(|known| known.privilege).unwrap_or(u8::MAX)
    }

    /// For a method that changes something, permissions that only read come last. For the data of other users,
    /// permissions for a user's own data come last, and the reverse.
    fn order(&self, best: &mut [Candidate<'l, 'c>]) {
        let names: Vec<PermissionName<'c>> = best.iter().map(|one| one.name).collect();
        let beside = |name: &PermissionName<'c>, reach: &str| names.contains(&PermissionName { reach, ..*name });
        best.sort_by_key(|one| {
            let reads = self.listing.method != Method::Get && one.name.only_reads();
            let wrong_reach = self.scheme != Scheme::Application
                && match self.listing.called {
                    Called::OthersToo => one.name.reach.is_empty() && beside(&one.name, "All"),
                    Called::Own => one.name.reach == "All" && beside(&one.name, ""),
                    Called::Either => false,
                };
            (reads, wrong_reach)
        });
    }
}

/// A permission name in its parts; a name without parts is a resource alone.
fn parts(name: &str) -> PermissionName<'_> {
    PermissionName::parse(name).unwrap_or(PermissionName { resource: name, operation: "", reach: "" })
}

/// Whether a permission is granted for one team, chat or the like.
fn is_resource_specific(listing: &Listing<'_>, permission: &str, name: &PermissionName<'_>) -> bool {
    name.reach == "WhereInstalled"
        || listing.catalog.permission(permission).is_some_and(|found| found.is_resource_specific())
}
