//! A corpus of made-up news for measuring: the same articles for the same seed, in English and Traditional Chinese by
//! turns, of some two kilobytes each. Sentences come from `sentences.toml`, names from the lexicon.

// Each benchmark is compiled with this module and uses a part of it.
#![allow(dead_code)]

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write as _};
use std::path::Path;

use newsgraph::fact::Kind;
use newsgraph::pack::{ListedEntity, Pack};
use newsgraph::text::{Document, Metadata};
use serde::Deserialize;

const SENTENCES: &str = include_str!("sentences.toml");
/// Bytes after which an article ends with its paragraph.
const ENOUGH: usize = 1800;

/// One made-up article.
pub struct Article {
    pub headline: String,
    /// ISO 8601.
    pub published: String,
    pub language: &'static str,
    pub paragraphs: Vec<String>,
}

impl Article {
    /// The article as a file of plain text has it.
    pub fn text(&self) -> String {
        format!("{}\n\n{}\n\n{}\n", self.headline, self.published, self.paragraphs.join("\n\n"))
    }

    /// A record of JSON Lines, with its line break.
    pub fn record(&self) -> String {
        let text = self.paragraphs.join("\n\n");
        let record = serde_json::json!({
            "title": self.headline, "published": self.published, "language": self.language, "text": text,
        });
        format!("{record}\n")
    }

    pub fn document(&self, number: usize) -> Document {
        let text = self.text();
        Document {
            id: newsgraph::ingest::document_id(text.as_bytes()),
            name: format!("{number}.txt"),
            path: format!("{number}.txt"),
            text,
            metadata: Metadata { language: Some(self.language.to_owned()), ..Metadata::default() },
        }
    }
}

/// Makes articles without end.
pub struct Generator {
    numbers: Numbers,
    languages: [Language; 2],
    made: usize,
}

struct Language {
    tag: &'static str,
    lists: BTreeMap<&'static str, Vec<String>>,
}

#[derive(Deserialize)]
struct Sentences {
    en: BTreeMap<String, Vec<String>>,
    #[serde(rename = "zh-Hant")]
    zh_hant: BTreeMap<String, Vec<String>>,
}

impl Generator {
    pub fn new(seed: u64) -> Self {
        let sentences: Sentences = toml::from_str(SENTENCES).expect("sentences.toml is well formed");
        let entities = Pack::embedded().unwrap().entities().unwrap();
        let english = Language::new("en", sentences.en, &entities, |entity| &entity.en);
        let chinese = Language::new("zh-Hant", sentences.zh_hant, &entities, |entity| &entity.zh_hant);
        Self { numbers: Numbers(seed), languages: [english, chinese], made: 0 }
    }

    fn article(&mut self) -> Article {
        let language = &self.languages[self.made % 2];
        self.made += 1;
        let cast = language.cast(&mut self.numbers);
        let headline = language.sentence("headline", &cast, &mut self.numbers);
        let (year, month, day) =
            (2015 + self.numbers.below(10), 1 + self.numbers.below(12), 1 + self.numbers.below(28));
        let space = if language.tag == "en" { " " } else { "" };
        let (mut paragraphs, mut bytes) = (Vec::new(), 0);
        while bytes < ENOUGH {
            let length = 2 + self.numbers.below(3);
            let sentences: Vec<String> =
                (0..length).map(|_| language.sentence("sentence", &cast, &mut self.numbers)).collect();
            let paragraph = sentences.join(space);
            bytes += paragraph.len();
            paragraphs.push(paragraph);
        }
        Article { headline, published: format!("{year}-{month:02}-{day:02}"), language: language.tag, paragraphs }
    }
}

impl Iterator for Generator {
    type Item = Article;

    fn next(&mut self) -> Option<Article> {
        Some(self.article())
    }
}

impl Language {
    fn new(
        tag: &'static str,
        sentences: BTreeMap<String, Vec<String>>,
        entities: &[ListedEntity],
        names: impl Fn(&ListedEntity) -> &[String],
    ) -> Self {
        let mut lists = BTreeMap::new();
        for name in ["title", "topic", "month", "weekday", "headline", "sentence"] {
            lists.insert(name, sentences.get(name).cloned().unwrap_or_default());
        }
        for entity in entities {
            let list = match entity.kind {
                Kind::Person => "person",
                Kind::Corporation => "body",
                Kind::Platform => "service",
                Kind::Place => "place",
                _ => continue,
            };
            lists.entry(list).or_insert_with(Vec::new).extend(names(entity).iter().take(2).cloned());
        }
        Self { tag, lists }
    }

    fn pick(&self, list: &str, numbers: &mut Numbers) -> &str {
        let list = &self.lists[list];
        &list[numbers.below(list.len())]
    }

    /// Whom and what an article is about: a few names that come back in it.
    fn cast(&self, numbers: &mut Numbers) -> BTreeMap<&'static str, Vec<String>> {
        let sizes = [("person", 4), ("body", 3), ("service", 2), ("place", 2)];
        let some = |(list, size)| (list, (0..size).map(|_| self.pick(list, numbers).to_owned()).collect());
        sizes.map(some).into()
    }

    fn sentence(&self, list: &str, cast: &BTreeMap<&'static str, Vec<String>>, numbers: &mut Numbers) -> String {
        let template = self.pick(list, numbers);
        let mut text = String::with_capacity(template.len() * 2);
        let mut rest = template;
        while let Some((before, after)) = rest.split_once('{') {
            let (slot, after) = after.split_once('}').expect("braces of sentences.toml are closed");
            text.push_str(before);
            text.push_str(&self.fill(slot, cast, numbers));
            rest = after;
        }
        text + rest
    }

    fn fill(&self, slot: &str, cast: &BTreeMap<&'static str, Vec<String>>, numbers: &mut Numbers) -> String {
        let among = |names: &[String], numbers: &mut Numbers| names[numbers.below(names.len())].clone();
        match slot {
            "other" => self.pick("body", numbers).to_owned(),
            "month" if self.lists["month"].is_empty() => (1 + numbers.below(12)).to_string(),
            "day" => (1 + numbers.below(28)).to_string(),
            "year" => (2005 + numbers.below(20)).to_string(),
            "share" => (1 + numbers.below(99)).to_string(),
            "money" => format!("{}.{}", 1 + numbers.below(80), 1 + numbers.below(9)),
            "count" => (100 + numbers.below(900)).to_string(),
            "less" => (10 + numbers.below(90)).to_string(),
            slot => match cast.get(slot) {
                Some(names) => among(names, numbers),
                None => self.pick(slot, numbers).to_owned(),
            },
        }
    }
}

/// SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number generators", 2014): written here so that
/// the corpus stays the same whatever becomes of any library.
struct Numbers(u64);

impl Numbers {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number from 0 up to but not including the limit.
    fn below(&mut self, limit: usize) -> usize {
        (self.next() % limit as u64) as usize
    }
}

/// Writes articles as one file of JSON Lines, and returns its size in bytes.
pub fn write_json_lines(articles: &[Article], path: &Path) -> io::Result<u64> {
    let mut out = BufWriter::new(File::create(path)?);
    articles.iter().try_for_each(|article| out.write_all(article.record().as_bytes()))?;
    out.flush()?;
    Ok(fs::metadata(path)?.len())
}

/// Writes articles as files of plain text, a thousand to a folder, and returns their size in bytes.
pub fn write_files(articles: &[Article], folder: &Path) -> io::Result<u64> {
    let mut bytes = 0;
    for (number, article) in articles.iter().enumerate() {
        let below = folder.join(format!("{:03}", number / 1000));
        if number % 1000 == 0 {
            fs::create_dir_all(&below)?;
        }
        let text = article.text();
        bytes += text.len() as u64;
        fs::write(below.join(format!("{number:06}.txt")), text)?;
    }
    Ok(bytes)
}
