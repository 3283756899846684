//! What is said above every answer: its title, and what the user must know about it.

use certplan_words::page::app as words;
use yew::prelude::*;

/// What is to be said.
#[derive(Properties, PartialEq, Debug)]
pub struct AnswerHeadProps {
    /// The title.
    pub title: AttrValue,
    /// Whether it is the example's answer.
    pub is_example: bool,
    /// Whether the present input has errors, so that the answer is that of an earlier one.
    pub is_stale: bool,
    /// What the user must know about the link.
    pub notices: Vec<AttrValue>,
    /// The link of the answer, for paper; none for the example.
    pub link: Option<AttrValue>,
}

/// The head of an answer.
#[component]
pub fn AnswerHead(props: &AnswerHeadProps) -> Html {
    html! {
        <div id="head">
            if let Some(link) = &props.link {
                <p class="printed"><span key={link.to_string()}>{ link.clone() }</span></p>
            }
            <h2 id="answer-title"><span key={props.title.to_string()}>{ props.title.clone() }</span></h2>
            if props.is_example {
                <p class="example">{ words::EXAMPLE }{ " " }<span class="scripted">{ words::EXAMPLE_CHANGE }</span></p>
            }
            { for props.notices.iter().map(|notice| html! { <p class="notice" key={notice.to_string()}>{ notice.clone() }</p> }) }
            if props.is_stale {
                <p class="notice">{ words::STALE }</p>
            }
        </div>
    }
}
