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
    let catalog =
        Catalog::embedded().with_overlay("/me/messages PUT A.Read&B.Read|B.ReadWrite=Da A.Read.All&B.Read=da").unwrap();
    let listing = listing(&catalog, "/me/messages", Method::Put).unwrap();
    assert_eq!(listing.covered_by(&["A.Read"]), Schemes::NONE);
    assert!(listing.covered_by(&["A.Read", "B.ReadWrite"]).contains(Scheme::Application));
    assert!(listing.least_among(&["A.Read", "B.Read"]).contains(Scheme::DelegatedWork));
    // Where none is marked, it is the one that contains no other.
    assert!(listing.least_among(&["A.Read", "B.Read"]).contains(Scheme::Application));
    assert_eq!(listing.least_among(&["A.Read.All", "B.Read"]), Schemes::NONE);
}

#[test]
fn what_was_written_by_hand_says_so() {
    let catalog = Catalog::embedded();
    let attachment = listing(&catalog, "/me/messages/{}/attachments/{}", Method::Get).unwrap();
    assert!(!attachment.incomplete && attachment.sources[0].starts_with("https://learn.microsoft.com/"));
    let deleted = listing(&catalog, "/directory/deletedItems/{}", Method::Delete).unwrap();
    assert!(deleted.incomplete && !deleted.decided_by_body);
    let subscribe = listing(&catalog, "/subscriptions", Method::Post).unwrap();
    assert!(subscribe.grants.is_empty() && subscribe.decided_by_body);
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

#[test]
fn words_say_how_lines_go_together() {
    let of = |text: &str| {
        let catalog = Catalog::embedded().with_overlay(text).unwrap();
        let listing = listing(&catalog, "/me/messages", Method::Get).unwrap();
        (listing.grants.iter().map(|grant| grant.permission.to_owned()).collect::<Vec<_>>(), listing.incomplete)
    };
    let (microsoft, _) = of("");
    let (added, incomplete) = of("/me/messages GET also Mail.Send=D https://learn.microsoft.com/graph/api/x");
    assert_eq!((added.len(), added.last().unwrap().as_str(), incomplete), (microsoft.len() + 1, "Mail.Send", false));
    assert_eq!(of("/me/messages GET Mail.Send=D"), (vec!["Mail.Send".to_owned()], false));
    assert_eq!(of("/me/messages GET instead Mail.Send=D all"), (vec!["Mail.Send".to_owned()], false));
    assert!(of("/me/messages GET Mail.Send=D https://learn.microsoft.com/graph/api/x").1);
    assert!(!of("/me/messages GET Mail.Send=D all https://learn.microsoft.com/graph/api/x").1);
    // The supplement's line counts in place of Microsoft's.
    let catalog = Catalog::embedded();
    let upload = listing(&catalog, "/me/messages/{}/attachments/createUploadSession", Method::Post).unwrap();
    assert_eq!(upload.grants.iter().map(|grant| grant.permission).collect::<Vec<_>>(), ["Mail.ReadWrite"]);
    assert!(!upload.incomplete);
    let sign_ins = listing(&catalog, "/auditLogs/signIns", Method::Get).unwrap();
    assert_eq!(sign_ins.least(Scheme::DelegatedWork).unwrap().and_one_of, [""; 0]);
    assert!(sign_ins.grants.iter().any(|grant| grant.and_one_of == ["Directory.Read.All"]));
}

#[test]
fn containment_by_scheme() {
    let catalog = Catalog::embedded();
    for (wider, narrower, delegated, application) in [
        ("Mail.Read", "Mail.Read", true, true),
        ("Mail.ReadWrite", "Mail.Read", true, true),
        // Without a reach an application's permission is for everybody.
        ("Mail.Read", "Mail.ReadBasic.All", false, true),
        ("Mail.ReadBasic.All", "Mail.ReadBasic", true, true),
        ("Mail.Read.Shared", "Mail.Read", true, false),
        // One that no application can have is not.
        ("User.Read", "User.Read.All", false, false),
        ("User.ReadWrite.All", "User.Read", true, true),
        // What is granted for one chat is not either.
        ("ChannelMessage.Read.All", "ChannelMessage.Read.Group", true, true),
        ("ChannelMessage.Read.Group", "ChannelMessage.Read.All", false, false),
        ("Group-NestingSupport.ReadWrite.All", "Group.ReadWrite.All", false, false),
        ("Directory.ReadWrite.All", "Group.ReadWrite.All", false, false),
        ("openid", "openid", true, true),
        ("openid", "email", false, false),
    ] {
        assert_eq!(catalog.contains(wider, narrower, Scheme::DelegatedWork), delegated, "{wider} {narrower}");
        assert_eq!(catalog.contains(wider, narrower, Scheme::Application), application, "{wider} {narrower}");
    }
}

#[test]
fn the_permission_to_ask_for_is_about_the_address() {
    let catalog = Catalog::embedded();
    let least = |path: &str, method, scheme| {
        let listing = listing(&catalog, path, method).unwrap();
        listing.least(scheme).map(|grant| grant.permission.to_owned()).unwrap_or_default()
    };
    for (path, method, delegated, application) in [
        ("/me", Method::Get, "User.Read", ""),
        ("/users/{}", Method::Get, "User.ReadBasic.All", "User.ReadBasic.All"),
        ("/groups/{}/events/{}", Method::Delete, "Group.ReadWrite.All", "Calendars.ReadWrite"),
        ("/organization", Method::Get, "User.Read", "Organization.Read.All"),
        ("/me/onenote/notebooks", Method::Get, "Notes.Create", "Notes.Read.All"),
        ("/teams/{}", Method::Get, "Team.ReadBasic.All", "TeamSettings.Read.All"),
    ] {
        assert_eq!(least(path, method, Scheme::DelegatedWork), delegated, "{method} {path}");
        assert_eq!(least(path, method, Scheme::Application), application, "{method} {path}");
    }
    // Relative to a user, `User.Read` is for the signed-in one.
    let relative = walk(&catalog, Start::Entity("user"), &[]).unwrap();
    let relative = catalog.listing(&relative, Method::Get).unwrap();
    assert_eq!(relative.least(Scheme::DelegatedWork).unwrap().permission, "User.Read");
}
