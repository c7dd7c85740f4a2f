//! The data itself, overlays, and queries.

use graph_action_catalog::{Catalog, Containment, Method, PermissionName, Start, Step, check_fact, compare, walk};
use proptest::prelude::*;

const FILES: [(&str, &str); 4] = [
    ("schema", include_str!("../data/schema.txt")),
    ("permissions", include_str!("../data/permissions.txt")),
    ("supplement", include_str!("../data/supplement.txt")),
    ("beta", include_str!("../data/beta.txt")),
];

#[test]
fn every_line_is_a_fact_in_order() {
    for (file, text) in FILES {
        let lines: Vec<&str> = text.lines().filter(|line| !line.starts_with('#')).collect();
        for line in &lines {
            // What a difference takes away has no fields.
            if file == "beta" && line.ends_with(" -") {
                continue;
            }
            check_fact(line).unwrap_or_else(|reason| panic!("{file}: `{line}`: {reason}"));
        }
        for pair in lines.windows(2) {
            assert!(compare(pair[0], pair[1]).is_lt(), "{file}: `{}` before `{}`", pair[0], pair[1]);
        }
    }
}

#[test]
fn every_line_of_the_supplement_has_a_source_and_is_needed() {
    let supplement = FILES[2].1;
    let listed: std::collections::HashSet<String> = FILES[1]
        .1
        .lines()
        .map(|line| line.split(' ').take(2).collect::<Vec<_>>().join(" ").to_ascii_lowercase())
        .collect();
    for line in supplement.lines().filter(|line| !line.starts_with('#')) {
        assert!(
            line.rsplit(' ').next().is_some_and(|field| field.starts_with("https://learn.microsoft.com/graph/")),
            "{line}"
        );
        let call = line.split(' ').take(2).collect::<Vec<_>>().join(" ").to_ascii_lowercase();
        let corrects = matches!(line.split(' ').nth(2), Some("also" | "instead"));
        assert!(!listed.contains(&call) || corrects || vouches(line), "Microsoft lists it: {line}");
    }
}

/// Whether a line says that Microsoft's list means what it has at this address: a method that the shape does not
/// suggest, or a change of links without `$ref`.
fn vouches(line: &str) -> bool {
    let catalog = Catalog::embedded();
    let [path, method, ..] = line.split(' ').collect::<Vec<_>>()[..] else { return false };
    let segments = path.split('/').skip(1);
    let steps: Vec<Step<'_>> = segments.map(|text| if text == "{}" { Step::Key } else { Step::Name(text) }).collect();
    let (Ok(method), Ok(found)) = (method.parse::<Method>(), walk(&catalog, Start::Service, &steps)) else {
        return false;
    };
    let link = found.member.is_some_and(|member| member.navigation == Some(Containment::Linked));
    !found.methods().contains(&method) || (link && matches!(method, Method::Post | Method::Put | Method::Delete))
}

#[test]
fn permissions_of_the_supplement_exist() {
    let catalog = Catalog::embedded();
    let exists = |name: &str| catalog.permission(name).is_some_and(|known| known.name == name);
    let resources: std::collections::HashSet<&str> =
        catalog.all_permissions().filter_map(|known| Some(PermissionName::parse(known.name)?.resource)).collect();
    let mut named = 0;
    for line in FILES[2].1.lines().filter(|line| !line.starts_with('#')) {
        let fields: Vec<&str> = line.split(' ').filter(|field| !field.starts_with("https://")).collect();
        match fields[..] {
            [_, family] if family.starts_with('@') => {
                let mut known = family[1..].split('|');
                assert!(known.all(|resource| resources.contains(resource)), "{line}");
            }
            [_, "needs" | "wants", names] => assert!(names.split('|').all(exists), "{line}"),
            [path, method, ref grants @ ..] if path.starts_with('/') && method.parse::<Method>().is_ok() => {
                for grant in grants.iter().filter_map(|field| field.split_once('=')) {
                    assert!(grant.0.split(['&', '|']).all(exists), "{line}");
                    named += 1;
                }
            }
            _ => {}
        }
    }
    assert!(named > 300, "{named}");
}

#[test]
fn what_an_address_is_about_is_no_entity_set() {
    let catalog = Catalog::embedded();
    for name in ["users", "groups", "me"] {
        assert!(["user", "group"].contains(&catalog.root(name).unwrap().ty.name), "{name}");
    }
    assert_eq!(catalog.roots().filter(|root| root.name == "users").count(), 1);
    // Nor is a need the type of a property.
    assert_eq!(catalog.member("user", "signInActivity").unwrap().ty.name, "signInActivity");
    assert_eq!(catalog.members("user").filter(|member| member.name == "signInActivity").count(), 1);
    let need = |ty: &str, name: &str| catalog.property_need(ty, &catalog.member(ty, name).unwrap());
    assert_eq!(need("user", "displayName"), None);
    let need_of_activity = need("user", "SignInActivity").unwrap();
    assert_eq!(
        (need_of_activity.one_of.as_slice(), need_of_activity.refuses),
        (["AuditLog.Read.All"].as_slice(), true)
    );
    assert!(!need("message", "body").unwrap().refuses);
}

#[test]
fn an_overlay_adds_and_corrects() {
    let overlay = "\u{feff}# ours\n\nuser/shoeSize Int32!\n/me/shoes GET Shoe.Read=D\nuser/shoes >*shoe\n\
        shoe E :entity\nuser/displayName *String\r\n@Shoe.Read D1:x\n/gadgets *shoe";
    let catalog = Catalog::embedded().with_overlay(overlay).unwrap();
    let shoes = walk(&catalog, Start::Service, &[Step::Name("me"), Step::Name("shoes")]).unwrap();
    assert_eq!(catalog.listing(&shoes, Method::Get).unwrap().grants[0].permission, "Shoe.Read");
    assert!(walk(&catalog, Start::Service, &[Step::Name("gadgets"), Step::Key, Step::Name("id")]).is_ok());
    assert!(catalog.member("user", "displayName").unwrap().ty.collection);
    assert!(!catalog.member("user", "shoeSize").unwrap().ty.nullable);
    assert!(catalog.member("user", "mail").is_some());
}

#[test]
fn a_malformed_line_is_named() {
    for (text, line, reason) in [
        ("user/x", 1, "a property needs a type: `message/subject String`"),
        ("# fine\n/me GTE Mail.Read=D", 2, "`GTE` is no method: expected GET, POST, PUT, PATCH or DELETE"),
        (
            "/me GET Mail.Read",
            1,
            "`Mail.Read` is no permission: expected `Name=DPA` (D delegated, P personal, A application)",
        ),
        ("/me GET also all", 1, "after `also` come permissions"),
        (
            "/me GET also Mail.Read=D instead",
            1,
            "`instead` is no permission: expected `Name=DPA` (D delegated, P personal, A application)",
        ),
        ("/me GET Mail.Read=D all A.B=D", 1, "`A.B=D` is not understood here"),
        ("/me GET all", 1, "`all` is not understood here"),
        ("/me GET * Mail.Read=D", 1, "`Mail.Read=D` is not understood here"),
        ("/me @Mail|", 1, "`@` is followed by the resources of permissions: `@Mail|MailboxSettings`"),
        ("user/x needs", 1, "after `needs` come permissions: `user/signInActivity needs AuditLog.Read.All`"),
        ("user/x  String", 1, "fields are separated by one space"),
        ("user!do(x) A", 1, "after an operation comes `A` (action) or `F` (function), then what it returns"),
        ("wörter E", 1, "`wörter` is no type name"),
        ("user\tE", 1, "it has a control character; fields are separated by one space"),
    ] {
        let error = Catalog::embedded().with_overlay(text).unwrap_err();
        assert_eq!((error.line, error.reason.as_str()), (line, reason), "{text}");
    }
}

#[test]
fn literals_in_addresses() {
    let catalog = Catalog::embedded();
    let user = catalog.find_type("importance").unwrap();
    assert_eq!(user.enum_members().collect::<Vec<_>>(), ["low", "normal", "high"]);
    for (ty, quoted) in [("String", true), ("Guid", false), ("Date", false), ("Int32", false), ("importance", false)] {
        let ty = graph_action_catalog::TypeRef { name: ty, collection: false, nullable: true };
        assert_eq!(catalog.is_quoted(ty), quoted, "{}", ty.name);
    }
}

proptest! {
    #[test]
    fn no_bytes_make_the_overlay_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        let text = String::from_utf8_lossy(&bytes);
        look_around(&text);
    }

    #[test]
    fn no_line_of_the_alphabet_makes_it_panic(text in "[/a-cA*!()\\[\\]<>=&|@:.~{}?,# \n\u{e9}EFDP$-]{0,120}") {
        look_around(&text);
    }
}

/// Takes the text as an overlay, and asks for what it could have changed.
fn look_around(text: &str) {
    let Ok(catalog) = Catalog::embedded().with_overlay(text) else { return };
    for name in ["a", "b", "user", text] {
        let _ = catalog.find_type(name);
        let _ = catalog.derived_types(name);
        let _ = catalog.members(name).count();
        let _ = catalog.all_operations(name, true);
        let _ = catalog.permission(name);
        let _ = catalog.derived_member("user", name).map(|member| catalog.property_need("user", &member));
        if let Ok(walk) =
            walk(&catalog, Start::Service, &[Step::Name(name), Step::Key, Step::Name("a"), Step::Name(text)])
        {
            let _ = catalog.listing(&walk, Method::Get);
        }
        if let Ok(walk) = walk(&catalog, Start::Entity(name), &[]) {
            let _ = catalog.listing(&walk, Method::Get);
        }
    }
}
