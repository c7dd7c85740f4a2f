pub trait Mail {
    /// Sends a draft.
    #[graph_action(POST, "/messages/<id>/send", scope = "Mail.Send")]
    async fn send(&self, id: &str) -> Result<()>;

    #[graph_action(GET, "/messages?$top=<top>", scope = "Mail.ReadBasic")]
    fn list(&self, top: Option<u32>) -> Call<Page<Message>>;
}
