#[graph_api(root = service)]
trait Judged {
    /// Broader than needed.
    #[expect(deprecated)]
    #[allow(clippy::style)]
    #[graph_action(GET, "/me/messages", scope = "Mail.ReadWrite")]
    async fn list(&self) -> Result<Page<Message>>;

    /// The type of the parameter decides that it is bare; the action only reads.
    #[graph_action(GET, "/reports/getEmailActivityUserDetail(date=<date>)", scope = "Reports.Read.All")]
    async fn activity(&self, date: &str) -> Result<Bytes>;

    #[graph_action(GET, "/applications(appId=<id>)", scope = "Application.Read.All")]
    async fn application(&self, id: &str) -> Result<Application>;

    #[graph_action(POST, "/me/calendar/getSchedule", scope = "Calendars.ReadBasic")]
    async fn schedules(&self, schedules: &[&str], start_time: &Time, end_time: &Time) -> Result<Page<Schedule>>;

    #[graph_action(
        GET,
        "/me/messages?$filter=importance eq <importance> and receivedDateTime ge <since> \
         and from/emailAddress/address eq '<name>@contoso.com'",
        scope = "Mail.Read",
        prefer = "outlook.body-content-type=\"text\""
    )]
    fn urgent(&self, importance: &str, since: &str, name: &str) -> Call<Page<Message>>;

    #[graph_action(
        GET,
        "/users?$filter=not (userPrincipalName in (<names>))",
        scope = "User.Read.All",
        advanced = true
    )]
    fn others(&self, names: &[&str]) -> Call<Page<User>>;
}
