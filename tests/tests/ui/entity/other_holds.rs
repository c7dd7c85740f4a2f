use graph_action::graph_entity;
use std::borrow::Cow;

#[graph_entity("importance")]
enum Number {
    Low,
    #[graph(other)]
    Other(u32),
}

#[graph_entity("importance")]
enum Borrowed {
    Low,
    #[graph(other)]
    Other(Cow<'static, str>),
}

#[graph_entity("directoryObject")]
enum Text {
    User(String),
    #[graph(other)]
    Other(Vec<u8>),
}

#[graph_entity("importance")]
enum Empty {}

fn main() {}
