//! `cargo xtask`: the commands of this workspace; each lives in a module of its own.

mod ci;
mod codegen;
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
    Ci(ci::Ci),
    Codegen(codegen::Codegen),
    #[command(subcommand)]
    Models(models::Command),
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    // Built and run by cargo in the checkout that it works on.
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    let root = package.parent().unwrap_or(package);
    let done = match arguments.command {
        Command::Ci(command) => command.run(root),
        Command::Codegen(command) => command.run(root),
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
