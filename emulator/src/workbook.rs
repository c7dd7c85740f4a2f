//! Cells of worksheets, ranges of them, and the tables that they form. It knows no address of Graph.

use std::{
    collections::{BTreeMap, HashMap},
    fmt,
};

use serde_json::Value;

use crate::store::NodeId;

/// What Excel has at most.
const ROWS: u32 = 1_048_576;
const COLUMNS: u32 = 16_384;

/// A rectangle of cells; the first row and the first column are 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Area {
    pub(crate) row: u32,
    pub(crate) column: u32,
    pub(crate) rows: u32,
    pub(crate) columns: u32,
}

/// The cells of a worksheet that are not empty, by row and column.
#[derive(Debug, Default)]
pub(crate) struct Cells(BTreeMap<(u32, u32), Value>);

/// Where a table is. Its first row has the names of its columns.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Table {
    pub(crate) sheet: NodeId,
    pub(crate) area: Area,
}

/// What all workbooks hold.
#[derive(Debug, Default)]
pub(crate) struct Workbooks {
    pub(crate) cells: HashMap<NodeId, Cells>,
    pub(crate) tables: HashMap<NodeId, Table>,
}

impl Area {
    /// A whole worksheet.
    pub(crate) const SHEET: Self = Self { row: 0, column: 0, rows: ROWS, columns: COLUMNS };

    /// A rectangle between two corners, if it is on a worksheet.
    fn between(rows: (i64, i64), columns: (i64, i64)) -> Option<Self> {
        let side = |(first, last): (i64, i64), most: u32| {
            let (first, count) = (u32::try_from(first).ok()?, u32::try_from(last - first + 1).ok()?);
            (count > 0 && first.checked_add(count)? <= most).then_some((first, count))
        };
        let ((row, rows), (column, columns)) = (side(rows, ROWS)?, side(columns, COLUMNS)?);
        Some(Self { row, column, rows, columns })
    }

    /// Reads `A1`, `A1:B2`, `A:C` or `1:3`, also with dollars.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let text = text.replace('$', "");
        let (first, last) = text.split_once(':').unwrap_or((&text, &text));
        let (first, last) = (corner(first)?, corner(last)?);
        match (first, last) {
            ((Some(left), Some(top)), (Some(right), Some(bottom))) => Self::between((top, bottom), (left, right)),
            ((Some(left), None), (Some(right), None)) if text.contains(':') => {
                Self::between((0, i64::from(ROWS) - 1), (left, right))
            }
            ((None, Some(top)), (None, Some(bottom))) if text.contains(':') => {
                Self::between((top, bottom), (0, i64::from(COLUMNS) - 1))
            }
            _ => None,
        }
    }

    fn sides(self) -> ((i64, i64), (i64, i64)) {
        let side = |first: u32, count: u32| (i64::from(first), i64::from(first) + i64::from(count) - 1);
        (side(self.row, self.rows), side(self.column, self.columns))
    }

    /// The range that a function of ranges returns; `number` reads its arguments.
    pub(crate) fn follow(
        self,
        function: &str,
        number: impl Fn(&str) -> Option<i64>,
        other: Option<Self>,
        used: Self,
    ) -> Option<Self> {
        let ((top, bottom), (left, right)) = self.sides();
        let (rows, columns) = ((top, bottom), (left, right));
        let (all_rows, all_columns) = Self::SHEET.sides();
        let count = || number("count").unwrap_or(1);
        match function {
            "cell" => {
                let (row, column) = (top + number("row")?, left + number("column")?);
                Self::between((row, row), (column, column))
            }
            "row" => Self::between((top + number("row")?, top + number("row")?), columns),
            "column" => Self::between(rows, (left + number("column")?, left + number("column")?)),
            "entireRow" => Self::between(rows, all_columns),
            "entireColumn" => Self::between(all_rows, columns),
            "lastCell" => Self::between((bottom, bottom), (right, right)),
            "lastRow" => Self::between((bottom, bottom), columns),
            "lastColumn" => Self::between(rows, (right, right)),
            "rowsAbove" => Self::between((top - count(), top - 1), columns),
            "rowsBelow" => Self::between((bottom + 1, bottom + count()), columns),
            "columnsBefore" => Self::between(rows, (left - count(), left - 1)),
            "columnsAfter" => Self::between(rows, (right + 1, right + count())),
            "offsetRange" => {
                let (down, aside) = (number("rowOffset")?, number("columnOffset")?);
                Self::between((top + down, bottom + down), (left + aside, right + aside))
            }
            "resizedRange" => {
                Self::between((top, bottom + number("deltaRows")?), (left, right + number("deltaColumns")?))
            }
            "intersection" => self.overlap(other?),
            "boundingRect" => {
                let (other_rows, other_columns) = other?.sides();
                Self::between(
                    (top.min(other_rows.0), bottom.max(other_rows.1)),
                    (left.min(other_columns.0), right.max(other_columns.1)),
                )
            }
            // Where nothing is used, the first cell stands for it.
            "usedRange" => Some(self.overlap(used).unwrap_or(Self { rows: 1, columns: 1, ..self })),
            _ => None,
        }
    }

    fn overlap(self, other: Self) -> Option<Self> {
        let ((top, bottom), (left, right)) = self.sides();
        let (rows, columns) = other.sides();
        Self::between((top.max(rows.0), bottom.min(rows.1)), (left.max(columns.0), right.min(columns.1)))
    }

    pub(crate) fn cell_count(self) -> u64 {
        u64::from(self.rows) * u64::from(self.columns)
    }

    /// Some of its rows.
    pub(crate) fn rows_from(self, first: u32, count: u32) -> Self {
        Self { row: self.row + first, rows: count, ..self }
    }

    pub(crate) fn column_at(self, index: u32) -> Self {
        Self { column: self.column + index, columns: 1, ..self }
    }
}

/// Column and row of `A1`, `A` or `1`.
fn corner(text: &str) -> Option<(Option<i64>, Option<i64>)> {
    let digits = text.find(|character: char| character.is_ascii_digit()).unwrap_or(text.len());
    let (letters, digits) = text.split_at(digits);
    let mut column = 0_i64;
    for letter in letters.chars() {
        let value = letter.to_ascii_uppercase().to_digit(36).filter(|value| *value >= 10)?;
        column = column.checked_mul(26)?.checked_add(i64::from(value) - 9)?;
    }
    let row = match digits {
        "" => None,
        digits => Some(digits.parse::<i64>().ok()? - 1),
    };
    ((!letters.is_empty()) || row.is_some()).then_some(((!letters.is_empty()).then_some(column - 1), row))
}

impl fmt::Display for Area {
    /// `A1:B2`
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (rows, columns) = (self.rows == ROWS, self.columns == COLUMNS);
        let (bottom, right) = (self.row + self.rows, letters(self.column + self.columns - 1));
        match (rows, columns) {
            (true, false) => write!(f, "{}:{right}", letters(self.column)),
            (false, true) => write!(f, "{}:{bottom}", self.row + 1),
            _ if self.cell_count() == 1 => write!(f, "{right}{bottom}"),
            _ => write!(f, "{}{}:{right}{bottom}", letters(self.column), self.row + 1),
        }
    }
}

/// `A`, `Z`, `AA`
fn letters(column: u32) -> String {
    let mut rest = column + 1;
    let mut letters = Vec::new();
    while rest > 0 {
        rest -= 1;
        letters.push(char::from_digit(10 + rest % 26, 36).unwrap_or('?').to_ascii_uppercase());
        rest /= 26;
    }
    letters.into_iter().rev().collect()
}

impl Cells {
    /// The smallest range with all that is not empty.
    pub(crate) fn used(&self) -> Area {
        let of = |(row, column): (u32, u32)| Area { row, column, rows: 1, columns: 1 };
        let all = self.0.keys().copied().map(of);
        let bounding = |left: Area, right: Area| left.follow("boundingRect", |_| None, Some(right), left);
        all.reduce(|left, right| bounding(left, right).unwrap_or(left)).unwrap_or(of((0, 0)))
    }

    /// The values of a range, row by row.
    pub(crate) fn read(&self, area: Area) -> Vec<Vec<Value>> {
        let row = |row| {
            let columns = area.column..area.column + area.columns;
            columns.map(|column| self.0.get(&(row, column)).cloned().unwrap_or_else(|| "".into())).collect()
        };
        (area.row..area.row + area.rows).map(row).collect()
    }

    /// Writes the values of a range. One value fills it; null leaves a cell as it is; `false` when they do not fit.
    pub(crate) fn write(&mut self, area: Area, values: &Value) -> bool {
        let rows: Vec<&Value> = match values {
            Value::Array(rows) => rows.iter().collect(),
            one => vec![one; area.rows as usize],
        };
        let row = |row: &Value| match row {
            Value::Array(cells) => cells.clone(),
            one => vec![one.clone(); area.columns as usize],
        };
        let rows: Vec<Vec<Value>> = rows.into_iter().map(row).collect();
        if rows.len() != area.rows as usize || rows.iter().any(|row| row.len() != area.columns as usize) {
            return false;
        }
        for (row, cells) in (area.row..).zip(rows) {
            for (column, value) in (area.column..).zip(cells) {
                match value {
                    Value::Null => {}
                    Value::String(text) if text.is_empty() => drop(self.0.remove(&(row, column))),
                    value => drop(self.0.insert((row, column), value)),
                }
            }
        }
        true
    }

    pub(crate) fn clear(&mut self, area: Area) {
        self.0.retain(|cell, _| !area.holds(*cell));
    }

    /// Moves what is below a range (or right of it) away from it, so that it is free.
    pub(crate) fn insert(&mut self, area: Area, right: bool) {
        self.shift(area, right, true);
    }

    /// Takes the cells of a range away; what is below it (or right of it) takes their place.
    pub(crate) fn remove(&mut self, area: Area, left: bool) {
        self.clear(area);
        self.shift(area, left, false);
    }

    fn shift(&mut self, area: Area, aside: bool, away: bool) {
        let moved = |(row, column): (u32, u32)| {
            let (behind, by) = if aside {
                ((area.row..area.row + area.rows).contains(&row) && column >= area.column, area.columns)
            } else {
                ((area.column..area.column + area.columns).contains(&column) && row >= area.row, area.rows)
            };
            let place = |place: u32| if away { place.saturating_add(by) } else { place.saturating_sub(by) };
            match (behind, aside) {
                (false, _) => (row, column),
                (true, true) => (row, place(column)),
                (true, false) => (place(row), column),
            }
        };
        let cells = std::mem::take(&mut self.0).into_iter().map(|(cell, value)| (moved(cell), value));
        self.0 = cells.filter(|(cell, _)| Area::SHEET.holds(*cell)).collect();
    }
}

impl Area {
    fn holds(self, (row, column): (u32, u32)) -> bool {
        (self.row..self.row + self.rows).contains(&row) && (self.column..self.column + self.columns).contains(&column)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn addresses_are_read_and_written() {
        for address in ["A1", "B2:D4", "A:C", "1:3", "XFD1048576", "Z9:AA10"] {
            assert_eq!(Area::parse(address).map(|area| area.to_string()).as_deref(), Some(address));
        }
        assert_eq!(Area::parse("$b$2:$c$3"), Area::parse("B2:C3"));
        for wrong in ["", "A", "1", "A0", "B1:A1", "A1:B", "XFE1", "A1048577", "1A", "A1:B2:C3", "Ä1"] {
            assert_eq!(Area::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn ranges_lead_to_ranges() {
        let area = Area::parse("B2:C4").unwrap();
        for (function, expected) in [
            ("lastCell", Some("C4")),
            ("lastRow", Some("B4:C4")),
            ("entireColumn", Some("B:C")),
            ("rowsAbove", Some("B1:C1")),
            ("columnsAfter", Some("D2:D4")),
            ("intersection", Some("C4")),
            ("boundingRect", Some("B2:E9")),
            ("usedRange", Some("B2")),
        ] {
            let found = area.follow(function, |_| None, Area::parse("C4:E9"), Area::parse("A1").unwrap());
            assert_eq!(found.map(|area| area.to_string()).as_deref(), expected, "{function}");
        }
        assert_eq!(area.follow("rowsAbove", |_| Some(2), None, area), None);
    }

    #[test]
    fn cells_are_shifted() {
        let mut cells = Cells::default();
        assert!(cells.write(Area::parse("A1:B2").unwrap(), &json!([[1, 2], [3, 4]])));
        assert!(!cells.write(Area::parse("A1:B2").unwrap(), &json!([[1, 2]])));
        cells.insert(Area::parse("A1:B1").unwrap(), false);
        assert_eq!(cells.used().to_string(), "A2:B3");
        cells.remove(Area::parse("A2:B2").unwrap(), false);
        assert_eq!(cells.read(Area::parse("A1:B2").unwrap()), [vec![json!(""), json!("")], vec![json!(3), json!(4)]]);
    }
}
