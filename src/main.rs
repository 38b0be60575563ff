//! The command `newsgraph`.

mod cli;

fn main() -> std::process::ExitCode {
    cli::main()
}
