//! The language server, asked over its standard input and output as an editor asks it.
#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stderr, reason = "a test stops at what is wrong with it")]

mod common;
#[path = "common/editor.rs"]
mod editor;

use std::process::Command;

use common::Scratch;
use editor::Editor;
use serde_json::{Value, json};

fn has(labels: &[String], wanted: &[&str]) {
    for wanted in wanted {
        assert!(labels.iter().any(|label| label == wanted), "no `{wanted}` in {labels:?}");
    }
}

fn has_not(labels: &[String], unwanted: &[&str]) {
    for unwanted in unwanted {
        assert!(!labels.iter().any(|label| label == unwanted), "`{unwanted}` in {labels:?}");
    }
}

#[test]
fn paths_are_completed() {
    let mut editor = Editor::start(json!({}));
    let user = editor.labels("trait T { #[graph_action(GET, \"/‸\")] async fn a(&self); }");
    has(&user, &["messages", "mailFolders", "calendarView", "displayName"]);
    has_not(&user, &["users", "sendMail"]);
    has(&editor.labels("#[graph_action(POST, \"/‸\", scope = \"Mail.Send\")] fn a();"), &["sendMail", "messages"]);
    has(&editor.labels("#[graph_api(root = group)] trait T { #[graph_action(GET, \"/‸\")] }"), &["members", "owners"]);
    has(&editor.labels("#[graph_action(GET, \"/‸\", root = service)]"), &["users", "groups", "me", "$batch"]);
    let folders = editor.labels("#[graph_action(GET, \"/mailFolders/‸\")]");
    assert_eq!(folders[0], "<id>");
    has(&folders, &["inbox", "drafts", "$count", "delta"]);
    let messages = editor.labels("#[graph_action(GET, \"/mailFolders/<id>/messages/‸\")]");
    assert_eq!(messages[0], "<message_id>");
    has(&editor.labels("#[graph_action(GET, \"/drive/root:/‸\")]"), &["<path..>:", "<path..>"]);
    let below = "#[graph_action(GET, \"/drive/items/<id>/workbook/worksheets/<sheet>/‸\")]";
    has(&editor.labels(below), &["range(address=<address>)", "usedRange", "tables"]);
    // What is typed is replaced, and the literal may be open.
    for marked in ["#[graph_action(GET, \"/mess‸", "#[graph_action(GET, \"/mess‸)]\nasync fn a(&self);"] {
        let items = editor.complete(marked);
        let item = items.iter().find(|item| item["label"] == "messages").unwrap();
        assert_eq!(item["textEdit"]["range"]["start"]["character"], 22);
        assert_eq!(item["textEdit"]["range"]["end"]["character"], 26);
    }
    for outside in
        ["fn ‸a() {}", "// #[graph_action(GET, \"/‸\")]", "#[graph_action(G‸ET, \"/\")]", "const A: &str = \"/‸\";"]
    {
        assert_eq!(editor.complete(outside), Vec::<Value>::new(), "{outside}");
    }
    editor.end();
}

#[test]
fn queries_are_completed() {
    let mut editor = Editor::start(json!({}));
    let mut at = |query: &str| editor.labels(&format!("#[graph_action(GET, \"/messages?{query}‸\")]"));
    has(&at(""), &["$select=", "$filter=", "$top=<top>", "$search=\\\"<search>\\\""]);
    has(&at("$select=id,"), &["subject", "isRead"]);
    has_not(&at("$select="), &["attachments"]);
    has(&at("$expand="), &["attachments"]);
    has(&at("$expand=attachments($select="), &["name", "contentType"]);
    has(&at("$orderby=from/emailAddress/"), &["address", "name"]);
    has(&at("$orderby=subject "), &["asc", "desc"]);
    has(&at("$filter="), &["importance", "from", "startsWith("]);
    has(&at("$filter=importance "), &["eq", "in"]);
    has(&at("$filter=importance eq "), &["'low'", "'high'"]);
    has(&at("$filter=importance eq '"), &["low", "high"]);
    has(&at("$filter=importance in ('low',"), &["'high'"]);
    has(&at("$filter=isRead eq "), &["true", "false"]);
    has(&at("$filter=isRead eq true "), &["and", "or"]);
    has(&at("$filter=isRead eq true and "), &["subject"]);
    has(&at("$filter=toRecipients/any(r:r/emailAddress/"), &["address"]);
    has(&at("$top=5&"), &["$select="]);
    editor.end();
}

#[test]
fn permissions_are_completed_the_least_privileged_first() {
    let mut editor = Editor::start(json!({}));
    let labels = editor.labels("#[graph_action(GET, \"/messages\", scope = \"‸\")]");
    assert!(labels[0].starts_with("Mail.ReadBasic"), "{:?}", &labels[..3]);
    has(&labels, &["Mail.Read", "Calendars.Read"]);
    has(
        &editor.labels("#[graph_action(POST, \"/sendMail\", scope(delegated = \"Mail.Send\", application = [\"‸"),
        &["Mail.Send"],
    );
    assert_eq!(editor.complete("#[graph_action(GET, \"/messages\", broad = \"‸\")]"), Vec::<Value>::new());
    editor.end();
}

#[test]
fn positions_are_utf_16_and_lines_may_end_with_a_return() {
    let mut editor = Editor::start(json!({}));
    let marked = concat!(
        "// 😀 é\r\n/* 😀 */ ",
        "#[graph_action(GET, \"/messages?$filter=subject eq '😀' and is‸\")]\r\nfn a();"
    );
    let items = editor.complete(marked);
    let item = items.iter().find(|item| item["label"] == "isRead").unwrap();
    let end = "/* 😀 */ #[graph_action(GET, \"/messages?$filter=subject eq '😀' and is".encode_utf16().count();
    assert_eq!(item["textEdit"]["range"]["end"], json!({ "line": 1, "character": end }));
    assert_eq!(item["textEdit"]["range"]["start"], json!({ "line": 1, "character": end - 2 }));
    editor.end();
}

#[test]
fn what_is_under_the_cursor_is_explained() {
    let mut editor = Editor::start(json!({}));
    let whole = editor.hover("#[graph_action(POST, \"/messages/<id>/se‸nd\", scope = \"Mail.Send\")]");
    for part in [
        "POST /me/messages/{}/send",
        "- application: `Mail.Send`",
        "https://learn.microsoft.com/graph/api/message-send",
    ] {
        assert!(whole.contains(part), "{whole}");
    }
    let part = editor.hover("#[graph_action(POST, \"/mess‸ages/<id>/send\")]");
    assert!(part.contains("/users/{}/messages\n") && part.contains("`Collection(message)`"), "{part}");
    assert!(part.contains("Takes GET, POST"), "{part}");
    let deprecated = editor.hover("#[graph_action(GET, \"/security/ale‸rts\", root = service)]");
    assert!(deprecated.contains("**Deprecated**"), "{deprecated}");
    let permission = editor.hover("#[graph_action(GET, \"/messages\", scope = \"Mail.R‸ead\")]");
    assert!(permission.contains("**Mail.Read**") && permission.contains("an administrator consents"), "{permission}");
    assert_eq!(editor.hover("fn ‸a() {}"), "");
    editor.end();
}

#[test]
fn repairs_are_quick_fixes() {
    let mut editor = Editor::start(json!({}));
    for (marked, fixed) in [
        (
            "#[graph_action(GET, \"/mesa‸ges\", scope = \"Mail.ReadBasic\")]",
            "#[graph_action(GET, \"/messages\", scope = \"Mail.ReadBasic\")]",
        ),
        (
            "#[graph_action(PUT, \"/messages/<id>‸\", scope = \"Mail.ReadWrite\")]",
            "#[graph_action(PATCH, \"/messages/<id>\", scope = \"Mail.ReadWrite\")]",
        ),
        (
            "#[graph_action(POST, \"/sendMail‸\", scope = \"Mail.Read\")]",
            "#[graph_action(POST, \"/sendMail\", scope = \"Mail.Send\")]",
        ),
        (
            "#[graph_action(POST, \"/sendMail‸\", scope = \"Mail.Sned\")]",
            "#[graph_action(POST, \"/sendMail\", scope = \"Mail.Send\")]",
        ),
        ("#[graph_action(POST, \"/sendMail‸\")]", "#[graph_action(POST, \"/sendMail\", scope = \"Mail.Send\")]"),
        (
            "#[graph_action(GET, \"/messages?$filter=isRead == 'true'‸\", scope = \"Mail.Read\")]",
            "#[graph_action(GET, \"/messages?$filter=isRead eq true\", scope = \"Mail.Read\")]",
        ),
        (
            "#[graph_action(GET, \"/messages?$selct=id‸\", scope = \"Mail.ReadBasic\")]",
            "#[graph_action(GET, \"/messages?$select=id\", scope = \"Mail.ReadBasic\")]",
        ),
        (
            "#[graph_action(GET, \"/messages?$select=id,subjct‸\", scope = \"Mail.ReadBasic\")]",
            "#[graph_action(GET, \"/messages?$select=id,subject\", scope = \"Mail.ReadBasic\")]",
        ),
    ] {
        let fixes = editor.fixed(marked);
        assert!(fixes.iter().any(|(_, text)| text == fixed), "{marked}: {fixes:#?}");
    }
    assert_eq!(editor.fixed("#[graph_action(POST, \"/sendMail‸\", scope = \"Mail.Send\")]"), []);
    assert_eq!(editor.fixed("#[graph_action(POST, \"/sendMial‸\", unchecked = \"x\")]"), []);
    editor.end();
}

#[test]
fn findings_are_sent_only_where_they_are_wanted() {
    let marked = "#[graph_action(GET, \"/mesages‸\", scope = \"Mail.ReadBasic\")]";
    let mut quiet = Editor::start(json!({}));
    quiet.complete(marked);
    assert!(quiet.told.is_empty());
    quiet.end();
    let mut editor = Editor::start(json!({ "diagnostics": true }));
    editor.complete(marked);
    let told = editor.told.remove(0);
    let found = &told["params"]["diagnostics"][0];
    assert!(found["message"].as_str().unwrap().contains("there is no `mesages`"), "{told}");
    assert_eq!(found["range"]["start"], json!({ "line": 0, "character": 22 }));
    editor.end();
}

#[test]
fn the_overlay_of_the_crate_counts_and_is_read_again_when_it_changes() {
    let scratch = Scratch::new("lsp-overlay");
    scratch.write("Cargo.toml", "[package]\nname = \"a\"\n");
    let overlay = scratch.write("graph-action.catalog", "user/badge String\n");
    let uri = format!("file://{}/src/a.rs", scratch.0.display());
    let mut editor = Editor::start(json!({}));
    let at = editor.open(&uri, "#[graph_action(GET, \"/‸\")]");
    let labels = |editor: &mut Editor| -> Vec<String> {
        let items = editor.ask("textDocument/completion", at.clone())["items"].clone();
        items.as_array().unwrap().iter().map(|item| item["label"].as_str().unwrap().to_owned()).collect()
    };
    has(&labels(&mut editor), &["badge", "messages"]);
    std::fs::remove_file(overlay).unwrap();
    has_not(&labels(&mut editor), &["badge"]);
    editor.end();
}

#[test]
fn a_wrong_request_is_an_error_and_no_end() {
    let mut editor = Editor::start(json!({}));
    assert_eq!(editor.ask_all("textDocument/hover", json!({ "wrong": 1 }))["error"]["code"], -32602);
    assert_eq!(editor.ask_all("no/such/method", json!({}))["error"]["code"], -32601);
    editor.tell("textDocument/didOpen", json!({ "wrong": 1 }));
    has(&editor.labels("#[graph_action(GET, \"/‸\")]"), &["messages"]);
    editor.end();
}

/// Neovim, where it is installed, starts the server by the setup of `docs/editor.md` and completes.
#[test]
fn neovim_completes() {
    if Command::new("nvim").arg("--version").output().is_err() {
        eprintln!("Neovim is not installed: nothing is tried");
        return;
    }
    let scratch = Scratch::new("lsp-neovim");
    scratch.write("Cargo.toml", "[package]\nname = \"a\"\n");
    let file = scratch.write("src/a.rs", "#[graph_action(GET, \"/mess\")]\n");
    let script = scratch.write("ask.lua", NEOVIM);
    let ran = Command::new("nvim")
        .args(["--headless", "-u", "NONE", "-i", "NONE", &file, "-c", &format!("luafile {script}")])
        .env("SERVER", env!("CARGO_BIN_EXE_graph-action"))
        .env("HOME", &scratch.0)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&ran.stderr).into_owned() + &String::from_utf8_lossy(&ran.stdout);
    assert!(said.contains("completes messages"), "{said}");
}

/// Waits for the server's answer and prints what it offers.
const NEOVIM: &str = r#"
vim.bo.filetype = "rust"
local setup = { name = "graph-action", cmd = { vim.env.SERVER, "lsp" }, root_dir = vim.fn.getcwd() }
-- Before 0.8 Neovim had no `vim.lsp.start`.
if vim.lsp.start then vim.lsp.start(setup) else vim.lsp.buf_attach_client(0, vim.lsp.start_client(setup)) end
local clients = vim.lsp.get_clients or vim.lsp.get_active_clients
vim.wait(20000, function() local c = clients()[1]; return c and c.initialized end, 20)
local parameters = { textDocument = vim.lsp.util.make_text_document_params(), position = { line = 0, character = 26 } }
local answers = vim.lsp.buf_request_sync(0, "textDocument/completion", parameters, 20000)
for _, answer in pairs(answers or {}) do
  for _, item in ipairs(answer.result.items) do
    if item.label == "messages" then io.stderr:write("completes " .. item.textEdit.newText .. "\n") end
  end
end
vim.cmd("qall!")
"#;

/// rust-analyzer, where it is installed, explains the attributes: it shows what stands at the macros themselves.
#[test]
fn rust_analyzer_explains_the_attributes() {
    let there = Command::new("rust-analyzer").arg("--version").output();
    if !there.is_ok_and(|version| version.status.success()) {
        eprintln!("rust-analyzer is not installed: nothing is tried");
        return;
    }
    let user = concat!(env!("CARGO_MANIFEST_DIR"), "/../tests/outside");
    let uri = format!("file://{user}/src/lib.rs");
    let parameters = json!({
        "rootUri": format!("file://{user}"),
        "capabilities": {
            "experimental": { "serverStatusNotification": true },
            "textDocument": { "hover": { "contentFormat": ["markdown"] } },
        },
        // The macros are built, as in an editor: what is inside an attribute is shown as they pass it on.
        "initializationOptions": { "checkOnSave": false, "cachePriming": { "enable": false } },
    });
    let mut server = Command::new("rust-analyzer");
    server.current_dir(user).env("CARGO_TARGET_DIR", concat!(env!("CARGO_TARGET_TMPDIR"), "/../outside"));
    let (mut editor, _) = Editor::of(server, parameters);
    editor.wait_until_quiescent();
    let source = "‸use graph_action::{graph_action, graph_api, graph_entity};\n\
                  #[graph_api]\ntrait Mail {\n\
                  #[graph_action(GET, \"/messages\", scope = \"Mail.Read\")]\nasync fn list(&self) -> Vec<User>;\n}\n\
                  #[graph_entity(\"user\")]\nstruct User;\n";
    let mut at = editor.open(&uri, source);
    for (line, parts) in [
        (1, ["Gives a trait of actions its client", "least_privilege"]),
        (3, ["Turns a trait method into one call to Microsoft Graph", "`wait_for_replication`"]),
        (6, ["Checks a struct or an enum against a type of Graph", "`#[graph(flatten)]`"]),
    ] {
        at["position"] = json!({ "line": line, "character": 5 });
        let shown = editor.ask("textDocument/hover", at.clone());
        let shown = shown["contents"]["value"].as_str().unwrap_or_default();
        for part in parts {
            assert!(shown.contains(part), "line {line} has no `{part}`: {shown}");
        }
    }
    editor.end();
}
