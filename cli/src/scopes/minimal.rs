//! The declared permissions, without those that another one of them plainly contains.

use std::collections::BTreeMap;

use graph_action_catalog::{Catalog, Flow, Listing, Method, Start, walk};

use super::sources::Found;

/// What the actions of a crate need in one flow. Every permission has the actions that declare it.
pub(super) struct Needs<'a> {
    pub(super) flow: Flow,
    /// Enough for everything.
    pub(super) minimal: BTreeMap<&'a str, Vec<&'a Found>>,
    /// Not needed, because of which others, all of them in `minimal`.
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

    /// Moves what others contain out of the minimal set. The widest are decided first, so what contains is there to stay.
    fn reduce(&mut self, catalog: &Catalog) {
        let mut candidates: Vec<(&str, Name<'_>)> =
            self.minimal.keys().filter_map(|permission| Some((*permission, Name::of(permission)?))).collect();
        candidates.sort_by_key(|(_, name)| std::cmp::Reverse(name.width()));
        let mut kept: Vec<(&str, Name<'_>)> = Vec::new();
        for (permission, name) in candidates {
            let by = match self.minimal.get(permission) {
                Some(actions) => self.containing(catalog, (permission, name), actions, &kept),
                None => Vec::new(),
            };
            if by.is_empty() {
                kept.push((permission, name));
            } else if let Some(actions) = self.minimal.remove(permission) {
                self.covered.insert(permission, (by, actions));
            }
        }
    }

    /// Those of `kept` each of which does for a permission in every action that declares it.
    fn containing(
        &self,
        catalog: &Catalog,
        (permission, name): (&str, Name<'_>),
        actions: &[&Found],
        kept: &[(&'a str, Name<'_>)],
    ) -> Vec<&'a str> {
        // The list speaks of addresses. Where more than the address matters, or nothing is known, what is declared stays.
        let by_address = |found: &&Found| !found.says_more && declared(found, self.flow).count() == 1;
        if !actions.iter().all(by_address) {
            return Vec::new();
        }
        let listings: Option<Vec<Listing<'_>>> = actions.iter().map(|found| listing(catalog, found)).collect();
        let Some(listings) = listings.filter(|all| all.iter().all(|listing| !listing.incomplete)) else {
            return Vec::new();
        };
        let does = |keeper: &str, listing: &Listing<'_>| {
            let with = |held: &str| listing.covered_by(&[held]).and(self.flow.schemes());
            // No kind of account is lost.
            with(keeper).contains(self.flow.scheme()) && with(keeper).and(with(permission)) == with(permission)
        };
        kept.iter()
            .filter(|(keeper, wider)| wider.contains(name) && listings.iter().all(|listing| does(keeper, listing)))
            .map(|(keeper, _)| *keeper)
            .collect()
    }
}

/// A permission's name, taken apart: `Mail.ReadWrite.Shared`.
#[derive(Clone, Copy)]
struct Name<'a> {
    /// `Mail`
    family: &'a str,
    /// What it allows, as its place in [`VERBS`].
    verb: usize,
    /// `Shared`; empty where it has none.
    reach: &'a str,
}

/// What a permission allows; each contains those before it.
const VERBS: [&str; 3] = ["ReadBasic", "Read", "ReadWrite"];

impl<'a> Name<'a> {
    /// Nothing for a name that says nothing of what it contains.
    fn of(permission: &'a str) -> Option<Name<'a>> {
        let (family, rest) = permission.split_once('.')?;
        let (verb, reach) = rest.split_once('.').unwrap_or((rest, ""));
        let verb = VERBS.iter().position(|known| *known == verb)?;
        Some(Name { family, verb, reach })
    }

    fn contains(self, other: Name<'_>) -> bool {
        let reaches = self.reach == other.reach
            || self.reach == "All"
            // What is shared with a user, besides the user's own.
            || (self.reach == "Shared" && other.reach.is_empty());
        self.family == other.family && self.verb >= other.verb && reaches
    }

    /// Larger than that of any other name it contains.
    fn width(self) -> (usize, u8) {
        let reach = match self.reach {
            "All" => 2,
            "Shared" => 1,
            _ => 0,
        };
        (self.verb, reach)
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

/// What Microsoft lists for an action; nothing for one that cannot be found, which then keeps all it declares.
fn listing<'c>(catalog: &'c Catalog, found: &Found) -> Option<Listing<'c>> {
    let action = &found.action;
    let method: Method = action.method.parse().ok()?;
    let start = if action.root.is_empty() { Start::Service } else { Start::Entity(&action.root) };
    if action.version == "beta" {
        return catalog.listing_without_schema(&action.template, start, method);
    }
    let walk = walk(catalog, start, &action.template.steps()).ok()?;
    catalog.listing(&walk, method)
}
