trait Judged {
    /// Broader than needed.
    #[allow(clippy::style)]
    #[graph_action(__expanded)]
    fn list(
        &self,
    ) -> impl ::core::future::Future<
        Output = Result<Page<Message>>,
    > + ::core::marker::Send;
    /// The type of the parameter decides that it is bare; the action only reads.
    #[graph_action(__expanded)]
    fn activity(
        &self,
        date: &str,
    ) -> impl ::core::future::Future<Output = Result<Bytes>> + ::core::marker::Send;
    #[graph_action(__expanded)]
    fn application(
        &self,
        id: &str,
    ) -> impl ::core::future::Future<
        Output = Result<Application>,
    > + ::core::marker::Send;
    #[graph_action(__expanded)]
    fn schedules(
        &self,
        schedules: &[&str],
        start_time: &Time,
        end_time: &Time,
    ) -> impl ::core::future::Future<
        Output = Result<Page<Schedule>>,
    > + ::core::marker::Send;
}
///Calls the actions of [`Judged`] on Microsoft Graph.
#[derive(::core::clone::Clone, ::core::fmt::Debug)]
struct JudgedClient {
    resource: ::graph_action::Resource<::graph_action::root::Service>,
}
#[allow(dead_code)]
impl JudgedClient {
    const ACTION_0: &'static ::graph_action::Action = &::graph_action::__private::action(::graph_action::__private::Descriptor {
        name: "Judged::list",
        method: ::graph_action::Method::Get,
        version: "v1.0",
        absolute: false,
        template: "/me/messages",
        path: &[::graph_action::__private::Part::Text("/me/messages")],
        query: &[],
        scopes: &["Mail.ReadWrite"],
        app_scopes: &["Mail.ReadWrite"],
        repeatable: true,
    });
    const ACTION_1: &'static ::graph_action::Action = &::graph_action::__private::action(::graph_action::__private::Descriptor {
        name: "Judged::activity",
        method: ::graph_action::Method::Get,
        version: "v1.0",
        absolute: false,
        template: "/reports/getEmailActivityUserDetail(date=<date>)",
        path: &[
            ::graph_action::__private::Part::Text("/reports/getEmailActivityUserDetail"),
            ::graph_action::__private::Part::Parameters(
                &[
                    ::graph_action::__private::Pair {
                        name: "date",
                        value: &[::graph_action::__private::Part::Token("date")],
                    },
                ],
            ),
        ],
        query: &[],
        scopes: &["Reports.Read.All"],
        app_scopes: &["Reports.Read.All"],
        repeatable: true,
    });
    const ACTION_2: &'static ::graph_action::Action = &::graph_action::__private::action(::graph_action::__private::Descriptor {
        name: "Judged::application",
        method: ::graph_action::Method::Get,
        version: "v1.0",
        absolute: false,
        template: "/applications(appId=<id>)",
        path: &[
            ::graph_action::__private::Part::Text("/applications"),
            ::graph_action::__private::Part::Parameters(
                &[
                    ::graph_action::__private::Pair {
                        name: "appId",
                        value: &[::graph_action::__private::Part::Quoted("id")],
                    },
                ],
            ),
        ],
        query: &[],
        scopes: &["Application.Read.All"],
        app_scopes: &["Application.Read.All"],
        repeatable: true,
    });
    const ACTION_3: &'static ::graph_action::Action = &::graph_action::__private::action(::graph_action::__private::Descriptor {
        name: "Judged::schedules",
        method: ::graph_action::Method::Post,
        version: "v1.0",
        absolute: false,
        template: "/me/calendar/getSchedule",
        path: &[::graph_action::__private::Part::Text("/me/calendar/getSchedule")],
        query: &[],
        scopes: &["Calendars.ReadBasic"],
        app_scopes: &["Calendars.ReadBasic"],
        repeatable: true,
    });
    /// The permissions that the actions need in the delegated flow, sorted.
    const SCOPES: &'static [&'static str] = &[
        "Application.Read.All",
        "Calendars.ReadBasic",
        "Mail.ReadWrite",
        "Reports.Read.All",
    ];
    /// The permissions that the actions need in the application flow, sorted.
    const APP_SCOPES: &'static [&'static str] = &[
        "Application.Read.All",
        "Calendars.ReadBasic",
        "Mail.ReadWrite",
        "Reports.Read.All",
    ];
    /// The actions, in the order of the trait's methods.
    const ACTIONS: &'static [::graph_action::Action] = &[
        *Self::ACTION_0,
        *Self::ACTION_1,
        *Self::ACTION_2,
        *Self::ACTION_3,
    ];
    ///A client that calls the actions of [`Judged`] on `resource`.
    fn new(resource: ::graph_action::Graph) -> Self {
        Self {
            resource: ::graph_action::Endpoint::resource(&resource),
        }
    }
}
#[automatically_derived]
impl Judged for JudgedClient {
    #[expect(deprecated)]
    #[allow(clippy::style)]
    fn list(
        &self,
    ) -> impl ::core::future::Future<
        Output = Result<Page<Message>>,
    > + ::core::marker::Send {
        const _: () = {
            #[deprecated(
                note = "`Mail.ReadWrite` is more than the call needs; the least privileged are delegated (work or school account) `Mail.ReadBasic`, delegated (personal account) `Mail.ReadBasic`, application `Mail.ReadBasic.All`\nwrite `scope(delegated = \"Mail.ReadBasic\", application = \"Mail.ReadBasic.All\")`\n(catalog of 2026-08-03; if it is meant, say why: `broad = \"…\"`)"
            )]
            #[allow(non_upper_case_globals)]
            const broad_permission: () = ();
            broad_permission
        };
        const _: () = {
            #[allow(unused_imports)]
            use ::graph_action::__private::Plain as _;
            ::graph_action::__private::check_type(
                <::graph_action::__private::Answer<Result<Page<Message>>>>::ENTITY,
                "message",
                &["outlookItem", "entity"],
                "this call answers with `message`, and the return type is an entity of another type of Graph: return one of `#[graph_entity(\"message\")]`",
            )
        };
        ::graph_action::__private::send(
            JudgedClient::ACTION_0,
            &self.resource,
            ::graph_action::__private::Inputs {
                arguments: &[],
                query: &[],
                headers: &[],
                body: ::graph_action::__private::Body::none(),
                projection: const {
                    #[allow(unused_imports)]
                    use ::graph_action::__private::Plain as _;
                    ::graph_action::__private::projection(
                        <::graph_action::__private::Answer<
                            Result<Page<Message>>,
                        >>::ENTITY,
                    )
                },
            },
        )
    }
    fn activity(
        &self,
        date: &str,
    ) -> impl ::core::future::Future<Output = Result<Bytes>> + ::core::marker::Send {
        ::graph_action::__private::send(
            JudgedClient::ACTION_1,
            &self.resource,
            ::graph_action::__private::Inputs {
                arguments: &[&date],
                query: &[],
                headers: &[],
                body: ::graph_action::__private::Body::none(),
                projection: ::core::option::Option::None,
            },
        )
    }
    fn application(
        &self,
        id: &str,
    ) -> impl ::core::future::Future<
        Output = Result<Application>,
    > + ::core::marker::Send {
        const _: () = {
            #[allow(unused_imports)]
            use ::graph_action::__private::Plain as _;
            ::graph_action::__private::check_type(
                <::graph_action::__private::Answer<Result<Application>>>::ENTITY,
                "application",
                &["directoryObject", "entity"],
                "this call answers with `application`, and the return type is an entity of another type of Graph: return one of `#[graph_entity(\"application\")]`",
            )
        };
        ::graph_action::__private::send(
            JudgedClient::ACTION_2,
            &self.resource,
            ::graph_action::__private::Inputs {
                arguments: &[&id],
                query: &[],
                headers: &[],
                body: ::graph_action::__private::Body::none(),
                projection: const {
                    #[allow(unused_imports)]
                    use ::graph_action::__private::Plain as _;
                    ::graph_action::__private::projection(
                        <::graph_action::__private::Answer<Result<Application>>>::ENTITY,
                    )
                },
            },
        )
    }
    fn schedules(
        &self,
        schedules: &[&str],
        start_time: &Time,
        end_time: &Time,
    ) -> impl ::core::future::Future<
        Output = Result<Page<Schedule>>,
    > + ::core::marker::Send {
        const _: () = {
            #[allow(unused_imports)]
            use ::graph_action::__private::Plain as _;
            ::graph_action::__private::check_type(
                <::graph_action::__private::Answer<Result<Page<Schedule>>>>::ENTITY,
                "scheduleInformation",
                &[],
                "this call answers with `scheduleInformation`, and the return type is an entity of another type of Graph: return one of `#[graph_entity(\"scheduleInformation\")]`",
            )
        };
        const _: () = {
            #[allow(unused_imports)]
            use ::graph_action::__private::Plain as _;
            ::graph_action::__private::check_type(
                <::graph_action::__private::Probe<&'static Time>>::ENTITY,
                "dateTimeTimeZone",
                &[],
                "this call takes `dateTimeTimeZone`, and this is an entity of another type of Graph",
            )
        };
        const _: () = {
            #[allow(unused_imports)]
            use ::graph_action::__private::Plain as _;
            ::graph_action::__private::check_type(
                <::graph_action::__private::Probe<&'static Time>>::ENTITY,
                "dateTimeTimeZone",
                &[],
                "this call takes `dateTimeTimeZone`, and this is an entity of another type of Graph",
            )
        };
        ::graph_action::__private::send(
            JudgedClient::ACTION_3,
            &self.resource,
            ::graph_action::__private::Inputs {
                arguments: &[],
                query: &[],
                headers: &[],
                body: ::graph_action::__private::Body::parameters(
                    &[
                        ("schedules", &schedules),
                        ("startTime", &start_time),
                        ("endTime", &end_time),
                    ],
                ),
                projection: ::core::option::Option::None,
            },
        )
    }
}
