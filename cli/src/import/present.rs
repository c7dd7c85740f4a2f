//! The data that an import replaces.

use std::fs;
use std::path::Path;

use graph_action_catalog::{Catalog, Version};

use crate::data_line::call;

/// What the data has of beta.
pub(super) struct Beta {
    /// The header of its file.
    pub(super) header: String,
    /// The whole schema.
    pub(super) lines: Vec<String>,
    /// The calls that the permission list leaves out.
    pub(super) calls: Vec<String>,
}

/// The data in the directory, and the catalog that this program was built with.
pub(super) struct Present {
    schema: Option<String>,
    permissions: Option<String>,
    clouds: Option<String>,
    beta: Option<String>,
    embedded: Catalog,
    replaced: Catalog,
}

impl Present {
    /// Reads the files of the directory, where they exist.
    pub(super) fn read(directory: &Path) -> Present {
        let text = |name: &str| fs::read_to_string(directory.join(name)).ok();
        let (schema, permissions, clouds) = (text("schema.txt"), text("permissions.txt"), text("clouds.txt"));
        let beta = text("beta.txt");
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        let replaced = Catalog::from_data(text(&schema), text(&permissions), text(&clouds)).with_beta(text(&beta));
        Present { schema, permissions, clouds, beta, embedded: Catalog::embedded(), replaced }
    }

    pub(super) fn has_clouds(&self) -> bool {
        self.clouds.is_some()
    }

    /// The digests of the texts that the data was made from, each with the date of the text.
    pub(super) fn dates(&self, file: &str) -> Vec<(&str, &str)> {
        let known = [&self.replaced, &self.embedded];
        known
            .into_iter()
            .filter_map(|catalog| Some((catalog.header(file, "digest")?, catalog.header(file, "date")?)))
            .collect()
    }

    /// The date of each source of beta's schema, by its digest.
    pub(super) fn dates_of_beta(&self) -> Vec<(&str, &str)> {
        let sources =
            self.beta.as_deref().unwrap_or_default().lines().filter_map(|line| line.strip_prefix("# source: "));
        let split = sources.filter_map(|source| source.rsplit_once(' '));
        split.filter_map(|(rest, digest)| Some((digest, rest.rsplit_once(' ')?.1))).collect()
    }

    /// What is known of beta; `None` where nothing is.
    pub(super) fn beta(&self) -> Option<Beta> {
        let text = self.beta.as_ref()?;
        let header = text.lines().take_while(|line| line.starts_with('#')).map(|line| format!("{line}\n")).collect();
        let lines = self.replaced.of(Version::Beta).schema_facts().map(str::to_owned).collect();
        let calls = text.lines().filter(|line| call(line).is_some()).map(str::to_owned).collect();
        Some(Beta { header, lines, calls })
    }

    /// The lines of the schema and of the permission list.
    pub(super) fn facts(&self) -> Vec<&str> {
        let texts = [self.schema.as_deref(), self.permissions.as_deref()];
        texts.into_iter().flatten().flat_map(str::lines).filter(|line| !line.starts_with('#')).collect()
    }
}
