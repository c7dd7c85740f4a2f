//! The method: whether what is at the address takes it, and Microsoft lists it.

use graph_action_catalog::{Catalog, Containment, Listing, Method, Segment, Start, Target, Walk, walk};

use super::address::key_before;
use super::finding::{Finding, Place, Problem, Repair};
use super::question::Question;
use super::words::article;

/// Whether the operation is listed, or could be.
pub(super) fn check(
    catalog: &Catalog,
    question: &Question<'_>,
    walk: &Walk<'_>,
    listing: Option<&Listing<'_>>,
    owner: Option<&Listing<'_>>,
) -> Option<Finding> {
    let method = question.method;
    if let Some(finding) = missing_cast(catalog, question, walk, listing) {
        return Some(finding);
    }
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
        // Microsoft lists no reads of single properties; OData has them wherever the entity can be read.
        let reads_with_owner = method == Method::Get && owner.is_some();
        if question.unlisted || !has_address || reads_with_owner {
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

/// That what the call does depends on whether a link is here, which no source of beta tells.
pub(super) fn note_containment(question: &Question<'_>, walk: &Walk<'_>) -> Option<Finding> {
    let member = walk.member.filter(|member| member.navigation == Some(Containment::Unknown))?;
    let depends = matches!(walk.target, Target::Reference { .. }) || question.method != Method::Get;
    let problem = Problem::UnknownContainment { member: format!("{}/{}", member.owner, member.name) };
    depends.then(|| Finding::new(Place::Path, problem))
}

/// A member of a derived type without a cast, below a base type that says nothing of what is there, exists only where
/// it is listed.
fn missing_cast(
    catalog: &Catalog,
    question: &Question<'_>,
    walked: &Walk<'_>,
    listing: Option<&Listing<'_>>,
) -> Option<Finding> {
    let (step, derived) = walked.missing_cast?;
    // An operation that is only declared by the derived type is not listed here.
    let is_listed = listing.is_some_and(|listing| !listing.grants.is_empty() || !listing.sources.is_empty());
    if is_listed || question.unlisted {
        return None;
    }
    let name = question.template.segments.get(step)?.to_string();
    let mut template = question.template.clone();
    template.segments.insert(step, Segment::Text(format!("microsoft.graph.{derived}")));
    let problem = Problem::MissingCast { name, derived: derived.to_owned() };
    // A repair must not lead into the next refusal.
    let is_listed = walk(catalog, question.start, &template.steps())
        .is_ok_and(|walk| catalog.listing(&walk, question.method).is_some());
    Some(Finding::new(Place::Segment(step), problem).repair(is_listed.then_some(Repair::Path(template))))
}

/// Links are added and removed at `$ref`.
fn by_reference(catalog: &Catalog, question: &Question<'_>) -> Option<Repair> {
    let mut template = question.template.clone();
    let here = walk(catalog, question.start, &template.steps()).ok()?;
    // What is contained has no links, but for some that the schema calls contained.
    here.member.filter(|member| member.navigation != Some(Containment::Contained))?;
    if question.method == Method::Delete && matches!(here.target, Target::Collection) {
        let key = key_before(&template.segments, template.segments.len());
        template.segments.push(key);
    }
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
        Target::Entity => format!("{} `{ty}`", article(ty)),
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
