//! Reading the Python files of the SDK: models, enumerations, and the calls below an address.
//!
//! A generator writes them, always in the same form, so they are read by that form and not by Python's grammar.

use std::collections::HashMap;

/// What a file declares.
pub(super) enum Declared {
    Address(Address),
    Model(Model),
    Enumeration(Enumeration),
}

/// The calls of an address.
pub(super) struct Address {
    /// As the SDK has it: `/users/{user-id}/messages/{message-id}/forward`.
    pub(super) path: String,
    pub(super) calls: Vec<Call>,
    /// The types in Python of the parameters of a function, by their names in Python.
    pub(super) parameters: Vec<(String, String)>,
}

/// A call of an address.
pub(super) struct Call {
    /// In capitals: `GET`.
    pub(super) method: String,
    /// A model, or a type of Python.
    pub(super) body: Option<String>,
    /// A model, or a type of Python; `None` when nothing comes back.
    pub(super) returns: Option<String>,
    /// Whether a list of that comes back.
    pub(super) list: bool,
    /// The page in Microsoft's documentation, where it has one.
    pub(super) page: Option<String>,
}

/// A model: a class with properties.
pub(super) struct Model {
    pub(super) class: String,
    /// The models it derives from.
    pub(super) bases: Vec<String>,
    pub(super) fields: Vec<Field>,
}

/// A property of a model, and how the SDK reads it.
pub(super) struct Field {
    pub(super) name: String,
    /// `get_str_value`
    pub(super) reader: String,
    /// What is read where the reader's name does not tell: a model, an enumeration, a type of Python.
    pub(super) argument: String,
    /// Its value is one of an enumeration, or several of its members together.
    pub(super) combines: bool,
}

impl Field {
    /// Whether it holds several values.
    pub(super) fn is_collection(&self) -> bool {
        self.reader.contains("collection") && !self.combines
    }
}

/// An enumeration.
pub(super) struct Enumeration {
    pub(super) class: String,
    pub(super) members: Vec<String>,
}

/// The parents of models that are no models.
const NO_MODELS: [&str; 5] = ["Parsable", "AdditionalDataHolder", "BackedModel", "APIError", "ComposedTypeWrapper"];

/// Reads the file of a module; `module` is its path without `.py`.
pub(super) fn read(module: &str, text: &str) -> Option<Declared> {
    let imports = imports(module, text);
    let resolve = |name: &str| imports.get(name).cloned().unwrap_or_else(|| name.to_owned());
    if module.ends_with("request_builder") {
        return address(text, resolve).map(Declared::Address);
    }
    let (class, parents) = text.lines().find_map(|line| {
        let (class, parents) = line.strip_prefix("class ")?.strip_suffix("):")?.split_once('(')?;
        Some((class.to_owned(), parents))
    })?;
    if parents.contains("Enum") {
        return Some(Declared::Enumeration(Enumeration { class, members: text.lines().filter_map(member).collect() }));
    }
    // A property of the class's own type needs no import.
    let resolve = |name: &str| if name == class { module.to_owned() } else { resolve(name) };
    let parents = parents.split(',').map(str::trim).filter(|parent| !NO_MODELS.contains(parent));
    let bases = parents.map(resolve).collect();
    let mut fields: Vec<Field> = text.lines().filter_map(|line| field(line, resolve)).collect();
    // Members that combine are read as a list, and written as one value.
    for field in fields.iter_mut().filter(|field| field.reader == "get_collection_of_enum_values") {
        field.combines = text.contains(&format!("writer.write_enum_value(\"{}\"", field.name));
    }
    Some(Declared::Model(Model { class, bases, fields }))
}

/// The modules of the names that the file imports relative to itself.
fn imports(module: &str, text: &str) -> HashMap<String, String> {
    let folders: Vec<&str> = module.split('/').collect();
    let import = |line: &str| {
        let (from, name) = line.trim().strip_prefix("from .")?.split_once(" import ")?;
        let path = from.trim_start_matches('.');
        let up = 1 + from.len() - path.len();
        let mut parts: Vec<&str> = folders.get(..folders.len().checked_sub(up)?)?.to_vec();
        parts.extend(path.split('.').filter(|part| !part.is_empty()));
        Some((name.trim().to_owned(), parts.join("/")))
    };
    text.lines().filter_map(import).collect()
}

/// `    Low = "low",`
fn member(line: &str) -> Option<String> {
    let (name, value) = line.strip_prefix("    ")?.split_once(" = \"")?;
    let is_name = name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    Some(value.split_once('"').filter(|_| is_name)?.0.to_owned())
}

/// `"subject": lambda n : setattr(self, 'subject', n.get_str_value()),`
fn field(line: &str, resolve: impl Fn(&str) -> String) -> Option<Field> {
    let (name, rest) = line.trim_start().strip_prefix('"')?.split_once("\": lambda n : setattr(self, ")?;
    let (reader, argument) = rest.split_once(", n.")?.1.split_once('(')?;
    let argument = argument.split_once(')')?.0.trim_matches([' ', ',']);
    Some(Field { name: name.to_owned(), reader: reader.to_owned(), argument: resolve(argument), combines: false })
}

fn address(text: &str, resolve: impl Fn(&str) -> String) -> Option<Address> {
    let (_, template) = text.split_once("super().__init__(request_adapter, \"")?;
    let template = template.split_once('"')?.0.replace("{+baseurl}", "");
    let path = template.split_once("{?").map_or(template.as_str(), |(path, _)| path);
    let path = decoded(path);
    let path = path.split_once('?').map_or(path.as_str(), |(path, _)| path).to_owned();
    let (_, start) = text.split_once("def __init__(self,")?;
    let head = start.split_once(") -> None")?.0;
    let parameters = head.split(", ").filter_map(|parameter| {
        let (name, ty) = parameter.split_once(": Optional[")?;
        Some((name.to_owned(), ty.split_once(']')?.0.to_owned()))
    });
    let calls = text.split("\n    async def ").skip(1).filter_map(|text| call(text, &resolve)).collect();
    Some(Address { path, calls, parameters: parameters.collect() })
}

/// The call whose method in Python begins with `text`.
fn call(text: &str, resolve: &impl Fn(&str) -> String) -> Option<Call> {
    let (method, rest) = text.split_once("(self,")?;
    let (given, rest) = rest.split_once(") -> ")?;
    let (returns, rest) = rest.split_once(":\n")?;
    let rest = rest.split_once("\n    def ").map_or(rest, |(own, _)| own);
    let body = given.trim_start().strip_prefix("body: ").and_then(|body| body.split_once(',')).map(|(body, _)| body);
    let within = |text: &'_ str, start: &str| {
        text.strip_prefix(start).and_then(|text| text.strip_suffix(']')).map(str::to_owned)
    };
    let returns = within(returns.trim(), "Optional[").unwrap_or_else(|| returns.trim().to_owned());
    let item = within(&returns, "list[");
    let list = item.is_some();
    let nothing = returns == "None" || rest.contains("request_adapter.send_no_response_content_async(");
    Some(Call {
        method: method.to_ascii_uppercase(),
        body: body.map(resolve),
        returns: (!nothing).then(|| resolve(&item.unwrap_or(returns))),
        list,
        page: rest.split_once("Find more info here: ").map(|(_, link)| page(link)),
    })
}

/// The address of a page without the version of Graph.
fn page(link: &str) -> String {
    link.split([' ', '\n', '?']).next().unwrap_or_default().to_owned()
}

/// `%2D` is `-`.
fn decoded(text: &str) -> String {
    let mut parts = text.split('%');
    let mut decoded = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        match part.get(..2).and_then(|code| u8::from_str_radix(code, 16).ok()) {
            Some(byte) if byte.is_ascii() => {
                decoded.push(char::from(byte));
                decoded += &part[2..];
            }
            _ => {
                decoded.push('%');
                decoded += part;
            }
        }
    }
    decoded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_model_and_what_it_imports() {
        let text = "from ..models.entity import Entity\nfrom .color import Color\n\n@dataclass\n\
            class Shoe(Entity, Parsable):\n    \
            def get_field_deserializers(self):\n        from .color import Color\n\n        fields = {\n            \
            \"size\": lambda n : setattr(self, 'size', n.get_int_value()),\n            \
            \"color\": lambda n : setattr(self, 'color', n.get_enum_value(Color)),\n            \
            \"laces\": lambda n : setattr(self, 'laces', n.get_collection_of_enum_values(Color)),\n            \
            \"uses\": lambda n : setattr(self, 'uses', n.get_collection_of_enum_values(Color)),\n        }\n        \
            writer.write_collection_of_enum_values(\"laces\", self.laces)\n        \
            writer.write_enum_value(\"uses\", self.uses)\n";
        let Some(Declared::Model(model)) = read("sdk/generated/models/shoe", text) else { panic!("a model") };
        assert_eq!((model.class.as_str(), model.bases), ("Shoe", vec!["sdk/generated/models/entity".to_owned()]));
        let fields: Vec<_> = model.fields.iter().map(|field| (field.name.as_str(), field.argument.as_str())).collect();
        let color = "sdk/generated/models/color";
        assert_eq!(fields, [("size", ""), ("color", color), ("laces", color), ("uses", color)]);
        let collections: Vec<bool> = model.fields.iter().map(Field::is_collection).collect();
        assert_eq!(collections, [false, false, true, false]);
    }

    #[test]
    fn escapes_of_an_address() {
        assert_eq!(decoded("/users/{user%2Did}/a%zz"), "/users/{user-id}/a%zz");
    }
}
