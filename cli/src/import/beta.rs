//! The schema of beta, from its CSDL, or derived from the sources that Microsoft publishes instead.

mod addresses;
mod archive;
mod documented;
mod hints;
mod lines;
mod names;
mod python;
mod sdk;
mod types;
mod typings;

use graph_action_catalog::compare;

use super::csdl::Csdl;
use super::data_file::{SCHEMA_ORIGIN, data_file, text};
use super::error::ImportError;
use super::present::Present;
use super::source::Source;
use super::{check, difference, schema};
use addresses::Evidence;
use hints::Hints;
use names::Names;
use python::{Address, Call};
use sdk::Sdk;
use types::Types;
use typings::Typings;

/// The sources of beta's schema.
#[derive(Clone, Debug, Default, clap::Args)]
pub struct BetaOptions {
    /// The schema of beta: a CSDL file, or the URL of a service's `$metadata`. Without any source of beta, what is
    /// known of it stays.
    #[arg(long, value_name = "FILE|URL", conflicts_with = "beta_sdk")]
    pub beta_csdl: Option<String>,
    /// The wheel of Microsoft's SDK for beta in Python, `msgraph_beta_sdk-….whl`, to derive the schema from.
    #[arg(long, value_name = "WHEEL", requires_all = ["beta_types", "beta_dts"])]
    pub beta_sdk: Option<String>,
    /// Microsoft's type mappings, `beta-entity-types.json`, `beta-complex-types.json` and `beta-enum-types.json`.
    #[arg(long, value_name = "FILE", num_args = 1.., requires = "beta_sdk")]
    pub beta_types: Vec<String>,
    /// Microsoft's typings for TypeScript, `microsoft-graph.d.ts`.
    #[arg(long, value_name = "FILE", num_args = 1.., requires = "beta_sdk")]
    pub beta_dts: Vec<String>,
    /// The schema of beta in a national cloud, for what the SDK does not tell; may be repeated, the best first.
    #[arg(long, value_name = "CSDL", requires = "beta_sdk")]
    pub hint: Vec<String>,
    /// The date of beta's schema. By default it is that of the SDK, or of the CSDL.
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub beta_date: Option<String>,
}

/// The file for beta, beside a schema of v1.0 with these lines and the text of the permission list. Without a source it
/// has what is known of beta, as a difference to that schema; `None` when nothing is known.
pub(super) fn file(
    options: &BetaOptions,
    v1: &[String],
    published: &str,
    present: &Present,
) -> Result<Option<String>, ImportError> {
    let schema = match (&options.beta_csdl, &options.beta_sdk) {
        (Some(csdl), _) => {
            let csdl = Source::read(csdl)?;
            let lines = schema::lines(&Csdl::read(&csdl.given, &csdl.text)?);
            Schema { lines, sources: vec![csdl], calls: Vec::new() }
        }
        (None, Some(wheel)) => derive(wheel, options, v1)?,
        (None, None) => {
            return Ok(present
                .beta()
                .map(|known| known.header + &text(&with_calls(difference::lines(v1, &known.lines), known.calls))));
        }
    };
    if let Some(first) = schema.sources.first() {
        check(first, &schema.lines)?;
    }
    let known = present.dates_of_beta();
    let described = |source: &Source| format!("{} {} {}", source.name, source.date(None, &known), source.digest());
    let described: Vec<String> = schema.sources.iter().map(described).collect();
    let date =
        schema.sources.first().map(|source| source.date(options.beta_date.as_deref(), &known)).unwrap_or_default();
    let mut header: Vec<(&str, &str)> = described.iter().map(|text| ("source", text.as_str())).collect();
    header.push(("date", &date));
    let what = "how the schema of beta differs from that of v1.0";
    let documented = documented::unlisted(published, v1, &schema.lines, &schema.calls);
    let lines = with_calls(difference::lines(v1, &schema.lines), documented);
    Ok(Some(data_file(what, SCHEMA_ORIGIN, &header, &lines)))
}

/// A schema, and what it was made from.
struct Schema {
    lines: Vec<String>,
    sources: Vec<Source>,
    calls: Vec<SdkCall>,
}

fn with_calls(mut lines: Vec<String>, calls: Vec<String>) -> Vec<String> {
    lines.extend(calls);
    lines.sort_by(|a, b| compare(a, b));
    lines
}

/// A call that an SDK for Python has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SdkCall {
    /// In capitals: `GET`.
    pub method: String,
    /// `/users/{user-id}/messages`
    pub address: String,
    /// The page in Microsoft's documentation, where it has one.
    pub page: Option<String>,
}

/// The calls that the wheel of an SDK has, by which a derived schema can be measured.
///
/// # Errors
/// When the wheel cannot be read or is none of Microsoft Graph.
pub fn sdk_calls(wheel: &str) -> Result<Vec<SdkCall>, ImportError> {
    Ok(calls(Sdk::read(wheel)?.addresses))
}

fn calls(addresses: Vec<Address>) -> Vec<SdkCall> {
    let of = |Address { path, calls, .. }| {
        let address = documented::plain(&path);
        calls.into_iter().map(move |Call { method, page, .. }: Call| SdkCall { method, address: address.clone(), page })
    };
    addresses.into_iter().flat_map(of).collect()
}

/// Derives a schema. `other` has the lines of the other version's schema, for what only a
/// published schema tells.
fn derive(wheel: &str, options: &BetaOptions, other: &[String]) -> Result<Schema, ImportError> {
    let read = |files: &[String]| files.iter().map(|file| Source::read(file)).collect::<Result<Vec<_>, _>>();
    let (mappings, texts, schemas) = (read(&options.beta_types)?, read(&options.beta_dts)?, read(&options.hint)?);
    let sdk = Sdk::read(wheel)?;
    let mut names = Names::read(&mappings)?;
    names.add_newer(&sdk);
    let typings = Typings::read(&texts.iter().map(|text| text.text.as_str()).collect::<Vec<_>>(), &names);
    let mut published = Vec::new();
    for schema in &schemas {
        published.push(schema::lines(&Csdl::read(&schema.given, &schema.text)?));
    }
    let hints: Vec<&[String]> = published.iter().map(Vec::as_slice).chain([other]).collect();
    let types = Types::new(&names, &sdk, &typings);
    let evidence = Evidence::read(&sdk.addresses, &types);
    let lines = lines::lines(&types, &evidence, &typings, &Hints::new(&hints));
    let wheel = Source::of_archive(wheel, &sdk.date)?;
    let sources = [wheel].into_iter().chain(mappings).chain(texts).chain(schemas).collect();
    Ok(Schema { lines, sources, calls: calls(sdk.addresses) })
}
