//! Prompts of shells around what they printed.

/// Whether a line is a prompt of a shell, with what was typed at it.
pub(crate) fn is_prompt(line: &str) -> bool {
    let line = line.trim();
    let is_shell =
        line.starts_with("PS ") || line.starts_with("PS>") || line.starts_with('[') || line.contains(":\\");
    is_shell && line.contains('>') || line.starts_with("$ ") || line.starts_with("# ")
}
