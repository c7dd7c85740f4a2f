//! What can be wrong with a call, as data. [`words`](super::words) has the sentences.

use graph_action_catalog::{Flow, Lacking, Method, Scheme, Template, Version, WalkError};

use crate::odata::{self, Misfit, Reason};

/// One thing that is wrong or remarkable.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What is wrong. Its `Display` says it in one line.
    pub problem: Problem,
    /// Where it shows.
    pub place: Place,
    /// Names that may have been meant, best first.
    pub suggestions: Vec<String>,
    /// What to write instead, where that can be told.
    pub repair: Option<Repair>,
    /// Whether it depends on what the return type asks for.
    pub condition: Condition,
}

/// Whether a finding depends on the properties that the return type asks for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Condition {
    /// It holds whatever the return type is.
    #[default]
    None,
    /// It holds when this property is asked for.
    Asked {
        /// The property.
        property: String,
        /// The ways to the entities: `members` for those that are expanded, nothing for the answer itself.
        ways: Vec<String>,
    },
    /// It holds unless one of these is asked for: `signInActivity`, or `members/signInActivity` of what is expanded.
    Unless(Vec<String>),
}

impl Finding {
    pub(crate) fn new(place: Place, problem: Problem) -> Self {
        Self { problem, place, suggestions: Vec::new(), repair: None, condition: Condition::None }
    }

    pub(crate) fn suggest<T: ToString>(mut self, names: impl IntoIterator<Item = T>) -> Self {
        self.suggestions = names.into_iter().map(|name| name.to_string()).collect();
        self
    }

    pub(crate) fn repair(mut self, repair: impl Into<Option<Repair>>) -> Self {
        self.repair = repair.into();
        self
    }

    pub(crate) fn condition(self, condition: Condition) -> Self {
        Self { condition, ..self }
    }

    /// What kind of thing it is.
    #[must_use]
    pub fn kind(&self) -> Kind {
        self.problem.kind()
    }
}

/// What is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// `/me` for an application, which has no signed-in user.
    NoSignedInUser,
    /// The address does not exist.
    UnknownPath {
        /// The step that cannot be taken, and why.
        error: Box<WalkError>,
        /// The segment as it is written.
        segment: String,
        /// The other version, when that one has the address.
        elsewhere: Option<Version>,
        /// Whether the permission list knows the address all the same, so that it may be one of beta.
        listed: bool,
    },
    /// The schema of beta lacks the address, but the permission list names it.
    OnlyListed {
        /// The step that the schema does not have, and why.
        error: Box<WalkError>,
        /// The segment as it is written.
        segment: String,
    },
    /// `/myorganization/users`, another spelling of `/users`.
    OtherSpelling {
        /// The first segment as it is written.
        segment: String,
    },
    /// No source tells whether a navigation property of beta contains what it leads to.
    UnknownContainment {
        /// The property, `user/messages`.
        member: String,
    },
    /// A literal in the parentheses of the path does not fit its declared type.
    PathLiteral {
        /// The parameter or key property; empty for a key without a name.
        name: String,
        /// The literal as it is written.
        text: String,
        /// The type, as in `String`.
        ty: String,
        /// Why it does not fit.
        misfit: Misfit,
    },
    /// A member of a derived type is followed without a cast, and Microsoft lists no such address.
    MissingCast {
        /// The member, as it is written.
        name: String,
        /// The derived type.
        derived: String,
    },
    /// What is at the address does not take the method.
    MethodNotTaken {
        /// The method.
        method: Method,
        /// What is there: "a collection of `message`".
        target: String,
        /// The methods it takes.
        taken: Vec<Method>,
    },
    /// The address is valid, but Microsoft lists no such operation.
    Unlisted {
        /// The method.
        method: Method,
        /// The methods that are listed there.
        listed: Vec<Method>,
    },
    /// `unlisted` is said of an operation that is listed.
    NeedlessUnlisted {
        /// The method.
        method: Method,
    },
    /// There is no permission of this name.
    UnknownPermission {
        /// The name.
        name: String,
    },
    /// No permission allows the call in the only flow of the application.
    FlowNotSupported {
        /// The flow.
        flow: Flow,
        /// The permissions of the other flow.
        covering: Covering,
    },
    /// The permissions do not cover the call.
    InsufficientPermissions {
        /// The permissions that are asked for.
        held: Vec<String>,
        /// Those that cover the call, least privileged first.
        covering: Covering,
    },
    /// A property that the query names needs a permission of its own.
    PropertyNeedsMore {
        /// The property.
        property: String,
        /// The permissions, one of which is needed.
        one_of: Vec<String>,
    },
    /// The permissions are more than the call needs.
    TooBroad {
        /// The permissions that are asked for.
        held: Vec<String>,
        /// The least privileged permission of each scheme.
        least: Vec<(Scheme, Needed)>,
    },
    /// The other permissions are enough.
    NeedlessPermission {
        /// The one that is not needed.
        name: String,
    },
    /// The action has no such parameter.
    UnknownParameter {
        /// The action.
        action: String,
        /// The parameter, as the argument names it.
        name: String,
        /// The parameters it has.
        known: Vec<String>,
    },
    /// The action needs parameters that are not passed.
    MissingParameters {
        /// The action.
        action: String,
        /// The parameters.
        names: Vec<String>,
    },
    /// An argument without a role, where no action is called whose parameter it could be.
    NotAParameter {
        /// The argument.
        name: String,
        /// What the POST does instead.
        post: Post,
    },
    /// A body for an action that takes nothing.
    NoBodyTaken {
        /// The action.
        action: String,
    },
    /// A body for an action, whose body is made of its parameters.
    BodyOfParameters {
        /// The action.
        action: String,
        /// Its parameters.
        parameters: Vec<String>,
    },
    /// A return type with a value for an operation that returns nothing.
    NoReply {
        /// The operation.
        operation: String,
    },
    /// A list as the return type of a collection, which comes in pages.
    ListOfCollection {
        /// The Rust type of the items.
        item: String,
    },
    /// A body is needed and there is none.
    BodyMissing {
        /// The method.
        method: Method,
        /// What is at the address.
        target: BodyOf,
    },
    /// A text, number or boolean as the body where an object belongs.
    ScalarBody {
        /// What is at the address.
        target: BodyOf,
    },
    /// A parameter of an action has another type.
    ParameterType {
        /// The action.
        action: String,
        /// The parameter, as the argument names it.
        name: String,
        /// Its type, as in `Collection(String)`.
        ty: String,
    },
    /// The return type is of another shape than the answer.
    ReplyShape {
        /// The return type.
        declared: &'static str,
        /// What Graph answers with here.
        answer: Answer,
    },
    /// A mistake in the query string.
    Query {
        /// The option.
        option: String,
        /// The mistake.
        finding: Box<odata::Finding>,
        /// It is a property that only beta has.
        in_beta: bool,
    },
    /// An argument of the query has a Rust type that never fits.
    ArgumentType {
        /// The argument.
        name: String,
        /// What it stands for: an option or a property.
        of: String,
        /// What is wanted, in words.
        wanted: String,
    },
    /// An argument that may be absent is one part of an option: without it the option would vanish whole.
    OptionalPart {
        /// The argument.
        name: String,
        /// The option.
        option: String,
    },
    /// An argument that may be absent stands for a query option that is required.
    OptionalOption {
        /// The argument.
        name: String,
        /// The option.
        option: String,
    },
    /// An argument that may be absent stands for a parameter that is required.
    OptionalParameter {
        /// The argument.
        name: String,
        /// The action.
        action: String,
    },
    /// Options without which Graph refuses the call.
    MissingOptions {
        /// What is read.
        what: String,
        /// The options.
        names: Vec<String>,
    },
    /// An option that only a collection takes, on one entity.
    OptionOfCollection {
        /// The option.
        option: String,
        /// The type of the entity.
        ty: String,
    },
    /// A value that is written out for a required option, which takes a date, and is none.
    NoDate {
        /// The option.
        option: String,
        /// The value.
        text: String,
    },
    /// An advanced query that does not say so.
    NeedsAdvanced {
        /// Why it is advanced.
        reason: Reason,
    },
    /// The national cloud lacks something on the way.
    AbsentInCloud {
        /// The cloud.
        cloud: String,
        /// What it lacks.
        lacking: Lacking,
    },
    /// Something on the way goes away.
    Deprecated {
        /// What.
        what: String,
        /// Since when it is deprecated.
        since: String,
        /// When it is removed, where that is known.
        removal: Option<String>,
    },
}

/// What a body is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BodyOf {
    /// A link.
    Link,
    /// Something of this type.
    Type(String),
}

/// What Graph answers with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// A page of items of this type.
    Page(String),
    /// One thing of this type.
    One(String),
    /// A number.
    Number,
    /// Bytes: the content of an item.
    Content,
    /// Something that is there at once, without a `Location` to follow.
    AtOnce,
}

/// What a POST does that calls no action.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Post {
    /// It adds a link.
    AddsLink,
    /// It creates an entity of this type.
    Creates(String),
    /// Something else.
    Other,
}

/// The permissions that cover a call: for each scheme that has some, least privileged first.
pub type Covering = Vec<(Scheme, Vec<Needed>)>;

/// A permission that allows a call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Needed {
    /// Its name.
    pub permission: String,
    /// Others, one of which is needed as well; empty when none is.
    pub and_one_of: Vec<String>,
}

/// The kinds of finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// There is no such address, or it takes other arguments.
    UnknownPath,
    /// What is there does not take the method.
    UnknownMethod,
    /// The address takes the method by its shape, but Microsoft lists no such operation.
    Unlisted,
    /// There is no permission of this name.
    UnknownScope,
    /// The permissions do not cover the call.
    InsufficientScope,
    /// The permissions are more than the call needs. A warning.
    Overprivileged,
    /// The body, the parameters or the return type do not fit.
    BadShape,
    /// Something about the query string.
    BadQuery,
    /// The national cloud does not have it.
    AbsentInCloud,
    /// It goes away. A warning.
    Deprecated,
    /// It is said to be unlisted, but is listed. A warning.
    NeedlessUnlisted,
    /// Something is not known, so the call is accepted. The compiler does not say it.
    Note,
}

impl Kind {
    /// Whether the call works all the same.
    #[must_use]
    pub fn is_warning(self) -> bool {
        matches!(self, Self::Overprivileged | Self::Deprecated | Self::NeedlessUnlisted | Self::Note)
    }
}

impl Problem {
    fn kind(&self) -> Kind {
        match self {
            Self::NoSignedInUser | Self::UnknownPath { .. } | Self::PathLiteral { .. } | Self::MissingCast { .. } => {
                Kind::UnknownPath
            }
            Self::OnlyListed { .. } | Self::OtherSpelling { .. } | Self::UnknownContainment { .. } => Kind::Note,
            Self::MethodNotTaken { .. } => Kind::UnknownMethod,
            Self::Unlisted { .. } => Kind::Unlisted,
            Self::NeedlessUnlisted { .. } => Kind::NeedlessUnlisted,
            Self::UnknownPermission { .. } => Kind::UnknownScope,
            Self::FlowNotSupported { .. } | Self::InsufficientPermissions { .. } | Self::PropertyNeedsMore { .. } => {
                Kind::InsufficientScope
            }
            Self::TooBroad { .. } | Self::NeedlessPermission { .. } => Kind::Overprivileged,
            Self::UnknownParameter { .. }
            | Self::MissingParameters { .. }
            | Self::NotAParameter { .. }
            | Self::NoBodyTaken { .. }
            | Self::BodyOfParameters { .. }
            | Self::BodyMissing { .. }
            | Self::ScalarBody { .. }
            | Self::ParameterType { .. }
            | Self::OptionalParameter { .. }
            | Self::NoReply { .. }
            | Self::ListOfCollection { .. }
            | Self::ReplyShape { .. } => Kind::BadShape,
            Self::Query { .. }
            | Self::ArgumentType { .. }
            | Self::OptionalPart { .. }
            | Self::OptionalOption { .. }
            | Self::MissingOptions { .. }
            | Self::OptionOfCollection { .. }
            | Self::NoDate { .. }
            | Self::NeedsAdvanced { .. } => Kind::BadQuery,
            Self::AbsentInCloud { .. } => Kind::AbsentInCloud,
            Self::Deprecated { .. } => Kind::Deprecated,
        }
    }
}

/// Where a finding shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// At the path as a whole.
    Path,
    /// At this segment of the path, from 0.
    Segment(usize),
    /// At this query option.
    QueryOption(String),
    /// At the HTTP method.
    Method,
    /// At the permissions, or at one of them.
    Scope(Option<String>),
    /// At this argument.
    Argument(String),
    /// At the body.
    Body,
    /// At the return type.
    Result,
}

/// What to write instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Repair {
    /// This path.
    Path(Template),
    /// This path, which ends with `$ref`.
    Reference(Template),
    /// `root = service`.
    ServiceRoot,
    /// `version = "beta"`, or that of v1.0.
    Version(Version),
    /// One of these methods.
    Methods(Vec<Method>),
    /// `PATCH`, which changes some properties.
    Patch,
    /// These permissions.
    Scope(ScopeOption),
    /// Without this permission.
    WithoutPermission(String),
    /// Without this option.
    WithoutOption(&'static str),
    /// Another name for the argument.
    RenameArgument(String),
    /// Further arguments of these names.
    AddArguments(Vec<String>),
    /// Without the argument.
    WithoutArgument,
    /// Arguments of these names, without `#[body]`.
    ParametersAsArguments(Vec<String>),
    /// What is left over, as `#[body]`.
    PassAsBody(Post),
    /// `()` as the return type.
    ReturnNothing,
    /// A page of this item as the return type.
    ReturnPage(String),
    /// This address with its query.
    Address(String),
    /// This name of a query option.
    OptionName(String),
    /// The argument of this name with this Rust type.
    ArgumentType(String, &'static str),
    /// The value itself instead of an `Option`, and a second method without it.
    TwoMethods,
    /// The value itself instead of an `Option`.
    NoOption,
    /// This option of the attribute, too.
    AddOption(&'static str),
    /// A body.
    AddBody,
    /// What is sent as an object.
    ObjectAsBody,
    /// Another return type.
    Return(String),
}

/// The option `scope` as it is written in the attribute.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScopeOption {
    /// In the delegated flow; all of them.
    pub delegated: Vec<String>,
    /// In the application flow; all of them.
    pub application: Vec<String>,
}
