//! What may be reached: addresses of the public network alone, asked after the name was resolved.
//!
//! The connection goes to the very addresses that were allowed, so that a name cannot mean one thing when it
//! is looked at and another when it is used.

use std::fmt;
use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, ToSocketAddrs};
use std::sync::Arc;
use std::time::Duration;

use ureq::config::Config;
use ureq::http::Uri;
use ureq::unversioned::resolver::{ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::{DefaultConnector, NextTimeout};
use url::Url;

/// What an error of the resolver says where an address was not allowed.
const REFUSED: &str = "address is not public";

type Lookup = dyn Fn(&str, u16) -> io::Result<Vec<SocketAddr>> + Send + Sync;
type Allows = dyn Fn(IpAddr) -> bool + Send + Sync;

/// The network as it may be used.
#[derive(Clone)]
pub struct Net {
    lookup: Arc<Lookup>,
    allows: Arc<Allows>,
}

impl Net {
    /// The public network, by the system's own resolver.
    pub fn public() -> Self {
        Self::with(|host, port| Ok((host, port).to_socket_addrs()?.collect()), is_public)
    }

    /// Another one.
    pub fn with(
        lookup: impl Fn(&str, u16) -> io::Result<Vec<SocketAddr>> + Send + Sync + 'static,
        allows: impl Fn(IpAddr) -> bool + Send + Sync + 'static,
    ) -> Self {
        Self { lookup: Arc::new(lookup), allows: Arc::new(allows) }
    }

    pub(super) fn agent(&self, wait: Duration) -> ureq::Agent {
        // No proxy: it would be asked in place of the address that was looked at.
        let config = ureq::Agent::config_builder()
            .timeout_global(Some(wait))
            .max_redirects(0)
            .max_redirects_will_error(false)
            .http_status_as_error(false)
            .proxy(None)
            .user_agent("Claimdesk (page kept for fact-checking)")
            .build();
        ureq::Agent::with_parts(config, DefaultConnector::new(), self.clone())
    }
}

impl fmt::Debug for Net {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Net").finish_non_exhaustive()
    }
}

impl Resolver for Net {
    fn resolve(&self, uri: &Uri, _: &Config, _: NextTimeout) -> Result<ResolvedSocketAddrs, ureq::Error> {
        let host = uri.host().ok_or(ureq::Error::HostNotFound)?;
        let port = uri.port_u16().unwrap_or(if uri.scheme_str() == Some("https") { 443 } else { 80 });
        let found = (self.lookup)(host.trim_matches(['[', ']']), port)?;
        if found.is_empty() {
            return Err(ureq::Error::HostNotFound);
        }
        // One address that is not public is enough: such a name is meant to mislead.
        if !found.iter().all(|one| (self.allows)(one.ip())) {
            return Err(io::Error::new(io::ErrorKind::PermissionDenied, REFUSED).into());
        }
        let mut allowed = self.empty();
        for one in found.into_iter().take(8) {
            allowed.push(one);
        }
        Ok(allowed)
    }
}

/// What went wrong, as a sentence.
pub(super) fn told(error: &ureq::Error, url: &Url) -> String {
    let host = url.host_str().unwrap_or_default();
    let text = error.to_string();
    if text.contains(REFUSED) {
        return format!(
            "“{host}” is an address of this computer or of a network of its own: nothing is taken from there."
        );
    }
    match error {
        ureq::Error::HostNotFound => format!("There is no “{host}”, or no network."),
        ureq::Error::BodyExceedsLimit(limit) => format!("“{host}” sent more than {limit} bytes."),
        ureq::Error::Timeout(_) => format!("“{host}” did not answer in time."),
        _ => format!("“{host}” could not be asked: {text}."),
    }
}

/// Whether an address belongs to the public network.
pub(super) fn is_public(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(ip) => is_public_4(ip),
        IpAddr::V6(ip) => is_public_6(ip),
    }
}

fn is_public_4(ip: Ipv4Addr) -> bool {
    let [a, b, c, _] = ip.octets();
    !(ip.is_private()
        || ip.is_loopback()
        || ip.is_link_local()
        || ip.is_broadcast()
        || ip.is_documentation()
        || ip.is_multicast()
        || a == 0
        || a >= 240
        || (a == 100 && (64..128).contains(&b))
        || (a == 192 && b == 0 && c == 0)
        || (a == 198 && (b == 18 || b == 19)))
}

fn is_public_6(ip: Ipv6Addr) -> bool {
    if let Some(inner) = ip.to_ipv4_mapped() {
        return is_public_4(inner);
    }
    let parts = ip.segments();
    let inner = |high: u16, low: u16| {
        let ([a, b], [c, d]) = (high.to_be_bytes(), low.to_be_bytes());
        is_public_4(Ipv4Addr::new(a, b, c, d))
    };
    match parts {
        // Translated and tunnelled addresses lead to the ones inside them.
        [0x64, 0xff9b, 0, 0, 0, 0, high, low] => inner(high, low),
        [0x2002, high, low, ..] => inner(high, low),
        [0, 0, 0, 0, 0, 0, ..] | [0x64, 0xff9b, 1, ..] | [0x100, 0, 0, 0, ..] | [0x2001, 0..0x200, ..] => false,
        [0x2001, 0xdb8, ..] | [0x3fff, ..] | [0x5f00, ..] => false,
        // Only what is handed out to the public begins with 2 or 3.
        [first, ..] => first & 0xe000 == 0x2000,
    }
}
