//! Records of an address's resources: the permissions that a developer asks for there begin with them.

/// The resources of the permissions that belong to an address, the likeliest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Family<'c> {
    /// The first parts of permission names: `Mail`, `MailboxSettings`.
    pub(crate) resources: Vec<&'c str>,
}

impl<'c> Family<'c> {
    /// From `/users/{}/mailFolders @Mail|MailboxSettings`.
    pub(crate) fn parse(line: &'c str) -> Option<Family<'c>> {
        let (_, fields) = line.split_once(" @")?;
        Some(Family { resources: fields.split(' ').next()?.split('|').collect() })
    }

    /// The place of a resource in the order; `None` when it does not belong to the address.
    pub(crate) fn place(&self, resource: &str) -> Option<usize> {
        self.resources.iter().position(|known| *known == resource)
    }
}
