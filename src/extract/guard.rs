//! Whether a text says that a thing is so: negation, doubt, plan, condition and question around a match.

use super::matcher::Match;
use super::pattern::Type;
use super::rules::Guard;
use crate::fact::Modality;
use crate::recognise::lexicon::{ClassId, Lexicon};
use crate::recognise::{Reading, Tagged};
use crate::segment::Sentence;
use crate::segment::atoms::Kind;

/// How many atoms in front of a match may hold a word that turns it.
const REACH: usize = 3;

/// How far in front of a match words may stand that open a clause nobody vouches for.
const DOUBT_REACH: usize = 8;

/// The word classes that guards look for.
#[derive(Debug, Default)]
pub struct Words {
    negation: Option<ClassId>,
    hedge: Option<ClassId>,
    rumour: Option<ClassId>,
    consider: Option<ClassId>,
    no_sign: Option<ClassId>,
    plan: Option<ClassId>,
    condition: Option<ClassId>,
    doubt_opener: Option<ClassId>,
}

impl Words {
    pub fn of(lexicon: &Lexicon) -> Self {
        Self {
            negation: lexicon.class("negation"),
            hedge: lexicon.class("hedge"),
            rumour: lexicon.class("rumour"),
            consider: lexicon.class("consider"),
            no_sign: lexicon.class("no-sign"),
            plan: lexicon.class("plan"),
            condition: lexicon.class("condition"),
            doubt_opener: lexicon.class("doubt-opener"),
        }
    }

    /// The modality of a match, or `None` where its rule wants no fact then.
    pub fn modality(&self, found: &Match<'_>, reading: &Reading<'_>) -> Option<Modality> {
        let tagged = &reading.sentences[found.sentence];
        let sentence = &reading.article.sentences[found.sentence];
        let guard = found.rule.guard;
        let open = open_atoms(found, sentence);
        let here = |class: Option<ClassId>| {
            class.is_some_and(|class| open.iter().any(|at| tagged.class_at(*at, class).is_some()))
        };
        let checks = [
            (guard.question, is_question(sentence, found), Modality::Possible),
            (guard.hedge, here(self.no_sign), Modality::Denied),
            (guard.negation, here(self.negation), Modality::Denied),
            (guard.condition, self.conditional(found, tagged, sentence, reading.is_chinese()), Modality::Possible),
            (
                guard.hedge,
                here(self.hedge) || here(self.rumour) || self.doubted(found, tagged, sentence),
                Modality::Possible,
            ),
            (guard.plan, here(self.consider), Modality::Possible),
            (guard.plan, here(self.plan), Modality::Planned),
        ];
        let mut modality = found.rule.modality;
        for (guard, holds, then) in checks {
            if !holds || guard == Guard::Ignore {
                continue;
            }
            if guard == Guard::Skip {
                return None;
            }
            modality = modality.max(then);
        }
        Some(modality)
    }

    /// The clause of the match is the content of a rumour or of a report that nobody vouches for: 'a report that …', 網傳….
    fn doubted(&self, found: &Match<'_>, tagged: &Tagged, sentence: &Sentence) -> bool {
        let Some(class) = self.doubt_opener else { return false };
        let marked = |at: usize| sentence.atoms[at].kind == Kind::Mark;
        (found.from.saturating_sub(DOUBT_REACH)..found.from)
            .rev()
            .take_while(|at| !marked(*at))
            .any(|at| tagged.class_at(at, class).is_some_and(|to| to <= found.from))
    }

    /// A condition opens the clause of the match or one in front of it.
    fn conditional(&self, found: &Match<'_>, tagged: &Tagged, sentence: &Sentence, chinese: bool) -> bool {
        let Some(class) = self.condition else { return false };
        let start = clause_start(sentence, found.from);
        // In Chinese the condition may stand between the subject and the rest.
        let open = if chinese { open_atoms(found, sentence) } else { Vec::new() };
        (start..found.from).chain(open).any(|at| tagged.class_at(at, class).is_some())
    }
}

/// Where the sentence or part of it that is cut off by a semicolon begins.
fn clause_start(sentence: &Sentence, at: usize) -> usize {
    sentence.atoms[..at]
        .iter()
        .rposition(|atom| matches!(atom.key.as_str(), ";" | ":" | "—" | "。" | "!" | "?"))
        .map_or(0, |mark| mark + 1)
}

fn is_question(sentence: &Sentence, found: &Match<'_>) -> bool {
    let last = sentence.atoms.iter().rev().find(|atom| atom.kind == Kind::Mark).is_some_and(|atom| atom.key == "?");
    let quoted = sentence.quotes.iter().any(|quote| quote.outer.end + 1 >= sentence.atoms.len());
    last && !quoted && found.to + 12 > sentence.atoms.len()
}

/// The atoms of a match that no capture of words holds, and the few in front of it in the same clause.
fn open_atoms(found: &Match<'_>, sentence: &Sentence) -> Vec<usize> {
    let mut front = found.from;
    while front > 0 && found.from - front < REACH && sentence.atoms[front - 1].kind != Kind::Mark {
        front -= 1;
    }
    let words = |at: usize| {
        found.captures.iter().any(|capture| {
            capture.from <= at
                && at < capture.to
                && matches!(capture.kind, Some(Type::Clause | Type::Quote | Type::Until | Type::Noun))
        })
    };
    (front..found.to).filter(|at| !words(*at)).collect()
}
