//! The widget's folder: the custom element, its module, the page for frames, the variant without scripts.

use crate::build::{edit, fill};
use crate::setup::BuildTools;
use crate::{machine, module, policy};
use anyhow::{Context as _, Result};
use std::fs;
use std::path::Path;
use xshell::cmd;

/// The package of the module, and how its files' names begin.
const WIDGET: &str = "certplan-widget";

/// The element's script, by the name that pages use.
pub(crate) const ELEMENT: &str = "certplan-calculator";

/// Files that are minified and keep their names.
const PLAIN: [&str; 3] = ["frame.js", "frame.css", "certplan-frame.js"];

/// Pages that are filled: with the cases, and with their policy.
const PAGES: [&str; 2] = ["frame.html", "choose.html"];

/// Builds the folder `widget` of the site.
///
/// # Errors
/// A tool fails, or a source lacks a marker.
pub(crate) fn build(tools: &BuildTools, site: &Path) -> Result<()> {
    let (sources, folder) = (machine::root().join("web/widget"), site.join("widget"));
    fs::create_dir_all(&folder).with_context(|| format!("cannot create {}", folder.display()))?;
    let parts = parts()?;
    let module = module::build(tools, WIDGET, WIDGET, &folder)?;
    element(tools, &sources, &folder, &module, &parts)?;
    for name in PLAIN {
        fs::copy(sources.join(name), folder.join(name)).with_context(|| format!("cannot copy {name}"))?;
        minify(tools, &folder.join(name))?;
    }
    fs::write(folder.join("choose.css"), format!("{}{}", parts.style, parts.choose_style))?;
    for name in PAGES {
        let html = fs::read_to_string(sources.join(name)).with_context(|| format!("cannot read {name}"))?;
        let html = html.replace("certplan:choose", &parts.choose);
        fs::write(folder.join(name), html.replace("certplan:csp", &policy::of_page(&html)))?;
    }
    Ok(())
}

/// The element with its markup and style inside, under a name with its hash, and a file with the stable name that loads it.
fn element(tools: &BuildTools, sources: &Path, folder: &Path, module: &str, parts: &Parts) -> Result<()> {
    let script = folder.join(format!("{ELEMENT}.js"));
    fs::copy(sources.join(format!("{ELEMENT}.js")), &script).context("cannot copy the element")?;
    let style = folder.join("style.css");
    fs::write(&style, &parts.style)?;
    minify(tools, &style)?;
    let css = fs::read_to_string(&style)?;
    fs::remove_file(&style)?;
    let quoted = |text: &str| serde_json::Value::from(text.trim()).to_string();
    edit(&script, |text| {
        let text = fill(text, "\"certplan:form\"", &quoted(&parts.form))?;
        let text = fill(&text, "\"certplan:style\"", &quoted(&css))?;
        fill(&text, "certplan:widget", module)
    })?;
    minify(tools, &script)?;
    let text = fs::read(&script)?;
    let name = format!("{ELEMENT}-{}.js", machine::short_hash(&text));
    fs::write(folder.join(&name), text)?;
    fs::write(&script, format!("import\"./{name}\";\n"))?;
    Ok(())
}

fn minify(tools: &BuildTools, file: &Path) -> Result<()> {
    let (sh, esbuild) = (machine::shell()?, &tools.esbuild);
    let options = ["--minify", "--target=es2022", "--log-level=warning", "--allow-overwrite"];
    Ok(cmd!(sh, "{esbuild} {options...} {file} --outfile={file}").quiet().run()?)
}

/// What is rendered natively.
#[derive(serde::Deserialize)]
struct Parts {
    /// The questions, before the calculator is there.
    form: String,
    /// The style sheet of the components.
    style: String,
    /// The variant without scripts.
    choose: String,
    /// Its style sheet.
    choose_style: String,
}

fn parts() -> Result<Parts> {
    let sh = machine::shell()?;
    let printed =
        cmd!(sh, "cargo run --quiet --package {WIDGET} --features files --bin certplan-widget-files");
    let printed = printed.quiet().read()?;
    serde_json::from_str(&printed).context("the widget's files are not JSON")
}
