//! What is said of two collections that were compared.

/// The answer in one sentence. The numbers are those of the certificates that need something.
pub fn verify_summary(expired: usize, not_renewed: usize, missing: usize, total: usize) -> String {
    let again = expired + not_renewed;
    if again > 0 {
        let (noun, verb) =
            if again == 1 { ("certificate", "needs its") } else { ("certificates", "need their") };
        return format!(
            "Not healed: {again} of {total} {noun} {verb} step again. Run the commands below, then collect once more."
        );
    }
    if total == 0 {
        return "The second file holds no certificate, so nothing can be said.".to_owned();
    }
    if missing > 0 {
        let (what, was) = if missing == 1 { ("certificate", "was") } else { ("certificates", "were") };
        return format!("Not certain: {missing} {what} that {was} read before could not be read again.");
    }
    "Healed: every certificate that was read is valid.".to_owned()
}

/// What became of a certificate, as a heading for all of that kind.
///
/// The kinds are those of `certplan/verify/1`.
pub const fn verify_outcome(outcome: &str) -> &'static str {
    match outcome.as_bytes() {
        b"expired" => "Expired",
        b"other_authority" => "Signed by another authority: servers refuse it, whatever its dates",
        b"not_renewed" => "Valid, but renewal does not work: less is left than a working renewal leaves",
        b"missing" => "Read before, not read again",
        b"ends_unrenewed" => "Valid, and nothing renews it",
        b"renewed" => "Renewed",
        b"valid" => "Valid, not due yet",
        b"new" => "Valid, not read before",
        _ => "Other",
    }
}

/// What to look at on a later day.
pub fn verify_check(day: u32, credential: &str) -> String {
    match credential {
        "kubernetes-leaf" => format!(
            "Day {day}: collect again. Every Kubernetes certificate must have been renewed: it lives 4 days. This is the day on \
             which a repair that did not take shows."
        ),
        "moc-client" => format!(
            "Day {day}: collect again. Every login certificate (MOC) must have been renewed: that happens when 30 % of its life \
             is left."
        ),
        _ => format!("Day {day}: collect again and compare. Nothing may have expired."),
    }
}

/// The label before the command that repairs a certificate.
pub const RUN_AGAIN: &str = "Run again";
