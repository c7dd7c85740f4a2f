//! The links in the documentation of the macros to the pages of the runtime, which rustdoc cannot check there.

/// A definition `[Page]: https://…/struct.Page.html`.
pub struct Link<'a> {
    pub label: &'a str,
    /// `struct`, `trait`, …
    pub kind: &'a str,
    pub name: &'a str,
}

/// The definitions in the documentation of the macros.
pub fn links(macros: &str) -> Vec<Link<'_>> {
    let of = |line| {
        let (label, address) = str::strip_prefix(line, "/// [")?.split_once("]: ")?;
        let page = address.strip_prefix("https://docs.rs/graph-action/latest/graph_action/")?;
        let (kind, rest) = page.split_once('.')?;
        Some(Link { label, kind, name: rest.split_once(".html")?.0 })
    };
    macros.lines().filter_map(of).collect()
}

/// The links of a page that lead nowhere where the page is shown elsewhere, as crates.io shows a README.
pub fn relative(page: &str) -> Vec<&str> {
    let targets = page.split("](").skip(1).filter_map(|rest| rest.split([')', ' ']).next());
    targets.filter(|target| !target.starts_with("https://") && !target.starts_with('#')).collect()
}
