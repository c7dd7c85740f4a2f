use graph_action::{Call, Page, graph_action, graph_api, graph_entity};

#[graph_entity("directoryObject")]
struct Member {
    id: String,
}

#[graph_api(root = service)]
trait Groups {
    #[graph_action(GET, "/groups/<id>/members/$ref", scope = "GroupMember.Read.All")]
    fn members(&self, id: &str) -> Call<Page<Member>>;
}

fn main() {}
