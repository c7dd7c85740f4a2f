//! Where something is.

use crate::graph_entity;

/// The address of a building: Graph's `physicalAddress`.
#[graph_entity("physicalAddress", crate = crate)]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PhysicalAddress {
    /// The street, with the number.
    pub street: Option<String>,
    /// The city.
    pub city: Option<String>,
    /// The state.
    pub state: Option<String>,
    /// The country or the region, as people write it: `New Zealand`.
    pub country_or_region: Option<String>,
    /// The postal code.
    pub postal_code: Option<String>,
}

/// A place on the earth: Graph's `outlookGeoCoordinates`.
#[graph_entity("outlookGeoCoordinates", crate = crate)]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct OutlookGeoCoordinates {
    /// How exact latitude and longitude are.
    pub accuracy: Option<f64>,
    /// The altitude.
    pub altitude: Option<f64>,
    /// How exact the altitude is.
    pub altitude_accuracy: Option<f64>,
    /// The latitude.
    pub latitude: Option<f64>,
    /// The longitude.
    pub longitude: Option<f64>,
}

/// The kind of a [`Location`]: Graph's `locationType`.
#[graph_entity("locationType", crate = crate)]
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum LocationType {
    /// Nothing special.
    Default,
    /// A room for conferences.
    ConferenceRoom,
    /// Where somebody lives.
    HomeAddress,
    /// Where somebody works.
    BusinessAddress,
    /// Coordinates.
    GeoCoordinates,
    /// The address of a street.
    StreetAddress,
    /// A hotel.
    Hotel,
    /// A restaurant.
    Restaurant,
    /// A local business.
    LocalBusiness,
    /// A postal address.
    PostalAddress,
    /// A member that was added later.
    #[graph(other)]
    Other(String),
}

/// Where the [`unique_id`](Location::unique_id) of a location is from: Graph's `locationUniqueIdType`.
#[graph_entity("locationUniqueIdType", crate = crate)]
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum LocationUniqueIdType {
    /// It is not known.
    Unknown,
    /// The store of locations.
    LocationStore,
    /// The directory.
    Directory,
    /// A store of its own.
    Private,
    /// Bing.
    Bing,
    /// A member that was added later.
    #[graph(other)]
    Other(String),
}

/// Where an event takes place: Graph's `location`.
#[graph_entity("location", crate = crate)]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Location {
    /// The name.
    pub display_name: Option<String>,
    /// The address of the building.
    pub address: Option<PhysicalAddress>,
    /// Where it is on the earth.
    pub coordinates: Option<OutlookGeoCoordinates>,
    /// The address to which mail is sent: that of a room.
    pub location_email_address: Option<String>,
    /// What kind of place it is. Graph sets it.
    pub location_type: Option<LocationType>,
    /// A URI of the location.
    pub location_uri: Option<String>,
    /// For Graph's own use.
    pub unique_id: Option<String>,
    /// For Graph's own use.
    pub unique_id_type: Option<LocationUniqueIdType>,
}

impl Location {
    /// A location of which only the name is known.
    #[must_use]
    pub fn new(display_name: impl Into<String>) -> Self {
        Self { display_name: Some(display_name.into()), ..Self::default() }
    }
}
