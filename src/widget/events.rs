//! Server-sent events, read from bytes as they come (HTML standard, 9.2.6), as far as the bag's stream uses them.

/// What has come of the event that is being read.
#[derive(Debug, Default)]
pub(super) struct Events {
    line: Vec<u8>,
    name: String,
    data: String,
}

/// A single event is never longer; what is goes unread, instead of filling the memory.
const BYTES_MOST: usize = 1 << 20;

impl Events {
    /// Takes the next bytes; `heard` gets name and data of each event that they complete.
    pub(super) fn take(&mut self, bytes: &[u8], mut heard: impl FnMut(&str, &str)) {
        for byte in bytes {
            match byte {
                b'\n' => self.end_line(&mut heard),
                b'\r' => {}
                _ if self.line.len() < BYTES_MOST => self.line.push(*byte),
                _ => {}
            }
        }
    }

    fn end_line(&mut self, heard: &mut impl FnMut(&str, &str)) {
        let line = std::mem::take(&mut self.line);
        let Ok(line) = String::from_utf8(line) else { return };
        if line.is_empty() {
            if !self.data.is_empty() {
                heard(&self.name, &self.data);
            }
            self.name.clear();
            self.data.clear();
            return;
        }
        let (field, value) = line.split_once(':').unwrap_or((&line, ""));
        let value = value.strip_prefix(' ').unwrap_or(value);
        match field {
            "event" => value.clone_into(&mut self.name),
            "data" if self.data.len() + value.len() <= BYTES_MOST => {
                if !self.data.is_empty() {
                    self.data.push('\n');
                }
                self.data.push_str(value);
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn heard(pieces: &[&str]) -> Vec<(String, String)> {
        let (mut events, mut all) = (Events::default(), Vec::new());
        for piece in pieces {
            events.take(piece.as_bytes(), |name, data| all.push((name.to_owned(), data.to_owned())));
        }
        all
    }

    #[test]
    fn events_are_read_however_they_are_cut() {
        let whole = ": hello\nretry: 100\n\nid: 7\nevent: bag\ndata: {\"a\":\"ü\"}\n\nevent:alive\r\ndata:\r\n\r\ndata: one\ndata:two\n\nevent: bag\ndata: cut";
        let expected = vec![("bag".to_owned(), "{\"a\":\"ü\"}".to_owned()), (String::new(), "one\ntwo".to_owned())];
        assert_eq!(heard(&[whole]), expected);
        let mut events = Events::default();
        let mut all = Vec::new();
        for byte in whole.as_bytes() {
            events.take(&[*byte], |name, data| all.push((name.to_owned(), data.to_owned())));
        }
        assert_eq!(all, expected);
    }

    #[test]
    fn what_is_too_long_takes_no_memory() {
        let mut events = Events::default();
        let piece = vec![b'x'; BYTES_MOST];
        events.take(b"data: ", |_, _| {});
        for _ in 0..3 {
            events.take(&piece, |_, _| {});
        }
        assert_eq!(events.line.len(), BYTES_MOST);
    }
}
