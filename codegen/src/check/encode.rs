//! Turns a template into the runtime's parts: text is percent-encoded, placeholders become named parts.

use crate::model::{Pair, Part};
use crate::verdict::filter;
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
        let pair = |parameter: &Assignment| Pair { name: encode(&parameter.name, PATH), value: vec![value(parameter)] };
        parts.push(Part::Parameters(parameters.iter().map(pair).collect()));
    }
}

/// The query's pairs. `is_quoted` says of a property whether its values are string literals, where that is known.
///
/// A placeholder that is all of an option is sent as it is; beside other text in `$filter` it is a literal, so that no
/// value becomes a part of the expression.
pub(super) fn query(template: &Template, is_quoted: impl Fn(&str) -> Option<bool>) -> Vec<Pair> {
    let pair = |pair: &QueryOption| {
        let in_expression = pair.name == "$filter" && pair.value.len() > 1;
        let mut before = String::new();
        let mut value = Vec::new();
        for piece in &pair.value {
            value.push(match piece {
                QueryPiece::Text(text) => {
                    before.push_str(text);
                    Part::Text(encode(text, QUERY))
                }
                QueryPiece::Argument(name) if in_expression => {
                    match filter::compared_property(&before).and_then(|property| is_quoted(&property)) {
                        Some(false) => Part::Token(name.clone()),
                        _ => Part::Literal(name.clone()),
                    }
                }
                QueryPiece::Argument(name) => Part::Value(name.clone()),
                QueryPiece::Quoted(name) => Part::Quoted(name.clone()),
                QueryPiece::Phrase(name) => Part::Phrase(name.clone()),
            });
        }
        Pair { name: encode(&pair.name, QUERY), value }
    };
    template.query.iter().map(pair).collect()
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
