//! Records of properties, navigation properties, entity sets and singletons.

use super::types::{Deprecation, TypeRef};

/// A property or navigation property, or an entity set or singleton of the service.
#[derive(Clone, Copy, Debug)]
pub struct Member<'c> {
    /// The type that declares it; empty for the service itself.
    pub owner: &'c str,
    /// Its name as Graph spells it.
    pub name: &'c str,
    /// Its type.
    pub ty: TypeRef<'c>,
    /// `None` for a structural property.
    pub navigation: Option<Containment>,
    /// Its deprecation, if it is deprecated.
    pub deprecation: Option<Deprecation<'c>>,
    pub(crate) line: &'c str,
}

/// Whether a navigation property leads to a part of the entity or to another entity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Containment {
    /// It is part of the entity: `user/messages`.
    Contained,
    /// It is a link to an entity with an address of its own: `group/members`.
    Linked,
    /// No source says which (in beta). What either allows is accepted.
    Unknown,
}

/// What Microsoft's capability annotations deny. The annotations are right but rare: where there is none, nothing is
/// known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Denied {
    /// Nothing can be created here: no POST.
    Insert,
    /// No PATCH or PUT.
    Update,
    /// No DELETE.
    Delete,
    /// No GET.
    Read,
}

impl<'c> Member<'c> {
    /// From `user/messages >*message` or `/users *user`.
    pub(crate) fn parse(line: &'c str) -> Option<Member<'c>> {
        let (key, fields) = line.split_once(' ')?;
        // `user/photos[48x48]` is a known key, no member.
        let (owner, name) = key.rsplit_once('/').filter(|(_, name)| !name.contains('['))?;
        let first = fields.split(' ').next()?;
        let (navigation, ty) = match first.as_bytes().first()? {
            b'>' => (Some(Containment::Contained), &first[1..]),
            b'~' => (Some(Containment::Linked), &first[1..]),
            b'?' => (Some(Containment::Unknown), &first[1..]),
            _ if owner.is_empty() => (Some(Containment::Contained), first),
            _ => (None, first),
        };
        Some(Member { owner, name, ty: TypeRef::parse(ty), navigation, deprecation: Deprecation::among(fields), line })
    }

    /// Whether Microsoft's annotations deny this: those of capabilities, and those by which the service computes a
    /// property or never changes it.
    #[must_use]
    pub fn denies(&self, what: Denied) -> bool {
        let word = match what {
            Denied::Insert => "insert",
            Denied::Update => "update",
            Denied::Delete => "delete",
            Denied::Read => "read",
        };
        self.line
            .split(' ')
            .filter_map(|field| field.strip_prefix("no:"))
            .any(|denied| denied.split(',').any(|one| one == word))
    }
}
