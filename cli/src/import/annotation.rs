//! The annotations of the schema that the catalog keeps: deprecations, alternate keys, denied capabilities and
//! properties that are only read.

use std::collections::BTreeSet;

use super::error::ImportError;
use super::xml::{Element, Node, Xml};

/// An annotation that the catalog keeps.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Term {
    Revisions,
    AlternateKeys,
    /// A restriction, by its place in [`RESTRICTIONS`].
    Restriction(usize),
    /// The service gives the value.
    Computed,
    /// The value is given at creation only.
    Immutable,
    /// `Read` is a property that is never written.
    Permissions,
}

const INSERT: usize = 0;
const UPDATE: usize = 1;

/// A term of OData's capabilities, its property whose `false` denies, and the catalog's word for what is denied.
const RESTRICTIONS: [(&str, &str, &str); 4] = [
    ("Org.OData.Capabilities.V1.InsertRestrictions", "Insertable", "insert"),
    ("Org.OData.Capabilities.V1.UpdateRestrictions", "Updatable", "update"),
    ("Org.OData.Capabilities.V1.DeleteRestrictions", "Deletable", "delete"),
    ("Org.OData.Capabilities.V1.ReadRestrictions", "Readable", "read"),
];

impl Term {
    pub(super) fn of(name: &str) -> Option<Term> {
        match name {
            "Org.OData.Core.V1.Revisions" => Some(Term::Revisions),
            "Org.OData.Core.V1.AlternateKeys" => Some(Term::AlternateKeys),
            "Org.OData.Core.V1.Computed" => Some(Term::Computed),
            "Org.OData.Core.V1.Immutable" => Some(Term::Immutable),
            "Org.OData.Core.V1.Permissions" => Some(Term::Permissions),
            _ => RESTRICTIONS.iter().position(|(term, ..)| *term == name).map(Term::Restriction),
        }
    }
}

/// The annotations of one target.
#[derive(Clone, Debug, Default)]
pub(super) struct Annotations {
    /// `2024-04-10/2026-04-10`
    deprecated: Option<String>,
    /// Alternate keys, the properties of one joined by `+`.
    alternate_keys: Vec<String>,
    /// Which of [`RESTRICTIONS`] deny something.
    denied: BTreeSet<usize>,
    /// The same of a property that is only read. A link is changed at its own address all the same.
    only_read: BTreeSet<usize>,
}

impl Annotations {
    /// Reads the open annotation, of which `element` is the beginning, up to its end.
    pub(super) fn read(&mut self, term: Term, element: &Element, xml: &mut Xml<'_>) -> Result<(), ImportError> {
        let mut record = Record::default();
        record.set(0, "", element.get("Bool").or_else(|| element.get("EnumMember")).unwrap_or_default());
        // Names of the open elements, and the property that an open `PropertyValue` gives.
        let mut open: Vec<(String, String)> = Vec::new();
        loop {
            match xml.next()? {
                Some(Node::Open(element)) => {
                    let property = element.get("Property").unwrap_or_default().to_owned();
                    let depth = open.iter().filter(|(name, _)| name == "PropertyValue").count();
                    if element.name == "PropertyValue" {
                        let value = ["Bool", "Date", "String", "EnumMember", "PropertyPath"]
                            .iter()
                            .find_map(|name| element.get(name));
                        record.set(depth, &property, value.unwrap_or_default());
                    }
                    open.push((element.name.clone(), property));
                }
                Some(Node::Text(text)) => {
                    let property = open
                        .iter()
                        .rev()
                        .find(|(name, _)| name == "PropertyValue")
                        .map(|(_, property)| property.clone());
                    let depth = open.iter().filter(|(name, _)| name == "PropertyValue").count();
                    record.set(depth.saturating_sub(1), &property.unwrap_or_default(), &text);
                }
                Some(Node::Close) => {
                    let Some((name, _)) = open.pop() else {
                        self.take_value(term, record.value(""));
                        return Ok(());
                    };
                    let nested = open.iter().any(|(name, _)| name == "PropertyValue");
                    match (name.as_str(), nested) {
                        ("Record", false) => self.take(term, std::mem::take(&mut record)),
                        ("Record", true) => record.end_nested(),
                        _ => {}
                    }
                }
                None => return Ok(()),
            }
        }
    }

    fn take(&mut self, term: Term, record: Record) {
        match term {
            Term::Revisions if record.value("Kind").ends_with("/Deprecated") => {
                self.deprecated = Some(format!("{}/{}", record.value("Date"), record.value("RemovalDate")));
            }
            Term::AlternateKeys if !record.nested.is_empty() => self.alternate_keys.push(record.nested.join("+")),
            Term::Restriction(place) if record.value(RESTRICTIONS[place].1) == "false" => {
                self.denied.insert(place);
            }
            _ => {}
        }
    }

    /// What an annotation says that is no record.
    fn take_value(&mut self, term: Term, value: &str) {
        let denied: &[usize] = match term {
            Term::Computed if value != "false" => &[INSERT, UPDATE],
            Term::Immutable if value != "false" => &[UPDATE],
            Term::Permissions if value.ends_with("/Read") => &[INSERT, UPDATE],
            _ => &[],
        };
        self.only_read.extend(denied);
    }

    pub(super) fn merge(&mut self, other: Annotations) {
        self.deprecated = other.deprecated.or(self.deprecated.take());
        self.alternate_keys.extend(other.alternate_keys);
        self.denied.extend(other.denied);
        self.only_read.extend(other.only_read);
    }

    /// `@2024-04-10/2026-04-10`, with a space before it; empty when not deprecated.
    pub(super) fn deprecation(&self) -> String {
        self.deprecated.as_ref().map(|dates| format!(" @{}", dates.trim_end_matches('/'))).unwrap_or_default()
    }

    /// ` no:insert,update`, empty when nothing is denied.
    pub(super) fn denials(&self) -> String {
        denials(&self.denied)
    }

    /// The same for a property.
    pub(super) fn denials_of_property(&self) -> String {
        denials(&(&self.denied | &self.only_read))
    }

    /// ` alt=appId,uniqueName`
    pub(super) fn alternate_keys(&self) -> String {
        let mut keys = self.alternate_keys.clone();
        keys.sort();
        keys.dedup();
        if keys.is_empty() { String::new() } else { format!(" alt={}", keys.join(",")) }
    }
}

fn denials(places: &BTreeSet<usize>) -> String {
    let denied: Vec<&str> = places.iter().map(|place| RESTRICTIONS[*place].2).collect();
    if denied.is_empty() { String::new() } else { format!(" no:{}", denied.join(",")) }
}

/// A record of an annotation: its properties, and the keys that nested records name.
#[derive(Default)]
struct Record {
    values: Vec<(String, String)>,
    alias: String,
    path: String,
    nested: Vec<String>,
}

impl Record {
    fn set(&mut self, depth: usize, property: &str, value: &str) {
        if value.is_empty() {
            return;
        }
        match (depth, property) {
            (0, _) => self.values.push((property.to_owned(), value.to_owned())),
            (_, "Alias") => value.clone_into(&mut self.alias),
            (_, "Name") => value.clone_into(&mut self.path),
            _ => {}
        }
    }

    fn end_nested(&mut self) {
        let (alias, path) = (std::mem::take(&mut self.alias), std::mem::take(&mut self.path));
        let name = if alias.is_empty() { path } else { alias };
        if !name.is_empty() {
            self.nested.push(name);
        }
    }

    fn value(&self, property: &str) -> &str {
        self.values.iter().find(|(known, _)| known == property).map_or("", |(_, value)| value)
    }
}
