//! Turns a template into the runtime's parts: text is percent-encoded, placeholders become named parts.

use crate::model::{Pair, Part};
use crate::odata::{Judged, Quotes, Role, Use, ValueForm};
use graph_action_catalog::{Assignment, AssignmentValue, QueryOption, QueryPiece, Segment, SegmentPiece, Template};

/// What may stand in a path segment besides the unreserved characters (RFC 3986, `pchar`).
const PATH: &str = "-._~!$&'()*+,;=:@";
/// What may stand in a path that is written out after `:/`.
const WRITTEN_PATH: &str = "-._~!$&'()*+,;=@/";
/// What may stand in a query option's value and cannot be mistaken for a separator; `'` is left out because the URL
/// standard encodes it in a query.
const QUERY: &str = "-._~!$()*,;:@/?=";

/// The path's parts, neighbouring text joined. `is_quoted` says of a parameter in a segment's parentheses whether it is
/// a string literal there, where that is known.
pub(super) fn path(template: &Template, is_quoted: impl Fn(usize, &str) -> Option<bool>) -> Vec<Part> {
    let mut parts = Vec::new();
    for (at, segment) in template.segments.iter().enumerate() {
        let by_path = matches!(segment, Segment::ByPath { .. } | Segment::ByWrittenPath { .. });
        push(&mut parts, Part::Text(if by_path { ":/".to_owned() } else { "/".to_owned() }));
        match segment {
            Segment::Text(text) => push(&mut parts, Part::Text(encode(text, PATH))),
            Segment::Argument(name) => parts.push(Part::Segment(name.clone())),
            Segment::Parameters { name, parameters } => {
                push(&mut parts, Part::Text(encode(name, PATH)));
                function(&mut parts, parameters, |name| is_quoted(at, name));
            }
            Segment::Mixed(pieces) => segment_pieces(&mut parts, pieces, PATH),
            Segment::ByWrittenPath { pieces, closed } => {
                segment_pieces(&mut parts, pieces, WRITTEN_PATH);
                if *closed {
                    push(&mut parts, Part::Text(":".to_owned()));
                }
            }
            Segment::ByPath { argument, several, closed } => {
                parts.push(if *several { Part::Segments(argument.clone()) } else { Part::Segment(argument.clone()) });
                if *closed {
                    push(&mut parts, Part::Text(":".to_owned()));
                }
            }
        }
    }
    parts
}

/// Each argument is a value of its own: empty ones and dots are refused when the call is made.
fn segment_pieces(parts: &mut Vec<Part>, pieces: &[SegmentPiece], kept: &str) {
    for piece in pieces {
        match piece {
            SegmentPiece::Text(text) => push(parts, Part::Text(encode(text, kept))),
            SegmentPiece::Argument(name) => parts.push(Part::Segment(name.clone())),
        }
    }
}

/// A quoted key is text and a literal; parameters are pairs, so that an absent one can be left out.
fn function(parts: &mut Vec<Part>, parameters: &[Assignment], is_quoted: impl Fn(&str) -> Option<bool>) {
    let value = |parameter: &Assignment| match &parameter.value {
        AssignmentValue::Argument(name) => match is_quoted(&parameter.name) {
            Some(true) => Part::Quoted(name.clone()),
            Some(false) => Part::Token(name.clone()),
            None => Part::Literal(name.clone()),
        },
        AssignmentValue::Quoted(name) => Part::Quoted(name.clone()),
        AssignmentValue::Text(text) => Part::Text(encode(text, PATH)),
    };
    if let [key] = parameters
        && key.name.is_empty()
    {
        push(parts, Part::Text("(".to_owned()));
        push(parts, value(key));
        push(parts, Part::Text(")".to_owned()));
    } else if parameters.is_empty() {
        push(parts, Part::Text("()".to_owned()));
    } else {
        let pair = |parameter: &Assignment| Pair {
            name: encode(&parameter.name, PATH),
            value: vec![value(parameter)],
            required: false,
        };
        parts.push(Part::Parameters(parameters.iter().map(pair).collect()));
    }
}

/// The query's pairs.
///
/// A placeholder that is all of an option is sent as it is; beside other text it is a literal, written as the type of
/// its property wants it, so that no value becomes a part of the expression.
pub(super) fn query(template: &Template, judged: &[Judged<'_>]) -> Vec<Pair> {
    let nothing = [];
    let options = template.query.iter().enumerate();
    options
        .map(|(at, option)| pair(option, judged.get(at).map_or(&nothing[..], |judged| &judged.placeholders)))
        .collect()
}

fn pair(option: &QueryOption, uses: &[Use<'_>]) -> Pair {
    if let ("", [QueryPiece::Argument(name)]) = (option.name.as_str(), option.value.as_slice()) {
        return Pair { name: String::new(), value: vec![Part::Options(name.clone())], required: false };
    }
    let is_expression = option.value.len() > 1 && option.name.starts_with('$');
    let (mut value, mut at, mut in_string) = (Vec::new(), 0, false);
    let mut required = false;
    for piece in &option.value {
        let (name, length) = match piece {
            QueryPiece::Text(text) => {
                in_string ^= text.matches('\'').count() % 2 == 1;
                push(&mut value, Part::Text(encode(text, QUERY)));
                at += text.len();
                continue;
            }
            QueryPiece::Argument(name) | QueryPiece::Phrase(name) => (name, name.len() + 2),
            QueryPiece::Quoted(name) => (name, name.len() + 4),
        };
        let used = uses.iter().find(|used| used.span.start >= at && used.span.end <= at + length && used.name == *name);
        at += length;
        let stays = used.map_or(is_expression, |used| !used.takes_the_option_along());
        required |= stays;
        match (piece, used) {
            (QueryPiece::Phrase(_), _) => value.push(Part::Phrase(name.clone())),
            (QueryPiece::Quoted(_), _) => value.push(Part::Quoted(name.clone())),
            (_, Some(used)) if used.role == Role::Search && used.quotes == Quotes::None => {
                push(&mut value, Part::Text("%22".to_owned()));
                value.push(Part::Phrase(name.clone()));
                push(&mut value, Part::Text("%22".to_owned()));
            }
            _ if in_string => value.push(Part::InString(name.clone())),
            (_, Some(used)) => value.push(by_use(used)),
            (_, None) if is_expression => value.push(Part::Literal(name.clone())),
            (_, None) => value.push(Part::Value(name.clone())),
        }
    }
    Pair { name: encode(&option.name, QUERY), value, required }
}

/// A pair that never changes.
pub(super) fn constant(name: &str, value: &str) -> Pair {
    Pair { name: encode(name, QUERY), value: vec![Part::Text(encode(value, QUERY))], required: false }
}

/// A placeholder without quotes around it.
fn by_use(used: &Use<'_>) -> Part {
    let name = used.name.clone();
    let literal = match used.form {
        ValueForm::Quoted => Part::Quoted(name.clone()),
        ValueForm::Bare => Part::Token(name.clone()),
        ValueForm::Duration => Part::Duration(name.clone()),
        ValueForm::Unknown => Part::Literal(name.clone()),
    };
    match used.role {
        Role::Option => Part::Value(name),
        Role::List => Part::List(Box::new(literal)),
        _ => literal,
    }
}

/// The name of a property in a query option.
pub(crate) fn encode_name(name: &str) -> String {
    encode(name, QUERY)
}

fn push(parts: &mut Vec<Part>, part: Part) {
    match (parts.last_mut(), part) {
        (Some(Part::Text(before)), Part::Text(text)) => before.push_str(&text),
        (_, part) => parts.push(part),
    }
}

fn encode(text: &str, kept: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_ascii_alphanumeric() || kept.contains(c) {
            encoded.push(c);
        } else {
            for byte in c.encode_utf8(&mut [0; 4]).bytes() {
                encoded.push_str(&format!("%{byte:02X}"));
            }
        }
    }
    encoded
}
