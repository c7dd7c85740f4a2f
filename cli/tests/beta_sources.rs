//! How good a derived schema is, by Microsoft's real files. `GRAPH_METADATA` names the folder with Microsoft's metadata
//! (`v1.0-*.csdl`, `permissions.json`), `GRAPH_SDK` one with
//!
//! - `msgraph_sdk.whl` and `msgraph_beta_sdk.whl`, the wheels of the SDKs,
//! - `v1.0-entity-types.json` and so on, and `v1.0.d.ts`, for deriving v1.0,
//! - `operations.tsv`, `beta-operations.tsv` and `wrong-paths.tsv`: method and path of documented operations of both
//!   versions, and of addresses that do not exist.
//!
//! Without them nothing is checked.
#![expect(clippy::print_stdout, clippy::unwrap_used, reason = "it measures, and a test fails by panicking")]

mod common;

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use graph_action_catalog::{Catalog, Method, Start, Version};
use graph_action_cli::import::{BetaOptions, Options, run, sdk_calls};
use graph_action_cli::path;
use graph_action_codegen::verdict::{Kind, Question, judge};

use common::Scratch;

/// The two folders.
fn folders() -> Option<(PathBuf, PathBuf)> {
    let folder = |name| std::env::var_os(name).map(PathBuf::from);
    let both = folder("GRAPH_METADATA").zip(folder("GRAPH_SDK"));
    if both.is_none() {
        println!("not checked: GRAPH_METADATA and GRAPH_SDK are not set");
    }
    both
}

/// The catalog whose beta is v1.0, derived, with hints from two national clouds; its base is a third, small one.
fn derived_v1(metadata: &std::path::Path, sdk: &std::path::Path) -> Catalog {
    let out = Scratch::new("derived-v1");
    let of = |folder: &std::path::Path, name: &str| folder.join(name).display().to_string();
    let options = Options {
        csdl: of(metadata, "v1.0-GovSG.csdl"),
        permissions: of(metadata, "permissions.json"),
        provisioning: None,
        cloud: Vec::new(),
        beta: BetaOptions {
            beta_sdk: Some(of(sdk, "msgraph_sdk.whl")),
            beta_types: ["entity", "complex", "enum"].map(|kind| of(sdk, &format!("v1.0-{kind}-types.json"))).to_vec(),
            beta_dts: vec![of(sdk, "v1.0.d.ts")],
            hint: vec![of(metadata, "v1.0-USNat.csdl"), of(metadata, "v1.0-USSec.csdl")],
            ..BetaOptions::default()
        },
        out: out.0.clone(),
        schema_date: None,
        permissions_date: None,
        clouds_date: None,
    };
    run(&options).unwrap();
    let text = |name: &str| fs::read_to_string(out.0.join(name)).unwrap();
    Catalog::from_data(text("schema.txt"), text("permissions.txt"), String::new()).with_beta(text("beta.txt"))
}

/// The part of the calls of which this holds for the kinds of findings that refuse them, in per cent.
fn share(catalog: &Catalog, calls: &[(String, String)], holds: impl Fn(&[Kind]) -> bool) -> f64 {
    let mut count = 0;
    for (method, address) in calls {
        let (Ok(method), Ok(template)) = (method.parse::<Method>(), path::parse(address)) else {
            continue;
        };
        let question = Question { version: Version::Beta, ..Question::of_address(method, &template, Start::Service) };
        let found = judge(catalog, &question).findings;
        let refused: Vec<Kind> = found.iter().map(|finding| finding.kind()).filter(|kind| !kind.is_warning()).collect();
        count += usize::from(holds(&refused));
    }
    100.0 * f64::from(u32::try_from(count).unwrap()) / f64::from(u32::try_from(calls.len()).unwrap())
}

fn is_known(refused: &[Kind]) -> bool {
    !refused.iter().any(|kind| matches!(kind, Kind::UnknownPath | Kind::UnknownMethod))
}

fn calls(sdk: &std::path::Path, name: &str) -> Vec<(String, String)> {
    let text = fs::read_to_string(sdk.join(name)).unwrap();
    let call = |line: &str| line.split_once('\t').map(|(method, rest)| (method.to_owned(), first(rest).to_owned()));
    text.lines().filter_map(call).collect()
}

fn first(fields: &str) -> &str {
    fields.split('\t').next().unwrap_or(fields)
}

#[test]
fn v1_as_it_would_be_derived() {
    let Some((metadata, sdk)) = folders() else { return };
    let catalog = derived_v1(&metadata, &sdk);
    let known = share(&catalog, &calls(&sdk, "operations.tsv"), is_known);
    let wrong = share(&catalog, &calls(&sdk, "wrong-paths.tsv"), <[Kind]>::is_empty);
    println!("documented operations of v1.0 known: {known:.2} %, wrong paths taken: {wrong:.2} %");
    assert!(known >= 97.5 && wrong <= 0.2, "{known} {wrong}");

    // A cloud that gave no hints.
    let held_out = Scratch::new("held-out");
    let csdl = metadata.join("v1.0-Fairfax.csdl").display().to_string();
    let permissions = metadata.join("permissions.json").display().to_string();
    let options = Options {
        csdl,
        permissions,
        provisioning: None,
        cloud: Vec::new(),
        beta: BetaOptions::default(),
        out: held_out.0.clone(),
        schema_date: None,
        permissions_date: None,
        clouds_date: None,
    };
    run(&options).unwrap();
    let published = fs::read_to_string(held_out.0.join("schema.txt")).unwrap();
    let derived: BTreeMap<String, String> = members(catalog.of(Version::Beta).schema_facts());
    let (mut nullable, mut contained, mut open) = ((0.0, 0.0), (0.0, 0.0), 0.0);
    for (key, ty) in members(published.lines()) {
        let Some(known) = derived.get(&key) else { continue };
        let count = |(right, all): &mut (f64, f64), is_right: bool| {
            *right += if is_right { 100.0 } else { 0.0 };
            *all += 1.0;
        };
        match (ty.starts_with(['>', '~']), known.starts_with('?')) {
            (true, true) => open += 1.0,
            (true, false) => count(&mut contained, known.get(..1) == ty.get(..1)),
            (false, _) => count(&mut nullable, known.ends_with('!') == ty.ends_with('!')),
        }
    }
    let (nullability, containment) = (nullable.0 / nullable.1, contained.0 / contained.1);
    println!(
        "nullability {nullability:.2} %, containment {containment:.2} % ({open} of {} not known)",
        contained.1 + open
    );
    assert!(
        nullability >= 95.0 && containment >= 95.0 && open / contained.1 < 0.1,
        "{nullability} {containment} {open}"
    );
}

/// The type of each property.
fn members<'l>(lines: impl Iterator<Item = &'l str>) -> BTreeMap<String, String> {
    let member = |line: &str| {
        let (key, fields) = line.split_once(' ')?;
        let is_member = key.find('/').is_some_and(|at| at > 0) && !key.contains('!');
        is_member.then(|| (key.to_ascii_lowercase(), fields.split(' ').next().unwrap_or(fields).to_owned()))
    };
    lines.filter(|line| !line.starts_with('#')).filter_map(member).collect()
}

#[test]
fn beta_as_it_is_packaged() {
    let Some((_, sdk)) = folders() else { return };
    let catalog = Catalog::embedded();
    let documented = sdk_calls(&sdk.join("msgraph_beta_sdk.whl").display().to_string()).unwrap();
    let documented: Vec<(String, String)> =
        documented.into_iter().filter(|call| call.page.is_some()).map(|call| (call.method, call.address)).collect();
    let of_sdk = share(&catalog, &documented, is_known);
    let known = share(&catalog, &calls(&sdk, "beta-operations.tsv"), is_known);
    let wrong = share(&catalog, &calls(&sdk, "wrong-paths.tsv"), <[Kind]>::is_empty);
    println!("known of the SDK: {of_sdk:.2} %, of the documentation: {known:.2} %, wrong paths taken: {wrong:.2} %");
    assert!(of_sdk >= 99.5 && known >= 97.5 && wrong <= 0.1, "{of_sdk} {known} {wrong}");
}
