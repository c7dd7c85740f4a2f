//! Structs and enums for the types that calls send and receive, and for the types of their properties.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use graph_action_catalog::{Catalog, Denied, Member, Type, TypeKind, Version};

use super::asked::{AllAsked, object};
use super::choice;
use super::dates::{Dates, remark};
use super::enumeration::Enumeration;
use super::shipped;
use crate::names::{camel, identifier, snake};
use crate::types::{RustType, Use, item_name};
use crate::uses::Uses;

/// How many levels of properties get structs of their own. Deeper ones are any JSON.
const DEPTH: usize = 3;

/// The structs and enums to print, by their names.
pub(super) struct Entities<'c> {
    pub(super) structs: BTreeMap<String, Struct<'c>>,
    pub(super) enumerations: BTreeMap<String, Enumeration<'c>>,
    /// What is imported from `graph_action::types` instead.
    pub(super) shipped: BTreeSet<String>,
}

/// A struct for an entity or complex type.
pub(super) struct Struct<'c> {
    pub(super) ty: &'c str,
    pub(super) of: Use,
    pub(super) fields: Vec<Field>,
    /// Whether a value may be of a derived type, which `@odata.type` then names.
    pub(super) derived: bool,
    /// Whether the struct keeps the properties of derived types.
    pub(super) extra: bool,
}

/// A field of a struct.
pub(super) struct Field {
    pub(super) name: String,
    /// Graph's name, where that of the field does not give it.
    pub(super) rename: Option<String>,
    pub(super) ty: String,
    pub(super) remark: Option<&'static str>,
    /// The struct within the field, and whether the field contains it by value.
    holds: Option<(String, bool)>,
    /// A navigation property. Structs that expand each other in a circle are not expanded.
    navigation: bool,
    pub(super) no_expand: bool,
}

/// The properties of a struct, before the types of its fields are known.
struct Plan<'c> {
    members: Vec<Member<'c>>,
    sent: bool,
    /// How many properties lead to it.
    depth: usize,
}

type Plans<'c> = BTreeMap<(&'c str, Use), Plan<'c>>;

/// What the structs are made from.
pub(super) struct Source<'c, 'a> {
    pub(super) catalog: &'c Catalog,
    pub(super) asked: &'a AllAsked,
    pub(super) dates: Dates,
    pub(super) uses: &'a Uses<'c>,
}

impl<'c> Source<'c, '_> {
    /// The structs and enums for the types received and sent, and for the types of their properties down to [`DEPTH`].
    pub(super) fn entities<'t>(
        &self,
        received: impl Iterator<Item = &'t str>,
        sent: impl Iterator<Item = (&'t str, Use)>,
    ) -> Entities<'c> {
        let mut plans = Plans::new();
        let sent: Vec<(&str, Use)> = sent.filter_map(|(ty, of)| Some((object(self.catalog, ty)?, of))).collect();
        let received: Vec<(&str, Use)> =
            received.filter_map(|ty| Some((object(self.catalog, ty)?, Use::Value))).collect();
        let values = sent.iter().chain(&received).filter(|(_, of)| *of == Use::Value);
        let mut shipped: BTreeSet<String> = values.filter_map(|(ty, _)| self.shipped(ty)).collect();
        // The types that are sent come first: their values have all their properties.
        self.plan(&mut plans, sent, true);
        self.plan(&mut plans, received, false);
        let structs: BTreeMap<String, Struct<'c>> =
            plans.iter().map(|(&(ty, of), plan)| (item_name(ty, of), self.make(ty, of, plan, &plans))).collect();
        let types = || plans.values().flat_map(|plan| &plan.members).map(|member| member.ty.name);
        shipped.extend(types().filter_map(|ty| self.shipped(ty)));
        let enumerations: BTreeMap<String, Enumeration<'c>> = types()
            .filter(|ty| self.shipped(ty).is_none())
            .filter_map(|ty| self.catalog.find_type(ty).filter(|ty| self.is_enum(ty.name)))
            .map(|ty| (item_name(ty.name, Use::Value), Enumeration::of(&ty)))
            .collect();
        let mut entities = Entities { structs, enumerations, shipped };
        entities.break_circles();
        entities
    }

    /// The enum for an enumeration, where it gets one.
    pub(super) fn enumeration(&self, ty: &Type<'c>) -> Option<Entities<'c>> {
        let made = self.is_enum(ty.name).then(|| (item_name(ty.name, Use::Value), Enumeration::of(ty)))?;
        Some(Entities { structs: BTreeMap::new(), enumerations: BTreeMap::from([made]), shipped: BTreeSet::new() })
    }

    /// Plans the structs for `roots` and for the types of their properties.
    fn plan(&self, plans: &mut Plans<'c>, roots: Vec<(&'c str, Use)>, sent: bool) {
        let mut next: VecDeque<(&str, Use, usize)> = roots.into_iter().map(|(ty, of)| (ty, of, 0)).collect();
        while let Some((ty, of, depth)) = next.pop_front() {
            if of == Use::Value && self.shipped(ty).is_some() {
                continue;
            }
            let plan = plans.entry((ty, of)).or_insert_with(|| Plan {
                members: self.members(ty, of, sent),
                sent,
                depth: usize::MAX,
            });
            if depth >= plan.depth {
                continue;
            }
            plan.depth = depth;
            if depth == DEPTH {
                continue;
            }
            let held = plan.members.iter().filter_map(|member| object(self.catalog, member.ty.name));
            next.extend(held.map(|held| (held, self.held_use(held, of), depth + 1)));
        }
    }

    /// The name of a complex type or an enumeration in `graph_action::types`, if all of it is wanted.
    fn shipped(&self, ty: &str) -> Option<String> {
        let is_whole = self.asked.get(ty).is_none_or(|asked| asked.usual || asked.all);
        shipped::name(ty, self.catalog.version()).filter(|_| is_whole)
    }

    /// What the struct of a property is for.
    fn held_use(&self, held: &str, holder: Use) -> Use {
        let is_entity = self.catalog.find_type(held).is_some_and(|ty| ty.kind == TypeKind::Entity);
        if is_entity && holder != Use::Value { Use::Created } else { Use::Value }
    }

    fn members(&self, ty: &str, of: Use, sent: bool) -> Vec<Member<'c>> {
        let is_entity = self.catalog.find_type(ty).is_some_and(|ty| ty.kind == TypeKind::Entity);
        match (of, self.asked.get(ty)) {
            (Use::Created, _) => choice::of_body(self.catalog, ty, Denied::Insert),
            (Use::Changed, _) => choice::of_body(self.catalog, ty, Denied::Update),
            (Use::Value, Some(asked)) if is_entity => choice::of_answer(self.catalog, ty, asked),
            (Use::Value, asked) => choice::of_value(self.catalog, ty, asked, sent),
        }
    }

    /// Whether a type is an enumeration that gets an enum. In beta the macro does not know which members combine.
    fn is_enum(&self, ty: &str) -> bool {
        let is_checked = self.catalog.version() == Version::V1;
        self.catalog.find_type(ty).is_some_and(|ty| ty.kind == TypeKind::Enum && (is_checked || !ty.is_flags()))
    }

    fn make(&self, ty: &'c str, of: Use, plan: &Plan<'c>, plans: &Plans<'c>) -> Struct<'c> {
        let found = self.catalog.find_type(ty);
        let is_abstract = found.is_some_and(|ty| ty.is_abstract);
        // For an entity in an answer it would mean that all properties are asked for.
        let keeps_all = of != Use::Value || found.is_some_and(|ty| ty.kind == TypeKind::Complex);
        // An answer tells the type by itself; it matters where the declared type tells little.
        let derived = !self.catalog.derived_types(ty).is_empty() && (is_abstract || ty == "directoryObject");
        let fields = plan.members.iter().map(|member| self.field(ty, of, plan, member, plans)).collect();
        Struct { ty, of, fields, derived, extra: derived && keeps_all }
    }

    fn field(&self, ty: &str, of: Use, plan: &Plan<'c>, member: &Member<'c>, plans: &Plans<'c>) -> Field {
        let name = match identifier(&snake(member.name)).as_str() {
            // The struct has two fields of these names beside the schema's.
            taken @ ("extra" | "odata_type") => format!("{taken}_"),
            name => name.to_owned(),
        };
        let held = object(self.catalog, member.ty.name)
            .map(|held| (held, self.held_use(held, of)))
            .filter(|key| plans.contains_key(key))
            .map(|(held, of)| item_name(held, of));
        let value = self.value_type(member.ty.name, held.as_deref());
        let is_text = value == "String";
        let whole = if member.ty.collection { format!("Vec<{value}>") } else { value };
        let is_key = member.name == "id" && !member.ty.nullable && self.has_id(ty);
        let ty = match of {
            Use::Changed => format!("Patch<{whole}>"),
            Use::Value if !plan.sent && (member.ty.collection || is_key) => whole,
            _ => format!("Option<{whole}>"),
        };
        Field {
            rename: (camel(name.trim_start_matches("r#")) != member.name).then(|| member.name.to_owned()),
            name,
            ty,
            remark: if is_text { remark(member.ty.name) } else { None },
            holds: held.map(|held| (held, !member.ty.collection)),
            navigation: member.navigation.is_some(),
            no_expand: false,
        }
    }

    /// The type of one value of a property; `held` is the struct for it.
    fn value_type(&self, ty: &str, held: Option<&str>) -> String {
        if let Some(date) = self.dates.rust_type(ty) {
            return date.to_owned();
        }
        if let Some(shipped) = self.shipped(ty) {
            return shipped;
        }
        if ty == "Binary" {
            return "Vec<u8>".to_owned();
        }
        if let Some(found) = self.catalog.find_type(ty).filter(|found| self.is_enum(found.name)) {
            let name = item_name(found.name, Use::Value);
            return if found.is_flags() { format!("BTreeSet<{name}>") } else { name };
        }
        match RustType::of(self.catalog, ty) {
            RustType::Struct(_) => held.unwrap_or("serde_json::Value").to_owned(),
            other => other.owned(),
        }
    }

    /// Whether answers with an entity of this type always have its `id`: it is asked for, and collections hold such
    /// entities. Others, such as `workbookRange`, have none.
    fn has_id(&self, ty: &str) -> bool {
        if self.asked.get(ty).is_some_and(|asked| asked.without_id) {
            return false;
        }
        let mut bases = self.catalog.type_and_bases(ty).filter(|base| base.name != "entity");
        bases.any(|base| self.uses.has_collection(base.name))
    }
}

impl Entities<'_> {
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.structs.keys().chain(self.enumerations.keys()).chain(&self.shipped).map(String::as_str)
    }

    /// Boxes the fields through which a struct would contain itself, and expands no struct within itself.
    fn break_circles(&mut self) {
        let held = |wanted: fn(&Field) -> bool| -> BTreeMap<String, Vec<String>> {
            let of = |made: &Struct<'_>| {
                let fields = made.fields.iter().filter(|field| wanted(field));
                fields.filter_map(|field| field.holds.as_ref().map(|(held, _)| held.clone())).collect()
            };
            self.structs.iter().map(|(name, made)| (name.clone(), of(made))).collect()
        };
        let by_value = held(|field| field.holds.as_ref().is_some_and(|(_, by_value)| *by_value));
        let expanded = held(|field| field.navigation);
        for (name, made) in &mut self.structs {
            for field in &mut made.fields {
                let Some((held, contained)) = field.holds.clone() else { continue };
                if contained && leads_to(&by_value, &held, name) {
                    field.ty = field.ty.replace(&format!("<{held}>"), &format!("<Box<{held}>>"));
                }
                field.no_expand = field.navigation && leads_to(&expanded, &held, name);
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
