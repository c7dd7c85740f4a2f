use graph_action::{Call, Page, graph_action, graph_api};

#[graph_api]
trait Calendar {
    #[graph_action(
        GET,
        "/calendarView?startDateTime=2026-13-01&endDateTime=2026-12-02",
        scope = "Calendars.ReadBasic"
    )]
    fn view(&self) -> Call<Page<serde_json::Value>>;
}

fn main() {}
