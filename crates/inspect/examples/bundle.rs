//! How fast a bundle is read, beside `openssl storeutl` on the same one.
//!
//! `cargo run --release -p certplan-inspect --example bundle [COUNT]`

#![expect(clippy::print_stdout, reason = "a gauge prints its figures")]

use std::error::Error;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use certplan_inspect::read;

fn main() -> Result<(), Box<dyn Error>> {
    let count = std::env::args().nth(1).map_or(Ok(10_000), |count| count.parse())?;
    let folder = std::env::temp_dir().join(format!("certplan-bundle-{}", std::process::id()));
    fs::create_dir_all(&folder)?;
    let measured = measure(&folder, count);
    fs::remove_dir_all(&folder)?;
    measured
}

fn measure(folder: &Path, count: usize) -> Result<(), Box<dyn Error>> {
    let bundle = folder.join("bundle.pem");
    fs::write(&bundle, some_certificates(folder)?.repeat(count.div_ceil(KINDS.len())))?;
    let bytes = fs::read(&bundle)?;
    println!("bundle           {count} certificates, {} kB", bytes.len() / 1000);

    let mut found = 0;
    let ours = fastest(20, || {
        found = read("bundle.pem", &bytes).items.len();
        Ok(())
    })?;
    println!("certplan-inspect {ours:9.1?}, {found} read");
    let theirs = fastest(3, || {
        run(Command::new("openssl").args(["storeutl", "-noout", "-text", "-certs"]).arg(&bundle))
    })?;
    println!("openssl storeutl {theirs:9.1?}");
    println!("ratio            {:9.1}  (bar: 15)", theirs.as_secs_f64() / ours.as_secs_f64());
    if let Ok(python) = fastest(3, || run(Command::new("python3").args(["-c", PYTHON]).arg(&bundle))) {
        println!(
            "cryptography     {python:9.1?}, ratio {:.1}  (bar: 2)",
            python.as_secs_f64() / ours.as_secs_f64()
        );
    } else {
        println!("cryptography     is not installed");
    }
    Ok(())
}

const PYTHON: &str = "\
import sys
from cryptography import x509
for c in x509.load_pem_x509_certificates(open(sys.argv[1], 'rb').read()):
    print(c.subject.rfc4514_string(), c.issuer.rfc4514_string(), c.not_valid_before_utc, c.not_valid_after_utc)";

const KINDS: [&[&str]; 4] = [
    &["-newkey", "rsa:2048"],
    &["-newkey", "rsa:4096"],
    &["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-384"],
    &["-newkey", "ed25519"],
];

/// One certificate of each kind.
fn some_certificates(folder: &Path) -> Result<String, Box<dyn Error>> {
    let mut pem = String::new();
    for kind in KINDS {
        let one = folder.join("one.pem");
        let key = folder.join("one.key");
        let subject = "/O=system:masters/CN=kube-apiserver-kubelet-client";
        let mut make = Command::new("openssl");
        make.args(["req", "-x509", "-nodes", "-days", "4", "-subj", subject]).args(kind);
        run(make.arg("-keyout").arg(key).arg("-out").arg(&one))?;
        pem += &fs::read_to_string(one)?;
    }
    Ok(pem)
}

fn run(command: &mut Command) -> Result<(), Box<dyn Error>> {
    let status = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).status()?;
    if status.success() { Ok(()) } else { Err(format!("{command:?}: {status}").into()) }
}

fn fastest(
    times: usize,
    mut work: impl FnMut() -> Result<(), Box<dyn Error>>,
) -> Result<Duration, Box<dyn Error>> {
    let mut best = Duration::MAX;
    for _ in 0..times {
        let start = Instant::now();
        work()?;
        best = best.min(start.elapsed());
    }
    Ok(best)
}
