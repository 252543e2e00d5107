//! The worker process itself, with files that are meant to break it: what it
//! answers, how long it takes, and how much memory it ever held.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::json;

use crate::desk::Home;

/// Runs the worker on a file and measures it, by Python's own means: its answer,
/// seconds, bytes.
const MEASURE: &str = r#"
import json, os, resource, subprocess, sys, time
program, library, name = sys.argv[1:4]
data = open(name, "rb").read()
more = [str(len(data)), library] if b"%PDF-" in data[:1024] else []
line = json.dumps({"read": {"name": os.path.basename(name)}}).encode() + b"\n"
begun = time.monotonic()
ran = subprocess.run([program, "--intake-worker"] + more, input=line + data, capture_output=True)
took = time.monotonic() - begun
answer = json.loads(ran.stdout)
peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024
text = answer.get("Ok", {}).get("text")
print(json.dumps({"refused": answer.get("Err"), "text": text, "took": took, "peak": peak}))
"#;

struct Measured {
    refused: serde_json::Value,
    text: serde_json::Value,
    took: f64,
    peak: u64,
}

fn measure(home: &Home, name: &str, bytes: &[u8]) -> Measured {
    let path = home.path(name);
    std::fs::write(&path, bytes).expect("the file is written");
    let program = env!("CARGO_BIN_EXE_claimdesk");
    let library = Path::new(program).ancestors().skip(2).map(|above| above.join("pdfium/libpdfium.so"));
    let library = library.take(3).find(|path| path.is_file()).unwrap_or_default();
    let arguments = ["-c".as_ref(), MEASURE.as_ref(), program.as_ref(), library.as_os_str(), path.as_os_str()];
    let output = Command::new("python3").args(arguments).output().expect("Python runs");
    let said = String::from_utf8_lossy(&output.stderr);
    let answer: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{name}: {said}"));
    Measured {
        refused: answer["refused"]["reason"].clone(),
        text: answer["text"].clone(),
        took: answer["took"].as_f64().expect("seconds"),
        peak: answer["peak"].as_u64().expect("bytes"),
    }
}

/// What the worker answers when it is given another task than to read.
fn does(task: &serde_json::Value, bytes: &[u8]) -> serde_json::Value {
    let program = env!("CARGO_BIN_EXE_claimdesk");
    let mut command = Command::new(program);
    command.arg("--intake-worker");
    if bytes.starts_with(b"%PDF") {
        let library = Path::new(program).ancestors().skip(2).map(|above| above.join("pdfium/libpdfium.so"));
        command.arg(bytes.len().to_string()).args(library.take(3).find(|path| path.is_file()));
    }
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("a worker");
    let mut input = child.stdin.take().expect("a pipe");
    let whole = [format!("{task}\n").as_bytes(), bytes].concat();
    let feeding = std::thread::spawn(move || input.write_all(&whole));
    let output = child.wait_with_output().expect("an answer");
    feeding.join().expect("fed").expect("fed");
    serde_json::from_slice(&output.stdout).expect("JSON")
}

#[test]
fn pages_become_pictures_in_the_worker_that_gave_up_its_rights() {
    let content = b"BT /F1 24 Tf 72 700 Td (The mission saw 12 places.) Tj ET";
    let font = "/Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >>";
    let bytes = pdf(&page(stream("", content), font));
    let answer = does(&json!({ "pages": { "first": 0, "count": 3, "width": 300 } }), &bytes);
    if answer["Err"]["reason"] == "no_engine" {
        eprintln!("skipped: PDFium is not installed");
        return;
    }
    assert_eq!(answer["Ok"]["total"], 1, "{answer}");
    let drawn = answer["Ok"]["png"].as_array().expect("pictures");
    assert!(drawn.len() == 1 && drawn[0].as_str().is_some_and(|png| png.starts_with("iVBORw0KGgo") && png.len() > 600));
    let beyond = does(&json!({ "pages": { "first": 7, "count": 1, "width": 300 } }), &bytes);
    assert_eq!(beyond["Ok"]["png"], json!([]));
}

#[test]
fn a_page_is_shown_without_what_acts_whatever_it_is_packed_in() {
    let html = "<!doctype html><script>alert(1)</script><p onclick=x()>Words</p><img src=\"http://example.org/a.png\">";
    let task = |kind: &str| json!({ "show": { "media_type": kind } });
    let message = format!(
        "Content-Type: multipart/related; boundary=b\r\n\r\n--b\r\nContent-Type: text/html\r\n\r\n{html}\r\n--b--"
    );
    let answer = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{html}");
    let archive = format!(
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:1>\r\nWARC-Date: 2017-07-06T08:00:00Z\r\n\
         WARC-Target-URI: http://example.org/\r\nContent-Length: {}\r\n\r\n{answer}\r\n\r\n",
        answer.len()
    );
    for (kind, bytes) in [("text/html", html), ("multipart/related", &message), ("application/warc", &archive)] {
        let shown = does(&task(kind), bytes.as_bytes());
        let page = shown["Ok"].as_str().unwrap_or_else(|| panic!("{kind}: {shown}"));
        assert!(page.contains("Words"), "{kind}: {page}");
        for sign in ["script", "onclick", "example.org"] {
            assert!(!page.contains(sign), "{kind}: {page}");
        }
    }
}

fn pdf(objects: &[Vec<u8>]) -> Vec<u8> {
    let mut bytes = b"%PDF-1.4\n".to_vec();
    let mut places = Vec::new();
    for (index, object) in objects.iter().enumerate() {
        places.push(bytes.len());
        bytes.extend(format!("{} 0 obj\n", index + 1).bytes());
        bytes.extend(object);
        bytes.extend(b"\nendobj\n");
    }
    let at = bytes.len();
    bytes.extend(format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).bytes());
    bytes.extend(places.iter().flat_map(|place| format!("{place:010} 00000 n \n").into_bytes()));
    let size = objects.len() + 1;
    bytes.extend(format!("trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{at}\n%%EOF\n").bytes());
    bytes
}

fn stream(about: &str, bytes: &[u8]) -> Vec<u8> {
    [format!("<< /Length {} {about} >>\nstream\n", bytes.len()).as_bytes(), bytes, b"\nendstream"].concat()
}

/// Gigabytes of spaces, packed as often as it is said, by Python. Blocks that end in a
/// full flush are the same bytes again and again, so that packing takes no time.
fn packed(gigabytes: u32, times: u32) -> Vec<u8> {
    let script = format!(
        "import sys, zlib\nc = zlib.compressobj(9, zlib.DEFLATED, -15)\n\
         b = c.compress(b' ' * 1048576) + c.flush(zlib.Z_FULL_FLUSH)\n\
         b = b'\\x78\\xda' + b * {} + b'\\x03\\x00\\0\\0\\0\\0'\nfor _ in range({}): b = zlib.compress(b, 9)\n\
         sys.stdout.buffer.write(b)",
        gigabytes << 10,
        times - 1
    );
    Command::new("python3").args(["-c", &script]).output().expect("Python runs").stdout
}

fn page(content: Vec<u8>, resources: &str) -> Vec<Vec<u8>> {
    vec![
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_vec(),
        format!("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << {resources} >> >>")
            .into_bytes(),
        content,
    ]
}

/// Forms that draw each other, twice each.
fn laughing() -> Vec<u8> {
    let mut objects = page(stream("", b"/X Do"), "/XObject << /X 5 0 R >>");
    for n in 5..35 {
        let about =
            format!("/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X {} 0 R >> >>", n + 1);
        objects.push(stream(&about, b"/X Do /X Do /X Do"));
    }
    objects.push(stream("/Type /XObject /Subtype /Form /BBox [0 0 9 9]", b"0 0 9 9 re f"));
    pdf(&objects)
}

#[test]
fn a_pdf_is_read_by_the_worker_that_gave_up_its_rights() {
    let home = Home::empty();
    let font = "/Font << /F 5 0 R >>";
    let mut objects = page(stream("", b"BT /F 12 Tf 72 700 Td (The report is dated 29 June.) Tj ET"), font);
    objects.push(b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>".to_vec());
    let read = measure(&home, "report.pdf", &pdf(&objects));
    if read.refused == "no_engine" {
        eprintln!("skipped: no library for PDFs (scripts/setup.sh fetches it)");
        return;
    }
    assert_eq!(read.text, "The report is dated 29 June.", "{}", read.refused);
}

#[test]
fn bombs_are_refused_in_two_seconds_and_two_hundred_megabytes() {
    let home = Home::empty();
    let deep = |open: &str| open.repeat(100_000).into_bytes();
    let flates = "[/FlateDecode /FlateDecode /FlateDecode]";
    let bombs: Vec<(&str, Vec<u8>)> = vec![
        ("flates.pdf", pdf(&page(stream(&format!("/Filter {flates}"), &packed(4, 3)), ""))),
        ("flate.pdf", pdf(&page(stream("/Filter /FlateDecode", &packed(4, 1)), ""))),
        ("forms.pdf", laughing()),
        ("arrays.pdf", pdf(&[deep("[")])),
        ("dictionaries.pdf", [b"%PDF-1.7\n1 0 obj ".to_vec(), deep("<</A ")].concat()),
        ("deep.html", deep("<div><b>")),
        ("deep.md", deep("> ")),
        ("deep.eml", [b"From: a\nDate: b\nSubject: c\n".to_vec(), deep("Content-Type: message/rfc822\n\n")].concat()),
        ("nul.txt", vec![0; 1 << 20]),
    ];
    for (name, bomb) in bombs {
        let size = bomb.len();
        let Measured { refused, took, peak, .. } = measure(&home, name, &bomb);
        eprintln!("{name}: {size} bytes, {refused}, {took:.2} s, {} MB", peak >> 20);
        // Without its library a PDF is refused, too, only for another reason.
        assert!(refused.is_string(), "{name} was read");
        // A busy computer gets some more time; the measurements say what a quiet one takes.
        assert!(took < 6.0, "{name}: {took} s");
        assert!(peak < 200 << 20, "{name}: {peak} bytes");
    }
}
