//! The only impure part: tokio, the terminal, the wall clock, files and signals.
