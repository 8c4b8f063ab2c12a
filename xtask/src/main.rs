//! `cargo xtask`: the commands of this workspace; each lives in a module of its own.

mod bench;
mod ci;
mod codegen;
mod compare_formats;
mod conformance;
mod costs;
mod manifest;
mod models;
mod names;
mod report;
mod scratch;
mod survey;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Parser;

/// The commands of this workspace.
#[derive(Debug, Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
    /// Work on the workspace in this folder, in place of the one that the command was built in.
    #[arg(long, value_name = "DIR", global = true)]
    root: Option<PathBuf>,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    Bench(bench::Bench),
    Ci(ci::Ci),
    Codegen(codegen::Codegen),
    CompareFormats(compare_formats::CompareFormats),
    Conformance(conformance::Conformance),
    #[command(subcommand)]
    Models(models::Command),
    Names(names::Names),
    Survey(survey::Survey),
}

fn main() -> ExitCode {
    if let Some(code) = costs::stand_in() {
        return code;
    }
    let arguments = Arguments::parse();
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    let root = arguments.root.as_deref().unwrap_or(package.parent().unwrap_or(package));
    let done = match arguments.command {
        Command::Bench(command) => command.run(root),
        Command::Ci(command) => command.run(root),
        Command::Codegen(command) => command.run(root),
        Command::CompareFormats(command) => command.run(root),
        Command::Conformance(command) => command.run(root),
        Command::Models(command) => command.run(root),
        Command::Names(command) => command.run(root),
        Command::Survey(command) => command.run(root),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}
