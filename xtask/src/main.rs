mod manifest;
mod tree;
fn main() {}
