//! Words that stand for an entity spoken of before: pronouns, descriptions, groups of people.

use std::collections::BTreeMap;

use super::{Builder, covered};
use crate::fact::Kind;
use crate::recognise::descriptions;
use crate::recognise::ground::{Ground, Stretch};
use crate::recognise::lexicon::ClassId;
use crate::recognise::reading::{Form, LocalEntity, Mention};
use crate::segment::atoms::{Case, Kind as AtomKind};

/// How far behind the people who are counted the verb may stand that tells what they do together.
const DEED_WITHIN: usize = 8;

/// How far in front of a Chinese noun for a body the count may stand that it belongs to.
const FURTHEST_COUNT: usize = 12;

impl<'a> Builder<'_, 'a> {
    /// Pronouns, definite descriptions and groups of people.
    pub(super) fn add_pointers(&mut self, grounds: &[Ground<'_>], chinese: bool) {
        let classes = &self.reading.recogniser.classes;
        let forms = [
            (classes.he, Form::He),
            (classes.she, Form::She),
            (classes.they, Form::They),
            (classes.it, Form::It),
            (classes.his, Form::His),
            (classes.her, Form::Her),
            (classes.its, Form::Its),
            (classes.their, Form::Their),
            (classes.government_noun, Form::Government),
            (classes.company_noun, Form::Company),
            (classes.bare_body_noun, Form::Company),
            (classes.person_noun, Form::Person),
        ];
        let pointing: Vec<Option<ClassId>> = forms
            .iter()
            .map(|(class, _)| *class)
            .chain([classes.group_noun, classes.group_head, classes.pair_of_bodies])
            .collect();
        let mut groups: BTreeMap<String, u32> = BTreeMap::new();
        if chinese {
            self.add_families(grounds, &mut groups);
        }
        let mut named = covered(&self.reading.mentions, grounds);
        for (i, ground) in grounds.iter().enumerate() {
            let named = std::mem::take(&mut named[i]);
            let mut found = Vec::new();
            for (stretch, class) in ground.words.of(&pointing) {
                let (from, to) = stretch;
                if Some(class) == classes.pair_of_bodies {
                    if let Some(from) = (!chinese).then(|| listed_behind(ground, stretch, &named)).flatten() {
                        let senses = vec![self.group(ground, (from, to), &mut groups)];
                        found.push(Mention { sentence: i, from, to, form: Form::Group, senses });
                    }
                    continue;
                }
                if !points(ground, stretch, class, &named, chinese) || self.is_unnamed(ground, stretch, class) {
                    continue;
                }
                if let Some((_, form)) = forms.iter().find(|(id, _)| *id == Some(class)) {
                    // 'suspended her for a week': in front of a mark, a number or a preposition she is meant, not hers.
                    let object = *form == Form::Her
                        && !chinese
                        && (ground.kind(to) != Some(AtomKind::Word)
                            || ground.is_member(classes.preposition, to)
                            || ground.is_member(classes.negation, to));
                    let form = if object { Form::She } else { *form };
                    // 'His office'.
                    let body = matches!(form, Form::His | Form::Her).then(|| ground.word_at(to, classes.his_body));
                    if let Some(end) = body.flatten().filter(|end| !chinese && named.get(*end) != Some(&true)) {
                        found.push(Mention { sentence: i, from, to: end, form: Form::Company, senses: Vec::new() });
                    }
                    found.push(Mention { sentence: i, from, to, form, senses: Vec::new() });
                } else if Some(class) == classes.group_noun || Some(class) == classes.group_head {
                    let head = from;
                    let from = group_start(ground, from, chinese, &named);
                    let told = |at: usize| stands_up_for(ground, at, head, &named);
                    if ground.word_at(head, classes.group_noun).is_none() && !(from..head).any(told) {
                        continue;
                    }
                    let (from, to) = if chinese { with_others(ground, (from, to), &named) } else { (from, to) };
                    let end = if chinese { to } else { belonging(ground, (from, to), &named) };
                    let senses = vec![self.group(ground, (name_start(ground, from, to), end), &mut groups)];
                    found.push(Mention { sentence: i, from, to, form: Form::Group, senses });
                }
            }
            let officers = match chinese {
                true => descriptions::officers_in_chinese(ground, &named),
                false => descriptions::officers(ground, &named),
            };
            for (from, to) in counted_people(ground, &named).into_iter().filter(|_| chinese) {
                let senses = vec![self.group(ground, (from, to), &mut groups)];
                found.push(Mention { sentence: i, from, to, form: Form::Group, senses });
            }
            found.extend(officers.into_iter().map(|(from, to)| Mention {
                sentence: i,
                from,
                to,
                form: Form::Person,
                senses: Vec::new(),
            }));
            if !chinese {
                let former = descriptions::former(ground, &named);
                found.extend(former.map(|to| Mention {
                    sentence: i,
                    from: 0,
                    to,
                    form: Form::Person,
                    senses: Vec::new(),
                }));
                let plural: Vec<Stretch> = ground.titles.iter().map(|(stretch, _)| *stretch).collect();
                for (from, to) in plural.into_iter().filter(|title| many(ground, *title, &named)) {
                    let from = group_start(ground, from, false, &named);
                    let senses = vec![self.group(ground, (name_start(ground, from, to), to), &mut groups)];
                    found.push(Mention { sentence: i, from, to, form: Form::Group, senses });
                }
                self.add_nations(i, ground, &named, &mut found);
                for description in descriptions::find(ground, &named) {
                    found.push(self.described(i, ground, &description));
                }
            }
            found
                .sort_by_key(|mention| (mention.from, std::cmp::Reverse(mention.to), mention.form != Form::Government));
            let mut end = 0;
            for mention in found {
                // The adjective of a country goes on meaning it inside a description.
                let owner = matches!(mention.form, Form::His | Form::Her);
                if mention.form == Form::Nation || owner && mention.from + 1 < end && mention.to < end {
                    self.reading.mentions.push(mention);
                } else if mention.from >= end {
                    end = mention.to;
                    self.reading.mentions.push(mention);
                }
            }
        }
        self.reading.mentions.sort_by_key(|mention| (mention.sentence, mention.from, std::cmp::Reverse(mention.to)));
    }

    /// 工會斥責: whoever goes by such a noun where no name ends so is a group.
    fn is_unnamed(&self, ground: &Ground<'_>, stretch: Stretch, class: ClassId) -> bool {
        let classes = ground.classes;
        let words = ground.text(self.reading.source, stretch);
        let names = || self.reading.entities.iter().flat_map(|entity| &entity.names);
        Some(class) == classes.bare_body_noun
            && ground.word_at(stretch.0, classes.group_noun) == Some(stretch.1)
            && !names().any(|(name, _)| name.ends_with(words) && name != words)
    }

    /// 王氏家族, 王大文家族: a family is not the one of it who is named.
    fn add_families(&mut self, grounds: &[Ground<'_>], groups: &mut BTreeMap<String, u32>) {
        for at in 0..self.reading.mentions.len() {
            let mention = &self.reading.mentions[at];
            let ground = &grounds[mention.sentence];
            let person = mention.form == Form::Name
                && mention.senses.iter().any(|sense| self.reading.entities[*sense as usize].kind == Kind::Person);
            if !person {
                continue;
            }
            // Whatever else the characters make together with the last one of the name.
            let to = mention.to + 2;
            if !ground.is_phrase(ground.classes.clan, (mention.to, to)) {
                continue;
            }
            let family = self.group(ground, (mention.from, to), groups);
            let mention = &mut self.reading.mentions[at];
            (mention.to, mention.form, mention.senses) = (to, Form::Group, vec![family]);
        }
    }

    /// The people that some words speak of, who are the same wherever the article has these words.
    fn group(&mut self, ground: &Ground<'_>, stretch: Stretch, groups: &mut BTreeMap<String, u32>) -> u32 {
        let words = ground.text(self.reading.source, stretch).to_owned();
        let id = *groups.entry(words.to_lowercase()).or_insert_with(|| self.unlisted(Kind::Group, words));
        self.reading.entities[id as usize].count += 1;
        id
    }

    /// Makes an entity that no lexicon lists, of a name in the language of the article.
    pub(super) fn unlisted(&mut self, kind: Kind, name: String) -> u32 {
        let names = vec![(name, self.reading.article.language.tag())];
        self.reading.entities.push(LocalEntity { listed: None, kind, names, gender: None, count: 0 });
        self.reading.entities.len() as u32 - 1
    }

    /// The entity of a fitting kind that the article calls so.
    pub(super) fn called(&self, words: &str, fits: impl Fn(Kind) -> bool) -> Option<u32> {
        let called = |entity: &LocalEntity| fits(entity.kind) && entity.names.iter().any(|(name, _)| name == words);
        self.reading.entities.iter().position(called).map(|known| known as u32)
    }

    /// Adjectives of countries, which mean the country.
    fn add_nations(&mut self, sentence: usize, ground: &Ground<'_>, named: &[bool], found: &mut Vec<Mention>) {
        let mut at = 0;
        while at < ground.len() {
            let nation = descriptions::nation_at(ground, at).filter(|(_, to)| !named[at..*to].contains(&true));
            let Some((place, to)) = nation else {
                at += 1;
                continue;
            };
            let senses = vec![self.listed_entity(place)];
            found.push(Mention { sentence, from: at, to, form: Form::Nation, senses });
            at = to;
        }
    }
}

/// 'Paediatricians accused the company': a title in the plural with no name behind it speaks of people.
fn many(ground: &Ground<'_>, (from, to): Stretch, named: &[bool]) -> bool {
    let classes = ground.classes;
    let atoms = &ground.sentence.atoms;
    let last = &atoms[to - 1];
    let plural = last.key.len() > 4 && last.ends_as_plural_noun();
    let lower = (from..to).all(|at| atoms[at].case == Case::Lower || at == 0);
    let head = !(from..to).any(|at| ground.is_member(classes.of, at) || ground.kind(at) != Some(AtomKind::Word));
    let of_name = || ground.is_member(classes.possessive, to) || ground.word_at(to, classes.body_noun).is_some();
    plural
        && lower
        && head
        && !ground.word_ending(to, classes.group_noun)
        && ground.word_at(from, classes.moderating_staff).is_none()
        && !named[from..to].contains(&true)
        && named.get(to) != Some(&true)
        && !of_name()
}

/// Where 'two file-sharing services, Acme and Bolt,' begins: a number of bodies, with their names behind a comma.
fn listed_behind(ground: &Ground<'_>, (from, to): Stretch, named: &[bool]) -> Option<usize> {
    let classes = ground.classes;
    let atoms = &ground.sentence.atoms;
    let word = |at: usize| {
        atoms[at].kind == AtomKind::Word && atoms[at].case == Case::Lower && !ground.is_member(classes.not_noun, at)
            || ground.key(at) == "-"
    };
    let listed = matches!(ground.key(to), "," | ":" | "–" | "—")
        && ground.word_at(from, classes.group_noun) != Some(to)
        && (to + 1..to + 4).any(|at| named.get(at) == Some(&true));
    let front = (from.saturating_sub(5)..from).rev().find(|at| !word(*at) || ground.valued[*at])?;
    (listed && ground.valued[front] && !named[front..to].contains(&true)).then_some(front)
}

/// Whether a word of a class stands for something spoken of before, and is no part of what is said of something else.
fn points(ground: &Ground<'_>, (from, to): Stretch, class: ClassId, named: &[bool], chinese: bool) -> bool {
    let classes = ground.classes;
    if named[from..to].contains(&true) {
        return false;
    }
    // Right in front of a name a description is part of what is said of it.
    if named.get(to) == Some(&true)
        && (Some(class) == classes.person_noun
            || Some(class) == classes.company_noun
            || chinese && Some(class) == classes.group_noun)
    {
        return false;
    }
    // 兩人都是: only where a sentence begins so they are two who were named.
    if chinese && from > 0 && ground.word_at(from, classes.kin_pair) == Some(to) {
        return false;
    }
    // 'The CEO job' is an office and nobody.
    if !chinese && Some(class) == classes.person_noun && ground.is_member(classes.office_thing, to) {
        return false;
    }
    // 'She is the executive chair': a longer title begins there.
    let longer = |at: usize| ground.title_starting(at).is_some_and(|(_, end)| end > to);
    if !chinese && Some(class) == classes.person_noun && (from + 1..to).any(longer) {
        return false;
    }
    // 'Froze the bank accounts': no bank is meant that was named before.
    if !chinese && Some(class) == classes.company_noun && descriptions::thing(ground, to) {
        return false;
    }
    // 部分平台, 各大公司: not the one that was named before.
    if chinese
        && Some(class) == classes.company_noun
        && (ground.word_ending(from, classes.group_modifier) || ground.word_ending(from, classes.others_front))
        && !ground.is_member(classes.this, from)
    {
        return false;
    }
    // 甲、乙等公司, 兩間平台, 他創辦的公司: nor are those that were just named, that are counted, or of which is said which they are.
    if chinese && Some(class) == classes.company_noun && from > 1 && told_otherwise(ground, from) {
        return false;
    }
    // 銀行業, 公司法: no bank and no company.
    if chinese && Some(class) == classes.company_noun && ground.word_at(to, classes.trade_whole).is_some() {
        return false;
    }
    // 藝評人協會: with a noun in front it is the end of a name of its own.
    if chinese
        && ground.word_at(from, classes.bare_body_noun) == Some(to)
        && from > 0
        && ground.kind(from - 1) == Some(AtomKind::Han)
        && !ground.is_member(classes.han_stop, from - 1)
        && !ground.word_ending(from, classes.han_stop)
        && !(from.saturating_sub(4)..from).any(|at| {
            // 工會聯盟: a society of societies.
            ground.known_word_at(at) == Some(from) && ground.word_at(at, classes.bare_body_noun) != Some(from)
        })
    {
        return false;
    }
    // 國會科學委員會, 同屬順達集團: so has a body of a sort that there are many of, behind anything but a verb or a function word.
    if chinese && ground.word_at(from, classes.sort_of_body) == Some(to) && from > 0 {
        let front = from - 1;
        let ends = [classes.han_stop, classes.not_noun, classes.cue_adverb, classes.speech_aside];
        let apart = ground.kind(front) != Some(AtomKind::Han)
            || named[front]
            || ground.valued[front]
            || ground.is_member(classes.han_stop, front)
            || ground.is_member(classes.name_stop, front)
            || ends.iter().any(|class| ground.word_ending(from, *class));
        // 演員王小明的工作室: nor is what is somebody's own.
        let owned = from > 1
            && ground.is_member(classes.possessive, front)
            && named[from - 2]
            && ground.word_at(from, classes.own_studio) == Some(to);
        if !apart || owned {
            return false;
        }
    }
    // 他的經紀人公司: in front of the noun stands whose trade it is.
    let trade = chinese && Some(class) == classes.company_noun && ground.title_ending(from).is_some();
    if trade && ground.word_at(from, classes.general_company_noun) == Some(to) {
        return false;
    }
    // 甲的父親、創投家乙: who is named behind is the same.
    if chinese
        && ground.word_at(from, classes.kin) == Some(to)
        && ground.key(to) == "、"
        && ground.title_starting(to + 1).is_some_and(|(_, end)| named.get(end) == Some(&true))
    {
        return false;
    }
    // 'The campaign group Acme' describes Acme.
    let described = !chinese
        && Some(class) == classes.company_noun
        && ground.is_member(classes.body_noun, to)
        && named.get(to + 1) == Some(&true);
    if described {
        return false;
    }
    // 'some 300 posts' are about 300.
    if !chinese
        && Some(class) == classes.group_noun
        && ground.kind(to) == Some(AtomKind::Number)
        && ground.is_member(classes.group_modifier, from)
    {
        return false;
    }
    // 布局方面: no 局方 behind the beginning of another word.
    if chinese && from > 0 && ground.known_word_at(from - 1).is_some_and(|end| end > from) {
        return false;
    }
    // 'IT' in a name or for itself is no pronoun.
    let short = to == from + 1 && ground.sentence.atoms[from].case == Case::Upper && !ground.shouting;
    !(short && ground.key(from).len() > 1)
}

/// What stands in front of a Chinese noun for a body says that it means no body spoken of before.
fn told_otherwise(ground: &Ground<'_>, from: usize) -> bool {
    let classes = ground.classes;
    let this = |at: usize| at > 0 && ground.is_member(classes.this, at - 1);
    let number = |at: usize| ground.valued[at] || ground.is_member(classes.batch_front, at);
    let counted = ground.is_member(classes.classifier, from - 1)
        && number(from - 2)
        && !ground.is_member(classes.this, from - 2)
        && !this(from - 2);
    counted || ground.is_member(classes.and_so_on, from - 1) || counted_further(ground, from)
}

/// 15間科技或生化公司: the count stands in front of what says which companies they are, and no other body or deed in between.
fn counted_further(ground: &Ground<'_>, from: usize) -> bool {
    let classes = ground.classes;
    let one = |at: usize| ground.is_member(classes.batch_front, at) && !ground.is_member(classes.this, at);
    let number = |at: usize| ground.valued[at] || one(at);
    let others =
        [classes.company_noun, classes.platform_noun, classes.group_noun, classes.clause_deed, classes.speech_any];
    let plain = |at: &usize| {
        (ground.kind(*at) == Some(AtomKind::Han) || ground.key(*at) == "、")
            && others.iter().all(|class| ground.word_at(*at, *class).is_none())
    };
    let mut front = (from.saturating_sub(FURTHEST_COUNT)..from).rev().take_while(plain);
    front.any(|at| at > 0 && ground.is_member(classes.body_classifier, at) && number(at - 1) && at + 1 < from)
}

/// Where the name of a group ends: members of a body go by its name as well, 'members of Congress', 'employees of the Acme Group'.
fn belonging(ground: &Ground<'_>, (_, to): Stretch, named: &[bool]) -> usize {
    let classes = ground.classes;
    let is_named = |at: usize| named.get(at) == Some(&true);
    let belongs = ground.word_ending(to, classes.belonging) && ground.is_member(classes.of, to);
    let from = to + 1 + usize::from(!is_named(to + 1) && ground.is_member(classes.definite, to + 1));
    if !belongs || !is_named(from) {
        return to;
    }
    (from..named.len()).find(|at| !is_named(*at)).unwrap_or(named.len())
}

/// Where the name of a group begins: 'the four tech companies' are tech companies.
fn name_start(ground: &Ground<'_>, from: usize, to: usize) -> usize {
    let mut at = from;
    while let Some(end) = ground.word_at(at, ground.classes.group_opener).filter(|end| *end < to) {
        at = end;
    }
    at
}

/// 多名員工批評, 40名作者聯署: people who are counted and ask or find fault together, where the noun for them is part of a longer
/// word (名員工) or a title.
fn counted_people(ground: &Ground<'_>, named: &[bool]) -> Vec<Stretch> {
    let classes = ground.classes;
    let counted = |at: usize| {
        let measure = || ground.is_phrase(classes.classifier, (at - 1, at));
        ground.word_ending(at, classes.group_opener) || ground.valued[at - 2] && measure()
    };
    let noun = |at: usize| {
        let titled = |to: usize| ground.title_starting(at).is_some_and(|title| title.1 == to);
        let phrase = |to: usize| to - at > 1 && ground.is_phrase(classes.group_noun, (at, to));
        (at + 2..=at + 6).rev().find(|to| *to <= ground.len() && (phrase(*to) || titled(*to)))
    };
    // In the clause, perhaps behind where they do so: 多名用戶在網路上批評.
    let acts = |to: usize| {
        let clause = (to..ground.len().min(to + DEED_WITHIN)).take_while(|at| ground.kind(*at) != Some(AtomKind::Mark));
        let deeds = [classes.demand, classes.criticise, classes.urge];
        clause.into_iter().any(|at| deeds.iter().any(|class| ground.word_at(at, *class).is_some()))
    };
    (2..ground.len())
        .filter(|at| counted(*at) && ground.word_at(*at, classes.group_noun).is_none())
        .filter_map(|at| Some((at, noun(at)?)))
        .filter(|(from, to)| acts(*to) && !named[*from..*to].contains(&true))
        .collect()
}

/// 120名醫師和科學家: what is counted together is one group, also where only one of the two words is known for groups.
fn with_others(ground: &Ground<'_>, (from, to): Stretch, named: &[bool]) -> Stretch {
    let classes = ground.classes;
    let and = |at: usize| ground.kind(at) == Some(AtomKind::Han) && ground.is_member(classes.list_separator, at);
    let counted = |at: usize| {
        let measure = at > 1 && ground.is_member(classes.classifier, at - 1) && ground.valued[at - 2];
        measure || ground.word_ending(at, classes.group_opener)
    };
    let front = || ground.title_ending(from - 1).map(|title| title.0).filter(|start| counted(*start));
    let group = |at: usize| (at + 2..=at + 6).rev().find(|end| ground.word_at(at, classes.group_noun) == Some(*end));
    let behind = || {
        let end = group(to + 1).or_else(|| ground.title_starting(to + 1).map(|title| title.1))?;
        (named.get(end) != Some(&true)).then_some(end)
    };
    if from > 1
        && and(from - 1)
        && let Some(start) = front()
    {
        (start, to)
    } else if counted(from)
        && and(to)
        && let Some(end) = behind()
    {
        (from, end)
    } else {
        (from, to)
    }
}

/// 'Child safety groups', 'animal-welfare activists': a noun in front of one for those who stand up for something.
fn stands_up_for(ground: &Ground<'_>, at: usize, noun: usize, named: &[bool]) -> bool {
    let classes = ground.classes;
    let atom = &ground.sentence.atoms[at];
    let plain = |at: usize| {
        let atom = &ground.sentence.atoms[at];
        let ends = atom.ends_as_past() || atom.ends_as_adverb();
        let words =
            [classes.not_noun, classes.preposition, classes.list_separator, classes.group_opener, classes.nationality];
        let word = atom.kind == AtomKind::Word && (atom.case == Case::Lower || at == 0) && !ends;
        word && !words.iter().any(|class| ground.is_member(*class, at)) && !ground.valued[at]
    };
    // The hyphen of a word of two.
    let joins = || atom.key == "-" && at > 0 && plain(at - 1);
    ground.word_at(noun, classes.group_head).is_some() && named.get(at) != Some(&true) && (plain(at) || joins())
}

/// Where a group of people begins: the words in front of the noun that tell which people. Only listed words do in
/// Chinese, where a verb may stand in front as well: in 照顧員工 it is no part of the group.
fn group_start(ground: &Ground<'_>, noun: usize, chinese: bool, named: &[bool]) -> usize {
    let classes = ground.classes;
    let mut from = noun;
    while from > 0 && noun - from < if chinese { 6 } else { 3 } {
        let at = from - 1;
        let fits = if chinese {
            let front = (at.saturating_sub(3)..at).find(|start| {
                [classes.group_modifier, classes.group_noun, classes.nationality]
                    .iter()
                    .any(|class| ground.word_at(*start, *class) == Some(from))
            });
            front.filter(|start| !named[*start..from].contains(&true) && !ground.valued[*start])
        } else {
            let listed = ground.is_member(classes.group_modifier, at) || ground.is_member(classes.nationality, at);
            (listed || stands_up_for(ground, at, noun, named)).then_some(at)
        };
        let Some(front) = fits else {
            // A name right in front tells whose people they are: 'Acme employees', 俄羅斯官員.
            if named[at]
                && let Some((start, _)) = ground.listed_ending(from)
            {
                return start;
            }
            break;
        };
        from = front;
    }
    from
}
