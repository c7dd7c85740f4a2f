use graph_action::{Patch, graph_entity};
use serde_json::{Map, Value};

#[graph_entity("user")]
struct User {
    #[graph(required)]
    mail: Option<String>,
    #[graph(required)]
    surname: Patch<String>,
    #[graph(required)]
    business_phones: Vec<String>,
    #[graph(required, flatten)]
    rest: Map<String, Value>,
    given_name: String,
}

fn main() {}
