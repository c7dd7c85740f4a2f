//! An editor with one open file, which asks the language server over its standard input and output.

use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use serde_json::{Value, json};

/// An editor with one open file.
pub(crate) struct Editor {
    server: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
    id: u64,
    /// Notifications that came in the meantime.
    pub(crate) told: Vec<Value>,
}

impl Editor {
    pub(crate) fn start(options: Value) -> Editor {
        let mut server = Command::new(env!("CARGO_BIN_EXE_graph-action"));
        server.args(["lsp", "--stdio"]);
        let parameters = json!({ "capabilities": {}, "initializationOptions": options });
        let (editor, answer) = Editor::of(server, parameters);
        assert_eq!(answer["capabilities"]["positionEncoding"], "utf-16");
        editor
    }

    /// Starts a server; returns its answer to `initialize`, too.
    pub(crate) fn of(mut server: Command, parameters: Value) -> (Editor, Value) {
        let mut server = server.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
        let input = server.stdin.take().unwrap();
        let output = BufReader::new(server.stdout.take().unwrap());
        let mut editor = Editor { server, input, output, id: 0, told: Vec::new() };
        let answer = editor.ask("initialize", parameters);
        editor.tell("initialized", json!({}));
        (editor, answer)
    }

    pub(crate) fn send(&mut self, message: &Value) {
        let text = message.to_string();
        write!(self.input, "Content-Length: {}\r\n\r\n{text}", text.len()).unwrap();
        self.input.flush().unwrap();
    }

    pub(crate) fn receive(&mut self) -> Value {
        let mut length = 0;
        loop {
            let mut line = String::new();
            assert!(self.output.read_line(&mut line).unwrap() > 0, "the server ended");
            match line.trim().split_once(": ") {
                Some(("Content-Length", number)) => length = number.parse().unwrap(),
                Some(_) => {}
                None => break,
            }
        }
        let mut bytes = vec![0; length];
        self.output.read_exact(&mut bytes).unwrap();
        serde_json::from_slice(&bytes).unwrap()
    }

    pub(crate) fn tell(&mut self, method: &str, parameters: Value) {
        self.send(&json!({ "jsonrpc": "2.0", "method": method, "params": parameters }));
    }

    pub(crate) fn ask_all(&mut self, method: &str, parameters: Value) -> Value {
        self.id += 1;
        let id = self.id;
        self.send(&json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": parameters }));
        loop {
            let message = self.receive();
            if message.get("method").is_some() {
                self.hear(message);
            } else if message["id"] == id {
                return message;
            }
        }
    }

    /// Keeps what the server says; a question of its own gets no more than an answer.
    fn hear(&mut self, message: Value) {
        if let Some(id) = message.get("id") {
            self.send(&json!({ "jsonrpc": "2.0", "id": id, "result": null }));
        }
        self.told.push(message);
    }

    /// Waits until the server says that it knows the whole workspace, as rust-analyzer does.
    pub(crate) fn wait_until_quiescent(&mut self) {
        let quiescent = |message: &Value| message["params"]["quiescent"] == true;
        while !self.told.iter().any(quiescent) {
            let message = self.receive();
            self.hear(message);
        }
    }

    pub(crate) fn ask(&mut self, method: &str, parameters: Value) -> Value {
        let message = self.ask_all(method, parameters);
        assert!(message.get("error").is_none(), "{message}");
        message["result"].clone()
    }

    /// Opens a text in which `‸` marks the cursor; returns the parameters of a request there.
    pub(crate) fn open(&mut self, uri: &str, marked: &str) -> Value {
        let (before, after) = marked.split_once('‸').unwrap();
        let text = format!("{before}{after}");
        self.tell(
            "textDocument/didOpen",
            json!({ "textDocument": { "uri": uri, "languageId": "rust", "version": 1, "text": text } }),
        );
        let line = before.matches('\n').count();
        let character = before.rsplit('\n').next().unwrap().encode_utf16().count();
        json!({ "textDocument": { "uri": uri }, "position": { "line": line, "character": character } })
    }

    pub(crate) fn complete(&mut self, marked: &str) -> Vec<Value> {
        let at = self.open("file:///nowhere/src/a.rs", marked);
        self.ask("textDocument/completion", at)["items"].as_array().cloned().unwrap_or_default()
    }

    /// The labels offered at the cursor, the best first, that begin with what is typed there.
    pub(crate) fn labels(&mut self, marked: &str) -> Vec<String> {
        let mut items = self.complete(marked);
        items.sort_by_key(|item| item["sortText"].as_str().unwrap().to_owned());
        items.iter().map(|item| item["label"].as_str().unwrap().to_owned()).collect()
    }

    pub(crate) fn hover(&mut self, marked: &str) -> String {
        let at = self.open("file:///nowhere/src/a.rs", marked);
        self.ask("textDocument/hover", at)["contents"]["value"].as_str().unwrap_or("").to_owned()
    }

    /// The text after each quick fix at the cursor, with its title.
    pub(crate) fn fixed(&mut self, marked: &str) -> Vec<(String, String)> {
        let uri = "file:///nowhere/src/a.rs";
        let at = self.open(uri, marked);
        let range = json!({ "start": at["position"], "end": at["position"] });
        let asked = json!({ "textDocument": { "uri": uri }, "range": range, "context": { "diagnostics": [] } });
        let actions = self.ask("textDocument/codeAction", asked);
        let text = marked.replace('‸', "");
        let apply = |action: &Value| {
            let edit = &action["edit"]["changes"][uri][0];
            let place = |position: &Value| {
                let line = usize::try_from(position["line"].as_u64().unwrap()).unwrap();
                let before: usize = text.split_inclusive('\n').take(line).map(str::len).sum();
                let units = usize::try_from(position["character"].as_u64().unwrap()).unwrap();
                let rest = text[before..].char_indices();
                let mut seen = 0;
                let at = rest.into_iter().find(|(_, letter)| {
                    let here = seen >= units;
                    seen += letter.len_utf16();
                    here
                });
                at.map_or(text.len(), |(at, _)| before + at)
            };
            let (start, end) = (place(&edit["range"]["start"]), place(&edit["range"]["end"]));
            let fixed = format!("{}{}{}", &text[..start], edit["newText"].as_str().unwrap(), &text[end..]);
            (action["title"].as_str().unwrap().to_owned(), fixed)
        };
        actions.as_array().unwrap().iter().map(apply).collect()
    }

    pub(crate) fn end(mut self) {
        self.ask("shutdown", Value::Null);
        self.tell("exit", Value::Null);
        assert!(self.server.wait().unwrap().success());
    }
}
