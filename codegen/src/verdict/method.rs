//! The method: whether what is at the address takes it, and Microsoft lists it.

use graph_action_catalog::{Catalog, Listing, Method, Segment, Start, Target, Walk, walk};

use super::finding::{Finding, Place, Problem, Repair};
use super::question::Question;

/// Whether the operation is listed, or could be.
pub(super) fn check(
    catalog: &Catalog,
    question: &Question<'_>,
    walk: &Walk<'_>,
    listing: Option<&Listing<'_>>,
) -> Option<Finding> {
    let method = question.method;
    if listing.is_some() {
        let needless = Finding::new(Place::Path, Problem::NeedlessUnlisted { method });
        return question.unlisted.then(|| needless.repair(Repair::WithoutOption("unlisted")));
    }
    let shape = walk.methods();
    let listed = catalog.listed_methods(walk);
    if shape.contains(&method) {
        // A type without an entity set has no address of its own that Microsoft could list.
        let has_address = match question.start {
            Start::Service => true,
            Start::Entity(ty) => catalog.roots().any(|root| root.ty.name == ty),
        };
        if question.unlisted || !has_address {
            return None;
        }
        let changes = method == Method::Put && listed.contains(&Method::Patch);
        let repair = by_reference(catalog, question).or(changes.then_some(Repair::Patch));
        return Some(Finding::new(Place::Method, Problem::Unlisted { method, listed }).repair(repair));
    }
    let mut taken = listed.clone();
    taken.extend(shape);
    taken.sort();
    taken.dedup();
    // A method that is not listed would be the next finding.
    let methods = (!listed.is_empty()).then_some(Repair::Methods(listed));
    let problem = Problem::MethodNotTaken { method, target: what(walk), taken };
    Some(Finding::new(Place::Method, problem).repair(by_reference(catalog, question).or(methods)))
}

/// Links are added and removed at `$ref`.
fn by_reference(catalog: &Catalog, question: &Question<'_>) -> Option<Repair> {
    let mut template = question.template.clone();
    template.segments.push(Segment::Text("$ref".to_owned()));
    let walk = walk(catalog, question.start, &template.steps()).ok()?;
    catalog.listing(&walk, question.method)?;
    Some(Repair::Reference(template))
}

/// What an address leads to, in words.
fn what(walk: &Walk<'_>) -> String {
    let ty = walk.ty.map_or("value", |ty| ty.name);
    match &walk.target {
        Target::Service => "the service".to_owned(),
        Target::Entity => format!("a `{ty}`"),
        Target::Collection => format!("a collection of `{ty}`"),
        Target::Property => format!("a property of type `{ty}`"),
        Target::Action(operation) => format!("the action `{}`", operation.name),
        Target::Function(operation) => format!("the function `{}`", operation.name),
        Target::Content => "the content of an item".to_owned(),
        Target::Reference { .. } => "`$ref`".to_owned(),
        Target::Count => "`$count`".to_owned(),
        Target::Batch => "`$batch`".to_owned(),
        Target::Metadata => "`$metadata`".to_owned(),
    }
}
