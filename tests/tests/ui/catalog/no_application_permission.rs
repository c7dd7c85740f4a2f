use graph_action::{Page, Result, graph_action, graph_api};

#[graph_api(flow = application)]
trait Mail {
    #[graph_action(GET, "/agreementAcceptances", scope = "AgreementAcceptance.Read")]
    async fn acceptances(&self) -> Result<Page<String>>;
}

fn main() {}
