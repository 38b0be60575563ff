//! What an entity is called besides its full name, in this article.

use std::collections::{BTreeMap, BTreeSet};

use super::{Builder, add_name, by_first, covered, tag_of};
use crate::fact::Kind;
use crate::recognise::chinese_names;
use crate::recognise::ground::Ground;
use crate::recognise::lexicon::{Symbol, UNKNOWN};
use crate::recognise::reading::{Form, LocalEntity, Mention};
use crate::segment::Part;
use crate::segment::atoms::{Atom, Case, Key, Kind as AtomKind};

impl<'a> Builder<'_, 'a> {
    /// A listed family name with the given name of that person in front: Andrew "Boz" Bosworth.
    pub(super) fn same_person(
        &self,
        ground: &Ground<'_>,
        part: (usize, usize),
        latin: Option<(usize, usize)>,
    ) -> Option<Vec<u32>> {
        let lexicon = &self.reading.recogniser.lexicon;
        let (_, senses) = ground.listed.iter().find(|((from, to), _)| *to == part.1 && *from > part.0)?;
        let given = ground.key(part.0);
        let han = ground.kind(part.0) == Some(AtomKind::Han);
        // 丹尼爾·惠特克(Daniel Whitaker) is not whom a lexicon has by his family name.
        let other = |entity: &crate::pack::ListedEntity| {
            latin.filter(|(from, to)| to - from > 1).is_some_and(|(from, to)| {
                let ends = |name: &String| {
                    let keys = crate::segment::atoms::keys(name);
                    // Ted Cruz is not Valentina Cruz; Timothy may be called Tim.
                    let initial = |key: &str| key.chars().next();
                    let alike = keys.first().is_some_and(|key| initial(key) == initial(ground.key(from)));
                    keys.len() > 1 && keys.first().is_some_and(|key| key == ground.key(from))
                        || alike && keys.last().is_some_and(|key| key == ground.key(to - 1))
                };
                !entity.en.iter().any(ends)
            })
        };
        // 烏韋·芬克 is not 賴瑞·芬克, who alone is listed under that family name.
        let namesake = |entity: &crate::pack::ListedEntity| {
            if !han || latin.is_some() {
                return false;
            }
            let names = entity.zh_hant.iter().chain(&entity.zh_hans).map(|name| crate::segment::atoms::keys(name));
            let mut full = names.filter(|keys| keys.iter().any(|key| key == "·")).peekable();
            full.peek().is_some() && full.all(|keys| keys.first().is_none_or(|key| key != given))
        };
        let same = |index: &u32| {
            let entity = &lexicon.entities[*index as usize];
            lexicon.kinds[*index as usize] == Kind::Person
                && !other(entity)
                && !namesake(entity)
                && (han
                    || entity
                        .en
                        .iter()
                        .any(|name| crate::segment::atoms::keys(name).first().is_some_and(|key| key == given)))
        };
        let found: Vec<u32> = senses.iter().copied().filter(same).collect();
        (!found.is_empty()).then_some(found)
    }

    /// People are called by their family names once their full names are known; bodies by their first words.
    pub(super) fn add_family_names(&mut self) {
        let recogniser = self.reading.recogniser;
        let mut short: Vec<(Vec<Key>, u32)> = Vec::new();
        let alone = self.single_capitals();
        for (id, entity) in self.reading.entities.iter().enumerate() {
            let listed = self.reading.listed(id as u32).into_iter().flat_map(|listed| &listed.en);
            for name in entity.names.iter().map(|(name, _)| name).chain(listed) {
                // 'Andy Chen (Fair Trade Commission)' has no name in parentheses.
                let name = name.split(" (").next().unwrap_or(name);
                let mut keys = crate::segment::atoms::keys(name);
                let latin = name.chars().all(|c| !crate::segment::atoms::is_han(c));
                // 'John Roe Jr.' goes on as Roe.
                let suffix =
                    |key: &Key| key == "." || recogniser.lexicon.is_member(recogniser.classes.name_suffix, key);
                while latin && entity.kind == Kind::Person && keys.len() > 1 && keys.last().is_some_and(suffix) {
                    keys.pop();
                }
                if latin && entity.listed.is_none() && entity.kind.is_body() {
                    // 'The' is no Times Higher Education.
                    let word = |key: &Key| recogniser.lexicon.is_member(recogniser.classes.not_name, key);
                    short.extend(initials(name).filter(|key| !word(key)).map(|key| (vec![key], id as u32)));
                }
                match entity.kind {
                    Kind::Person if latin && keys.len() > 1 => {
                        // 'Ma Dong-wook' goes on as Ma.
                        let last = keys[keys.len() - 1].as_str();
                        let family_first = alone.contains(keys[0].as_str()) && !alone.contains(last);
                        if family_first || recogniser.lexicon.is_member(recogniser.classes.given_names, &keys[0]) {
                            short.push((keys[..1].to_vec(), id as u32));
                        }
                        short.push((keys[keys.len() - 1..].to_vec(), id as u32));
                        let mark = |key: &Key| matches!(key.as_str(), "\"" | "“" | "”" | "‘" | "’" | "'");
                        // 'Ama "Sunny" Boateng' goes on as Sunny.
                        let called = keys.iter().position(mark).zip(keys.iter().rposition(mark));
                        if let Some((open, close)) = called.filter(|(open, close)| open + 1 < *close) {
                            short.push((keys[open + 1..close].to_vec(), id as u32));
                        } else if keys.len() > 2 {
                            short.push((keys[keys.len() - 2..].to_vec(), id as u32));
                        }
                        // 'Inés Vallejo Prieto' goes on as Vallejo.
                        let inner = keys[1..keys.len() - 1].iter().filter(|key| key.chars().count() > 2);
                        if !alone.contains(last) {
                            let called = inner.filter(|key| alone.contains(key.as_str()));
                            short.extend(called.map(|key| (vec![key.clone()], id as u32)));
                        }
                    }
                    Kind::Person if !latin => {
                        // 傑夫．潘 is written with several marks.
                        let joins = |key: &Key| matches!(key.as_str(), "·" | "." | "-");
                        if let Some(dot) = keys.iter().rposition(joins) {
                            short.push((keys[dot + 1..].to_vec(), id as u32));
                        }
                        // 索娜 of 索娜·赫爾加: where family names are rare, people go on under the given name.
                        if let Some(dot) = keys.iter().position(joins).filter(|dot| *dot > 1) {
                            short.push((keys[..dot].to_vec(), id as u32));
                        }
                        if let Some(family) = chinese_names::japanese_family(recogniser, &keys) {
                            short.push((family, id as u32));
                        }
                    }
                    Kind::Organization | Kind::Corporation
                        if latin && keys.len() > 1 && (entity.listed.is_none() || keys[0].len() > 3) =>
                    {
                        let first = &keys[0];
                        let classes = &recogniser.classes;
                        let common = [classes.not_name, classes.nationality, classes.given_names];
                        // Mbali Airways is Mbali, unless somebody in the article is called so.
                        let ends = recogniser.lexicon.is_member(classes.org_suffix, &keys[keys.len() - 1]);
                        let person = |o: &LocalEntity| {
                            let given = |name: &String| name.split_whitespace().next().map(str::to_lowercase);
                            o.kind == Kind::Person
                                && o.names.iter().any(|(name, _)| given(name).is_some_and(|g| g == **first))
                        };
                        let body = ends && alone.contains(first.as_str()) && !self.reading.entities.iter().any(person);
                        let plain = common
                            .iter()
                            .filter(|class| !body || **class != classes.given_names)
                            .any(|class| recogniser.lexicon.is_member(*class, first));
                        if !plain && first.len() > 2 {
                            short.push((vec![first.clone()], id as u32));
                        }
                        // 'The Chronicle' after the Manila Chronicle.
                        let last = &keys[keys.len() - 1];
                        // Hotstar of Disney+ Hotstar.
                        let own = recogniser.lexicon.symbol(last) == UNKNOWN && last.chars().count() > 4;
                        if self.reading.is_chinese() && entity.listed.is_none() && own {
                            short.push((vec![last.clone()], id as u32));
                        }
                        let other = |o: &LocalEntity| {
                            o.names.iter().any(|(name, _)| name.to_lowercase().ends_with(last.as_str()))
                        };
                        let only = || self.reading.entities.iter().filter(|o| other(o)).count() == 1;
                        let spoken = || self.stands_by_itself(last);
                        if entity.listed.is_none()
                            && !alone.contains(first.as_str())
                            && last.len() > 3
                            && only()
                            && spoken()
                        {
                            short.push((vec![last.clone()], id as u32));
                        }
                    }
                    Kind::Organization | Kind::Government if entity.listed.is_none() && !latin => {
                        let forms = chinese_names::short_forms(recogniser, &keys);
                        short.extend(forms.into_iter().map(|form| (form, id as u32)));
                    }
                    // 塔塔 of 塔塔集團: a name by its sound is no word of its own.
                    Kind::Organization | Kind::Corporation if !latin => {
                        let sound = |key: &Key| recogniser.lexicon.is_member(recogniser.classes.translit, key);
                        let plain = chinese_names::without_trade(recogniser, &keys);
                        let plain = plain.filter(|plain| plain.iter().all(sound));
                        short.extend(plain.map(|plain| (plain.to_vec(), id as u32)));
                    }
                    _ => {}
                }
            }
        }
        let symbol = |key: &Key| match recogniser.lexicon.symbol(key) {
            UNKNOWN => self.own.get(key.as_str()).copied(),
            listed => Some(listed),
        };
        for (keys, id) in short {
            let phrase: Option<Vec<Symbol>> = keys.iter().map(symbol).collect();
            if let Some(phrase) = phrase {
                self.aliases.entry(phrase).or_default().insert(id);
            }
        }
    }

    /// 數字政策辦公室（數字辦）: what a parenthesis says that a body is called for short.
    pub(super) fn add_shortened(&mut self, grounds: &[Ground<'_>]) {
        for mention in self.reading.mentions.iter().filter(|mention| mention.form == Form::Name) {
            let ground = &grounds[mention.sentence];
            let Some(id) = mention.senses.first().copied() else { continue };
            let body = self.reading.entities[id as usize].kind.is_body();
            let Some(((from, to), _)) = chinese_names::shortened(ground, (mention.from, mention.to)).filter(|_| body)
            else {
                continue;
            };
            if ground.listed_over(from).is_none() {
                self.aliases.entry(ground.symbols[from..to].to_vec()).or_default().insert(id);
            }
        }
    }

    pub(super) fn find_aliases(&mut self, grounds: &[Ground<'_>]) {
        let aliases: Vec<(Vec<Symbol>, Vec<u32>)> = std::mem::take(&mut self.aliases)
            .into_iter()
            .map(|(phrase, ids)| (phrase, ids.into_iter().collect()))
            .collect();
        self.prefer_own(&aliases);
        let by_first = by_first(aliases.iter().map(|(phrase, _)| phrase));
        let tag = self.reading.article.language.tag();
        let mut covered = covered(&self.reading.mentions, grounds);
        for (i, ground) in grounds.iter().enumerate() {
            let covered = &mut covered[i];
            let mut at = 0;
            while at < ground.len() {
                let symbols = &ground.symbols[at..];
                let here = by_first.get(&symbols[0]).into_iter().flatten().map(|alias| &aliases[*alias]);
                let longest =
                    here.filter(|(phrase, _)| symbols.starts_with(phrase)).max_by_key(|(phrase, _)| phrase.len());
                let Some((phrase, ids)) = longest else {
                    at += 1;
                    continue;
                };
                let to = at + phrase.len();
                let atoms = &ground.sentence.atoms[at..to];
                let cased = atoms.iter().all(|atom| {
                    atom.kind != AtomKind::Word
                        || atom.case != Case::Lower
                        || !aliases_are_capital(&self.reading.entities, ids, &atom.key)
                });
                let clear = !covered[at..to].contains(&true) || self.covers_names(i, (at, to), ids);
                let free = clear && (at..to).all(|at| !ground.valued[at]) && cased;
                // 'Transport Minister' and 'Union president' are titles, whatever else is called so.
                let title = !self.reading.is_chinese() && ground.title_over(at).is_some_and(|(_, end)| end > to);
                // 余昌明說: of a whole name the last character begins no other word.
                // 數字辦: what its first two make is no word of its own there.
                let inside = |a: usize| {
                    ground.known_word_at(a).is_none_or(|end| to - at == 3 && (a + 1 == to && end > to || end < to))
                };
                let word = !title && (to - at > 3 || (at..to).all(inside));
                if !free || !word {
                    at += 1;
                    continue;
                }
                // 'Guild president' is nobody of a guild that is named only later.
                let noun = to == at + 1 && ground.is_member(ground.classes.civil_noun, at);
                if noun && !ids.iter().any(|id| self.named_in_front(*id, (i, at))) {
                    at += 1;
                    continue;
                }
                let id = if ids.len() == 1 { Some(ids[0]) } else { self.only_one(ids, i, at) };
                if let Some(id) = id {
                    let words = ground.text(self.reading.source, (at, to)).to_owned();
                    let entity = &mut self.reading.entities[id as usize];
                    entity.count += 1;
                    if entity.kind != Kind::Person || entity.names.is_empty() {
                        add_name(&mut entity.names, &words, tag_of(&ground.sentence.atoms, (at, to), tag));
                    }
                    if covered[at..to].contains(&true) {
                        let inside = |m: &Mention| m.sentence == i && at <= m.from && m.to <= to;
                        self.reading.mentions.retain(|mention| !inside(mention));
                    }
                    covered[at..to].fill(true);
                    self.reading.mentions.push(Mention {
                        sentence: i,
                        from: at,
                        to,
                        form: Form::Name,
                        senses: vec![id],
                    });
                }
                at = to;
            }
        }
        self.reading.mentions.sort_by_key(|mention| (mention.sentence, mention.from, mention.to));
    }

    /// 「我們的尼泊爾」 goes on as 我們的尼泊爾, 蘇丹古隆（Sudan Gurung） as 蘇丹古隆: what the article introduces under a name of
    /// several characters is meant by it, and not the listed places inside.
    fn covers_names(&self, sentence: usize, (from, to): (usize, usize), ids: &[u32]) -> bool {
        let entities = &self.reading.entities;
        let whole = |id: &u32| {
            let words = self.reading.words(sentence, from, to);
            entities[*id as usize].listed.is_none()
                && entities[*id as usize].names.iter().any(|(name, _)| name == words)
        };
        let person = |id: &u32| entities[*id as usize].kind == Kind::Person;
        let mut over =
            self.reading.mentions.iter().filter(|m| m.sentence == sentence && m.from < to && from < m.to).peekable();
        self.reading.is_chinese()
            && to - from > 3
            && ids.iter().any(whole)
            && over.peek().is_some()
            && over.all(|m| {
                let place = |sense: &u32| {
                    entities[*sense as usize].kind == Kind::Place || entities[*sense as usize].listed.is_none()
                };
                // 智利通訊部 is a ministry of the country that stands in front.
                let inside = from < m.from || ids.iter().all(person) && m.to < to;
                inside && from <= m.from && m.to <= to && m.senses.first().is_some_and(place)
            })
    }

    /// A listed family name means the person of that name whom the article names in full, if it names another one so; and
    /// an acronym the body whose initials it is. The aliases are in order.
    fn prefer_own(&mut self, aliases: &[(Vec<Symbol>, Vec<u32>)]) {
        let full: BTreeSet<u32> = self
            .reading
            .mentions
            .iter()
            .filter(|m| m.to - m.from > 1 || self.reading.is_chinese())
            .flat_map(|m| m.senses.clone())
            .collect();
        let article = self.reading.article;
        let recogniser = self.reading.recogniser;
        let upper = |mention: &Mention| {
            mention.to - mention.from == 1
                && article.sentences[mention.sentence].atoms[mention.from].case == Case::Upper
        };
        let lettered = self.lettered();
        for i in 0..self.reading.mentions.len() {
            let mention = &self.reading.mentions[i];
            let atoms = &article.sentences[mention.sentence].atoms;
            if mention.form == Form::Name
                && let Some(own) = lettered.get(&atoms[mention.to - 1].key)
            {
                let definite = self.reading.is_member(mention.sentence, mention.from, recogniser.classes.article);
                if mention.to - mention.from == 1 + usize::from(definite) && atoms[mention.to - 1].case == Case::Upper {
                    self.reading.mentions[i].senses = vec![*own];
                    continue;
                }
            }
            if let Some(own) = self.own_office(aliases, mention).or_else(|| self.own_commission(mention)) {
                let other = self.reading.mentions[i].senses[0];
                self.reading.entities[other as usize].count -= 1;
                self.reading.entities[own as usize].count += 1;
                self.reading.mentions[i].senses = vec![own];
                continue;
            }
            if mention.to - mention.from != 1 {
                continue;
            }
            let symbols = &self.reading.sentences[mention.sentence].symbols[mention.from..mention.to];
            let Ok(place) = aliases.binary_search_by(|(phrase, _)| phrase.as_slice().cmp(symbols)) else { continue };
            let listed = mention.senses.first().is_some_and(|sense| {
                let entity = &self.reading.entities[*sense as usize];
                (entity.kind == Kind::Person && entity.listed.is_some() || upper(mention)) && !full.contains(sense)
            });
            if !listed && !self.named_before(mention) {
                continue;
            }
            let key = &article.sentences[mention.sentence].atoms[mention.from].key;
            let own = aliases[place].1.iter().copied().find(|id| {
                let entity = &self.reading.entities[*id as usize];
                // 'BBC' is no 'BBC Research', nor 'LAGOS' the Lagos Forum.
                let lettered = || {
                    let called = |name: &String| name.to_lowercase() == **key || initials(name).as_ref() == Some(key);
                    entity.names.iter().any(|(name, _)| called(name))
                };
                (entity.kind == Kind::Person || listed && upper(mention) && lettered()) && entity.listed.is_none()
            });
            if let Some(own) = own {
                self.reading.mentions[i].senses = vec![own];
            }
        }
    }

    /// 巴西司法部 goes on as 司法部: what a listed body is called only where nobody else is means the one that the article names
    /// in full.
    fn own_office(&self, aliases: &[(Vec<Symbol>, Vec<u32>)], mention: &Mention) -> Option<u32> {
        let sense = *mention.senses.first()?;
        let (entity, listed) = (&self.reading.entities[sense as usize], self.reading.listed(sense)?);
        if !self.reading.is_chinese() || !entity.names.iter().all(|(name, _)| listed.weak.contains(name)) {
            return None;
        }
        let symbols = &self.reading.sentences[mention.sentence].symbols[mention.from..mention.to];
        let place = aliases.binary_search_by(|(phrase, _)| phrase.as_slice().cmp(symbols)).ok()?;
        // 小米技術委員會 is one of those of 小米.
        let office = |id: u32| self.reading.name_ends_with(id, self.reading.recogniser.classes.office_ending);
        let begins = |other: &LocalEntity| {
            let called = |name: &String| entity.names.iter().any(|(short, _)| name.starts_with(short.as_str()));
            other.names.iter().any(|(name, _)| called(name))
        };
        let own = |id: &&u32| {
            let other = &self.reading.entities[**id as usize];
            other.listed.is_none() && other.kind.is_body() && !(begins(other) && office(**id))
        };
        let mut owners = aliases[place].1.iter().filter(own);
        owners.next().copied().filter(|_| owners.next().is_none())
    }

    /// 'the Commission' where the Securities and Exchange Commission was named last: what a listed body is called only behind an
    /// article means the one whose full name ends so, if the article has no other name for the first.
    fn own_commission(&self, mention: &Mention) -> Option<u32> {
        let reading = &self.reading;
        let sense = *mention.senses.first().filter(|_| !reading.is_chinese() && mention.form == Form::Name)?;
        let atoms = &reading.article.sentences[mention.sentence].atoms;
        let noun = atoms[mention.to - 1].key.as_str();
        let short = |name: &str| name.split_whitespace().count() == 2 && name.to_lowercase().ends_with(noun);
        let entity = &reading.entities[sense as usize];
        if mention.to - mention.from != 2
            || !reading.is_member(mention.sentence, mention.from, reading.recogniser.classes.article)
            || entity.listed.is_none()
            || !entity.kind.is_body()
            || !entity.names.iter().all(|(name, _)| short(name))
        {
            return None;
        }
        let ends = |name: &String| {
            let mut words = name.split_whitespace();
            words.next_back().is_some_and(|last| last.to_lowercase() == noun) && words.count() > 1
        };
        // Where the European Union is named 'the Commission' may well be the European one.
        let listed = |id: u32| reading.listed(id).map(|listed| listed.en.as_slice()).unwrap_or_default();
        let full = |other: &&Mention| {
            let Some(id) = other.senses.first().filter(|id| **id != sense) else { return false };
            let entity = &reading.entities[*id as usize];
            other.form == Form::Name
                && other.sentence <= mention.sentence
                && entity.kind.is_body()
                && (listed(*id).iter().any(ends) || entity.names.iter().any(|(name, _)| ends(name)))
        };
        let article = |word: &str| reading.recogniser.lexicon.is_member(reading.recogniser.classes.article, word);
        let opening =
            |name: &String| name.split_whitespace().next().map(str::to_lowercase).filter(|word| !article(word));
        let kin = |other: &Mention| {
            let alike =
                |name: &String| listed(sense).iter().any(|own| opening(own).is_some() && opening(own) == opening(name));
            other.senses.iter().any(|id| *id != sense && listed(*id).iter().any(alike))
        };
        if reading.mentions.iter().any(kin) {
            return None;
        }
        let before = |other: &&Mention| (other.sentence, other.from) < (mention.sentence, mention.from);
        let mut named = reading.mentions.iter().filter(full);
        let last = named.clone().rfind(before).or_else(|| named.find(|other| !before(other)))?;
        last.senses.first().copied()
    }

    /// 'the Chronicle', 'of United': a word has a capital of its own inside a sentence, or behind an article.
    fn stands_by_itself(&self, key: &Key) -> bool {
        let (lexicon, article) = (&self.reading.recogniser.lexicon, self.reading.recogniser.classes.article);
        let told = |two: &[Atom]| {
            let small = two[0].kind == AtomKind::Word && two[0].case == Case::Lower;
            two[1].key == *key && two[1].case != Case::Lower && (small || lexicon.is_member(article, &two[0].key))
        };
        let body = self.reading.article.sentences.iter().filter(|sentence| sentence.part == Part::Body);
        body.into_iter().any(|sentence| sentence.atoms.windows(2).any(told))
    }

    /// 'the Dutch Data Protection Authority (AP)', 'known as the AP': letters that the article gives to a listed body behind its
    /// name, which another listed body bears too.
    fn lettered(&self) -> BTreeMap<Key, u32> {
        let mut lettered = BTreeMap::new();
        if self.reading.is_chinese() {
            return lettered;
        }
        for pair in self.reading.mentions.windows(2) {
            let (name, short) = (&pair[0], &pair[1]);
            let atoms = &self.reading.article.sentences[name.sentence].atoms;
            let defined = name.sentence == short.sentence
                && name.to + 1 == short.from
                && short.to == short.from + 1
                && name.to - name.from > 1
                && atoms[name.to].key == "("
                && atoms.get(short.to).is_some_and(|atom| atom.key == ")")
                && atoms[short.from].case == Case::Upper
                && self.reading.entities[name.senses[0] as usize].kind.is_body();
            if defined {
                lettered.insert(atoms[short.from].key.clone(), name.senses[0]);
            }
        }
        lettered
    }

    fn named_in_front(&self, entity: u32, place: (usize, usize)) -> bool {
        let named = |mention: &Mention| mention.senses.contains(&entity) && (mention.sentence, mention.from) < place;
        self.reading.is_chinese() || self.reading.mentions.iter().any(named)
    }

    /// 'Ferrari' after 'Luca Ferrari': a listed body or place of that name that was not spoken of before the person was.
    fn named_before(&self, mention: &Mention) -> bool {
        let reading = &self.reading;
        let Some(sense) = mention.senses.first().copied().filter(|_| !reading.is_chinese()) else { return false };
        let entity = &reading.entities[sense as usize];
        let classes = &reading.recogniser.classes;
        let place = entity.kind == Kind::Place;
        let stands =
            place && mention.from > 0 && reading.is_member(mention.sentence, mention.from - 1, classes.preposition);
        if entity.listed.is_none() || stands || !(place || entity.kind.is_body()) {
            return false;
        }
        let key = &reading.article.sentences[mention.sentence].atoms[mention.from].key;
        let full = |other: &&Mention| {
            let atoms = &reading.article.sentences[other.sentence].atoms;
            other.to - other.from > 1
                && atoms[other.to - 1].key == *key
                && other.senses.iter().any(|sense| reading.entities[*sense as usize].kind == Kind::Person)
        };
        let at = |mention: &Mention| (mention.sentence, mention.from);
        let Some(person) = reading.mentions.iter().filter(full).map(at).min() else { return false };
        person < at(mention)
            && !reading.mentions.iter().any(|other| other.senses.contains(&sense) && at(other) < person)
    }

    /// Of several people of one family name, the one who alone was named in full before.
    fn only_one(&self, ids: &[u32], sentence: usize, at: usize) -> Option<u32> {
        // Of several bodies the one that was named first goes on under the short name.
        if ids.iter().all(|id| self.reading.entities[*id as usize].kind != Kind::Person) {
            return self
                .reading
                .mentions
                .iter()
                .find_map(|mention| mention.senses.iter().copied().find(|sense| ids.contains(sense)));
        }
        // A family that gave its name to a body: the short name is that of the body where it is the more often named.
        let body = ids.iter().copied().filter(|id| self.reading.entities[*id as usize].kind != Kind::Person);
        if let Some(body) = body.max_by_key(|id| self.reading.entities[*id as usize].count) {
            let rival = ids
                .iter()
                .filter(|id| self.reading.entities[**id as usize].kind == Kind::Person)
                .map(|id| self.reading.entities[*id as usize].count)
                .max();
            if rival.is_some_and(|rival| self.reading.entities[body as usize].count >= rival) {
                return Some(body);
            }
        }
        let before = |mention: &Mention| (mention.sentence, mention.from) < (sentence, at);
        let first =
            |id: &u32| self.reading.mentions.iter().find(|mention| before(mention) && mention.senses.contains(id));
        let named: Vec<(u32, &Mention)> = ids.iter().filter_map(|id| Some((*id, first(id)?))).collect();
        // 'Kim Roe set it up with his sister, Ann Roe': of two the one who was not named as somebody's kin goes on as Roe.
        let kin = |mention: &Mention| {
            let kin = self.reading.recogniser.classes.kin;
            let is = |back: usize| {
                mention.from.checked_sub(back).is_some_and(|at| self.reading.is_member(mention.sentence, at, kin))
            };
            !self.reading.is_chinese() && (is(1) || is(2))
        };
        let mut own = named.iter().filter(|(_, mention)| named.len() == 1 || !kin(mention));
        let (only, _) = own.next()?;
        own.next().is_none().then_some(*only)
    }
}

/// Whether the entities are written with capitals, so that the same word in lower case is another one.
fn aliases_are_capital(entities: &[LocalEntity], ids: &[u32], key: &str) -> bool {
    ids.iter().any(|id| {
        entities[*id as usize].names.iter().any(|(name, _)| name.to_lowercase().contains(key) && !name.contains(key))
    })
}

/// The initials of the words with capitals in a name of three such words or more: the HVRA after the Harbour Valley Residents
/// Association.
fn initials(name: &str) -> Option<Key> {
    let capitals = name.split_whitespace().filter_map(|word| word.chars().next()).filter(|first| first.is_uppercase());
    let initials: String = capitals.flat_map(char::to_lowercase).collect();
    (initials.chars().count() > 2).then(|| initials.as_str().into())
}
