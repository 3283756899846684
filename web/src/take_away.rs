//! What a reader takes away: commands, files, a link, a print. The buttons stand in `web/index.html`.

use certplan_core::{assess, plan};
use certplan_render::powershell;

use crate::browser;
use crate::link;
use crate::state::State;

/// A file's name, and its kind.
type File = (&'static str, &'static str);

/// The buttons whose text the second module writes: the form, and the file with its kind where it is no copy. Text and
/// HTML are for the command; printing serves them here, and the page is lighter without their writers.
const WRITTEN: [(&str, &str, Option<File>); 9] = [
    ("copy-json", "json", None),
    ("save-json", "json", Some(("certplan.json", "application/json"))),
    ("save-markdown", "markdown", Some(("certplan.md", "text/markdown"))),
    ("save-powershell", "powershell", Some(("certplan-repair.ps1", "text/plain"))),
    ("save-ansible", "ansible", Some(("certplan.yml", "text/plain"))),
    ("copy-forecast", "forecast-json", None),
    ("save-forecast", "forecast-markdown", Some(("certplan-forecast.md", "text/markdown"))),
    ("save-calendar", "forecast-ics", Some(("certplan.ics", "text/calendar"))),
    ("save-timeline", "svg", Some(("certplan.svg", "image/svg+xml"))),
];

/// What the button of that id does.
pub fn take(button: &str, state: &State) {
    if let Some((_, form, file)) = WRITTEN.iter().find(|(id, ..)| *id == button) {
        browser::written(form, link::whole(&state.facts), move |text| match file {
            Some((name, kind)) => browser::save(name, kind, &text),
            None => browser::copy(text, None),
        });
        return;
    }
    match button {
        "copy-commands" => browser::copy(commands(state), None),
        "copy-link" => {
            let link = state.link();
            browser::push_fragment(&link);
            browser::copy(browser::address(&link), None);
        }
        "print" => browser::print(),
        _ => {}
    }
}

fn commands(state: &State) -> String {
    let assessment = assess(&state.facts);
    let repairs = plan(&assessment).repairs;
    repairs.iter().flat_map(|step| [powershell::command(&step.command()), "\n".to_owned()]).collect()
}
