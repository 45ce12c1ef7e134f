//! Numbers and texts as bytes, as the log keeps them.

/// Appends a number in seven bits a byte, the lowest first: small ones take one byte.
pub(super) fn put_number(out: &mut Vec<u8>, mut number: u64) {
    loop {
        let low = (number & 0x7f) as u8;
        number >>= 7;
        if number == 0 {
            out.push(low);
            return;
        }
        out.push(low | 0x80);
    }
}

/// Appends a text behind its length.
pub(super) fn put_text(out: &mut Vec<u8>, text: &str) {
    put_number(out, text.len() as u64);
    out.extend_from_slice(text.as_bytes());
}

/// Bytes that are read from the front. Behind their end there are zeros and empty texts.
#[derive(Debug, Clone, Copy)]
pub(super) struct Bytes<'a>(pub &'a [u8]);

impl<'a> Bytes<'a> {
    /// The next number.
    pub(super) fn number(&mut self) -> u64 {
        let mut number = 0;
        for shift in (0..64).step_by(7) {
            let Some((byte, rest)) = self.0.split_first() else {
                break;
            };
            self.0 = rest;
            number |= u64::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                break;
            }
        }
        number
    }

    /// The next number, as a count of something in memory.
    pub(super) fn count(&mut self) -> usize {
        usize::try_from(self.number()).unwrap_or(usize::MAX)
    }

    /// The next so many bytes.
    pub(super) fn take(&mut self, count: usize) -> &'a [u8] {
        let (taken, rest) = self.0.split_at(count.min(self.0.len()));
        self.0 = rest;
        taken
    }

    /// The text that stands next behind its length.
    pub(super) fn text(&mut self) -> &'a str {
        let len = self.count();
        std::str::from_utf8(self.take(len)).unwrap_or_default()
    }

    /// Everything that is left, as text.
    pub(super) fn rest(self) -> &'a str {
        std::str::from_utf8(self.0).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_put_is_read_again() {
        let mut out = Vec::new();
        for number in [0, 1, 127, 128, 16_383, 16_384, u64::MAX] {
            out.clear();
            put_number(&mut out, number);
            put_text(&mut out, "ÄB");
            out.extend_from_slice(b"REST");
            let mut bytes = Bytes(&out);
            assert_eq!(bytes.number(), number);
            assert_eq!(bytes.text(), "ÄB");
            assert_eq!(bytes.rest(), "REST");
        }
        assert_eq!(Bytes(&[0x80]).number(), 0);
        assert_eq!(Bytes(&[9, b'A']).text(), "A");
    }
}
