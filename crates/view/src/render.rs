//! Components as text, without a browser.

use futures::executor::block_on;
use yew::{BaseComponent, LocalServerRenderer};

/// A component as markup, complete without scripts.
pub fn render<C: BaseComponent>(props: C::Properties) -> String {
    block_on(LocalServerRenderer::<C>::with_props(props).hydratable(false).render())
}
