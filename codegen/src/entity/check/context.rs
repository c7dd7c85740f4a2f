//! What all checks of an entity share: the schema, the place for reports, and the comparison of names.

use crate::entity::model::Nested;
use crate::entity::problem::Problem;
use crate::errors::Errors;
use crate::terms::pascal_case;
use graph_action_catalog::{Catalog, Type, nearest};
use quote::ToTokens;
use syn::Attribute;

/// What the checks ask, and where they report.
pub(super) struct Context<'c, 'e> {
    /// The schema. Where nothing is judged it still says which properties are expanded.
    pub(super) schema: Option<&'c Catalog>,
    pub(super) judges: bool,
    pub(super) ty: Option<Type<'c>>,
    pub(super) errors: &'e mut Errors,
    pub(super) nested: Vec<Nested>,
}

impl Context<'_, '_> {
    /// Reports what the schema says, where it is asked to judge.
    pub(super) fn report(&mut self, place: impl ToTokens, problem: &Problem) {
        if let Some(schema) = self.schema
            && self.judges
        {
            self.errors.at(place, problem.with(schema));
        }
    }

    /// Reports what is wrong whatever the schema says.
    pub(super) fn refuse(&mut self, place: impl ToTokens, problem: &Problem) {
        self.errors.at(place, problem);
    }
}

/// Whether a field or variant is there in some builds only, so that another may stand for the same in others.
pub(super) fn has_cfg(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| attribute.path().is_ident("cfg"))
}

/// Whether two names are the same but for case and what is no letter or digit: `read_write`, `ReadWrite`, `readWrite`.
pub(super) fn is_alike(one: &str, other: &str) -> bool {
    fn letters(name: &str) -> impl Iterator<Item = char> + '_ {
        name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase)
    }
    letters(one).eq(letters(other))
}

/// Names near to one, as Rust writes types and variants.
pub(super) fn nearest_in_pascal_case<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    nearest(name, known, 3).into_iter().map(in_pascal_case).collect()
}

/// A name of Graph without its namespace, as the name of a type or variant: `security.alert` as `Alert`.
pub(super) fn in_pascal_case(name: &str) -> String {
    pascal_case(name.rsplit('.').next().unwrap_or(name))
}
