//! As much of DER as a query needs to be written and an answer to be taken apart. Pure.

/// A value: its tag, its content, and both with the length between.
#[derive(Clone, Copy, Debug)]
pub(super) struct Value<'a> {
    pub(super) tag: u8,
    pub(super) content: &'a [u8],
    pub(super) whole: &'a [u8],
}

/// Reads values, one after the other.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reader<'a>(pub(super) &'a [u8]);

pub(super) const BOOLEAN: u8 = 0x01;
pub(super) const INTEGER: u8 = 0x02;
pub(super) const OCTETS: u8 = 0x04;
pub(super) const OID: u8 = 0x06;
pub(super) const TEXT: u8 = 0x0c;
pub(super) const TIME: u8 = 0x18;
pub(super) const SEQUENCE: u8 = 0x30;
pub(super) const CONTEXT_0: u8 = 0xa0;

/// id-sha256 with its parameters: NULL, as most services write it.
const SHA256: [u8; 15] = [0x30, 0x0d, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01, 0x05, 0x00];

/// id-sha256 by itself.
pub(super) const SHA256_OID: [u8; 9] = [0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01];

impl<'a> Reader<'a> {
    /// The next value; none at the end, and none if what stands there is none.
    pub(super) fn next(&mut self) -> Option<Value<'a>> {
        let (&tag, rest) = self.0.split_first()?;
        // Long tags do not occur in what is read here.
        if tag & 0x1f == 0x1f {
            return None;
        }
        let (&first, rest) = rest.split_first()?;
        let (length, rest) = if first < 0x80 {
            (usize::from(first), rest)
        } else {
            let count = usize::from(first & 0x7f);
            if count == 0 || count > 4 {
                return None;
            }
            let (bytes, rest) = rest.split_at_checked(count)?;
            (bytes.iter().fold(0, |length, byte| length << 8 | usize::from(*byte)), rest)
        };
        let (content, after) = rest.split_at_checked(length)?;
        let whole = &self.0[..self.0.len() - after.len()];
        self.0 = after;
        Some(Value { tag, content, whole })
    }

    /// The next value, if it has this tag; otherwise it stays.
    pub(super) fn next_if(&mut self, tag: u8) -> Option<Value<'a>> {
        let before = *self;
        let found = self.next().filter(|value| value.tag == tag);
        if found.is_none() {
            *self = before;
        }
        found
    }

    /// What is in the next value, if it has this tag.
    pub(super) fn inside(&mut self, tag: u8) -> Option<Self> {
        self.next_if(tag).map(|value| Self(value.content))
    }
}

/// A TimeStampReq: version 1, the digest, the nonce, and the wish for the service's certificate.
pub(super) fn query(digest: &[u8; 32], nonce: &[u8; 8]) -> Vec<u8> {
    let imprint = value(SEQUENCE, &[SHA256.as_slice(), &value(OCTETS, digest)].concat());
    let parts = [value(INTEGER, &[1]), imprint, value(INTEGER, nonce), value(BOOLEAN, &[0xff])];
    value(SEQUENCE, &parts.concat())
}

/// A value of less than 128 bytes.
fn value(tag: u8, content: &[u8]) -> Vec<u8> {
    let length = u8::try_from(content.len()).ok().filter(|length| *length < 0x80);
    let length = length.expect("a query is some seventy bytes");
    [&[tag, length], content].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_cut_off_or_lies_about_its_length_is_no_value() {
        let query = query(&[7; 32], &[0x40; 8]);
        let mut whole = Reader(&query);
        assert_eq!(whole.next().map(|value| (value.tag, value.whole.len())), Some((SEQUENCE, query.len())));
        assert!(whole.next().is_none());
        for end in 0..query.len() {
            assert!(Reader(&query[..end]).next().is_none(), "{end}");
        }
        for lie in
            [[0x30, 0x80].as_slice(), &[0x30, 0x85, 1, 1, 1, 1, 1], &[0x30, 0x84, 0xff, 0xff, 0xff, 0xff], &[0x1f, 0]]
        {
            assert!(Reader(lie).next().is_none(), "{lie:?}");
        }
    }
}
