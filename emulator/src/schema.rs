//! The properties of the types the emulator keeps, from Microsoft's published schema (`v1.0-Prod.csdl`, 2026-08-03).

use Kind::{Boolean, Collection, Complex, DateTimeOffset, Enum, Int32, String as Text};

/// An entity or complex type.
#[derive(Debug)]
pub(crate) struct Type {
    /// With its namespace: `microsoft.graph.message`.
    pub(crate) name: &'static str,
    properties: &'static [Properties],
    pub(crate) navigation: &'static [&'static str],
}

/// Properties of one kind.
#[derive(Debug)]
pub(crate) struct Properties {
    /// Separated by spaces.
    names: &'static str,
    kind: Kind,
    computed: bool,
}

#[derive(Clone, Copy, Debug)]
pub(crate) struct Property {
    pub(crate) name: &'static str,
    pub(crate) kind: Kind,
    /// The service sets it; what a request says about it is ignored.
    pub(crate) computed: bool,
}

/// What values a property takes.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Kind {
    String,
    Boolean,
    Int32,
    DateTimeOffset,
    Enum(&'static [&'static str]),
    Complex(&'static Type),
    Collection(&'static Kind),
}

impl Kind {
    /// The type's name in messages.
    pub(crate) fn name(self) -> String {
        match self {
            Text => "Edm.String".to_owned(),
            Boolean => "Edm.Boolean".to_owned(),
            Int32 => "Edm.Int32".to_owned(),
            DateTimeOffset => "Edm.DateTimeOffset".to_owned(),
            Enum(_) => "an enumeration".to_owned(),
            Complex(complex) => complex.name.to_owned(),
            Collection(item) => format!("Collection({})", item.name()),
        }
    }
}

impl Type {
    /// Finds a property; the service compares names without case.
    pub(crate) fn property(&self, name: &str) -> Option<Property> {
        self.properties.iter().find_map(|&Properties { names, kind, computed }| {
            let name = names.split(' ').find(|known| known.eq_ignore_ascii_case(name))?;
            Some(Property { name, kind, computed })
        })
    }

    pub(crate) fn navigation(&self, name: &str) -> Option<&'static str> {
        let mut navigation = self.navigation.iter().copied();
        navigation.find(|navigation| navigation.eq_ignore_ascii_case(name))
    }
}

const fn set(names: &'static str, kind: Kind) -> Properties {
    Properties { names, kind, computed: false }
}

const fn computed(names: &'static str, kind: Kind) -> Properties {
    Properties { names, kind, computed: true }
}

pub(crate) static MESSAGE: Type = Type {
    name: "microsoft.graph.message",
    properties: &[
        computed("id bodyPreview changeKey conversationId conversationIndex parentFolderId webLink", Text),
        set("bccRecipients ccRecipients replyTo toRecipients", RECIPIENTS),
        set("body", Complex(&ITEM_BODY)),
        set("categories", Collection(&Text)),
        computed("createdDateTime lastModifiedDateTime receivedDateTime sentDateTime", DateTimeOffset),
        set("flag", Complex(&FOLLOWUP_FLAG)),
        set("from sender", Complex(&RECIPIENT)),
        computed("hasAttachments isDraft", Boolean),
        set("importance", Enum(&["low", "normal", "high"])),
        set("inferenceClassification", Enum(&["focused", "other"])),
        set("internetMessageHeaders", Collection(&Complex(&INTERNET_MESSAGE_HEADER))),
        set("internetMessageId subject", Text),
        set("isDeliveryReceiptRequested isRead isReadReceiptRequested", Boolean),
        computed("uniqueBody", Complex(&ITEM_BODY)),
    ],
    navigation: &["attachments", "extensions", "multiValueExtendedProperties", "singleValueExtendedProperties"],
};

const RECIPIENTS: Kind = Collection(&Complex(&RECIPIENT));

pub(crate) static RECIPIENT: Type =
    complex("microsoft.graph.recipient", &[set("emailAddress", Complex(&EMAIL_ADDRESS))]);

static EMAIL_ADDRESS: Type = complex("microsoft.graph.emailAddress", &[set("address", Text), set("name", Text)]);

static ITEM_BODY: Type =
    complex("microsoft.graph.itemBody", &[set("content", Text), set("contentType", Enum(&["text", "html"]))]);

static FOLLOWUP_FLAG: Type = complex(
    "microsoft.graph.followupFlag",
    &[
        set("completedDateTime dueDateTime startDateTime", Complex(&DATE_TIME_TIME_ZONE)),
        set("flagStatus", Enum(&["notFlagged", "complete", "flagged"])),
    ],
);

static DATE_TIME_TIME_ZONE: Type =
    complex("microsoft.graph.dateTimeTimeZone", &[set("dateTime", Text), set("timeZone", Text)]);

static INTERNET_MESSAGE_HEADER: Type =
    complex("microsoft.graph.internetMessageHeader", &[set("name", Text), set("value", Text)]);

pub(crate) static FILE_ATTACHMENT: Type = Type {
    name: "microsoft.graph.fileAttachment",
    properties: &[
        computed("id", Text),
        set("contentBytes contentId contentLocation contentType name", Text),
        set("isInline", Boolean),
        computed("lastModifiedDateTime", DateTimeOffset),
        computed("size", Int32),
    ],
    navigation: &[],
};

pub(crate) static DRIVE: Type = Type {
    name: "microsoft.graph.drive",
    properties: &[computed("id driveType webUrl", Text), set("name", Text), computed("owner quota", Complex(&EMPTY))],
    navigation: &["items", "root", "special"],
};

pub(crate) static DRIVE_ITEM: Type = Type {
    name: "microsoft.graph.driveItem",
    properties: &[
        computed("id cTag eTag webUrl", Text),
        computed("createdDateTime lastModifiedDateTime", DateTimeOffset),
        computed("deleted", Complex(&DELETED)),
        set("description name", Text),
        set("file", Complex(&FILE)),
        set("fileSystemInfo", Complex(&FILE_SYSTEM_INFO)),
        set("folder", Complex(&FOLDER)),
        set("parentReference", Complex(&ITEM_REFERENCE)),
        computed("root", Complex(&EMPTY)),
        computed("size", Int32),
    ],
    navigation: &["children", "listItem", "permissions", "thumbnails", "versions"],
};

static EMPTY: Type = complex("microsoft.graph.root", &[]);

static DELETED: Type = complex("microsoft.graph.deleted", &[set("state", Text)]);

static FILE: Type = complex("microsoft.graph.file", &[set("mimeType", Text)]);

static FOLDER: Type = complex("microsoft.graph.folder", &[set("childCount", Int32)]);

static FILE_SYSTEM_INFO: Type = complex(
    "microsoft.graph.fileSystemInfo",
    &[set("createdDateTime", DateTimeOffset), set("lastModifiedDateTime", DateTimeOffset)],
);

static ITEM_REFERENCE: Type = complex(
    "microsoft.graph.itemReference",
    &[set("driveId", Text), set("driveType", Text), set("id", Text), set("name", Text), set("path", Text)],
);

pub(crate) static MAIL_FOLDER: Type = Type {
    name: "microsoft.graph.mailFolder",
    properties: &[
        computed("id parentFolderId", Text),
        computed("childFolderCount totalItemCount unreadItemCount", Int32),
        set("displayName", Text),
        set("isHidden", Boolean),
    ],
    navigation: &["childFolders", "messageRules", "messages"],
};

/// The properties of a user that have plain values.
pub(crate) static USER: Type = Type {
    name: "microsoft.graph.user",
    properties: &[
        computed("id", Text),
        set("accountEnabled", Boolean),
        set("businessPhones otherMails proxyAddresses", Collection(&Text)),
        set(
            "city companyName country department displayName employeeId givenName jobTitle mail mailNickname \
             mobilePhone officeLocation postalCode preferredLanguage state streetAddress surname usageLocation \
             userPrincipalName userType",
            Text,
        ),
        set("createdDateTime", DateTimeOffset),
    ],
    navigation: &[],
};

/// What `/users` answers when nothing is selected.
pub(crate) static USER_DEFAULTS: [&str; 11] = [
    "id",
    "businessPhones",
    "displayName",
    "givenName",
    "jobTitle",
    "mail",
    "mobilePhone",
    "officeLocation",
    "preferredLanguage",
    "surname",
    "userPrincipalName",
];

const fn complex(name: &'static str, properties: &'static [Properties]) -> Type {
    Type { name, properties, navigation: &[] }
}
