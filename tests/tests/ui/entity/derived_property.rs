use graph_action::graph_entity;

#[graph_entity("directoryObject")]
struct Member {
    id: String,
    job_title: String,
}

fn main() {}
