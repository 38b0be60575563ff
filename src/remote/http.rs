//! What all calls to other servers share: no redirections, a time limit, a bound on what is read.

use std::io::{self, Read as _};
use std::time::{Duration, Instant};

use reqwest::blocking::{Client, RequestBuilder, Response};
use reqwest::header::{CONTENT_TYPE, LOCATION, RETRY_AFTER};

use super::RemoteError;
use crate::text::one_line;

/// Servers ask programs to say who they are.
const USER_AGENT: &str = concat!("newsgraph/", env!("CARGO_PKG_VERSION"));
/// How much of an error's page is read, and how many characters of it are shown.
const SAID_BYTES: u64 = 4096;
const SAID_SHOWN: usize = 200;

/// A client whose requests take so long at most.
pub fn client(timeout: Duration) -> Result<Client, RemoteError> {
    let built =
        Client::builder().user_agent(USER_AGENT).timeout(timeout).redirect(reqwest::redirect::Policy::none()).build();
    built.map_err(|error| RemoteError::Connect { url: "network".to_owned(), reason: deepest(&error) })
}

/// Sends a request, and hands on the answer if it is of success.
pub fn send(request: RequestBuilder, url: &str, limit: Duration) -> Result<Response, RemoteError> {
    let response = request.send().map_err(|error| fault(&error, url, limit))?;
    let status = response.status();
    if status.is_success() {
        return Ok(response);
    }
    if status.is_redirection() {
        let to = response.headers().get(LOCATION).map(|place| String::from_utf8_lossy(place.as_bytes()).into_owned());
        return Err(RemoteError::Redirect { url: url.to_owned(), to: to.unwrap_or_else(|| "nowhere".to_owned()) });
    }
    let retry_after = retry_after(&response);
    Err(RemoteError::Status { url: url.to_owned(), status: status.as_u16(), said: first_words(response), retry_after })
}

/// How long the server wants to be left alone, given in seconds or as a date.
fn retry_after(response: &Response) -> Option<Duration> {
    let text = response.headers().get(RETRY_AFTER)?.to_str().ok()?.trim();
    if let Ok(seconds) = text.parse() {
        return Some(Duration::from_secs(seconds));
    }
    let date = chrono::DateTime::parse_from_rfc2822(text).ok()?;
    (date.with_timezone(&chrono::Utc) - chrono::Utc::now()).to_std().ok()
}

/// The media type of an answer without its parameters, in lower case.
pub fn media_type(response: &Response) -> String {
    let header = response.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    header.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}

/// The body, up to a size and a time. A server that sends a byte now and then does not get more time for it.
pub fn read(mut response: Response, url: &str, most: u64, limit: Duration) -> Result<Vec<u8>, RemoteError> {
    let too_large = || RemoteError::TooLarge { url: url.to_owned(), limit: most };
    if response.content_length().is_some_and(|length| length > most) {
        return Err(too_large());
    }
    let started = Instant::now();
    let mut body = Vec::new();
    let mut piece = vec![0; 1 << 16];
    loop {
        let read = match response.read(&mut piece) {
            Ok(0) => return Ok(body),
            Ok(read) => read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(read_fault(&error, url, limit)),
        };
        body.extend_from_slice(&piece[..read]);
        if body.len() as u64 > most {
            return Err(too_large());
        }
        if started.elapsed() > limit {
            return Err(RemoteError::Timeout { url: url.to_owned(), limit });
        }
    }
}

fn fault(error: &reqwest::Error, url: &str, limit: Duration) -> RemoteError {
    let (url, reason) = (url.to_owned(), deepest(error));
    if error.is_timeout() {
        RemoteError::Timeout { url, limit }
    } else if error.is_connect() {
        // The kind of a failed handshake is only told by its words.
        let words = reason.to_lowercase();
        if ["certificate", "tls", "handshake", "alert"].iter().any(|word| words.contains(word)) {
            RemoteError::Tls { url, reason }
        } else {
            RemoteError::Connect { url, reason }
        }
    } else {
        RemoteError::Broken { url, reason }
    }
}

fn read_fault(error: &io::Error, url: &str, limit: Duration) -> RemoteError {
    let inner = error.get_ref().and_then(|inner| inner.downcast_ref::<reqwest::Error>());
    match inner {
        Some(inner) if inner.is_timeout() => RemoteError::Timeout { url: url.to_owned(), limit },
        Some(inner) => RemoteError::Broken { url: url.to_owned(), reason: deepest(inner) },
        None => RemoteError::Broken { url: url.to_owned(), reason: error.to_string() },
    }
}

/// The innermost cause, which alone says what happened.
fn deepest(error: &reqwest::Error) -> String {
    let mut cause: &dyn std::error::Error = error;
    while let Some(inner) = cause.source() {
        cause = inner;
    }
    cause.to_string()
}

/// What an error says first; a page without its markup.
fn first_words(response: Response) -> String {
    let is_page = media_type(&response).contains("html");
    let mut bytes = Vec::new();
    // The status alone will do where the page cannot be read.
    let _ = response.take(SAID_BYTES).read_to_end(&mut bytes);
    plain_words(&String::from_utf8_lossy(&bytes), is_page)
}

fn plain_words(said: &str, is_page: bool) -> String {
    let mut text = String::new();
    let mut inside = false;
    for c in said.chars() {
        match c {
            '<' if is_page => inside = true,
            '>' if inside => {
                inside = false;
                text.push(' ');
            }
            c if !inside && (c.is_whitespace() || !c.is_control()) => text.push(c),
            _ => {}
        }
    }
    let words = one_line(&text);
    match words.char_indices().nth(SAID_SHOWN) {
        Some((end, _)) => format!("{} …", &words[..end]),
        None => words,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_of_errors_are_shown_as_words() {
        assert_eq!(plain_words("<html><h1>No\n way</h1>\u{1b}[2J<p>Sorry.", true), "No way [2J Sorry.");
        assert_eq!(plain_words("no <urn:a>\n", false), "no <urn:a>");
        let long = plain_words(&"臉 ".repeat(300), true);
        assert!(long.ends_with(" …") && long.chars().count() == SAID_SHOWN + 2, "{long}");
    }
}
