//! Time stamps by file, from a service made by `openssl ts`; and the change of the key that signs.

use std::path::Path;
use std::process::Command;

use crate::desk::Home;

const SERVICE: &str = "[tsa]
default_tsa = own
[own]
serial = serial
signer_cert = tsa.pem
certs = ca.pem
signer_key = tsa.key
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
ess_cert_id_alg = sha256
tsa_name = yes
accuracy = secs:1
";

#[track_caller]
fn openssl(folder: &Path, arguments: &str) {
    let done = Command::new("openssl").args(arguments.split(' ')).current_dir(folder).output().expect("openssl runs");
    assert!(done.status.success(), "{arguments}: {}", String::from_utf8_lossy(&done.stderr));
}

/// A service with a root of its own, its files in the home's folder. `usage` is what its certificate is for.
fn service(home: &Home, usage: &str) {
    let folder = home.path(".");
    home.file("tsa.cnf", SERVICE);
    home.file("usage", &format!("extendedKeyUsage=critical,{usage}\n"));
    home.file("serial", "01\n");
    let key = "-newkey rsa:2048 -nodes";
    openssl(&folder, &format!("req -x509 {key} -keyout ca.key -out ca.pem -subj /CN=Root -days 3650"));
    openssl(&folder, &format!("req {key} -keyout tsa.key -out tsa.csr -subj /CN=Stamps"));
    openssl(
        &folder,
        "x509 -req -in tsa.csr -CA ca.pem -CAkey ca.key -CAcreateserial -out tsa.pem -days 3650 -extfile usage",
    );
}

fn answer(home: &Home) {
    openssl(&home.path("."), "ts -reply -config tsa.cnf -section own -queryfile desk.tsq -out desk.tsr");
}

#[test]
fn a_time_stamp_goes_out_and_comes_back_by_file() {
    let home = Home::with_sample();
    service(&home, "timeStamping");
    assert!(home.ok(&["proof"]).contains("Time-stamped: no"));
    let said = home.ok(&["timestamp", "--query", "desk.tsq"]);
    assert!(said.contains("it says only: SHA-256 "), "{said}");
    answer(&home);
    let reply = std::fs::read(home.path("desk.tsr")).expect("an answer");

    // Not one byte of what is signed can be another.
    let places: Vec<usize> = (0..reply.len()).step_by(reply.len() / 60).collect();
    let twin = home.twin();
    let mut refused = 0;
    for place in &places {
        let mut spoilt = reply.clone();
        spoilt[*place] ^= 1;
        std::fs::write(twin.path("spoilt.tsr"), spoilt).expect("written");
        let ran = twin.run(&["--json", "timestamp", "--answer", "spoilt.tsr"]);
        // What is not signed (the root beside the service's certificate, the words of the status) may differ.
        refused += usize::from(ran.code == 2);
    }
    assert!(refused * 2 > places.len(), "{refused} of {} refused", places.len());

    let said = home.ok(&["timestamp", "--answer", "desk.tsr"]);
    assert!(said.contains("calls itself “Stamps”"), "{said}");
    let proof = home.ok(&["proof"]);
    assert!(proof.contains("Time-stamped: the first 3 entries, not later than 20"), "{proof}");
    let sentence = home.fails(2, &["timestamp", "--answer", "desk.tsr"]);
    assert!(sentence.contains("kept in the desk already"), "{sentence}");
    assert!(home.ok(&["log"]).contains("Had the history time-stamped"));
    assert!(home.ok(&["verify"]).contains("Consistent with itself"));

    // And a stranger finds it in the bundle.
    home.ok(&["bundle", "-o", "evidence"]);
    let data = home.path("evidence/data");
    let stamps: Vec<_> = std::fs::read_dir(data.join("timestamps")).expect("time stamps").collect();
    assert_eq!(stamps.len(), 1);
    openssl(
        &data,
        "ts -verify -data checkpoints/3.txt -in timestamps/3-4.tsr -CAfile ../../ca.pem -untrusted ../../tsa.pem",
    );
    let script = Command::new("python3").arg(data.join("verify_proof.py")).output().expect("python3 runs");
    let said = String::from_utf8_lossy(&script.stdout).into_owned();
    assert!(script.status.success() && said.contains("ime-stamp"), "{said}");
}

#[test]
fn what_is_no_time_stamp_of_this_desk_is_refused() {
    let home = Home::with_sample();
    service(&home, "timeStamping");
    home.ok(&["timestamp", "--query", "desk.tsq"]);
    answer(&home);
    std::fs::rename(home.path("desk.tsr"), home.path("first.tsr")).expect("renamed");
    // The same checkpoint asked for once more: the first answer has another random number.
    home.ok(&["timestamp", "--query", "desk.tsq"]);
    let sentence = home.fails(2, &["timestamp", "--answer", "first.tsr"]);
    assert!(sentence.contains("not the answer to what was asked"), "{sentence}");

    let other = Home::with_sample();
    other.ok(&["timestamp", "--query", "desk.tsq"]);
    let path = home.path("first.tsr").display().to_string();
    let sentence = other.fails(2, &["timestamp", "--answer", &path]);
    assert!(sentence.contains("over another text"), "{sentence}");

    for (name, bytes) in [("empty", b"".as_slice()), ("text", b"this is no time stamp"), ("cut", &[0x30, 0x82, 0xff])] {
        std::fs::write(home.path(name), bytes).expect("written");
        let sentence = home.fails(2, &["timestamp", "--answer", name]);
        assert!(sentence.contains("time stamp"), "{name}: {sentence}");
    }
    let sentence = home.fails(2, &["timestamp", "--authority", "ftp://example.org"]);
    assert!(sentence.contains("begins with https:// or http://"), "{sentence}");
    // openssl's own refusal, which has no token.
    let query = std::fs::read(home.path("desk.tsq")).expect("a query");
    let mut unknown = query.clone();
    // A digest that the service does not take: the last number of the algorithm.
    unknown[19] = 3;
    std::fs::write(home.path("desk.tsq"), unknown).expect("written");
    answer(&home);
    let sentence = home.fails(2, &["timestamp", "--answer", "desk.tsr"]);
    assert!(sentence.contains("The service gave no time stamp"), "{sentence}");
    assert!(home.ok(&["proof"]).contains("Time-stamped: no"));
}

/// The one call of the network, against a service on this computer.
#[test]
fn a_service_is_asked_over_the_network_when_somebody_says_so() {
    use std::io::{BufRead, BufReader, Read, Write};
    let home = Home::with_sample();
    service(&home, "timeStamping");
    let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = format!("http://{}/stamps", listener.local_addr().expect("an address"));
    let folder = home.path(".");
    let served = std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().expect("a call");
        let mut reader = BufReader::new(stream.try_clone().expect("the other half"));
        let (mut head, mut length) = (String::new(), 0);
        loop {
            let mut line = String::new();
            reader.read_line(&mut line).expect("a line");
            if let Some(value) = line.to_ascii_lowercase().strip_prefix("content-length:") {
                length = value.trim().parse().expect("a number");
            }
            if line.trim().is_empty() {
                break;
            }
            head.push_str(&line);
        }
        let mut query = vec![0; length];
        reader.read_exact(&mut query).expect("a query");
        std::fs::write(folder.join("desk.tsq"), &query).expect("written");
        openssl(&folder, "ts -reply -config tsa.cnf -section own -queryfile desk.tsq -out desk.tsr");
        let reply = std::fs::read(folder.join("desk.tsr")).expect("an answer");
        write!(stream, "HTTP/1.1 200 OK\r\nContent-Type: application/timestamp-reply\r\nContent-Length: {}\r\nConnection: close\r\n\r\n", reply.len())
            .expect("sent");
        stream.write_all(&reply).expect("sent");
        (head, query)
    });
    let said = home.ok(&["timestamp", "--authority", &address]);
    assert!(said.contains("calls itself “Stamps”"), "{said}");
    let (head, query) = served.join().expect("served");
    assert!(head.starts_with("POST /stamps HTTP/1.1"), "{head}");
    // All that leaves: version, digest, number, and the wish for a certificate.
    assert_eq!(query.len(), 69);
    assert!(home.ok(&["proof"]).contains("Time-stamped: the first 3 entries"));
    let sentence = home.fails(2, &["timestamp", "--authority", &address]);
    assert!(sentence.contains("did not answer as it should"), "{sentence}");
}

#[test]
fn a_certificate_that_is_not_for_time_stamps_is_refused() {
    let home = Home::with_sample();
    service(&home, "timeStamping");
    home.ok(&["timestamp", "--query", "desk.tsq"]);
    answer(&home);
    // The same answer, with the purpose of its certificate and with the name of it in the signature changed.
    let reply = std::fs::read(home.path("desk.tsr")).expect("an answer");
    let purpose = [0x06, 0x08, 0x2b, 0x06, 0x01, 0x05, 0x05, 0x07, 0x03, 0x08];
    let place = reply.windows(purpose.len()).position(|window| window == purpose).expect("the purpose");
    let mut spoilt = reply.clone();
    spoilt[place + 9] = 0x01;
    std::fs::write(home.path("desk.tsr"), spoilt).expect("written");
    let sentence = home.fails(2, &["timestamp", "--answer", "desk.tsr"]);
    assert!(sentence.contains("not for time stamps"), "{sentence}");
}

#[test]
fn a_key_is_replaced_with_a_word_of_both_and_every_desk_hears_of_it() {
    let home = Home::with_sample();
    let key = |home: &Home| {
        let said = home.ok(&["key"]);
        said.split(' ').find(|word| word.starts_with("claimdesk-desk-")).expect("a key").to_owned()
    };
    home.ok(&["checkpoint", "-o", "one.checkpoint"]);
    let first = key(&home);
    home.fails(2, &["key", "--renew"]);
    assert_eq!(key(&home), first, "not without a reason");
    let said = home.ok(&["key", "--renew", "--why", "Yearly change"]);
    assert!(said.contains("The old key is destroyed"), "{said}");
    home.ok(&["key", "--revoke", "--why", "The laptop was lost"]);
    let third = key(&home);
    assert_ne!(first, third);
    assert!(home.ok(&["proof"]).contains("Signed: the first 3 entries"), "what the old key signed before still counts");
    home.ok(&["checkpoint", "-o", "two.checkpoint"]);
    let log = home.ok(&["log"]);
    assert_eq!(log.matches("Changed the key that signs").count(), 2, "{log}");
    assert!(log.contains("Yearly change") && log.contains("The laptop was lost"), "{log}");
    let note = std::fs::read_to_string(home.path("two.checkpoint")).expect("a checkpoint");
    assert!(note.lines().last().is_some_and(|line| line.starts_with("— claimdesk-desk-")), "{note}");
    assert!(home.ok(&["proof"]).contains("Signed: the first 5 entries"));
    assert!(home.ok(&["verify"]).contains("Consistent with itself"));
    home.ok(&["bundle", "-o", "evidence"]);
    let script =
        Command::new("python3").arg(home.path("evidence/data/verify_proof.py")).output().expect("python3 runs");
    assert!(script.status.success(), "{}", String::from_utf8_lossy(&script.stdout));
}
