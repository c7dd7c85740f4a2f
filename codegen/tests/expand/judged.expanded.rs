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
    #[graph_action(__expanded)]
    fn urgent(&self, importance: &str, since: &str, name: &str) -> Call<Page<Message>>;
    #[graph_action(__expanded)]
    fn others(&self, names: &[&str]) -> Call<Page<User>>;
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
                        required: false,
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
                        required: false,
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
    const ACTION_4: &'static ::graph_action::Action = &::graph_action::__private::action(::graph_action::__private::Descriptor {
        name: "Judged::urgent",
        method: ::graph_action::Method::Get,
        version: "v1.0",
        absolute: false,
        template: "/me/messages?$filter=importance eq <importance> and receivedDateTime ge <since> and from/emailAddress/address eq '<name>@contoso.com'",
        path: &[::graph_action::__private::Part::Text("/me/messages")],
        query: &[
            ::graph_action::__private::Pair {
                name: "$filter",
                value: &[
                    ::graph_action::__private::Part::Text("importance%20eq%20"),
                    ::graph_action::__private::Part::Quoted("importance"),
                    ::graph_action::__private::Part::Text(
                        "%20and%20receivedDateTime%20ge%20",
                    ),
                    ::graph_action::__private::Part::Token("since"),
                    ::graph_action::__private::Part::Text(
                        "%20and%20from/emailAddress/address%20eq%20%27",
                    ),
                    ::graph_action::__private::Part::InString("name"),
                    ::graph_action::__private::Part::Text("@contoso.com%27"),
                ],
                required: true,
            },
        ],
        scopes: &["Mail.Read"],
        app_scopes: &["Mail.Read"],
        repeatable: true,
    });
    const ACTION_5: &'static ::graph_action::Action = &::graph_action::__private::action(::graph_action::__private::Descriptor {
        name: "Judged::others",
        method: ::graph_action::Method::Get,
        version: "v1.0",
        absolute: false,
        template: "/users?$filter=not (userPrincipalName in (<names>))",
        path: &[::graph_action::__private::Part::Text("/users")],
        query: &[
            ::graph_action::__private::Pair {
                name: "$filter",
                value: &[
                    ::graph_action::__private::Part::Text(
                        "not%20(userPrincipalName%20in%20(",
                    ),
                    ::graph_action::__private::Part::List(
                        &::graph_action::__private::Part::Quoted("names"),
                    ),
                    ::graph_action::__private::Part::Text("))"),
                ],
                required: false,
            },
            ::graph_action::__private::Pair {
                name: "$count",
                value: &[::graph_action::__private::Part::Text("true")],
                required: false,
            },
        ],
        scopes: &["User.Read.All"],
        app_scopes: &["User.Read.All"],
        repeatable: true,
    });
    /// The permissions that the actions need in the delegated flow, sorted.
    const SCOPES: &'static [&'static str] = &[
        "Application.Read.All",
        "Calendars.ReadBasic",
        "Mail.Read",
        "Mail.ReadWrite",
        "Reports.Read.All",
        "User.Read.All",
    ];
    /// The permissions that the actions need in the application flow, sorted.
    const APP_SCOPES: &'static [&'static str] = &[
        "Application.Read.All",
        "Calendars.ReadBasic",
        "Mail.Read",
        "Mail.ReadWrite",
        "Reports.Read.All",
        "User.Read.All",
    ];
    /// The actions, in the order of the trait's methods.
    const ACTIONS: &'static [::graph_action::Action] = &[
        *Self::ACTION_0,
        *Self::ACTION_1,
        *Self::ACTION_2,
        *Self::ACTION_3,
        *Self::ACTION_4,
        *Self::ACTION_5,
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
                note = "`Mail.ReadWrite` is more than the call needs; the least privileged is `Mail.ReadBasic`\nwrite `scope = \"Mail.ReadBasic\"`\n(catalog of 2026-08-03; if it is meant, say why: `broad = \"…\"`)"
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
                "this call answers with `message`, and the return type is an entity of the type `{}`: return one of `#[graph_entity(\"message\")]`",
            );
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
        use ::graph_action::__private::passed::*;
        ::graph_action::__private::send(
            JudgedClient::ACTION_1,
            &self.resource,
            ::graph_action::__private::Inputs {
                arguments: &[&(&&&::graph_action::__private::Passed(&date)).argument()],
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
                "this call answers with `application`, and the return type is an entity of the type `{}`: return one of `#[graph_entity(\"application\")]`",
            );
        };
        const _: () = {
            #[allow(unused_imports)]
            use ::graph_action::__private::Plain as _;
            ::graph_action::__private::check_unasked(
                <::graph_action::__private::Answer<Result<Application>>>::ENTITY,
                &["createdOnBehalfOf", "owners"],
                &[
                    (
                        "customSecurityAttributes",
                        "`customSecurityAttributes` needs `CustomSecAttributeAssignment.Read.All` as well, and the return type asks for it\nwrite `scope = [\"Application.Read.All\", \"CustomSecAttributeAssignment.Read.All\"]`\n(catalog of 2026-08-03; if the catalog is wrong, correct it in `graph-action.catalog` or say `unchecked = \"why\"`)",
                    ),
                    (
                        "employeeLeaveDateTime",
                        "`employeeLeaveDateTime` needs `User-LifeCycleInfo.Read.All` as well, and the return type asks for it\nwrite `scope = [\"Application.Read.All\", \"User-LifeCycleInfo.Read.All\"]`\n(catalog of 2026-08-03; if the catalog is wrong, correct it in `graph-action.catalog` or say `unchecked = \"why\"`)",
                    ),
                    (
                        "mailboxSettings",
                        "`mailboxSettings` needs `MailboxSettings.Read` as well, and the return type asks for it\nwrite `scope = [\"Application.Read.All\", \"MailboxSettings.Read\"]`\n(catalog of 2026-08-03; if the catalog is wrong, correct it in `graph-action.catalog` or say `unchecked = \"why\"`)",
                    ),
                    (
                        "signInActivity",
                        "`signInActivity` needs `AuditLog.Read.All` as well, and the return type asks for it\nwrite `scope = [\"Application.Read.All\", \"AuditLog.Read.All\"]`\n(catalog of 2026-08-03; if the catalog is wrong, correct it in `graph-action.catalog` or say `unchecked = \"why\"`)",
                    ),
                ],
            );
        };
        use ::graph_action::__private::passed::*;
        ::graph_action::__private::send(
            JudgedClient::ACTION_2,
            &self.resource,
            ::graph_action::__private::Inputs {
                arguments: &[&(&&&::graph_action::__private::Passed(&id)).argument()],
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
                "this call answers with `scheduleInformation`, and the return type is an entity of the type `{}`: return one of `#[graph_entity(\"scheduleInformation\")]`",
            );
        };
        const _: () = {
            #[allow(unused_imports)]
            use ::graph_action::__private::Plain as _;
            ::graph_action::__private::check_type(
                <::graph_action::__private::Probe<&'static Time>>::ENTITY,
                "dateTimeTimeZone",
                &[],
                "this call takes `dateTimeTimeZone`, and this is an entity of the type `{}`: send one of `#[graph_entity(\"dateTimeTimeZone\")]`",
            );
            ::graph_action::__private::check_list(
                <::graph_action::__private::Probe<&'static Time>>::ENTITY,
                false,
                "the parameter `startTime` is one `dateTimeTimeZone`: take it without a list",
            )
        };
        const _: () = {
            #[allow(unused_imports)]
            use ::graph_action::__private::Plain as _;
            ::graph_action::__private::check_type(
                <::graph_action::__private::Probe<&'static Time>>::ENTITY,
                "dateTimeTimeZone",
                &[],
                "this call takes `dateTimeTimeZone`, and this is an entity of the type `{}`: send one of `#[graph_entity(\"dateTimeTimeZone\")]`",
            );
            ::graph_action::__private::check_list(
                <::graph_action::__private::Probe<&'static Time>>::ENTITY,
                false,
                "the parameter `endTime` is one `dateTimeTimeZone`: take it without a list",
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
    fn urgent(&self, importance: &str, since: &str, name: &str) -> Call<Page<Message>> {
        const _: () = {
            #[allow(unused_imports)]
            use ::graph_action::__private::Plain as _;
            ::graph_action::__private::check_type(
                <::graph_action::__private::Answer<Call<Page<Message>>>>::ENTITY,
                "message",
                &["outlookItem", "entity"],
                "this call answers with `message`, and the return type is an entity of the type `{}`: return one of `#[graph_entity(\"message\")]`",
            );
        };
        use ::graph_action::__private::passed::*;
        ::graph_action::__private::call::<
            _,
            Call<Page<Message>>,
        >(
            JudgedClient::ACTION_4,
            &self.resource,
            ::graph_action::__private::Inputs {
                arguments: &[
                    &(&&&::graph_action::__private::Passed(&importance)).argument(),
                    &(&&&::graph_action::__private::Passed(&since)).argument(),
                    &(&&&::graph_action::__private::Passed(&name)).argument(),
                ],
                query: &[],
                headers: &[("Prefer", &"outlook.body-content-type=\"text\"")],
                body: ::graph_action::__private::Body::none(),
                projection: const {
                    #[allow(unused_imports)]
                    use ::graph_action::__private::Plain as _;
                    ::graph_action::__private::projection(
                        <::graph_action::__private::Answer<Call<Page<Message>>>>::ENTITY,
                    )
                },
            },
        )
    }
    fn others(&self, names: &[&str]) -> Call<Page<User>> {
        const _: () = {
            #[allow(unused_imports)]
            use ::graph_action::__private::Plain as _;
            ::graph_action::__private::check_type(
                <::graph_action::__private::Answer<Call<Page<User>>>>::ENTITY,
                "user",
                &["directoryObject", "entity"],
                "this call answers with `user`, and the return type is an entity of the type `{}`: return one of `#[graph_entity(\"user\")]`",
            );
        };
        const _: () = {
            #[allow(unused_imports)]
            use ::graph_action::__private::Plain as _;
            ::graph_action::__private::check_unasked(
                <::graph_action::__private::Answer<Call<Page<User>>>>::ENTITY,
                &[
                    "",
                    "createdObjects",
                    "directReports",
                    "manager",
                    "memberOf",
                    "ownedDevices",
                    "ownedObjects",
                    "registeredDevices",
                    "sponsorOf",
                    "sponsors",
                    "transitiveMemberOf",
                ],
                &[
                    (
                        "customSecurityAttributes",
                        "`customSecurityAttributes` needs `CustomSecAttributeAssignment.Read.All` as well, and the return type asks for it\nwrite `scope = [\"User.Read.All\", \"CustomSecAttributeAssignment.Read.All\"]`\n(catalog of 2026-08-03; if the catalog is wrong, correct it in `graph-action.catalog` or say `unchecked = \"why\"`)",
                    ),
                    (
                        "employeeLeaveDateTime",
                        "`employeeLeaveDateTime` needs `User-LifeCycleInfo.Read.All` as well, and the return type asks for it\nwrite `scope = [\"User.Read.All\", \"User-LifeCycleInfo.Read.All\"]`\n(catalog of 2026-08-03; if the catalog is wrong, correct it in `graph-action.catalog` or say `unchecked = \"why\"`)",
                    ),
                    (
                        "mailboxSettings",
                        "`mailboxSettings` needs `MailboxSettings.Read` as well, and the return type asks for it\nwrite `scope = [\"User.Read.All\", \"MailboxSettings.Read\"]`\n(catalog of 2026-08-03; if the catalog is wrong, correct it in `graph-action.catalog` or say `unchecked = \"why\"`)",
                    ),
                    (
                        "signInActivity",
                        "`signInActivity` needs `AuditLog.Read.All` as well, and the return type asks for it\nwrite `scope = [\"User.Read.All\", \"AuditLog.Read.All\"]`\n(catalog of 2026-08-03; if the catalog is wrong, correct it in `graph-action.catalog` or say `unchecked = \"why\"`)",
                    ),
                ],
            );
        };
        use ::graph_action::__private::passed::*;
        ::graph_action::__private::call::<
            _,
            Call<Page<User>>,
        >(
            JudgedClient::ACTION_5,
            &self.resource,
            ::graph_action::__private::Inputs {
                arguments: &[&(&&&::graph_action::__private::Passed(&names)).argument()],
                query: &[],
                headers: &[("ConsistencyLevel", &"eventual")],
                body: ::graph_action::__private::Body::none(),
                projection: const {
                    #[allow(unused_imports)]
                    use ::graph_action::__private::Plain as _;
                    ::graph_action::__private::projection(
                        <::graph_action::__private::Answer<Call<Page<User>>>>::ENTITY,
                    )
                },
            },
        )
    }
}
