//! Names of Chinese bodies that have no ending and stand in no list: what an article says again and again, in places
//! where names of bodies stand. One place proves nothing; several do.

use rustc_hash::{FxHashMap, FxHashSet};

use super::Builder;
use crate::fact::Kind;
use crate::recognise::ground::{Candidate, Ground};
use crate::recognise::lexicon::Symbol;
use crate::segment::Part;
use crate::segment::atoms::{Case, Kind as AtomKind};

/// Shortest and longest name, in characters.
const SHORTEST: usize = 2;
const LONGEST: usize = 7;

/// What the places of a name have to add up to before it is believed.
const ENOUGH: u32 = 3;

/// What they add up to where two uses are enough for a name of two characters: it is introduced, leads to an office and acts.
const SURE: u32 = 5;

/// How often a name of two characters has to be used, which is as long as most words are.
const OFTEN: u32 = 4;

/// How far behind a name the verb may stand whose subject it is.
const REACH: usize = 8;

/// What speaks for a stretch of characters being the name of a body.
#[derive(Default, Clone, Copy)]
struct Evidence {
    uses: u32,
    introduced: bool,
    leads: bool,
    acts: u32,
    acted_on: u32,
}

impl Evidence {
    fn score(self) -> u32 {
        2 * u32::from(self.introduced) + 2 * u32::from(self.leads) + self.acts.min(2) + self.acted_on.min(1)
    }

    fn believed(self, len: usize) -> bool {
        let often = if len == SHORTEST && self.score() < SURE { OFTEN } else { 2 };
        self.score() >= ENOUGH && self.uses >= often
    }
}

impl Builder<'_, '_> {
    /// Adds them to the candidates of the article, which stay in the order of the text.
    pub(super) fn add_recurring(&self, grounds: &[Ground<'_>], discovered: &mut Vec<(usize, Candidate)>) {
        let mut known: FxHashMap<&[Symbol], Evidence> = FxHashMap::default();
        let plain: Vec<Vec<bool>> = grounds.iter().map(plain).collect();
        for (ground, plain) in grounds.iter().zip(&plain) {
            for from in 0..ground.len() {
                let run = plain[from..].iter().take(LONGEST).take_while(|plain| **plain).count();
                if run >= SHORTEST && (introduced(ground, from) || ground.opens_clause(from)) {
                    for len in SHORTEST..=run {
                        known.entry(&ground.symbols[from..from + len]).or_default();
                    }
                }
            }
        }
        if known.is_empty() {
            return;
        }
        // 卡爾森 is whoever is told as 卡爾森（Anna Carlsen）, unless a noun for a body stands in front of it and no given name
        // in the parenthesis.
        let people: FxHashMap<&[Symbol], bool> = discovered
            .iter()
            .filter(|(_, c)| c.kind == Some(Kind::Person))
            .filter_map(|(i, c)| {
                let ground = &grounds[*i];
                let given = [ground.classes.given_names, ground.classes.given_female, ground.classes.given_male];
                let sure = given.iter().any(|class| ground.is_member(*class, c.other.unwrap_or_default().0));
                Some((&ground.symbols[c.name.0..c.name.1], sure)).filter(|_| c.other.is_some())
            })
            .collect();
        let mut places = Vec::new();
        for (i, ground) in grounds.iter().enumerate().filter(|(_, ground)| ground.sentence.part != Part::Related) {
            for from in 0..ground.len() {
                let run = plain[i][from..].iter().take(LONGEST).take_while(|plain| **plain).count();
                for len in SHORTEST..=run {
                    if let Some(evidence) = known.get_mut(&ground.symbols[from..from + len]) {
                        weigh(evidence, ground, from, from + len);
                        places.push((i, from, from + len));
                    }
                }
            }
        }
        places.retain(|(i, from, to)| {
            let symbols = &grounds[*i].symbols[*from..*to];
            let evidence = known[symbols];
            evidence.believed(to - from)
                && is_whole(&known, symbols)
                && people.get(symbols) != Some(&true)
                && (evidence.introduced || !personal(&grounds[*i], *from, *to) && !people.contains_key(symbols))
        });
        // Of two names that begin alike the longer one stands here.
        places.sort_by_key(|(i, from, to)| (*i, *from, std::cmp::Reverse(*to)));
        let mut end = (0, 0);
        for (i, from, to) in places {
            if (i, from) < end {
                continue;
            }
            let introduced = known[&grounds[i].symbols[from..to]].introduced;
            if settle(discovered, i, (from, to), introduced) {
                end = (i, to);
            }
        }
        discovered.sort_by_key(|(i, candidate)| (*i, candidate.stretch));
    }
}

/// 蔡進來訊後: a name that ends in what is a function word elsewhere is told whole in another place.
pub(super) fn extend_people(grounds: &[Ground<'_>], discovered: &mut [(usize, Candidate)]) {
    let symbols = |i: usize, (from, to): (usize, usize)| &grounds[i].symbols[from..to];
    let person = |c: &Candidate| c.kind == Some(Kind::Person) && c.stretch == c.name;
    let whole: FxHashSet<&[Symbol]> = discovered
        .iter()
        .filter(|(_, c)| person(c) && c.name.1 - c.name.0 == 3)
        .map(|(i, c)| symbols(*i, c.name))
        .collect();
    for (i, c) in discovered.iter_mut() {
        let longer = (c.name.0, c.name.1 + 1);
        let ground = &grounds[*i];
        let ends = ground.is_member(ground.classes.name_end, c.name.1);
        if person(c) && ends && longer.1 - longer.0 == 3 && whole.contains(symbols(*i, longer)) {
            (c.stretch, c.name) = (longer, longer);
        }
    }
}

/// 董事長林郭文艷, 葉劉淑儀: two family names in front of two characters, where the article has the second of these behind the
/// other three each time, and more than once.
pub(super) fn extend_married(grounds: &[Ground<'_>], discovered: &mut [(usize, Candidate)]) {
    let plain = |ground: &Ground<'_>, at: usize| {
        ground.kind(at) == Some(AtomKind::Han)
            && !ground.valued[at]
            && ground.title_over(at).is_none()
            && ground.listed_over(at).is_none()
            && ground.known_word_at(at).is_none()
            && !ground.is_member(ground.classes.han_stop, at)
            && !ground.is_member(ground.classes.name_stop, at)
    };
    let goes_on = |name: &[Symbol]| {
        let mut last = None;
        let mut uses = 0;
        for ground in grounds {
            for (from, _) in ground.symbols.windows(name.len()).enumerate().filter(|(_, window)| *window == name) {
                let next = ground.symbols.get(from + name.len()).filter(|_| plain(ground, from + name.len()));
                if next.is_none() || last.is_some_and(|last| Some(last) != next) {
                    return false;
                }
                last = next;
                uses += 1;
            }
        }
        uses > 1
    };
    for (i, c) in discovered.iter_mut() {
        let (ground, (from, to)) = (&grounds[*i], c.name);
        let families = to - from == 3 && (from..from + 2).all(|at| ground.is_member(ground.classes.surnames_zh, at));
        let person = c.kind == Some(Kind::Person) && c.stretch == c.name;
        if person && families && plain(ground, to) && goes_on(&ground.symbols[from..to]) {
            c.name.1 += 1;
            c.stretch = c.name;
        }
    }
}

/// 百年老店大同（2371）: of a long name in front of a number under which a company is listed only the end is the name, where that
/// stands alone in the rest of the article.
pub(super) fn trim_listed(grounds: &[Ground<'_>], discovered: &mut [(usize, Candidate)]) {
    // How often a name opens a clause, and how often it stands at all.
    let uses = |name: &[Symbol]| {
        let mut uses = (0, 0);
        for ground in grounds {
            for (from, _) in ground.symbols.windows(name.len()).enumerate().filter(|(_, window)| *window == name) {
                uses.0 += u32::from(ground.opens_clause(from));
                uses.1 += 1;
            }
        }
        uses
    };
    for (i, c) in discovered.iter_mut() {
        let (ground, (from, to)) = (&grounds[*i], c.name);
        let ticker =
            ground.key(to) == "(" && ground.kind(to + 1) == Some(AtomKind::Number) && ground.key(to + 2) == ")";
        if !ticker || c.kind != Some(Kind::Organization) || to - from < 5 || uses(&ground.symbols[from..to]).1 > 1 {
            continue;
        }
        let short = (from + 2..to - 1).find(|at| {
            let (opens, all) = uses(&ground.symbols[*at..to]);
            opens > 0 && all > 2 && (*at..to).all(|at| ground.known_word_at(at).is_none())
        });
        if let Some(start) = short {
            (c.name.0, c.stretch.0) = (start, start);
        }
    }
}

/// 原海江數據總監, 2017年任海江大學校長, 若海江參選: a character in front of a body that puts its office in the past, gives it or
/// makes a condition is no part of its name.
pub(super) fn trim_fronts(grounds: &[Ground<'_>], discovered: &mut Vec<(usize, Candidate)>) {
    let begins = |i: usize, c: &Candidate| {
        let ground = &grounds[i];
        (ground.symbols.get(c.name.0).copied(), ground.symbols.get(c.name.0 + 1).copied())
    };
    let firsts: FxHashSet<_> = discovered.iter().map(|(i, c)| begins(*i, c)).collect();
    discovered.retain_mut(|(i, c)| {
        let (ground, (from, to)) = (&grounds[*i], c.name);
        let classes = ground.classes;
        if c.kind == Some(Kind::Person)
            || c.stretch.0 != from
            || to - from < 3
            || ground.kind(from) != Some(AtomKind::Han)
        {
            return true;
        }
        let is = |class| ground.is_member(class, from);
        let office = ground.title_starting(c.stretch.1).is_some();
        let dated = from > 0 && ground.valued[from - 1];
        let opens = ground.opens_clause(from);
        let rest = (ground.symbols.get(from + 1).copied(), ground.symbols.get(from + 2).copied());
        let elsewhere = || {
            firsts.contains(&rest)
                || grounds.iter().any(|other| {
                    let name = &ground.symbols[from + 1..to];
                    let mut places =
                        other.symbols.windows(name.len()).enumerate().filter(|(_, window)| *window == name);
                    places.any(|(at, _)| other.opens_clause(at) || other.listed_from(at, Kind::Person))
                })
        };
        let sure = !ground.word_ending(to, classes.trade_ending);
        let past = is(classes.former_glued) && opens && office && to - from > 3 && (sure || elsewhere());
        let given = is(classes.be_in_office) && office && to - from > 3 && (opens || dated);
        if past || given {
            (c.name.0, c.stretch.0) = (from + 1, from + 1);
        }
        // What is called so elsewhere is found by that name.
        !(is(classes.condition) && opens && elsewhere())
    });
}

/// 俞渝上月表示: a family name and one character, which open several clauses, in one of which somebody speaks, and once stand behind an
/// office as whoever holds it.
pub(super) fn add_short_people(grounds: &[Ground<'_>], discovered: &mut Vec<(usize, Candidate)>) {
    let mut known: FxHashMap<&[Symbol], (u32, u32, u32)> = FxHashMap::default();
    let mut places = Vec::new();
    for (i, ground) in grounds.iter().enumerate().filter(|(_, ground)| ground.sentence.part != Part::Related) {
        let classes = ground.classes;
        let plain = plain(ground);
        for from in (1..ground.len()).map(|to| to - 1) {
            let to = from + 2;
            let word = |at: usize| ground.known_word_at(at).is_some();
            if !ground.is_member(classes.surnames_zh, from)
                || !plain[from]
                || !plain[from + 1]
                || word(from)
                || word(from + 1)
                || from > 0 && ground.known_word_at(from - 1).is_some_and(|end| end > from)
            {
                continue;
            }
            let speaks = (to..ground.len().min(to + REACH))
                .find(|at| {
                    let passes = ground.valued[*at] || ground.is_member(classes.name_stop, *at);
                    !passes || ground.speaks_at(*at)
                })
                .is_some_and(|at| ground.speaks_at(at));
            let verbs = [classes.be_in_office, classes.take_office];
            let verb = (from.saturating_sub(4)..from)
                .find(|at| verbs.iter().any(|class| ground.word_at(*at, *class) == Some(from)))
                .or(from.checked_sub(1).filter(|at| ground.is_member(classes.copula, *at)));
            let closed = ground.kind(to) == Some(AtomKind::Mark) || to >= ground.len();
            let holds = closed && verb.is_some_and(|verb| ground.title_ending(verb).is_some());
            let evidence = known.entry(&ground.symbols[from..to]).or_default();
            evidence.0 += u32::from(ground.opens_clause(from) && speaks);
            evidence.1 += u32::from(holds);
            evidence.2 += u32::from(ground.opens_clause(from));
            places.push((i, from, to));
        }
    }
    places.retain(|(i, from, to)| {
        let (speaks, holds, opens) = known[&grounds[*i].symbols[*from..*to]];
        speaks > 0 && holds > 0 && opens > 2
    });
    for (i, from, to) in places {
        let name = (from, to);
        if !discovered.iter().any(|(at, c)| *at == i && c.stretch.0 < to && from < c.stretch.1) {
            let kind = Some(Kind::Person);
            discovered.push((i, Candidate { stretch: name, name, other: None, kind }));
        }
    }
    discovered.sort_by_key(|(i, candidate)| (*i, candidate.stretch));
}

/// 聲潮FM: letters right behind the characters of a body's name, each time or more than once, are part of it.
pub(super) fn extend_brands(grounds: &[Ground<'_>], discovered: &mut Vec<(usize, Candidate)>) {
    let longer = |i: usize, c: &Candidate| {
        let (ground, (from, to)) = (&grounds[i], c.name);
        let atom = ground.sentence.atoms.get(to)?;
        let letters = atom.kind == AtomKind::Word && atom.case != Case::Lower && !atom.spaced && !ground.valued[to];
        let plain = ground.title_over(to).is_none()
            && ground.listed_over(to).is_none()
            && ground.known_word_at(to).is_none()
            && !ground.is_member(ground.classes.not_name, to);
        let alone = ground.kind(to + 1) != Some(AtomKind::Word);
        let body = c.kind != Some(Kind::Person) && c.stretch == c.name && ground.kind(to - 1) == Some(AtomKind::Han);
        (letters && plain && alone && body).then_some((from, to + 1))
    };
    let mut uses: FxHashMap<&[Symbol], u32> = FxHashMap::default();
    for (i, (from, to)) in discovered.iter().filter_map(|(i, c)| Some((*i, longer(*i, c)?))) {
        *uses.entry(&grounds[i].symbols[from..to]).or_default() += 1;
    }
    let mut taken = FxHashSet::default();
    for (i, c) in discovered.iter_mut() {
        if let Some(whole) = longer(*i, c).filter(|(from, to)| uses[&grounds[*i].symbols[*from..*to]] > 1) {
            taken.insert((*i, c.name.1));
            (c.stretch, c.name) = (whole, whole);
        }
    }
    discovered.retain(|(i, c)| !taken.contains(&(*i, c.stretch.0)));
}

/// 抵制飽飽Go where 「飽飽Go」 was told: a name of characters with letters behind them is the same wherever it stands.
pub(super) fn spread_mixed(grounds: &[Ground<'_>], discovered: &mut Vec<(usize, Candidate)>) {
    let mixed: Vec<(Vec<&str>, Option<Kind>)> = discovered
        .iter()
        .filter(|(i, c)| {
            let ground = &grounds[*i];
            let letters = ground.kind(c.name.1 - 1) == Some(AtomKind::Word);
            ground.kind(c.name.0) == Some(AtomKind::Han) && letters && !ground.sentence.atoms[c.name.1 - 1].spaced
        })
        .map(|(i, c)| ((c.name.0..c.name.1).map(|at| grounds[*i].key(at)).collect(), c.kind))
        .collect();
    for (i, ground) in grounds.iter().enumerate().filter(|_| !mixed.is_empty()) {
        for from in 0..ground.len() {
            let stands = |name: &[&str]| name.iter().enumerate().all(|(n, key)| ground.key(from + n) == *key);
            let Some((name, kind)) = mixed.iter().find(|(name, _)| stands(name)) else { continue };
            let stretch = (from, from + name.len());
            let crosses = |c: &Candidate| c.stretch.0 < stretch.1 && stretch.0 < c.stretch.1;
            let inside = |c: &Candidate| stretch.0 <= c.stretch.0 && c.stretch.1 <= stretch.1 && c.stretch != stretch;
            if discovered.iter().all(|(at, c)| *at != i || !crosses(c) || inside(c)) {
                discovered.retain(|(at, c)| *at != i || !crosses(c));
                discovered.push((i, Candidate { stretch, name: stretch, other: None, kind: *kind }));
            }
        }
    }
    discovered.sort_by_key(|(i, candidate)| (*i, candidate.stretch));
}

/// Puts a name among the candidates unless a better one stands there.
fn settle(discovered: &mut Vec<(usize, Candidate)>, i: usize, name: (usize, usize), introduced: bool) -> bool {
    let crosses = |c: &Candidate| c.stretch.0 < name.1 && name.0 < c.stretch.1;
    let better = |c: &Candidate| {
        let wider = c.stretch.0 <= name.0 && name.1 <= c.stretch.1 && c.stretch != name;
        wider || c.other.is_some() || c.kind == Some(Kind::Person) && !(introduced && c.stretch == name)
    };
    if discovered.iter().any(|(at, c)| *at == i && crosses(c) && better(c)) {
        return false;
    }
    discovered.retain(|(at, c)| *at != i || !crosses(c));
    let kind = Some(Kind::Organization);
    discovered.push((i, Candidate { stretch: name, name, other: None, kind }));
    true
}

/// A family name opens the stretch, and nothing but a given name follows.
fn personal(ground: &Ground<'_>, from: usize, to: usize) -> bool {
    let classes = ground.classes;
    let family = ground
        .word_at(from, classes.surnames_ja)
        .or_else(|| ground.word_at(from, classes.surnames_zh))
        .filter(|family| *family < to);
    family.is_some_and(|family| (1..=2).contains(&(to - family)))
}

/// Characters that a name may be made of: no part of a word, a date, a title or a name that the lexicon has.
fn plain(ground: &Ground<'_>) -> Vec<bool> {
    let classes = ground.classes;
    let mut plain: Vec<bool> = (0..ground.len())
        .map(|at| {
            ground.kind(at) == Some(AtomKind::Han)
                && !ground.valued[at]
                && ground.title_over(at).is_none()
                && ground.listed_over(at).is_none()
                && !ground.is_member(classes.han_stop, at)
                && !ground.is_member(classes.name_stop, at)
        })
        .collect();
    for at in 0..ground.len() {
        let listed = [classes.han_stop, classes.bare_body_noun].map(|class| ground.word_at(at, class));
        let word = listed.into_iter().fold(ground.known_word_at(at), Option::max).filter(|to| *to > at + 1);
        if let Some(to) = word {
            plain[at..to].fill(false);
        }
    }
    plain
}

/// A noun stands in front that says what the name is of: 自駕公司, 營運商, 品牌.
fn introduced(ground: &Ground<'_>, from: usize) -> bool {
    let classes = ground.classes;
    let nouns =
        [classes.product_noun, classes.company_noun, classes.operator_noun, classes.before_body, classes.named_body];
    from > 0 && nouns.iter().any(|class| ground.word_ending(from, *class))
}

fn weigh(evidence: &mut Evidence, ground: &Ground<'_>, from: usize, to: usize) {
    let classes = ground.classes;
    evidence.uses += 1;
    evidence.introduced |= introduced(ground, from);
    let close = to + usize::from(matches!(ground.key(to), "」" | "”"));
    evidence.leads |= [classes.top_office, classes.operator_noun].iter().any(|c| ground.word_at(close, *c).is_some());
    if ground.opens_clause(from) && acts(ground, close) {
        evidence.acts += 1;
    }
    let verbs = [classes.criticise, classes.demand, classes.urge, classes.agent_marker, classes.by_whom];
    let object = from > 0 && verbs.iter().any(|class| ground.word_ending(from, *class));
    evidence.acted_on += u32::from(object);
}

/// A date stands right behind the stretch, or soon a verb of which bodies are subjects.
fn acts(ground: &Ground<'_>, to: usize) -> bool {
    let classes = ground.classes;
    if ground.valued.get(to) == Some(&true) {
        return true;
    }
    let mut at = to;
    while at < ground.len().min(to + REACH) {
        if ground.acts_at(at) {
            return true;
        }
        let step = ground.word_at(at, classes.cue_adverb).or_else(|| ground.word_at(at, classes.han_stop));
        let passes = ground.valued[at] || step.is_some() || ground.is_member(classes.name_stop, at);
        if !passes || ground.is_member(classes.possessive, at) || ground.kind(at) == Some(AtomKind::Mark) {
            return false;
        }
        at = step.unwrap_or(at + 1);
    }
    false
}

/// Not a piece of a longer name: most uses of it go on in no one way.
fn is_whole(known: &FxHashMap<&[Symbol], Evidence>, name: &[Symbol]) -> bool {
    let uses = known[name].uses;
    let longer = |other: &[Symbol]| other.len() == name.len() + 1 && other.starts_with(name);
    // 綠程動 of 綠程動能; and 綠程動能車 that is no more than a use of 綠程動能 with something behind it.
    let goes_on = known.iter().any(|(other, evidence)| longer(other) && evidence.uses * 3 >= uses * 2);
    let shorter = name.len() > SHORTEST && known.get(&name[..name.len() - 1]).is_some_and(|it| uses * 3 < it.uses * 2);
    !goes_on && !shorter
}
