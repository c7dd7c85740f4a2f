//! The properties of the types the emulator keeps, from Microsoft's published schema (`v1.0-Prod.csdl`, 2026-08-03).

use Kind::{Boolean, Collection, Complex, DateTimeOffset, Enum, Int32, String as Text};

/// An entity or complex type.
#[derive(Debug)]
pub(crate) struct Type {
    /// With its namespace: `microsoft.graph.message`.
    pub(crate) name: &'static str,
    pub(crate) properties: &'static [Property],
    pub(crate) navigation: &'static [&'static str],
}

#[derive(Debug)]
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
    pub(crate) fn property(&self, name: &str) -> Option<&'static Property> {
        let mut properties = self.properties.iter();
        properties.find(|property| property.name.eq_ignore_ascii_case(name))
    }

    pub(crate) fn navigation(&self, name: &str) -> Option<&'static str> {
        let mut navigation = self.navigation.iter().copied();
        navigation.find(|navigation| navigation.eq_ignore_ascii_case(name))
    }
}

const fn set(name: &'static str, kind: Kind) -> Property {
    Property { name, kind, computed: false }
}

const fn computed(name: &'static str, kind: Kind) -> Property {
    Property { name, kind, computed: true }
}

pub(crate) static MESSAGE: Type = Type {
    name: "microsoft.graph.message",
    properties: &[
        computed("id", Text),
        set("bccRecipients", RECIPIENTS),
        set("body", Complex(&ITEM_BODY)),
        computed("bodyPreview", Text),
        set("categories", Collection(&Text)),
        set("ccRecipients", RECIPIENTS),
        computed("changeKey", Text),
        computed("conversationId", Text),
        computed("conversationIndex", Text),
        computed("createdDateTime", DateTimeOffset),
        set("flag", Complex(&FOLLOWUP_FLAG)),
        set("from", Complex(&RECIPIENT)),
        computed("hasAttachments", Boolean),
        set("importance", Enum(&["low", "normal", "high"])),
        set("inferenceClassification", Enum(&["focused", "other"])),
        set("internetMessageHeaders", Collection(&Complex(&INTERNET_MESSAGE_HEADER))),
        set("internetMessageId", Text),
        set("isDeliveryReceiptRequested", Boolean),
        computed("isDraft", Boolean),
        set("isRead", Boolean),
        set("isReadReceiptRequested", Boolean),
        computed("lastModifiedDateTime", DateTimeOffset),
        computed("parentFolderId", Text),
        computed("receivedDateTime", DateTimeOffset),
        set("replyTo", RECIPIENTS),
        set("sender", Complex(&RECIPIENT)),
        computed("sentDateTime", DateTimeOffset),
        set("subject", Text),
        set("toRecipients", RECIPIENTS),
        computed("uniqueBody", Complex(&ITEM_BODY)),
        computed("webLink", Text),
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
        set("completedDateTime", Complex(&DATE_TIME_TIME_ZONE)),
        set("dueDateTime", Complex(&DATE_TIME_TIME_ZONE)),
        set("flagStatus", Enum(&["notFlagged", "complete", "flagged"])),
        set("startDateTime", Complex(&DATE_TIME_TIME_ZONE)),
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
        set("contentBytes", Text),
        set("contentId", Text),
        set("contentLocation", Text),
        set("contentType", Text),
        set("isInline", Boolean),
        computed("lastModifiedDateTime", DateTimeOffset),
        set("name", Text),
        computed("size", Int32),
    ],
    navigation: &[],
};

pub(crate) static DRIVE: Type = Type {
    name: "microsoft.graph.drive",
    properties: &[
        computed("id", Text),
        computed("driveType", Text),
        set("name", Text),
        computed("owner", Complex(&EMPTY)),
        computed("quota", Complex(&EMPTY)),
        computed("webUrl", Text),
    ],
    navigation: &["items", "root", "special"],
};

pub(crate) static DRIVE_ITEM: Type = Type {
    name: "microsoft.graph.driveItem",
    properties: &[
        computed("id", Text),
        computed("cTag", Text),
        computed("createdDateTime", DateTimeOffset),
        computed("deleted", Complex(&DELETED)),
        set("description", Text),
        computed("eTag", Text),
        set("file", Complex(&FILE)),
        set("fileSystemInfo", Complex(&FILE_SYSTEM_INFO)),
        set("folder", Complex(&FOLDER)),
        computed("lastModifiedDateTime", DateTimeOffset),
        set("name", Text),
        set("parentReference", Complex(&ITEM_REFERENCE)),
        computed("root", Complex(&EMPTY)),
        computed("size", Int32),
        computed("webUrl", Text),
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
        computed("id", Text),
        computed("childFolderCount", Int32),
        set("displayName", Text),
        set("isHidden", Boolean),
        computed("parentFolderId", Text),
        computed("totalItemCount", Int32),
        computed("unreadItemCount", Int32),
    ],
    navigation: &["childFolders", "messageRules", "messages"],
};

/// The properties of a user that have plain values.
pub(crate) static USER: Type = Type {
    name: "microsoft.graph.user",
    properties: &[
        computed("id", Text),
        set("accountEnabled", Boolean),
        set("businessPhones", Collection(&Text)),
        set("city", Text),
        set("companyName", Text),
        set("country", Text),
        set("createdDateTime", DateTimeOffset),
        set("department", Text),
        set("displayName", Text),
        set("employeeId", Text),
        set("givenName", Text),
        set("jobTitle", Text),
        set("mail", Text),
        set("mailNickname", Text),
        set("mobilePhone", Text),
        set("officeLocation", Text),
        set("otherMails", Collection(&Text)),
        set("postalCode", Text),
        set("preferredLanguage", Text),
        set("proxyAddresses", Collection(&Text)),
        set("state", Text),
        set("streetAddress", Text),
        set("surname", Text),
        set("usageLocation", Text),
        set("userPrincipalName", Text),
        set("userType", Text),
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

const fn complex(name: &'static str, properties: &'static [Property]) -> Type {
    Type { name, properties, navigation: &[] }
}
