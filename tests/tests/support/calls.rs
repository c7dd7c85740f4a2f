//! Calls of every kind: reads, writes, pages, changes, uploads and downloads.

use graph_action::{Call, Delta, Download, Page, UploadSession, graph_action, graph_api};
use serde::Deserialize;
use serde_json::Value;

#[derive(Clone, Debug, Deserialize)]
pub struct Item {
    pub id: String,
    pub subject: Option<String>,
}

#[graph_api]
pub trait Calls {
    #[graph_action(GET, "/messages/<id>", scope = "Mail.ReadBasic")]
    fn read(&self, id: &str) -> Call<Item>;

    #[graph_action(POST, "/messages", scope = "Mail.ReadWrite")]
    fn create(&self, #[body] draft: &Value) -> Call<Item>;

    #[graph_action(PATCH, "/messages/<id>", scope = "Mail.ReadWrite")]
    fn update(&self, id: &str, #[body] change: &Value) -> Call<Item>;

    #[graph_action(DELETE, "/messages/<id>", scope = "Mail.ReadWrite")]
    fn delete(&self, id: &str) -> Call<()>;

    #[graph_action(POST, "/messages/<id>/send", scope = "Mail.Send")]
    fn send_draft(&self, id: &str) -> Call<()>;

    #[graph_action(GET, "/mailFolders/<folder>/messages?$top=<top>", scope = "Mail.ReadBasic")]
    fn list(&self, folder: &str, top: u32) -> Call<Page<Item>>;

    #[graph_action(GET, "/mailFolders/<folder>/messages/delta", scope = "Mail.ReadBasic")]
    fn changes(&self, folder: &str) -> Call<Delta<Item>>;

    #[graph_action(POST, "/drive/root:/<path..>:/createUploadSession", scope = "Files.ReadWrite")]
    fn upload(&self, path: &str) -> Call<UploadSession>;

    #[graph_action(GET, "/drive/root:/<path..>:/content", scope = "Files.Read")]
    fn download(&self, path: &str) -> Call<Download>;
}
