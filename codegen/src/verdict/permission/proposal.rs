//! The permissions to ask for: the least that the address needs, and what the properties need that the query names.

use graph_action_catalog::{Catalog, Flow, Listing, Need, Scheme, Schemes, Segment, Template};

use super::needs;
use crate::odata::Judged;
use crate::verdict::finding::{Needed, ScopeOption};

/// What is known of the permissions that a call needs.
pub(super) struct Proposal<'a> {
    pub(super) catalog: &'a Catalog,
    pub(super) listing: &'a Listing<'a>,
    pub(super) needs: Vec<Need<'a>>,
    /// The address begins with `/me`, the signed-in user.
    is_me: bool,
}

impl<'a> Proposal<'a> {
    pub(super) fn new(
        catalog: &'a Catalog,
        template: &Template,
        listing: &'a Listing<'a>,
        query: &'a [Judged<'_>],
    ) -> Self {
        let is_me = |segment: &Segment| matches!(segment, Segment::Text(text) if text.eq_ignore_ascii_case("me"));
        let needs = needs::of_query(catalog, query);
        Self { catalog, listing, needs, is_me: template.segments.first().is_some_and(is_me) }
    }

    /// The schemes that permissions are proposed for: an application that signs in by itself has no `/me`.
    pub(super) fn asked(&self, wanted: Schemes) -> Schemes {
        let delegated = wanted.and(Schemes::DELEGATED);
        if self.is_me && !self.listing.schemes().and(delegated).is_empty() { delegated } else { wanted }
    }

    /// The same with what one more property needs.
    pub(super) fn and(&self, need: &Need<'a>) -> Proposal<'a> {
        let needs = self.needs.iter().chain([need]).cloned().collect();
        Proposal { needs, ..*self }
    }

    /// The scope option for some schemes; `None` when nothing is listed for them.
    pub(super) fn option(&self, wanted: Schemes) -> Option<ScopeOption> {
        let wanted = self.asked(wanted);
        let of_flow = |flow: Flow| -> Vec<String> {
            let names = flow.schemes().and(wanted).iter().find_map(|scheme| self.names(scheme));
            names.unwrap_or_default().into_iter().map(str::to_owned).collect()
        };
        let (delegated, application) = (of_flow(Flow::Delegated), of_flow(Flow::Application));
        (!delegated.is_empty() || !application.is_empty()).then_some(ScopeOption { delegated, application })
    }

    /// The permission to ask for in a scheme, and what is needed with it.
    pub(super) fn of(&self, scheme: Scheme) -> Option<Needed> {
        let names = self.names(scheme)?;
        let grant = self.listing.least(scheme)?;
        let owned = |names: &[&str]| names.iter().map(|&name| name.to_owned()).collect();
        match names.as_slice() {
            // As the list has it, with every second permission to choose from.
            [first, ..] if self.needs.is_empty() => {
                Some(Needed { permission: (*first).to_owned(), and_one_of: owned(&grant.and_one_of) })
            }
            [first, others @ ..] => Some(Needed { permission: (*first).to_owned(), and_one_of: owned(others) }),
            [] => None,
        }
    }

    /// The permissions to ask for together in a scheme; `None` when there are none.
    fn names(&self, scheme: Scheme) -> Option<Vec<&'a str>> {
        let grant = self.listing.least(scheme)?;
        let mut names: Vec<&'a str> = vec![grant.permission];
        names.extend(grant.and_one_of.first());
        for need in &self.needs {
            let exists = |name: &&&'a str| self.exists(name, scheme);
            match need.one_of.iter().find(exists) {
                Some(&name) => self.add(&mut names, name, scheme),
                // Nobody can ask for it in this scheme.
                None if need.refuses => return None,
                None => {}
            }
        }
        Some(names)
    }

    /// These permissions with what a property needs; `None` when nobody can ask for it in this scheme.
    pub(super) fn with(&self, mut names: Vec<&'a str>, need: &Need<'a>, scheme: Scheme) -> Option<Vec<&'a str>> {
        let name = need.one_of.iter().find(|name| self.exists(name, scheme))?;
        self.add(&mut names, name, scheme);
        Some(names)
    }

    /// Adds a permission in place of those that it contains, unless one is there that contains it.
    fn add(&self, names: &mut Vec<&'a str>, name: &'a str, scheme: Scheme) {
        if names.iter().any(|known| self.catalog.contains(known, name, scheme)) {
            return;
        }
        let place = names.iter().position(|known| self.catalog.contains(name, known, scheme));
        names.retain(|known| !self.catalog.contains(name, known, scheme));
        names.insert(place.unwrap_or(names.len()), name);
    }

    fn exists(&self, name: &str, scheme: Scheme) -> bool {
        self.catalog.permission(name).is_some_and(|known| known.schemes().any(|known| known.scheme == scheme))
    }
}
