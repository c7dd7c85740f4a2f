//! Finding an operation in the permission list, under each of the addresses it may be listed with.

use crate::address::Detail;
use crate::catalog::Catalog;
use crate::method::Method;
use crate::permission::Listing;
use crate::walk::Walk;

/// How many addresses that mean the same are tried before giving up.
const MOST_EQUIVALENTS: usize = 64;

impl Catalog {
    /// What the permission list says about calling `method` at the address of `walk`; `None` when it does not name the operation.
    ///
    /// A walk that started at an entity is looked up at every address such an entity has (`user`: `/me` and `/users/{}`), and what
    /// they say is taken together. What is not listed under its own address is looked up without regard to which key Graph knows by
    /// name, to casts and to a function's arguments, and then under the addresses that mean the same: `/me` and
    /// `/users/{}`, `/me/drive` and `/drives/{}`, by path and by id.
    #[must_use]
    pub fn listing(&self, walk: &Walk<'_>, method: Method) -> Option<Listing<'_>> {
        let prefixes = self.prefixes(walk);
        for detail in Detail::ALL {
            let tail = walk.address.text(detail);
            let texts: Vec<String> = prefixes.iter().map(|prefix| format!("{prefix}{tail}")).collect();
            if let Some(listing) = self.listed_at(&texts, method) {
                return Some(listing);
            }
        }
        let tail = walk.address.text(Detail::WithoutArguments);
        let texts: Vec<String> = prefixes.iter().map(|prefix| format!("{prefix}{tail}")).collect();
        self.listed_equivalently(&texts, method)
    }

    /// What the permission list says about an operation by the text of its address: `{}` for each key, function arguments as
    /// `name(argument={})`. For beta, whose schema the catalog does not have; the list does not say which version it means.
    #[must_use]
    pub fn listing_at(&self, address: &str, method: Method) -> Option<Listing<'_>> {
        let texts = [address.to_owned()];
        self.listed_at(&texts, method).or_else(|| self.listed_equivalently(&texts, method))
    }

    /// The methods for which the permission list names the address of `walk`.
    #[must_use]
    pub fn listed_methods(&self, walk: &Walk<'_>) -> Vec<Method> {
        Method::ALL.into_iter().filter(|&method| self.listing(walk, method).is_some()).collect()
    }

    /// The full addresses of what a walk leads to: one for a walk from the service, and one for each way to the entity
    /// that it started at.
    #[must_use]
    pub fn addresses(&self, walk: &Walk<'_>) -> Vec<String> {
        let tail = walk.address.text(Detail::Everything);
        let texts = self.prefixes(walk).into_iter().map(|prefix| format!("{prefix}{tail}"));
        texts.map(|text| if text.is_empty() { "/".to_owned() } else { text }).collect()
    }

    fn prefixes(&self, walk: &Walk<'_>) -> Vec<String> {
        let Some(ty) = walk.start else { return vec![String::new()] };
        let of_type = self.roots().filter(|root| root.ty.name == ty);
        let mut found: Vec<String> =
            of_type.map(|root| format!("/{}{}", root.name, if root.ty.collection { "/{}" } else { "" })).collect();
        if found.is_empty() {
            // No entity set of its own: the list is asked for the bare address, which it does not have.
            found.push(format!("/{ty}:"));
        }
        found
    }

    fn listed_at(&self, addresses: &[String], method: Method) -> Option<Listing<'_>> {
        let mut listing: Option<Listing<'_>> = None;
        for address in addresses {
            if let Some(line) = self.operation_line(address, method) {
                listing.get_or_insert_default().add(line);
            }
        }
        listing
    }

    fn operation_line(&self, address: &str, method: Method) -> Option<&str> {
        let wanted = format!("{address} {method}");
        self.operations_starting_with(&wanted)
            .find(|line| line.as_bytes().get(wanted.len()).is_none_or(|&byte| byte == b' '))
    }

    /// Tries the addresses that mean the same, the nearest first; for a GET also what a `$count`, `$ref` or `$value` belongs to,
    /// which needs the same permissions.
    fn listed_equivalently(&self, addresses: &[String], method: Method) -> Option<Listing<'_>> {
        let rules: Vec<(&str, &str)> = self.written_by_hand().filter_map(equivalence).collect();
        let mut tried: Vec<String> = addresses.to_vec();
        let mut next = 0;
        while let Some(address) = tried.get(next).cloned() {
            next += 1;
            for &(one, other) in &rules {
                for (from, to) in [(one, other), (other, one)] {
                    let Some(rest) = rest_after(&address, from) else { continue };
                    let equivalent = format!("{to}{rest}");
                    if tried.len() < MOST_EQUIVALENTS && !tried.contains(&equivalent) {
                        if let Some(line) = self.operation_line(&equivalent, method) {
                            let mut listing = Listing::default();
                            listing.add(line);
                            return Some(listing);
                        }
                        tried.push(equivalent);
                    }
                }
            }
        }
        if method != Method::Get {
            return None;
        }
        let owners: Vec<String> =
            addresses.iter().filter_map(|address| Some(without_dollar(address)?.to_owned())).collect();
        if owners.is_empty() {
            return None;
        }
        self.listed_at(&owners, method).or_else(|| self.listed_equivalently(&owners, method))
    }
}

/// From `/me ~/users/{}`.
fn equivalence(line: &str) -> Option<(&str, &str)> {
    let mut fields = line.split(' ');
    let one = fields.next()?;
    let other = fields.next()?.strip_prefix('~')?;
    (one.starts_with('/') && other.starts_with('/')).then_some((one, other))
}

/// What follows `start` in `address`, when it ends at the end of a segment there.
fn rest_after<'a>(address: &'a str, start: &str) -> Option<&'a str> {
    let rest = address.get(start.len()..)?;
    let begins = address.get(..start.len())?.eq_ignore_ascii_case(start);
    (begins && (rest.is_empty() || rest.starts_with('/'))).then_some(rest)
}

fn without_dollar(address: &str) -> Option<&str> {
    ["/$count", "/$ref", "/$value"].iter().find_map(|end| address.strip_suffix(end))
}
