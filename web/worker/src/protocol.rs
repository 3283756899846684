//! The messages between page and worker. They cross as JSON; bytes of files cross beside them as transferred buffers.

use certplan_core::facts::ClusterName;
use certplan_core::fleet::{Column, Summary, TablePage, Todo};
use certplan_core::lifecycle::Evidence;
use certplan_core::report::{Head, ListedCluster, OutcomeRows, Rejected, Row};
use certplan_words::ExplanationWords;
use serde::{Deserialize, Serialize};

/// What the page asks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[expect(clippy::exhaustive_structs, reason = "both sides are built together")]
pub struct Request {
    /// Its number; answers carry it.
    pub id: u32,
    /// What is asked.
    pub ask: Ask,
}

/// What can be asked. Where bytes are needed they are in the buffer beside the message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[expect(clippy::exhaustive_enums, reason = "both sides are built together")]
pub enum Ask {
    /// Finds out what the bytes are, and reads them so.
    Open(Named),
    /// Explains the bytes as an error message.
    Explain,
    /// Reads the bytes as certificates or a list of clusters.
    ReadEvidence(Named),
    /// Notes a file that the page could not read.
    Unreadable {
        /// The file's name.
        name: String,
        /// Why.
        reason: String,
    },
    /// Sets the cluster that an input belongs to.
    NameCluster {
        /// The place of the input.
        source: usize,
        /// What was typed.
        cluster: String,
    },
    /// Forgets an input, by its place.
    Forget(usize),
    /// Forgets every input.
    ForgetEvidence,
    /// Compares the certificates of two inputs, by their places.
    Compare {
        /// The input from before the repair.
        before: usize,
        /// The input from after it.
        after: usize,
    },
    /// Compares what was read with the clock again.
    ShowEvidence,
    /// Takes what another worker had read: the bytes that came with its last answer of this mode.
    Restore,
    /// Writes the report as a file: `json`, `csv` or `ics`.
    EvidenceFile(String),
    /// Reads the bytes as lines of deployments.
    ReadFleet(Named),
    /// Sets what holds for every line that says nothing else.
    SetDefaults(FleetDefaults),
    /// Shows another part of the table.
    ShowTable(TableQuery),
    /// Forgets the deployments.
    ForgetFleet,
    /// Writes the deployments as a file, by an id of [`crate::fleet::FILES`].
    FleetFile(String),
    /// Writes an answer in another format.
    Export(ExportRequest),
}

/// How an input is called.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[expect(clippy::exhaustive_enums, reason = "a page has these two")]
pub enum Named {
    /// A file of this name.
    File(String),
    /// A text that was pasted or typed.
    Text,
}

/// What holds for every line of a fleet that says nothing else, as it was typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[expect(clippy::exhaustive_structs, reason = "two fields of a form")]
pub struct FleetDefaults {
    /// The deployment of lines that name none.
    pub deployment: String,
    /// How long it was off.
    pub shutdown: String,
}

/// Which rows of the table are shown, and in which order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[expect(clippy::exhaustive_structs, reason = "the state of one table")]
pub struct TableQuery {
    /// Words that each row must contain in its names.
    pub search: String,
    /// What is to be done in each row; any where it is `None`.
    pub only: Option<Todo>,
    /// The column that it is sorted by.
    pub column: Column,
    /// Whether the largest is first.
    pub descending: bool,
    /// The page, counted from 0.
    pub page: usize,
}

impl Default for TableQuery {
    /// Every row, the worst first.
    fn default() -> Self {
        Self { search: String::new(), only: None, column: Column::Todo, descending: true, page: 0 }
    }
}

impl TableQuery {
    /// The same rows sorted by a column; the same column again turns the order around.
    #[must_use]
    pub fn sorted_by(self, column: Column) -> Self {
        // Names begin at A, numbers with the largest.
        let begins_descending = !matches!(column, Column::Deployment | Column::Host);
        let descending = if self.column == column { !self.descending } else { begins_descending };
        Self { column, descending, page: 0, ..self }
    }
}

/// An answer in another format.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[expect(clippy::exhaustive_structs, reason = "both sides are built together")]
pub struct ExportRequest {
    /// An id of [`crate::exports::EXPORTS`].
    pub id: String,
    /// The link of the answer, with names: its mode and its facts.
    pub link: String,
    /// The page's address without a fragment; the name of the file where the page is a file.
    pub page: String,
    /// Where the site is published, with a slash at its end; `None` where the page is a file.
    pub site: Option<String>,
    /// The timeline as markup, for a format that has it; else empty.
    pub picture: String,
}

/// What the worker tells the page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[expect(clippy::exhaustive_enums, reason = "both sides are built together")]
pub enum Response {
    /// The worker has started.
    Ready,
    /// Part of a request is done.
    Progress {
        /// Which request.
        id: u32,
        /// How many bytes are done.
        done: u64,
        /// Of how many.
        total: u64,
    },
    /// A request is done. The buffer beside the message has the bytes of a file, or everything that was read in the mode for
    /// real dates: the page keeps that for the next worker.
    Done {
        /// Which request.
        id: u32,
        /// The answer.
        answer: Box<Answer>,
    },
    /// A request cannot be answered.
    Failed {
        /// Which request.
        id: u32,
        /// Why.
        reason: String,
    },
    /// The worker has stopped because of an error in it, or did not start.
    Panicked {
        /// What it said.
        message: String,
    },
}

/// An answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[expect(clippy::exhaustive_enums, reason = "both sides are built together")]
pub enum Answer {
    /// What a message says.
    Explained(Explained),
    /// What the certificates say.
    Evidence(EvidenceAnswer),
    /// What is to be done for the deployments.
    Fleet(FleetAnswer),
    /// Another part of the table of deployments.
    Table(TablePage),
    /// The link to a plan for the facts that were opened.
    Plan(String),
    /// A file; its bytes are in the buffer beside the message.
    File(FileHead),
}

/// What a message says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[expect(clippy::exhaustive_structs, reason = "both sides are built together")]
pub struct Explained {
    /// The explanation. Nothing of the message is in it but the words that were recognised.
    pub explanation: ExplanationWords,
    /// What the status line says.
    pub said: String,
    /// Whether there was a private key or a token, so that the field of the message must be emptied.
    pub held_secret: bool,
}

/// What was read in the mode for real dates, and what it means.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[expect(clippy::exhaustive_structs, reason = "both sides are built together")]
pub struct EvidenceAnswer {
    /// What the status line says.
    pub said: String,
    /// Whether the input was read, so that its text must leave the field.
    pub is_taken: bool,
    /// The facts that the input tells, where it is the collector's file.
    pub collected: Option<CollectedFacts>,
    /// The inputs, in their order.
    pub sources: Vec<SourceRow>,
    /// The clusters of the lists among them, at most as many as are shown.
    pub clusters: Vec<ListedCluster>,
    /// How many clusters these lists have.
    pub cluster_count: usize,
    /// The certificates together; `None` where there are none.
    pub head: Option<Head>,
    /// The certificates that are shown: where there are too many, those first that need attention.
    pub rows: Vec<Row>,
    /// The certificates that expire first, for the picture.
    pub first_to_expire: Vec<Row>,
    /// What could not be read.
    pub rejected: Vec<Rejected>,
    /// The dates that decide a plan.
    pub evidence: Vec<Evidence>,
    /// The clusters that the dates belong to, each once.
    pub named_clusters: Vec<ClusterName>,
    /// Why the other certificates decide nothing, each with its place.
    pub unused: Vec<String>,
    /// How many these are.
    pub unused_count: usize,
    /// Two of the inputs compared, where that was asked.
    pub comparison: Option<Comparison>,
}

/// Two of the inputs compared.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[expect(clippy::exhaustive_structs, reason = "both sides are built together")]
pub struct Comparison {
    /// The place of the input from before the repair.
    pub before: usize,
    /// The place of the input from after it.
    pub after: usize,
    /// The answer in one sentence.
    pub summary: String,
    /// The certificates by what became of them, those first that need something.
    pub outcomes: Vec<OutcomeRows>,
    /// How many more there are.
    pub not_shown: usize,
    /// When to look again, and at what.
    pub checks: Vec<String>,
}

/// The facts of a collector's file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[expect(clippy::exhaustive_structs, reason = "both sides are built together")]
pub struct CollectedFacts {
    /// Their link, with names.
    pub link: String,
    /// Whether the file tells how long it was off, or that it was not.
    pub tells_length: bool,
    /// Whether the file tells of clusters.
    pub tells_clusters: bool,
    /// Where each fact comes from, in words.
    pub origins: Vec<String>,
}

/// An input that was read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[expect(clippy::exhaustive_structs, reason = "both sides are built together")]
pub struct SourceRow {
    /// Its name.
    pub name: String,
    /// What was in it, in words.
    pub content: String,
    /// Whether it has certificates, so that it can belong to a cluster.
    pub has_certificates: bool,
    /// The cluster that it belongs to, as it was typed.
    pub cluster: String,
    /// Why that is not the name of a cluster.
    pub error: Option<String>,
}

/// What was read in the mode for many deployments.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[expect(clippy::exhaustive_structs, reason = "both sides are built together")]
pub struct FleetAnswer {
    /// What the status line says.
    pub said: String,
    /// The deployments; `None` where nothing was read.
    pub read: Option<FleetRead>,
    /// What is wrong with the defaults. The last answer is kept then.
    pub wrong: Option<WrongDefault>,
}

/// The deployments of a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[expect(clippy::exhaustive_structs, reason = "both sides are built together")]
pub struct FleetRead {
    /// All of them together.
    pub summary: Summary,
    /// The worst of them.
    pub table: TablePage,
    /// The numbers of the first lines that were rejected, each with its reason.
    pub rejected: Vec<(u64, String)>,
}

/// A field of the defaults that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[expect(clippy::exhaustive_structs, reason = "both sides are built together")]
pub struct WrongDefault {
    /// Which field.
    pub field: DefaultField,
    /// Why.
    pub reason: String,
}

/// A field of [`FleetDefaults`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[expect(clippy::exhaustive_enums, reason = "two fields of a form")]
pub enum DefaultField {
    /// The deployment.
    Deployment,
    /// The length of the shutdown.
    Shutdown,
}

/// What is known of a file besides its bytes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[expect(clippy::exhaustive_structs, reason = "both sides are built together")]
pub struct FileHead {
    /// Its name.
    pub name: String,
    /// Its media type.
    pub media_type: String,
    /// The lines to type to run it, where it can be run.
    pub to_run: Vec<String>,
    /// What must be said of it: what is missing in it.
    pub note: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn comes_back<T: Serialize + for<'de> Deserialize<'de> + PartialEq + std::fmt::Debug>(message: &T) {
        let json = serde_json::to_string(message).unwrap();
        assert_eq!(&serde_json::from_str::<T>(&json).unwrap(), message, "{json}");
    }

    #[test]
    fn messages_come_back_as_they_were_sent() {
        let asks = [
            Ask::Explain,
            Ask::Open(Named::File("a.pem".into())),
            Ask::ReadEvidence(Named::Text),
            Ask::NameCluster { source: 1, cluster: "prod".into() },
            Ask::Forget(0),
            Ask::Compare { before: 0, after: 1 },
            Ask::SetDefaults(FleetDefaults::default()),
            Ask::ShowTable(TableQuery { only: Some(Todo::Check), ..TableQuery::default() }),
        ];
        for ask in asks {
            comes_back(&Request { id: 7, ask });
        }
        let answers = [
            Answer::Evidence(EvidenceAnswer::default()),
            Answer::Fleet(FleetAnswer::default()),
            Answer::File(FileHead::default()),
        ];
        for answer in answers {
            comes_back(&Response::Done { id: 7, answer: Box::new(answer) });
        }
        comes_back(&Response::Progress { id: 1, done: 2, total: 3 });
    }

    #[test]
    fn the_same_column_again_turns_the_order_around() {
        let by_name = TableQuery { page: 3, ..TableQuery::default() }.sorted_by(Column::Deployment);
        assert!(!by_name.descending && by_name.page == 0);
        assert!(by_name.sorted_by(Column::Deployment).descending);
        assert!(TableQuery::default().sorted_by(Column::Off).descending);
    }
}
