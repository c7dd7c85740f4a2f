#[graph_api(root = service, client = Directory, crate = my::graph, version = "beta")]
#[cfg(feature = "directory")]
pub(crate) trait Users<T: DeserializeOwned + Send + 'static> {
    #[cfg(feature = "read")]
    #[graph_action(GET, "/users/<id>", scope(delegated = "User.Read", application = ["User.Read.All"]))]
    async fn user<'a>(&'a self, id: &'a str, #[header("ConsistencyLevel")] level: Option<&'a str>) -> Result<T>;

    #[cfg(not(feature = "read"))]
    #[cfg_attr(windows, cfg(feature = "windows"), doc = "Kept on the trait only.")]
    #[graph_action(PATCH, "/users/<id>", scope = ["User.Read", "User.ReadWrite"], version = "v1.0",
        wait_for_replication = "2min")]
    async fn rename<B: Serialize>(&self, id: Uuid, #[body] change: &B, #[query("$select")] select: &str) -> Result<()>;

    #[graph_action(PUT, "/users/<id>/photo/$value", scope = "User.ReadWrite.All", broad = "a snapshot")]
    fn photo(&self, id: &str, #[body("image/jpeg")] photo: Bytes) -> Call<()>;
}
