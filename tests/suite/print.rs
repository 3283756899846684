//! On paper: a runbook of few pages on which nothing is missing.

use certplan_tests::{Browser, Theme};
use lopdf::Document;
use thirtyfour::common::print::{PrintMargins, PrintPage, PrintParameters};

const FULL_ORDER: &str = "#/after?v=1&rules=1&off=3888000&updated=unknown&c=management&c=target.prod&c=load-balancer.prod&build=unknown";

/// Width and height in centimetres, and how many pages the full order may take: two with all there is to do and to know, and
/// the sources on a third.
const PAPERS: [(&str, f64, f64, usize); 2] = [("A4", 21.0, 29.7, 3), ("Letter", 21.59, 27.94, 3)];

/// What must be readable on paper.
const MATTERS: &str =
    ".summary, .understood, .layer, .run pre, .rows .title, .command pre, .explained dd, .notes li, .conflict h4, .conflict li,
    .conflict p, .sources li, .printed";

/// The commands of the full order; PDFs have blanks and ends of lines where their programs like.
const COMMANDS: [&str; 3] = [
    "Update-AksHciCertificates",
    "Update-AksHciClusterCertificates-Name'prod'-fixKubeletCredentials",
    "Update-AksHciClusterCertificates-Name'prod'-patchLoadBalancer-fixCloudCredentials",
];

#[tokio::test]
async fn the_printed_file_has_few_pages_and_every_command_in_order() {
    let browser = Browser::of_the_gate().await;
    browser.open(FULL_ORDER).await;
    for (paper, width, height, most) in PAPERS {
        let margin = PrintMargins { top: 0.8, bottom: 0.8, left: 0.8, right: 0.8 };
        let page = PrintPage { width, height };
        let parameters = PrintParameters { page, margin, ..PrintParameters::default() };
        let file = browser.driver.print_page(parameters).await.expect("the page can be printed");
        let file = Document::load_mem(&file).expect("another program reads the file");
        let pages: Vec<u32> = file.get_pages().into_keys().collect();
        assert!((1..=most).contains(&pages.len()), "{} pages of {paper}", pages.len());
        let text = file.extract_text(&pages).expect("the file has its text");
        let text: String = text.split_whitespace().collect();
        let mut rest = text.as_str();
        for command in COMMANDS {
            rest = rest.split_once(command).unwrap_or_else(|| panic!("no {command} on {paper}: {text}")).1;
        }
        assert!(text.contains("Run3commands,inthisorder."), "{paper}: {text}");
        assert!(!text.contains("Howlongwasitoff?"), "{paper}: {text}");
    }
    browser.quit().await;
}

#[tokio::test]
async fn nothing_that_matters_is_missing_on_paper() {
    let browser = Browser::start().await;
    for link in [FULL_ORDER, "", "#/after?v=1&rules=1&off=2592000&updated=unknown&c=target&build=1.0.9.10413"]
    {
        browser.open(link).await;
        browser.on_paper(Theme::Light).await;
        let missing = browser
            .text(&format!(
                "return [...document.querySelectorAll(`#answer :is({MATTERS})`)].filter(element => {{
                    const area = element.getBoundingClientRect();
                    const seen = element.checkVisibility({{ contentVisibilityAuto: true, opacityProperty: true, visibilityProperty: true }});
                    return !seen || area.width * area.height < 20 || !element.innerText.trim()
                        || parseFloat(getComputedStyle(element).fontSize) < 8.6;
                }}).map(element => element.outerHTML).join('\\n')"
            ))
            .await;
        assert_eq!(missing, "", "{link}");
        // Reason, good, bad, wait and what to do are the terms of one list now.
        let count = browser.run("return document.querySelectorAll('#answer .explained dd').length").await;
        assert!(count.as_u64() > Some(30), "{link}: {count}");
    }
    browser.quit().await;
}

#[tokio::test]
async fn paper_has_no_controls_and_no_other_cases() {
    let browser = Browser::start().await;
    browser.open(FULL_ORDER).await;
    browser.on_paper(Theme::Light).await;
    let text = browser.text("return document.body.innerText").await;
    for left_out in ["Copy", "How long was it off?", "All cases", "Documentation", "Download"] {
        assert!(!text.contains(left_out), "{left_out}: {text}");
    }
    // The sentence on the rules begins in plain words now.
    for kept in [
        "Run 3 commands",
        "45 days",
        "Certplan rules 1, compared with their sources on",
        "#/after?",
        "-patchLoadBalancer -fixCloudCredentials",
    ] {
        assert!(text.contains(kept), "{kept} is missing: {text}");
    }
    browser.quit().await;
}
