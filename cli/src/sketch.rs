//! The annotated method that makes a call.

mod arguments;
mod naming;
mod reply;
mod subscription;

use graph_action_catalog::{Catalog, QueryOption, QueryPiece, Template, Version};
use graph_action_codegen::verdict::{Question, Repair, judge, least_privileged};

use crate::names::identifier;
use crate::operation::Operation;
use crate::root::Root;
use crate::types::Use;

pub(crate) use arguments::Argument;
pub(crate) use reply::{Item, Reply};

/// Longer lines are broken, as rustfmt does.
const WIDTH: usize = 100;

/// An annotated method, ready to be printed.
#[derive(Clone, Debug)]
pub(crate) struct Sketch {
    /// What its trait is rooted at.
    pub(crate) root: Root,
    /// Its name, not yet raw where it is a keyword.
    pub(crate) name: String,
    /// One sentence on what it does.
    pub(crate) summary: String,
    /// When the operation goes away, if it does.
    pub(crate) deprecation: Option<String>,
    /// What to choose before it compiles, a line each.
    pub(crate) choice: Vec<String>,
    /// The method, the path and the permission, as `#[graph_action]` has them.
    pub(crate) call: Vec<String>,
    /// Its further options, without `root`.
    pub(crate) options: Vec<String>,
    /// Its arguments.
    pub(crate) arguments: Vec<Argument>,
    /// What it returns.
    pub(crate) reply: Reply,
    /// Types of Graph that are sent, and what for.
    pub(crate) sent: Vec<(String, Use)>,
    /// Types of Graph that come back.
    pub(crate) received: Vec<String>,
    /// The path with its arguments' names.
    pub(crate) template: Template,
    /// Names of what the path leads through, the last first: they tell apart methods that would share a name.
    pub(crate) along: Vec<String>,
}

impl Sketch {
    /// The method for an operation. The answer's struct has the properties `selected`, besides others that need no
    /// permission of their own.
    #[must_use]
    pub(crate) fn new(catalog: &Catalog, operation: &Operation<'_>, selected: &[&str]) -> Sketch {
        let takes = arguments::of(catalog, operation);
        let reply = reply::of(catalog, operation);
        let template = takes.template;
        let walk = Some(&operation.walk);
        let mut asks = operation.template.clone();
        if !selected.is_empty() {
            let value = vec![QueryPiece::Text(selected.join(","))];
            asks.query.push(QueryOption { name: "$select".to_owned(), value });
        }
        let listing = operation.listing.as_ref();
        let scope = listing.and_then(|listing| least_privileged(catalog, &asks, walk, listing, None));
        // Nobody but the caller knows what the body names.
        let is_chosen = operation.listing.as_ref().is_some_and(|listing| listing.decided_by_body);
        let none = if is_chosen { subscription::SCOPE } else { "scope = none" };
        let scope = scope.map_or_else(|| none.to_owned(), |option| option.to_string());
        let mut options: Vec<String> =
            needed_option(catalog, operation, &template).map(str::to_owned).into_iter().collect();
        if catalog.version() == Version::Beta {
            options.push("version = \"beta\"".to_owned());
        }
        if operation.unlisted {
            options.push("unlisted = \"say here how you know that it exists\"".to_owned());
        }
        Sketch {
            root: operation.root.clone(),
            name: naming::method(operation),
            summary: naming::summary(operation),
            deprecation: operation.walk.deprecation.as_ref().map(|(what, deprecation)| {
                let removal = deprecation.removal.map_or(String::new(), |date| format!(", to be removed on {date}"));
                format!("`{what}` is deprecated since {}{removal}.", deprecation.since)
            }),
            choice: if is_chosen { subscription::choice() } else { Vec::new() },
            call: vec![operation.method.to_string(), format!("{:?}", template.to_string()), scope],
            options,
            arguments: takes.arguments,
            sent: takes.sent,
            received: reply.ty().map(str::to_owned).into_iter().collect(),
            reply,
            along: naming::along(&template),
            template,
        }
    }

    /// The method as it stands in a trait, each line after `indent`; `says_root` as for [`Sketch::attribute`].
    #[must_use]
    pub(crate) fn method(&self, indent: &str, says_root: bool) -> String {
        let mut lines = vec![format!("/// {}", self.summary)];
        if let Some(deprecation) = &self.deprecation {
            lines.extend(["///".to_owned(), format!("/// {deprecation}")]);
        }
        // Clippy counts `self` too.
        if self.arguments.len() + 1 > 7 {
            lines.push("#[allow(clippy::too_many_arguments, reason = \"Graph takes as many\")]".to_owned());
        }
        lines.extend(self.choice.iter().map(|line| format!("// {line}")));
        lines.push(self.attribute(says_root));
        lines.push(self.signature());
        let text = lines.join("\n");
        text.lines().map(|line| format!("{indent}{line}")).collect::<Vec<_>>().join("\n")
    }

    /// `#[graph_action(…)]`. With `says_root` it has the option `root` for a path of the service, which a trait of that
    /// root says for all its methods.
    #[must_use]
    pub(crate) fn attribute(&self, says_root: bool) -> String {
        let root = (says_root && self.root == Root::SERVICE).then(|| "root = service".to_owned());
        let arguments: Vec<String> =
            self.call.iter().cloned().chain(root).chain(self.options.iter().cloned()).collect();
        broken("#[graph_action(", &arguments, ")]", false)
    }

    /// `async fn send(&self, id: &str) -> Result<()>;`
    #[must_use]
    pub(crate) fn signature(&self) -> String {
        let arguments: Vec<String> =
            std::iter::once("&self".to_owned()).chain(self.arguments.iter().map(Argument::to_string)).collect();
        let start = format!("{} {}(", if self.reply.is_call() { "fn" } else { "async fn" }, identifier(&self.name));
        broken(&start, &arguments, &format!(") -> {};", self.reply), true)
    }
}

/// An option that the call does not work without, such as `advanced = true`.
fn needed_option(catalog: &Catalog, operation: &Operation<'_>, template: &Template) -> Option<&'static str> {
    let question = Question {
        is_advanced: Some(false),
        ..Question::of_address(operation.method, template, operation.root.start())
    };
    judge(catalog, &question).findings.into_iter().find_map(|finding| match finding.repair {
        Some(Repair::AddOption(option)) => Some(option),
        _ => None,
    })
}

/// A list on one line, or one item a line when it is too long.
fn broken(start: &str, items: &[String], end: &str, trailing_comma: bool) -> String {
    let line = format!("{start}{}{end}", items.join(", "));
    // Traits indent their methods by four.
    if line.chars().count() + 4 <= WIDTH {
        return line;
    }
    let comma = if trailing_comma { "," } else { "" };
    format!("{start}\n    {}{comma}\n{end}", items.join(",\n    "))
}
