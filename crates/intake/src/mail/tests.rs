//! Whole messages, read as the worker reads them.

use crate::{Hint, Intake, Unreadable, Warning, read};
use claimdesk_core::model::BlockKind;
use std::io::Write;

fn named(bytes: &[u8], name: &str) -> Result<Intake, Unreadable> {
    read(bytes, &Hint { name: Some(name.to_owned()), ..Hint::default() })
}

const HEAD: &str = "Received: from a by b; Thu, 29 Jun 2017 10:00:01 +0200\r\nFrom: \"Editor A\" <a@example.org>\r\n\
    To: b@example.org, =?utf-8?Q?B=C3=BCro?= <c@example.org>\r\nDate: Thu, 29 Jun 2017 10:00:00 +0200\r\n\
    Subject: =?utf-8?B?0J7RgtGH0ZHRgg==?= on the\r\n report\r\nMIME-Version: 1.0\r\n";

fn message(rest: &str) -> Intake {
    named(format!("{HEAD}{rest}").as_bytes(), "a.eml").unwrap()
}

#[test]
fn a_message_says_who_wrote_when_and_what() {
    let body = "The report is dated 29 June,\r\nand nobody asked why.\r\n\r\n> Who says so?\r\n";
    let read = message(&format!("Content-Type: text/plain; charset=utf-8\r\n\r\n{body}"));
    assert_eq!(read.media_type, "message/rfc822");
    assert_eq!(read.title.as_deref(), Some("Отчёт on the report"));
    assert_eq!(read.author.as_deref(), Some("Editor A"));
    assert_eq!(read.published.as_deref(), Some("2017-06-29T10:00:00+02:00"));
    let head = "Отчёт on the report\n\nFrom: Editor A <a@example.org>\nTo: b@example.org, Büro <c@example.org>\n\
        Date: Thu, 29 Jun 2017 10:00:00 +0200";
    assert_eq!(read.text, format!("{head}\n\nThe report is dated 29 June,\nand nobody asked why.\n\nWho says so?"));
    assert_eq!(read.layout.blocks.last().unwrap().kind, BlockKind::Quote);
    assert!(read.warnings.is_empty(), "{:?}", read.warnings);
}

#[test]
fn the_richer_of_two_forms_is_read_and_attachments_are_named() {
    let sent = "Content-Type: multipart/mixed; boundary=m\r\n\r\n--m\r\n\
        Content-Type: multipart/alternative; boundary=a\r\n\r\n--a\r\n\r\nplain words\r\n--a\r\n\
        Content-Type: text/html; charset=windows-1251\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n\
        <style>p {{}}</style><p onclick=x>=CE=F2=F7=B8=F2 <a href=3D\"https://example.org/\">here</a><script>x</script>\r\n\
        --a--\r\n--m\r\nContent-Type: application/pdf; name=\"r.pdf\"\r\nContent-Disposition: attachment; filename=report.pdf\r\n\r\nx\r\n\
        --m\r\nContent-Type: image/png\r\nContent-ID: <logo>\r\n\r\nx\r\n--m--\r\n";
    let read = message(&sent.replace("{{}}", "{}"));
    assert!(read.text.ends_with("\n\nОтчёт here"), "{}", read.text);
    assert_eq!(read.charset, "windows-1251");
    let left = Warning::AttachmentsLeft { count: 1, names: "report.pdf".to_owned() };
    assert_eq!(read.warnings, [left]);
}

#[test]
fn a_forwarded_message_is_read_below_and_the_depth_is_bounded() {
    let inner = "From: b@example.org\r\nSubject: What was asked\r\nDate: Wed, 28 Jun 2017 10:00:00 +0200\r\n\r\nWhen is it due?\r\n";
    let read = message(&format!(
        "Content-Type: multipart/mixed; boundary=m\r\n\r\n--m\r\n\r\nSee below.\r\n--m\r\n\
        Content-Type: message/rfc822\r\n\r\n{inner}\r\n--m--\r\n"
    ));
    assert!(read.text.contains("See below.\n\nWhat was asked\n\nFrom: b@example.org\nDate: Wed"), "{}", read.text);
    let heading = read.layout.blocks.iter().find(|block| block.kind == BlockKind::Heading).unwrap();
    assert_eq!(heading.level, 2);
    let deep = "Content-Type: message/rfc822\n\n".repeat(1_000);
    let refused = named(format!("{HEAD}{deep}x").as_bytes(), "a.eml").unwrap_err();
    assert!(matches!(refused, Unreadable::TooDeep { .. }), "{refused}");
}

#[test]
fn flowed_lines_are_joined() {
    let read = message("Content-Type: text/plain; format=flowed\r\n\r\nOne long \r\nline of \r\nwords.\r\nNext.\r\n");
    assert!(read.text.ends_with("One long line of words.\n\nNext."), "{}", read.text);
}

#[test]
fn a_saved_page_is_read_as_a_page() {
    let words = "The mission published its report on 29 June 2017, after the samples had been looked at. ".repeat(9);
    let saved = format!(
        "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://example.org/a\r\nSubject: A page\r\n\
        MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype=\"text/html\";\r\n\tboundary=\"--=_x\"\r\n\r\n\
        ----=_x\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n\
        Content-Location: https://example.org/news/a.html\r\n\r\n\
        <!DOCTYPE html><html><head><meta charset=3D\"utf-8\"><title>On the report</title></head><body><article><h1>On =\r\n\
        the report</h1><p>{words}</p><p>{words}<a href=3D\"b.html\">more</a> =D8=AE=D8=A7=D9=86</p></article></body></html>\r\n\
        ----=_x\r\nContent-Type: text/css\r\nContent-Location: cid:css\r\n\r\nbody {{}}\r\n----=_x--\r\n"
    );
    let read = named(saved.as_bytes(), "page.mhtml").unwrap();
    assert_eq!(read.media_type, "multipart/related");
    assert_eq!(read.url.as_deref(), Some("https://example.org/news/a.html"));
    assert_eq!(read.title.as_deref(), Some("On the report"));
    assert!(read.text.ends_with("more خان"), "{}", read.text);
    let mut links = read.layout.blocks.iter().flat_map(|block| &block.marks).filter_map(|mark| mark.href.as_deref());
    assert_eq!(links.next(), Some("https://example.org/news/b.html"));
    assert_eq!(named(saved.as_bytes(), "no name").unwrap().media_type, "multipart/related");
}

/// An Outlook message with these property files.
fn outlook(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut file = cfb::CompoundFile::create(std::io::Cursor::new(Vec::new())).unwrap();
    let mut properties = vec![0; 32];
    let mut add = |tag: u32, value: u64| {
        properties.extend(tag.to_le_bytes());
        properties.extend([6, 0, 0, 0]);
        properties.extend(value.to_le_bytes());
    };
    add(0x3fde_0003, 1251);
    add(0x0039_0040, 131_431_968_000_000_000);
    file.create_stream("__properties_version1.0").unwrap().write_all(&properties).unwrap();
    for (path, bytes) in files {
        if let Some((folder, _)) = path.split_once('/') {
            file.create_storage_all(folder).unwrap();
        }
        file.create_stream(path).unwrap().write_all(bytes).unwrap();
    }
    file.flush().unwrap();
    file.into_inner().into_inner()
}

fn wide(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

#[test]
fn a_message_of_outlook_is_read_like_any_other() {
    let (page, ..) = encoding_rs::WINDOWS_1251.encode("<p>Отчёт <b>here</b></p>");
    let bytes = outlook(&[
        ("__substg1.0_0037001F", &wide("On the report")),
        ("__substg1.0_0C1A001F", &wide("Editor A")),
        ("__substg1.0_5D01001F", &wide("a@example.org")),
        ("__substg1.0_0E04001E", b"b@example.org\0"),
        ("__substg1.0_1000001F", &wide("plain words")),
        ("__substg1.0_10130102", &page),
        ("__attach_version1.0_#00000000/__substg1.0_3707001F", &wide("report.pdf")),
    ]);
    let read = named(&bytes, "no name").unwrap();
    assert_eq!(read.media_type, "application/vnd.ms-outlook");
    let expected =
        "On the report\n\nFrom: Editor A <a@example.org>\nTo: b@example.org\nDate: 2017-06-29T08:00:00Z\n\nОтчёт here";
    assert_eq!(read.text, expected);
    assert_eq!((read.author.as_deref(), read.published.as_deref()), (Some("Editor A"), Some("2017-06-29T08:00:00Z")));
    assert_eq!(read.warnings, [Warning::AttachmentsLeft { count: 1, names: "report.pdf".to_owned() }]);
}

#[test]
fn what_outlook_packed_is_refused_with_the_way_out() {
    let refused = named(&outlook(&[("__substg1.0_10090102", b"x")]), "a.msg").unwrap_err();
    assert!(refused.to_string().contains("EML"), "{refused}");
    let mut cut = outlook(&[("__substg1.0_1000001F", &wide(&"words ".repeat(2_000)))]);
    cut.truncate(3_000);
    assert!(matches!(named(&cut, "a.msg").unwrap_err(), Unreadable::Damaged { .. }));
    let word = named(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 and so on", "a.doc").unwrap_err();
    assert!(matches!(word, Unreadable::Unsupported { .. }), "{word}");
}
