//! [`Lacking`]: what the schema of a national cloud lacks.

use std::fmt;

/// Something of the schema that a national cloud lacks. As text: `` `messages` of `user` ``, `` type `channel` ``.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Lacking {
    /// The entity set, singleton or function at an address's beginning.
    Root(String),
    /// The type.
    Type(String),
    /// The property, action or function of a type.
    Member {
        /// The type.
        of: String,
        /// The name.
        name: String,
    },
}

impl Lacking {
    /// Reads the key of a fact: `/copilot`, `channel`, `user/messages`, `*user!delta()`.
    pub(crate) fn of_key(key: &str) -> Lacking {
        if key.starts_with('/') {
            return Lacking::Root(key.to_owned());
        }
        match key.split_once(['/', '!']) {
            Some((of, name)) => {
                let name = name.split('(').next().unwrap_or(name);
                Lacking::Member { of: of.trim_start_matches('*').to_owned(), name: name.to_owned() }
            }
            None => Lacking::Type(key.to_owned()),
        }
    }
}

impl fmt::Display for Lacking {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Root(path) => write!(f, "`{path}`"),
            Self::Type(name) => write!(f, "type `{name}`"),
            Self::Member { of, name } => write!(f, "`{name}` of `{of}`"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_of_key_is_said_in_words() {
        let text = |key| Lacking::of_key(key).to_string();
        assert_eq!(text("/copilot"), "`/copilot`");
        assert_eq!(text("channel"), "type `channel`");
        assert_eq!(text("user/messages"), "`messages` of `user`");
        assert_eq!(text("user!sendMail(Message:message!,SaveToSentItems:Boolean)"), "`sendMail` of `user`");
        assert_eq!(text("*user!delta()"), "`delta` of `user`");
    }
}
