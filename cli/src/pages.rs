//! Microsoft's documentation pages: which page documents an operation.
//!
//! The table is made by `cargo run -p graph-action-cli --example pages`, from links and requests that Microsoft
//! publishes. It is sorted, one operation a line, and searched in place.

use graph_action_catalog::Method;

use crate::data_line::call;

/// `ADDRESS METHOD PAGE`, then `*` where Microsoft's Graph Explorer shows the operation among its samples.
static PAGES: &str = include_str!("../data/pages.txt");

/// The page of one operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Page {
    /// The last part of its address: `user-sendmail`.
    pub name: &'static str,
    /// Whether Graph Explorer shows the operation among its samples.
    pub is_sample: bool,
}

impl Page {
    /// The page's address.
    #[must_use]
    pub fn url(&self) -> String {
        format!("https://learn.microsoft.com/graph/api/{}", self.name)
    }

    /// The page of an operation by its address in the catalog, `/users/{}/sendMail`; equivalent addresses have the
    /// same page.
    #[must_use]
    pub fn of(address: &str, method: Method) -> Option<Page> {
        let wanted = format!("{} {method} ", key(address));
        let lines = lines();
        let place = lines.partition_point(|line| *line < wanted.as_str());
        let mut fields = lines.get(place)?.strip_prefix(&wanted)?.split(' ');
        Some(Page { name: fields.next()?, is_sample: fields.next() == Some("*") })
    }
}

/// Every operation of the table, by the address that it has there.
pub(crate) fn operations() -> impl Iterator<Item = (&'static str, Method)> {
    lines().iter().copied().filter_map(call)
}

/// The lines of the table, split once.
fn lines() -> &'static [&'static str] {
    static LINES: std::sync::LazyLock<Vec<&'static str>> =
        std::sync::LazyLock::new(|| PAGES.lines().filter(|line| line.starts_with('/')).collect());
    &LINES
}

/// The address under which the table has an operation: the same for `/me` and `/users/{}`, and for an item of a drive
/// under each of its addresses.
#[must_use]
pub fn key(address: &str) -> String {
    let address = match address.strip_prefix("/me") {
        Some(rest) if rest.is_empty() || rest.starts_with('/') => format!("/users/{{}}{rest}"),
        _ => address.to_owned(),
    };
    match in_drive(&address) {
        Some(rest) => format!("/drives/{{}}{}", item(rest)),
        None => address,
    }
}

/// What follows a drive in an address; `None` for an address that leads to no drive.
fn in_drive(address: &str) -> Option<&str> {
    let rest = ["/users/{}", "/groups/{}", "/sites/{}", ""].iter().find_map(|owner| {
        let rest = address.strip_prefix(owner)?;
        rest.strip_prefix("/drives/{}").or_else(|| rest.strip_prefix("/drive"))
    })?;
    (rest.is_empty() || rest.starts_with('/')).then_some(rest)
}

/// `/root/children` and `/root:/{}:/children` as `/items/{}/children`. The root itself is another operation.
fn item(rest: &str) -> String {
    for start in ["/root:/{}:", "/items/{}:/{}:", "/root/"] {
        if let Some(after) = rest.strip_prefix(start) {
            let slash = if start.ends_with('/') { "/" } else { "" };
            return format!("/items/{{}}{slash}{after}");
        }
    }
    rest.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equivalent_addresses_have_one_page() {
        for (address, method, page) in [
            ("/me/sendMail", Method::Post, Some("user-sendmail")),
            ("/users/{}/sendMail", Method::Post, Some("user-sendmail")),
            ("/me/messages", Method::Get, Some("user-list-messages")),
            ("/me/drive/root:/{}:/content", Method::Put, Some("driveitem-put-content")),
            ("/groups/{}/drive/items/{}/content", Method::Put, Some("driveitem-put-content")),
            ("/me/drive/root/children", Method::Get, Some("driveitem-list-children")),
            ("/me/messages", Method::Delete, None),
            ("/meetings", Method::Get, None),
        ] {
            assert_eq!(Page::of(address, method).map(|page| page.name), page, "{method} {address}");
        }
    }

    #[test]
    fn the_table_is_sorted_and_its_addresses_are_keys() {
        assert!(lines().len() > 3000);
        assert!(lines().windows(2).all(|pair| pair[0] < pair[1]));
        for line in lines() {
            let address = line.split(' ').next().unwrap();
            assert_eq!(key(address), address);
        }
    }
}
