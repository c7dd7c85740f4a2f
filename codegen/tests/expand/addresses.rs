#[graph_api(root(roots::Team, type = "team"))]
trait Addresses {
    #[graph_action(GET, "/", scope = none, unchecked = "the address is what matters")]
    async fn itself(&self) -> Result<Team>;

    #[graph_action(GET, "/drive/root:/<path..>:/content", scope = none, unchecked = "the address is what matters")]
    async fn content(&self, path: &str) -> Result<Bytes>;

    #[graph_action(
        GET, "/sites/<host>:/<path..>",
        scope = none, root = service, unchecked = "the address is what matters"
    )]
    async fn site(&self, host: &str, path: &str) -> Result<Site>;

    #[graph_action(
        GET, "/drive/root/search(q='<words>')?$search=\"subject:<phrase>\"&top=50 %",
        scope = none, unchecked = "the address is what matters"
    )]
    async fn search(&self, words: &str, phrase: &str) -> Result<Page<Item>>;

    #[graph_action(
        GET, "/reports/usage(period='D7',date=<date>)/delta()",
        scope = none, unchecked = "the address is what matters"
    )]
    async fn usage(&self, date: Option<&str>) -> Result<String>;

    #[graph_action(
        POST, "/users('<id>')/checkMemberGroups",
        scope = none, idempotent = true, unchecked = "the address is what matters"
    )]
    async fn check(&self, id: &str, group_ids: &[&str]) -> Result<Vec<String>>;
}
