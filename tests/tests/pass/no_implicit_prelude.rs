//! No prelude, and everything of the runtime's by its full path.
#![no_implicit_prelude]
#![deny(warnings)]

use ::graph_action::graph_action;

#[::graph_action::graph_api]
trait Mail {
    #[graph_action(POST, "/messages/<id>/send", scope = "Mail.Send")]
    async fn send(&self, id: &str) -> ::graph_action::Result<()>;

    #[::graph_action::graph_action(GET, "/messages?$top=<top>", scope = "Mail.ReadBasic")]
    fn list(
        &self,
        top: ::core::option::Option<u32>,
        #[header("Prefer")] prefer: &str,
    ) -> ::graph_action::Call<::graph_action::Page<::std::string::String>>;

    #[graph_action(POST, "/sendMail", scope = "Mail.Send")]
    async fn send_mail(&self, message: &(), save_to_sent_items: bool) -> ::graph_action::Result<()>;
}

trait Lone {
    #[graph_action(PUT, "/photo/$value", scope = "User.ReadWrite")]
    async fn photo(&self, #[body("image/jpeg")] photo: &[u8]) -> ::graph_action::Result<()>;
}

impl Lone for ::graph_action::User {}

async fn call(graph: ::graph_action::Graph) -> ::graph_action::Result<()> {
    let mail = MailClient::new(graph.me());
    mail.send("id").await?;
    mail.send_mail(&(), true).await?;
    let _ = mail.list(::core::option::Option::None, "x").await?;
    graph.me().photo(b"").await
}

fn main() {
    let _ = call;
}
