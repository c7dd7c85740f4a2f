//! Structs for the types that calls send and receive, and for the types of their properties.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use graph_action_catalog::{Catalog, Member, TypeKind};

use crate::names::{serde_camel, snake};
use crate::types::{ANY_JSON, RustType, remark};

/// How many levels of properties get structs of their own. Deeper ones are any JSON.
const DEPTH: usize = 3;

/// The structs to print, by their names.
pub(super) struct Entities<'c> {
    structs: BTreeMap<String, Struct<'c>>,
}

/// A struct for an entity or complex type.
pub(super) struct Struct<'c> {
    pub(super) ty: &'c str,
    pub(super) sent: bool,
    pub(super) received: bool,
    pub(super) fields: Vec<Field>,
    /// Whether a value may have more properties than the struct: the type is open, or others derive from it.
    pub(super) extra: bool,
    /// Whether a value may be of a derived type, which `@odata.type` then names.
    pub(super) derived: bool,
}

/// A field of a struct, which is always an `Option`.
pub(super) struct Field {
    pub(super) name: String,
    /// Graph's name, where `rename_all` does not give it.
    pub(super) rename: Option<String>,
    pub(super) ty: String,
    pub(super) remark: Option<String>,
    /// The struct that the field contains by value.
    holds: Option<String>,
}

impl<'c> Entities<'c> {
    /// The structs for the types received and sent, and for the types of their properties down to [`DEPTH`]. Of
    /// navigation properties, only those in `expanded` are included, as `type/property`.
    pub(super) fn collect<'t>(
        catalog: &'c Catalog,
        received: impl Iterator<Item = &'t str>,
        sent: impl Iterator<Item = &'t str>,
        expanded: &[String],
    ) -> Entities<'c> {
        let received: Vec<&str> = received.collect();
        let sent: Vec<&str> = sent.collect();
        let within = |roots: &[&str]| reach(catalog, roots, expanded);
        let (in_received, in_sent) = (within(&received), within(&sent));
        let all: BTreeSet<&str> = in_received.union(&in_sent).copied().collect();
        let mut structs = BTreeMap::new();
        for &ty in &all {
            let RustType::Struct(name) = RustType::of(catalog, ty) else { continue };
            let made = make(catalog, ty, in_sent.contains(ty), in_received.contains(ty), &all, expanded);
            structs.insert(name, made);
        }
        let mut entities = Entities { structs };
        entities.box_cycles();
        entities
    }

    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.structs.keys().map(String::as_str)
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (&str, &Struct<'c>)> {
        self.structs.iter().map(|(name, made)| (name.as_str(), made))
    }

    /// Boxes the fields through which a struct would contain itself.
    fn box_cycles(&mut self) {
        let holds: BTreeMap<String, Vec<String>> = self
            .structs
            .iter()
            .map(|(name, made)| (name.clone(), made.fields.iter().filter_map(|field| field.holds.clone()).collect()))
            .collect();
        for (name, made) in &mut self.structs {
            for field in &mut made.fields {
                if field.holds.as_ref().is_some_and(|held| leads_to(&holds, held, name)) {
                    field.ty = format!("Box<{}>", field.ty);
                }
            }
        }
    }
}

fn leads_to(holds: &BTreeMap<String, Vec<String>>, from: &str, to: &str) -> bool {
    let mut seen: BTreeSet<&str> = BTreeSet::from([from]);
    let mut next = vec![from];
    while let Some(name) = next.pop() {
        if name == to {
            return true;
        }
        for held in holds.get(name).into_iter().flatten() {
            if seen.insert(held) {
                next.push(held);
            }
        }
    }
    false
}

/// The types that get a struct: `roots`, and the types of their properties.
fn reach<'c>(catalog: &'c Catalog, roots: &[&str], expanded: &[String]) -> BTreeSet<&'c str> {
    let mut found: BTreeSet<&str> = BTreeSet::new();
    let mut next: VecDeque<(&str, usize)> = roots.iter().filter_map(|ty| Some((object(catalog, ty)?, 0))).collect();
    found.extend(next.iter().map(|(ty, _)| *ty));
    while let Some((ty, depth)) = next.pop_front() {
        if depth == DEPTH {
            continue;
        }
        for member in properties(catalog, ty, expanded) {
            if let Some(held) = object(catalog, member.ty.name)
                && found.insert(held)
            {
                next.push_back((held, depth + 1));
            }
        }
    }
    found
}

/// Graph's spelling of an entity or complex type.
fn object<'c>(catalog: &'c Catalog, ty: &str) -> Option<&'c str> {
    if ty == ANY_JSON {
        return None;
    }
    catalog.find_type(ty).filter(|ty| ty.kind != TypeKind::Enum).map(|ty| ty.name)
}

/// The properties that Graph returns with an entity: `id` first, then those of the base types, then its own.
fn properties<'c>(catalog: &'c Catalog, ty: &str, expanded: &[String]) -> Vec<Member<'c>> {
    let is_expanded =
        |member: &Member<'_>| expanded.iter().any(|name| name.eq_ignore_ascii_case(&format!("{ty}/{}", member.name)));
    let mut members: Vec<Member<'_>> = catalog
        .members(ty)
        .filter(|member| member.navigation.is_none() || is_expanded(member))
        // Content has an address of its own.
        .filter(|member| member.ty.name != "Stream")
        .collect();
    let mut seen = BTreeSet::new();
    members.retain(|member| seen.insert(snake(member.name)));
    members.sort_by_key(|member| member.name != "id");
    members
}

fn make<'c>(
    catalog: &'c Catalog,
    ty: &'c str,
    sent: bool,
    received: bool,
    all: &BTreeSet<&str>,
    expanded: &[String],
) -> Struct<'c> {
    let fields: Vec<Field> =
        properties(catalog, ty, expanded).iter().map(|member| field(catalog, member, all)).collect();
    let derived = !catalog.derived_types(ty).is_empty();
    let open = catalog.type_and_bases(ty).any(|ty| ty.open);
    Struct { ty, sent, received, fields, extra: open || derived, derived }
}

fn field(catalog: &Catalog, member: &Member<'_>, all: &BTreeSet<&str>) -> Field {
    let name = match snake(member.name).as_str() {
        // The struct has two fields of these names beside the schema's.
        taken @ ("extra" | "odata_type") => format!("{taken}_"),
        name => name.to_owned(),
    };
    let known = object(catalog, member.ty.name).is_none_or(|ty| all.contains(ty));
    let rust = if known { RustType::of(catalog, member.ty.name) } else { RustType::Json };
    let holds = match &rust {
        RustType::Struct(name) if !member.ty.collection => Some(name.clone()),
        _ => None,
    };
    let ty = if member.ty.collection { format!("Vec<{}>", rust.owned()) } else { rust.owned() };
    Field {
        rename: (serde_camel(&name) != member.name).then(|| member.name.to_owned()),
        name,
        ty,
        remark: remark(catalog, member.ty),
        holds,
    }
}
