//! `openssl`, asked to make certificates and to print them.

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Stdio};

/// What a certificate is to be like.
#[derive(Clone, Copy)]
pub(crate) struct Request<'a> {
    pub(crate) key: &'a [&'a str],
    /// As `-subj` takes it.
    pub(crate) subject: &'a str,
    /// `YYYYMMDDHHMMSSZ`.
    pub(crate) from: &'a str,
    pub(crate) to: &'a str,
    /// In hexadecimal.
    pub(crate) serial: &'a str,
}

/// What openssl says of one.
pub(crate) struct Said {
    pub(crate) not_before: String,
    pub(crate) not_after: String,
    pub(crate) subject: String,
    pub(crate) issuer: String,
    pub(crate) serial: String,
}

/// A folder of certificates `NAME.pem` and keys `NAME.key`.
pub(crate) struct Folder(PathBuf);

const CONFIG: &str = "\
[ca]
default_ca = it
[it]
dir = .
database = index
serial = serial
new_certs_dir = .
default_md = sha256
policy = any
unique_subject = no
preserve = yes
copy_extensions = none
[any]
C = optional
[req]
distinguished_name = empty
[empty]
";

impl Folder {
    pub(crate) fn new(name: &str) -> Self {
        let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("inspect-oracle").join(name);
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).expect("a folder for certificates");
        fs::write(path.join("config"), CONFIG).expect("the configuration");
        Self(path)
    }

    /// Makes a self-signed certificate.
    #[track_caller]
    pub(crate) fn make(&self, name: &str, request: &Request<'_>) {
        // `openssl ca` takes no serial below zero, and `openssl req` no dates.
        if request.serial.starts_with('-') {
            return self.make_negative(name, request);
        }
        for (file, content) in [("index", ""), ("serial", request.serial)] {
            fs::write(self.0.join(file), content).expect("the state of the authority");
        }
        let (key, csr, pem) = (format!("{name}.key"), format!("{name}.csr"), format!("{name}.pem"));
        let mut arguments = vec!["req", "-new", "-nodes", "-utf8", "-multivalue-rdn", "-config", "config"];
        arguments.extend(request.key);
        arguments.extend(["-subj", request.subject, "-keyout", &key, "-out", &csr]);
        self.run(&arguments);
        let mut arguments =
            vec!["ca", "-batch", "-selfsign", "-notext", "-utf8", "-multivalue-rdn", "-config", "config"];
        arguments.extend(["-keyfile", &key, "-in", &csr, "-out", &pem, "-preserveDN"]);
        arguments.extend(["-startdate", request.from, "-enddate", request.to]);
        self.run(&arguments);
    }

    #[track_caller]
    fn make_negative(&self, name: &str, request: &Request<'_>) {
        let (key, pem) = (format!("{name}.key"), format!("{name}.pem"));
        let serial = request.serial.replace('-', "-0x");
        let mut arguments = vec!["req", "-x509", "-nodes", "-config", "config", "-days", "4"];
        arguments.extend(request.key);
        arguments.extend(["-subj", request.subject, "-set_serial", &serial, "-keyout", &key, "-out", &pem]);
        self.run(&arguments);
    }

    /// What `openssl x509` prints with these switches.
    #[track_caller]
    pub(crate) fn print(&self, name: &str, switches: &[&str]) -> String {
        let pem = format!("{name}.pem");
        let output = self.run(&[&["x509", "-noout", "-in", &pem], switches].concat());
        String::from_utf8(output).expect("text")
    }

    #[track_caller]
    pub(crate) fn say(&self, name: &str) -> Said {
        let names = ["-subject", "-issuer", "-serial", "-nameopt", "RFC2253,-esc_msb"];
        let text = self.print(name, &[&["-dates", "-dateopt", "iso_8601"][..], &names].concat());
        let value = |field: &str| {
            let line = text.lines().find_map(|line| line.strip_prefix(field)?.strip_prefix('='));
            line.unwrap_or_else(|| panic!("no {field} in {text}")).to_owned()
        };
        Said {
            not_before: value("notBefore").replace(' ', "T"),
            not_after: value("notAfter").replace(' ', "T"),
            subject: value("subject"),
            issuer: value("issuer"),
            serial: value("serial"),
        }
    }

    pub(crate) fn bytes(&self, file: &str) -> Vec<u8> {
        fs::read(self.0.join(file)).expect(file)
    }

    pub(crate) fn text(&self, file: &str) -> String {
        String::from_utf8(self.bytes(file)).expect(file)
    }

    #[track_caller]
    pub(crate) fn der(&self, name: &str) -> Vec<u8> {
        self.run(&["x509", "-in", &format!("{name}.pem"), "-outform", "DER"])
    }

    #[track_caller]
    pub(crate) fn base64(&self, file: &str) -> String {
        String::from_utf8(self.run(&["base64", "-A", "-in", file])).expect("text")
    }

    /// The text in base64, wrapped.
    #[track_caller]
    pub(crate) fn wrap(&self, text: &str) -> String {
        fs::write(self.0.join("plain"), text).expect("a file");
        String::from_utf8(self.run(&["base64", "-in", "plain"])).expect("text")
    }

    #[track_caller]
    fn run(&self, arguments: &[&str]) -> Vec<u8> {
        let output =
            Command::new("openssl").args(arguments).current_dir(&self.0).stdin(Stdio::null()).output();
        let output = output.expect("openssl, which these tests hold their results against, is not installed");
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "openssl {}: {said}", arguments.join(" "));
        output.stdout
    }
}
