//! Workbooks: worksheets, ranges and tables.

use serde_json::{Value, json};

use crate::client::{Client, encode, start};

async fn ask(client: &mut Client, method: &str, target: &str, body: Value, status: u16) -> Value {
    let answer = match method {
        "GET" | "DELETE" => client.send(method, target, &[], None).await,
        _ => client.json(method, target, body).await,
    };
    assert_eq!(answer.status, status, "{method} {target}: {}", answer.text());
    serde_json::from_slice(&answer.body).unwrap_or_default()
}

/// A workbook in the signed-in user's drive.
async fn workbook() -> (graph_action_emulator::Emulator, Client, String) {
    let (emulator, client) = start().await;
    emulator.put_file("me", "/book.xlsx", b"x").unwrap();
    (emulator, client, "/v1.0/me/drive/root:/book.xlsx:/workbook".to_owned())
}

#[tokio::test]
async fn ranges_of_a_worksheet() {
    let (_emulator, mut client, book) = workbook().await;
    let client = &mut client;
    let sheets = ask(client, "GET", &format!("{book}/worksheets"), Value::Null, 200).await;
    assert_eq!(sheets["value"][0]["name"], "Sheet1", "{sheets}");
    ask(client, "POST", &format!("{book}/worksheets/add"), json!({"name": "Data"}), 201).await;
    ask(client, "POST", &format!("{book}/worksheets/add"), json!({"name": "data"}), 409).await;
    let range = |address: &str| format!("{book}/worksheets/Data/range(address='{address}')");

    let values = json!({"values": [["Name", "Hours"], ["Adele", 5], ["Alex", true]]});
    let written = ask(client, "PATCH", &range("A1:B3"), values, 200).await;
    assert_eq!(written["address"], "Data!A1:B3");
    assert_eq!(written["valueTypes"][2], json!(["String", "Boolean"]));
    ask(client, "PATCH", &range("A1:B2"), json!({"values": [[1]]}), 400).await;
    ask(client, "PATCH", &range("A1:B2"), json!({"valeus": 1}), 400).await;
    ask(client, "GET", &range("1A"), Value::Null, 400).await;

    let used = ask(client, "GET", &format!("{book}/worksheets/Data/usedRange"), Value::Null, 200).await;
    assert_eq!((&used["rowCount"], &used["text"][1]), (&json!(3), &json!(["Adele", "5"])));
    let cell = ask(client, "GET", &format!("{book}/worksheets/Data/cell(row=1,column=0)"), Value::Null, 200).await;
    assert_eq!((&cell["address"], &cell["values"]), (&json!("Data!A2"), &json!([["Adele"]])));
    let last = ask(client, "GET", &format!("{}/lastRow", range("A1:B3")), Value::Null, 200).await;
    assert_eq!(last["values"], json!([["Alex", true]]));
    let column = ask(client, "GET", &format!("{}/entireColumn", range("B2")), Value::Null, 200).await;
    assert_eq!((&column["address"], &column["values"]), (&json!("Data!B:B"), &Value::Null));
    let sheet = ask(client, "GET", &format!("{}/worksheet", range("B2")), Value::Null, 200).await;
    assert_eq!(sheet["name"], "Data");

    ask(client, "POST", &format!("{}/insert", range("A2:B2")), json!({"shift": "Down"}), 200).await;
    ask(client, "POST", &format!("{}/clear", range("A4:B4")), json!({"applyTo": "Contents"}), 204).await;
    let used = ask(client, "GET", &format!("{book}/worksheets/Data/usedRange"), Value::Null, 200).await;
    assert_eq!(used["values"], json!([["Name", "Hours"], ["", ""], ["Adele", 5]]));
    ask(client, "PATCH", &format!("{}/format/fill", range("A1")), json!({"color": "#FF0000"}), 200).await;
    let fill = ask(client, "GET", &format!("{}/format/fill", range("A1")), Value::Null, 200).await;
    assert_eq!(fill["color"], "#FF0000");

    ask(client, "POST", &format!("{book}/names/add"), json!({"name": "head", "reference": "=Data!A1:B1"}), 201).await;
    let named = ask(client, "GET", &format!("{book}/names/head/range"), Value::Null, 200).await;
    assert_eq!(named["values"], json!([["Name", "Hours"]]));
    ask(client, "POST", &format!("{book}/createSession"), json!({"persistChanges": true}), 201).await;
}

#[tokio::test]
async fn rows_of_a_table() {
    let (_emulator, mut client, book) = workbook().await;
    let client = &mut client;
    let sheet = format!("{book}/worksheets/Sheet1");
    let values = json!({"values": [["Name", "Hours"], ["Adele", 5]]});
    ask(client, "PATCH", &format!("{sheet}/range(address='A1:B2')"), values, 200).await;
    let added = json!({"address": "Sheet1!A1:B2", "hasHeaders": true});
    let table = ask(client, "POST", &format!("{book}/tables/add"), added, 201).await;
    assert_eq!(table["name"], "Table1");
    let table = format!("{book}/tables/Table1");

    let rows = json!({"index": null, "values": [["Alex", 3], ["Megan", 7]]});
    let row = ask(client, "POST", &format!("{table}/rows/add"), rows, 201).await;
    assert_eq!((&row["index"], &row["values"]), (&json!(1), &json!([["Alex", 3]])));
    ask(client, "POST", &format!("{table}/rows"), json!({"index": 0, "values": [["Diego", 1]]}), 201).await;
    ask(client, "POST", &format!("{table}/rows"), json!({"values": [[1, 2, 3]]}), 400).await;
    let rows = ask(client, "GET", &format!("{table}/rows"), Value::Null, 200).await;
    let names: Vec<&Value> = rows["value"].as_array().unwrap().iter().map(|row| &row["values"][0][0]).collect();
    assert_eq!(names, ["Diego", "Adele", "Alex", "Megan"]);

    ask(client, "PATCH", &format!("{table}/rows/1"), json!({"values": [["Adele", 6]]}), 200).await;
    ask(client, "DELETE", &format!("{table}/rows/0"), Value::Null, 204).await;
    let body = ask(client, "GET", &format!("{table}/dataBodyRange"), Value::Null, 200).await;
    assert_eq!(body["values"], json!([["Adele", 6], ["Alex", 3], ["Megan", 7]]));
    assert_eq!(body["address"], "Sheet1!A2:B4");
    let row = ask(client, "GET", &format!("{table}/rows/itemAt(index=2)/range"), Value::Null, 200).await;
    assert_eq!(row["values"], json!([["Megan", 7]]));

    ask(client, "POST", &format!("{table}/columns/add"), json!({"name": "Rate"}), 201).await;
    let columns = ask(client, "GET", &format!("{table}/columns?$select=name"), Value::Null, 200).await;
    assert_eq!(columns["value"][2]["name"], "Rate", "{columns}");
    let hours = ask(client, "GET", &format!("{table}/columns/Hours/dataBodyRange"), Value::Null, 200).await;
    assert_eq!(hours["values"], json!([[6], [3], [7]]));
    ask(client, "DELETE", &format!("{table}/columns/{}", encode("Rate")), Value::Null, 204).await;

    let of_sheet = ask(client, "GET", &format!("{sheet}/tables"), Value::Null, 200).await;
    assert_eq!(of_sheet["value"][0]["name"], "Table1");
    ask(client, "POST", &format!("{table}/convertToRange"), json!({}), 200).await;
    ask(client, "GET", &table, Value::Null, 404).await;
    let used = ask(client, "GET", &format!("{sheet}/usedRange"), Value::Null, 200).await;
    assert_eq!(used["rowCount"], 4);
}
