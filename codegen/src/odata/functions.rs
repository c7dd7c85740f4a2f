//! The functions of expressions.

use super::schema;

/// What a function takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Parameter {
    Text,
    Number,
    /// A date with or without a time.
    Moment,
    /// A time, with or without a date.
    Time,
    Duration,
    Any,
    /// The name of a type.
    Type,
}

/// One function.
#[derive(Clone, Copy, Debug)]
pub(super) struct Function {
    pub(super) name: &'static str,
    /// How many arguments it needs; with fewer than it takes, the first are left out.
    pub(super) least: usize,
    pub(super) parameters: &'static [Parameter],
    /// The type of its value; empty where it depends on the arguments.
    pub(super) returns: &'static str,
}

const fn function(
    name: &'static str,
    parameters: &'static [Parameter],
    least: usize,
    returns: &'static str,
) -> Function {
    Function { name, least, parameters, returns }
}

use Parameter::{Any, Duration, Moment, Number, Text, Time, Type};

/// OData's functions, without those about places and sequences, which Graph does not have.
///
/// <https://docs.oasis-open.org/odata/odata/v4.01/odata-v4.01-part2-url-conventions.html>, 5.1.1.5 to 5.1.1.11
const FUNCTIONS: [Function; 33] = [
    function("cast", &[Any, Type], 1, ""),
    function("ceiling", &[Number], 1, "Decimal"),
    function("concat", &[Text, Text], 2, "String"),
    function("contains", &[Text, Text], 2, "Boolean"),
    function("date", &[Moment], 1, "Date"),
    function("day", &[Moment], 1, "Int32"),
    function("endswith", &[Text, Text], 2, "Boolean"),
    function("floor", &[Number], 1, "Decimal"),
    function("fractionalseconds", &[Time], 1, "Decimal"),
    function("hour", &[Time], 1, "Int32"),
    function("indexof", &[Text, Text], 2, "Int32"),
    function("isof", &[Any, Type], 1, "Boolean"),
    function("length", &[Text], 1, "Int32"),
    function("matchesPattern", &[Text, Text], 2, "Boolean"),
    function("maxdatetime", &[], 0, "DateTimeOffset"),
    function("mindatetime", &[], 0, "DateTimeOffset"),
    function("minute", &[Time], 1, "Int32"),
    function("month", &[Moment], 1, "Int32"),
    function("now", &[], 0, "DateTimeOffset"),
    function("round", &[Number], 1, "Decimal"),
    function("second", &[Time], 1, "Int32"),
    function("startswith", &[Text, Text], 2, "Boolean"),
    function("substring", &[Text, Number, Number], 2, "String"),
    function("time", &[Moment], 1, "TimeOfDay"),
    function("tolower", &[Text], 1, "String"),
    function("totaloffsetminutes", &[Moment], 1, "Int32"),
    function("totalseconds", &[Duration], 1, "Decimal"),
    function("toupper", &[Text], 1, "String"),
    function("trim", &[Text], 1, "String"),
    function("year", &[Moment], 1, "Int32"),
    // Microsoft's documentation of Graph has these in camel case, too.
    function("startsWith", &[Text, Text], 2, "Boolean"),
    function("endsWith", &[Text, Text], 2, "Boolean"),
    function("isOf", &[Any, Type], 1, "Boolean"),
];

/// The function with this name, in this case.
pub(super) fn find(name: &str) -> Option<&'static Function> {
    FUNCTIONS.iter().find(|function| function.name == name)
}

/// What `name` is in OData: the same word in another case, another language's word, or the nearest.
pub(super) fn nearest(name: &str) -> Vec<String> {
    let lower = name.to_ascii_lowercase().replace('_', "");
    if let Some(function) = find(&lower) {
        return vec![function.name.to_owned()];
    }
    let meant = match lower.as_str() {
        "substringof" | "includes" | "like" | "has" | "match" | "contain" => "contains",
        "startwith" | "beginswith" | "beginwith" => "startswith",
        "endwith" => "endswith",
        "len" => "length",
        "lower" | "lowercase" => "tolower",
        "upper" | "uppercase" => "toupper",
        "strip" => "trim",
        "today" | "getdate" | "utcnow" => "now",
        "ceil" => "ceiling",
        _ => "",
    };
    if !meant.is_empty() {
        return vec![meant.to_owned()];
    }
    let known = FUNCTIONS.iter().map(|function| function.name).filter(|name| !name.contains(char::is_uppercase));
    schema::nearest(name, known, 3).into_iter().map(str::to_owned).collect()
}
