//! What requests change in workbooks: worksheets, names, ranges, tables with their rows and columns.

use serde_json::{Map, Value, json};

use super::{
    locate::{self, Here},
    make,
    operation::called::Called,
    range::{MOST_CELLS, cells, index, invalid, range, reference, sheet, sync, table},
    refusal::not_found,
    view,
};
use crate::{
    graph::call::Call,
    http::{GraphError, Response, Result},
    odata::payload,
    schema::Type,
    store::NodeId,
    workbook::{Area, Table},
};

fn write(call: &mut Call<'_>, sheet: NodeId, area: Area, values: &Value) -> Result<()> {
    if area.cell_count() <= MOST_CELLS && cells(call, sheet).write(area, values) {
        return Ok(());
    }
    let message = "The number of rows or columns in the input array doesn't match the size or dimensions of the range.";
    Err(GraphError::new(400, "InvalidArgument", message))
}

/// `GET` of a function that returns a range.
pub(super) fn show_range(call: &mut Call<'_>, (): &()) -> Result<Response> {
    let node = addressed(call)?;
    view::answer(call, 200, node)
}

fn addressed(call: &mut Call<'_>) -> Result<NodeId> {
    let hops = &call.target.address.hops;
    match locate::along(call, hops)? {
        Here::Node(node) => Ok(node),
        _ => Err(not_found(call, "range")),
    }
}

/// `PATCH` of a range: its values, or formulas, which are not calculated.
pub(super) fn update_range(call: &mut Call<'_>, (): &()) -> Result<Response> {
    let body = payload::read(payload::object(call.request)?, Type("workbookRange"), false)?;
    let node = addressed(call)?;
    let (sheet, area) = own_area(call, node)?;
    for name in ["formulas", "formulasLocal", "values"] {
        if let Some(values) = body.properties.get(name) {
            write(call, sheet, area, values)?;
        }
    }
    let node = range(call, sheet, area);
    view::answer(call, 200, node)
}

fn own_area(call: &Call<'_>, range: NodeId) -> Result<(NodeId, Area)> {
    let found = call.state.store.node(range).ok_or_else(|| not_found(call, ""))?;
    Ok((found.home.0, Area::parse(found.id()).ok_or_else(invalid)?))
}

pub(super) fn clear(call: &mut Call<'_>, called: &Called) -> Result<Response> {
    let (sheet, area) = own_area(call, called.node())?;
    if called.text("applyTo") != "Formats" {
        cells(call, sheet).clear(area);
    }
    Ok(Response::empty(204))
}

pub(super) fn delete(call: &mut Call<'_>, called: &Called) -> Result<Response> {
    let (sheet, area) = own_area(call, called.node())?;
    cells(call, sheet).remove(area, called.text("shift").eq_ignore_ascii_case("Left"));
    Ok(Response::empty(204))
}

pub(super) fn insert(call: &mut Call<'_>, called: &Called) -> Result<Response> {
    let (sheet, area) = own_area(call, called.node())?;
    cells(call, sheet).insert(area, called.text("shift").eq_ignore_ascii_case("Right"));
    let node = range(call, sheet, area);
    view::answer(call, 200, node)
}

pub(super) fn create_session(call: &mut Call<'_>, called: &Called) -> Result<Response> {
    let session = json!({"id": call.state.ids.token(), "persistChanges": called.get("persistChanges")});
    Ok(super::operation::called::value(call, 201, "workbookSessionInfo", session))
}

/// The workbook and, where the address leads through one, the worksheet of a collection.
fn owners(call: &Call<'_>, called: &Called) -> Result<(NodeId, Option<NodeId>)> {
    let owner = called.set.ok_or_else(|| not_found(call, ""))?.owner;
    let found = call.state.store.node(owner).ok_or_else(|| not_found(call, ""))?;
    Ok(if found.of.is("workbookWorksheet") { (found.home.0, Some(owner)) } else { (owner, None) })
}

/// The name that is given, or a new one.
fn name(called: &Called, new: &str, count: usize) -> Value {
    called.get("name").cloned().unwrap_or_else(|| format!("{new}{}", count + 1).into())
}

pub(super) fn add_sheet(call: &mut Call<'_>, called: &Called) -> Result<Response> {
    let (workbook, _) = owners(call, called)?;
    let count = call.state.store.items((workbook, "worksheets")).len();
    let given = name(called, "Sheet", count);
    if given.as_str().is_some_and(|given| sheet(call, workbook, Some(given)).is_ok()) {
        let message = "A resource with the same name or identifier already exists.";
        return Err(GraphError::new(409, "ItemAlreadyExists", message));
    }
    let added = json!({"name": given, "position": count, "visibility": "Visible"});
    let node = make::entity(call, (workbook, "worksheets"), Type("workbookWorksheet"), added);
    view::answer(call, 201, node)
}

pub(super) fn add_name(call: &mut Call<'_>, called: &Called) -> Result<Response> {
    let (workbook, of_sheet) = owners(call, called)?;
    let written = called.text("reference").to_owned();
    reference(call, workbook, of_sheet, &written)?;
    let item = json!({
        "id": called.text("name"), "name": called.text("name"), "comment": called.text("comment"), "type": "Range",
        "value": format!("={}", written.trim_start_matches('=')), "visible": true,
        "scope": if of_sheet.is_some() { "Worksheet" } else { "Workbook" },
    });
    let node = make::entity(call, (of_sheet.unwrap_or(workbook), "names"), Type("workbookNamedItem"), item);
    view::answer(call, 201, node)
}

pub(super) fn add_chart(call: &mut Call<'_>, called: &Called) -> Result<Response> {
    let Some(set) = called.set else { return Err(not_found(call, "")) };
    let place = (set.owner, "charts");
    let count = call.state.store.items(place).len();
    let chart = json!({"name": format!("Chart {}", count + 1), "height": 216, "left": 0, "top": 0, "width": 360});
    let node = make::entity(call, place, Type("workbookChart"), chart);
    view::answer(call, 201, node)
}

pub(super) fn add_table(call: &mut Call<'_>, called: &Called) -> Result<Response> {
    let (workbook, of_sheet) = owners(call, called)?;
    let (sheet, mut area) = reference(call, workbook, of_sheet, called.text("address"))?;
    if area.cell_count() > MOST_CELLS {
        return Err(invalid());
    }
    if called.get("hasHeaders") != Some(&Value::Bool(true)) {
        let header = area.rows_from(0, 1);
        let names: Vec<String> = (1..=area.columns).map(|number| format!("Column{number}")).collect();
        cells(call, sheet).insert(header, false);
        write(call, sheet, header, &json!([names]))?;
        area.rows += 1;
    }
    let count = call.state.store.items((workbook, "tables")).len();
    let added = json!({
        "id": (count + 1).to_string(), "name": format!("Table{}", count + 1), "highlightFirstColumn": false,
        "highlightLastColumn": false, "showBandedColumns": false, "showBandedRows": true, "showFilterButton": true,
        "showHeaders": true, "showTotals": false, "style": "TableStyleMedium2",
    });
    let node = make::entity(call, (workbook, "tables"), Type("workbookTable"), added);
    call.state.workbooks.tables.insert(node, Table { sheet, area });
    view::answer(call, 201, node)
}

/// Removes the table and keeps its cells.
pub(super) fn convert_to_range(call: &mut Call<'_>, called: &Called) -> Result<Response> {
    let table = table(call, called.node())?;
    call.state.workbooks.tables.remove(&called.node());
    let serial = call.state.ids.serial();
    call.state.store.remove(called.node(), serial);
    let node = range(call, table.sheet, table.area);
    view::answer(call, 200, node)
}

/// `rows/add` and `columns/add`.
pub(super) fn add_part(call: &mut Call<'_>, called: &Called) -> Result<Response> {
    let Some(set) = called.set else { return Err(not_found(call, "")) };
    add(call, set.owner, set.member.name, &called.parameters)
}

/// `POST` to the rows or the columns of a table.
pub(super) fn create_part(call: &mut Call<'_>, (): &()) -> Result<Response> {
    let given = payload::object(call.request)?;
    match locate::locate(call)? {
        Here::Set(set) => add(call, set.owner, set.member.name, &given),
        _ => Err(not_found(call, "")),
    }
}

fn add(call: &mut Call<'_>, owner: NodeId, member: &'static str, given: &Map<String, Value>) -> Result<Response> {
    let mut table = table(call, owner)?;
    let values = given.get("values").cloned().unwrap_or_default();
    let asked = given.get("index").and_then(Value::as_u64).and_then(|index| u32::try_from(index).ok());
    let place = if member == "rows" {
        let count = values.as_array().map_or(1, Vec::len);
        let count = u32::try_from(count).map_err(|_| invalid())?.max(1);
        let place = asked.unwrap_or(table.area.rows - 1).min(table.area.rows - 1);
        let added = table.area.rows_from(1 + place, count);
        cells(call, table.sheet).insert(added, false);
        write_part(call, table.sheet, added, &values)?;
        table.area.rows += count;
        place
    } else {
        let place = asked.unwrap_or(table.area.columns).min(table.area.columns);
        let added = table.area.column_at(place);
        cells(call, table.sheet).insert(added, true);
        write_part(call, table.sheet, added, &values)?;
        let header =
            given.get("name").cloned().or_else(|| values.is_null().then(|| format!("Column{}", place + 1).into()));
        write(call, table.sheet, added.rows_from(0, 1), &header.unwrap_or_default())?;
        table.area.columns += 1;
        place
    };
    call.state.workbooks.tables.insert(owner, table);
    sync(call, owner, member);
    let node = call.state.store.items((owner, member)).get(place as usize).copied();
    view::answer(call, 201, node.ok_or_else(|| not_found(call, member))?)
}

/// Writes the values of new cells, and removes these cells again when the values do not fit.
fn write_part(call: &mut Call<'_>, sheet: NodeId, added: Area, values: &Value) -> Result<()> {
    let written = write(call, sheet, added, values);
    if written.is_err() {
        cells(call, sheet).remove(added, added.columns == 1 && added.rows > 1);
    }
    written
}

/// A row or a column of a table, the table, and the cells.
fn part(call: &mut Call<'_>) -> Result<(NodeId, &'static str, Table, Area)> {
    let Here::Node(node) = locate::locate(call)? else { return Err(not_found(call, "")) };
    let (owner, member) = call.state.store.node(node).map(|node| node.home).ok_or_else(|| not_found(call, ""))?;
    let (table, place) = (table(call, owner)?, index(call, node));
    let area = if member == "rows" { table.area.rows_from(1 + place, 1) } else { table.area.column_at(place) };
    Ok((owner, member, table, area))
}

pub(super) fn update_part(call: &mut Call<'_>, (): &()) -> Result<Response> {
    let given = payload::object(call.request)?;
    let (owner, member, table, area) = part(call)?;
    if let Some(values) = given.get("values") {
        write(call, table.sheet, area, values)?;
    }
    if let Some(name) = given.get("name").filter(|_| member == "columns") {
        write(call, table.sheet, area.rows_from(0, 1), name)?;
    }
    sync(call, owner, member);
    let node = addressed(call)?;
    view::answer(call, 200, node)
}

pub(super) fn delete_part(call: &mut Call<'_>, (): &()) -> Result<Response> {
    let (owner, member, mut table, area) = part(call)?;
    let is_row = member == "rows";
    cells(call, table.sheet).remove(area, !is_row);
    if is_row {
        table.area.rows -= 1;
    } else {
        table.area.columns = table.area.columns.saturating_sub(1).max(1);
    }
    call.state.workbooks.tables.insert(owner, table);
    sync(call, owner, member);
    Ok(Response::empty(204))
}
