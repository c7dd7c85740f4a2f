//! The shapes of the body and of the answer, as far as the Rust types are written out. Where the schema leaves room,
//! everything passes.

use graph_action_catalog::{Catalog, Method, OperationKind, Target, TypeKind, Walk};

use super::finding::{Answer, BodyOf, Finding, Place, Problem, Repair};
use super::question::{Content, Question, Reply, RustType};

/// Whether the body and the return type fit.
pub(super) fn check(catalog: &Catalog, question: &Question<'_>, walk: &Walk<'_>) -> Vec<Finding> {
    body(catalog, question, walk).into_iter().chain(reply(catalog, question, walk)).collect()
}

/// Graph refuses an empty request that creates, changes or links something, and a single value instead of an object.
fn body(catalog: &Catalog, question: &Question<'_>, walk: &Walk<'_>) -> Option<Finding> {
    let method = question.method;
    let target = match (method, &walk.target) {
        (Method::Post | Method::Put, Target::Reference { .. }) => BodyOf::Link,
        (Method::Post, Target::Collection) | (Method::Patch, Target::Entity | Target::Collection) => {
            BodyOf::Type(structured(catalog, walk)?.to_owned())
        }
        (Method::Put, Target::Entity) if !matches!(question.content, Content::Nothing) => {
            BodyOf::Type(structured(catalog, walk)?.to_owned())
        }
        _ => return None,
    };
    let is_scalar = |ty: &RustType| !matches!(ty, RustType::Unknown | RustType::Sequence(_));
    let (place, problem, repair) = match &question.content {
        Content::Nothing => (Place::Path, Problem::BodyMissing { method, target }, Repair::AddBody),
        Content::Json(ty) if is_scalar(ty) => (Place::Body, Problem::ScalarBody { target }, Repair::ObjectAsBody),
        _ => return None,
    };
    Some(Finding::new(place, problem).repair(repair))
}

/// The entity or complex type at the address.
fn structured<'c>(catalog: &Catalog, walk: &Walk<'c>) -> Option<&'c str> {
    let ty = walk.ty?;
    let found = catalog.find_type(ty.name)?;
    matches!(found.kind, TypeKind::Entity | TypeKind::Complex).then_some(ty.name)
}

/// Whether the return type fits what comes back.
fn reply(catalog: &Catalog, question: &Question<'_>, walk: &Walk<'_>) -> Option<Finding> {
    let operation = walk.operation();
    let at_result = |problem, repair| Some(Finding::new(Place::Result, problem).repair(repair));
    if let Some(operation) = operation
        && operation.kind == OperationKind::Action
        && operation.returns.is_none()
        && matches!(question.reply, Reply::Value | Reply::List(_) | Reply::Page(_) | Reply::Scalar(_))
    {
        let problem = Problem::NoReply { operation: operation.name.to_owned() };
        return at_result(problem, Some(Repair::ReturnNothing));
    }
    let reads_collection = question.method == Method::Get && matches!(walk.target, Target::Collection);
    // A collection comes in pages: an object with `value`, never a list.
    if let Reply::List(item) = &question.reply
        && reads_collection
    {
        let problem = Problem::ListOfCollection { item: item.clone() };
        return at_result(problem, Some(Repair::ReturnPage(item.clone())));
    }
    let (declared, answer, repair) = misfit(catalog, question, walk)?;
    at_result(Problem::ReplyShape { declared, answer }, repair)
}

type Misfit = (&'static str, Answer, Option<Repair>);

fn misfit(catalog: &Catalog, question: &Question<'_>, walk: &Walk<'_>) -> Option<Misfit> {
    let reads = question.method == Method::Get;
    let written = |ty: &str| Some(Repair::Return(ty.to_owned()));
    let is_operation = |name: &str| walk.operation().is_some_and(|operation| operation.name.eq_ignore_ascii_case(name));
    match (&question.reply, &walk.target) {
        (Reply::Page(_) | Reply::List(_) | Reply::Delta | Reply::Monitor, Target::Count) => {
            Some((declared(&question.reply), Answer::Number, written("`u64`")))
        }
        (Reply::Scalar(RustType::Boolean), Target::Count) => Some(("bool", Answer::Number, written("`u64`"))),
        (Reply::Page(_) | Reply::List(_) | Reply::Delta | Reply::Monitor, Target::Content) if reads => {
            Some((declared(&question.reply), Answer::Content, written("`Bytes`, `String` or `Download`")))
        }
        (Reply::UploadSession, _) if !is_operation("createUploadSession") && walk.operation().is_some() => {
            Some(("UploadSession", answer(walk)?, None))
        }
        (Reply::UploadSession, Target::Entity | Target::Collection) => Some(("UploadSession", answer(walk)?, None)),
        (Reply::Delta, Target::Function(_)) if is_operation("delta") => None,
        (Reply::Delta, Target::Entity | Target::Collection | Target::Function(_)) => {
            Some(("Delta", answer(walk)?, None))
        }
        (Reply::Monitor, Target::Entity | Target::Collection | Target::Function(_)) if reads => {
            Some(("Monitor", Answer::AtOnce, None))
        }
        (Reply::Page(item), Target::Entity | Target::Function(_) | Target::Collection) => {
            let ty = structured(catalog, walk)?;
            // What has a `value` of its own may be read as a page.
            let single = !is_collection(question, walk) && catalog.member(ty, "value").is_none();
            single.then(|| ("Page", Answer::One(ty.to_owned()), written(&format!("`{item}`"))))
        }
        // A text is the answer as it came.
        (Reply::Scalar(RustType::Text), _) => None,
        (Reply::Scalar(_), Target::Entity | Target::Collection) => {
            structured(catalog, walk)?;
            Some(("a single value", answer(walk)?, None))
        }
        (Reply::Download, Target::Entity | Target::Collection) if reads => Some(("Download", answer(walk)?, None)),
        _ => None,
    }
}

fn declared(reply: &Reply) -> &'static str {
    match reply {
        Reply::Page(_) => "Page",
        Reply::Delta => "Delta",
        Reply::Monitor => "Monitor",
        _ => "Vec",
    }
}

fn is_collection(question: &Question<'_>, walk: &Walk<'_>) -> bool {
    match &walk.target {
        Target::Collection => question.method == Method::Get,
        _ => walk.ty.is_some_and(|ty| ty.collection),
    }
}

/// What Graph answers a read with.
fn answer(walk: &Walk<'_>) -> Option<Answer> {
    let ty = walk.ty?;
    let name = ty.name.to_owned();
    let collection = ty.collection || matches!(walk.target, Target::Collection);
    Some(if collection { Answer::Page(name) } else { Answer::One(name) })
}
