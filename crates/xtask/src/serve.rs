//! A server for this machine only, with the headers that a real host should send.

use crate::{build, machine, policy, say, setup};
use anyhow::{Context as _, Result, bail};
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::Request;
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::Response;
use notify::{Event, RecursiveMode, Watcher as _};
use std::net::{Ipv4Addr, TcpListener};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver};
use std::time::Duration;
use tower_http::CompressionLevel;
use tower_http::compression::CompressionLayer;
use tower_http::services::{ServeDir, ServeFile};

/// What the site is built from, below the workspace's root.
const SOURCES: [&str; 5] = ["crates", "docs", "web", "Cargo.toml", "Trunk.toml"];

/// An editor saves in several steps; a build starts when nothing more has changed for this long.
const QUIET: Duration = Duration::from_millis(300);

/// As a server compresses at a request: the smallest, 11, takes seconds for the page's WebAssembly.
const FAST_BROTLI: i32 = 5;

/// Serves a site as it is: `dist/` where no folder is named.
///
/// # Errors
/// There is no site yet, or the port is taken.
pub(crate) fn as_it_is(port: Option<u16>, folder: Option<PathBuf>, under: &str) -> Result<()> {
    let folder = folder.unwrap_or_else(machine::dist);
    if !folder.join("index.html").is_file() {
        bail!("there is no site in {} yet; build it with: cargo xtask build", folder.display());
    }
    serve(listen(port)?, &folder, under)
}

/// Sets up, builds, serves, and builds again whenever a source changes.
///
/// # Errors
/// The set-up or the first build fails, or the port is taken.
pub(crate) fn and_rebuild(port: Option<u16>) -> Result<()> {
    // Before the build, so that a port that is taken is reported at once.
    let listener = listen(port)?;
    let tools = setup::for_build()?;
    let (sender, changes) = mpsc::channel();
    // Before the first build, so that no change is missed while it runs.
    let mut watcher = notify::recommended_watcher(move |event: notify::Result<Event>| {
        // Reading a source is an event too, and a build reads them all.
        if event.is_ok_and(|event| !event.kind.is_access()) {
            // Without a receiver the program is ending.
            let _ = sender.send(());
        }
    })?;
    for source in SOURCES {
        let path = machine::root().join(source);
        watcher.watch(&path, RecursiveMode::Recursive).with_context(|| format!("cannot watch {source}"))?;
    }
    build::with(&tools, None)?;
    std::thread::spawn(move || rebuild(&changes, || build::with(&tools, None)));
    say::note("a change of a source builds the site again; Ctrl-C ends");
    serve(listener, &machine::dist(), "/")
}

/// Builds after every change, for as long as there are changes to come.
fn rebuild(changes: &Receiver<()>, build: impl Fn() -> Result<()>) {
    while changes.recv().is_ok() {
        while changes.recv_timeout(QUIET).is_ok() {}
        if let Err(error) = build() {
            say::failure(&error);
            say::note("the site from before the change stays");
        }
    }
}

/// Answers requests until the program ends.
fn serve(listener: TcpListener, folder: &Path, under: &str) -> Result<()> {
    listener.set_nonblocking(true)?;
    let address = listener.local_addr()?;
    let under = match under.trim_matches('/') {
        "" => "/".to_owned(),
        path => format!("/{path}/"),
    };
    say::step("serving the site", "until Ctrl-C");
    say::result(&format!("page: http://{address}{under}"));
    say::result(&format!("book: http://{address}{under}book/"));
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(async {
        let listener = tokio::net::TcpListener::from_std(listener)?;
        axum::serve(listener, router(folder, &under)).await.context("the server has ended")
    })
}

fn router(folder: &Path, under: &str) -> Router {
    let missing = ServeFile::new(folder.join("404.html"));
    let files = ServeDir::new(folder).not_found_service(missing);
    let site = Router::new().fallback_service(files).layer(middleware::from_fn(headers));
    let site = match under {
        "/" => site,
        under => Router::new().nest_service(under.trim_end_matches('/'), site),
    };
    site.layer(CompressionLayer::new().quality(CompressionLevel::Precise(FAST_BROTLI)))
}

/// Opens this port; without one 8080, or any other where that is taken.
fn listen(port: Option<u16>) -> Result<TcpListener> {
    const USUAL: u16 = 8080;
    let open = |port| TcpListener::bind((Ipv4Addr::LOCALHOST, port));
    let listener = match port {
        Some(port) => open(port),
        None => open(USUAL).or_else(|_| open(0)),
    };
    listener.with_context(|| {
        format!("cannot listen on port {} (--port 0 takes a free one)", port.unwrap_or(USUAL))
    })
}

/// Adds what a real host should send with each file.
async fn headers(request: Request, next: Next) -> Result<Response, StatusCode> {
    let path = request.uri().path().trim_start_matches('/').to_owned();
    let response = next.run(request).await;
    let (mut head, mut body) = response.into_parts();
    let mut set = |name, value: &str| {
        if let Ok(value) = HeaderValue::from_str(value) {
            head.headers.insert(name, value);
        }
    };
    set(header::CACHE_CONTROL, policy::cache_control(&path));
    set(header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    set(header::REFERRER_POLICY, "no-referrer");
    if path.starts_with("widget/") {
        // Other origins load the element as a module, which asks for this.
        set(header::ACCESS_CONTROL_ALLOW_ORIGIN, "*");
    }
    let is_page =
        head.headers.get(header::CONTENT_TYPE).is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
    if is_page {
        let bytes = to_bytes(body, usize::MAX).await.map_err(|_| StatusCode::INTERNAL_SERVER_ERROR)?;
        let policy = policy::header(&path, &String::from_utf8_lossy(&bytes));
        if let Ok(policy) = HeaderValue::from_str(&policy) {
            head.headers.insert(header::CONTENT_SECURITY_POLICY, policy);
        }
        body = Body::from(bytes);
    }
    Ok(Response::from_parts(head, body))
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::response::IntoResponse as _;
    use std::{env, fs, process};
    use tower::ServiceExt as _;

    /// A site with a page, a book and a hashed script, and a secret file beside it.
    fn site(name: &str) -> PathBuf {
        let folder = env::temp_dir().join(format!("certplan-serve-{}-{name}", process::id()));
        fs::create_dir_all(folder.join("site/book")).unwrap();
        let files = ["index.html", "404.html", "book/index.html", "a-0123456789abcdef.js", "../secret"];
        for file in files {
            fs::write(folder.join("site").join(file), format!("<p>{file}")).unwrap();
        }
        folder.join("site")
    }

    fn answer(router: &Router, address: &str) -> Response {
        let request = Request::builder().uri(address).body(Body::empty()).unwrap();
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async { router.clone().oneshot(request).await.into_response() })
    }

    #[test]
    fn addresses_mean_files_and_nothing_outside_of_the_folder() {
        let folder = site("files");
        let router = router(&folder, "/");
        for found in ["/", "/index.html?a=1", "/book/", "/%62ook/index.html"] {
            assert_eq!(answer(&router, found).status(), StatusCode::OK, "{found}");
        }
        for missing in
            ["/none", "/../secret", "/%2e%2e/secret", "/..%2fsecret", "/book/../../secret", "//etc/passwd"]
        {
            assert_eq!(answer(&router, missing).status(), StatusCode::NOT_FOUND, "{missing}");
        }
        fs::remove_dir_all(folder.parent().unwrap()).unwrap();
    }

    #[test]
    fn a_site_can_be_served_below_a_path() {
        let folder = site("under");
        let router = router(&folder, "/a/b/");
        assert_eq!(answer(&router, "/a/b/").status(), StatusCode::OK);
        assert_eq!(answer(&router, "/a/b/book/index.html").status(), StatusCode::OK);
        assert_eq!(answer(&router, "/index.html").status(), StatusCode::NOT_FOUND);
        fs::remove_dir_all(folder.parent().unwrap()).unwrap();
    }

    #[test]
    fn files_have_the_headers_of_a_real_host() {
        let folder = site("headers");
        let router = router(&folder, "/");
        let value = |address, name| {
            answer(&router, address).headers().get(name).map(|value| value.to_str().unwrap().to_owned())
        };
        let policy = value("/", header::CONTENT_SECURITY_POLICY).unwrap();
        assert!(
            policy.starts_with("default-src 'none'; ") && policy.ends_with("; frame-ancestors 'self'"),
            "{policy}"
        );
        assert_eq!(value("/", header::CACHE_CONTROL).unwrap(), "no-cache");
        assert!(value("/a-0123456789abcdef.js", header::CACHE_CONTROL).unwrap().contains("immutable"));
        assert_eq!(value("/a-0123456789abcdef.js", header::CONTENT_SECURITY_POLICY), None);
        assert_eq!(value("/", header::ACCESS_CONTROL_ALLOW_ORIGIN), None);
        assert_eq!(value("/widget/x.js", header::ACCESS_CONTROL_ALLOW_ORIGIN).unwrap(), "*");
        fs::remove_dir_all(folder.parent().unwrap()).unwrap();
    }
}
