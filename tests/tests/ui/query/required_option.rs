use graph_action::{Page, Result, graph_action, graph_api};

#[graph_api]
trait Calls {
    #[graph_action(GET, "/calendarView", scope = "Calendars.Read")]
    async fn view(&self) -> Result<Page<()>>;
}

fn main() {}
