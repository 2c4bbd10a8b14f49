//! With the stand-in cloud on loopback.

mod asking;
mod bed;
mod download;
mod ending;
mod numbers;
