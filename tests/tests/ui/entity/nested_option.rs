use graph_action::{Patch, graph_entity};

#[graph_entity("recipient")]
struct Recipient {
    email_address: Option<Address>,
}

#[graph_entity("emailAddress")]
struct Address {
    name: Option<String>,
}

#[graph_entity("message")]
struct Message {
    is_read: Patch<Patch<bool>>,
    subject: Patch<Option<String>>,
    body_preview: Option<Patch<String>>,
    sender: Option<Option<Box<Recipient>>>,
    from: Box<Option<Box<Patch<Recipient>>>>,
    to_recipients: Vec<Patch<Recipient>>,
    cc_recipients: Patch<Vec<Patch<Recipient>>>,
    categories: Vec<Option<Option<String>>>,
    reply_to: Option<Patch<Vec<Option<Patch<Recipient>>>>>,
    #[graph(rename = "extension_number")]
    number: Patch<Option<u8>>,
    #[graph(etag)]
    version: Option<Option<String>>,
}

#[graph_entity("message")]
struct Draft<'a> {
    subject: Patch<Patch<&'a str>>,
}

#[graph_entity("recipient")]
struct Flat {
    #[graph(flatten)]
    recipient: Patch<Recipient>,
}

fn main() {}
