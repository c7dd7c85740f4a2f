//! Every spelling of an address finds the same entry of the permission list, with a schema and without.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use graph_action_catalog::{Catalog, Listing, Method, Start, Template, Version, walk};
use graph_action_codegen::parse::template;

/// A group: the method, the permission list's key, and every way to write the address.
const GROUPS: &[(Method, &str, &[&str])] = &[
    (
        Method::Get,
        "/users/delta",
        &["/users/delta", "/users/delta()", "/USERS/Delta()", "/users/microsoft.graph.delta()"],
    ),
    (
        Method::Get,
        "/users/{}/messages",
        &["/users/<id>/messages", "/users('<id>')/messages", "/users(<id>)/messages", "/Users/<user>/Messages"],
    ),
    (
        Method::Get,
        "/drives/{}/root:/{}:",
        &["/drives/<id>/root:/<path..>", "/drives/<id>/root:/<path..>:", "/drives('<id>')/root:/<name>"],
    ),
    (
        Method::Put,
        "/drives/{}/root:/{}:/content",
        &["/drives/<id>/root:/<path..>:/content", "/drives('<id>')/Root:/<p>:/Content"],
    ),
    (
        Method::Get,
        "/sites/{}:/{}:",
        &["/sites/<host>:/<path..>", "/sites/<host>:/<path..>:", "/sites('<host>'):/<path..>"],
    ),
    (
        Method::Get,
        "/applications(appId={})",
        &[
            "/applications(appId='<id>')",
            "/applications(appid='<id>')",
            "/applications(appId=<id>)",
            "/Applications(appId='x')",
        ],
    ),
    (
        Method::Get,
        "/reports/getEmailActivityUserDetail(period={})",
        &[
            "/reports/getEmailActivityUserDetail(period='D7')",
            "/reports/getEmailActivityUserDetail(period='<period>')",
            "/reports/getEmailActivityUserDetail(Period=<period>)",
            "/reports/microsoft.graph.getEmailActivityUserDetail(period='<period>')",
        ],
    ),
    (
        Method::Get,
        "/users/{}/reminderView(EndDateTime={},StartDateTime={})",
        &[
            "/users/<id>/reminderView(StartDateTime='<a>',EndDateTime='<b>')",
            "/users/<id>/reminderView(EndDateTime='<b>',StartDateTime='<a>')",
            "/users('<id>')/reminderView(endDateTime=<b>,startDateTime=<a>)",
        ],
    ),
    (
        Method::Get,
        "/drives/{}/items/{}/search(q={})",
        &[
            "/drives/<d>/items/<i>/search(q='<q>')",
            "/drives/<d>/items/<i>/search(q='a b')",
            "/drives/<d>/items/<i>/Search(Q='<q>')",
        ],
    ),
    (
        Method::Get,
        "/groups/{}/members/microsoft.graph.user",
        &[
            "/groups/<id>/members/microsoft.graph.user",
            "/groups('<id>')/members/microsoft.graph.user",
            "/groups/<id>/members/graph.user",
        ],
    ),
    (
        Method::Get,
        "/users/{}/mailFolders/inbox/messages",
        &[
            "/users/<id>/mailFolders/inbox/messages",
            "/users/<id>/mailFolders/Inbox/messages",
            "/users/<id>/mailfolders/inbox/messages",
        ],
    ),
    (
        Method::Post,
        "/users/{}/messages/{}/send",
        &[
            "/users/<id>/messages/<m>/send",
            "/users('<id>')/messages('<m>')/send",
            "/users/<id>/messages/<m>/microsoft.graph.send",
        ],
    ),
];

fn templates() -> impl Iterator<Item = (Method, &'static str, &'static str, Template)> {
    GROUPS.iter().flat_map(|(method, key, spellings)| {
        spellings.iter().map(move |spelling| (*method, *key, *spelling, template::parse(spelling).unwrap()))
    })
}

#[test]
fn every_spelling_has_one_key_where_the_schema_is_known() {
    let catalog = Catalog::embedded();
    for (_, key, spelling, template) in templates() {
        let found = walk(&catalog, Start::Service, &template.steps()).unwrap();
        assert_eq!(found.address.to_string(), key, "{spelling}");
    }
}

#[test]
fn a_template_alone_gives_the_key_but_for_names_that_only_the_schema_knows() {
    for (_, key, spelling, template) in templates() {
        let (own, key) = (template.listing_key().to_lowercase(), key.to_lowercase());
        let needs_schema = spelling.contains("microsoft.graph.delta")
            || spelling.contains("microsoft.graph.send")
            || spelling.contains("microsoft.graph.getEmail")
            || spelling.contains("graph.user");
        if !needs_schema {
            assert_eq!(own, key, "{spelling}");
        }
    }
}

#[test]
fn every_spelling_finds_the_same_entry_in_both_versions() {
    let catalog = Catalog::embedded();
    for (method, _, spellings) in GROUPS {
        let listing = |spelling: &str, version: Version| -> Listing<'_> {
            let template = template::parse(spelling).unwrap();
            let found = match version {
                Version::V1 => catalog.listing(&walk(&catalog, Start::Service, &template.steps()).unwrap(), *method),
                Version::Beta => catalog.listing_without_schema(&template, Start::Service, *method),
            };
            found.unwrap_or_else(|| panic!("{method} {spelling} is not found in {version}"))
        };
        let first = listing(spellings[0], Version::V1);
        assert!(!first.grants.is_empty(), "{}", spellings[0]);
        for spelling in *spellings {
            for version in Version::ALL {
                assert_eq!(listing(spelling, version), first, "{spelling} in {version}");
            }
        }
    }
}

#[test]
fn an_address_that_only_beta_has_is_found_in_every_spelling() {
    let catalog = Catalog::embedded();
    for (method, spellings) in [
        (Method::Get, ["/accessReviews/<id>", "/accessReviews('<id>')", "/AccessReviews/<review>"]),
        (Method::Get, ["/privilegedRoles/<id>", "/privilegedRoles('<id>')", "/privilegedroles/<id>"]),
    ] {
        let found = spellings.map(|spelling| {
            let template = template::parse(spelling).unwrap();
            assert!(walk(&catalog, Start::Service, &template.steps()).is_err(), "{spelling} is of v1.0");
            catalog.listing_without_schema(&template, Start::Service, method)
        });
        assert!(found[0].is_some() && found.iter().all(|listing| *listing == found[0]), "{spellings:?}: {found:?}");
    }
}

#[test]
fn what_only_beta_has_below_an_address_of_v1_is_found_in_every_spelling() {
    let catalog = Catalog::embedded();
    for spellings in [
        &[
            "/users/<id>/profile/skills",
            "/users('<id>')/profile/skills",
            "/users(id='x')/profile/skills",
            "/users(userPrincipalName='x')/profile/skills",
            "/users/66f5a359-4659-4830-9070-00047ec6ac6e/profile/skills",
            "/Users/<id>/profile/skills",
        ][..],
        &["/me/mailFolders/<id>/userConfigurations/<c>", "/me/mailFolders/inbox/userConfigurations/<c>"][..],
    ] {
        let listing = |spelling: &str| {
            let template = template::parse(spelling).unwrap();
            assert!(walk(&catalog, Start::Service, &template.steps()).is_err(), "{spelling} is of v1.0");
            catalog.listing_without_schema(&template, Start::Service, Method::Get)
        };
        let first = listing(spellings[0]);
        assert!(first.as_ref().is_some_and(|listing| !listing.grants.is_empty()), "{}", spellings[0]);
        for spelling in spellings {
            assert_eq!(listing(spelling), first, "{spelling}");
        }
    }
}
