//! An entity of an imported lexicon, and its form on disk.

use crate::fact::Kind;
use crate::model::vocabulary::{DBPEDIA, WIKIDATA};

/// An entity with its names.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Entry {
    /// `Q36215` for an item of Wikidata; elsewhere its IRI, or the identifier that a table gives.
    pub id: String,
    pub kind: Option<Kind>,
    /// Ordered by language, preferred ones first.
    pub names: Vec<Name>,
    /// Language and words, ordered.
    pub descriptions: Vec<(String, String)>,
    /// How many sites write of it; 0 where nothing is known.
    pub popularity: u32,
    /// Identifiers of what it belongs to, ordered: its country, owner, employer.
    pub related: Vec<String>,
}

/// A name of an entity.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Name {
    /// Empty where none is given.
    pub language: String,
    pub alias: bool,
    pub text: String,
}

impl Entry {
    /// The IRI that the entity has where it comes from; nothing for an identifier of a table.
    pub fn iri(&self) -> Option<String> {
        iri(&self.id)
    }

    /// The first preferred name in one of some languages, else the first name.
    pub fn label(&self, languages: &[&str]) -> Option<&Name> {
        let preferred = |language: &&str| self.names.iter().find(|name| !name.alias && name.language == **language);
        let any = || self.names.iter().find(|name| !name.alias);
        languages.iter().find_map(preferred).or_else(any).or(self.names.first())
    }

    /// Path of the IRI below the base that the entity has in our graphs.
    pub fn path(&self) -> String {
        if is_item(&self.id) {
            return format!("entity/wikidata/{}", self.id);
        }
        if let Some(title) = self.id.strip_prefix(DBPEDIA) {
            return format!("entity/dbpedia/{title}");
        }
        match self.id.split_once("://") {
            // Paths of other sites may hold anything, and two of them may differ in case alone.
            Some((_, rest)) => {
                let host = rest.split(['/', '#', '?']).next().unwrap_or_default();
                format!("entity/{}/{}", crate::model::iri::slug(host), crate::model::iri::digest(&self.id))
            }
            None => format!("entity/id/{}", self.id),
        }
    }
}

/// Whether an identifier is that of a Wikidata item.
pub fn is_item(id: &str) -> bool {
    id.strip_prefix('Q').is_some_and(|rest| !rest.is_empty() && rest.bytes().all(|byte| byte.is_ascii_digit()))
}

/// The IRI of an identifier, if it has one.
pub fn iri(id: &str) -> Option<String> {
    if is_item(id) {
        return Some(format!("{WIKIDATA}{id}"));
    }
    id.contains("://").then(|| id.to_owned())
}

/// The identifier of an IRI: the inverse of [`iri`].
pub fn id_of(iri: &str) -> &str {
    iri.strip_prefix(WIKIDATA).filter(|id| is_item(id)).unwrap_or(iri)
}

/// Kinds by their number on disk, which must not change.
const KINDS: [Kind; 12] = [
    Kind::Person,
    Kind::Corporation,
    Kind::Organization,
    Kind::Ngo,
    Kind::Government,
    Kind::Media,
    Kind::Platform,
    Kind::Place,
    Kind::Product,
    Kind::Work,
    Kind::Campaign,
    Kind::Group,
];

/// Writes everything but the identifier.
pub fn encode(entry: &Entry, out: &mut Vec<u8>) {
    let kind = entry.kind.and_then(|kind| KINDS.iter().position(|known| *known == kind));
    put(out, kind.map_or(0, |kind| kind as u64 + 1));
    put(out, u64::from(entry.popularity));
    put(out, entry.names.len() as u64);
    for name in &entry.names {
        put_text(out, &name.language);
        put(out, u64::from(name.alias));
        put_text(out, &name.text);
    }
    put(out, entry.descriptions.len() as u64);
    for (language, words) in &entry.descriptions {
        put_text(out, language);
        put_text(out, words);
    }
    put(out, entry.related.len() as u64);
    for id in &entry.related {
        put_text(out, id);
    }
}

/// Reads what [`encode`] wrote; nothing where the bytes are not of that form.
pub fn decode(id: &str, bytes: &mut &[u8]) -> Option<Entry> {
    let mut entry = Entry { id: id.to_owned(), ..Entry::default() };
    entry.kind = match take(bytes)? {
        0 => None,
        kind => Some(*KINDS.get(usize::try_from(kind).ok()? - 1)?),
    };
    entry.popularity = u32::try_from(take(bytes)?).ok()?;
    for _ in 0..take(bytes)? {
        let language = take_text(bytes)?.to_owned();
        let alias = take(bytes)? != 0;
        entry.names.push(Name { language, alias, text: take_text(bytes)?.to_owned() });
    }
    for _ in 0..take(bytes)? {
        entry.descriptions.push((take_text(bytes)?.to_owned(), take_text(bytes)?.to_owned()));
    }
    for _ in 0..take(bytes)? {
        entry.related.push(take_text(bytes)?.to_owned());
    }
    Some(entry)
}

/// Seven bits a byte, the lowest first.
pub fn put(out: &mut Vec<u8>, mut value: u64) {
    while value >= 0x80 {
        out.push(value as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}

pub fn take(bytes: &mut &[u8]) -> Option<u64> {
    let mut value = 0_u64;
    for shift in (0..64).step_by(7) {
        let (first, rest) = bytes.split_first()?;
        *bytes = rest;
        value |= u64::from(first & 0x7f) << shift;
        if first & 0x80 == 0 {
            return Some(value);
        }
    }
    None
}

pub fn put_text(out: &mut Vec<u8>, text: &str) {
    put(out, text.len() as u64);
    out.extend_from_slice(text.as_bytes());
}

pub fn take_text<'a>(bytes: &mut &'a [u8]) -> Option<&'a str> {
    let length = usize::try_from(take(bytes)?).ok()?;
    let (text, rest) = bytes.split_at_checked(length)?;
    *bytes = rest;
    std::str::from_utf8(text).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry() -> Entry {
        Entry {
            id: "Q1".into(),
            kind: Some(Kind::Media),
            names: vec![
                Name { language: "en".into(), alias: false, text: "The Daily Example".into() },
                Name { language: "zh".into(), alias: true, text: "例報".into() },
            ],
            descriptions: vec![("en".into(), "a newspaper".into())],
            popularity: 300,
            related: vec!["Q30".into()],
        }
    }

    #[test]
    fn what_was_written_is_read() {
        let mut bytes = Vec::new();
        encode(&entry(), &mut bytes);
        assert_eq!(decode("Q1", &mut bytes.as_slice()), Some(entry()));
        for end in 0..bytes.len() {
            assert_eq!(decode("Q1", &mut &bytes[..end]), None, "cut off at {end}");
        }
    }

    #[test]
    fn identifiers_have_iris_and_paths() {
        for (id, iri, path) in [
            ("Q42", Some("http://www.wikidata.org/entity/Q42"), "entity/wikidata/Q42"),
            ("http://dbpedia.org/resource/Acme", Some("http://dbpedia.org/resource/Acme"), "entity/dbpedia/Acme"),
            ("acme", None, "entity/id/acme"),
        ] {
            let entry = Entry { id: id.into(), ..Entry::default() };
            assert_eq!(entry.iri().as_deref(), iri);
            assert_eq!(entry.path(), path);
        }
        assert_eq!(id_of("http://www.wikidata.org/entity/Q42"), "Q42");
        assert_eq!(id_of("http://www.wikidata.org/entity/P31"), "http://www.wikidata.org/entity/P31");
        let other = Entry { id: "https://data.example.org/x#1".into(), ..Entry::default() };
        assert!(other.path().starts_with("entity/data-example-org/"), "{}", other.path());
    }
}
