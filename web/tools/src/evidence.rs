//! Files, and the plan that their dates lead to.

use std::collections::BinaryHeap;

use certplan_core::closed::Closed as _;
use certplan_core::facts::{ClusterName, Duration, Timestamp};
use certplan_core::lifecycle::Evidence;
use certplan_core::spell::Spell as _;
use certplan_core::{Facts, assess, plan};
use certplan_export::html;
use certplan_inspect::clusters::{self, ListedCluster};
use certplan_inspect::{Item, PrivateKey, Reading, Report, holds_secret, read};

use crate::facts::Given;
use crate::markup::add;
use crate::{picture, report};

/// What stands in the place of the answer while nothing has been read.
pub const NOTHING: &str = "<p>Read a file or a text above, and here stands when each certificate expires, what renews it, and the plan \
     that follows from the real dates.</p>";

/// The level of the headings below the titles of the parts.
const HEADING: u8 = 3;

/// Everything that was read, in the order in which it came. Dates and names only: no file, no text, no key.
#[derive(Debug, Default)]
pub struct Session {
    sources: Vec<Source>,
    pasted: usize,
}

/// One file or text.
#[derive(Debug)]
struct Source {
    name: String,
    content: Content,
    held_secret: bool,
    /// The cluster that the person says it is of, as it was typed.
    cluster: String,
}

#[derive(Debug)]
enum Content {
    Certificates(Reading),
    Clusters(Vec<ListedCluster>),
}

/// What reading one input gave, to be said once.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(clippy::exhaustive_structs, reason = "what is said, and what a field does")]
pub struct Read {
    /// In words.
    pub said: String,
    /// Whether something was in it that is shown now, or something that must not stay where it came from.
    pub is_taken: bool,
}

impl Session {
    /// Reads a file.
    pub fn read_file(&mut self, name: &str, bytes: &[u8]) -> Read {
        self.take(name.to_owned(), bytes, true)
    }

    /// Reads a text that was pasted or typed. What gave nothing is not taken: it stays where it was, to be mended.
    pub fn read_text(&mut self, text: &str) -> Read {
        let read = self.take(["text ", &(self.pasted + 1).spelt()].concat(), text.as_bytes(), false);
        self.pasted += usize::from(read.is_taken);
        read
    }

    /// Notes a file that could not be read.
    pub fn refuse(&mut self, name: &str, reason: &str) {
        let reading = Reading {
            items: Vec::new(),
            rejected: vec![certplan_inspect::Rejected { origin: name.to_owned(), reason: reason.to_owned() }],
        };
        self.sources.push(Source::of(name.to_owned(), Content::Certificates(reading), false));
    }

    fn take(&mut self, name: String, bytes: &[u8], always: bool) -> Read {
        let reading = read(&name, bytes);
        let listed = reading.items.is_empty().then(|| clusters::read(bytes).ok()).flatten();
        let content = match listed {
            Some(listed) => Content::Clusters(listed),
            None => Content::Certificates(reading),
        };
        let beside = match &content {
            Content::Certificates(reading) => reading.items.as_slice(),
            Content::Clusters(_) => &[],
        };
        let held_secret =
            beside.iter().any(|item| item.private_key == PrivateKey::PresentNotKept) || holds_secret(bytes);
        let source = Source::of(name, content, held_secret);
        let said = source.said();
        let is_taken = always || held_secret || !source.is_empty();
        if is_taken {
            self.sources.push(source);
        }
        Read { said, is_taken }
    }

    /// Forgets one of the inputs.
    pub fn forget(&mut self, place: usize) {
        if place < self.sources.len() {
            self.sources.remove(place);
        }
    }

    /// Says of which cluster an input is.
    ///
    /// # Errors
    ///
    /// Where that is no name of a cluster: why.
    pub fn name(&mut self, place: usize, cluster: &str) -> Result<(), String> {
        if let Some(source) = self.sources.get_mut(place) {
            cluster.trim().clone_into(&mut source.cluster);
        }
        match cluster.trim() {
            "" => Ok(()),
            typed => typed.parse::<ClusterName>().map(|_| ()).map_err(|error| error.spelt()),
        }
    }

    /// The list of what was read: a field for the cluster of each, and a button that forgets it.
    pub fn list(&self) -> String {
        let mut out = String::new();
        for (place, source) in self.sources.iter().enumerate() {
            let (name, place) = (&*source.name, &*place.spelt());
            add(&mut out, "<li><p><strong>{}</strong>: {}</p>", &[name, &source.counted()]);
            if let Content::Certificates(reading) = &source.content
                && !reading.items.is_empty()
            {
                add(
                    &mut out,
                    "<p class=\"field\"><label for=\"cluster-{}\">Target cluster it is of<span class=\"quiet\"> ({})</span></label>\
                     <input id=\"cluster-{}\" data-cluster=\"{}\" value=\"{}\" placeholder=\"none: hosts, management\" \
                     spellcheck=\"false\" autocomplete=\"off\" autocapitalize=\"off\" aria-describedby=\"cluster-{}-error\">\
                     <span class=\"error\" id=\"cluster-{}-error\"></span></p>",
                    &[place, name, place, place, &source.cluster, place, place],
                );
            }
            add(
                &mut out,
                "<button type=\"button\" data-forget=\"{}\">Forget<span class=\"quiet\"> {}</span></button></li>",
                &[place, name],
            );
        }
        out
    }

    /// Everything that was read, each with the cluster that the person named.
    fn reading(&self) -> Reading {
        let mut all = Reading::default();
        for source in &self.sources {
            let Content::Certificates(reading) = &source.content else { continue };
            let cluster = source.named();
            for item in &reading.items {
                all.items.push(item.clone());
                if let (Some(item), Some(name)) = (all.items.last_mut(), &cluster) {
                    item.cluster = Some(name.as_str().to_owned());
                }
            }
            all.rejected.extend(reading.rejected.iter().cloned());
        }
        all
    }

    /// The report in a form that is taken away: what to call the file, of which type it is, what it holds.
    pub fn form(&self, form: &str, at: Timestamp) -> Option<(&'static str, &'static str, String)> {
        let reading = self.reading();
        // The calendar reminds before the end.
        let warn = (form == "ics").then(|| Duration::from_days(7));
        let report = Report::new(&reading, at, warn);
        match form {
            "json" => Some(("certplan-inspect.json", "application/json", report.json())),
            "csv" => Some(("certplan-inspect.csv", "text/csv", report.csv())),
            "ics" => Some(("certplan-inspect.ics", "text/calendar", report.calendar())),
            _ => None,
        }
    }

    /// The answer's markup: clusters, certificates, picture, and the plan that follows.
    pub fn answer(&self, given: &Given, at: Timestamp) -> String {
        if self.sources.is_empty() {
            return NOTHING.to_owned();
        }
        let mut out = String::new();
        for source in &self.sources {
            if let Content::Clusters(listed) = &source.content {
                offer(&mut out, listed, given);
            }
        }
        let reading = self.reading();
        let report = Report::new(&reading, at, None);
        report::write(&mut out, &report, &reading.rejected);
        if reading.items.is_empty() {
            return out;
        }
        picture::write(&mut out, &reading.items, at);
        out.push_str(TAKE_AWAY);
        follow(&mut out, reading.items, given, at);
        out
    }

    /// What takes the place of the model, and why the rest does not.
    pub fn evidence(&self) -> (Vec<Evidence>, Vec<String>) {
        evidence(self.reading().items)
    }
}

/// What takes the place of the model, and why the rest does not.
fn evidence(items: Vec<Item>) -> (Vec<Evidence>, Vec<String>) {
    let (mut evidence, mut unused) = (Vec::new(), Vec::new());
    for item in items {
        match item.evidence(None) {
            Ok(read) => evidence.push(read),
            Err(reason) => unused.push([&item.origin, ": ", &reason].concat()),
        }
    }
    (evidence, unused)
}

/// What the clusters' certificates mean for the facts of the form.
fn follow(out: &mut String, items: Vec<Item>, given: &Given, at: Timestamp) {
    let (evidence, unused) = evidence(items);
    out.push_str("<h2 id=\"follows\">The plan that follows</h2>");
    let (class, whose) = if given.is_example {
        ("notice", "The other facts are those of the example, since no question has been answered yet: ")
    } else {
        ("hint", "The other facts are those of your answers: ")
    };
    add(
        out,
        "<p class=\"{}\">{}<a href=\"{}\" data-mode=\"after\">answer the questions</a>, then come back here. What was read stays \
         until this page is closed.</p>",
        &[class, whose, &given.plan_link()],
    );
    strangers(out, &evidence, given);
    if !unused.is_empty() {
        out.push_str("<details");
        // Where nothing decides, the reasons are the answer.
        out.push_str(if evidence.is_empty() { " open" } else { "" });
        out.push_str("><summary>Certificates that decide nothing here</summary><ul>");
        for reason in unused.iter().take(MOST_UNUSED) {
            add(out, "<li>{}</li>", &[reason]);
        }
        and_more(out, unused.len(), MOST_UNUSED);
        out.push_str("</ul></details>");
    }
    if evidence.is_empty() {
        out.push_str("<p>None of these dates is surely of a credential that the rules ask for, so the plan is that of the model:</p>");
    }
    let facts =
        Facts { evidence: decisive(evidence, at), at: given.facts.at.or(Some(at)), ..given.facts.clone() };
    out.push_str(&html::answer_without_picture(&plan(&assess(&facts)), HEADING));
}

/// Clusters that the files are of, and the facts do not name.
fn strangers(out: &mut String, evidence: &[Evidence], given: &Given) {
    let mut seen: Vec<&ClusterName> = Vec::new();
    for item in evidence {
        let Some(name) = &item.cluster else { continue };
        let is_known = given.facts.clusters.targets().iter().flatten().any(|known| known == name);
        if is_known || seen.contains(&name) {
            continue;
        }
        seen.push(name);
        let shown = name.as_str();
        add(
            out,
            "<p class=\"notice\">The facts do not name the cluster {}, so its dates decide nothing yet. \
             <a href=\"{}\">Add {} to the facts</a>: the link has its name behind its number sign.</p>",
            &[shown, &given.link_and(name), shown],
        );
        if seen.len() == MOST_STRANGERS {
            break;
        }
    }
}

/// Says how many of a list are not shown.
fn and_more(out: &mut String, all: usize, most: usize) {
    if all > most {
        add(out, "<li>and {} more</li>", &[&(all - most).spelt()]);
    }
}

/// The most dates that an answer names one by one.
const MOST_DATES: usize = 50;

/// Of very many dates those that decide: for each credential of each cluster the one that ends first, and what is not valid
/// yet.
fn decisive(evidence: Vec<Evidence>, at: Timestamp) -> Vec<Evidence> {
    if evidence.len() <= MOST_DATES {
        return evidence;
    }
    // By credential and cluster, and in each by the end: the first of them decides.
    let mut ordered = BinaryHeap::new();
    for (place, item) in evidence.iter().enumerate() {
        let cluster = item.cluster.as_ref().map(ClusterName::as_str);
        ordered.push((item.credential.index(), cluster, item.not_after.unix(), place));
    }
    let mut decides: Vec<bool> = evidence.iter().map(|item| item.is_not_yet_valid(at)).collect();
    let mut before = None;
    for (credential, cluster, _, place) in ordered.into_sorted_vec() {
        decides[place] |= before != Some((credential, cluster));
        before = Some((credential, cluster));
    }
    let mut decisive = Vec::new();
    for (item, decides) in evidence.into_iter().zip(decides) {
        if decides && decisive.len() < MOST_DATES {
            decisive.push(item);
        }
    }
    decisive
}

/// The most certificates that are named as deciding nothing.
const MOST_UNUSED: usize = 50;

/// The most clusters that are offered one by one.
const MOST_STRANGERS: usize = 10;

const TAKE_AWAY: &str = "<div class=\"buttons scripted\" role=\"group\" aria-label=\"Take the table with you\">\
     <button type=\"button\" data-copy-form=\"json\">Copy JSON</button><span>Download: </span>\
     <button type=\"button\" data-save-form=\"json\">JSON</button>\
     <button type=\"button\" data-save-form=\"csv\">CSV</button>\
     <button type=\"button\" data-save-form=\"ics\">Calendar</button></div>";

impl Source {
    fn of(name: String, content: Content, held_secret: bool) -> Self {
        Self { name, content, held_secret, cluster: String::new() }
    }

    fn is_empty(&self) -> bool {
        matches!(&self.content, Content::Certificates(reading) if reading.items.is_empty())
    }

    /// The cluster, where what was typed is a name of one.
    fn named(&self) -> Option<ClusterName> {
        self.cluster.parse().ok()
    }

    fn said(&self) -> String {
        ["Read ", &self.name, ": ", &self.counted()].concat()
    }

    fn counted(&self) -> String {
        let (count, what) = match &self.content {
            Content::Certificates(reading) => (reading.items.len(), " certificate"),
            Content::Clusters(listed) => (listed.len(), " cluster"),
        };
        let mut text = match &self.content {
            Content::Certificates(Reading { rejected, .. }) if count == 0 && !rejected.is_empty() => {
                ["no certificate; ", &rejected[0].reason, "."].concat()
            }
            _ => [&*count.spelt(), what, if count == 1 { "." } else { "s." }].concat(),
        };
        if self.held_secret {
            text.push_str(" A private key or a token was there: not kept.");
        }
        text
    }
}

/// The most clusters whose names are shown.
const MOST_SHOWN: usize = 50;

/// Clusters of a list, and the way to a plan for them.
fn offer(out: &mut String, listed: &[ListedCluster], given: &Given) {
    out.push_str("<h3>Clusters</h3><ul class=\"listed\">");
    for cluster in listed.iter().take(MOST_SHOWN) {
        let balancer = match cluster.load_balancer {
            Some(true) => ", with the load balancer that the product deploys",
            Some(false) => ", without the product's load balancer",
            None => ", and the list does not say whether it has the product's load balancer",
        };
        add(out, "<li><strong>{}</strong>", &[cluster.name.as_str()]);
        out.push_str(balancer);
        out.push_str("</li>");
    }
    and_more(out, listed.len(), MOST_SHOWN);
    add(
        out,
        "</ul><p class=\"next\"><a class=\"button\" href=\"{}\">Use these clusters</a> <span class=\"hint\">The address then has their names behind its \
         number sign, where no server sees them. The management cluster, which no list names, is added.</span></p>",
        &[&given.link_with(listed)],
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    const DATES: &str = "apiserver.crt:\nnotBefore=Nov 20 00:00:00 2026 GMT\nnotAfter=Nov 24 00:00:00 2026 GMT\n\
         subject=CN = kube-apiserver\nissuer=CN = kubernetes\n";

    fn given() -> Given {
        let link = "#/after?v=1&rules=1&off=3888000&updated=unknown&c=management&c=target.prod&build=unknown";
        Given::of(link, false)
    }

    fn at() -> Timestamp {
        "2026-11-25T00:00:00Z".parse().expect("an instant")
    }

    #[test]
    fn dates_of_a_named_cluster_decide_for_it() {
        let mut session = Session::default();
        assert!(session.read_text(DATES).is_taken);
        assert_eq!(session.evidence().0[0].cluster, None);
        assert!(session.name(0, "Prod").is_err());
        assert_eq!(session.name(0, " prod "), Ok(()));
        assert_eq!(session.evidence().0[0].cluster.as_ref().map(ClusterName::as_str), Some("prod"));
        let answer = session.answer(&given(), at());
        assert!(answer.contains("<td class=\"expired\">expired</td>"), "{answer}");
        assert!(!answer.contains("to the facts</a>"), "{answer}");
        session.name(0, "shop").expect("a name");
        assert!(session.answer(&given(), at()).contains("Add shop to the facts</a>"));
    }

    #[test]
    fn what_was_read_is_escaped_and_a_text_that_gave_nothing_is_not_taken() {
        let mut session = Session::default();
        assert!(!session.read_text("<b>nothing</b>").is_taken);
        session.read_file("<img src=x>", b"x");
        session.read_file("a.txt", DATES.replace("kube-apiserver", "<script>").as_bytes());
        let shown = session.list() + &session.answer(&given(), at());
        assert!(!shown.contains("<img") && !shown.contains("<script"), "{shown}");
    }

    #[test]
    fn no_byte_of_a_key_is_shown() {
        let key = "-----BEGIN PRIVATE KEY-----\nMARKED1\n-----END PRIVATE KEY-----\n";
        let mut session = Session::default();
        let read = session.read_text(&format!("{DATES}{key}"));
        assert!(read.is_taken && read.said.ends_with("not kept."), "{}", read.said);
        session.read_file("MY.key", key.as_bytes());
        session.read_text("users:\n- user:\n    client-key-data: MARKED2\n    token: MARKED3\n");
        let mut shown = session.list() + &session.answer(&given(), at()) + &format!("{session:?}");
        for form in ["json", "csv", "ics"] {
            shown += &session.form(form, at()).expect("a form").2;
        }
        assert!(!shown.contains("MARKED"), "{shown}");
    }

    #[test]
    fn a_list_of_clusters_is_offered_with_its_load_balancers() {
        let mut session = Session::default();
        session.read_text("Name : shop\nLoadBalancer : @{Count=1; Sku=HAProxy}\n\nName : store\n");
        let answer = session.answer(&given(), at());
        let link = "#/after?v=1&amp;rules=1&amp;off=3888000&amp;updated=unknown&amp;c=management&amp;c=target.shop&amp;c=target.store&amp;c=load-balancer.shop&amp;";
        assert!(answer.contains(link), "{answer}");
    }

    #[test]
    fn of_thousands_the_answer_names_what_decides() {
        let mut session = Session::default();
        session.read_text(&DATES.repeat(5_000));
        session.name(0, "prod").expect("a name");
        let answer = session.answer(&given(), at());
        assert!(answer.contains("200 of 5000 are shown"), "{}", &answer[..2_000]);
        assert!(answer.len() < 300_000, "{}", answer.len());
    }

    #[test]
    fn a_picture_holds_for_any_dates() {
        for (begin, end) in [("1901", "1902"), ("2026", "2026"), ("2090", "2099"), ("1950", "9999")] {
            let mut session = Session::default();
            session.read_text(&format!(
                "notBefore=Nov 20 00:00:00 {begin} GMT\nnotAfter=Nov 20 00:00:00 {end} GMT\n"
            ));
            assert!(session.answer(&given(), at()).contains("</svg>"), "{begin} to {end}");
        }
    }
}
