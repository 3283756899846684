//! Texts that nobody writes.

use proptest::prelude::*;

use super::{holds, trees};

proptest! {
    #![proptest_config(cases(1000))]

    #[test]
    fn noise_is_read_as_the_oracle_reads_it_or_refused(text in "[{}\\[\\],:#&*!|>'\"%@ \n\t?ab0\\-]{0,40}") {
        holds(&text);
    }

    #[test]
    fn noise_of_lines_is_read_as_the_oracle_reads_it_or_refused(
        lines in prop::collection::vec(("  ?(  ?)?", "(- |\\? |: ){0,2}", "([ab&!'\"]{1,3}[: #|>+\\-0-9]{0,3}|[\\[{,\\]}a: \"]{0,5})", "(: ?|:\t)?", "(a|#b|\"a|b\"|'| |\t|\\||>|\\[|\\]|\\{|---|\\.\\.\\.|a b|- a|&a ?|!b ?|\\\\){0,3}", "\n|\n|\n|\r\n|\r|\n\n|\n\t\n| #a\n"), 0..7),
    ) {
        let text: String = lines.iter().map(|(a, b, c, d, e, f)| [&**a, b, c, d, e, f].concat()).collect();
        holds(&text);
    }

    #[test]
    fn what_is_changed_in_a_document_is_read_as_the_oracle_reads_it_or_refused(
        (text, places) in (trees::document(), prop::collection::vec((any::<prop::sample::Index>(), 0..3_u8, "[{}\\[\\],:#&*!|>'\"%@ \n\t?ab0\\-\\\\]{1,2}"), 1..4)),
    ) {
        let mut text: Vec<char> = text.chars().collect();
        for (place, what, other) in places {
            if text.is_empty() {
                break;
            }
            let place = place.index(text.len());
            match what {
                0 => drop(text.remove(place)),
                1 => drop(text.splice(place..place, other.chars())),
                _ => text[place] = other.chars().next().unwrap_or(' '),
            }
        }
        holds(&text.into_iter().collect::<String>());
    }
}

/// More of them by hand: `PROPTEST_CASES=400000 cargo test -p certplan-inspect yaml`.
pub(super) fn cases(least: u32) -> ProptestConfig {
    let usual = ProptestConfig::default();
    ProptestConfig { cases: usual.cases.max(least), ..usual }
}
