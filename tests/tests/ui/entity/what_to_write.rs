use graph_action::graph_entity;

#[graph_entity("message")]
struct Message<'a> {
    subject: &'a str,
    categories: Option<&'a str>,
    id: Option<Vec<&'a str>>,
    web_link: (),
    body: Option<(String, String)>,
    parent_folder_id: Option<[u8; 4]>,
    flag: Vec<serde_json::Value>,
    #[graph(etag)]
    one: Option<String>,
    #[graph(etag)]
    two: Option<String>,
}

macro_rules! message {
    ($ty:ty) => {
        #[graph_entity("message")]
        struct Made {
            categories: $ty,
        }
    };
}

message!(String);

fn main() {}
