//! The address: whether it exists, exists in this cloud, and is deprecated.

use graph_action_catalog::{
    Catalog, Flow, Listing, Method, Problem as WalkProblem, Segment, Start, Step, Target, Template, Version, Walk,
    WalkError, walk,
};

use super::finding::{Finding, Place, Problem, Repair};
use super::question::Question;
use crate::terms::snake_case;

/// Follows the address, or says where it ends and how to mend it.
pub(super) fn check<'c>(catalog: &'c Catalog, question: &Question<'_>) -> Result<Walk<'c>, Box<Finding>> {
    let steps = question.template.steps();
    if question.flow == Some(Flow::Application)
        && question.start == Start::Service
        && matches!(steps.first(), Some(Step::Name("me")))
    {
        let mut template = question.template.clone();
        let user = [Segment::Text("users".to_owned()), Segment::Argument("user".to_owned())];
        template.segments.splice(..1, user);
        let finding = Finding::new(Place::Segment(0), Problem::NoSignedInUser);
        return Err(Box::new(finding.repair(Repair::Path(template))));
    }
    walk(catalog, question.start, &steps).map_err(|error| {
        let repair = repair(catalog, question, &steps, &error);
        let nearest = error.nearest.clone();
        let segment = question.template.segments.get(error.step).map_or(String::new(), Segment::to_string);
        let place = match error.problem {
            WalkProblem::UnknownType => Place::Path,
            _ => Place::Segment(error.step),
        };
        if let Some(elsewhere) = other_version(catalog, question) {
            let problem = Problem::UnknownPath { error, segment, elsewhere: Some(elsewhere), listed: false };
            return Box::new(Finding::new(place, problem).repair(Repair::Version(elsewhere)));
        }
        // A wrong call of something that the schema has is no call of something that it lacks.
        let is_call = matches!(error.problem, WalkProblem::Arguments { .. } | WalkProblem::NoSuchKey { .. });
        // A cast and `$value` would be taken for a key of the list.
        let is_name = !segment.contains('.') && !segment.starts_with('$');
        let listed = !is_call && is_name && listing_without_schema(catalog, question).is_some();
        if listed && question.version == Version::Beta {
            return Box::new(Finding::new(place, Problem::OnlyListed { error, segment }));
        }
        let problem = Problem::UnknownPath { error, segment, elsewhere: None, listed };
        Box::new(Finding::new(place, problem).suggest(nearest).repair(repair))
    })
}

/// `/myorganization/users` is `/users`.
pub(super) fn note_spelling(question: &Question<'_>) -> Option<Finding> {
    let (Start::Service, [Segment::Text(segment), rest @ ..]) = (question.start, &question.template.segments[..])
    else {
        return None;
    };
    let plain = Template { segments: rest.to_vec(), query: question.template.query.clone() };
    let problem = Problem::OtherSpelling { segment: segment.clone() };
    let is_alias = segment.eq_ignore_ascii_case("myorganization") && !rest.is_empty();
    is_alias.then(|| Finding::new(Place::Segment(0), problem).repair(Repair::Path(plain)))
}

/// The other version, when the address exists in that one.
fn other_version(catalog: &Catalog, question: &Question<'_>) -> Option<Version> {
    let other = Version::ALL.into_iter().find(|version| *version != question.version)?;
    let walk = walk(catalog.of(other), question.start, &question.template.steps()).ok()?;
    walk.missing_cast.is_none().then_some(other)
}

/// What the permission list says where the schema does not know the address.
pub(super) fn listing_without_schema<'c>(catalog: &'c Catalog, question: &Question<'_>) -> Option<Listing<'c>> {
    catalog.listing_without_schema(question.template, question.start, question.method)
}

/// What the permission list says of the entity that a property belongs to: reading the property reads the entity, and
/// changing it changes the entity.
pub(super) fn listing_of_owner<'c>(
    catalog: &'c Catalog,
    question: &Question<'_>,
    here: &Walk<'_>,
) -> Option<Listing<'c>> {
    let is_part = matches!(here.target, Target::Property | Target::Content);
    let steps = question.template.steps();
    let (_, owner) = steps.split_last().filter(|_| is_part)?;
    let method = if question.method == Method::Get { Method::Get } else { Method::Patch };
    catalog.listing(&walk(catalog, question.start, owner).ok()?, method)
}

/// The placeholder of a key before this segment. No other one of the path has its name.
pub(super) fn key_before(segments: &[Segment], at: usize) -> Segment {
    let is_taken = segments.iter().flat_map(Segment::placeholders).any(|name| name == "id");
    let name = match segments.get(..at).and_then(<[Segment]>::last) {
        Some(Segment::Text(name)) if is_taken => {
            let name = name.rsplit('.').next().unwrap_or(name);
            format!("{}_id", snake_case(name.strip_suffix('s').unwrap_or(name)))
        }
        _ => "id".to_owned(),
    };
    Segment::Argument(name)
}

/// A path that exists, one change away from what was written.
fn repair(catalog: &Catalog, question: &Question<'_>, steps: &[Step<'_>], error: &WalkError) -> Option<Repair> {
    let start = question.start;
    if let Start::Entity(_) = start
        && walk(catalog, Start::Service, steps).is_ok()
    {
        return Some(Repair::ServiceRoot);
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
        WalkProblem::KeyMissing => {
            replaced(vec![key_before(segments, at)], 0);
            // `/messages/id/send`, the angles forgotten.
            replaced(vec![Segment::Argument(error.text.clone())], 1);
        }
        // To change or delete the parent is not what was meant.
        WalkProblem::NoKeyHere if question.method == Method::Get => replaced(Vec::new(), 1),
        WalkProblem::LiteralKey => replaced(vec![key_before(segments, at)], 1),
        WalkProblem::Arguments { missing, unknown, .. } => {
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
    let templates =
        candidates.into_iter().map(|segments| Template { segments, query: question.template.query.clone() });
    // The first that exists, and before it the first that has such an operation.
    let found: Vec<(Template, bool)> = templates
        .filter_map(|template| {
            let listed = catalog.listing(&walk(catalog, start, &template.steps()).ok()?, question.method).is_some();
            Some((template, listed))
        })
        .collect();
    let place = found.iter().position(|(_, listed)| *listed).unwrap_or(0);
    found.into_iter().nth(place).map(|(template, _)| Repair::Path(template))
}

/// Whether the national cloud has everything on the way.
pub(super) fn check_cloud(catalog: &Catalog, question: &Question<'_>, walk: &Walk<'_>) -> Option<Finding> {
    let cloud = question.cloud.schema()?;
    let lacking = walk.absent_in(catalog, cloud)?;
    Some(Finding::new(Place::Path, Problem::AbsentInCloud { cloud: cloud.to_owned(), lacking }))
}

/// Whether something on the way is deprecated.
pub(super) fn check_deprecation(walk: &Walk<'_>) -> Option<Finding> {
    let (what, deprecation) = walk.deprecation.as_ref()?;
    let problem = Problem::Deprecated {
        what: what.clone(),
        since: deprecation.since.to_owned(),
        removal: deprecation.removal.map(str::to_owned),
    };
    Some(Finding::new(Place::Path, problem))
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
    let ty = walk.ty?.name;
    let member = catalog.member(ty, parameter).or_else(|| catalog.derived_member(ty, parameter))?;
    Some(catalog.is_quoted(member.ty))
}
