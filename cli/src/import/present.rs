//! The data that an import replaces.

use std::fs;
use std::path::Path;

use graph_action_catalog::{Catalog, Version};

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

    /// The schema of beta, and the header of its file; `None` where there is none.
    pub(super) fn beta(&self) -> Option<(Vec<String>, String)> {
        let header = self.beta.as_ref()?.lines().take_while(|line| line.starts_with('#'));
        let lines = self.replaced.of(Version::Beta).schema_facts().map(str::to_owned).collect();
        Some((lines, header.map(|line| format!("{line}\n")).collect()))
    }

    /// The lines of the schema and of the permission list.
    pub(super) fn facts(&self) -> Vec<&str> {
        let texts = [self.schema.as_deref(), self.permissions.as_deref()];
        texts.into_iter().flatten().flat_map(str::lines).filter(|line| !line.starts_with('#')).collect()
    }
}
