//! `graph-action explain`: what an operation takes, returns and needs, or what a type of Graph has.

mod graph_type;
mod operation;
mod property;
mod text;

use std::path::Path;

use graph_action_catalog::{Catalog, Version};

use crate::facts;
use crate::new::Dates;
use crate::output::{Failure, Outcome, Output};
use crate::root::Root;
use crate::values;

pub use property::{Explained, Explainer};

/// The operation or the type to explain.
#[derive(Clone, Debug, clap::Args)]
#[command(
    override_usage = "graph-action explain [OPTIONS] <METHOD> <PATH>\n       graph-action explain [OPTIONS] <TYPE>"
)]
pub struct Options {
    /// The HTTP method, in any case, with a path: GET, POST, PUT, PATCH or DELETE. Or a type of Graph alone: `event`,
    /// `#microsoft.graph.event`, or one property of it, `event/attendees`.
    #[arg(value_name = "METHOD|TYPE")]
    pub subject: String,
    /// The path, as documentation or an attribute writes it: `/me/messages/{id}/send`, `/messages/<id>/send`.
    pub path: Option<String>,
    /// What the path is relative to: `service` (the default), or a type of Graph such as `user`, `group`, `site` or
    /// `drive`.
    #[arg(long, value_name = "ROOT")]
    pub root: Option<String>,
    /// The version of the service.
    #[arg(long, value_parser = values::version(), default_value_t)]
    pub version: Version,
    /// The properties of a type's struct: `id,subject,attachments`; `*` for all that need no permission of their own.
    /// Without it: the usual ones.
    #[arg(long, value_name = "NAMES", value_delimiter = ',')]
    pub fields: Option<Vec<String>>,
    /// The types for dates and times in a type's struct: those of a crate, or text (the default).
    #[arg(long, value_enum)]
    pub dates: Option<Dates>,
}

/// Explains an operation or a type.
///
/// # Errors
/// When there is no such operation or type, with the nearest names.
pub fn run(options: &Options, output: &mut Output) -> Result<Outcome, Failure> {
    let catalog = facts::catalog(Path::new("."))?;
    let catalog = catalog.of(options.version);
    match &options.path {
        Some(path) => explain_operation(catalog, options, path, output)?,
        None => explain_type(catalog, options, output)?,
    }
    Ok(Outcome::Fine)
}

fn explain_operation(catalog: &Catalog, options: &Options, path: &str, output: &mut Output) -> Result<(), Failure> {
    let subject = &options.subject;
    let method = values::method(subject).map_err(|error| {
        match catalog.find_type(subject).filter(|_| !path.starts_with('/')) {
            Some(ty) => format!("`{subject} {path}`: a type stands alone, and its property is `{}/{path}`", ty.name),
            None => format!("invalid value '{subject}' for '<METHOD>': {error}"),
        }
    })?;
    if options.fields.is_some() || options.dates.is_some() {
        let message = "`--fields` and `--dates` are for the struct of a type; `graph-action new` prints one here";
        return Err(Failure::Input(message.to_owned()));
    }
    let root = match options.root.as_deref().map(|root| Root::parse(catalog, root)).transpose()? {
        None | Some(Root::SERVICE) => None,
        root => root,
    };
    operation::explain(catalog, method, path, root.as_ref(), output)
}

fn explain_type(catalog: &Catalog, options: &Options, output: &mut Output) -> Result<(), Failure> {
    let subject = &options.subject;
    if values::method(subject).is_ok() {
        return Err(Failure::Input(format!("`{subject}`: the method has no path")));
    }
    if subject.starts_with('/') {
        return Err(Failure::Input(format!(
            "`{subject}`: write the method before the path: `graph-action explain GET '{subject}'`"
        )));
    }
    if options.root.is_some() {
        return Err(Failure::Input("`--root` is for a path, and a type has none".to_owned()));
    }
    let dates = options.dates.unwrap_or_default();
    let explained = Explainer::new(catalog).explain(subject, options.fields.as_deref(), dates)?;
    if output.is_json() { output.json(explained.as_json()) } else { text::print(&explained, output) }
}
