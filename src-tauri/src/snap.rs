//! `snap:`: serves previews to sandboxed frames and images, by number alone.
//!
//! Nothing here is read from a path: what is on the shelf was put there by
//! `reports`, `copies` and `pictures`. Each answer forbids scripts and network by its own headers.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use tauri::http::{Request, Response, StatusCode, header};
use tauri::{AppHandle, Manager};

/// How many things stay on the shelf: the pages of the last few previews.
const KEPT: usize = 200;

/// How many bytes of them, beside the newest.
const KEPT_BYTES: usize = 256 << 20;

/// What can be served now.
#[derive(Default)]
pub(crate) struct Shelf(Mutex<(u64, BTreeMap<u64, Item>)>);

struct Item {
    media_type: &'static str,
    bytes: Vec<u8>,
}

impl Shelf {
    /// Puts bytes on the shelf; gives their address.
    pub(crate) fn put(&self, media_type: &'static str, bytes: Vec<u8>) -> String {
        let mut shelf = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        shelf.0 += 1;
        let number = shelf.0;
        shelf.1.insert(number, Item { media_type, bytes });
        let mut held: usize = shelf.1.values().map(|item| item.bytes.len()).sum();
        while shelf.1.len() > 1 && (shelf.1.len() > KEPT || held > KEPT_BYTES) {
            held -= shelf.1.pop_first().map_or(0, |(_, item)| item.bytes.len());
        }
        if cfg!(any(windows, target_os = "android")) {
            format!("http://snap.localhost/{number}")
        } else {
            format!("snap://localhost/{number}")
        }
    }
}

impl Shelf {
    /// Takes everything off: something of it was erased by law.
    pub(crate) fn clear(&self) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).1.clear();
    }
}

/// Answers a request of the scheme.
pub(crate) fn serve(app: &AppHandle, request: &Request<Vec<u8>>) -> Response<Vec<u8>> {
    let number = request.uri().path().trim_start_matches('/').parse::<u64>().ok();
    let shelf = app.state::<Shelf>();
    let shelf = shelf.0.lock().unwrap_or_else(PoisonError::into_inner);
    let found = number.filter(|_| request.method() == tauri::http::Method::GET).and_then(|n| shelf.1.get(&n));
    let (status, media_type, bytes) = match found {
        Some(item) => (StatusCode::OK, item.media_type, item.bytes.clone()),
        None => (StatusCode::NOT_FOUND, "text/plain; charset=utf-8", Vec::new()),
    };
    Response::builder()
        .status(status)
        .header(header::CONTENT_TYPE, media_type)
        .header(
            header::CONTENT_SECURITY_POLICY,
            "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; base-uri 'none'; \
             form-action 'none'; frame-ancestors tauri: http://tauri.localhost; sandbox",
        )
        .header(header::X_CONTENT_TYPE_OPTIONS, "nosniff")
        .header(header::REFERRER_POLICY, "no-referrer")
        .header(header::CACHE_CONTROL, "no-store")
        .body(bytes)
        .unwrap_or_default()
}
