//! The register's program.
fn main() {}
