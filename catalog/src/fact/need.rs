//! Records of properties that need a permission of their own.

/// What a property needs besides the permission for its address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Need<'c> {
    /// The property: `signInActivity`.
    pub property: &'c str,
    /// The permissions, one of which is needed; the first is the one to ask for.
    pub one_of: Vec<&'c str>,
    /// Whether Graph refuses the call without it; otherwise it leaves the property out, or its documentation does not
    /// say.
    pub refuses: bool,
}

impl<'c> Need<'c> {
    /// From `user/signInActivity needs AuditLog.Read.All`.
    pub(crate) fn parse(line: &'c str) -> Option<Need<'c>> {
        let mut fields = line.split(' ');
        let (_, property) = fields.next()?.split_once('/')?;
        let refuses = match fields.next()? {
            "needs" => true,
            "wants" => false,
            _ => return None,
        };
        Some(Need { property, one_of: fields.next()?.split('|').collect(), refuses })
    }

    /// Whether a line states a need, and not the type of a property.
    pub(crate) fn is_stated_by(line: &str) -> bool {
        line.split(' ').nth(1).is_some_and(|word| matches!(word, "needs" | "wants"))
    }
}
