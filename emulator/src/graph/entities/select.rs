//! Which entities the options of a request select, and in which order.

use serde_json::{Map, Value};

use super::{locate, relation};
use crate::{
    http::Result,
    odata::{
        evaluate::Order,
        filter::{self, Filter},
        options::Options,
        search::Search,
    },
    schema::Type,
    state::State,
    store::NodeId,
};

/// What the options ask of entities of a type.
#[derive(Debug)]
pub(super) struct Query {
    pub(super) filter: Option<Filter>,
    pub(super) order: Option<Order>,
    pub(super) search: Option<Search>,
}

/// Parses `$filter`, `$orderby` and `$search`.
pub(super) fn parse(options: &Options, of: Type) -> Result<Query> {
    let in_directory = of.is("directoryObject");
    Ok(Query {
        filter: options.filter.as_ref().map(|text| filter::parse(text, of)).transpose()?,
        order: options.orderby.as_ref().map(|text| Order::parse(text, of)).transpose()?,
        search: options.search.as_ref().map(|text| Search::parse(text, in_directory)).transpose()?,
    })
}

/// The entities that the options select, in the order they give.
pub(super) fn query(state: &State, mut all: Vec<NodeId>, options: &Options, of: Type) -> Result<Vec<NodeId>> {
    let query = parse(options, of)?;
    let navigations: Vec<&str> = query
        .filter
        .iter()
        .flat_map(Filter::paths)
        .filter_map(|path| path.names.first())
        .filter_map(|name| of.navigation(name))
        .collect();
    if let Some(filter) = &query.filter {
        all.retain(|id| match state.store.node(*id) {
            Some(node) if navigations.is_empty() && !filter.asks_for_type() => filter.matches(&node.properties),
            Some(_) => filter.matches(&with_navigations(state, *id, &navigations)),
            None => false,
        });
    }
    if let Some(search) = &query.search {
        all.retain(|id| state.store.node(*id).is_some_and(|node| search.finds(&node.properties)));
    }
    if let Some(order) = &query.order {
        let properties = |id: &NodeId| state.store.node(*id).map_or(&Value::Null, |node| &node.properties);
        all.sort_by(|left, right| order.compare(properties(left), properties(right)));
    }
    Ok(all)
}

/// The properties of an entity with its type, and with what these navigation properties lead to.
fn with_navigations(state: &State, id: NodeId, names: &[&'static str]) -> Value {
    let mut properties: Map<String, Value> = locate::properties(state, id);
    let of = state.store.node(id).map(|node| node.of);
    if let Some(of) = of {
        properties.insert("@odata.type".to_owned(), format!("#{of}").into());
    }
    for name in names {
        let place = relation::place(state, id, name);
        let value = |id: NodeId| Value::Object(locate::properties(state, id));
        let many = of.and_then(|of| of.navigation_member(name)).is_some_and(|member| member.ty.collection);
        let related = if many {
            relation::targets(state, place).into_iter().map(value).collect()
        } else {
            relation::single(state, place).map_or(Value::Null, value)
        };
        properties.insert((*name).to_owned(), related);
    }
    Value::Object(properties)
}
