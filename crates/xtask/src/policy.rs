//! Content security policies: everything from this origin only, and inline code only by its hash.

use crate::offline;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use html5gum::{DefaultEmitter, StartTag, Token, Tokenizer};
use sha2::{Digest as _, Sha256};

/// What only a header can forbid: another site must not frame this page.
pub(crate) const HEADER_ONLY: &str = "frame-ancestors 'self'";

/// The same for a page that is made for frames.
const ANY_FRAME: &str = "frame-ancestors *";

/// The policy that a host sends with the page at `path` of the site: that of the page itself, and what only a header can say.
pub(crate) fn header(path: &str, html: &str) -> String {
    let policy = match path {
        "404.html" => of_text(html),
        offline::FILE => of_its_own(html).unwrap_or("default-src 'none'").to_owned(),
        _ if path.starts_with("book/") => of_book(html),
        _ => of_page(html),
    };
    let framed =
        if ["widget/frame.html", "widget/choose.html"].contains(&path) { ANY_FRAME } else { HEADER_ONLY };
    format!("{policy}; {framed}")
}

/// How long a browser may keep a file: for ever when its name changes with its content.
pub(crate) fn cache_control(path: &str) -> &'static str {
    if path.split('/').any(has_hash) { "public, max-age=31536000, immutable" } else { "no-cache" }
}

/// Whether a name holds a hash: at least eight hexadecimal digits after a hyphen, as trunk and mdBook write it.
fn has_hash(name: &str) -> bool {
    name.split('-').skip(1).any(|part| {
        let digits = part.find(|letter: char| !matches!(letter, '0'..='9' | 'a'..='f')).unwrap_or(part.len());
        digits >= 8 && (digits == part.len() || part[digits..].starts_with(['.', '_']))
    })
}

/// The page's policy: its scripts may compile WebAssembly, and it has neither fonts nor frames.
pub(crate) fn of_page(html: &str) -> String {
    let (scripts, styles) = (hashes(html, "script"), hashes(html, "style"));
    format!(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'{scripts}; worker-src blob:; style-src 'self'{styles}; \
         img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'"
    )
}

/// The policy of the page as one file: nothing is loaded, so everything is named by its hash. Its worker is a blob of a text in the page.
pub(crate) fn of_file(html: &str) -> String {
    let (scripts, styles) = (hashes(html, "script"), hashes(html, "style"));
    format!(
        "default-src 'none'; script-src 'wasm-unsafe-eval'{scripts}; worker-src blob:; style-src{styles}; \
         img-src data:; base-uri 'none'; form-action 'none'"
    )
}

/// The policy that a page states itself: of the page as one file, only the build knows the hashes of what is packed in it.
pub(crate) fn of_its_own(html: &str) -> Option<&str> {
    const START: &str = "content=\"";
    let at = html.find("content=\"default-src ")? + START.len();
    html[at..].split_once('"').map(|(policy, _)| policy)
}

/// The policy of a page that runs nothing and shows nothing but itself.
pub(crate) fn of_text(html: &str) -> String {
    format!("default-src 'none'; style-src{}; base-uri 'none'; form-action 'none'", hashes(html, "style"))
}

/// A book page's policy: mdBook brings fonts, and without scripts it shows its contents in a frame.
pub(crate) fn of_book(html: &str) -> String {
    let (scripts, styles) = (hashes(html, "script"), hashes(html, "style"));
    // A chapter with a widget compiles WebAssembly at the first touch.
    let wasm = if html.contains("<certplan-calculator") { " 'wasm-unsafe-eval'" } else { "" };
    format!(
        "default-src 'none'; script-src 'self'{wasm}{scripts}; style-src 'self'{styles}; img-src 'self' data:; \
         font-src 'self'; frame-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'"
    )
}

/// The hashes of all inline elements called `name`, each with a space before it; equal ones once.
fn hashes(html: &str, name: &str) -> String {
    let mut sources: Vec<String> = inline(html, name).iter().map(|text| source(text)).collect();
    sources.sort();
    sources.dedup();
    sources.concat()
}

/// ` 'sha256-…'` for one element's text.
fn source(text: &str) -> String {
    // A browser hashes the text after its parser has turned every line end into one line feed.
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    format!(" 'sha256-{}'", STANDARD.encode(Sha256::digest(text)))
}

/// The texts of the elements called `name` that are inline: they name no file, and a script of plain text runs nowhere.
fn inline(html: &str, name: &str) -> Vec<String> {
    let mut emitter = DefaultEmitter::default();
    emitter.naively_switch_states(true);
    let (mut texts, mut is_open) = (Vec::new(), false);
    for Ok(token) in Tokenizer::new_with_emitter(html, emitter) {
        match token {
            Token::StartTag(StartTag { name: tag, attributes, .. }) => {
                let is_text =
                    attributes.get(b"type".as_slice()).is_some_and(|kind| ***kind == *b"text/plain");
                is_open = *tag == name.as_bytes() && !attributes.contains_key(b"src".as_slice()) && !is_text;
                if is_open {
                    texts.push(String::new());
                }
            }
            Token::String(text) if is_open => {
                texts.last_mut().expect("it is open").push_str(&String::from_utf8_lossy(&text));
            }
            Token::EndTag(_) => is_open = false,
            _ => {}
        }
    }
    texts
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The hash of `alert(1)`, computed by openssl.
    const ALERT: &str = "'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI='";

    #[test]
    fn a_page_may_state_its_own() {
        let html =
            "<meta content=\"a\"><meta content=\"default-src 'none'\" http-equiv=Content-Security-Policy>";
        assert_eq!(of_its_own(html), Some("default-src 'none'"));
        assert_eq!(of_its_own("<p>"), None);
    }

    #[test]
    fn only_hashed_names_are_kept_for_ever() {
        for hashed in [
            "certplan-web-1a2b3c4d5e6f7a8b_bg.wasm",
            "worker-1a2b3c4d5e6f7a8b/worker.js",
            "book/book-609e4cb8.js",
        ] {
            assert_eq!(cache_control(hashed), "public, max-age=31536000, immutable", "{hashed}");
        }
        for plain in ["index.html", "load-balancer.html", "a-decade.js", "deadbeef.js"] {
            assert_eq!(cache_control(plain), "no-cache", "{plain}");
        }
    }

    #[test]
    fn pages_say_who_may_frame_them() {
        assert!(header("index.html", "<p>").ends_with("; frame-ancestors 'self'"));
        assert!(header("book/a.html", "<p>").contains("font-src 'self'"));
        assert!(header("widget/frame.html", "<p>").ends_with("; frame-ancestors *"));
    }

    #[test]
    fn an_inline_script_is_named_by_its_hash() {
        let policy = of_page("<script type=module>alert(1)</script>");
        assert!(policy.contains(&format!("script-src 'self' 'wasm-unsafe-eval' {ALERT};")), "{policy}");
        assert!(policy.contains("style-src 'self';"), "{policy}");
    }

    #[test]
    fn a_script_from_a_file_has_no_hash() {
        assert_eq!(hashes("<script defer src=\"a.js\"></script>", "script"), "");
    }

    #[test]
    fn equal_scripts_are_named_once() {
        assert_eq!(
            hashes("<script>alert(1)</script><SCRIPT>alert(1)</SCRIPT>", "script"),
            format!(" {ALERT}")
        );
    }

    #[test]
    fn line_ends_are_hashed_as_the_browser_reads_them() {
        assert_eq!(source("a\r\nb\rc"), source("a\nb\nc"));
    }

    #[test]
    fn a_quoted_angle_bracket_does_not_end_the_tag() {
        assert_eq!(inline("<style media=\"(width > 9px)\">p{}</style>", "style"), ["p{}"]);
    }

    #[test]
    fn an_element_with_a_longer_name_is_another_element() {
        assert_eq!(inline("<styles>x</styles><style>y</style>", "style"), ["y"]);
    }

    #[test]
    fn a_script_that_is_only_text_needs_no_hash() {
        let html = "<script type=text/plain>a</script><script type='module'>if (1 < 2) '</p>'</script>";
        assert_eq!(inline(html, "script"), ["if (1 < 2) '</p>'"]);
    }

    #[test]
    fn nothing_is_allowed_inline_without_a_hash() {
        for policy in [of_page("<style>a{}</style>"), of_book("<script>1</script>")] {
            assert!(!policy.contains("unsafe-inline"), "{policy}");
            assert!(!policy.contains("'unsafe-eval'"), "{policy}");
        }
    }
}
