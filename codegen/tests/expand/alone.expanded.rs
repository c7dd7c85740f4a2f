pub trait Mail {
    /// Sends a draft.
    fn send(
        &self,
        id: &str,
    ) -> impl ::core::future::Future<Output = Result<()>> + ::core::marker::Send
    where
        Self: ::graph_action::Endpoint<Root = ::graph_action::root::User>,
    {
        use ::graph_action::__private::passed::*;
        ::graph_action::__private::send(
            const {
                &::graph_action::__private::action(::graph_action::__private::Descriptor {
                    name: "send",
                    method: ::graph_action::Method::Post,
                    version: "v1.0",
                    absolute: false,
                    template: "/messages/<id>/send",
                    path: &[
                        ::graph_action::__private::Part::Text("/messages/"),
                        ::graph_action::__private::Part::Segment("id"),
                        ::graph_action::__private::Part::Text("/send"),
                    ],
                    query: &[],
                    scopes: &["Mail.Send"],
                    app_scopes: &["Mail.Send"],
                    repeatable: false,
                })
            },
            &::graph_action::Endpoint::resource(self),
            ::graph_action::__private::Inputs {
                arguments: &[&(&&&::graph_action::__private::Passed(&id)).argument()],
                query: &[],
                headers: &[],
                body: ::graph_action::__private::Body::none(),
                projection: ::core::option::Option::None,
            },
        )
    }
    fn list(&self, top: Option<u32>) -> Call<Page<Message>>
    where
        Self: ::graph_action::Endpoint<Root = ::graph_action::root::User>,
    {
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
            const {
                &::graph_action::__private::action(::graph_action::__private::Descriptor {
                    name: "list",
                    method: ::graph_action::Method::Get,
                    version: "v1.0",
                    absolute: false,
                    template: "/messages?$top=<top>",
                    path: &[::graph_action::__private::Part::Text("/messages")],
                    query: &[
                        ::graph_action::__private::Pair {
                            name: "$top",
                            value: &[::graph_action::__private::Part::Value("top")],
                            required: false,
                        },
                    ],
                    scopes: &["Mail.ReadBasic"],
                    app_scopes: &[],
                    repeatable: true,
                })
            },
            &::graph_action::Endpoint::resource(self),
            ::graph_action::__private::Inputs {
                arguments: &[&(&&&::graph_action::__private::Passed(&top)).argument()],
                query: &[],
                headers: &[],
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
}
