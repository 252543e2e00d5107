//! Writing a web archive (WARC 1.1): each answer as a record, as it came.

use claimdesk_core::sha256;

use super::Got;
use crate::env::{new_id, now};

/// An archive that grows.
pub(super) struct Writer(Vec<u8>);

impl Writer {
    pub(super) fn begin() -> Self {
        let mut writer = Self(Vec::new());
        let about = format!("software: Claimdesk {}\r\nformat: WARC File Format 1.1\r\n", env!("CARGO_PKG_VERSION"));
        writer.record("warcinfo", &[], "application/warc-fields", about.as_bytes());
        writer
    }

    pub(super) fn add(&mut self, got: &Got) {
        let mut block = format!("HTTP/1.1 {}\r\n", got.status).into_bytes();
        for (name, value) in &got.headers {
            // The body stands here whole and in one piece, whatever way it came.
            let framing = ["transfer-encoding", "content-length", "connection", "set-cookie"];
            if !framing.contains(&name.to_ascii_lowercase().as_str()) && !value.contains(['\r', '\n']) {
                block.extend_from_slice(format!("{name}: {value}\r\n").as_bytes());
            }
        }
        block.extend_from_slice(format!("content-length: {}\r\n\r\n", got.body.len()).as_bytes());
        block.extend_from_slice(&got.body);
        let target = ("WARC-Target-URI", got.url.to_string());
        let digest = ("WARC-Payload-Digest", format!("sha256:{}", sha256(&got.body)));
        self.record("response", &[target, digest], "application/http;msgtype=response", &block);
    }

    pub(super) fn end(self) -> Vec<u8> {
        self.0
    }

    fn record(&mut self, kind: &str, more: &[(&str, String)], content: &str, block: &[u8]) {
        let date = now().to_string();
        let date = format!("{}Z", date.get(..19).unwrap_or_default());
        let mut head = format!("WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:{}>\r\n", new_id());
        head.push_str(&format!("WARC-Date: {date}\r\nContent-Type: {content}\r\n"));
        for (name, value) in more {
            head.push_str(&format!("{name}: {value}\r\n"));
        }
        head.push_str(&format!("Content-Length: {}\r\n\r\n", block.len()));
        self.0.extend_from_slice(head.as_bytes());
        self.0.extend_from_slice(block);
        self.0.extend_from_slice(b"\r\n\r\n");
    }
}
