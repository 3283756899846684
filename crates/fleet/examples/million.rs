//! Writes a fleet to standard output: `million CLUSTERS [BROKEN]`, as NDJSON, ten clusters a deployment, some lines broken.

use std::io::{self, BufWriter, Write};

fn main() -> io::Result<()> {
    let mut numbers = std::env::args().skip(1).map(|text| text.parse::<u64>().unwrap_or_default());
    let clusters = numbers.next().unwrap_or(1_000_000);
    let broken = numbers.next().unwrap_or_default();
    let mut out = BufWriter::new(io::stdout().lock());
    for cluster in 0..clusters {
        let deployment = cluster / 10;
        let days = deployment % 60;
        if broken > 0 && cluster % (clusters / broken).max(1) == 5 {
            writeln!(out, "{{\"deployment\": \"site-{deployment:05}\", \"cluster\": ")?;
        }
        writeln!(
            out,
            "{{\"deployment\": \"site-{deployment:05}\", \"host\": \"hv-{deployment:05}\", \"cluster\": \"c{cluster}\", \
             \"load_balancer\": {}, \"shutdown\": \"{days}d\", \"since_update\": \"{}d\", \"build\": \"1.0.24.11029\"}}",
            cluster % 3 == 0,
            deployment % 120
        )?;
    }
    out.flush()
}
