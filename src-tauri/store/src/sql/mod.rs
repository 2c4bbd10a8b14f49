//! SQL that is put together: constants and binds only.

mod builder;

pub(crate) use builder::{all, any, Sql};
