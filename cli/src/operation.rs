//! The operation that a method and a path name.

use graph_action_catalog::{Catalog, Listing, Method, Segment, Template, Walk, walk};
use graph_action_codegen::odata::Use;
use graph_action_codegen::verdict::{Kind, Question, judge};

use crate::path;
use crate::root::Root;

/// An operation, and where a trait would have it.
#[derive(Clone, Debug)]
pub(crate) struct Operation<'c> {
    /// The HTTP method.
    pub(crate) method: Method,
    /// The root whose trait it belongs to.
    pub(crate) root: Root,
    /// Its path, relative to that root, with Graph's spelling.
    pub(crate) template: Template,
    /// What is there, by the path as it was given.
    pub(crate) walk: Walk<'c>,
    /// Its permissions; `None` when Microsoft lists no such operation, there or relative to its root.
    pub(crate) listing: Option<Listing<'c>>,
    /// Whether Microsoft lists other operations at such addresses, and not this one.
    pub(crate) unlisted: bool,
    /// For each query option, whether it goes with its arguments when they are absent.
    pub(crate) is_optional: Vec<bool>,
}

impl<'c> Operation<'c> {
    /// Finds the operation in the version of the catalog; a path is absolute unless it has a root.
    ///
    /// # Errors
    /// Why there is none, worded for whoever wrote the path.
    pub(crate) fn find(catalog: &'c Catalog, method: Method, path: &str, root: Option<&Root>) -> Result<Self, String> {
        let mut template = path::parse(path).map_err(|error| format!("`{path}`: {error}"))?;
        let question = Question {
            version: catalog.version(),
            ..Question::of_address(method, &template, root.unwrap_or(&Root::SERVICE).start())
        };
        let judged = judge(catalog, &question);
        let wrong =
            judged.findings.iter().find(|finding| !finding.kind().is_warning() && finding.kind() != Kind::Unlisted);
        let unlisted = judged.findings.iter().any(|finding| finding.kind() == Kind::Unlisted);
        let is_optional =
            judged.query.iter().map(|option| option.placeholders.iter().all(Use::takes_the_option_along)).collect();
        let (found, listing) = match (judged.walk, wrong) {
            (Some(walk), None) => (walk, judged.listing),
            (_, Some(finding)) => {
                let repair = finding.repair.as_ref().map_or(String::new(), |repair| format!("; {repair}"));
                return Err(format!("`{path}`: {finding}{repair}"));
            }
            (None, None) => return Err(format!("`{path}`: the catalog does not know what is here")),
        };
        correct(&mut template, &found);
        let (root, template, elsewhere) = match root {
            Some(root) => (root.clone(), template, None),
            None => relative(catalog, template),
        };
        // What is not listed for `/me` may be for other users, whose trait is the same.
        let listing = listing.or_else(|| catalog.listing(elsewhere.as_ref()?, method));
        let unlisted = unlisted && listing.is_none();
        Ok(Operation { method, root, template, walk: found, listing, unlisted, is_optional })
    }
}

/// Writes each step as Graph spells it.
pub(crate) fn correct(template: &mut Template, walk: &Walk<'_>) {
    for (place, right) in &walk.spellings {
        // The schema's name of a type may have a namespace of its own.
        if let Some(Segment::Text(name) | Segment::Parameters { name, .. }) = template.segments.get_mut(*place)
            && !right.contains('.')
        {
            let namespace = name.rfind('.').map_or(0, |dot| dot + 1);
            name.replace_range(namespace.., right);
        }
    }
}

/// The root of an absolute path, the path relative to it, and where that leads.
fn relative(catalog: &Catalog, template: Template) -> (Root, Template, Option<Walk<'_>>) {
    let (root, length) = Root::of(&template.segments);
    if length > 0 {
        let rest = Template { segments: template.segments[length..].to_vec(), query: template.query.clone() };
        if let Ok(found) = walk(catalog, root.start(), &rest.steps()) {
            return (root, rest, Some(found));
        }
    }
    (Root::SERVICE, template, None)
}
