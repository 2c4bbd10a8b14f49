//! The events of a request at a glance: over time, by type, by asset, and how they were handled.
//!
//! Owns: how the store's numbers are put together and named. Every number is that of exactly the events that the request
//! selects, of one state of the store. A question that a newer one has overtaken is given up within milliseconds.

mod answer;
mod asset;
mod bar;
mod handling;
mod kind;
