//! The functions of `$filter`: which there are, what they take, and what they return.

use super::literal::Literal;
use crate::{
    schema::{Kind, Of},
    time,
};

/// A function of `$filter`.
#[derive(Debug)]
pub(crate) struct Function {
    pub(crate) name: &'static str,
    takes: &'static [Argument],
    /// How many arguments may be left out, from the end.
    optional: usize,
    pub(crate) returns: Kind,
    call: fn(&[Literal]) -> Literal,
}

#[derive(Clone, Copy, Debug)]
enum Argument {
    Text,
    Number,
    Moment,
}

use Argument::{Moment, Number, Text};

static FUNCTIONS: [Function; 20] = [
    function("ceiling", &[Number], Kind::NUMBER, |values| number(&values[0], f64::ceil)),
    function("concat", &[Text, Text], Kind::TEXT, |values| match texts(values) {
        Some((left, right)) => Literal::Text(format!("{left}{right}")),
        None => Literal::Null,
    }),
    function("contains", &[Text, Text], Kind::BOOLEAN, |values| compare(values, |text, part| text.contains(part))),
    function("date", &[Moment], Kind::single(Of::Date), |values| match &values[0] {
        Literal::Time(time) => Literal::Time(time - time.rem_euclid(DAY)),
        _ => Literal::Null,
    }),
    function("day", &[Moment], Kind::INTEGER, |values| part(&values[0], |moment| moment.date.2)),
    function("endswith", &[Text, Text], Kind::BOOLEAN, |values| compare(values, |text, part| text.ends_with(part))),
    function("floor", &[Number], Kind::NUMBER, |values| number(&values[0], f64::floor)),
    function("hour", &[Moment], Kind::INTEGER, |values| part(&values[0], |moment| moment.second / 3_600)),
    function("indexof", &[Text, Text], Kind::INTEGER, index_of),
    function("length", &[Text], Kind::INTEGER, |values| match &values[0] {
        Literal::Text(text) => Literal::Number(text.chars().count() as f64),
        _ => Literal::Null,
    }),
    function("minute", &[Moment], Kind::INTEGER, |values| part(&values[0], |moment| moment.second / 60 % 60)),
    function("month", &[Moment], Kind::INTEGER, |values| part(&values[0], |moment| moment.date.1)),
    function("round", &[Number], Kind::NUMBER, |values| number(&values[0], f64::round)),
    function("second", &[Moment], Kind::INTEGER, |values| part(&values[0], |moment| moment.second % 60)),
    function("startswith", &[Text, Text], Kind::BOOLEAN, |values| compare(values, |text, part| text.starts_with(part))),
    Function { optional: 1, ..function("substring", &[Text, Number, Number], Kind::TEXT, substring) },
    function("tolower", &[Text], Kind::TEXT, |values| text(&values[0], str::to_lowercase)),
    function("toupper", &[Text], Kind::TEXT, |values| text(&values[0], str::to_uppercase)),
    function("trim", &[Text], Kind::TEXT, |values| text(&values[0], |text| text.trim().to_owned())),
    function("year", &[Moment], Kind::INTEGER, |values| part(&values[0], |moment| moment.date.0)),
];

/// Nanoseconds of a day.
const DAY: i128 = 86_400_000_000_000;

const fn function(
    name: &'static str,
    takes: &'static [Argument],
    returns: Kind,
    call: fn(&[Literal]) -> Literal,
) -> Function {
    Function { name, takes, optional: 0, returns, call }
}

impl Function {
    /// The function with this name, in any case.
    pub(super) fn named(name: &str) -> Option<&'static Self> {
        FUNCTIONS.iter().find(|function| function.name.eq_ignore_ascii_case(name))
    }

    /// Whether it takes arguments of these kinds; `None` is null, which every argument may be.
    pub(super) fn takes(&self, given: &[Option<Kind>]) -> bool {
        (self.takes.len() - self.optional..=self.takes.len()).contains(&given.len())
            && given.iter().zip(self.takes).all(|(given, wanted)| given.is_none_or(|given| wanted.fits(given)))
    }

    /// How it is called, for messages.
    pub(super) fn signature(&self) -> String {
        let kinds = self.takes.iter().map(|argument| match argument {
            Text => "Edm.String",
            Number => "Edm.Double",
            Moment => "Edm.DateTimeOffset",
        });
        format!("{}({})", self.name, kinds.collect::<Vec<_>>().join(", "))
    }

    pub(super) fn call(&self, values: &[Literal]) -> Literal {
        (self.call)(values)
    }
}

impl Argument {
    fn fits(self, given: Kind) -> bool {
        !given.collection
            && match given.of {
                Of::Anything => true,
                Of::Text => matches!(self, Text),
                Of::Integer | Of::Number => matches!(self, Number),
                Of::DateTimeOffset | Of::Date => matches!(self, Moment),
                _ => false,
            }
    }
}

fn texts(values: &[Literal]) -> Option<(&str, &str)> {
    match values {
        [Literal::Text(left), Literal::Text(right), ..] => Some((left, right)),
        _ => None,
    }
}

/// Compares without case, as the service does.
fn compare(values: &[Literal], holds: fn(&str, &str) -> bool) -> Literal {
    let lower = texts(values).map(|(text, part)| (text.to_lowercase(), part.to_lowercase()));
    Literal::Boolean(lower.is_some_and(|(text, part)| holds(&text, &part)))
}

fn text(value: &Literal, change: fn(&str) -> String) -> Literal {
    match value {
        Literal::Text(text) => Literal::Text(change(text)),
        _ => Literal::Null,
    }
}

fn number(value: &Literal, change: fn(f64) -> f64) -> Literal {
    match value {
        Literal::Number(number) => Literal::Number(change(*number)),
        _ => Literal::Null,
    }
}

fn index_of(values: &[Literal]) -> Literal {
    let Some((text, part)) = texts(values) else { return Literal::Null };
    let (text, part) = (text.to_lowercase(), part.to_lowercase());
    let place = text.find(&part).map_or(-1.0, |place| text[..place].chars().count() as f64);
    Literal::Number(place)
}

fn substring(values: &[Literal]) -> Literal {
    let (Some(Literal::Text(text)), Some(Literal::Number(start))) = (values.first(), values.get(1)) else {
        return Literal::Null;
    };
    let length = match values.get(2) {
        Some(Literal::Number(length)) => *length as usize,
        _ => usize::MAX,
    };
    Literal::Text(text.chars().skip(*start as usize).take(length).collect())
}

/// A point in time taken apart, in UTC.
struct Parts {
    date: (i64, i64, i64),
    /// Of the day.
    second: i64,
}

fn part(value: &Literal, of: fn(&Parts) -> i64) -> Literal {
    let Literal::Time(time) = value else { return Literal::Null };
    let seconds = i64::try_from(time.div_euclid(1_000_000_000)).unwrap_or_default();
    let parts = Parts { date: time::date_of(seconds.div_euclid(86_400)), second: seconds.rem_euclid(86_400) };
    Literal::Number(of(&parts) as f64)
}
