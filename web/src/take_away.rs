//! What a reader takes away at once: commands, a link, a print. The buttons stand in `web/index.html`; every other form is
//! written by the page's second module, `web/more`.

use certplan_core::{Step, assess, plan};
use certplan_export::powershell;

use crate::browser;
use crate::state::State;

/// What the button of that id does.
pub fn take(button: &str, state: &State) {
    match button {
        "copy-commands" => browser::copy(&commands(state), ""),
        "copy-link" => {
            let link = state.link();
            browser::push_fragment(&link);
            browser::copy(&browser::address(&link), "");
        }
        "print" => browser::print(),
        _ => {}
    }
}

fn commands(state: &State) -> String {
    let mut lines = powershell::lines(plan(&assess(&state.facts)).repairs.iter().map(Step::command));
    if !lines.is_empty() {
        lines.push('\n');
    }
    lines
}
