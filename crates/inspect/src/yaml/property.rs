//! Anchors and tags: they change nothing of what is read here.

use super::Refused;
use super::cursor::{Cursor, is_blank_or_break, is_flow};

/// Which of the two there are: a bit for each.
pub(super) type Properties = u8;

const ANCHOR: Properties = 1;
const TAG: Properties = 2;

impl Cursor<'_> {
    pub(super) fn has_property(&self) -> bool {
        matches!(self.byte(0), b'&' | b'!')
    }

    /// Passes over an anchor or a tag. Every value has one of each at most.
    pub(super) fn property(&mut self, seen: &mut Properties, flow: bool) -> Result<(), Refused> {
        let anchor = self.byte(0) == b'&';
        let which = if anchor { ANCHOR } else { TAG };
        let twice = *seen & which != 0;
        *seen |= which;
        self.take(1);
        let mut needed = anchor;
        if !anchor && self.byte(0) == b'!' {
            needed = true;
            self.take(1);
        }
        let from = self.at;
        while if anchor { !ends_name(self.byte(0)) } else { is_tag(self.byte(0)) } {
            self.take(1);
        }
        let next = self.byte(0);
        let ends = anchor || is_blank_or_break(next) || flow && is_flow(next);
        if twice || needed && self.at == from || !ends { Err(self.malformed()) } else { Ok(()) }
    }
}

fn ends_name(byte: u8) -> bool {
    is_blank_or_break(byte) || is_flow(byte)
}

fn is_tag(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"-#;/?:@&=+$_.~*'()".contains(&byte)
}
