//! The form that asks: three facts first, everything else to open.

use certplan_words::page::form as words;
use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::{
    AttrValue, Callback, Event, FocusEvent, Html, InputEvent, Properties, SubmitEvent, TargetCast, classes,
    component, html, use_effect_with, use_node_ref,
};

use super::{Field, Form, FormError, FormEvent, How, INCOMPLETE, Text, Tick};
use crate::keyed::{id, keyed};

/// Props of [`QuestionForm`].
#[derive(Clone, Debug, Properties, PartialEq)]
pub struct QuestionFormProps {
    /// What is in the fields.
    pub form: Form,
    /// The errors to show: no error interrupts typing, so the application decides when.
    #[prop_or_default]
    pub errors: Vec<FormError>,
    /// Whether it asks about a shutdown that lies ahead.
    #[prop_or_default]
    pub ahead: bool,
    /// The name of the zone in which times are read.
    #[prop_or(AttrValue::Static("UTC"))]
    pub zone: AttrValue,
    /// Whether "More facts" is open from the start.
    #[prop_or_default]
    pub more: bool,
    /// Whether it is a landmark of the page; not where there may be several.
    #[prop_or(true)]
    pub landmark: bool,
    /// What a person did.
    #[prop_or_default]
    pub on_event: Callback<FormEvent>,
    /// What every id begins with.
    #[prop_or_default]
    pub id_prefix: AttrValue,
}

/// The questions, with errors beside their fields and again above them.
#[component]
pub fn QuestionForm(props: &QuestionFormProps) -> Html {
    let onsubmit = Callback::from(|event: SubmitEvent| event.prevent_default());
    html! {
        <form class="questions" part="form" id={props.id("questions")} aria-label={props.landmark.then_some(words::QUESTIONS)} autocomplete="off" novalidate=true {onsubmit}>
            { props.errors() }
            { props.how_long() }
            { props.clusters() }
            { props.updated() }
            { props.more_facts() }
        </form>
    }
}

impl QuestionFormProps {
    fn id(&self, name: &str) -> AttrValue {
        id(&self.id_prefix, name)
    }

    fn errors(&self) -> Html {
        html! {
            <div class="errors" id={self.id("errors")} role="alert">
                if !self.errors.is_empty() {
                    <p>{ words::ERRORS }</p>
                    <ul>
                        { for self.errors.iter().map(|error| html! {
                            <li key={error.field.id()}><a href={format!("#{}", self.id(error.field.id()))}>{ keyed(error.reason.clone()) }</a></li>
                        }) }
                    </ul>
                }
            </div>
        }
    }

    fn how_long(&self) -> Html {
        let (legend, count_from) = if self.ahead {
            (words::HOW_LONG_AHEAD, words::COUNT_FROM_AHEAD)
        } else {
            (words::HOW_LONG, words::COUNT_FROM)
        };
        let hint = self.id("length-hint");
        html! {
            <fieldset aria-describedby={hint.clone()}>
                <legend>{ keyed(legend) }</legend>
                { self.how(How::Lasted, words::LASTED) }
                if self.form.how == How::Lasted {
                    <div class="row indented">
                        { self.text(Text::Amount, words::LENGTH, "short", None) }
                        { self.unit(Text::Unit) }
                    </div>
                }
                { self.how(How::Between, words::BETWEEN) }
                if self.form.how == How::Between { { self.moments() } }
                if !self.ahead {
                    { self.how(How::Unknown, words::UNKNOWN) }
                    { self.how(How::None, words::NOTHING_OFF) }
                }
                <p class="hint" id={hint}>{ keyed(count_from) }</p>
            </fieldset>
        }
    }

    fn moments(&self) -> Html {
        let as_text = self.form[Tick::AsText];
        let until_now = (!self.ahead).then_some(words::TO_HINT);
        html! {
            <div class="indented">
                if as_text {
                    { self.text(Text::From, words::FROM, "long", Some(words::DATE_HINT)) }
                    { self.text(Text::To, words::TO, "long", until_now) }
                } else {
                    <div class="row">
                        { self.picker("date", Text::From, words::FROM_DATE, None) }
                        { self.picker("time", Text::FromTime, words::FROM_TIME, None) }
                    </div>
                    <div class="row">
                        { self.picker("date", Text::To, words::TO_DATE, until_now) }
                        { self.picker("time", Text::ToTime, words::TO_TIME, None) }
                    </div>
                }
                <p class="hint">{ words::TIMES_HINT[0] }<span id={self.id("zone")}>{ keyed(self.zone.clone()) }</span>{ words::TIMES_HINT[1] }</p>
                { self.tick(Tick::AsText, words::AS_TEXT) }
            </div>
        }
    }

    fn clusters(&self) -> Html {
        let is_any_chosen =
            [Tick::Management, Tick::Target, Tick::Balancer].into_iter().any(|tick| self.form[tick]);
        html! {
            <fieldset>
                <legend>{ words::CLUSTERS }</legend>
                { self.tick(Tick::Management, words::MANAGEMENT) }
                { self.tick(Tick::Target, words::TARGETS) }
                <div class="indented">
                    { self.text(Text::Targets, words::TARGET_NAMES, "long", Some(words::TARGET_NAMES_HINT)) }
                </div>
                { self.tick(Tick::Balancer, words::BALANCERS) }
                if !is_any_chosen { <p class="hint">{ words::NONE_CHOSEN }</p> }
            </fieldset>
        }
    }

    fn updated(&self) -> Html {
        html! {
            <fieldset>
                <legend>{ words::UPDATED }</legend>
                <div class="row">
                    { self.text(Text::Updated, words::UPDATED_AGO, "short", None) }
                    { self.unit(Text::UpdatedUnit) }
                </div>
            </fieldset>
        }
    }

    fn more_facts(&self) -> Html {
        let more = [Text::Build, Text::KubernetesVersion, Text::LoadBalancerKind, Text::Balancers];
        let open = self.more || more.into_iter().any(|field| !self.form[field].is_empty());
        html! {
            <details class="more" {open}>
                <summary>{ words::MORE_FACTS }</summary>
                { self.text(Text::Build, words::BUILD, "long", Some(words::BUILD_HINT)) }
                { self.text(Text::KubernetesVersion, words::KUBERNETES_VERSION, "long", Some(words::KUBERNETES_VERSION_HINT)) }
                { self.choice_of(Text::LoadBalancerKind, words::LOAD_BALANCER_KIND, &words::LOAD_BALANCER_KINDS) }
                { self.text(Text::Balancers, words::BALANCER_NAMES, "long", Some(words::BALANCER_NAMES_HINT)) }
            </details>
        }
    }

    fn text(
        &self,
        field: Text,
        label: &'static str,
        class: &'static str,
        hint: Option<&'static str>,
    ) -> Html {
        self.input("text", field, label, class, hint)
    }

    /// A date or time with the browser's own picker.
    fn picker(
        &self,
        kind: &'static str,
        field: Text,
        label: &'static str,
        hint: Option<&'static str>,
    ) -> Html {
        self.input(kind, field, label, kind, hint)
    }

    fn input(
        &self,
        kind: &'static str,
        field: Text,
        label: &'static str,
        class: &'static str,
        hint: Option<&'static str>,
    ) -> Html {
        let own_id = self.id(field.id());
        let [error_id, hint_id] = ["error", "hint"].map(|name| self.id(&format!("{}-{name}", field.id())));
        let error = self.errors.iter().find(|error| error.field == field).map(|error| error.reason.clone());
        let described: Vec<&str> =
            [error.as_ref().map(|_| &*error_id), hint.map(|_| &*hint_id)].into_iter().flatten().collect();
        let described = (!described.is_empty()).then(|| described.join(" "));
        // The field itself holds the part that is there; to a script it is empty, and Yew leaves it alone.
        let value = if self.form[field] == INCOMPLETE { String::new() } else { self.form[field].clone() };
        let (on, left) = (self.on_event.clone(), self.on_event.clone());
        let oninput = Callback::from(move |event: InputEvent| {
            let input: HtmlInputElement = event.target_unchecked_into();
            on.emit(typed(Field::Text(field), value_of(&input), false));
        });
        let onblur = Callback::from(move |event: FocusEvent| {
            let input: HtmlInputElement = event.target_unchecked_into();
            left.emit(typed(Field::Text(field), value_of(&input), false));
            left.emit(FormEvent::Left(Field::Text(field)));
        });
        html! {
            <div class={classes!("field", class, error.is_some().then_some("wrong"))}>
                <label for={own_id.clone()}>{ label }</label>
                <input key={kind} type={kind} part="field" id={own_id} name={field.id()} value={value} spellcheck="false" autocapitalize="off" translate="no"
                    aria-invalid={error.is_some().then_some("true")} aria-describedby={described} {oninput} {onblur} />
                if let Some(error) = error { <span class="error" id={error_id}>{ words::ERROR }{ keyed(error) }</span> }
                if let Some(hint) = hint { <span class="hint" id={hint_id}>{ hint }</span> }
            </div>
        }
    }

    fn unit(&self, field: Text) -> Html {
        self.choice_of(field, words::UNIT, &words::UNITS)
    }

    fn choice_of(
        &self,
        field: Text,
        label: &'static str,
        options: &'static [(&'static str, &'static str)],
    ) -> Html {
        let value = AttrValue::from(self.form[field].clone());
        html! { <Select {field} id={self.id(field.id())} {label} {options} {value} on_event={self.on_event.clone()} /> }
    }

    fn how(&self, how: How, label: &'static str) -> Html {
        let on = self.on_event.clone();
        let oninput =
            Callback::from(move |_: InputEvent| on.emit(typed(Field::How, how.as_str().to_owned(), true)));
        html! {
            <label class="choice">
                <input type="radio" id={self.id(how.id())} name={self.id("how")} value={how.as_str()} checked={self.form.how == how} {oninput} />
                { " " }{ label }
            </label>
        }
    }

    fn tick(&self, tick: Tick, label: &'static str) -> Html {
        let on = self.on_event.clone();
        let oninput = Callback::from(move |event: InputEvent| {
            let input: HtmlInputElement = event.target_unchecked_into();
            on.emit(typed(Field::Tick(tick), String::new(), input.checked()));
        });
        html! {
            <label class="choice">
                <input type="checkbox" id={self.id(tick.id())} name={tick.id()} checked={self.form[tick]} {oninput} />
                { " " }{ label }
            </label>
        }
    }
}

fn typed(field: Field, value: String, checked: bool) -> FormEvent {
    FormEvent::Typed { field, value, checked }
}

/// What is in a field, or that only a part of a date or time is.
fn value_of(input: &HtmlInputElement) -> String {
    if input.validity().bad_input() { INCOMPLETE.to_owned() } else { input.value() }
}

#[derive(Clone, Debug, Properties, PartialEq)]
struct SelectProps {
    field: Text,
    id: AttrValue,
    label: &'static str,
    options: &'static [(&'static str, &'static str)],
    value: AttrValue,
    on_event: Callback<FormEvent>,
}

/// A choice of one among several.
#[component]
fn Select(props: &SelectProps) -> Html {
    let node = use_node_ref();
    // The attribute `selected` is only the default: once a person has chosen, the property counts.
    {
        let node = node.clone();
        use_effect_with(props.value.clone(), move |value| {
            if let Some(select) = node.cast::<HtmlSelectElement>() {
                select.set_value(value);
            }
        });
    }
    let (on, field) = (props.on_event.clone(), props.field);
    let onchange = Callback::from(move |event: Event| {
        let select: HtmlSelectElement = event.target_unchecked_into();
        on.emit(typed(Field::Text(field), select.value(), false));
    });
    html! {
        <div class="field choice-of">
            <label for={props.id.clone()}>{ props.label }</label>
            <select ref={node} id={props.id.clone()} name={props.field.id()} {onchange}>
                { for props.options.iter().map(|(value, label)| html! {
                    <option key={*value} value={*value} selected={props.value == *value}>{ *label }</option>
                }) }
            </select>
        </div>
    }
}
