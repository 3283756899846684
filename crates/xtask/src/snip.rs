//! Takes the words of panics out of the page's WebAssembly.
//!
//! A panic ends the page with a trap either way, and the page says so (web/page.js); what was to be printed, and the
//! formatting code that only panics use, is weight. Each function below becomes a single trap, and wasm-opt then drops
//! what nobody calls any more.

use anyhow::{Context as _, Result, ensure};
use walrus::ir::Value;
use walrus::{ConstExpr, DataKind, FunctionBuilder, FunctionId, FunctionKind, Module, ModuleConfig};

/// The beginnings of the names of functions that never return.
const NEVER_RETURN: [&str; 18] = [
    "core::panicking::",
    "core::option::unwrap_failed",
    "core::option::expect_failed",
    "core::result::unwrap_failed",
    "core::slice::index::slice_",
    "core::slice::copy_from_slice_impl::len_mismatch_fail",
    "core::str::slice_error_fail",
    "core::cell::panic_already_",
    "alloc::raw_vec::handle_error",
    "alloc::raw_vec::capacity_overflow",
    "alloc::alloc::handle_alloc_error",
    "std::alloc::rust_oom",
    "std::panicking::panic_handler",
    "std::panicking::panic_with_hook",
    "std::panicking::begin_panic",
    "std::panicking::rust_panic",
    "std::thread::local::panic_access_error",
    "__rustc::rust_begin_unwind",
];

/// What only words of panics are made with.
const WORDS_OF_PANICS: [&str; 5] = [
    "<core::ops::range::Range<usize> as core::fmt::Debug>",
    "<&usize as core::fmt::Debug>",
    "<char as core::fmt::Debug>",
    "std::panicking::panic_handler::FormatStringPayload",
    "std::panicking::panic_handler::StaticStrPayload",
];

/// What panics say, or begin to say, in the standard library and wasm-bindgen; a list, since nothing in a module tells these from other
/// texts. A sentence that the project itself could use has no place in it.
const SAID_BY_PANICS: [&str; 30] = [
    "start byte index ",
    "end byte index ",
    " is not a char boundary; it is inside ",
    "begin > end (",
    ") when slicing `",
    " is out of bounds of `",
    "slice index starts at ",
    "range start index ",
    "range end index ",
    " out of range for slice of length ",
    "index out of bounds: the len is ",
    " but the index is ",
    "copy_from_slice: source slice length (",
    ") does not match destination slice length (",
    "insertion index (is ",
    ") should be <= len (is ",
    "removal index (is ",
    ") should be < len (is ",
    "attempt to join into collection with len > usize::MAX",
    "a formatting trait implementation returned an error when the underlying stream did not",
    "a Display implementation returned an error unexpectedly",
    "cannot access a Thread Local Storage value during or after destruction: ",
    "called `Option::unwrap()` on a `None` value",
    "called `Option::unwrap_throw()` on a `None` value",
    "`async fn` resumed after completion",
    "RefCell already borrowed",
    "RefCell already mutably borrowed",
    "closure invoked recursively or after being dropped",
    "recursive use of an object detected which would lead to unsafe aliasing in rust",
    "Once instance has previously been poisoned",
];

/// A module's long names on the border to JavaScript, each with its short one.
pub(crate) type Names = Vec<(String, String)>;

/// The module with a trap in the place of every panic, and short names on its border.
///
/// # Errors
/// It is no module, or names no panic.
pub(crate) fn panics(wasm: &[u8]) -> Result<(Vec<u8>, Names)> {
    let mut config = ModuleConfig::new();
    config.generate_name_section(true).generate_producers_section(false);
    let mut module = config.parse(wasm).context("this is no WebAssembly module")?;
    let named = |is_meant: &dyn Fn(&str) -> bool, module: &Module| -> Vec<FunctionId> {
        let functions = module.funcs.iter();
        let meant = functions.filter(|it| it.name.as_deref().is_some_and(|name| is_meant(&plain(name))));
        meant.map(walrus::Function::id).collect()
    };
    let panics = named(&|name| begins_with_one(name, &NEVER_RETURN), &module);
    ensure!(!panics.is_empty(), "the module names no panic: its names were dropped too early");
    let words = named(&|name| begins_with_one(name, &WORDS_OF_PANICS), &module);
    for id in panics.into_iter().chain(words) {
        trap(&mut module, id);
    }
    forget_places(&mut module);
    let texts: Vec<_> = module.data.iter().map(walrus::Data::id).collect();
    for data in texts {
        forget_words(&mut module.data.get_mut(data).value);
    }
    let shortened = shorten(&mut module);
    Ok((module.emit_wasm(), shortened))
}

fn trap(module: &mut Module, id: FunctionId) {
    let (params, results) = module.types.params_results(module.funcs.get(id).ty());
    let (params, results) = (params.to_vec(), results.to_vec());
    let mut builder = FunctionBuilder::new(&mut module.types, &params, &results);
    builder.func_body().unreachable();
    let args = params.iter().map(|param| module.locals.add(*param)).collect();
    module.funcs.get_mut(id).kind = FunctionKind::Local(builder.local_func(args));
}

/// Empties where in the sources a panic was to say that it happened: a path, its length, a line, a column. Only panics
/// read them, and the paths are those of the machine that built.
fn forget_places(module: &mut Module) {
    const WORD: usize = 4;
    let mut places = Vec::new();
    for data in module.data.iter() {
        let Some(base) = start(data) else { continue };
        let word =
            |at: usize| Some(u32::from_le_bytes(*data.value.get(at..)?.first_chunk::<WORD>()?) as usize);
        let aligned = (base.next_multiple_of(WORD) - base..data.value.len()).step_by(WORD);
        for at in aligned {
            let (Some(path), Some(length)) = (word(at), word(at + WORD)) else { continue };
            let path = path.wrapping_sub(base);
            let text = path.checked_add(length).and_then(|end| data.value.get(path..end));
            if text.is_some_and(is_source) {
                places.push((data.id(), path..path + length));
                places.push((data.id(), at..(at + 4 * WORD).min(data.value.len())));
            }
        }
    }
    for (data, place) in places {
        module.data.get_mut(data).value[place].fill(0);
    }
}

/// Empties what only panics say.
fn forget_words(data: &mut [u8]) {
    for words in SAID_BY_PANICS {
        let mut rest = &mut *data;
        while let Some(at) = rest.windows(words.len()).position(|text| text == words.as_bytes()) {
            let end = at + words.len();
            rest[at..end].fill(0);
            rest = &mut rest[end..];
        }
    }
}

/// The address of a segment's first byte.
fn start(data: &walrus::Data) -> Option<usize> {
    match data.kind {
        DataKind::Active { offset: ConstExpr::Value(Value::I32(offset)), .. } => usize::try_from(offset).ok(),
        _ => None,
    }
}

fn is_source(text: &[u8]) -> bool {
    text.ends_with(b".rs") && text.contains(&b'/') && text.iter().all(u8::is_ascii_graphic)
}

/// Gives what both sides name by long names with hashes short ones.
fn shorten(module: &mut Module) -> Names {
    let mut names = Names::new();
    let mut script = String::new();
    let mut short = |long: &mut String| {
        let name = format!("${}", names.len());
        names.push((core::mem::replace(long, name.clone()), name));
    };
    for import in module.imports.iter_mut() {
        if import.name.starts_with("__wb") {
            short(&mut import.name);
        }
        // Each import repeats which script it comes from.
        if import.module.ends_with(SCRIPT) {
            script = core::mem::replace(&mut import.module, "$".to_owned());
        }
    }
    for export in module.exports.iter_mut() {
        if export.name.starts_with("__") || export.name.starts_with("wasm_bindgen_") {
            short(&mut export.name);
        }
    }
    if !script.is_empty() {
        names.push((script, "$".to_owned()));
    }
    names
}

/// How the name of the script ends that a module imports from.
const SCRIPT: &str = "_bg.js";

/// The script with the short names, each in the place of a whole word.
pub(crate) fn renamed(script: &str, names: &[(String, String)]) -> String {
    let scripts = names.iter().filter(|(long, _)| long.ends_with(SCRIPT));
    let script = scripts.fold(script.to_owned(), |text, (long, short)| {
        text.replace(&format!("\"{long}\""), &format!("\"{short}\""))
    });
    let is_word = |letter: char| letter.is_ascii_alphanumeric() || letter == '_' || letter == '$';
    let mut out = String::with_capacity(script.len());
    let mut rest = script.as_str();
    while let Some(start) = rest.find(is_word) {
        let (before, word) = rest.split_at(start);
        let (word, after) = word.split_at(word.find(|letter| !is_word(letter)).unwrap_or(word.len()));
        let short = names.iter().find(|(long, _)| long == word).map_or(word, |(_, short)| short);
        out.push_str(before);
        out.push_str(short);
        rest = after;
    }
    out + rest
}

fn begins_with_one(name: &str, list: &[&str]) -> bool {
    list.iter().any(|beginning| name.starts_with(beginning))
}

/// A name without the numbers that the compiler puts after the crates.
fn plain(name: &str) -> String {
    let mut plain = String::new();
    let mut rest = name;
    while let Some((before, after)) = rest.split_once('[') {
        plain.push_str(before);
        match after.split_once(']') {
            Some((number, after)) if number.bytes().all(|byte| byte.is_ascii_hexdigit()) => rest = after,
            _ => {
                plain.push('[');
                rest = after;
            }
        }
    }
    plain + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_known_with_and_without_the_number_of_its_crate() {
        for name in ["core[9c2e]::panicking::panic_fmt", "core::panicking::panic_fmt"] {
            assert!(begins_with_one(&plain(name), &NEVER_RETURN), "{name}");
        }
        // Setting a hook returns, and asking whether there is a panic has an answer.
        for name in
            ["std::panicking::set_hook", "std::panicking::panic_count::is_zero_slow_path", "app::start"]
        {
            assert!(!begins_with_one(&plain(name), &NEVER_RETURN), "{name}");
        }
    }

    #[test]
    fn only_whole_words_get_their_short_names() {
        let names = [("__wbg_new_1".to_owned(), "$0".to_owned())];
        assert_eq!(renamed("wasm.__wbg_new_1(__wbg_new_12)", &names), "wasm.$0(__wbg_new_12)");
        let names = [("./a_bg.js".to_owned(), "$".to_owned())];
        assert_eq!(renamed("{ \"./a_bg.js\": import0 }", &names), "{ \"$\": import0 }");
    }

    #[test]
    fn what_panics_say_is_emptied_wherever_it_stands() {
        let mut data = *b"RefCell already borrowed, twice: RefCell already borrowed";
        forget_words(&mut data);
        let rest: String = data.iter().filter(|byte| **byte != 0).map(|byte| char::from(*byte)).collect();
        assert_eq!(rest, ", twice: ");
    }

    #[test]
    fn a_path_in_the_sources_is_one_and_words_are_none() {
        assert!(is_source(b"library/core/src/str/mod.rs"));
        assert!(!is_source(b"the file is in src/mod.rs"));
        assert!(!is_source(b".rs"));
    }
}
