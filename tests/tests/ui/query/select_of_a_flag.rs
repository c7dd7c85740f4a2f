use graph_action::{Call, Page, graph_action, graph_api};
use serde_json::Value;

#[graph_api]
trait Mail {
    #[graph_action(GET, "/messages?$select=<f>", scope = "Mail.Read")]
    fn list(&self, f: bool) -> Call<Page<Value>>;

    #[graph_action(GET, "/messages?$orderby=<by>&$expand=<what>", scope = "Mail.Read")]
    fn sorted(&self, by: u32, what: Option<bool>) -> Call<Page<Value>>;

    #[graph_action(GET, "/messages?$select=<names>", scope = "Mail.Read")]
    fn right(&self, names: &str) -> Call<Page<Value>>;
}

fn main() {}
