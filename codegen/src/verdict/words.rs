//! The sentences for findings and repairs: the compiler, the command line and editors say the same.

use std::fmt;

use graph_action_catalog::{Method, Problem as WalkProblem, Scheme, WalkError};

use super::finding::{Answer, BodyOf, Covering, Finding, Needed, Post, Problem, Repair, ScopeOption};
use crate::odata::Misfit;

/// How many permissions of a scheme a sentence names.
const NAMED: usize = 4;

/// Names in a sentence: `` `a`, `b` ``.
pub(crate) fn quoted<T: AsRef<str>>(names: &[T]) -> String {
    names.iter().map(|name| format!("`{}`", name.as_ref())).collect::<Vec<_>>().join(", ")
}

/// What is wrong, and what may have been meant; the repair is said apart.
impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.suggestions.as_slice(), self.problem.alternatives()) {
            ([], None) => self.problem.fmt(f),
            ([], Some(alternatives)) => write!(f, "{}{alternatives}", self.problem),
            (names, _) => write!(f, "{}; did you mean {}?", self.problem, quoted(names)),
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoSignedInUser => {
                f.write_str("`me` is the signed-in user, and an application that signs in by itself has none")
            }
            Self::UnknownPath { .. }
            | Self::OnlyListed { .. }
            | Self::OtherSpelling { .. }
            | Self::UnknownContainment { .. }
            | Self::PathLiteral { .. }
            | Self::MissingCast { .. } => self.address(f),
            Self::MethodNotTaken { method, target, taken } => {
                write!(f, "{target} takes no {method}, only {}", methods(taken))
            }
            Self::Unlisted { method, listed } => {
                write!(f, "the address is valid, but Microsoft lists no {method} for it")?;
                if listed.is_empty() { Ok(()) } else { write!(f, "; it lists {} here", methods(listed)) }
            }
            Self::NeedlessUnlisted { method } => write!(f, "Microsoft lists {method} here by now"),
            Self::UnknownPermission { .. }
            | Self::FlowNotSupported { .. }
            | Self::InsufficientPermissions { .. }
            | Self::PropertyNeedsMore { .. }
            | Self::TooBroad { .. }
            | Self::NeedlessPermission { .. } => self.permission(f),
            Self::UnknownParameter { .. }
            | Self::MissingParameters { .. }
            | Self::NotAParameter { .. }
            | Self::NoBodyTaken { .. }
            | Self::BodyOfParameters { .. }
            | Self::BodyMissing { .. }
            | Self::ScalarBody { .. }
            | Self::ParameterType { .. }
            | Self::NoReply { .. }
            | Self::OptionalParameter { .. }
            | Self::ListOfCollection { .. }
            | Self::ReplyShape { .. } => self.content(f),
            Self::Query { .. }
            | Self::ArgumentType { .. }
            | Self::OptionalPart { .. }
            | Self::OptionalOption { .. }
            | Self::MissingOptions { .. }
            | Self::OptionOfCollection { .. }
            | Self::NoDate { .. }
            | Self::NeedsAdvanced { .. } => self.query(f),
            Self::AbsentInCloud { cloud, lacking } => write!(f, "the cloud `{cloud}` has no {lacking}"),
            Self::Deprecated { what, since, removal } => {
                write!(f, "`{what}` is deprecated since {since}")?;
                removal.as_ref().map_or(Ok(()), |date| write!(f, ", and its removal is announced for {date}"))
            }
        }
    }
}

impl Problem {
    /// What there is instead, said where nothing like the name is.
    fn alternatives(&self) -> Option<String> {
        match self {
            Self::UnknownParameter { known, .. } if known.is_empty() => Some(", it takes nothing".to_owned()),
            Self::UnknownParameter { known, .. } => Some(format!(", only {}", quoted(known))),
            _ => None,
        }
    }

    /// The sentences about the address.
    fn address(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UnknownPath { error, segment, elsewhere, listed } => {
                not_there(f, error, segment)?;
                match elsewhere {
                    Some(version) => write!(f, ", but in {version} there is"),
                    None if *listed => f.write_str("; the permission list knows the address, so it may be one of beta"),
                    None => Ok(()),
                }
            }
            Self::OnlyListed { error, segment } => {
                f.write_str(
                    "the permission list names the address, but the catalog's schema of beta does not know it: ",
                )?;
                not_there(f, error, segment)
            }
            Self::OtherSpelling { segment } => {
                write!(f, "`/{segment}` is the organization of the token, whose plain address is the same")
            }
            Self::UnknownContainment { member } => {
                write!(f, "of `{member}` is not known whether it is a link, so what either allows is accepted")
            }
            Self::PathLiteral { name, text, ty, misfit } => {
                let name = if name.is_empty() { "the key".to_owned() } else { format!("`{name}`") };
                match misfit {
                    Misfit::Unquoted => write!(f, "{name} is a text, and `{text}` stands without quotes"),
                    Misfit::OtherType => write!(f, "{name} is of type `{ty}`, and `{text}` is no value of it"),
                }
            }
            Self::MissingCast { name, derived } => {
                write!(f, "`{name}` belongs to `{derived}`, and not everything here is one: a cast comes before it")
            }
            _ => Ok(()),
        }
    }

    /// The sentences about permissions.
    fn permission(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UnknownPermission { name } => write!(f, "Graph has no permission `{name}`"),
            Self::FlowNotSupported { flow, covering } => {
                write!(f, "the call cannot be made in the {flow} flow, only {}", list(covering))
            }
            Self::InsufficientPermissions { held, covering } => {
                let (held, verb) = (held_permissions(held), if held.len() > 1 { "do" } else { "does" });
                write!(f, "{held} {verb} not cover the call; least privileged first, {}", list(covering))
            }
            Self::PropertyNeedsMore { property, one_of } => match one_of.as_slice() {
                [one] => write!(f, "`{property}` needs `{one}` as well"),
                several => write!(f, "`{property}` needs one of {} as well", quoted(several)),
            },
            Self::TooBroad { held, least } => {
                write!(f, "{} is more than the call needs; {}", quoted(held), the_least(least))
            }
            Self::NeedlessPermission { name } => {
                write!(f, "`{name}` is more than the call needs, the others are enough")
            }
            _ => Ok(()),
        }
    }

    /// The sentences about what is sent and what comes back.
    fn content(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UnknownParameter { action, name, .. } => write!(f, "the action `{action}` has no parameter `{name}`"),
            Self::MissingParameters { action, names } => write!(f, "the action `{action}` needs {}", quoted(names)),
            Self::NotAParameter { name, post } => {
                write!(f, "`{name}` is no parameter: ")?;
                match post {
                    Post::AddsLink => f.write_str("a POST to `$ref` adds a link"),
                    Post::Creates(ty) => write!(f, "this POST creates {} `{ty}`", article(ty)),
                    Post::Other => f.write_str("the address is no action"),
                }
            }
            Self::NoBodyTaken { action } => {
                write!(f, "the action `{action}` takes nothing, so its request has no body")
            }
            Self::BodyOfParameters { action, parameters } => {
                write!(f, "the action `{action}` takes parameters, each a property of the body: {}", quoted(parameters))
            }
            Self::BodyMissing { method, target } => {
                write!(f, "this {method} sends {}, but there is no body", body_of(target))
            }
            Self::ScalarBody { target } => {
                write!(f, "the body is {}, an object, and not a single value", body_of(target))
            }
            Self::OptionalParameter { name, action } => {
                write!(f, "the action `{action}` needs the parameter, and `{name}` may be `None`")
            }
            Self::ParameterType { action, name, ty } => {
                write!(f, "the parameter `{name}` of the action `{action}` is of type `{ty}`")
            }
            Self::ReplyShape { declared, answer } => reply_shape(f, declared, answer),
            Self::NoReply { operation } => write!(f, "`{operation}` returns nothing"),
            Self::ListOfCollection { .. } => f.write_str("Graph answers with a page of a collection, not with a list"),
            _ => Ok(()),
        }
    }
}

impl Problem {
    /// The sentences about the query string.
    fn query(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        use crate::odata::Kind::{UnknownOption, WithoutDollar};
        match self {
            Self::Query { finding, .. } if matches!(finding.kind, UnknownOption | WithoutDollar) => {
                write!(f, "{finding}")
            }
            Self::Query { option, finding, in_beta: true } => {
                write!(f, "`{option}`: {finding}, but in beta there is one")
            }
            Self::Query { option, finding, in_beta: false } => write!(f, "`{option}`: {finding}"),
            Self::ArgumentType { name, of, wanted } if of.is_empty() => {
                write!(f, "the argument `{name}` does not fit: {wanted} is wanted there")
            }
            Self::ArgumentType { name, of, wanted } => {
                write!(f, "the argument `{name}` does not fit `{of}`, which takes {wanted}")
            }
            Self::OptionalPart { name, option } => write!(
                f,
                "without a value for `{name}` all of `{option}` would be left out, \
                 and the answer would hold more than was asked for"
            ),
            Self::OptionalOption { name, option } => {
                write!(f, "Graph answers only with `{option}`, and `{name}` may be `None`")
            }
            Self::MissingOptions { what, names } => {
                write!(f, "Graph answers `{what}` only with {}", quoted(names))
            }
            Self::OptionOfCollection { option, ty } => {
                write!(f, "`{option}` belongs to a collection, and this is one `{ty}`")
            }
            Self::NoDate { option, text } => write!(
                f,
                "`{option}`: `{text}` is no date; Graph takes a date with or without a time, \
                 such as `2026-02-01` or `2026-02-01T08:00:00Z`"
            ),
            Self::NeedsAdvanced { reason } => {
                write!(f, "{reason} is an advanced query of directory objects, and the call does not say so")
            }
            _ => Ok(()),
        }
    }
}

fn body_of(target: &BodyOf) -> String {
    match target {
        BodyOf::Link => "a link".to_owned(),
        BodyOf::Type(ty) => format!("{} `{ty}`", article(ty)),
    }
}

fn reply_shape(f: &mut fmt::Formatter<'_>, declared: &str, answer: &Answer) -> fmt::Result {
    match answer {
        Answer::Page(ty) => write!(f, "Graph answers with a page of `{ty}`, not with `{declared}`"),
        Answer::One(ty) => write!(f, "Graph answers with one `{ty}`, not with `{declared}`"),
        Answer::Number => write!(f, "`$count` is a number, not `{declared}`"),
        Answer::Content => write!(f, "Graph answers with the content itself, not with `{declared}`"),
        Answer::AtOnce => write!(f, "Graph answers this at once, without a `{declared}`"),
    }
}

/// Why a step cannot be taken.
fn not_there(f: &mut fmt::Formatter<'_>, error: &WalkError, segment: &str) -> fmt::Result {
    // A walk knows keys without their names.
    match &error.problem {
        WalkProblem::NoKeyHere if error.text == "{}" => write!(f, "`{segment}` is a key, but {} takes none", error.on),
        _ => f.write_str(&error.reason()),
    }
}

impl fmt::Display for Repair {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Path(template) => write!(f, "write `{template}`"),
            Self::Reference(template) => {
                write!(f, "links are added and removed at `$ref`: write `{}`", template.path())
            }
            Self::ServiceRoot => f.write_str("it is an address of the service itself: say `root = service`"),
            Self::Version(version) => write!(f, "say `version = \"{version}\"`"),
            Self::Methods(known) => {
                let known: Vec<String> = known.iter().map(|method| format!("`{method}`")).collect();
                write!(f, "write {}", known.join(" or "))
            }
            Self::Patch => f.write_str("write `PATCH` to change some properties"),
            Self::Scope(option) => write!(f, "write `{option}`"),
            Self::WithoutPermission(_) => f.write_str("leave it out"),
            Self::WithoutOption(name) => write!(f, "leave `{name}` out"),
            Self::RenameArgument(name) => write!(f, "name the argument `{name}`"),
            Self::AddArguments(names) => write!(f, "add {} to the arguments", quoted(names)),
            Self::WithoutArgument => f.write_str("leave the argument out"),
            Self::ParametersAsArguments(names) => {
                write!(f, "write them as arguments without `#[body]`, by the names {}", quoted(names))
            }
            Self::PassAsBody(Post::AddsLink) => f.write_str("pass the link as `#[body]`"),
            Self::PassAsBody(Post::Creates(_)) => f.write_str("pass the whole of it as one argument, `#[body]`"),
            Self::PassAsBody(Post::Other) => f.write_str("pass what is sent as `#[body]`"),
            Self::ReturnNothing => f.write_str("declare `()`, or `Response<()>` for status and headers"),
            Self::ReturnPage(item) => write!(f, "write `Page<{item}>`"),
            Self::Address(address) => write!(f, "write `{address}`"),
            Self::OptionName(name) => write!(f, "write `{name}`"),
            Self::ArgumentType(name, ty) => write!(f, "write `{name}: {ty}`"),
            Self::NoOption => f.write_str("take the value itself, without `Option`"),
            Self::TwoMethods => f.write_str("take the value itself, and write a second method for the call without it"),
            Self::AddOption(option) => write!(f, "add the option `{option}`"),
            Self::AddBody => f.write_str("pass what is sent as `#[body]`"),
            Self::ObjectAsBody => f.write_str("pass an object, such as a struct, as `#[body]`"),
            Self::Return(ty) => write!(f, "write {ty}"),
        }
    }
}

/// As it is written in the attribute: `scope = "Mail.Send"`, `scope(delegated = "A", application = ["B", "C"])`.
impl fmt::Display for ScopeOption {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (delegated, application) = (literals(&self.delegated), literals(&self.application));
        match (self.delegated.is_empty(), self.application.is_empty()) {
            (false, false) if delegated != application => {
                write!(f, "scope(delegated = {delegated}, application = {application})")
            }
            (true, false) => write!(f, "scope = {application}"),
            _ => write!(f, "scope = {delegated}"),
        }
    }
}

fn literals(permissions: &[String]) -> String {
    match permissions {
        [] => "none".to_owned(),
        [one] => format!("\"{one}\""),
        several => {
            let several: Vec<String> = several.iter().map(|permission| format!("\"{permission}\"")).collect();
            format!("[{}]", several.join(", "))
        }
    }
}

/// `a message`, `an event`.
pub(super) fn article(word: &str) -> &'static str {
    if word.starts_with(['a', 'e', 'i', 'o', 'A', 'E', 'I', 'O']) { "an" } else { "a" }
}

fn methods(methods: &[Method]) -> String {
    quoted(&methods.iter().map(|method| method.as_str()).collect::<Vec<_>>())
}

fn held_permissions(held: &[String]) -> String {
    if held.is_empty() { "`scope = none`".to_owned() } else { quoted(held) }
}

/// The permissions that cover a call, by scheme.
fn list(covering: &Covering) -> String {
    let of_scheme = |(scheme, needed): &(_, Vec<Needed>)| {
        let names: Vec<String> = needed.iter().take(NAMED).map(Needed::to_string).collect();
        format!("{scheme}: {}", names.join(", "))
    };
    covering.iter().map(of_scheme).collect::<Vec<_>>().join("; ")
}

impl fmt::Display for Needed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.and_one_of.as_slice() {
            [] => write!(f, "`{}`", self.permission),
            [other] => write!(f, "`{}` with `{other}`", self.permission),
            others => write!(f, "`{}` with one of {}", self.permission, quoted(others)),
        }
    }
}

/// The least privileged permission of each scheme, said once where it is the same.
fn the_least(least: &[(Scheme, Needed)]) -> String {
    match least.split_first() {
        Some(((_, first), rest)) if rest.iter().all(|(_, other)| other == first) => {
            format!("the least privileged is {first}")
        }
        _ => {
            let each: Vec<String> = least.iter().map(|(scheme, needed)| format!("{scheme} {needed}")).collect();
            format!("the least privileged are {}", each.join(", "))
        }
    }
}
