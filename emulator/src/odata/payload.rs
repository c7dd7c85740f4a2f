//! Reads JSON bodies: entities by their type, actions by their declared parameters.

use graph_action_catalog as catalog;
use serde_json::{Map, Value};

use super::{filter::is_guid, is_extension};
use crate::{
    http::{GraphError, Request, Result},
    schema::{self, Kind, Of, Type},
    time,
};

/// The JSON object a request must carry.
pub(crate) fn object(request: &Request) -> Result<Map<String, Value>> {
    if request.body.is_empty() {
        return Err(empty());
    }
    match request.content_type().as_deref() {
        None => return Err(no_content_type()),
        Some("application/json") => {}
        Some(other) => {
            let message = format!("The content type '{other}' is not supported; application/json is.");
            return Err(GraphError::new(415, "UnsupportedMediaType", message));
        }
    }
    match serde_json::from_slice(&request.body) {
        Ok(Value::Object(object)) => Ok(object),
        _ => Err(GraphError::bad_request(
            "Unable to read JSON request payload. \
             Please ensure Content-Type header is set and payload is of valid JSON format.",
        )),
    }
}

/// The error for a missing body.
pub(crate) fn empty() -> GraphError {
    GraphError::bad_request("Empty Payload. JSON content expected.")
}

/// The error for a body without a content type.
pub(crate) fn no_content_type() -> GraphError {
    GraphError::bad_request("Write requests (excluding DELETE) must contain the Content-Type header declaration.")
}

/// The parameters of an action under their declared names. A request may write the names in any case.
///
/// Without a body, or with the body `{}`, there are none.
pub(crate) fn parameters(request: &Request, action: &str, declared: &[&'static str]) -> Result<Map<String, Value>> {
    if request.body.is_empty() {
        return Ok(Map::new());
    }
    let mut parameters = Map::new();
    for (name, value) in object(request)? {
        if name.starts_with('@') {
            continue;
        }
        let known = declared.iter().find(|declared| declared.eq_ignore_ascii_case(&name));
        let Some(known) = known else {
            return Err(GraphError::bad_request(format!(
                "The parameter '{name}' in the request payload is not a valid parameter for the operation '{action}'."
            )));
        };
        if !value.is_null() {
            parameters.insert((*known).to_owned(), value);
        }
    }
    Ok(parameters)
}

/// What a request says of an entity.
#[derive(Debug)]
pub(crate) struct Body {
    /// The type that `@odata.type` names, or else the declared one.
    pub(crate) of: Type,
    pub(crate) properties: Map<String, Value>,
    /// Entities that are to be created with it, by the navigation property that will have them.
    pub(crate) nested: Vec<(catalog::Member<'static>, Value)>,
    /// Addresses of entities to link to, from `members@odata.bind`.
    pub(crate) links: Vec<(catalog::Member<'static>, Vec<String>)>,
}

/// Reads what a request says of an entity: canonical names, checked kinds. Properties that the service sets are left
/// out, unless `with_computed`.
pub(crate) fn read(given: Map<String, Value>, declared: Type, with_computed: bool) -> Result<Body> {
    let of = actual_type(&given, declared)?;
    let mut body = Body { of, properties: Map::new(), nested: Vec::new(), links: Vec::new() };
    for (name, value) in given {
        if let Some(link) = name.strip_suffix("@odata.bind") {
            let member = of.navigation_member(link).ok_or_else(|| not_declared(link, of))?;
            body.links.push((member, addresses(value, link)?));
        } else if name.contains('@') {
        } else if let Some(property) = of.property(&name) {
            if property.computed && !with_computed {
                continue;
            }
            let value = checked(value, property.kind, property.name)?;
            if value.is_null() && !property.kind.nullable {
                return Err(GraphError::body(format!(
                    "A null value was found for the property named '{}', which has the expected type \
                     '{}[Nullable=False]'.",
                    property.name,
                    property.kind.name()
                )));
            }
            body.properties.insert(property.name.to_owned(), value);
        } else if let Some(member) = of.navigation_member(&name) {
            if !schema::is_contained(&member) && !value.is_null() {
                return Err(GraphError::body(format!(
                    "The navigation property '{}' of '{of}' takes links only: use '{0}@odata.bind'.",
                    member.name
                )));
            }
            body.nested.push((member, value));
        } else if is_extension(of, &name) || of.is("openTypeExtension") || of.is("fieldValueSet") {
            body.properties.insert(name, value);
        } else {
            return Err(not_declared(&name, of));
        }
    }
    Ok(body)
}

/// The type that `@odata.type` names, which has to derive from the declared one.
fn actual_type(given: &Map<String, Value>, declared: Type) -> Result<Type> {
    let Some(Value::String(written)) = given.get("@odata.type") else { return Ok(declared) };
    Type::named(written).filter(|of| of.is(declared.0)).ok_or_else(|| {
        GraphError::body(format!(
            "A type named '{}' could not be resolved by the model as a '{declared}'.",
            written.trim_start_matches('#')
        ))
    })
}

fn addresses(value: Value, name: &str) -> Result<Vec<String>> {
    let read = match value {
        Value::String(one) => Some(vec![one]),
        Value::Array(all) => all.into_iter().map(|one| one.as_str().map(str::to_owned)).collect::<Option<Vec<_>>>(),
        _ => None,
    };
    read.ok_or_else(|| GraphError::body(format!("The value of '{name}@odata.bind' is not an address.")))
}

fn not_declared(name: &str, of: Type) -> GraphError {
    GraphError::body(format!(
        "The property '{name}' does not exist on type '{of}'. \
         Make sure to only use property names that are defined by the type."
    ))
}

/// The properties of an entity or of a complex value as a request gives them: canonical names, checked kinds, no
/// computed ones.
///
/// `navigation` names the navigation properties that may be inline (`attachments`); they are returned unchecked.
pub(crate) fn entity(given: Map<String, Value>, declared: Type, navigation: &[&str]) -> Result<Map<String, Value>> {
    let of = actual_type(&given, declared)?;
    let mut properties = Map::new();
    if of != declared && !of.is_entity() {
        properties.insert("@odata.type".to_owned(), format!("#{of}").into());
    }
    for (name, value) in given {
        if name.contains('@') {
            continue;
        }
        if let Some(property) = of.property(&name) {
            let value = checked(value, property.kind, property.name)?;
            if !property.computed {
                properties.insert(property.name.to_owned(), value);
            }
        } else if let Some(name) = of.navigation(&name).filter(|name| navigation.contains(name)) {
            properties.insert(name.to_owned(), value);
        } else if of.is_open() && (!of.is_entity() || is_extension(of, &name)) {
            properties.insert(name, value);
        } else {
            return Err(not_declared(&name, of));
        }
    }
    Ok(properties)
}

/// A value as it is stored, when it is of this kind.
pub(crate) fn checked(value: Value, kind: Kind, name: &str) -> Result<Value> {
    if kind.collection {
        return match value {
            Value::Array(items) => items
                .into_iter()
                .map(|value| checked(value, kind.item(), name))
                .collect::<Result<_>>()
                .map(Value::Array),
            Value::Null => Ok(Value::Array(Vec::new())),
            other => Err(mismatch(&other, kind, name)),
        };
    }
    match (&value, kind.of) {
        (Value::String(text), Of::Enum(of)) => return member(text, of, name).map(Value::from),
        (Value::Object(_), Of::Complex(of) | Of::Entity(of)) => {
            let Value::Object(inner) = value else { return Ok(value) };
            return entity(inner, of, &[]).map(Value::Object);
        }
        _ => {}
    }
    if fits(&value, kind.of) { Ok(value) } else { Err(mismatch(&value, kind, name)) }
}

fn fits(value: &Value, of: Of) -> bool {
    match (value, of) {
        (Value::Null, _) | (_, Of::Anything) => true,
        (Value::Bool(_), Of::Boolean) => true,
        (Value::Number(number), Of::Integer) => number.is_i64() || number.is_u64(),
        (Value::Number(_), Of::Number) => true,
        (Value::String(text), of) => match of {
            Of::Text | Of::Stream => true,
            Of::DateTimeOffset => text.contains(['T', 't']) && time::parse(text).is_some(),
            Of::Date => !text.contains(['T', 't']) && time::parse(text).is_some(),
            Of::TimeOfDay => time::parse(&format!("2000-01-01T{text}Z")).is_some(),
            Of::Duration => text.trim_start_matches('-').starts_with('P'),
            Of::Guid => is_guid(text),
            Of::Binary => text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+/=-_".contains(&byte)),
            Of::Number => ["NaN", "INF", "-INF"].contains(&text.as_str()) || text.parse::<f64>().is_ok(),
            // `IEEE754Compatible=true` writes large integers as text.
            Of::Integer => text.parse::<i64>().is_ok(),
            _ => false,
        },
        _ => false,
    }
}

/// The members of an enumeration as the schema spells them.
fn member(text: &str, of: Type, name: &str) -> Result<String> {
    let members = of.enum_members();
    let parts = if of.is_flags() { text.split(',').map(str::trim).collect() } else { vec![text] };
    let known = |text: &str| members.iter().copied().find(|member| member.eq_ignore_ascii_case(text));
    let found: Option<Vec<&str>> = parts.into_iter().map(known).collect();
    found.map(|found| found.join(",")).ok_or_else(|| {
        GraphError::body(format!("Cannot convert the literal '{text}' to the expected type of '{name}'."))
    })
}

fn mismatch(value: &Value, kind: Kind, name: &str) -> GraphError {
    GraphError::body(format!(
        "Cannot convert the literal '{value}' of '{name}' to the expected type '{}'.",
        kind.name()
    ))
}

/// A parameter that is a string, when it is given.
pub(crate) fn text<'v>(parameters: &'v Map<String, Value>, name: &str) -> Result<Option<&'v str>> {
    match parameters.get(name) {
        None => Ok(None),
        Some(Value::String(text)) => Ok(Some(text)),
        Some(other) => Err(GraphError::body(format!(
            "Cannot convert the literal '{other}' of '{name}' to the expected type 'Edm.String'."
        ))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::MESSAGE;
    use serde_json::json;

    fn read(value: Value) -> Result<Value> {
        let Value::Object(object) = value else { panic!("not an object") };
        entity(object, MESSAGE, &["attachments"]).map(Value::Object)
    }

    #[test]
    fn canonical_names_and_no_computed_properties() {
        let read = read(json!({
            "@odata.type": "#microsoft.graph.message", "Subject": "x", "isDraft": false, "id": "forged",
            "toRecipients": [{"EmailAddress": {"address": "a@b"}}], "importance": "High", "attachments": [],
        }));
        let expected = json!({
            "subject": "x", "toRecipients": [{"emailAddress": {"address": "a@b"}}],
            "importance": "high", "attachments": [],
        });
        assert_eq!(read.unwrap(), expected);
    }

    #[test]
    fn refusals() {
        for wrong in [
            json!({"subjct": "x"}),
            json!({"subject": 5}),
            json!({"isRead": "true"}),
            json!({"importance": "urgent"}),
            json!({"toRecipients": {"emailAddress": {}}}),
            json!({"toRecipients": [{"address": "a@b"}]}),
            json!({"body": "text"}),
            json!({"extensions": []}),
        ] {
            assert_eq!(read(wrong.clone()).unwrap_err().code, "RequestBodyRead", "{wrong}");
        }
    }
}
