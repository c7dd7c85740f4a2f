#[cfg(feature = "directory")]
pub(crate) trait Users<T: DeserializeOwned + Send + 'static> {
    #[cfg(feature = "read")]
    #[graph_action(__expanded)]
    fn user<'a>(
        &'a self,
        id: &'a str,
        level: Option<&'a str>,
    ) -> impl ::core::future::Future<Output = Result<T>> + ::core::marker::Send;
    #[cfg(not(feature = "read"))]
    #[cfg_attr(windows, cfg(feature = "windows"), doc = "Kept on the trait only.")]
    #[graph_action(__expanded)]
    fn rename<B: Serialize>(
        &self,
        id: Uuid,
        change: &B,
        select: &str,
    ) -> impl ::core::future::Future<Output = Result<()>> + ::core::marker::Send;
    #[graph_action(__expanded)]
    fn photo(&self, id: &str, photo: Bytes) -> Call<()>;
}
#[cfg(feature = "directory")]
///Calls the actions of [`Users`] on Microsoft Graph.
#[derive(::core::clone::Clone, ::core::fmt::Debug)]
pub(crate) struct Directory {
    resource: my::graph::Resource<my::graph::root::Service>,
}
#[cfg(feature = "directory")]
#[allow(dead_code)]
impl Directory {
    #[cfg(feature = "read")]
    const ACTION_0: &'static my::graph::Action = &my::graph::__private::action(my::graph::__private::Descriptor {
        name: "Users::user",
        method: my::graph::Method::Get,
        version: "beta",
        absolute: false,
        template: "/users/<id>",
        path: &[
            my::graph::__private::Part::Text("/users/"),
            my::graph::__private::Part::Segment("id"),
        ],
        query: &[],
        scopes: &["User.Read"],
        app_scopes: &["User.Read.All"],
        repeatable: true,
    });
    #[cfg(not(feature = "read"))]
    #[cfg(any(not(windows), feature = "windows"))]
    const ACTION_1: &'static my::graph::Action = &my::graph::__private::action(my::graph::__private::Descriptor {
            name: "Users::rename",
            method: my::graph::Method::Patch,
            version: "v1.0",
            absolute: false,
            template: "/users/<id>",
            path: &[
                my::graph::__private::Part::Text("/users/"),
                my::graph::__private::Part::Segment("id"),
            ],
            query: &[],
            scopes: &["User.Read", "User.ReadWrite"],
            app_scopes: &[],
            repeatable: true,
        })
        .waiting_for_replication(120u32);
    const ACTION_2: &'static my::graph::Action = &my::graph::__private::action(my::graph::__private::Descriptor {
        name: "Users::photo",
        method: my::graph::Method::Put,
        version: "beta",
        absolute: false,
        template: "/users/<id>/photo/$value",
        path: &[
            my::graph::__private::Part::Text("/users/"),
            my::graph::__private::Part::Segment("id"),
            my::graph::__private::Part::Text("/photo/$value"),
        ],
        query: &[],
        scopes: &["User.ReadWrite.All"],
        app_scopes: &["User.ReadWrite.All"],
        repeatable: true,
    });
    /// The permissions that the actions need in the delegated flow, sorted.
    pub(crate) const SCOPES: &'static [&'static str] = &[
        #[cfg(
            any(
                feature = "read",
                all(not(feature = "read"), any(not(windows), feature = "windows"))
            )
        )]
        "User.Read",
        #[cfg(all(not(feature = "read"), any(not(windows), feature = "windows")))]
        "User.ReadWrite",
        "User.ReadWrite.All",
    ];
    /// The permissions that the actions need in the application flow, sorted.
    pub(crate) const APP_SCOPES: &'static [&'static str] = &[
        #[cfg(feature = "read")]
        "User.Read.All",
        "User.ReadWrite.All",
    ];
    /// The actions, in the order of the trait's methods.
    pub(crate) const ACTIONS: &'static [my::graph::Action] = &[
        #[cfg(feature = "read")]
        *Self::ACTION_0,
        #[cfg(not(feature = "read"))]
        #[cfg(any(not(windows), feature = "windows"))]
        *Self::ACTION_1,
        *Self::ACTION_2,
    ];
    ///A client that calls the actions of [`Users`] on `resource`.
    pub(crate) fn new(resource: my::graph::Graph) -> Self {
        Self {
            resource: my::graph::Endpoint::resource(&resource),
        }
    }
}
#[cfg(feature = "directory")]
#[automatically_derived]
impl<T: DeserializeOwned + Send + 'static> Users<T> for Directory {
    #[cfg(feature = "read")]
    fn user<'a>(
        &'a self,
        id: &'a str,
        level: Option<&'a str>,
    ) -> impl ::core::future::Future<Output = Result<T>> + ::core::marker::Send {
        use my::graph::__private::passed::*;
        my::graph::__private::send(
            Directory::ACTION_0,
            &self.resource,
            my::graph::__private::Inputs {
                arguments: &[&(&&&my::graph::__private::Passed(&id)).argument()],
                query: &[],
                headers: &[
                    (
                        "ConsistencyLevel",
                        &(&&&my::graph::__private::Passed(&level)).argument(),
                    ),
                ],
                body: my::graph::__private::Body::none(),
                projection: const {
                    #[allow(unused_imports)]
                    use my::graph::__private::Plain as _;
                    my::graph::__private::projection(
                        <my::graph::__private::Answer<Result<T>>>::ENTITY,
                    )
                },
            },
        )
    }
    #[cfg(not(feature = "read"))]
    #[cfg(any(not(windows), feature = "windows"))]
    fn rename<B: Serialize>(
        &self,
        id: Uuid,
        change: &B,
        select: &str,
    ) -> impl ::core::future::Future<Output = Result<()>> + ::core::marker::Send {
        const _: () = {
            #[deprecated(
                note = "`User.Read` is more than the call needs, the others are enough\nleave it out\n(catalog of 2026-08-03; if it is meant, say why: `broad = \"…\"`)"
            )]
            #[allow(non_upper_case_globals)]
            const broad_permission: () = ();
            broad_permission
        };
        use my::graph::__private::passed::*;
        my::graph::__private::send(
            Directory::ACTION_1,
            &self.resource,
            my::graph::__private::Inputs {
                arguments: &[&(&&&my::graph::__private::Passed(&id)).argument()],
                query: &[
                    ("$select", &(&&&my::graph::__private::Passed(&select)).argument()),
                ],
                headers: &[
                    (
                        "If-Match",
                        &{
                            #[allow(unused_imports)]
                            use my::graph::__private::PlainValue as _;
                            my::graph::__private::Value(&change).etag()
                        },
                    ),
                ],
                body: my::graph::__private::Body::typed(
                    &change,
                    {
                        #[allow(unused_imports)]
                        use my::graph::__private::PlainValue as _;
                        my::graph::__private::Value(&change).tag("user")
                    },
                ),
                projection: ::core::option::Option::None,
            },
        )
    }
    fn photo(&self, id: &str, photo: Bytes) -> Call<()> {
        use my::graph::__private::passed::*;
        my::graph::__private::call::<
            _,
            Call<()>,
        >(
            Directory::ACTION_2,
            &self.resource,
            my::graph::__private::Inputs {
                arguments: &[&(&&&my::graph::__private::Passed(&id)).argument()],
                query: &[],
                headers: &[],
                body: my::graph::__private::Body::raw("image/jpeg", photo),
                projection: ::core::option::Option::None,
            },
        )
    }
}
