//! Syncing with a stand-in for the cloud, over real connections, by the real program.

pub(crate) mod bed;
mod errors;
mod expired;
mod faults;
mod kills;
mod marks;
mod proxy;
mod range;
mod runs;
