//! Made by `graph-action new` from the catalog of 2026-08-03.

use graph_action::types::Location;
use graph_action::{Call, Page, graph_action, graph_api, graph_entity};

/// Its client is made with the `Graph` itself.
#[graph_api(root = service)]
pub trait Solutions {
    /// Lists `services`, page by page.
    #[graph_action(
        GET,
        "/solutions/bookingBusinesses/<id>/services",
        scope(delegated = "Bookings.Read.All", application = "BookingsAppointment.ReadWrite.All")
    )]
    fn list_services(&self, id: &str) -> Call<Page<BookingService>>;
}

/// Graph's `bookingService`.
#[graph_entity("bookingService")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct BookingService {
    pub id: String,
    pub display_name: Option<String>,
    pub default_price: Option<f64>,
    pub default_location: Option<Location>,
    /// A duration, `PT1H30M`.
    pub default_duration: Option<String>,
}
