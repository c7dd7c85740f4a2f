//! Lines of the catalog's data: the key of a line, and which kind of fact it states.
//!
//! The format is described in the documentation of `graph_action_catalog`.

use graph_action_catalog::Method;

/// The kind of fact that a line states.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// An entity set or a singleton: `/users *user`.
    Root,
    /// An operation with its permissions: `/users GET User.Read.All=DA`.
    Call,
    /// `@Mail.Send D2 A3!`
    Permission,
    /// An action or a function: `message!send() A`.
    Operation,
    /// `message/subject String`
    Property,
    /// A type that derives from another: `entity<message`.
    Derivation,
    /// A key that Graph knows by name: `mailFolder[inbox]`.
    KnownKey,
    /// `message E`
    Type,
}

impl Kind {
    /// The kind of a line of the schema or of the permission list.
    pub(crate) fn of(line: &str) -> Kind {
        let has = |sign: char| key(line).contains(sign);
        if line.starts_with('/') {
            return if call(line).is_some() { Kind::Call } else { Kind::Root };
        }
        let by_sign = [('!', Kind::Operation), ('/', Kind::Property), ('<', Kind::Derivation), ('[', Kind::KnownKey)];
        if line.starts_with('@') {
            return Kind::Permission;
        }
        by_sign.into_iter().find(|(sign, _)| has(*sign)).map_or(Kind::Type, |(_, kind)| kind)
    }
}

/// What the line is about: all before the first space.
pub(crate) fn key(line: &str) -> &str {
    line.split(' ').next().unwrap_or(line)
}

/// The type that an entity set, a singleton or a property has: `*message` of `user/messages >*message`.
pub(crate) fn declared_type(line: &str) -> Option<&str> {
    let is_member = matches!(Kind::of(line), Kind::Root | Kind::Property);
    let ty = line.split(' ').nth(1).filter(|_| is_member)?;
    Some(ty.trim_start_matches(['>', '~', '?']).trim_end_matches('!'))
}

/// The address and the method of an operation with its permissions.
pub(crate) fn call(line: &str) -> Option<(&str, Method)> {
    let mut fields = line.split(' ');
    let (address, method) = (fields.next()?, fields.next()?.parse().ok()?);
    address.starts_with('/').then_some((address, method))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_of_lines() {
        for (line, kind) in [
            ("/users *user no:insert", Kind::Root),
            ("/me/messages/{}/send POST Mail.Send=DPA", Kind::Call),
            ("@Mail.Send D2! A3!", Kind::Permission),
            ("message*!delta() F *message", Kind::Operation),
            ("message/subject String", Kind::Property),
            ("directoryObject<user", Kind::Derivation),
            ("mailFolder[inbox]", Kind::KnownKey),
            ("importance =low|normal|high", Kind::Type),
        ] {
            assert_eq!(Kind::of(line), kind, "{line}");
        }
    }
}
