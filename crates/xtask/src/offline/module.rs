//! The module as it stands in the file, with what else is of use with it alone.

use super::{columns, letters, lzma};
use crate::{once, policy};
use anyhow::{Result, bail};

/// What the module's letters take the place of.
const MODULE: &str = "certplan:module";

/// The module, and what else is of use with it alone, as they stand in the file.
pub(super) struct Module {
    letters: Vec<u8>,
    head: usize,
    /// How long each column is; the script and the styles are the last two.
    sizes: Vec<usize>,
    /// What will stand in the page once they are unpacked.
    elements: String,
}

impl Module {
    pub(super) fn pack(wasm: &[u8], script: &str, styles: &str) -> Result<Self> {
        let columns::Columns { head, columns } = columns::of(wasm)?;
        let parts: Vec<_> =
            columns.iter().map(Vec::as_slice).chain([script, styles].map(str::as_bytes)).collect();
        let letters = letters::of(&lzma::smallest(&parts.concat())?);
        let sizes = parts.iter().map(|part| part.len()).collect();
        let elements = format!("<script>{script}</script><style>{styles}</style>");
        Ok(Self { letters, head, sizes, elements })
    }

    /// The policy of the page with what will stand in it.
    pub(super) fn policy(&self, html: &str) -> String {
        policy::of_file(&[html, &self.elements].concat())
    }

    /// Its element, with a marker in the place of the letters. The kind is none that a browser runs: it is text with a name.
    pub(super) fn element(&self) -> String {
        let sizes: Vec<_> = self.sizes.iter().map(usize::to_string).collect();
        let (head, sizes) = (self.head, sizes.join(" "));
        format!(
            "<script type=text/plain id=module data-head={head} data-columns=\"{sizes}\">{MODULE}</script>"
        )
    }

    /// The file: the page with the letters in their place. They are bytes of windows-1252 and none of UTF-8, so everything else must be
    /// what both write alike.
    pub(super) fn fill(&self, html: &str) -> Result<Vec<u8>> {
        if let Some(letter) = html.chars().find(|letter| !letter.is_ascii()) {
            bail!(
                "the file for use without a network is ASCII but for its module; the page holds {letter:?}"
            );
        }
        match once::around(html, MODULE) {
            Ok((before, after)) => Ok([before.as_bytes(), &self.letters, after.as_bytes()].concat()),
            Err(count) => bail!("the page holds {MODULE} {count} times instead of once"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::offline::{UNPACK, with_module};
    use std::io::Write as _;
    use std::process::{Command, Stdio};

    /// What the file's own script makes of packed bytes, in Node.js; `last` is the last step to be done.
    fn unpacked(letters: &[u8], last: &str) -> Vec<u8> {
        let script = format!(
            "{UNPACK}\nconst letters = new TextDecoder('windows-1252').decode(require('fs').readFileSync(0)); process.stdout.write({last});"
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
        for bytes in [bytes(0), bytes(3), bytes(100_000), vec![7; 100_000], UNPACK.into()] {
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
            let module = Module::pack(aligned, "start()", "p{}").unwrap();
            let size: usize = module.sizes.iter().sum();
            let last =
                format!("woven(unlzma(bytesOf(letters), {size}), {:?}, {})", module.sizes, module.head);
            assert_eq!(unpacked(&module.letters, &last), wasm);
        }
    }

    #[test]
    fn the_module_stands_at_the_end_and_as_text() {
        let module = Module {
            letters: b"\xffasm".to_vec(),
            head: 9,
            sizes: vec![1, 23],
            elements: "<script>y()</script>".into(),
        };
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
