//! `newsgraph explain`: what the rules see in a text.

use std::io::Write as _;
use std::path::PathBuf;

use newsgraph::ingest::{self, Input, Limits};

use super::output::Output;
use super::settings::Settings;
use super::{Outcome, Usage};

#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  newsgraph explain article.txt          every sentence
  newsgraph explain article.txt:120      the sentence at offset 120, counted in characters from 0
  newsgraph explain news.jsonl:120       the same of every record that is so long, each under its name
  echo 'Acme bought Bolt.' | newsgraph explain -")]
pub struct Arguments {
    /// File to read, with an offset behind it if only one sentence matters; - is standard input
    #[arg(value_name = "FILE[:OFFSET]", allow_hyphen_values = true, value_parser = parse_place)]
    place: String,
}

/// What begins with a hyphen is standard input, or an option that there is not.
fn parse_place(text: &str) -> Result<String, String> {
    if text.starts_with('-') && text != "-" && !text.starts_with("-:") {
        return Err("there is no such option, and a file of this name needs ./ in front".to_owned());
    }
    Ok(text.to_owned())
}

pub fn run(arguments: &Arguments, settings: &Settings) -> anyhow::Result<Outcome> {
    let (path, offset) = place(&arguments.place);
    let input = if path.as_os_str() == "-" { Input::stdin() } else { Input::file(path) };
    let pack = settings.pack()?;
    let extractor = settings.extractor(&pack)?;
    let mut documents = ingest::documents(&input, &Limits::default()).peekable();
    let (mut several, mut shown, mut longest) = (false, offset.is_none(), 0);
    let mut out = Output::open(None)?;
    while let Some(document) = documents.next() {
        let document = document?;
        several |= documents.peek().is_some();
        if let Some(offset) = offset {
            let length = document.text.chars().count();
            longest = longest.max(length);
            if offset as usize >= length {
                continue;
            }
        }
        shown = true;
        if several {
            writeln!(out, "{}", document.path)?;
        }
        out.write_all(newsgraph::extract::explain::explain(&extractor, &document, offset).as_bytes())?;
    }
    if !shown {
        return Err(Usage(format!("{}: the text ends at offset {longest}", input.path().display())).into());
    }
    out.finish()?;
    Ok(Outcome::Fine)
}

/// A file whose name ends like an offset is still a file.
fn place(text: &str) -> (PathBuf, Option<u32>) {
    let whole = PathBuf::from(text);
    if whole.exists() {
        return (whole, None);
    }
    let digits = |offset: &str| !offset.is_empty() && offset.bytes().all(|byte| byte.is_ascii_digit());
    match text.rsplit_once(':').filter(|(_, offset)| digits(offset)) {
        // No text reaches as far as an offset that is too large to be read.
        Some((path, offset)) => (PathBuf::from(path), Some(offset.parse().unwrap_or(u32::MAX))),
        None => (whole, None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_stand_behind_a_colon() {
        assert_eq!(place("a.txt:12"), (PathBuf::from("a.txt"), Some(12)));
        assert_eq!(place("-:12"), (PathBuf::from("-"), Some(12)));
        assert_eq!(place("a.txt:99999999999"), (PathBuf::from("a.txt"), Some(u32::MAX)));
        assert_eq!(place("a.txt"), (PathBuf::from("a.txt"), None));
        assert_eq!(place("a.txt:"), (PathBuf::from("a.txt:"), None));
        assert_eq!(place("a:b.txt"), (PathBuf::from("a:b.txt"), None));
        let folder = tempfile::tempdir().unwrap();
        let odd = folder.path().join("a:12");
        std::fs::write(&odd, "text").unwrap();
        assert_eq!(place(odd.to_str().unwrap()), (odd.clone(), None));
    }
}
