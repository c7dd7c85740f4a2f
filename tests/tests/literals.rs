//! Arguments in query options: each is one literal of OData, whatever it holds, and dates have the form that Graph
//! reads.

use graph_action::{Argument, ArgumentError, ArgumentValue, Call, Graph, Page, Result, graph_action, graph_api};
use graph_action_codegen::odata::syntax::{Expression, ExpressionKind, OptionValue};
use graph_action_codegen::odata::{Source, parse};
use graph_action_emulator::Emulator;
use proptest::prelude::*;
use serde_json::Value;

#[graph_api]
trait Literals {
    #[graph_action(GET, "/messages?$filter=subject eq '<text>'", scope = "Mail.Read")]
    fn quoted(&self, text: &str) -> Call<Page<Value>>;

    #[graph_action(GET, "/messages?$filter=subject eq <text>", scope = "Mail.Read")]
    fn unquoted(&self, text: &str) -> Call<Page<Value>>;

    #[graph_action(GET, "/messages?$filter=contains(subject,'a <text> b')", scope = "Mail.Read")]
    fn inside(&self, text: &str) -> Call<Page<Value>>;

    #[graph_action(GET, "/messages?$filter=importance eq <text>", scope = "Mail.Read")]
    fn member(&self, text: &str) -> Call<Page<Value>>;

    #[graph_action(GET, "/messages?$filter=subject in (<texts>)", scope = "Mail.Read")]
    fn listed(&self, texts: &[String]) -> Call<Page<Value>>;

    #[graph_action(GET, "/messages?$filter=receivedDateTime ge <moment>", scope = "Mail.Read")]
    fn since(&self, moment: &impl serde::Serialize) -> Call<Page<Value>>;

    #[graph_action(GET, "/messages?$filter=receivedDateTime ge <moment>", scope = "Mail.Read")]
    fn of_own_type(&self, moment: &Escaping) -> Call<Page<Value>>;
}

/// A type whose `Argument` says that its text needs no quotes.
struct Escaping(String);

impl Argument for Escaping {
    fn value(&self) -> std::result::Result<ArgumentValue<'_>, ArgumentError> {
        Ok(ArgumentValue::Bare(self.0.as_str().into()))
    }
}

/// Sends the call, and returns its decoded `$filter`; nothing if it was refused before it was sent.
fn sent(call: impl FnOnce(&LiteralsClient) -> Call<Page<Value>>) -> Option<String> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let emulator = Emulator::start().await.unwrap();
        let graph = Graph::builder().bearer_token("secret-token").base_url(emulator.url()).build().unwrap();
        let _: Result<_> = call(&LiteralsClient::new(graph.me())).await;
        let requests = emulator.requests();
        let (_, query) = requests.first()?.target().split_once('?').unwrap();
        assert!(!query.contains('&'), "{query}");
        let value = query.strip_prefix("$filter=").unwrap();
        Some(percent_decoded(value))
    })
}

fn percent_decoded(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        if byte == b'%' {
            bytes.push(u8::from_str_radix(std::str::from_utf8(&after[..2]).unwrap(), 16).unwrap());
            rest = &after[2..];
        } else {
            bytes.push(byte);
            rest = after;
        }
    }
    String::from_utf8(bytes).unwrap()
}

/// The literals of a filter; what looks like a placeholder in their text is text.
fn literals(filter: &str) -> Vec<String> {
    // `<` and `>` would begin and end a placeholder of an attribute.
    let parsed = parse("$filter", &Source::new(&[graph_action_codegen::odata::Piece::Text(filter)]));
    assert!(parsed.findings.is_empty(), "{filter}: {:?}", parsed.findings);
    let Some(OptionValue::Filter(expression)) = parsed.value else { panic!("{filter}: no filter") };
    let mut found = Vec::new();
    collect(&expression, &mut found);
    found
}

fn collect(expression: &Expression, found: &mut Vec<String>) {
    match &expression.kind {
        ExpressionKind::Comparison { left, right, .. } => {
            [left, right].into_iter().for_each(|side| collect(side, found))
        }
        ExpressionKind::Call { arguments, .. } => arguments.iter().for_each(|argument| collect(argument, found)),
        ExpressionKind::In { list, .. } => list.iter().for_each(|item| collect(item, found)),
        ExpressionKind::Path(_) => {}
        ExpressionKind::Literal(literal) => found.push(literal.text.clone()),
        other => panic!("{other:?}"),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn an_argument_is_one_literal(text in "\\PC{0,40}|['&#=+%() ]{0,12}|a' or 'a' eq 'a|[a-z]{1,8}") {
        let one = vec![text.clone()];
        prop_assert_eq!(literals(&sent(|client| client.quoted(&text)).unwrap()), one.clone());
        prop_assert_eq!(literals(&sent(|client| client.unquoted(&text)).unwrap()), one.clone());
        prop_assert_eq!(literals(&sent(|client| client.member(&text)).unwrap()), one);
        prop_assert_eq!(literals(&sent(|client| client.inside(&text)).unwrap()), vec![format!("a {text} b")]);
        let two = [text.clone(), "x".to_owned()];
        prop_assert_eq!(literals(&sent(|client| client.listed(&two)).unwrap()), two.to_vec());
        // What stands without quotes is one literal, or nothing is sent.
        let bare = [sent(|client| client.of_own_type(&Escaping(text.clone()))), sent(|client| client.since(&text))];
        for filter in bare.into_iter().flatten() {
            prop_assert_eq!(literals(&filter).len(), 1, "{}", filter);
        }
    }
}

#[test]
fn moments_are_sent_by_rfc_3339() {
    let since = |moment: &dyn Fn(&LiteralsClient) -> Call<Page<Value>>| sent(|client| moment(client)).unwrap();
    let expected = "receivedDateTime ge 2026-01-31T08:00:00Z";
    let second = 1_769_846_400;
    let chrono = chrono::DateTime::from_timestamp(second, 0).unwrap();
    assert_eq!(since(&|client| client.since(&chrono)), expected);
    let jiff = jiff::Timestamp::from_second(second).unwrap();
    assert_eq!(since(&|client| client.since(&jiff)), expected);
    let time = time::OffsetDateTime::from_unix_timestamp(second).unwrap();
    assert_eq!(since(&|client| client.since(&time)), expected);
    let east = time.to_offset(time::UtcOffset::from_hms(5, 30, 0).unwrap());
    assert_eq!(since(&|client| client.since(&east)), "receivedDateTime ge 2026-01-31T13:30:00+05:30");
    let date = time.date();
    assert_eq!(since(&|client| client.since(&date)), "receivedDateTime ge 2026-01-31");
    let date = chrono.date_naive();
    assert_eq!(since(&|client| client.since(&date)), "receivedDateTime ge 2026-01-31");
}
