//! What the permission list says about one operation.

use super::permission::{Grant, Scheme, Schemes};

/// What the permission list says about one operation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Listing<'c> {
    /// The permissions that allow it; empty when the operation is known but the permissions are not.
    pub grants: Vec<Grant<'c>>,
    /// The pages the entries come from that were written by hand.
    pub sources: Vec<&'c str>,
    /// Whether something of it was written by hand from a page that names the least privileged permissions only: then others may
    /// do as well, and none should be refused.
    pub incomplete: bool,
}

impl<'c> Listing<'c> {
    pub(crate) fn add(&mut self, line: &'c str) {
        for field in line.split(' ').skip(2) {
            if field.starts_with("https://") {
                self.sources.push(field);
                self.incomplete = true;
            } else if let Some(grant) = Grant::parse(field) {
                self.merge(grant);
            }
        }
    }

    fn merge(&mut self, grant: Grant<'c>) {
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

    /// The schemes in which an application that holds all of `held` may call the operation.
    #[must_use]
    pub fn covered_by(&self, held: &[&str]) -> Schemes {
        self.covering(held).fold(Schemes::NONE, |all, grant| all.or(grant.schemes))
    }

    /// The schemes in which one of `held` is the least privileged permission and is enough.
    #[must_use]
    pub fn least_among(&self, held: &[&str]) -> Schemes {
        self.covering(held).fold(Schemes::NONE, |all, grant| all.or(grant.least))
    }

    fn covering<'a>(&'a self, held: &'a [&str]) -> impl Iterator<Item = &'a Grant<'c>> {
        self.grants.iter().filter(|grant| {
            held.contains(&grant.permission)
                && (grant.and_one_of.is_empty() || grant.and_one_of.iter().any(|other| held.contains(other)))
        })
    }

    /// The permissions of one scheme, least privileged first.
    #[must_use]
    pub fn in_scheme(&self, scheme: Scheme) -> Vec<&Grant<'c>> {
        let mut grants: Vec<&Grant<'c>> = self.grants.iter().filter(|grant| grant.schemes.contains(scheme)).collect();
        grants.sort_by_key(|grant| !grant.least.contains(scheme));
        grants
    }

    /// The least privileged permission of a scheme; where Microsoft marks none, the first in order of privilege.
    #[must_use]
    pub fn least(&self, scheme: Scheme) -> Option<&Grant<'c>> {
        self.in_scheme(scheme).into_iter().next()
    }
}
