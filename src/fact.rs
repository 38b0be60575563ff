//! What extraction yields: facts with their evidence, and the entities and articles they speak of.

use crate::text::{Language, Span};

/// Everything extracted from one document.
#[derive(Debug, Clone, Default)]
pub struct Extraction {
    pub articles: Vec<ArticleRecord>,
    /// Every entity that a fact or an article refers to, by position.
    pub entities: Vec<Entity>,
    pub facts: Vec<Fact>,
    /// What was passed over and why, for the user to read.
    pub notes: Vec<String>,
}

/// An article as the graph describes it.
#[derive(Debug, Clone)]
pub struct ArticleRecord {
    /// Position in the document, from 1.
    pub number: usize,
    pub headline: Option<String>,
    pub language: Language,
    /// XSD lexical form of a date.
    pub published: Option<Date>,
    pub editor: Option<String>,
    /// Positions in [`Extraction::entities`], ascending.
    pub mentions: Vec<usize>,
}

/// A person, organisation, place or thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entity {
    /// Path of its IRI below the base: `entity/mark-zuckerberg` from the lexicon, `entity/person/pavel-durov` by form.
    pub path: String,
    pub kind: Kind,
    /// Name and language tag; the first is the preferred one, the rest are sorted.
    pub labels: Vec<(String, &'static str)>,
    /// Where an imported lexicon has it from.
    pub same_as: Option<String>,
    /// The lexicon knows it; its links and further names stand in the lexicon's own graph.
    pub listed: bool,
}

/// What sort of thing an entity is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    Person,
    Corporation,
    Organization,
    Ngo,
    Government,
    Media,
    Platform,
    Place,
    Product,
    Work,
    Campaign,
    /// People spoken of together: critics, users, former employees.
    Group,
}

impl Kind {
    pub const ALL: [Self; 12] = [
        Self::Person,
        Self::Corporation,
        Self::Organization,
        Self::Ngo,
        Self::Government,
        Self::Media,
        Self::Platform,
        Self::Place,
        Self::Product,
        Self::Work,
        Self::Campaign,
        Self::Group,
    ];

    /// Whether it can act: a body, a person, people.
    pub const fn is_agent(self) -> bool {
        self.is_body() || matches!(self, Self::Person | Self::Group)
    }

    /// Whether it is a company, or goes by the name of what one runs or makes.
    pub const fn is_company(self) -> bool {
        matches!(self, Self::Corporation | Self::Platform | Self::Product)
    }

    /// Whether it is a body that can act.
    pub const fn is_body(self) -> bool {
        matches!(
            self,
            Self::Corporation
                | Self::Organization
                | Self::Ngo
                | Self::Government
                | Self::Media
                | Self::Platform
                | Self::Campaign
                | Self::Product
        )
    }

    /// The word for it in lexicon files, IRIs and JSON.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Corporation => "corporation",
            Self::Organization => "organization",
            Self::Ngo => "ngo",
            Self::Government => "government",
            Self::Media => "media",
            Self::Platform => "platform",
            Self::Place => "place",
            Self::Product => "product",
            Self::Work => "work",
            Self::Campaign => "campaign",
            Self::Group => "group",
        }
    }

    /// The inverse of [`Kind::name`].
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

/// One fact: a class, its roles and why we believe it.
#[derive(Debug, Clone)]
pub struct Fact {
    /// Class name as rules write it, such as `role` or `suspension`; `model::classes` lists them.
    pub class: String,
    /// Position in [`Extraction::articles`].
    pub article: usize,
    /// Role names as rules write them, sorted by name, then value; a role may occur several times.
    pub roles: Vec<(String, Value)>,
    /// At least one, in text order.
    pub evidence: Vec<Evidence>,
    pub modality: Modality,
    /// 0 to 100.
    pub confidence: u8,
    /// Position in [`Extraction::entities`] of the speaker inside whose words the fact stands.
    pub according_to: Option<usize>,
}

/// Where a fact is said.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Evidence {
    pub span: Span,
    /// The text at that span, to the letter.
    pub quote: String,
    /// Identifier of the rule that fired.
    pub rule: String,
}

/// Whether the text says that it is so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Modality {
    #[default]
    Asserted,
    Planned,
    Possible,
    Denied,
}

impl Modality {
    /// Local name of its term in the ontology.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Asserted => "Asserted",
            Self::Planned => "Planned",
            Self::Possible => "Possible",
            Self::Denied => "Denied",
        }
    }
}

/// What fills a role.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Value {
    /// Position in [`Extraction::entities`].
    Entity(usize),
    /// Words of the text, with the article's language tag.
    Text(String, &'static str),
    /// Lexical form of an `xsd:decimal`.
    Number(String),
    /// Lexical form of an `xsd:decimal`, and an ISO 4217 code.
    Money(String, String),
    Date(Date),
    /// Lexical form of an `xsd:duration`.
    Duration(String),
    /// A concept of `topics.ttl` or `roles.ttl`, as the path of its IRI below the base: `topic/privacy`.
    Concept(String),
    /// A concept made from words for which no listed one exists: IRI path, label, language tag.
    NewConcept(String, String, &'static str),
    /// Local name of an individual of the newsgraph ontology, such as `Former` or `AtLeast`.
    Term(String),
}

/// A date with the precision that the text gives.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    /// Lexical form in XML Schema: `2019-11-22`, `2019-11`, `2019`, `--11-22`, `--11`.
    pub lexical: String,
    /// The words it was read from; empty where it comes from metadata.
    pub words: String,
}

/// A day that metadata tell.
impl From<chrono::NaiveDate> for Date {
    fn from(day: chrono::NaiveDate) -> Self {
        Self { lexical: day.to_string(), words: String::new() }
    }
}

impl Date {
    /// Local name of the XML Schema datatype that its lexical form has.
    pub fn datatype(&self) -> &'static str {
        match (self.lexical.starts_with("--"), self.lexical.len()) {
            (true, 4) => "gMonth",
            (true, _) => "gMonthDay",
            (false, 4) => "gYear",
            (false, 7) => "gYearMonth",
            (false, _) => "date",
        }
    }
}
