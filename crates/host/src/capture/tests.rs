//! Pages taken from a server of this computer: redirects, the policy of addresses, the archive.

use super::*;
use std::io::{Read, Write};
use std::net::{IpAddr, Ipv4Addr, SocketAddr, TcpListener};

/// A server of this computer that answers each path once or often, and tells which were asked.
fn serve(answers: &'static [(&'static str, &'static str)]) -> (SocketAddr, std::sync::mpsc::Receiver<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let at = listener.local_addr().unwrap();
    let (send, asked) = std::sync::mpsc::channel();
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let Ok(mut stream) = stream else { break };
            let mut head = [0; 4096];
            let count = stream.read(&mut head).unwrap_or(0);
            let head = String::from_utf8_lossy(&head[..count]).into_owned();
            let path = head.split_whitespace().nth(1).unwrap_or_default().to_owned();
            let answer =
                answers.iter().find(|(known, _)| *known == path).map_or("404 No\r\n\r\n", |(_, answer)| answer);
            drop(stream.write_all(format!("HTTP/1.1 {answer}").as_bytes()));
            if send.send(path).is_err() {
                break;
            }
        }
    });
    (at, asked)
}

/// Every name leads to the server; only names that end in `.private` are said to be of a network of one's own.
fn net(at: SocketAddr) -> Net {
    let private = IpAddr::V4(Ipv4Addr::new(10, 0, 0, 1));
    let lookup =
        move |host: &str, port| Ok(vec![if host.ends_with(".private") { SocketAddr::new(private, port) } else { at }]);
    Net::with(lookup, move |ip| ip == at.ip())
}

#[test]
fn only_the_public_network_is_reached() {
    for ip in [
        "127.0.0.1",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "0.0.0.0",
        "100.64.0.1",
        "198.18.0.1",
        "224.0.0.1",
        "255.255.255.255",
        "240.0.0.1",
        "192.0.2.1",
        "::1",
        "::",
        "fe80::1",
        "fc00::1",
        "ff02::1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "64:ff9b::7f00:1",
        "2002:7f00:1::",
        "2001:db8::1",
        "::127.0.0.1",
    ] {
        assert!(!is_public(ip.parse().unwrap()), "{ip}");
    }
    for ip in ["1.1.1.1", "100.128.0.1", "172.32.0.1", "2606:4700::1111", "64:ff9b::101:101", "::ffff:1.1.1.1"] {
        assert!(is_public(ip.parse().unwrap()), "{ip}");
    }
    for address in ["http://127.0.0.1/", "http://[::1]/", "http://localhost/", "http://2130706433/", "http://0x7f.1/"] {
        let refused = capture(address, &Net::public(), &mut |_| (), &|| false).unwrap_err().to_string();
        assert!(
            refused.contains("nothing is taken from there") || refused.contains("There is no"),
            "{address}: {refused}"
        );
    }
    for address in ["file:///etc/passwd", "ftp://example.org/", "javascript:1", "example.org"] {
        assert!(capture(address, &Net::public(), &mut |_| (), &|| false).is_err(), "{address}");
    }
}

#[test]
fn a_redirect_is_recorded_and_held_to_the_same_rule() {
    let (at, _asked) = serve(&[
        ("/a", "302 Found\r\nLocation: /b\r\n\r\n"),
        ("/b", "200 OK\r\nContent-Type: text/plain\r\n\r\nThe words"),
        ("/in", "301 Moved\r\nLocation: http://inside.private/\r\n\r\n"),
        ("/file", "301 Moved\r\nLocation: file:///etc/passwd\r\n\r\n"),
        ("/round", "302 Found\r\nLocation: /round\r\n\r\n"),
    ]);
    let took = capture("http://page.example/a", &net(at), &mut |_| (), &|| false).unwrap();
    assert_eq!((took.bytes.as_slice(), took.url.as_str()), (b"The words".as_slice(), "http://page.example/b"));
    assert_eq!(took.redirects, ["http://page.example/a"]);
    let refused = |path: &str| {
        capture(&format!("http://page.example{path}"), &net(at), &mut |_| (), &|| false).unwrap_err().to_string()
    };
    assert!(refused("/in").contains("nothing is taken from there"), "{}", refused("/in"));
    assert!(refused("/file").contains("not a web address"));
    assert!(refused("/round").contains("on and on"));
    assert!(refused("/none").contains("404"));
    assert!(matches!(capture("http://page.example/a", &net(at), &mut |_| (), &|| true), Err(HostError::Cancelled)));
}

#[test]
fn answers_become_records_that_are_read_again() {
    let mut file = warc::Writer::begin();
    let headers =
        vec![("content-type".to_owned(), "text/html".to_owned()), ("set-cookie".to_owned(), "a=1".to_owned())];
    let body = b"<!doctype html><p>The words of the page.".to_vec();
    file.add(&Got { url: Url::parse("http://page.example/").unwrap(), status: 200, headers, body });
    let bytes = file.end();
    assert!(!String::from_utf8_lossy(&bytes).contains("a=1"), "what names the reader is not kept");
    let read = claimdesk_intake::read(&bytes, &claimdesk_intake::Hint::default()).unwrap();
    assert_eq!((read.text.as_str(), read.url.as_deref()), ("The words of the page.", Some("http://page.example/")));
}

#[test]
fn bytes_and_time_are_of_the_whole_way() {
    let (at, _asked) = serve(&[("/a", "200 OK\r\nContent-Type: text/plain\r\n\r\nThe words")]);
    let url = Url::parse("http://page.example/a").unwrap();
    let way = |left, wait| Way {
        agent: net(at).agent(WAIT_ONE),
        until: Instant::now() + wait,
        left,
        is_cancelled: &|| false,
    };
    let mut enough = way(20, WAIT_ALL);
    assert_eq!(enough.fetch(&url, MAX_PART).unwrap().body, b"The words");
    assert_eq!(enough.left, 11);
    assert!(way(8, WAIT_ALL).fetch(&url, MAX_PART).is_err(), "it has nine bytes");
    assert!(way(20, Duration::ZERO).fetch(&url, MAX_PART).is_err(), "no time is left");
}
