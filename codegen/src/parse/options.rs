//! Parses the options of both attributes, by a table with a row for each: name, form, and how the value is read.

use super::root::Root;
use super::scope::{Scope, scope};
use super::values::{Entry, Reason, Value, reason};
use crate::errors::Errors;
use graph_action_catalog::{Cloud, Flow, Version, nearest};
use proc_macro2::{Ident, TokenStream};
use std::str::FromStr;
use syn::parse::{ParseStream, Parser};
use syn::{LitBool, LitStr, Path, Token};

/// The options of `#[graph_action]`, each there at most once. A check that does not know a field does not compile:
/// [`settings`](crate::check::settings) takes the struct apart without `..`.
#[derive(Default)]
pub(crate) struct ActionOptions {
    pub(crate) scope: Option<Scope>,
    pub(crate) version: Option<Version>,
    pub(crate) root: Option<Root>,
    pub(crate) idempotent: Option<LitBool>,
    /// In seconds.
    pub(crate) wait_for_replication: Option<u32>,
    pub(crate) broad: Option<LitStr>,
    pub(crate) unlisted: Option<LitStr>,
    pub(crate) unchecked: Option<LitStr>,
    pub(crate) advanced: Option<LitBool>,
    pub(crate) prefer: Option<LitStr>,
    pub(crate) header: Option<Vec<(LitStr, LitStr)>>,
    pub(crate) projection: Option<LitBool>,
    pub(crate) krate: Option<Path>,
}

/// The options of `#[graph_api]`.
#[derive(Default)]
pub(crate) struct ApiOptions {
    pub(crate) root: Option<Root>,
    pub(crate) version: Option<Version>,
    pub(crate) cloud: Option<Cloud>,
    pub(crate) flow: Option<Flow>,
    pub(crate) client: Option<Ident>,
    pub(crate) krate: Option<Path>,
    pub(crate) least_privilege: Option<LeastPrivilege>,
    pub(crate) projection: Option<LitBool>,
}

/// The options of `#[graph_entity]`, after the name of the type.
#[derive(Default)]
pub(crate) struct EntityOptions {
    pub(crate) version: Option<Version>,
    pub(crate) krate: Option<Path>,
}

/// The lint level for a permission broader than needed.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum LeastPrivilege {
    Allow,
    #[default]
    Warn,
    Deny,
}

impl FromStr for LeastPrivilege {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        match text {
            "allow" => Ok(Self::Allow),
            "warn" => Ok(Self::Warn),
            "deny" => Ok(Self::Deny),
            _ => Err(()),
        }
    }
}

/// One option of an attribute. `T` is the struct with all options of the attribute.
pub(crate) struct OptionRow<T: 'static> {
    pub(crate) name: &'static str,
    /// How it is written.
    form: &'static str,
    set: fn(&mut T, Value) -> Result<(), Reason>,
}

/// A row of the table of options.
const fn row<T>(name: &'static str, form: &'static str, set: fn(&mut T, Value) -> Result<(), Reason>) -> OptionRow<T> {
    OptionRow { name, form, set }
}

const CLOUD_FORM: &str =
    "`cloud = global`, `us_gov_l4`, `us_gov_l5`, `china`, `france`, `germany`, `singapore`, `us_nat` or `us_sec`";
const VERSION_FORM: &str = "`version = \"v1.0\"` or `version = \"beta\"`";
const ROOT_FORM: &str = "`root = service`, `user`, `group`, `site` or `drive`, or a root of your own with its \
                         Graph type: `root(path::Channel, type = \"channel\")`";
const PROJECTION_FORM: &str = "`projection = false`, so that no `$select` follows from the return type, or `true`";
const CRATE_FORM: &str = "`crate = path::to::graph_action`";

/// An attribute: its name and its options.
pub(crate) trait Attribute: Default + 'static {
    const NAME: &'static str;
    const OPTIONS: &'static [OptionRow<Self>];
}

impl Attribute for ActionOptions {
    const NAME: &'static str = "graph_action";
    const OPTIONS: &'static [OptionRow<Self>] = &[
        row(
            "scope",
            "`scope = \"Mail.Send\"`, `scope = [\"A\", \"B\"]` (all of them), \
                   `scope(delegated = \"A\", application = \"B\")` or `scope = none`",
            |options, value| set(&mut options.scope, scope(value)),
        ),
        row("version", VERSION_FORM, |options, value| set(&mut options.version, version(value))),
        row("root", ROOT_FORM, |options, value| set(&mut options.root, Root::read(value))),
        row("idempotent", "`idempotent = true`", |options, value| {
            set(
                &mut options.idempotent,
                only_true(value, "a POST is not repeated unless this says so, leave the option out"),
            )
        }),
        row("wait_for_replication", "`wait_for_replication = \"30s\"` or `\"2min\"`", |options, value| {
            set(&mut options.wait_for_replication, waiting_time(value))
        }),
        row("broad", "`broad = \"why more permission than needed is asked for\"`", |options, value| {
            set(&mut options.broad, reason(value))
        }),
        row("unlisted", "`unlisted = \"how you know that the operation exists\"`", |options, value| {
            set(&mut options.unlisted, reason(value))
        }),
        row("unchecked", "`unchecked = \"why the catalog must not judge this action\"`", |options, value| {
            set(&mut options.unchecked, reason(value))
        }),
        row("advanced", "`advanced = true`", |options, value| {
            set(&mut options.advanced, only_true(value, "a query is not advanced unless this says so"))
        }),
        row("prefer", "`prefer = \"outlook.timezone=\\\"UTC\\\"\"`", |options, value| {
            set(&mut options.prefer, value.read())
        }),
        row("header", "`header(\"Name\" = \"value\")`", |options, value| set(&mut options.header, headers(value))),
        row("projection", PROJECTION_FORM, |options, value| set(&mut options.projection, value.read())),
        row("crate", CRATE_FORM, |options, value| set(&mut options.krate, value.read_with(Path::parse_mod_style))),
    ];
}

impl Attribute for ApiOptions {
    const NAME: &'static str = "graph_api";
    const OPTIONS: &'static [OptionRow<Self>] = &[
        row("root", ROOT_FORM, |options, value| set(&mut options.root, Root::read(value))),
        row("version", VERSION_FORM, |options, value| set(&mut options.version, version(value))),
        row("cloud", CLOUD_FORM, |options, value| set(&mut options.cloud, named(value, "cloud"))),
        row("flow", "`flow = delegated` or `flow = application`", |options, value| {
            set(&mut options.flow, named(value, "flow"))
        }),
        row("client", "`client = NameOfTheClientStruct`", |options, value| set(&mut options.client, value.read())),
        row("crate", CRATE_FORM, |options, value| set(&mut options.krate, value.read_with(Path::parse_mod_style))),
        row("least_privilege", "`least_privilege = allow`, `warn` or `deny`", |options, value| {
            set(&mut options.least_privilege, named(value, "level"))
        }),
        row("projection", PROJECTION_FORM, |options, value| set(&mut options.projection, value.read())),
    ];
}

impl Attribute for EntityOptions {
    const NAME: &'static str = "graph_entity";
    const OPTIONS: &'static [OptionRow<Self>] = &[
        row("version", VERSION_FORM, |options, value| set(&mut options.version, version(value))),
        row("crate", CRATE_FORM, |options, value| set(&mut options.krate, value.read_with(Path::parse_mod_style))),
    ];
}

fn set<T>(field: &mut Option<T>, value: Result<T, Reason>) -> Result<(), Reason> {
    *field = Some(value?);
    Ok(())
}

fn version(value: Value) -> Result<Version, Reason> {
    let text = value.read::<LitStr>()?;
    text.value().parse().map_err(|_| Some(format!("Graph has no version `{}`", text.value())))
}

/// `true`; `false` says what holds without the option, which `otherwise` explains.
fn only_true(value: Value, otherwise: &str) -> Result<LitBool, Reason> {
    let value = value.read::<LitBool>()?;
    if value.value { Ok(value) } else { Err(Some(otherwise.to_owned())) }
}

/// A time of whole seconds or minutes, at most an hour.
fn waiting_time(value: Value) -> Result<u32, Reason> {
    let text = value.read::<LitStr>()?.value();
    let (number, unit) = match (text.strip_suffix("min"), text.strip_suffix('s')) {
        (Some(number), _) => (number, 60),
        (None, Some(number)) => (number, 1),
        (None, None) => return Err(Some(format!("`{text}` is in neither seconds nor minutes"))),
    };
    let is_number = !number.is_empty() && number.bytes().all(|digit| digit.is_ascii_digit());
    let time = is_number.then(|| number.parse::<u32>().ok()?.checked_mul(unit)).flatten();
    match time {
        Some(time @ 1..=3600) => Ok(time),
        Some(0) => Err(Some("a call does not wait unless this says so, leave the option out".to_owned())),
        None if !is_number => Err(Some(format!("`{text}` is no time"))),
        _ => Err(Some(format!("`{text}` is longer than an hour"))),
    }
}

/// `"Name" = "value"`, separated by commas.
fn headers(value: Value) -> Result<Vec<(LitStr, LitStr)>, Reason> {
    let Value::List(tokens) = value else { return Err(None) };
    let pair = |input: ParseStream<'_>| {
        let name = input.parse::<LitStr>()?;
        input.parse::<Token![=]>()?;
        Ok((name, input.parse::<LitStr>()?))
    };
    let pairs = |input: ParseStream<'_>| input.parse_terminated(pair, Token![,]);
    let pairs: Vec<_> = pairs.parse2(tokens).map_err(|_| None)?.into_iter().collect();
    if pairs.is_empty() { Err(None) } else { Ok(pairs) }
}

/// One of a few names.
fn named<T: FromStr>(value: Value, what: &str) -> Result<T, Reason> {
    let name = value.read::<Ident>()?;
    name.to_string().parse().map_err(|_| Some(format!("there is no {what} `{name}`")))
}

/// Reads comma-separated options. Each mistake is reported with its span, and the next option is read. Also returns the
/// names that were written, including those with a mistake, so that such an option is not reported as missing.
pub(crate) fn parse<T: Attribute>(chunks: &[TokenStream], errors: &mut Errors) -> (T, Vec<&'static str>) {
    let (mut options, mut meant) = (T::default(), Vec::new());
    for chunk in chunks {
        let Ok(entry) = Entry::parse.parse2(chunk.clone()) else {
            meant.extend(unreadable::<T>(chunk, errors));
            continue;
        };
        let name = entry.name.to_string();
        let Some(row) = T::OPTIONS.iter().find(|row| row.name == name) else {
            meant.extend(unknown::<T>(&entry.name, errors));
            continue;
        };
        if meant.contains(&row.name) {
            errors.at(&entry.name, format!("the option `{name}` is there twice: keep one"));
            continue;
        }
        meant.push(row.name);
        if let Err(reason) = (row.set)(&mut options, entry.value) {
            let reason = reason.map(|reason| format!("{reason}; ")).unwrap_or_default();
            errors.at(chunk, format!("{reason}the option `{name}` is written {}", row.form));
        }
    }
    (options, meant)
}

/// Reports what is not an option. Returns the option that was meant, if it was written with a `:`.
fn unreadable<T: Attribute>(chunk: &TokenStream, errors: &mut Errors) -> Option<&'static str> {
    let mut tokens = chunk.clone().into_iter().map(|token| token.to_string());
    let (first, second) = (tokens.next().unwrap_or_default(), tokens.next().unwrap_or_default());
    let Some(row) = T::OPTIONS.iter().find(|row| row.name == first && second == ":") else {
        errors.at(chunk, format!("this is no option of `#[{}]`; its options are {}", T::NAME, list::<T>()));
        return None;
    };
    errors.at(chunk, format!("an option has a `=` and no `:`, it is written {}", row.form));
    Some(row.name)
}

/// Reports an option that the attribute does not have. Returns the option that was meant, if one is similar.
fn unknown<T: Attribute>(name: &Ident, errors: &mut Errors) -> Option<&'static str> {
    let text = name.to_string();
    let meant = nearest(&text, T::OPTIONS.iter().map(|row| row.name), 1).into_iter().next();
    let elsewhere = names::<ActionOptions>()
        .chain(names::<ApiOptions>())
        .find(|(attribute, option)| *attribute != T::NAME && *option == text);
    let help = match (meant, elsewhere) {
        (_, Some((other, _))) => format!("it is an option of `#[{other}]`; "),
        (Some(meant), None) => format!("did you mean `{meant}`? "),
        (None, None) => String::new(),
    };
    let attribute = T::NAME;
    errors.at(name, format!("`#[{attribute}]` has no option `{text}`; {help}its options are {}", list::<T>()));
    meant
}

fn names<T: Attribute>() -> impl Iterator<Item = (&'static str, &'static str)> {
    T::OPTIONS.iter().map(|row| (T::NAME, row.name))
}

/// The options of an attribute in a sentence.
fn list<T: Attribute>() -> String {
    T::OPTIONS.iter().map(|row| format!("`{}`", row.name)).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
pub(crate) mod tests {
    use super::{ActionOptions, ApiOptions, CLOUD_FORM, Cloud, EntityOptions, Value, names, waiting_time};

    /// The rustdoc of an attribute; `None` where the crate is built from a package, and not within the workspace.
    pub(crate) fn documentation(attribute: &str) -> Option<String> {
        let workspace = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
        if !workspace.join("Cargo.toml").exists() {
            return None;
        }
        let text = std::fs::read_to_string(workspace.join("macros/src/lib.rs")).unwrap();
        let (before, _) = text.split_once(&format!("\npub fn {attribute}(")).unwrap();
        Some(before.rsplit("\npub fn ").next().unwrap().to_owned())
    }

    #[test]
    fn every_option_is_documented() {
        let all = names::<ActionOptions>().chain(names::<ApiOptions>()).chain(names::<EntityOptions>());
        for (attribute, option) in all {
            let Some(text) = documentation(attribute) else { return };
            let is_row = |line: &str| {
                line.strip_prefix("/// | `")
                    .and_then(|row| row.strip_prefix(option))
                    .is_some_and(|row| !row.starts_with(char::is_alphanumeric))
            };
            assert!(text.lines().any(is_row), "the table of options of `{attribute}` has no row for `{option}`");
        }
    }

    #[test]
    fn the_form_of_a_cloud_names_every_cloud() {
        assert_eq!(CLOUD_FORM, format!("`cloud = {}", &Cloud::NAMES[1..]));
    }

    #[test]
    fn a_waiting_time_has_a_unit_and_an_end() {
        let read = |text: &str| waiting_time(Value::Assigned(quote::quote!(#text)));
        for (text, seconds) in [("1s", 1), ("30s", 30), ("2min", 120), ("3600s", 3600), ("60min", 3600)] {
            assert_eq!(read(text), Ok(seconds), "{text}");
        }
        for (text, why) in [
            ("30", "neither seconds nor minutes"),
            ("", "neither seconds nor minutes"),
            ("9h", "neither seconds nor minutes"),
            ("s", "no time"),
            ("-1s", "no time"),
            ("1.5min", "no time"),
            ("30 s", "no time"),
            ("0s", "does not wait"),
            ("3601s", "longer than an hour"),
            ("99999999999s", "longer than an hour"),
        ] {
            let reason = read(text).unwrap_err().unwrap_or_default();
            assert!(reason.contains(why), "{text}: {reason}");
        }
        assert_eq!(waiting_time(Value::Assigned(quote::quote!(30))), Err(None));
    }
}
