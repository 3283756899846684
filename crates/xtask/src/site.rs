//! A static site as a web server sees it: which file an address means, and the headers that go with it.

use crate::{offline, policy};
use std::path::{Component, Path, PathBuf};

/// What an address means.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Target {
    /// A file, by its path below the site's folder.
    File(PathBuf),
    /// A folder addressed without its slash: relative links would go wrong there.
    Redirect(String),
    /// Nothing, or nothing that is served.
    Missing,
}

/// Finds what `address`, a request's path with or without a query, means in the site at `root`.
pub(crate) fn find(root: &Path, address: &str) -> Target {
    let path = address.split(['?', '#']).next().unwrap_or_default();
    let Some(relative) = relative(path) else { return Target::Missing };
    let file = root.join(&relative);
    if file.is_dir() {
        return if path.ends_with('/') {
            existing(root, relative.join("index.html"))
        } else {
            Target::Redirect(format!("/{}/", relative.display()))
        };
    }
    existing(root, relative)
}

fn existing(root: &Path, relative: PathBuf) -> Target {
    // A link inside the folder must not lead out of it either.
    match (root.canonicalize(), root.join(&relative).canonicalize()) {
        (Ok(root), Ok(file)) if file.starts_with(&root) && file.is_file() => Target::File(relative),
        _ => Target::Missing,
    }
}

/// The path below the site's folder, unless it could mean something outside of it or something hidden.
fn relative(path: &str) -> Option<PathBuf> {
    let decoded = decode(path.strip_prefix('/')?)?;
    if decoded.contains(['\\', ':', '\0']) || decoded.contains("//") || decoded.starts_with('/') {
        return None;
    }
    let relative = PathBuf::from(decoded);
    let plain = relative.components().all(|part| match part {
        Component::Normal(name) => !name.to_string_lossy().starts_with('.'),
        _ => false,
    });
    plain.then_some(relative)
}

/// Undoes percent encoding; `None` when it is broken or not UTF-8.
fn decode(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, tail @ ..] = rest {
        rest = tail;
        if *first != b'%' {
            bytes.push(*first);
            continue;
        }
        let (digits, tail) = tail.split_at_checked(2)?;
        if !digits.iter().all(u8::is_ascii_hexdigit) {
            return None;
        }
        bytes.push(u8::from_str_radix(str::from_utf8(digits).ok()?, 16).ok()?);
        rest = tail;
    }
    String::from_utf8(bytes).ok()
}

/// The content type that a file's name promises.
pub(crate) fn content_type(file: &Path) -> &'static str {
    match file.extension().and_then(|extension| extension.to_str()) {
        Some("css") => "text/css; charset=utf-8",
        Some("html") => "text/html; charset=utf-8",
        Some("ico") => "image/x-icon",
        Some("js" | "mjs") => "text/javascript; charset=utf-8",
        Some("json" | "map") => "application/json",
        Some("png") => "image/png",
        Some("svg") => "image/svg+xml",
        Some("txt" | "md" | "sha256") => "text/plain; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("xml") => "application/xml",
        Some("webmanifest") => "application/manifest+json",
        Some("woff2") => "font/woff2",
        _ => "application/octet-stream",
    }
}

/// Whether compressing pays: the others are compressed already.
pub(crate) fn compresses(content_type: &str) -> bool {
    !matches!(content_type, "image/png" | "font/woff2" | "application/octet-stream")
}

/// How long a browser may keep a file: for ever when its name changes with its content.
pub(crate) fn cache_control(file: &Path) -> &'static str {
    if has_hash(file) { "public, max-age=31536000, immutable" } else { "no-cache" }
}

/// Whether the name holds a hash: at least eight hexadecimal digits after a hyphen, as trunk and mdBook write it.
fn has_hash(file: &Path) -> bool {
    let name = file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    name.split('-').skip(1).any(|part| {
        let digits = part.find(|letter: char| !matches!(letter, '0'..='9' | 'a'..='f')).unwrap_or(part.len());
        digits >= 8 && part[digits..].starts_with(['.', '_'])
    })
}

/// The content type of the page as one file, which is no UTF-8.
pub(crate) const FILE_TYPE: &str = "text/html; charset=windows-1252";

/// The headers of one file, in the order in which they are sent.
pub(crate) fn headers(file: &Path, body: &[u8]) -> Vec<(&'static str, String)> {
    let kind = if file == Path::new(offline::FILE) { FILE_TYPE } else { content_type(file) };
    let mut headers = vec![
        ("Content-Type", kind.to_owned()),
        ("Cache-Control", cache_control(file).to_owned()),
        ("X-Content-Type-Options", "nosniff".to_owned()),
        ("Referrer-Policy", "no-referrer".to_owned()),
    ];
    if kind.starts_with("text/html") {
        let html = String::from_utf8_lossy(body);
        let policy = match file.to_str() {
            Some("404.html") => policy::of_text(&html),
            Some(offline::FILE) => policy::of_its_own(&html).unwrap_or("default-src 'none'").to_owned(),
            _ if file.starts_with("book") => policy::of_book(&html),
            _ => policy::of_page(&html),
        };
        let framed = if is_for_frames(file) { policy::ANY_FRAME } else { policy::HEADER_ONLY };
        headers.push(("Content-Security-Policy", format!("{policy}; {framed}")));
    }
    if file.starts_with("widget") {
        // Other origins load the element as a module, which asks for this; nothing here knows who asks.
        headers.push(("Access-Control-Allow-Origin", "*".to_owned()));
    }
    headers
}

/// Whether the page is made to stand in frames of other origins.
fn is_for_frames(file: &Path) -> bool {
    ["widget/frame.html", "widget/choose.html"].iter().any(|page| file == Path::new(page))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::{env, fs, process};

    /// A site with an `index.html` and a `book/index.html`, and a secret file beside it.
    fn site(name: &str) -> PathBuf {
        let folder = env::temp_dir().join(format!("certplan-site-{}-{name}", process::id()));
        fs::create_dir_all(folder.join("site/book")).unwrap();
        for file in ["site/index.html", "site/book/index.html", "site/.hidden", "secret"] {
            fs::write(folder.join(file), "x").unwrap();
        }
        folder.join("site")
    }

    #[test]
    fn addresses_mean_files() {
        let root = site("files");
        assert_eq!(find(&root, "/"), Target::File("index.html".into()));
        assert_eq!(find(&root, "/index.html?a=1"), Target::File("index.html".into()));
        assert_eq!(find(&root, "/book/"), Target::File("book/index.html".into()));
        assert_eq!(find(&root, "/%62ook/index.html"), Target::File("book/index.html".into()));
        assert_eq!(find(&root, "/book"), Target::Redirect("/book/".to_owned()));
        assert_eq!(find(&root, "/none"), Target::Missing);
        fs::remove_dir_all(root.parent().unwrap()).unwrap();
    }

    #[test]
    fn nothing_outside_the_folder_is_served() {
        let root = site("outside");
        for address in [
            "/../secret",
            "/book/../../secret",
            "/%2e%2e/secret",
            "/..%2fsecret",
            "/..%5csecret",
            "//etc/passwd",
            "/%2fetc/passwd",
            "/C:/secret",
            "/.hidden",
            "/index.html%00",
            "/%zz",
            "/%+1",
            "/%f",
            "/%ff",
            "secret",
            "http://127.0.0.1/index.html",
            "",
        ] {
            assert_eq!(find(&root, address), Target::Missing, "{address}");
        }
        fs::remove_dir_all(root.parent().unwrap()).unwrap();
    }

    #[cfg(unix)]
    #[test]
    fn a_link_does_not_lead_out_of_the_folder() {
        let root = site("link");
        std::os::unix::fs::symlink("../secret", root.join("link")).unwrap();
        assert_eq!(find(&root, "/link"), Target::Missing);
        fs::remove_dir_all(root.parent().unwrap()).unwrap();
    }

    #[test]
    fn only_hashed_names_are_kept_for_ever() {
        for hashed in
            ["certplan-web-1a2b3c4d5e6f7a8b.js", "certplan-web-1a2b3c4d5e6f7a8b_bg.wasm", "book-609e4cb8.js"]
        {
            assert_eq!(cache_control(Path::new(hashed)), "public, max-age=31536000, immutable", "{hashed}");
        }
        for plain in ["index.html", "load-balancer.html", "a-deadbeef", "a-decade.js", "deadbeef.js"] {
            assert_eq!(cache_control(Path::new(plain)), "no-cache", "{plain}");
        }
    }

    #[test]
    fn webassembly_has_the_type_that_streaming_asks_for() {
        assert_eq!(content_type(Path::new("a_bg.wasm")), "application/wasm");
        assert_eq!(content_type(Path::new("a.js")), "text/javascript; charset=utf-8");
        assert_eq!(content_type(Path::new("LICENSE")), "application/octet-stream");
    }

    #[test]
    fn only_the_widget_is_open_to_other_origins() {
        let open = |file: &str| {
            headers(Path::new(file), b"").iter().any(|(name, _)| *name == "Access-Control-Allow-Origin")
        };
        assert!(open("widget/certplan-calculator.js"));
        assert!(!open("certplan-web-1a2b3c4d5e6f7a8b.js") && !open("index.html"));
    }

    #[test]
    fn pages_say_who_may_frame_them() {
        let policy = |file: &str| {
            let headers = headers(Path::new(file), b"<p>");
            headers.into_iter().find(|(name, _)| *name == "Content-Security-Policy").map(|(_, value)| value)
        };
        assert!(policy("index.html").unwrap().ends_with("; frame-ancestors 'self'"));
        assert!(policy("book/a.html").unwrap().contains("font-src 'self'"));
        assert!(policy("widget/frame.html").unwrap().ends_with("; frame-ancestors *"));
        assert_eq!(policy("a.js"), None);
    }
}
