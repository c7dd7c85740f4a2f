//! [`Projection`]: what a call asks for, as a tree of constants, and how it is written into an address.

use super::text::Text;

/// What a struct asks Graph for. It is a constant, and is written into the address as it stands.
#[derive(Debug)]
pub struct Projection {
    /// The names of the properties, separated by commas and percent-encoded.
    pub select: &'static str,
    /// The navigation properties, and what is asked for of each.
    pub expand: &'static [(&'static str, &'static Projection)],
    /// The projections of flattened fields, which belong to the same entity.
    pub flattened: &'static [&'static Projection],
    /// Whether other properties are kept as well, so that no `$select` may leave them out.
    pub open: bool,
    /// The properties without which the struct cannot be read, separated by commas.
    pub required: &'static str,
    /// Navigation properties of which the same holds.
    pub required_expanded: &'static str,
    /// Whether nothing in it is required: it is flattened within an `Option`.
    pub optional: bool,
}

impl Projection {
    /// Asks for nothing in particular: Graph decides.
    pub const OPEN: &'static Self = &Self { open: true, ..Self::NOTHING };

    /// Asks for no property.
    pub const NOTHING: Self = Self {
        select: "",
        expand: &[],
        flattened: &[],
        open: false,
        required: "",
        required_expanded: "",
        optional: false,
    };

    const fn is_open(&self) -> bool {
        let mut open = self.open;
        let mut at = 0;
        while !open && at < self.flattened.len() {
            open = self.flattened[at].is_open();
            at += 1;
        }
        open
    }

    /// Whether a property is named in `$select` or `$expand`: of the entity itself, where the way is empty, or of what
    /// is expanded on the way: `members`, `calendars/events`.
    pub(crate) const fn asks_for(&self, way: &[u8], name: &[u8]) -> bool {
        if way.is_empty() {
            return self.names(name, !self.is_open());
        }
        let mut end = 0;
        while end < way.len() && way[end] != b'/' {
            end += 1;
        }
        let (first, rest) = way.split_at(end);
        self.asks_below(first, if rest.is_empty() { rest } else { rest.split_at(1).1 }, name)
    }

    /// The same of what a navigation property is expanded with.
    const fn asks_below(&self, navigation: &[u8], way: &[u8], name: &[u8]) -> bool {
        let mut found = false;
        let mut at = 0;
        while !found && at < self.expand.len() {
            let (expanded, projection) = self.expand[at];
            found = is_listed(expanded.as_bytes(), navigation) && projection.asks_for(way, name);
            at += 1;
        }
        at = 0;
        while !found && at < self.flattened.len() {
            found = self.flattened[at].asks_below(navigation, way, name);
            at += 1;
        }
        found
    }

    const fn names(&self, name: &[u8], selects: bool) -> bool {
        let mut found = selects && is_listed(self.select.as_bytes(), name);
        let mut at = 0;
        while !found && at < self.expand.len() {
            found = is_listed(self.expand[at].0.as_bytes(), name);
            at += 1;
        }
        at = 0;
        while !found && at < self.flattened.len() {
            found = self.flattened[at].names(name, selects);
            at += 1;
        }
        found
    }

    pub(crate) const fn expands(&self) -> bool {
        let mut expands = !self.expand.is_empty();
        let mut at = 0;
        while !expands && at < self.flattened.len() {
            expands = self.flattened[at].expands();
            at += 1;
        }
        expands
    }

    /// Adds the required names that are not among those in `given` to `missing`: of navigation properties, or of the
    /// other ones. What is expanded lies on a way.
    pub(crate) const fn add_missing(&self, expanded: bool, given: &[&str], way: &[u8], mut missing: Text) -> Text {
        if self.optional {
            return missing;
        }
        let mut names = if expanded { self.required_expanded } else { self.required }.as_bytes();
        while !names.is_empty() {
            let mut end = 0;
            while end < names.len() && names[end] != b',' {
                end += 1;
            }
            let (name, rest) = names.split_at(end);
            names = if rest.is_empty() { rest } else { rest.split_at(1).1 };
            if !is_given(given, name) {
                missing = missing.with(if missing.is_empty() { b"`" } else { b", `" });
                missing = if way.is_empty() { missing } else { missing.with(way).with(b"/") };
                missing = missing.with(name).with(b"`");
            }
        }
        let mut at = 0;
        while at < self.flattened.len() {
            missing = self.flattened[at].add_missing(expanded, given, way, missing);
            at += 1;
        }
        missing
    }

    /// The same of what a navigation property is expanded with.
    pub(crate) const fn add_missing_below(&self, navigation: &str, given: &[&str], mut missing: Text) -> Text {
        let mut at = 0;
        while at < self.expand.len() {
            let (expanded, projection) = self.expand[at];
            if is_same_name(last_step(expanded.as_bytes()), navigation.as_bytes()) {
                missing = projection.add_missing(false, given, navigation.as_bytes(), missing);
            }
            at += 1;
        }
        at = 0;
        while at < self.flattened.len() {
            missing = self.flattened[at].add_missing_below(navigation, given, missing);
            at += 1;
        }
        missing
    }

    fn selects(&self) -> bool {
        !self.is_open() && self.has_names()
    }

    fn has_names(&self) -> bool {
        !self.select.is_empty() || self.flattened.iter().any(|part| part.has_names())
    }

    /// Appends `$select=…` and `$expand=…`, each after the separator that `separator` gives.
    pub(crate) fn write(&self, out: &mut String, expand: bool, mut separator: impl FnMut() -> char) {
        if self.selects() {
            out.push(separator());
            out.push_str("$select=");
            self.write_names(out, &mut true);
        }
        if expand && self.expands() {
            out.push(separator());
            out.push_str("$expand=");
            self.write_expanded(out, &mut true);
        }
    }

    fn write_names(&self, out: &mut String, first: &mut bool) {
        if !self.select.is_empty() {
            comma(out, first);
            out.push_str(self.select);
        }
        for part in self.flattened {
            part.write_names(out, first);
        }
    }

    fn write_expanded(&self, out: &mut String, first: &mut bool) {
        for (name, projection) in self.expand {
            comma(out, first);
            out.push_str(name);
            let mut opened = false;
            projection.write(out, true, || if std::mem::replace(&mut opened, true) { ';' } else { '(' });
            if opened {
                out.push(')');
            }
        }
        for part in self.flattened {
            part.write_expanded(out, first);
        }
    }
}

const fn is_given(given: &[&str], name: &[u8]) -> bool {
    let mut at = 0;
    while at < given.len() {
        if is_same_name(given[at].as_bytes(), name) {
            return true;
        }
        at += 1;
    }
    false
}

/// Whether Graph takes two names for the same: it ignores case.
const fn is_same_name(one: &[u8], other: &[u8]) -> bool {
    let mut same = one.len() == other.len();
    let mut at = 0;
    while same && at < one.len() {
        same = one[at].eq_ignore_ascii_case(&other[at]);
        at += 1;
    }
    same
}

/// `contentBytes` of `microsoft.graph.fileAttachment/contentBytes`.
const fn last_step(path: &[u8]) -> &[u8] {
    let mut start = path.len();
    while start > 0 && path[start - 1] != b'/' {
        start -= 1;
    }
    path.split_at(start).1
}

/// Whether a name is among those that commas separate.
const fn is_listed(mut names: &[u8], name: &[u8]) -> bool {
    loop {
        let mut at = 0;
        while at < names.len() && at < name.len() && names[at] == name[at] {
            at += 1;
        }
        if at == name.len() && (at == names.len() || names[at] == b',') {
            return true;
        }
        while at < names.len() && names[at] != b',' {
            at += 1;
        }
        if at == names.len() {
            return false;
        }
        (_, names) = names.split_at(at + 1);
    }
}

fn comma(out: &mut String, first: &mut bool) {
    if !std::mem::take(first) {
        out.push(',');
    }
}

#[cfg(test)]
mod tests {
    use super::Projection;

    const NAME: Projection = Projection { select: "name", ..Projection::NOTHING };
    const DEEP: Projection =
        Projection { select: "id", expand: &[("parent", &NAME), ("any", Projection::OPEN)], ..NAME };

    fn written(projection: &Projection, expand: bool) -> String {
        let (mut out, mut has_query) = (String::new(), false);
        projection.write(&mut out, expand, || if std::mem::replace(&mut has_query, true) { '&' } else { '?' });
        out
    }

    #[test]
    fn a_tree_is_written_with_its_branches() {
        assert_eq!(written(&NAME, true), "?$select=name");
        assert_eq!(written(&DEEP, true), "?$select=id&$expand=parent($select=name),any");
        assert_eq!(written(&DEEP, false), "?$select=id");
        let deeper = Projection { select: "", expand: &[("child", &DEEP)], ..Projection::NOTHING };
        assert_eq!(written(&deeper, true), "?$expand=child($select=id;$expand=parent($select=name),any)");
    }

    #[test]
    fn what_is_asked_for_is_known() {
        const WHOLE: Projection =
            Projection { select: "size,type", expand: &[("x", &NAME)], flattened: &[&DEEP], ..Projection::NOTHING };
        const DEEPER: Projection = Projection { select: "", expand: &[("child", &WHOLE)], ..Projection::NOTHING };
        for (name, asked) in [
            ("size", true),
            ("type", true),
            ("x", true),
            ("id", true),
            ("parent", true),
            ("name", false),
            ("siz", false),
            ("ize", false),
            ("sizes", false),
            ("typ", false),
        ] {
            assert_eq!(WHOLE.asks_for(b"", name.as_bytes()), asked, "{name}");
            assert_eq!(DEEPER.asks_for(b"child", name.as_bytes()), asked, "{name} of a child");
            assert!(!DEEPER.asks_for(b"", name.as_bytes()));
        }
        for (way, name, asked) in [
            ("x", "name", true),
            ("parent", "name", true),
            ("x", "id", false),
            ("x/name", "name", false),
            ("size", "name", false),
            ("any", "name", false),
        ] {
            assert_eq!(WHOLE.asks_for(way.as_bytes(), name.as_bytes()), asked, "{way}/{name}");
            assert_eq!(DEEPER.asks_for(format!("child/{way}").as_bytes(), name.as_bytes()), asked, "{way}/{name}");
        }
        let open = Projection {
            select: "size",
            expand: &[("x", &NAME)],
            flattened: &[Projection::OPEN],
            ..Projection::NOTHING
        };
        assert!(open.asks_for(b"", b"x") && !open.asks_for(b"", b"size"));
    }

    #[test]
    fn what_is_flattened_belongs_to_the_whole() {
        let whole = Projection { select: "size", expand: &[], flattened: &[&DEEP, &NAME], ..Projection::NOTHING };
        assert_eq!(written(&whole, true), "?$select=size,id,name&$expand=parent($select=name),any");
        let open = Projection {
            select: "size",
            expand: &[("x", &NAME)],
            flattened: &[Projection::OPEN],
            ..Projection::NOTHING
        };
        assert_eq!(written(&open, true), "?$expand=x($select=name)");
        assert_eq!(written(Projection::OPEN, true), "");
    }
}
