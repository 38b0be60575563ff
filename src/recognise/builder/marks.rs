//! What the words around names that no lexicon has tell of them: a shop called Pemberton's, a town where things happen.

use std::collections::BTreeSet;

use super::Builder;
use crate::fact::Kind;
use crate::recognise::ground::{Candidate, Ground};
use crate::recognise::reading::Form;
use crate::segment::atoms::Case;

impl Builder<'_, '_> {
    /// 平台「喵播」宣布: a name that fills quotation marks stands with them where a name without would stand.
    pub(super) fn take_quotes(&mut self) {
        for mention in self.reading.mentions.iter_mut().filter(|mention| mention.form == Form::Name) {
            let quotes = &self.reading.article.sentences[mention.sentence].quotes;
            if let Some(quote) = quotes.iter().find(|quote| !quote.open && quote.inner == (mention.from..mention.to)) {
                (mention.from, mention.to) = (quote.outer.start, quote.outer.end);
            }
        }
    }

    /// A name that always has a mark of possession, even where nothing follows that it could own, holds it: in 'the case
    /// against Pemberton's over food' the shop is called so.
    pub(super) fn keep_marks(&self, grounds: &[Ground<'_>], discovered: &mut [(usize, Candidate)]) {
        let mark = |i: usize, to: usize| grounds[i].is_genitive(to);
        let people: BTreeSet<&str> = discovered
            .iter()
            .filter(|(_, c)| c.kind == Some(Kind::Person))
            .map(|(i, c)| grounds[*i].key(c.name.1 - 1))
            .collect();
        let single = |c: &Candidate| c.name.1 == c.name.0 + 1 && c.kind != Some(Kind::Person) && c.stretch == c.name;
        let ends = |i: usize, to: usize| {
            let ground = &grounds[i];
            let classes = ground.classes;
            let verb =
                ground.word_at(to + 1, classes.say).is_some() || ground.word_at(to + 1, classes.finite).is_some();
            let joins =
                [classes.preposition, classes.clause_opener].iter().any(|class| ground.is_member(*class, to + 1));
            // 'They join Pemberton's, Acme and Bolt'.
            let ends = matches!(ground.key(to + 1), "," | ".") && !people.contains(ground.key(to - 1));
            mark(i, to) && (verb || joins || ends) && ground.key(to + 2) != "-"
        };
        let names: BTreeSet<String> = discovered
            .iter()
            .filter(|(i, c)| single(c) && ends(*i, c.name.1))
            .map(|(i, c)| grounds[*i].key(c.name.0).to_owned())
            .collect();
        let bare = |name: &String| {
            // A person of that name is another: Ernest Halden of Halden's.
            let full = |ground: &Ground<'_>, at: usize| {
                at > 0 && ground.sentence.atoms[at - 1].case == Case::Title && ground.sentence.atoms[at].spaced
            };
            let alone = |ground: &Ground<'_>, at: usize| {
                ground.key(at) == name && !ground.is_genitive(at + 1) && !full(ground, at)
            };
            grounds.iter().any(|ground| (0..ground.len()).any(|at| alone(ground, at)))
        };
        let names: BTreeSet<String> = names.into_iter().filter(|name| !bare(name)).collect();
        for (i, candidate) in discovered {
            if single(candidate) && mark(*i, candidate.name.1) && names.contains(grounds[*i].key(candidate.name.0)) {
                candidate.name.1 += 1;
                candidate.stretch.1 += 1;
            }
        }
    }

    /// Names that stand behind 'in' and its like wherever they are used: towns that no lexicon has.
    pub(super) fn places(&self, grounds: &[Ground<'_>], discovered: &[(usize, Candidate)]) -> BTreeSet<String> {
        let mut places = BTreeSet::new();
        let mut others = BTreeSet::new();
        // Where the last place ended: 'in Hexham, Kirkcaldy and Barrow' lists three.
        let mut last = None;
        for (i, candidate) in discovered.iter().filter(|_| !self.reading.is_chinese()) {
            let ground = &grounds[*i];
            let (from, to) = candidate.name;
            let name = ground.folded(candidate.name);
            let and = |at: usize| ground.is_member(ground.classes.and, at);
            let listed = from > 1
                && last == Some((*i, from - 1))
                && (and(from - 1) || ground.key(from - 1) == "," && (ground.key(to) == "," || and(to)));
            let lies = from > 1
                && ground.is_member(ground.classes.locative, from - 1)
                && !ground.is_member(ground.classes.put_into, from - 2)
                && !ground.is_genitive(to)
                && !and(to);
            // 'in Acme, Bolt and Minty said': only one that is a place by itself begins a list.
            let lies = lies || listed && !ground.is_genitive(to);
            if lies {
                last = Some((*i, to));
            }
            if lies && to - from < 3 {
                places.insert(name)
            } else {
                others.insert(name)
            };
        }
        places.retain(|name| !others.contains(name));
        places
    }

    /// 'Mr Ndaba' stands somewhere, so that whoever bears that family name is a person.
    pub(super) fn honoured(&self, family: &str) -> bool {
        let (lexicon, honorific) = (&self.reading.recogniser.lexicon, self.reading.recogniser.classes.honorific);
        self.reading.article.sentences.iter().any(|sentence| {
            sentence.atoms.windows(3).any(|three| {
                let mark = usize::from(three[1].key == ".");
                three[mark + 1].key == family && lexicon.is_member(honorific, &three[0].key)
            })
        })
    }
}
