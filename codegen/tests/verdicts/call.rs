//! Parses a call of the table.

use graph_action_catalog::{Cloud, Flow, Method, Start, Template, Version};
use graph_action_codegen::parse::template;
use graph_action_codegen::verdict::{Argument, Content, Question, Reply, RustType, Scopes};

/// A call, with its parts owned.
#[derive(Clone)]
pub(crate) struct Call {
    pub(crate) method: Method,
    pub(crate) root: String,
    pub(crate) template: Template,
    pub(crate) scopes: Option<Scopes>,
    pub(crate) version: Version,
    pub(crate) flow: Option<Flow>,
    pub(crate) cloud: Cloud,
    pub(crate) content: Content,
    pub(crate) reply: Reply,
    pub(crate) arguments: Vec<Argument>,
    pub(crate) is_advanced: Option<bool>,
    pub(crate) is_whole: bool,
    pub(crate) unlisted: bool,
}

impl Call {
    pub(crate) fn parse(line: &str) -> Self {
        let mut fields = line.split('\t');
        let mut field = || fields.next().unwrap_or("");
        let (method, path, scopes, options) = (field(), field(), field(), field());
        let (root, path) = path.split_at(path.find('/').unwrap_or_else(|| panic!("{line}: no path")));
        let mut call = Call {
            method: method.parse().unwrap_or_else(|error| panic!("{line}: {error}")),
            root: root.trim_end_matches(':').to_owned(),
            template: template::parse(path).unwrap_or_else(|error| panic!("{line}: {error}")),
            scopes: read_scopes(scopes),
            version: Version::V1,
            flow: None,
            cloud: Cloud::Global,
            content: Content::Unknown,
            reply: Reply::Unknown,
            arguments: Vec::new(),
            is_advanced: None,
            is_whole: false,
            unlisted: false,
        };
        for option in options.split(", ").filter(|option| !option.is_empty()) {
            call.set(option);
        }
        call
    }

    fn set(&mut self, option: &str) {
        match option {
            "unlisted" => self.unlisted = true,
            "whole" => self.is_whole = true,
            "advanced" => self.is_advanced = Some(true),
            "not advanced" => self.is_advanced = Some(false),
            "nothing" => self.content = Content::Nothing,
            "json" => self.content = Content::Json(RustType::Unknown),
            "raw" => self.content = Content::Raw,
            _ => {
                if let Some(names) = option.strip_prefix('(').and_then(|names| names.strip_suffix(')')) {
                    self.content = Content::Parameters(names.split_whitespace().map(argument).collect());
                } else if let Some(names) = option.strip_prefix('<').and_then(|names| names.strip_suffix('>')) {
                    self.arguments = names.split_whitespace().map(argument).collect();
                } else if let Some(ty) = option.strip_prefix("json:") {
                    self.content = Content::Json(rust_type(ty));
                } else if let Some(ty) = option.strip_prefix("-> ") {
                    self.reply = reply(ty);
                } else if let Ok(version) = option.parse() {
                    self.version = version;
                } else if let Ok(flow) = option.parse() {
                    self.flow = Some(flow);
                } else {
                    self.cloud = option.parse().unwrap_or_else(|error| panic!("{option}: {error}"));
                }
            }
        }
    }

    pub(crate) fn question(&self) -> Question<'_> {
        let start = if self.root.is_empty() { Start::Service } else { Start::Entity(&self.root) };
        Question {
            version: self.version,
            scopes: self.scopes.clone(),
            flow: self.flow,
            cloud: self.cloud,
            content: self.content.clone(),
            reply: self.reply.clone(),
            arguments: self.arguments.clone(),
            is_advanced: self.is_advanced,
            is_whole: self.is_whole,
            unlisted: self.unlisted,
            ..Question::of_address(self.method, &self.template, start)
        }
    }
}

/// `name`, `name:type`, `name?:type`
pub(crate) fn argument(text: &str) -> Argument {
    let (name, ty) = text.split_once(':').unwrap_or((text, ""));
    let (name, is_optional) = name.strip_suffix('?').map_or((name, false), |name| (name, true));
    Argument { name: name.to_owned(), ty: rust_type(ty), is_optional }
}

pub(crate) fn rust_type(text: &str) -> RustType {
    match text {
        "&str" => RustType::Text,
        "bool" => RustType::Boolean,
        "u32" | "i32" | "i64" => RustType::Integer,
        "f64" => RustType::Float,
        "&[…]" => RustType::Sequence(Box::new(RustType::Unknown)),
        "" | "&impl Serialize" => RustType::Unknown,
        _ => panic!("{text}: no type of the table"),
    }
}

fn reply(text: &str) -> Reply {
    match text {
        "()" => Reply::Nothing,
        "value" => Reply::Value,
        "list" => Reply::List("Item".to_owned()),
        "Page" => Reply::Page("Item".to_owned()),
        "Delta" => Reply::Delta,
        "Monitor" => Reply::Monitor,
        "UploadSession" => Reply::UploadSession,
        "Download" => Reply::Download,
        "Bytes" => Reply::Bytes,
        scalar => Reply::Scalar(rust_type(scalar)),
    }
}

fn read_scopes(text: &str) -> Option<Scopes> {
    let names = |text: &str| match text {
        "none" => Vec::new(),
        _ => text.split(", ").map(str::to_owned).collect(),
    };
    match text.split_once(" / ") {
        Some((delegated, application)) => Some(Scopes { delegated: names(delegated), application: names(application) }),
        None if matches!(text, "-" | "") => None,
        None => Some(Scopes { delegated: names(text), application: names(text) }),
    }
}
