//! The npm package answers what the command prints: under Node.js, in a page and in a worker.

use std::path::PathBuf;
use std::process::Command;

use certplan_core::facts::FactsDocument;
use certplan_core::facts::Shutdown;
use certplan_tests::{Browser, Scenario, command, engine};
use serde_json::{Value, json};

const MESSAGE: &str = "x509: certificate has expired or is not yet valid: current time 2026-03-01T00:00:00Z is after 2026-02-01T00:00:00Z";
const LINES: &str = "deployment,cluster,shutdown,load_balancer\nberlin,prod,45d,yes\nberlin,test,,no\noslo,prod,10d,\noslo,,soon,\n";
const AT: &str = "2026-12-18T16:00:00Z";

/// What the command prints, also where it rejects a part of the input.
fn printed(arguments: &[String]) -> Value {
    serde_json::from_slice(&command::run(arguments).stdout).expect("the command prints JSON")
}

fn texts<const N: usize>(words: [&str; N]) -> [String; N] {
    words.map(str::to_owned)
}

/// Every question, and what the command answers.
fn questions() -> Value {
    let asked = |kind: &str, scenario: &Scenario| {
        let mut arguments = texts([kind, "--format", "json"]).to_vec();
        arguments.extend(scenario.arguments());
        printed(&arguments)
    };
    let scenarios = Scenario::all().into_iter().map(|scenario| {
        let facts = scenario.facts();
        let is_known = !matches!(facts.shutdown, Shutdown::None | Shutdown::Unknown);
        json!({
            "name": scenario.name,
            "facts": FactsDocument::new(&facts),
            "plan": asked("plan", &scenario),
            "forecast": is_known.then(|| asked("forecast", &scenario)),
        })
    });
    let folder = format!("{}/console/inspect.in", env!("CARGO_MANIFEST_DIR"));
    let files = ["dates.txt", "evidence.json"].map(|name| format!("{folder}/{name}"));
    let inspected = [&texts(["inspect", "--format", "json", "--at", AT])[..], &files].concat();
    let given = files.map(|name| {
        let text = std::fs::read_to_string(&name).expect("the example is there");
        json!({ "name": name, "bytes": text })
    });
    json!({
        "scenarios": scenarios.collect::<Vec<_>>(),
        "explain": { "text": MESSAGE, "answer": printed(&texts(["explain", "--format", "json", MESSAGE])) },
        "inspect": { "files": given, "at": AT, "answer": printed(&inspected) },
        "fleet": { "lines": LINES, "answer": fleet(), "rejected": [5] },
    })
}

fn fleet() -> Value {
    let file = scratch("lines.csv");
    std::fs::write(&file, LINES).expect("a file can be written");
    let answer = printed(&texts(["fleet", "--format", "json", &file.to_string_lossy()]));
    std::fs::remove_file(&file).expect("it was written");
    answer
}

fn scratch(name: &str) -> PathBuf {
    std::env::temp_dir().join(format!("certplan-package-{}-{name}", std::process::id()))
}

fn script(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../crates/package/tests").join(name)
}

fn package() -> PathBuf {
    engine::site().join("package/certplan-wasm")
}

#[test]
fn under_node_the_package_answers_what_the_command_prints() {
    let file = scratch("questions.json");
    std::fs::write(&file, questions().to_string()).expect("a file can be written");
    let output = Command::new("node").args([script("node.mjs"), package(), file.clone()]).output();
    std::fs::remove_file(&file).expect("it was written");
    let output = output.expect("node starts");
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{errors}");
    assert_eq!(String::from_utf8_lossy(&output.stdout), "");
}

#[tokio::test]
async fn in_a_page_and_in_a_worker_the_package_answers_what_the_command_prints() {
    let browser = Browser::start().await;
    // A page of this origin without a policy of its own: what another page would be.
    browser.driver.goto(format!("{}schemas/plan.schema.json", browser.site)).await.expect("it is served");
    let asking = std::fs::read_to_string(script("questions.js")).expect("the questions are there");
    let asking = asking.replace("export async function", "async function");
    let address = format!("{}package/certplan-wasm/web/index.js", browser.site);
    let started = format!(
        "window.found = undefined;
         const questions = {questions};
         const asking = {asking};
         const own = new Function('certplan', 'questions', asking + '; return differences(certplan, questions)');
         const inWorker = new Promise((done, failed) => {{
           const text = `import * as certplan from '{address}'; ${{asking}}
             onmessage = async ({{ data }}) => postMessage(await differences(certplan, data));`;
           const worker = new Worker(URL.createObjectURL(new Blob([text], {{ type: 'text/javascript' }})), {{ type: 'module' }});
           worker.onmessage = ({{ data }}) => done(data);
           worker.onerror = event => failed(event.message || 'the worker could not be started');
           worker.postMessage(questions);
         }});
         const inPage = import('{address}').then(certplan => own(certplan, questions));
         Promise.all([inPage, inWorker]).then(found => window.found = found.flat(), error => window.found = [String(error)])",
        questions = questions(),
        asking = json!(asking),
    );
    browser.run(&started).await;
    browser.until("everything was answered", "return window.found !== undefined").await;
    assert_eq!(browser.run("return window.found").await, json!([]));
    browser.quit().await;
}
