//! The mode for the dates of real certificates.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use certplan_tests::Browser;
use certplan_tests::command::certplan;
use serde_json::Value;
use thirtyfour::Key;

const READY: &str = "return document.querySelector('#box-files') !== null && document.querySelector('#tool.evidence-mode') !== null";

/// A folder with a kubeconfig of a target, a certificate in DER and a list of clusters, made by openssl for this test.
struct Files(PathBuf);

impl Files {
    fn make(test: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("certplan-evidence-{}-{test}", std::process::id()));
        fs::create_dir_all(&folder).expect("a folder can be made");
        let files = Self(folder);
        files.openssl(&[
            "req",
            "-x509",
            "-newkey",
            "ec",
            "-pkeyopt",
            "ec_paramgen_curve:P-256",
            "-nodes",
            "-keyout",
            "key.pem",
            "-out",
            "cert.pem",
            "-days",
            "3",
            "-subj",
            "/CN=kubernetes-admin",
        ]);
        files.openssl(&["x509", "-in", "cert.pem", "-outform", "der", "-out", "cert.der"]);
        let [cert, key] = ["cert.pem", "key.pem"].map(|name| files.base64(name));
        let config = format!(
            "apiVersion: v1\nkind: Config\nclusters:\n- name: prod\n  cluster:\n    server: https://10.0.0.4:6443\n    certificate-authority-data: {cert}\n\
             users:\n- name: prod-admin\n  user:\n    client-certificate-data: {cert}\n    client-key-data: {key}\n"
        );
        fs::write(files.path("kubeconfig"), config).expect("a file can be written");
        files
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    fn text(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).expect("a file can be read")
    }

    fn base64(&self, name: &str) -> String {
        self.openssl(&["base64", "-A", "-in", name]).trim().to_owned()
    }

    fn openssl(&self, arguments: &[&str]) -> String {
        let output =
            Command::new("openssl").args(arguments).current_dir(&self.0).output().expect("openssl starts");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).expect("openssl prints text")
    }

    /// What stands in the key, in lines that nothing else has.
    fn secrets(&self) -> Vec<String> {
        let mut secrets = vec![self.base64("key.pem")[60..100].to_owned()];
        secrets.extend(
            self.text("key.pem").lines().filter(|line| !line.starts_with("-----")).map(str::to_owned),
        );
        secrets
    }
}

impl Drop for Files {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

async fn choose(browser: &Browser, files: &[PathBuf]) {
    browser.choose_files(files).await;
}

/// What `openssl x509` prints of a certificate that is valid for long.
const DATES: &str = "apiserver.crt:\nnotBefore=Nov 20 00:00:00 2026 GMT\nnotAfter=Nov 20 00:00:00 2096 GMT\n\
     subject=CN = kube-apiserver\nissuer=CN = kubernetes\n";

const TABLE: &str = "return document.querySelector('table.certificates') !== null";

/// The items without what depends on the moment and on the folder.
fn items(json: &str) -> Value {
    let mut document: Value = serde_json::from_str(json).expect("this is JSON");
    let items = document["items"].as_array_mut().expect("a list");
    for item in items.iter_mut() {
        let origin = item["origin"].as_str().expect("a text").rsplit('/').next().expect("a name").to_owned();
        item["origin"] = origin.into();
        item.as_object_mut().expect("an object").remove("residual_seconds");
    }
    document["items"].take()
}

#[tokio::test]
async fn files_give_what_the_command_gives_and_the_plan_that_follows() {
    let files = Files::make("files");
    let browser = Browser::of_the_gate().await;
    browser
        .open("#/after?v=1&rules=1&off=3888000&updated=unknown&c=management&c=target.prod&build=unknown")
        .await;
    browser
        .run("Object.defineProperty(navigator, 'clipboard', { value: { writeText: async text => { window.copied = text } } })")
        .await;
    browser.find("#mode-evidence").await.click().await.expect("the link can be clicked");
    browser.until("the mode is there", READY).await;
    let given = ["kubeconfig", "cert.der"].map(|name| files.path(name));
    choose(&browser, &given).await;
    browser.until("the table is there", TABLE).await;
    browser.click("[data-copy-form=json]").await;
    browser.until("the JSON was copied", "return window.copied !== undefined").await;
    let [kubeconfig, cert] = given.map(|path| path.to_string_lossy().into_owned());
    let printed = certplan(&["inspect".into(), kubeconfig, cert, "--format".into(), "json".into()]);
    assert_eq!(items(&browser.text("return window.copied").await), items(&printed));
    let rows = browser.run("return document.querySelectorAll('table.certificates tbody tr').length").await;
    assert_eq!(rows, 3);
    let plan = browser.text("return document.querySelector('#tool').textContent").await;
    assert!(plan.contains("The plan that follows") && plan.contains("'prod'"), "{plan}");
    for secret in files.secrets() {
        let page = browser.text("return document.documentElement.outerHTML + window.copied").await;
        assert!(!page.contains(&secret), "a part of the key is in the page");
    }
    browser.quit().await;
}

/// Enter, since Firefox without a window tells of no change at Tab.
async fn name_it(browser: &Browser, name: &str) {
    let field = browser.find("#cluster-0").await;
    field.clear().await.expect("the field can be cleared");
    field.send_keys(name).await.expect("the field takes keys");
    field.send_keys(Key::Enter).await.expect("the field takes a key");
}

#[tokio::test]
async fn real_dates_take_the_place_of_the_model() {
    let files = Files::make("dates");
    let file = files.path("dates.txt");
    fs::write(&file, DATES).expect("a file can be written");
    let browser = Browser::of_the_gate().await;
    browser
        .open("#/after?v=1&rules=1&off=3888000&updated=unknown&c=management&c=target.prod&build=unknown")
        .await;
    browser.find("#mode-evidence").await.click().await.expect("the link can be clicked");
    browser.until("the mode is there", READY).await;
    browser.read_text(DATES).await;
    browser.until("the table is there", TABLE).await;
    assert_eq!(browser.text("return document.querySelector('#box').value").await, "");
    name_it(&browser, "Prod").await;
    browser
        .until("a wrong name is said", "return document.querySelector('#cluster-0-error').textContent !== ''")
        .await;
    name_it(&browser, "prod").await;
    browser
        .until(
            "evidence decides",
            "return document.querySelector('#tool').textContent.includes('2096-11-20')
            && document.querySelector('#cluster-0-error').textContent === ''",
        )
        .await;
    let plan = certplan(
        &[
            "plan",
            "--shutdown",
            "45d",
            "--cluster",
            "management",
            "--cluster",
            "target=prod",
            "--format",
            "json",
            "--evidence",
        ]
        .map(str::to_owned)
        .into_iter()
        .chain([format!("prod={}", file.display())])
        .collect::<Vec<_>>(),
    );
    let plan: Value = serde_json::from_str(&plan).expect("the command prints JSON");
    // The commands come first now: the plan is above the table. It comes once the worker knows the name.
    let summary = format!(
        "return document.querySelector('#follows ~ .answer .summary').textContent === {}",
        plan["summary"]
    );
    browser.until("the plan is the command's", &summary).await;
    // It is still there after a look at the questions, and gone when it is forgotten.
    browser.find("#mode-after").await.click().await.expect("the link can be clicked");
    browser
        .until("the questions are there", "return document.querySelector('#questions').checkVisibility()")
        .await;
    browser.driver.back().await.expect("there is something before");
    browser.until("the table is there again", TABLE).await;
    browser.find("[data-forget]").await.click().await.expect("the button can be clicked");
    browser.until("it is gone", "return document.querySelector('table.certificates') === null").await;
    assert_eq!(browser.text("return location.hash").await, "#/evidence");
    browser.quit().await;
}

#[tokio::test]
async fn a_pasted_key_is_not_kept() {
    let files = Files::make("pasted");
    let browser = Browser::of_the_gate().await;
    browser.open("#/evidence").await;
    browser.until("the mode is there", READY).await;
    browser.paste(&files.text("kubeconfig")).await;
    browser.until("the table is there", TABLE).await;
    browser.says("A private key or a token was there: not kept.").await;
    browser.paste(&files.text("key.pem")).await;
    browser.says("text 2").await;
    // Typed or dropped, it is read by the button.
    browser.read_text(&files.text("key.pem")).await;
    browser.says("text 3").await;
    let everywhere = browser
        .text(
            "return [location.href, document.documentElement.outerHTML, document.querySelector('#box').value,
            JSON.stringify(localStorage), JSON.stringify(sessionStorage)].join(' ')",
        )
        .await;
    for secret in files.secrets() {
        assert!(!everywhere.contains(&secret), "a part of the key is in the page");
    }
    browser.read_text("nothing of it").await;
    browser.says("no certificate").await;
    // What gave nothing stays, so that it can be mended.
    assert_eq!(browser.text("return document.querySelector('#box').value").await, "nothing of it");
    browser.quit().await;
}

#[tokio::test]
async fn dropped_files_in_any_encoding_are_read() {
    let files = Files::make("dropped");
    let browser = Browser::of_the_gate().await;
    browser.open("#/evidence").await;
    browser.until("the mode is there", READY).await;
    let bytes = fs::read(files.path("cert.der")).expect("a file can be read");
    browser
        .run(&format!(
            "const given = new DataTransfer(), text = 'notAfter=Feb  5 21:19:44 2096 GMT\\r\\n';
             const utf16 = new Uint8Array([0xFF, 0xFE, ...[...text].flatMap(c => [c.charCodeAt(0), 0])]);
             given.items.add(new File([new Uint8Array({bytes:?})], 'cert.der'));
             given.items.add(new File([utf16], 'dates.txt'));
             document.querySelector('#box').dispatchEvent(new DragEvent('drop', {{ dataTransfer: given, bubbles: true, cancelable: true }}))"
        ))
        .await;
    browser
        .until(
            "both are there",
            "return document.querySelectorAll('table.certificates tbody tr').length === 2",
        )
        .await;
    browser.quit().await;
}

#[tokio::test]
async fn a_list_of_clusters_becomes_the_clusters_of_the_questions() {
    let browser = Browser::of_the_gate().await;
    browser.open("#/evidence").await;
    browser.until("the mode is there", READY).await;
    let list = "PS C:\\> Get-AksHciCluster\r\n\r\nName         : shop\r\nLoadBalancer : @{VMSize=Standard_A4_v2; Count=1; Sku=HAProxy}\r\n\r\nName         : store\r\n";
    browser.read_text(list).await;
    browser.until("it is offered", "return document.querySelector('#tool .next a') !== null").await;
    assert!(!browser.text("return location.hash").await.contains("shop"));
    browser.find("#tool .next a").await.click().await.expect("the link can be clicked");
    browser.until("the plan is there", "return document.querySelector('#questions').checkVisibility()").await;
    let plan = "return document.querySelector('#answer').textContent";
    browser
        .until("it is for them", "return ['shop', 'store'].every(name => document.querySelector('#answer').textContent.includes(name))")
        .await;
    assert!(!browser.text(plan).await.contains("'prod'"));
    assert!(browser.text("return location.hash").await.contains("c=load-balancer.shop"));
    browser.quit().await;
}

/// What the collector writes of a host that was off for 45 days.
const COLLECTED: &str = r#"{"schema":"certplan/evidence/1","collected_at":"2026-11-30T12:00:00Z","host":"NODE1",
    "power":{"since":"2026-01-01T00:00:00Z","events":[{"at":"2026-10-16T12:00:00Z","id":6006},{"at":"2026-11-30T11:00:00Z","id":6005}]},
    "clusters":[{"name":"shop","load_balancer_kind":"haproxy"}],"build":"1.0.24.11029",
    "items":[{"origin":"cloudconfig","credential":"mocctl-login","subject":"CN=admin","issuer":"CN=cloudagent","serial":"0A",
        "not_before":"2026-09-01T00:00:00Z","not_after":"2026-10-31T00:00:00Z"}],
    "unread":[]}"#;

/// Drops a file with this text on the page.
async fn drop_file(browser: &Browser, name: &str, text: &str) {
    let text = serde_json::to_string(text).expect("a text is JSON");
    browser
        .run(&format!(
            "const given = new DataTransfer();
             given.items.add(new File([{text}], '{name}'));
             document.querySelector('main').dispatchEvent(new DragEvent('drop', {{ dataTransfer: given, bubbles: true, cancelable: true }}))"
        ))
        .await;
}

/// Whether the questions have the facts of [`COLLECTED`], and the page says where they come from.
const FILLED_IN: &str = "return document.querySelector('#how-between')?.checked
    && document.querySelector('#targets').value === 'shop' && document.querySelector('#balancer').checked
    && document.querySelector('#build').value === '1.0.24.11029'
    && document.querySelector('#answer .understood').textContent.includes('45 days')
    && document.querySelector('#answer').textContent.includes('System event log')";

#[tokio::test]
async fn the_collectors_file_fills_in_length_clusters_and_build() {
    let browser = Browser::of_the_gate().await;
    browser.open("").await;
    drop_file(&browser, "certplan-evidence.json", COLLECTED).await;
    // It has a certificate, so that real dates decide.
    browser.until("its dates are there", TABLE).await;
    browser.says("Its facts are filled in.").await;
    let shown = browser.text("return document.querySelector('#tool').textContent").await;
    assert!(
        shown.contains("System event log") && shown.contains("45 days") && shown.contains("shop"),
        "{shown}"
    );
    browser.find("#mode-after").await.click().await.expect("the link can be clicked");
    browser.until("the questions are filled in", FILLED_IN).await;
    assert!(!browser.text("return location.href").await.contains("shop"), "names stay out of the link");
    // Without certificates the answer is that of the facts.
    browser.open("").await;
    let items = COLLECTED.find("\"items\"").expect("it has items");
    let facts_alone = format!("{}\"items\":[],\"unread\":[]}}", &COLLECTED[..items]);
    drop_file(&browser, "certplan-evidence.json", &facts_alone).await;
    browser.until("the questions are filled in", FILLED_IN).await;
    browser.quit().await;
}

#[tokio::test]
async fn what_the_one_box_is_given_is_read_as_what_it_is() {
    let browser = Browser::of_the_gate().await;
    browser.open("").await;
    for (given, mode) in [
        // A word alone is the name of a cluster, as it is for the command.
        ("shop", "evidence"),
        ("Error: rpc error: code = Unauthenticated desc = Valid Token Required", "error"),
        ("deployment,cluster,shutdown\nkiel,store,45d\n", "fleet"),
        ("notAfter=Feb  5 21:19:44 2096 GMT\n", "evidence"),
        ("{\"schema\":\"certplan/facts/1\",\"shutdown_seconds\":864000}", "after"),
    ] {
        browser.find("#mode-after").await.click().await.expect("the link can be clicked");
        browser.read_text(given).await;
        let there = format!(
            "return document.querySelector('.modes [aria-current]').id === 'mode-{mode}' && document.querySelector('.box .progress') === null"
        );
        browser.until(given, &there).await;
        assert_eq!(browser.text("return document.querySelector('#box').value").await, "", "{given}");
    }
    let facts = browser.text("return document.querySelector('#answer .understood').textContent").await;
    assert!(facts.contains("10 days"), "{facts}");
    browser.quit().await;
}

/// From now on the page knows when the worker has answered.
const TELL_OF_ANSWER: &str = "const data = Object.getOwnPropertyDescriptor(MessageEvent.prototype, 'data');
    Object.defineProperty(MessageEvent.prototype, 'data', { get() {
        const given = data.get.call(this);
        if (String(given).includes('Evidence')) setTimeout(() => window.wasAnswered = true, 100);
        return given;
    } })";

/// Drops a file that is not read before `goOn` is called, and goes to another mode.
async fn drop_and_leave(browser: &Browser) {
    browser.open("#/evidence").await;
    browser.until("the mode is there", READY).await;
    let dates = serde_json::to_string(DATES).expect("a text is JSON");
    browser
        .run(&format!(
            "const read = Blob.prototype.arrayBuffer;
             Blob.prototype.arrayBuffer = async function () {{
                 await new Promise(goOn => window.goOn = goOn);
                 setTimeout(() => window.wasRead = true);
                 return read.call(this);
             }};
             const given = new DataTransfer();
             given.items.add(new File([{dates}], 'dates.txt'));
             document.querySelector('#box').dispatchEvent(new DragEvent('drop', {{ dataTransfer: given, bubbles: true, cancelable: true }}));
             document.querySelector('#mode-error').click()"
        ))
        .await;
    browser.until("another mode is there", "return document.querySelector('#message') !== null").await;
}

#[tokio::test]
async fn a_file_that_is_read_after_its_mode_was_left_stands_there_and_nowhere_else() {
    let browser = Browser::of_the_gate().await;
    drop_and_leave(&browser).await;
    browser.run(TELL_OF_ANSWER).await;
    browser.run("window.goOn()").await;
    browser.until("the file was read", "return window.wasRead && window.wasAnswered").await;
    assert_eq!(browser.text("return document.querySelector('#status').textContent").await, "");
    assert_eq!(browser.run("return document.querySelectorAll('#tool table').length").await, 0);
    browser.run("document.querySelector('#mode-evidence').click()").await;
    browser.until("its dates are there", TABLE).await;
    browser.quit().await;
}

#[tokio::test]
async fn a_file_is_shown_where_its_mode_has_come_back() {
    let browser = Browser::of_the_gate().await;
    drop_and_leave(&browser).await;
    browser.run("document.querySelector('#mode-evidence').click()").await;
    browser.until("the mode is there", READY).await;
    browser.run("window.goOn()").await;
    browser.until("its dates are there", TABLE).await;
    browser.quit().await;
}

#[tokio::test]
async fn two_inputs_are_compared_before_and_after_a_repair() {
    let browser = Browser::of_the_gate().await;
    browser.open("#/evidence").await;
    browser.until("the mode is there", READY).await;
    browser.read_text(&DATES.replace("2096", "2024").replace("2026", "2023")).await;
    browser.until("the table is there", TABLE).await;
    assert_eq!(browser.run("return document.querySelector('.compare')").await, Value::Null, "one input");
    browser.read_text(DATES).await;
    browser.until("two can be compared", "return document.querySelector('.compare') !== null").await;
    browser.click(".compare > summary").await;
    browser.click("#compare").await;
    browser
        .until("they are compared", "return document.querySelector('.comparison .summary') !== null")
        .await;
    let compared = browser.text("return document.querySelector('.comparison').textContent").await;
    assert!(compared.starts_with("Healed") && compared.contains("Renewed"), "{compared}");
    // The other way around the second has expired.
    for (id, value) in [("compare-before", "1"), ("compare-after", "0")] {
        browser
            .run(&format!(
                "const field = document.querySelector('#{id}'); field.value = '{value}';
                 field.dispatchEvent(new Event('change', {{ bubbles: true }}))"
            ))
            .await;
    }
    browser.click("#compare").await;
    browser
        .until(
            "the other way around",
            "return document.querySelector('.comparison .summary').textContent.startsWith('Not healed')",
        )
        .await;
    browser.keep_files().await;
    browser.click(".compare [data-save-form=ics]").await;
    browser.until("a file was saved", "return saved.length === 1").await;
    let saved = browser.text("return named[0] + saved[0]").await;
    assert!(saved.contains("certplan-verify.ics") && saved.contains("BEGIN:VCALENDAR"), "{saved}");
    browser.quit().await;
}
