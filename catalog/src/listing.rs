//! Finding an operation in the permission list, under each of the addresses it may be listed with.

use crate::address::{Address, Detail};
use crate::catalog::Catalog;
use crate::fact::Listing;
use crate::method::Method;
use crate::step::Start;
use crate::template::Template;
use crate::walk::{Target, Walk, walk};

/// How many addresses that mean the same are tried before giving up.
const MOST_EQUIVALENTS: usize = 48;

/// An operation as it is looked up.
struct Sought<'a, 'c> {
    address: &'a Address,
    /// The addresses of what the address is relative to.
    prefixes: Vec<String>,
    method: Method,
    /// Only what a line written by hand has as well.
    by_hand: bool,
    /// What the schema says is there, where it is known.
    walk: Option<&'a Walk<'c>>,
}

impl<'a, 'c> Sought<'a, 'c> {
    fn new(address: &'a Address, method: Method, walk: Option<&'a Walk<'c>>) -> Self {
        Sought { address, prefixes: Vec::new(), method, by_hand: false, walk }
    }

    fn addresses(&self, detail: Detail) -> Vec<String> {
        let tail = self.address.text(detail);
        self.prefixes.iter().map(|prefix| format!("{prefix}{tail}")).collect()
    }
}

impl Catalog {
    /// What the permission list says about calling `method` at the address of `walk`; `None` when it does not name the operation.
    ///
    /// A walk that started at an entity is looked up at every address such an entity has (`user`: `/me` and `/users/{}`), and what
    /// they say is taken together. What is not listed under its own address is looked up, in this order:
    ///
    /// 1. without regard to which key Graph knows by name, to casts and to a function's arguments,
    /// 2. without `$ref`, `$value` and `$count`, which the list leaves out: it has `DELETE /groups/{}/members/{}` for what is called
    ///    `/groups/{}/members/{}/$ref`,
    /// 3. under the addresses that mean the same: `/me` and `/users/{}`, `/me/drive` and `/drives/{}`, by path and by id,
    /// 4. for an action or function, at the entity set of the type it is bound to,
    /// 5. for a function, as if it were called by POST, which the list has for some.
    ///
    /// An action or function that is found nowhere is known all the same: the schema declares it for what is here. Its
    /// permissions are not known then.
    ///
    /// A method that cannot be meant for what is at the address counts only where a line written by hand has it as well: the list gives
    /// `PATCH` of an item to its collection, and leaves out `$ref`.
    #[must_use]
    pub fn listing(&self, walk: &Walk<'_>, method: Method) -> Option<Listing<'_>> {
        let (prefixes, by_hand) = (self.prefixes(walk.start), !walk.may_take(method));
        self.find(&Sought { address: &walk.address, prefixes, method, by_hand, walk: Some(walk) }).or_else(|| {
            let function = method == Method::Get && matches!(walk.target, Target::Function(_));
            let called_by_post = || Sought {
                prefixes: self.prefixes(walk.start),
                ..Sought::new(&walk.address, Method::Post, Some(walk))
            };
            let listing = function.then(|| self.find_elsewhere(&called_by_post())).flatten();
            listing.or_else(|| declared(walk, method))
        })
    }

    /// What the permission list says about calling `method` at the address of a template in a version whose schema is not known. The
    /// list does not say which version it means.
    ///
    /// Where the schema of v1.0 has the address, it is looked up as there, so every spelling of it finds the same; else the template's
    /// own text decides.
    #[must_use]
    pub fn listing_without_schema(&self, template: &Template, start: Start<'_>, method: Method) -> Option<Listing<'_>> {
        match walk(self, start, &template.steps()) {
            Ok(walk) => self.listing(&walk, method),
            Err(_) => {
                let address = template.address();
                let start = match start {
                    Start::Service => None,
                    Start::Entity(ty) => Some(ty),
                };
                self.find(&Sought { prefixes: self.prefixes(start), ..Sought::new(&address, method, None) })
            }
        }
    }

    fn find(&self, sought: &Sought<'_, '_>) -> Option<Listing<'_>> {
        let mut last = None;
        for detail in Detail::ALL {
            let addresses = sought.addresses(detail);
            if last.as_ref() != Some(&addresses) {
                if let Some(listing) = self.listed_at(&addresses, sought.method, sought.by_hand) {
                    return Some(listing);
                }
                last = Some(addresses);
            }
        }
        let exactly = sought.addresses(Detail::Everything);
        let is_plain = exactly == sought.addresses(Detail::WithoutArguments);
        let exact = if is_plain { None } else { self.listed_equivalently(&exactly, sought.method, sought.by_hand) };
        exact.or_else(|| self.find_elsewhere(sought))
    }

    /// Without `$ref` and the like, at equivalent addresses, and where the operation is bound.
    fn find_elsewhere(&self, sought: &Sought<'_, '_>) -> Option<Listing<'_>> {
        let (method, by_hand) = (sought.method, sought.by_hand);
        let here = sought.addresses(Detail::WithoutArguments);
        let owners: Vec<String> = here.iter().filter_map(|address| without_dollar(address, method)).collect();
        self.listed_at(&owners, method, by_hand)
            .or_else(|| self.listed_equivalently(&here, method, by_hand))
            .or_else(|| self.listed_equivalently(&owners, method, by_hand))
            .or_else(|| self.listed_where_bound(sought.walk?, method, by_hand))
    }

    /// An operation that is bound to a type is the same at that type's entity set.
    fn listed_where_bound(&self, walk: &Walk<'_>, method: Method, by_hand: bool) -> Option<Listing<'_>> {
        let operation = walk.operation()?;
        let bound_to = operation.bound_to;
        let key = if bound_to.collection { "" } else { "/{}" };
        let sets = self.roots().filter(|root| root.ty.collection && root.ty.name == bound_to.name);
        let addresses: Vec<String> = sets.map(|set| format!("/{}{key}/{}", set.name, operation.name)).collect();
        self.listed_at(&addresses, method, by_hand)
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

    /// `by_hand`: only what a line written by hand has as well.
    fn listed_at(&self, addresses: &[String], method: Method, by_hand: bool) -> Option<Listing<'_>> {
        let mut listing: Option<Listing<'_>> = None;
        for address in addresses {
            if let Some(line) = self.operation_line(address, method, by_hand) {
                listing.get_or_insert_default().add(line);
            }
        }
        listing
    }

    fn operation_line(&self, address: &str, method: Method, by_hand: bool) -> Option<&str> {
        let wanted = format!("{address} {method}");
        let is_it = |line: &&str| line.as_bytes().get(wanted.len()).is_none_or(|&byte| byte == b' ');
        if by_hand && !self.written_by_hand_starting_with(&wanted).any(|line| is_it(&line)) {
            return None;
        }
        self.operations_starting_with(&wanted).find(is_it)
    }

    /// Tries the addresses that mean the same, the nearest first.
    fn listed_equivalently(&self, addresses: &[String], method: Method, by_hand: bool) -> Option<Listing<'_>> {
        let rules: Vec<(&str, &str)> = self.written_by_hand().filter_map(equivalence).collect();
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
            let listing = self.listed_at(&listed, method, by_hand);
            if listing.is_some() {
                return listing;
            }
            level = level.end..tried.len();
        }
        None
    }
}

/// A bound operation that the schema declares and the permission list leaves out, as it does on most deep addresses.
fn declared<'c>(walk: &Walk<'_>, method: Method) -> Option<Listing<'c>> {
    let is_its_method = match &walk.target {
        Target::Action(_) => method == Method::Post,
        Target::Function(_) => method == Method::Get,
        _ => false,
    };
    is_its_method.then(|| Listing { incomplete: true, ..Listing::default() })
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
