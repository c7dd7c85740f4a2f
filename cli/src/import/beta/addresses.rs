//! What the addresses of the SDK tell: entity sets, operations, and what a navigation property leads to.

use std::collections::{BTreeMap, BTreeSet};

use super::names::folded;
use super::python::{Address, Call};
use super::sdk::{call, segments};
use super::types::{Types, python_type};
use crate::import::csdl::Kind;

/// What the addresses tell.
#[derive(Default)]
pub(super) struct Evidence {
    /// The type of each entity set (`*user`) and singleton.
    pub(super) roots: BTreeMap<String, String>,
    pub(super) operations: BTreeMap<OperationKey, Operation>,
    pub(super) navigations: BTreeMap<(String, String), Navigation>,
    /// Types with `$value`.
    pub(super) with_content: BTreeSet<String>,
    pub(super) alternate_keys: BTreeMap<String, BTreeSet<String>>,
}

/// The key by which the overloads of an operation differ.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct OperationKey {
    /// The type it is bound to, with `*` after it for a collection.
    pub(super) bound_to: String,
    /// In small letters.
    pub(super) name: String,
    /// The names of its parameters, in small letters.
    pub(super) parameters: BTreeSet<String>,
}

/// An operation.
#[derive(Clone)]
pub(super) struct Operation {
    pub(super) name: String,
    pub(super) action: bool,
    pub(super) parameters: Vec<Parameter>,
    pub(super) returns: Option<String>,
    /// The namespace after `microsoft.graph.`.
    pub(super) namespace: String,
    /// Whether an address goes on after it.
    pub(super) composable: bool,
}

/// A parameter of an operation.
#[derive(Clone)]
pub(super) struct Parameter {
    pub(super) name: String,
    pub(super) ty: String,
    /// Whether a call may leave it out, as far as anybody knows.
    pub(super) optional: bool,
}

/// What the addresses tell of a navigation property.
#[derive(Clone, Copy, Default)]
pub(super) struct Navigation {
    /// There is `$ref` below it.
    pub(super) reference: bool,
    /// What it leads to is created, changed or deleted there.
    pub(super) written: bool,
    /// Addresses go on below its items.
    pub(super) deep: bool,
}

/// The addresses as a tree of segments.
#[derive(Default)]
struct Node<'s> {
    below: BTreeMap<&'s str, Node<'s>>,
    address: Option<&'s Address>,
}

impl Node<'_> {
    fn takes(&self, methods: &[&str]) -> bool {
        self.address.is_some_and(|address| address.calls.iter().any(|call| methods.contains(&call.method.as_str())))
    }

    fn call(&self, method: &str) -> Option<&Call> {
        self.address?.calls.iter().find(|call| call.method == method)
    }
}

/// Where the walk is: a type, and whether a collection of it.
#[derive(Clone, Copy)]
struct Position<'h> {
    ty: &'h str,
    collection: bool,
    /// The navigation property that leads here.
    via: Option<(&'h str, &'h str)>,
}

impl Evidence {
    pub(super) fn read(addresses: &[Address], types: &Types<'_>) -> Evidence {
        let mut tree = Node::default();
        for address in addresses {
            let node = segments(&address.path)
                .into_iter()
                .fold(&mut tree, |node, segment| node.below.entry(segment).or_default());
            node.address = Some(address);
        }
        let mut reading = Reading { types, evidence: Evidence::default() };
        reading.service(&tree);
        let mut evidence = reading.evidence;
        // The SDK has the signed-in user at `/users/{}` only.
        evidence.roots.entry("me".to_owned()).or_insert_with(|| "user".to_owned());
        evidence.drop_inherited(types);
        evidence
    }

    /// Drops operations that a base type has alike.
    fn drop_inherited(&mut self, types: &Types<'_>) {
        let keys: Vec<OperationKey> = self.operations.keys().cloned().collect();
        for key in keys {
            let Some(operation) = self.operations.get(&key) else { continue };
            let (ty, star) = key.bound_to.strip_suffix('*').map_or((key.bound_to.as_str(), ""), |ty| (ty, "*"));
            let of_base = types.and_bases(ty).skip(1).find_map(|base| {
                let base_key = OperationKey { bound_to: format!("{base}{star}"), ..key.clone() };
                let base = self.operations.get(&base_key)?;
                (base.action == operation.action && base.returns == operation.returns).then_some(base_key)
            });
            if let Some(base_key) = of_base
                && let Some(dropped) = self.operations.remove(&key)
                && let Some(base) = self.operations.get_mut(&base_key)
            {
                base.composable |= dropped.composable;
            }
        }
    }
}

struct Reading<'t, 's> {
    types: &'t Types<'s>,
    evidence: Evidence,
}

impl Reading<'_, '_> {
    fn service(&mut self, tree: &Node<'_>) {
        for (segment, node) in tree.below.iter().filter(|(segment, _)| call(segment).1.is_none()) {
            let Some(ty) = self.root_type(node) else { continue };
            self.evidence.roots.insert((*segment).to_owned(), ty.clone());
            self.below(node, here(&ty));
        }
        for (segment, node) in &tree.below {
            if let (name, Some(arguments)) = call(segment)
                && let Some(ty) = self.evidence.roots.get(name).cloned()
            {
                let ty = ty.trim_start_matches('*');
                self.alternate_key(ty, &arguments);
                self.below(node, Position { ty, collection: false, via: None });
            }
        }
    }

    /// The type at the root of the service: what is read there, what is added to it, or what one of its items is.
    fn root_type(&self, node: &Node<'_>) -> Option<String> {
        let returned = |node: &Node<'_>, method| self.type_returned(node.call(method)?);
        let added = || {
            let body = node.address?.calls.iter().find_map(|call| call.body.as_deref())?;
            self.types.names.of_module(body, None).map(|ty| format!("*{ty}"))
        };
        let item = || {
            let (_, item) = node.below.iter().find(|(segment, _)| is_key(segment))?;
            ["GET", "PATCH"].iter().find_map(|method| returned(item, method)).map(|ty| format!("*{ty}"))
        };
        let ty = returned(node, "GET").or_else(|| returned(node, "PATCH")).or_else(added).or_else(item)?;
        let kind = self.types.names.kind(ty.trim_start_matches('*'))?;
        (kind == Kind::Entity).then_some(ty)
    }

    fn type_returned(&self, call: &Call) -> Option<String> {
        self.types.returned(call.returns.as_deref()?, call.list)
    }

    fn below(&mut self, node: &Node<'_>, here: Position<'_>) {
        for (segment, next) in &node.below {
            if is_key(segment) {
                if here.collection {
                    self.item(next, here);
                }
                continue;
            }
            match *segment {
                "$ref" => self.note(here.via, |navigation| navigation.reference = true),
                "$value" => _ = self.evidence.with_content.insert(here.ty.to_owned()),
                "$count" => {}
                _ => self.named(segment, next, here),
            }
        }
    }

    /// One item of a collection.
    fn item(&mut self, node: &Node<'_>, here: Position<'_>) {
        if node.takes(&["PATCH", "DELETE", "PUT"]) {
            self.note(here.via, |navigation| navigation.written = true);
        }
        if node.below.contains_key("$ref") {
            self.note(here.via, |navigation| navigation.reference = true);
        }
        let goes_on = |segment: &&str| {
            !segment.starts_with('$')
                && qualified(segment).is_none()
                && self.types.find(here.ty, call(segment).0).is_some()
        };
        if node.below.keys().any(goes_on) {
            self.note(here.via, |navigation| navigation.deep = true);
        }
        self.below(node, Position { collection: false, via: None, ..here });
    }

    fn named(&mut self, segment: &str, node: &Node<'_>, from: Position<'_>) {
        let (name, arguments) = call(segment);
        if let Some(name) = qualified(name) {
            let cast = self.types.names.spelled(name);
            let cast = cast.filter(|cast| self.types.names.kind(cast) != Some(Kind::Enum));
            match cast.filter(|cast| self.types.are_related(cast, from.ty)) {
                Some(cast) => self.below(node, Position { ty: cast, via: None, ..from }),
                None => self.operation(from, name, arguments.as_deref(), node),
            }
            return;
        }
        let found = if from.collection { None } else { self.types.find(from.ty, name) };
        match (found, arguments) {
            (Some(member), None) => {
                let Some(ty) = member.ty else { return };
                let is_navigation = self.types.names.is_navigation(member.owner, member.name);
                let via = is_navigation.then_some((member.owner, member.name));
                if node.takes(&["POST", "PATCH", "PUT", "DELETE"]) {
                    self.note(via, |navigation| navigation.written = true);
                }
                if self.types.names.kind(ty.trim_start_matches('*')).is_some() {
                    self.below(node, Position { via, ..here(&ty) });
                }
            }
            (Some(member), Some(arguments)) if member.ty.as_ref().is_some_and(|ty| ty.starts_with('*')) => {
                let ty = member.ty.unwrap_or_default();
                let ty = ty.trim_start_matches('*');
                self.alternate_key(ty, &arguments);
                self.below(node, Position { ty, collection: false, via: None });
            }
            (_, arguments) => self.operation(from, name, arguments.as_deref(), node),
        }
    }

    fn operation(&mut self, from: Position<'_>, name: &str, arguments: Option<&[&str]>, node: &Node<'_>) {
        let (namespace, name) = name.rsplit_once('.').unwrap_or(("", name));
        let (action, call, parameters) = match (node.call("POST"), node.call("GET")) {
            (Some(call), None) => (true, Some(call), self.action_parameters(call)),
            (_, call) if call.is_some() || arguments.is_some() => {
                (false, call, function_parameters(arguments.unwrap_or_default(), node.address))
            }
            _ => return,
        };
        let returned = call.and_then(|call| self.type_returned(call));
        let something = call.is_some_and(|call| call.returns.is_some());
        let key = OperationKey {
            bound_to: format!("{}{}", from.ty, if from.collection { "*" } else { "" }),
            name: name.to_ascii_lowercase(),
            parameters: parameters.iter().map(|parameter| parameter.name.to_ascii_lowercase()).collect(),
        };
        let composable = !action && !node.below.is_empty();
        let returns = something.then(|| returned.clone().unwrap_or_else(|| "Json".to_owned()));
        let (name, namespace) = (name.to_owned(), namespace.to_owned());
        let new = || Operation { name, action, parameters, returns, namespace, composable };
        self.evidence.operations.entry(key).or_insert_with(new).composable |= composable;
        if let Some(ty) = returned
            && self.types.names.kind(ty.trim_start_matches('*')).is_some()
        {
            self.below(node, here(&ty));
        }
    }

    /// Whether a parameter may be left out is not known, so none is required.
    fn action_parameters(&self, call: &Call) -> Vec<Parameter> {
        let parameters = call.body.as_deref().map(|body| self.types.parameters(body)).unwrap_or_default();
        let parameters = parameters.into_iter().map(|(name, ty)| Parameter {
            name,
            ty: ty.unwrap_or_else(|| "Json".to_owned()),
            optional: true,
        });
        parameters.collect()
    }

    fn alternate_key(&mut self, ty: &str, arguments: &[&str]) {
        let names: Vec<&str> =
            arguments.iter().map(|argument| argument.split('=').next().unwrap_or(argument)).collect();
        self.evidence.alternate_keys.entry(ty.to_owned()).or_default().insert(names.join("+"));
    }

    fn note(&mut self, via: Option<(&str, &str)>, change: impl Fn(&mut Navigation)) {
        if let Some((owner, name)) = via {
            change(self.evidence.navigations.entry((owner.to_owned(), name.to_owned())).or_default());
        }
    }
}

/// The parameters that an address names; `@name` is an alias, which a call may leave out.
fn function_parameters(arguments: &[&str], address: Option<&Address>) -> Vec<Parameter> {
    let known = address.map(|address| address.parameters.as_slice()).unwrap_or_default();
    let parameter = |argument: &&str| {
        let (name, value) = argument.split_once('=').unwrap_or((argument, ""));
        let in_python = known.iter().find(|(known, _)| folded(known) == folded(name)).map(|(_, ty)| ty.as_str());
        let ty = if value.starts_with('\'') { None } else { in_python.and_then(python_type) };
        Parameter {
            name: name.to_owned(),
            ty: ty.unwrap_or("String").to_owned(),
            optional: value.trim_start_matches('\'').starts_with('@'),
        }
    };
    arguments.iter().map(parameter).collect()
}

fn here(ty: &str) -> Position<'_> {
    let (ty, collection) = ty.strip_prefix('*').map_or((ty, false), |ty| (ty, true));
    Position { ty, collection, via: None }
}

/// `{user-id}`, and `id='{id}',policyId='{policyId}'` where several properties are the key.
fn is_key(segment: &str) -> bool {
    segment.starts_with('{') || (segment.contains('=') && !segment.contains('('))
}

/// A name that follows Graph's namespace.
fn qualified(name: &str) -> Option<&str> {
    name.strip_prefix("microsoft.graph.").or_else(|| name.strip_prefix("graph."))
}
