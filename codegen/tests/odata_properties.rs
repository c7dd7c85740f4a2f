//! Whatever a query option's value is, it is judged without a panic; what is printed parses to the same tree; a repair
//! has fewer mistakes.

use graph_action_catalog::Catalog;
use graph_action_codegen::odata::syntax::{
    Arithmetic, Comparison, Expression, ExpressionKind, Form, Lambda, Literal, LiteralKind, Name, OptionValue, Path,
    Placeholder, Step,
};
use graph_action_codegen::odata::{Kind, MAXIMUM_DEPTH, Source, Span, judge, parse};
use proptest::collection::vec;
use proptest::prelude::*;

const OPTIONS: [&str; 9] =
    ["$filter", "$orderby", "$select", "$expand", "$search", "$top", "$skip", "$count", "$format"];

/// Whatever was found, what is offered as a repair has fewer mistakes.
fn judge_and_mend(ty: &str, option: &str, value: &str) -> Result<(), TestCaseError> {
    let catalog = Catalog::embedded();
    let source = Source::parse(value);
    let judged = judge(&catalog, ty, option, &source);
    for finding in &judged.findings {
        prop_assert!(!finding.to_string().is_empty());
        prop_assert_eq!(source.slice(finding.span), &finding.text);
        if let Some(repair) = &finding.repair {
            let again = judge(&catalog, ty, option, &Source::parse(repair));
            prop_assert!(again.findings.len() < judged.findings.len(), "{value} -> {repair}");
            let stays = again.findings.iter().any(|left| left.kind == finding.kind && left.text == finding.text);
            prop_assert!(!stays, "{value} -> {repair}: {finding}");
        }
    }
    for used in &judged.placeholders {
        let written = format!("<{}>", used.name);
        prop_assert!(source.slice(used.span).contains(&written));
    }
    Ok(())
}

fn token() -> impl Strategy<Value = &'static str> {
    let words = [
        "subject",
        "isRead",
        "importance",
        "from",
        "emailAddress",
        "address",
        "toRecipients",
        "categories",
        "displayName",
        "receivedDateTime",
        "attachments",
        "microsoft.graph.eventMessage",
        "nonsense",
        "x",
        "any",
        "all",
        "$count",
        "eq",
        "ne",
        "gt",
        "in",
        "has",
        "and",
        "or",
        "not",
        "NOT",
        "like",
        "contains",
        "startswith",
        "length",
        "year",
        "isof",
        "add",
        "mul",
        "asc",
        "desc",
        "true",
        "false",
        "null",
        "True",
        "'high'",
        "'it''s'",
        "'open",
        "\"phrase\"",
        "12",
        "1.5",
        "2024-01-01",
        "2024-01-01T00:00:00",
        "184efa21-98c3-4e5d-95ab-d07053a96e67",
        "duration'PT1S'",
        "<a>",
        "'<b>'",
        "'<c>@x'",
        "(",
        ")",
        "(",
        ")",
        ",",
        "/",
        ":",
        ";",
        "=",
        "==",
        "!=",
        "&&",
        "||",
        "!",
        "*",
        "+",
        "-",
        "%20",
        "%27",
        "$select",
        "$filter",
        "$top",
        "AND",
        "OR",
        "\"",
        "'",
        "ä",
        "€",
        "[",
        "]",
        "{",
        "}",
        "@p",
        "#",
    ];
    proptest::sample::select(words.to_vec())
}

fn soup() -> impl Strategy<Value = String> {
    vec((token(), any::<bool>()), 0..24).prop_map(|tokens| {
        tokens.iter().map(|(token, spaced)| if *spaced { format!(" {token}") } else { (*token).to_owned() }).collect()
    })
}

/// Whether it is `all`, and the variable and the condition.
type LambdaShape = (bool, Option<(String, Box<Shape>)>);

/// A tree without spans.
#[derive(Clone, Debug, PartialEq)]
enum Shape {
    Or(Vec<Shape>),
    And(Vec<Shape>),
    Not(Box<Shape>),
    Comparison(Comparison, Box<Shape>, Box<Shape>),
    In(Box<Shape>, Vec<Shape>),
    Arithmetic(Box<Shape>, Vec<(Arithmetic, Shape)>),
    Path(Vec<String>, Option<LambdaShape>),
    Call(String, Vec<Shape>),
    Text(String),
    Bare(String),
    Placeholder(String, bool),
}

const NOWHERE: Span = Span { start: 0, end: 0 };

fn name(text: &str) -> Name {
    Name { text: text.to_owned(), span: NOWHERE }
}

impl Shape {
    fn expression(&self) -> Expression {
        let all = |shapes: &[Shape]| shapes.iter().map(Shape::expression).collect();
        let kind = match self {
            Shape::Or(operands) => ExpressionKind::Or(all(operands)),
            Shape::And(operands) => ExpressionKind::And(all(operands)),
            Shape::Not(operand) => ExpressionKind::Not(Box::new(operand.expression())),
            Shape::Comparison(operator, left, right) => ExpressionKind::Comparison {
                operator: *operator,
                operator_span: NOWHERE,
                left: Box::new(left.expression()),
                right: Box::new(right.expression()),
            },
            Shape::In(left, list) => ExpressionKind::In { left: Box::new(left.expression()), list: all(list) },
            Shape::Arithmetic(first, rest) => ExpressionKind::Arithmetic {
                first: Box::new(first.expression()),
                rest: rest.iter().map(|(operator, operand)| (*operator, operand.expression())).collect(),
            },
            Shape::Path(steps, lambda) => ExpressionKind::Path(Path {
                steps: steps.iter().map(|step| Step::Name(name(step))).collect(),
                lambda: lambda.as_ref().map(|(all, body)| Lambda {
                    all: *all,
                    span: NOWHERE,
                    body: body.as_ref().map(|(variable, body)| (name(variable), Box::new(body.expression()))),
                }),
            }),
            Shape::Call(function, arguments) => {
                ExpressionKind::Call { name: name(function), arguments: all(arguments) }
            }
            Shape::Text(text) => ExpressionKind::Literal(Literal {
                kind: LiteralKind::Quoted { prefix: None, placeholders: Vec::new() },
                text: text.clone(),
            }),
            Shape::Bare(text) => {
                ExpressionKind::Literal(Literal { kind: LiteralKind::Bare(Form::Null), text: text.clone() })
            }
            Shape::Placeholder(name, quoted) => {
                ExpressionKind::Placeholder(Placeholder { name: name.clone(), span: NOWHERE, quoted: *quoted })
            }
        };
        Expression { kind, span: NOWHERE }
    }

    fn of(expression: &Expression) -> Shape {
        let all = |expressions: &[Expression]| expressions.iter().map(Shape::of).collect();
        let boxed = |expression: &Expression| Box::new(Shape::of(expression));
        match &expression.kind {
            ExpressionKind::Or(operands) => Shape::Or(all(operands)),
            ExpressionKind::And(operands) => Shape::And(all(operands)),
            ExpressionKind::Not(operand) => Shape::Not(boxed(operand)),
            ExpressionKind::Comparison { operator, left, right, .. } => {
                Shape::Comparison(*operator, boxed(left), boxed(right))
            }
            ExpressionKind::In { left, list } => Shape::In(boxed(left), all(list)),
            ExpressionKind::Arithmetic { first, rest } => Shape::Arithmetic(
                boxed(first),
                rest.iter().map(|(operator, operand)| (*operator, Shape::of(operand))).collect(),
            ),
            ExpressionKind::Path(path) => Shape::Path(
                path.steps.iter().map(ToString::to_string).collect(),
                path.lambda.as_ref().map(|lambda| {
                    let body = lambda.body.as_ref();
                    (lambda.all, body.map(|(variable, body)| (variable.text.clone(), boxed(body))))
                }),
            ),
            ExpressionKind::Call { name, arguments } => Shape::Call(name.text.clone(), all(arguments)),
            ExpressionKind::Literal(literal) => match literal.kind {
                LiteralKind::Quoted { .. } => Shape::Text(literal.text.clone()),
                LiteralKind::Bare(_) | LiteralKind::Malformed => Shape::Bare(literal.text.clone()),
            },
            ExpressionKind::Placeholder(placeholder) => {
                Shape::Placeholder(placeholder.name.clone(), placeholder.quoted)
            }
        }
    }
}

fn path() -> impl Strategy<Value = Vec<String>> {
    let step =
        proptest::sample::select(vec!["subject", "from", "x", "microsoft.graph.user", "extension_1_a", "$count"]);
    vec(step.prop_map(str::to_owned), 1..4)
}

fn value() -> impl Strategy<Value = Shape> {
    let bare =
        ["null", "true", "12", "-1.5", "2024-02-29", "2024-02-29T12:00:00Z", "184efa21-98c3-4e5d-95ab-d07053a96e67"];
    let leaf = prop_oneof![
        path().prop_map(|path| Shape::Path(path, None)),
        "[ -$&-;=-~äß'’]{0,8}".prop_map(Shape::Text),
        proptest::sample::select(bare.to_vec()).prop_map(|text| Shape::Bare(text.to_owned())),
        ("[a-z_][a-z0-9_]{0,5}", any::<bool>()).prop_map(|(name, quoted)| Shape::Placeholder(name, quoted)),
    ];
    leaf.prop_recursive(3, 12, 3, |inner| {
        let function = proptest::sample::select(vec!["contains", "tolower", "now", "anything"]);
        let operators = |additive: bool| {
            let all = Arithmetic::ALL.into_iter();
            let of_kind = move |it: &Arithmetic| matches!(it, Arithmetic::Add | Arithmetic::Subtract) == additive;
            proptest::sample::select(all.filter(of_kind).collect::<Vec<_>>())
        };
        let arithmetic = |inner: BoxedStrategy<Shape>, additive: bool| {
            (inner.clone(), vec((operators(additive), inner), 1..3))
                .prop_map(|(first, rest)| Shape::Arithmetic(Box::new(first), rest))
        };
        let inner = inner.boxed();
        prop_oneof![
            (function, vec(inner.clone(), 0..3)).prop_map(|(name, arguments)| Shape::Call(name.to_owned(), arguments)),
            arithmetic(inner.clone(), true),
            arithmetic(inner, false),
        ]
    })
}

fn condition() -> impl Strategy<Value = Shape> {
    let comparison = (proptest::sample::select(Comparison::ALL.to_vec()), value(), value())
        .prop_map(|(operator, left, right)| Shape::Comparison(operator, Box::new(left), Box::new(right)));
    let list = (value(), vec(value(), 1..4)).prop_map(|(left, list)| Shape::In(Box::new(left), list));
    prop_oneof![comparison, list].prop_recursive(4, 24, 3, |inner| {
        let lambda = (path(), any::<bool>(), proptest::option::of(("[a-z]{1,3}", inner.clone())));
        prop_oneof![
            vec(inner.clone(), 2..4).prop_map(Shape::Or),
            vec(inner.clone(), 2..4).prop_map(Shape::And),
            inner.clone().prop_map(|inner| Shape::Not(Box::new(inner))),
            lambda.prop_filter_map("a variable is no operator", |(path, all, body)| {
                let reserved =
                    ["or", "and", "not", "in", "has", "eq", "ne", "gt", "ge", "lt", "le", "add", "sub", "mul"];
                let body = body.map(|(variable, body)| (variable, Box::new(body)));
                let free = body.as_ref().is_none_or(|(variable, _)| !reserved.contains(&variable.as_str()));
                (free && path.last().is_some_and(|last| last != "$count"))
                    .then_some(Shape::Path(path, Some((all, body))))
            }),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_judged(option in proptest::sample::select(OPTIONS.to_vec()), value in any::<String>()) {
        judge_and_mend("message", option, &value)?;
    }

    #[test]
    fn any_bytes_are_judged(option in proptest::sample::select(OPTIONS.to_vec()), bytes in vec(any::<u8>(), 0..40)) {
        judge_and_mend("user", option, &String::from_utf8_lossy(&bytes))?;
    }

    #[test]
    fn any_tokens_are_judged(option in proptest::sample::select(OPTIONS.to_vec()), value in soup()) {
        judge_and_mend("message", option, &value)?;
        judge_and_mend("user", option, &value)?;
    }

    #[test]
    fn what_is_printed_parses_to_the_same_tree(shape in condition()) {
        let printed = shape.expression().to_string();
        let parsed = parse("$filter", &Source::parse(&printed));
        prop_assert!(parsed.findings.is_empty(), "{}: {}", printed, parsed.findings[0]);
        let Some(OptionValue::Filter(filter)) = &parsed.value else {
            return Err(TestCaseError::fail(format!("{printed}: {:?}", parsed.value)));
        };
        prop_assert_eq!(Shape::of(filter), shape, "{}", printed);
    }
}

#[test]
fn nesting_is_bounded() {
    for (open, close) in [("(", ")"), ("not ", ""), ("not(", ")"), ("a/any(x:", ")"), ("tolower(", ")")] {
        let nested = |depth: usize| format!("{}isRead{}", open.repeat(depth), close.repeat(depth));
        let kinds = |value: String| -> Vec<Kind> {
            parse("$filter", &Source::parse(&value)).findings.iter().map(|finding| finding.kind).collect()
        };
        assert_eq!(kinds(nested(MAXIMUM_DEPTH / 4)), [], "{open}");
        assert_eq!(kinds(nested(20_000)), [Kind::TooDeep], "{open}");
    }
    let expand = format!("{}a{}", "a($expand=".repeat(20_000), ")".repeat(20_000));
    assert_eq!(parse("$expand", &Source::parse(&expand)).findings[0].kind, Kind::TooDeep);
}

#[test]
fn long_values_are_judged() {
    let catalog = Catalog::embedded();
    let count = |option: &str, value: String| judge(&catalog, "message", option, &Source::parse(&value)).findings.len();
    let repeated = |item: &str, separator: &str| vec![item; 5_000].join(separator);
    assert_eq!(count("$filter", repeated("subject eq 'a'", " or ")), 0);
    assert_eq!(count("$filter", format!("subject in ({})", repeated("'a'", ","))), 0);
    assert_eq!(count("$filter", format!("size{} gt 1", " add 1".repeat(5_000)).replace("size", "length(subject)")), 0);
    assert_eq!(count("$select", repeated("subject", ",")), 0);
    assert!(count("$filter", repeated("subjec == \"a\"", " && ")) > 0);
    assert!(count("$search", repeated("'a", " ")) == 0);
    assert!(count("$filter", "(".repeat(5_000)) > 0);
    assert!(count("$select", repeated("nonsense", ",")) > 0);
}
