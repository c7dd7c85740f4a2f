//! [`Catalog`]: the texts with the facts, and the order in which a look-up reads them.

mod operations;
mod overlay;
mod permissions;
mod properties;
mod schema;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use crate::cloud::Cloud;
use crate::fact::Need;
use crate::lines::{Lines, changed};
use crate::method::Method;
use crate::version::Version;

pub use overlay::OverlayError;

/// Everything known about Graph: the data this crate was packaged with, and what a user added. A look-up asks the
/// user's overlay first, then the hand-written supplement, then what Microsoft publishes, so that each can correct
/// those after it. Nothing is parsed until it is asked for.
///
/// A look-up asks the user's overlay first, then the hand-written supplement, then what Microsoft publishes, so that
/// whoever comes later in time can correct who came before. Nothing is parsed until it is asked for.
#[derive(Clone, Debug)]
pub struct Catalog {
    overlay: String,
    supplement: Cow<'static, str>,
    schema: Cow<'static, str>,
    /// How beta's schema differs from that of v1.0.
    beta: Cow<'static, str>,
    permissions: Cow<'static, str>,
    clouds: Cow<'static, str>,
    /// The addresses of each type's entity sets and singletons, once somebody asked.
    addresses_of_types: OnceLock<BTreeMap<String, Vec<String>>>,
    /// Of each type those of itself, its bases and the types that derive from it that have properties with a permission
    /// of their own, once somebody asked.
    owners_with_needs: OnceLock<BTreeMap<String, Vec<String>>>,
    /// The types of navigation properties, once somebody asked.
    navigated_types: OnceLock<BTreeSet<String>>,
    /// The version whose schema is asked.
    version: Version,
    /// The same facts for the other version, once somebody asked.
    other_version: OnceLock<Box<Catalog>>,
}

/// Where a fact about an operation comes from.
#[derive(Clone, Copy)]
pub(crate) enum Origin {
    /// A user's `graph-action.catalog`.
    Overlay,
    /// Written by hand in this crate.
    Supplement,
    /// Microsoft's permission list.
    Microsoft,
    /// What Microsoft documents of beta, where its list has nothing.
    Documentation,
}

impl Catalog {
    /// The catalog this crate was packaged with.
    #[must_use]
    pub fn embedded() -> Catalog {
        Catalog {
            overlay: String::new(),
            supplement: Cow::Borrowed(include_str!("../data/supplement.txt")),
            schema: Cow::Borrowed(include_str!("../data/schema.txt")),
            beta: Cow::Borrowed(include_str!("../data/beta.txt")),
            permissions: Cow::Borrowed(include_str!("../data/permissions.txt")),
            clouds: Cow::Borrowed(include_str!("../data/clouds.txt")),
            addresses_of_types: OnceLock::new(),
            owners_with_needs: OnceLock::new(),
            navigated_types: OnceLock::new(),
            version: Version::V1,
            other_version: OnceLock::new(),
        }
    }

    /// A catalog of other data: each text sorted by [`compare`](crate::compare), in the format the crate documents.
    ///
    /// For the importer and for tests; the embedded supplement is kept. Beta has the schema of v1.0, unless
    /// [`Catalog::with_beta`] says how it differs.
    #[must_use]
    pub fn from_data(schema: String, permissions: String, clouds: String) -> Catalog {
        Catalog {
            schema: Cow::Owned(schema),
            beta: Cow::Borrowed(""),
            permissions: Cow::Owned(permissions),
            clouds: Cow::Owned(clouds),
            ..Catalog::embedded()
        }
    }

    /// This catalog, with another difference between the schemas of v1.0 and beta.
    ///
    /// A line of it stands in the place of all with its key; one that ends with ` -` takes them away.
    #[must_use]
    pub fn with_beta(mut self, difference: String) -> Catalog {
        self.beta = Cow::Owned(difference);
        self.other_version = OnceLock::new();
        self
    }

    /// The catalog that looks facts of the schema up in this version.
    #[must_use]
    pub fn of(&self, version: Version) -> &Catalog {
        if version == self.version {
            return self;
        }
        let other = || {
            Box::new(Catalog {
                version,
                addresses_of_types: OnceLock::new(),
                owners_with_needs: OnceLock::new(),
                navigated_types: OnceLock::new(),
                other_version: OnceLock::new(),
                ..self.clone()
            })
        };
        self.other_version.get_or_init(other)
    }

    /// The version whose schema this catalog looks up.
    #[must_use]
    pub fn version(&self) -> Version {
        self.version
    }

    /// This catalog, with the facts of a user's `graph-action.catalog` added.
    ///
    /// The file has the format of the embedded data, in any order; a fact replaces an embedded one with the same key.
    ///
    /// # Errors
    /// The first line that is no fact, with its number and why.
    pub fn with_overlay(mut self, text: &str) -> Result<Catalog, OverlayError> {
        self.overlay = overlay::sorted(text)?;
        self.addresses_of_types = OnceLock::new();
        self.owners_with_needs = OnceLock::new();
        self.navigated_types = OnceLock::new();
        self.other_version = OnceLock::new();
        Ok(self)
    }

    /// The addresses at which entities of a type are the service's own: `/me` and `/users/{}` of `user`.
    pub(crate) fn addresses_of(&self, ty: &str) -> &[String] {
        let all = self.addresses_of_types.get_or_init(|| {
            let mut all: BTreeMap<String, Vec<String>> = BTreeMap::new();
            for root in self.roots() {
                let address = format!("/{}{}", root.name, if root.ty.collection { "/{}" } else { "" });
                all.entry(root.ty.name.to_owned()).or_default().push(address);
            }
            all
        });
        all.get(ty).map(Vec::as_slice).unwrap_or_default()
    }

    /// Which of a type, its bases and the types that derive from it have properties with a permission of their own.
    pub(crate) fn owners_with_needs(&self, ty: &str) -> &[String] {
        let all = self.owners_with_needs.get_or_init(|| {
            let mut all: BTreeMap<String, Vec<String>> = BTreeMap::new();
            let stated = self.written_by_hand().filter(|line| Need::is_stated_by(line));
            for owner in stated.filter_map(|line| line.split_once('/')).map(|(owner, _)| owner) {
                let bases = self.type_and_bases(owner).map(|ty| ty.name);
                for ty in bases.chain(self.derived_types(owner)) {
                    let owners = all.entry(ty.to_owned()).or_default();
                    if owners.iter().all(|known| known != owner) {
                        owners.push(owner.to_owned());
                    }
                }
            }
            all
        });
        all.get(ty).map(Vec::as_slice).unwrap_or_default()
    }

    /// Whether an entity set, a singleton or a navigation property is declared with this very type. Entities of another
    /// type are found only where one of its bases is declared: `fileAttachment` among the attachments.
    #[must_use]
    pub fn is_addressed(&self, ty: &str) -> bool {
        let navigated = || {
            let navigation = |line: &str| {
                let declared = line.split_once(' ')?.1.strip_prefix(['>', '~'])?;
                let name = declared.strip_prefix('*').unwrap_or(declared).split(['!', ' ']).next()?;
                Some(name.to_owned())
            };
            self.written_by_hand().chain(self.schema_facts()).filter_map(navigation).collect()
        };
        !self.addresses_of(ty).is_empty() || self.navigated_types.get_or_init(navigated).contains(ty)
    }

    /// The date of Microsoft's schema of this version, `2026-08-03`; messages name it, so that a user can see whether
    /// to refresh.
    #[must_use]
    pub fn date(&self) -> &str {
        let text = if self.version == Version::Beta && !self.beta.is_empty() { &self.beta } else { &self.schema };
        Lines::new(text).header("date").unwrap_or("an unknown date")
    }

    /// The header line `# name: value` of one of the generated files: `schema`, `beta`, `permissions` or `clouds`.
    #[must_use]
    pub fn header(&self, file: &str, name: &str) -> Option<&str> {
        let text = match file {
            "schema" => &self.schema,
            "beta" => &self.beta,
            "permissions" => &self.permissions,
            "clouds" => &self.clouds,
            _ => return None,
        };
        Lines::new(text).header(name)
    }

    /// Facts of the schema that begin with `prefix`, corrections first.
    pub(crate) fn schema<'c, 'p>(&'c self, prefix: &'p str) -> impl Iterator<Item = &'c str> + use<'c, 'p> {
        let by_hand = self.written_by_hand_starting_with(prefix).filter(|line| !Need::is_stated_by(line));
        let published = Lines::new(&self.schema).starting_with(prefix);
        by_hand.chain(match self.version {
            Version::V1 => Facts::Published(published),
            Version::Beta => {
                let difference = self.difference().starting_with(prefix).filter(|line| !is_call(line));
                Facts::Changed(changed(published, difference))
            }
        })
    }

    /// Facts of the permission list that begin with `prefix`, corrections first.
    pub(crate) fn permission_facts<'c, 'p>(&'c self, prefix: &'p str) -> impl Iterator<Item = &'c str> + use<'c, 'p> {
        [&self.overlay, &*self.supplement, &*self.permissions]
            .into_iter()
            .flat_map(move |text| Lines::new(text).starting_with(prefix))
    }

    /// Facts of one origin about operations that begin with `prefix`.
    pub(crate) fn operations_of<'c, 'p>(
        &'c self,
        origin: Origin,
        prefix: &'p str,
    ) -> impl Iterator<Item = &'c str> + use<'c, 'p> {
        let lines = match origin {
            Origin::Overlay => Lines::new(&self.overlay),
            Origin::Supplement => Lines::new(&self.supplement),
            Origin::Microsoft => Lines::new(&self.permissions),
            Origin::Documentation => self.difference(),
        };
        lines.starting_with(prefix)
    }

    /// Facts written by hand that begin with `prefix`.
    pub(crate) fn written_by_hand_starting_with<'c, 'p>(
        &'c self,
        prefix: &'p str,
    ) -> impl Iterator<Item = &'c str> + use<'c, 'p> {
        [&self.overlay, &*self.supplement].into_iter().flat_map(move |text| Lines::new(text).starting_with(prefix))
    }

    /// Facts written by hand: the overlay's and the supplement's.
    pub(crate) fn written_by_hand(&self) -> impl Iterator<Item = &str> {
        [&self.overlay, &*self.supplement].into_iter().flat_map(|text| Lines::new(text).all())
    }

    /// Every fact of the published schema of this version, in order; for tools that search or compare.
    pub fn schema_facts(&self) -> impl Iterator<Item = &str> {
        changed(Lines::new(&self.schema).all(), self.difference().all().filter(|line| !is_call(line)))
    }

    /// How the schema of this version differs from that of v1.0.
    fn difference(&self) -> Lines<'_> {
        Lines::new(if self.version == Version::Beta { &self.beta } else { "" })
    }

    /// Every fact about operations and permissions, in order: the overlay's, the supplement's, then Microsoft's, then
    /// what beta adds.
    pub fn operation_facts(&self) -> impl Iterator<Item = &str> {
        let of_beta = self.difference().all().filter(|line| is_call(line));
        let published = Lines::new(&self.permissions).all().chain(of_beta);
        self.written_by_hand().chain(published).filter(|line| line.starts_with('/'))
    }

    /// Whether the schema of `cloud` lacks the fact with `key` that the global one has.
    pub(crate) fn absent(&self, cloud: &str, key: &str) -> bool {
        let Some(letter) = Cloud::letter_of_schema(cloud) else { return false };
        let lines = Lines::new(&self.clouds);
        lines.starting_with(key).any(|line| line.get(key.len()..).is_some_and(|rest| is_among(rest, letter)))
    }

    /// The national clouds whose schemas are known, by the names the importer was given: `china`, `us-government`.
    #[must_use]
    pub fn clouds(&self) -> Vec<&str> {
        self.header("clouds", "clouds").map(|names| names.split(' ').collect()).unwrap_or_default()
    }
}

/// Facts of a schema: as they are published, or with a difference. Most look-ups need no difference, and a macro runs
/// unoptimised.
enum Facts<P, C> {
    Published(P),
    Changed(C),
}

impl<'c, P: Iterator<Item = &'c str>, C: Iterator<Item = &'c str>> Iterator for Facts<P, C> {
    type Item = &'c str;

    fn next(&mut self) -> Option<&'c str> {
        match self {
            Facts::Published(lines) => lines.next(),
            Facts::Changed(lines) => lines.next(),
        }
    }
}

/// Whether a line's fields, with the space before them, are letters of clouds with this one.
fn is_among(fields: &str, letter: char) -> bool {
    fields.strip_prefix(' ').is_some_and(|letters| letters.contains(letter))
}

/// Whether a line is about an operation, `/me/messages GET …`, and not about the schema.
fn is_call(line: &str) -> bool {
    line.starts_with('/') && line.split(' ').nth(1).is_some_and(|word| word.parse::<Method>().is_ok())
}
