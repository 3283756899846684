//! The calculator behind the custom element `<certplan-calculator>`: the page's questions and answer, asked by attributes or by
//! facts of the contract.

mod asked;
mod calculator;
mod state;

pub use asked::{Asked, Attributes};
pub use calculator::{Calculator, CalculatorProps};
