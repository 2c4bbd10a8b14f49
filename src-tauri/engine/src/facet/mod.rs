//! How many events have which value, how many fall into which stretch of time, and how many each condition takes away.
//!
//! Owns: which facets there are, what their values are called, which conditions each leaves aside. Where the numbers come
//! from is the store's. A question that a newer one has overtaken is given up within milliseconds.

mod answer;
mod empty;
mod histogram;
mod kind;
mod question;
mod reading;
mod stretch;
mod value;

pub(crate) use answer::account_names;
pub(crate) use question::{FacetState, Question, Turn, exactly};
pub(crate) use reading::{first, in_parallel, parts};
pub(crate) use stretch::Step;
pub(crate) use value::NO_VALUE;
