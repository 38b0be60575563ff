//! Whom the pronoun of a Chinese object means: 某市監管局曾對其處以罰款, 平台隨後將其移除.

use super::company::authority;
use crate::fact::Kind;
use crate::recognise::lexicon::ClassId;
use crate::recognise::{Form, Mention, Reading};

/// The pronoun stands between a word that brings in an object and a verb by which somebody is dealt with.
pub(super) fn is_dealt_with(reading: &Reading<'_>, at: usize) -> bool {
    let here = &reading.mentions[at];
    let classes = &reading.recogniser.classes;
    let tagged = &reading.sentences[here.sentence];
    let ends =
        |class: Option<ClassId>, within| class.is_some_and(|class| tagged.class_ending(here.from, within, class));
    // 對其提出的方案: what is his own.
    let deed = classes.done_to_it.and_then(|class| tagged.class_at(here.to, class));
    let done = deed.is_some_and(|end| !reading.is_member(here.sentence, end, classes.possessive));
    // 封禁其帳號: nobody does so with his own.
    let account = || classes.account_noun.is_some_and(|class| tagged.class_at(here.to, class).is_some());
    reading.is_chinese()
        && here.form == Form::Its
        && (ends(classes.object_mark, 2) && done || ends(classes.moderate, 4) && account())
}

/// Whoever was spoken of in this sentence or the one before, and is not the one who deals with him.
pub(super) fn dealt_with(reading: &Reading<'_>, at: usize) -> Option<Vec<u32>> {
    let here = &reading.mentions[at];
    let atoms = &reading.article.sentences[here.sentence].atoms;
    let acts = |mention: &&Mention| {
        let kind = mention.senses.first().map(|sense| reading.entities[*sense as usize].kind);
        let named = matches!(mention.form, Form::Name | Form::Company | Form::Government | Form::Person);
        named && kind.is_some_and(|kind| kind == Kind::Person || kind.is_body())
    };
    let front: Vec<&Mention> =
        reading.mentions_in(here.sentence).iter().filter(|mention| mention.to <= here.from).filter(acts).collect();
    let clause =
        atoms[..here.from].iter().rposition(|atom| matches!(atom.key.as_str(), "," | ";")).map_or(0, |at| at + 1);
    let actor = front.iter().find(|mention| mention.from >= clause).or(front.first())?;
    let rules = authority(reading, actor.senses[0]);
    // 微博帳號「甲」: the service is not whose account it is.
    let tagged = &reading.sentences[here.sentence];
    let held = |mention: &Mention| {
        let class = reading.recogniser.classes.account_noun;
        let platform = reading.entities[mention.senses[0] as usize].kind == Kind::Platform;
        platform && class.is_some_and(|class| tagged.class_at(mention.to, class).is_some())
    };
    let other = |mention: &&&Mention| mention.senses != actor.senses && !held(mention);
    let ruled = |mention: &&&Mention| other(mention) && !(rules && authority(reading, mention.senses[0]));
    let there = front.iter().find(other).map(|mention| mention.senses.clone());
    there.or_else(|| {
        let before = here.sentence.checked_sub(1)?;
        let paragraph = |sentence: usize| reading.article.sentences[sentence].paragraph;
        let told: Vec<&Mention> = reading.mentions_in(before).iter().filter(acts).collect();
        told.iter().find(ruled).filter(|_| paragraph(before) == paragraph(here.sentence)).map(|m| m.senses.clone())
    })
}
