use std::fmt;
use std::str::FromStr;

use reqwest::Url;

/// A server, or a part of one, that may be called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Endpoint(Url);

/// An address that names no server to call.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum EndpointError {
    #[error("{url:?} is no URL: {reason}")]
    Syntax { url: String, reason: String },
    #[error("{0:?} is no URL of http or https")]
    Scheme(String),
    #[error("the URL for {0} holds a user name or password, which others on this machine could read")]
    Credentials(String),
}

impl Endpoint {
    /// Whether a URL is this one, or stands below it: its path goes on after a slash. What follows a question mark
    /// is free unless this one has a query of its own.
    pub fn covers(&self, url: &str) -> bool {
        let Ok(Self(other)) = url.parse() else { return false };
        if self.0.origin() != other.origin() {
            return false;
        }
        let (path, below) = (self.0.path(), other.path());
        if let Some(query) = self.0.query() {
            return path == below && other.query() == Some(query);
        }
        match below.strip_prefix(path) {
            Some(rest) => rest.is_empty() || path.ends_with('/') || rest.starts_with('/'),
            None => false,
        }
    }

    pub(super) fn url(&self) -> &Url {
        &self.0
    }

    /// Whether what is sent there can be read on the way: it goes to another machine without TLS.
    pub fn is_open(&self) -> bool {
        let local = match self.0.host_str() {
            Some(host) => {
                let address = host.trim_matches(['[', ']']).parse::<std::net::IpAddr>();
                host == "localhost" || address.is_ok_and(|address| address.is_loopback())
            }
            None => false,
        };
        self.0.scheme() == "http" && !local
    }
}

impl FromStr for Endpoint {
    type Err = EndpointError;

    fn from_str(text: &str) -> Result<Self, EndpointError> {
        let mut url = Url::parse(text)
            .map_err(|error| EndpointError::Syntax { url: text.to_owned(), reason: error.to_string() })?;
        if !matches!(url.scheme(), "http" | "https") {
            return Err(EndpointError::Scheme(text.to_owned()));
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err(EndpointError::Credentials(url.host_str().unwrap_or_default().to_owned()));
        }
        // It is never sent.
        url.set_fragment(None);
        Ok(Self(url))
    }
}

impl fmt::Display for Endpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_endpoint_covers_itself_and_what_is_below() {
        for (allowed, asked, expected) in [
            ("https://a.example/sparql", "https://a.example/sparql", true),
            ("https://a.example/sparql", "HTTPS://A.EXAMPLE:443/sparql#x", true),
            ("https://a.example/sparql", "https://a.example/sparql?default-graph-uri=x", true),
            ("https://a.example/sparql", "https://a.example/sparql/", true),
            ("https://a.example/sparql/", "https://a.example/sparql/people", true),
            ("https://a.example", "https://a.example/any/thing", true),
            ("https://a.example/sparql?x=1", "https://a.example/sparql?x=1", true),
            ("https://a.example/sparql?x=1", "https://a.example/sparql", false),
            ("https://a.example/sparql/", "https://a.example/sparql", false),
            ("https://a.example/sparql", "https://a.example/sparqlx", false),
            ("https://a.example/sparql", "https://a.example/sparql/../admin", false),
            ("https://a.example/sparql", "https://a.example/sparql/%2e%2e/admin", false),
            ("https://a.example/sparql", "https://a.example:8443/sparql", false),
            ("https://a.example/sparql", "http://a.example/sparql", false),
            ("https://a.example/", "https://a.example.evil.example/", false),
            ("https://a.example/", "https://a.example@evil.example/", false),
            ("https://a.example/", "https://user@a.example/", false),
            ("https://a.example/", "entity/x", false),
        ] {
            assert_eq!(allowed.parse::<Endpoint>().unwrap().covers(asked), expected, "{asked} by {allowed}");
        }
    }

    #[test]
    fn only_servers_are_endpoints_and_secrets_are_kept_out() {
        assert!(matches!("sparql".parse::<Endpoint>(), Err(EndpointError::Syntax { .. })));
        assert!(matches!("file:///etc/passwd".parse::<Endpoint>(), Err(EndpointError::Scheme(_))));
        let error = "https://ada:secret@a.example/".parse::<Endpoint>().unwrap_err();
        assert!(!error.to_string().contains("secret"), "{error}");
    }

    #[test]
    fn open_lines_are_told() {
        for (url, open) in [
            ("http://data.example/", true),
            ("https://data.example/", false),
            ("http://localhost:3030/", false),
            ("http://127.0.0.1/", false),
            ("http://[::1]:7878/", false),
        ] {
            assert_eq!(url.parse::<Endpoint>().unwrap().is_open(), open, "{url}");
        }
    }
}
