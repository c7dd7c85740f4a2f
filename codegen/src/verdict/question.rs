//! The question: a call, as far as the asker knows it.

use graph_action_catalog::{Catalog, Cloud, Flow, Method, Start, Template, TypeKind, Version};

/// A call, as far as the asker knows it.
#[derive(Clone, Debug)]
pub struct Question<'a> {
    /// The HTTP method.
    pub method: Method,
    /// The path and the query.
    pub template: &'a Template,
    /// Where the path begins.
    pub start: Start<'a>,
    /// The version of Graph.
    pub version: Version,
    /// The permissions that are asked for; `None` when that is not the question.
    pub scopes: Option<Scopes>,
    /// The only flow the application has, if it has one only.
    pub flow: Option<Flow>,
    /// The cloud that the call must exist in.
    pub cloud: Cloud,
    /// What is sent.
    pub content: Content,
    /// What is expected to come back.
    pub reply: Reply,
    /// The arguments that fill placeholders.
    pub arguments: Vec<Argument>,
    /// The names of query options that are not in the template.
    pub further_options: Vec<String>,
    /// Whether the call says that its query is advanced; `None` when nobody knows.
    pub is_advanced: Option<bool>,
    /// The return type may be an entity that asks for properties by itself.
    pub projects: bool,
    /// It is a call as it is sent, not an address alone: all that Graph requires must be there.
    pub is_whole: bool,
    /// The asker knows that Microsoft lists no such operation.
    pub unlisted: bool,
}

impl<'a> Question<'a> {
    /// Whether there is such an operation of v1.0: nothing is said of permissions, content and reply.
    #[must_use]
    pub fn of_address(method: Method, template: &'a Template, start: Start<'a>) -> Self {
        Self {
            method,
            template,
            start,
            version: Version::V1,
            scopes: None,
            flow: None,
            cloud: Cloud::Global,
            content: Content::Unknown,
            reply: Reply::Unknown,
            arguments: Vec::new(),
            further_options: Vec::new(),
            is_advanced: None,
            projects: false,
            is_whole: false,
            unlisted: false,
        }
    }
}

/// The permissions that are asked for in each flow; all of them are held at once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scopes {
    /// In the delegated flow.
    pub delegated: Vec<String>,
    /// In the application flow.
    pub application: Vec<String>,
}

/// What a request sends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// Nobody knows.
    Unknown,
    /// Nothing.
    Nothing,
    /// A JSON body of this type.
    Json(RustType),
    /// Bytes or text.
    Raw,
    /// Parameters of an action.
    Parameters(Vec<Argument>),
}

/// An argument of the call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Argument {
    /// Its name; of a parameter the one in camelCase.
    pub name: String,
    /// Its type, without the `Option` around it.
    pub ty: RustType,
    /// It is an `Option`.
    pub is_optional: bool,
}

/// What is known of a Rust type whose name is written out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RustType {
    /// Any other type.
    Unknown,
    /// `&str`, `String`
    Text,
    /// `bool`
    Boolean,
    /// `u32` and the other integers.
    Integer,
    /// `f32`, `f64`
    Float,
    /// A slice, an array, a `Vec`.
    Sequence(Box<RustType>),
}

impl RustType {
    /// Whether it is a number or a boolean.
    pub(super) fn is_number_or_flag(&self) -> bool {
        matches!(self, Self::Boolean | Self::Integer | Self::Float)
    }

    /// A Rust type that fits a value of Graph's type `ty`, when this one never does.
    pub(super) fn misfit(&self, catalog: &Catalog, ty: &str) -> Option<&'static str> {
        use RustType::{Boolean, Float, Integer, Text};
        let is_number = matches!(self, Integer | Float);
        match ty {
            "Boolean" => (is_number || *self == Text).then_some("bool"),
            "Byte" | "SByte" | "Int16" | "Int32" => matches!(self, Text | Boolean | Float).then_some("i32"),
            // JSON has 64-bit integers and decimals as text, too.
            "Int64" => matches!(self, Boolean | Float).then_some("i64"),
            "Decimal" | "Double" | "Single" => (*self == Boolean).then_some("f64"),
            "String" | "Date" | "DateTimeOffset" | "Duration" | "Guid" | "TimeOfDay" => {
                (is_number || *self == Boolean).then_some("&str")
            }
            _ => match catalog.find_type(ty)?.kind {
                TypeKind::Enum => (is_number || *self == Boolean).then_some("&str"),
                TypeKind::Entity | TypeKind::Complex => {
                    (is_number || matches!(self, Text | Boolean)).then_some("&impl Serialize")
                }
            },
        }
    }
}

/// What a return type makes of the answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reply {
    /// Nobody knows.
    Unknown,
    /// Nothing.
    Nothing,
    /// A list of items, which have this Rust type.
    List(String),
    /// `Page` of this Rust type.
    Page(String),
    /// `Delta`
    Delta,
    /// `Monitor`
    Monitor,
    /// `UploadSession`
    UploadSession,
    /// `Download`
    Download,
    /// `Bytes` and the like: the content as it is.
    Bytes,
    /// Text, a number or a boolean.
    Scalar(RustType),
    /// Some other value.
    Value,
}
