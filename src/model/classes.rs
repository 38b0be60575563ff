//! Which class and properties of the ontology each class and role of the rule language becomes.
//!
//! ```
//! use newsgraph::model::classes::class;
//! let acquisition = class("acquisition").unwrap();
//! assert!(acquisition.role("buyer").is_some());
//! assert!(acquisition.role("speaker").is_none());
//! ```

use oxigraph::model::NamedNodeRef;

use super::vocabulary::{ng, org, other, schema};
use crate::fact::Kind;

/// A class of facts as rules name it.
#[derive(Debug)]
pub struct FactClass {
    /// The word for it in rules.
    pub name: &'static str,
    pub iri: NamedNodeRef<'static>,
    /// Classes above it that each fact is given too, so that a query needs no inference to use them.
    pub types: &'static [NamedNodeRef<'static>],
    pub roles: &'static [RoleSpec],
    /// Roles that together tell a fact of the class from all others, so that two articles which fill them alike speak
    /// of one fact. Where one is missing, as in most undated news of a ban, the fact is its article's alone.
    pub key: &'static [&'static str],
}

/// A role of a class of facts.
#[derive(Debug)]
pub struct RoleSpec {
    /// The word for it in rules.
    pub name: &'static str,
    pub property: NamedNodeRef<'static>,
    /// Stands in for `property` where the value is words and not an entity.
    pub text_property: Option<NamedNodeRef<'static>>,
    /// A fact without it says nothing.
    pub required: bool,
    /// Counts things, so that its numbers are written as `xsd:integer`.
    pub whole: bool,
    /// Says more of a fact without telling it from others: the same words are quoted once after "said" and once after
    /// "added".
    pub aside: bool,
}

/// The class that rules call by this name.
pub fn class(name: &str) -> Option<&'static FactClass> {
    CLASSES.iter().find(|class| class.name == name)
}

/// The class of a fact by the IRIs of its types.
pub fn class_among(types: &[&str]) -> Option<&'static FactClass> {
    CLASSES.iter().find(|class| types.contains(&class.iri.as_str()))
}

impl FactClass {
    /// The role that rules call by this name.
    pub fn role(&self, name: &str) -> Option<&'static RoleSpec> {
        self.roles.iter().find(|role| role.name == name)
    }
}

/// The class that entities of a kind have.
pub const fn kind_class(kind: Kind) -> NamedNodeRef<'static> {
    match kind {
        Kind::Person => schema::PERSON,
        Kind::Corporation => schema::CORPORATION,
        Kind::Organization => schema::ORGANIZATION,
        Kind::Ngo => schema::NGO,
        Kind::Government => schema::GOVERNMENT_ORGANIZATION,
        Kind::Media => schema::NEWS_MEDIA_ORGANIZATION,
        Kind::Platform => ng::PLATFORM_CLASS,
        Kind::Place => schema::PLACE,
        Kind::Product => schema::PRODUCT,
        Kind::Work => schema::CREATIVE_WORK,
        Kind::Campaign => schema::PROJECT,
        Kind::Group => other::FOAF_GROUP,
    }
}

/// The inverse of [`kind_class`].
pub fn kind_of(class: &str) -> Option<Kind> {
    Kind::ALL.into_iter().find(|kind| kind_class(*kind).as_str() == class)
}

const fn role(name: &'static str, property: NamedNodeRef<'static>) -> RoleSpec {
    RoleSpec { name, property, text_property: None, required: false, whole: false, aside: false }
}

const fn must(name: &'static str, property: NamedNodeRef<'static>) -> RoleSpec {
    RoleSpec { required: true, ..role(name, property) }
}

const fn count(name: &'static str, property: NamedNodeRef<'static>) -> RoleSpec {
    RoleSpec { whole: true, ..role(name, property) }
}

const fn aside(name: &'static str, property: NamedNodeRef<'static>) -> RoleSpec {
    RoleSpec { aside: true, ..role(name, property) }
}

const TARGET: RoleSpec = RoleSpec { text_property: Some(ng::TARGET_TEXT), ..role("target", ng::TARGET) };
const DATE: RoleSpec = role("date", ng::DATE);
const PLATFORM: RoleSpec = role("platform", ng::PLATFORM);

const fn moderation(name: &'static str, iri: NamedNodeRef<'static>) -> FactClass {
    const TYPES: &[NamedNodeRef<'static>] = &[ng::FACT, ng::MODERATION_ACTION, other::SEM_EVENT];
    const KEY: &[&str] = &["target", "date"];
    const ROLES: &[RoleSpec] =
        &[role("agent", ng::AGENT), TARGET, PLATFORM, count("count", ng::COUNT), role("duration", ng::DURATION), DATE];
    FactClass { name, iri, types: TYPES, roles: ROLES, key: KEY }
}

const fn legal(name: &'static str, iri: NamedNodeRef<'static>) -> FactClass {
    const TYPES: &[NamedNodeRef<'static>] = &[ng::FACT, ng::LEGAL_ACTION];
    const KEY: &[&str] = &["defendant", "date"];
    const ROLES: &[RoleSpec] = &[
        role("plaintiff", ng::PLAINTIFF),
        role("defendant", ng::DEFENDANT),
        count("count", ng::COUNT),
        role("amount", ng::AMOUNT),
        DATE,
    ];
    FactClass { name, iri, types: TYPES, roles: ROLES, key: KEY }
}

/// Every class of facts.
pub static CLASSES: &[FactClass] = &[
    FactClass {
        name: "role",
        iri: org::MEMBERSHIP,
        types: &[ng::FACT],
        roles: &[
            must("person", org::MEMBER),
            role("org", org::ORGANIZATION),
            role("title", org::ROLE),
            aside("title-text", schema::ROLE_NAME),
            role("status", ng::STATUS),
        ],
        key: &["person", "org", "title"],
    },
    FactClass {
        name: "policy",
        iri: ng::POLICY,
        types: &[ng::FACT],
        roles: &[
            must("issuer", ng::ISSUER),
            must("deontic", ng::DEONTIC),
            must("topic", ng::TOPIC),
            aside("platform", ng::PLATFORM),
            aside("effective", ng::EFFECTIVE_DATE),
            aside("announced", ng::ANNOUNCED_DATE),
            aside("announcer", ng::ANNOUNCED_BY),
        ],
        key: &["issuer", "deontic", "topic"],
    },
    FactClass {
        name: "policy-change",
        iri: ng::POLICY_CHANGE,
        types: &[ng::FACT, other::SEM_EVENT],
        roles: &[must("issuer", ng::ISSUER), role("topic", ng::TOPIC), DATE],
        key: &["issuer", "topic", "date"],
    },
    moderation("suspension", ng::SUSPENSION),
    moderation("ban", ng::BAN),
    moderation("blocking", ng::BLOCKING),
    moderation("removal", ng::REMOVAL),
    moderation("reinstatement", ng::REINSTATEMENT),
    moderation("labeling", ng::LABELING),
    moderation("fact-check", ng::FACT_CHECK),
    moderation("fine", ng::FINE),
    FactClass {
        name: "acquisition",
        iri: ng::ACQUISITION,
        types: &[ng::FACT, org::CHANGE_EVENT, other::SEM_EVENT],
        roles: &[role("buyer", ng::BUYER), RoleSpec { required: true, ..TARGET }, role("price", ng::PRICE), DATE],
        key: &["buyer", "target"],
    },
    FactClass {
        name: "ownership",
        iri: ng::OWNERSHIP,
        types: &[ng::FACT],
        roles: &[must("owner", ng::OWNER), must("owned", ng::OWNED)],
        key: &["owner", "owned"],
    },
    FactClass {
        name: "boycott",
        iri: ng::BOYCOTT,
        types: &[ng::FACT, other::SEM_EVENT],
        roles: &[
            role("organizer", ng::ORGANIZER),
            role("participant", ng::PARTICIPANT),
            TARGET,
            role("name", schema::NAME),
            count("participant-count", ng::PARTICIPANT_COUNT),
        ],
        key: &["name", "target"],
    },
    FactClass {
        name: "statement",
        iri: ng::STATEMENT,
        types: &[ng::FACT, schema::QUOTATION],
        roles: &[
            must("speaker", schema::CREATOR),
            must("text", schema::TEXT),
            aside("form", ng::FORM),
            aside("cue", ng::CUE),
            aside("addressee", ng::ADDRESSEE),
            aside("about", schema::ABOUT),
            DATE,
        ],
        key: &["speaker", "text"],
    },
    FactClass {
        name: "criticism",
        iri: ng::CRITICISM,
        types: &[ng::FACT],
        roles: &[must("agent", ng::AGENT), RoleSpec { required: true, ..TARGET }, role("act", ng::TARGET_TEXT)],
        key: &[],
    },
    FactClass {
        name: "demand",
        iri: ng::DEMAND,
        types: &[ng::FACT],
        roles: &[must("agent", ng::AGENT), TARGET, role("text", schema::TEXT)],
        key: &["agent", "text"],
    },
    FactClass {
        name: "observation",
        iri: ng::OBSERVATION,
        types: &[ng::FACT],
        roles: &[
            role("subject", ng::SUBJECT),
            role("measure", ng::MEASURE),
            must("value", ng::VALUE),
            role("unit", ng::UNIT),
            role("period", ng::PERIOD),
            PLATFORM,
            role("source", ng::SOURCE),
            role("bound", ng::BOUND),
        ],
        key: &["subject", "measure", "period"],
    },
    FactClass {
        name: "survey",
        iri: ng::SURVEY,
        types: &[ng::FACT],
        roles: &[role("publisher", ng::PUBLISHER), count("sample", ng::SAMPLE_SIZE), DATE],
        key: &["publisher", "date"],
    },
    FactClass {
        name: "report",
        iri: schema::REPORT,
        types: &[ng::FACT],
        roles: &[
            role("publisher", schema::PUBLISHER),
            role("name", schema::NAME),
            count("pages", schema::NUMBER_OF_PAGES),
            DATE,
        ],
        key: &["publisher", "name"],
    },
    FactClass {
        name: "migration",
        iri: ng::MIGRATION,
        types: &[ng::FACT],
        roles: &[role("from", ng::FROM), role("to", ng::TO)],
        key: &[],
    },
    FactClass {
        name: "candidacy",
        iri: ng::CANDIDACY,
        types: &[ng::FACT],
        roles: &[must("agent", ng::AGENT), role("election", ng::ELECTION)],
        key: &["agent", "election"],
    },
    legal("lawsuit", ng::LAWSUIT),
    legal("investigation", ng::INVESTIGATION),
    legal("prosecution", ng::PROSECUTION),
    legal("penalty", ng::PENALTY),
    FactClass {
        name: "layoff",
        iri: ng::LAYOFF,
        types: &[ng::FACT],
        roles: &[
            role("agent", ng::AGENT),
            must("organization", ng::ORGANIZATION),
            role("value", ng::VALUE),
            role("unit", ng::UNIT),
            DATE,
        ],
        key: &["organization", "date"],
    },
    FactClass {
        name: "founding",
        iri: ng::FOUNDING,
        types: &[ng::FACT],
        roles: &[must("organization", ng::ORGANIZATION), role("founder", ng::FOUNDER), DATE],
        key: &["organization", "founder"],
    },
    FactClass {
        name: "launch",
        iri: ng::LAUNCH,
        types: &[ng::FACT],
        roles: &[role("agent", ng::AGENT), must("product", ng::PRODUCT), DATE],
        key: &["agent", "product"],
    },
    FactClass {
        name: "gathering",
        iri: ng::GATHERING,
        types: &[ng::FACT, schema::EVENT],
        roles: &[role("organizer", schema::ORGANIZER), role("name", schema::NAME), DATE, role("place", ng::PLACE)],
        key: &["name", "date"],
    },
];

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn names_are_unique_and_in_kebab_case() {
        let mut names = BTreeSet::new();
        for class in CLASSES {
            assert!(names.insert(class.name), "{} twice", class.name);
            let mut roles = BTreeSet::new();
            for role in class.roles {
                assert!(roles.insert(role.name), "{} {} twice", class.name, role.name);
                assert!(role.name.bytes().all(|b| b.is_ascii_lowercase() || b == b'-'), "{}", role.name);
            }
            for name in class.key {
                let role = class.role(name).unwrap_or_else(|| panic!("{} has no {name}", class.name));
                assert!(!role.aside, "{} {name} is part of the key and aside", class.name);
            }
        }
    }
}
