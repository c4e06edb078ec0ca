//! Reads FlexBuffers, in which TFLite keeps the options of custom operators: a map of names to numbers or lists.
//!
//! Source: the FlexBuffers page of FlatBuffers. The file ends with its root; everything points backwards; each value
//! says its type and how many bytes its numbers have.

use super::NetError;

const INT: u8 = 1;
const UINT: u8 = 2;
const FLOAT: u8 = 3;
const MAP: u8 = 9;
const INTS: u8 = 11;
const UINTS: u8 = 12;

/// A map from names to values.
#[derive(Debug, Clone, Copy)]
pub(super) struct Map<'a> {
    bytes: &'a [u8],
    /// Where its values begin.
    at: usize,
    /// How many bytes each value takes.
    width: usize,
    len: usize,
}

impl<'a> Map<'a> {
    /// Reads the root, which must be a map.
    pub(super) fn read(bytes: &'a [u8]) -> Result<Self, NetError> {
        let [.., packed, root_width] = *bytes else { return Err(NetError::Damaged { what: "options without a root" }) };
        if packed >> 2 != MAP {
            return Err(NetError::Damaged { what: "options that are no map" });
        }
        let root_width = usize::from(root_width);
        let root = bytes.len().checked_sub(2 + root_width).ok_or(NetError::Outside { at: 0 })?;
        let at = behind(root, unsigned(bytes, root, root_width)?)?;
        let width = 1_usize << (packed & 3);
        let len = unsigned(bytes, behind(at, width)?, width)?;
        if len > bytes.len() {
            return Err(NetError::Outside { at });
        }
        Ok(Self { bytes, at, width, len })
    }

    /// Where the value called `name` is, and its packed type.
    fn value(self, name: &str) -> Result<(usize, u8), NetError> {
        let place = behind(self.at, 3 * self.width)?;
        let keys = behind(place, unsigned(self.bytes, place, self.width)?)?;
        let key_width = unsigned(self.bytes, place + self.width, self.width)?;
        for index in 0..self.len {
            let key = keys.checked_add(index * key_width.min(8)).ok_or(NetError::Outside { at: keys })?;
            let start = behind(key, unsigned(self.bytes, key, key_width)?)?;
            let text = self.bytes.get(start..).ok_or(NetError::Outside { at: start })?;
            if text.strip_prefix(name.as_bytes()).is_some_and(|rest| rest.first() == Some(&0)) {
                let kind = self.at + self.len * self.width + index;
                let packed = self.bytes.get(kind).ok_or(NetError::Outside { at: kind })?;
                return Ok((self.at + index * self.width, *packed));
            }
        }
        Err(NetError::Damaged { what: "an option is missing" })
    }

    /// A whole number from 0.
    pub(super) fn number(self, name: &str) -> Result<usize, NetError> {
        let (at, packed) = self.value(name)?;
        if packed >> 2 == INT || packed >> 2 == UINT {
            unsigned(self.bytes, at, self.width)
        } else {
            Err(NetError::Damaged { what: "an option that is no whole number" })
        }
    }

    /// A number that may be a fraction.
    pub(super) fn float(self, name: &str) -> Result<f32, NetError> {
        let (at, packed) = self.value(name)?;
        let whole = |at| unsigned(self.bytes, at, self.width);
        match (packed >> 2, self.width) {
            (FLOAT, 4) => Ok(f32::from_bits(whole(at)? as u32)),
            (INT | UINT, _) => Ok(whole(at)? as f32),
            _ => Err(NetError::Damaged { what: "an option that is no number" }),
        }
    }

    /// A list of whole numbers from 0.
    pub(super) fn numbers(self, name: &str) -> Result<Vec<usize>, NetError> {
        let (at, packed) = self.value(name)?;
        if packed >> 2 != INTS && packed >> 2 != UINTS {
            return Err(NetError::Damaged { what: "an option that is no list" });
        }
        let start = behind(at, unsigned(self.bytes, at, self.width)?)?;
        let width = 1_usize << (packed & 3);
        let len = unsigned(self.bytes, behind(start, width)?, width)?;
        if len > self.bytes.len() {
            return Err(NetError::Outside { at: start });
        }
        (0..len).map(|index| unsigned(self.bytes, start + index * width, width)).collect()
    }
}

fn behind(at: usize, offset: usize) -> Result<usize, NetError> {
    at.checked_sub(offset).ok_or(NetError::Outside { at })
}

/// A number of `width` bytes; negative ones come out far too large and are refused by whoever checks the range.
fn unsigned(bytes: &[u8], at: usize, width: usize) -> Result<usize, NetError> {
    let end = at.checked_add(width).ok_or(NetError::Outside { at })?;
    let found = bytes.get(at..end).filter(|found| matches!(found.len(), 1 | 2 | 4)).ok_or(NetError::Outside { at })?;
    Ok(found.iter().rev().fold(0, |number, byte| number << 8 | usize::from(*byte)))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `{output_height: 16, output_width: 16}` as the attention network writes it.
    const SIZE: [u8; 40] = *b"output_height\0output_width\0\x02\x1c\x0f\x02\x01\x02\x10\x10\x04\x04\x04\x24\x01";

    #[test]
    fn a_map_is_read_by_name() {
        let map = Map::read(&SIZE).unwrap();
        assert_eq!(map.number("output_height"), Ok(16));
        assert_eq!(map.float("output_width"), Ok(16.0));
        assert_eq!(map.number("output"), Err(NetError::Damaged { what: "an option is missing" }));
        assert_eq!(map.numbers("output_width"), Err(NetError::Damaged { what: "an option that is no list" }));
    }

    #[test]
    fn a_map_cut_anywhere_is_refused_or_read_without_a_panic() {
        for end in 0..SIZE.len() {
            if let Ok(map) = Map::read(&SIZE[..end]) {
                let _ = (map.number("output_height"), map.float("output_width"), map.numbers("output_width"));
            }
        }
    }
}
