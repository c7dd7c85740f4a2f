//! The syntax of a line: whether it is a fact, and why not.

use super::operation::Operation;
use super::permission::{Grant, parse_scheme};
use super::permission_name::PermissionName;
use super::types::Type;
use crate::method::Method;

/// Whether a line is a fact in the catalog's format.
///
/// # Errors
/// The reason why it is not a fact, for the person who wrote the line.
pub fn check(line: &str) -> Result<(), String> {
    if line.chars().any(char::is_control) {
        return Err("it has a control character; fields are separated by one space".to_owned());
    }
    if line.contains("  ") {
        return Err("fields are separated by one space".to_owned());
    }
    let (key, fields) = line.split_once(' ').unwrap_or((line, ""));
    let fields: Vec<&str> = fields.split(' ').filter(|field| !field.is_empty()).collect();
    if key.starts_with('/') {
        return check_path(key, &fields);
    }
    if let Some(name) = key.strip_prefix('@') {
        return check_permission(name, &fields);
    }
    if let Some(name) = key.strip_prefix('!') {
        check_name(name)?;
        return match fields.first() {
            Some(&"reads") => check_notes(&fields, 1),
            _ => Err("an action that only reads is written `!name reads`".to_owned()),
        };
    }
    if let Some(member) = key.strip_prefix('?') {
        let (owner, member) = member.split_once('/').ok_or("required options are written `?type/property a,b`")?;
        check_type_name(owner)?;
        check_name(member)?;
        return check_notes(&fields, 1);
    }
    if let Some(ty) = key.strip_suffix(':') {
        check_type_name(ty)?;
        return check_notes(&fields, 0);
    }
    if let Some((ty, rest)) = key.split_once('[') {
        return check_known_key(ty, rest, &fields);
    }
    if let Some((ty, rest)) = key.split_once('!') {
        check_type_name(ty.strip_suffix('*').unwrap_or(ty))?;
        return check_operation(line, rest, &fields);
    }
    if let Some((ty, derived)) = key.split_once('<') {
        check_type_name(ty)?;
        check_type_name(derived)?;
        return check_notes(&fields, 0);
    }
    if let Some((ty, member)) = key.split_once('/') {
        return check_property(ty, member, &fields);
    }
    check_type_name(key)?;
    match Type::parse(line) {
        Some(_) => check_notes(&fields, 1),
        None => Err("a type is written `name E` (entity), `name C` (complex) or `name =a|b` (enumeration)".to_owned()),
    }
}

fn check_known_key(owner: &str, rest: &str, fields: &[&str]) -> Result<(), String> {
    let (ty, member) = owner.split_once('/').map_or((owner, None), |(ty, member)| (ty, Some(member)));
    check_type_name(ty)?;
    member.map_or(Ok(()), check_name)?;
    match rest.strip_suffix(']') {
        Some(literal) if !literal.is_empty() => check_notes(fields, 0),
        _ => Err("a key that Graph knows by name is written `type[name]` or `type/property[name]`".to_owned()),
    }
}

fn check_property(ty: &str, member: &str, fields: &[&str]) -> Result<(), String> {
    check_type_name(ty)?;
    if !matches!(member, "$value" | "{}") {
        check_name(member)?;
    }
    let Some(&first) = fields.first() else {
        return Err("a property needs a type: `message/subject String`".to_owned());
    };
    if matches!(first, "needs" | "wants") {
        return check_need(first, fields);
    }
    check_type_ref(first.strip_prefix(['>', '~', '?']).unwrap_or(first))?;
    check_notes(fields, 1)
}

fn check_path(path: &str, fields: &[&str]) -> Result<(), String> {
    let Some(&first) = fields.first() else {
        return Err("after a path comes a method and permissions, or the type of an entity set".to_owned());
    };
    if path.len() > 1 && path.split('/').skip(1).any(str::is_empty) {
        return Err("a segment of the path is empty".to_owned());
    }
    if let Some(other) = first.strip_prefix('~') {
        return if other.starts_with('/') {
            check_notes(fields, 1)
        } else {
            Err("`~` is followed by a path".to_owned())
        };
    }
    if let Some(resources) = first.strip_prefix('@') {
        return if resources.split('|').all(PermissionName::is_valid) {
            check_notes(fields, 1)
        } else {
            Err("`@` is followed by the resources of permissions: `@Mail|MailboxSettings`".to_owned())
        };
    }
    let is_root = path.rfind('/') == Some(0) && path.len() > 1;
    match first.parse::<Method>() {
        Ok(_) => return check_grants(&fields[1..]),
        Err(error) if !is_root || first.bytes().all(|byte| byte.is_ascii_uppercase()) => {
            return Err(format!("`{first}` is no method: {error}"));
        }
        Err(_) => {}
    }
    check_type_ref(first)?;
    check_notes(fields, 1)
}

/// The permissions of an operation, with `also` or `instead` before them and `all` after them, or `*` in their place.
fn check_grants(fields: &[&str]) -> Result<(), String> {
    let word = fields.first().filter(|word| matches!(**word, "also" | "instead"));
    let fields = if word.is_some() { &fields[1..] } else { fields };
    let ends_grants = |field: &&&str| matches!(**field, "all" | "*") || is_note(field);
    let grants = fields.iter().take_while(|field| !ends_grants(field)).count();
    if let Some(field) = fields[..grants].iter().find(|field| Grant::parse(field).is_none()) {
        return Err(format!(
            "`{field}` is no permission: expected `Name=DPA` (D delegated, P personal, A application)"
        ));
    }
    match (fields.get(grants), word) {
        (Some(&"*"), None) if grants == 0 => check_notes(fields, 1),
        (Some(&"all"), _) if grants > 0 => check_notes(fields, grants + 1),
        (_, Some(word)) if grants == 0 => Err(format!("after `{word}` come permissions")),
        _ => check_notes(fields, grants),
    }
}

/// After `needs` or `wants` comes one of several permissions.
fn check_need(word: &str, fields: &[&str]) -> Result<(), String> {
    match fields.get(1) {
        Some(names) if names.split('|').all(|name| PermissionName::parse(name).is_some()) => check_notes(fields, 2),
        _ => Err(format!("after `{word}` come permissions: `user/signInActivity {word} AuditLog.Read.All`")),
    }
}

fn check_permission(name: &str, fields: &[&str]) -> Result<(), String> {
    if !PermissionName::is_valid(name) {
        return Err(format!("`@{name}` is no permission name"));
    }
    match fields.iter().find(|field| parse_scheme(field).is_none() && **field != "rsc" && !is_note(field)) {
        Some(field) => Err(format!("`{field}` is no scheme: expected `D2:guid`, `P` or `A3!:guid`")),
        None => Ok(()),
    }
}

fn check_operation(line: &str, call: &str, fields: &[&str]) -> Result<(), String> {
    let Some((name, _)) = call.split_once('(').filter(|_| call.ends_with(')')) else {
        return Err("an operation is written `type!name(parameter:Type) A`".to_owned());
    };
    check_name(name)?;
    let Some(operation) = Operation::parse(line) else {
        return Err("after an operation comes `A` (action) or `F` (function), then what it returns".to_owned());
    };
    for parameter in &operation.parameters {
        check_name(parameter.name)?;
        check_type_name(parameter.ty.name)?;
    }
    if let Some(returns) = operation.returns {
        check_type_name(returns.name)?;
    }
    check_notes(fields, 1 + usize::from(operation.returns.is_some()))
}

fn check_notes(fields: &[&str], first: usize) -> Result<(), String> {
    match fields.iter().skip(first).find(|field| !is_note(field)) {
        Some(field) => Err(format!("`{field}` is not understood here")),
        None => Ok(()),
    }
}

/// A flag, a source, dates of a deprecation, a base, keys, a namespace, denied capabilities.
fn is_note(field: &str) -> bool {
    matches!(field, "open" | "abstract" | "stream" | "composable")
        || ["https://", "@", ":", ".", "key=", "alt=", "no:"]
            .iter()
            .any(|start| field.len() > start.len() && field.starts_with(start))
}

fn check_type_ref(text: &str) -> Result<(), String> {
    let name = text.strip_suffix('!').unwrap_or(text);
    check_type_name(name.strip_prefix('*').unwrap_or(name))
}

fn check_type_name(name: &str) -> Result<(), String> {
    let part = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    if name.split('.').all(part) { Ok(()) } else { Err(format!("`{name}` is no type name")) }
}

fn check_name(name: &str) -> Result<(), String> {
    let fine = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    if fine { Ok(()) } else { Err(format!("`{name}` is no name")) }
}
