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

/// The first and the last `most` bytes of an input: what is between them is not kept.
///
/// # Errors
///
/// It cannot be read: the reason, with its name.
pub(crate) fn both_ends(path: &Path, most: usize) -> Result<Vec<u8>, String> {
    let read = if path == Path::new("-") {
        ends(most, io::stdin().lock())
    } else {
        File::open(path).and_then(|file| ends(most, file))
    };
    read.map_err(|error| format!("cannot read {}: {error}", Quoted(&path.to_string_lossy())))
}

pub(crate) fn ends(most: usize, mut source: impl Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    source.by_ref().take(most as u64).read_to_end(&mut bytes)?;
    let mut end = Vec::new();
    let mut piece = Vec::new();
    while source.by_ref().take(most as u64).read_to_end(&mut piece)? > 0 {
        end.append(&mut piece);
        // An even count, so that text in UTF-16 stays whole.
        let surplus = end.len().saturating_sub(most) & !1;
        end.drain(..surplus);
    }
    bytes.append(&mut end);
    Ok(bytes)
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
    fn of_a_long_input_both_ends_are_read() {
        let ends = |text: &str| ends(4, text.as_bytes()).expect("it can be read");
        assert_eq!(ends("abc"), b"abc");
        assert_eq!(ends("abcdefgh"), b"abcdefgh");
        assert_eq!(ends("abcd--------efgh"), b"abcdefgh");
    }

    #[test]
    fn the_rest_of_a_large_input_is_not_read() {
        assert_eq!(up_to(3, io::repeat(b'x')).expect("it can be read"), (b"xxx".to_vec(), true));
        assert_eq!(up_to(3, &b"abc"[..]).expect("it can be read"), (b"abc".to_vec(), false));
        assert_eq!(up_to(3, &b""[..]).expect("it can be read"), (Vec::new(), false));
    }
}
