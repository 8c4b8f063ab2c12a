//! `tinsmith`: the generator as a command, for people outside of its workspace; what is generated, and how, is the library's.

mod generate;
mod input;
mod list;
mod place;
mod terminal;

use std::error::Error;
use std::process::ExitCode;

use clap::Parser;

/// Generates thin Rust clients from service models, of Smithy or of botocore.
#[derive(Debug, Parser)]
#[command(
    name = "tinsmith",
    version,
    after_help = "\
Exit codes: 0 done, 1 something is wrong with the model or the files, 2 wrong usage."
)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    Generate(generate::Generate),
    List(list::List),
}

/// Why a command ends with 1: one sentence, and behind `{:#}` its reasons.
type Failure = Box<dyn Error>;

fn main() -> ExitCode {
    let done = match Arguments::parse().command {
        Command::Generate(command) => command.run(),
        Command::List(command) => command.run(),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            terminal::error(&format!("{failure:#}"));
            ExitCode::FAILURE
        }
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    #[test]
    fn the_arguments_do_not_contradict_each_other() {
        super::Arguments::command().debug_assert();
    }
}
