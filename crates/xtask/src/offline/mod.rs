//! The page as one file, to be kept and opened without a network: everything that the page loads stands in it.
//!
//! Its WebAssembly is taken apart (`columns.rs`), compressed (`lzma.rs`) and written as text (`letters.rs`); a script in the file does the
//! same backwards (`unpack.js`) and starts it (`start.js`). Where no script runs, the example and all cases are readable all the same.

mod columns;
mod letters;
mod lzma;

use crate::page::{self, Prerendered};
use crate::setup::BuildTools;
use crate::{lean, policy};
use anyhow::{Context as _, Result, bail, ensure};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest as _, Sha256};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

/// The file's name.
pub(crate) const FILE: &str = "certplan.html";

/// The package with the page and all of its modules in one.
const PACKAGE: &str = "certplan-whole";

/// The link to the book, which is not in the file.
const BOOK: &str = "<a href=book/index.html>Documentation</a>";

/// What unpacks the module and starts it.
const SCRIPTS: [&str; 2] = [include_str!("unpack.js"), include_str!("start.js")];

/// What the module's letters take the place of.
const MODULE: &str = "certplan:module";

/// Writes the file and its checksum into `site`, made from its bundled `index.html`.
///
/// # Errors
/// The module does not build, or the page is not what trunk makes of `web/index.html`.
pub(crate) fn write(tools: &BuildTools, site: &Path, prerendered: &Prerendered) -> Result<()> {
    let bundled = fs::read_to_string(site.join("index.html")).context("there is no bundled page")?;
    let icon = fs::read(site.join("favicon.svg")).context("the page has no icon")?;
    let (glue, wasm) = lean::whole(tools, PACKAGE)?;
    let (alone, script) = alone(&bundled, &icon)?;
    let module = Module::pack(&wasm, &lean::script(tools, &[script, glue].join("\n"))?)?;
    let alone = with_ascii_styles(&lean::head(tools, &alone)?)?;
    let html = with_module(&alone, &module, &lean::script(tools, &SCRIPTS.concat())?)?;
    let html = page::finish(&html, prerendered, |html| module.policy(html))?;
    loads_nothing(&html)?;
    let file = module.fill(&html)?;
    // As sha256sum writes it and reads it.
    let sum = format!("{}  {FILE}\n", hexadecimal(&Sha256::digest(&file)));
    fs::write(site.join(FILE), file)?;
    fs::write(site.join(format!("{FILE}.sha256")), sum)?;
    Ok(())
}

/// The module and the script around it as they stand in the file.
struct Module {
    letters: Vec<u8>,
    head: usize,
    /// How long each column is; the script is the last one.
    sizes: Vec<usize>,
    script: String,
}

impl Module {
    fn pack(wasm: &[u8], script: &str) -> Result<Self> {
        let columns::Columns { head, columns } = columns::of(wasm)?;
        let parts: Vec<_> = columns.iter().map(Vec::as_slice).chain([script.as_bytes()]).collect();
        let letters = letters::of(&lzma::smallest(&parts.concat())?);
        let sizes = parts.iter().map(|part| part.len()).collect();
        Ok(Self { letters, head, sizes, script: script.to_owned() })
    }

    /// The policy of the page that starts it: its script will stand there too.
    fn policy(&self, html: &str) -> String {
        policy::of_file(&[html, "<script>", &self.script, "</script>"].concat())
    }

    /// Its element, with a marker in the place of the letters. The kind is none that a browser runs: it is text with a name.
    fn element(&self) -> String {
        let sizes: Vec<_> = self.sizes.iter().map(usize::to_string).collect();
        let (head, sizes) = (self.head, sizes.join(" "));
        format!(
            "<script type=text/plain id=module data-head={head} data-columns=\"{sizes}\">{MODULE}</script>"
        )
    }

    /// The file: the page with the letters in their place. They are bytes of windows-1252 and none of UTF-8, so everything else must be
    /// what both write alike.
    fn fill(&self, html: &str) -> Result<Vec<u8>> {
        if let Some(letter) = html.chars().find(|letter| !letter.is_ascii()) {
            bail!(
                "the file for use without a network is ASCII but for its module; the page holds {letter:?}"
            );
        }
        let parts = html.split_once(MODULE).filter(|(_, after)| !after.contains(MODULE));
        let (before, after) = parts.with_context(|| format!("the page does not hold {MODULE} once"))?;
        Ok([before.as_bytes(), &self.letters, after.as_bytes()].concat())
    }
}

/// The bundled page without what it loads, and without what it says of its site; and the script of it that only the module needs
/// (`web/page.js`).
fn alone(bundled: &str, icon: &[u8]) -> Result<(String, String)> {
    let html = without(bundled, "<script type=module>", "</script>")?;
    let html = without(&html, "<link crossorigin", ">")?;
    let html = without(&html, "<link as=fetch", ">")?;
    // A browser must take each of its bytes for one letter.
    let html = replaced(&html, "<meta charset=utf-8>", "<meta charset=windows-1252>")?;
    // The offer of this very file.
    let html = without(&html, "<p id=offline>", "</p>")?;
    let (before, script, after) = second_script(&html)?;
    let html = [before, after].concat();
    // What would load the other modules: they are here already.
    let (loading, kept): (Vec<_>, Vec<_>) = script.lines().partition(|line| line.contains("import(\"./"));
    ensure!(
        loading.len() == lean::SIDE_MODULES.len() && loading.iter().all(|line| line.starts_with("var ")),
        "the script of the page does not load each other module in a line of its own"
    );
    let script = kept.join("\n");
    let icon = format!("href=\"data:image/svg+xml;base64,{}\"", STANDARD.encode(icon));
    let html = html.replace("href=favicon.svg", &icon).replace(BOOK, "");
    Ok((without_links(&html)?, script))
}

/// The page with the words of its links into the book, which is not in the file.
fn without_links(html: &str) -> Result<String> {
    let mut html = html.to_owned();
    while let Some((before, link)) = html.split_once("<a href=book/") {
        let words = link.split_once('>').and_then(|(_, rest)| rest.split_once("</a>"));
        let (words, after) = words.context("a link into the book does not end")?;
        html = [before, words, after].concat();
    }
    Ok(html)
}

/// What stands before the second script of the page, the script, and what stands after it.
fn second_script(html: &str) -> Result<(&str, &str, &str)> {
    const START: &str = "<script>";
    const END: &str = "</script>";
    let starts: Vec<_> = html.match_indices(START).map(|(at, _)| at).collect();
    let [_, start] = starts[..] else {
        bail!("the bundled page has {} scripts of its own instead of 2", starts.len())
    };
    let (script, after) =
        html[start + START.len()..].split_once(END).context("a script of the page does not end")?;
    Ok((&html[..start], script, after))
}

/// `html` without the first part from `start` to `end`, both included.
fn without(html: &str, start: &str, end: &str) -> Result<String> {
    let parts = html.split_once(start).and_then(|(before, rest)| Some((before, rest.split_once(end)?.1)));
    let (before, after) = parts.with_context(|| format!("the bundled page lacks {start}...{end}"))?;
    Ok([before, after].concat())
}

/// `html` with one part in the place of another that stands in it once.
fn replaced(html: &str, old: &str, new: &str) -> Result<String> {
    match html.matches(old).count() {
        1 => Ok(html.replacen(old, new, 1)),
        count => bail!("the bundled page holds {old} {count} times instead of once"),
    }
}

/// The page with the letters of its styles as CSS writes them in ASCII.
fn with_ascii_styles(html: &str) -> Result<String> {
    let parts =
        html.split_once("<style>").and_then(|(before, rest)| Some((before, rest.split_once("</style>")?)));
    let (before, (styles, after)) = parts.context("the bundled page has no styles")?;
    let mut ascii = String::new();
    for letter in styles.chars() {
        if letter.is_ascii() {
            ascii.push(letter);
        } else {
            // The space ends the number and belongs to it.
            let _ = write!(ascii, "\\{:x} ", u32::from(letter));
        }
    }
    Ok([before, "<style>", &ascii, "</style>", after].concat())
}

/// The page with its module at its end, so that the answer stands before it is read.
fn with_module(html: &str, module: &Module, scripts: &str) -> Result<String> {
    const END: &str = "</body>";
    replaced(html, END, &format!("{}<script>{scripts}</script>{END}", module.element()))
}

/// A link or a source that a browser would follow by itself is a mistake: there is nothing beside the file.
fn loads_nothing(html: &str) -> Result<()> {
    let there = [" src=", "import(", "import ", "rel=preload", "rel=modulepreload", "rel=stylesheet"];
    match there.iter().find(|sign| html.contains(**sign)) {
        Some(sign) => bail!("the file for use without a network would load something: it holds {sign:?}"),
        None => Ok(()),
    }
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write as _;
    use std::process::{Command, Stdio};

    const BUNDLED: &str = "<meta charset=utf-8><script>early()</script><script>first()\nvar more = () => import(\"./more.js\");\nvar tools = () => import(\"./tools.js\");\nlast()</script>\
        <link href=favicon.svg rel=icon><script type=module>import init from './a.js';</script>\
        <link crossorigin href=./a.js rel=modulepreload><link as=fetch crossorigin href=./a.wasm rel=preload></head>\
        <body><nav><a href=book/index.html>Documentation</a></nav><p>See <a href=book/a.html>there</a>.<p id=offline>Keep it.</p></body></html>";

    /// What the file's own script makes of packed bytes, in Node.js; `last` is the last step to be done.
    fn unpacked(letters: &[u8], last: &str) -> Vec<u8> {
        let script = format!(
            "{}\nconst letters = new TextDecoder('windows-1252').decode(require('fs').readFileSync(0)); process.stdout.write({last});",
            SCRIPTS[0]
        );
        let mut node = Command::new("node")
            .args(["--eval", &script])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("Node.js runs");
        node.stdin.take().unwrap().write_all(letters).unwrap();
        let done = node.wait_with_output().unwrap();
        assert!(done.status.success());
        done.stdout
    }

    /// Bytes that look like nothing, repeated in part.
    fn bytes(count: u32) -> Vec<u8> {
        let noise = (0..count).map(|at| at.wrapping_mul(at).wrapping_mul(2_654_435_761).to_be_bytes()[0]);
        let mut bytes: Vec<u8> = noise.collect();
        for start in [1, 50, 1_000, 70_000] {
            let again: Vec<u8> = bytes.iter().skip(start).step_by(start % 3 + 1).take(500).copied().collect();
            bytes.extend(again);
            bytes.extend(*b"the same words, again and again, ");
        }
        bytes
    }

    #[test]
    fn letters_come_back_in_the_script() {
        let every: Vec<u8> = (0..=255).chain((0..=255).rev()).collect();
        assert_eq!(unpacked(&letters::of(&every), "bytesOf(letters)"), every);
    }

    #[test]
    fn what_lzma_packs_comes_back_in_the_script() {
        for bytes in [bytes(0), bytes(3), bytes(100_000), vec![7; 100_000], SCRIPTS.concat().into_bytes()] {
            let packed = letters::of(&lzma::smallest(&bytes).unwrap());
            assert!(packed.len() < bytes.len() + bytes.len() / 16 + 64);
            let last = format!("unlzma(bytesOf(letters), {})", bytes.len());
            assert!(unpacked(&packed, &last) == bytes, "{} bytes", bytes.len());
        }
    }

    #[test]
    fn a_module_comes_back_in_the_script() {
        let wasm = columns::tests::module(1);
        // What is promised of alignment is left out.
        for aligned in [&wasm, &columns::tests::module(4)] {
            let module = Module::pack(aligned, "start()").unwrap();
            let size: usize = module.sizes.iter().sum();
            let last =
                format!("woven(unlzma(bytesOf(letters), {size}), {:?}, {})", module.sizes, module.head);
            assert_eq!(unpacked(&module.letters, &last), wasm);
        }
    }

    #[test]
    fn what_the_page_loads_is_left_out() {
        let (alone, script) = alone(BUNDLED, b"<svg/>").unwrap();
        assert_eq!(script, "first()\nlast()");
        assert_eq!(
            alone,
            "<meta charset=windows-1252><script>early()</script><link href=\"data:image/svg+xml;base64,PHN2Zy8+\" rel=icon></head>\
             <body><nav></nav><p>See there.</body></html>"
        );
        loads_nothing(&alone).unwrap();
    }

    #[test]
    fn styles_are_ascii() {
        let html = with_ascii_styles("<style>a{content:\"\u{2192}\u{a0}b\"}</style><p>\u{e9}</p>").unwrap();
        assert_eq!(html, "<style>a{content:\"\\2192 \\a0 b\"}</style><p>\u{e9}</p>");
    }

    #[test]
    fn another_page_than_expected_is_a_mistake() {
        assert!(alone("<body></body>", b"").is_err());
        assert!(loads_nothing(BUNDLED).is_err());
        assert!(
            with_module(
                "<p>",
                &Module { letters: vec![], head: 0, sizes: vec![], script: String::new() },
                ""
            )
            .is_err()
        );
    }

    #[test]
    fn the_module_stands_at_the_end_and_as_text() {
        let module =
            Module { letters: b"\xffasm".to_vec(), head: 9, sizes: vec![1, 23], script: "y()".into() };
        let html = with_module("<body><main></main></body></html>", &module, "let x;x()").unwrap();
        let policy = module.policy(&html);
        assert!(!policy.contains("'unsafe") && policy.matches("sha256").count() == 2, "{policy}");
        assert_eq!(
            module.fill(&html).unwrap(),
            b"<body><main></main><script type=text/plain id=module data-head=9 data-columns=\"1 23\">\xffasm</script>\
              <script>let x;x()</script></body></html>"
        );
        assert!(module.fill("no place").is_err());
        assert!(module.fill(&html.replace("<main>", "<main>\u{e9}")).is_err());
    }
}
