//! `cargo xtask`: the commands of this workspace; each lives in a module of its own.

mod manifest;
mod models;
mod report;
mod tree;

use std::path::Path;
use std::process::ExitCode;

use clap::Parser;

/// The commands of this workspace.
#[derive(Debug, Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    #[command(subcommand)]
    Models(models::Command),
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    // Built and run by cargo in the checkout that it works on.
    let root = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/.."));
    let done = match arguments.command {
        Command::Models(command) => command.run(root),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}
