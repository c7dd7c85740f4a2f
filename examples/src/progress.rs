//! A progress line.

use std::io::{IsTerminal, Write, stdout};

/// On a terminal the line is overwritten. Elsewhere, such as in a log, only its last state is printed, when it is
/// dropped.
pub struct Progress {
    is_terminal: bool,
    last: String,
}

impl Progress {
    /// An empty line.
    pub fn begin() -> Self {
        Self { is_terminal: stdout().is_terminal(), last: String::new() }
    }

    /// Replaces the text of the line.
    pub fn show(&mut self, text: String) {
        if self.is_terminal {
            // Padded, so that nothing of a longer text before it stays visible.
            print!("\r{text:<width$}", width = self.last.chars().count());
            // A failed flush only delays the text.
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
