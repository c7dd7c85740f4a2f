pub trait Mail {
    /// Sends a draft; Graph then moves it to Sent Items.
    #[graph_action(__expanded)]
    fn send(
        &self,
        id: &str,
    ) -> impl ::core::future::Future<Output = Result<()>> + ::core::marker::Send;
    #[graph_action(__expanded)]
    fn from_sender(&self, sender: &str) -> Call<Page<Message>>;
    #[graph_action(__expanded)]
    #[deprecated = "drafts are safer"]
    fn send_mail(
        &self,
        message: &Draft,
        save_to_sent_items: Option<bool>,
    ) -> impl ::core::future::Future<
        Output = Result<(), MailError>,
    > + ::core::marker::Send;
    /// Not an action.
    fn twice(&self) -> u32 {
        2
    }
}
///Calls the actions of [`Mail`] on Microsoft Graph.
#[derive(::core::clone::Clone, ::core::fmt::Debug)]
pub struct MailClient {
    resource: ::graph_action::Resource<::graph_action::root::User>,
}
#[allow(dead_code)]
impl MailClient {
    const ACTION_0: &'static ::graph_action::Action = &::graph_action::__private::action(::graph_action::__private::Descriptor {
        name: "Mail::send",
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
    });
    const ACTION_1: &'static ::graph_action::Action = &::graph_action::__private::action(::graph_action::__private::Descriptor {
        name: "Mail::from_sender",
        method: ::graph_action::Method::Get,
        version: "v1.0",
        absolute: false,
        template: "/messages?$filter=from/emailAddress/address eq '<sender>'",
        path: &[::graph_action::__private::Part::Text("/messages")],
        query: &[
            ::graph_action::__private::Pair {
                name: "$filter",
                value: &[
                    ::graph_action::__private::Part::Text(
                        "from/emailAddress/address%20eq%20",
                    ),
                    ::graph_action::__private::Part::Quoted("sender"),
                ],
                required: false,
            },
        ],
        scopes: &["Mail.ReadBasic"],
        app_scopes: &[],
        repeatable: true,
    });
    const ACTION_2: &'static ::graph_action::Action = &::graph_action::__private::action(::graph_action::__private::Descriptor {
        name: "Mail::send_mail",
        method: ::graph_action::Method::Post,
        version: "v1.0",
        absolute: false,
        template: "/sendMail",
        path: &[::graph_action::__private::Part::Text("/sendMail")],
        query: &[],
        scopes: &["Mail.Send"],
        app_scopes: &["Mail.Send"],
        repeatable: false,
    });
    /// The permissions that the actions need in the delegated flow, sorted.
    pub const SCOPES: &'static [&'static str] = &["Mail.ReadBasic", "Mail.Send"];
    /// The permissions that the actions need in the application flow, sorted.
    pub const APP_SCOPES: &'static [&'static str] = &["Mail.Send"];
    /// The actions, in the order of the trait's methods.
    pub const ACTIONS: &'static [::graph_action::Action] = &[
        *Self::ACTION_0,
        *Self::ACTION_1,
        *Self::ACTION_2,
    ];
    ///A client that calls the actions of [`Mail`] on `resource`.
    pub fn new(resource: ::graph_action::Resource<::graph_action::root::User>) -> Self {
        Self { resource }
    }
}
#[automatically_derived]
impl Mail for MailClient {
    fn send(
        &self,
        id: &str,
    ) -> impl ::core::future::Future<Output = Result<()>> + ::core::marker::Send {
        use ::graph_action::__private::passed::*;
        ::graph_action::__private::send(
            MailClient::ACTION_0,
            &self.resource,
            ::graph_action::__private::Inputs {
                arguments: &[&(&&&::graph_action::__private::Passed(&id)).argument()],
                query: &[],
                headers: &[],
                body: ::graph_action::__private::Body::none(),
                projection: ::core::option::Option::None,
            },
        )
    }
    fn from_sender(&self, sender: &str) -> Call<Page<Message>> {
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
            MailClient::ACTION_1,
            &self.resource,
            ::graph_action::__private::Inputs {
                arguments: &[
                    &(&&&::graph_action::__private::Passed(&sender)).argument(),
                ],
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
    fn send_mail(
        &self,
        message: &Draft,
        save_to_sent_items: Option<bool>,
    ) -> impl ::core::future::Future<
        Output = Result<(), MailError>,
    > + ::core::marker::Send {
        const _: () = {
            #[allow(unused_imports)]
            use ::graph_action::__private::Plain as _;
            ::graph_action::__private::check_type(
                <::graph_action::__private::Probe<&'static Draft>>::ENTITY,
                "message",
                &["outlookItem", "entity"],
                "this call takes `message`, and this is an entity of the type `{}`: send one of `#[graph_entity(\"message\")]`",
            );
            ::graph_action::__private::check_list(
                <::graph_action::__private::Probe<&'static Draft>>::ENTITY,
                false,
                "the parameter `message` is one `message`: take it without a list",
            )
        };
        ::graph_action::__private::send(
            MailClient::ACTION_2,
            &self.resource,
            ::graph_action::__private::Inputs {
                arguments: &[],
                query: &[],
                headers: &[],
                body: ::graph_action::__private::Body::parameters(
                    &[("message", &message), ("saveToSentItems", &save_to_sent_items)],
                ),
                projection: ::core::option::Option::None,
            },
        )
    }
}
