//! Records of permissions: how each is granted, and which of them allow an operation.

use std::fmt;

/// A way in which a permission is granted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scheme {
    /// On behalf of a signed-in user with a work or school account.
    DelegatedWork,
    /// On behalf of a signed-in user with a personal Microsoft account.
    DelegatedPersonal,
    /// To the application itself, without a user.
    Application,
}

impl Scheme {
    /// Every scheme, in the order of Microsoft's tables.
    pub const ALL: [Scheme; 3] = [Scheme::DelegatedWork, Scheme::DelegatedPersonal, Scheme::Application];

    const fn bit(self) -> u8 {
        match self {
            Scheme::DelegatedWork => 1,
            Scheme::DelegatedPersonal => 2,
            Scheme::Application => 4,
        }
    }

    /// The letter the catalog's lines have for it, `D`, `P` or `A`; in lower case where the permission is not the least
    /// privileged.
    #[must_use]
    pub const fn letter(self) -> char {
        match self {
            Scheme::DelegatedWork => 'D',
            Scheme::DelegatedPersonal => 'P',
            Scheme::Application => 'A',
        }
    }
}

impl fmt::Display for Scheme {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Scheme::DelegatedWork => "delegated (work or school account)",
            Scheme::DelegatedPersonal => "delegated (personal account)",
            Scheme::Application => "application",
        })
    }
}

/// A set of [`Scheme`]s.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Schemes(u8);

impl Schemes {
    /// No scheme.
    pub const NONE: Schemes = Schemes(0);
    /// Both delegated schemes.
    pub const DELEGATED: Schemes = Schemes(Scheme::DelegatedWork.bit() | Scheme::DelegatedPersonal.bit());
    /// The application scheme alone.
    pub const APPLICATION: Schemes = Schemes(Scheme::Application.bit());
    /// Every scheme.
    pub const ALL: Schemes = Schemes(7);

    /// Whether it has `scheme`.
    #[must_use]
    pub const fn contains(self, scheme: Scheme) -> bool {
        self.0 & scheme.bit() != 0
    }

    /// Whether it has none.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The union: the schemes of either.
    #[must_use]
    pub const fn or(self, other: Schemes) -> Schemes {
        Schemes(self.0 | other.0)
    }

    /// The intersection: the schemes of both.
    #[must_use]
    pub const fn and(self, other: Schemes) -> Schemes {
        Schemes(self.0 & other.0)
    }

    /// Its schemes, in order.
    pub fn iter(self) -> impl Iterator<Item = Scheme> {
        Scheme::ALL.into_iter().filter(move |scheme| self.contains(*scheme))
    }
}

impl From<Scheme> for Schemes {
    fn from(scheme: Scheme) -> Schemes {
        Schemes(scheme.bit())
    }
}

/// A permission that allows an operation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grant<'c> {
    /// Its name: `Mail.Send`.
    pub permission: &'c str,
    /// Others, one of which is needed as well; empty when none is.
    pub and_one_of: Vec<&'c str>,
    /// The schemes in which it allows the operation.
    pub schemes: Schemes,
    /// Those among them in which it is the least privileged one.
    pub least: Schemes,
}

impl<'c> Grant<'c> {
    /// From `Mail.Send=DPA`, `A.Read&B.Read|B.ReadWrite=Da`.
    pub(crate) fn parse(text: &'c str) -> Option<Grant<'c>> {
        let (names, letters) = text.split_once('=')?;
        let (permission, others) = names.split_once('&').unwrap_or((names, ""));
        let (mut schemes, mut least) = (Schemes::NONE, Schemes::NONE);
        for letter in letters.chars() {
            let scheme = Scheme::ALL.into_iter().find(|scheme| scheme.letter() == letter.to_ascii_uppercase())?;
            schemes = schemes.or(scheme.into());
            if letter.is_ascii_uppercase() {
                least = least.or(scheme.into());
            }
        }
        let and_one_of = others.split('|').filter(|other| !other.is_empty()).collect();
        (!permission.is_empty() && !schemes.is_empty()).then_some(Grant { permission, and_one_of, schemes, least })
    }
}

/// A permission as it is published, for manifests and explanations.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Permission<'c> {
    /// Its name: `Mail.Send`.
    pub name: &'c str,
    fields: &'c str,
}

/// A permission in one scheme.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PermissionScheme<'c> {
    /// The scheme.
    pub scheme: Scheme,
    /// Microsoft's level of privilege, 1 (least) to 5; `None` where not published.
    pub privilege: Option<u8>,
    /// Whether an administrator must consent.
    pub admin_consent: bool,
    /// The GUID by which an app registration's manifest names it; `None` where not published. A personal account's
    /// permission has the GUID of the work account's.
    pub id: Option<&'c str>,
}

impl<'c> Permission<'c> {
    /// From `@Mail.Send D2:e383f46e-… A3!:b633e1c5-…`.
    pub(crate) fn parse(line: &'c str) -> Option<Permission<'c>> {
        let (name, fields) = line.strip_prefix('@')?.split_once(' ').unwrap_or((line.get(1..)?, ""));
        Some(Permission { name, fields })
    }

    /// Each scheme it exists in.
    pub fn schemes(&self) -> impl Iterator<Item = PermissionScheme<'c>> {
        self.fields.split(' ').filter_map(parse_scheme)
    }

    /// The GUID that the manifest names it by: as a delegated permission (`Scope`), or as an application's (`Role`).
    #[must_use]
    pub fn manifest_id(&self, scheme: Scheme) -> Option<&'c str> {
        let id = |wanted| self.schemes().find(|known| known.scheme == wanted).and_then(|known| known.id);
        match scheme {
            Scheme::DelegatedPersonal => id(Scheme::DelegatedPersonal).or_else(|| id(Scheme::DelegatedWork)),
            other => id(other),
        }
    }

    /// Whether it is granted for one team, chat or other resource, rather than for a whole organisation.
    #[must_use]
    pub fn is_resource_specific(&self) -> bool {
        self.fields.split(' ').any(|field| field == "rsc")
    }
}

pub(crate) fn parse_scheme(field: &str) -> Option<PermissionScheme<'_>> {
    let (head, id) = field.split_once(':').map_or((field, None), |(head, id)| (head, Some(id)));
    let (head, admin_consent) = head.strip_suffix('!').map_or((head, false), |head| (head, true));
    let mut letters = head.chars();
    let letter = letters.next()?;
    let scheme = Scheme::ALL.into_iter().find(|scheme| scheme.letter() == letter)?;
    let privilege = match letters.as_str() {
        "" => None,
        level => Some(level.parse().ok()?),
    };
    Some(PermissionScheme { scheme, privilege, admin_consent, id })
}
