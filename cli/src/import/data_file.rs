//! The text of a file of the catalog's data.

pub(super) const SCHEMA_ORIGIN: &str =
    "Microsoft Graph's schema; files of it are published in github.com/microsoftgraph/msgraph-metadata (schemas/)";
pub(super) const PERMISSIONS_ORIGIN: &str = "Microsoft Graph's permissions, published in \
    github.com/microsoftgraph/microsoft-graph-devx-content (permissions/new/)";
const LICENCE: &str = "MIT, Copyright (c) Microsoft Corporation";

/// The header, then the lines. Empty values are left out of the header, and one with a line break makes no line of its
/// own.
pub(super) fn data_file(what: &str, origin: &str, header: &[(&str, &str)], lines: &[String]) -> String {
    let mut text = format!("# Made by `graph-action import`, not by hand: {what}.\n# origin: {origin}\n");
    for (name, value) in header.iter().filter(|(_, value)| !value.is_empty()) {
        text += &format!("# {name}: {}\n", value.replace(char::is_control, " "));
    }
    text += &format!("# licence: {LICENCE}\n");
    text + &self::text(lines)
}

/// The lines, each with its end.
pub(super) fn text(lines: &[String]) -> String {
    lines.iter().map(|line| format!("{line}\n")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_of_the_header_makes_no_fact() {
        let header = [("date", "2026-01-02\nuser E"), ("source", "a\r\n/users *user.xml"), ("digest", "")];
        let text = data_file("w", "o", &header, &["user E :directoryObject".to_owned()]);
        let facts: Vec<&str> = text.lines().filter(|line| !line.starts_with('#')).collect();
        assert_eq!(facts, ["user E :directoryObject"], "{text}");
    }
}
