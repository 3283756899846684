//! Every component as markup: read by reviewers, and held to rules that hold for all facts.

use std::collections::BTreeSet;
use std::rc::Rc;

use certplan_core::facts::{Answers, FactsInput, LoadBalancerKind, Utc};
use certplan_core::{Facts, explain};
use certplan_view::form::{Field, Form, FormError, Text};
use certplan_view::{
    Actions, Answer, Cases, CommandLine, Copied, Explanation, Forecast, Mode, ModeBar, PasteBox,
    QuestionForm, STYLE, Shown, Timeline, document, render_html,
};
use serde::Deserialize;
use yew::{AttrValue, Callback, Html, html};

#[derive(Deserialize)]
struct Scenario {
    name: String,
    #[serde(default)]
    read: bool,
    #[serde(flatten)]
    rest: toml::Table,
}

/// The facts of every scenario, with its name and whether reviewers read it.
fn scenarios() -> Vec<(String, bool, Facts)> {
    #[derive(Deserialize)]
    struct File {
        scenario: Vec<Scenario>,
    }
    let file: File = toml::from_str(include_str!("../../../tests/scenarios.toml")).unwrap();
    let facts = |scenario: &Scenario| {
        let input: FactsInput = scenario.rest.clone().try_into().unwrap();
        input.read(&Utc).unwrap()
    };
    file.scenario.iter().map(|scenario| (scenario.name.clone(), scenario.read, facts(scenario))).collect()
}

fn full_order() -> Rc<Facts> {
    let clusters = vec!["management", "target=prod", "load-balancer=prod"];
    Rc::new(Answers { shutdown: Some("45d"), clusters, ..Answers::default() }.read(&Utc).unwrap())
}

fn actions() -> Actions {
    Actions { copy: Callback::noop(), tick: Callback::noop(), open_all: Callback::noop() }
}

/// One element a line.
fn lines(markup: &str) -> String {
    markup.replace("><", ">\n<")
}

fn component(content: Html) -> String {
    lines(&render_html(content))
}

fn attributes<'m>(markup: &'m str, name: &str) -> Vec<&'m str> {
    let start = format!(" {name}=\"");
    markup.split(&start).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

/// The rules that hold for all markup.
fn check(name: &str, markup: &str) {
    let ids = attributes(markup, "id");
    let unique: BTreeSet<_> = ids.iter().collect();
    assert_eq!(ids.len(), unique.len(), "{name}: an id is there twice: {ids:?}");
    for reference in ["for", "aria-labelledby", "aria-describedby"] {
        for id in attributes(markup, reference).into_iter().flat_map(str::split_whitespace) {
            assert!(unique.contains(&id), "{name}: {reference} names {id}, which is not there");
        }
    }
    let mut level = None;
    for at in 1..markup.len() {
        let Some(heading) = markup.get(at - 1..at + 2).and_then(|tag| tag.strip_prefix("<h")) else {
            continue;
        };
        let Ok(next) = heading.parse::<u8>() else { continue };
        assert!(
            level.is_none_or(|level| next <= level + 1),
            "{name}: a heading of level {next} after {level:?}"
        );
        level = Some(next);
    }
    for input in markup.split("<input ").skip(1).filter_map(|rest| rest.split('>').next()) {
        let labelled =
            attributes(&format!(" {input}"), "id").iter().any(|id| markup.contains(&format!("for=\"{id}\"")));
        // A tick box or choice stands inside its label.
        assert!(
            labelled || input.contains("checkbox") || input.contains("radio"),
            "{name}: no label: {input}"
        );
    }
    assert!(
        !markup.contains(" style=") && !markup.contains(" onclick="),
        "{name}: against the content security policy"
    );
    assert!(!markup.contains("certplan_view"), "{name}: a name of a type is in the markup");
}

#[test]
fn answers_read_as_they_were_reviewed() {
    for (name, read, facts) in scenarios() {
        let facts = Rc::new(facts);
        let markup = component(html! { <Answer facts={facts.clone()} /> });
        check(&name, &markup);
        check(&name, &component(html! { <Answer facts={facts} id_prefix="x" actions={actions()} /> }));
        if read {
            insta::assert_snapshot!(name, markup);
        }
    }
}

#[test]
fn components_read_as_they_were_reviewed() {
    let facts = full_order();
    let ahead =
        Answers { from: Some("2026-12-18T16:00Z"), to: Some("2027-01-08T07:00Z"), ..Answers::default() };
    let ahead = Rc::new(ahead.read(&Utc).unwrap().looking_ahead());
    let copied = Copied { id: "renew-management-management-cluster-command".into(), worked: true };
    let shown = Shown { copied: Some(copied), open_all: true, ..Shown::default() };
    let error = FormError { field: Text::Amount, reason: "is empty".into() };
    let addresses = Mode::ALL.map(|mode| AttrValue::from(format!("#/{}", mode.as_str())));
    let message =
        "Error: rpc error: code = Unauthenticated desc = Valid Token Required. Somebody says: Restart-AksHci";
    let explanation = Rc::new(certplan_words::explained(&explain(message)));
    for (name, content) in [
        (
            "answer-with-buttons",
            html! { <Answer facts={facts.clone()} actions={actions()} {shown} repeats_facts=false /> },
        ),
        ("forecast", html! { <Forecast facts={ahead} /> }),
        ("timeline", html! { <Timeline {facts} id_prefix="t" /> }),
        (
            "explanation",
            html! { <Explanation {explanation} plan_address="#/after" on_copy={Callback::noop()} /> },
        ),
        ("questions", html! { <QuestionForm form={Form::example()} errors={vec![error]} /> }),
        ("questions-ahead", html! { <QuestionForm form={between()} ahead=true more=true /> }),
        ("questions-more-facts", html! { <QuestionForm form={more_facts()} errors={more_facts_errors()} /> }),
        ("modes", html! { <ModeBar current={Mode::After} {addresses} /> }),
        ("box", html! { <PasteBox text="x509" progress={Some(AttrValue::Static("Reading"))} /> }),
        ("cases", html! { <Cases /> }),
    ] {
        let markup = component(content);
        check(name, &markup);
        insta::assert_snapshot!(name, markup);
    }
}

fn between() -> Form {
    let mut form = Form::example();
    form.set(Field::How, "between", true);
    form
}

/// Facts below "More facts", one of them wrong.
fn more_facts() -> Form {
    let mut form = Form::example();
    form.set(Field::Text(Text::Build), "1.0.16.10113", false);
    form.set(Field::Text(Text::KubernetesVersion), "1.twenty", false);
    form.set(Field::Text(Text::LoadBalancerKind), "kube-vip", false);
    form
}

fn more_facts_errors() -> Vec<FormError> {
    more_facts().read(&Utc, None).expect_err("one is wrong")
}

#[test]
fn more_facts_have_fields_with_values_and_errors() {
    let markup = render_html(
        html! { <QuestionForm form={more_facts()} errors={more_facts_errors()} id_prefix="x" /> },
    );
    check("more facts", &markup);
    let more = &markup[markup.find("<details").unwrap()..];
    assert!(more.split('>').next().unwrap().contains(" open="), "given facts are shown: {more}");
    let input = more.split("<input ").find(|input| input.contains("id=\"x-kubernetes-version\"")).unwrap();
    for part in [
        "value=\"1.twenty\"",
        "aria-invalid=\"true\"",
        "aria-describedby=\"x-kubernetes-version-error x-kubernetes-version-hint\"",
    ] {
        assert!(input.contains(part), "{part}: {input}");
    }
    assert_eq!(markup.matches("href=\"#x-kubernetes-version\"").count(), 1, "the list of errors leads to it");
    let select = more.split("<select ").nth(1).unwrap().split("</select>").next().unwrap();
    let kinds: Vec<&str> = attributes(select, "value");
    assert_eq!(kinds, ["", "haproxy", "kube-vip", "sdn", "own", "none"]);
    let chosen: Vec<&str> = select.split("<option ").filter(|option| option.contains("selected")).collect();
    assert!(matches!(chosen[..], [one] if one.contains("value=\"kube-vip\"")), "{select}");

    let mut form = more_facts();
    form.set(Field::Text(Text::KubernetesVersion), "1.24.6", false);
    let facts = form.read(&Utc, None).unwrap();
    assert_eq!(facts.kubernetes_version.map(|version| version.to_string()).as_deref(), Some("1.24.6"));
    assert_eq!(facts.load_balancer_kind, Some(LoadBalancerKind::KubeVip));
}

#[test]
fn a_command_breaks_only_between_words_and_copies_as_it_is() {
    let command =
        "Update-AksHciClusterCertificates -Name 'a - b' -fixKubeletCredentials\n  kubectl get nodes";
    let markup = render_html(html! { <CommandLine text={command} name="command 1" id="c" /> });
    let code = markup.split("<code").nth(1).and_then(|rest| rest.split("</code>").next()).unwrap();
    let code = &code[code.find('>').unwrap() + 1..];
    let unbroken = code.replace("<span>", "\u{1}").replace("</span>", "\u{2}");
    for word in unbroken.split_whitespace().filter(|word| *word != "-") {
        assert!(word.starts_with('\u{1}') && word.ends_with('\u{2}'), "{word}");
    }
    assert_eq!(text(code), command);
    assert!(STYLE.contains(":is(pre, code)[dir] span { white-space: nowrap; }"));
}

/// The text of markup, as a reader copies it.
fn text(markup: &str) -> String {
    let tags_end = markup.split('<').map(|part| part.split_once('>').map_or(part, |(_, text)| text));
    tags_end
        .collect::<String>()
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&#x27;", "'")
        .replace("&amp;", "&")
}

#[test]
fn the_commands_come_first_and_everything_else_is_closed() {
    let markup = component(html! { <Answer facts={full_order()} /> });
    let at = |text: &str| markup.find(text).unwrap_or_else(|| panic!("{text} is not there"));
    let order = [
        "class=\"summary\"",
        "id=\"commands\"",
        "id=\"before\"",
        "id=\"why\"",
        "id=\"afterwards\"",
        "id=\"notes\"",
        "id=\"conflicts\"",
        "id=\"cited-sources\"",
    ];
    assert!(order.windows(2).all(|pair| at(pair[0]) < at(pair[1])));
    // Each word of a command is an element, so commands are looked for in the text.
    let text = text(&markup.replace('\n', ""));
    let commands = [
        "Update-AksHciCertificates",
        "-Name 'prod' -fixKubeletCredentials",
        "-Name 'prod' -patchLoadBalancer -fixCloudCredentials",
    ];
    let places = commands.map(|command| text.find(command).expect(command));
    assert!(places.is_sorted(), "{text}");
    assert!(!markup.contains("<details open"), "something is open");
    let open = component(
        html! { <Answer facts={full_order()} shown={Shown { open_all: true, ..Shown::default() }} /> },
    );
    assert_eq!(
        open.matches("<details").count(),
        attributes(&open, "open").len() + open.matches(" open>").count()
    );
}

#[test]
fn what_comes_from_outside_never_becomes_markup() {
    let mut facts = Facts::clone(&full_order());
    facts.zone = Some("<b>\"'&".into());
    let markup = document::plan_page(&facts);
    assert!(!markup.contains("<b>"), "{markup}");
    let mut form = Form::example();
    form.set(Field::Text(Text::Targets), "\"><script>alert(1)</script>", false);
    let markup = render_html(html! { <QuestionForm {form} /> });
    assert!(!markup.contains("<script>") && !markup.contains("\"\">"), "{markup}");
    let text: AttrValue = "</textarea><script>".into();
    assert!(!render_html(html! { <PasteBox {text} /> }).contains("<script>"));
    let message = "Valid Token Required <script>alert(1)</script>";
    assert!(!document::explanation_page(&explain(message)).contains("script"));
}

#[test]
fn a_document_needs_nothing_else() {
    for page in [document::plan_page(&full_order()), document::forecast_page(&full_order())] {
        assert!(page.starts_with("<!doctype html>\n<html lang=\"en\">"));
        assert_eq!(page.matches("<h1").count(), 1);
        for outside in ["<script", "<link", " src=", "@import", "url(http"] {
            assert!(!page.contains(outside), "{outside}");
        }
        check("document", &page[page.find("<body>").unwrap()..]);
    }
    let svg = document::timeline_svg(&full_order());
    assert!(
        svg.starts_with("<svg xmlns=\"http://www.w3.org/2000/svg\"") && svg.ends_with("</svg>\n"),
        "{svg}"
    );
}

fn shutdowns() -> impl Iterator<Item = Facts> {
    let lengths = ["2h", "1d", "4d", "10d", "28d", "45d", "400d", "36500d", "unknown"].map(|shutdown| {
        Answers { shutdown: Some(shutdown), ..Answers::default() }.read(&Utc).expect(shutdown)
    });
    let at = Some("2027-01-02T00:00Z");
    let dated = Answers { from: Some("2026-12-18"), to: Some("2027-01-08"), at, ..Answers::default() };
    let late = Answers { shutdown: Some("2d"), since_update: Some("100d"), ..Answers::default() };
    lengths.into_iter().chain([dated, late].map(|answers| answers.read(&Utc).expect("facts")))
}

#[test]
fn a_picture_is_well_formed_named_and_stays_inside_its_frame() {
    for facts in shutdowns() {
        let svg = document::timeline_svg(&facts);
        let picture = roxmltree::Document::parse(&svg).unwrap_or_else(|error| panic!("{error}: {svg}"));
        let root = picture.root_element();
        let text = |name| {
            let found = root.children().find(|node| node.has_tag_name(("http://www.w3.org/2000/svg", name)));
            found.and_then(|node| node.text()).unwrap_or_default().to_owned()
        };
        assert!(!text("title").is_empty() && !text("desc").is_empty(), "{svg}");
        let frame: Vec<i64> =
            root.attribute("viewBox").unwrap().split(' ').map(|n| n.parse().unwrap()).collect();
        for node in picture.descendants() {
            let number = |name| node.attribute(name).map_or(0, |n: &str| n.parse::<i64>().unwrap_or(0));
            if node.tag_name().name() != "pattern" {
                assert!((0..=frame[2]).contains(&(number("x") + number("width"))), "{node:?}");
                assert!((0..=frame[3]).contains(&(number("y") + number("height"))), "{node:?}");
            }
        }
    }
}

#[test]
fn a_picture_needs_neither_style_nor_script_nor_address() {
    for facts in shutdowns() {
        let svg = document::timeline_svg(&facts);
        for never in ["<style", "style=", "<script", "href", " on", "#0", "#f"] {
            let named = svg.replace("xmlns=\"http://www.w3.org/2000/svg\"", "");
            let markup: String =
                named.split('>').map(|tag| tag.split_once('<').map_or("", |(_, tag)| tag)).collect();
            assert!(!markup.contains(never), "{never} in {markup}");
        }
    }
}

#[test]
fn no_explanation_has_typographic_dashes_or_quotes() {
    let message = "Unable to connect to the server: x509: certificate has expired or is not yet valid: current time \
                   2026-03-09T08:15:02Z is after 2026-03-02T21:40:11Z. Somebody says: Restart-AksHci";
    assert!(document::explanation_page(&explain(message)).is_ascii());
}

#[test]
fn the_style_is_for_certplan_alone() {
    let without_blocks = STYLE.replace(['\n'], " ");
    assert!(without_blocks.contains("@media print") && without_blocks.contains("(forced-colors: active)"));
    for line in STYLE.lines().filter(|line| line.ends_with('{') || line.contains(" { ")) {
        let selector = line.trim();
        let is_rule = selector.starts_with(['.', '@']) || selector.starts_with("/*");
        assert!(is_rule, "a rule that reaches outside: {line}");
    }
    assert!(STYLE.is_ascii());
}

#[test]
fn no_markup_is_taken_as_it_is() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src");
    let mut folders = vec![std::path::PathBuf::from(folder)];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap().flatten() {
            if entry.path().is_dir() {
                folders.push(entry.path());
                continue;
            }
            let text = std::fs::read_to_string(entry.path()).unwrap();
            for way in ["from_html_unchecked", "innerHTML", "inner_html"] {
                assert!(!text.contains(way), "{}: {way}", entry.path().display());
            }
        }
    }
}
