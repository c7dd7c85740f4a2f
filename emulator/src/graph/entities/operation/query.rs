//! `POST /search/query`: Microsoft Search over what the signed-in user has.

use serde_json::{Value, json};

use super::called::{Called, values};
use crate::{
    graph::{call::Call, entities::relation},
    http::{GraphError, Response, Result},
    odata::search::Search,
    store::{NodeId, Place, SERVICE},
};

/// How many hits a page has, and how many it may have.
const DEFAULT_SIZE: usize = 25;
const LARGEST_SIZE: usize = 1_000;

/// Answers each request of the body.
pub(super) fn query(call: &mut Call<'_>, called: &Called) -> Result<Response> {
    let requests = called.get("requests").and_then(Value::as_array).cloned().unwrap_or_default();
    let answers = requests.iter().map(|request| answer(call, request)).collect::<Result<Vec<_>>>()?;
    Ok(values(call, "microsoft.graph.searchResponse", answers))
}

fn answer(call: &Call<'_>, request: &Value) -> Result<Value> {
    let text = request["query"]["queryString"].as_str().unwrap_or_default();
    let kinds = request["entityTypes"].as_array().into_iter().flatten().filter_map(Value::as_str);
    let search = (text.trim() != "*").then(|| Search::parse(text, false)).transpose()?;
    let mut found = Vec::new();
    for kind in kinds {
        let mut hits = candidates(call, kind)?;
        hits.retain(|(searched, _)| search.as_ref().is_none_or(|search| search.finds(searched)));
        found.extend(hits.into_iter().map(|(_, mut shown)| {
            shown["@odata.type"] = format!("#microsoft.graph.{kind}").into();
            shown
        }));
    }
    let number = |name: &str| request[name].as_u64().and_then(|value| usize::try_from(value).ok());
    let from = number("from").unwrap_or(0);
    let size = number("size").unwrap_or(DEFAULT_SIZE).min(LARGEST_SIZE);
    let total = found.len();
    let hits = found.into_iter().enumerate().skip(from).take(size);
    let hit = |(place, resource): (usize, Value)| {
        let id = &resource["id"];
        json!({"hitId": id, "rank": place + 1, "summary": "", "resource": resource})
    };
    let hits: Vec<Value> = hits.map(hit).collect();
    let container = json!({"total": total, "moreResultsAvailable": from + hits.len() < total, "hits": hits});
    Ok(json!({"searchTerms": text.split_whitespace().collect::<Vec<_>>(), "hitsContainers": [container]}))
}

/// What is searched of each entity of a kind, and how a hit shows it.
fn candidates(call: &Call<'_>, kind: &str) -> Result<Vec<(Value, Value)>> {
    let me = call.state.accounts.first();
    let same = |shown: Value| (shown.clone(), shown);
    Ok(match kind {
        "message" => {
            let messages = me.into_iter().flat_map(|me| me.mailbox.messages(None));
            messages.map(|message| same(message.to_json(false))).collect()
        }
        "driveItem" => {
            let items = me.into_iter().flat_map(|me| {
                let items = me.drive.all().iter().filter(|item| !item.deleted && item.parent.is_some());
                items.map(|item| me.show_item(item, call.storage))
            });
            items.map(|shown| (json!({"name": shown["name"]}), shown)).collect()
        }
        "event" => nodes(call, me.map(|me| relation::place(call.state, me.node, "events"))),
        "chatMessage" => {
            let chats = me.map(|me| relation::targets(call.state, (me.node, "chats"))).unwrap_or_default();
            nodes(call, chats.into_iter().map(|chat| (chat, "messages")))
        }
        "site" => nodes(call, [(SERVICE, "sites")]),
        "list" => nodes(call, of_sites(call, "lists")),
        "drive" => nodes(call, of_sites(call, "drives")),
        "listItem" => {
            let lists = of_sites(call, "lists").into_iter().flat_map(|place| call.state.store.items(place));
            nodes(call, lists.map(|list| (list, "items")))
        }
        "person" => nodes(call, [(SERVICE, "users")]),
        other => {
            let message = format!("The emulator does not search entities of type '{other}'.");
            return Err(GraphError::new(400, "BadRequest", message));
        }
    })
}

fn of_sites(call: &Call<'_>, member: &'static str) -> Vec<Place> {
    call.state.store.items((SERVICE, "sites")).into_iter().map(|site| (site, member)).collect()
}

fn nodes(call: &Call<'_>, places: impl IntoIterator<Item = Place>) -> Vec<(Value, Value)> {
    let ids = places.into_iter().flat_map(|place| call.state.store.items(place));
    let shown = |id: NodeId| call.state.store.node(id).map(|node| node.properties.clone());
    ids.filter_map(shown).map(|shown| (shown.clone(), shown)).collect()
}
