//! Look-ups in the schema: types, members, entity sets and the keys that Graph knows by name.

use super::Catalog;
use crate::fact::{Member, Type};
use crate::lines::{exact_first, key};
use crate::method::Method;
use crate::nearest::nearest;

impl Catalog {
    /// The type called `name` within `microsoft.graph`, in any case: `message`, `security.alert`.
    #[must_use]
    pub fn find_type(&self, name: &str) -> Option<Type<'_>> {
        if name.is_empty() || name.contains(['/', ' ', '!', '*', '<', '[', '@', ':']) {
            return None;
        }
        Type::parse(exact_first(self.schema(&format!("{name} ")), name)?)
    }

    /// The type called `name` and those it derives from, nearest first.
    pub fn type_and_bases(&self, name: &str) -> impl Iterator<Item = Type<'_>> {
        let mut next = self.find_type(name);
        // A schema that derives a type from itself would never end.
        let mut left = 32;
        std::iter::from_fn(move || {
            left -= 1;
            let ty = next?;
            next = ty.base.filter(|_| left > 0).and_then(|base| self.find_type(base));
            Some(ty)
        })
    }

    /// Whether `name` is `base` or derives from it.
    #[must_use]
    pub fn derives_from(&self, name: &str, base: &str) -> bool {
        self.type_and_bases(name).any(|ty| ty.name == base)
    }

    /// The names of all types that derive from `name`, directly or not.
    #[must_use]
    pub fn derived_types(&self, name: &str) -> Vec<&str> {
        self.each_derived_type(name).collect()
    }

    /// The same names, one after another: the types that derive from a type are looked up when it was taken.
    fn each_derived_type<'c>(&'c self, name: &str) -> impl Iterator<Item = &'c str> {
        let mut found = self.directly_derived_types(name);
        let mut place = 0;
        std::iter::from_fn(move || {
            let next = *found.get(place)?;
            place += 1;
            for derived in self.directly_derived_types(next) {
                if !found.contains(&derived) {
                    found.push(derived);
                }
            }
            Some(next)
        })
    }

    fn directly_derived_types(&self, name: &str) -> Vec<&str> {
        let prefix = format!("{name}<");
        let mut found: Vec<&str> = Vec::new();
        for (_, derived) in self.schema(&prefix).filter_map(|line| key(line).split_once('<')) {
            if !found.contains(&derived) {
                found.push(derived);
            }
        }
        found
    }

    /// A property or navigation property of a type or its bases, whatever the case of `name`.
    #[must_use]
    pub fn member(&self, ty: &str, name: &str) -> Option<Member<'_>> {
        if name.contains([' ', '/']) {
            return None;
        }
        self.type_and_bases(ty).find_map(|ty| {
            let wanted = format!("{}/{name}", ty.name);
            Member::parse(exact_first(self.schema(&format!("{wanted} ")), &wanted)?)
        })
    }

    /// A member of a type that derives from `ty`, whatever the case of `name`.
    #[must_use]
    pub fn derived_member(&self, ty: &str, name: &str) -> Option<Member<'_>> {
        if name.contains([' ', '/']) {
            return None;
        }
        self.each_derived_type(ty).find_map(|derived| {
            let wanted = format!("{derived}/{name}");
            Member::parse(exact_first(self.schema(&format!("{wanted} ")), &wanted)?)
        })
    }

    /// Every property and navigation property of a type and its bases, the type's own first.
    pub fn members(&self, ty: &str) -> impl Iterator<Item = Member<'_>> {
        self.type_and_bases(ty).flat_map(|ty| {
            let prefix = format!("{}/", ty.name);
            self.schema(&prefix)
                .filter_map(Member::parse)
                .filter(|member| !matches!(member.name, "$value" | "{}"))
                .collect::<Vec<_>>()
        })
    }

    /// An entity set or singleton of the service, whatever the case of `name`.
    #[must_use]
    pub fn root(&self, name: &str) -> Option<Member<'_>> {
        if name.contains([' ', '/']) {
            return None;
        }
        let wanted = format!("/{name}");
        exact_first(self.schema(&format!("{wanted} ")).filter(|line| is_root(line)), &wanted).and_then(Member::parse)
    }

    /// The entity sets and singletons of the service.
    pub fn roots(&self) -> impl Iterator<Item = Member<'_>> {
        self.schema("/").filter(|line| is_root(line)).filter_map(Member::parse)
    }

    /// The key as Graph spells it, when `literal` is one that Graph knows by name, on entities of type `ty` (`inbox` on
    /// `mailFolder`) or in one collection of them (`drive/special`).
    #[must_use]
    pub fn known_key(&self, ty: &str, collection: Option<&Member<'_>>, literal: &str) -> Option<&str> {
        let known = self.known_keys(ty, collection);
        known
            .iter()
            .copied()
            .find(|key| *key == literal)
            .or_else(|| known.into_iter().find(|key| key.eq_ignore_ascii_case(literal)))
    }

    /// Whether `literal` can be the key of an entity of type `ty`, whose keys users choose (`Sheet1` of a worksheet, a
    /// domain's name).
    pub(crate) fn is_chosen_key(&self, ty: &str, collection: Option<&Member<'_>>, literal: &str) -> bool {
        self.key_patterns(ty, collection).iter().any(|pattern| pattern.contains('*') && matches(literal, pattern))
    }

    /// The keys that Graph knows by name on entities of type `ty`, and in one collection of them.
    #[must_use]
    pub fn known_keys(&self, ty: &str, collection: Option<&Member<'_>>) -> Vec<&str> {
        let mut keys = self.key_patterns(ty, collection);
        keys.retain(|key| !key.contains('*'));
        keys
    }

    fn key_patterns(&self, ty: &str, collection: Option<&Member<'_>>) -> Vec<&str> {
        let here = collection.map(|member| format!("{}/{}[", member.owner, member.name));
        let of_types = self.type_and_bases(ty).map(|ty| format!("{}[", ty.name)).collect::<Vec<_>>();
        let name = |line| key(line).split_once('[')?.1.strip_suffix(']');
        let facts = here.into_iter().chain(of_types);
        facts.flat_map(|prefix| self.schema(&prefix).filter_map(name).collect::<Vec<_>>()).collect()
    }

    /// Whether entities of this type are addressed by path: `root:/<path..>:`.
    pub(crate) fn is_addressed_by_path(&self, ty: &str) -> bool {
        self.schema(&format!("{ty}: ")).next().is_some()
    }

    /// Names of types nearest to `name`, best first.
    #[must_use]
    pub fn nearest_types(&self, name: &str) -> Vec<&str> {
        let names = self.schema_facts().filter_map(Type::parse).map(|ty| ty.name);
        nearest(name, names, 3)
    }
}

/// Whether a line that begins with `/` is an entity set or singleton: one segment, then a type.
fn is_root(line: &str) -> bool {
    let mut fields = line.split(' ');
    let (path, first) = (fields.next().unwrap_or(""), fields.next().unwrap_or(""));
    path.rfind('/') == Some(0) && !first.starts_with(['~', '@']) && first.parse::<Method>().is_err()
}

/// Whether a text is of a pattern, in which `*` stands for one or more characters.
fn matches(text: &str, pattern: &str) -> bool {
    match pattern.split_once('*') {
        None => text == pattern,
        Some((start, rest)) => text.strip_prefix(start).is_some_and(|text| {
            let ends = text.char_indices().skip(1).map(|(at, _)| at).chain([text.len()]);
            !text.is_empty() && ends.into_iter().any(|end| matches(&text[end..], rest))
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::matches;

    #[test]
    fn a_star_is_one_or_more_characters() {
        for (text, pattern, expected) in [
            ("Sheet1", "*", true),
            ("", "*", false),
            ("a@b", "*@*", true),
            ("@b", "*@*", false),
            ("contoso.com", "*.*", true),
            ("contoso", "*.*", false),
            ("é", "*", true),
        ] {
            assert_eq!(matches(text, pattern), expected, "{text} {pattern}");
        }
    }
}
