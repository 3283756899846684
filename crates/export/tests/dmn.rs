//! The rules as DMN: read by an XML parser always, and by an engine of decision tables where the gate has one.

use std::collections::BTreeSet;
use std::path::PathBuf;
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
    let engine = Engine::new();
    for shutdown in SHUTDOWNS {
        for update in UPDATES {
            let facts = read(shutdown, update);
            let given = [
                ("shutdown", case::shutdown(certplan_core::outage::Outage::of(&facts)).id()),
                ("since_update", case::since_update(facts.since_update).id()),
            ];
            for layer in Layer::ALL {
                engine.agrees_on_layer(*layer, &facts, &given);
            }
        }
    }
    for layer in Layer::ALL {
        engine.agrees_on_repairs(*layer);
    }
}

fn read(shutdown: &str, since_update: Option<&str>) -> Facts {
    let answers = Answers { shutdown: Some(shutdown), since_update, ..Answers::default() };
    answers.read(&Utc).expect("these are facts")
}

/// The engine's program, and a folder with the rules in it.
struct Engine {
    program: PathBuf,
    folder: PathBuf,
}

impl Engine {
    #[expect(clippy::disallowed_methods, reason = "a test is its own edge")]
    fn new() -> Self {
        let program =
            env::var_os("CERTPLAN_DMN_ENGINE").expect("CERTPLAN_DMN_ENGINE names the engine").into();
        let folder = env::temp_dir().join(format!("certplan-dmn-{}", process::id()));
        fs::create_dir_all(&folder).expect("a folder can be made");
        fs::write(folder.join("rules.dmn"), rules::dmn()).expect("a file can be written");
        Self { program, folder }
    }

    /// The verdict, and under every outlook what becomes of the repair.
    fn agrees_on_layer(&self, layer: Layer, facts: &Facts, given: &[(&str, &'static str)]) {
        let verdict = assess(facts).of(layer).verdict;
        assert_eq!(
            self.asked(&table(layer, "verdict"), given),
            json!(verdict.as_str()),
            "{layer:?} {given:?}"
        );
        for outlook in OutlookCase::ALL {
            let fact = table(layer, "outlook");
            let given = [given, &[(&*fact, outlook.id())]].concat();
            let (when, ground) = treatment(verdict, *outlook);
            let wanted = json!({ table(layer, "when"): when, table(layer, "rests_on"): ground });
            assert_eq!(self.asked(&table(layer, "treatment"), &given), wanted, "{given:?}");
        }
    }

    fn agrees_on_repairs(&self, layer: Layer) {
        let commands: Value = serde_json::from_str(&rules::json()).expect("it is JSON");
        for kind in ClusterKind::ALL {
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
            assert_eq!(self.asked(&table(layer, "repair"), &[("cluster", kind.id())]), wanted, "{kind:?}");
        }
    }

    /// What the engine answers.
    fn asked(&self, decision: &str, given: &[(&str, &str)]) -> Value {
        let facts: serde_json::Map<_, _> =
            given.iter().map(|(name, value)| ((*name).to_owned(), json!(value))).collect();
        let (input, rules) = (self.folder.join("facts.json"), self.folder.join("rules.dmn"));
        // JSON is also a literal of the engine's expression language.
        fs::write(&input, Value::from(facts).to_string()).expect("a file can be written");
        let output = Command::new(&self.program)
            .args(["edm", "--invocable", decision])
            .args([input, rules])
            .output()
            .expect("the engine starts");
        serde_json::from_slice(&output.stdout)
            .unwrap_or_else(|error| panic!("{decision} {given:?}: {error}: {output:?}"))
    }
}

impl Drop for Engine {
    fn drop(&mut self) {
        // What is left is in the folder for temporary files.
        let _ = fs::remove_dir_all(&self.folder);
    }
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
