//! What one place of a source says of an entity, as a record that is sorted and merged with the others.

use super::classes::Class;
use crate::fact::Kind;
use crate::gazetteer::Entry;
use crate::gazetteer::entry::{decode, encode, put, take};

/// A class below another one; sorted in front of all entities.
const EDGE: u8 = 1;
const ENTITY: u8 = 2;

/// Words of a description beyond this many code points say little.
const LONGEST_DESCRIPTION: usize = 250;
const MOST_RELATED: usize = 16;

/// Part of an entity.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Draft {
    /// Its kind is that which the source itself names, if it does; its popularity is the one that is stated.
    pub entry: Entry,
    pub classes: Vec<Class>,
    /// Pages that write of it, counted one by one.
    pub counted: u32,
}

/// A record of a run.
pub enum Record<'a> {
    /// Class above and class below.
    Edge(Class, Class),
    Entity(&'a str, Draft),
}

pub fn edge(above: Class, below: Class) -> Vec<u8> {
    let mut record = vec![EDGE];
    record.extend_from_slice(&above.to_be_bytes());
    record.extend_from_slice(&below.to_be_bytes());
    record
}

/// `line` keeps counts of several places apart, which would else be taken for repeats.
pub fn record(draft: &Draft, line: u64) -> Vec<u8> {
    let mut record = vec![ENTITY];
    record.extend_from_slice(draft.entry.id.as_bytes());
    record.push(0);
    let line = if draft.counted > 0 { line } else { 0 };
    record.extend_from_slice(&line.to_be_bytes());
    put(&mut record, u64::from(draft.counted));
    put(&mut record, draft.classes.len() as u64);
    for class in &draft.classes {
        put(&mut record, *class);
    }
    encode(&draft.entry, &mut record);
    record
}

pub fn read(bytes: &[u8]) -> Option<Record<'_>> {
    let (tag, rest) = bytes.split_first()?;
    if *tag == EDGE {
        let (above, below) = rest.split_first_chunk::<8>()?;
        return Some(Record::Edge(u64::from_be_bytes(*above), u64::from_be_bytes(below.try_into().ok()?)));
    }
    let end = rest.iter().position(|byte| *byte == 0)?;
    let id = std::str::from_utf8(&rest[..end]).ok()?;
    let mut rest = rest.get(end + 9..)?;
    let counted = u32::try_from(take(&mut rest)?).ok()?;
    let mut classes = Vec::new();
    for _ in 0..take(&mut rest)? {
        classes.push(take(&mut rest)?);
    }
    Some(Record::Entity(id, Draft { entry: decode(id, &mut rest)?, classes, counted }))
}

impl Draft {
    pub fn new(id: &str) -> Self {
        Self { entry: Entry { id: id.to_owned(), ..Entry::default() }, ..Self::default() }
    }

    pub fn is_empty(&self) -> bool {
        let entry = &self.entry;
        entry.names.is_empty()
            && entry.descriptions.is_empty()
            && entry.related.is_empty()
            && entry.kind.is_none()
            && entry.popularity == 0
            && self.classes.is_empty()
            && self.counted == 0
    }

    /// Takes in what another place says of the same entity.
    pub fn merge(&mut self, other: Self) {
        let entry = &mut self.entry;
        entry.kind = entry.kind.or(other.entry.kind);
        entry.names.extend(other.entry.names);
        entry.descriptions.extend(other.entry.descriptions);
        entry.related.extend(other.entry.related);
        entry.popularity = entry.popularity.max(other.entry.popularity);
        self.classes.extend(other.classes);
        self.counted += other.counted;
    }

    /// The entity, in a form that does not depend on how it was pieced together.
    pub fn finish(mut self, kind: Option<Kind>) -> Entry {
        let entry = &mut self.entry;
        entry.kind = entry.kind.or(kind);
        entry.popularity = entry.popularity.max(self.counted);
        entry.names.sort();
        // A preferred name stands in front of an alias, which it makes idle.
        let mut kept: Vec<crate::gazetteer::Name> = Vec::with_capacity(entry.names.len());
        for name in std::mem::take(&mut entry.names) {
            if !kept.iter().any(|known| known.text == name.text && known.language == name.language) {
                kept.push(name);
            }
        }
        entry.names = kept;
        entry.descriptions.sort();
        entry.descriptions.dedup_by(|next, first| next.0 == first.0);
        for (_, words) in &mut entry.descriptions {
            if let Some((end, _)) = words.char_indices().nth(LONGEST_DESCRIPTION) {
                words.truncate(end);
            }
        }
        entry.related.sort();
        entry.related.dedup();
        entry.related.truncate(MOST_RELATED);
        self.entry
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gazetteer::Name;

    fn name(alias: bool, text: &str) -> Name {
        Name { language: "en".into(), alias, text: text.into() }
    }

    #[test]
    fn parts_come_together_in_any_order() {
        let mut first = Draft::new("Q1");
        first.entry.names = vec![name(true, "Acme"), name(false, "Acme Works")];
        first.classes = vec![5];
        first.counted = 1;
        let mut second = Draft::new("Q1");
        second.entry.names = vec![name(false, "Acme")];
        second.entry.descriptions = vec![("en".into(), "a maker of anvils".into())];
        second.counted = 2;
        let mut records = [record(&first, 7), record(&second, 9), edge(1, 2)];
        records.sort();
        assert!(matches!(read(&records[0]), Some(Record::Edge(1, 2))));
        for order in [[1, 2], [2, 1]] {
            let mut merged = Draft::new("Q1");
            for place in order {
                let Some(Record::Entity(id, draft)) = read(&records[place]) else { panic!("no entity") };
                assert_eq!(id, "Q1");
                merged.merge(draft);
            }
            let entry = merged.finish(Some(Kind::Corporation));
            assert_eq!(entry.names, [name(false, "Acme"), name(false, "Acme Works")]);
            assert_eq!((entry.kind, entry.popularity), (Some(Kind::Corporation), 3));
        }
    }
}
