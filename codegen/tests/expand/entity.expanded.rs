#[derive(Debug)]
#[derive(
    ::graph_action::__private::serde::Serialize,
    ::graph_action::__private::serde::Deserialize
)]
#[serde(crate = ":: graph_action :: __private :: serde", rename_all = "camelCase")]
pub struct Message<'a> {
    pub id: String,
    #[serde(skip_serializing_if = "::core::option::Option::is_none", default, borrow)]
    pub subject: Option<&'a str>,
    #[serde(
        skip_serializing_if = "::core::option::Option::is_none",
        with = ":: graph_action :: __private :: As :: < :: graph_action :: __private :: Instant >",
        default
    )]
    received_date_time: Option<jiff::Timestamp>,
    #[serde(
        rename = "toRecipients",
        deserialize_with = ":: graph_action :: __private :: read_collection",
        default
    )]
    to: Vec<Recipient>,
    #[cfg(feature = "files")]
    #[serde(
        serialize_with = ":: graph_action :: __private :: write_declared",
        deserialize_with = ":: graph_action :: __private :: read_collection",
        default
    )]
    attachments: Vec<Attachment>,
    #[serde(skip_serializing_if = ":: graph_action :: Patch :: is_keep", default)]
    is_read: Patch<bool>,
    #[serde(rename = "@odata.etag", skip_serializing)]
    version: Option<String>,
}
#[automatically_derived]
impl<'a> ::graph_action::Entity for Message<'a> {
    const TYPE: &'static str = "message";
    const BASES: &'static [&'static str] = &["outlookItem", "entity"];
    const PROJECTION: &'static ::graph_action::Projection = {
        #[allow(unused_imports)]
        use ::graph_action::__private::Plain as _;
        &::graph_action::Projection {
            select: "id,subject,receivedDateTime,toRecipients,isRead",
            expand: &[
                #[cfg(feature = "files")]
                (
                    "attachments",
                    ::graph_action::__private::part(
                        <::graph_action::__private::Probe<Attachment>>::ENTITY,
                    ),
                ),
            ],
            flattened: &[],
            open: false,
        }
    };
    const TAG: ::core::option::Option<&'static str> = ::core::option::Option::Some(
        "#microsoft.graph.message",
    );
    fn etag(&self) -> ::core::option::Option<&str> {
        ::core::option::Option::as_deref(&self.version)
    }
}
const _: () = {
    #[allow(unused_imports)]
    use ::graph_action::__private::Plain as _;
    ::graph_action::__private::check_type(
        <::graph_action::__private::Probe<Recipient>>::ENTITY,
        "recipient",
        &[],
        "`message/toRecipients` is `Collection(recipient)`, and this is an entity of the type `{}`",
    )
};
#[cfg(feature = "files")]
const _: () = {
    #[allow(unused_imports)]
    use ::graph_action::__private::Plain as _;
    ::graph_action::__private::check_type(
        <::graph_action::__private::Probe<Attachment>>::ENTITY,
        "attachment",
        &["entity"],
        "`message/attachments` is `Collection(attachment)`, and this is an entity of the type `{}`",
    )
};
enum Importance {
    Low,
    Top,
    Other(String),
}
#[automatically_derived]
impl my::graph::__private::serde::Serialize for Importance {
    fn serialize<S: my::graph::__private::serde::Serializer>(
        &self,
        serializer: S,
    ) -> ::core::result::Result<S::Ok, S::Error> {
        my::graph::__private::serde::Serializer::serialize_str(
            serializer,
            match self {
                Self::Low => "low",
                Self::Top => "high",
                Self::Other(name) => ::core::convert::AsRef::<str>::as_ref(name),
            },
        )
    }
}
#[automatically_derived]
impl<'de> my::graph::__private::serde::Deserialize<'de> for Importance {
    fn deserialize<D: my::graph::__private::serde::Deserializer<'de>>(
        deserializer: D,
    ) -> ::core::result::Result<Self, D::Error> {
        my::graph::__private::read_name(
            deserializer,
            &["low", "high"],
            |name| match name {
                "low" => ::core::option::Option::Some(Self::Low),
                "high" => ::core::option::Option::Some(Self::Top),
                _ => {
                    ::core::option::Option::Some(
                        Self::Other(::core::convert::From::from(name)),
                    )
                }
            },
        )
    }
}
#[automatically_derived]
impl my::graph::Entity for Importance {
    const TYPE: &'static str = "importance";
    const BASES: &'static [&'static str] = &[];
    const PROJECTION: &'static my::graph::Projection = my::graph::Projection::OPEN;
}
enum Someone<T> {
    Recipient(Recipient),
    Attendee(T),
}
#[automatically_derived]
impl<T> ::graph_action::__private::serde::Serialize for Someone<T>
where
    Recipient: ::graph_action::__private::serde::Serialize,
    T: ::graph_action::__private::serde::Serialize,
{
    fn serialize<S: ::graph_action::__private::serde::Serializer>(
        &self,
        serializer: S,
    ) -> ::core::result::Result<S::Ok, S::Error> {
        match self {
            Self::Recipient(entity) => {
                ::graph_action::__private::write_typed(
                    entity,
                    "#microsoft.graph.recipient",
                    serializer,
                )
            }
            Self::Attendee(entity) => {
                ::graph_action::__private::write_typed(
                    entity,
                    "#microsoft.graph.attendee",
                    serializer,
                )
            }
        }
    }
}
#[automatically_derived]
impl<'de, T> ::graph_action::__private::serde::Deserialize<'de> for Someone<T>
where
    Recipient: ::graph_action::__private::serde::de::DeserializeOwned,
    T: ::graph_action::__private::serde::de::DeserializeOwned,
{
    fn deserialize<D: ::graph_action::__private::serde::Deserializer<'de>>(
        deserializer: D,
    ) -> ::core::result::Result<Self, D::Error> {
        #[allow(dead_code)]
        const NAMES: &[&str] = &["recipient", "attendee"];
        let entity = ::graph_action::__private::Typed::read(deserializer)?;
        match entity.name() {
            ::core::option::Option::None
            | ::core::option::Option::Some("recipient" | "attendeeBase") => {
                entity.decode().map(Self::Recipient)
            }
            ::core::option::Option::Some("attendee") => {
                entity.decode().map(Self::Attendee)
            }
            _ => entity.unknown(NAMES),
        }
    }
}
#[automatically_derived]
impl<T> ::graph_action::Entity for Someone<T> {
    const TYPE: &'static str = "recipient";
    const BASES: &'static [&'static str] = &[];
    const PROJECTION: &'static ::graph_action::Projection = ::graph_action::Projection::OPEN;
}
const _: () = {
    #[allow(unused_imports)]
    use ::graph_action::__private::Plain as _;
    ::graph_action::__private::check_type(
        <::graph_action::__private::Probe<Recipient>>::ENTITY,
        "recipient",
        &[],
        "this variant is for entities of the type `recipient`, and holds one of the type `{}`",
    )
};
#[derive(
    ::graph_action::__private::serde::Serialize,
    ::graph_action::__private::serde::Deserialize
)]
#[serde(crate = ":: graph_action :: __private :: serde", rename_all = "camelCase")]
struct Wrong {
    #[serde(skip_serializing_if = "::core::option::Option::is_none", default)]
    subjct: Option<String>,
    #[serde(skip_serializing_if = "::core::option::Option::is_none", default)]
    is_read: Option<String>,
    subject: String,
    #[serde(skip_serializing_if = "::core::option::Option::is_none", default)]
    from: Option<Vec<Recipient>>,
}
#[automatically_derived]
impl ::graph_action::Entity for Wrong {
    const TYPE: &'static str = "message";
    const BASES: &'static [&'static str] = &["outlookItem", "entity"];
    const PROJECTION: &'static ::graph_action::Projection = &::graph_action::Projection {
        select: "subjct,isRead,subject,from",
        expand: &[],
        flattened: &[],
        open: false,
    };
    const TAG: ::core::option::Option<&'static str> = ::core::option::Option::Some(
        "#microsoft.graph.message",
    );
}
::core::compile_error! {
    "`message` has no property `subjct`; did you mean `subject`?\n(catalog of 2026-08-03; if it is wrong, correct it in `graph-action.catalog`)"
}
::core::compile_error! {
    "`message/isRead` is `Boolean`: write `Option<bool>`\n(catalog of 2026-08-03; if it is wrong, correct it in `graph-action.catalog`)"
}
::core::compile_error! {
    "`message/subject` may be null: write `Option<String>`\n(catalog of 2026-08-03; if it is wrong, correct it in `graph-action.catalog`)"
}
::core::compile_error! {
    "`message/from` is no collection: write `Option<Recipient>`\n(catalog of 2026-08-03; if it is wrong, correct it in `graph-action.catalog`)"
}
