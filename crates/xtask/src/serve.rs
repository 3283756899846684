//! A server for this machine only, with the headers that a real host should send.

use crate::site::{self, Target};
use crate::{build, encode, machine, say, setup, watch};
use anyhow::{Context as _, Result, anyhow, bail};
use std::collections::HashMap;
use std::fs;
use std::io::Write as _;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::SystemTime;
use tiny_http::{Method, Request, Server, StatusCode};

/// A browser asks for about this many files at once.
const WORKERS: usize = 4;

/// A site's folder, and the path below which it is served, with slashes at both ends.
struct Site {
    folder: PathBuf,
    under: String,
}

/// Serves a site as it is: `dist/` where no folder is named.
///
/// # Errors
/// There is no site yet, or the port is taken.
pub(crate) fn as_it_is(port: Option<u16>, folder: Option<PathBuf>, under: &str) -> Result<()> {
    let site = Site { folder: folder.unwrap_or_else(machine::dist), under: slashed(under) };
    if !site.folder.join("index.html").is_file() {
        bail!("there is no site in {} yet; build it with: cargo xtask build", site.folder.display());
    }
    serve(port, &site, || Ok(()))
}

fn slashed(path: &str) -> String {
    match path.trim_matches('/') {
        "" => "/".to_owned(),
        path => format!("/{path}/"),
    }
}

/// Sets up, builds, serves, and builds again whenever a source changes.
///
/// # Errors
/// The set-up or the first build fails, or the port is taken.
pub(crate) fn and_rebuild(port: Option<u16>) -> Result<()> {
    let tools = setup::for_build()?;
    // Before the first build, so that no change is missed while it runs.
    let changes = watch::Changes::start()?;
    build::with(&tools, None)?;
    let site = Site { folder: machine::dist(), under: "/".to_owned() };
    serve(port, &site, move || {
        say::note("a change of a source builds the site again; Ctrl-C ends");
        loop {
            changes.wait()?;
            if let Err(error) = build::with(&tools, None) {
                say::failure(&error);
                say::note("the site from before the change stays");
            }
        }
    })
}

/// Answers requests in the background while `meanwhile` runs; without anything to do meanwhile, for ever.
fn serve(port: Option<u16>, site: &Site, meanwhile: impl FnOnce() -> Result<()>) -> Result<()> {
    let server = listen(port)?;
    let address = server.server_addr().to_ip().context("the server has no address")?;
    say::result(&format!("page: http://{address}{}", site.under));
    say::result(&format!("book: http://{address}{}book/", site.under));
    let compressed = Compressed::default();
    thread::scope(|scope| {
        for _ in 0..WORKERS {
            scope.spawn(|| server.incoming_requests().for_each(|request| answer(request, site, &compressed)));
        }
        meanwhile()
    })
}

/// Takes the wanted port, or without a wish 8080 when that is free.
fn listen(port: Option<u16>) -> Result<Server> {
    const USUAL: u16 = 8080;
    let open = |port| Server::http(SocketAddr::from((Ipv4Addr::LOCALHOST, port)));
    match port {
        Some(port) => open(port),
        None => open(USUAL).or_else(|_| open(0)),
    }
    .map_err(|error| anyhow!("cannot listen on port {}: {error}", port.unwrap_or(USUAL)))
}

fn answer(request: Request, site: &Site, compressed: &Compressed) {
    match *request.method() {
        Method::Get | Method::Head => match site.find(request.url()) {
            Target::File(file) => send(request, site, &file, 200, compressed),
            Target::Redirect(place) => {
                let place = format!("{}{}", site.under, place.trim_start_matches('/'));
                reply(request, 301, &[("Location", place)], b"");
            }
            Target::Missing => send(request, site, Path::new("404.html"), 404, compressed),
        },
        _ => reply(request, 405, &[("Allow", "GET, HEAD".to_owned())], b"only GET and HEAD"),
    }
}

impl Site {
    fn find(&self, address: &str) -> Target {
        // The slash stays: within the site an address begins with it.
        let below = address.strip_prefix(&self.under[..self.under.len() - 1]);
        below.map_or(Target::Missing, |address| site::find(&self.folder, address))
    }
}

fn send(request: Request, site: &Site, file: &Path, status: u16, compressed: &Compressed) {
    let whole = site.folder.join(file);
    let Ok(body) = fs::read(&whole) else {
        return match status {
            404 => reply(request, 404, &[], b"not found"),
            // The site is being replaced at this very moment.
            _ => reply(request, 503, &[("Retry-After", "1".to_owned())], b"try again"),
        };
    };
    let mut headers = site::headers(file, &body);
    if !site::compresses(site::content_type(file)) {
        return reply(request, status, &headers, &body);
    }
    headers.push(("Vary", "Accept-Encoding".to_owned()));
    if accepts_brotli(&request) {
        headers.push(("Content-Encoding", "br".to_owned()));
        let body = compressed.brotli(whole, &body);
        return reply(request, status, &headers, &body);
    }
    reply(request, status, &headers, &body);
}

/// Answers and lets the browser close the connection. The library's threads each keep one open connection, and now and then one
/// too few of them starts for all that a browser opens: the last of a book's many files would then be waited for in vain.
fn reply(request: Request, status: u16, headers: &[(&'static str, String)], body: &[u8]) {
    let reason = StatusCode(status).default_reason_phrase();
    // With its length, so that a browser can show progress and a test can count bytes.
    let mut answer =
        format!("HTTP/1.1 {status} {reason}\r\nConnection: close\r\nContent-Length: {}\r\n", body.len());
    for (name, value) in headers {
        answer.extend([name, ": ", value, "\r\n"]);
    }
    answer.push_str("\r\n");
    let with_body = *request.method() != Method::Head;
    let mut writer = request.into_writer();
    let written = writer.write_all(answer.as_bytes());
    let written = written.and_then(|()| if with_body { writer.write_all(body) } else { Ok(()) });
    // A browser that has gone away needs no answer.
    drop(written.and_then(|()| writer.flush()));
}

fn accepts_brotli(request: &Request) -> bool {
    let mut accepted = request.headers().iter().filter(|header| header.field.equiv("Accept-Encoding"));
    accepted.any(|header| header.value.as_str().split(',').any(|coding| coding.trim() == "br"))
}

/// Compressed files, since the best compression takes longer than a request should.
#[derive(Default)]
struct Compressed {
    files: Mutex<HashMap<PathBuf, (SystemTime, Vec<u8>)>>,
}

impl Compressed {
    fn brotli(&self, file: PathBuf, body: &[u8]) -> Vec<u8> {
        let changed = fs::metadata(&file).and_then(|data| data.modified());
        let changed = changed.unwrap_or(SystemTime::UNIX_EPOCH);
        let files = || self.files.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((when, bytes)) = files().get(&file)
            && *when == changed
        {
            return bytes.clone();
        }
        let bytes = encode::brotli(body, encode::FAST);
        files().insert(file, (changed, bytes.clone()));
        bytes
    }
}
