#[graph_api]
pub trait Mail {
    /// Sends a draft; Graph then moves it to Sent Items.
    #[graph_action(POST, "/messages/<id>/send", scope = "Mail.Send")]
    async fn send(&self, id: &str) -> Result<()>;

    #[graph_action(GET, "/messages?$filter=from/emailAddress/address eq '<sender>'", scope = "Mail.ReadBasic")]
    fn from_sender(&self, sender: &str) -> Call<Page<Message>>;

    #[graph_action(POST, "/sendMail", scope = "Mail.Send")]
    #[deprecated = "drafts are safer"]
    async fn send_mail(&self, message: &Draft, save_to_sent_items: Option<bool>) -> Result<(), MailError>;

    /// Not an action.
    fn twice(&self) -> u32 {
        2
    }
}
