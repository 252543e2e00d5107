//! Hostile files against the real worker: the reason that it gives, the time
//! that it takes and the memory that it needs, measured from outside.

use std::io::{Cursor, Write};
use std::process::{Command, Stdio};
use std::time::Duration;

use flate2::{Compress, Compression, FlushCompress};
use serde_json::Value;

/// Seconds of processor time, and bytes of memory, that a refusal may cost.
const SECONDS: f64 = 2.0;
const MEMORY: u64 = 200 << 20;

/// What the worker said, and what it cost.
struct Answer {
    said: Value,
    seconds: f64,
    memory: u64,
}

/// Feeds bytes to the worker as the program does, and watches it.
fn worker(bytes: Vec<u8>) -> Answer {
    let mut child = Command::new(env!("CARGO_BIN_EXE_claimdesk"))
        .arg("--intake-worker")
        .env_clear()
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("a worker");
    let (mut input, output) = (child.stdin.take().expect("a pipe"), child.stdout.take().expect("a pipe"));
    let feeding = std::thread::spawn(move || {
        input.write_all(b"{\"read\":{\"name\":\"draft.docx\"}}\n").and_then(|()| input.write_all(&bytes))
    });
    let listening = std::thread::spawn(move || std::io::read_to_string(output));
    let of = |name: &str| std::fs::read_to_string(format!("/proc/{}/{name}", child.id())).unwrap_or_default();
    let (mut memory, mut ticks) = (0, 0);
    while !listening.is_finished() {
        let status = of("status");
        let peak = status
            .lines()
            .find_map(|line| line.strip_prefix("VmHWM:")?.trim().strip_suffix(" kB")?.parse::<u64>().ok());
        memory = memory.max(peak.unwrap_or(0) << 10);
        let stat = of("stat");
        let fields: Vec<u64> = stat
            .rsplit(')')
            .next()
            .unwrap_or_default()
            .split_whitespace()
            .skip(11)
            .take(2)
            .filter_map(|field| field.parse().ok())
            .collect();
        ticks = ticks.max(fields.iter().sum());
        std::thread::sleep(Duration::from_millis(2));
    }
    child.wait().expect("it ends");
    // A worker that has heard enough hangs up.
    drop(feeding.join().expect("no panic"));
    let said = listening.join().expect("no panic").expect("letters");
    let said = serde_json::from_str(&said).unwrap_or(Value::Null);
    Answer { said, seconds: ticks as f64 / 100.0, memory }
}

/// The worker must refuse for this reason, soon and cheaply.
#[track_caller]
#[expect(clippy::print_stdout, reason = "the figures are for docs/measurements.md")]
fn refuses(what: &str, bytes: Vec<u8>, reason: &str) {
    let size = bytes.len();
    let Answer { said, seconds, memory } = worker(bytes);
    println!("bomb: {what}: {size} bytes, {seconds:.2} s, {} MB, {}", memory >> 20, said["Err"]);
    assert_eq!(said["Err"]["reason"], reason, "{what}: {said:.200}");
    assert!(seconds <= SECONDS, "{what}: {seconds} s");
    assert!(memory <= MEMORY, "{what}: {memory} bytes");
}

/// A file as it lies in an archive: packed bytes, and the size that is stated.
struct Part<'a> {
    name: &'a str,
    packed: &'a [u8],
    stated: u64,
    /// Where its bytes are said to begin, if not where they do.
    begins: Option<u32>,
}

/// Writes an archive byte by byte, which no library would write.
fn archive(parts: &[Part<'_>]) -> Vec<u8> {
    let (mut bytes, mut directory) = (Vec::new(), Vec::new());
    for part in parts {
        let (name, offset) = (part.name.as_bytes(), bytes.len() as u32);
        let (packed, stated) = (part.packed.len() as u32, part.stated);
        // Large sizes stand in a field of their own.
        let is_large = stated > u64::from(u32::MAX);
        let short = if is_large { u32::MAX } else { stated as u32 };
        let extra = if is_large { [&[1, 0, 8, 0][..], &stated.to_le_bytes()].concat() } else { Vec::new() };
        let lengths = [(name.len() as u16).to_le_bytes(), (extra.len() as u16).to_le_bytes()].concat();
        let sizes = [packed.to_le_bytes(), short.to_le_bytes()].concat();
        let common = [&[45, 0, 0, 0, 8, 0, 0, 0, 0, 0, 0, 0, 0, 0][..], &sizes, &lengths].concat();
        if part.begins.is_none() {
            bytes.extend([&b"PK\x03\x04"[..], &common, name, &extra, part.packed].concat());
        }
        let begins = part.begins.unwrap_or(offset).to_le_bytes();
        directory.extend([&b"PK\x01\x02\x2d\0"[..], &common, &[0; 10], &begins, name, &extra].concat());
    }
    let count = (parts.len() as u16).to_le_bytes();
    let (size, offset) = ((directory.len() as u32).to_le_bytes(), (bytes.len() as u32).to_le_bytes());
    let end = [&b"PK\x05\x06\0\0\0\0"[..], &count, &count, &size, &offset, &[0, 0]].concat();
    [bytes, directory, end].concat()
}

/// So many times 16 MiB of zeros, packed.
fn zeros(times: usize) -> Vec<u8> {
    let block = vec![0; 16 << 20];
    let mut packer = Compress::new(Compression::best(), false);
    let mut packed = Vec::with_capacity(64 << 10);
    // Flushed to the byte, and without looking back, it can be repeated.
    packer.compress_vec(&block, &mut packed, FlushCompress::Full).expect("packed");
    let mut all = packed.repeat(times);
    all.extend([3, 0]);
    all
}

fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut packer = flate2::write::DeflateEncoder::new(Vec::new(), Compression::fast());
    packer.write_all(bytes).expect("packed");
    packer.finish().expect("packed")
}

/// An honest archive; `[Content_Types].xml` makes it a Word document.
fn docx(document: &str) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    for (name, content) in [("[Content_Types].xml", "<Types/>"), ("word/document.xml", document)] {
        writer.start_file(name, options).expect("a part");
        writer.write_all(content.as_bytes()).expect("its bytes");
    }
    writer.finish().expect("an archive").into_inner()
}

const W: &str = "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>";

#[test]
fn ten_gigabytes_of_zeros_are_not_unpacked() {
    let (types, packed) = (packed(b"<Types/>"), zeros(640));
    let part = |name, packed, stated| Part { name, packed, stated, begins: None };
    let honest = archive(&[part("[Content_Types].xml", &types, 8), part("word/document.xml", &packed, 10 << 30)]);
    refuses("10 GiB of zeros", honest, "expands");
    let lying = archive(&[part("[Content_Types].xml", &types, 8), part("word/document.xml", &packed, 5_000)]);
    let answer = worker(lying);
    assert!(
        ["expands", "damaged"].contains(&answer.said["Err"]["reason"].as_str().unwrap_or_default()),
        "{}",
        answer.said
    );
    assert!(answer.seconds <= SECONDS && answer.memory <= MEMORY);
}

#[test]
fn archives_of_very_many_files_are_not_looked_into() {
    let names: Vec<String> = (0..70_000).map(|n| format!("word/{n}.xml")).collect();
    let part = |name| Part { name, packed: &[3, 0], stated: 0, begins: None };
    refuses("70,000 entries", archive(&names.iter().map(|name| part(name.as_str())).collect::<Vec<_>>()), "too_much");
    let alike = |name| Part { begins: Some(0), ..part(name) };
    let directory = names.iter().cycle().take(1_000_000).map(|name| alike(name.as_str()));
    let directory = archive(&std::iter::once(part("word/document.xml")).chain(directory).collect::<Vec<_>>());
    refuses("a directory of 1,000,000 entries", directory, "too_much");
}

#[test]
fn parts_that_lie_over_one_another_are_refused() {
    let (types, zeros) = (packed(b"<Types/>"), zeros(1));
    let names: Vec<String> = (0..5_000).map(|n| format!("word/{n}.xml")).collect();
    let mut parts = vec![
        Part { name: "[Content_Types].xml", packed: &types, stated: 8, begins: None },
        Part { name: "word/document.xml", packed: &zeros, stated: 16 << 20, begins: None },
    ];
    let first = 30 + "[Content_Types].xml".len() + types.len();
    let over = |name| Part { name, packed: &zeros, stated: 16 << 20, begins: Some(first as u32) };
    parts.extend(names.iter().map(|name| over(name.as_str())));
    refuses("5,000 parts over one another", archive(&parts), "damaged");
}

#[test]
fn markup_without_end_is_refused() {
    refuses("100,000 elements in one another", docx(&format!("{W}{}", "<w:p>".repeat(100_000))), "too_deep");
    refuses("100,000 groups in one another (RTF)", [&b"{\\rtf1"[..], &b"{\\b ".repeat(100_000)].concat(), "too_deep");
    let laughs = "<!DOCTYPE a [<!ENTITY a \"lollollol\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;\">]>";
    refuses("entities of entities", docx(&format!("{laughs}{W}<w:p>&b;</w:p></w:body></w:document>")), "declaration");
    let attributes: String = (0..100_000).map(|n| format!(" a{n}=\"\"")).collect();
    refuses("100,000 attributes", docx(&format!("{W}<w:p{attributes}/>")), "too_much");
    // Varied, so that it packs no better than an honest text.
    let many: String = (0..2_500_000).map(|n: u32| format!("<w:t>{:x}</w:t>", n.wrapping_mul(2_654_435_761))).collect();
    refuses("2,500,000 elements", docx(&format!("{W}{many}")), "too_much");
}
