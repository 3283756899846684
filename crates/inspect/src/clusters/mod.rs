//! Which clusters there are: the output of `Get-AksHciCluster` in the forms that people pass on.
//!
//! The property set differs from build to build, so only the name and the load balancer are looked for. The management
//! cluster is in none of them.

mod csv;
mod json;
mod list;
mod names;
mod table;

use certplan_core::facts::{ClusterError, ClusterName};
pub use certplan_core::report::ListedCluster;
use certplan_text::{Decoded, decode};

use crate::MOST_BYTES;
use crate::colour::without_colour;

/// The name that the product gives the management cluster; it is no target.
const MANAGEMENT: &str = "clustergroup-management";

/// The most clusters of one list.
pub const MOST_CLUSTERS: usize = 10_000;

/// The list as lines that `certplan fleet` reads: the clusters of one deployment, which the list does not name.
pub fn lines(listed: &[ListedCluster]) -> String {
    let mut lines = String::new();
    for ListedCluster { name, load_balancer } in listed {
        let there = if load_balancer.unwrap_or_default() { "true" } else { "false" };
        for part in ["{\"cluster\": \"", name.as_str(), "\", \"load_balancer\": ", there, "}\n"] {
            lines.push_str(part);
        }
    }
    lines
}

/// Reads the names of the clusters, and whether each has a load balancer.
///
/// It reads `Get-AksHciCluster` as a list (which is how it prints), through `ConvertTo-Json`, through `Export-Csv`, as a table
/// and as names alone, in UTF-8 or UTF-16, with prompts around it.
///
/// # Errors
///
/// Where there is no cluster in it, or a name is cut off or none: the reason of each.
///
/// # Example: a list as it is pasted
///
/// ```
/// let pasted = b"PS C:\\> Get-AksHciCluster\r\n\r\nKubernetesVersion : v1.29.4\r\nName              : prod\r\n";
/// let clusters = certplan_inspect::clusters::read(pasted).unwrap();
/// assert_eq!(clusters[0].name.as_str(), "prod");
/// ```
pub fn read(bytes: &[u8]) -> Result<Vec<ListedCluster>, Vec<String>> {
    let one = |reason: &str| Err(vec![reason.to_owned()]);
    if bytes.len() > MOST_BYTES {
        return one("it is larger than 8 MiB");
    }
    let decoded = decode(bytes);
    let text = match &decoded {
        Decoded::Text(text) => text,
        Decoded::Copied(text) => text.as_str(),
        Decoded::Binary(_) => return one("it is no text in UTF-8 or UTF-16"),
    };
    let plain = without_colour(text);
    let text = plain.as_deref().map_or(text, String::as_str);
    let forms = [json::read, csv::read, list::read, table::read, names::read];
    let rows = forms.iter().find_map(|read| read(text));
    let mut clusters = Vec::new();
    let mut wrong = Vec::new();
    for row in rows.unwrap_or_default().into_iter().filter(|row| row.name != MANAGEMENT) {
        match named(&row) {
            Ok(name) => clusters.push(ListedCluster { name, load_balancer: row.load_balancer }),
            Err(reason) => wrong.push(reason),
        }
        if clusters.len() + wrong.len() > MOST_CLUSTERS {
            return one("it has more than 10000 clusters");
        }
    }
    if !wrong.is_empty() {
        wrong.truncate(20);
        return Err(wrong);
    }
    if clusters.is_empty() {
        return one(
            "there is no cluster in it; accepted: Get-AksHciCluster, alone or with ConvertTo-Json -Depth 4 or Export-Csv",
        );
    }
    Ok(clusters)
}

fn named(row: &Row) -> Result<ClusterName, String> {
    if row.name.is_empty() {
        return Err("a cluster in it has no name".to_owned());
    }
    if is_cut_off(&row.name) {
        return Err("a name is cut off; use Get-AksHciCluster | ConvertTo-Json -Depth 4".to_owned());
    }
    row.name.parse().map_err(|error: ClusterError| error.to_string())
}

/// Whether a name ends in the dots of a column that was too narrow.
fn is_cut_off(name: &str) -> bool {
    name.ends_with("...") || name.ends_with('\u{2026}')
}

/// A cluster before its name is looked at.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Row {
    name: String,
    load_balancer: Option<bool>,
}

/// What a `LoadBalancer` says in a text: `@{VMSize=...; Count=1; Sku=HAProxy}`. Where only the names of its fields are
/// shown, nothing.
fn load_balancer(text: &str) -> Option<bool> {
    let value = |name: &str| {
        text.split(['{', '}', ';', ',', '@']).find_map(|part| {
            let (key, value) = part.split_once(['=', ':'])?;
            key.trim().trim_matches('"').eq_ignore_ascii_case(name).then(|| value.trim().trim_matches('"'))
        })
    };
    of_kind(value("Sku")?, value("Count"))
}

/// `HAProxy` is the kind that the product deploys.
fn of_kind(sku: &str, count: Option<&str>) -> Option<bool> {
    (!sku.is_empty()).then(|| sku.eq_ignore_ascii_case("HAProxy") && count != Some("0"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_load_balancer_is_known_by_its_kind() {
        for (text, is_there) in [
            ("@{VMSize=Standard_A4_v2; Count=1; Sku=HAProxy}", Some(true)),
            ("{VMSize=Standard_A4_v2, Count=1, Sku=haproxy}", Some(true)),
            ("@{VMSize=Standard_A4_v2; Count=0; Sku=HAProxy}", Some(false)),
            ("@{VMSize=; Count=0; Sku=none}", Some(false)),
            ("@{Sku=}", None),
            ("{VMSize, Count, Sku}", None),
            ("System.Collections.Hashtable", None),
            ("", None),
        ] {
            assert_eq!(load_balancer(text), is_there, "{text}");
        }
    }
}
