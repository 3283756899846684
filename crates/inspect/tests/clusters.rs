//! Lists of clusters as people pass them on.

use certplan_inspect::clusters::{ListedCluster, read};
use proptest::prelude::*;

const LIST: &str = "\
PS C:\\Windows\\system32> Get-AksHciCluster


Status                : {ProvisioningState, Details}
ProvisioningState     : Deployed
KubernetesVersion     : v1.29.4
PackageVersion        : v1.29.4
NodePools             : {nodepoolA, nodepoolB, nodepoolC, nodepoolD...}
WindowsNodeCount      : 0
LinuxNodeCount        : 2
ControlPlaneNodeCount : 1
AutoScalerProfile     :
LoadBalancer          : @{VMSize=Standard_A4_v2; Count=1;
                        Sku=HAProxy}
ImageName             : Linux_k8s_1.0.24.11029
Name                  : akswc1

ProvisioningState     : provisioned
KubernetesVersion     : v1.21.2
NodePools             : linux
LoadBalancer          : {VMSize, Count, Sku}
Name                  : my-workload-cluster


PS C:\\Windows\\system32> ";

const JSON: &str = r#"{"Status":{"ProvisioningState":"Deployed","Name":"inner"},"NodePools":["a"],"LoadBalancer":{"VMSize":"x","Count":1,"Sku":"HAProxy"},"Name":"akswc1"}"#;

const CSV: &str = "\
#TYPE Selected.System.Management.Automation.PSCustomObject\r
\"Status\",\"KubernetesVersion\",\"LoadBalancer\",\"Name\"\r
\"@{ProvisioningState=Deployed; Details=}\",\"v1.29.4\",\"@{VMSize=Standard_A4_v2; Count=1; Sku=HAProxy}\",\"akswc1\"\r
\"a \"\"b\"\",\r
c\",\"v1.21.2\",\"System.Collections.Hashtable\",\"my-workload-cluster\"\r
PS C:\\> ";

fn names(clusters: &[ListedCluster]) -> Vec<(&str, Option<bool>)> {
    clusters.iter().map(|it| (it.name.as_str(), it.load_balancer)).collect()
}

#[track_caller]
fn gives(text: &str, expected: &[(&str, Option<bool>)]) {
    let utf16: Vec<u8> =
        std::iter::once(0xFEFF).chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let windows = text.replace("\r\n", "\n").replace('\n', "\r\n");
    for bytes in [text.as_bytes(), windows.as_bytes(), &utf16] {
        assert_eq!(names(&read(bytes).expect("clusters")), expected, "{text}");
    }
}

const BOTH: [(&str, Option<bool>); 2] = [("akswc1", Some(true)), ("my-workload-cluster", None)];

#[test]
fn a_printed_list_is_read_with_its_prompts_and_broken_lines() {
    gives(LIST, &BOTH);
    gives("Name : a1\nKubernetesVersion : v1\nName : b2\n", &[("a1", None), ("b2", None)]);
}

#[test]
fn json_is_read_as_an_object_a_list_and_a_list_in_an_object() {
    let other = r#"{"name":"my-workload-cluster","LoadBalancer":"{VMSize, Count, Sku}"}"#;
    gives(JSON, &BOTH[..1]);
    gives(&format!("[{JSON},{other}]"), &BOTH);
    gives(r#"{"Name":"a1","name":"b2"}"#, &[("a1", None)]);
    gives(&format!("{{\"value\":[{JSON},{other}],\"Count\":2}}"), &BOTH);
    gives(
        &format!("PS C:\\> Get-AksHciCluster | ConvertTo-Json -Depth 4\n[\n{JSON},\n{other}\n]\nPS C:\\> "),
        &BOTH,
    );
}

#[test]
fn csv_is_read_with_its_type_line_and_either_separator() {
    gives(CSV, &BOTH);
    gives("\"Status\";\"Name\"\n\"a;b\";\"akswc1\"\n", &[("akswc1", None)]);
    gives("\"Name\"\n\"a1\"\n\"b2\"\n", &[("a1", None), ("b2", None)]);
}

#[test]
fn a_table_is_read_by_its_columns() {
    gives(
        "\nName   KubernetesVersion\n----   -----------------\nakswc1 v1.29.4\nb2     v1.21.2\n\n",
        &[("akswc1", None), ("b2", None)],
    );
    gives("Name\n----\na1\nb2\n", &[("a1", None), ("b2", None)]);
}

#[test]
fn what_is_no_good_name_is_refused_with_the_reason() {
    for (text, start) in [
        ("", "there is no cluster in it; accepted: Get-AksHciCluster"),
        ("PS C:\\> Get-AksHciCluster\n", "there is no cluster in it"),
        ("[]", "there is no cluster in it"),
        ("Name\n----\nmy-work...\n", "a name is cut off; use Get-AksHciCluster | ConvertTo-Json"),
        ("Name : $(reboot)\n", "\"$(reboot)\" "),
        ("{\"Name\":\"Prod'; rm x\"}", "\"Prod'; rm x\" "),
    ] {
        let reasons = read(text.as_bytes()).expect_err(text);
        assert!(reasons.len() == 1 && reasons[0].starts_with(start), "{text}: {reasons:?}");
    }
}

proptest! {
    #[test]
    fn any_text_is_read_or_refused(
        beginning in prop::sample::select(&["", "Name : ", "[{\"Name\":", "\"Name\",\"x\"\n", "Name\n----\n", LIST][..]),
        bytes in prop::collection::vec(any::<u8>(), 0..200),
    ) {
        match read(&[beginning.as_bytes(), &bytes].concat()) {
            Ok(clusters) => prop_assert!(!clusters.is_empty()),
            Err(reasons) => prop_assert!(!reasons.is_empty()),
        }
    }
}
