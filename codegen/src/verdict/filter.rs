//! The little that has to be understood of `$filter`: which property a value is compared with.

/// The property on the left of the comparison that `before` ends with: `from/emailAddress/address` of
/// `isRead eq true and from/emailAddress/address eq `. The variable of a lambda is resolved:
/// `assignedLicenses/any(x:x/skuId eq ` compares `assignedLicenses/skuId`.
#[must_use]
pub fn compared_property(before: &str) -> Option<String> {
    let mut words = before.trim_end_matches('\'').trim_end().rsplitn(2, char::is_whitespace);
    let operator = words.next()?;
    if !["eq", "ne", "gt", "ge", "lt", "le"].contains(&operator) {
        return None;
    }
    let rest = words.next()?.trim_end();
    let start = rest.rfind(|c: char| !(c.is_alphanumeric() || matches!(c, '/' | '_' | '.'))).map_or(0, |at| at + 1);
    let path = &rest[start..];
    if path.is_empty() {
        return None;
    }
    let (variable, property) = path.split_once('/').unwrap_or((path, ""));
    let Some(lambda) = rest[..start].rfind(&format!("({variable}:")) else { return Some(path.to_owned()) };
    let collection = rest[..lambda].strip_suffix("/any").or_else(|| rest[..lambda].strip_suffix("/all"))?;
    let start =
        collection.rfind(|c: char| !(c.is_alphanumeric() || matches!(c, '/' | '_' | '.'))).map_or(0, |at| at + 1);
    let collection = &collection[start..];
    Some(if property.is_empty() { collection.to_owned() } else { format!("{collection}/{property}") })
}

#[cfg(test)]
mod tests {
    use super::compared_property;

    #[test]
    fn the_property_before_the_operator_is_found() {
        for (before, expected) in [
            ("isRead eq ", Some("isRead")),
            ("subject eq '", Some("subject")),
            ("(a eq 1) and from/emailAddress/address ne ", Some("from/emailAddress/address")),
            ("assignedLicenses/any(x:x/skuId eq ", Some("assignedLicenses/skuId")),
            ("imAddresses/any(s:s eq '", Some("imAddresses")),
            ("startswith(subject,'", None),
            ("", None),
            ("eq ", None),
        ] {
            assert_eq!(compared_property(before).as_deref(), expected, "{before}");
        }
    }
}
