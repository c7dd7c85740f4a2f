//! Which permissions an operation needs.

use graph_action_catalog::{
    Catalog, Listing, Method, PermissionName, Scheme, Schemes, Segment, Start, Step, Template, walk,
};

fn names(path: &str) -> Vec<Step<'_>> {
    let segments = path.split('/').filter(|segment| !segment.is_empty());
    segments.map(|segment| if segment == "{}" { Step::Key } else { Step::Name(segment) }).collect()
}

fn listing<'c>(catalog: &'c Catalog, path: &str, method: Method) -> Option<Listing<'c>> {
    let found = walk(catalog, Start::Service, &names(path)).ok()?;
    catalog.listing(&found, method)
}

#[test]
fn the_operation_the_project_started_from() {
    let catalog = Catalog::embedded();
    let send = walk(&catalog, Start::Entity("user"), &names("messages/{}/send")).unwrap();
    let listing = catalog.listing(&send, Method::Post).unwrap();
    for scheme in Scheme::ALL {
        assert_eq!(listing.least(scheme).unwrap().permission, "Mail.Send");
    }
    assert_eq!(listing.covered_by(&["Mail.Read"]), Schemes::NONE);
    assert_eq!(listing.covered_by(&["Mail.Send"]), Schemes::ALL);
    assert!(catalog.listing(&send, Method::Get).is_none());
    assert_eq!(catalog.listed_methods(&send), [Method::Post]);
}

#[test]
fn one_least_privileged_where_the_list_marks_several() {
    let catalog = Catalog::embedded();
    let listing = listing(&catalog, "/me/messages", Method::Get).unwrap();
    // Mail.ReadWrite is marked as well, in a set that is meant for POST.
    assert_eq!(listing.least_among(&["Mail.ReadBasic"]), Schemes::DELEGATED);
    assert_eq!(listing.least_among(&["Mail.ReadWrite"]), Schemes::NONE);
    assert_eq!(listing.covered_by(&["Mail.ReadWrite"]), Schemes::ALL);
    // It is not marked for a single message, where Mail.Read is; but it is no more than that.
    let one = self::listing(&catalog, "/me/messages/{}", Method::Get).unwrap();
    assert_eq!(one.least_among(&["Mail.ReadBasic"]), Schemes::DELEGATED);
    assert_eq!(one.least_among(&["Mail.Read"]), Schemes::ALL);
    let application: Vec<&str> = listing.in_scheme(Scheme::Application).iter().map(|grant| grant.permission).collect();
    assert_eq!(application.first(), Some(&"Mail.ReadBasic.All"));
}

#[test]
fn relative_addresses_have_the_permissions_of_both() {
    let catalog = Catalog::embedded();
    let relative = walk(&catalog, Start::Entity("user"), &[]).unwrap();
    let listing = catalog.listing(&relative, Method::Get).unwrap();
    assert!(listing.least_among(&["User.Read"]).contains(Scheme::DelegatedWork));
    assert!(listing.least_among(&["User.ReadBasic.All"]).contains(Scheme::Application));
}

#[test]
fn addresses_that_mean_the_same_share_permissions() {
    let catalog = Catalog::embedded();
    for (address, method) in [
        ("/me/mailFolders/inbox/messages", Method::Get),
        ("/groups/{}/members/{}/$ref", Method::Delete),
        ("/users/{}/joinedTeams/{}/channels", Method::Get),
        ("/groups/{}/drive/items/{}/workbook/worksheets", Method::Get),
        ("/me/photo/$value", Method::Get),
        ("/users/$count", Method::Get),
        ("/me/messages/{}/$value", Method::Get),
        ("/groups/{}/members/microsoft.graph.user", Method::Get),
        ("/contracts/{}/checkMemberGroups", Method::Post),
    ] {
        assert!(listing(&catalog, address, method).is_some(), "{method} {address}");
    }
}

#[test]
fn what_the_list_says_of_a_neighbour_is_not_meant_here() {
    let catalog = Catalog::embedded();
    // The list has all of these.
    for (address, method) in [
        ("/groups/{}/members/{}", Method::Delete),
        ("/groups/{}/owners", Method::Post),
        ("/users/{}/manager", Method::Put),
        ("/users/{}/todo/lists/{}/tasks", Method::Patch),
        ("/identity/verifiedId/profiles", Method::Delete),
        ("/me/exportPersonalData", Method::Get),
    ] {
        assert!(listing(&catalog, address, method).is_none(), "{method} {address}");
    }
    for (address, method) in [
        ("/groups/{}/members/{}/$ref", Method::Delete),
        ("/groups/{}/owners/$ref", Method::Post),
        ("/users/{}/manager/$ref", Method::Put),
        // Documented as they stand.
        ("/directory/administrativeUnits/{}/members", Method::Post),
        ("/security/incidents/{}/comments", Method::Post),
        // An annotation denies it, the documentation does not.
        ("/policies/deviceRegistrationPolicy", Method::Put),
    ] {
        assert!(!listing(&catalog, address, method).unwrap().grants.is_empty(), "{method} {address}");
    }
    let catalog = catalog.with_overlay("/groups/{}/owners POST Group.ReadWrite.All=D").unwrap();
    assert_eq!(listing(&catalog, "/groups/{}/owners", Method::Post).unwrap().grants.len(), 1);
}

#[test]
fn a_second_permission_is_needed_as_well() {
    let catalog = Catalog::embedded().with_overlay("/me/messages PUT A.Read&B.Read|B.ReadWrite=Da").unwrap();
    let listing = listing(&catalog, "/me/messages", Method::Put).unwrap();
    assert_eq!(listing.covered_by(&["A.Read"]), Schemes::NONE);
    assert!(listing.covered_by(&["A.Read", "B.ReadWrite"]).contains(Scheme::Application));
    assert!(listing.least_among(&["A.Read", "B.Read"]).contains(Scheme::DelegatedWork));
    assert!(!listing.least_among(&["A.Read", "B.Read"]).contains(Scheme::Application));
}

#[test]
fn what_was_written_by_hand_says_so() {
    let catalog = Catalog::embedded();
    let attachment = listing(&catalog, "/me/messages/{}/attachments/{}", Method::Get).unwrap();
    assert!(attachment.incomplete && attachment.sources[0].starts_with("https://learn.microsoft.com/"));
    let subscribe = listing(&catalog, "/subscriptions", Method::Post).unwrap();
    assert!(subscribe.grants.is_empty());
}

#[test]
fn permissions_themselves() {
    let catalog = Catalog::embedded();
    let send = catalog.permission("mail.send").unwrap();
    assert_eq!(send.name, "Mail.Send");
    assert_eq!(send.manifest_id(Scheme::DelegatedPersonal), Some("e383f46e-2787-4529-855e-0e479a3ffac0"));
    assert_eq!(send.manifest_id(Scheme::Application), Some("b633e1c5-b582-4048-a93e-9f11b44c7e96"));
    assert_eq!(send.schemes().map(|scheme| scheme.admin_consent).collect::<Vec<_>>(), [false, false, true]);
    assert!(catalog.permission("Mail.Sned").is_none());
    assert_eq!(catalog.nearest_permissions("Mail.Sned").first(), Some(&"Mail.Send"));
    assert!(catalog.permission("offline_access").is_some());
}

#[test]
fn beta_is_known_by_the_list_alone() {
    let catalog = Catalog::embedded();
    let listed = |path: &str, method| {
        let segments = path.split('/').skip(1);
        let segment = |text: &str| match text {
            "{}" => Segment::Argument("id".to_owned()),
            text => Segment::Text(text.to_owned()),
        };
        let template = Template { segments: segments.map(segment).collect(), query: Vec::new() };
        catalog.listing_without_schema(&template, Start::Service, method).is_some()
    };
    assert!(listed("/accessReviews/{}", Method::Get));
    assert!(listed("/users/{}/messages/{}/send", Method::Post));
    assert!(!listed("/no/such/thing", Method::Get));
}

#[test]
fn a_name_taken_apart_and_put_together_is_the_same() {
    let catalog = Catalog::embedded();
    let with_parts = catalog
        .all_permissions()
        .filter_map(|permission| Some((permission.name, PermissionName::parse(permission.name)?)));
    let mut count = 0;
    for (name, parts) in with_parts {
        assert_eq!(parts.to_string(), name);
        assert!(parts.contains(&parts));
        count += 1;
    }
    assert!(count > 900, "{count}");
}
