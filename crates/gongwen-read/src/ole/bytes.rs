//! Reads of little-endian numbers and slices that are `None` beyond the end, never a panic.

/// The number of one byte at `at`.
pub(super) fn u8_at(bytes: &[u8], at: usize) -> Option<u8> {
    bytes.get(at).copied()
}

/// The number of two bytes at `at`.
pub(super) fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(array(bytes, at)?))
}

/// The number of four bytes at `at`.
pub(super) fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(array(bytes, at)?))
}

/// The signed number of four bytes at `at`.
pub(super) fn i32_at(bytes: &[u8], at: usize) -> Option<i32> {
    Some(i32::from_le_bytes(array(bytes, at)?))
}

fn array<const N: usize>(bytes: &[u8], at: usize) -> Option<[u8; N]> {
    bytes.get(at..at.checked_add(N)?)?.try_into().ok()
}

/// `length` bytes from `at`.
pub(super) fn slice(bytes: &[u8], at: usize, length: usize) -> Option<&[u8]> {
    bytes.get(at..at.checked_add(length)?)
}

/// A PLC (MS-DOC): n + 1 character positions, then n data elements of `size` bytes. Gives each element with the
/// positions on both sides of it, as far as they ascend.
pub(super) fn plc(bytes: &[u8], size: usize) -> impl Iterator<Item = (u32, u32, &[u8])> {
    let count = bytes.len().saturating_sub(4) / (4 + size);
    let mut last = 0;
    (0..count).map_while(move |index| {
        let start = u32_at(bytes, index * 4)?;
        let end = u32_at(bytes, (index + 1) * 4)?;
        let data = slice(bytes, (count + 1) * 4 + index * size, size)?;
        let ascends = start >= last && end >= start;
        last = end;
        ascends.then_some((start, end, data))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_read_beyond_the_end() {
        assert_eq!(u16_at(&[1, 2], 0), Some(0x0201));
        assert_eq!(u16_at(&[1, 2], 1), None);
        assert_eq!(u32_at(&[1, 2, 3, 4], usize::MAX), None);
        assert_eq!(slice(&[1, 2], 1, usize::MAX), None);
    }

    #[test]
    fn a_plc_ends_where_its_positions_fall() {
        let mut bytes = Vec::new();
        for cp in [0_u32, 4, 2] {
            bytes.extend(cp.to_le_bytes());
        }
        bytes.extend([1, 2]);
        let found: Vec<_> = plc(&bytes, 1).map(|(start, end, data)| (start, end, data[0])).collect();
        assert_eq!(found, [(0, 4, 1)]);
    }
}
