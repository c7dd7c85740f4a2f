//! From an action and its arguments to the target of a request.

use crate::action::{Descriptor, Pair, Part};
use crate::argument::{Argument, ArgumentValue};
use crate::encode::{self, Place};
use crate::error::{Error, Kind};

/// The arguments of a call, taken one after another as the placeholders come.
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

/// Appends `{resource}{path}?{query}` of the action. What `extra` gives comes after the pairs of the template.
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

/// Appends one more query option to a target.
pub(crate) fn add_query(target: &mut String, name: &str, value: &str) {
    let mut has_query = target.contains('?');
    let (mut encoded_name, mut encoded) = (String::new(), String::new());
    encode_name(&mut encoded_name, name);
    encode::text(&mut encoded, value);
    push_pair(target, &mut has_query, &encoded_name, &encoded);
}

/// Graph wants the `$` of its options literally.
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

/// Appends the value of a pair; `false` when an argument in it is absent. All its arguments are taken either way.
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

/// Appends `(a,b)`: the values of a sequence.
fn write_list(out: &mut String, item: &Part, argument: &dyn Argument, place: Place) -> Result<bool, Error> {
    let name = name_of(item);
    let values = argument.values().map_err(|error| refused(name, &error))?;
    if values.is_empty() {
        return Err(refused(name, &"is an empty list, which nothing is in: leave the call out"));
    }
    for (position, value) in values.iter().enumerate() {
        out.push(if position == 0 { '(' } else { ',' });
        let text = value.as_str().ok_or_else(|| refused(name, &"has a value that is `None`"))?;
        write_literal(out, item, value, text, place)?;
    }
    out.push(')');
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
    let token = |out: &mut String| encode::token(out, text).map_err(|reason| refused(name_of(part), &reason));
    match part {
        Part::Quoted(_) => encode::quoted(out, text, place),
        Part::Duration(_) => {
            out.push_str("duration");
            let mut checked = String::new();
            token(&mut checked)?;
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
