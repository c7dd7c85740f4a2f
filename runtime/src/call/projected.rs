//! The query options that a call has because of its return type.

use crate::entity::projection::Projection;

/// The `$select` and `$expand` of a return type, as they stand in an address.
#[derive(Clone, Copy)]
pub(crate) struct Projected {
    start: usize,
    length: usize,
}

impl Projected {
    /// Appends what is asked for, without the options that the address has already.
    pub(crate) fn append(projection: &Projection, target: &mut String) -> Self {
        let start = target.len();
        let query = target.split_once('?').map(|(_, query)| query);
        let has = |name: &str| query.is_some_and(|query| query.split('&').any(|pair| pair.starts_with(name)));
        let (mut has_query, expands) = (query.is_some(), !has("$expand="));
        if !has("$select=") {
            projection.write(target, expands, || if std::mem::replace(&mut has_query, true) { '&' } else { '?' });
        }
        Self { start, length: target.len() - start }
    }

    /// Takes the options out again. Nothing before them has changed since.
    pub(crate) fn withdraw(self, target: &mut String) {
        let rest = target.split_off(self.start + self.length);
        target.truncate(self.start);
        match rest.strip_prefix('&') {
            Some(rest) if !target.contains('?') => {
                target.push('?');
                target.push_str(rest);
            }
            _ => target.push_str(&rest),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Projected;
    use crate::entity::projection::Projection;

    const NAME: Projection = Projection { select: "name", ..Projection::NOTHING };
    const WHOLE: Projection = Projection { select: "id", expand: &[("parent", &NAME)], ..NAME };

    #[test]
    fn what_is_added_can_be_taken_out() {
        for (target, added) in [
            ("/a", "/a?$select=id&$expand=parent($select=name)"),
            ("/a?$top=1", "/a?$top=1&$select=id&$expand=parent($select=name)"),
            ("/a?$expand=b", "/a?$expand=b&$select=id"),
            ("/a?$select=b", "/a?$select=b"),
        ] {
            let mut changed = target.to_owned();
            let projected = Projected::append(&WHOLE, &mut changed);
            assert_eq!(changed, added);
            changed.push_str(if changed.contains('?') { "&x=1" } else { "?x=1" });
            projected.withdraw(&mut changed);
            let separator = if target.contains('?') { '&' } else { '?' };
            assert_eq!(changed, format!("{target}{separator}x=1"));
        }
    }
}
