use graph_action::graph_entity;

struct Timestamp;

#[graph_entity("message")]
struct Message {
    sent_date_time: Option<Timestamp>,
}

fn main() {}
