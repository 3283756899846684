//! The examples below the help of each command.

// No line above 80 columns: a command that a terminal breaks cannot be copied.

pub(super) const PLAN: &str = "\
Examples:
  It was off for 45 days, with one workload cluster and its load balancer:
  certplan plan --shutdown 45d --cluster target=web --cluster load-balancer=web

  You know the dates:
  certplan plan --from 2026-11-01 --to 2026-12-18 --cluster target=web

  For a script:
  certplan plan --shutdown 10d --cluster target=web --format json --exit-code

Exit status:
  0 done, 1 a fact is wrong, 2 the command line is wrong,
  10 something must be repaired (only with --exit-code)";

pub(super) const FORECAST: &str = "\
Examples:
  From Friday evening to after the holidays:
  certplan forecast --from 2026-12-18T17:00+01:00 --to 2027-01-08T08:00+01:00

  Reminders for a calendar:
  certplan forecast --from 2026-12-18 --to 2027-01-08 --format ics > aks.ics

  Only a length is known:
  certplan forecast --shutdown 21d --since-update 40d

Exit status:
  0 done, 1 a fact is wrong, 2 the command line is wrong";

pub(super) const INSPECT: &str = "\
Examples:
  When does it all expire?
  certplan inspect kubeconfig-mgmt cloudconfig apiserver.crt

  What a node prints:
  ssh NODE openssl x509 -dates -noout -in FILE | certplan inspect -

  For monitoring:
  certplan inspect bundle.pem --warn 7d --exit-code --format json

Exit status:
  0 done, 1 nothing could be read or a fact is wrong, 2 the command line is wrong,
  3 a part could not be read, the rest is printed; only with --exit-code:
  10 something expired, is not valid yet, or expires within --warn,
  11 something could not be read";

pub(super) const EXPLAIN: &str = "\
Examples:
  certplan explain 'rpc error: code = Unauthenticated desc = Valid Token Required.'
  Get-Clipboard | certplan explain -
  certplan explain --file error.txt --format json --exit-code

Exit status:
  0 done, 1 the text cannot be read, 2 the command line is wrong,
  11 the message or its layer is not known (only with --exit-code)";

pub(super) const COLLECTOR: &str = "\
Examples:
  certplan collector > certplan-collector.ps1";

pub(super) const SCHEDULE: &str = "\
Examples:
  certplan schedule > certplan-renew.ps1";

pub(super) const FLEET: &str = "\
Examples:
  Every deployment of a list, the worst ten named at the end:
  certplan fleet clusters.csv

  All were off for the same time, and this is for a program:
  certplan fleet clusters.csv --shutdown 45d --format ndjson > plans.ndjson

  Keep what was rejected, with the reason:
  certplan fleet clusters.csv --reject rejected.ndjson

  What Get-AksHciCluster printed, for one deployment:
  certplan fleet clusters.txt --deployment berlin --shutdown 45d

Exit status:
  0 done, 1 a fact is wrong or no line can be used,
  2 the command line is wrong, 3 some lines were rejected, the rest is done;
  with --exit-code: 10 something must be repaired, 11 nothing must be repaired
  in the lines that could be read";

pub(super) const COMPLETIONS: &str = "\
Examples:
  certplan completions bash > /etc/bash_completion.d/certplan
  certplan completions powershell >> $PROFILE";

pub(super) const VERIFY: &str = "\
Examples:
  certplan verify before.json after.json
  certplan verify before.json after.json --exit-code
  certplan verify before.json after.json --format ics";
