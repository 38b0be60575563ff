//! Answers as text: a table to read, or one of the standard formats.

use std::io::{self, Write};

use comfy_table::{ContentArrangement, Table, presets};
use oxigraph::model::Term;
use oxigraph::sparql::results::{QueryResultsFormat, QueryResultsSerializer};

use super::{QueryError, Rows};
use crate::export::prefixes::{Prefixes, Short};
use crate::text::one_line;

/// How rows are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowFormat {
    /// Columns under each other, IRIs shortened.
    Table,
    Csv,
    Tsv,
    Json,
    Xml,
}

impl RowFormat {
    /// The standard's name for it; a table has none.
    fn serializer(self) -> Option<QueryResultsSerializer> {
        let format = match self {
            Self::Table => return None,
            Self::Csv => QueryResultsFormat::Csv,
            Self::Tsv => QueryResultsFormat::Tsv,
            Self::Json => QueryResultsFormat::Json,
            Self::Xml => QueryResultsFormat::Xml,
        };
        Some(QueryResultsSerializer::from_format(format))
    }
}

impl Rows {
    /// Names of the columns.
    pub fn columns(&self) -> Vec<String> {
        self.solutions.variables().iter().map(|variable| variable.as_str().to_owned()).collect()
    }

    /// Writes all rows and says how many they were. `width` is that of the terminal, where there is one; a
    /// table shows IRIs as `prefixes` shorten them.
    ///
    /// # Errors
    /// Where evaluation fails or takes too long, and where the output cannot be written.
    pub fn write(
        mut self,
        format: RowFormat,
        prefixes: &Prefixes,
        width: Option<u16>,
        out: &mut dyn Write,
    ) -> Result<usize, QueryError> {
        let variables = self.solutions.variables().to_vec();
        let mut count = 0;
        let Some(serializer) = format.serializer() else {
            let mut table = Table::new();
            table.load_style(presets::UTF8_FULL_CONDENSED).set_content_arrangement(ContentArrangement::Dynamic);
            match width {
                Some(width) => table.set_width(width),
                None => table.set_content_arrangement(ContentArrangement::Disabled),
            };
            table.set_header(self.columns());
            while let Some(row) = self.next_row()? {
                table.add_row(
                    variables.iter().map(|name| row.get(name).map(|term| cell(term, prefixes)).unwrap_or_default()),
                );
                count += 1;
            }
            writeln!(out, "{table}")?;
            return Ok(count);
        };
        let mut serializer = serializer.serialize_solutions_to_writer(out, variables)?;
        while let Some(row) = self.next_row()? {
            serializer.serialize(&row)?;
            count += 1;
        }
        end_line(serializer.finish()?, format)?;
        Ok(count)
    }

    fn next_row(&mut self) -> Result<Option<oxigraph::sparql::QuerySolution>, QueryError> {
        let row = self.solutions.next().map(|row| self.control.step(row)).transpose()?;
        // A refusal may show only when nothing is left.
        self.control.check().map(|()| row)
    }
}

/// Writes the answer to an ASK.
///
/// # Errors
/// Where the output cannot be written.
pub fn write_truth(truth: bool, format: RowFormat, out: &mut dyn Write) -> io::Result<()> {
    match format.serializer() {
        Some(serializer) => end_line(serializer.serialize_boolean_to_writer(&mut *out, truth)?, RowFormat::Json),
        None => writeln!(out, "{truth}"),
    }
}

/// An IRI as people write it: with a prefix, or without the base.
pub fn short_iri(iri: &str, prefixes: &Prefixes) -> String {
    match prefixes.shorten(iri) {
        Short::Prefixed(position, local) => format!("{}:{local}", prefixes.table()[position].0),
        Short::Relative(path) => path.to_owned(),
        Short::Full => iri.to_owned(),
    }
}

/// JSON and XML have no last line break of their own.
fn end_line(out: &mut dyn Write, format: RowFormat) -> io::Result<()> {
    match format {
        RowFormat::Json | RowFormat::Xml => writeln!(out),
        _ => Ok(()),
    }
}

fn cell(term: &Term, prefixes: &Prefixes) -> String {
    match term {
        Term::NamedNode(iri) => short_iri(iri.as_str(), prefixes),
        Term::BlankNode(node) => node.to_string(),
        Term::Triple(triple) => triple.to_string(),
        // A line break inside a cell would take the row apart where the table goes on to another program.
        Term::Literal(literal) => one_line(literal.value()),
    }
}
