//! Reads JSON bodies: entities by their type, actions by their declared parameters.

use serde_json::{Map, Value};

use crate::{
    http::{GraphError, Request, Result},
    schema::{Kind, Type},
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

/// The properties of an entity as a request gives them: canonical names, checked kinds, no computed ones.
///
/// `navigation` names the navigation properties that may be inline (`attachments`); they are returned unchecked.
pub(crate) fn entity(given: Map<String, Value>, of: &'static Type, navigation: &[&str]) -> Result<Map<String, Value>> {
    let mut properties = Map::new();
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
        } else {
            return Err(GraphError::body(format!(
                "The property '{name}' does not exist on type '{}'. \
                 Make sure to only use property names that are defined by the type.",
                of.name
            )));
        }
    }
    Ok(properties)
}

fn checked(value: Value, kind: Kind, name: &str) -> Result<Value> {
    let fits = match (&value, kind) {
        (Value::Null, _) | (Value::String(_), Kind::String) | (Value::Bool(_), Kind::Boolean) => true,
        (Value::Number(number), Kind::Int32) => number.is_i64(),
        (Value::String(text), Kind::DateTimeOffset) => time::parse(text).is_some(),
        (Value::String(text), Kind::Enum(members)) => {
            let member = members.iter().find(|member| member.eq_ignore_ascii_case(text));
            return match member {
                Some(member) => Ok(Value::from(*member)),
                None => Err(GraphError::body(format!(
                    "Cannot convert the literal '{text}' to the expected type of '{name}'."
                ))),
            };
        }
        (Value::Object(_), Kind::Complex(of)) => {
            let Value::Object(inner) = value else { return Ok(value) };
            return entity(inner, of, &[]).map(Value::Object);
        }
        (Value::Array(_), Kind::Collection(item)) => {
            let Value::Array(items) = value else { return Ok(value) };
            return items
                .into_iter()
                .map(|value| checked(value, *item, name))
                .collect::<Result<_, _>>()
                .map(Value::Array);
        }
        _ => false,
    };
    if fits {
        return Ok(value);
    }
    Err(GraphError::body(format!(
        "Cannot convert the literal '{value}' of '{name}' to the expected type '{}'.",
        kind.name()
    )))
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
        entity(object, &MESSAGE, &["attachments"]).map(Value::Object)
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
