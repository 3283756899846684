//! An error message, and what it says.

use certplan_core::symptom::{explain, text};
use certplan_inspect::holds_secret;
use certplan_words::page::reading as words;
use zeroize::Zeroizing;

use crate::protocol::Explained;

/// What the message in these bytes says. They are text in UTF-8 or UTF-16.
pub fn explained(bytes: &[u8]) -> Explained {
    let message = Zeroizing::new(text(bytes));
    let held_secret = holds_secret(bytes);
    let explanation = certplan_words::explained(&explain(&message));
    let mut said = explanation.summary.clone();
    if held_secret {
        said += words::SECRET_NOT_KEPT;
    }
    Explained { explanation, said, held_secret }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_explanation_is_cores() {
        let message = "Error: rpc error: code = Unauthenticated desc = Valid Token Required.";
        let explained = explained(message.as_bytes());
        assert_eq!(explained.explanation, certplan_words::explained(&explain(message)));
        assert!(!explained.held_secret);
    }

    #[test]
    fn a_message_is_not_repeated_and_a_key_in_it_is_noticed() {
        let message = "Valid Token Required <b>\n-----BEGIN PRIVATE KEY-----\nMARKED\n";
        let explained = explained(message.as_bytes());
        assert!(explained.held_secret && explained.said.ends_with("not kept."), "{}", explained.said);
        let crossing = serde_json::to_string(&explained).unwrap();
        assert!(!crossing.contains("MARKED") && !crossing.contains("<b>"), "{crossing}");
    }

    #[test]
    fn text_in_utf_16_is_read() {
        let bytes: Vec<u8> = [0xFF, 0xFE]
            .into_iter()
            .chain(
                "rpc error: code = Unauthenticated desc = Valid Token Required"
                    .encode_utf16()
                    .flat_map(u16::to_le_bytes),
            )
            .collect();
        assert_eq!(explained(&bytes).explanation.findings.len(), 1);
    }
}
