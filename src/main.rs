//! Parses the call, dispatches, exits.

fn main() {}
