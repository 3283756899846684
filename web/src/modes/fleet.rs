//! Many deployments: what is to be done where.

use std::rc::Rc;

use certplan_view::{Fleet, FleetEvent};
use certplan_words::page::{app as words, fleet};
use certplan_worker::fleet::FILES;
use certplan_worker::protocol::{Ask, DefaultField, FleetDefaults, FleetRead, TableQuery};
use yew::prelude::*;

use crate::browser;
use crate::commands::Commands;
use crate::components::{Files, Offered};
use crate::state::State;

/// The state and what the user can do.
#[derive(Properties, PartialEq, Debug)]
pub struct FleetModeProps {
    /// The state.
    pub state: State,
    /// What the user can do.
    pub commands: Commands,
}

/// The mode for many deployments.
#[component]
pub fn FleetMode(props: &FleetModeProps) -> Html {
    let FleetModeProps { state, commands } = props;
    let forget = {
        let commands = commands.clone();
        Callback::from(move |_: MouseEvent| commands.ask(Ask::ForgetFleet))
    };
    html! {
        <section id="tool" class="fleet-mode">
            <h2>{ words::FLEET_QUESTION }</h2>
            <p class="hint">{ words::FLEET_READS }</p>
            <div class="row">
                { default_field(props, DefaultField::Shutdown) }
                { default_field(props, DefaultField::Deployment) }
            </div>
            <div id="answer"><div id="tool-answer">
                if let Some(read) = &state.readings.fleet {
                    <p class="buttons"><button type="button" id="clear" onclick={forget}>{ words::FORGET_ALL }</button></p>
                    <Table read={read.clone()} query={state.readings.query.clone()} commands={commands.clone()} />
                } else {
                    <p>{ fleet::NOTHING }</p>
                }
            </div></div>
        </section>
    }
}

/// A field for what holds for every line that says nothing else.
fn default_field(FleetModeProps { state, commands }: &FleetModeProps, field: DefaultField) -> Html {
    let defaults = &state.readings.defaults;
    let (id, label, hint, value) = match field {
        DefaultField::Shutdown => {
            ("fleet-shutdown", words::DEFAULT_SHUTDOWN, words::DEFAULT_SHUTDOWN_HINT, &defaults.shutdown)
        }
        DefaultField::Deployment => (
            "fleet-deployment",
            words::DEFAULT_DEPLOYMENT,
            words::DEFAULT_DEPLOYMENT_HINT,
            &defaults.deployment,
        ),
    };
    let wrong = state.readings.wrong_default.as_ref().filter(|wrong| wrong.field == field);
    let onchange = {
        let (commands, defaults) = (commands.clone(), defaults.clone());
        Callback::from(move |event: Event| {
            let (text, defaults) = (browser::text_of(&event), defaults.clone());
            commands.set_defaults(match field {
                DefaultField::Shutdown => FleetDefaults { shutdown: text, ..defaults },
                DefaultField::Deployment => FleetDefaults { deployment: text, ..defaults },
            });
        })
    };
    let [hint_id, error_id] = ["hint", "error"].map(|part| format!("{id}-{part}"));
    html! {
        <div class={classes!("field", wrong.map(|_| "wrong"))}>
            <label for={id}>{ label }</label>
            <input {id} value={value.clone()} spellcheck="false" autocomplete="off" autocapitalize="off" translate="no"
                aria-invalid={wrong.map(|_| "true")} aria-describedby={format!("{hint_id} {error_id}")} {onchange} />
            <span class="hint" id={hint_id}>{ hint }</span>
            <span class="error" id={error_id}>{ wrong.map(|wrong| wrong.reason.clone()).unwrap_or_default() }</span>
        </div>
    }
}

#[derive(Properties, PartialEq, Debug)]
struct TableProps {
    read: Rc<FleetRead>,
    query: TableQuery,
    commands: Commands,
}

/// The table, and the files of all deployments.
#[component]
fn Table(props: &TableProps) -> Html {
    let TableProps { read, query, commands } = props;
    let parts = use_memo(read.clone(), |read| {
        (Rc::new(read.summary.clone()), Rc::new(read.table.clone()), Rc::new(read.rejected.clone()))
    });
    let (summary, table, rejected) = &*parts;
    let on_event = {
        let (commands, query) = (commands.clone(), query.clone());
        Callback::from(move |event: FleetEvent| {
            let query = query.clone();
            commands.query(match event {
                FleetEvent::Sort(column) => query.sorted_by(column),
                FleetEvent::Search(search) => TableQuery { search, page: 0, ..query },
                FleetEvent::Only(only) => TableQuery { only, page: 0, ..query },
                FleetEvent::Page(page) => TableQuery { page, ..query },
            });
        })
    };
    let is_offered = |id: &str| id != "rejected" || summary.rejected_lines > 0;
    let files: Vec<Offered> = FILES
        .into_iter()
        .filter(|(id, ..)| is_offered(id))
        .map(|(id, _, label, _)| Offered { id, label, ask: Ask::FleetFile(id.to_owned()) })
        .collect();
    html! {
        <>
            <Fleet summary={summary.clone()} table={table.clone()} rejected={rejected.clone()} search={AttrValue::from(query.search.clone())}
                only={query.only} {on_event} heading={3} />
            if summary.deployments > 0 {
                <Files name={words::FLEET_FILES} {files} commands={commands.clone()} />
                <p class="hint">{ words::FLEET_FILES_HINT }</p>
            }
        </>
    }
}
