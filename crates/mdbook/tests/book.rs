//! A book outside this project, built with mdBook itself.
//!
//! Needs mdBook, so `cargo xtask test` runs it and names the program in `CERTPLAN_MDBOOK`.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::{env, fs, process};

struct Book(PathBuf);

impl Book {
    fn new(name: &str, chapter: &str) -> Self {
        let folder = env::temp_dir().join(format!("certplan-book-{}-{name}", process::id()));
        fs::create_dir_all(folder.join("src/part")).unwrap();
        let program = env!("CARGO_BIN_EXE_mdbook-certplan");
        let config = format!(
            "[book]\ntitle = \"Runbook\"\n\n[preprocessor.certplan]\nbefore = [\"links\"]\ncommand = '{program}'\n\n\
             [output.html]\nadditional-css = [\"certplan.css\"]\n"
        );
        let css = Command::new(program).arg("css").output().unwrap().stdout;
        fs::write(folder.join("book.toml"), config).unwrap();
        fs::write(folder.join("certplan.css"), css).unwrap();
        fs::write(folder.join("src/SUMMARY.md"), "# Summary\n\n- [A](part/a.md)\n- [Draft]()\n").unwrap();
        fs::write(folder.join("src/part/a.md"), chapter).unwrap();
        Self(folder)
    }

    #[expect(clippy::disallowed_methods, reason = "a test is its own edge")]
    fn build(&self) -> Output {
        let mdbook = env::var_os("CERTPLAN_MDBOOK").expect("CERTPLAN_MDBOOK names mdBook");
        Command::new(mdbook).arg("build").arg(&self.0).output().unwrap()
    }

    #[track_caller]
    fn page(&self, file: &str) -> String {
        let built = self.build();
        assert!(built.status.success(), "{}", String::from_utf8_lossy(&built.stderr));
        fs::read_to_string(self.0.join("book").join(Path::new(file))).unwrap()
    }
}

impl Drop for Book {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

const CHAPTER: &str = "\
# Recovery

{{#certplan plan shutdown=45d cluster=management cluster=target=prod}}

Text with *emphasis*.

> {{#certplan table shutdown}}

## Pictures

{{#certplan timeline shutdown=28d}}
{{#certplan timeline shutdown=2d}}

\\{{#certplan plan}} and `{{#certplan plan}}`
";

#[test]
#[ignore = "needs mdBook; cargo xtask test runs it"]
fn a_book_has_the_answer_in_its_own_page() {
    let book = Book::new("whole", CHAPTER);
    // Each word of a command is an element.
    let page = book.page("part/a.html").replace("<span>", "").replace("</span>", "");
    assert!(
        page.contains("-Name 'prod' -fixKubeletCredentials")
            || page.contains("-Name &#39;prod&#39; -fixKubeletCredentials")
    );
    assert!(page.contains("<em>emphasis</em>"), "what follows an answer is Markdown");
    assert!(
        page.split("<blockquote>").nth(1).unwrap().contains("<table>"),
        "a table in a quotation is a table"
    );
    assert_eq!(page.matches("{{#certplan plan}}").count(), 2, "the escaped one and the one in code");
    assert!(!page.contains("\\{{#certplan"), "no backslash is left");
    assert!(page.contains("viewBox"), "the names of a picture keep their case");
    assert!(page.matches("<svg").count() >= 3);
}

#[test]
#[ignore = "needs mdBook; cargo xtask test runs it"]
fn ids_are_unique_on_a_page_with_several_answers() {
    let page = Book::new("ids", CHAPTER).page("part/a.html");
    let mut ids: Vec<&str> = page.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    let all = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), all);
}

#[test]
#[ignore = "needs mdBook; cargo xtask test runs it"]
fn a_mistake_stops_the_book_and_names_file_and_line() {
    let built = Book::new("mistake", "# A\n\n{{#certplan plan shutdown=1M}}\n").build();
    let said = String::from_utf8_lossy(&built.stderr).into_owned();
    assert!(!built.status.success());
    assert!(said.contains("mdbook-certplan: src/part/a.md:3: shutdown: \"1M\""), "{said}");
}
