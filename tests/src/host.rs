//! A page of another site: a server on another loopback port, with files and one content security policy.

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::thread;

/// The server; it ends with the test's process.
#[derive(Debug)]
pub struct Host {
    /// Its address, with a slash at its end.
    pub address: String,
}

impl Host {
    /// Serves these files, each a path without its slash, a content type and a content.
    ///
    /// # Panics
    ///
    /// Where no port is free.
    pub fn start(policy: &str, files: &[(&str, &str, Vec<u8>)]) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a loopback port is free");
        let address = format!("http://{}/", listener.local_addr().expect("a port has an address"));
        let files: Vec<(String, Vec<u8>)> = files
            .iter()
            .map(|(path, kind, content)| {
                let head = format!(
                    "HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nContent-Security-Policy: {policy}\r\nContent-Length: {}\r\n\
                     Connection: close\r\n\r\n",
                    content.len()
                );
                (format!("/{path}"), [head.as_bytes(), content].concat())
            })
            .collect();
        thread::spawn(move || listener.incoming().flatten().for_each(|stream| answer(stream, &files)));
        Self { address }
    }
}

fn answer(mut stream: TcpStream, files: &[(String, Vec<u8>)]) {
    let mut lines = BufReader::new(&stream).lines().map_while(Result::ok);
    let Some(request) = lines.next() else { return };
    // The rest of the request is read, or closing would take the answer away.
    lines.by_ref().take_while(|line| !line.is_empty()).for_each(drop);
    drop(lines);
    let path = request.split(' ').nth(1).unwrap_or_default();
    let missing = b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
    let found = files.iter().find(|(file, _)| file == path).map_or(&missing[..], |(_, answer)| answer);
    // A browser that has gone away needs no answer.
    let _ = stream.write_all(found);
}
