//! Shows entities: the selected properties, and what is expanded.

use percent_encoding::utf8_percent_encode;
use serde_json::{Map, Value, json};

use super::{refusal::not_found, relation, select};
use crate::{
    graph::call::Call,
    http::{Response, Result, percent},
    odata::{
        expand::{self, Expansion},
        options::Options,
        page::Selection,
    },
    request_target::address::Hop,
    schema::{Of, Type, USER_DEFAULTS, shown_links},
    state::State,
    store::{Node, NodeId},
};

/// Which properties of an entity are shown, and what is expanded.
#[derive(Debug)]
pub(super) struct View {
    /// The declared type: another one is named in `@odata.type`.
    of: Type,
    selection: Selection,
    selects: bool,
    expansions: Vec<Expansion>,
}

impl View {
    /// What `$select` and `$expand` ask for.
    pub(super) fn of(options: &Options, of: Type) -> Result<Self> {
        let expansions = options.expand.as_ref().map_or(Ok(Vec::new()), |text| expand::parse(text, of))?;
        Self::with(options, of, expansions)
    }

    /// Everything, and nothing expanded.
    pub(super) fn full(of: Type) -> Self {
        Self { of, selection: Selection::all(), selects: true, expansions: Vec::new() }
    }

    fn with(options: &Options, of: Type, expansions: Vec<Expansion>) -> Result<Self> {
        let selection = Selection::parse(options, of)?;
        Ok(Self { of, selection, selects: options.select.is_some(), expansions })
    }

    /// `(id,displayName)`, for contexts.
    pub(super) fn suffix(&self) -> String {
        self.selection.suffix()
    }

    /// An entity as Graph shows it.
    pub(super) fn show(&self, state: &State, id: NodeId) -> Value {
        let Some(node) = state.store.node(id) else { return Value::Null };
        let mut shown = Map::new();
        if node.of != self.of {
            shown.insert("@odata.type".to_owned(), format!("#{}", node.of).into());
        }
        if has_etag(node.of) {
            shown.insert("@odata.etag".to_owned(), node.etag().into());
        }
        for property in node.of.properties().iter().filter(|property| self.shows(node, property.name)) {
            let stored = &node.properties[property.name];
            if property.kind.of == Of::Stream {
                continue;
            }
            let value = match stored {
                Value::Null if property.kind.collection => json!([]),
                Value::Null if !property.kind.nullable => continue,
                stored => stored.clone(),
            };
            shown.insert(property.name.to_owned(), value);
        }
        // What an open type has beyond its declared properties.
        for (name, value) in node.properties.as_object().into_iter().flatten() {
            if !shown.contains_key(name) && self.shows(node, name) {
                shown.insert(name.clone(), value.clone());
            }
        }
        for name in shown_links(node.of) {
            if let Some(linked) = state.store.single((id, name)).and_then(|linked| state.store.node(linked)) {
                shown.insert(name.to_owned(), json!({"id": linked.id()}));
            }
        }
        for expansion in &self.expansions {
            expand_one(state, id, expansion, &mut shown);
        }
        Value::Object(shown)
    }

    fn shows(&self, node: &Node, name: &str) -> bool {
        if !self.selects && node.of.is("user") {
            return USER_DEFAULTS.contains(&name);
        }
        // What is not about the entity itself belongs to every answer outside the directory.
        self.selection.shows(name) || (name == node.of.key() && has_etag(node.of))
    }
}

/// The directory has no etags.
pub(super) fn has_etag(of: Type) -> bool {
    !of.is("directoryObject")
}

/// How many linked objects the directory shows in an `$expand`.
const EXPANDED_IN_DIRECTORY: usize = 20;

/// Adds a navigation property to an entity as it is shown.
pub(in crate::graph) fn expand_one(
    state: &State,
    owner: NodeId,
    expansion: &Expansion,
    shown: &mut Map<String, Value>,
) {
    expand(state, owner, expansion, expansion.options.levels.unwrap_or(1), shown);
}

fn expand(state: &State, owner: NodeId, expansion: &Expansion, levels: usize, shown: &mut Map<String, Value>) {
    let (name, of) = (expansion.member.name, expansion.cast.unwrap_or(Type(expansion.member.ty.name)));
    let place = relation::place(state, owner, name);
    let inner: Vec<Expansion> = Vec::new();
    let Ok(mut view) = View::with(&expansion.options, of, inner) else { return };
    let show = |view: &View, id: NodeId| {
        let Value::Object(mut entity) = view.show(state, id) else { return Value::Null };
        for inner in &expansion.inner {
            expand_one(state, id, inner, &mut entity);
        }
        if levels > 1 {
            expand(state, id, expansion, levels - 1, &mut entity);
        }
        Value::Object(entity)
    };
    if !expansion.member.ty.collection {
        let target = relation::single(state, place);
        shown.insert(name.to_owned(), target.map_or(Value::Null, |id| show(&view, id)));
        return;
    }
    view.of = Type(expansion.member.ty.name);
    let mut found = relation::targets(state, place);
    if let Some(cast) = expansion.cast {
        found.retain(|id| state.store.node(*id).is_some_and(|node| node.of.is(cast.0)));
    }
    let Ok(found) = select::query(state, found, &expansion.options, of) else { return };
    if expansion.options.count {
        shown.insert(format!("{name}@odata.count"), found.len().into());
    }
    let most = if of.is("directoryObject") { EXPANDED_IN_DIRECTORY } else { usize::MAX };
    let (skip, top) = (expansion.options.skip.unwrap_or(0), expansion.options.top.unwrap_or(most));
    shown.insert(name.to_owned(), found.into_iter().skip(skip).take(top).map(|id| show(&view, id)).collect());
}

/// Checks what nested options say, so that showing cannot fail.
pub(in crate::graph) fn check(expansions: &[Expansion]) -> Result<()> {
    for expansion in expansions {
        let of = expansion.cast.unwrap_or(Type(expansion.member.ty.name));
        Selection::parse(&expansion.options, of)?;
        select::parse(&expansion.options, of)?;
        check(&expansion.inner)?;
    }
    Ok(())
}

impl View {
    /// The same, after checking what is nested.
    pub(super) fn checked(options: &Options, of: Type) -> Result<Self> {
        let view = Self::of(options, of)?;
        check(&view.expansions)?;
        Ok(view)
    }
}

/// A response with an entity.
pub(super) fn answer(call: &Call<'_>, status: u16, node: NodeId) -> Result<Response> {
    let declared = call.target.address.walk.ty.map_or(Type("entity"), |ty| Type(ty.name));
    answer_as(call, status, node, declared)
}

/// The same, where the address does not lead to the entity.
pub(super) fn answer_as(call: &Call<'_>, status: u16, node: NodeId, declared: Type) -> Result<Response> {
    let view = View::checked(&call.options, declared)?;
    let Value::Object(shown) = view.show(call.state, node) else { return Err(not_found(call, "")) };
    let is_singleton = call.target.address.hops.len() == 1 && status != 201 && !is_me(call);
    let entity = if is_singleton { "" } else { "/$entity" };
    let mut body = Map::new();
    let context = call.context(&format!("{}{}{entity}", context(call), view.suffix()));
    body.insert("@odata.context".to_owned(), context.into());
    body.extend(shown);
    let etag = call.state.store.node(node).filter(|node| has_etag(node.of)).map(Node::etag);
    let response = Response::json(status, &Value::Object(body));
    Ok(match etag {
        Some(etag) => response.header("etag", etag),
        None => response,
    })
}

/// Whether the address begins with the signed-in user.
fn is_me(call: &Call<'_>) -> bool {
    matches!(call.target.address.hops.first(), Some(Hop::Member(member)) if member.name == "me")
}

/// `users('…')/events`: the collection that an address leads to or through, for contexts.
pub(super) fn context(call: &Call<'_>) -> String {
    let mut text = String::new();
    let mut key = None;
    for hop in &call.target.address.hops {
        match hop {
            Hop::Member(member) if is_me(call) && text.is_empty() && member.name == "me" => {
                text.push_str("users");
                key = call.state.accounts.first().map(|me| me.id.as_str());
            }
            // Links lead to objects of the directory.
            Hop::Member(member) if member.navigation && !member.contained && member.of.is("directoryObject") => {
                text = "directoryObjects".to_owned();
                key = None;
            }
            Hop::Member(member) => {
                if let Some(key) = key.take() {
                    text.push_str(&format!("('{}')", utf8_percent_encode(key, percent::KEY)));
                }
                if !text.is_empty() {
                    text.push('/');
                }
                text.push_str(member.name);
            }
            Hop::Key(arguments) => key = arguments.first().map(|argument| argument.value.as_str()),
            Hop::Cast(of) => {
                text.push('/');
                text.push_str(&of.to_string());
            }
            Hop::Path(_) | Hop::Call { .. } | Hop::Suffix(_) => {}
        }
    }
    text
}
