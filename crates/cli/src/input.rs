//! What a command reads: a file, or standard input where the path is `-`.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use certplan_core::facts::Quoted;

/// The input, and whether there was more of it than `most` bytes: the rest of a larger one is not read.
///
/// # Errors
///
/// It cannot be read: the reason, with its name.
pub(crate) fn read(path: &Path, most: u64) -> Result<(Vec<u8>, bool), String> {
    let read =
        if path == Path::new("-") { up_to(most, io::stdin().lock()) } else { up_to_of_file(most, path) };
    read.map_err(|error| format!("cannot read {}: {error}", Quoted(&path.to_string_lossy())))
}

fn up_to_of_file(most: u64, path: &Path) -> io::Result<(Vec<u8>, bool)> {
    up_to(most, File::open(path)?)
}

/// One byte more than is wanted shows that there is more.
fn up_to(most: u64, source: impl Read) -> io::Result<(Vec<u8>, bool)> {
    let mut bytes = Vec::new();
    let read = source.take(most + 1).read_to_end(&mut bytes)? as u64;
    bytes.truncate(usize::try_from(most).unwrap_or(usize::MAX));
    Ok((bytes, read > most))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rest_of_a_large_input_is_not_read() {
        assert_eq!(up_to(3, io::repeat(b'x')).expect("it can be read"), (b"xxx".to_vec(), true));
        assert_eq!(up_to(3, &b"abc"[..]).expect("it can be read"), (b"abc".to_vec(), false));
        assert_eq!(up_to(3, &b""[..]).expect("it can be read"), (Vec::new(), false));
    }
}
