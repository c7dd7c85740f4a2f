//! The server of the four calls, in a process of its own.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};

use crate::Result;

/// The server, which ends with this value.
pub struct Server {
    process: Child,
    pub url: String,
}

impl Server {
    pub fn start(program: &Path) -> Result<Self> {
        let mut process = Command::new(program).stdout(Stdio::piped()).spawn()?;
        let output = process.stdout.take().ok_or("the server has no output")?;
        let mut url = String::new();
        BufReader::new(output).read_line(&mut url)?;
        Ok(Self { process, url: url.trim().to_owned() })
    }

    /// The names of the headers of the last request.
    pub fn seen(&self) -> Result<Vec<String>> {
        let host = self.url.strip_prefix("http://").ok_or("the server's address is not `http`")?;
        let mut stream = TcpStream::connect(host)?;
        stream.write_all(b"GET /seen HTTP/1.1\r\n\r\n")?;
        stream.shutdown(std::net::Shutdown::Write)?;
        let mut answer = String::new();
        stream.read_to_string(&mut answer)?;
        let head = answer.split("\r\n\r\n").nth(1).unwrap_or_default();
        Ok(head.lines().filter_map(|line| line.split_once(": ")).map(|(name, _)| name.to_ascii_lowercase()).collect())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended by itself; there is nothing to do about it then.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
