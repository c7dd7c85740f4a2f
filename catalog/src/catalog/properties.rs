//! Look-ups of property paths, as query options name them.

use std::fmt;

use super::Catalog;
use crate::fact::{Member, Need, TypeKind, TypeRef, is_primitive};
use crate::nearest::nearest;

/// A property path that does not exist.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PropertyError {
    /// Which name of the path, from 0.
    pub index: usize,
    /// The name.
    pub text: String,
    /// The type it was looked up on.
    pub on: String,
    /// Up to three properties it may have meant, best first.
    pub nearest: Vec<String>,
}

impl fmt::Display for PropertyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` has no property `{}`", self.on, self.text)?;
        let names: Vec<String> = self.nearest.iter().map(|name| format!("`{name}`")).collect();
        if names.is_empty() { Ok(()) } else { write!(f, "; did you mean {}?", names.join(", ")) }
    }
}

impl std::error::Error for PropertyError {}

/// Where a property path leads.
#[derive(Clone, Copy, Debug)]
pub enum Property<'c> {
    /// A declared property or navigation property.
    Declared(Member<'c>),
    /// An undeclared property of an open type, or an annotation: nothing is known about it.
    Open,
}

impl Catalog {
    /// The property that `path` names on `ty`: `subject`, `from/emailAddress`, `microsoft.graph.user/mail`.
    ///
    /// A property of a type derived from `ty` counts, since a collection may hold such entities. On an open type any
    /// name that the schema does not have may be an extension, unless it is one letter away from a declared one.
    ///
    /// # Errors
    /// The first name of the path that does not exist, with the nearest that do.
    pub fn property<'c>(&'c self, ty: &str, path: &str) -> Result<Property<'c>, PropertyError> {
        let mut on: &str = ty;
        let mut found = None;
        for (index, name) in path.split('/').enumerate() {
            if let Some(cast) = name.strip_prefix("microsoft.graph.").or_else(|| name.strip_prefix("graph.")) {
                let derived = self
                    .find_type(cast)
                    .filter(|cast| self.derives_from(cast.name, on) || self.derives_from(on, cast.name));
                let Some(derived) = derived else { return Err(self.property_error(on, name, index)) };
                on = derived.name;
                continue;
            }
            // `@odata.type`, `@microsoft.graph.downloadUrl` and the like.
            if name.contains('@') {
                return Ok(Property::Open);
            }
            if name == "$count" {
                return Ok(Property::Open);
            }
            let Some(member) = self.member(on, name).or_else(|| self.derived_member(on, name)) else {
                if self.may_have_undeclared(on, name) {
                    return Ok(Property::Open);
                }
                return Err(self.property_error(on, name, index));
            };
            on = member.ty.name;
            found = Some(member);
        }
        found.map(Property::Declared).ok_or_else(|| self.property_error(on, "", 0))
    }

    /// The permission that the property `name` of a type or its bases needs of its own, whatever the case of `name`.
    #[must_use]
    pub fn property_need(&self, ty: &str, name: &str) -> Option<Need<'_>> {
        if name.contains([' ', '/']) {
            return None;
        }
        self.type_and_bases(ty).find_map(|ty| {
            let wanted = format!("{}/{name} ", ty.name);
            self.written_by_hand_starting_with(&wanted).find_map(Need::parse)
        })
    }

    fn may_have_undeclared(&self, ty: &str, name: &str) -> bool {
        let open = self.type_and_bases(ty).any(|ty| ty.open)
            || self.derived_types(ty).into_iter().any(|derived| self.find_type(derived).is_some_and(|ty| ty.open));
        let word = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
        // Extensions have an `_` in their names, which no declared property of Graph has next to a near one.
        open && word && (name.contains('_') || nearest(name, self.members(ty).map(|member| member.name), 1).is_empty())
    }

    fn property_error(&self, ty: &str, name: &str, index: usize) -> PropertyError {
        let mut near: Vec<String> =
            nearest(name, self.members(ty).map(|member| member.name), 3).into_iter().map(str::to_owned).collect();
        if near.is_empty() {
            let derived: Vec<Member<'_>> = self.derived_types(ty).into_iter().flat_map(|ty| self.members(ty)).collect();
            near = nearest(name, derived.iter().map(|member| member.name), 3).into_iter().map(str::to_owned).collect();
        }
        PropertyError { index, text: name.to_owned(), on: ty.to_owned(), nearest: near }
    }

    /// How a literal of this type stands in a URL: a string in quotes, anything else (numbers, GUIDs, dates,
    /// enumerations) bare.
    #[must_use]
    pub fn is_quoted(&self, ty: TypeRef<'_>) -> bool {
        ty.name == "String"
            || !(is_primitive(ty.name) || self.find_type(ty.name).is_some_and(|ty| ty.kind == TypeKind::Enum))
    }
}
