//! Applies every repair of the table to its call: the finding is gone then, and no new error is found.

use graph_action_catalog::{Catalog, Method};
use graph_action_codegen::parse::template;
use graph_action_codegen::verdict::{Argument, Content, Finding, Place, Repair, Reply, RustType, Scopes, judge};

use crate::CALLS;
use crate::call::{Call, argument, rust_type};

#[test]
fn a_repaired_call_has_the_finding_no_more() {
    let catalog = Catalog::embedded();
    let mut repaired = 0;
    let mut wrong = Vec::new();
    for line in CALLS.lines().filter(|line| !line.is_empty() && !line.starts_with(['#', '\t'])) {
        let call = Call::parse(line);
        let before = judge(&catalog, &call.question()).findings;
        for finding in &before {
            let Some(repair) = &finding.repair else { continue };
            repaired += 1;
            let call = apply(call.clone(), finding, repair);
            let after = judge(&catalog, &call.question()).findings;
            let is_new = |found: &&Finding| !found.kind().is_warning() && !before.contains(found);
            if let Some(found) = after.iter().find(|found| *found == finding).or_else(|| after.iter().find(is_new)) {
                wrong.push(format!("{line}\n  {repair}: {found}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(repaired >= 60, "only {repaired} repairs");
}

/// The call as the repair says to write it.
fn apply(mut call: Call, finding: &Finding, repair: &Repair) -> Call {
    match repair {
        Repair::Path(template) | Repair::Reference(template) => call.template = template.clone(),
        Repair::ServiceRoot => call.root.clear(),
        Repair::Methods(methods) => call.method = methods[0],
        Repair::Patch => call.method = Method::Patch,
        Repair::Scope(option) => {
            let both =
                |first: &[String], other: &[String]| if first.is_empty() { other.to_vec() } else { first.to_vec() };
            call.scopes = Some(Scopes {
                delegated: both(&option.delegated, &option.application),
                application: both(&option.application, &option.delegated),
            });
        }
        Repair::WithoutPermission(name) => {
            if let Some(scopes) = &mut call.scopes {
                scopes.delegated.retain(|held| held != name);
                scopes.application.retain(|held| held != name);
            }
        }
        Repair::WithoutOption(name) => {
            assert_eq!(*name, "unlisted");
            call.unlisted = false;
        }
        Repair::RenameArgument(to) => {
            if let (Content::Parameters(given), Place::Argument(from)) = (&mut call.content, &finding.place) {
                given
                    .iter_mut()
                    .filter(|argument| argument.name == *from)
                    .for_each(|argument| argument.name.clone_from(to));
            }
        }
        Repair::AddArguments(added) => match &mut call.content {
            Content::Parameters(given) => given.extend(arguments(added)),
            content => *content = Content::Parameters(arguments(added)),
        },
        Repair::ParametersAsArguments(names) => call.content = Content::Parameters(arguments(names)),
        Repair::Version(version) => call.version = *version,
        Repair::WithoutArgument => call.content = Content::Nothing,
        Repair::PassAsBody(_) | Repair::AddBody | Repair::ObjectAsBody => {
            call.content = Content::Json(RustType::Unknown)
        }
        Repair::ReturnNothing => call.reply = Reply::Nothing,
        // Of the types that are offered, any other than those that were judged.
        Repair::ReturnPage(_) | Repair::Return(_) => call.reply = Reply::Value,
        Repair::Address(address) => {
            call.template = template::parse(address).unwrap_or_else(|error| panic!("{address}: {error}"))
        }
        Repair::OptionName(_) => unreachable!("no row has an option that is not in the address"),
        Repair::ArgumentType(name, ty) => {
            let of_query = call.arguments.iter_mut();
            let of_body = match &mut call.content {
                Content::Parameters(given) => given.as_mut_slice(),
                _ => &mut [],
            };
            for argument in of_query.chain(of_body).filter(|argument| snake_case(&argument.name) == *name) {
                argument.ty = rust_type(ty);
            }
        }
        Repair::NoOption => {
            call.arguments.iter_mut().for_each(|argument| argument.is_optional = false);
            if let Content::Parameters(given) = &mut call.content {
                given.iter_mut().for_each(|argument| argument.is_optional = false);
            }
        }
        Repair::TwoMethods => call.arguments.iter_mut().for_each(|argument| argument.is_optional = false),
        Repair::AddOption(option) => {
            assert_eq!(*option, "advanced = true");
            call.is_advanced = Some(true);
        }
    }
    call
}

fn arguments(names: &[String]) -> Vec<Argument> {
    names.iter().map(|name| argument(name)).collect()
}

/// Parameters have their names in camelCase, arguments in snake_case.
fn snake_case(name: &str) -> String {
    let lower = |c: char| if c.is_ascii_uppercase() { format!("_{}", c.to_ascii_lowercase()) } else { c.to_string() };
    name.chars().map(lower).collect()
}
