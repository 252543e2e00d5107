//! Bags: what is packed is sound, and whatever is turned, taken or added is named.

use claimdesk_proof::bag::{BagFault, Files, decode, encode, is_path, manifest, pack, validate};
use proptest::prelude::*;

fn bag() -> Files {
    let payload = [("data/a.txt", "first"), ("data/b/c d.txt", ""), ("data/100%\r\n.txt", "percent")];
    let payload = payload.into_iter().map(|(path, text)| (path.to_owned(), text.as_bytes().to_vec())).collect();
    pack(payload, &[("Source-Organization", "Herald"), ("Bagging-Date", "2026-11-23")]).unwrap()
}

#[test]
fn a_bag_is_what_the_rfc_says() {
    let bag = bag();
    let text = |path: &str| String::from_utf8(bag[path].clone()).unwrap();
    assert_eq!(text("bagit.txt"), "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n");
    assert_eq!(text("bag-info.txt"), "Source-Organization: Herald\nBagging-Date: 2026-11-23\nPayload-Oxum: 12.3\n");
    let lines = text("manifest-sha256.txt");
    assert_eq!(lines.lines().count(), 3);
    assert!(lines.contains("a7937b64b8caa58f03721bb6bacf5c78cb235febe0e70b1b84cd99541461a08e  data/a.txt\n"));
    assert!(lines.contains("  data/100%25%0D%0A.txt\n"));
    let tags = text("tagmanifest-sha256.txt");
    let named: Vec<&str> = tags.lines().map(|line| &line[66..]).collect();
    assert_eq!(named, ["bag-info.txt", "bagit.txt", "manifest-sha256.txt"]);
    assert_eq!(validate(&bag), []);
}

#[test]
fn whatever_is_turned_taken_or_added_is_found() {
    for path in bag().keys() {
        let mut without = bag();
        without.remove(path);
        assert_ne!(validate(&without), [], "{path} taken");
        for at in 0..bag()[path].len() {
            for bit in 0..8 {
                let mut turned = bag();
                turned.get_mut(path).unwrap()[at] ^= 1 << bit;
                assert_ne!(validate(&turned), [], "{path}, byte {at}, bit {bit}");
            }
        }
        let mut longer = bag();
        longer.get_mut(path).unwrap().push(b'\n');
        assert_ne!(validate(&longer), [], "{path} longer");
    }
    for path in ["data/new", "new", "data/a.TXT", "manifest-md5.txt", "fetch.txt"] {
        let mut more = bag();
        more.insert(path.to_owned(), Vec::new());
        assert!(validate(&more).contains(&BagFault::Unnamed(path.to_owned())));
    }
    assert!(validate(&Files::new()).len() >= 3);
}

/// The bag with its tag manifest written anew.
fn repaired(mut bag: Files) -> Files {
    bag.remove("tagmanifest-sha256.txt");
    let tags: Files = bag.clone().into_iter().filter(|(path, _)| !path.starts_with("data/")).collect();
    bag.insert("tagmanifest-sha256.txt".to_owned(), manifest(&tags).into());
    bag
}

#[test]
fn a_manifest_has_one_form_and_stays_in_the_bag() {
    assert_eq!(validate(&repaired(bag())), []);
    let with = |from: &str, to: &str| {
        let mut bag = bag();
        let text = String::from_utf8(bag["manifest-sha256.txt"].clone()).unwrap();
        let changed = text.replace(from, to);
        assert_ne!(changed, text);
        bag.insert("manifest-sha256.txt".to_owned(), changed.into());
        validate(&repaired(bag))
    };
    let line = "a7937b64b8caa58f03721bb6bacf5c78cb235febe0e70b1b84cd99541461a08e  data/a.txt\n";
    for (from, to) in [
        ("  data/a", " data/a"),
        ("  data/a", " *data/a"),
        ("a7937b64", "A7937B64"),
        ("  data/a.txt\n", "  data/a.txt\r\n"),
        ("  data/a.txt\n", "  data/a.txt\n\n"),
        ("%0D", "%0d"),
        ("%25", "%"),
        (line, &line.repeat(2)),
        ("data/a.txt", "data/../a.txt"),
        ("data/a.txt", "/data/a.txt"),
        ("data/a.txt", "data/./a.txt"),
        ("data/a.txt", "bagit.txt"),
    ] {
        assert_ne!(with(from, to), [], "{from:?} {to:?}");
    }
}

#[test]
fn a_wrong_payload_oxum_is_found() {
    let mut bag = bag();
    bag.insert("bag-info.txt".to_owned(), b"Payload-Oxum: 13.3\n".to_vec());
    assert_eq!(validate(&repaired(bag)), [BagFault::Form("bag-info.txt".to_owned())]);
}

#[test]
fn paths_that_leave_the_bag_or_meet_are_refused() {
    for path in
        ["data/..", "data/../x", "/data/x", "data//x", "data/", "x", "data/~x", "data/a:b", "data/a\\b", "data/x."]
    {
        let files = [(path.to_owned(), Vec::new())].into();
        assert_eq!(pack(files, &[]), Err(BagFault::Path(path.to_owned())));
    }
    let files = [("data/A".to_owned(), Vec::new()), ("data/a".to_owned(), Vec::new())].into();
    assert_eq!(pack(files, &[]), Err(BagFault::Path("data/a".to_owned())));
    for info in [("", "x"), ("a:b", "x"), ("a", "x\ny"), ("a\n", "x"), ("a", "")] {
        assert!(pack(Files::new(), &[info]).is_err());
    }
    assert!(is_path("data/Über uns (1).html"));
}

proptest! {
    #[test]
    fn any_path_reads_back(path in ".*", written in "[a%250AD\r\n]*") {
        prop_assert_eq!(decode(&encode(&path)), Some(path.clone()));
        prop_assert!(!encode(&path).contains(['\r', '\n']));
        if let Some(path) = decode(&written) {
            prop_assert_eq!(encode(&path), written);
        }
    }
}
