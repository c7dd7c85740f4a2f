//! The operations that a search looks through, with the words of their names.

use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap};

use graph_action_catalog::{Catalog, Method};

use crate::data_line::call;
use crate::names::{singular, snake};
use crate::pages::{self, Page};

/// All listed operations. Names repeat a lot, so each is split into words once.
#[derive(Default)]
pub(super) struct Index<'c> {
    pub(super) names: Vec<Name>,
    pub(super) entries: Vec<Entry<'c>>,
}

/// A listed operation.
#[derive(Clone, Debug)]
pub(super) struct Entry<'c> {
    pub(super) address: Cow<'c, str>,
    pub(super) method: Method,
    /// Its line in the catalog, with the permissions.
    pub(super) line: &'c str,
    /// The places in [`Index::names`] of the names in its address, without keys and arguments.
    pub(super) names: Vec<usize>,
    /// The places in [`Index::names`] of other words for it: those of its documentation page's name, and `url` where it
    /// is addressed by path.
    pub(super) other_words: Vec<usize>,
    pub(super) page: Option<Page>,
    /// The number of segments, keys included.
    pub(super) length: usize,
    /// Whether it leads to one of many, to a collection or to something else.
    pub(super) shape: Shape,
    /// The operation, whatever its address.
    pub(super) key: String,
}

/// What an address leads to, as far as its text tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// It ends with a key.
    One,
    /// It ends with a name in the plural.
    Many,
    /// It ends with another name.
    Named,
}

/// A segment's name, or a word of a page's name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Name {
    /// All of it, in small letters and the singular.
    pub(super) whole: String,
    /// Its words, in small letters and the singular: `send` and `mail` of `sendMail`.
    pub(super) words: Vec<String>,
}

impl Name {
    fn new(name: &str) -> Name {
        let name = name.rsplit('.').next().unwrap_or(name).trim_start_matches('$');
        let words = snake(name).split('_').filter(|word| !word.is_empty()).map(singular).collect();
        Name { whole: singular(&name.to_ascii_lowercase()), words }
    }
}

impl<'c> Index<'c> {
    /// Every listed operation, once.
    pub(super) fn new(catalog: &'c Catalog) -> Index<'c> {
        let mut builder = Builder { seen: BTreeSet::new(), places: HashMap::new(), index: Index::default() };
        for line in catalog.operation_facts() {
            let Some((address, method)) = call(line) else { continue };
            builder.add(Cow::Borrowed(address), method, line);
        }
        // The list leaves out `$ref`, `$value` and more that Microsoft documents.
        for (address, method) in pages::operations() {
            builder.add(Cow::Borrowed(address), method, "");
        }
        // Whoever is signed in is a user, and the list leaves out many of either address.
        let documented = pages::operations().map(|(address, method)| (address, method, ""));
        let listed =
            catalog.operation_facts().filter_map(|line| call(line).map(|(address, method)| (address, method, line)));
        for (address, method, line) in listed.chain(documented) {
            if let Some(rest) = address.strip_prefix("/users/{}/") {
                builder.add(Cow::Owned(format!("/me/{rest}")), method, line);
            }
            // Nor does it have the numbers of items.
            let is_collection = method == Method::Get && address.ends_with('s');
            if is_collection && address.matches('/').count() <= MOST_COUNTED {
                builder.add(Cow::Owned(format!("{address}/$count")), method, line);
            }
        }
        builder.index
    }
}

/// Of collections with longer addresses nobody asks the number.
const MOST_COUNTED: usize = 3;

/// An index that is being made.
struct Builder<'c> {
    seen: BTreeSet<(Cow<'c, str>, Method)>,
    /// The place of each name in [`Index::names`].
    places: HashMap<String, usize>,
    index: Index<'c>,
}

impl<'c> Builder<'c> {
    fn add(&mut self, address: Cow<'c, str>, method: Method, line: &'c str) {
        if !self.seen.insert((address.clone(), method)) {
            return;
        }
        let segments: Vec<&str> = address.split('/').skip(1).collect();
        let names: Vec<&str> = segments
            .iter()
            .map(|segment| segment.split('(').next().unwrap_or(segment).trim_end_matches(':'))
            .filter(|name| !name.is_empty() && !["{}", "$ref"].contains(name))
            .collect();
        let page = Page::of(&address, method).or_else(|| Page::of(&format!("{address}/$ref"), method));
        let mut others: Vec<&str> = page.map(|page| page.name.split('-').collect()).unwrap_or_default();
        if address.ends_with(":/{}:") || address.ends_with(":/{}") {
            others.push("url");
        }
        let shape = match (segments.last(), names.last()) {
            (Some(&"{}"), _) => Shape::One,
            (_, Some(name)) if name.ends_with('s') => Shape::Many,
            // A cast of a collection.
            (Some(last), _) if last.contains('.') && segments.iter().rev().nth(1) != Some(&"{}") => Shape::Many,
            _ => Shape::Named,
        };
        let length = segments.len();
        let key = pages::key(&address);
        let names = names.iter().map(|name| self.place_of(name)).collect();
        let other_words = others.iter().map(|name| self.place_of(name)).collect();
        self.index.entries.push(Entry { address, method, line, names, other_words, page, length, shape, key });
    }

    fn place_of(&mut self, name: &str) -> usize {
        if let Some(place) = self.places.get(name) {
            return *place;
        }
        let place = self.index.names.len();
        self.index.names.push(Name::new(name));
        self.places.insert(name.to_owned(), place);
        place
    }
}

impl Entry<'_> {
    /// The path with a named placeholder for each value.
    pub(super) fn path(&self) -> String {
        let mut path = String::new();
        for segment in self.address.split('/').skip(1) {
            path.push('/');
            let mut pieces = segment.split("={}");
            let mut before = pieces.next().unwrap_or("");
            for after in pieces {
                let name = before.rsplit(['(', ',']).next().unwrap_or("");
                path += &format!("{before}={{{name}}}");
                before = after;
            }
            path += &before.replace("{}", "{id}");
        }
        path
    }

    /// Whether this is the address that people use, of those that the operation has.
    pub(super) fn is_usual(&self) -> bool {
        self.address.starts_with("/me") || self.address == self.key
    }

    /// Whether the line of the permission list names a permission, and whether as a least privileged one.
    pub(super) fn permission(&self, name: &str) -> Option<bool> {
        let mut fields = self.line.split(' ').skip(2).filter_map(|field| field.split_once('='));
        let (_, schemes) = fields.find(|(permissions, _)| permissions.split(['&', '|']).any(|one| one == name))?;
        Some(schemes.contains(|scheme: char| scheme.is_ascii_uppercase()))
    }
}
