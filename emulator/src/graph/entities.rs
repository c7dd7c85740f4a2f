//! Every address of the schema that has no handlers of its own: entities are stored, queried, linked and changed as the
//! schema says.

mod calendar_view;
mod change;
mod complete;
mod content;
mod delta;
mod list;
mod locate;
mod make;
mod notify;
mod occurrence;
mod operation;
mod property;
mod range;
mod read;
mod reference;
mod refusal;
mod relation;
mod select;
mod view;
mod workbook;

use graph_action_catalog::{Method, Target};

use super::call::{Call, Handler};
use crate::{
    http::{GraphError, Response, Result},
    odata::options::Allowed::{Collection, Count, Delta, Item, Nothing},
    request_target::shape::Workload,
    schema::CATALOG,
};

pub(super) use change::{seed, store_with};
pub(super) use complete::store_group_and_team;
pub(super) use list::list;
pub(super) use notify::subscriptions;
pub(super) use view::{check as check_expansions, expand_one as expand};

const COLLECTION: &[Handler<()>] = &[("GET", Collection, list::list), ("POST", Item, change::create)];
const ENTITY: &[Handler<()>] = &[
    ("GET", Item, read::get),
    ("PATCH", Item, change::update),
    ("PUT", Item, change::put),
    ("DELETE", Nothing, change::delete),
];
/// Where the permission list has no PUT.
const ENTITY_WITHOUT_PUT: &[Handler<()>] =
    &[("GET", Item, read::get), ("PATCH", Item, change::update), ("DELETE", Nothing, change::delete)];
const PROPERTY: &[Handler<()>] = &[
    ("GET", Item, property::get),
    ("PUT", Nothing, property::put),
    ("PATCH", Nothing, property::put),
    ("DELETE", Nothing, property::delete),
];
const CONTENT: &[Handler<()>] = &[
    ("GET", Nothing, content::get),
    ("PUT", Nothing, content::put),
    ("PATCH", Nothing, content::put),
    ("DELETE", Nothing, content::delete),
];
const LINKS: &[Handler<()>] =
    &[("GET", Collection, reference::links), ("POST", Nothing, reference::add), ("DELETE", Nothing, reference::remove)];
const LINK: &[Handler<()>] = &[
    ("GET", Nothing, reference::get),
    ("PUT", Nothing, reference::set),
    ("POST", Nothing, reference::set),
    ("DELETE", Nothing, reference::remove),
];
const NUMBER: &[Handler<()>] = &[("GET", Count, list::count)];
const ACTION: &[Handler<()>] = &[("POST", Item, operation::run)];
const FUNCTION: &[Handler<()>] = &[("GET", Item, operation::run)];
const FUNCTION_OF_MANY: &[Handler<()>] = &[("GET", Collection, operation::run)];
const RANGE: &[Handler<()>] = &[("GET", Item, workbook::show_range), ("PATCH", Item, workbook::update_range)];
/// The rows and the columns of a table in a worksheet, which follow its cells.
const TABLE_PARTS: &[Handler<()>] = &[("GET", Collection, list::list), ("POST", Item, workbook::create_part)];
const TABLE_PART: &[Handler<()>] =
    &[("GET", Item, read::get), ("PATCH", Item, workbook::update_part), ("DELETE", Nothing, workbook::delete_part)];
const DELTA: &[Handler<()>] = &[("GET", Delta, delta::changes)];

/// Answers a request to an address of the schema.
pub(super) fn answer(call: Call<'_>) -> Result<Response> {
    let walk = &call.target.address.walk;
    let is_table_part = walk.ty.is_some_and(|ty| ["workbookTableColumn", "workbookTableRow"].contains(&ty.name));
    let handlers = match &walk.target {
        Target::Collection if is_table_part => TABLE_PARTS,
        Target::Entity if is_table_part => TABLE_PART,
        Target::Collection => COLLECTION,
        Target::Entity if walk.ty.is_some_and(|ty| ty.collection) => COLLECTION,
        Target::Entity if ["GET", "PATCH", "DELETE"].contains(&&*call.request.method) => ENTITY,
        Target::Entity if CATALOG.listed_methods(walk).contains(&Method::Put) => ENTITY,
        Target::Entity => ENTITY_WITHOUT_PUT,
        Target::Property => PROPERTY,
        Target::Content => CONTENT,
        Target::Reference { collection: true } => LINKS,
        Target::Reference { collection: false } => LINK,
        Target::Count => NUMBER,
        Target::Action(_) => ACTION,
        Target::Function(function) if function.returns.is_some_and(|ty| ty.name == "workbookRange") => RANGE,
        Target::Function(function) if function.name == "delta" => DELTA,
        Target::Function(function) if function.returns.is_some_and(|ty| ty.collection) => FUNCTION_OF_MANY,
        Target::Function(_) => FUNCTION,
        Target::Service | Target::Batch | Target::Metadata => {
            return Err(GraphError::bad_request("The request URI names no resource."));
        }
    };
    let workload = call.target.shape.workload();
    call.serve(&(), handlers).map_err(|error| in_words_of(workload, error))
}

/// Outside mailboxes a query that does not parse has another code.
fn in_words_of(workload: Workload, mut error: GraphError) -> GraphError {
    if workload != Workload::Outlook && ["RequestBroker--ParseUri", "RequestBodyRead"].contains(&&*error.code) {
        error.code = "BadRequest".into();
    }
    error
}
