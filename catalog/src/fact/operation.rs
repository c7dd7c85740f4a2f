//! Records of actions and functions.

use super::types::{Deprecation, TypeRef};

/// One overload of an action or function, bound to a type or to a collection of it.
#[derive(Clone, Debug)]
pub struct Operation<'c> {
    /// The type it is bound to.
    pub bound_to: TypeRef<'c>,
    /// Its name, without a namespace.
    pub name: &'c str,
    /// An action is called by POST and takes its parameters in the body, a function by GET and in its parentheses.
    pub kind: OperationKind,
    /// Its parameters, in the schema's order, without the one it is bound to.
    pub parameters: Vec<Parameter<'c>>,
    /// What it returns; `None` when nothing.
    pub returns: Option<TypeRef<'c>>,
    /// The namespace after `microsoft.graph.` it is declared in; empty for `microsoft.graph` itself.
    pub namespace: &'c str,
    /// Its deprecation, if it is deprecated.
    pub deprecation: Option<Deprecation<'c>>,
    /// Whether an address may go on after a call of it, as after `range(address='A1:B2')`.
    pub(crate) composable: bool,
    pub(crate) line: &'c str,
}

/// Action or function.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OperationKind {
    /// Called by POST; it may change something.
    Action,
    /// Called by GET; it changes nothing.
    Function,
}

/// A parameter of an action or function.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Parameter<'c> {
    /// The name as the schema spells it: `SaveToSentItems` for Outlook, `saveToSentItems` in the documentation. Graph
    /// takes any case.
    pub name: &'c str,
    /// Its type.
    pub ty: TypeRef<'c>,
    /// Whether the schema says that it may be left out.
    pub optional: bool,
}

impl<'c> Parameter<'c> {
    fn parse(text: &'c str) -> Option<Parameter<'c>> {
        let (name, ty) = text.split_once(':')?;
        let (name, optional) = name.strip_suffix('?').map_or((name, false), |name| (name, true));
        Some(Parameter { name, ty: TypeRef::parse(ty), optional })
    }

    /// The name as Graph's documentation writes it: camelCase.
    #[must_use]
    pub fn documented_name(&self) -> String {
        let mut letters = self.name.chars();
        letters.next().map(|first| first.to_lowercase().chain(letters).collect()).unwrap_or_default()
    }
}

impl<'c> Operation<'c> {
    /// From `message!forward(ToRecipients:*recipient,Comment?:String) A`, `message*!delta() F *message`.
    pub(crate) fn parse(line: &'c str) -> Option<Operation<'c>> {
        let (key, fields) = line.split_once(' ')?;
        let (bound_to, call) = key.split_once('!')?;
        let (name, parameters) = call.strip_suffix(')')?.split_once('(')?;
        let mut words = fields.split(' ');
        let kind = match words.next()? {
            "A" => OperationKind::Action,
            "F" => OperationKind::Function,
            _ => return None,
        };
        let is_note =
            |word: &&str| word.starts_with(['@', '.']) || word.starts_with("https://") || *word == "composable";
        let (bound_to, collection) = bound_to.strip_suffix('*').map_or((bound_to, false), |ty| (ty, true));
        Some(Operation {
            bound_to: TypeRef { name: bound_to, collection, nullable: false },
            name,
            kind,
            parameters: if parameters.is_empty() {
                Vec::new()
            } else {
                parameters.split(',').map(Parameter::parse).collect::<Option<_>>()?
            },
            returns: words.next().filter(|word| !is_note(word)).map(TypeRef::parse),
            namespace: fields.split(' ').find_map(|word| word.strip_prefix('.')).unwrap_or(""),
            deprecation: Deprecation::among(fields),
            composable: fields.split(' ').any(|word| word == "composable"),
            line,
        })
    }

    /// The parameter called `name`, compared without case and `_`.
    #[must_use]
    pub fn parameter(&self, name: &str) -> Option<&Parameter<'c>> {
        self.parameters.iter().find(|parameter| same_name(parameter.name, name))
    }

    /// Whether a call must name this parameter. A function's parameters are required unless the schema calls them
    /// optional. An action's parameter may be left out when it may be null.
    #[must_use]
    pub fn requires(&self, parameter: &Parameter<'_>) -> bool {
        !parameter.optional && (self.kind == OperationKind::Function || !parameter.ty.nullable)
    }
}

/// Whether two parameter names are one: Graph compares them without case, and Rust writes them with `_`.
#[must_use]
pub fn same_name(a: &str, b: &str) -> bool {
    let letters = |text: &'_ str| {
        text.bytes().filter(|&byte| byte != b'_').map(|byte| byte.to_ascii_lowercase()).collect::<Vec<_>>()
    };
    a.eq_ignore_ascii_case(b) || letters(a) == letters(b)
}
