//! Collections and entities in responses: filtered, ordered, cut into pages, and reduced to the selected properties.

use std::borrow::Cow;

use serde_json::{Map, Value, json};

use super::{evaluate::Order, filter, is_extension, options::Options, property, unknown};
use crate::{
    http::{GraphError, Result},
    schema::Type,
};

/// How a collection behaves.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Paging {
    /// Items on a page when `$top` does not say.
    pub(crate) default_top: usize,
    pub(crate) largest_top: usize,
    pub(crate) link: Link,
}

/// How pages are linked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Link {
    /// By `$skip`, as in mail.
    Skip,
    /// By `$skiptoken`; `$skip` is refused, as in the directory.
    Token,
    /// By `$skiptoken`; `$skip` is taken.
    TokenOrSkip,
}

/// The URL of a collection in a request, and its context.
#[derive(Debug)]
pub(crate) struct Place<'a> {
    /// `http://127.0.0.1:4000/v1.0`
    pub(crate) service: &'a str,
    /// The absolute URL of the request, without its query.
    pub(crate) url: &'a str,
    /// What follows `$metadata#` in the context: `users('…')/messages(subject)`.
    pub(crate) context: &'a str,
}

/// The properties that `$select` names, in canonical form; without it, all.
#[derive(Debug)]
pub(crate) struct Selection {
    selected: Option<Vec<Cow<'static, str>>>,
}

impl Selection {
    /// All properties.
    pub(crate) fn all() -> Self {
        Self { selected: None }
    }

    pub(crate) fn parse(options: &Options, of: Type) -> Result<Self> {
        let all = Self::all();
        let Some(select) = &options.select else {
            return Ok(all);
        };
        let mut names = Vec::new();
        for name in select.split(',').map(str::trim) {
            if name == "*" {
                return Ok(all);
            }
            let known = selected(of, name)?;
            if !names.contains(&known) {
                names.push(known);
            }
        }
        Ok(Self { selected: Some(names) })
    }

    /// Reduces an entity. Annotations, expanded properties and those in `always` stay.
    pub(crate) fn apply(&self, entity: Value, always: &[&str]) -> Value {
        let Value::Object(entity) = entity else { return entity };
        let kept = entity
            .into_iter()
            .filter(|(name, _)| name.contains('@') || self.shows(name) || always.contains(&name.as_str()));
        Value::Object(kept.collect())
    }

    /// Whether a property is shown.
    pub(crate) fn shows(&self, name: &str) -> bool {
        self.selected.as_ref().is_none_or(|names| names.iter().any(|selected| selected == name))
    }

    /// `(subject,from)`, for the context.
    pub(crate) fn suffix(&self) -> String {
        self.selected.as_ref().map_or_else(String::new, |names| format!("({})", names.join(",")))
    }
}

/// The canonical name of a property that `$select` names: `from/emailAddress` selects `from`.
fn selected(of: Type, name: &str) -> Result<Cow<'static, str>> {
    let name = name.strip_prefix("microsoft.graph.").and_then(|name| Some(name.split_once('/')?.1)).unwrap_or(name);
    let name = name.split('/').next().unwrap_or(name);
    let known = property(of, name).map(|property| property.name).or_else(|| of.navigation(name));
    match known {
        Some(known) => Ok(Cow::Borrowed(known)),
        // `content.downloadUrl`
        None if name.split_once('.').is_some_and(|(stream, _)| property(of, stream).is_some()) => {
            Ok(Cow::Owned(name.to_owned()))
        }
        None if is_extension(of, name) || name.contains('@') => Ok(Cow::Owned(name.to_owned())),
        None => Err(unknown(name, of)),
    }
}

/// Keeps the items for which `$filter` holds, in the order `$orderby` gives.
pub(crate) fn arrange(mut items: Vec<Value>, options: &Options, of: Type) -> Result<Vec<Value>> {
    if let Some(text) = &options.filter {
        let filter = filter::parse(text, of)?;
        items.retain(|item| filter.matches(item));
    }
    if let Some(orderby) = &options.orderby {
        let order = Order::parse(orderby, of)?;
        items.sort_by(|left, right| order.compare(left, right));
    }
    Ok(items)
}

/// One page of arranged items, each finished by `finish`, with `@odata.context`, `@odata.count` and `@odata.nextLink`.
pub(crate) fn page<T>(
    items: Vec<T>,
    options: &Options,
    paging: Paging,
    preferred: Option<usize>,
    place: &Place<'_>,
    finish: impl Fn(T) -> Value,
) -> Result<Value> {
    let total = items.len();
    let size = size(options, paging, preferred)?;
    let start = start(options, paging)?;
    let value: Vec<Value> = items.into_iter().skip(start).take(size).map(finish).collect();
    let mut page = Map::new();
    page.insert("@odata.context".to_owned(), format!("{}/$metadata#{}", place.service, place.context).into());
    // The directory counts on the first page only.
    if options.count && !(paging.link == Link::Token && start > 0) {
        page.insert("@odata.count".to_owned(), json!(total));
    }
    let next = start.saturating_add(size);
    if next < total {
        page.insert("@odata.nextLink".to_owned(), next_link(options, paging, place, next).into());
    }
    page.insert("value".to_owned(), value.into());
    Ok(Value::Object(page))
}

fn size(options: &Options, paging: Paging, preferred: Option<usize>) -> Result<usize> {
    let largest = paging.largest_top;
    match options.top {
        Some(top) if (1..=largest).contains(&top) => Ok(top),
        Some(top) => Err(GraphError::uri(format!(
            "Invalid page size specified: '{top}'. Must be between 1 and {largest} inclusive."
        ))),
        None => Ok(preferred.filter(|preferred| (1..=largest).contains(preferred)).unwrap_or(paging.default_top)),
    }
}

fn start(options: &Options, paging: Paging) -> Result<usize> {
    match (&options.skiptoken, options.skip, paging.link) {
        (None, None, _) => Ok(0),
        (None, Some(skip), Link::Skip | Link::TokenOrSkip) => Ok(skip),
        (Some(token), None, Link::Token | Link::TokenOrSkip) => {
            token.strip_prefix(TOKEN).and_then(|position| usize::from_str_radix(position, 16).ok()).ok_or_else(|| {
                let message =
                    "The specified page token value has expired and can no longer be included in your request.";
                GraphError::new(400, "Directory_ExpiredPageToken", message)
            })
        }
        (_, Some(_), Link::Token) => {
            Err(GraphError::new(400, "Request_UnsupportedQuery", "'$skip' is not supported by the service."))
        }
        (Some(_), _, Link::Skip | Link::TokenOrSkip) => {
            Err(GraphError::uri("The $skiptoken query option is not supported here."))
        }
    }
}

/// The prefix of page tokens, so that clients cannot take them for numbers.
const TOKEN: &str = "RFNwdAIAAQAAAB";

/// All options as they were written, with a new position. The service writes its own with `$` encoded.
fn next_link(options: &Options, paging: Paging, place: &Place<'_>, next: usize) -> String {
    let kept = options
        .pairs
        .iter()
        .filter(|(name, _)| !["skip", "skiptoken"].contains(&&*name.replace('$', "").to_lowercase()));
    let mut query: Vec<String> = kept.map(|(_, pair)| pair.clone()).collect();
    query.push(match paging.link {
        Link::Skip => format!("%24skip={next}"),
        Link::Token | Link::TokenOrSkip => format!("$skiptoken={TOKEN}{next:08x}"),
    });
    format!("{}?{}", place.url, query.join("&"))
}
