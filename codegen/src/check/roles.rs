//! Assigns arguments to placeholders, query options, headers and the body.

use crate::errors::Errors;
use crate::model::{Body, Form, Inputs, Parameter};
use crate::parse::attribute::PathSyntax;
use crate::parse::item::{Argument, MethodSyntax, Role};
use crate::terms::camel_case;
use crate::verdict::unknown_query_option;
use graph_action_catalog::Segment;
use graph_action_catalog::{Method, nearest};
use syn::{LitBool, LitStr, Type};

/// Headers that the runtime writes itself, and why an argument cannot.
const RESERVED_HEADERS: [(&str, &str); 8] = [
    ("authorization", "it holds the token, which comes from the credential of the `Graph`"),
    ("connection", "it belongs to the connection, not to the request"),
    ("content-length", "it is counted from the body"),
    ("content-type", "it follows from the body: write `#[body(\"media/type\")]`"),
    ("cookie", "Graph has none"),
    ("host", "it follows from the base URL of the `Graph`"),
    ("proxy-authorization", "it belongs to the HTTP client"),
    ("transfer-encoding", "it belongs to the connection, not to the request"),
];

/// Headers that Graph reads. Graph ignores a misspelled header without an error.
const KNOWN_HEADERS: [&str; 6] =
    ["Accept-Language", "client-request-id", "ConsistencyLevel", "If-Match", "If-None-Match", "Prefer"];

/// Whether two headers differ in punctuation only.
fn same_letters(written: &str, known: &str) -> bool {
    let letters = |name: &str| name.chars().filter(char::is_ascii_alphanumeric).collect::<String>();
    !written.eq_ignore_ascii_case(known) && letters(written).eq_ignore_ascii_case(&letters(known))
}

/// Assigns every argument its role, in the order of the grammar.
pub(super) fn assign<'a>(
    method: &'a MethodSyntax,
    http: Method,
    path: &PathSyntax,
    constant: &[(String, String)],
    errors: &mut Errors,
) -> Inputs<'a> {
    let arguments = &method.arguments;
    let mut inputs = Inputs { placeholders: Vec::new(), query: Vec::new(), headers: Vec::new(), body: Body::None };
    let mut leftover = placeholders(method, http, path, &mut inputs, errors);
    paths_are_always_there(&inputs, path, errors);

    for argument in arguments {
        match &argument.role {
            None | Some(Role::Reported) => {}
            Some(Role::Body(attribute, content_type)) => {
                body(argument, attribute, content_type.as_ref(), http, &mut inputs, errors)
            }
            Some(Role::Header(name)) => header(argument, name, constant, &mut inputs, errors),
            Some(Role::Query(name)) => query(argument, name, path, &mut inputs, errors),
        }
    }

    leftover.retain(|argument| argument.role.is_none());
    if http == Method::Post && matches!(inputs.body, Body::None) {
        if !leftover.is_empty() {
            let parameter =
                |argument: &'a Argument| Parameter { name: camel_case(&argument.name()), argument, form: Form::Plain };
            inputs.body = Body::Parameters(leftover.into_iter().map(parameter).collect());
        }
    } else {
        for argument in leftover {
            errors.at(&argument.ident, without_role(argument, http));
        }
    }
    inputs
}

/// Finds each placeholder's argument; returns the arguments that no placeholder names or could have meant.
fn placeholders<'a>(
    method: &'a MethodSyntax,
    http: Method,
    path: &PathSyntax,
    inputs: &mut Inputs<'a>,
    errors: &mut Errors,
) -> Vec<&'a Argument> {
    let named: Vec<&str> = path.template.placeholders().collect();
    let mut leftover: Vec<&Argument> =
        method.arguments.iter().filter(|argument| !named.contains(&argument.name().as_str())).collect();
    let mut reported: Vec<&str> = Vec::new();
    for name in named {
        if let Some(argument) = method.arguments.iter().find(|argument| argument.name() == name) {
            if argument.role.as_ref().is_some_and(|role| !matches!(role, Role::Reported)) && !reported.contains(&name) {
                errors.at(
                    &argument.ident,
                    format!("`{name}` fills `<{name}>` of the path and has an attribute too: an argument has one role"),
                );
                reported.push(name);
            }
            inputs.placeholders.push(argument);
        } else if !reported.contains(&name) {
            reported.push(name);
            // The argument that was meant is not reported again as one without a role.
            let candidates: Vec<String> =
                leftover.iter().filter(|argument| argument.role.is_none()).map(|argument| argument.name()).collect();
            // Except in a POST, an argument without a role is a mistake as well: if only one is left, it was meant.
            let only = match candidates.as_slice() {
                [only] if http != Method::Post => Some(only.as_str()),
                _ => None,
            };
            let meant = only.or_else(|| nearest(name, candidates.iter().map(String::as_str), 1).into_iter().next());
            errors.at(&path.literal, no_argument(method, name, meant));
            if let Some(meant) = meant {
                leftover.retain(|argument| argument.name() != meant);
            }
        }
    }
    leftover
}

fn no_argument(method: &MethodSyntax, name: &str, meant: Option<&str>) -> String {
    let function = &method.item.sig.ident;
    match meant {
        Some(meant) => format!(
            "`<{name}>` is no argument of `{function}`: did you mean `<{meant}>`? \
             A placeholder has the name of the argument that fills it"
        ),
        None => format!("`<{name}>` is no argument of `{function}`: add one, as `{name}: &str`"),
    }
}

/// Refuses an `Option` for a segment, because a segment cannot be left out.
fn paths_are_always_there(inputs: &Inputs<'_>, path: &PathSyntax, errors: &mut Errors) {
    // What stands in parentheses may be left out, with its name.
    let whole = path.template.segments.iter().filter(|segment| !matches!(segment, Segment::Parameters { .. }));
    let segments: Vec<&str> = whole.flat_map(Segment::placeholders).collect();
    for argument in &inputs.placeholders {
        if segments.contains(&argument.name().as_str()) && is_option(&argument.ty) {
            errors.at(
                &argument.ty,
                format!(
                    "`<{0}>` is a segment of the path and cannot be left out: take the value itself, \
                     and write a second method for the path without it",
                    argument.name()
                ),
            );
        }
    }
}

fn is_option(ty: &Type) -> bool {
    match ty {
        Type::Path(path) => path.path.segments.last().is_some_and(|segment| segment.ident == "Option"),
        Type::Reference(reference) => is_option(&reference.elem),
        Type::Group(group) => is_option(&group.elem),
        Type::Paren(paren) => is_option(&paren.elem),
        _ => false,
    }
}

fn body<'a>(
    argument: &'a Argument,
    attribute: &syn::Attribute,
    content_type: Option<&LitStr>,
    http: Method,
    inputs: &mut Inputs<'a>,
    errors: &mut Errors,
) {
    if matches!(http, Method::Get | Method::Delete) {
        errors.at(
            attribute,
            format!("a {} has no body: pass `{}` in the path, the query or a header", http.as_str(), argument.ident),
        );
        return;
    }
    if !matches!(inputs.body, Body::None) {
        errors.at(attribute, "a request has one body: put both values into one type");
        return;
    }
    inputs.body = match content_type {
        None if is_bytes(&argument.ty) => {
            errors.at(
                attribute,
                "bytes as JSON are a list of numbers: say what they are, as `#[body(\"application/octet-stream\")]`",
            );
            return;
        }
        None => Body::Json(argument),
        Some(literal) => {
            let content_type = literal.value();
            if !is_media_type(&content_type) {
                errors.at(
                    literal,
                    format!("`{content_type}` is no media type: write one as `image/jpeg` or `text/plain`"),
                );
                return;
            }
            Body::Raw(content_type, argument)
        }
    };
}

/// `Bytes`, `Vec<u8>`, `&[u8]`.
fn is_bytes(ty: &Type) -> bool {
    let is_byte = |ty: &Type| matches!(ty, Type::Path(path) if path.path.is_ident("u8"));
    match ty {
        Type::Reference(reference) => is_bytes(&reference.elem),
        Type::Slice(slice) => is_byte(&slice.elem),
        Type::Array(array) => is_byte(&array.elem),
        Type::Path(path) => path.path.segments.last().is_some_and(|last| match &last.arguments {
            syn::PathArguments::AngleBracketed(arguments) if last.ident == "Vec" => {
                arguments.args.iter().any(|argument| matches!(argument, syn::GenericArgument::Type(ty) if is_byte(ty)))
            }
            _ => last.ident == "Bytes",
        }),
        _ => false,
    }
}

fn is_media_type(text: &str) -> bool {
    let (media_type, parameters) = text.split_once(';').unwrap_or((text, ""));
    let words = media_type.trim().split_once('/');
    words.is_some_and(|(kind, subtype)| is_token(kind) && is_token(subtype))
        && parameters.chars().all(|c| c == ' ' || c.is_ascii_graphic())
}

/// RFC 9110, `token`.
fn is_token(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(c))
}

/// What is wrong with a header that the attribute or an argument sets, if something is.
fn header_mistake(name: &str, who: &str) -> Option<String> {
    if !is_token(name) {
        Some(format!("`{name}` is no name of a header: write one as `If-Match`"))
    } else if let Some((_, why)) = RESERVED_HEADERS.iter().find(|(reserved, _)| name.eq_ignore_ascii_case(reserved)) {
        Some(format!("the header `{name}` is not for an {who}: {why}"))
    } else {
        let meant = KNOWN_HEADERS.iter().find(|known| same_letters(name, known))?;
        Some(format!("Graph knows no header `{name}`: did you mean `{meant}`?"))
    }
}

/// The headers that the options of the attribute set.
pub(super) fn constant_headers(
    advanced: Option<&LitBool>,
    prefer: Option<&LitStr>,
    written: Option<&[(LitStr, LitStr)]>,
    errors: &mut Errors,
) -> Vec<(String, String)> {
    let mut headers: Vec<(String, String)> = Vec::new();
    if advanced.is_some() {
        headers.push(("ConsistencyLevel".to_owned(), "eventual".to_owned()));
    }
    if let Some(value) = prefer {
        header_value(value, errors);
        headers.push(("Prefer".to_owned(), value.value()));
    }
    for (literal, value) in written.unwrap_or_default() {
        let name = literal.value();
        header_value(value, errors);
        if let Some(mistake) = header_mistake(&name, "option") {
            errors.at(literal, mistake);
        } else if headers.iter().any(|(other, _)| name.eq_ignore_ascii_case(other)) {
            errors.at(literal, format!("the header `{name}` is there twice: keep one"));
        } else {
            headers.push((name, value.value()));
        }
    }
    headers
}

/// RFC 9110, `field-value`: visible characters and spaces between them.
fn header_value(literal: &LitStr, errors: &mut Errors) {
    let value = literal.value();
    if value.trim() != value || value.is_empty() || !value.chars().all(|c| c == ' ' || c.is_ascii_graphic()) {
        errors.at(literal, "the value of a header is visible ASCII text, with spaces only between words");
    }
}

fn header<'a>(
    argument: &'a Argument,
    literal: &LitStr,
    constant: &[(String, String)],
    inputs: &mut Inputs<'a>,
    errors: &mut Errors,
) {
    let name = literal.value();
    let mut names = inputs.headers.iter().map(|(name, _)| name).chain(constant.iter().map(|(name, _)| name));
    if let Some(mistake) = header_mistake(&name, "argument") {
        errors.at(literal, mistake);
    } else if names.any(|other| name.eq_ignore_ascii_case(other)) {
        errors.at(literal, format!("the header `{name}` is there twice: keep one"));
    } else {
        inputs.headers.push((name, argument));
    }
}

fn query<'a>(
    argument: &'a Argument,
    literal: &LitStr,
    path: &PathSyntax,
    inputs: &mut Inputs<'a>,
    errors: &mut Errors,
) {
    let name = literal.value();
    let is_name = !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || "$_@.-".contains(c));
    let repeated = path.template.query.iter().any(|pair| pair.name == name)
        || inputs.query.iter().any(|(other, _)| *other == name);
    if !is_name {
        errors.at(literal, format!("`{name}` is no name of a query option: write one as `$search`"));
    } else if let Some(finding) = unknown_query_option(&name) {
        errors.at(literal, finding);
    } else if repeated {
        errors.at(literal, format!("the query option `{name}` is there twice: keep one"));
    } else {
        inputs.query.push((name, argument));
    }
}

fn without_role(argument: &Argument, http: Method) -> String {
    let name = argument.name();
    let body = match http {
        Method::Post => "; it is no parameter of an action either, because there is a `#[body]`",
        Method::Put | Method::Patch => ", or mark it `#[body]`",
        Method::Get | Method::Delete => "",
    };
    format!(
        "the argument `{name}` has no role: name it in the path (`/…/<{name}>`) or the query (`?option=<{name}>`), \
         or mark it `#[query(\"…\")]` or `#[header(\"…\")]`{body}"
    )
}
