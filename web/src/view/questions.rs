//! The questions.

use yew::prelude::*;

use crate::browser;
use crate::form::{How, INCOMPLETE};
use crate::link::Mode;
use crate::state::{Action, State};

const UNITS: [(&str, &str); 4] = [("d", "days"), ("h", "hours"), ("w", "weeks"), ("m", "minutes")];

/// The questions. No component: it would be drawn as often, and weigh 2 kB more.
pub fn questions(state: &State, act: &Callback<Action>) -> Html {
    let oninput = act.reform(|event: InputEvent| typed(&event));
    let onfocusout = {
        let act = act.clone();
        let incomplete = state.form.incomplete().next().is_some();
        Callback::from(move |event: FocusEvent| {
            if let Some((field, value, _)) = browser::field(&event) {
                // Going from empty to half a date and back is no input to a browser.
                if incomplete || value == INCOMPLETE {
                    act.emit(typed(&event));
                }
                act.emit(Action::Left(field));
            }
        })
    };
    // Nothing is sent anywhere: the answer is there while one types.
    let onsubmit = Callback::from(|event: SubmitEvent| event.prevent_default());
    html! {
        <form id="questions" aria-label="Questions" autocomplete="off" novalidate=true {oninput} {onfocusout} {onsubmit}>
            { error_summary(state) }
            { length(state) }
            { clusters(state) }
            <div class="column">
                { update(state) }
                { more(state) }
            </div>
        </form>
    }
}

fn typed(event: &Event) -> Action {
    let (field, value, checked) = browser::field(event).unwrap_or_default();
    Action::Typed { field, value, checked, now: browser::now() }
}

fn error_summary(state: &State) -> Html {
    let errors: Vec<_> = state.shown_errors().collect();
    html! {
        <div id="errors" role="alert">
            if !errors.is_empty() {
                <p>{ "Please look at this again:" }</p>
                <ul>
                    { for errors.into_iter().map(|(field, reason)| html! { <li><a href={format!("#{field}")}>{ reason }</a></li> }) }
                </ul>
            }
        </div>
    }
}

fn length(state: &State) -> Html {
    let form = &state.form;
    let ahead = state.mode == Mode::Before;
    let choice = |how: How, label: &'static str| {
        html! {
            <label class="choice">
                <input type="radio" name="how" id={format!("how-{}", how.as_str())} value={how.as_str()} checked={form.how == how} />
                { " " }{ label }
            </label>
        }
    };
    html! {
        <fieldset aria-describedby="length-hint">
            <legend>{ if ahead { "How long will it be off?" } else { "How long was it off?" } }</legend>
            <p class="hint" id="length-hint">
                if ahead {
                    { "Count from the moment when the API server or the cloud agent goes down, whichever is first." }
                } else {
                    { "Count from the last moment when renewal worked, with the API server and the cloud agent both up: that can be before the power went." }
                }
            </p>
            { choice(How::Lasted, if ahead { "It will last" } else { "It lasted" }) }
            if form.how == How::Lasted {
                <div class="row">
                    { text(state, "amount", "Length", &form.amount, "short", None) }
                    { unit("unit", "Unit", &form.unit) }
                </div>
            }
            { choice(How::Between, "From one moment to another") }
            if form.how == How::Between {
                { moments(state) }
            }
            if !ahead {
                { choice(How::Unknown, "I do not know how long") }
                { choice(How::None, "Nothing was switched off") }
            }
        </fieldset>
    }
}

/// Two moments, picked or typed. Two dates count whole days, give or take one; two dates with times count exactly.
fn moments(state: &State) -> Html {
    let form = &state.form;
    let to = if state.mode == Mode::Before { None } else { Some("empty means until now") };
    let picked = |name: &'static str,
                  label: &'static str,
                  date: &str,
                  time: (&'static str, &'static str, &str),
                  hint| {
        html! {
            <>
                { input(state, "date", name, label, date, "short", hint) }
                { input(state, "time", time.0, time.1, time.2, "short", None) }
            </>
        }
    };
    html! {
        <div class="moments">
            if form.as_text {
                <div class="row">
                    { text(state, "from", "From", &form.from, "medium", Some("2026-12-18 or 2026-12-18T17:00+01:00")) }
                    { text(state, "to", "To", &form.to, "medium", to) }
                </div>
            } else {
                <div class="row" key="from">
                    { picked("from", "From: date", &form.from, ("from-time", "From: time", &form.from_time), None) }
                </div>
                <div class="row" key="to">
                    { picked("to", "To: date", &form.to, ("to-time", "To: time", &form.to_time), to) }
                </div>
            }
            <p class="hint">
                { "Times may be left empty, both of them: then whole days count. They are read on the clocks of this browser: " }
                { state.zone() }{ "." }
            </p>
            <label class="choice">
                <input type="checkbox" name="as-text" id="as-text" checked={form.as_text} />{ " " }{ "Type the dates as text" }
            </label>
        </div>
    }
}

fn clusters(state: &State) -> Html {
    let form = &state.form;
    let tick = |name: &'static str, label: &'static str, checked: bool| {
        html! {
            <label class="choice"><input type="checkbox" {name} id={name} {checked} />{ " " }{ label }</label>
        }
    };
    html! {
        <fieldset>
            <legend>{ "Which clusters does it have?" }</legend>
            { tick("management", "Management cluster", form.management) }
            { tick("target", "Target clusters", form.target) }
            <div class="row">
                { text(state, "targets", "Names of the targets", &form.targets, "long", Some("with spaces between them; empty if you do not know")) }
            </div>
            { tick("balancer", "HAProxy load balancer that the product deployed", form.balancer) }
            <div class="row">
                { text(state, "balancers", "Of which targets", &form.balancers, "long", Some("empty means of every target above")) }
            </div>
            if !(form.management || form.target || form.balancer) {
                <p class="hint">{ "None is ticked, so the answer is for the management cluster and one target." }</p>
            }
        </fieldset>
    }
}

fn update(state: &State) -> Html {
    html! {
        <fieldset>
            <legend>{ "When was it last updated?" }</legend>
            <div class="row">
                { text(state, "updated", "Time ago", &state.form.updated, "short", Some("empty if you do not know")) }
                { unit("updated-unit", "Unit", &state.form.updated_unit) }
            </div>
        </fieldset>
    }
}

fn more(state: &State) -> Html {
    html! {
        <details class="more">
            <summary>{ "More facts" }</summary>
            <div class="row">
                { text(state, "build", "Build", &state.form.build, "medium", Some("what Get-AksHciVersion prints, such as 1.0.24.11029")) }
            </div>
        </details>
    }
}

fn text(
    state: &State,
    name: &'static str,
    label: &'static str,
    value: &str,
    width: &'static str,
    hint: Option<&'static str>,
) -> Html {
    input(state, "text", name, label, value, width, hint)
}

fn input(
    state: &State,
    kind: &'static str,
    name: &'static str,
    label: &'static str,
    value: &str,
    width: &'static str,
    hint: Option<&'static str>,
) -> Html {
    let error = state.error_of(name);
    // The field itself holds the half that is there.
    let shown = if value == INCOMPLETE { String::new() } else { value.to_owned() };
    let (hint_id, error_id) = (format!("{name}-hint"), format!("{name}-error"));
    let described = match (hint, error) {
        (None, None) => None,
        (Some(_), None) => Some(hint_id.clone()),
        (None, Some(_)) => Some(error_id.clone()),
        (Some(_), Some(_)) => Some(format!("{error_id} {hint_id}")),
    };
    html! {
        <div class={classes!("field", width, error.map(|_| "wrong"))}>
            <label for={name}>{ label }</label>
            <input
                type={kind} {name} id={name} value={shown} spellcheck="false" autocapitalize="off" translate="no"
                aria-invalid={error.map(|_| "true")} aria-describedby={described}
            />
            if let Some(hint) = hint {
                <span class="hint" id={hint_id}>{ hint }</span>
            }
            if let Some(error) = error {
                <span class="error" id={error_id}>{ "Error: " }{ error }</span>
            }
        </div>
    }
}

fn unit(name: &'static str, label: &'static str, chosen: &str) -> Html {
    html! {
        <div class="field">
            <label for={name}>{ label }</label>
            <select {name} id={name}>
                { for UNITS.iter().map(|(value, words)| html! { <option value={*value} selected={*value == chosen}>{ *words }</option> }) }
            </select>
        </div>
    }
}
