//! Words for orders: their numbers and the codes said aloud at the counter.

use domain::id::OrderNumber;

use crate::{error::Error, ids::Ids};

/// Crockford's base 32: nothing that is read as something else.
const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// A new number, such as `ON-7F3K92QD`: 40 random bits. It opens nothing.
pub(super) fn new(ids: &Ids) -> Result<OrderNumber, Error> {
    let bytes: [u8; 8] = ids.bytes();
    OrderNumber::parse(format!("ON-{}", word(&bytes, 8))).map_err(Error::internal)
}

/// As many letters as wanted, five bits of a byte each.
pub(crate) fn word(bytes: &[u8], letters: usize) -> String {
    bytes.iter().take(letters).map(|byte| char::from(LETTERS[usize::from(byte & 31)])).collect()
}

/// A code as typed or heard: capitals, without spaces and hyphens, and with the letters that look like digits read as such.
pub(crate) fn heard(text: &str) -> String {
    text.chars()
        .filter(|it| !it.is_whitespace() && *it != '-')
        .flat_map(char::to_uppercase)
        .map(|it| match it {
            'O' => '0',
            'I' | 'L' => '1',
            other => other,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::Clock;

    #[test]
    fn numbers_are_eight_letters_and_differ() {
        let ids = Ids::seeded(Clock::System, 1);
        let (one, two) = (new(&ids).unwrap(), new(&ids).unwrap());
        assert_ne!(one, two);
        assert_eq!(one.as_str().len(), 11);
        assert!(one.as_str()[3..].bytes().all(|it| LETTERS.contains(&it)));
    }

    #[test]
    fn codes_are_heard_kindly() {
        assert_eq!(heard("ol-i 7f"), "0117F");
    }
}
