//! The permissions that a crate needs: those that it declares, without those that another of them covers.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use graph_action_catalog::{Catalog, Flow, Listing, Method, Permission, PermissionName, Start, Version, walk};

use super::sources::DeclaredAction;

/// The permissions that the actions of a crate need in one flow, each with the actions that declare it.
pub(super) struct Needs<'a> {
    pub(super) flow: Flow,
    /// These are enough for all actions.
    pub(super) minimal: BTreeMap<&'a str, Vec<&'a DeclaredAction>>,
    /// Not needed, each with the permissions of `minimal` that cover it.
    pub(super) covered: BTreeMap<&'a str, (Vec<&'a str>, Vec<&'a DeclaredAction>)>,
    /// Permissions that do not exist in this flow.
    pub(super) unavailable: BTreeMap<&'a str, Vec<&'a DeclaredAction>>,
    /// Permissions that do not exist.
    pub(super) unknown: BTreeMap<&'a str, Vec<&'a DeclaredAction>>,
}

impl<'a> Needs<'a> {
    pub(super) fn of(catalog: &Catalog, found: &'a [DeclaredAction], flow: Flow) -> Needs<'a> {
        let mut needs = Needs {
            flow,
            minimal: BTreeMap::new(),
            covered: BTreeMap::new(),
            unavailable: BTreeMap::new(),
            unknown: BTreeMap::new(),
        };
        for one in found {
            for permission in declared(one, flow) {
                let kind = match catalog.permission(permission) {
                    None => &mut needs.unknown,
                    Some(known) if !exists_in(&known, flow) => &mut needs.unavailable,
                    Some(_) => &mut needs.minimal,
                };
                kind.entry(permission).or_default().push(one);
            }
        }
        needs.reduce(catalog);
        needs
    }

    /// Moves covered permissions out of `minimal`. One that contains others is decided before them, so it stays.
    fn reduce(&mut self, catalog: &Catalog) {
        // A name says what it contains by its operation and reach.
        let mut candidates: Vec<&str> =
            self.minimal.keys().copied().filter(|name| PermissionName::parse(name).is_some()).collect();
        let contained = |name: &str| {
            let others = self.minimal.keys().filter(|other| catalog.contains(name, other, self.flow.scheme()));
            Reverse(others.count())
        };
        candidates.sort_by_cached_key(|name| contained(name));
        let mut kept: Vec<&str> = Vec::new();
        for permission in candidates {
            let by = match self.minimal.get(permission) {
                Some(actions) => self.containing(catalog, permission, actions, &kept),
                None => Vec::new(),
            };
            if by.is_empty() {
                kept.push(permission);
            } else if let Some(actions) = self.minimal.remove(permission) {
                self.covered.insert(permission, (by, actions));
            }
        }
    }

    /// Those of `kept` that allow every action that declares the permission.
    fn containing(
        &self,
        catalog: &Catalog,
        permission: &str,
        actions: &[&DeclaredAction],
        kept: &[&'a str],
    ) -> Vec<&'a str> {
        // The permission list knows addresses only. Where more matters, or nothing is listed, the declared permission
        // stays.
        let by_address = |found: &&DeclaredAction| !found.says_more && declared(found, self.flow).count() == 1;
        if !actions.iter().all(by_address) {
            return Vec::new();
        }
        let listings: Option<Vec<Listing<'_>>> = actions.iter().map(|found| listing(catalog, found)).collect();
        let Some(listings) = listings.filter(|all| all.iter().all(|listing| !listing.incomplete)) else {
            return Vec::new();
        };
        let does = |keeper: &str, listing: &Listing<'_>| {
            let with = |held: &str| listing.covered_by(&[held]).and(self.flow.schemes());
            // It must work for every kind of account that the permission works for.
            with(keeper).contains(self.flow.scheme()) && with(keeper).and(with(permission)) == with(permission)
        };
        let contains = |keeper: &str| catalog.contains(keeper, permission, self.flow.scheme());
        let does_all = |keeper: &str| listings.iter().all(|listing| does(keeper, listing));
        kept.iter().copied().filter(|keeper| contains(keeper) && does_all(keeper)).collect()
    }
}

fn declared(found: &DeclaredAction, flow: Flow) -> impl Iterator<Item = &str> {
    let names = match flow {
        Flow::Delegated => &found.action.delegated,
        Flow::Application => &found.action.application,
    };
    names.iter().map(String::as_str)
}

fn exists_in(permission: &Permission<'_>, flow: Flow) -> bool {
    permission.schemes().any(|known| flow.schemes().contains(known.scheme))
}

/// What Microsoft lists for an action. An action that is not listed keeps all its permissions.
fn listing<'c>(catalog: &'c Catalog, found: &DeclaredAction) -> Option<Listing<'c>> {
    let action = &found.action;
    let method: Method = action.method.parse().ok()?;
    let start = if action.root.is_empty() { Start::Service } else { Start::Entity(&action.root) };
    let catalog = catalog.of(action.version.parse().unwrap_or_default());
    match walk(catalog, start, &action.template.steps()) {
        Ok(walk) => catalog.listing(&walk, method),
        // The schema of beta may lack what the list names.
        Err(_) if catalog.version() == Version::Beta => catalog.listing_without_schema(&action.template, start, method),
        Err(_) => None,
    }
}
