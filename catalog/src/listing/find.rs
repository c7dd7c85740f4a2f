//! Finds an operation in the permission list, at each address where the list may have it.

use super::{Called, Listing};
use crate::address::{Address, Detail};
use crate::catalog::{Catalog, Origin};
use crate::method::Method;
use crate::step::Start;
use crate::template::Template;
use crate::walk::{Target, Walk, walk};

/// The most equivalent addresses that are tried.
const MOST_EQUIVALENTS: usize = 48;

/// An operation as it is looked up.
struct Sought<'a, 'c> {
    address: &'a Address,
    /// The addresses of the entity that the address is relative to.
    prefixes: Vec<String>,
    method: Method,
    /// Whether only lines written by hand count.
    by_hand: bool,
    /// Whose data it is about.
    called: Called,
    /// What the schema says is there, where it is known.
    walk: Option<&'a Walk<'c>>,
}

impl<'a, 'c> Sought<'a, 'c> {
    fn new(address: &'a Address, prefixes: Vec<String>, method: Method, walk: Option<&'a Walk<'c>>) -> Self {
        let sought = Sought { address, prefixes, method, by_hand: false, called: Called::Either, walk };
        Sought { called: Called::at(&sought.addresses(Detail::Everything)), ..sought }
    }

    fn addresses(&self, detail: Detail) -> Vec<String> {
        let tail = self.address.text(detail);
        self.prefixes.iter().map(|prefix| format!("{prefix}{tail}")).collect()
    }
}

impl Catalog {
    /// What the permission list says about calling `method` at the address of `walk`; `None` when it does not name the
    /// operation.
    ///
    /// A walk that started at an entity is looked up at every address such an entity has (`user`: `/me` and
    /// `/users/{}`), and what they say is taken together. What is not listed under its own address is looked up, in
    /// this order:
    ///
    /// 1. without regard to which key Graph knows by name, to casts and to a function's arguments,
    /// 2. without `$ref`, `$value` and `$count`, which the list leaves out: it has `DELETE /groups/{}/members/{}` for
    ///    what is called `/groups/{}/members/{}/$ref`,
    /// 3. under the addresses that mean the same: `/me` and `/users/{}`, `/me/drive` and `/drives/{}`, by path and by
    ///    id,
    /// 4. for an action or function, at the entity set of the type it is bound to,
    /// 5. for a function, as if it were called by POST, which the list has for some.
    ///
    /// An action or function that the list does not have is known from the schema. Its permissions are unknown.
    ///
    /// A method that does not fit what is at the address counts only where a line written by hand has it too: the list
    /// names `PATCH` of an item at its collection, and leaves out `$ref`.
    #[must_use]
    pub fn listing(&self, walk: &Walk<'_>, method: Method) -> Option<Listing<'_>> {
        let sought = |method| Sought::new(&walk.address, self.prefixes(walk.start), method, Some(walk));
        self.find(&Sought { by_hand: !walk.may_take(method), ..sought(method) }).or_else(|| {
            let function = method == Method::Get && matches!(walk.target, Target::Function(_));
            let by_post = function.then(|| self.find_elsewhere(&sought(Method::Post))).flatten();
            by_post.map(|listing| Listing { method, ..listing }).or_else(|| self.declared(walk, method))
        })
    }

    /// What the permission list says about calling `method` at the address of a template in a version whose schema is
    /// not known. The list does not say which version it means.
    ///
    /// Where the schema of v1.0 has the address, it is looked up as there, so every spelling of it finds the same; else
    /// the template's own text decides.
    #[must_use]
    pub fn listing_without_schema(&self, template: &Template, start: Start<'_>, method: Method) -> Option<Listing<'_>> {
        match walk(self, start, &template.steps()) {
            Ok(walk) => self.listing(&walk, method),
            Err(error) => {
                let address = self.address_without_schema(template, start, error.step);
                let start = match start {
                    Start::Service => None,
                    Start::Entity(ty) => Some(ty),
                };
                self.find(&Sought::new(&address, self.prefixes(start), method, None))
            }
        }
    }

    /// The address: up to the unknown step as the schema of v1.0 spells it, and from there on as it is written.
    fn address_without_schema(&self, template: &Template, start: Start<'_>, unknown: usize) -> Address {
        let steps = template.steps();
        match steps.get(..unknown).map(|known| walk(self, start, known)) {
            Some(Ok(known)) => template.address_after(known.address, unknown),
            _ => template.address(),
        }
    }

    fn find(&self, sought: &Sought<'_, '_>) -> Option<Listing<'_>> {
        let mut last = None;
        for detail in Detail::ALL {
            let addresses = sought.addresses(detail);
            if last.as_ref() != Some(&addresses) {
                if let Some(listing) = self.listed_at(&addresses, sought) {
                    return Some(listing);
                }
                last = Some(addresses);
            }
        }
        let exactly = sought.addresses(Detail::Everything);
        let is_plain = exactly == sought.addresses(Detail::WithoutArguments);
        let exact = if is_plain { None } else { self.listed_equivalently(&exactly, sought) };
        exact.or_else(|| self.find_elsewhere(sought))
    }

    /// Without `$ref` and the like, at equivalent addresses, and where the operation is bound.
    fn find_elsewhere(&self, sought: &Sought<'_, '_>) -> Option<Listing<'_>> {
        let here = sought.addresses(Detail::WithoutArguments);
        let owners: Vec<String> = here.iter().filter_map(|address| without_dollar(address, sought.method)).collect();
        self.listed_at(&owners, sought)
            .or_else(|| self.listed_equivalently(&here, sought))
            .or_else(|| self.listed_equivalently(&owners, sought))
            .or_else(|| self.listed_where_bound(sought))
    }

    /// An operation that is bound to a type is the same at that type's entity set.
    fn listed_where_bound(&self, sought: &Sought<'_, '_>) -> Option<Listing<'_>> {
        let operation = sought.walk?.operation()?;
        let bound_to = operation.bound_to;
        let key = if bound_to.collection { "" } else { "/{}" };
        let sets = self.roots().filter(|root| root.ty.collection && root.ty.name == bound_to.name);
        let addresses: Vec<String> = sets.map(|set| format!("/{}{key}/{}", set.name, operation.name)).collect();
        self.listed_at(&addresses, sought)
    }

    /// A bound operation that the schema declares and the permission list leaves out, as it does on most deep
    /// addresses.
    fn declared(&self, walk: &Walk<'_>, method: Method) -> Option<Listing<'_>> {
        let is_its_method = match &walk.target {
            Target::Action(_) => method == Method::Post,
            Target::Function(_) => method == Method::Get,
            _ => false,
        };
        is_its_method.then(|| Listing { incomplete: true, ..Listing::new(self, method, Called::Either) })
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
        let texts = self.prefixes(walk.start).into_iter().map(|prefix| format!("{prefix}{tail}"));
        texts.map(|text| if text.is_empty() { "/".to_owned() } else { text }).collect()
    }

    fn prefixes(&self, start: Option<&str>) -> Vec<String> {
        let Some(ty) = start else { return vec![String::new()] };
        match self.addresses_of(ty) {
            // No entity set of its own: the list is asked for the bare address, which it does not have.
            [] => vec![format!("/{ty}:")],
            addresses => addresses.to_vec(),
        }
    }

    fn listed_at(&self, addresses: &[String], sought: &Sought<'_, '_>) -> Option<Listing<'_>> {
        let mut listing: Option<Listing<'_>> = None;
        for address in addresses {
            let lines = self.operation_lines(address, sought);
            let (first, others) = match lines.split_first() {
                Some(lines) => lines,
                None => continue,
            };
            let listing = listing.get_or_insert_with(|| Listing::new(self, sought.method, sought.called));
            listing.add(first, false);
            others.iter().for_each(|line| listing.add(line, true));
        }
        listing
    }

    /// The line of an operation, then those that add to it. A line of the overlay counts before Microsoft's, one of the
    /// supplement after it; `also` and `instead` say otherwise.
    fn operation_lines(&self, address: &str, sought: &Sought<'_, '_>) -> Vec<&str> {
        let wanted = format!("{address} {}", sought.method);
        let is_it = |line: &&str| line.as_bytes().get(wanted.len()).is_none_or(|&byte| byte == b' ');
        let word = |line: &str, word: &str| {
            line.get(wanted.len() + 1..).is_some_and(|rest| {
                rest.strip_prefix(word).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
            })
        };
        let of = |text| self.operations_of(text, &wanted).find(is_it);
        let (overlay, supplement) = (of(Origin::Overlay), of(Origin::Supplement));
        let documented = of(Origin::Documentation);
        if sought.by_hand && overlay.is_none() && supplement.is_none() && documented.is_none() {
            return Vec::new();
        }
        let in_place = overlay.filter(|line| !word(line, "also"));
        let instead = || supplement.filter(|line| word(line, "instead"));
        let published = || of(Origin::Microsoft);
        let first = in_place.or_else(instead).or_else(published).or(supplement).or(documented).or(overlay);
        let adds = |line: &&str| in_place.is_none() && word(line, "also") && Some(*line) != first;
        first.into_iter().chain(supplement.filter(adds)).chain(overlay.filter(adds)).collect()
    }

    /// Tries the equivalent addresses, the nearest first.
    fn listed_equivalently(&self, addresses: &[String], sought: &Sought<'_, '_>) -> Option<Listing<'_>> {
        let rules: Vec<(&str, &str)> = self.written_by_hand_starting_with("/").filter_map(equivalence).collect();
        let mut tried: Vec<String> = addresses.to_vec();
        // One rule away, then two: the nearest that are listed are taken together, since none of them is nearer.
        let mut level = 0..tried.len();
        while !level.is_empty() {
            let mut listed = Vec::new();
            for at in level.clone() {
                for &(from, to) in &rules {
                    let Some(rest) = rest_after(&tried[at], from) else { continue };
                    let equivalent = format!("{to}{rest}");
                    if tried.len() < MOST_EQUIVALENTS && !tried.contains(&equivalent) {
                        listed.push(equivalent.clone());
                        tried.push(equivalent);
                    }
                }
            }
            let listing = self.listed_at(&listed, sought);
            if listing.is_some() {
                return listing;
            }
            level = level.end..tried.len();
        }
        None
    }
}

/// From `/me ~/users/{}`.
fn equivalence(line: &str) -> Option<(&str, &str)> {
    let (one, rest) = line.split_once(" ~")?;
    let other = rest.split(' ').next()?;
    (!one.contains(' ') && other.starts_with('/')).then_some((one, other))
}

/// What follows `start` in `address`, when it ends at the end of a segment there.
fn rest_after<'a>(address: &'a str, start: &str) -> Option<&'a str> {
    let rest = address.get(start.len()..)?;
    let begins = address.get(..start.len())?.eq_ignore_ascii_case(start);
    (begins && (rest.is_empty() || rest.starts_with('/'))).then_some(rest)
}

/// The address the list has for what is called with `$ref`, `$value` or `$count`.
fn without_dollar(address: &str, method: Method) -> Option<String> {
    if method == Method::Get
        && let Some(owner) = address.strip_suffix("/$count")
    {
        return Some(owner.to_owned());
    }
    if let Some(owner) = address.strip_suffix("/$value") {
        return Some(owner.to_owned());
    }
    let owner = address.strip_suffix("/$ref")?;
    // `DELETE …/members/$ref?@id=…` removes one link too.
    let one_of_many = method == Method::Delete && !owner.ends_with("{}");
    Some(if one_of_many { format!("{owner}/{{}}") } else { owner.to_owned() })
}
