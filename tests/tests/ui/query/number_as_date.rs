use graph_action::{Page, Result, graph_action, graph_api};

#[graph_api]
trait Calls {
    #[graph_action(GET, "/calendarView?startDateTime=<start>&endDateTime=<end>", scope = "Calendars.Read")]
    async fn view(&self, start: u64, end: &str) -> Result<Page<()>>;
}

fn main() {}
