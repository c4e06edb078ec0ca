//! Reads FlatBuffers, the container of TFLite files, with every offset checked.
//!
//! Source: the FlatBuffers "internals" page. Numbers are little-endian; a table points back to a list that says where
//! each of its fields is.

use super::NetError;

/// The bytes of a file.
#[derive(Debug, Clone, Copy)]
pub(super) struct Bytes<'a>(pub(super) &'a [u8]);

impl<'a> Bytes<'a> {
    fn array<const N: usize>(self, at: usize) -> Result<[u8; N], NetError> {
        self.0.get(at..).and_then(|rest| rest.first_chunk::<N>()).copied().ok_or(NetError::Outside { at })
    }

    fn u16(self, at: usize) -> Result<usize, NetError> {
        Ok(usize::from(u16::from_le_bytes(self.array(at)?)))
    }

    fn u32(self, at: usize) -> Result<usize, NetError> {
        // A browser's memory is 32 bits wide, so `usize` always holds it.
        Ok(u32::from_le_bytes(self.array(at)?) as usize)
    }

    fn i32(self, at: usize) -> Result<i32, NetError> {
        Ok(i32::from_le_bytes(self.array(at)?))
    }

    /// Follows the offset stored at `at`, which counts from there.
    fn follow(self, at: usize) -> Result<usize, NetError> {
        let target = at.checked_add(self.u32(at)?).ok_or(NetError::Outside { at })?;
        if target < self.0.len() { Ok(target) } else { Err(NetError::Outside { at }) }
    }

    /// The table that the file begins with.
    pub(super) fn root(self) -> Result<Table<'a>, NetError> {
        Ok(Table { bytes: self, at: self.follow(0)? })
    }
}

/// A record whose fields are numbered and may be left out.
#[derive(Debug, Clone, Copy)]
pub(super) struct Table<'a> {
    bytes: Bytes<'a>,
    at: usize,
}

impl<'a> Table<'a> {
    /// Where field `slot` is, if it was written.
    fn field(self, slot: usize) -> Result<Option<usize>, NetError> {
        let back = i64::from(self.bytes.i32(self.at)?);
        let list = usize::try_from(self.at as i64 - back).map_err(|_| NetError::Outside { at: self.at })?;
        let place = 4 + 2 * slot;
        if place + 2 > self.bytes.u16(list)? {
            return Ok(None);
        }
        let offset = self.bytes.u16(list + place)?;
        Ok((offset != 0).then_some(self.at + offset))
    }

    /// A number of 32 bits.
    pub(super) fn i32(self, slot: usize, otherwise: i32) -> Result<i32, NetError> {
        self.field(slot)?.map_or(Ok(otherwise), |at| self.bytes.i32(at))
    }

    /// A number of 8 bits.
    pub(super) fn u8(self, slot: usize) -> Result<u8, NetError> {
        self.field(slot)?.map_or(Ok(0), |at| self.bytes.array::<1>(at).map(|[byte]| byte))
    }

    /// A record inside.
    pub(super) fn table(self, slot: usize) -> Result<Option<Table<'a>>, NetError> {
        let Some(at) = self.field(slot)? else { return Ok(None) };
        Ok(Some(Table { bytes: self.bytes, at: self.bytes.follow(at)? }))
    }

    /// A list's elements of `size` bytes each; empty if it was not written.
    fn list(self, slot: usize, size: usize) -> Result<(usize, &'a [u8]), NetError> {
        let Some(at) = self.field(slot)? else { return Ok((0, &[])) };
        let list = self.bytes.follow(at)?;
        let length = self.bytes.u32(list)?.checked_mul(size);
        let end = length.and_then(|length| length.checked_add(list + 4));
        let found = end.and_then(|end| self.bytes.0.get(list + 4..end));
        Ok((list + 4, found.ok_or(NetError::Outside { at: list })?))
    }

    /// Plain bytes, also text.
    pub(super) fn bytes(self, slot: usize) -> Result<&'a [u8], NetError> {
        Ok(self.list(slot, 1)?.1)
    }

    /// A list of numbers of 32 bits.
    pub(super) fn i32s(self, slot: usize) -> Result<Vec<i32>, NetError> {
        let (_, bytes) = self.list(slot, 4)?;
        Ok(bytes.as_chunks::<4>().0.iter().map(|four| i32::from_le_bytes(*four)).collect())
    }

    /// A list of records.
    pub(super) fn tables(self, slot: usize) -> Result<Vec<Table<'a>>, NetError> {
        let (start, bytes) = self.list(slot, 4)?;
        let places = (0..bytes.len() / 4).map(|index| start + 4 * index);
        places.map(|at| Ok(Table { bytes: self.bytes, at: self.bytes.follow(at)? })).collect()
    }
}
