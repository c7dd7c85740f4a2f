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

// Types of the user have short names, too; a field may be deprecated, static, or there in some builds only.
#[graph_entity("emailAddress", crate = ::renamed)]
struct A {
    address: Option<String>,
}

#[graph_entity("recipient", crate = ::renamed)]
struct D {
    email_address: Option<A>,
}

#[graph_entity("message", crate = ::renamed)]
struct S {
    from: Option<D>,
    web_link: Option<&'static str>,
    #[deprecated]
    subject: Option<String>,
    #[cfg(any())]
    #[graph(etag)]
    version: Option<String>,
}

#[graph_entity("importance", crate = ::renamed)]
enum Lent<'a> {
    Low,
    #[cfg(any())]
    #[graph(other)]
    Other(String),
    #[cfg(not(any()))]
    #[graph(other)]
    Unknown(Name<'a>),
}

struct Name<'a>(String, std::marker::PhantomData<&'a ()>);

impl std::convert::From<&str> for Name<'_> {
    fn from(name: &str) -> Self {
        Self(std::convert::Into::into(name), std::marker::PhantomData)
    }
}

impl std::convert::AsRef<str> for Name<'_> {
    fn as_ref(&self) -> &str {
        &self.0
    }
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
