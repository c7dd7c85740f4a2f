//! The smallest set of the declared permissions that is enough for every action.

use std::collections::BTreeMap;

use graph_action_catalog::{Catalog, Listing, Method, Schemes, Start, walk};
use graph_action_codegen::verdict::steps;

use super::sources::Found;
use crate::flow::Flow;
use crate::path;

/// What the actions of a crate need in one flow. Every permission has the actions that declare it.
pub(super) struct Needs<'a> {
    pub(super) flow: Flow,
    /// Enough for everything.
    pub(super) minimal: BTreeMap<&'a str, Vec<&'a Found>>,
    /// Not needed, because of which others.
    pub(super) covered: BTreeMap<&'a str, (Vec<&'a str>, Vec<&'a Found>)>,
    /// Published, but not for this flow.
    pub(super) unavailable: BTreeMap<&'a str, Vec<&'a Found>>,
    /// Not published.
    pub(super) unknown: BTreeMap<&'a str, Vec<&'a Found>>,
}

impl<'a> Needs<'a> {
    pub(super) fn of(catalog: &Catalog, found: &'a [Found], flow: Flow) -> Needs<'a> {
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

    /// Moves what others cover, the most privileged first, out of the minimal set.
    fn reduce(&mut self, catalog: &Catalog) {
        let scheme = self.flow.scheme();
        let listings: BTreeMap<&str, Vec<Option<Listing<'_>>>> = self
            .minimal
            .iter()
            .map(|(permission, actions)| (*permission, actions.iter().map(|found| listing(catalog, found)).collect()))
            .collect();
        let mut candidates: Vec<&str> = self.minimal.keys().copied().collect();
        candidates.sort_by_key(|permission| std::cmp::Reverse(privilege(catalog, permission, self.flow)));
        for permission in candidates {
            let others: Vec<&str> = self.minimal.keys().copied().filter(|other| *other != permission).collect();
            let Some(of_actions) = listings.get(permission) else { continue };
            let is_covered = of_actions.iter().all(|listing| {
                listing.as_ref().is_some_and(|listing| {
                    !listing.incomplete && !listing.covered_by(&others).and(Schemes::from(scheme)).is_empty()
                })
            });
            if !is_covered {
                continue;
            }
            let by: Vec<&str> = others
                .iter()
                .copied()
                .filter(|other| {
                    of_actions.iter().flatten().any(|listing| {
                        listing.grants.iter().any(|grant| {
                            grant.schemes.contains(scheme)
                                && (grant.permission == *other || grant.and_one_of.contains(other))
                        })
                    })
                })
                .collect();
            if let Some(actions) = self.minimal.remove(permission) {
                self.covered.insert(permission, (by, actions));
            }
        }
        // What covers must itself be needed still.
        let needed: Vec<&str> = self.minimal.keys().copied().collect();
        for (by, _) in self.covered.values_mut() {
            by.retain(|name| needed.contains(name));
        }
    }
}

fn declared(found: &Found, flow: Flow) -> impl Iterator<Item = &str> {
    let names = match flow {
        Flow::Delegated => &found.action.delegated,
        Flow::Application => &found.action.application,
    };
    names.iter().map(String::as_str)
}

fn exists_in(permission: &graph_action_catalog::Permission<'_>, flow: Flow) -> bool {
    permission.schemes().any(|known| flow.schemes().contains(known.scheme))
}

fn privilege(catalog: &Catalog, permission: &str, flow: Flow) -> u8 {
    let level = |found: graph_action_catalog::Permission<'_>| {
        found.schemes().find(|known| known.scheme == flow.scheme()).and_then(|known| known.privilege)
    };
    catalog.permission(permission).and_then(level).unwrap_or(u8::MAX)
}

/// What Microsoft lists for an action; nothing for one that cannot be found, which then keeps all it declares.
fn listing<'c>(catalog: &'c Catalog, found: &Found) -> Option<Listing<'c>> {
    let action = &found.action;
    let method: Method = action.method.parse().ok()?;
    if action.version == "beta" {
        // Only absolute paths have an address that the list could name.
        return if action.root.is_empty() {
            catalog.listing_at(&path::address(&action.template.segments), method)
        } else {
            None
        };
    }
    let start = if action.root.is_empty() { Start::Service } else { Start::Entity(&action.root) };
    let walk = walk(catalog, start, &steps(&action.template)).ok()?;
    catalog.listing(&walk, method)
}
