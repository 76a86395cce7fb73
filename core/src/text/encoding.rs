//! From the bytes of a file to text.

/// The text that bytes stand for: UTF-8, or UTF-16 where a byte order mark says so (Windows PowerShell writes it).
///
/// What is neither is read as UTF-8 with U+FFFD in the place of what is not.
pub(crate) fn decode(bytes: Vec<u8>) -> String {
    let units = |pair: fn([u8; 2]) -> u16| -> String {
        let units =
            bytes.get(2..).unwrap_or_default().chunks_exact(2).map(|chunk| pair([chunk[0], chunk[1]]));
        char::decode_utf16(units).map(|unit| unit.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
    };
    match bytes.as_slice() {
        [0xFF, 0xFE, ..] => units(u16::from_le_bytes),
        [0xFE, 0xFF, ..] => units(u16::from_be_bytes),
        _ => String::from_utf8(bytes)
            .unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::decode;

    #[test]
    fn every_encoding_of_a_file_is_text() {
        let utf16: Vec<u8> = "\u{feff}[ä]".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(decode(utf16), "[ä]");
        assert_eq!(decode("[ä]".into()), "[ä]");
        assert_eq!(decode(vec![b'[', 0xE4, b']']), "[\u{fffd}]");
        assert_eq!(decode(vec![0xFF, 0xFE, b'[']), "");
    }
}
