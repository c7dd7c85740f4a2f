//! Paths as documentation writes them: `/users/{id | userPrincipalName}/messages`.
//!
//! They are rewritten into the grammar of the attributes, whose parser then reads them, so that both report the same
//! mistakes.

pub(crate) mod parts;

use graph_action_catalog::{Template, is_guid};
use graph_action_codegen::parse::template::{self, TemplateError};

use crate::names::snake;
use parts::{Part, parts};

/// Reads a path in which `{…}` and `<…>` are placeholders for values. A `/` at the end is ignored.
///
/// # Errors
/// What is wrong with the path.
pub fn parse(path: &str) -> Result<Template, TemplateError> {
    template::parse(&rewrite(path.trim()))
}

/// The path in the grammar of the attributes. What the grammar does not know is left as it is, and its parser refuses
/// it.
fn rewrite(path: &str) -> String {
    // Files of HTTP requests, for editors and Postman, write `{{id}}`.
    let path = path.replace("{{", "{").replace("}}", "}");
    let path = path.as_str();
    let cut = cuts(path, '?').first().copied();
    let (path, query) = cut.map_or((path, None), |at| (&path[..at], Some(&path[at + 1..])));
    let path = if path.len() > 1 { path.strip_suffix('/').unwrap_or(path) } else { path };
    // The name of a guest.
    let path = &path.replace("%23EXT%23", "#EXT#");
    let texts = split(path, '/');
    // A path that does not begin with `/` keeps what is before the first one, and the grammar refuses it.
    let (first, rest) = texts.split_first().map_or(("", &[][..]), |(first, rest)| (*first, rest));
    let mut done: Vec<String> = vec![first.to_owned()];
    for part in parts(rest) {
        match part {
            Part::Segment(text) => done.push(segment(text)),
            Part::ByPath { anchor, path, is_closed } => {
                let name = if let [one] = path[..] { whole_placeholder(one) } else { None };
                let name = name.unwrap_or_else(|| "path..".to_owned());
                done.push(format!("{}:", segment(anchor)));
                done.push(format!("<{name}>{}", if is_closed { ":" } else { "" }));
            }
            Part::AlternateKey { collection, name, value } => {
                done.push(format!("{collection}({name}={})", argument(name, value)));
            }
        }
    }
    let path = done.join("/");
    query.map_or(path.clone(), |query| format!("{path}?{}", angles(&decoded(query))))
}

/// How often a query is decoded: documentation shows values that are encoded twice.
const ENCODINGS: usize = 3;

/// A query as it is meant: documentation and code show it percent-encoded, with `+` for a space.
fn decoded(query: &str) -> String {
    let mut text = without_plus(query);
    for _ in 0..ENCODINGS {
        let next = percent_decoded(&text);
        if next == text {
            break;
        }
        text = next;
    }
    text
}

/// `+` stands for a space outside of strings, except between digits: `10:00:00+01:00`.
fn without_plus(query: &str) -> String {
    let mut quoted = false;
    let mut before = ' ';
    let mut letters = query.chars().peekable();
    let mut done = String::with_capacity(query.len());
    while let Some(letter) = letters.next() {
        quoted ^= letter == '\'' || letter == '"';
        let in_number = before.is_ascii_digit() && letters.peek().is_some_and(char::is_ascii_digit);
        done.push(if letter == '+' && !quoted && !in_number { ' ' } else { letter });
        before = letter;
    }
    done
}

/// What does not decode to text stays as it is.
fn percent_decoded(query: &str) -> String {
    let mut bytes = Vec::with_capacity(query.len());
    let mut rest = query.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        let digits = after.get(..2).and_then(|digits| std::str::from_utf8(digits).ok());
        let encoded = digits.filter(|_| byte == b'%').and_then(|digits| u8::from_str_radix(digits, 16).ok());
        // A control character is none that anybody meant.
        let encoded = encoded.filter(|byte| *byte >= b' ');
        bytes.push(encoded.unwrap_or(byte));
        rest = if encoded.is_some() { &after[2..] } else { after };
    }
    String::from_utf8(bytes).unwrap_or_else(|_| query.to_owned())
}

fn segment(text: &str) -> String {
    if let Some((name, inside)) = text.strip_suffix(')').and_then(|text| text.split_once('('))
        && !name.contains(['{', '<'])
    {
        let parameters: Vec<String> = split(inside, ',')
            .into_iter()
            .map(|text| match text.split_once('=') {
                Some((name, value)) if !name.contains(['\'', '{', '<']) => {
                    format!("{}={}", name.trim(), argument(name.trim(), value.trim()))
                }
                _ => argument("id", text.trim()),
            })
            .collect();
        return format!("{name}({})", parameters.join(","));
    }
    match whole_placeholder(text) {
        Some(name) => format!("<{name}>"),
        // `{hostname},{site-id},{web-id}` is the id of a site: one value.
        None if text.starts_with('{') && text.ends_with('}') && text.contains("},{") => "<id>".to_owned(),
        None => angles(&decoded_segment(text)),
    }
}

/// A segment as it is meant, unless it would be another address: `%2F` is no `/`.
fn decoded_segment(text: &str) -> String {
    let decoded = percent_decoded(text);
    if decoded.contains(['/', '?', '#', '%', '(', ')']) { text.to_owned() } else { decoded }
}

/// The value of the parameter `name`. A value that contains a placeholder becomes one placeholder. So does what
/// Microsoft's documentation writes for any value of `startDateTime`: `startDateTime-value`, or `'parameterValue'`.
fn argument(name: &str, value: &str) -> String {
    let quoted = value.len() > 1 && value.starts_with('\'') && value.ends_with('\'');
    let inside = if quoted { &value[1..value.len() - 1] } else { value };
    let is_any_value = inside == "parameterValue" || inside.strip_suffix("-value") == Some(name);
    if !inside.contains(['{', '<']) && !is_any_value {
        return value.to_owned();
    }
    let inside = match whole_placeholder(inside) {
        Some(given) if given != "id" => given,
        _ => placeholder(name),
    };
    if quoted { format!("'<{inside}>'") } else { format!("<{inside}>") }
}

/// The name of the placeholder, where `text` is one and nothing else: `{driveItem-id}`, `<path..>`.
fn whole_placeholder(text: &str) -> Option<String> {
    let inside = match text.as_bytes().first()? {
        b'{' => text.trim_end_matches('}').strip_prefix('{')?,
        b'<' => text.strip_suffix('>')?.strip_prefix('<')?,
        _ => return None,
    };
    let closed = text.ends_with(['}', '>']);
    (closed && !inside.contains(['{', '}', '<', '>'])).then(|| placeholder(inside))
}

/// The name of an argument from the text between the braces: the first alternative, in snake case.
fn placeholder(inside: &str) -> String {
    let (inside, dots) = inside.trim().strip_suffix("..").map_or((inside, ""), |inside| (inside, ".."));
    let name = snake(inside.split('|').next().unwrap_or(inside));
    if name.is_empty() { format!("id{dots}") } else { format!("{name}{dots}") }
}

/// Every `{name}` as `<name>`. A GUID in braces, as in the id of an extended property, stays as it is.
fn angles(text: &str) -> String {
    let mut done = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        let Some((inside, after)) = after.split_once('}') else { break };
        done += &if is_guid(inside) {
            format!("{before}{{{inside}}}")
        } else {
            format!("{before}<{}>", placeholder(inside))
        };
        rest = after;
    }
    done + rest
}

/// The places of `separator` outside of quotes, parentheses and placeholders.
fn cuts(text: &str, separator: char) -> Vec<usize> {
    let (mut found, mut depth, mut quoted, mut inside) = (Vec::new(), 0_usize, false, None);
    for (at, letter) in text.char_indices() {
        match (letter, inside) {
            (_, Some(close)) if letter == close => inside = None,
            (_, Some(_)) => {}
            ('\'', _) => quoted = !quoted,
            ('{', None) if text[at..].contains('}') => inside = Some('}'),
            ('<', None) if text[at..].contains('>') => inside = Some('>'),
            _ if quoted => {}
            _ if letter == separator && depth == 0 => found.push(at),
            ('(', _) => depth += 1,
            (')', _) => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    found
}

fn split(text: &str, separator: char) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut start = 0;
    for at in cuts(text, separator) {
        parts.push(&text[start..at]);
        start = at + separator.len_utf8();
    }
    parts.push(&text[start..]);
    if text.is_empty() { Vec::new() } else { parts }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_of_documents() {
        for (path, expected) in [
            ("/me/messages/{id}", "/me/messages/<id>"),
            ("/me/messages/<messageId>/", "/me/messages/<message_id>"),
            ("/users/{id | userPrincipalName}/messages/{message-id}", "/users/<id>/messages/<message_id>"),
            ("/chats/{id}}/messages", "/chats/<id>/messages"),
            ("/chats/{}/messages", "/chats/<id>/messages"),
            ("/chats/{{chat}}/messages?$top={{top}}", "/chats/<chat>/messages?$top=<top>"),
            ("/users/delta()", "/users/delta()"),
            ("/x/f(b={value}, a='{v}')", "/x/f(b=<value>,a='<v>')"),
            ("/x/f(on='a/{b}')", "/x/f(on='<on>')"),
            ("/drive/search(q='{search-text}')", "/drive/search(q='<search_text>')"),
            ("/me/drive/root:/foldera/fileb.txt:/content", "/me/drive/root:/<path..>:/content"),
            ("/me/drive/root:/{item-path}:/content", "/me/drive/root:/<item_path>:/content"),
            ("/drives/{id}/root:/{id}", "/drives/<id>/root:/<id>"),
            ("/drives/{id}/root:/{folder}/{file}", "/drives/<id>/root:/<path..>"),
            ("/me/drive/root:{path}", "/me/drive/root:/<path>"),
            (
                "/sites/root:/sites/{s}:/drive/root:{path}:/children",
                "/sites/root:/<path..>:/drive/root:/<path>:/children",
            ),
            ("/drives/{id}/items/{item}:{path}:/content", "/drives/<id>/items/<item>:/<path>:/content"),
            ("/chats/19%3Aabc%40thread.v2/messages", "/chats/19:abc@thread.v2/messages"),
            ("/x/f(startDateTime=startDateTime-value)", "/x/f(startDateTime=<start_date_time>)"),
            ("/x/f(on='parameterValue')", "/x/f(on='<on>')"),
            ("/drives/{id}/root:/a/b.txt", "/drives/<id>/root:/<path..>"),
            ("/sites/{host}:/{path}", "/sites/<host>:/<path>"),
            (
                "/m?$filter=id eq 'String {66f5a359-4659-4830-9070-00047ec6ac6e} x'",
                "/m?$filter=id eq 'String {66f5a359-4659-4830-9070-00047ec6ac6e} x'",
            ),
            ("/m?$filter=a%20eq+'b+c%2520d'", "/m?$filter=a eq 'b+c d'"),
            ("/users/a_b.com%23EXT%23@c.com", "/users/a_b.com#EXT#@c.com"),
            ("/m?$filter=a ge 10:00:00+01:00", "/m?$filter=a ge 10:00:00+01:00"),
            ("/sites/<host>:/<path..>:/lists", "/sites/<host>:/<path..>:/lists"),
            ("/sites/{host},{site-id},{web-id}/lists", "/sites/<id>/lists"),
            ("/directoryRoles/roleTemplateId={x}/members", "/directoryRoles(roleTemplateId=<x>)/members"),
            ("/applications(appId='{appId}')", "/applications(appId='<app_id>')"),
            ("/users('{id}')/events", "/users('<id>')/events"),
            (
                "/me/messages?$filter=subject eq '{subject}'&$top={n}",
                "/me/messages?$filter=subject eq '<subject>'&$top=<n>",
            ),
            ("/me/messages?$filter=isRead%20eq%20true", "/me/messages?$filter=isRead eq true"),
            ("/me/drive/root/search(q='what?')?$top=1", "/me/drive/root/search(q='what?')?$top=1"),
            ("/identity/{tenant}.com/AAD_{id}", "/identity/<tenant>.com/AAD_<id>"),
            ("/", "/"),
        ] {
            let template = parse(path).unwrap_or_else(|error| panic!("{path}: {error}"));
            assert_eq!(template.to_string(), expected, "{path}");
        }
    }

    #[test]
    fn what_is_no_path_stays_none() {
        for path in
            ["", "me", "/a//b", "/a/{b", "/a/{b}{c}", "/a b", "/v1.0/me", "https://graph.microsoft.com/v1.0/me", "/a:"]
        {
            assert!(parse(path).is_err(), "{path}");
        }
        // A missing `:` after the path is for the catalog to report.
        assert_eq!(parse("/drives/{id}/root:/{x}/y").unwrap().to_string(), "/drives/<id>/root:/<x>/y");
    }
}
