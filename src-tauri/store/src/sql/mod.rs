//! SQL that is put together: constants and binds only.

mod builder;

pub(crate) use builder::{Sql, all, any};
