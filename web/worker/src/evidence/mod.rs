//! Certificates and lists of clusters that were read, and what they mean at one time.

mod comparison;
mod decisive;
mod source;

use certplan_core::facts::{ClusterName, Duration, Timestamp};
use certplan_core::report::{Rejected, Row};
use certplan_inspect::verify::{Collection, Verification};
use certplan_inspect::{Reading, Report};
use certplan_words::page::reading as words;
use serde::{Deserialize, Serialize};

use self::source::{Content, Source};
use crate::protocol::{EvidenceAnswer, FileHead, Named, SourceRow};
use crate::reader::Progress;

/// The most certificates that are shown; the files have them all.
pub const MAX_ROWS: usize = 200;

/// The most certificates in the picture.
pub const MAX_BARS: usize = 20;

/// The most clusters, and the most reasons, that are shown.
pub const MAX_LISTED: usize = 50;

/// Everything that was read, in the order in which it came. Dates and names only: no file, no text, no key.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Session {
    sources: Vec<Source>,
    texts: usize,
    /// The places of the inputs that are compared: before and after.
    compared: Option<(usize, usize)>,
}

impl Session {
    /// Reads an input, which the collector wrote at that time if it did, and says what was in it. A text that gave nothing is not taken: it stays in its field, to be corrected.
    pub fn read(
        &mut self,
        named: &Named,
        bytes: &[u8],
        collected_at: Option<Timestamp>,
        progress: Progress<'_>,
    ) -> (String, bool) {
        let name = match named {
            Named::File(name) => name.clone(),
            Named::Text => words::text_name(self.texts + 1),
        };
        let (source, is_text) = (Source::read(name, bytes, collected_at, progress), *named == Named::Text);
        let said = words::read(&source.name, &source.in_words());
        let is_taken = !is_text || source.held_secret || !source.is_empty();
        if is_taken {
            self.texts += usize::from(is_text);
            self.sources.push(source);
        }
        (said, is_taken)
    }

    /// Notes a file that the page could not read.
    pub fn note_unreadable(&mut self, name: String, reason: String) {
        let rejected = vec![Rejected { origin: name.clone(), reason }];
        let reading = Reading { items: Vec::new(), rejected };
        self.sources.push(Source::new(name, Content::Certificates(reading), false));
    }

    /// Forgets one of the inputs.
    pub fn forget(&mut self, place: usize) {
        if place < self.sources.len() {
            self.sources.remove(place);
            // The places after it are others now.
            self.compared = None;
        }
    }

    /// Sets the cluster that an input belongs to, as it was typed.
    pub fn name_cluster(&mut self, place: usize, cluster: &str) {
        if let Some(source) = self.sources.get_mut(place) {
            cluster.trim().clone_into(&mut source.cluster);
        }
    }

    /// Compares two inputs with each other, and says the result; `None` where one of them has no certificates.
    pub fn compare(&mut self, before: usize, after: usize, now: Timestamp) -> Option<String> {
        self.compared = Some((before, after));
        let verification = self.verification(now);
        if verification.is_none() {
            self.compared = None;
        }
        verification.map(|verification| verification.summary())
    }

    /// The two inputs that are compared: at the time when the second was collected, else now.
    fn verification(&self, now: Timestamp) -> Option<Verification> {
        let (before, after) = self.compared?;
        let source = |place: usize| self.sources.get(place).filter(|source| source.has_certificates());
        let (before, after) = (source(before)?, source(after)?);
        let at = after.collected_at.unwrap_or(now);
        let readings = (before.reading()?, after.reading()?);
        let before = Collection { name: &before.name, reading: &readings.0 };
        Some(Verification::new(before, Collection { name: &after.name, reading: &readings.1 }, at))
    }

    /// What was read, and what it means at that time.
    pub fn answer(&self, at: Timestamp) -> EvidenceAnswer {
        let reading = self.reading();
        let report = Report::new(&reading, at, None);
        let (all, mut unused) = decisive::evidence(&reading.items);
        let mut named_clusters: Vec<ClusterName> = Vec::new();
        for name in all.iter().filter_map(|item| item.cluster.as_ref()) {
            if named_clusters.len() < MAX_LISTED && !named_clusters.contains(name) {
                named_clusters.push(name.clone());
            }
        }
        let unused_count = unused.len();
        unused.truncate(MAX_LISTED);
        let lists = || self.sources.iter().filter_map(Source::clusters);
        EvidenceAnswer {
            said: String::new(),
            is_taken: false,
            collected: None,
            sources: self.sources.iter().map(row).collect(),
            clusters: lists().flatten().take(MAX_LISTED).cloned().collect(),
            cluster_count: lists().map(<[_]>::len).sum(),
            head: (!report.rows().is_empty()).then(|| report.head()),
            rows: shown(report.rows()),
            first_to_expire: first_to_expire(report.rows()),
            rejected: reading.rejected.iter().take(MAX_ROWS).cloned().collect(),
            evidence: decisive::decisive(all, at),
            named_clusters,
            unused,
            unused_count,
            comparison: self
                .compared
                .zip(self.verification(at))
                .map(|((before, after), verification)| comparison::in_words(before, after, &verification)),
        }
    }

    /// The report, or what was compared, as a file; `None` where there is no such format.
    pub fn file(&self, format: &str, at: Timestamp) -> Option<(FileHead, String)> {
        if let Some(verified) = format.strip_prefix("verify-") {
            let verification = self.verification(at)?;
            let (name, media_type, text) = match verified {
                "json" => ("certplan-verify.json", "application/json", verification.json()),
                "ics" => ("certplan-verify.ics", "text/calendar", verification.calendar()),
                _ => return None,
            };
            return Some(file(name, media_type, text));
        }
        let reading = self.reading();
        // The calendar reminds before the end.
        let warn = (format == "ics").then(|| Duration::from_days(7));
        let report = Report::new(&reading, at, warn);
        let (name, media_type, text) = match format {
            "json" => ("certplan-inspect.json", "application/json", report.json()),
            "csv" => ("certplan-inspect.csv", "text/csv", report.csv()),
            "ics" => ("certplan-inspect.ics", "text/calendar", report.calendar()),
            _ => return None,
        };
        Some(file(name, media_type, text))
    }

    /// Every certificate that was read, each with the cluster that the person named.
    fn reading(&self) -> Reading {
        let mut all = Reading::default();
        for source in &self.sources {
            let Some(reading) = source.reading() else { continue };
            all.items.extend(reading.items);
            all.rejected.extend(reading.rejected);
        }
        all
    }
}

fn file(name: &str, media_type: &str, text: String) -> (FileHead, String) {
    (FileHead { name: name.into(), media_type: media_type.into(), ..FileHead::default() }, text)
}

fn row(source: &Source) -> SourceRow {
    let error = match source.cluster.as_str() {
        "" => None,
        typed => typed.parse::<ClusterName>().err().map(|error| error.to_string()),
    };
    SourceRow {
        name: source.name.clone(),
        content: source.in_words(),
        has_certificates: source.has_certificates(),
        cluster: source.cluster.clone(),
        error,
    }
}

/// Where there are too many, those that need attention come first; otherwise the order is that of the input.
fn shown(rows: &[Row]) -> Vec<Row> {
    if rows.len() <= MAX_ROWS {
        return rows.to_vec();
    }
    let is_good = |row: &&Row| row.status.is_good();
    let bad = rows.iter().filter(|row| !is_good(row));
    bad.chain(rows.iter().filter(is_good)).take(MAX_ROWS).cloned().collect()
}

fn first_to_expire(rows: &[Row]) -> Vec<Row> {
    let mut rows: Vec<_> = rows.iter().collect();
    rows.sort_by_key(|row| row.not_after);
    rows.into_iter().take(MAX_BARS).cloned().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const DATES: &str = "apiserver.crt:\nnotBefore=Nov 20 00:00:00 2026 GMT\nnotAfter=Nov 24 00:00:00 2026 GMT\n\
         subject=CN = kube-apiserver\nissuer=CN = kubernetes\n";

    const KEY: &str = "-----BEGIN PRIVATE KEY-----\nMARKED1\n-----END PRIVATE KEY-----\n";

    fn at() -> Timestamp {
        "2026-11-25T00:00:00Z".parse().expect("a time")
    }

    fn read(session: &mut Session, text: &str) -> (String, bool) {
        session.read(&Named::Text, text.as_bytes(), None, &mut |_, _| ())
    }

    #[test]
    fn dates_of_a_named_cluster_decide_for_it() {
        let mut session = Session::default();
        assert!(read(&mut session, DATES).1);
        assert_eq!(session.answer(at()).evidence[0].cluster, None);
        session.name_cluster(0, "Prod");
        let error = session.answer(at()).sources[0].error.clone().expect("a capital letter is wrong");
        assert!(error.contains("Prod"), "{error}");
        session.name_cluster(0, " prod ");
        let answer = session.answer(at());
        assert_eq!(answer.evidence[0].cluster.as_ref().map(ClusterName::as_str), Some("prod"));
        assert_eq!(answer.named_clusters[0].as_str(), "prod");
        assert_eq!(answer.rows[0].status.as_str(), "expired");
        assert_eq!(answer.rows[0].cluster.as_deref(), Some("prod"));
    }

    #[test]
    fn a_text_that_gave_nothing_is_not_taken_and_a_file_is() {
        let mut session = Session::default();
        assert!(!read(&mut session, "<b>nothing</b>").1);
        assert!(session.answer(at()).sources.is_empty());
        session.read(&Named::File("a.txt".into()), b"nothing of it", None, &mut |_, _| ());
        let answer = session.answer(at());
        assert!(answer.sources[0].content.starts_with("no certificate; "), "{answer:?}");
        assert_eq!((answer.rejected.len(), answer.head), (1, None));
    }

    #[test]
    fn no_byte_of_a_key_crosses() {
        let mut session = Session::default();
        let (said, is_taken) = read(&mut session, &format!("{DATES}{KEY}"));
        assert!(is_taken && said.ends_with("not kept."), "{said}");
        session.read(&Named::File("MY.key".into()), KEY.as_bytes(), None, &mut |_, _| ());
        read(&mut session, "users:\n- user:\n    client-key-data: MARKED2\n    token: MARKED3\n");
        let mut crossing = serde_json::to_string(&session.answer(at())).unwrap();
        for format in ["json", "csv", "ics"] {
            crossing += &session.file(format, at()).expect("a format").1;
        }
        let kept = format!("{session:?}");
        assert!(!crossing.contains("MARKED") && !kept.contains("MARKED"), "{crossing}{kept}");
        assert!(session.file("exe", at()).is_none());
    }

    #[test]
    fn a_list_of_clusters_is_read_with_its_load_balancers() {
        let mut session = Session::default();
        let (said, _) =
            read(&mut session, "Name : shop\nLoadBalancer : @{Count=1; Sku=HAProxy}\n\nName : store\n");
        assert!(said.ends_with("2 clusters."), "{said}");
        let answer = session.answer(at());
        assert_eq!((answer.cluster_count, answer.clusters[0].load_balancer), (2, Some(true)));
    }

    #[test]
    fn of_thousands_the_answer_has_what_decides() {
        let mut session = Session::default();
        read(&mut session, &DATES.repeat(5_000));
        session.name_cluster(0, "prod");
        let answer = session.answer(at());
        assert_eq!((answer.rows.len(), answer.head.as_ref().unwrap().total), (MAX_ROWS, 5_000));
        assert_eq!((answer.first_to_expire.len(), answer.evidence.len()), (MAX_BARS, 1));
        let crossing = serde_json::to_string(&answer).unwrap().len();
        assert!(crossing < 150_000, "{crossing}");
    }

    #[test]
    fn another_worker_goes_on_with_what_the_one_before_knew() {
        let mut session = Session::default();
        read(&mut session, &format!("{DATES}{KEY}"));
        session.name_cluster(0, "prod");
        let kept = serde_json::to_string(&session).unwrap();
        assert!(!kept.contains("MARKED"), "{kept}");
        let restored: Session = serde_json::from_str(&kept).unwrap();
        assert_eq!(restored.answer(at()), session.answer(at()));
    }

    #[test]
    fn two_inputs_are_compared_until_one_is_forgotten() {
        let mut session = Session::default();
        read(&mut session, DATES);
        assert_eq!(session.compare(0, 1, at()), None, "there is one input");
        read(&mut session, &DATES.replace("Nov 20", "Nov 24").replace("notAfter=Nov 24", "notAfter=Nov 28"));
        let said = session.compare(0, 1, at()).expect("both have certificates");
        assert!(said.starts_with("Healed"), "{said}");
        let comparison = session.answer(at()).comparison.expect("it was asked for");
        assert_eq!((comparison.before, comparison.after), (0, 1));
        assert_eq!(comparison.outcomes[0].title, "Renewed");
        assert!(comparison.checks.len() == 3 && comparison.not_shown == 0, "{comparison:?}");
        let (head, text) = session.file("verify-json", at()).expect("a format");
        assert_eq!(head.name, "certplan-verify.json");
        assert!(text.contains("certplan/verify/1"), "{text}");
        assert!(session.file("verify-ics", at()).is_some() && session.file("verify-exe", at()).is_none());
        // The other way around, the second has expired.
        let said = session.compare(1, 0, at()).expect("both have certificates");
        assert!(said.starts_with("Not healed"), "{said}");
        session.forget(1);
        assert_eq!(session.answer(at()).comparison, None);
    }

    #[test]
    fn a_forgotten_input_is_gone() {
        let mut session = Session::default();
        read(&mut session, DATES);
        session.forget(7);
        assert_eq!(session.answer(at()).sources.len(), 1);
        session.forget(0);
        assert_eq!(session.answer(at()), EvidenceAnswer::default());
    }
}
