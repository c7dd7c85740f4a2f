use graph_action::graph_action;

#[graph_action(POST, "/messages/<id>/send", scope = "Mail.Send")]
trait Mail {}

fn main() {}
