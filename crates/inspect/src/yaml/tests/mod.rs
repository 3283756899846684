//! The reader against the library, its oracle: what it accepts, the library accepts, with the same events.

mod noise;
mod samples;
mod trees;

use std::fmt;

use super::{Event, Reader, Refused, Scalar};

impl PartialEq for Scalar<'_> {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl fmt::Debug for Scalar<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}

/// Everything that the reader gives of a text.
fn read(text: &str) -> Result<Vec<Event<'_>>, Refused> {
    let mut reader = Reader::new(text);
    let mut events = Vec::new();
    while let Some(event) = reader.event()? {
        events.push(event);
    }
    Ok(events)
}

/// Everything that the oracle gives of a text; why not, as it says it, and the line.
fn oracle(text: &str) -> Result<Vec<Event<'static>>, (String, usize)> {
    use saphyr_parser::Event as Of;

    let mut events = Vec::new();
    for event in saphyr_parser::Parser::new_from_str(text) {
        let (event, _) = event.map_err(|error| (error.info().to_owned(), error.marker().line()))?;
        events.push(match event {
            Of::Nothing | Of::StreamStart | Of::StreamEnd => continue,
            Of::Alias(_) => return Err(("alias".to_owned(), 0)),
            Of::DocumentStart(_) => Event::DocumentStart,
            Of::DocumentEnd => Event::DocumentEnd,
            Of::MappingStart(..) => Event::MappingStart,
            Of::MappingEnd => Event::MappingEnd,
            Of::SequenceStart(..) => Event::SequenceStart,
            Of::SequenceEnd => Event::SequenceEnd,
            Of::Scalar(text, ..) => Event::Scalar(Scalar::Copied(text.into_owned().into())),
        });
    }
    Ok(events)
}

/// What the reader accepts is what the oracle reads.
fn holds(text: &str) {
    if let Ok(events) = read(text) {
        assert_eq!(Ok(events), oracle(text), "{text:?}");
    }
}

/// The reader accepts it, and reads it as the oracle does.
fn is_read(text: &str) {
    let expected = oracle(text);
    assert!(expected.is_ok(), "no sample: {text:?}: {expected:?}");
    assert_eq!(read(text).map_err(|refused| (format!("{refused:?}"), 0)), expected, "{text:?}");
}
