//! The rules as DMN: read by an XML parser always, and by an engine of decision tables where the gate has one.

use std::collections::BTreeSet;
use std::process::Command;
use std::{env, fs, process};

use certplan_core::assess;
use certplan_core::case;
use certplan_core::closed::Closed;
use certplan_core::facts::{Answers, ClusterKind, Facts, Utc};
use certplan_core::layer::Layer;
use certplan_core::playbook::StepId;
use certplan_core::rules::{COMMANDS, OutlookCase, REPAIR_POLICIES, Verdict};
use certplan_export::rules;
use serde_json::{Value, json};

/// One answer for each case of the shutdown table, and one for each of the update table.
const SHUTDOWNS: [&str; 5] = ["0d", "10d", "30d", "45d", "unknown"];
const UPDATES: [Option<&str>; 3] = [Some("10d"), Some("100d"), None];

#[test]
fn every_name_is_given_once_and_every_reference_meets_one() {
    let text = rules::dmn();
    let document = roxmltree::Document::parse(&text).expect("it is XML");
    let nodes = || document.descendants().filter(roxmltree::Node::is_element);
    let names: Vec<_> = nodes().filter_map(|node| node.attribute("id")).collect();
    let known: BTreeSet<_> = names.iter().copied().collect();
    assert_eq!(known.len(), names.len(), "a name is given twice");
    let references: Vec<_> = nodes()
        .filter_map(|node| node.attribute("href").map(|href| &href[1..]).or(node.attribute("dmnElementRef")))
        .collect();
    assert!(references.len() > 40, "{}", references.len());
    for reference in references {
        assert!(known.contains(reference), "{reference}");
    }
}

#[test]
fn every_row_fills_every_column() {
    let text = rules::dmn();
    let document = roxmltree::Document::parse(&text).expect("it is XML");
    let of = |node: roxmltree::Node<'_, '_>, name| {
        node.children().filter(|child| child.has_tag_name(name)).count()
    };
    let named = |name: &'static str| {
        let namespace = "https://www.omg.org/spec/DMN/20191111/MODEL/";
        (namespace, name)
    };
    let tables: Vec<_> =
        document.descendants().filter(|node| node.has_tag_name(named("decisionTable"))).collect();
    assert_eq!(tables.len(), 5 * Layer::ALL.len());
    for table in tables {
        for row in table.children().filter(|node| node.has_tag_name(named("rule"))) {
            for (column, cell) in
                [("input", "inputEntry"), ("output", "outputEntry"), ("annotation", "annotationEntry")]
            {
                assert_eq!(
                    of(row, named(cell)),
                    of(table, named(column)),
                    "{cell} of {:?}",
                    row.attribute("id")
                );
            }
        }
    }
}

#[test]
#[ignore = "needs an engine of decision tables; cargo xtask test runs it"]
fn another_engine_decides_as_core_does() {
    let mut questions = Vec::new();
    for shutdown in SHUTDOWNS {
        for update in UPDATES {
            let facts = read(shutdown, update);
            let given = [
                ("shutdown", case::shutdown(certplan_core::outage::Outage::of(&facts)).id()),
                ("since_update", case::since_update(facts.since_update).id()),
            ];
            for layer in Layer::ALL {
                questions.extend(about_layer(*layer, &facts, &given));
            }
        }
    }
    questions.extend(Layer::ALL.iter().flat_map(|layer| about_repairs(*layer)));
    let answers = answers(&questions);
    assert_eq!(answers.len(), questions.len());
    for (question, answer) in questions.iter().zip(answers) {
        assert_eq!(answer, question.wanted, "{} {}", question.decision, question.given);
    }
}

fn read(shutdown: &str, since_update: Option<&str>) -> Facts {
    let answers = Answers { shutdown: Some(shutdown), since_update, ..Answers::default() };
    answers.read(&Utc).expect("these are facts")
}

/// A decision that the engine takes on the facts given, and what core answers.
struct Question {
    decision: String,
    given: Value,
    wanted: Value,
}

impl Question {
    fn new(decision: String, given: &[(&str, &str)], wanted: Value) -> Self {
        let given: serde_json::Map<_, _> =
            given.iter().map(|(name, value)| ((*name).to_owned(), json!(value))).collect();
        Self { decision, given: given.into(), wanted }
    }
}

/// The verdict, and under every outlook what becomes of the repair.
fn about_layer(layer: Layer, facts: &Facts, given: &[(&str, &'static str)]) -> Vec<Question> {
    let verdict = assess(facts).of(layer).verdict;
    let mut questions = vec![Question::new(table(layer, "verdict"), given, json!(verdict.as_str()))];
    for outlook in OutlookCase::ALL {
        let fact = table(layer, "outlook");
        let given = [given, &[(&*fact, outlook.id())]].concat();
        let (when, ground) = treatment(verdict, *outlook);
        let wanted = json!({ table(layer, "when"): when, table(layer, "rests_on"): ground });
        questions.push(Question::new(table(layer, "treatment"), &given, wanted));
    }
    questions
}

fn about_repairs(layer: Layer) -> Vec<Question> {
    let commands: Value = serde_json::from_str(&rules::json()).expect("it is JSON");
    let about = |kind: &ClusterKind| {
        let answers = |row: &&certplan_core::rules::CommandRule| {
            row.cluster.contains(*kind) && row.layer.contains(layer)
        };
        let step = COMMANDS.iter().find(answers).expect("the table is whole").repair.map(StepId::as_str);
        let row = commands["commands"]
            .as_array()
            .expect("it lists them")
            .iter()
            .find(|row| row["step"] == json!(step));
        let command = &row.expect("the same row")["command"];
        let wanted = json!({ table(layer, "step"): step, table(layer, "command"): command });
        Question::new(table(layer, "repair"), &[("cluster", kind.id())], wanted)
    };
    ClusterKind::ALL.iter().map(about).collect()
}

/// What the engine answers: `tests/peers/dmn.mjs` says how.
#[expect(clippy::disallowed_methods, reason = "a test reads its own environment")]
fn answers(questions: &[Question]) -> Vec<Value> {
    let packages = env::var_os("CERTPLAN_DMN_ENGINE").expect("CERTPLAN_DMN_ENGINE names the engine's folder");
    let folder = env::temp_dir().join(format!("certplan-dmn-{}", process::id()));
    fs::create_dir_all(&folder).expect("a folder can be made");
    let (model, asked) = (folder.join("rules.dmn"), folder.join("questions.json"));
    fs::write(&model, rules::dmn()).expect("a file can be written");
    let list: Vec<_> = questions.iter().map(|it| json!([it.decision, it.given])).collect();
    fs::write(&asked, Value::from(list).to_string()).expect("a file can be written");
    let output = Command::new("node")
        .arg(concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/peers/dmn.mjs"))
        .args([model, asked])
        .arg(packages)
        .output()
        .expect("node starts");
    fs::remove_dir_all(&folder).expect("the folder can be removed");
    let errors = String::from_utf8_lossy(&output.stderr);
    serde_json::from_slice(&output.stdout).unwrap_or_else(|error| panic!("{error}: {errors}"))
}

fn table(layer: Layer, name: &str) -> String {
    format!("{}_{name}", layer.as_str())
}

/// What becomes of a repair, by reading the rows of core one after another.
fn treatment(verdict: Verdict, outlook: OutlookCase) -> (Option<&'static str>, Option<&'static str>) {
    let row =
        REPAIR_POLICIES.iter().find(|row| row.verdict.contains(verdict) && row.outlook.contains(outlook));
    let treatment = row.expect("the table is whole").policy;
    (treatment.map(|treatment| treatment.when.as_str()), treatment.map(|treatment| treatment.ground.as_str()))
}
