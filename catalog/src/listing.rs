//! What the permission list says about one operation.

mod find;
mod least;

use std::fmt;

use crate::catalog::Catalog;
use crate::fact::{Grant, Scheme, Schemes};
use crate::method::Method;

/// What the permission list says about one operation.
#[derive(Clone)]
pub struct Listing<'c> {
    /// The permissions that allow it; empty when the operation is known but the permissions are not.
    pub grants: Vec<Grant<'c>>,
    /// The pages the entries come from that were written by hand.
    pub sources: Vec<&'c str>,
    /// Whether something of it was written by hand from a page that names the least privileged permissions only: then
    /// others may do as well, and none should be refused.
    pub incomplete: bool,
    /// Whether the body of the request decides which permission is needed: that of a subscription, for what it watches.
    pub decided_by_body: bool,
    catalog: &'c Catalog,
    /// The address under which it was found first.
    address: &'c str,
    called: Called,
    method: Method,
}

/// Whose data an address leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Called {
    /// That of the signed-in user: `/me`.
    Own,
    /// That of any user: `/users/{}`.
    OthersToo,
    /// Other data, or a user's by either address.
    Either,
}

impl Called {
    fn at(addresses: &[String]) -> Called {
        let [address] = addresses else { return Called::Either };
        let begins = |start: &str| address.get(..start.len()).is_some_and(|text| text.eq_ignore_ascii_case(start));
        match () {
            () if begins("/users/{") => Called::OthersToo,
            () if begins("/me/") || address.eq_ignore_ascii_case("/me") => Called::Own,
            () => Called::Either,
        }
    }
}

impl<'c> Listing<'c> {
    fn new(catalog: &'c Catalog, method: Method, called: Called) -> Self {
        Listing {
            grants: Vec::new(),
            sources: Vec::new(),
            incomplete: false,
            decided_by_body: false,
            catalog,
            address: "",
            called,
            method,
        }
    }

    /// Adds what a line says; `adds` when it only adds to another line.
    fn add(&mut self, line: &'c str, adds: bool) {
        let mut fields = line.split(' ');
        let address = fields.next().unwrap_or_default();
        if self.address.is_empty() {
            self.address = address;
        }
        let (mut from_page, mut names_all) = (false, false);
        for field in fields.skip(1) {
            match field {
                "also" | "instead" => {}
                "all" => names_all = true,
                "*" => self.decided_by_body = true,
                source if source.starts_with("https://") => {
                    self.sources.push(source);
                    from_page = true;
                }
                grant => self.merge(grant),
            }
        }
        self.incomplete |= from_page && !names_all && !adds;
    }

    fn merge(&mut self, field: &'c str) {
        let Some(grant) = Grant::parse(field) else { return };
        let same =
            |known: &&mut Grant<'c>| known.permission == grant.permission && known.and_one_of == grant.and_one_of;
        match self.grants.iter_mut().find(same) {
            Some(known) => {
                known.schemes = known.schemes.or(grant.schemes);
                known.least = known.least.or(grant.least);
            }
            None => self.grants.push(grant),
        }
    }

    /// The schemes in which the operation can be called at all.
    #[must_use]
    pub fn schemes(&self) -> Schemes {
        self.grants.iter().fold(Schemes::NONE, |all, grant| all.or(grant.schemes))
    }

    /// The schemes in which an application that holds all of `held` may call the operation: with a permission that is
    /// listed, or one that plainly contains it ([`Catalog::contains`]).
    #[must_use]
    pub fn covered_by(&self, held: &[&str]) -> Schemes {
        let has = |wanted: &str, scheme| held.iter().any(|name| self.catalog.contains(name, wanted, scheme));
        let covers = |scheme: Scheme| {
            self.grants.iter().filter(|grant| grant.schemes.contains(scheme)).any(|grant| {
                has(grant.permission, scheme)
                    && (grant.and_one_of.is_empty() || grant.and_one_of.iter().any(|other| has(other, scheme)))
            })
        };
        Scheme::ALL.into_iter().filter(|scheme| covers(*scheme)).fold(Schemes::NONE, |all, one| all.or(one.into()))
    }

    /// The schemes in which `held` is enough and no more than the call needs.
    ///
    /// That is so for the permissions that are proposed ([`Listing::least`]), and for those that the list cannot tell
    /// from them: `Mail.Read` where `Mail.ReadBasic` is proposed, since bodies and attachments are not among the
    /// basics.
    #[must_use]
    pub fn least_among(&self, held: &[&str]) -> Schemes {
        let has = |wanted: &str, scheme: Scheme| {
            // What others share with a user is reached by no less.
            let shares = self.called != Called::Own && scheme != Scheme::Application;
            held.iter().any(|name| *name == wanted || (shares && name.strip_suffix(".Shared") == Some(wanted)))
        };
        let is_least = |scheme: &Scheme| {
            let is_held = |grant: &&Grant<'c>| {
                grant.schemes.contains(*scheme)
                    && has(grant.permission, *scheme)
                    && (grant.and_one_of.is_empty() || grant.and_one_of.iter().any(|other| has(other, *scheme)))
            };
            let enough: Vec<&Grant<'c>> = self.grants.iter().filter(is_held).collect();
            // Only then is it worth asking which are least.
            !enough.is_empty() && {
                let least = self.least_names(*scheme);
                enough.iter().any(|grant| least.contains(&grant.permission))
            }
        };
        Scheme::ALL.into_iter().filter(is_least).fold(Schemes::NONE, |all, scheme| all.or(scheme.into()))
    }

    /// The permissions of one scheme, least privileged first.
    #[must_use]
    pub fn in_scheme(&self, scheme: Scheme) -> Vec<&Grant<'c>> {
        let mut grants = self.proposed(scheme);
        let first = grants.len();
        for grant in self.grants.iter().filter(|grant| grant.schemes.contains(scheme)) {
            if !grants[..first].iter().any(|known| std::ptr::eq(*known, grant)) {
                grants.push(grant);
            }
        }
        grants
    }

    /// The permission of a scheme to ask for: of those that Microsoft marks as least privileged the one that is about
    /// what the address is about; where none is marked, the first in order of privilege.
    #[must_use]
    pub fn least(&self, scheme: Scheme) -> Option<&Grant<'c>> {
        self.in_scheme(scheme).into_iter().next()
    }
}

impl PartialEq for Listing<'_> {
    /// Whether they say the same, wherever it was found.
    fn eq(&self, other: &Self) -> bool {
        let flags = |listing: &Self| (listing.incomplete, listing.decided_by_body);
        self.grants == other.grants && self.sources == other.sources && flags(self) == flags(other)
    }
}

impl Eq for Listing<'_> {}

impl fmt::Debug for Listing<'_> {
    /// Without the catalog, which is long.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Listing")
            .field("method", &self.method)
            .field("address", &self.address)
            .field("grants", &self.grants)
            .field("sources", &self.sources)
            .field("incomplete", &self.incomplete)
            .field("decided_by_body", &self.decided_by_body)
            .finish_non_exhaustive()
    }
}
