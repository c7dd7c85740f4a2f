//! Query options: where placeholders stand, which names and queries are what, and the words of findings.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use graph_action_catalog::Catalog;
use graph_action_codegen::odata::syntax::{Comparison, OptionValue};
use graph_action_codegen::odata::{
    Kind, Piece, Quotes, Reason, Role, Source, ValueForm, judge, judge_name, needs_advanced, parse,
};

/// The first placeholder: its role, quotes, property and type; whether it is in a lambda, and whether it is the whole
/// filter.
fn first_use(ty: &str, value: &str) -> (Role, Quotes, String, String, bool, bool) {
    let catalog = Catalog::embedded();
    let judged = judge(&catalog, ty, "$filter", &Source::parse(value));
    let used = judged.placeholders.first().unwrap();
    let ty = used.ty.map(|ty| ty.to_string()).unwrap_or_default();
    (used.role.clone(), used.quotes, used.property.clone().unwrap_or_default(), ty, used.in_lambda, used.whole)
}

fn text(text: &str) -> String {
    text.to_owned()
}

#[test]
fn a_placeholder_knows_what_it_is_compared_with() {
    let equal = Role::Comparison(Comparison::Equal);
    for (ty, value, expected) in [
        ("message", "subject eq <a>", (equal.clone(), Quotes::None, text("subject"), text("String"), false, true)),
        ("message", "subject eq '<a>'", (equal.clone(), Quotes::Whole, text("subject"), text("String"), false, true)),
        (
            "message",
            "importance eq <a>",
            (equal.clone(), Quotes::None, text("importance"), text("importance"), false, true),
        ),
        ("message", "<a> eq isRead", (equal.clone(), Quotes::None, text("isRead"), text("Boolean"), false, true)),
        (
            "message",
            "from/emailAddress/address eq '<a>' and isRead eq true",
            (equal.clone(), Quotes::Whole, text("from/emailAddress/address"), text("String"), false, false),
        ),
        (
            "message",
            "not(receivedDateTime gt <a>)",
            (
                Role::Comparison(Comparison::Greater),
                Quotes::None,
                text("receivedDateTime"),
                text("DateTimeOffset"),
                false,
                true,
            ),
        ),
        (
            "user",
            "assignedLicenses/any(l:l/skuId eq <a>)",
            (equal.clone(), Quotes::None, text("l/skuId"), text("Guid"), true, true),
        ),
        ("user", "id in (<a>)", (Role::List, Quotes::None, text("id"), text("String"), false, true)),
        ("user", "id in (<a>,<b>)", (Role::Item, Quotes::None, text("id"), text("String"), false, false)),
        ("user", "id in ('<a>')", (Role::Item, Quotes::Whole, text("id"), text("String"), false, true)),
        (
            "user",
            "endswith(mail,'<a>@contoso.com')",
            (
                Role::Argument { function: text("endswith"), index: 1 },
                Quotes::Part,
                text("mail"),
                text("String"),
                false,
                true,
            ),
        ),
        ("user", "<a>", (Role::Option, Quotes::None, text(""), text(""), false, true)),
        ("user", "accountEnabled eq true or <a>", (Role::Refused, Quotes::None, text(""), text(""), false, false)),
        ("user", "extension_0_x eq <a>", (equal, Quotes::None, text("extension_0_x"), text(""), false, true)),
    ] {
        assert_eq!(first_use(ty, value), expected, "{value}");
    }
}

#[test]
fn placeholders_of_nested_options_are_found_in_order() {
    let catalog = Catalog::embedded();
    let value = "attachments($filter=isInline eq <inline>;$top=<top>;$select=<fields>)";
    let judged = judge(&catalog, "message", "$expand", &Source::parse(value));
    let uses: Vec<_> = judged.placeholders.iter().map(|used| (used.name.as_str(), used.role.clone())).collect();
    let expected = [("inline", Role::Comparison(Comparison::Equal)), ("top", Role::Option), ("fields", Role::Option)];
    assert_eq!(uses, expected);
    let judged = judge(&catalog, "message", "$search", &Source::parse("\"from:<name>\" OR <other>"));
    let uses: Vec<_> = judged.placeholders.iter().map(|used| (used.name.as_str(), used.quotes)).collect();
    assert_eq!(uses, [("name", Quotes::Part), ("other", Quotes::None)]);
}

#[test]
fn the_type_says_how_a_value_is_written() {
    let catalog = Catalog::embedded();
    for (ty, value, form) in [
        ("message", "subject eq <a>", ValueForm::Quoted),
        ("message", "importance eq '<a>'", ValueForm::Quoted),
        ("message", "contains(subject,<a>)", ValueForm::Quoted),
        ("message", "isRead eq <a>", ValueForm::Bare),
        ("message", "receivedDateTime in (<a>)", ValueForm::Bare),
        ("message", "length(subject) gt <a>", ValueForm::Bare),
        ("user", "assignedLicenses/any(l:l/skuId eq <a>)", ValueForm::Bare),
        ("printer", "extension_0_x eq <a>", ValueForm::Unknown),
        ("noSuchType", "x eq <a>", ValueForm::Unknown),
    ] {
        let judged = judge(&catalog, ty, "$filter", &Source::parse(value));
        assert_eq!(judged.placeholders[0].form, form, "{value}");
    }
}

#[test]
fn only_an_option_that_says_one_thing_can_be_left_out() {
    let catalog = Catalog::embedded();
    for (option, value, whole) in [
        ("$filter", "<a>", true),
        ("$top", "<a>", true),
        ("$search", "<a>", true),
        ("$search", "\"subject:<a>\"", true),
        ("$search", "\"subject:<a>\" OR \"pizza\"", false),
        ("$filter", "subject eq <a>", true),
        ("$filter", "not(subject eq <a>)", true),
        ("$filter", "categories/any(c:c eq <a>)", true),
        ("$filter", "categories/any(c:c eq <a> or c eq 'b')", false),
        ("$filter", "subject eq <a> and isRead eq true", false),
        ("$filter", "subject in (<a>,<b>)", false),
        ("$expand", "attachments($top=<a>)", false),
        ("$expand", "attachments($filter=name eq <a>)", false),
    ] {
        let judged = judge(&catalog, "message", option, &Source::parse(value));
        assert_eq!(judged.placeholders[0].whole, whole, "{option}={value}");
    }
}

#[test]
fn pieces_and_text_are_the_same_value() {
    let pieces = Source::new(&[Piece::Text("subject eq "), Piece::Placeholder { name: "subject", quoted: true }]);
    assert_eq!(pieces.text(), Source::parse("subject eq '<subject>'").text());
    let part = Source::new(&[
        Piece::Text("mail eq '"),
        Piece::Placeholder { name: "name", quoted: false },
        Piece::Text("@contoso.com'"),
    ]);
    let catalog = Catalog::embedded();
    let judged = judge(&catalog, "user", "$filter", &part);
    assert!(judged.findings.is_empty());
    assert_eq!(judged.placeholders[0].quotes, Quotes::Part);
}

#[test]
fn spans_count_in_the_text_as_it_is_written() {
    let catalog = Catalog::embedded();
    for (value, fault) in [
        ("isRead%20eq%20'true'", "'true'"),
        ("subject eq 'ä' and isReed eq <x>", "isReed"),
        ("(subject eq %27a%27) && isRead", "&&"),
        ("categories/any(c:c/x eq 'a')", "x"),
    ] {
        let source = Source::parse(value);
        let judged = judge(&catalog, "message", "$filter", &source);
        assert_eq!(source.slice(judged.findings[0].span), fault, "{value}");
        assert_eq!(judged.findings[0].text, fault, "{value}");
    }
}

#[test]
fn an_unknown_type_is_judged_by_the_grammar_alone() {
    let catalog = Catalog::embedded();
    let kinds = |value| -> Vec<Kind> {
        let judged = judge(&catalog, "noSuchType", "$filter", &Source::parse(value));
        judged.findings.iter().map(|finding| finding.kind).collect()
    };
    assert_eq!(kinds("anything/goes eq here and x/any(y:y/z has 'a')"), []);
    assert_eq!(kinds("anything == 'a'"), [Kind::UnknownOperator]);
}

#[test]
fn names_of_options_are_judged() {
    let catalog = Catalog::embedded();
    for right in
        ["$filter", "$top", "$orderBy", "$skipToken", "$deltatoken", "startDateTime", "search", "format", "token"]
    {
        assert!(judge_name(&catalog, "message", right).is_none(), "{right}");
    }
    for (wrong, kind, repair) in [
        ("filter", Kind::WithoutDollar, Some("$filter")),
        ("Select", Kind::WithoutDollar, Some("$select")),
        ("orderBy", Kind::WithoutDollar, Some("$orderby")),
        ("$Filter", Kind::WrongCase, Some("$filter")),
        ("$fliter", Kind::UnknownOption, Some("$filter")),
        ("$selct", Kind::UnknownOption, Some("$select")),
        ("$take", Kind::UnknownOption, Some("$top")),
        ("$where", Kind::UnknownOption, Some("$filter")),
        ("$banana", Kind::UnknownOption, None),
    ] {
        let finding = judge_name(&catalog, "message", wrong).unwrap();
        assert_eq!((finding.kind, finding.repair.as_deref()), (kind, repair), "{wrong}");
    }
    for (ty, name) in
        [("driveItem", "expand"), ("listItem", "select"), ("onenotePage", "orderby"), ("chatMessage", "top")]
    {
        assert!(judge_name(&catalog, ty, name).is_none(), "{ty}?{name}");
    }
    let judged =
        judge(&catalog, "list", "expand", &Source::parse("columns(select=name),items(expand=fields(select=Name))"));
    assert!(judged.findings.is_empty());
}

#[test]
fn several_mistakes_are_mended_at_once() {
    let catalog = Catalog::embedded();
    let judged = judge(&catalog, "message", "$filter", &Source::parse("isReed == \"true\" && importance = high"));
    assert_eq!(judged.findings.len(), 6);
    for finding in &judged.findings {
        assert_eq!(finding.repair.as_deref(), Some("isRead eq true and importance eq 'high'"), "{finding}");
    }
}

#[test]
fn findings_say_what_to_write() {
    let catalog = Catalog::embedded();
    for (option, value, words) in [
        ("$filter", "isReed eq true", "`message` has no property `isReed`; did you mean `isRead`?"),
        ("$filter", "isRead == true", "`==` is no operator of OData; write `eq`"),
        (
            "$filter",
            "categories eq 'Red'",
            "`categories` is a collection, so its items are asked for with `any`; write `categories/any(x:x …)`",
        ),
        (
            "$filter",
            "isRead eq 'true'",
            "`'true'` does not fit: a value of type `Boolean` for `isRead` is expected; write `true`",
        ),
        (
            "$filter",
            "subject eq \"let\"\"s meet\"",
            "the string `\"let\"\"s meet\"` stands in quotes that OData does not have; write `'let\"s meet'`",
        ),
        ("$filter", "contains(subject)", "`contains` takes 2 arguments"),
        (
            "$filter",
            "isRead eq true and <rest>",
            "only values may be arguments, and `<rest>` stands where a condition belongs",
        ),
        ("$orderby", "subject Desc", "`Desc` is no direction; write `desc`"),
        ("$top", "ten", "`ten` is no number: a whole number is expected"),
    ] {
        let judged = judge(&catalog, "message", option, &Source::parse(value));
        assert_eq!(judged.findings[0].to_string(), words);
    }
}

fn advanced(ty: &str, options: &[(&str, &str)]) -> Option<Reason> {
    let values: Vec<(&str, OptionValue)> =
        options.iter().map(|(name, value)| (*name, parse(name, &Source::parse(value)).value.unwrap())).collect();
    needs_advanced(&Catalog::embedded(), ty, values.iter().map(|(name, value)| (*name, value)))
}

#[test]
fn queries_of_directory_objects_may_be_advanced() {
    for (options, reason) in [
        (&[("$filter", "accountEnabled eq true")][..], None),
        (&[("$filter", "displayName in ('a','b')")], None),
        (&[("$filter", "startswith(displayName,'a')")], None),
        (&[("$filter", "imAddresses/any(i:i eq 'a')")], None),
        (&[("$filter", "<filter>")], None),
        (&[("$count", "false")], None),
        (&[("$orderby", "displayName desc")], None),
        (&[("$count", "true")], Some(Reason::Count)),
        (&[("$search", "\"displayName:a\"")], Some(Reason::Search)),
        (&[("$search", "<search>")], Some(Reason::Search)),
        (&[("$filter", "companyName ne null")], Some(Reason::NotEqual)),
        (&[("$filter", "a eq 'b' or (not(c eq 'd'))")], Some(Reason::Not)),
        (&[("$filter", "imAddresses/any(i:i ne 'a')")], Some(Reason::NotEqual)),
        (&[("$filter", "endsWith(mail,'a')")], Some(Reason::EndsWith)),
        (&[("$filter", "proxyAddresses/any(p:endswith(p,'a'))")], Some(Reason::EndsWith)),
        (&[("$filter", "assignedLicenses/$count eq 0")], Some(Reason::CountInFilter)),
        (&[("$orderby", "createdDateTime")], Some(Reason::OrderBy)),
        (&[("$filter", "a eq 'b'"), ("$orderby", "displayName")], Some(Reason::FilterAndOrderBy)),
        (&[("$filter", "<filter>"), ("$orderby", "displayName")], Some(Reason::FilterAndOrderBy)),
    ] {
        assert_eq!(advanced("user", options), reason, "{options:?}");
        assert_eq!(advanced("message", options), None, "{options:?}");
    }
    assert!(advanced("application", &[("$orderby", "displayName")]).is_some_and(Reason::needs_count));
    assert!(
        advanced("directoryObject", &[("$search", "\"displayName:a\"")]).is_some_and(|reason| !reason.needs_count())
    );
}
