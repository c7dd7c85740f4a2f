//! The address and its method.

use super::{Finding, Kind, Place, Question, quoted};
use graph_action_catalog::{
    Catalog, Flow, Listing, Method, Problem, Segment, Start, Step, Target, Template, Walk, WalkError, walk,
};

/// Follows the address, or says where it ends and how to mend it.
pub(super) fn check<'c>(catalog: &'c Catalog, question: &Question<'_>) -> Result<Walk<'c>, Finding> {
    let steps = question.template.steps();
    if question.flow == Some(Flow::Application)
        && question.start == Start::Service
        && matches!(steps.first(), Some(Step::Name("me")))
    {
        let rest = Template { segments: question.template.segments[1..].to_vec(), query: Vec::new() };
        let rest = if rest.segments.is_empty() { String::new() } else { rest.path() };
        return Err(Finding {
            kind: Kind::UnknownPath,
            place: Place::Path,
            message: "`me` is the signed-in user, and an application that signs in by itself has none".to_owned(),
            repair: Some(format!("write `/users/<user>{rest}`")),
        });
    }
    walk(catalog, question.start, &steps).map_err(|error| {
        let mut message = error.to_string();
        // The walk knows keys without their names.
        if let (Some(rest), Some(segment)) = (message.strip_prefix("`{}`"), question.template.segments.get(error.step))
        {
            message = format!("`{segment}`{rest}");
        }
        if listing_by_text(catalog, question).is_some() {
            let (what, meant) = message.split_once("; did you mean ").unwrap_or((&message, ""));
            let meant = if meant.is_empty() { String::new() } else { format!("; did you mean {meant}") };
            message = format!("{what}; the permission list knows the address, so it may be one of beta{meant}");
        }
        let repair = repair(catalog, question, &steps, &error);
        Finding { kind: Kind::UnknownPath, place: Place::Path, message, repair }
    })
}

/// A path that exists, one change away from what was written.
fn repair(catalog: &Catalog, question: &Question<'_>, steps: &[Step<'_>], error: &WalkError) -> Option<String> {
    let start = question.start;
    if let Start::Entity(_) = start
        && walk(catalog, Start::Service, steps).is_ok()
    {
        return Some("it is an address of the service itself: say `root = service`".to_owned());
    }
    let at = error.step;
    let segments = &question.template.segments;
    let named = |name: &str| match segments.get(at) {
        Some(Segment::Parameters { parameters, .. }) => {
            Segment::Parameters { name: name.to_owned(), parameters: parameters.clone() }
        }
        _ => Segment::Text(name.to_owned()),
    };
    let mut candidates: Vec<Vec<Segment>> = Vec::new();
    let mut replaced = |with: Vec<Segment>, length: usize| {
        let mut changed = segments.clone();
        if at + length <= changed.len() {
            changed.splice(at..at + length, with);
            candidates.push(changed);
        }
    };
    for name in &error.nearest {
        replaced(vec![named(name)], 1);
    }
    match &error.problem {
        Problem::KeyMissing => {
            replaced(vec![Segment::Argument("id".to_owned())], 0);
            // `/messages/id/send`, the angles forgotten.
            replaced(vec![Segment::Argument(error.text.clone())], 1);
        }
        Problem::NoKeyHere => replaced(Vec::new(), 1),
        Problem::LiteralKey => replaced(vec![Segment::Argument("id".to_owned())], 1),
        Problem::Arguments { missing, unknown, .. } => {
            if let (Some(Segment::Parameters { name, parameters }), [missing], [unknown]) =
                (segments.get(at), missing.as_slice(), unknown.as_slice())
            {
                let mut parameters = parameters.clone();
                for parameter in parameters.iter_mut().filter(|parameter| parameter.name == *unknown) {
                    parameter.name.clone_from(missing);
                }
                replaced(vec![Segment::Parameters { name: name.clone(), parameters }], 1);
            }
        }
        _ => {}
    }
    let works = |segments: &Vec<Segment>| {
        let template = Template { segments: segments.clone(), query: Vec::new() };
        walk(catalog, start, &template.steps()).is_ok()
    };
    let segments = candidates.into_iter().find(works)?;
    Some(format!("write `{}`", Template { segments, query: Vec::new() }.path()))
}

/// What the permission list says of an address by its text, for want of a schema.
pub(super) fn listing_by_text<'c>(catalog: &'c Catalog, question: &Question<'_>) -> Option<Listing<'c>> {
    catalog.listing_without_schema(question.template, question.start, question.method)
}

/// Whether the operation is listed, or could be.
pub(super) fn check_method(
    catalog: &Catalog,
    question: &Question<'_>,
    walk: &Walk<'_>,
    listing: Option<&Listing<'_>>,
    findings: &mut Vec<Finding>,
) {
    let method = question.method;
    if listing.is_some() {
        if question.unlisted {
            findings.push(Finding {
                kind: Kind::NeedlessUnlisted,
                place: Place::Path,
                message: format!("Microsoft lists {method} here by now"),
                repair: Some("leave `unlisted` out".to_owned()),
            });
        }
        return;
    }
    let shape = walk.methods();
    let listed = catalog.listed_methods(walk);
    if shape.contains(&method) {
        // A type without an entity set has no address of its own that Microsoft could list.
        let has_address = match question.start {
            Start::Service => true,
            Start::Entity(ty) => catalog.roots().any(|root| root.ty.name == ty),
        };
        if !question.unlisted && has_address {
            let offered = match listed.as_slice() {
                [] => String::new(),
                listed => format!("; it lists {} here", methods(listed)),
            };
            findings.push(Finding {
                kind: Kind::Unlisted,
                place: Place::Method,
                message: format!("the address is valid, but Microsoft lists no {method} for it{offered}"),
                repair: by_reference(catalog, question).or_else(|| {
                    let changes = method == Method::Put && listed.contains(&Method::Patch);
                    changes.then(|| "write `PATCH` to change some properties".to_owned())
                }),
            });
        }
        return;
    }
    let mut known = listed;
    known.extend(shape.into_iter().filter(|method| !known.contains(method)).collect::<Vec<_>>());
    known.sort();
    let repair = match known.as_slice() {
        [] => None,
        known => Some(format!("write {}", methods(known).replace(", ", " or "))),
    };
    findings.push(Finding {
        kind: Kind::UnknownMethod,
        place: Place::Method,
        message: format!("{} takes no {method}, only {}", what(walk), methods(&known)),
        repair: by_reference(catalog, question).or(repair),
    });
}

/// Links are added and removed at `$ref`.
fn by_reference(catalog: &Catalog, question: &Question<'_>) -> Option<String> {
    let mut segments = question.template.segments.clone();
    segments.push(Segment::Text("$ref".to_owned()));
    let template = Template { segments, query: Vec::new() };
    let walk = walk(catalog, question.start, &template.steps()).ok()?;
    catalog.listing(&walk, question.method)?;
    Some(format!("links are added and removed at `$ref`: write `{}`", template.path()))
}

fn methods(methods: &[Method]) -> String {
    quoted(&methods.iter().map(|method| method.as_str()).collect::<Vec<_>>())
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

/// Whether the national cloud has everything on the way.
pub(super) fn check_cloud(catalog: &Catalog, question: &Question<'_>, walk: &Walk<'_>, findings: &mut Vec<Finding>) {
    if let Some(cloud) = question.cloud.schema()
        && let Some(fact) = walk.absent_in(catalog, cloud)
    {
        findings.push(Finding {
            kind: Kind::AbsentInCloud,
            place: Place::Path,
            message: format!("the cloud `{cloud}` has no `{}`", fact.split(' ').next().unwrap_or(fact)),
            repair: None,
        });
    }
}

/// Whether something on the way goes away.
pub(super) fn check_age(walk: &Walk<'_>, findings: &mut Vec<Finding>) {
    if let Some((what, deprecation)) = &walk.deprecation {
        let removal = match deprecation.removal {
            Some(date) => format!(" and is removed on {date}"),
            None => String::new(),
        };
        findings.push(Finding {
            kind: Kind::Deprecated,
            place: Place::Path,
            message: format!("`{what}` is deprecated since {}{removal}", deprecation.since),
            repair: None,
        });
    }
}

/// Whether the value of a parameter in a segment's parentheses is a string literal there; `None` when the schema does
/// not say.
#[must_use]
pub fn literal_is_quoted(
    catalog: &Catalog,
    start: Start<'_>,
    template: &Template,
    segment: usize,
    parameter: &str,
) -> Option<bool> {
    let steps = template.steps();
    let walk = walk(catalog, start, steps.get(..=segment)?).ok()?;
    if let Some(operation) = walk.operation() {
        return operation.parameter(parameter).map(|parameter| catalog.is_quoted(parameter.ty));
    }
    match catalog.property(walk.ty?.name, parameter) {
        Ok(graph_action_catalog::Property::Declared(member)) => Some(catalog.is_quoted(member.ty)),
        _ => None,
    }
}
