//! Types and members: bases and the types of properties, from the models of the SDK and the typings.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::names::Names;
use super::python::{Enumeration, Field, Model};
use super::sdk::Sdk;
use super::typings::Typings;
use crate::import::csdl::Kind;

/// Types of the schema that the SDK reads as one: whole numbers, numbers with a fraction, bytes.
const ALIKE: [&[&str]; 3] = [
    &["Byte", "Int16", "Int32", "Int64", "SByte"],
    &["Decimal", "Double", "Int32", "Int64", "Single"],
    &["Binary", "Stream"],
];

/// The schema's types as far as the sources tell.
pub(super) struct Types<'s> {
    pub(super) names: &'s Names,
    sdk: &'s Sdk,
    pub(super) bases: BTreeMap<&'s str, String>,
    derived: BTreeMap<String, Vec<&'s str>>,
    /// The type of each property, by its owner and its name: `*message`; `None` where no source tells.
    pub(super) members: BTreeMap<(&'s str, &'s str), Option<String>>,
    /// Properties by owner and name in small letters.
    spelled: HashMap<(&'s str, String), &'s str>,
    pub(super) enumerations: HashMap<&'s str, &'s Enumeration>,
    /// The enumerations whose members combine in some property.
    pub(super) combining: HashSet<String>,
}

/// The property that a name means.
pub(super) struct FoundProperty<'s> {
    pub(super) owner: &'s str,
    pub(super) name: &'s str,
    pub(super) ty: Option<String>,
}

impl<'s> Types<'s> {
    pub(super) fn new(names: &'s Names, sdk: &'s Sdk, typings: &Typings) -> Types<'s> {
        let mut types = Types {
            names,
            sdk,
            bases: BTreeMap::new(),
            derived: BTreeMap::new(),
            members: BTreeMap::new(),
            spelled: HashMap::new(),
            enumerations: HashMap::new(),
            combining: HashSet::new(),
        };
        let of_module =
            |module: &str, class: &str| names.of_module(module, Some(class)).or_else(|| names.of_module(module, None));
        for (module, values) in &sdk.enumerations {
            if let Some(name) = of_module(module, &values.class).filter(|name| names.kind(name) == Some(Kind::Enum)) {
                types.enumerations.insert(name, values);
            }
        }
        let mut models: HashMap<&str, &Model> = HashMap::new();
        for (module, model) in &sdk.models {
            if let Some(name) = of_module(module, &model.class).filter(|name| names.kind(name) != Some(Kind::Enum)) {
                models.insert(name, model);
            }
        }
        types.add_bases(&models, typings);
        types.add_members(&models, typings);
        types
    }

    fn add_bases(&mut self, models: &HashMap<&str, &Model>, typings: &Typings) {
        for (name, named) in self.names.types.iter().filter(|(_, named)| named.kind != Kind::Enum) {
            let base = match models.get(name.as_str()) {
                Some(model) => model.bases.iter().find_map(|module| self.names.of_module(module, None)),
                None => {
                    let entity = (named.kind == Kind::Entity && name != "entity").then_some("entity");
                    typings.base_of(name).or(entity)
                }
            };
            if let Some(base) = base.filter(|base| base != name) {
                self.bases.insert(name, base.to_owned());
                self.derived.entry(base.to_owned()).or_default().push(name);
            }
        }
    }

    fn add_members(&mut self, models: &HashMap<&str, &Model>, typings: &Typings) {
        for (owner, named) in &self.names.types {
            let fields: HashMap<String, _> = models
                .get(owner.as_str())
                .map(|model| model.fields.iter().map(|field| (field.name.to_ascii_lowercase(), field)).collect())
                .unwrap_or_default();
            for name in named.properties.iter().chain(&named.navigations) {
                let ty = match fields.get(&name.to_ascii_lowercase()) {
                    Some(field) => {
                        let ty = self.read_type(field);
                        self.combining.extend(ty.clone().filter(|_| field.combines));
                        ty
                    }
                    None => typings.type_of(owner, name).map(str::to_owned),
                };
                self.members.insert((owner, name), ty);
                self.spelled.insert((owner, name.to_ascii_lowercase()), name);
            }
        }
    }

    /// The type of a property as the SDK reads it.
    pub(super) fn read_type(&self, field: &Field) -> Option<String> {
        let primitive = match field.reader.as_str() {
            "get_str_value" => "String",
            "get_uuid_value" => "Guid",
            "get_datetime_value" => "DateTimeOffset",
            "get_date_value" => "Date",
            "get_time_value" => "TimeOfDay",
            "get_timedelta_value" => "Duration",
            "get_int_value" => "Int32",
            "get_float_value" => "Double",
            "get_bytes_value" => "Binary",
            "get_bool_value" => "Boolean",
            _ => {
                let star = if field.is_collection() { "*" } else { "" };
                return Some(format!("{star}{}", self.named_type(&field.argument)?));
            }
        };
        Some(primitive.to_owned())
    }

    /// The type of a property, with the published one where the SDK reads both in the same way.
    pub(super) fn published_or<'t>(&self, derived: &'t str, published: &'t str) -> &'t str {
        let (item, published_item) = (derived.trim_start_matches('*'), published.trim_start_matches('*'));
        let same_form = derived.starts_with('*') == published.starts_with('*');
        let alike = |alike: &&[&str]| alike.contains(&item) && alike.contains(&published_item);
        // Members of an enumeration that combine are read as a list.
        let combined = self.names.kind(item) == Some(Kind::Enum) && item == published;
        if combined || (same_form && ALIKE.iter().any(alike)) { published } else { derived }
    }

    /// The type that a model's module or a name of Python stands for.
    fn named_type(&self, name: &str) -> Option<String> {
        if let Some(primitive) = python_type(name) {
            return Some(primitive.to_owned());
        }
        if let Some(known) = self.names.of_module(name, None) {
            return Some(known.to_owned());
        }
        if name.ends_with("/untyped_node") || name.ends_with("UntypedNode") {
            return Some("Json".to_owned());
        }
        // A number that may be `NaN` or infinite.
        let model = self.sdk.models.get(name)?;
        let is_number = model.fields.iter().all(|field| matches!(field.name.as_str(), "double" | "string" | "number"));
        is_number.then(|| "Double".to_owned())
    }

    /// The type that a call returns; `None` where no source tells.
    pub(super) fn returned(&self, returns: &str, list: bool) -> Option<String> {
        let star = if list { "*" } else { "" };
        // Bytes are sent as they are, not as text in JSON.
        if returns == "bytes" {
            return Some("Stream".to_owned());
        }
        if let Some(ty) = python_type(returns).or_else(|| self.names.of_module(returns, None)) {
            return Some(format!("{star}{ty}"));
        }
        // The value is wrapped in `value`.
        let model = self.sdk.models.get(returns)?;
        let value = model.fields.iter().find(|field| field.name == "value")?;
        self.read_type(value)
    }

    /// The parameters that a body has, with their types.
    pub(super) fn parameters(&self, body: &str) -> Vec<(String, Option<String>)> {
        let fields = self.sdk.models.get(body).map(|model| model.fields.as_slice()).unwrap_or_default();
        let typed = |ty: Option<String>| ty.map(|ty| if ty == "Stream" { "Binary".to_owned() } else { ty });
        fields.iter().map(|field| (field.name.clone(), typed(self.read_type(field)))).collect()
    }

    /// A type and its bases, nearest first.
    pub(super) fn and_bases<'t>(&'t self, name: &'t str) -> impl Iterator<Item = &'t str> {
        let mut seen = HashSet::new();
        let mut next = Some(name);
        std::iter::from_fn(move || {
            let name = next.filter(|name| seen.insert(*name))?;
            next = self.bases.get(name).map(String::as_str);
            Some(name)
        })
    }

    /// A property of a type, its bases, or else the types that derive from it.
    pub(super) fn find(&self, ty: &str, name: &str) -> Option<FoundProperty<'s>> {
        let name = name.to_ascii_lowercase();
        let of = |owner: &str| {
            let (owner, _) = self.names.types.get_key_value(owner)?;
            let spelled = self.spelled.get(&(owner.as_str(), name.clone()))?;
            Some(FoundProperty { owner, name: spelled, ty: self.members.get(&(owner.as_str(), *spelled))?.clone() })
        };
        self.and_bases(ty).find_map(of).or_else(|| self.all_derived(ty).into_iter().find_map(of))
    }

    fn all_derived(&self, ty: &str) -> Vec<&'s str> {
        let mut found: Vec<&'s str> = self.derived.get(ty).cloned().unwrap_or_default();
        let mut place = 0;
        while let Some(name) = found.get(place).copied() {
            found.extend(self.derived.get(name).into_iter().flatten().filter(|name| **name != ty));
            place += 1;
        }
        found
    }

    /// Whether one of the two derives from the other.
    pub(super) fn are_related(&self, one: &str, other: &str) -> bool {
        self.and_bases(one).any(|name| name == other) || self.and_bases(other).any(|name| name == one)
    }
}

/// The catalog's type for one of Python's.
pub(super) fn python_type(name: &str) -> Option<&'static str> {
    Some(match name {
        "str" => "String",
        "int" => "Int32",
        "bool" => "Boolean",
        "float" => "Double",
        "bytes" => "Binary",
        "UUID" => "Guid",
        "datetime.datetime" => "DateTimeOffset",
        "datetime.date" => "Date",
        "datetime.time" => "TimeOfDay",
        "datetime.timedelta" => "Duration",
        "UntypedNode" => "Json",
        _ => return None,
    })
}
