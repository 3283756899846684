//! Compression as a careful static host does it: once, as small as possible.

use flate2::Compression;
use flate2::write::GzEncoder;
use std::io::Write as _;

/// The bytes as gzip at level 9.
pub(crate) fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).and_then(|()| encoder.finish()).expect("writing to memory does not fail")
}

/// As small as brotli can, as a static host stores a file once.
pub(crate) const SMALLEST: u32 = 11;

/// Small and fast, as a server compresses at a request: the smallest takes seconds for the page's WASM.
pub(crate) const FAST: u32 = 5;

/// The bytes as brotli at a quality of 0 to 11.
pub(crate) fn brotli(bytes: &[u8], quality: u32) -> Vec<u8> {
    const BUFFER: usize = 64 * 1024;
    const WINDOW: u32 = 22;
    let mut encoder = brotli::CompressorWriter::new(Vec::new(), BUFFER, quality, WINDOW);
    encoder.write_all(bytes).expect("writing to memory does not fail");
    encoder.into_inner()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read as _;

    #[test]
    fn what_is_compressed_comes_back() {
        let text = "the same words, ".repeat(100);
        let mut back = String::new();
        flate2::read::GzDecoder::new(&gzip(text.as_bytes())[..]).read_to_string(&mut back).unwrap();
        assert_eq!(back, text);
        back.clear();
        brotli::Decompressor::new(&brotli(text.as_bytes(), SMALLEST)[..], 4096)
            .read_to_string(&mut back)
            .unwrap();
        assert_eq!(back, text);
    }
}
