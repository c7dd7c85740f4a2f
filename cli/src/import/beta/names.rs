//! The names of types, properties and members of enumerations, from Microsoft's type mappings.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use serde_json::Value;

use super::sdk::Sdk;
use crate::import::csdl::Kind;
use crate::import::error::ImportError;
use crate::import::json::{self, object, strings};
use crate::import::source::Source;

/// Every type by its name in the catalog.
#[derive(Default)]
pub(super) struct Names {
    pub(super) types: BTreeMap<String, Named>,
    /// The name of each by [`folded`].
    spelled: HashMap<String, String>,
}

/// A type, and the names within it.
pub(super) struct Named {
    pub(super) kind: Kind,
    pub(super) properties: Vec<String>,
    pub(super) navigations: BTreeSet<String>,
    /// Of an enumeration.
    pub(super) members: Vec<String>,
}

impl Named {
    fn new(kind: Kind) -> Named {
        Named { kind, properties: Vec::new(), navigations: BTreeSet::new(), members: Vec::new() }
    }
}

/// Whether the model of a module derives from `entity`.
fn is_entity<'s>(sdk: &'s Sdk, mut module: &'s str) -> bool {
    // A circle of bases would never end.
    for _ in 0..32 {
        match sdk.models.get(module).and_then(|model| model.bases.first()) {
            Some(base) => module = base,
            None => break,
        }
    }
    module.ends_with("/models/entity")
}

/// Whether a module stands for a type of the schema, rather than for the form of a request or a response.
fn is_of_schema(module: &str) -> bool {
    let forms = ["_response", "/reference_create", "/reference_update", "/json"];
    module.contains("/models/") && !module.contains("/o_data_errors/") && !forms.iter().any(|end| module.ends_with(end))
}

/// The form in which the same name is equal in Python, TypeScript and the schema: small letters without `_`.
pub(super) fn folded(name: &str) -> String {
    name.chars().filter(|letter| *letter != '_').map(|letter| letter.to_ascii_lowercase()).collect()
}

impl Names {
    /// Reads the mappings: the name of each file says whether it has entity, complex or enumeration types.
    pub(super) fn read(files: &[Source]) -> Result<Names, ImportError> {
        let mut names = Names::default();
        for (kind, word) in [(Kind::Entity, "entity"), (Kind::Complex, "complex"), (Kind::Enum, "enum")] {
            let mut found = false;
            for file in files.iter().filter(|file| file.name.contains(word)) {
                names.add(kind, file)?;
                found = true;
            }
            if !found {
                return Err(ImportError::Usage(format!(
                    "`--beta-types`: a file with `{word}` in its name is missing (beta-{word}-types.json)"
                )));
            }
        }
        Ok(names)
    }

    fn add(&mut self, kind: Kind, file: &Source) -> Result<(), ImportError> {
        let source = file.given.as_str();
        let mapping = json::parse(source, &file.text)?;
        for (namespace, types) in object(source, Some(&mapping), "the mapping")? {
            for (name, within) in object(source, Some(types), &format!("`{namespace}`"))? {
                let full = format!("{namespace}.{name}");
                let short = full.strip_prefix("microsoft.graph.").unwrap_or(&full).to_owned();
                let list = |value: Option<&Value>| -> Result<Vec<String>, ImportError> {
                    Ok(strings(source, value, &format!("`{full}`"))?.into_iter().map(str::to_owned).collect())
                };
                let mut named = Named::new(kind);
                if kind == Kind::Enum {
                    named.members = list(Some(within))?;
                } else {
                    named.properties = list(within.get("properties"))?;
                    named.navigations = list(within.get("navigationProperties"))?.into_iter().collect();
                }
                self.spelled.entry(folded(&short)).or_insert_with(|| short.clone());
                self.types.insert(short, named);
            }
        }
        Ok(())
    }

    /// Adds the names that the SDK has and the mappings, which are older, do not.
    pub(super) fn add_newer(&mut self, sdk: &Sdk) {
        for (module, values) in &sdk.enumerations {
            let named = self.add_type(module, &values.class, Kind::Enum);
            let newer = values.members.iter().filter(|member| !named.members.contains(member));
            let newer: Vec<String> = newer.cloned().collect();
            named.members.extend(newer);
        }
        let models = || sdk.models.iter().filter(|(module, _)| is_of_schema(module));
        for (module, model) in models() {
            let kind = if is_entity(sdk, module) { Kind::Entity } else { Kind::Complex };
            self.add_type(module, &model.class, kind);
        }
        for (module, model) in models() {
            let fields: Vec<(String, bool)> = model
                .fields
                .iter()
                .filter(|field| field.name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_'))
                .map(|field| (field.name.clone(), is_entity(sdk, &field.argument)))
                .collect();
            let named = self.add_type(module, &model.class, Kind::Complex);
            let known: HashSet<String> =
                named.properties.iter().chain(&named.navigations).map(|name| name.to_ascii_lowercase()).collect();
            for (name, leads_to_entity) in
                fields.into_iter().filter(|(name, _)| !known.contains(&name.to_ascii_lowercase()))
            {
                if leads_to_entity {
                    named.navigations.insert(name);
                } else {
                    named.properties.push(name);
                }
            }
        }
    }

    /// The type of a module of the SDK, which is added when it is new.
    fn add_type(&mut self, module: &str, class: &str, kind: Kind) -> &mut Named {
        let known = self.of_module(module, Some(class)).or_else(|| self.of_module(module, None)).map(str::to_owned);
        let name = known.unwrap_or_else(|| self.new_name(module, class));
        self.spelled.entry(folded(&name)).or_insert_with(|| name.clone());
        self.types.entry(name).or_insert_with(|| Named::new(kind))
    }

    /// The name of a new type: that of its class, in the namespace that its folders stand for.
    fn new_name(&self, module: &str, class: &str) -> String {
        let class = class.trim_end_matches('_');
        let name = class[..1].to_ascii_lowercase() + &class[1..];
        let folders: Vec<&str> = module
            .split_once("/models/")
            .and_then(|(_, path)| path.rsplit_once('/'))
            .map_or(Vec::new(), |(path, _)| path.split('/').collect());
        let namespace = folded(&folders.join("."));
        let known =
            self.types.keys().filter_map(|name| name.rsplit_once('.')).find(|(known, _)| folded(known) == namespace);
        match known {
            _ if folders.is_empty() => name,
            Some((namespace, _)) => format!("{namespace}.{name}"),
            None => format!("{}.{name}", folders.join(".").replace('_', "")),
        }
    }

    /// The type's name in the catalog, however it is written.
    pub(super) fn spelled(&self, name: &str) -> Option<&str> {
        self.spelled.get(&folded(name)).map(String::as_str)
    }

    pub(super) fn kind(&self, name: &str) -> Option<Kind> {
        self.types.get(name).map(|named| named.kind)
    }

    pub(super) fn is_navigation(&self, owner: &str, name: &str) -> bool {
        self.types.get(owner).is_some_and(|named| named.navigations.contains(name))
    }

    /// The type that a module of the SDK's models stands for: `…/models/security/alert` is `security.alert`.
    pub(super) fn of_module(&self, module: &str, class: Option<&str>) -> Option<&str> {
        let (_, path) = module.split_once("/models/")?;
        let mut parts: Vec<&str> = path.split('/').collect();
        let last = parts.pop()?;
        let name = class.unwrap_or(last).trim_end_matches('_');
        let within = |parts: &[&str]| [parts, &[name]].concat().join(".");
        self.spelled(&within(&parts)).or_else(|| {
            // A type that has the name of its module's folder.
            let (folder, outer) = parts.split_last()?;
            self.spelled(&within(outer)).filter(|_| folded(folder) == folded(name))
        })
    }
}
