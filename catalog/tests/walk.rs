//! Addresses that exist, and what is said of those that do not.

use graph_action_catalog::{
    Argument, Catalog, Cloud, Denied, Method, On, Problem, Start, Step, Target, Value, Version, Walk, WalkError, walk,
};

/// `messages/{}/send`, `range(address=)`, `users('…')`, `root:/{}:` as steps.
fn steps(path: &str) -> Vec<Step<'_>> {
    let segments: Vec<&str> = path.split('/').filter(|segment| !segment.is_empty()).collect();
    let mut steps: Vec<Step<'_>> = Vec::new();
    for (place, &segment) in segments.iter().enumerate() {
        let opened = place > 0 && segments[place - 1].ends_with(':');
        let by_path = opened && !matches!(steps.last(), Some(Step::ByPath { .. }));
        let step = match segment.strip_suffix(')').and_then(|segment| segment.split_once('(')) {
            _ if by_path => Step::ByPath { closed: segment.ends_with(':') },
            Some((name, arguments)) => {
                let argument = |text| match str::split_once(text, '=') {
                    Some((name, _)) => Argument { name: Some(name), value: Value::Placeholder },
                    None => Argument { name: None, value: Value::Placeholder },
                };
                Step::Call {
                    name,
                    arguments: arguments.split(',').filter(|text| !text.is_empty()).map(argument).collect(),
                }
            }
            None if segment.trim_end_matches(':') == "{}" => Step::Key,
            None => Step::Name(segment.trim_end_matches(':')),
        };
        steps.push(step);
    }
    steps
}

fn look<'c>(catalog: &'c Catalog, path: &str) -> Result<Walk<'c>, Box<WalkError>> {
    walk(catalog, Start::Service, &steps(path))
}

#[test]
fn addresses_that_exist() {
    let catalog = Catalog::embedded();
    for (path, address, ty) in [
        ("/me", "/me", Some("user")),
        ("/users('x')/messages", "/users/{}/messages", Some("Collection(message)")),
        ("/applications(appId=)/owners", "/applications(appId={})/owners", Some("Collection(directoryObject)")),
        ("/me/mailFolders/inbox/messages", "/me/mailFolders/inbox/messages", Some("Collection(message)")),
        ("/me/messages/{}/forward", "/me/messages/{}/forward", None),
        ("/me/messages/{}/microsoft.graph.forward", "/me/messages/{}/forward", None),
        ("/me/messages/{}/$value", "/me/messages/{}/$value", None),
        ("/me/mailfolders/{}", "/me/mailFolders/{}", Some("mailFolder")),
        ("/users/$count", "/users/$count", Some("Collection(user)")),
        ("/groups/{}/members/{}/$ref", "/groups/{}/members/{}/$ref", None),
        (
            "/groups/{}/members/microsoft.graph.user",
            "/groups/{}/members/microsoft.graph.user",
            Some("Collection(user)"),
        ),
        ("/groups/{}/memberOf/{}/displayName", "/groups/{}/memberOf/{}/displayName", Some("String")),
        ("/me/drive/root:/{}:/content", "/me/drive/root:/{}:/content", Some("Stream")),
        ("/me/drive/root:/{}", "/me/drive/root:/{}:", Some("driveItem")),
        ("/me/drive/items/{}/thumbnails/{}/{}", "/me/drive/items/{}/thumbnails/{}/{}", Some("thumbnail")),
        ("/me/drive/special/music", "/me/drive/special/music", Some("driveItem")),
        ("/sites/{}:/{}:/lists", "/sites/{}:/{}:/lists", Some("Collection(list)")),
        ("/sites/root", "/sites/root", Some("site")),
        ("/users/8f841f30-e6e3-439a-a812-ebd369559c36", "/users/{}", Some("user")),
        ("/reports/getMailboxUsageDetail(PERIOD=)", "/reports/getMailboxUsageDetail(period={})", Some("Stream")),
        ("/$batch", "/$batch", None),
    ] {
        let walk = look(&catalog, path).unwrap_or_else(|error| panic!("{path}: {error}"));
        assert_eq!(walk.address.to_string(), address);
        assert_eq!(walk.ty.map(|ty| ty.to_string()).as_deref(), ty, "{path}");
    }
}

#[test]
fn addresses_that_do_not_exist() {
    let catalog = Catalog::embedded();
    for (path, step, message) in [
        ("/usres/{}", 0, "there is no `usres` on the root of the service; did you mean `users`?"),
        ("/me/mesages", 1, "there is no `mesages` on `user`; did you mean `messages`?"),
        ("/me/mail_folders", 1, "there is no `mail_folders` on `user`; did you mean `mailFolders`?"),
        (
            "/me/messages/inbox",
            2,
            "`inbox` stands where a key belongs, on a collection of `message`, and is no key that Graph knows by name",
        ),
        (
            "/users/messages",
            1,
            "a key is missing before `messages`, which belongs to one item of a collection of `user`",
        ),
        ("/me/{}", 1, "`{}` is a key, but `user` takes none"),
        ("/me/messages/{}/send/now", 4, "nothing can follow the action `send`, but `now` does"),
        ("/me/messages/{}/$count", 3, "`message` has no `$count`"),
        (
            "/groups/{}/members/microsoft.graph.message",
            3,
            "`microsoft.graph.message` is no type derived from the one here, a collection of `directoryObject`",
        ),
        ("/users/delta/{}", 2, "`{}` is a key, but `delta` takes none"),
        ("/users/delta/id", 2, "nothing can follow `delta`, but `id` does"),
        ("/me/messages:/{}", 2, "only drive items and sites are addressed by path, not a collection of `message`"),
        ("/applications(name=)", 0, "`applications` has no such key; it has `appId`, `uniqueName`, `id`"),
        (
            "/reports/getMailboxUsageDetail(days=)",
            1,
            "`getMailboxUsageDetail` is not called like this: expected \
             `getMailboxUsageDetail(period='…')`; missing `period`; unknown `days`",
        ),
    ] {
        let error = look(&catalog, path).expect_err(path);
        assert_eq!((error.step, error.to_string().as_str()), (step, message), "{path}");
    }
    let error = walk(&catalog, Start::Entity("usr"), &[]).unwrap_err();
    assert_eq!(
        (error.problem.clone(), error.nearest.first().map(String::as_str)),
        (Problem::UnknownType, Some("user"))
    );
    assert_eq!(look(&catalog, "/users/{}/x").unwrap_err().on, On::Entity("user".to_owned()));
}

#[test]
fn what_is_at_an_address() {
    let catalog = Catalog::embedded();
    let send_mail = walk(&catalog, Start::Entity("user"), &[Step::Name("sendMail")]).unwrap();
    let operation = send_mail.operation().unwrap();
    let names: Vec<(String, bool)> =
        operation.parameters.iter().map(|one| (one.documented_name(), operation.requires(one))).collect();
    assert_eq!(names, [("message".to_owned(), true), ("saveToSentItems".to_owned(), false)]);
    assert!(operation.parameter("save_to_sent_items").is_some());
    assert!(operation.returns.is_none());
    assert_eq!(send_mail.methods(), [Method::Post]);
    assert_eq!(catalog.addresses(&send_mail), ["/me/sendMail", "/users/{}/sendMail"]);

    assert!(matches!(look(&catalog, "/me/photo/$value").unwrap().target, Target::Content));
    assert!(matches!(look(&catalog, "/me/manager/$ref").unwrap().target, Target::Reference { collection: false }));
    assert_eq!(look(&catalog, "/me/mailfolders").unwrap().spellings, [(1, "mailFolders".to_owned())]);
    // `InsertRestrictions` deny it: it is in no list, but the schema's word alone does not refuse it.
    let view = look(&catalog, "/me/calendarView").unwrap();
    assert!(view.member.unwrap().denies(Denied::Insert) && catalog.listing(&view, Method::Post).is_none());
    let (what, deprecation) = look(&catalog, "/security/alerts").unwrap().deprecation.unwrap();
    assert_eq!((what.as_str(), deprecation.removal), ("alert", Some("2026-04-10")));
}

#[test]
fn national_clouds() {
    let catalog = Catalog::embedded();
    let schemas: Vec<&str> = Cloud::ALL.into_iter().filter_map(Cloud::schema).collect();
    assert!(catalog.clouds().iter().all(|cloud| schemas.contains(cloud)));
    assert_eq!(catalog.clouds().len(), 7);
    let lacking = |path, cloud| look(&catalog, path).unwrap().absent_in(&catalog, cloud).map(|it| it.to_string());
    assert_eq!(lacking("/me/messages", "china"), None);
    assert_eq!(lacking("/me/insights", "china").as_deref(), Some("`insights` of `user`"));
    assert_eq!(lacking("/connections/{}", "china").as_deref(), Some("`/connections`"));
    assert_eq!(lacking("/agreements/{}", "singapore").as_deref(), Some("`/agreements`"));
    assert_eq!(lacking("/agreements/{}", "france"), None);
    assert_eq!(lacking("/connections/{}", "nowhere"), None);
}

#[test]
fn beta_has_members_of_its_own() {
    let catalog = Catalog::embedded();
    let beta = catalog.of(Version::Beta);
    assert!(look(&catalog, "/me/analytics/activityStatistics").is_err());
    assert!(look(beta, "/me/analytics/activityStatistics").is_ok());
    assert!(look(beta, "/me/messages/{}/send").is_ok(), "what does not differ is there, too");
    assert!(look(&catalog, "/groupSettings").is_ok() && look(beta, "/groupSettings").is_err());
    assert_eq!((beta.version(), beta.of(Version::V1).version()), (Version::Beta, Version::V1));
    let schemas = [&catalog, beta].map(|catalog| catalog.schema_facts().count());
    assert!(schemas[1] > schemas[0] * 2, "{schemas:?}");
    // No source tells what this is: a link and a part of it both pass.
    let found = look(beta, "/deviceAppManagement/managedEBooks/{}/categories/$ref").unwrap();
    assert!(matches!(found.target, Target::Reference { collection: true }));
}
