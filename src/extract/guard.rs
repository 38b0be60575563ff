//! Whether a text says that a thing is so: negation, doubt, plan, condition and question around a match.

use super::matcher::Match;
use super::pattern::Type;
use super::rules::Guard;
use crate::fact::Modality;
use crate::recognise::classes::word_classes;
use crate::recognise::lexicon::ClassId;
use crate::recognise::{Reading, Tagged, What, marks};
use crate::segment::Sentence;
use crate::segment::atoms::Kind;

/// How many atoms in front of a match may hold a word that turns it.
const REACH: usize = 3;

/// The same for a figure, which stands behind the verb of its clause: 'is expected to grow by about 4%'.
const REACH_OF_FIGURE: usize = 8;

/// How many atoms in front of a deed the comma may stand that a linking word follows: ，並且.
const LINK_REACH: usize = 3;

/// The class of facts that are figures.
const OBSERVATION: &str = "observation";

/// Longest sentence, in atoms, that does nothing but say that the one in front of it is not so.
const SHORT: usize = 8;

/// Marks inside of a clause: they part the members of a list, or open a quotation or a title.
const INNER: &[&str] = &["、", "「", "『", "〈", "《"];

/// How many atoms an aside that denies something may have in front of its verb.
const DENIAL: usize = 8;

/// Facts that are none the less so where somebody denies what he is charged with.
const UNDENIED: &[&str] = &[
    "statement",
    "criticism",
    "demand",
    "role",
    "lawsuit",
    "investigation",
    "prosecution",
    "penalty",
    "observation",
    "survey",
    "report",
];

/// Deeds that are as open as the clause in front of them with the same subject: 將收購甲公司，裁員千人.
const CARRIED: &[&str] = &["layoff", "acquisition", "boycott", "removal", "suspension", "blocking"];

/// Marks that end a sentence, or one of those of which a headline is made.
const STOPS: &[&str] = &["?", "!", "。"];

/// How far behind a match the noun may stand that its clause is the content of, in atoms.
const TOLD: usize = 5;

/// How far behind a match the mark of its question may stand, in atoms.
const ASKED: usize = 12;

/// Longest aside between commas, in words, over which a negation reaches: 'has not, however, called'.
const ASIDE: usize = 3;

/// How far in front of a match words may stand that open a clause nobody vouches for.
const DOUBT_REACH: usize = 8;

word_classes! {
    /// The word classes that guards look for.
    pub struct Words {
        negation = "negation", hedge = "hedge", rumour = "rumour", consider = "consider", no_sign = "no-sign",
        plan = "plan", intent = "intent", condition = "condition", would = "would", doubt_opener = "doubt-opener", urge = "urge", refuted = "refuted",
        deny = "deny", claim = "claim-apposition", claimed = "claimed-thing", told_noun = "told-noun", participle = "say-participle", inverted = "inverted-negation", neither = "neither", nor = "nor",
        all_refuted = "all-refuted", whether = "whether", and_but = "and-but", chain_link = "chain-link", foreseen = "foreseen",
        foreseen_by = "foreseen-by-others", foreseen_behind = "foreseen-behind", changed_from = "changed-from",
    }
}

impl Words {
    /// The modality of a match, or `None` where its rule wants no fact then.
    pub fn modality(&self, found: &Match<'_>, reading: &Reading<'_>) -> Option<Modality> {
        let tagged = &reading.sentences[found.sentence];
        let sentence = &reading.article.sentences[found.sentence];
        let guard = found.rule.guard;
        let around = Around { found, tagged, sentence, front: front(found, sentence, REACH) };
        let clause = match found.rule.fact.name {
            OBSERVATION => Around { front: front(found, sentence, REACH_OF_FIGURE), ..around },
            _ => around,
        };
        let intent = guard.intent.unwrap_or(guard.plan);
        let foreseen = self.foreseen.filter(|_| found.rule.fact.name == OBSERVATION);
        let checks: [(Guard, Modality, &dyn Fn() -> bool); 10] = [
            (guard.question, Modality::Possible, &|| is_question(sentence, found)),
            (guard.hedge, Modality::Denied, &|| around.holds([self.no_sign])),
            (guard.negation, Modality::Denied, &|| around.holds([self.negation]) || self.inverted(&around)),
            (guard.condition, Modality::Possible, &|| self.conditional(&around, reading.is_chinese())),
            (guard.hedge, Modality::Possible, &|| {
                clause.holds([self.hedge, self.rumour]) && !self.was_before(&clause, reading)
                    || reading.is_chinese() && around.holds([self.whether])
                    || self.doubted(found, tagged, sentence)
                    || self.refuted(found, reading)
                    || self.disowned(found, tagged, sentence)
                    || self.only_told(found, reading)
            }),
            (intent, Modality::Possible, &|| clause.holds([self.consider])),
            (intent, Modality::Planned, &|| clause.holds([self.intent])),
            (guard.plan, Modality::Planned, &|| {
                clause.holds([self.plan, foreseen]) && !self.was(&clause, reading)
                    || self.foreseen_by_others(found, tagged)
            }),
            (intent, Modality::Possible, &|| self.carried(found, reading, [self.consider, self.hedge, self.rumour])),
            (guard.plan, Modality::Planned, &|| self.carried(found, reading, [self.plan])),
        ];
        let mut modality = found.rule.modality;
        for (guard, then, holds) in checks {
            if guard == Guard::Ignore || guard == Guard::Mark && modality >= then || !holds() {
                continue;
            }
            if guard == Guard::Skip {
                return None;
            }
            modality = modality.max(then);
        }
        Some(modality)
    }

    /// 將底薪由42元減至36元, 負債比將從38%升至61%: what a Chinese figure is changed from it was before; and what is marked as changed
    /// in front of that is planned by no more than its mark.
    fn was(&self, clause: &Around<'_>, reading: &Reading<'_>) -> bool {
        if self.was_before(clause, reading) {
            return true;
        }
        let at = clause.found.from;
        let Some(mark) = (clause.front..at).rev().find(|at| self.is_changed_from(clause, *at, reading)) else {
            return false;
        };
        let plans = |at: usize| self.plan.and_then(|class| clause.tagged.class_at(at, class));
        (clause.front..at).all(|at| plans(at).is_none_or(|end| end == at + 1 && end < mark))
    }

    /// 恐由45%下滑: right behind the mark stands what is so already.
    fn was_before(&self, clause: &Around<'_>, reading: &Reading<'_>) -> bool {
        clause.found.from.checked_sub(1).is_some_and(|front| self.is_changed_from(clause, front, reading))
    }

    /// A mark stands at an atom, and behind it the figure that something is changed from.
    fn is_changed_from(&self, clause: &Around<'_>, at: usize, reading: &Reading<'_>) -> bool {
        let figure = || clause.tagged.at(at + 1).iter().any(|hit| matches!(hit.what, What::Quantity(_)));
        reading.is_chinese()
            && clause.found.rule.fact.name == OBSERVATION
            && self.changed_from.is_some_and(|class| clause.tagged.class_at(at, class) == Some(at + 1))
            && figure()
    }

    /// 'The 80,000 that analysts had forecast', 'versus an $8 billion estimate'.
    fn foreseen_by_others(&self, found: &Match<'_>, tagged: &Tagged) -> bool {
        let is = |at: usize, class: Option<ClassId>| class.is_some_and(|class| tagged.class_at(at, class).is_some());
        found.rule.fact.name == OBSERVATION
            && ((found.from + 1..=found.to + 1).any(|at| is(at, self.foreseen_by))
                || is(found.to, self.foreseen_behind))
    }

    /// 微軟考慮收購甲公司，裁員千人: a Chinese clause that begins with its deed goes on with what is planned or open.
    fn carried<const COUNT: usize>(
        &self,
        found: &Match<'_>,
        reading: &Reading<'_>,
        classes: [Option<ClassId>; COUNT],
    ) -> bool {
        if !reading.is_chinese() || !CARRIED.contains(&found.rule.fact.name) {
            return false;
        }
        let (tagged, sentence) = (&reading.sentences[found.sentence], &reading.article.sentences[found.sentence]);
        let comma = |at: &usize| sentence.atoms[*at].key == ",";
        let linked = |at: usize| self.chain_link.and_then(|class| tagged.class_at(at + 1, class)) == Some(found.from);
        let front = || (found.from.saturating_sub(LINK_REACH)..found.from).rev();
        let end = Some(found.from).filter(comma);
        let end = end.or_else(|| front().find(|at| comma(at) && (at + 1 == found.from || linked(*at))));
        let Some(end) = end else { return false };
        let mark =
            |at: &usize| sentence.atoms[*at].kind == Kind::Mark && !INNER.contains(&sentence.atoms[*at].key.as_str());
        let from = (0..end).rev().find(mark).map_or(0, |mark| mark + 1);
        (from..end).any(|at| classes.into_iter().flatten().any(|class| tagged.class_at(at, class).is_some()))
    }

    /// The clause of the match is the content of a rumour, of a report that nobody vouches for, or of a demand: 'a report
    /// that …', 網傳…, 要求公署調查….
    fn doubted(&self, found: &Match<'_>, tagged: &Tagged, sentence: &Sentence) -> bool {
        // The members of a list are all doubted, and so is what stands between quotation marks: 網傳「…」.
        let marked =
            |at: usize| sentence.atoms[at].kind == Kind::Mark && !INNER.contains(&sentence.atoms[at].key.as_str());
        let han = sentence.atoms[found.from].kind == Kind::Han;
        let reach = if han { 2 * DOUBT_REACH } else { DOUBT_REACH };
        let opens = |at: usize, class: Option<ClassId>| {
            class.is_some_and(|class| tagged.class_at(at, class).is_some_and(|to| to <= found.from))
        };
        let front = found.from.saturating_sub(reach);
        // 遭前員工爆料，將裁員三成: the clause in front closes with a word for hearsay.
        let leaked = |comma: usize| {
            (comma.saturating_sub(REACH)..comma)
                .any(|at| self.rumour.is_some_and(|class| tagged.class_at(at, class) == Some(comma)))
        };
        (front..found.from)
            .rev()
            .take_while(|at| !marked(*at))
            .any(|at| opens(at, self.doubt_opener) || han && opens(at, self.urge))
            || han
                && ((front..found.from)
                    .rev()
                    .find(|at| marked(*at))
                    .is_some_and(|at| sentence.atoms[at].key == "," && leaked(at))
                    || self.hearsay(found, tagged, sentence))
    }

    /// 網上瘋傳截圖，稱公司將裁員: all that follows is what the rumour says.
    fn hearsay(&self, found: &Match<'_>, tagged: &Tagged, sentence: &Sentence) -> bool {
        let is = |at: usize, class: Option<ClassId>| class.is_some_and(|class| tagged.class_at(at, class).is_some());
        let from = clause_start(sentence, found.from);
        let Some(rumour) = (from..found.from).find(|at| is(*at, self.rumour) || is(*at, self.doubt_opener)) else {
            return false;
        };
        (rumour..found.from).any(|at| sentence.atoms[at].key == "," && is(at + 1, self.participle))
    }

    /// 'Nor did Acme sue Bolt': the sentence opens with a negation that turns verb and subject round.
    fn inverted(&self, around: &Around<'_>) -> bool {
        let opens = self.inverted.is_some_and(|class| around.tagged.class_at(0, class).is_some());
        // 'Neither Acme nor Bolt has sued Cora'.
        let neither = self.neither.is_some_and(|class| around.tagged.class_at(0, class).is_some())
            && self.nor.is_some_and(|class| around.tagged.has_class(1, around.found.from.max(1), class));
        (opens || neither)
            && !around.sentence.atoms[..around.found.from]
                .iter()
                .any(|atom| matches!(atom.key.as_str(), "," | ";" | ":"))
    }

    /// The next sentence says that it is not so: 消息是假的, 'It had not.'
    fn refuted(&self, found: &Match<'_>, reading: &Reading<'_>) -> bool {
        if self.all_refuted(found, reading) {
            return true;
        }
        let Some((class, next)) = self.refuted.zip(reading.article.sentences.get(found.sentence + 1)) else {
            return false;
        };
        let tagged = &reading.sentences[found.sentence + 1];
        next.atoms.len() <= SHORT && tagged.has_class(0, next.atoms.len(), class)
    }

    /// 'None of it is true.': the sentence in front of which a paragraph ends takes back all that it has told.
    fn all_refuted(&self, found: &Match<'_>, reading: &Reading<'_>) -> bool {
        let sentences = &reading.article.sentences;
        let paragraph = sentences[found.sentence].paragraph;
        let next = (found.sentence + 1..sentences.len()).find(|at| sentences[*at].paragraph != paragraph);
        next.zip(self.all_refuted).is_some_and(|(next, class)| {
            let reach = sentences[next].atoms.len().min(SHORT);
            reading.sentences[next].has_class(0, reach, class)
        })
    }

    /// Somebody denies it in the same breath: ', a claim Acme rejected', ', which Acme denies', ', but Acme denied this',
    /// ，但遭Acme否認. Who denies a charge or what was said of him does not make the charge undone.
    fn disowned(&self, found: &Match<'_>, tagged: &Tagged, sentence: &Sentence) -> bool {
        if UNDENIED.contains(&found.rule.fact.name) {
            return false;
        }
        let Some(deny) = self.deny else { return false };
        let is = |at: usize, class: Option<ClassId>| class.and_then(|class| tagged.class_at(at, class));
        let ends = |at: usize| sentence.atoms.get(at).is_none_or(|atom| atom.kind == Kind::Mark);
        let comma = |at: usize| matches!(sentence.atoms[at].key.as_str(), "," | "—" | "-" | "(");
        let apposed = (found.to.max(1)..sentence.atoms.len())
            .find(|at| comma(at - 1) && is(*at, self.claim).is_some())
            .is_some_and(|at| (at + 1..(at + DENIAL).min(sentence.atoms.len())).any(|at| is(at, self.deny).is_some()));
        apposed
            || (found.to..sentence.atoms.len()).any(|at| {
                tagged.class_at(at, deny).is_some_and(|to| {
                    let han = sentence.atoms[at].kind == Kind::Han;
                    han && ends(to) || is(to, self.claimed).is_some_and(ends)
                })
            })
    }

    /// 將裁員三成的傳聞: what the clause tells is the content of a noun for a rumour, a fear or a possibility behind it.
    fn only_told(&self, found: &Match<'_>, reading: &Reading<'_>) -> bool {
        let (tagged, sentence) = (&reading.sentences[found.sentence], &reading.article.sentences[found.sentence]);
        let possessive = reading.recogniser.classes.possessive;
        let end = sentence.atoms.len().min(found.to + TOLD);
        let of = (found.to..end)
            .take_while(|at| !matches!(sentence.atoms[*at].key.as_str(), "," | "。" | ";"))
            .find(|at| reading.is_chinese() && reading.is_member(found.sentence, *at, possessive));
        of.is_some_and(|of| {
            (of + 1..sentence.atoms.len().min(of + TOLD))
                .any(|at| self.told_noun.is_some_and(|class| tagged.class_at(at, class).is_some()))
        })
    }

    /// A condition opens the clause of the match or one in front of it. A figure in 'would cost $3m' is planned.
    fn conditional(&self, around: &Around<'_>, chinese: bool) -> bool {
        let from = around.found.from;
        let before = || clause_start(around.sentence, from)..from;
        // '"It is worth nothing if nobody pays," said Roe, who …': what is a condition in somebody's words is none outside of them.
        let quoted =
            |at: usize| around.sentence.quotes.iter().any(|q| q.inner.contains(&at) && !q.inner.contains(&from));
        let is =
            |at: usize, class: Option<ClassId>| class.is_some_and(|class| around.tagged.class_at(at, class).is_some());
        let within = |class: Option<ClassId>| before().any(|at| is(at, class) && !quoted(at));
        // 'Acme said it would cut 900 jobs, and Bolt cut 40': what a clause of its own tells has happened.
        let would = || {
            let own = before().rev().find(|at| around.sentence.atoms[*at].key == "," && is(at + 1, self.and_but));
            (own.unwrap_or(before().start)..from).any(|at| is(at, self.would) && !quoted(at))
        };
        within(self.condition)
            || around.found.rule.fact.name != OBSERVATION && would()
            // In Chinese the condition may stand between the subject and the rest.
            || chinese && around.holds([self.condition])
    }
}

/// The words of a match and in front of it.
#[derive(Clone, Copy)]
struct Around<'g> {
    found: &'g Match<'g>,
    tagged: &'g Tagged,
    sentence: &'g Sentence,
    /// First of the few atoms in front of the match that stand in its clause.
    front: usize,
}

impl Around<'_> {
    /// Whether a word of some classes begins in the match or the few atoms in front of it, but in no capture of words.
    fn holds<const COUNT: usize>(&self, classes: [Option<ClassId>; COUNT]) -> bool {
        let marks = marks(classes);
        (self.front..self.found.to).any(|at| {
            let begins = |class: &ClassId| self.tagged.class_at(at, *class).is_some();
            self.tagged.words.may_begin(at, marks) && classes.iter().flatten().any(begins) && !self.in_words(at)
        })
    }

    fn in_words(&self, at: usize) -> bool {
        self.found.captures.iter().any(|capture| {
            capture.from <= at
                && at < capture.to
                && matches!(capture.kind, Some(Type::Clause | Type::Quote | Type::Until | Type::Noun))
        }) || self.passed_over(at)
    }

    /// 批評甲「說過的話不算數」，並呼籲乙: an utterance inside the match that it reads nothing from.
    fn passed_over(&self, at: usize) -> bool {
        let within = |from: usize, to: usize| self.found.from < from && to < self.found.to;
        self.sentence.quotes.iter().any(|quote| {
            let outer = &quote.outer;
            outer.contains(&at)
                && within(outer.start, outer.end)
                && !self.found.captures.iter().any(|capture| capture.from < outer.end && outer.start < capture.to)
        })
    }
}

/// Where the sentence or part of it that is cut off by a semicolon begins.
fn clause_start(sentence: &Sentence, at: usize) -> usize {
    sentence.atoms[..at]
        .iter()
        .rposition(|atom| matches!(atom.key.as_str(), ";" | ":" | "—" | "。" | "!" | "?"))
        .map_or(0, |mark| mark + 1)
}

/// The match stands in a question: the first mark behind it that ends a sentence is one of question, which in a headline may have
/// its answer behind. A question that is quoted asks nothing of what stands outside of the quotation.
fn is_question(sentence: &Sentence, found: &Match<'_>) -> bool {
    let ends = |at: &usize| STOPS.contains(&sentence.atoms[*at].key.as_str());
    let Some(mark) = (found.to..sentence.atoms.len()).find(ends) else { return false };
    let asks = sentence.atoms[mark].key == "?" && mark < found.to + ASKED;
    asks && !sentence.quotes.iter().any(|quote| quote.outer.contains(&mark))
}

/// First of the few atoms in front of a match that stand in its clause; a short aside between commas belongs to the clause.
fn front(found: &Match<'_>, sentence: &Sentence, reach: usize) -> usize {
    // 'about "to" sell': marks of quotation around a word or two do not end the clause.
    let mark = |at: &usize| {
        sentence.atoms[*at].kind == Kind::Mark && !matches!(sentence.atoms[*at].key.as_str(), "\"" | "“" | "”")
    };
    let clause = |to: usize| {
        let first = to.saturating_sub(reach);
        (first..to).rev().find(mark).map_or(first, |mark| mark + 1)
    };
    let comma = |at: usize| sentence.atoms[at].key == ",";
    let aside =
        found.from.checked_sub(1).filter(|end| *end > 0 && comma(*end) && sentence.atoms[*end - 1].kind == Kind::Word);
    aside
        .and_then(|end| (end.saturating_sub(ASIDE + 1)..end).rev().find(mark))
        .filter(|open| comma(*open))
        .map_or(clause(found.from), clause)
}
