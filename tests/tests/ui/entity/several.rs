use graph_action::graph_entity;

#[graph_entity("recipient")]
struct Recipient {
    email_adress: Option<String>,
}

#[graph_entity("message")]
struct Message {
    id: String,
    subjct: Option<String>,
    subject: String,
    is_read: Option<String>,
    to_recipients: Option<Recipient>,
    from: Option<Vec<Recipient>>,
    received_date_time: Option<bool>,
    #[graph(rename = "Body")]
    body: Option<String>,
}

fn main() {}
