//! A page taken from its address: asked for by the user each time, with what it shows, as a web archive.
//!
//! What may be reached is decided in `policy`, after each name was resolved and for each redirect anew.
//! Bytes, number and time are bounded. What cannot be had is named, and the page is kept without it.

mod policy;
mod warc;

use std::time::{Duration, Instant};

use url::Url;

use crate::fault::{HostError, Result};
use crate::worker;

pub use policy::Net;
#[cfg(test)]
use policy::is_public;

/// The most redirects that are followed.
const MAX_REDIRECTS: usize = 8;
/// The most bytes of the page, and of each thing in it.
const MAX_PAGE: u64 = 30 << 20;
const MAX_PART: u64 = 12 << 20;
/// The most bytes and things in all: what is kept can be read and shown as well.
const MAX_ALL: u64 = 56 << 20;
const _: () = assert!(MAX_ALL < claimdesk_intake::MAX_BYTES, "with the heads of its records it must stay readable");
const MAX_PARTS: usize = 120;
/// How long one answer, and all of it, may take.
const WAIT_ONE: Duration = Duration::from_secs(20);
const WAIT_ALL: Duration = Duration::from_secs(90);

/// What was taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Captured {
    /// A web archive (WARC).
    pub bytes: Vec<u8>,
    /// The name under which it is kept.
    pub name: String,
    /// Where the page was in the end.
    pub url: String,
    /// The addresses on the way there, the asked one first.
    pub redirects: Vec<String>,
    /// How many things that the page shows came along.
    pub parts: usize,
    /// What did not, and why: a sentence each.
    pub missing: Vec<String>,
}

/// An answer of a server.
pub(crate) struct Got {
    pub(crate) url: Url,
    pub(crate) status: u16,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
}

impl Got {
    fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }
}

/// Takes a page. `told` hears what is asked for.
pub fn capture(
    address: &str,
    net: &Net,
    told: &mut dyn FnMut(&str),
    is_cancelled: &dyn Fn() -> bool,
) -> Result<Captured> {
    let asked = web(address)?;
    let mut way = Way { agent: net.agent(WAIT_ONE), until: Instant::now() + WAIT_ALL, left: MAX_ALL, is_cancelled };
    let mut file = warc::Writer::begin();
    let mut redirects = Vec::new();
    let mut url = asked;
    let main = loop {
        told(url.as_str());
        let got = way.fetch(&url, MAX_PAGE)?;
        file.add(&got);
        let Some(next) = next(&got)? else { break got };
        redirects.push(url.to_string());
        if redirects.len() > MAX_REDIRECTS {
            return Err(HostError::Input("This address leads on and on, and nowhere.".to_owned()));
        }
        url = next;
    };
    if !(200..300).contains(&main.status) {
        return Err(HostError::Input(format!("The server answered with {} and no page.", main.status)));
    }
    let kind = main.header("content-type").unwrap_or_default().to_ascii_lowercase();
    let name = file_name(&main.url);
    if !kind.starts_with("text/html") && !kind.starts_with("application/xhtml") {
        // A file is what it is: kept as it came.
        let url = main.url.to_string();
        return Ok(Captured { bytes: main.body, name, url, redirects, parts: 0, missing: Vec::new() });
    }
    let (mut parts, mut missing) = (0, Vec::new());
    let wanted = match worker::addresses(&main.body, main.url.as_str(), is_cancelled) {
        Err(HostError::Cancelled) => return Err(HostError::Cancelled),
        found => found.unwrap_or_else(|error| {
            missing.push(format!("What the page shows could not be told: {error}"));
            Vec::new()
        }),
    };
    for one in wanted.iter().take(MAX_PARTS) {
        if way.is_over() {
            missing.push("The rest was left out: it took too long, or was too much.".to_owned());
            break;
        }
        told(one);
        match web(one).and_then(|url| way.follow(url)) {
            Ok(got) => {
                file.add(&got);
                parts += 1;
            }
            Err(HostError::Cancelled) => return Err(HostError::Cancelled),
            Err(error) => missing.push(format!("{one}: {error}")),
        }
    }
    if wanted.len() > MAX_PARTS {
        missing.push(format!("{} more things were left out.", wanted.len() - MAX_PARTS));
    }
    let (bytes, url) = (file.end(), main.url.to_string());
    Ok(Captured { bytes, name: format!("{name}.warc"), url, redirects, parts, missing })
}

/// What is left of the time and the bytes that all of it may take.
struct Way<'a> {
    agent: ureq::Agent,
    until: Instant,
    left: u64,
    is_cancelled: &'a dyn Fn() -> bool,
}

impl Way<'_> {
    fn is_over(&self) -> bool {
        self.left == 0 || Instant::now() >= self.until
    }

    /// A thing in a page, wherever its address leads.
    fn follow(&mut self, mut url: Url) -> Result<Got> {
        let asked = url.clone();
        for _ in 0..=MAX_REDIRECTS {
            let got = self.fetch(&url, MAX_PART)?;
            match next(&got)? {
                Some(next) => url = next,
                // Kept under the address by which the page names it.
                None if (200..300).contains(&got.status) => return Ok(Got { url: asked, ..got }),
                None => return Err(HostError::Input(format!("the server answered with {}", got.status))),
            }
        }
        Err(HostError::Input("it leads on and on".to_owned()))
    }

    /// One answer, within what is left.
    fn fetch(&mut self, url: &Url, most: u64) -> Result<Got> {
        if (self.is_cancelled)() {
            return Err(HostError::Cancelled);
        }
        if self.is_over() {
            return Err(HostError::Input("It took too long, or was too much.".to_owned()));
        }
        let wait = self.until.saturating_duration_since(Instant::now()).min(WAIT_ONE);
        let failed = |error: ureq::Error| HostError::Input(policy::told(&error, url));
        let asked = self.agent.get(url.as_str()).config().timeout_global(Some(wait)).build();
        let mut answer = asked.call().map_err(failed)?;
        let status = answer.status().as_u16();
        let text = |value: &ureq::http::HeaderValue| String::from_utf8_lossy(value.as_bytes()).into_owned();
        let headers = answer.headers().iter().map(|(name, value)| (name.to_string(), text(value))).collect();
        let body = answer.body_mut().with_config().limit(most.min(self.left)).read_to_vec().map_err(failed)?;
        self.left = self.left.saturating_sub(body.len() as u64);
        Ok(Got { url: url.clone(), status, headers, body })
    }
}

/// Where an answer sends one on.
fn next(got: &Got) -> Result<Option<Url>> {
    if !matches!(got.status, 301 | 302 | 303 | 307 | 308) {
        return Ok(None);
    }
    let to = got.header("location").and_then(|to| got.url.join(to).ok());
    to.map_or(Ok(None), |to| web(to.as_str()).map(Some))
}

/// An address of the web, without a name and a password in it.
fn web(address: &str) -> Result<Url> {
    let wrong =
        || HostError::Input(format!("“{address}” is not a web address: it must begin with https:// or http://."));
    let mut url = Url::parse(address.trim()).map_err(|_| wrong())?;
    if !matches!(url.scheme(), "http" | "https") || url.host_str().is_none_or(str::is_empty) {
        return Err(wrong());
    }
    url.set_fragment(None);
    url.set_username("").and_then(|()| url.set_password(None)).map_err(|()| wrong())?;
    Ok(url)
}

/// The end of the path, or the host.
fn file_name(url: &Url) -> String {
    let last = url.path_segments().and_then(|mut parts| parts.next_back()).filter(|part| !part.is_empty());
    let name = last.or(url.host_str()).unwrap_or("page");
    name.chars().map(|c| if c.is_alphanumeric() || "-_.".contains(c) { c } else { '_' }).take(80).collect()
}

#[cfg(test)]
mod tests;
