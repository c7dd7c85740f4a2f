use graph_action::{Page, Result, graph_action, graph_api};

#[graph_api]
trait Calls {
    #[graph_action(GET, "/outlook/supportedTimeZones(TimeZoneStandard='Ianna')", scope = "User.Read")]
    async fn zones(&self) -> Result<Page<()>>;
}

fn main() {}
