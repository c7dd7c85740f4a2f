//! Evaluates filters and orders values.

use std::cmp::Ordering;

use serde_json::Value;

use super::{
    Path,
    filter::{Filter, Literal, Operand, Operator, TextFunction},
};
use crate::{
    http::{GraphError, Result},
    schema::{Kind, Type},
    time,
};

impl Filter {
    /// Whether the value satisfies the condition. Text compares without case, as in the service.
    pub(crate) fn matches(&self, value: &Value) -> bool {
        match self {
            Self::Or(left, right) => left.matches(value) || right.matches(value),
            Self::And(left, right) => left.matches(value) && right.matches(value),
            Self::Not(inner) => !inner.matches(value),
            Self::Compare(left, operator, right) => operator.holds(&left.of(value), &right.of(value)),
            Self::In(operand, values) => values.iter().any(|literal| Operator::Eq.holds(&operand.of(value), literal)),
            Self::Text(function, subject, part) => match (subject.of(value), part.of(value)) {
                (Literal::Text(subject), Literal::Text(part)) => {
                    let (subject, part) = (subject.to_lowercase(), part.to_lowercase());
                    match function {
                        TextFunction::Contains => subject.contains(&part),
                        TextFunction::StartsWith => subject.starts_with(&part),
                        TextFunction::EndsWith => subject.ends_with(&part),
                    }
                }
                _ => false,
            },
            Self::Holds(operand) => operand.of(value) == Literal::Boolean(true),
            Self::Elements { path, all, condition } => {
                let elements = path.of(value).as_array().map_or(&[][..], Vec::as_slice);
                match condition {
                    None => !elements.is_empty(),
                    Some(condition) if *all => elements.iter().all(|element| condition.matches(element)),
                    Some(condition) => elements.iter().any(|element| condition.matches(element)),
                }
            }
        }
    }

    /// The properties in it, in the order in which they are written.
    pub(crate) fn paths(&self) -> Vec<&Path> {
        match self {
            Self::Or(left, right) | Self::And(left, right) => [left.paths(), right.paths()].concat(),
            Self::Not(inner) => inner.paths(),
            Self::Compare(left, _, right) | Self::Text(_, left, right) => {
                left.path().into_iter().chain(right.path()).collect()
            }
            Self::In(operand, _) | Self::Holds(operand) => operand.path().into_iter().collect(),
            Self::Elements { path, .. } => vec![path],
        }
    }

    /// Whether the directory answers it only to an advanced query: `ne`, `not`, `endsWith`, `contains`.
    pub(crate) fn is_advanced(&self) -> bool {
        match self {
            Self::Or(left, right) | Self::And(left, right) => left.is_advanced() || right.is_advanced(),
            Self::Not(_) | Self::Compare(_, Operator::Ne, _) => true,
            Self::Text(function, ..) => *function != TextFunction::StartsWith,
            _ => false,
        }
    }
}

impl Operand {
    fn of(&self, value: &Value) -> Literal {
        match self {
            Self::Path(path) => literal(path.of(value), path.kind),
            Self::Literal(literal) => literal.clone(),
            Self::AnyCase(inner) => inner.of(value),
            Self::Length(inner) => match inner.of(value) {
                Literal::Text(text) => Literal::Number(text.chars().count() as f64),
                _ => Literal::Null,
            },
        }
    }

    fn path(&self) -> Option<&Path> {
        match self {
            Self::Path(path) => Some(path),
            Self::Literal(_) => None,
            Self::AnyCase(inner) | Self::Length(inner) => inner.path(),
        }
    }
}

/// The value of a property, in the form in which it is compared.
fn literal(value: &Value, kind: Kind) -> Literal {
    match (value, kind) {
        (Value::Bool(value), _) => Literal::Boolean(*value),
        (Value::Number(number), _) => number.as_f64().map_or(Literal::Null, Literal::Number),
        (Value::String(text), Kind::DateTimeOffset) => time::parse(text).map_or(Literal::Null, Literal::Time),
        (Value::String(text), _) => Literal::Text(text.clone()),
        _ => Literal::Null,
    }
}

impl Operator {
    fn holds(self, left: &Literal, right: &Literal) -> bool {
        let ordering = compare(left, right);
        match self {
            Self::Eq => ordering == Some(Ordering::Equal),
            Self::Ne => ordering != Some(Ordering::Equal),
            Self::Gt => ordering == Some(Ordering::Greater),
            Self::Ge => matches!(ordering, Some(Ordering::Greater | Ordering::Equal)),
            Self::Lt => ordering == Some(Ordering::Less),
            Self::Le => matches!(ordering, Some(Ordering::Less | Ordering::Equal)),
        }
    }
}

/// Null equals null and compares with nothing else.
fn compare(left: &Literal, right: &Literal) -> Option<Ordering> {
    match (left, right) {
        (Literal::Null, Literal::Null) => Some(Ordering::Equal),
        (Literal::Boolean(left), Literal::Boolean(right)) => Some(left.cmp(right)),
        (Literal::Number(left), Literal::Number(right)) => left.partial_cmp(right),
        (Literal::Text(left), Literal::Text(right)) => Some(left.to_lowercase().cmp(&right.to_lowercase())),
        (Literal::Time(left), Literal::Time(right)) => Some(left.cmp(right)),
        _ => None,
    }
}

/// An `$orderby`: the paths, and whether each one is descending.
#[derive(Debug)]
pub(crate) struct Order(pub(crate) Vec<(Path, bool)>);

impl Order {
    pub(crate) fn parse(orderby: &str, of: &'static Type) -> Result<Self> {
        let mut keys = Vec::new();
        for item in orderby.split(',') {
            let mut words = item.split_whitespace();
            let (path, direction, more) = (words.next(), words.next(), words.next());
            let descends = match direction.map(str::to_ascii_lowercase).as_deref() {
                None | Some("asc") => false,
                Some("desc") => true,
                Some(_) => return Err(syntax(orderby)),
            };
            let path = path.filter(|_| more.is_none()).ok_or_else(|| syntax(orderby))?;
            let path = Path::resolve(path, of)?;
            if matches!(path.kind, Kind::Complex(_) | Kind::Collection(_)) {
                return Err(GraphError::uri(
                    "The $orderby expression must evaluate to a single value of primitive type.",
                ));
            }
            keys.push((path, descends));
        }
        Ok(Self(keys))
    }

    /// Null comes first when ascending.
    pub(crate) fn compare(&self, left: &Value, right: &Value) -> Ordering {
        for (path, descends) in &self.0 {
            let (left, right) = (literal(path.of(left), path.kind), literal(path.of(right), path.kind));
            let ordering = match (&left, &right) {
                (Literal::Null, Literal::Null) => Ordering::Equal,
                (Literal::Null, _) => Ordering::Less,
                (_, Literal::Null) => Ordering::Greater,
                _ => compare(&left, &right).unwrap_or(Ordering::Equal),
            };
            let ordering = if *descends { ordering.reverse() } else { ordering };
            if ordering != Ordering::Equal {
                return ordering;
            }
        }
        Ordering::Equal
    }
}

fn syntax(orderby: &str) -> GraphError {
    GraphError::uri(format!("Syntax error in $orderby '{orderby}'."))
}

#[cfg(test)]
mod tests {
    use super::super::filter::parse;
    use super::*;
    use crate::schema::MESSAGE;
    use proptest::prelude::*;
    use serde_json::json;

    fn message() -> Value {
        json!({
            "subject": "It's 50% & more", "isRead": false, "importance": "high",
            "receivedDateTime": "2026-11-21T10:00:00Z", "categories": ["Blue", "Red"],
            "from": {"emailAddress": {"address": "Alex@contoso.com", "name": "Alex"}},
            "toRecipients": [{"emailAddress": {"address": "adele@contoso.com"}}],
        })
    }

    #[test]
    fn conditions_that_hold() {
        for filter in [
            "subject eq 'it''s 50% & MORE'",
            "isRead eq false",
            "not isRead",
            "not (isRead eq true) and importance eq 'high'",
            "isRead or importance eq 'high' and subject ne null",
            "from/emailAddress/address eq 'alex@contoso.com'",
            "startswith(subject,'It''s') and endswith(subject, 'more') and contains(subject,'50%')",
            "contains(tolower(subject),'more') eq true",
            "receivedDateTime ge 2026-11-21T10:00:00Z and receivedDateTime lt 2026-11-21T12:00:00+01:00",
            "receivedDateTime gt 2026-11-20",
            "categories/any(c:c eq 'Red')",
            "toRecipients/any(r: r/emailAddress/address eq 'adele@contoso.com')",
            "categories/all(c:length(c) ge 3)",
            "categories/any()",
            "importance in ('low', 'high')",
            "sentDateTime eq null",
            "'high' eq importance",
            "SUBJECT ne 'x'",
        ] {
            assert!(parse(filter, &MESSAGE).unwrap().matches(&message()), "{filter}");
        }
    }

    #[test]
    fn conditions_that_do_not_hold() {
        for filter in [
            "isRead",
            "subject eq null",
            "(isRead or importance eq 'low') and subject ne null",
            "sentDateTime gt 2020-01-01",
            "toRecipients/any(r:startswith(r/emailAddress/address,'b'))",
            "ccRecipients/any()",
        ] {
            assert!(!parse(filter, &MESSAGE).unwrap().matches(&message()), "{filter}");
        }
    }

    #[test]
    fn refusals() {
        for filter in [
            "",
            "subjct eq 'x'",
            "subject",
            "subject eq",
            "subject eq 'x",
            "subject eq 'x' and",
            "subject eq x",
            "subject eq 5",
            "isRead eq 'false'",
            "receivedDateTime ge '2026-11-21T10:00:00Z'",
            "importance eq 'urgent'",
            "importance eq high",
            "from/address eq 'x'",
            "subject/length eq 1",
            "(isRead",
            "isRead)",
            "contains(isRead,'x')",
            "year(receivedDateTime) eq 2026",
            "subject = 'x'",
            "toRecipients/any(r:x/emailAddress/address eq 'a')",
            "subject/any()",
            "subject eq 'a' 'b'",
        ] {
            let error = parse(filter, &MESSAGE).unwrap_err();
            assert_eq!((error.status, &*error.code), (400, "RequestBroker--ParseUri"), "{filter}");
        }
        assert!(parse(&"(".repeat(100_000), &MESSAGE).is_err());
        assert!(parse(&"not ".repeat(100_000), &MESSAGE).is_err());
    }

    proptest! {
        #[test]
        fn parsing_never_panics(filter in "\\PC*") {
            let _ = parse(&filter, &MESSAGE);
        }

        #[test]
        fn nor_does_evaluating_what_parses(words in prop::collection::vec(prop::sample::select(vec![
            "(", ")", ",", "not", "and", "or", "eq", "ne", "in", "subject", "isRead", "'x'", "5", "null", "true",
            "contains(", "categories/any(c:c", "toRecipients/any()", "receivedDateTime", "2026-01-01", "length(",
        ]), 0..12)) {
            if let Ok(filter) = parse(&words.join(" "), &MESSAGE) {
                filter.matches(&message());
                filter.paths();
            }
        }

        #[test]
        fn any_text_can_be_asked_for(text in ".*") {
            let filter = format!("subject eq '{}'", text.replace('\'', "''"));
            let value = json!({"subject": text});
            prop_assert!(parse(&filter, &MESSAGE).unwrap().matches(&value));
        }
    }
}
