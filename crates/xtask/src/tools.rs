//! The pinned tools: one row each.
//!
//! A version stands here and, for the three that trunk checks itself, in `Trunk.toml`; the library side of wasm-bindgen is
//! pinned in `web/Cargo.toml`. The tests below compare them.

use std::env::consts::EXE_SUFFIX;
use std::path::PathBuf;

/// A program or file that building or testing needs in exactly one version.
#[derive(Debug)]
pub(crate) struct Tool {
    /// What it is called, and the first part of its folder's name.
    pub(crate) name: &'static str,
    /// The pinned version.
    pub(crate) version: &'static str,
    /// The package that holds it, and how that is installed.
    pub(crate) origin: Origin,
    /// What it is needed for, for the person who waits.
    pub(crate) purpose: &'static str,
    /// How long installing usually takes on two cores.
    pub(crate) usual: &'static str,
}

/// How a tool is installed and where its file then lies.
#[derive(Debug)]
pub(crate) enum Origin {
    /// Compiled by `cargo install`; `locked` follows the package's own lock file.
    Crate { package: &'static str, locked: bool },
    /// A program out of an npm package; `reports` is the version that the program itself prints.
    NpmProgram { package: &'static str, reports: &'static str },
    /// A file out of an npm package.
    NpmFile { package: &'static str, file: &'static str },
}

pub(crate) const TRUNK: Tool = Tool {
    name: "trunk",
    version: "0.21.14",
    origin: Origin::Crate { package: "trunk", locked: true },
    purpose: "bundles the page",
    usual: "about 6 minutes",
};

pub(crate) const WASM_BINDGEN: Tool = Tool {
    name: "wasm-bindgen",
    version: "0.2.130",
    // Its lock file asks for a release that has been withdrawn.
    origin: Origin::Crate { package: "wasm-bindgen-cli", locked: false },
    purpose: "writes the page's JavaScript side",
    usual: "about 3 minutes",
};

pub(crate) const WASM_OPT: Tool = Tool {
    name: "wasm-opt",
    version: "132.0.0",
    origin: Origin::NpmProgram { package: "binaryen", reports: "132" },
    purpose: "makes the page's WebAssembly small",
    usual: "about 20 seconds",
};

pub(crate) const ESBUILD: Tool = Tool {
    name: "esbuild",
    version: "0.28.2",
    origin: Origin::NpmProgram { package: "esbuild", reports: "0.28.2" },
    purpose: "makes the page's JavaScript small",
    usual: "about 10 seconds",
};

pub(crate) const MDBOOK: Tool = Tool {
    name: "mdbook",
    version: "0.5.4",
    origin: Origin::Crate { package: "mdbook", locked: true },
    purpose: "builds the book",
    usual: "about 3 minutes",
};

pub(crate) const CARGO_DENY: Tool = Tool {
    name: "cargo-deny",
    version: "0.20.2",
    origin: Origin::Crate { package: "cargo-deny", locked: true },
    purpose: "checks licences, sources and bans of dependencies",
    usual: "about 6 minutes",
};

pub(crate) const GECKODRIVER: Tool = Tool {
    name: "geckodriver",
    version: "0.36.0",
    origin: Origin::Crate { package: "geckodriver", locked: true },
    purpose: "drives Firefox",
    usual: "about 4 minutes",
};

pub(crate) const CARGO_MUTANTS: Tool = Tool {
    name: "cargo-mutants",
    version: "27.1.0",
    origin: Origin::Crate { package: "cargo-mutants", locked: true },
    purpose: "puts mistakes into core that a test must notice",
    usual: "about 3 minutes",
};

pub(crate) const AXE: Tool = Tool {
    name: "axe-core",
    version: "4.14.1",
    origin: Origin::NpmFile { package: "axe-core", file: "axe.min.js" },
    purpose: "finds accessibility violations in the built page",
    usual: "about 10 seconds",
};

pub(crate) const TSC: Tool = Tool {
    name: "tsc",
    version: "5.9.3",
    origin: Origin::NpmProgram { package: "typescript", reports: "5.9.3" },
    purpose: "checks the types of the npm package",
    usual: "about 10 seconds",
};

pub(crate) const JSON_RULES_ENGINE: Tool = Tool {
    name: "json-rules-engine",
    version: "7.3.1",
    origin: Origin::NpmFile { package: "json-rules-engine", file: "package.json" },
    purpose: "is a peer of the bench",
    usual: "about 10 seconds",
};

pub(crate) const DSNTK: Tool = Tool {
    name: "dsntk",
    version: "0.3.0",
    origin: Origin::Crate { package: "dsntk", locked: true },
    purpose: "decides by the rules as DMN, without any code of ours",
    usual: "about 7 minutes",
};

impl Tool {
    /// The folder's name in the cache: another version is another folder, so versions never mix.
    pub(crate) fn folder(&self) -> String {
        format!("{}-{}", self.name, self.version)
    }

    /// The tool's file within its folder.
    pub(crate) fn file(&self) -> PathBuf {
        match self.origin {
            Origin::Crate { .. } => PathBuf::from(format!("bin/{}{EXE_SUFFIX}", self.name)),
            Origin::NpmProgram { .. } => PathBuf::from(format!("node_modules/.bin/{}", self.name)),
            Origin::NpmFile { package, file } => PathBuf::from(format!("node_modules/{package}/{file}")),
        }
    }

    /// The program and arguments that install it into `folder`, as a person could type them too.
    pub(crate) fn install(&self, folder: &str) -> Vec<String> {
        let version = self.version;
        let line = match self.origin {
            Origin::Crate { package, locked: true } => {
                format!("cargo install {package} --version {version} --locked --root")
            }
            Origin::Crate { package, locked: false } => {
                format!("cargo install {package} --version {version} --root")
            }
            Origin::NpmProgram { package, .. } | Origin::NpmFile { package, .. } => {
                format!("npm install --no-audit --no-fund --loglevel=error {package}@{version} --prefix")
            }
        };
        line.split(' ').map(String::from).chain([folder.to_owned()]).collect()
    }

    /// Whether `printed`, the answer to `--version`, names the pinned version.
    pub(crate) fn fits(&self, printed: &str) -> bool {
        let wanted = match self.origin {
            Origin::Crate { .. } => self.version,
            Origin::NpmProgram { reports, .. } => reports,
            Origin::NpmFile { .. } => return false,
        };
        printed.split_whitespace().any(|word| word.strip_prefix('v').unwrap_or(word) == wanted)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::machine;
    use std::fs;

    #[test]
    fn a_version_fits_as_a_whole_word_only() {
        assert!(TRUNK.fits("trunk 0.21.14\n"));
        assert!(MDBOOK.fits("mdbook v0.5.4"));
        assert!(WASM_OPT.fits("wasm-opt version 132 (version_132)"));
        assert!(!TRUNK.fits("trunk 0.21.1"));
        assert!(!MDBOOK.fits("mdbook v0.5.41"));
        assert!(!WASM_OPT.fits("wasm-opt version 108"));
    }

    #[test]
    fn trunk_is_told_the_same_versions() {
        let config = fs::read_to_string(machine::root().join("Trunk.toml")).unwrap();
        for line in [
            format!("trunk-version = \"={}\"", TRUNK.version),
            format!("wasm_bindgen = \"{}\"", WASM_BINDGEN.version),
            "wasm_opt = \"version_132\"".to_owned(),
        ] {
            assert!(config.contains(&line), "Trunk.toml lacks: {line}");
        }
    }

    #[test]
    fn the_wasm_bindgen_library_has_the_version_of_its_program() {
        let lock = fs::read_to_string(machine::root().join("Cargo.lock")).unwrap();
        if let Some((_, entry)) = lock.split_once("name = \"wasm-bindgen\"\n") {
            assert!(
                entry.starts_with(&format!("version = \"{}\"", WASM_BINDGEN.version)),
                "pin wasm-bindgen = \"={}\" in web/Cargo.toml",
                WASM_BINDGEN.version
            );
        }
    }

    #[test]
    fn the_install_command_can_be_typed() {
        assert_eq!(
            WASM_BINDGEN.install("there").join(" "),
            "cargo install wasm-bindgen-cli --version 0.2.130 --root there"
        );
    }
}
