#[graph_entity("message")]
#[derive(Debug)]
pub struct Message<'a> {
    pub id: String,
    pub subject: Option<&'a str>,
    received_date_time: Option<jiff::Timestamp>,
    #[graph(rename = "toRecipients")]
    to: Vec<Recipient>,
    #[cfg(feature = "files")]
    attachments: Vec<Attachment>,
    is_read: Patch<bool>,
    #[graph(etag)]
    version: Option<String>,
}

#[graph_entity("importance", crate = my::graph)]
enum Importance {
    Low,
    #[graph(rename = "high")]
    Top,
    #[graph(other)]
    Other(String),
}

#[graph_entity("recipient")]
enum Someone<T> {
    Recipient(Recipient),
    Attendee(T),
}

#[graph_entity("message")]
struct Wrong {
    subjct: Option<String>,
    is_read: Option<String>,
    subject: String,
    from: Option<Vec<Recipient>>,
}
