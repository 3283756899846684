//! LZMA as the file's own script unpacks it: no header, no choices that the script would have to be told.

use anyhow::{Context as _, Result, ensure};
use liblzma::stream::{Action, Filters, LzmaOptions, Status, Stream};

/// The bytes, as small as LZMA makes them.
///
/// # Errors
/// The library refuses.
pub(super) fn smallest(bytes: &[u8]) -> Result<Vec<u8>> {
    const BEST: u32 = 9;
    // Nothing is far away in a module; no position in it is more even than another.
    const WINDOW: u32 = 1 << 21;
    let mut options = LzmaOptions::new_preset(BEST)?;
    options.dict_size(WINDOW).literal_context_bits(2).literal_position_bits(0).position_bits(0).nice_len(273);
    let mut stream =
        Stream::new_raw_encoder(Filters::new().lzma1(&options)).context("LZMA refuses its options")?;
    // More than it could need, so that one call is enough.
    let mut packed = Vec::with_capacity(bytes.len() + bytes.len() / 2 + 1024);
    let status = stream.process_vec(bytes, &mut packed, Action::Finish).context("cannot compress")?;
    ensure!(status == Status::StreamEnd, "the compressed module needs more room than was thought");
    Ok(packed)
}
