//! Writes the address of a request from an action and its arguments.

use crate::call::action::{Descriptor, Pair, Part};
use crate::call::argument::{Argument, ArgumentValue};
use crate::call::encode::{self, Place};
use crate::reply::error::{Error, Kind};

/// The arguments of a call, taken in the order of the placeholders.
pub(crate) struct Arguments<'a>(std::slice::Iter<'a, &'a dyn Argument>);

impl<'a> Arguments<'a> {
    pub(crate) fn new(arguments: &'a [&'a dyn Argument]) -> Self {
        Self(arguments.iter())
    }

    fn next(&mut self, name: &str) -> Result<ArgumentValue<'a>, Error> {
        self.argument(name)?.value().map_err(|error| refused(name, &error))
    }

    fn argument(&mut self, name: &str) -> Result<&'a dyn Argument, Error> {
        self.0.next().copied().ok_or_else(|| refused(name, &"was not given"))
    }
}

/// Appends `{resource}{path}?{query}` of the action. The pairs of `extra` follow those of the template.
pub(crate) fn write(
    out: &mut String,
    action: &Descriptor,
    resource: &str,
    arguments: &[&dyn Argument],
    extra: &[(&'static str, &dyn Argument)],
) -> Result<(), Error> {
    let mut arguments = Arguments::new(arguments);
    if !action.absolute {
        out.push_str(resource);
    }
    for part in action.path {
        if !write_part(out, part, &mut arguments, Place::Path)? {
            return Err(refused(name_of(part), &"is `None`, but an address needs a value there"));
        }
    }
    let mut has_query = false;
    for pair in action.query {
        let mut value = String::new();
        if write_value(&mut value, pair, &mut arguments, Place::Query)? {
            push_pair(out, &mut has_query, pair.name, &value);
        }
    }
    for (name, argument) in extra {
        let value = argument.value().map_err(|error| refused(name, &error))?;
        if let Some(text) = value.as_str() {
            push_option(out, &mut has_query, name, text);
        }
    }
    Ok(())
}

/// Appends one more query option to an address.
pub(crate) fn add_query(target: &mut String, name: &str, value: &str) {
    let mut has_query = target.contains('?');
    push_option(target, &mut has_query, name, value);
}

/// Appends a query option. Graph expects the `$` of its options unencoded.
fn push_option(out: &mut String, has_query: &mut bool, name: &str, value: &str) {
    let (mut encoded_name, mut encoded) = (String::new(), String::new());
    let name = match name.strip_prefix('$') {
        Some(rest) => {
            encoded_name.push('$');
            rest
        }
        None => name,
    };
    encode::text(&mut encoded_name, name);
    encode::text(&mut encoded, value);
    push_pair(out, has_query, &encoded_name, &encoded);
}

/// A pair without a name is whole options; an empty text has none.
fn push_pair(out: &mut String, has_query: &mut bool, name: &str, value: &str) {
    if name.is_empty() && value.is_empty() {
        return;
    }
    out.push(if *has_query { '&' } else { '?' });
    *has_query = true;
    if !name.is_empty() {
        out.push_str(name);
        out.push('=');
    }
    out.push_str(value);
}

/// Appends the value of a pair; `false` when one of its arguments is absent. All its arguments are consumed either way.
fn write_value(out: &mut String, pair: &Pair, arguments: &mut Arguments<'_>, place: Place) -> Result<bool, Error> {
    let mut complete = true;
    for part in pair.value {
        let written = write_part(out, part, arguments, place)?;
        if !written && pair.required {
            let reason = format!("is `None`, and without it all of `{}` would be left out", pair.name);
            return Err(refused(name_of(part), &reason));
        }
        complete &= written;
    }
    Ok(complete)
}

/// Appends `a,b`: the values of a sequence.
fn write_list(out: &mut String, item: &Part, argument: &dyn Argument, place: Place) -> Result<bool, Error> {
    let name = name_of(item);
    let values = argument.values().map_err(|error| refused(name, &error))?;
    if values.is_empty() {
        return Err(refused(name, &"is an empty list, which nothing is in: leave the call out"));
    }
    for (position, value) in values.iter().enumerate() {
        if position > 0 {
            out.push(',');
        }
        let text = value.as_str().ok_or_else(|| refused(name, &"has a value that is `None`"))?;
        write_literal(out, item, value, text, place)?;
    }
    Ok(true)
}

/// Appends a literal of OData. A value without quotes is one token, so that it never ends its literal.
fn write_literal(
    out: &mut String,
    part: &Part,
    value: &ArgumentValue<'_>,
    text: &str,
    place: Place,
) -> Result<(), Error> {
    let token = |out: &mut String| encode::token(out, text, place).map_err(|reason| refused(name_of(part), &reason));
    match part {
        Part::Quoted(_) => encode::quoted(out, text, place),
        Part::Duration(_) => {
            out.push_str("duration");
            let mut checked = String::new();
            encode::token(&mut checked, text, Place::Path).map_err(|reason| refused(name_of(part), &reason))?;
            encode::quoted(out, text, place);
        }
        Part::Literal(_) if matches!(value, ArgumentValue::Text(_)) => encode::quoted(out, text, place),
        _ => token(out)?,
    }
    Ok(())
}

/// Appends one part; `false` when its argument is absent.
fn write_part(out: &mut String, part: &Part, arguments: &mut Arguments<'_>, place: Place) -> Result<bool, Error> {
    let name = name_of(part);
    let value = match part {
        Part::Text(text) => {
            out.push_str(text);
            return Ok(true);
        }
        Part::Parameters(pairs) => {
            write_parameters(out, pairs, arguments, place)?;
            return Ok(true);
        }
        Part::List(item) => return write_list(out, item, arguments.argument(name)?, place),
        _ => arguments.next(name)?,
    };
    let Some(text) = value.as_str() else {
        return Ok(false);
    };
    match part {
        Part::Segment(_) => encode::segment(out, text).map_err(|reason| refused(name, &reason))?,
        Part::Segments(_) => encode::segments(out, text).map_err(|reason| refused(name, &reason))?,
        Part::Quoted(_) | Part::Token(_) | Part::Literal(_) | Part::Duration(_) => {
            write_literal(out, part, &value, text, place)?;
        }
        Part::Phrase(_) => encode::phrase(out, text),
        Part::Options(_) => encode::options(out, text),
        Part::InString(_) => encode::text(out, &text.replace('\'', "''")),
        Part::Value(_) | Part::Text(_) | Part::Parameters(_) | Part::List(_) => encode::text(out, text),
    }
    Ok(true)
}

fn write_parameters(
    out: &mut String,
    pairs: &[Pair],
    arguments: &mut Arguments<'_>,
    place: Place,
) -> Result<(), Error> {
    out.push('(');
    let mut is_first = true;
    for pair in pairs {
        let mut value = String::new();
        if write_value(&mut value, pair, arguments, place)? {
            if !is_first {
                out.push(',');
            }
            is_first = false;
            out.push_str(pair.name);
            out.push('=');
            out.push_str(&value);
        }
    }
    out.push(')');
    Ok(())
}

fn name_of(part: &Part) -> &'static str {
    match part {
        Part::Segment(name)
        | Part::Segments(name)
        | Part::Value(name)
        | Part::Quoted(name)
        | Part::Options(name)
        | Part::InString(name)
        | Part::Duration(name)
        | Part::Phrase(name)
        | Part::Token(name)
        | Part::Literal(name) => name,
        Part::List(item) => name_of(item),
        Part::Text(_) | Part::Parameters(_) => "",
    }
}

/// The error of an argument that cannot be sent.
pub(crate) fn refused(name: &str, reason: &dyn std::fmt::Display) -> Error {
    Error::new(Kind::Argument, format!("the argument `{name}` {reason}"))
}

#[cfg(test)]
mod tests {
    use super::{Arguments, write_value};
    use crate::call::action::{Pair, Part};
    use crate::call::argument::{Argument, ArgumentError, ArgumentValue};
    use crate::call::encode::Place;

    /// What is written for one placeholder, or why nothing is.
    fn written(part: &'static Part, required: bool, argument: &dyn Argument) -> Result<Option<String>, String> {
        let pair = Pair { name: "$filter", value: std::slice::from_ref(part), required };
        let mut out = String::new();
        let complete = write_value(&mut out, &pair, &mut Arguments::new(&[argument]), Place::Query);
        complete.map(|complete| complete.then_some(out)).map_err(|error| error.to_string())
    }

    fn text(part: &'static Part, argument: &dyn Argument) -> String {
        written(part, false, argument).unwrap().unwrap()
    }

    struct Escaping;

    impl Argument for Escaping {
        fn value(&self) -> Result<ArgumentValue<'_>, ArgumentError> {
            Ok(ArgumentValue::Bare("1 or true".into()))
        }
    }

    #[test]
    fn literals_are_written_by_their_form() {
        assert_eq!(text(&Part::Quoted("a"), &"it's"), "%27it%27%27s%27");
        assert_eq!(text(&Part::InString("a"), &"it's"), "it%27%27s");
        assert_eq!(text(&Part::Token("a"), &"2026-01-31T08:00:00Z"), "2026-01-31T08%3A00%3A00Z");
        assert_eq!(text(&Part::Duration("a"), &"PT1H"), "duration%27PT1H%27");
        assert_eq!(text(&Part::Literal("a"), &"b"), "%27b%27");
        assert_eq!(text(&Part::Literal("a"), &7), "7");
    }

    #[test]
    fn lists_are_written_value_by_value() {
        assert_eq!(text(&Part::List(&Part::Quoted("a")), &["x", "y'z,w"]), "%27x%27,%27y%27%27z%2Cw%27");
        assert_eq!(text(&Part::List(&Part::Token("a")), &vec![1, 2]), "1,2");
        let error = written(&Part::List(&Part::Quoted("a")), true, &Vec::<String>::new()).unwrap_err();
        assert!(error.contains("`a` is an empty list"), "{error}");
    }

    #[test]
    fn no_value_leaves_its_literal() {
        for part in [&Part::Token("a"), &Part::Literal("a"), &Part::Duration("a"), &Part::List(&Part::Literal("a"))] {
            let error = written(part, false, &Escaping).unwrap_err();
            assert!(error.contains("`1 or true`"), "{error}");
        }
        let error = written(&Part::Token("a"), false, &"31 January 2026").unwrap_err();
        assert!(error.contains("RFC 3339"), "{error}");
    }

    #[test]
    fn an_absent_part_of_a_filter_is_an_error() {
        assert_eq!(written(&Part::Quoted("a"), false, &None::<&str>), Ok(None));
        let error = written(&Part::Quoted("a"), true, &None::<&str>).unwrap_err();
        assert!(error.contains("without it all of `$filter` would be left out"), "{error}");
    }
}
