//! Import from the outside: files of every kind into a real store.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "all of this is test code"
)]

#[path = "import/bed.rs"]
mod bed;
#[path = "import/damage.rs"]
mod damage;
#[path = "import/kinds.rs"]
mod kinds;
#[path = "import/running.rs"]
mod running;
