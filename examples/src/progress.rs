//! A line that tells how far something is.

use std::io::{IsTerminal, Write, stdout};

/// On a terminal the line is written over; elsewhere, such as in a log, only its last state is printed. It ends when dropped.
pub struct Progress {
    is_terminal: bool,
    last: String,
}

impl Progress {
    /// A line with nothing on it yet.
    pub fn begin() -> Self {
        Self { is_terminal: stdout().is_terminal(), last: String::new() }
    }

    /// Puts this on the line.
    pub fn show(&mut self, text: String) {
        if self.is_terminal {
            // As long as what it covers, at least.
            print!("\r{text:<width$}", width = self.last.chars().count());
            // What cannot be shown now is shown with the next.
            let _ = stdout().flush();
        }
        self.last = text;
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        match (self.is_terminal, self.last.is_empty()) {
            (_, true) => {}
            (true, false) => println!(),
            (false, false) => println!("{}", self.last),
        }
    }
}
