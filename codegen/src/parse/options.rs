//! The options of both attributes: one table says which there are, how each is written and where it may stand.

use super::values::{Entry, Value, reason, root, scope};
use crate::errors::Errors;
use graph_action_catalog::{Cloud, Flow, Version, nearest};
use proc_macro2::{Ident, TokenStream};
use syn::parse::Parser;
use syn::{LitBool, LitStr, Path};

/// One option: its name and how it is written.
pub(crate) struct OptionForm {
    pub(crate) name: &'static str,
    pub(crate) form: &'static str,
}

const SCOPE: OptionForm = OptionForm {
    name: "scope",
    form: "`scope = \"Mail.Send\"`, `scope = [\"A\", \"B\"]` (all of them), `scope(delegated = \"A\", application = \"B\")` \
           or `scope = none`",
};
const VERSION: OptionForm = OptionForm { name: "version", form: "`version = \"v1.0\"` or `version = \"beta\"`" };
const ROOT: OptionForm = OptionForm {
    name: "root",
    form: "`root = service`, `user`, `group`, `site` or `drive`, or a root of your own with its Graph type: \
           `root(path::Channel, type = \"channel\")`",
};
const CRATE: OptionForm = OptionForm { name: "crate", form: "`crate = path::to::graph_action`" };

/// The options of `#[graph_action]`.
pub(crate) const ACTION_OPTIONS: &[OptionForm] = &[
    SCOPE,
    VERSION,
    ROOT,
    OptionForm { name: "idempotent", form: "`idempotent = true`" },
    OptionForm { name: "broad", form: "`broad = \"why more permission than needed is asked for\"`" },
    OptionForm { name: "unlisted", form: "`unlisted = \"how you know that the operation exists\"`" },
    OptionForm { name: "unchecked", form: "`unchecked = \"why the catalog must not judge this action\"`" },
    CRATE,
];

/// The options of `#[graph_api]`.
pub(crate) const API_OPTIONS: &[OptionForm] = &[
    ROOT,
    VERSION,
    OptionForm { name: "cloud", form: "`cloud = global`, `us_gov_l4`, `us_gov_l5` or `china`" },
    OptionForm { name: "flow", form: "`flow = delegated` or `flow = application`" },
    OptionForm { name: "client", form: "`client = NameOfTheClientStruct`" },
    CRATE,
    OptionForm { name: "least_privilege", form: "`least_privilege = allow`, `warn` or `deny`" },
];

/// The options as written; each is there at most once.
#[derive(Default)]
pub(crate) struct Options {
    pub(crate) scope: Option<Scope>,
    pub(crate) version: Option<Version>,
    pub(crate) root: Option<Root>,
    pub(crate) idempotent: Option<LitBool>,
    pub(crate) broad: Option<LitStr>,
    pub(crate) unlisted: Option<LitStr>,
    pub(crate) unchecked: Option<LitStr>,
    pub(crate) krate: Option<Path>,
    pub(crate) cloud: Option<Cloud>,
    pub(crate) flow: Option<Flow>,
    pub(crate) client: Option<Ident>,
    pub(crate) least_privilege: Option<LeastPrivilege>,
    /// The names that were written, known or not: whoever meant `scope` is not told that it is missing.
    pub(crate) meant: Vec<&'static str>,
}

/// The permissions of an action, by flow.
#[derive(Clone)]
pub(crate) struct Scope {
    pub(crate) delegated: Vec<LitStr>,
    pub(crate) application: Vec<LitStr>,
    /// Both flows were said at once.
    pub(crate) is_shared: bool,
}

/// What a trait's paths are relative to.
#[derive(Clone)]
pub(crate) enum Root {
    /// One of the roots the runtime has.
    Known(KnownRoot, Ident),
    /// A root of the user's own, and the Graph type it is of.
    Own(Path, LitStr),
}

/// The roots the runtime has.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum KnownRoot {
    Service,
    User,
    Group,
    Site,
    Drive,
}

impl KnownRoot {
    pub(crate) const ALL: [(&str, Self, &str); 5] = [
        ("service", Self::Service, "Service"),
        ("user", Self::User, "User"),
        ("group", Self::Group, "Group"),
        ("site", Self::Site, "Site"),
        ("drive", Self::Drive, "Drive"),
    ];

    /// The name in the attribute.
    pub(crate) fn name(self) -> &'static str {
        Self::ALL.iter().find(|(_, root, _)| *root == self).map_or("user", |(name, _, _)| name)
    }

    /// The marker type's name in the runtime's module `root`.
    pub(crate) fn marker(self) -> &'static str {
        Self::ALL.iter().find(|(_, root, _)| *root == self).map_or("User", |(_, _, marker)| marker)
    }
}

/// What a permission broader than needed is answered with.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum LeastPrivilege {
    Allow,
    Warn,
    Deny,
}

impl Options {
    /// Reads comma-separated options, reporting each mistake at its place and reading on.
    pub(crate) fn parse(chunks: &[TokenStream], known: &[OptionForm], attribute: &str, errors: &mut Errors) -> Self {
        let mut options = Self::default();
        for chunk in chunks {
            let entry = match Entry::parse.parse2(chunk.clone()) {
                Ok(entry) => entry,
                Err(_) => {
                    if let Some(form) =
                        known.iter().find(|form| chunk.to_string().starts_with(&format!("{} :", form.name)))
                    {
                        options.meant.push(form.name);
                        errors.at(chunk, format!("an option has a `=` and no `:`, it is written {}", form.form));
                        continue;
                    }
                    errors.at(chunk, format!("this is no option of `#[{attribute}]`; its options are {}", list(known)));
                    continue;
                }
            };
            let name = entry.name.to_string();
            let Some(form) = known.iter().find(|form| form.name == name) else {
                let meant = nearest(&name, known.iter().map(|form| form.name), 1).into_iter().next();
                let elsewhere = [("graph_action", ACTION_OPTIONS), ("graph_api", API_OPTIONS)]
                    .into_iter()
                    .find(|(other, forms)| *other != attribute && forms.iter().any(|form| form.name == name));
                let help = match (meant, elsewhere) {
                    (_, Some((other, _))) => format!("it is an option of `#[{other}]`; "),
                    (Some(meant), None) => format!("did you mean `{meant}`? "),
                    (None, None) => String::new(),
                };
                let message = format!("`#[{attribute}]` has no option `{name}`; {help}its options are {}", list(known));
                errors.at(&entry.name, message);
                options.meant.extend(meant);
                continue;
            };
            if options.meant.contains(&form.name) {
                errors.at(&entry.name, format!("the option `{name}` is there twice: keep one"));
                continue;
            }
            options.meant.push(form.name);
            if let Err(reason) = options.set(form, entry.value) {
                let reason = reason.map(|reason| format!("{reason}; ")).unwrap_or_default();
                errors.at(chunk, format!("{reason}the option `{name}` is written {}", form.form));
            }
        }
        options
    }

    /// Interprets one option's value; an error holds the reason if there is more to say than how it is written.
    fn set(&mut self, form: &OptionForm, value: Value) -> Result<(), Option<String>> {
        match form.name {
            "scope" => self.scope = Some(scope(value)?),
            "root" => self.root = Some(root(value)?),
            "version" => {
                let text = value.read::<LitStr>()?;
                let version = text.value().parse();
                self.version = Some(version.map_err(|_| format!("Graph has no version `{}`", text.value()))?);
            }
            "idempotent" => {
                let value = value.read::<LitBool>()?;
                if !value.value {
                    return Err(Some("a POST is not repeated unless this says so, leave the option out".to_owned()));
                }
                self.idempotent = Some(value);
            }
            "broad" => self.broad = Some(reason(value)?),
            "unlisted" => self.unlisted = Some(reason(value)?),
            "unchecked" => self.unchecked = Some(reason(value)?),
            "crate" => self.krate = Some(value.read_with(Path::parse_mod_style)?),
            "client" => self.client = Some(value.read::<Ident>()?),
            "cloud" => {
                let cloud = value.read::<Ident>()?;
                self.cloud = Some(cloud.to_string().parse().map_err(|_| format!("there is no cloud `{cloud}`"))?);
            }
            "flow" => {
                let flow = value.read::<Ident>()?;
                self.flow = Some(flow.to_string().parse().map_err(|_| format!("there is no flow `{flow}`"))?);
            }
            "least_privilege" => {
                self.least_privilege = Some(match value.read::<Ident>()?.to_string().as_str() {
                    "allow" => LeastPrivilege::Allow,
                    "warn" => LeastPrivilege::Warn,
                    "deny" => LeastPrivilege::Deny,
                    other => return Err(Some(format!("there is no level `{other}`"))),
                });
            }
            _ => return Err(None),
        }
        Ok(())
    }
}

/// The known options as a sentence has them.
fn list(known: &[OptionForm]) -> String {
    known.iter().map(|form| format!("`{}`", form.name)).collect::<Vec<_>>().join(", ")
}
