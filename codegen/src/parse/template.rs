//! Parses the path literal of an action into an address template. It knows the grammar, not the catalog.
//!
//! ```text
//! template := "/" (segment ("/" segment)*)? ("?" pair ("&" pair)*)?
//! segment  := text | "<" argument ">" | text "(" (parameter ("," parameter)*)? ")"
//!           | text ":/<" argument ("..")? ">" (":")?
//! pair     := name "=" (text | "<" argument ">" | "'<" argument ">'")* | "<" argument ">"
//! ```

mod error;

use std::collections::HashSet;

use graph_action_catalog::{Assignment, AssignmentValue, QueryOption, QueryPiece, Segment, SegmentPiece, Template};

pub use error::TemplateError;

/// Parses a path literal and reports its first mistake.
///
/// # Errors
///
/// What is wrong with the literal, worded for its author.
pub fn parse(literal: &str) -> Result<Template, TemplateError> {
    refuse_address(literal)?;
    let (path, query) = match split_query(literal) {
        Some((path, query)) => (path, Some(query)),
        None => (literal, None),
    };
    let Some(rest) = path.strip_prefix('/') else {
        return Err(TemplateError::NoLeadingSlash(literal.to_owned()));
    };
    if has_fragment(literal) {
        return Err(TemplateError::Fragment);
    }
    let segments = if rest.is_empty() { Vec::new() } else { parse_path(path, rest)? };
    let query = match query {
        Some(query) => parse_query(query)?,
        None => Vec::new(),
    };
    Ok(Template { segments, query })
}

/// Refuses a whole address or a path with its version, which users often copy from the documentation.
fn refuse_address(literal: &str) -> Result<(), TemplateError> {
    if let Some((scheme, rest)) = literal.split_once("://")
        && scheme.chars().all(|c| c.is_ascii_alphabetic())
    {
        let path = rest.find('/').map_or("", |slash| &rest[slash..]);
        let path =
            ["/v1.0/", "/beta/"].iter().find_map(|version| path.strip_prefix(version)).map(|rest| format!("/{rest}"));
        return Err(TemplateError::Absolute(path.unwrap_or_default()));
    }
    for version in ["v1.0", "beta"] {
        let rest = literal.strip_prefix('/').and_then(|rest| rest.strip_prefix(version));
        if rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/')) {
            return Err(TemplateError::Version(version.to_owned()));
        }
    }
    Ok(())
}

/// Whether a `#` stands outside of strings, and not in the name of a guest (`adele_contoso.com#EXT#@fabrikam.com`).
fn has_fragment(literal: &str) -> bool {
    let without_guests = literal.replace("#EXT#", "");
    split_unquoted(&without_guests, '#').len() > 1
}

/// Splits at the first `?` outside a quoted string (`drive/root/search(q='what?')`).
fn split_query(literal: &str) -> Option<(&str, &str)> {
    let mut quoted = false;
    for (at, c) in literal.char_indices() {
        match c {
            '\'' => quoted = !quoted,
            '?' if !quoted => return Some((&literal[..at], &literal[at + 1..])),
            _ => {}
        }
    }
    // A quote that is not closed is reported later; here the query still starts at its `?`.
    if quoted { literal.split_once('?') } else { None }
}

fn parse_path(path: &str, rest: &str) -> Result<Vec<Segment>, TemplateError> {
    let mut segments = Vec::new();
    let mut by_path = false;
    let texts = split_segments(rest);
    if texts.iter().any(|text| text.is_empty()) {
        return Err(TemplateError::EmptySegment(path.to_owned()));
    }
    let mut texts = texts.as_slice();
    while let Some((&text, after)) = texts.split_first() {
        // A path after `:/` that is not one argument is written out, to the `:` that ends it.
        if by_path && !is_argument(text.strip_suffix(':').unwrap_or(text)) {
            let length = texts.iter().position(|text| text.ends_with(':')).map_or(texts.len(), |end| end + 1);
            segments.push(written_path(&texts[..length])?);
            texts = &texts[length..];
            by_path = false;
            continue;
        }
        texts = after;
        let (segment, opens) = parse_segment(text, by_path)?;
        segments.push(segment);
        by_path = opens;
    }
    if by_path {
        return Err(TemplateError::NoPathAfterColon(path.to_owned()));
    }
    Ok(without_dollars(segments))
}

/// Without each `$` before a cast, as in `/memberOf/$/microsoft.graph.group`: an old spelling of the same address
/// (<https://learn.microsoft.com/graph/permissions-reference>).
fn without_dollars(segments: Vec<Segment>) -> Vec<Segment> {
    let is_cast = |segment: Option<&Segment>| match segment {
        Some(Segment::Text(text)) => text.to_ascii_lowercase().starts_with("microsoft.graph."),
        _ => false,
    };
    let is_needless = |at: usize| segments[at] == Segment::Text("$".to_owned()) && is_cast(segments.get(at + 1));
    let kept = (0..segments.len()).filter(|&at| !is_needless(at));
    kept.map(|at| segments[at].clone()).collect()
}

/// Splits at each `/` that is not inside a function's parentheses.
fn split_segments(rest: &str) -> Vec<&str> {
    let (mut parts, mut start, mut depth, mut quoted) = (Vec::new(), 0, 0_usize, false);
    for (at, c) in rest.char_indices() {
        match c {
            '\'' if depth > 0 => quoted = !quoted,
            '(' if !quoted => depth += 1,
            ')' if !quoted => depth = depth.saturating_sub(1),
            '/' if depth == 0 => {
                parts.push(&rest[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    parts.push(&rest[start..]);
    parts
}

/// Parses one segment. The returned flag says that the segment ends with `:`, which starts addressing by path.
fn parse_segment(text: &str, by_path: bool) -> Result<(Segment, bool), TemplateError> {
    let own = || text.to_owned();
    if text == "." || text == ".." {
        return Err(TemplateError::DotSegment(own()));
    }
    if let Some((name, inside)) = text.split_once('(')
        && !name.contains('<')
    {
        let (inside, opens) = inside.strip_suffix(':').map_or((inside, false), |inside| (inside, true));
        let Some(inside) = inside.strip_suffix(')') else {
            return Err(TemplateError::Parentheses(own()));
        };
        check_text(name)?;
        let parameters = parse_parameters(text, inside)?;
        return Ok((Segment::Parameters { name: name.to_owned(), parameters }, opens));
    }
    if text.contains('{') || text.contains('}') {
        return Err(TemplateError::Braces(own()));
    }
    if let Some(name) = text.strip_prefix(':')
        && is_argument_name(name)
    {
        return Err(TemplateError::Colon(name.to_owned()));
    }
    if by_path {
        let (inner, closed) = text.strip_suffix(':').map_or((text, false), |inner| (inner, true));
        return match placeholder(inner)? {
            Some((argument, several)) => Ok((Segment::ByPath { argument, several, closed }, false)),
            None => written_path(&[text]).map(|segment| (segment, false)),
        };
    }
    let (inner, opens) = text.strip_suffix(':').map_or((text, false), |inner| (inner, true));
    let segment = match pieces(inner)?.as_slice() {
        [] => return Err(TemplateError::NoPathAfterColon(own())),
        [SegmentPiece::Text(anchor), SegmentPiece::Argument(argument)] if anchor == "root:" => {
            return Err(TemplateError::NoSlashAfterColon("root".to_owned(), argument.clone()));
        }
        [SegmentPiece::Argument(item), SegmentPiece::Text(colon), SegmentPiece::Argument(argument)] if colon == ":" => {
            return Err(TemplateError::NoSlashAfterColon(format!("<{item}>"), argument.clone()));
        }
        [SegmentPiece::Argument(argument)] => Segment::Argument(argument.clone()),
        [SegmentPiece::Text(text)] => Segment::Text(text.clone()),
        mixed => Segment::Mixed(mixed.to_vec()),
    };
    Ok((segment, opens))
}

/// Whether a segment is one placeholder and nothing else.
fn is_argument(text: &str) -> bool {
    text.strip_prefix('<').and_then(|text| text.strip_suffix('>')).is_some_and(|name| !name.contains(['<', '>']))
}

/// The path after `:/` that these segments write out.
fn written_path(texts: &[&str]) -> Result<Segment, TemplateError> {
    let mut path: Vec<SegmentPiece> = Vec::new();
    let mut closed = false;
    for (index, text) in texts.iter().enumerate() {
        let (inner, ends) = text.strip_suffix(':').map_or((*text, false), |inner| (inner, true));
        if matches!(inner, "." | "..") {
            return Err(TemplateError::DotSegment((*text).to_owned()));
        }
        if inner.contains(['{', '}']) {
            return Err(TemplateError::Braces((*text).to_owned()));
        }
        closed = ends;
        if index > 0 {
            path.push(SegmentPiece::Text("/".to_owned()));
        }
        path.extend(pieces(inner)?);
    }
    Ok(Segment::ByWrittenPath { pieces: joined(path), closed })
}

/// The pieces with neighbouring texts made one.
fn joined(pieces: Vec<SegmentPiece>) -> Vec<SegmentPiece> {
    let mut joined: Vec<SegmentPiece> = Vec::new();
    for piece in pieces {
        match (joined.last_mut(), piece) {
            (Some(SegmentPiece::Text(before)), SegmentPiece::Text(text)) => before.push_str(&text),
            (_, piece) => joined.push(piece),
        }
    }
    joined
}

/// The text and arguments of one segment. Two arguments have text between them, or nobody could tell them apart.
fn pieces(segment: &str) -> Result<Vec<SegmentPiece>, TemplateError> {
    let mut pieces = Vec::new();
    let mut rest = segment;
    while let Some((before, after)) = rest.split_once('<') {
        let Some((name, after)) = after.split_once('>') else {
            return Err(TemplateError::Unclosed(segment.to_owned()));
        };
        if before.is_empty() && !pieces.is_empty() {
            return Err(TemplateError::PartOfSegment(segment.to_owned()));
        }
        push_literal(&mut pieces, before)?;
        pieces.push(SegmentPiece::Argument(argument_name(name)?));
        rest = after;
    }
    push_literal(&mut pieces, rest)?;
    Ok(pieces)
}

fn push_literal(pieces: &mut Vec<SegmentPiece>, text: &str) -> Result<(), TemplateError> {
    if text.contains('>') {
        return Err(TemplateError::Unopened(text.to_owned()));
    }
    check_text(text)?;
    if !text.is_empty() {
        pieces.push(SegmentPiece::Text(text.to_owned()));
    }
    Ok(())
}

/// `<name>` or `<name..>`, or nothing when there is no placeholder in the text.
fn placeholder(text: &str) -> Result<Option<(String, bool)>, TemplateError> {
    let Some(open) = text.find('<') else {
        return if text.contains('>') { Err(TemplateError::Unopened(text.to_owned())) } else { Ok(None) };
    };
    let Some(close) = text[open..].find('>').map(|close| open + close) else {
        return Err(TemplateError::Unclosed(text.to_owned()));
    };
    if open != 0 || close + 1 != text.len() {
        return Err(TemplateError::PartOfSegment(text.to_owned()));
    }
    let inner = &text[1..close];
    let (name, several) = inner.strip_suffix("..").map_or((inner, false), |name| (name, true));
    if !is_argument_name(name) {
        return Err(TemplateError::NotAName(inner.to_owned()));
    }
    Ok(Some((name.to_owned(), several)))
}

fn is_argument_name(name: &str) -> bool {
    let mut chars = name.chars();
    chars.next().is_some_and(|c| c.is_alphabetic() || c == '_') && chars.all(|c| c.is_alphanumeric() || c == '_')
}

/// Literal text of the path.
fn check_text(text: &str) -> Result<(), TemplateError> {
    if text.chars().any(char::is_whitespace) {
        return Err(TemplateError::Whitespace(text.to_owned()));
    }
    check_percent(text)
}

fn check_percent(text: &str) -> Result<(), TemplateError> {
    for (at, _) in text.match_indices('%') {
        if let Some(triplet) = text.get(at..at + 3)
            && triplet.bytes().skip(1).all(|byte| byte.is_ascii_hexdigit())
        {
            return Err(TemplateError::PercentEncoded(triplet.to_owned()));
        }
    }
    Ok(())
}

fn parse_parameters(segment: &str, inside: &str) -> Result<Vec<Assignment>, TemplateError> {
    if inside.is_empty() {
        return Ok(Vec::new());
    }
    let mut parameters = Vec::new();
    for text in split_unquoted(inside, ',') {
        let wrong = || TemplateError::Parameter { segment: segment.to_owned(), parameter: text.to_owned() };
        let (name, value) = match text.split_once('=') {
            Some((name, value)) if !name.contains(['\'', '<']) => (name.trim(), value.trim()),
            _ => ("", text.trim()),
        };
        let is_name = |name: &str| name.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '@' | '.'));
        // A parameter without a name is a quoted key, which stands alone.
        if !is_name(name) || (name.is_empty() && (inside.len() != text.len() || text.contains("=<"))) {
            return Err(wrong());
        }
        let value = parse_parameter_value(value).map_err(|error| error.unwrap_or_else(wrong))?;
        parameters.push(Assignment { name: name.to_owned(), value });
    }
    Ok(parameters)
}

fn parse_parameter_value(value: &str) -> Result<AssignmentValue, Option<TemplateError>> {
    if value.contains('{') || value.contains('}') {
        return Err(Some(TemplateError::Braces(value.to_owned())));
    }
    if let Some(inner) = value.strip_prefix('\'') {
        let Some(inner) = inner.strip_suffix('\'') else {
            return Err(Some(TemplateError::UnclosedQuote(value.to_owned())));
        };
        return match placeholder(inner) {
            Ok(Some((argument, false))) => Ok(AssignmentValue::Quoted(argument)),
            Ok(Some((argument, true))) => Err(Some(TemplateError::SeveralSegments(argument))),
            Ok(None) => {
                check_percent(inner)?;
                Ok(AssignmentValue::Text(value.to_owned()))
            }
            Err(TemplateError::PartOfSegment(_)) => Err(Some(TemplateError::PartOfLiteral(value.to_owned()))),
            Err(error) => Err(Some(error)),
        };
    }
    match placeholder(value) {
        Ok(Some((argument, false))) => Ok(AssignmentValue::Argument(argument)),
        Ok(Some((argument, true))) => Err(Some(TemplateError::SeveralSegments(argument))),
        // `microsoft.graph.timeZoneStandard'Iana'`: a member of an enumeration with its type.
        Ok(None) if is_qualified_member(value) => Ok(AssignmentValue::Text(value.to_owned())),
        Ok(None) if value.is_empty() || value.contains('\'') => Err(None),
        Ok(None) => {
            check_text(value)?;
            Ok(AssignmentValue::Text(value.to_owned()))
        }
        Err(error) => Err(Some(error)),
    }
}

fn is_qualified_member(value: &str) -> bool {
    let Some((ty, member)) = value.split_once('\'') else { return false };
    let is_name = |name: &str| name.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '.' | ','));
    ty.contains('.') && is_name(ty) && member.strip_suffix('\'').is_some_and(is_name)
}

/// Splits at a separator that is not inside a quoted string.
fn split_unquoted(text: &str, separator: char) -> Vec<&str> {
    let mut quoted = false;
    text.split(|c| {
        quoted ^= c == '\'';
        c == separator && !quoted
    })
    .collect()
}

fn parse_query(query: &str) -> Result<Vec<QueryOption>, TemplateError> {
    let mut pairs: Vec<QueryOption> = Vec::new();
    let mut names = HashSet::new();
    // HTTP allows an empty option (`?&$top=1`), and it says nothing.
    for text in split_unquoted(query, '&').into_iter().filter(|text| !text.is_empty()) {
        if is_argument(text) {
            pairs.push(QueryOption { name: String::new(), value: parse_value(text)? });
            continue;
        }
        let Some((name, value)) = text.split_once('=') else {
            return Err(TemplateError::Pair(text.to_owned()));
        };
        let is_name = |name: &str| !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || "$_@.-".contains(c));
        if !is_name(name) {
            return Err(TemplateError::Pair(text.to_owned()));
        }
        if !names.insert(name) {
            return Err(TemplateError::RepeatedOption(name.to_owned()));
        }
        // A second `?` in place of `&`. In other text a `?` is allowed.
        if let [_, second, ..] = split_unquoted(value, '?')[..]
            && let Some((option, _)) = second.split_once('=')
            && is_name(option)
        {
            return Err(TemplateError::SecondQuery(option.to_owned()));
        }
        pairs.push(QueryOption { name: name.to_owned(), value: parse_value(value)? });
    }
    Ok(pairs)
}

/// The pieces of a query option's value; a placeholder that fills its single quotes is one with them.
fn parse_value(value: &str) -> Result<Vec<QueryPiece>, TemplateError> {
    check_percent(value)?;
    let mut pieces = Vec::new();
    let (mut literal, mut phrase) = (false, false);
    let mut rest = value;
    while let Some(at) = rest.find(['\'', '"', '<', '>', '{', '}']) {
        let (text, after) = (&rest[..at], &rest[at + 1..]);
        if !literal
            && !phrase
            && let Some((sign, word)) = comparison(&rest[at..])
        {
            return Err(TemplateError::Comparison(sign, word));
        }
        match rest.as_bytes()[at] {
            b'\'' if !phrase => {
                literal = !literal;
                // `'<name>'` fills its quotes; the runtime writes them.
                if let Some((argument, after)) = literal.then(|| quoted_placeholder(after)).flatten() {
                    push_text(&mut pieces, text);
                    pieces.push(QueryPiece::Quoted(argument_name(argument)?));
                    (rest, literal) = (after, false);
                    continue;
                }
            }
            b'"' if !literal => phrase = !phrase,
            b'<' => {
                let Some((argument, after)) = after.split_once('>') else {
                    return Err(TemplateError::Unclosed(value.to_owned()));
                };
                let argument = argument_name(argument)?;
                push_text(&mut pieces, text);
                pieces.push(if phrase { QueryPiece::Phrase(argument) } else { QueryPiece::Argument(argument) });
                rest = after;
                continue;
            }
            b'>' => return Err(TemplateError::Unopened(value.to_owned())),
            // A GUID in a string (`'String {66f5a359-…} Name Color'`) is text, a name is a placeholder of another
            // grammar.
            b'{' if literal && !after.split('}').next().is_some_and(is_argument_name) => {}
            b'}' if literal => {}
            b'{' | b'}' => return Err(TemplateError::Braces(value.to_owned())),
            _ => {}
        }
        push_text(&mut pieces, &rest[..=at]);
        rest = after;
    }
    if literal {
        return Err(TemplateError::UnclosedQuote(value.to_owned()));
    }
    push_text(&mut pieces, rest);
    Ok(pieces)
}

/// A sign at the front that compares, and OData's word for it. A `<` that a name or a `>` follows is a placeholder.
fn comparison(text: &str) -> Option<(&'static str, &'static str)> {
    let signs = [("<>", "ne"), ("<=", "le"), (">=", "ge"), (">", "gt"), ("<", "lt")];
    let (sign, word) = signs.into_iter().find(|(sign, _)| text.starts_with(sign))?;
    let after = &text[sign.len()..];
    let is_meant = match sign {
        "<>" => after.starts_with(' '),
        "<" => {
            let is_named = after.starts_with(|letter: char| letter.is_alphabetic() || letter == '_');
            let is_closed = after.split(['&', '\'', '<']).next().is_some_and(|after| after.contains('>'));
            !is_named && !is_closed
        }
        _ => true,
    };
    is_meant.then_some((sign, word))
}

/// `<name>'` at the front: the name and what follows. A doubled quote does not end the string.
fn quoted_placeholder(text: &str) -> Option<(&str, &str)> {
    let (argument, after) = text.strip_prefix('<')?.split_once('>')?;
    let after = after.strip_prefix('\'')?;
    (!after.starts_with('\'')).then_some((argument, after))
}

fn argument_name(name: &str) -> Result<String, TemplateError> {
    match name.strip_suffix("..") {
        Some(name) => Err(TemplateError::SeveralSegments(name.to_owned())),
        None if is_argument_name(name) => Ok(name.to_owned()),
        None => Err(TemplateError::NotAName(name.to_owned())),
    }
}

/// Adds literal text to the piece before it, if that is text too.
fn push_text(pieces: &mut Vec<QueryPiece>, text: &str) {
    match pieces.last_mut() {
        Some(QueryPiece::Text(before)) => before.push_str(text),
        _ if text.is_empty() => {}
        _ => pieces.push(QueryPiece::Text(text.to_owned())),
    }
}
