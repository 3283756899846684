//! What a shutdown that lies ahead will do.

use std::rc::Rc;

use certplan_core::closed::Closed as _;
use certplan_core::forecast::{Forecast as Model, Lapse};
use certplan_core::long_stop::{begin, long_stops};
use certplan_core::plan::When;
use certplan_core::{Facts, Layer, Step, forecast, powershell};
use certplan_words as words;
use certplan_words::page::{answer as page, forecast as ahead};
use yew::{AttrValue, Html, Properties, component, html};

use crate::actions::{Actions, Shown};
use crate::answer::{AnswerProps, Parts, minutes};
use crate::command::{copy_button, unbroken};
use crate::keyed::{id, keyed};
use crate::source::cited;
use crate::timeline::Timeline;

/// Props of [`Forecast`].
#[derive(Clone, Debug, Properties, PartialEq)]
pub struct ForecastProps {
    /// The facts, as [`Facts::looking_ahead`] gives them.
    pub facts: Rc<Facts>,
    /// The level of its headings, 2 to 5.
    #[prop_or(2)]
    pub heading: u8,
    /// What every id begins with.
    #[prop_or_default]
    pub id_prefix: AttrValue,
    /// Whether the facts are repeated on a screen; on paper they always are.
    #[prop_or(true)]
    pub repeats_facts: bool,
    /// Where it reports what a person does; without it there are no buttons.
    #[prop_or_default]
    pub actions: Option<Actions>,
    /// What the application shows of earlier actions.
    #[prop_or_default]
    pub shown: Shown,
}

/// The forecast: one sentence, when to be back, what to do before, what to run afterwards, what expires, and what else to know.
#[component]
pub fn Forecast(props: &ForecastProps) -> Html {
    let forecast = forecast(&props.facts);
    let answer = AnswerProps {
        facts: props.facts.clone(),
        heading: props.heading,
        id_prefix: props.id_prefix.clone(),
        landmarks: true,
        repeats_facts: props.repeats_facts,
        draws_timeline: true,
        actions: props.actions.clone(),
        shown: props.shown.clone(),
    };
    let parts = Parts { props: &answer, plan: &forecast.plan };
    html! {
        <div class="answer forecast">
            <p class="summary">{ keyed(words::forecast_summary(&forecast)) }</p>
            { parts.understood() }
            { parts.part("returns", ahead::RETURNS, parts.open_all_button(), returns(&forecast)) }
            { parts.part("prepare", page::PREPARE, Html::default(), html! {
                <>
                    <p class="hint">{ keyed(page::total_time(minutes(&forecast.before))) }</p>
                    { parts.rows(&forecast.before) }
                </>
            }) }
            { afterwards(props, &parts, &forecast.plan.repairs) }
            { breaks(&parts, &props.facts) }
            { parts.part("lapses", ahead::LAPSES, Html::default(), html! {
                <>
                    { lapses(&forecast.lapses) }
                    <Timeline facts={props.facts.clone()} id_prefix={props.id_prefix.clone()} />
                </>
            }) }
            { parts.notes() }
            { parts.conflicts() }
            { parts.sources_and(&forecast.sources()) }
        </div>
    }
}

/// Until when to be back, a row a layer.
fn returns(forecast: &Model<'_>) -> Html {
    let row = |layer: &Layer| {
        let [safe, limit] = [forecast.latest_safe_return, forecast.documented_limit]
            .map(|points| points[*layer as usize].map(ahead::point));
        html! {
            <tr key={layer.as_str()}>
                <th scope="row">{ words::layer_title(*layer) }</th>
                <td>{ keyed(safe.unwrap_or_else(|| ahead::NO_SAFE_RETURN.into())) }</td>
                <td>{ keyed(limit.unwrap_or_else(|| ahead::NO_LIMIT.into())) }</td>
            </tr>
        }
    };
    table(&ahead::RETURN_COLUMNS, html! { <>{ for Layer::ALL.iter().map(row) }</> })
}

/// What will expire and when, a row a credential.
fn lapses(lapses: &[Lapse]) -> Html {
    let row = |lapse: &Lapse| {
        let credential = words::credential(lapse.credential.id);
        html! {
            <tr key={lapse.credential.id.as_str()}>
                <th scope="row">{ credential.name }</th>
                <td>{ keyed(ahead::window(lapse)) }</td>
                <td>{ keyed(lapse.outlook.map_or(ahead::NO_OUTLOOK, words::outlook_of_one)) }</td>
                <td>{ credential.breaks }{ cited(lapse.credential.sources) }</td>
            </tr>
        }
    };
    table(&ahead::LAPSE_COLUMNS, html! { <>{ for lapses.iter().map(row) }</> })
}

/// A table that scrolls by itself where it is wider than the window; keys reach it.
fn table(columns: &[&'static str], rows: Html) -> Html {
    html! {
        <div class="wide" tabindex="0">
            <table>
                <thead><tr>{ for columns.iter().map(|column| html! { <th scope="col">{ *column }</th> }) }</tr></thead>
                <tbody>{ rows }</tbody>
            </table>
        </div>
    }
}

/// What will have to be run afterwards; nothing where there is nothing.
fn afterwards(props: &ForecastProps, parts: &Parts<'_, '_>, repairs: &[Step<'_>]) -> Html {
    if repairs.is_empty() {
        return Html::default();
    }
    let buttons = props.actions.as_ref().map_or_else(Html::default, |actions| {
        let text = powershell::lines(repairs.iter().map(Step::command)).into();
        let own_id = id(&props.id_prefix, "copy-all");
        let name = AttrValue::Static(page::ALL_COMMANDS);
        copy_button(&own_id, page::COPY_ALL, &text, &name, props.shown.copied.as_ref(), &actions.copy)
    });
    parts.part("commands", ahead::AFTERWARDS, buttons, command_list(repairs))
}

/// When to switch on in between so that no certificate expires, a layer each; nothing where the infrastructure layer, for which
/// breaks are worth planning, needs none.
fn breaks(parts: &Parts<'_, '_>, facts: &Facts) -> Html {
    let Some(stops) = long_stops(facts).filter(|[moc, _]| !moc.breaks.is_empty()) else {
        return Html::default();
    };
    let list = html! {
        <ul>{ for stops.iter().map(|stop| html! {
            <li key={stop.layer.as_str()}>{ keyed(words::breaks(stop, begin(facts))) }</li>
        }) }</ul>
    };
    parts.part("breaks", ahead::BREAKS, Html::default(), list)
}

/// Commands as a plain list, each with when to run it.
pub(crate) fn command_list(steps: &[Step<'_>]) -> Html {
    html! {
        <ol class="plain">
            { for steps.iter().map(|step| {
                let command = powershell::command(&step.command());
                html! {
                    <li key={command.clone()}>
                        <code translate="no" lang="en" dir="ltr">{ unbroken(&command) }</code>
                        if step.when == When::IfCheckFails { { " " }<span class="only-if">{ page::ONLY_IF }</span> }
                    </li>
                }
            }) }
        </ol>
    }
}
