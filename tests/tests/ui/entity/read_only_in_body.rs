#![deny(deprecated)]

use graph_action::{Patch, Result, graph_action, graph_api, graph_entity};

#[graph_entity("bookingBusiness")]
struct Business {
    display_name: Patch<String>,
    is_published: Patch<bool>,
    public_url: Patch<String>,
}

#[graph_entity("application")]
struct Application {
    display_name: Option<String>,
    created_by_app_id: Option<String>,
}

#[graph_entity("bookingBusiness")]
struct Name {
    display_name: Patch<String>,
    #[serde(skip_serializing)]
    public_url: Option<String>,
}

#[graph_api(root = service)]
trait Directory {
    #[graph_action(PATCH, "/solutions/bookingBusinesses/<id>", scope = "Bookings.ReadWrite.All")]
    async fn change(&self, id: &str, #[body] change: &Business) -> Result<()>;

    #[graph_action(PATCH, "/solutions/bookingBusinesses/<id>", scope = "Bookings.ReadWrite.All")]
    async fn rename(&self, id: &str, #[body] change: &Name) -> Result<()>;

    #[graph_action(PATCH, "/applications/<id>", scope(delegated = "Application.ReadWrite.All"))]
    async fn update(&self, id: &str, #[body] change: &Application) -> Result<()>;

    // It is given at creation.
    #[graph_action(POST, "/applications", scope(delegated = "AppRegistration.Create"))]
    async fn create(&self, #[body] application: Application) -> Result<()>;

    #[graph_action(PATCH, "/solutions/bookingBusinesses/<id>", unchecked = "a test", scope = "Bookings.ReadWrite.All")]
    async fn unchecked(&self, id: &str, #[body] change: &Business) -> Result<()>;

    #[graph_action(PATCH, "/solutions/bookingBusinesses/<id>", scope = "Bookings.ReadWrite.All")]
    #[allow(deprecated)]
    async fn allowed(&self, id: &str, #[body] change: &Business) -> Result<()>;
}

fn main() {}
