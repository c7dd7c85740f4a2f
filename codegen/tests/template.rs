//! The grammar of path literals, from outside.

#![expect(clippy::panic, clippy::unwrap_used, reason = "a test fails by panicking")]

use graph_action_catalog::{QueryPiece, Segment, SegmentPiece};
use graph_action_codegen::parse::template;
use proptest::prelude::*;

fn error(literal: &str) -> String {
    match template::parse(literal) {
        Ok(template) => panic!("{literal} is taken as {template:?}"),
        Err(error) => error.to_string(),
    }
}

fn segments(literal: &str) -> Vec<Segment> {
    template::parse(literal).unwrap().segments
}

fn text(text: &str) -> Segment {
    Segment::Text(text.to_owned())
}

fn argument(name: &str) -> Segment {
    Segment::Argument(name.to_owned())
}

#[test]
fn segments_are_text_and_arguments() {
    assert_eq!(segments("/"), []);
    assert_eq!(segments("/messages/<id>/send"), [text("messages"), argument("id"), text("send")]);
    assert_eq!(segments("/members/<id>/$ref"), [text("members"), argument("id"), text("$ref")]);
}

#[test]
fn addressing_by_path_takes_the_colons() {
    let path = |several, closed| Segment::ByPath { argument: "path".to_owned(), several, closed };
    assert_eq!(
        segments("/drive/root:/<path..>:/content"),
        [text("drive"), text("root"), path(true, true), text("content")]
    );
    assert_eq!(segments("/sites/<host>:/<path..>"), [text("sites"), argument("host"), path(true, false)]);
    assert_eq!(segments("/items/<id>:/<path>:"), [text("items"), argument("id"), path(false, true)]);
}

#[test]
fn text_and_arguments_can_share_a_segment() {
    let (text, argument) =
        (|text: &str| SegmentPiece::Text(text.to_owned()), |name: &str| SegmentPiece::Argument(name.to_owned()));
    assert_eq!(
        segments("/sites/<tenant>.sharepoint.com:/sites/<name>:/lists"),
        [
            self::text("sites"),
            Segment::Mixed(vec![argument("tenant"), text(".sharepoint.com")]),
            Segment::ByWrittenPath { pieces: vec![text("sites/"), argument("name")], closed: true },
            self::text("lists"),
        ]
    );
    assert_eq!(
        segments("/sites/<host>:/teams/a/<name>"),
        [
            self::text("sites"),
            self::argument("host"),
            Segment::ByWrittenPath { pieces: vec![text("teams/a/"), argument("name")], closed: false },
        ]
    );
    assert_eq!(
        segments("/sites/<host>,<site>,<web>")[1],
        Segment::Mixed(vec![argument("host"), text(","), argument("site"), text(","), argument("web")])
    );
    for literal in ["/sites/<a><b>", "/sites/<a>:/x/../y", "/sites/<a..>x"] {
        error(literal);
    }
    for literal in ["/sites/<tenant>.sharepoint.com:/sites/<name>:/lists", "/sites/<host>:/teams/a/<name>"] {
        assert_eq!(template::parse(literal).unwrap().to_string(), literal);
    }
}

#[test]
fn a_question_mark_or_slash_in_a_literal_is_text() {
    let template = template::parse("/drive/root/search(q='a/b?c=(d)')?$top=5").unwrap();
    assert_eq!(template.segments.len(), 3);
    assert_eq!(template.query.len(), 1);
}

#[test]
fn query_values_are_pieces() {
    let piece = |literal: &str| template::parse(literal).unwrap().query.remove(0).value;
    assert_eq!(
        piece("/m?$filter=a eq '<b>' or c eq 'd''e' and f eq <g>"),
        [
            QueryPiece::Text("a eq ".to_owned()),
            QueryPiece::Quoted("b".to_owned()),
            QueryPiece::Text(" or c eq 'd''e' and f eq ".to_owned()),
            QueryPiece::Argument("g".to_owned()),
        ]
    );
    assert_eq!(
        piece("/m?$search=\"subject:<words> o'neil\""),
        [
            QueryPiece::Text("\"subject:".to_owned()),
            QueryPiece::Phrase("words".to_owned()),
            QueryPiece::Text(" o'neil\"".to_owned())
        ]
    );
}

#[test]
fn a_guid_in_braces_inside_a_string_is_text() {
    let template =
        template::parse("/m?$filter=id eq 'String {66f5a359-4659-4830-9070-00047ec6ac6e} Name Color'").unwrap();
    assert!(matches!(template.query[0].value.as_slice(), [QueryPiece::Text(text)] if text.contains("{66f5a359")));
    assert!(error("/m?$filter=id eq '{id}'").contains("'<id>'"));
}

#[test]
fn mistakes_name_the_segment_and_the_repair() {
    for (literal, expected) in [
        ("", "the path is empty; `/` is the root itself"),
        ("messages", "write `/messages`"),
        ("https://graph.microsoft.com/v1.0/me/messages", "write `/me/messages`"),
        ("/v1.0/messages", "leave it out"),
        ("/beta/messages", "add `version = \"beta\"`"),
        ("/messages//send", "empty segment"),
        ("/messages/", "empty segment"),
        ("/messages/../send", "`..` is not a segment"),
        ("/mess ages", "`mess ages` contains whitespace"),
        ("/messages/{id}/send", "`{id}` is no placeholder: write `<id>`"),
        ("/messages/<id/send", "`<id` opens a placeholder"),
        ("/messages/id>/send", "`id>` has a `>` without a `<`"),
        ("/m?$filter=a > 1", "write `gt` for `>`"),
        ("/m?$filter=a >= 1 and b eq <b>", "write `ge` for `>=`"),
        ("/m?$filter=a<=5", "write `le` for `<=`"),
        ("/m?$filter=a < 5 and b eq <b>", "write `lt` for `<`"),
        ("/m?$filter=a <> 5", "write `ne` for `<>`"),
        ("/m?$filter=a eq <a", "opens a placeholder with `<`"),
        ("/m?$filter=a eq < a >", "does not name an argument"),
        ("/messages/<>/send", "`<>` does not name an argument"),
        ("/messages/<id | upn>", "does not name an argument"),
        ("/messages/<a><b>", "two placeholders follow each other"),
        ("/messages/<ids..>", "stands only after `:/`"),
        ("/drive/root:/a/../b:/content", "is not a segment"),
        ("/drive/root:", "ends with the `:`"),
        ("/search(q='<q>'", "is not a function call"),
        ("/search(q=)", "`q=` in `search(q=)` is not a parameter"),
        ("/search(q='{q}')", "write `'<q>'`"),
        ("/search(q='a<q>')", "shares its quotes"),
        ("/a%20b", "`%20` is already percent-encoded"),
        ("/messages?$filter=a%20eq%20b", "`%20` is already percent-encoded"),
        ("/messages#top", "a `#`"),
        ("/messages?top", "`top` is not a query option"),
        ("/messages?$top=1&$top=2", "`$top` is there twice"),
        ("/messages?$top={top}", "write `<top>`"),
        ("/messages?$top=<top", "opens a placeholder"),
        ("/messages?$filter=a eq 'b", "does not close it"),
    ] {
        let message = error(literal);
        assert!(message.contains(expected), "{literal}: {message}");
    }
}

proptest! {
    #[test]
    fn no_literal_panics(literal in "\\PC*") {
        let _ = template::parse(&literal);
    }

    #[test]
    fn no_nearly_right_literal_panics(literal in "(/|[a-z]|<|>|\\{|'|\"|:|\\.|\\(|\\)|=|\\?|&|\\$|,|%| ){0,24}") {
        let _ = template::parse(&literal);
    }

    #[test]
    fn placeholders_come_in_the_order_they_are_written(names in prop::collection::vec("[a-z][a-z_]{0,6}", 1..6)) {
        let (path, query) = names.split_at(names.len() / 2);
        let mut literal: String = path.iter().map(|name| format!("/text/<{name}>")).collect();
        if literal.is_empty() {
            literal.push('/');
        }
        let pairs: Vec<String> = query.iter().enumerate().map(|(at, name)| format!("o{at}=a '<{name}>' b")).collect();
        literal = format!("{literal}?{}", pairs.join("&"));
        let template = template::parse(&literal).unwrap();
        prop_assert_eq!(template.placeholders().collect::<Vec<_>>(), names);
    }
}
