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
        match self.0.next() {
            Some(argument) => argument.value().map_err(|error| refused(name, &error)),
            None => Err(refused(name, &"was not given")),
        }
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
            let (mut encoded_name, mut encoded) = (String::new(), String::new());
            encode_name(&mut encoded_name, name);
            encode::text(&mut encoded, text);
            push_pair(out, &mut has_query, &encoded_name, &encoded);
        }
    }
    Ok(())
}

/// Appends one more query option to an address.
pub(crate) fn add_query(target: &mut String, name: &str, value: &str) {
    let mut has_query = target.contains('?');
    let (mut encoded_name, mut encoded) = (String::new(), String::new());
    encode_name(&mut encoded_name, name);
    encode::text(&mut encoded, value);
    push_pair(target, &mut has_query, &encoded_name, &encoded);
}

/// Graph expects the `$` of its options unencoded.
fn encode_name(out: &mut String, name: &str) {
    let name = match name.strip_prefix('$') {
        Some(rest) => {
            out.push('$');
            rest
        }
        None => name,
    };
    encode::text(out, name);
}

fn push_pair(out: &mut String, has_query: &mut bool, name: &str, value: &str) {
    out.push(if *has_query { '&' } else { '?' });
    *has_query = true;
    out.push_str(name);
    out.push('=');
    out.push_str(value);
}

/// Appends the value of a pair; `false` when one of its arguments is absent. All its arguments are consumed either way.
fn write_value(out: &mut String, pair: &Pair, arguments: &mut Arguments<'_>, place: Place) -> Result<bool, Error> {
    let mut complete = true;
    for part in pair.value {
        complete &= write_part(out, part, arguments, place)?;
    }
    Ok(complete)
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
        _ => arguments.next(name)?,
    };
    let Some(text) = value.as_str() else {
        return Ok(false);
    };
    match part {
        Part::Segment(_) => encode::segment(out, text).map_err(|reason| refused(name, &reason))?,
        Part::Segments(_) => encode::segments(out, text).map_err(|reason| refused(name, &reason))?,
        Part::Quoted(_) => encode::quoted(out, text, place),
        Part::Phrase(_) => encode::phrase(out, text),
        Part::Token(_) => encode::token(out, text).map_err(|reason| refused(name, &reason))?,
        Part::Literal(_) if matches!(value, ArgumentValue::Text(_)) => encode::quoted(out, text, place),
        Part::Literal(_) | Part::Value(_) | Part::Text(_) | Part::Parameters(_) => encode::text(out, text),
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
        | Part::Phrase(name)
        | Part::Token(name)
        | Part::Literal(name) => name,
        Part::Text(_) | Part::Parameters(_) => "",
    }
}

/// The error of an argument that cannot be sent.
pub(crate) fn refused(name: &str, reason: &dyn std::fmt::Display) -> Error {
    Error::new(Kind::Argument, format!("the argument `{name}` {reason}"))
}
