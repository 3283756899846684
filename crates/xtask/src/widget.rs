//! The widget's folder: the custom element, its module, the page for frames, the variant without scripts.

use crate::build::edit;
use crate::setup::BuildTools;
use crate::{machine, module, policy};
use anyhow::{Context as _, Result, ensure};
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
    let module = module::build(tools, WIDGET, WIDGET, &folder)?;
    element(tools, &sources, &folder, &module)?;
    for name in PLAIN {
        fs::copy(sources.join(name), folder.join(name)).with_context(|| format!("cannot copy {name}"))?;
        minify(tools, &folder.join(name))?;
    }
    let parts = parts()?;
    fs::write(folder.join("choose.css"), &parts.style)?;
    for name in PAGES {
        let html = fs::read_to_string(sources.join(name)).with_context(|| format!("cannot read {name}"))?;
        let html = html.replace("certplan:choose", &parts.choose);
        fs::write(folder.join(name), html.replace("certplan:csp", &policy::of_page(&html)))?;
    }
    Ok(())
}

/// The element with its style inside, under a name with its hash, and a file with the stable name that loads it.
fn element(tools: &BuildTools, sources: &Path, folder: &Path, module: &str) -> Result<()> {
    let style = folder.join("style.css");
    fs::copy(sources.join(format!("{ELEMENT}.css")), &style).context("cannot copy the element's style")?;
    minify(tools, &style)?;
    let css = serde_json::Value::from(fs::read_to_string(&style)?.trim()).to_string();
    fs::remove_file(&style)?;
    let script = folder.join(format!("{ELEMENT}.js"));
    fs::copy(sources.join(format!("{ELEMENT}.js")), &script).context("cannot copy the element")?;
    edit(&script, |text| {
        for marker in ["\"certplan:style\"", "certplan:widget"] {
            ensure!(text.matches(marker).count() == 1, "the marker {marker} must stand there once");
        }
        Ok(text.replace("\"certplan:style\"", &css).replace("certplan:widget", module))
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

/// What the decision writes.
struct Parts {
    choose: String,
    style: String,
}

fn parts() -> Result<Parts> {
    let sh = machine::shell()?;
    let printed =
        cmd!(sh, "cargo run --quiet --package {WIDGET} --bin certplan-widget-files").quiet().read()?;
    let parts: serde_json::Value =
        serde_json::from_str(&printed).context("the widget's files are no JSON")?;
    let part = |name| {
        let text = parts.get(name).and_then(serde_json::Value::as_str).map(String::from);
        text.with_context(|| format!("the widget's files lack {name:?}"))
    };
    Ok(Parts { choose: part("choose")?, style: part("style")? })
}
