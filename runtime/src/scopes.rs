//! The permissions of several annotated traits together.

/// The permissions of several traits, sorted, each once: what an application asks for when a user signs in.
///
/// ```
/// use graph_action::union_of_scopes;
///
/// // In a program: `MailClient::SCOPES` and `FilesClient::SCOPES`.
/// const MAIL: &[&str] = &["Mail.Read", "User.Read"];
/// const FILES: &[&str] = &["Files.Read", "User.Read"];
///
/// assert_eq!(union_of_scopes(&[MAIL, FILES]), ["Files.Read", "Mail.Read", "User.Read"]);
/// ```
#[must_use]
pub fn union_of_scopes(traits: &[&[&'static str]]) -> Vec<&'static str> {
    let mut scopes = traits.concat();
    scopes.sort_unstable();
    scopes.dedup();
    scopes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_union_is_sorted_and_has_each_name_once() {
        assert!(union_of_scopes(&[]).is_empty());
        assert_eq!(union_of_scopes(&[&["B", "C"], &[], &["A", "C"], &["B"]]), ["A", "B", "C"]);
    }
}
