//! The pattern language of rules: how it is written, and the tree that it is parsed into.
//!
//! | written | matches |
//! | --- | --- |
//! | `sued`, `"'s"`, `收購` | these atoms, whatever their case or script |
//! | `@sue` | a word of the class `sue` |
//! | `!@sue`, `!"of"`, `!{Org}`, `!( … )` | nothing, where the part does not fit |
//! | `&@sue`, `&"of"`, `&{Org}`, `&( … )` | nothing, where the part fits; its captures are kept |
//! | `{plaintiff:Agent}` | a mention that fits the type, and fills the role |
//! | `{person:Person+}` | several of them, with commas and 'and' between |
//! | `<@sue`, `<!@sue` | nothing, where a word of the class ends right in front or one atom before, or none does |
//! | `{title:Title/minister}` | a title that is the concept or below it; `Title/!lawyer` one that is not; several with `,` |
//! | `{name:Through@survey-word}` | as few atoms as end with a word of the class |
//! | `{cue=@say}` | a word of the class, which fills the role |
//! | `{Org}` | a mention that fits, and fills nothing |
//! | `..4` | up to four atoms, but no name and no mark |
//! | `...9` | up to nine atoms, names and commas among them |
//! | `( a b \| c )` | one of several sequences |
//! | `x?` | x or nothing; x is preferred |
//! | `^`, `$` | beginning and end of the sentence |
//! | `$name` | what the table `[macro]` of a rule file says of the name |
//!
//! ```
//! use newsgraph::{pack::Pack, recognise::lexicon::Lexicon, extract::pattern};
//! let mut lexicon = Lexicon::compile(&Pack::embedded().unwrap()).unwrap();
//! let nodes = pattern::parse("{plaintiff:Agent} ..3 @sue {defendant:Agent}", &mut lexicon, &mut Default::default()).unwrap();
//! assert_eq!(nodes.len(), 4);
//! ```

mod parse;

pub use parse::{Macros, PatternError, parse};

use std::sync::Arc;

use crate::recognise::lexicon::{ClassId, Symbol};

/// What a capture may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Type {
    Person,
    /// A body of any sort, whatever follows it.
    Org,
    /// A body that acts: no possessive mark follows it.
    Body,
    Platform,
    /// A company, or what one runs; no authority, party or club.
    Firm,
    Place,
    /// The adjective of a country, as the country: 'Australian'.
    Nation,
    /// Somebody who acts or speaks: a person, a body, a group, or a pronoun for one.
    Agent,
    /// The same as the owner of something; possessive pronouns among them.
    Owner,
    Group,
    /// Anything with a name.
    Name,
    Title,
    Topic,
    Time,
    Money,
    Percent,
    /// A number without a unit of its own.
    Count,
    /// A count of ten or more, or one with a magnitude or a fraction: what is reported as a figure.
    Many,
    Duration,
    /// A number of any sort.
    Quantity,
    /// What stands between quotation marks.
    Quote,
    /// The rest of the clause.
    Clause,
    /// As few atoms as let the rest of the pattern match.
    Until,
    /// A run of words without verb or mark.
    Noun,
}

/// What begins at an atom, one bit each; a capture can begin only where one of its type's bits is set.
pub mod flag {
    pub const PERSON: u16 = 1;
    pub const BODY: u16 = 1 << 1;
    pub const PLACE: u16 = 1 << 2;
    pub const GROUP: u16 = 1 << 3;
    pub const OTHER_NAME: u16 = 1 << 4;
    pub const TITLE: u16 = 1 << 5;
    pub const TOPIC: u16 = 1 << 6;
    pub const TIME: u16 = 1 << 7;
    pub const MONEY: u16 = 1 << 8;
    pub const PERCENT: u16 = 1 << 9;
    pub const COUNT: u16 = 1 << 10;
    pub const DURATION: u16 = 1 << 11;
    pub const QUOTE: u16 = 1 << 12;
}

impl Type {
    /// Whether it takes somebody or something by name, and no words, places or quantities.
    pub const fn is_name(self) -> bool {
        use Type::{Agent, Body, Firm, Name, Org, Owner, Person, Platform};
        matches!(self, Person | Org | Body | Platform | Firm | Agent | Owner | Name)
    }

    /// The bits of which one must be set where a capture of the type begins; none for captures of words.
    pub const fn flags(self) -> u16 {
        use flag::{
            BODY, COUNT, DURATION, GROUP, MONEY, OTHER_NAME, PERCENT, PERSON, PLACE, QUOTE, TIME, TITLE, TOPIC,
        };
        match self {
            Self::Person => PERSON,
            Self::Org | Self::Body | Self::Platform | Self::Firm => BODY,
            Self::Place | Self::Nation => PLACE,
            Self::Agent | Self::Owner => PERSON | BODY | GROUP,
            Self::Group => GROUP,
            Self::Name => PERSON | BODY | PLACE | GROUP | OTHER_NAME,
            Self::Title => TITLE,
            Self::Topic => TOPIC,
            Self::Time => TIME,
            Self::Money => MONEY,
            Self::Percent => PERCENT,
            Self::Count | Self::Many => COUNT,
            Self::Duration => DURATION,
            Self::Quantity => MONEY | PERCENT | COUNT | DURATION,
            Self::Quote => QUOTE,
            Self::Clause | Self::Until | Self::Noun => 0,
        }
    }

    const ALL: [(&'static str, Self); 25] = [
        ("Person", Self::Person),
        ("Org", Self::Org),
        ("Body", Self::Body),
        ("Platform", Self::Platform),
        ("Firm", Self::Firm),
        ("Place", Self::Place),
        ("Nation", Self::Nation),
        ("Agent", Self::Agent),
        ("Owner", Self::Owner),
        ("Many", Self::Many),
        ("Group", Self::Group),
        ("Name", Self::Name),
        ("Title", Self::Title),
        ("Topic", Self::Topic),
        ("Time", Self::Time),
        ("Money", Self::Money),
        ("Percent", Self::Percent),
        ("Count", Self::Count),
        ("Duration", Self::Duration),
        ("Quantity", Self::Quantity),
        ("Quote", Self::Quote),
        ("Clause", Self::Clause),
        ("Until", Self::Until),
        ("Through", Self::Until),
        ("Noun", Self::Noun),
    ];
}

/// A part of a pattern.
#[derive(Debug, Clone)]
pub enum Node {
    Literal(Vec<Symbol>),
    Class {
        class: ClassId,
        role: Option<String>,
    },
    /// A word of the class ends within the two atoms in front, or with `not` none does.
    Behind {
        class: ClassId,
        not: bool,
    },
    /// The sequence fits here, or with `not` does not; it takes no atoms.
    Look {
        nodes: Vec<Node>,
        not: bool,
    },
    Capture {
        role: Option<String>,
        kind: Type,
        list: bool,
        only: Only,
    },
    Gap {
        most: usize,
        wide: bool,
    },
    /// Shared by all patterns that name the same macro.
    Choice(Arc<[Vec<Node>]>),
    Optional(Vec<Node>),
    Start,
    End,
}

/// What a capture of a type is limited to.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Only {
    /// Concepts, as positions in the lexicon's titles, that a title must be or stand below; and those it must not.
    pub within: Vec<u32>,
    pub without: Vec<u32>,
    /// Class whose word must end the capture.
    pub through: Option<ClassId>,
}

/// The roles that a pattern captures, each once, in order.
pub fn roles(nodes: &[Node]) -> Vec<&str> {
    let mut found = Vec::new();
    visit(nodes, &mut |node| {
        if let Node::Capture { role: Some(role), .. } | Node::Class { role: Some(role), .. } = node
            && !found.contains(&role.as_str())
        {
            found.push(role.as_str());
        }
    });
    found
}

fn visit<'n>(nodes: &'n [Node], look: &mut impl FnMut(&'n Node)) {
    for node in nodes {
        look(node);
        match node {
            Node::Choice(alternatives) => alternatives.iter().for_each(|nodes| visit(nodes, look)),
            Node::Optional(nodes) | Node::Look { nodes, not: false } => visit(nodes, look),
            _ => {}
        }
    }
}
