//! The checked model of an action: the input of the code generator.
//!
//! Only [`crate::check`] makes one, so its parts are valid and consistent.

use crate::parse::item::Argument;
use crate::parse::root::Root;
use graph_action_catalog::{Method, Version};
use proc_macro2::{Ident, Span};
use std::path::PathBuf;
use syn::{Path, TraitItemFn, Type};

/// One annotated method.
pub(crate) struct Action<'a> {
    pub(crate) item: &'a TraitItemFn,
    pub(crate) krate: Path,
    pub(crate) root: Root,
    pub(crate) reply: Reply<'a>,
    pub(crate) descriptor: Descriptor,
    /// Headers that never change.
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) inputs: Inputs<'a>,
    pub(crate) entities: Entities,
    pub(crate) warnings: Vec<Warning>,
    /// The overlay that the action was checked with.
    pub(crate) overlay: Option<PathBuf>,
}

/// What an action has to do with entities.
pub(crate) struct Entities {
    /// Whether it asks for what its return type has.
    pub(crate) projection: bool,
    /// Types that must be of a type of Graph, if they are entities.
    pub(crate) checks: Vec<EntityCheck>,
    pub(crate) property_checks: Vec<PropertyCheck>,
    pub(crate) required: Option<RequiredCheck>,
    /// The declared type of the body, where entities of several types may stand, so that theirs is written.
    pub(crate) body: Option<String>,
    /// Whether the version of the body is sent.
    pub(crate) etag: bool,
    /// What is sent and could be an entity with properties that Graph sets.
    pub(crate) with_read_only: Vec<Ident>,
}

/// A type that must be an entity of this type of Graph, if it is an entity.
pub(crate) struct EntityCheck {
    /// The type, with every lifetime `'static`.
    pub(crate) ty: Type,
    /// Whether it is the return type of the method.
    pub(crate) answer: bool,
    /// `None` where only the version is compared.
    pub(crate) declared: Option<Declared>,
    /// Whether it must be a list, and what to say else; `None` where it may be both.
    pub(crate) list: Option<(bool, String)>,
    pub(crate) place: Span,
}

/// The type of Graph that something must be of.
pub(crate) struct Declared {
    pub(crate) name: String,
    pub(crate) bases: Vec<String>,
    /// What to say of another type; `{}` becomes its name.
    pub(crate) message: String,
}

/// The properties that a call asks for itself, among which must be those that its return type is not read without.
pub(crate) struct RequiredCheck {
    /// The return type, with every lifetime `'static`.
    pub(crate) ty: Type,
    pub(crate) given: Vec<Given>,
    /// What follows the names of those that are missing; `{}` becomes the type of Graph.
    pub(crate) message: String,
    pub(crate) place: Span,
}

/// What an option names.
pub(crate) enum Given {
    Selected(Vec<String>),
    Expanded(Vec<String>),
    /// What is selected of a navigation property.
    SelectedOf(String, Vec<String>),
}

/// What holds only for the properties that the return type asks for.
pub(crate) struct PropertyCheck {
    /// The return type, with every lifetime `'static`.
    pub(crate) ty: Type,
    pub(crate) condition: PropertyCondition,
    pub(crate) place: Span,
}

pub(crate) enum PropertyCondition {
    /// It may ask for none of these properties, of the answer itself or of what is expanded; each with its message.
    None {
        /// The ways to the entities: `members` for those that are expanded, nothing for the answer itself.
        ways: Vec<String>,
        properties: Vec<(String, String)>,
    },
    /// It asks for one of these at least: `signInActivity`, `members/signInActivity`.
    One {
        paths: Vec<String>,
        /// The name of a warning; `None` for an error.
        warning: Option<&'static str>,
        message: String,
    },
}

/// A warning for the user: the call works, but should be changed.
pub(crate) struct Warning {
    pub(crate) place: Span,
    pub(crate) name: &'static str,
    pub(crate) message: String,
}

/// The method's return type.
#[derive(Clone, Copy)]
pub(crate) enum Reply<'a> {
    /// `async fn … -> Result<T>`
    Future(&'a Type),
    /// `fn … -> Call<T>`
    Call(&'a Type),
}

/// The constant part of an action, as the runtime's descriptor has it.
pub(crate) struct Descriptor {
    pub(crate) name: String,
    pub(crate) method: Method,
    pub(crate) version: Version,
    pub(crate) absolute: bool,
    pub(crate) template: String,
    pub(crate) path: Vec<Part>,
    pub(crate) query: Vec<Pair>,
    pub(crate) scopes: Vec<String>,
    pub(crate) app_scopes: Vec<String>,
    pub(crate) repeatable: bool,
    /// For how many seconds a 404 is waited out.
    pub(crate) wait_for_replication: Option<u32>,
}

/// `name=value`; the name is percent-encoded.
pub(crate) struct Pair {
    pub(crate) name: String,
    pub(crate) value: Vec<Part>,
    /// An absent argument is an error; else it leaves the pair out.
    pub(crate) required: bool,
}

/// A piece of the address; text is percent-encoded, the others hold an argument's name.
pub(crate) enum Part {
    Text(String),
    Segment(String),
    Segments(String),
    Value(String),
    Quoted(String),
    /// `?<query>`: whole options, `name=value&name=value`.
    Options(String),
    /// A part of a string: its quotes are text.
    InString(String),
    Phrase(String),
    Literal(String),
    Token(String),
    Duration(String),
    /// A list in parentheses; the part says how each value is written.
    List(Box<Part>),
    Parameters(Vec<Pair>),
}

/// The variable part of an action: which argument goes where.
pub(crate) struct Inputs<'a> {
    /// One for each placeholder, in their order.
    pub(crate) placeholders: Vec<&'a Argument>,
    pub(crate) query: Vec<(String, &'a Argument)>,
    pub(crate) headers: Vec<(String, &'a Argument)>,
    pub(crate) body: Body<'a>,
}

/// The body of the request.
pub(crate) enum Body<'a> {
    None,
    Json(&'a Argument),
    Raw(String, &'a Argument),
    /// The parameters of an OData action.
    Parameters(Vec<Parameter<'a>>),
}

/// A parameter of an OData action.
pub(crate) struct Parameter<'a> {
    pub(crate) name: String,
    pub(crate) argument: &'a Argument,
    pub(crate) form: Form,
}

/// The form of a value in JSON.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// As serde has it.
    Plain,
    Float,
    Duration,
    Base64,
    Instant,
    CalendarDate,
    TimeOfDay,
    Flags,
}
