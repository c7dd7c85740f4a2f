//! Made by `graph-action new` from the catalog of 2026-08-03.

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

/// Graph's `location`.
#[graph_entity("location")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Location {
    pub address: Option<PhysicalAddress>,
    pub coordinates: Option<OutlookGeoCoordinates>,
    pub display_name: Option<String>,
    pub location_email_address: Option<String>,
    pub location_type: Option<LocationType>,
    pub location_uri: Option<String>,
    pub unique_id: Option<String>,
    pub unique_id_type: Option<LocationUniqueIdType>,
}

/// Graph's `outlookGeoCoordinates`.
#[graph_entity("outlookGeoCoordinates")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct OutlookGeoCoordinates {
    pub accuracy: Option<f64>,
    pub altitude: Option<f64>,
    pub altitude_accuracy: Option<f64>,
    pub latitude: Option<f64>,
    pub longitude: Option<f64>,
}

/// Graph's `physicalAddress`.
#[graph_entity("physicalAddress")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PhysicalAddress {
    pub city: Option<String>,
    pub country_or_region: Option<String>,
    pub postal_code: Option<String>,
    pub state: Option<String>,
    pub street: Option<String>,
}

/// Graph's `locationType`.
#[graph_entity("locationType")]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LocationType {
    Default,
    ConferenceRoom,
    HomeAddress,
    BusinessAddress,
    GeoCoordinates,
    StreetAddress,
    Hotel,
    Restaurant,
    LocalBusiness,
    PostalAddress,
    /// A member that was added later.
    #[graph(other)]
    Other(String),
}

/// Graph's `locationUniqueIdType`.
#[graph_entity("locationUniqueIdType")]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LocationUniqueIdType {
    Unknown,
    LocationStore,
    Directory,
    Private,
    Bing,
    /// A member that was added later.
    #[graph(other)]
    Other(String),
}
