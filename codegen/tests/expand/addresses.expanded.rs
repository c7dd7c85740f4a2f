trait Addresses {
    #[graph_action(__expanded)]
    fn itself(
        &self,
    ) -> impl ::core::future::Future<Output = Result<Team>> + ::core::marker::Send;
    #[graph_action(__expanded)]
    fn content(
        &self,
        path: &str,
    ) -> impl ::core::future::Future<Output = Result<Bytes>> + ::core::marker::Send;
    #[graph_action(__expanded)]
    fn site(
        &self,
        host: &str,
        path: &str,
    ) -> impl ::core::future::Future<Output = Result<Site>> + ::core::marker::Send;
    #[graph_action(__expanded)]
    fn search(
        &self,
        words: &str,
        phrase: &str,
    ) -> impl ::core::future::Future<Output = Result<Page<Item>>> + ::core::marker::Send;
    #[graph_action(__expanded)]
    fn usage(
        &self,
        date: Option<&str>,
    ) -> impl ::core::future::Future<Output = Result<String>> + ::core::marker::Send;
    #[graph_action(__expanded)]
    fn check(
        &self,
        id: &str,
        group_ids: &[&str],
    ) -> impl ::core::future::Future<
        Output = Result<Vec<String>>,
    > + ::core::marker::Send;
}
const _: () = ::graph_action::__private::check_root_type(
    <roots::Team as ::graph_action::Root>::TYPE,
    "team",
);
///Calls the actions of [`Addresses`] on Microsoft Graph.
#[derive(::core::clone::Clone, ::core::fmt::Debug)]
struct AddressesClient {
    resource: ::graph_action::Resource<roots::Team>,
}
#[allow(dead_code)]
impl AddressesClient {
    const ACTION_0: &'static ::graph_action::Action = &::graph_action::__private::action(::graph_action::__private::Descriptor {
        name: "Addresses::itself",
        method: ::graph_action::Method::Get,
        version: "v1.0",
        absolute: false,
        template: "/",
        path: &[],
        query: &[],
        scopes: &[],
        app_scopes: &[],
        repeatable: true,
    });
    const ACTION_1: &'static ::graph_action::Action = &::graph_action::__private::action(::graph_action::__private::Descriptor {
        name: "Addresses::content",
        method: ::graph_action::Method::Get,
        version: "v1.0",
        absolute: false,
        template: "/drive/root:/<path..>:/content",
        path: &[
            ::graph_action::__private::Part::Text("/drive/root:/"),
            ::graph_action::__private::Part::Segments("path"),
            ::graph_action::__private::Part::Text(":/content"),
        ],
        query: &[],
        scopes: &[],
        app_scopes: &[],
        repeatable: true,
    });
    const ACTION_2: &'static ::graph_action::Action = &::graph_action::__private::action(::graph_action::__private::Descriptor {
        name: "Addresses::site",
        method: ::graph_action::Method::Get,
        version: "v1.0",
        absolute: true,
        template: "/sites/<host>:/<path..>",
        path: &[
            ::graph_action::__private::Part::Text("/sites/"),
            ::graph_action::__private::Part::Segment("host"),
            ::graph_action::__private::Part::Text(":/"),
            ::graph_action::__private::Part::Segments("path"),
        ],
        query: &[],
        scopes: &[],
        app_scopes: &[],
        repeatable: true,
    });
    const ACTION_3: &'static ::graph_action::Action = &::graph_action::__private::action(::graph_action::__private::Descriptor {
        name: "Addresses::search",
        method: ::graph_action::Method::Get,
        version: "v1.0",
        absolute: false,
        template: "/drive/root/search(q='<words>')?$search=\"subject:<phrase>\"&top=50 %",
        path: &[
            ::graph_action::__private::Part::Text("/drive/root/search"),
            ::graph_action::__private::Part::Parameters(
                &[
                    ::graph_action::__private::Pair {
                        name: "q",
                        value: &[::graph_action::__private::Part::Quoted("words")],
                        required: false,
                    },
                ],
            ),
        ],
        query: &[
            ::graph_action::__private::Pair {
                name: "$search",
                value: &[
                    ::graph_action::__private::Part::Text("%22subject:"),
                    ::graph_action::__private::Part::Phrase("phrase"),
                    ::graph_action::__private::Part::Text("%22"),
                ],
                required: false,
            },
            ::graph_action::__private::Pair {
                name: "top",
                value: &[::graph_action::__private::Part::Text("50%20%25")],
                required: false,
            },
        ],
        scopes: &[],
        app_scopes: &[],
        repeatable: true,
    });
    const ACTION_4: &'static ::graph_action::Action = &::graph_action::__private::action(::graph_action::__private::Descriptor {
        name: "Addresses::usage",
        method: ::graph_action::Method::Get,
        version: "v1.0",
        absolute: false,
        template: "/reports/usage(period='D7',date=<date>)/delta()",
        path: &[
            ::graph_action::__private::Part::Text("/reports/usage"),
            ::graph_action::__private::Part::Parameters(
                &[
                    ::graph_action::__private::Pair {
                        name: "period",
                        value: &[::graph_action::__private::Part::Text("'D7'")],
                        required: false,
                    },
                    ::graph_action::__private::Pair {
                        name: "date",
                        value: &[::graph_action::__private::Part::Literal("date")],
                        required: false,
                    },
                ],
            ),
            ::graph_action::__private::Part::Text("/delta()"),
        ],
        query: &[],
        scopes: &[],
        app_scopes: &[],
        repeatable: true,
    });
    const ACTION_5: &'static ::graph_action::Action = &::graph_action::__private::action(::graph_action::__private::Descriptor {
        name: "Addresses::check",
        method: ::graph_action::Method::Post,
        version: "v1.0",
        absolute: false,
        template: "/users('<id>')/checkMemberGroups",
        path: &[
            ::graph_action::__private::Part::Text("/users("),
            ::graph_action::__private::Part::Quoted("id"),
            ::graph_action::__private::Part::Text(")/checkMemberGroups"),
        ],
        query: &[],
        scopes: &[],
        app_scopes: &[],
        repeatable: true,
    });
    /// The permissions that the actions need in the delegated flow, sorted.
    const SCOPES: &'static [&'static str] = &[];
    /// The permissions that the actions need in the application flow, sorted.
    const APP_SCOPES: &'static [&'static str] = &[];
    /// The actions, in the order of the trait's methods.
    const ACTIONS: &'static [::graph_action::Action] = &[
        *Self::ACTION_0,
        *Self::ACTION_1,
        *Self::ACTION_2,
        *Self::ACTION_3,
        *Self::ACTION_4,
        *Self::ACTION_5,
    ];
    ///A client that calls the actions of [`Addresses`] on `resource`.
    fn new(resource: ::graph_action::Resource<roots::Team>) -> Self {
        Self { resource }
    }
}
#[automatically_derived]
impl Addresses for AddressesClient {
    fn itself(
        &self,
    ) -> impl ::core::future::Future<Output = Result<Team>> + ::core::marker::Send {
        ::graph_action::__private::send(
            AddressesClient::ACTION_0,
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
                        <::graph_action::__private::Answer<Result<Team>>>::ENTITY,
                    )
                },
            },
        )
    }
    fn content(
        &self,
        path: &str,
    ) -> impl ::core::future::Future<Output = Result<Bytes>> + ::core::marker::Send {
        use ::graph_action::__private::passed::*;
        ::graph_action::__private::send(
            AddressesClient::ACTION_1,
            &self.resource,
            ::graph_action::__private::Inputs {
                arguments: &[&(&&&::graph_action::__private::Passed(&path)).argument()],
                query: &[],
                headers: &[],
                body: ::graph_action::__private::Body::none(),
                projection: ::core::option::Option::None,
            },
        )
    }
    fn site(
        &self,
        host: &str,
        path: &str,
    ) -> impl ::core::future::Future<Output = Result<Site>> + ::core::marker::Send {
        use ::graph_action::__private::passed::*;
        ::graph_action::__private::send(
            AddressesClient::ACTION_2,
            &self.resource,
            ::graph_action::__private::Inputs {
                arguments: &[
                    &(&&&::graph_action::__private::Passed(&host)).argument(),
                    &(&&&::graph_action::__private::Passed(&path)).argument(),
                ],
                query: &[],
                headers: &[],
                body: ::graph_action::__private::Body::none(),
                projection: const {
                    #[allow(unused_imports)]
                    use ::graph_action::__private::Plain as _;
                    ::graph_action::__private::projection(
                        <::graph_action::__private::Answer<Result<Site>>>::ENTITY,
                    )
                },
            },
        )
    }
    fn search(
        &self,
        words: &str,
        phrase: &str,
    ) -> impl ::core::future::Future<
        Output = Result<Page<Item>>,
    > + ::core::marker::Send {
        use ::graph_action::__private::passed::*;
        ::graph_action::__private::send(
            AddressesClient::ACTION_3,
            &self.resource,
            ::graph_action::__private::Inputs {
                arguments: &[
                    &(&&&::graph_action::__private::Passed(&words)).argument(),
                    &(&&&::graph_action::__private::Passed(&phrase)).argument(),
                ],
                query: &[],
                headers: &[],
                body: ::graph_action::__private::Body::none(),
                projection: const {
                    #[allow(unused_imports)]
                    use ::graph_action::__private::Plain as _;
                    ::graph_action::__private::projection(
                        <::graph_action::__private::Answer<Result<Page<Item>>>>::ENTITY,
                    )
                },
            },
        )
    }
    fn usage(
        &self,
        date: Option<&str>,
    ) -> impl ::core::future::Future<Output = Result<String>> + ::core::marker::Send {
        use ::graph_action::__private::passed::*;
        ::graph_action::__private::send(
            AddressesClient::ACTION_4,
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
    fn check(
        &self,
        id: &str,
        group_ids: &[&str],
    ) -> impl ::core::future::Future<
        Output = Result<Vec<String>>,
    > + ::core::marker::Send {
        use ::graph_action::__private::passed::*;
        ::graph_action::__private::send(
            AddressesClient::ACTION_5,
            &self.resource,
            ::graph_action::__private::Inputs {
                arguments: &[&(&&&::graph_action::__private::Passed(&id)).argument()],
                query: &[],
                headers: &[],
                body: ::graph_action::__private::Body::parameters(
                    &[("groupIds", &group_ids)],
                ),
                projection: ::core::option::Option::None,
            },
        )
    }
}
