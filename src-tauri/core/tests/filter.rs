//! What requests are accepted, what they mean, and how refusals read.

mod filter {
    mod accepted;
    mod refused;
    mod words;
}
