//! The question: a call, as far as the asker knows it.

use graph_action_catalog::{Cloud, Flow, Method, Start, Template, Version};

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
    /// A JSON body.
    Json,
    /// Bytes or text.
    Raw,
    /// Parameters of an action, by name.
    Parameters(Vec<String>),
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
    /// Some other value.
    Value,
}
