//! What is known of an article while its facts are made: the words around a place, and what was told before it.

use super::draft::Filler;
use crate::fact::Kind;
use crate::recognise::classes::word_classes;
use crate::recognise::lexicon::{ClassId, Lexicon};
use crate::recognise::number::Quantity;
use crate::recognise::{Form, Mention, Reading, What};
use crate::segment::atoms::Kind as AtomKind;
use crate::text::Language;

/// What the names of classes begin with whose words are units.
pub const UNIT: &str = "unit-";

/// Within how many atoms a Chinese title begins behind the word that puts it in the past.
const LONGEST_OFFICE: usize = 4;

/// An article as its facts are made: the reading, the words that grammar and fillers ask for, and what was told so far.
#[derive(Clone, Copy)]
pub struct Context<'c, 'a> {
    pub reading: &'c Reading<'a>,
    pub words: &'c Words,
    pub units: &'c Units,
    pub main: Option<u32>,
    /// Publisher of the survey or report that a sentence stands behind, by sentence.
    pub sources: &'c [(usize, u32)],
    /// Whose policy a sentence states, by sentence.
    pub issuers: &'c [(usize, u32)],
    /// What the policies are about, by sentence.
    pub topics: &'c [(usize, Stated)],
    /// The policies themselves, by sentence.
    pub policies: &'c [(usize, Policy)],
    /// Who is boycotted, by sentence.
    pub boycotted: &'c [(usize, u32)],
    /// Who has or had which office where, as the text says, by sentence.
    pub offices: &'c [(usize, Office)],
    /// Speaker of the statement that a sentence or its neighbour holds, by sentence.
    pub speakers: &'c [(usize, (usize, u32))],
}

/// What a policy is about, and what it does about it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Stated {
    /// The atom at which its match begins.
    pub from: usize,
    pub topic: Filler,
    pub deontic: Filler,
}

/// Status of an office that somebody has no more.
pub const FORMER: &str = "Former";

/// Status of an office that somebody takes.
pub const INCOMING: &str = "Incoming";

/// Status of an office that somebody took long ago.
pub const APPOINTED: &str = "Appointed";

/// An office that was told of, with the body that the text names for it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Office {
    /// The atom at which its match begins.
    pub from: usize,
    pub person: u32,
    pub title: Option<String>,
    pub org: u32,
    /// He has it no more.
    pub past: bool,
}

/// A policy that was told: where in its sentence, whose it is, what it says and what it is about.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Policy {
    pub from: usize,
    pub issuer: Filler,
    /// A change of a rule only says that there is one.
    pub deontic: Option<Filler>,
    pub topic: Filler,
}

impl<'c, 'a> Context<'c, 'a> {
    pub fn new(reading: &'c Reading<'a>, words: &'c Words, units: &'c Units) -> Self {
        Self {
            reading,
            words,
            units,
            main: reading.main_body(),
            sources: &[],
            issuers: &[],
            topics: &[],
            policies: &[],
            boycotted: &[],
            offices: &[],
            speakers: &[],
        }
    }
}

impl Context<'_, '_> {
    pub(super) fn mentions(&self, sentence: usize) -> impl DoubleEndedIterator<Item = &Mention> {
        self.reading.mentions_in(sentence).iter().filter(|mention| !mention.senses.is_empty())
    }

    /// A word of a class stands right in front of a mention.
    pub(super) fn fronted(&self, mention: &Mention, class: Option<ClassId>) -> bool {
        mention.from.checked_sub(1).zip(class).is_some_and(|(front, class)| {
            self.reading.sentences[mention.sentence].class_at(front, class) == Some(mention.from)
        })
    }

    /// Where a word of a class that begins at an atom ends.
    #[inline]
    pub(super) fn word(&self, sentence: usize, at: usize, class: Option<ClassId>) -> Option<usize> {
        self.reading.sentences[sentence].class_at(at, class?)
    }

    /// A word of a class begins at an atom.
    #[inline]
    pub(super) fn is(&self, sentence: usize, at: usize, class: Option<ClassId>) -> bool {
        self.word(sentence, at, class).is_some()
    }

    /// A word of a class begins between two atoms.
    pub(super) fn holds(&self, sentence: usize, from: usize, to: usize, class: Option<ClassId>) -> bool {
        (from..to).any(|at| self.is(sentence, at, class))
    }

    /// Whether a sentence is the first of its paragraph.
    pub(super) fn opens_paragraph(&self, sentence: usize) -> bool {
        let sentences = &self.reading.article.sentences;
        sentence.checked_sub(1).is_none_or(|at| sentences[at].paragraph != sentences[sentence].paragraph)
    }

    /// Where a date that begins at an atom ends.
    #[inline]
    pub(super) fn date_at(&self, sentence: usize, at: usize) -> Option<usize> {
        self.reading.sentences[sentence].date_at(at)
    }

    /// The quantities that begin at an atom.
    pub(super) fn quantities_at(&self, sentence: usize, at: usize) -> impl Iterator<Item = &Quantity> {
        self.reading.sentences[sentence].at(at).iter().filter_map(|hit| match hit.what {
            What::Quantity(id) => Some(&self.reading.quantities[id as usize]),
            _ => None,
        })
    }

    /// Where the longest title that begins at an atom ends.
    pub(super) fn title_ends(&self, sentence: usize, at: usize) -> Option<usize> {
        let hits = self.reading.sentences[sentence].at(at).iter();
        hits.filter(|hit| matches!(hit.what, What::Title(_))).map(|hit| hit.to as usize).max()
    }

    /// A title begins here: what stands in front of it names the body that somebody else holds it at.
    pub(super) fn titled(&self, sentence: usize, at: usize) -> bool {
        self.title_ends(sentence, at).is_some()
    }

    /// 某公司前採購經理王小明: where the person is named whose office at the body in front is past.
    pub(super) fn former_officer(&self, sentence: usize, at: usize) -> Option<usize> {
        let atoms = &self.reading.article.sentences[sentence].atoms;
        let tagged = &self.reading.sentences[sentence];
        let former = self.words.former_glued.filter(|_| self.reading.is_chinese());
        let glued = atoms.get(at).is_some_and(|atom| !atom.spaced);
        let first = former.filter(|_| glued).and_then(|class| tagged.class_at(at, class))?;
        let named = |at: usize| tagged.at(at).iter().any(|hit| matches!(hit.what, What::Mention(_)));
        let word = |at: &usize| atoms[*at].kind == AtomKind::Han && !named(*at);
        let ends: Vec<usize> = (first..atoms.len())
            .take(LONGEST_OFFICE)
            .take_while(word)
            .filter_map(|at| self.title_ends(sentence, at))
            .collect();
        let person = |mention: &Mention| {
            mention.form == Form::Name && self.reading.sense(mention, |kind| kind == Kind::Person).is_some()
        };
        let mut there = self.mentions(sentence).filter(|mention| person(mention));
        there.find(|mention| ends.contains(&mention.from)).map(|mention| mention.from)
    }

    /// Named mentions in front of an atom, the nearest first.
    pub(super) fn mentions_before(&self, sentence: usize, at: usize) -> impl Iterator<Item = &Mention> {
        let all = (0..=sentence)
            .rev()
            .flat_map(move |here| self.mentions(here).rev().filter(move |mention| here < sentence || mention.to <= at));
        all.filter(|mention| mention.form == Form::Name)
    }

    /// The grammar of the article's language is known.
    pub(super) fn grammatical(&self) -> bool {
        self.reading.article.language == Language::English
    }

    /// A possessive pronoun, or a name with the mark of possession.
    pub(super) fn owns(&self, mention: &Mention) -> bool {
        let tagged = &self.reading.sentences[mention.sentence];
        mention.form.is_possessive()
            || self.words.possessive.is_some_and(|class| tagged.class_at(mention.to, class).is_some())
    }
}

word_classes! {
    /// The word classes that grammar and fillers look for.
    pub struct Words {
        according_to = "according-to", report_by = "report-by", how = "how", at_least = "at-least", at_most = "at-most", about = "about",
        use_verb = "use-verb", then_mark = "then-mark", having = "having", service_noun = "service-noun", unconfirmed = "unconfirmed", supposing = "supposing", may_do = "may-do", own_report = "own-report", asked_front = "asked-front", sum_up = "sum-up", count_verb = "count-verb", examine = "examine", false_claim = "false-claim", called_false = "called-false", platform_front = "platform-front", per_time = "per-time", each_front = "each-front", monthly = "monthly", daily = "daily", survey = "survey-word", show = "show",
        predict = "predict", say = "say", possessive = "possessive", operator = "operator-noun", led = "led-by",
        price_mark = "price-mark", deal = "deal-verb", merger_deal = "merger-deal", own = "own", belongs = "owned-subject",
        layoff = "layoff", job_cut = "job-cut", job_lost = "job-lost", job_word = "job-word", or_word = "or-word",
        price_clause = "price-clause", penal_clause = "penal-clause", fine_threat = "fine-threat", allowed_each = "allowed-each", allowed_only = "allowed-only", place_front = "place-front-zh", place_unit = "place-unit-zh", itself = "itself", each_time = "each-time", bar_thing = "bar-thing",
        bar_verb = "bar-verb", demanded_sum = "demanded-sum", hoped_figure = "hoped-figure", threshold_with = "threshold-with", boycott_word = "boycott-word", boycott_deed = "boycott-deed", makes_up = "makes-up",
        researchers = "researchers", respondents = "respondents", own_figures = "own-figures", metric_revenue = "metric-revenue", metric_profit = "metric-profit", metric_loss = "metric-loss", metric_share_price = "metric-share-price", unit_users = "unit-users", unit_monthly = "unit-monthly-active-users", unit_daily = "unit-daily-active-users", on_behalf = "on-behalf",
        metric = "metric", publish = "publish", than = "than", same_period = "same-period", source_mark = "source-mark", private_title = "private-title", holds_share = "holds-share",
        public_title = "public-title", give_up = "give-up", leave_office = "leave-office", enter_office = "enter-office", take_office = "take-office", found = "found", former_glued = "former-glued", now_word = "now-word", office_adjective = "office-adjective", quits = "quits", as_word = "as-word",
        body_head_title = "body-head-title", body_noun = "body-noun",
        election = "election-name",
        where_front = "where-front",
        these = "these", rule_told = "rule-told", rule_made = "rule-made", by_rule = "by-rule", of_word = "of", heads_body = "heads-body", law_noun = "law-noun", policy_noun = "policy-noun", notice_noun = "notice-noun", unnamed_authority = "unnamed-authority", exempt = "exempt", spared = "not-covered", may_not = "user-may-not", thing_measure = "thing-measure", must = "must", ruled_body = "ruled-body", ruled = "ruled", users = "users",
        clause_verb = "clause-verb", clause_auxiliary = "clause-auxiliary", clause_cut = "clause-cut", until_mark = "until-mark", other_time = "other-time",
        relative_deed = "relative-deed", clause_deed = "clause-deed", chain_link = "chain-link", chain_break = "chain-break", counted_bodies = "unit-companies", lets_another = "lets-another", passes_for = "passes-for", passive_sign = "passive-sign", successor = "successor", handed_to = "handed-to", kin = "kin", urge = "urge", attack = "attack", name_aside = "name-aside",
        clause_relative = "clause-relative", clause_and = "clause-and", clause_preposition = "clause-preposition",
        clause_determiner = "clause-determiner", clause_adverb = "clause-adverb", clause_pointer = "clause-pointer",
        clause_to = "clause-to", clause_at = "clause-at", clause_there = "clause-there", clause_value = "clause-value", clause_of = "clause-of", clause_weak = "clause-weak", own_modifier = "own-modifier", own_measure = "own-measure", metric_price = "metric-price",
        urge_to = "urge-to", tell = "tell", seated = "seated", earlier = "earlier-word", accuse = "accuse", criticise = "criticise", require = "require", allow = "allow",
        announce = "announce", tell_rule = "tell-rule", ban_word = "ban-word", rule_ended = "rule-ended", rule_thing = "rule-thing", date_of_effect = "date-of-effect", takes_effect = "takes-effect", day_bound = "day-bound", state_officer = "state-officer", take_effect = "take-effect", at_once = "at-once", topic_verb = "topic-verb", topic_tail = "topic-tail", topic_lead = "topic-lead",
        topic_measure = "topic-measure", topic_share = "topic-share", topic_own_modifier = "topic-own-modifier",
        topic_own = "topic-own", topic_object = "topic-object", cue = "cue", demand = "demand", topic_idle = "topic-idle", not_noun = "not-noun", cue_adverb = "cue-adverb", counted = "counted", counted_before = "counted-before", times = "times", topic_each = "topic-each", topic_span = "topic-span", people = "unit-people",
        clause_article = "clause-article", kind_noun = "kind-noun", kind_modifier = "kind-modifier", product_noun = "product-noun", named_body = "named-body",
        circumstance = "circumstance", circumstance_end = "circumstance-end", verb_lead = "verb-lead", dated_by = "dated-by", located_by = "located-by",
        joined_by = "joined-by", shared_out = "shared-out", list_rest = "list-rest", coverb = "coverb",
        say_bare = "say-bare", open_quote = "open-quote", rise = "rise", fall = "fall", reach = "reach",
    }
}

/// Units by the class that names them, most particular first.
#[derive(Debug, Default)]
pub struct Units(Vec<(ClassId, String)>);

impl Units {
    pub fn of(lexicon: &Lexicon) -> Self {
        let mut units: Vec<(ClassId, String)> = (0..lexicon.class_count())
            .filter_map(|id| {
                let id = id as ClassId;
                let unit = lexicon.class_name(id).strip_prefix(UNIT)?;
                Some((id, unit.replace('-', " ")))
            })
            .collect();
        units.sort_by_key(|(_, name)| std::cmp::Reverse(name.len()));
        Self(units)
    }
    /// The classes and what they are called.
    pub fn iter(&self) -> impl Iterator<Item = &(ClassId, String)> {
        self.0.iter()
    }
}
