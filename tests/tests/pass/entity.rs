//! Entities in unusual surroundings: generics, lifetimes, aliases, other crates' names, beta, an action that is alone.
#![no_implicit_prelude]

extern crate graph_action as renamed;
extern crate serde_json;
extern crate std;

use renamed::{graph_action, graph_api, graph_entity};
use std::option::Option;
use std::result::Result;
use std::string::String;
use std::vec::Vec;

type Answer<T> = Result<T, renamed::Error>;

#[graph_entity("message", crate = ::renamed)]
struct Message {
    id: String,
    attachments: Vec<Attachment>,
}

#[graph_entity("fileAttachment", crate = ::renamed)]
struct Attachment {
    id: String,
    content_bytes: Option<renamed::Bytes>,
}

#[graph_entity("outlookItem", crate = ::renamed)]
struct Item {
    id: String,
}

#[graph_entity("importance", crate = ::renamed)]
enum Importance {
    #[cfg(not(any()))]
    Low,
    #[cfg(any())]
    #[graph(rename = "low")]
    Minor,
    #[graph(other)]
    Other(String),
}

#[graph_entity("attachment", crate = ::renamed)]
enum Any<T> {
    FileAttachment(T),
    #[graph(other)]
    Other(Attachment),
}

#[graph_entity("message", version = "beta", crate = ::renamed)]
struct Beta<'a> {
    subject: Option<&'a str>,
    categories: &'a [String],
    unsubscribe_enabled: Option<bool>,
}

// What serde skips is no property, a parameter may be a collection, and any JSON stands for what is expanded.
#[graph_entity("message", crate = ::renamed)]
struct Kept<T, U> {
    attachments: T,
    extensions: Vec<std::boxed::Box<serde_json::value::RawValue>>,
    #[serde(skip)]
    seen: bool,
    #[serde(skip_serializing, skip_deserializing)]
    kind: std::marker::PhantomData<U>,
}

#[graph_entity("group", crate = ::renamed)]
struct Owned {
    owners: Vec<std::collections::BTreeMap<String, serde_json::Value>>,
}

#[graph_api(crate = ::renamed)]
trait Mail<T> {
    #[graph_action(GET, "/messages/<id>", scope = "Mail.Read")]
    async fn get(&self, id: &str) -> Answer<Message>;

    #[graph_action(GET, "/messages/<id>", scope = "Mail.Read")]
    async fn base(&self, id: &str) -> Answer<Item>;

    #[graph_action(GET, "/messages/<id>", scope = "Mail.Read")]
    fn generic(&self, id: &str) -> renamed::Call<T>
    where
        T: renamed::Decode;

    #[graph_action(POST, "/messages/<id>/attachments", scope = "Mail.ReadWrite")]
    async fn attach(&self, id: &str, #[body] file: &Attachment) -> Answer<()>;
}

trait Alone<T> {
    #[graph_action(GET, "/messages/<id>", scope = "Mail.Read", crate = ::renamed)]
    async fn alone(&self, id: &str) -> Answer<Message>;

    #[graph_action(GET, "/messages/<id>", scope = "Mail.Read", crate = ::renamed)]
    async fn generic_alone(&self, id: &str) -> Answer<T>
    where
        T: renamed::Decode;
}

impl<T> Alone<T> for renamed::User {}

fn main() {
    let projection = <Any<Attachment> as renamed::Entity>::PROJECTION;
    std::assert!(projection.open);
    std::assert_eq!(<Message as renamed::Entity>::PROJECTION.select, "id");
    std::assert_eq!(<Kept<Vec<Attachment>, u8> as renamed::Entity>::PROJECTION.select, "");
}
