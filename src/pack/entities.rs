//! The entities that a pack lists.

use std::collections::BTreeMap;
use std::ops::Range;

use oxigraph::model::NamedNode;
use serde::{Deserialize, Deserializer};
use toml::Spanned;

use super::{Pack, PackError};
use crate::fact::Kind;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct EntityFile {
    #[serde(default)]
    entity: Vec<Spanned<ListedEntity>>,
}

/// An entity as the lexicon lists it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct ListedEntity {
    /// Slug of its IRI, below `entity/`.
    pub id: String,
    #[serde(deserialize_with = "kind")]
    pub kind: Kind,
    /// Names; the first of a language is the preferred one.
    #[serde(default)]
    pub en: Vec<String>,
    #[serde(default, rename = "zh-Hant")]
    pub zh_hant: Vec<String>,
    #[serde(default, rename = "zh-Hans")]
    pub zh_hans: Vec<String>,
    #[serde(default)]
    pub sv: Vec<String>,
    /// Wikidata item, such as `Q36215`.
    pub wikidata: Option<String>,
    /// Title in the English Wikipedia.
    pub dbpedia: Option<String>,
    pub website: Option<String>,
    /// `male` or `female`.
    pub gender: Option<String>,
    /// Identifier of the country that a person or body acts for.
    pub country: Option<String>,
    /// Identifier of the company that runs a platform or makes a product.
    pub operated_by: Option<String>,
    /// Those names that are common words too, and need support from the article.
    #[serde(default)]
    pub weak: Vec<String>,
}

fn kind<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Kind, D::Error> {
    let name = String::deserialize(deserializer)?;
    let names = || Kind::ALL.map(Kind::name).join(", ");
    let unknown = || serde::de::Error::custom(format!("there is no kind {name:?}; there are {}", names()));
    Kind::from_name(&name).ok_or_else(unknown)
}

impl ListedEntity {
    /// All names, the languages one after the other.
    pub fn names(&self) -> impl Iterator<Item = &String> {
        self.en.iter().chain(&self.zh_hant).chain(&self.zh_hans).chain(&self.sv)
    }
}

/// An entity with the file and the place where it stands.
type Placed<'p> = (&'p str, Range<usize>, ListedEntity);

impl Pack {
    /// All lexicon entities, ordered by identifier.
    ///
    /// # Errors
    /// Every file that is not of the form that `lexicon/entities/` has, every identifier given twice, and every value that
    /// cannot be meant.
    pub fn entities(&self) -> Result<Vec<ListedEntity>, Vec<PackError>> {
        let mut found: BTreeMap<String, Placed<'_>> = BTreeMap::new();
        let mut errors = Vec::new();
        for (path, text) in self.folder("lexicon/entities") {
            let file = match toml::from_str::<EntityFile>(text) {
                Ok(file) => file,
                Err(error) => {
                    errors.push(PackError::toml(path, "entity-file", text, &error));
                    continue;
                }
            };
            for entity in file.entity {
                let placed = (path, entity.span(), entity.into_inner());
                if let Some(before) = found.insert(placed.2.id.clone(), placed.clone()) {
                    errors.push(self.twice(&before, &placed));
                }
            }
        }
        if !errors.is_empty() {
            // What a file that cannot be read would have listed is not missed a second time.
            return Err(errors);
        }
        for (path, place, entity) in found.values() {
            let text = self.file(path).unwrap_or_default();
            let told = faults(entity, |id| found.contains_key(id)).into_iter();
            errors.extend(told.map(|message| {
                PackError::new(path, "entity-value", format!("entity {}: {message}", entity.id)).at(text, place.clone())
            }));
        }
        if errors.is_empty() { Ok(found.into_values().map(|(.., entity)| entity).collect()) } else { Err(errors) }
    }

    /// Two entities have one identifier: it is the user's that is to be changed.
    fn twice(&self, before: &Placed<'_>, after: &Placed<'_>) -> PackError {
        let own = self.is_users(before.0) && !self.is_users(after.0);
        let ((path, place, entity), (other, ..)) = if own { (before, after) } else { (after, before) };
        let message = format!("the identifier {} is given twice, here and in {}", entity.id, self.shown_path(other));
        let fault =
            PackError::new(path, "entity-twice", message).at(self.file(path).unwrap_or_default(), place.clone());
        fault.with_help("give it another one; a file of the same path takes the place of a built-in one")
    }
}

/// What cannot be meant among the values of an entity.
fn faults(entity: &ListedEntity, is_listed: impl Fn(&str) -> bool) -> Vec<String> {
    let mut faults = Vec::new();
    if entity.names().next().is_none() {
        faults.push("it has no name".to_owned());
    }
    if let Some(item) = &entity.wikidata
        && !item.strip_prefix('Q').is_some_and(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()))
    {
        faults.push(format!("{item:?} is no Wikidata item"));
    }
    if let Some(Err(error)) = entity.website.as_ref().map(NamedNode::new) {
        faults.push(format!("its website is no IRI: {error}"));
    }
    if let Some(gender) = entity.gender.as_ref().filter(|gender| !matches!(gender.as_str(), "male" | "female")) {
        faults.push(format!("a gender is male or female, and not {gender:?}"));
    }
    for (key, id) in [("country", &entity.country), ("operated-by", &entity.operated_by)] {
        if let Some(id) = id.as_ref().filter(|id| !is_listed(id)) {
            faults.push(format!("{key} names {id:?}, which is not in the lexicon"));
        }
    }
    let strange = entity.weak.iter().filter(|weak| !entity.names().any(|name| name == *weak));
    faults.extend(strange.map(|name| format!("{name:?} is said to be weak, and is none of its names")));
    faults
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Code, file, line and message of what is wrong with a user's entities beside the built-in ones.
    fn told(text: &str) -> Vec<(&'static str, String, Option<usize>, String)> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("lexicon/entities/mine.toml");
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
        let mut pack = Pack::embedded().unwrap();
        pack.add_folder(folder.path()).unwrap();
        let faults = pack.entities().err().unwrap_or_default();
        faults.into_iter().map(|fault| (fault.code, fault.file, fault.line, fault.message)).collect()
    }

    #[test]
    fn what_cannot_be_meant_is_told_in_the_user_s_file() {
        let entity = |lines: &str| format!("# Mine.\n[[entity]]\nid = \"bay\"\nkind = \"platform\"\n{lines}\n");
        assert_eq!(told(&entity("en = [\"Bay\", \"Bay Courier\"]\nweak = [\"Bay\"]\ncountry = \"sweden\"")), []);
        for (lines, message) in [
            ("sv = []", "entity bay: it has no name"),
            ("en = [\"Bay\"]\nwikidata = \"380\"", "entity bay: \"380\" is no Wikidata item"),
            (
                "en = [\"Bay\"]\nwebsite = \"bay\"",
                "entity bay: its website is no IRI: No scheme found in an absolute IRI",
            ),
            ("en = [\"Bay\"]\ngender = \"m\"", "entity bay: a gender is male or female, and not \"m\""),
            ("en = [\"Bay\"]\ncountry = \"x\"", "entity bay: country names \"x\", which is not in the lexicon"),
            ("en = [\"Bay\"]\noperated-by = \"x\"", "entity bay: operated-by names \"x\", which is not in the lexicon"),
            ("en = [\"Bay\"]\nweak = [\"By\"]", "entity bay: \"By\" is said to be weak, and is none of its names"),
        ] {
            let expected = ("entity-value", "lexicon/entities/mine.toml".to_owned(), Some(2), message.to_owned());
            assert_eq!(told(&entity(lines)), [expected], "{lines}");
        }
        let twice = told("[[entity]]\nid = \"meta\"\nkind = \"person\"\nen = [\"Meta Bay\"]\n");
        let [("entity-twice", file, Some(1), message)] = &twice[..] else { panic!("{twice:?}") };
        assert!(file.ends_with("mine.toml") && message.contains("here and in lexicon/entities/"), "{twice:?}");
        let ghost = told("[[entity]]\nid = \"bay\"\nkind = \"ghost\"\nen = [\"Bay\"]\n");
        let [("entity-file", _, Some(3), message)] = &ghost[..] else { panic!("{ghost:?}") };
        assert!(message.starts_with("there is no kind \"ghost\"; there are person, "), "{ghost:?}");
    }
}
