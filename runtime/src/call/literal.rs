//! OData literals, for query options that a program puts together itself.

/// An OData string literal: the text between single quotes, with the quotes in it doubled.
///
/// For a `$filter` that is put together at run time. It is not percent-encoded: [`Call::query`](crate::Call::query) and
/// arguments do that. A placeholder `'<name>'` in an attribute needs no function: it is quoted already.
///
/// ```
/// use graph_action::odata_string;
///
/// let surname = "O'Neil";
/// let filter = format!("surname eq {} and accountEnabled eq true", odata_string(surname));
/// assert_eq!(filter, "surname eq 'O''Neil' and accountEnabled eq true");
/// ```
#[must_use]
pub fn odata_string(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_stays_one_literal() {
        for (text, literal) in [("", "''"), ("a", "'a'"), ("'", "''''"), ("' or 1 eq 1", "''' or 1 eq 1'")] {
            assert_eq!(odata_string(text), literal);
        }
    }
}
