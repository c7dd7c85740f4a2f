use graph_action::{Delta, Result, graph_action, graph_api};

#[graph_api]
trait Calls {
    #[graph_action(GET, "/calendarView/delta", scope = "Calendars.Read")]
    async fn changes(&self) -> Result<Delta<()>>;
}

fn main() {}
