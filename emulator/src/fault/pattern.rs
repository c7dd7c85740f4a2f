//! Path patterns: `/me/messages/*/send`, `/me/**`.

/// A pattern for the path of a request. `*` stands for one or more characters of one segment, `**` for anything.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Pattern(String);

impl Pattern {
    pub(crate) fn new(pattern: &str) -> Self {
        Self(pattern.to_owned())
    }

    /// Compares with a request target: its path as it was written, without version and query.
    pub(crate) fn matches(&self, target: &str) -> bool {
        let path = target.split('?').next().unwrap_or_default();
        let path = ["/v1.0", "/beta"].iter().find_map(|version| path.strip_prefix(version)).unwrap_or(path);
        matches(self.0.as_bytes(), path.as_bytes())
    }
}

fn matches(pattern: &[u8], path: &[u8]) -> bool {
    match (pattern, path) {
        ([], []) => true,
        ([b'*', b'*', rest @ ..], _) => (0..=path.len()).any(|taken| matches(rest, &path[taken..])),
        ([b'*', rest @ ..], _) => {
            let longest = path.iter().position(|byte| *byte == b'/').unwrap_or(path.len());
            (1..=longest).any(|taken| matches(rest, &path[taken..]))
        }
        ([expected, pattern @ ..], [byte, path @ ..]) => expected.eq_ignore_ascii_case(byte) && matches(pattern, path),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stars() {
        for (pattern, target, expected) in [
            ("/me/messages", "/v1.0/me/messages?$top=1", true),
            ("/me/messages", "/beta/me/Messages", true),
            ("/me/messages", "/v1.0/me/messages/x", false),
            ("/me/messages/*", "/v1.0/me/messages/x", true),
            ("/me/messages/*", "/v1.0/me/messages/x/send", false),
            ("/me/messages/*/send", "/v1.0/me/messages/a%2Fb/send", true),
            ("/*/messages/*", "/v1.0/users/x/messages/y", false),
            ("/**/messages/*", "/v1.0/users/x/messages/y", true),
            ("/me/**", "/v1.0/me/mailFolders/x/messages", true),
            ("**", "/v1.0/me", true),
            ("/drive/root:/*:/content", "/v1.0/drive/root:/a%20b.txt:/content", true),
            ("/$batch", "/v1.0/$batch", true),
            ("/upload/*", "/upload/abc", true),
        ] {
            assert_eq!(Pattern::new(pattern).matches(target), expected, "{pattern} {target}");
        }
    }
}
