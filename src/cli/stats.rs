//! `newsgraph stats`: what a store holds, in numbers.

use newsgraph::query::RowFormat;

use super::Outcome;
use super::query::show;
use super::settings::Settings;

/// Facts by class, entities by kind, articles by language, the number of documents, and what was loaded beside them.
const COUNTS: &str = r#"
SELECT ?what ?kind ?count {
  {
    SELECT ("facts" AS ?what) ?kind (COUNT(DISTINCT ?fact) AS ?count) {
      ?fact ng:evidence ?evidence ; a ?kind .
    } GROUP BY ?kind
  } UNION {
    SELECT ("entities" AS ?what) ?kind (COUNT(DISTINCT ?entity) AS ?count) {
      ?article schema:mentions ?entity . ?entity a ?kind .
    } GROUP BY ?kind
  } UNION {
    SELECT ("articles" AS ?what) (STR(?language) AS ?kind) (COUNT(DISTINCT ?article) AS ?count) {
      ?article a schema:NewsArticle ; schema:inLanguage ?language .
    } GROUP BY ?language
  } UNION {
    SELECT ("documents" AS ?what) ("all" AS ?kind) (COUNT(DISTINCT ?document) AS ?count) {
      ?document a schema:DigitalDocument .
    }
  } UNION {
    SELECT ("loaded triples" AS ?what) (STR(?graph) AS ?kind) ?count {
      GRAPH <graph/runs> { ?graph a void:Dataset ; ng:digest ?digest ; void:triples ?count }
    }
  }
}
ORDER BY ?what DESC(?count) ?kind
"#;

#[derive(Debug, clap::Args)]
#[command(after_help = "Example:
  newsgraph stats --store graph")]
pub struct Arguments {
    /// table, csv, tsv or json; by default a table on a terminal and tsv elsewhere
    #[arg(long, short, value_name = "FORMAT", value_parser = parse_format)]
    format: Option<RowFormat>,
}

fn parse_format(name: &str) -> Result<RowFormat, String> {
    Ok(match name {
        "table" => RowFormat::Table,
        "csv" => RowFormat::Csv,
        "tsv" => RowFormat::Tsv,
        "json" => RowFormat::Json,
        _ => return Err("there are table, csv, tsv and json".to_owned()),
    })
}

pub fn run(arguments: &Arguments, settings: &Settings) -> anyhow::Result<Outcome> {
    show(&settings.read_store()?, COUNTS, arguments.format)?;
    Ok(Outcome::Fine)
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_counts_are_a_query() {
        newsgraph::query::check(super::COUNTS, "https://example.org/").unwrap();
    }
}
