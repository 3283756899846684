//! A reader of PowerShell: tree-sitter's grammar stands in for the shell, which these machines lack.

use tree_sitter::{Node, Parser, Tree};

/// The script's tree, where it has no error.
///
/// # Panics
///
/// Where it has one, with the line.
#[track_caller]
pub(crate) fn parse(script: &str) -> Tree {
    let mut parser = Parser::new();
    parser.set_language(&tree_sitter_powershell::LANGUAGE.into()).expect("a grammar of this version");
    let tree = parser.parse(script, None).expect("parsing ends");
    if let Some(wrong) = first(tree.root_node(), &|node| node.is_error() || node.is_missing()) {
        let line = wrong.start_position().row;
        panic!("line {}: {}", line + 1, script.lines().nth(line).unwrap_or_default());
    }
    tree
}

/// The first node, from the top, of which this holds.
pub(crate) fn first<'t>(node: Node<'t>, holds: &dyn Fn(&Node<'t>) -> bool) -> Option<Node<'t>> {
    // The innermost, since an error reaches far beyond the place that caused it.
    let mut cursor = node.walk();
    let inner = node.children(&mut cursor).find_map(|child| first(child, holds));
    inner.or_else(|| holds(&node).then_some(node))
}

/// Every node of this kind, as it is written.
pub(crate) fn texts<'s>(tree: &Tree, kind: &str, script: &'s str) -> Vec<&'s str> {
    fn walk<'s>(node: Node<'_>, kind: &str, script: &'s str, found: &mut Vec<&'s str>) {
        if node.kind() == kind {
            found.push(&script[node.byte_range()]);
        }
        let mut cursor = node.walk();
        for child in node.children(&mut cursor) {
            walk(child, kind, script, found);
        }
    }
    let mut found = Vec::new();
    walk(tree.root_node(), kind, script, &mut found);
    found
}
