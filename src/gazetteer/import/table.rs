//! A table in CSV or TSV: one row for each name of an entity, or one for each entity.

use std::io::Read;

use super::Wanted;
use super::classes::class;
use super::draft::{self, Draft};
use crate::fact::Kind;
use crate::gazetteer::{Name, id_of};

/// Columns by the names that they may have; those of the first two must be there.
const COLUMNS: [(&str, &[&str]); 8] = [
    ("id", &["id", "iri", "uri", "qid", "wikidata"]),
    ("label", &["label", "name"]),
    ("language", &["language", "lang"]),
    ("kind", &["kind"]),
    ("class", &["class", "type"]),
    ("aliases", &["aliases", "alias", "altlabels"]),
    ("description", &["description"]),
    ("popularity", &["popularity", "sitelinks"]),
];

/// A row that says nothing that can be used, or that cannot be read.
pub struct Fault {
    pub line: u64,
    pub message: String,
    /// Nothing behind it can be read either.
    pub fatal: bool,
}

/// Reads a table, and hands the record of each row on; `fault` decides whether to go on behind a faulty row.
pub fn rows<E>(
    reader: impl Read,
    delimiter: u8,
    wanted: &Wanted,
    mut take: impl FnMut(Vec<u8>) -> Result<(), E>,
    mut fault: impl FnMut(Fault) -> Result<(), E>,
) -> Result<(), E> {
    let mut csv = csv::ReaderBuilder::new().delimiter(delimiter).from_reader(reader);
    let headers = match csv.headers() {
        Ok(headers) => headers.clone(),
        Err(error) => return fault(Fault { line: 1, message: error.to_string(), fatal: true }),
    };
    let places: Vec<Option<usize>> = COLUMNS
        .iter()
        .map(|(_, names)| {
            headers.iter().position(|header| {
                let header = header.trim_start_matches('\u{feff}').trim().to_lowercase();
                names.contains(&header.as_str())
            })
        })
        .collect();
    for (place, (name, names)) in places.iter().zip(COLUMNS).take(2) {
        if place.is_none() {
            let message = format!("the first row names no column {name} (it may be called {})", names.join(", "));
            return fault(Fault { line: 1, message, fatal: true });
        }
    }
    let mut record = csv::StringRecord::new();
    loop {
        let read = csv.read_record(&mut record);
        let line = record.position().map_or_else(|| csv.position().line(), csv::Position::line);
        match read {
            Ok(false) => return Ok(()),
            Ok(true) => {}
            Err(error) => {
                let fatal = error.is_io_error();
                fault(Fault { line, message: error.to_string(), fatal })?;
                if fatal {
                    return Ok(());
                }
                continue;
            }
        }
        let cells = places.iter().map(|place| place.and_then(|place| record.get(place)).unwrap_or_default().trim());
        match row(&cells.collect::<Vec<_>>(), wanted) {
            Ok(Some(record)) => take(record)?,
            Ok(None) => {}
            Err(message) => fault(Fault { line, message, fatal: false })?,
        }
    }
}

fn row(cells: &[&str], wanted: &Wanted) -> Result<Option<Vec<u8>>, String> {
    let [id, label, language, kind, types, aliases, description, popularity] = cells else { return Ok(None) };
    if id.is_empty() || id.contains('\0') {
        return Err("the row has no identifier".to_owned());
    }
    let language = language.to_lowercase();
    if !wanted.language(&language) {
        return Ok(None);
    }
    let mut draft = Draft::new(id_of(id));
    let entry = &mut draft.entry;
    if !kind.is_empty() {
        entry.kind = Some(Kind::from_name(kind).ok_or_else(|| format!("there is no kind {kind:?}"))?);
    }
    if !popularity.is_empty() {
        entry.popularity = popularity.parse().map_err(|_| format!("{popularity:?} is no whole number"))?;
    }
    let names = [(*label, false)].into_iter().chain(aliases.split(['|', ';']).map(|alias| (alias.trim(), true)));
    for (text, alias) in names.filter(|(text, _)| !text.is_empty()) {
        entry.names.push(Name { language: language.clone(), alias, text: text.to_owned() });
    }
    if !description.is_empty() {
        entry.descriptions.push((language, (*description).to_owned()));
    }
    draft.classes = types.split(['|', ';']).map(str::trim).filter(|name| !name.is_empty()).map(class).collect();
    Ok(wanted.takes(&draft.classes).then(|| draft::record(&draft, 0)))
}
