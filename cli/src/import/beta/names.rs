//! The names of types, properties and members of enumerations, from Microsoft's type mappings.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use serde_json::Value;

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

/// What the same name has in common where Python, TypeScript and the schema write it differently.
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
                let mut named =
                    Named { kind, properties: Vec::new(), navigations: BTreeSet::new(), members: Vec::new() };
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
