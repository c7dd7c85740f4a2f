//! Ranges of worksheets, whose values follow the cells, and the rows and columns of tables.

use serde_json::{Value, json};

use super::{
    make,
    refusal::{missing, not_found},
};
use crate::{
    graph::call::Call,
    http::{GraphError, Result},
    request_target::segment::Argument,
    schema::Type,
    store::NodeId,
    workbook::{Area, Cells, Table},
};

/// The service shows no values of larger ranges, such as whole columns.
pub(super) const MOST_CELLS: u64 = 100_000;

pub(super) fn invalid() -> GraphError {
    let message = "The argument is invalid or missing or has an incorrect format.";
    GraphError::new(400, "InvalidArgument", message)
}

pub(super) fn cells<'c>(call: &'c mut Call<'_>, sheet: NodeId) -> &'c mut Cells {
    call.state.workbooks.cells.entry(sheet).or_default()
}

pub(super) fn text(call: &Call<'_>, node: NodeId, property: &str) -> String {
    call.state.store.node(node).map(|node| node.text(property).to_owned()).unwrap_or_default()
}

pub(super) fn index(call: &Call<'_>, part: NodeId) -> u32 {
    let index = call.state.store.node(part).and_then(|node| node.properties["index"].as_u64());
    index.and_then(|index| index.try_into().ok()).unwrap_or(0)
}

/// A new workbook has one worksheet.
pub(super) fn first_sheet(call: &mut Call<'_>, workbook: NodeId) {
    if !call.state.store.is_known((workbook, "worksheets")) {
        let sheet = json!({"name": "Sheet1", "position": 0, "visibility": "Visible"});
        make::entity(call, (workbook, "worksheets"), Type("workbookWorksheet"), sheet);
    }
}

/// A worksheet by its name or, without one, the first.
pub(super) fn sheet(call: &Call<'_>, workbook: NodeId, name: Option<&str>) -> Result<NodeId> {
    let mut sheets = call.state.store.items((workbook, "worksheets")).into_iter();
    let found = sheets.find(|sheet| name.is_none_or(|name| text(call, *sheet, "name").eq_ignore_ascii_case(name)));
    found.ok_or_else(invalid)
}

/// `Sheet1!A1:B2`, which may be without the worksheet where one is known.
pub(super) fn reference(
    call: &Call<'_>,
    workbook: NodeId,
    known: Option<NodeId>,
    written: &str,
) -> Result<(NodeId, Area)> {
    let (name, area) = match written.trim_start_matches('=').rsplit_once('!') {
        Some((name, area)) => (Some(name.trim_matches('\'')), area),
        None => (None, written.trim_start_matches('=')),
    };
    let sheet = match (name, known) {
        (None, Some(known)) => known,
        (name, _) => sheet(call, workbook, name)?,
    };
    Ok((sheet, Area::parse(area).ok_or_else(invalid)?))
}

pub(super) fn table(call: &Call<'_>, node: NodeId) -> Result<Table> {
    call.state.workbooks.tables.get(&node).copied().ok_or_else(|| not_found(call, "table"))
}

/// The worksheet and the range that a function leads to.
fn area(call: &Call<'_>, node: NodeId, function: &str, arguments: &[Argument]) -> Result<(NodeId, Area)> {
    let found = call.state.store.node(node).ok_or_else(|| not_found(call, ""))?;
    let (of, owner) = (found.of.0, found.home.0);
    let named = |name: &str| arguments.iter().find(|argument| argument.name.as_deref() == Some(name));
    let number = |name: &str| named(name).and_then(|argument| argument.value.parse().ok());
    let used = |sheet| {
        call.state.workbooks.cells.get(&sheet).map(Cells::used).unwrap_or(Area::parse("A1").unwrap_or(Area::SHEET))
    };
    let part = |area: Area| match function {
        "range" => Ok(area),
        "headerRowRange" => Ok(area.rows_from(0, 1)),
        "dataBodyRange" if area.rows > 1 => Ok(area.rows_from(1, area.rows - 1)),
        _ => Err(not_found(call, function)),
    };
    match of {
        "workbookWorksheet" => match (function, named("address")) {
            ("range", None) => Ok((node, Area::SHEET)),
            ("range", Some(address)) => reference(call, owner, Some(node), &address.value),
            _ => Ok((node, Area::SHEET.follow(function, number, None, used(node)).ok_or_else(invalid)?)),
        },
        "workbookRange" => {
            let area = Area::parse(found.id()).ok_or_else(invalid)?;
            let other = named("anotherRange").and_then(|other| Area::parse(other.value.rsplit('!').next()?));
            Ok((owner, area.follow(function, number, other, used(owner)).ok_or_else(invalid)?))
        }
        "workbookNamedItem" => {
            let is_of_sheet = call.state.store.node(owner).is_some_and(|owner| owner.of.is("workbookWorksheet"));
            let workbook =
                call.state.store.node(owner).map_or(owner, |found| if is_of_sheet { found.home.0 } else { owner });
            reference(call, workbook, is_of_sheet.then_some(owner), found.text("value"))
        }
        "workbookTable" => table(call, node).and_then(|table| Ok((table.sheet, part(table.area)?))),
        "workbookTableColumn" => {
            let table = table(call, owner)?;
            Ok((table.sheet, part(table.area.column_at(index(call, node)))?))
        }
        "workbookTableRow" => {
            let table = table(call, owner)?;
            Ok((table.sheet, table.area.rows_from(1 + index(call, node), 1)))
        }
        _ => Err(missing(call)),
    }
}

/// The range that a function leads to, from a worksheet, a table or another range.
pub(super) fn follow(call: &mut Call<'_>, node: NodeId, function: &str, arguments: &[Argument]) -> Result<NodeId> {
    let (sheet, area) = area(call, node, function, arguments)?;
    Ok(range(call, sheet, area))
}

/// The entity that stands for a range; its properties follow the cells.
pub(super) fn range(call: &mut Call<'_>, sheet: NodeId, area: Area) -> NodeId {
    let (place, id) = ((sheet, "ranges"), area.to_string());
    let found = call.state.store.find(place, &id);
    let node = found.unwrap_or_else(|| make::entity(call, place, Type("workbookRange"), json!({"id": id})));
    let address = format!("{}!{id}", text(call, sheet, "name"));
    let values = (area.cell_count() <= MOST_CELLS).then(|| cells(call, sheet).read(area));
    let each = |of: fn(&Value) -> Value| {
        let rows = values.iter().flatten().map(|row| row.iter().map(of).collect::<Vec<_>>());
        if values.is_some() { json!(rows.collect::<Vec<_>>()) } else { Value::Null }
    };
    let written = each(Value::clone);
    let shown = json!({
        "address": address, "addressLocal": address, "cellCount": i32::try_from(area.cell_count()).unwrap_or(-1),
        "columnCount": area.columns, "columnHidden": false, "columnIndex": area.column, "formulas": written,
        "formulasLocal": written, "formulasR1C1": written, "hidden": false, "numberFormat": each(|_| "General".into()),
        "rowCount": area.rows, "rowHidden": false, "rowIndex": area.row, "text": each(shown_text), "values": written,
        "valueTypes": each(value_type),
    });
    call.state.change(node, |properties| properties.extend(shown.as_object().cloned().unwrap_or_default()));
    node
}

fn shown_text(value: &Value) -> Value {
    match value {
        Value::String(text) => text.clone().into(),
        Value::Bool(value) => value.to_string().to_uppercase().into(),
        other => other.to_string().into(),
    }
}

fn value_type(value: &Value) -> Value {
    match value {
        Value::String(text) if text.is_empty() => "Empty",
        Value::Number(_) => "Double",
        Value::Bool(_) => "Boolean",
        _ => "String",
    }
    .into()
}

/// Makes the rows or the columns of a table what its cells say.
pub(super) fn sync(call: &mut Call<'_>, owner: NodeId, member: &'static str) {
    let Ok(table) = table(call, owner) else { return };
    let rows = cells(call, table.sheet).read(table.area);
    let wanted: Vec<Value> = if member == "rows" {
        let rows = rows.iter().skip(1).enumerate();
        rows.map(|(place, row)| json!({"id": place.to_string(), "index": place, "values": [row]})).collect()
    } else {
        let columns = (0..table.area.columns as usize).map(|place| {
            let values: Vec<[&Value; 1]> = rows.iter().map(|row| [&row[place]]).collect();
            json!({"id": (place + 1).to_string(), "index": place, "name": rows[0][place], "values": values})
        });
        columns.collect()
    };
    let held = call.state.store.items((owner, member));
    for (place, properties) in wanted.iter().enumerate() {
        let Value::Object(properties) = properties else { continue };
        let serial = call.state.ids.serial();
        match held.get(place) {
            Some(node) if call.state.store.node(*node).is_some_and(|node| node.properties == wanted[place]) => {}
            Some(node) => call.state.store.update(*node, properties.clone(), serial),
            None => {
                let of = if member == "rows" { "workbookTableRow" } else { "workbookTableColumn" };
                call.state.store.insert((owner, member), Type(of), properties.clone(), serial);
            }
        }
    }
    for node in held.into_iter().skip(wanted.len()) {
        let serial = call.state.ids.serial();
        call.state.store.remove(node, serial);
    }
}
