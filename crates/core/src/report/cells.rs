//! A row as the cells of a table, similar to `kubeadm certs check-expiration`.

use super::{Row, Trust};

/// The names of the cells, in their order.
pub const CELLS: [&str; 7] =
    ["CERTIFICATE", "SUBJECT", "EXPIRES", "RESIDUAL TIME", "ISSUER", "LAYER", "STATUS"];

/// The widest name; a longer one ends in dots. The JSON form has all of it.
const WIDEST: usize = 40;

impl Row {
    /// The texts of the cells, in the order of [`CELLS`].
    pub fn cells(&self) -> [String; CELLS.len()] {
        [
            self.origin.clone(),
            self.subject_name(),
            self.not_after.to_string(),
            residual_time(self.residual_seconds),
            self.issuer_name(),
            self.layer.map_or("", |layer| layer.as_str()).to_owned(),
            self.state().to_owned(),
        ]
    }

    /// The common name of who it is for, or the whole name where it has none; cut where it is too wide for a table.
    pub fn subject_name(&self) -> String {
        short(common_name(&self.subject).unwrap_or(&self.subject))
    }

    /// The same of who signed it.
    pub fn issuer_name(&self) -> String {
        short(common_name(&self.issuer).unwrap_or(&self.issuer))
    }

    /// Its status; of a certificate that another authority signed, that.
    pub fn state(&self) -> &'static str {
        match self.trust {
            Some(Trust::OtherAuthority) => Trust::OtherAuthority.as_str(),
            Some(Trust::SameAuthority) | None => self.status.as_str(),
        }
    }

    /// Whether nothing has to be done about it.
    pub fn is_good(&self) -> bool {
        self.status.is_good() && self.trust != Some(Trust::OtherAuthority)
    }
}

/// The common name of a written name: `CN=x,O=y`, `CN = x, O = y`, `O=y,CN=x` or `/O=y/CN=x`. Escapes stay.
pub fn common_name(name: &str) -> Option<&str> {
    let old = name.starts_with('/');
    let mut escaped = false;
    let mut start = 0;
    // The end of a name ends its last part.
    for (at, byte) in name.bytes().chain([if old { b'/' } else { b',' }]).enumerate() {
        let is_end = at == name.len();
        let separates = if old { byte == b'/' } else { matches!(byte, b',' | b'+') && (!escaped || is_end) };
        escaped = byte == b'\\' && !escaped;
        if separates {
            let part = name.get(start..at)?.trim();
            let value = part.strip_prefix("CN").and_then(|rest| rest.trim_start().strip_prefix('='));
            if let Some(value) = value {
                return Some(value.trim());
            }
            start = at + 1;
        }
    }
    None
}

fn short(text: &str) -> String {
    let mut cut = 0;
    for (count, (at, _)) in text.char_indices().enumerate() {
        if count == WIDEST - 3 {
            cut = at;
        } else if count == WIDEST {
            return text.get(..cut).unwrap_or_default().to_owned() + "...";
        }
    }
    text.to_owned()
}

/// A length as Kubernetes tools print it: two units at most, and only where they matter.
fn residual_time(seconds: i64) -> String {
    let Ok(seconds) = u64::try_from(seconds) else { return "<invalid>".to_owned() };
    let (minutes, hours, days) = (seconds / 60, seconds / 3600, seconds / 86_400);
    let (large, unit, small, rest) = match seconds {
        0..120 => (seconds, "s", 0, ""),
        120..600 => (minutes, "m", seconds % 60, "s"),
        600..10_800 => (minutes, "m", 0, ""),
        10_800..28_800 => (hours, "h", minutes % 60, "m"),
        28_800..172_800 => (hours, "h", 0, ""),
        172_800..691_200 => (days, "d", hours % 24, "h"),
        691_200..63_072_000 => (days, "d", 0, ""),
        63_072_000..252_288_000 => (days / 365, "y", days % 365, "d"),
        _ => (days / 365, "y", 0, ""),
    };
    let mut text = large.to_string() + unit;
    if small > 0 {
        text += &small.to_string();
        text += rest;
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_as_kubernetes_tools_print_them() {
        for (seconds, text) in [
            (-1, "<invalid>"),
            (0, "0s"),
            (119, "119s"),
            (150, "2m30s"),
            (600, "10m"),
            (10_860, "3h1m"),
            (90_000, "25h"),
            (273_600, "3d4h"),
            (31_536_000 - 1, "364d"),
            (63_072_000, "2y"),
            (63_072_000 + 86_400, "2y1d"),
            (315_360_000, "10y"),
        ] {
            assert_eq!(residual_time(seconds), text);
        }
    }

    #[test]
    fn the_common_name_is_found_in_every_spelling() {
        for name in ["CN=a/b\\, c,O=d", "O = d, CN = a/b\\, c", "UID=1+CN=a/b\\, c"] {
            assert_eq!(common_name(name), Some("a/b\\, c"), "{name}");
        }
        assert_eq!(common_name("/O=d/CN=a, b"), Some("a, b"));
        assert_eq!(common_name("O=d"), None);
    }
}
