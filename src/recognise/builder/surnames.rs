//! People whom a Chinese article goes on calling by their family names, alone or with a title: 譚否認 and 譚董事長, after 譚偉豪.

use super::Builder;
use crate::fact::Kind;
use crate::recognise::ground::Ground;
use crate::recognise::lexicon::ClassId;
use crate::recognise::reading::{Form, Mention};
use crate::segment::Part;

/// How many dates and adverbs may stand between a family name and the verb.
const LEADS: usize = 6;

/// How far behind a family name the verb may stand in front of which something else is told, or the title.
const ASIDE: usize = 16;

impl Builder<'_, '_> {
    /// Adds the mentions: a family name that opens a clause in front of a verb of speaking or a title, where one person of
    /// that name was named before.
    pub(super) fn add_surnames(&mut self, grounds: &[Ground<'_>]) {
        let mut found = Vec::new();
        for (i, ground) in grounds.iter().enumerate().filter(|(_, ground)| ground.sentence.part == Part::Body) {
            for at in (0..ground.len()).filter(|at| alone(ground, *at)) {
                let covered = |mention: &Mention| mention.sentence == i && mention.from <= at && at < mention.to;
                if self.reading.mentions.iter().any(covered) {
                    continue;
                }
                if let Some(person) = self.bearer(i, at, ground.key(at)) {
                    found.push(Mention { sentence: i, from: at, to: at + 1, form: Form::Name, senses: vec![person] });
                }
            }
        }
        self.reading.mentions.extend(found);
        self.reading.mentions.sort_by_key(|mention| (mention.sentence, mention.from, mention.to));
    }

    /// The one person named before whose name begins so.
    fn bearer(&self, sentence: usize, at: usize, family: &str) -> Option<u32> {
        let mut bearers: Vec<u32> = self
            .reading
            .mentions
            .iter()
            .filter(|mention| (mention.sentence, mention.from) < (sentence, at) && mention.form == Form::Name)
            .filter(|mention| {
                let atoms = &self.reading.article.sentences[mention.sentence].atoms;
                (2..=4).contains(&(mention.to - mention.from)) && atoms[mention.from].key == family
            })
            .filter_map(|mention| mention.senses.first().copied())
            .filter(|sense| self.reading.entities[*sense as usize].kind == Kind::Person)
            .collect();
        bearers.dedup();
        bearers.sort_unstable();
        bearers.dedup();
        (bearers.len() == 1).then(|| bearers[0])
    }
}

/// A family name begins a clause, and a title follows, or a verb of speaking with no more than an adverb between.
fn alone(ground: &Ground<'_>, at: usize) -> bool {
    let classes = ground.classes;
    let speaks = |at: usize| ground.word_at(at, classes.speech_any).is_some();
    let titled = |at: usize| ground.title_starting(at).is_some();
    ground.opens_clause(at)
        && ground.is_member(classes.surnames_zh, at)
        && ground.known_word_at(at).is_none()
        && !ground.valued[at]
        && !ground.is_member(classes.han_stop, at)
        && (titled(at + 1)
            || speaks(at + 1)
            || ground.word_at(at + 1, classes.cue_adverb).is_some_and(speaks)
            || acts(ground, at + 1))
}

/// 黎現年71歲, 何去年3月出任, 何是電影導演, 鄭在社交網站發文: behind a family name, dates and adverbs stands what only people do.
fn acts(ground: &Ground<'_>, from: usize) -> bool {
    let classes = ground.classes;
    let any = |at: usize, of: &[Option<ClassId>]| of.iter().any(|class| ground.word_at(at, *class).is_some());
    let step = |at: usize| {
        let mark = ground.valued.get(at) == Some(&true)
            || ground.is_member(classes.name_stop, at) && !ground.is_member(classes.possessive, at);
        ground.word_at(at, classes.cue_adverb).or(mark.then_some(at + 1))
    };
    let verb = (0..LEADS).try_fold(from, |at, _| step(at).ok_or(at)).unwrap_or_else(|at| at);
    let deeds = [
        classes.speech_any,
        classes.person_verb,
        classes.be_in_office,
        classes.take_office,
        classes.once_held,
        classes.give_up_office,
        classes.quit_office,
    ];
    let clause = (from + 1..ground.len().min(from + ASIDE)).take_while(|at| ground.key(*at) != ",");
    let is = ground.is_member(classes.copula, from) && clause.clone().any(|at| ground.title_starting(at).is_some());
    let aside = ground.word_at(from, classes.speech_aside).is_some()
        && clause.clone().any(|at| any(at, &deeds[..1]) || ground.acts_at(at));
    any(verb, &deeds) || any(from, &deeds) || is || aside
}
