//! A command that can be copied.

use certplan_words::page::answer as words;
use yew::{AttrValue, Callback, Html, Properties, component, html};

use crate::actions::{Copied, Copy};
use crate::keyed::{keyed, unseen};

/// Props of [`CommandLine`].
#[derive(Clone, Debug, Properties, PartialEq)]
pub struct CommandLineProps {
    /// The command, or several, one a line.
    pub text: AttrValue,
    /// Its name for a screen reader: `command 1`.
    pub name: AttrValue,
    /// The id of its button.
    pub id: AttrValue,
    /// The button that was pressed last.
    #[prop_or_default]
    pub copied: Option<Copied>,
    /// Copies it; without it there is no button.
    #[prop_or_default]
    pub on_copy: Option<Callback<Copy>>,
}

/// A command with its copy button. It is never translated and runs from left to right.
#[component]
pub fn CommandLine(props: &CommandLineProps) -> Html {
    let CommandLineProps { text, name, id, copied, on_copy } = props;
    html! {
        <div class="command">
            <pre translate="no" lang="en" dir="ltr"><code class="nohighlight" key={text.to_string()}>{ unbroken(text) }</code></pre>
            if let Some(on_copy) = on_copy {
                { copy_button(id, words::COPY, text, name, copied.as_ref(), on_copy) }
            }
        </div>
    }
}

/// A command whose lines break only between its words: a browser breaks after any hyphen, and `-Name` must stay whole.
pub(crate) fn unbroken(command: &str) -> Html {
    let word = |word: &str| {
        if word.trim_start_matches('-').is_empty() {
            word.to_owned().into()
        } else {
            html! { <span>{ word.to_owned() }</span> }
        }
    };
    let is_space = |letter: char| letter.is_whitespace();
    command
        .split_inclusive(is_space)
        .flat_map(|part| {
            let end = part.trim_end_matches(is_space).len();
            let (text, space) = part.split_at(end);
            [word(text), space.to_owned().into()]
        })
        .collect()
}

/// A button that copies a text and says afterwards whether it worked.
pub(crate) fn copy_button(
    id: &AttrValue,
    label: &'static str,
    text: &AttrValue,
    name: &AttrValue,
    copied: Option<&Copied>,
    on_copy: &Callback<Copy>,
) -> Html {
    let label = match copied {
        Some(Copied { id: of, worked }) if of == id => {
            if *worked {
                words::COPIED
            } else {
                words::NOT_COPIED
            }
        }
        _ => label,
    };
    let copy = Copy { id: id.clone(), text: text.clone() };
    let onclick = on_copy.reform(move |_| copy.clone());
    html! {
        <button type="button" class="copy" id={id.clone()} {onclick}>{ keyed(label) }{ unseen(format!(" {name}")) }</button>
    }
}
