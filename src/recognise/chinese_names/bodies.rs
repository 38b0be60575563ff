//! Bodies in Han characters that no lexicon has, told by how their names end: 公平交易委員會, 海江大學, 桃江銀行.

use std::ops::RangeInclusive;

use super::beginnings::office_word_over;
use super::glossed::shortened;
use super::slots::appoints;
use super::{han, named, stops};
use crate::fact::Kind as EntityKind;
use crate::recognise::ground::{Candidate, Ground, Stretch};
use crate::segment::atoms::{Case, Key, Kind};

/// What has committees.
const OWNERS: [EntityKind; 4] = [EntityKind::Organization, EntityKind::Ngo, EntityKind::Corporation, EntityKind::Media];

/// How many characters a department may have between its university and its ending.
const LONGEST_DEPARTMENT: usize = 10;

/// How long a name may be between a country and a noun for a sort of company, in characters.
const CALLED: RangeInclusive<usize> = 2..=4;

/// Words by which names of bodies end, with what sort of ending they are.
pub(super) struct Ending<'g, 'a> {
    pub ground: &'g Ground<'a>,
    pub from: usize,
    pub end: usize,
    /// A trade, such as 銀行.
    pub trade: bool,
    /// An authority or society, such as 委員會.
    pub office: bool,
    /// The form of a company, such as 股份有限公司.
    pub legal: bool,
    /// A school, in front of a department and the title of one who teaches there.
    school: bool,
}

/// 公平交易委員會: a body by its ending, reaching back to the next boundary.
pub(super) fn body(ground: &Ground<'_>, from: usize) -> Option<Candidate> {
    if let Some(name) = namesake_abroad(ground, from) {
        return Some(named(name, name, Some(EntityKind::Organization)));
    }
    let ending = Ending::at(ground, from).filter(Ending::closes)?;
    let (start, end) = (ending.beginning(), ending.end);
    // 新聞學院: the ending of a school is one word.
    if (from.saturating_sub(3)..from).any(|at| ground.word_at(at, ground.classes.school_ending) == Some(ending.end)) {
        return None;
    }
    // 哈佛大學法學院教授: whoever teaches there is of the university; 東海大學民意研究中心 is a body of its own.
    if let Some(owner) = ending.university(start) {
        let teaches = ground.title_starting(end).is_some() && ground.word_at(end, ground.classes.top_office).is_none();
        let whole = named((owner, end), (owner, end), Some(EntityKind::Organization));
        return (!teaches && end - from > 2).then_some(whole);
    }
    if ground.word_at(from, ground.classes.department_ending) == Some(end)
        && ground.title_starting(end).is_some()
        && let Some(owner) = ending.department_of(start)
    {
        return owner;
    }
    // 滴滴全球股份有限公司: a listed company with its name in full.
    let listed = ground.listed_ending(start).filter(|_| ending.legal && start < from);
    if listed.is_some_and(|name| ground.listed_as(name, EntityKind::Corporation)) {
        return None;
    }
    let end = seat(ground, &ending).unwrap_or(end);
    // 廣告公司Acme, 平價航空「北風」: the noun only says what the name right behind it is.
    let product = ground.word_at(from, ground.classes.product_noun) == Some(end);
    let quoted = (ending.trade || product) && matches!(ground.key(end), "「" | "“");
    // Harbour數據: what a body in Latin letters found out is no part of its name.
    let found_out = from > 0
        && ground.kind(from - 1) == Some(Kind::Word)
        && ground.word_at(from, ground.classes.survey_word).is_some_and(|to| to >= end)
        && ground.word_at(end, ground.classes.say).is_none();
    if ground.kind(end) == Some(Kind::Word) || quoted || found_out || ending.is_common(start) {
        return None;
    }
    let sure = ending.is_sure(start);
    let state = ground.word_at(from, ground.classes.state_ending) == Some(end);
    // 勞動部職安署, 某市中級法院: what ends so is an authority, and so is an office of one.
    let authority = ground.word_at(from, ground.classes.authority_ending) == Some(end)
        || state && from > 0 && governs(ground, start);
    let placed = ground.listed_over(start).is_some()
        || ground.word_ending(start, ground.classes.that_country)
        || ground.word_at(start, ground.classes.chamber).is_some();
    let kind = if sure && (authority || state && (placed || start == from)) {
        Some(EntityKind::Government)
    } else {
        sure.then_some(EntityKind::Organization)
    };
    let len = from - start;
    // 海委會副主委: a single character says what the office is for where its head follows.
    let clipped = ending.office && len == 1 && end - from >= 2 && ground.title_starting(end).is_some();
    // 監察委員會: what a committee is for may be all that it is called.
    let committee = ending.office && len == 0 && end - from >= 5;
    // 海江大學諮詢委員會: one of somebody who stands in front is his.
    let made_of = ending.office && end - from > 1 && len > 0 && (start..from).all(|at| office_word_over(ground, at));
    let owner = ground
        .listed_ending(start)
        .filter(|name| (committee || made_of) && OWNERS.iter().any(|kind| ground.listed_as(*name, *kind)));
    if let Some((owner, _)) = owner {
        let owner = ground
            .listed_ending(owner)
            .filter(|place| ground.listed_as(*place, EntityKind::Place))
            .map_or(owner, |place| place.0);
        return Some(named((owner, end), (owner, end), Some(EntityKind::Organization)));
    }
    (len >= 2 || ending.is_whole(start) || ending.latin(start) || clipped || committee)
        .then(|| named((start, end), (start, end), kind))
}

/// 挪威作家協會: with another country in front, what a listed association is called is the name of that country's own.
fn namesake_abroad(ground: &Ground<'_>, ending: usize) -> Option<Stretch> {
    let to = ground.word_at(ending, ground.classes.office_ending).filter(|to| to - ending > 1)?;
    let (from, _) = ground.listed_over(ending).filter(|name| name.1 == to && name.0 < ending)?;
    let country = ground.listed_ending(from)?;
    let lexicon = ground.lexicon;
    let senses = |name: Stretch| ground.listed.iter().find(|(stretch, _)| *stretch == name).map(|(_, senses)| senses);
    let country_is = |index: &u32| lexicon.is_country(*index);
    let home = &lexicon.entities[*senses(country)?.iter().find(|index| country_is(index))? as usize].id;
    let abroad = |index: &u32| {
        let society = matches!(lexicon.kinds[*index as usize], EntityKind::Ngo | EntityKind::Organization);
        society && lexicon.entities[*index as usize].country.as_ref().is_none_or(|country| country != home)
    };
    senses((from, to))?.iter().all(abroad).then_some((country.0, to))
}

/// 瑞士海雲製藥公司12日宣布: a country, a few characters that are no word, and a noun for a sort of company are the name of one that acts.
pub(super) fn national(ground: &Ground<'_>, from: usize) -> Option<Candidate> {
    let classes = ground.classes;
    let (place, to) = ground.listed_starting(from).filter(|name| ground.listed_as(*name, EntityKind::Place))?;
    let nouns = [classes.company_noun, classes.named_body, classes.research_firm];
    let sort = |at: usize| {
        let end = nouns.iter().filter_map(|class| ground.word_at(at, *class)).max().filter(|end| *end > at + 2)?;
        ground.is_phrase(classes.company_head, (end - 2, end)).then_some(end)
    };
    let (noun, end) = CALLED.map(|length| to + length).find_map(|at| Some((at, sort(at)?)))?;
    let plain = (to..noun).all(|at| han(ground, at) && !stops(ground, at));
    let acts = ground.acts_after(end) || ground.word_ending(place, classes.deal_buy);
    (plain && acts).then(|| named((place, end), (place, end), Some(EntityKind::Organization)))
}

/// 海江信息科技（上海）: the place where a company is registered is part of its name, and so is its legal form behind that.
fn seat(ground: &Ground<'_>, ending: &Ending<'_, '_>) -> Option<usize> {
    let (place, to) =
        ground.listed_starting(ending.end + 1).filter(|_| ending.trade && ground.key(ending.end) == "(")?;
    let closed = ground.listed_from(place, EntityKind::Place) && place == ending.end + 1 && ground.key(to) == ")";
    closed.then(|| ground.word_at(to + 1, ground.classes.legal_form).unwrap_or(to + 1))
}

impl<'g, 'a> Ending<'g, 'a> {
    fn at(ground: &'g Ground<'a>, from: usize) -> Option<Self> {
        let classes = ground.classes;
        let end = ground.word_at(from, classes.org_suffix).filter(|_| han(ground, from))?;
        Some(Self {
            ground,
            from,
            end,
            trade: ground.word_at(from, classes.trade_ending) == Some(end),
            office: ground.word_at(from, classes.office_ending).is_some(),
            legal: ground.word_at(from, classes.legal_form) == Some(end),
            school: ground.word_at(from, classes.school_ending) == Some(end) && professor_behind(ground, end),
        })
    }

    /// Whether a name may end here, as it does not where the words belong to something else.
    fn closes(&self) -> bool {
        let Self { ground, from, end, .. } = *self;
        let classes = ground.classes;
        // 教師工會聯邦主席: one character of the next word is no ending.
        let next = ground.word_at(end, classes.org_suffix);
        let next = next.filter(|to| *to > end + 1 || ground.title_starting(end + 2).is_none());
        if next.is_some() && !self.school
            || ground.listed_over(from).is_some_and(|(_, to)| to >= end)
            || ground.title_over(from).is_some_and(|(start, to)| start <= from && to >= end)
        {
            return false;
        }
        // 補教協會: the ending of another word goes on here.
        if (from + 1..end).any(|at| ground.word_at(at, classes.org_suffix).is_some_and(|to| to > end)) {
            return false;
        }
        // 社科院: one character that ends like a body where another ending follows at once.
        let goes_on = |to: usize| {
            (end..to).all(|at| !stops(ground, at))
                && (end..to).any(|at| ground.word_at(at, classes.org_suffix) == Some(to))
        };
        if end - from == 1 && (goes_on(end + 1) || goes_on(end + 2)) {
            return false;
        }
        // 台灣區公關回覆: those who speak for a body are none themselves.
        if ground.word_at(from, classes.spokesperson_noun) == Some(end) && ground.acts_at(end) {
            return false;
        }
        // 韓國大學資訊安全系: the ending is the beginning of another noun.
        let ends_here = !han(ground, end)
            || stops(ground, end)
            || ground.is_member(classes.name_stop, end)
            || ground.word_at(end, classes.top_office).is_some()
            // 對和雲行動服務開罰.
            || ground.word_at(end, classes.fine).is_some()
            || buys(ground, end);
        // 印尼支付新創Acme: what ends like a body says in what trade the one is that is named behind.
        let nouns = [classes.product_noun, classes.company_noun, classes.platform_noun];
        let noun = nouns.iter().filter_map(|class| ground.word_at(end, *class)).max();
        if noun.is_some_and(|to| ground.kind(to) == Some(Kind::Word)) {
            return false;
        }
        // 英國晶片設計公司安謀: so it does in front of a listed name.
        let company = ground.word_at(from, classes.company_noun) == Some(end) && !self.legal;
        if company && ground.listed_from(end, EntityKind::Corporation) {
            return false;
        }
        // 瑞典音樂串流服務Acme: the ending says what sort of service is named behind.
        let sort = ground.word_at(end, classes.operator_noun).is_none()
            && [classes.platform_noun, classes.company_noun].iter().any(|class| ground.word_at(end, *class).is_some());
        !self.trade || ends_here && !sort
    }

    /// Where a listed university begins whose department has the ending, with nothing but nouns between the two.
    fn university(&self, start: usize) -> Option<usize> {
        let Self { ground, from, end, .. } = *self;
        let classes = ground.classes;
        if ground.word_at(from, classes.school_ending) != Some(end) || ground.listed_over(from).is_some() {
            return None;
        }
        let part = |at: &usize| {
            han(ground, *at)
                && !ground.valued[*at]
                && ground.listed_over(*at).is_none()
                && (!ground.acts_at(*at) || office_word_over(ground, *at))
                && !ground.is_member(classes.possessive, *at)
                && !ground.is_member(classes.venue_mark, *at)
        };
        let front = (from.saturating_sub(LONGEST_DEPARTMENT)..from).rev().take_while(part).last().unwrap_or(from);
        let (owner, to) = ground.listed_ending(front).filter(|_| front <= start)?;
        let listed = ground.listed.iter().find(|(stretch, _)| *stretch == (owner, to));
        let university = |index: &u32| {
            let entity = &ground.lexicon.entities[*index as usize];
            entity.zh_hant.iter().chain(&entity.zh_hans).any(|name| {
                let keys = crate::segment::atoms::keys(name);
                ground.lexicon.has_phrase(classes.school_ending, &keys[keys.len().saturating_sub(2)..])
            })
        };
        listed.is_some_and(|(_, senses)| senses.iter().any(university)).then_some(owner)
    }

    /// 聯合電視公司廣告部負責人: a department that a title follows belongs to the title; the name is that of the company in front of it,
    /// unless it is a listed one. Nothing where no company is told.
    fn department_of(&self, start: usize) -> Option<Option<Candidate>> {
        let Self { ground, from, end, .. } = *self;
        let classes = ground.classes;
        let owners = [EntityKind::Corporation, EntityKind::Media, EntityKind::Platform];
        // 星海集團戰略部: the noun that its name closes with may stand between, or alone for whom the article is about.
        let head = (start.saturating_sub(2)..start).find(|at| ground.word_at(*at, classes.company_head) == Some(start));
        let owner = head.unwrap_or(start);
        let listed = ground.listed_ending(owner).or_else(|| ground.listed_over(start));
        if head.is_some_and(|at| ground.opens_clause(at) || at > 0 && ground.is_member(classes.possessive, at - 1)) {
            return Some(None);
        }
        if listed.is_some_and(|name| owners.iter().any(|kind| ground.listed_from(name.0, *kind))) {
            return Some(None);
        }
        let owned = |owner: Stretch| Some(Some(named((owner.0, end), owner, Some(EntityKind::Organization))));
        // 星海電視業務部總經理: what the department does is no part of the name either.
        let part = (start + 2..from).find(|at| ground.word_at(*at, classes.department) == Some(from));
        if let Some(part) = part.filter(|part| ground.word_ending(*part, classes.org_suffix)) {
            return owned((start, part));
        }
        let suffix = start.checked_sub(2).filter(|at| ground.word_at(*at, classes.company_head) == Some(start))?;
        let mut owner = Ending::at(ground, suffix)?.beginning();
        // 聯合電視公司: in front of a trade alone the name is what opens the clause.
        if ground.word_at(owner, classes.org_suffix) == Some(suffix) && owner > 1 && ground.opens_clause(owner - 2) {
            owner -= 2;
        }
        (owner + 2 < suffix).then(|| owned((owner, start)))?
    }

    /// Whether the words from an atom to the ending are a noun, and nobody's name.
    fn is_common(&self, start: usize) -> bool {
        let Self { ground, from, end, trade, .. } = *self;
        let classes = ground.classes;
        // 英國全部: what ends like a body and is none does not become one behind a place.
        let bare = ground.listed_over(start).map_or(start, |(_, to)| to);
        if [start, bare].iter().any(|at| ground.word_at(*at, classes.no_body) == Some(end)) {
            return true;
        }
        // 研究院院長: a noun by which a body goes that was named in full before.
        if ground.word_at(start, classes.bare_body_noun) == Some(end) {
            return true;
        }
        // 海江醫院神經部: a department belongs to the title behind it, and the body ends in front of it.
        let inner = |at: usize, class| ground.word_at(at, class).is_some_and(|to| to - at > 1 && to <= from);
        let bodies = [classes.school_ending, classes.bare_body_noun];
        if end - from == 1
            && ground.title_starting(end).is_some()
            && (start..from).any(|at| bodies.iter().any(|c| inner(at, *c)))
        {
            return true;
        }
        // 本地烘焙連鎖店: which of a trade are meant, and no name.
        if trade && ground.word_at(start, classes.group_modifier) == Some(from) {
            return true;
        }
        // 瑞典音樂串流平台: a country and a trade are what somebody is, and not his name.
        let country = trade && ground.listed_over(start) == Some((start, from)) && ground.title_starting(end).is_none();
        if country && ground.key(end) != "(" {
            return true;
        }
        // 英國慈善組織海岸會: so are a country and a noun for a sort of body whose name stands behind.
        let sort = bare > start
            && [classes.named_body, classes.org_announcer]
                .iter()
                .any(|class| ground.word_at(bare, *class) == Some(end));
        let behind = han(ground, end) && !stops(ground, end) && !ground.is_member(classes.name_stop, end);
        if sort && (behind || matches!(ground.key(end), "「" | "《" | "“")) {
            return true;
        }
        // 六間中國公司: so are a country and a noun for any company.
        if ground.listed_over(start) == Some((start, from)) && ground.word_at(from, classes.company_head) == Some(end) {
            return true;
        }
        // VPN服務: a thing that texts are about is nobody's name.
        let keys = || ground.sentence.atoms[start..end].iter().map(|atom| atom.key.clone()).collect::<Vec<Key>>();
        self.latin(start) && ground.title_starting(end).is_none() && ground.lexicon.is_topic(&keys())
    }

    /// Whether what begins at an atom is surely a name: without any of these the ending closes a common noun as often.
    fn is_sure(&self, start: usize) -> bool {
        let Self { ground, from, end, trade, office, .. } = *self;
        let classes = ground.classes;
        let len = from - start;
        let behind = |class| ground.word_ending(start, class);
        ground.listed_over(start).is_some()
            || self.is_whole(start)
            || behind(classes.that_country)
            || behind(classes.operator_noun)
            // 國會科學委員會, 立法院交通委員會: a committee of those who sit there.
            || office && len >= 2 && (ground.word_at(start, classes.chamber).is_some() || governs(ground, start))
            // 反對黨國民團結陣線: a sort of body stands in front of the name.
            || len >= 2 && behind(classes.named_body)
            || office && behind(classes.urge)
            // 科技業工會聯盟在場外抗議: so has a society that opens a clause and acts, unless the words only say which of a sort are meant.
            || office && end - from > 1 && len >= 3 && self.acts(start)
            // 根據海洋保育獎基金會公布的: whoever something is known from has a name.
            || office && end - from > 1 && len >= 3 && ground.key(end) != "「" && behind(classes.according_to)
            || trade && (2..=3).contains(&len) && behind(classes.before_body)
            // 創辦元境資本, 創辦的元境資本: what somebody founds.
            || trade && len >= 2 && self.founded(start)
            || trade && len > 0 && (behind(classes.company_noun) || behind(classes.platform_noun))
            || self.legal && len >= 2
            || office && len >= 2 && shortened(ground, (start, end)).is_some()
            // 香港的火鷹娛樂: where a company is at home stands in front of its name.
            || trade && end - from > 1 && (2..=4).contains(&len) && at_home(ground, start)
            // 豐海科技以9億元收購: who opens a clause and buys.
            || trade && len >= 2 && end - from > 1 && ground.opens_clause(start) && buys(ground, end)
            // 股東之一的海江創投: one of several who are told by what they are.
            || trade && len >= 2 && end - from > 1 && start > 2
                && ground.is_member(classes.possessive, start - 1) && ground.word_ending(start - 1, classes.one_of)
            || trade && len >= 2 && ground.opens_clause(start) && appoints(ground, (start, end))
            || self.school
            || self.latin(start)
            || ground.title_starting(end).is_some()
            || ground.key(end) == "(" && ground.sentence.atoms.get(end + 1).is_some_and(|atom| atom.case == Case::Upper)
    }

    /// 他創辦的元境資本, 創立了元境資本: a mark of possession or of what is done may stand between the verb and the name, and nothing that
    /// the name could go on with behind it.
    fn founded(&self, start: usize) -> bool {
        let Self { ground, end, .. } = *self;
        let linked = start > 1 && ground.is_member(ground.classes.han_stop, start - 1);
        let closed = !han(ground, end) || ground.valued[end] || ground.is_member(ground.classes.name_stop, end);
        closed && [start, start - usize::from(linked)].iter().any(|at| ground.word_ending(*at, ground.classes.found))
    }

    /// What begins at an atom opens a clause in which a verb of acting follows, at once or behind an adverb or a date.
    fn acts(&self, start: usize) -> bool {
        let Self { ground, end, .. } = *self;
        let classes = ground.classes;
        let passes = |at: &usize| {
            ground.valued.get(*at) == Some(&true)
                || ground.is_member(classes.name_stop, *at) && !ground.is_member(classes.possessive, *at)
        };
        let verb = end + (end..end + 6).take_while(passes).count();
        let adverb = ground.word_at(end, classes.cue_adverb).is_some_and(|to| ground.acts_at(to));
        let verbs = [classes.criticise, classes.demand, classes.urge];
        let acts = adverb || ground.acts_at(verb) || verbs.iter().any(|class| ground.word_at(verb, *class).is_some());
        let sort = [classes.group_modifier, classes.group_noun, classes.company_noun, classes.company_head];
        ground.opens_clause(start)
            && acts
            && !sort.iter().any(|class| ground.word_at(start, *class).is_some())
            && !ground.is_member(classes.batch_front, start)
    }

    /// 勞動部: the ending is the name.
    fn is_whole(&self, start: usize) -> bool {
        start == self.from && self.ground.word_at(self.from, self.ground.classes.ministry) == Some(self.end)
    }

    /// Starwave娛樂: a word in Latin letters begins the name.
    fn latin(&self, start: usize) -> bool {
        self.ground.kind(start) == Some(Kind::Word)
    }
}

/// 短影音平台麥浪影音: a noun for what bears the name that begins at an atom ends in front of it.
pub(super) fn says_what(ground: &Ground<'_>, at: usize) -> bool {
    let classes = ground.classes;
    [classes.company_noun, classes.platform_noun, classes.before_body, classes.named_body]
        .iter()
        .any(|class| ground.word_ending(at, *class))
}

/// How far behind a name the verb may stand by which its bearer buys.
const REACH_OF_DEAL: usize = 24;

/// A verb of buying follows in the clause, behind a function word that leads up to it.
pub(super) fn buys(ground: &Ground<'_>, end: usize) -> bool {
    let classes = ground.classes;
    let leads_up = han(ground, end)
        && (stops(ground, end)
            || ground.is_member(classes.name_stop, end)
            || ground.word_at(end, classes.speech_aside).is_some());
    let clause = |at: &usize| ground.kind(*at) != Some(Kind::Mark) || ground.valued[*at] || ground.key(*at) == "、";
    leads_up
        && (end..ground.len().min(end + REACH_OF_DEAL))
            .take_while(clause)
            .any(|at| ground.word_at(at, classes.deal_buy).is_some())
}

/// A place and a mark of possession stand right in front.
fn at_home(ground: &Ground<'_>, start: usize) -> bool {
    start > 1
        && ground.is_member(ground.classes.possessive, start - 1)
        && ground.listed_ending(start - 1).is_some_and(|(place, _)| ground.listed_from(place, EntityKind::Place))
}

/// A listed government stands right in front.
fn governs(ground: &Ground<'_>, start: usize) -> bool {
    ground.listed_ending(start).is_some_and(|name| ground.listed_as(name, EntityKind::Government))
}

/// 東海大學政治系助理教授: a title follows soon, with nothing but nouns between.
fn professor_behind(ground: &Ground<'_>, end: usize) -> bool {
    (end..ground.len().min(end + 14))
        .take_while(|at| {
            (han(ground, *at) || ground.title_over(*at).is_some()) && !ground.valued[*at] && !ground.acts_at(*at)
        })
        .any(|at| ground.title_starting(at).is_some())
}
