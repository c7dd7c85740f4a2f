//! A browser as far as signing in at an emulator needs one.

use std::io;

use graph_action::reqwest::Url;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// Opens a page, follows redirects, and returns the last page as it came.
///
/// # Errors
/// When a host cannot be reached, or a redirect leads nowhere.
pub async fn browse(page: Url) -> io::Result<String> {
    let mut page = page;
    loop {
        let answer = get(&page).await?;
        let location = answer.lines().take_while(|line| !line.is_empty()).find_map(|line| {
            let (name, value) = line.split_once(": ")?;
            name.eq_ignore_ascii_case("location").then_some(value)
        });
        match location {
            None => return Ok(answer),
            Some(location) => page = page.join(location).map_err(io::Error::other)?,
        }
    }
}

async fn get(page: &Url) -> io::Result<String> {
    let nowhere = || io::Error::other("the address has no host");
    let (host, port) = (page.host_str().ok_or_else(nowhere)?, page.port_or_known_default().ok_or_else(nowhere)?);
    let mut stream = TcpStream::connect((host, port)).await?;
    let (path, query) = (page.path(), page.query().unwrap_or_default());
    let request = format!("GET {path}?{query} HTTP/1.1\r\nHost: {host}:{port}\r\nConnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).await?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await?;
    Ok(answer)
}
