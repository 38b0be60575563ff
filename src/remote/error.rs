use std::time::Duration;

/// Why another server did not do what was asked. Each message begins with the server's URL.
#[derive(Debug, Clone, thiserror::Error)]
#[non_exhaustive]
pub enum RemoteError {
    #[error("{url}: this endpoint is not among those that may be called (allowed: {allowed})")]
    NotAllowed { url: String, allowed: String },
    #[error("{url}: no answer within {} s", .limit.as_secs_f64())]
    Timeout { url: String, limit: Duration },
    #[error("{url}: the server cannot be reached: {reason}")]
    Connect { url: String, reason: String },
    #[error("{url}: no secure connection: {reason}")]
    Tls { url: String, reason: String },
    #[error("{url}: the connection broke: {reason}")]
    Broken { url: String, reason: String },
    #[error("{url}: the answer is a redirection to {to}, which is not followed; name that URL if it is meant")]
    Redirect { url: String, to: String },
    #[error("{url}: {}{}", status_words(*.status), after_colon(.said))]
    Status { url: String, status: u16, said: String },
    #[error("{url}: the answer is {found}, which holds no {wanted}")]
    MediaType { url: String, found: String, wanted: &'static str },
    #[error("{url}: the answer is larger than {} MB", .limit / 1_000_000)]
    TooLarge { url: String, limit: u64 },
    #[error("{url}: the answer cannot be read: {reason}")]
    Nonsense { url: String, reason: String },
}

/// What a status means for whoever called, where its number says little.
fn status_words(status: u16) -> String {
    let words = match status {
        400 => "the server does not understand the request",
        401 => "the server wants a user name and password, or a token, and those given do not do",
        403 => "the server forbids this to whoever is logged in",
        404 => "there is nothing at this URL",
        405 => "the server takes no such request at this URL",
        413 => "the server takes nothing as large as this",
        415 => "the server does not take this format",
        429 => "the server wants fewer requests",
        500..=599 => "the server failed",
        _ => "the server refuses",
    };
    format!("{words} (status {status})")
}

fn after_colon(text: &str) -> String {
    if text.is_empty() { String::new() } else { format!(": {text}") }
}
