//! The types of Graph that `graph_action::types` has: no structs and enums are printed for them.

use graph_action_catalog::Version;

use crate::types::{Use, item_name};

/// The complex types and enumerations that the runtime ships, sorted. A test compares them with its files.
const SHIPPED: [&str; 36] = [
    "activityDomain",
    "attendee",
    "attendeeBase",
    "attendeeType",
    "bodyType",
    "dateTimeTimeZone",
    "dayOfWeek",
    "emailAddress",
    "folder",
    "folderView",
    "followupFlag",
    "followupFlagStatus",
    "identity",
    "identitySet",
    "importance",
    "itemBody",
    "itemReference",
    "location",
    "locationType",
    "locationUniqueIdType",
    "outlookGeoCoordinates",
    "passwordProfile",
    "patternedRecurrence",
    "physicalAddress",
    "recipient",
    "recurrencePattern",
    "recurrencePatternType",
    "recurrenceRange",
    "recurrenceRangeType",
    "responseStatus",
    "responseType",
    "sharepointIds",
    "sharingLink",
    "timeConstraint",
    "timeSlot",
    "weekIndex",
];

/// The name in `graph_action::types` of a type of Graph, as a value.
pub(super) fn name(ty: &str, version: Version) -> Option<String> {
    let is_shipped = version == Version::V1 && SHIPPED.contains(&ty);
    is_shipped.then(|| item_name(ty, Use::Value))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::path::{Path, PathBuf};
    use std::{fs, io};

    use super::*;

    /// The files of a folder and of the folders in it.
    fn files(folder: &Path) -> io::Result<Vec<PathBuf>> {
        let mut found = Vec::new();
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            if path.is_dir() { found.extend(files(&path)?) } else { found.push(path) }
        }
        Ok(found)
    }

    #[test]
    fn they_are_what_the_runtime_has() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../runtime/src/types");
        let mut shipped: BTreeMap<String, String> = BTreeMap::new();
        for file in files(&folder).unwrap() {
            let text = fs::read_to_string(file).unwrap();
            for item in text.split("\n#[graph_entity(\"").skip(1) {
                let (ty, rest) = item.split_once('"').unwrap();
                let words = rest.split_once("\npub ").unwrap().1.split_whitespace().nth(1).unwrap();
                shipped.insert(ty.to_owned(), words.to_owned());
            }
        }
        let named: BTreeMap<String, String> =
            SHIPPED.iter().filter_map(|ty| Some(((*ty).to_owned(), name(ty, Version::V1)?))).collect();
        assert_eq!(shipped, named);
        assert!(SHIPPED.is_sorted());
    }
}
