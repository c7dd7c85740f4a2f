//! Programs with any number of methods, in four kinds that take turns: an action, a page, a creation, a reading.

use std::fmt::Write as _;

use crate::command::home;

/// A package with methods.
pub struct Source {
    pub dependencies: String,
    pub code: String,
    /// Further files, and where they are.
    pub files: Vec<(&'static str, String)>,
}

const SERDE: &str = "serde = { version = \"1\", features = [\"derive\"] }\n";
const REQWEST: &str =
    "reqwest = { version = \"0.13.5\", default-features = false, features = [\"json\", \"query\", \"stream\"] }\n";

const STRUCTS: &str = r#"
#[derive(serde::Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Message { pub id: String, pub subject: Option<String>, pub is_read: Option<bool> }
#[derive(serde::Deserialize)]
pub struct Page { pub value: Vec<Message>, #[serde(rename = "@odata.nextLink")] pub next_link: Option<String> }
#[derive(serde::Serialize)]
pub struct Draft { pub subject: String }
"#;

/// One method for each number, of the kind that is its turn.
fn methods(code: &mut String, count: usize, kinds: [&str; 4]) {
    for number in 0..count {
        let _ = writeln!(code, "{}", kinds[number % 4].replace("NUMBER", &number.to_string()));
    }
}

pub fn by_hand(count: usize) -> Source {
    let mut code = format!(
        "{STRUCTS}{}",
        r#"
pub struct Mail { pub client: reqwest::Client, pub base: String, pub token: String }
type Result<T> = std::result::Result<T, Box<dyn std::error::Error + Send + Sync>>;
impl Mail {
    fn request(&self, method: reqwest::Method, address: &str) -> reqwest::RequestBuilder {
        let request = self.client.request(method, address).timeout(std::time::Duration::from_secs(100));
        request.bearer_auth(&self.token).header("accept", "application/json").header("client-request-id", "an id")
    }
    async fn answer(&self, request: reqwest::RequestBuilder) -> Result<Vec<u8>> {
        Ok(request.send().await?.error_for_status()?.bytes().await?.to_vec())
    }
    fn encoded(&self, id: &str) -> String { id.replace('/', "%2F") }
"#
    );
    methods(
        &mut code,
        count,
        [
            r#"    pub async fn method_NUMBER(&self, id: &str) -> Result<()> {
        let address = format!("{}/v1.0/me/messages/{}/send", self.base, self.encoded(id));
        self.answer(self.request(reqwest::Method::POST, &address).header("content-length", "0")).await.map(drop)
    }"#,
            r#"    pub async fn method_NUMBER(&self, top: u32) -> Result<Page> {
        let address = format!("{}/v1.0/me/messages?$top={top}&$select=id,subject,isRead", self.base);
        Ok(serde_json::from_slice(&self.answer(self.request(reqwest::Method::GET, &address)).await?)?)
    }"#,
            r#"    pub async fn method_NUMBER(&self, draft: &Draft) -> Result<Message> {
        let address = format!("{}/v1.0/me/messages", self.base);
        let request = self.request(reqwest::Method::POST, &address).json(draft);
        Ok(serde_json::from_slice(&self.answer(request).await?)?)
    }"#,
            r#"    pub async fn method_NUMBER(&self, id: &str) -> Result<Message> {
        let address = format!("{}/v1.0/me/messages/{}?$select=id,subject,isRead", self.base, self.encoded(id));
        Ok(serde_json::from_slice(&self.answer(self.request(reqwest::Method::GET, &address)).await?)?)
    }"#,
        ],
    );
    code.push_str("}\n");
    Source { dependencies: format!("{SERDE}{REQWEST}serde_json = \"1\"\n"), code, files: Vec::new() }
}

pub fn graph_action(count: usize) -> Source {
    annotated(count, "broad = \"a benchmark\"")
}

pub fn graph_action_unchecked(count: usize) -> Source {
    annotated(count, "unchecked = \"a benchmark\"")
}

fn annotated(count: usize, option: &str) -> Source {
    let mut code = r#"
use graph_action::{Page, Result, graph_action, graph_api, graph_entity};
#[graph_entity("message")]
pub struct Message { pub id: String, pub subject: Option<String>, pub is_read: Option<bool> }
#[graph_entity("message")]
pub struct Draft { pub subject: Option<String> }
#[graph_api]
pub trait Mail {
"#
    .to_owned();
    let kinds = [
        r#"    #[graph_action(POST, "/messages/<id>/send", scope = "Mail.Send", OPTION)]
    async fn method_NUMBER(&self, id: &str) -> Result<()>;"#,
        r#"    #[graph_action(GET, "/messages?$top=<top>", scope = "Mail.ReadBasic", OPTION)]
    async fn method_NUMBER(&self, top: u32) -> Result<Page<Message>>;"#,
        r#"    #[graph_action(POST, "/messages", scope = "Mail.ReadWrite", OPTION)]
    async fn method_NUMBER(&self, #[body] draft: &Draft) -> Result<Message>;"#,
        r#"    #[graph_action(GET, "/messages/<id>", scope = "Mail.ReadBasic", OPTION)]
    async fn method_NUMBER(&self, id: &str) -> Result<Message>;"#,
    ]
    .map(|kind| kind.replace("OPTION", option));
    methods(&mut code, count, kinds.each_ref().map(String::as_str));
    code.push_str("}\n");
    let runtime = home().join("../runtime");
    Source { dependencies: format!("graph-action = {{ path = {runtime:?} }}\n"), code, files: Vec::new() }
}

pub fn feignhttp(count: usize) -> Source {
    let mut code = format!(
        "{STRUCTS}use feignhttp::FeignClientBuilder as _;\n\
         #[feignhttp::feign(url = \"https://graph.microsoft.com/v1.0\", \
         headers = \"accept: application/json\", timeout = 100000)]\npub trait Mail {{\n"
    );
    methods(
        &mut code,
        count,
        [
            r#"    #[post("/me/messages/{id}/send", headers = "content-length: 0")]
    async fn method_NUMBER(&self, #[path] id: &str, #[header("client-request-id")] request: &str)
        -> feignhttp::Result<()>;"#,
            r#"    #[get("/me/messages?$select=id,subject,isRead")]
    async fn method_NUMBER(&self, #[query("$top")] top: u32, #[header("client-request-id")] request: &str)
        -> feignhttp::Result<Page>;"#,
            r#"    #[post("/me/messages")]
    async fn method_NUMBER(&self, #[body] draft: &Draft, #[header("client-request-id")] request: &str)
        -> feignhttp::Result<Message>;"#,
            r#"    #[get("/me/messages/{id}?$select=id,subject,isRead")]
    async fn method_NUMBER(&self, #[path] id: &str, #[header("client-request-id")] request: &str)
        -> feignhttp::Result<Message>;"#,
        ],
    );
    code.push_str("}\n");
    let dependencies = format!("{SERDE}feignhttp = {{ version = \"0.6.3\", features = [\"reqwest-json\"] }}\n");
    Source { dependencies, code, files: Vec::new() }
}

pub fn progenitor(count: usize) -> Source {
    const ID: &str = r#"{"name":"id","in":"path","required":true,"schema":{"type":"string"}}"#;
    const SELECT: &str = r#"{"name":"$select","in":"query","schema":{"type":"string"}}"#;
    let id_and_select = format!("{ID},{SELECT}");
    let json =
        |schema: &str| format!(r##"{{"application/json":{{"schema":{{"$ref":"#/components/schemas/{schema}"}}}}}}"##);
    let kind = |path: &str, method: &str, parameters: &str, more: &str, answer: &str| {
        format!(
            r#""/NUMBER/me/messages{path}":{{"{method}":{{"operationId":"method_NUMBER",
"parameters":[{parameters}],{more}
"responses":{{{answer}}}}}}},"#
        )
    };
    let success =
        |status: &str, schema: &str| format!(r#""{status}":{{"description":"a success","content":{}}}"#, json(schema));
    let top = format!(r#"{{"name":"$top","in":"query","schema":{{"type":"integer","format":"uint32"}}}},{SELECT}"#);
    let body = format!(r#""requestBody":{{"required":true,"content":{}}},"#, json("Draft"));
    let kinds = [
        kind("/{id}/send", "post", ID, "", r#""202":{"description":"it is sent"}"#),
        kind("", "get", &top, "", &success("200", "Page")),
        kind("", "post", "", &body, &success("201", "Message")),
        kind("/{id}", "get", &id_and_select, "", &success("200", "Message")),
    ];
    let mut paths = String::new();
    methods(&mut paths, count, kinds.each_ref().map(String::as_str));
    let paths = paths.trim_end().trim_end_matches(',');
    let description = format!(
        r##"{{"openapi":"3.0.3","info":{{"title":"Many calls","version":"1.0"}},"paths":{{{paths}}},
"components":{{"schemas":{{
"Message":{{"type":"object","required":["id"],"properties":{{"id":{{"type":"string"}},"subject":{{"type":"string"}},
"isRead":{{"type":"boolean"}}}}}},
"Page":{{"type":"object","required":["value"],"properties":{{"@odata.nextLink":{{"type":"string"}},
"value":{{"type":"array","items":{{"$ref":"#/components/schemas/Message"}}}}}}}},
"Draft":{{"type":"object","required":["subject"],"properties":{{"subject":{{"type":"string"}}}}}}}}}}}}"##
    );
    Source {
        dependencies: format!("{SERDE}{REQWEST}serde_json = \"1\"\nprogenitor = \"0.15.1\"\n"),
        code: "progenitor::generate_api!(\"openapi.json\");\n".to_owned(),
        files: vec![("openapi.json", description)],
    }
}
