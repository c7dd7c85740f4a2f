//! The table, and the tests that go through it.
//!
//! [`Ending`] says what each letter means. A number after the letter is the status of the error, where it is not the
//! row's own. The columns `i.read` and `i.send` are a read and a send in a batch.

use std::panic::{AssertUnwindSafe, catch_unwind};

use graph_action_emulator::Fault;

use crate::cell;
use crate::expect::{Ending, Failure};
use crate::fault::{Row, rows};
use crate::kind::{KINDS, Kind};
use crate::world::World;

const TABLE: &str = "
                      | read create update delete send | page delta link | i.read i.send batch | slice last | download
429, whole seconds    | R    R      R      R      R    | R    R     R    | R      R      R     | R     R    | R
429, a fraction       | R    R      R      R      R    | R    R     R    | R      R      R     | R     R    | R
429, a date           | R    R      R      R      R    | R    R     R    | R      R      R     | R     R    | R
429, no wait told     | R    R      R      R      R    | R    R     R    | R      R      R     | R     R    | R
429, a year           | E    E      E      E      E    | E    E     E    | E      E      E     | E     E    | E
408                   | R    E      R      R      E    | R    R     R    | R      E      E     | R     R    | R
503, wait told        | R    R      R      R      R    | R    R     R    | R      R      R     | R     R    | R
503                   | R    ?      R      R      ?    | R    R     R    | R      ?      ?     | R     R    | R
500                   | R    ?      R      R      ?    | R    R     R    | R      ?      ?     | R     R    | R
502, HTML             | R    ?      R      R      ?    | R    R     R    | R      ?      ?     | R     R    | R
504                   | R    ?      R      R      ?    | R    R     R    | R      ?      ?     | R     R    | R
504, done             | 2    !      2      2      !    | 2    2     2    | 2      !      !     | A     !404 | 2
509                   | R    ?      R      R      ?    | R    R     R    | R      ?      ?     | R     R    | R
reset                 | R    ?      R      R      ?    | R    R     R    | .      .      ?     | R     R    | R
reset, done           | 2    !      2      2      !    | 2    2     2    | .      .      !     | A     !404 | 2
late                  | R    ?      R      R      ?    | R    R     R    | .      .      ?     | R     R    | R
late, done            | 2    !      2      2      !    | 2    2     2    | .      .      !     | A     !404 | 2
truncated             | 2    !      2      2      !    | 2    2     2    | .      .      !     | A     !404 | 2
200, HTML             | E    ?      ?      ?      ?    | E    E     E    | E      ?      ?     | E     ?    | .
claims challenge      | R    R      R      R      R    | R    R     R    | 3      3      R     | .     .    | .
410                   | E    E      E      E      E    | E    S     S    | E      E      E     | E     E    | E
410 with Location     | E    E      E      E      E    | E    S     S    | E      E      E     | E     E    | E
400 syncStateNotFound | E    E      E      E      E    | E    S     S    | E      E      E     | E     E    | E
redirect, other host  | E401 E      E      E401   E401 | E401 E401  E401 | R      E      E     | E     E    | E401
looping nextLink      | .    .      .      .      .    | e    e     e    | .      .      .     | .     .    | .
foreign nextLink      | .    .      .      .      .    | e    e     e    | .      .      .     | .     .    | .
empty page            | .    .      .      .      .    | A    A     A    | .      .      .     | .     .    | .
";

/// The cells that do not exist, and why: row, kinds, reason.
const NONE: [(&str, &[Kind], &str); 11] = [
    ("reset", &ITEMS, OF_THE_BATCH),
    ("reset, done", &ITEMS, OF_THE_BATCH),
    ("late", &ITEMS, OF_THE_BATCH),
    ("late, done", &ITEMS, OF_THE_BATCH),
    ("truncated", &ITEMS, OF_THE_BATCH),
    ("200, HTML", &[Kind::Download], "a download may be of any type, so HTML may be the file"),
    ("claims challenge", &[Kind::Slice, Kind::LastSlice], WITHOUT_TOKEN),
    ("claims challenge", &[Kind::Download], WITHOUT_TOKEN),
    ("looping nextLink", &SINGLE, NO_PAGES),
    ("foreign nextLink", &SINGLE, NO_PAGES),
    ("empty page", &SINGLE, NO_PAGES),
];

const ITEMS: [Kind; 2] = [Kind::ItemRead, Kind::ItemSend];
const SINGLE: [Kind; 11] = [
    Kind::Read,
    Kind::Create,
    Kind::Update,
    Kind::Delete,
    Kind::Send,
    Kind::ItemRead,
    Kind::ItemSend,
    Kind::Batch,
    Kind::Slice,
    Kind::LastSlice,
    Kind::Download,
];
const OF_THE_BATCH: &str =
    "an item has no connection of its own; the column `batch` covers the connection of the batch";
const WITHOUT_TOKEN: &str = "the host of files gets no token, so it cannot refuse one";
const NO_PAGES: &str = "the answer is no page and has no next link";

/// What a row expects of each kind of call: how it ends, and with which error.
fn expected(row: &Row) -> Vec<(Kind, Ending, Failure)> {
    let line = TABLE.lines().find(|line| line.split('|').next().is_some_and(|name| name.trim() == row.name));
    let (_, cells) = line.unwrap_or_else(|| panic!("{} is not in the table", row.name)).split_once('|').unwrap();
    let cells: Vec<_> = cells.split([' ', '|']).filter(|cell| !cell.is_empty()).collect();
    assert_eq!(cells.len(), KINDS.len(), "{}", row.name);
    let read = |(kind, cell): (Kind, &str)| {
        let (letter, status) = cell.split_at(1);
        let failure = status.parse().map_or(row.failure, Failure::Status);
        (kind, Ending::read(letter), failure)
    };
    KINDS.into_iter().zip(cells).map(read).collect()
}

fn go_through(names: &[&str]) {
    let mut wrong = Vec::new();
    for row in rows().iter().filter(|row| names.contains(&row.name)) {
        for (kind, ending, failure) in expected(row) {
            for always in [false, true] {
                if ending == Ending::None || (always && !cell::can_be_always(row, kind)) {
                    continue;
                }
                let run = || {
                    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
                    runtime.block_on(cell::run(row, kind, ending, failure, always));
                };
                if catch_unwind(AssertUnwindSafe(run)).is_err() {
                    wrong.push(format!("{} x {kind:?}{}", row.name, if always { ", always" } else { "" }));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{} cells are not as expected: {wrong:#?}", wrong.len());
}

#[test]
fn throttled() {
    go_through(&[
        "429, whole seconds",
        "429, a fraction",
        "429, a date",
        "429, no wait told",
        "429, a year",
        "503, wait told",
    ]);
}

#[test]
fn server_errors() {
    go_through(&["408", "503", "500", "502, HTML", "504", "504, done", "509"]);
}

#[test]
fn connections() {
    go_through(&["reset", "reset, done", "late", "late, done", "truncated"]);
}

#[test]
fn odd_answers() {
    go_through(&["200, HTML", "claims challenge", "redirect, other host"]);
}

#[test]
fn expired_links() {
    go_through(&["410", "410 with Location", "400 syncStateNotFound"]);
}

#[test]
fn pages() {
    go_through(&["looping nextLink", "foreign nextLink", "empty page"]);
}

/// A download completes however often the connection is lost, as long as each connection brings some bytes.
#[tokio::test]
async fn a_download_gets_on_by_halves() {
    let world = World::new().await;
    let setting = Kind::Download.prepare(&world).await;
    world.emulator.inject(Kind::Download.aim(Fault::truncated()).times(12));
    Kind::Download.call(&world, &setting).await.unwrap();
    assert_eq!((world.emulator.storage_requests().len(), world.clock.waits().len()), (13, 12));
}

/// Nothing is left out: each row is in the table and in a test, and each cell that does not exist has its reason.
#[test]
fn the_table_is_whole() {
    let source = include_str!("table.rs");
    let tests = source.split("fn throttled").nth(1).unwrap();
    let lines = TABLE.lines().filter(|line| line.contains('|')).count();
    assert_eq!(lines, rows().len() + 1, "a line without a row, or a row without a line");
    for row in rows() {
        assert!(tests.contains(&format!("\"{}\"", row.name)), "{} is in no test", row.name);
        for (kind, ending, _) in expected(&row) {
            let reasons = NONE.iter().filter(|(name, kinds, _)| *name == row.name && kinds.contains(&kind));
            assert_eq!(reasons.count(), usize::from(ending == Ending::None), "{} x {kind:?}", row.name);
        }
    }
    assert!(NONE.iter().all(|(_, _, reason)| !reason.is_empty()));
}
