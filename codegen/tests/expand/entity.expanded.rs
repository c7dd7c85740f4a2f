#[derive(
    ::graph_action::__private::serde::Serialize,
    ::graph_action::__private::serde::Deserialize
)]
#[derive(Debug)]
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
            required: "id",
            ..::graph_action::Projection::NOTHING
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
#[allow(clippy::enum_variant_names)]
enum Importance {
    Low,
    Top,
    Other(String),
}
#[automatically_derived]
impl my::graph::__private::serde::Serialize for Importance {
    fn serialize<__S: my::graph::__private::serde::Serializer>(
        &self,
        serializer: __S,
    ) -> ::core::result::Result<__S::Ok, __S::Error> {
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
    fn deserialize<__D: my::graph::__private::serde::Deserializer<'de>>(
        deserializer: __D,
    ) -> ::core::result::Result<Self, __D::Error> {
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
    fn serialize<__S: ::graph_action::__private::serde::Serializer>(
        &self,
        serializer: __S,
    ) -> ::core::result::Result<__S::Ok, __S::Error> {
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
    fn deserialize<__D: ::graph_action::__private::serde::Deserializer<'de>>(
        deserializer: __D,
    ) -> ::core::result::Result<Self, __D::Error> {
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
struct Wrong {
    subjct: Option<String>,
    is_read: Option<String>,
    subject: String,
    from: Option<Vec<Recipient>>,
}
#[automatically_derived]
impl ::graph_action::__private::serde::Serialize for Wrong {
    fn serialize<__S: ::graph_action::__private::serde::Serializer>(
        &self,
        serializer: __S,
    ) -> ::core::result::Result<__S::Ok, __S::Error> {
        let mut object = ::graph_action::__private::ObjectWriter::start(serializer)?;
        object
            .value_unless(
                ::core::option::Option::is_none(&self.subjct),
                "subjct",
                &self.subjct,
            );
        object
            .value_unless(
                ::core::option::Option::is_none(&self.is_read),
                "isRead",
                &self.is_read,
            );
        object.value("subject", &self.subject);
        object
            .value_unless(
                ::core::option::Option::is_none(&self.from),
                "from",
                &self.from,
            );
        object.end()
    }
}
#[automatically_derived]
impl<'de> ::graph_action::__private::serde::Deserialize<'de> for Wrong {
    fn deserialize<__D: ::graph_action::__private::serde::Deserializer<'de>>(
        deserializer: __D,
    ) -> ::core::result::Result<Self, __D::Error> {
        ::graph_action::__private::read_object(deserializer)
    }
}
#[automatically_derived]
impl<'de> ::graph_action::__private::ReadObject<'de> for Wrong {
    const NAMES: &'static [&'static str] = &["subjct", "isRead", "subject", "from"];
    fn place(name: &str) -> usize {
        match name {
            "subjct" => 0usize,
            "isRead" => 1usize,
            "subject" => 2usize,
            "from" => 3usize,
            _ => 4usize,
        }
    }
    fn read_properties<__A: ::graph_action::__private::serde::de::MapAccess<'de>>(
        mut object: ::graph_action::__private::ObjectReader<__A>,
    ) -> ::core::result::Result<Self, __A::Error> {
        let mut value_0 = ::core::option::Option::None;
        let mut value_1 = ::core::option::Option::None;
        let mut value_2 = ::core::option::Option::None;
        let mut value_3 = ::core::option::Option::None;
        while let ::core::option::Option::Some(place) = object.next_property::<Self>()? {
            match place {
                0usize => object.value::<Option<String>>(&mut value_0),
                1usize => object.value::<Option<String>>(&mut value_1),
                2usize => object.value::<String>(&mut value_2),
                3usize => object.value::<Option<Vec<Recipient>>>(&mut value_3),
                _ => object.skip(),
            }?;
        }
        ::core::result::Result::Ok(Self {
            subjct: ::core::option::Option::unwrap_or_default(value_0),
            is_read: ::core::option::Option::unwrap_or_default(value_1),
            subject: object.required(value_2, "subject")?,
            from: ::core::option::Option::unwrap_or_default(value_3),
        })
    }
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
        required: "subject",
        ..::graph_action::Projection::NOTHING
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
    "`message/subject` may be null: write `Option<String>`, or `#[graph(required)]` if it is always there\n(catalog of 2026-08-03; if it is wrong, correct it in `graph-action.catalog`)"
}
::core::compile_error! {
    "`message/from` is no collection: write `Option<Recipient>`\n(catalog of 2026-08-03; if it is wrong, correct it in `graph-action.catalog`)"
}
