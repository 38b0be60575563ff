//! One line of a Wikidata dump in JSON: an array with one entity a line.
//!
//! Source of the form: <https://doc.wikimedia.org/Wikibase/master/php/docs_topics_json.html>. Only the wanted parts are
//! taken out of a line; the rest, most of it, is passed over without being kept.

use std::borrow::Cow;
use std::fmt;

use serde::Deserialize;
use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::Wanted;
use super::classes::{Class, class};
use super::draft::{self, Draft};
use crate::gazetteer::{Name, is_item};

const INSTANCE_OF: &str = "P31";
const SUBCLASS_OF: &str = "P279";

/// The records of a line.
///
/// # Errors
/// Where the line is no entity in JSON; the message tells the column.
pub fn records(line: &[u8], wanted: &Wanted, out: &mut Vec<Vec<u8>>) -> Result<(), String> {
    let line = line.trim_ascii();
    let line = line.strip_suffix(b",").unwrap_or(line);
    if matches!(line, b"" | b"[" | b"]") {
        return Ok(());
    }
    let mut json = serde_json::Deserializer::from_slice(line);
    let item = ItemSeed(wanted).deserialize(&mut json).and_then(|item| json.end().map(|()| item));
    // The parser counts lines of its own, and there is only one.
    let item = item.map_err(|error| error.to_string().replace(" at line 1 column", " at column"))?;
    if !is_item(&item.draft.entry.id) {
        return Ok(());
    }
    let own = class(&item.draft.entry.id);
    out.extend(item.above.iter().map(|above| draft::edge(*above, own)));
    if wanted.takes(&item.draft.classes) && !item.draft.entry.names.is_empty() {
        out.push(draft::record(&item.draft, 0));
    }
    Ok(())
}

#[derive(Default)]
struct Item {
    draft: Draft,
    above: Vec<Class>,
}

struct ItemSeed<'w>(&'w Wanted);

impl<'de> DeserializeSeed<'de> for ItemSeed<'_> {
    type Value = Item;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Item, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for ItemSeed<'_> {
    type Value = Item;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an entity")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Item, A::Error> {
        let mut item = Item::default();
        let entry = &mut item.draft.entry;
        while let Some(Text(key)) = map.next_key()? {
            match &*key {
                "id" => entry.id = map.next_value::<Text<'_>>()?.0.into_owned(),
                "labels" => {
                    for (language, text) in map.next_value_seed(Terms(self.0))? {
                        entry.names.push(Name { language, alias: false, text });
                    }
                }
                "aliases" => {
                    for (language, text) in map.next_value_seed(Terms(self.0))? {
                        entry.names.push(Name { language, alias: true, text });
                    }
                }
                "descriptions" => entry.descriptions = map.next_value_seed(Terms(self.0))?,
                "claims" => {
                    for (property, value) in map.next_value_seed(Claims(self.0))? {
                        match &*property {
                            INSTANCE_OF => item.draft.classes.push(class(&value)),
                            SUBCLASS_OF => item.above.push(class(&value)),
                            _ => entry.related.push(value),
                        }
                    }
                }
                "sitelinks" => entry.popularity = map.next_value::<Count>()?.0,
                _ => _ = map.next_value::<IgnoredAny>()?,
            }
        }
        Ok(item)
    }
}

/// Words by language: one, or several in a list. An empty map is written as an empty list.
struct Terms<'w>(&'w Wanted);

impl<'de> DeserializeSeed<'de> for Terms<'_> {
    type Value = Vec<(String, String)>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Values<'a> {
    One {
        #[serde(borrow)]
        value: Cow<'a, str>,
    },
    Several(#[serde(borrow)] Vec<Value<'a>>),
}

#[derive(Deserialize)]
struct Value<'a> {
    #[serde(borrow)]
    value: Cow<'a, str>,
}

impl<'de> Visitor<'de> for Terms<'_> {
    type Value = Vec<(String, String)>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("words by language")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut found = Vec::new();
        while let Some(Text(language)) = map.next_key()? {
            if !self.0.language(&language) {
                map.next_value::<IgnoredAny>()?;
                continue;
            }
            match map.next_value::<Values<'_>>()? {
                Values::One { value } => found.push((language.to_lowercase(), value.into_owned())),
                Values::Several(values) => {
                    found.extend(values.into_iter().map(|value| (language.to_lowercase(), value.value.into_owned())));
                }
            }
        }
        Ok(found)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
        while seq.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Vec::new())
    }
}

/// The items that wanted properties lead to.
struct Claims<'w>(&'w Wanted);

impl<'de> DeserializeSeed<'de> for Claims<'_> {
    type Value = Vec<(String, String)>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

#[derive(Deserialize)]
struct Statement {
    mainsnak: Snak,
    #[serde(default)]
    rank: String,
}

#[derive(Deserialize)]
struct Snak {
    /// Absent where the value is unknown, or where it is known that there is none.
    datavalue: Option<serde_json::Value>,
}

impl Statement {
    fn item(&self) -> Option<String> {
        let value = self.mainsnak.datavalue.as_ref().filter(|_| self.rank != "deprecated")?.get("value")?;
        let id = value.get("id").and_then(|id| id.as_str().map(str::to_owned));
        // Old dumps give the number alone.
        id.or_else(|| value.get("numeric-id")?.as_u64().map(|number| format!("Q{number}")))
    }
}

impl<'de> Visitor<'de> for Claims<'_> {
    type Value = Vec<(String, String)>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("statements by property")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut found = Vec::new();
        while let Some(Text(property)) = map.next_key()? {
            let known = matches!(&*property, INSTANCE_OF | SUBCLASS_OF);
            if known || self.0.related.iter().any(|related| *related == *property) {
                let statements: Vec<Statement> = map.next_value()?;
                let items = statements.iter().filter_map(Statement::item);
                found.extend(items.map(|item| (property.to_string(), item)));
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }
        Ok(found)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
        while seq.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Vec::new())
    }
}

/// A string that is not copied where that can be helped.
#[derive(Deserialize)]
struct Text<'a>(#[serde(borrow)] Cow<'a, str>);

/// How many keys a map has.
struct Count(u32);

impl<'de> Deserialize<'de> for Count {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Counting;
        impl<'de> Visitor<'de> for Counting {
            type Value = Count;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a map")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Count, A::Error> {
                let mut count = 0;
                while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {
                    count += 1;
                }
                Ok(Count(count))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Count, A::Error> {
                while seq.next_element::<IgnoredAny>()?.is_some() {}
                Ok(Count(0))
            }
        }
        deserializer.deserialize_any(Counting)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gazetteer::import::draft::{Record, read};

    const LINE: &str = r#"{"type":"item","id":"Q1","labels":{"en":{"language":"en","value":"Acme \"A\" Works"},
"fr":{"language":"fr","value":"Acme"},"zh-hant":{"language":"zh-hant","value":"艾可美"}},"descriptions":[],
"aliases":{"en":[{"language":"en","value":"Acme"},{"language":"en","value":"AW"}]},"claims":{
"P31":[{"mainsnak":{"snaktype":"value","datavalue":{"value":{"entity-type":"item","numeric-id":783794,"id":"Q783794"}}},"rank":"normal"},
{"mainsnak":{"snaktype":"value","datavalue":{"value":{"id":"Q5"}}},"rank":"deprecated"},{"mainsnak":{"snaktype":"somevalue"},"rank":"normal"}],
"P17":[{"mainsnak":{"datavalue":{"value":{"numeric-id":30}}},"rank":"normal"}],
"P279":[{"mainsnak":{"datavalue":{"value":{"id":"Q43229"}}},"rank":"normal"}],"P569":[{"mainsnak":{"datavalue":{"value":"x"}}}]},
"sitelinks":{"enwiki":{},"dewiki":{}}},"#;

    #[test]
    fn takes_what_is_wanted_of_an_entity() {
        let wanted = Wanted { related: vec!["P17".into()], ..Wanted::default() };
        let mut out = Vec::new();
        records(LINE.replace('\n', "").as_bytes(), &wanted, &mut out).unwrap();
        assert!(matches!(read(&out[0]), Some(Record::Edge(43229, 1))));
        let Some(Record::Entity("Q1", draft)) = read(&out[1]) else { panic!("{out:?}") };
        let names: Vec<_> = draft.entry.names.iter().map(|name| (&*name.language, name.alias, &*name.text)).collect();
        let expected =
            [("en", false, "Acme \"A\" Works"), ("zh-hant", false, "艾可美"), ("en", true, "Acme"), ("en", true, "AW")];
        assert_eq!(names, expected);
        assert_eq!((draft.classes, draft.entry.popularity), (vec![783_794], 2));
        assert_eq!(draft.entry.related, ["Q30"]);
    }

    #[test]
    fn what_is_no_entity_is_told() {
        for (line, expected) in [
            ("[", Ok(())),
            ("],", Ok(())),
            (r#"{"type":"property","id":"P31"}"#, Ok(())),
            (r#"{"id":"Q1","labels":{"en""#, Err("EOF while parsing an object at column 25")),
            ("[1,2]", Err("invalid type: sequence, expected an entity at column 0")),
        ] {
            let found = records(line.as_bytes(), &Wanted::default(), &mut Vec::new());
            assert_eq!(found, expected.map_err(str::to_owned), "{line}");
        }
    }
}
