//! The store against real files.

mod store {
    mod merge;
    mod plans;
    mod select;
    mod tallies;
}
