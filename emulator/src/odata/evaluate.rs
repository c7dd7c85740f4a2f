//! Evaluates filters and orders values.

use std::cmp::Ordering;

use serde_json::Value;

use super::{
    Path,
    filter::{self, Arithmetic, Filter, Operand, Operator},
    literal::Literal,
    options::top_level,
};
use crate::{
    http::{GraphError, Result},
    schema::{Kind, Of, Type},
    time,
};

/// The item that a filter is asked of, or an element that a lambda has named, and what is around it.
#[derive(Clone, Copy)]
struct Scope<'s> {
    value: &'s Value,
    around: Option<&'s Scope<'s>>,
}

impl Scope<'_> {
    /// The value so many scopes out.
    fn out(&self, count: usize) -> &Value {
        match (count, self.around) {
            (0, _) | (_, None) => self.value,
            (count, Some(around)) => around.out(count - 1),
        }
    }
}

impl Filter {
    /// Whether the value satisfies the condition. Text compares without case, as in the service.
    pub(crate) fn matches(&self, value: &Value) -> bool {
        self.holds(&Scope { value, around: None })
    }

    fn holds(&self, scope: &Scope<'_>) -> bool {
        match self {
            Self::Or(left, right) => left.holds(scope) || right.holds(scope),
            Self::And(left, right) => left.holds(scope) && right.holds(scope),
            Self::Not(inner) => !inner.holds(scope),
            Self::Compare(left, operator, right) => operator.holds(&left.of(scope), &right.of(scope)),
            Self::In(operand, values) => {
                let value = operand.of(scope);
                values.iter().any(|literal| Operator::Eq.holds(&value, literal))
            }
            Self::Has(operand, wanted) => match operand.of(scope) {
                Literal::Text(text) => {
                    let text = text.to_lowercase();
                    let members: Vec<&str> = text.split(',').map(str::trim).collect();
                    wanted.iter().all(|wanted| members.contains(&wanted.as_str()))
                }
                _ => false,
            },
            Self::IsOf(path, of) => {
                let value = path.as_ref().map(|path| path.of(scope.out(path.scope)));
                let value = value.as_deref().unwrap_or(scope.value);
                value["@odata.type"].as_str().and_then(Type::named).is_some_and(|own| own.is(of.0))
            }
            Self::Holds(operand) => operand.of(scope) == Literal::Boolean(true),
            Self::Elements { path, all, condition } => {
                let found = path.of(scope.out(path.scope));
                let elements = found.as_array().map_or(&[][..], Vec::as_slice);
                let holds = |condition: &Self, value| condition.holds(&Scope { value, around: Some(scope) });
                match condition {
                    None => !elements.is_empty(),
                    Some(condition) if *all => elements.iter().all(|element| holds(condition, element)),
                    Some(condition) => elements.iter().any(|element| holds(condition, element)),
                }
            }
        }
    }

    /// The properties of the item in it, in the order in which they are written.
    pub(crate) fn paths(&self) -> Vec<&Path> {
        match self {
            Self::Or(left, right) | Self::And(left, right) => [left.paths(), right.paths()].concat(),
            Self::Not(inner) => inner.paths(),
            Self::Compare(left, _, right) => [left.paths(), right.paths()].concat(),
            Self::In(operand, _) | Self::Has(operand, _) | Self::Holds(operand) => operand.paths(),
            Self::Elements { path, .. } => vec![path],
            Self::IsOf(path, _) => path.iter().collect(),
        }
    }

    /// Whether it asks for the type of the item.
    pub(crate) fn asks_for_type(&self) -> bool {
        match self {
            Self::Or(left, right) | Self::And(left, right) => left.asks_for_type() || right.asks_for_type(),
            Self::Not(inner) => inner.asks_for_type(),
            Self::IsOf(path, _) => path.is_none(),
            _ => false,
        }
    }

    /// Whether the directory answers it only to an advanced query: `ne`, `not`, `endsWith`, `contains`.
    pub(crate) fn is_advanced(&self) -> bool {
        match self {
            Self::Or(left, right) | Self::And(left, right) => left.is_advanced() || right.is_advanced(),
            Self::Not(_) | Self::Compare(_, Operator::Ne, _) => true,
            Self::Compare(left, _, right) => left.is_advanced() || right.is_advanced(),
            Self::Holds(operand) => operand.is_advanced(),
            Self::Elements { condition, .. } => condition.as_ref().is_some_and(|condition| condition.is_advanced()),
            Self::In(..) | Self::Has(..) | Self::IsOf(..) => false,
        }
    }
}

impl Operand {
    fn of(&self, scope: &Scope<'_>) -> Literal {
        match self {
            Self::Path(path) => literal(&path.of(scope.out(path.scope)), path.kind),
            Self::Literal(literal) => literal.clone(),
            Self::Call(function, arguments) => {
                let values: Vec<Literal> = arguments.iter().map(|argument| argument.of(scope)).collect();
                function.call(&values)
            }
            Self::Cast(inner, kind) => cast(inner.of(scope), *kind),
            Self::Calculation(left, arithmetic, right, _) => arithmetic.of(&left.of(scope), &right.of(scope)),
        }
    }

    pub(crate) fn paths(&self) -> Vec<&Path> {
        match self {
            Self::Path(path) => vec![path],
            Self::Literal(_) => Vec::new(),
            Self::Call(_, arguments) => arguments.iter().flat_map(Self::paths).collect(),
            Self::Cast(inner, _) => inner.paths(),
            Self::Calculation(left, _, right, _) => [left.paths(), right.paths()].concat(),
        }
    }

    fn is_advanced(&self) -> bool {
        match self {
            Self::Path(path) => path.names.last().is_some_and(|name| name == "$count"),
            Self::Literal(_) => false,
            Self::Cast(inner, _) => inner.is_advanced(),
            Self::Calculation(left, _, right, _) => left.is_advanced() || right.is_advanced(),
            Self::Call(function, _) => ["contains", "endswith"].contains(&function.name),
        }
    }
}

/// A value in the form of another type; null when it has none.
fn cast(value: Literal, kind: Kind) -> Literal {
    let Literal::Text(text) = &value else { return value };
    match kind.of {
        Of::Integer | Of::Number => text.trim().parse().map_or(Literal::Null, Literal::Number),
        Of::Boolean => text.trim().to_ascii_lowercase().parse().map_or(Literal::Null, Literal::Boolean),
        Of::DateTimeOffset | Of::Date => time::parse(text).map_or(Literal::Null, Literal::Time),
        _ => value,
    }
}

/// The value of a property, in the form in which it is compared.
fn literal(value: &Value, kind: Kind) -> Literal {
    match (value, kind.of) {
        (Value::Bool(value), _) => Literal::Boolean(*value),
        (Value::Number(number), _) => number.as_f64().map_or(Literal::Null, Literal::Number),
        (Value::String(text), Of::DateTimeOffset | Of::Date) => time::parse(text).map_or(Literal::Null, Literal::Time),
        (Value::String(text), Of::Duration) => time::duration(text).map_or(Literal::Null, Literal::Duration),
        (Value::String(text), _) => Literal::Text(text.clone()),
        _ => Literal::Null,
    }
}

impl Arithmetic {
    /// Calculates; null when there is no result.
    fn of(self, left: &Literal, right: &Literal) -> Literal {
        use Literal::{Duration, Number, Time};
        match (left, self, right) {
            (Number(left), Self::Add, Number(right)) => Number(left + right),
            (Number(left), Self::Sub, Number(right)) => Number(left - right),
            (Number(left), Self::Mul, Number(right)) => Number(left * right),
            (Number(_), Self::Div | Self::Divby | Self::Mod, Number(0.0)) => Literal::Null,
            // Of two whole numbers the quotient is whole, too.
            (Number(left), Self::Div, Number(right)) if left.fract() == 0.0 && right.fract() == 0.0 => {
                Number((left / right).trunc())
            }
            (Number(left), Self::Div | Self::Divby, Number(right)) => Number(left / right),
            (Number(left), Self::Mod, Number(right)) => Number(left % right),
            (Time(left), Self::Add, Duration(right)) => Time(left + right),
            (Time(left), Self::Sub, Duration(right)) => Time(left - right),
            (Time(left), Self::Sub, Time(right)) => Duration(left - right),
            (Duration(left), Self::Add, Duration(right)) => Duration(left + right),
            (Duration(left), Self::Sub, Duration(right)) => Duration(left - right),
            _ => Literal::Null,
        }
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
        (Literal::Text(left) | Literal::Guid(left), Literal::Text(right) | Literal::Guid(right)) => {
            Some(left.to_lowercase().cmp(&right.to_lowercase()))
        }
        (Literal::Duration(left), Literal::Duration(right)) => Some(left.cmp(right)),
        (Literal::Time(left), Literal::Time(right)) => Some(left.cmp(right)),
        _ => None,
    }
}

/// An `$orderby`: what it orders by, and whether each is descending.
#[derive(Debug)]
pub(crate) struct Order(pub(crate) Vec<(Operand, bool)>);

impl Order {
    pub(crate) fn parse(orderby: &str, of: Type) -> Result<Self> {
        let mut keys = Vec::new();
        for item in top_level(orderby, ',').into_iter().map(str::trim) {
            let (operand, descends) = match item.rsplit_once(' ') {
                Some((operand, word)) if word.eq_ignore_ascii_case("desc") => (operand, true),
                Some((operand, word)) if word.eq_ignore_ascii_case("asc") => (operand, false),
                _ => (item, false),
            };
            let operand = filter::parse_operand(operand, of)?;
            let kind = filter::kind_of(&operand).ok_or_else(|| syntax(orderby))?;
            if kind.collection || kind.structured().is_some() || matches!(operand, Operand::Literal(_)) {
                return Err(GraphError::uri(
                    "The $orderby expression must evaluate to a single value of primitive type.",
                ));
            }
            keys.push((operand, descends));
        }
        Ok(Self(keys))
    }

    /// Null comes first when ascending.
    pub(crate) fn compare(&self, left: &Value, right: &Value) -> Ordering {
        let scope = |value| Scope { value, around: None };
        for (operand, descends) in &self.0 {
            let (left, right) = (operand.of(&scope(left)), operand.of(&scope(right)));
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
            "year(receivedDateTime) eq 2026 and day(receivedDateTime) eq 21 and hour(receivedDateTime) eq 10",
            "date(receivedDateTime) eq 2026-11-21",
            "indexof(subject,'50') eq 5 and substring(subject,5,2) eq '50'",
            "concat(trim(' a '),'b') eq 'ab'",
            "toRecipients/$count eq 1 and categories/$count gt 1",
            "importance eq microsoft.graph.importance'high'",
        ] {
            assert!(parse(filter, MESSAGE).unwrap().matches(&message()), "{filter}");
        }
    }

    #[test]
    fn members_that_combine() {
        let of = Type("identityGovernance.taskDefinition");
        let task = json!({"category": "joiner,leaver"});
        for (filter, expected) in [
            ("category has 'leaver'", true),
            ("category has microsoft.graph.identityGovernance.lifecycleTaskCategory'joiner,leaver'", true),
            ("category has 'mover'", false),
        ] {
            assert_eq!(parse(filter, of).unwrap().matches(&task), expected, "{filter}");
        }
        assert!(parse("category has 'nothing'", of).is_err());
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
            assert!(!parse(filter, MESSAGE).unwrap().matches(&message()), "{filter}");
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
            "yaer(receivedDateTime) eq 2026",
            "year(subject) eq 2026",
            "contains(subject)",
            "subject has 'x'",
            "conversationId eq 87d349ed-44d7-43e1-9a83-5f2406dee5bd",
            "subject = 'x'",
            "toRecipients/any(r:x/emailAddress/address eq 'a')",
            "subject/any()",
            "subject eq 'a' 'b'",
        ] {
            let error = parse(filter, MESSAGE).unwrap_err();
            assert_eq!((error.status, &*error.code), (400, "RequestBroker--ParseUri"), "{filter}");
        }
        assert!(parse(&"(".repeat(100_000), MESSAGE).is_err());
        assert!(parse(&"not ".repeat(100_000), MESSAGE).is_err());
    }

    proptest! {
        #[test]
        fn parsing_never_panics(filter in "\\PC*") {
            let _ = parse(&filter, MESSAGE);
        }

        #[test]
        fn nor_does_evaluating_what_parses(words in prop::collection::vec(prop::sample::select(vec![
            "(", ")", ",", "not", "and", "or", "eq", "ne", "in", "subject", "isRead", "'x'", "5", "null", "true",
            "contains(", "categories/any(c:c", "toRecipients/any()", "receivedDateTime", "2026-01-01", "length(",
        ]), 0..12)) {
            if let Ok(filter) = parse(&words.join(" "), MESSAGE) {
                filter.matches(&message());
                filter.paths();
            }
        }

        #[test]
        fn any_text_can_be_asked_for(text in ".*") {
            let filter = format!("subject eq '{}'", text.replace('\'', "''"));
            let value = json!({"subject": text});
            prop_assert!(parse(&filter, MESSAGE).unwrap().matches(&value));
        }
    }
}
