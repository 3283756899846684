//! Clusters out of what `Get-AksHciCluster` printed.

use crate::run::{json, plan_from};

const LIST: &str =
    r#"[{"Name":"akswc1","LoadBalancer":{"VMSize":"x","Count":1,"Sku":"HAProxy"}},{"Name":"web"}]"#;

#[test]
fn the_clusters_of_a_list_are_those_of_the_plan() {
    let typed = ["management", "target=akswc1", "load-balancer=akswc1", "target=web"];
    let typed: Vec<_> = typed.iter().flat_map(|cluster| ["--cluster", cluster]).collect();
    let expected = json(&[&["--shutdown", "45d"], &typed[..]].concat());
    let windows: Vec<u8> = format!("\u{feff}{LIST}\r\n").encode_utf16().flat_map(u16::to_le_bytes).collect();
    for bytes in [LIST.as_bytes(), &windows] {
        let run = plan_from(&["--shutdown", "45d", "--format", "json", "--clusters-from", "-"], bytes);
        assert_eq!((run.status, run.stderr.as_str()), (0, ""));
        assert_eq!(serde_json::from_str::<serde_json::Value>(&run.stdout).expect("JSON"), expected);
    }
}

#[test]
fn a_list_without_a_cluster_is_refused_in_one_line() {
    for (text, start) in [
        ("", "--clusters-from: there is no cluster in it; accepted: "),
        ("Name\n----\nmy-work...\n", "--clusters-from: a name is cut off; "),
        ("[{\"Name\":\"$(reboot)\"}]", "--clusters-from: \"$(reboot)\" is no cluster name"),
    ] {
        plan_from(&["--clusters-from", "-"], text.as_bytes()).refused(1, start);
    }
    plan_from(&["--clusters-from", "no-such-file"], b"")
        .refused(1, "--clusters-from: cannot read \"no-such-file\"");
}
