//! Reading a source of an import: a file, or the schema of a live service.

use std::fs;
use std::io::Read;
use std::path::Path;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use super::error::{ImportError, Place};

/// How long fetching a schema may take; the whole of Graph's is 3 MB.
const FETCH_TIMEOUT: Duration = Duration::from_secs(120);

/// A text that is imported.
pub(super) struct Source {
    /// The name of the file or the URL, for the header of the data.
    pub(super) name: String,
    /// The path or URL as the user gave it, for errors.
    pub(super) given: String,
    pub(super) text: String,
    /// FNV-1a of the bytes.
    digest: u64,
    /// The date of the file; today for a fetched text.
    modified: String,
}

impl Source {
    /// Reads a file, or fetches an `https` URL (`http` only from this machine).
    pub(super) fn read(given: &str) -> Result<Source, ImportError> {
        if given.starts_with("https://") || given.starts_with("http://") {
            let bytes = fetch(given)?;
            return Ok(Source {
                name: given.to_owned(),
                given: given.to_owned(),
                digest: digest(&bytes),
                text: utf8(given, bytes)?,
                modified: date(SystemTime::now()),
            });
        }
        let path = Path::new(given);
        let failed = |error| ImportError::File { path: path.to_owned(), error };
        let bytes = fs::read(path).map_err(failed)?;
        let modified = fs::metadata(path).and_then(|metadata| metadata.modified()).map_err(failed)?;
        let digest = digest(&bytes);
        Ok(Source {
            name: name(given),
            given: given.to_owned(),
            text: utf8(given, bytes)?,
            digest,
            modified: date(modified),
        })
    }

    /// An archive whose files are read apart, the newest of this date.
    pub(super) fn of_archive(given: &str, modified: &str) -> Result<Source, ImportError> {
        let failed = |error| ImportError::File { path: given.into(), error };
        let mut file = fs::File::open(given).map_err(failed)?;
        let (mut digest, mut block) = (EMPTY, vec![0; 1 << 16]);
        loop {
            match file.read(&mut block).map_err(failed)? {
                0 => break,
                length => digest = digest_after(digest, &block[..length]),
            }
        }
        let (given, modified) = (given.to_owned(), modified.to_owned());
        Ok(Source { name: name(&given), given, text: String::new(), digest, modified })
    }

    /// FNV-1a of the bytes, 64 bits, in hexadecimal. It tells versions of a text apart and is no protection against
    /// attacks.
    pub(super) fn digest(&self) -> String {
        format!("{:016x}", self.digest)
    }

    /// The date for the header: the given one, else the known date of the same text, else that of the file.
    pub(super) fn date(&self, given: Option<&str>, known: &[(&str, &str)]) -> String {
        let digest = self.digest();
        let same = known.iter().find(|(of, _)| *of == digest).map(|(_, date)| *date);
        given.or(same).unwrap_or(&self.modified).to_owned()
    }
}

/// The name of a file without its folder, since data is the same on every machine.
fn name(given: &str) -> String {
    Path::new(given).file_name().map_or_else(|| given.to_owned(), |name| name.to_string_lossy().into_owned())
}

/// FNV-1a of nothing.
const EMPTY: u64 = 0xcbf2_9ce4_8422_2325;

/// A byte order mark does not count.
fn digest(bytes: &[u8]) -> u64 {
    digest_after(EMPTY, bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes))
}

fn digest_after(before: u64, bytes: &[u8]) -> u64 {
    bytes.iter().fold(before, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}

fn utf8(source: &str, bytes: Vec<u8>) -> Result<String, ImportError> {
    match String::from_utf8(bytes) {
        Ok(text) => Ok(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text)),
        Err(error) => {
            let valid = String::from_utf8_lossy(&error.as_bytes()[..error.utf8_error().valid_up_to()]).into_owned();
            let place = Place::of(&valid, valid.len());
            Err(ImportError::Malformed { source: source.to_owned(), place, message: "this is not UTF-8".to_owned() })
        }
    }
}

fn fetch(url: &str) -> Result<Vec<u8>, ImportError> {
    let failed = |message: String| ImportError::Fetch { url: url.to_owned(), message };
    let parsed = reqwest::Url::parse(url).map_err(|error| failed(error.to_string()))?;
    let loopback = match parsed.host_str() {
        Some("localhost") => true,
        Some(host) => {
            host.trim_matches(['[', ']']).parse::<std::net::IpAddr>().is_ok_and(|address| address.is_loopback())
        }
        None => false,
    };
    if parsed.scheme() != "https" && !loopback {
        return Err(failed("a schema is fetched over https; over http only from this machine".to_owned()));
    }
    // This fails only when a provider is installed already. That one is used then.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let policy = reqwest::redirect::Policy::custom(|attempt| {
        let secure = attempt.url().scheme() == "https";
        if secure && attempt.previous().len() < 5 { attempt.follow() } else { attempt.stop() }
    });
    let client = reqwest::blocking::Client::builder().timeout(FETCH_TIMEOUT).redirect(policy).build();
    let response = client
        .and_then(|client| client.get(parsed).header("Accept", "application/xml").send())
        .map_err(|error| failed(chain(&error.without_url())))?;
    if !response.status().is_success() {
        return Err(failed(format!("the service answered {}", response.status())));
    }
    let body = response.bytes().map_err(|error| failed(chain(&error.without_url())))?;
    Ok(body.to_vec())
}

fn chain(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut next = error.source();
    while let Some(cause) = next {
        text += &format!(": {cause}");
        next = cause.source();
    }
    text
}

/// The date in UTC: `2026-08-03`.
fn date(time: SystemTime) -> String {
    let days = time.duration_since(UNIX_EPOCH).unwrap_or_default().as_secs() / 86_400;
    // Days since 0000-03-01 of the proleptic Gregorian calendar, in which a leap day ends a year.
    let days = days + 719_468;
    let (era, day_of_era) = (days / 146_097, days % 146_097);
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    let year = year_of_era + era * 400 + u64::from(month <= 2);
    format!("{year:04}-{month:02}-{day:02}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates() {
        for (seconds, text) in [
            (0, "1970-01-01"),
            (951_782_400, "2000-02-29"),
            (1_785_715_200, "2026-08-03"),
            (4_107_542_399, "2100-02-28"),
        ] {
            assert_eq!(date(UNIX_EPOCH + Duration::from_secs(seconds)), text);
        }
    }
}
