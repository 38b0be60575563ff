//! Figures that belong to a deal, a demand, a penalty, a ban or a dismissal of staff, whether or not a rule reads it: they are
//! none of their own.

use crate::extract::context::Context;
use crate::extract::draft::Draft;
use crate::recognise::decimal::Decimal;
use crate::recognise::number::{Measure, Quantity};
use crate::segment::atoms::Kind as AtomKind;

/// Sums below it are prices of goods, not of companies.
const LEAST_PRICE: i128 = 10_000;

/// How far in front of such a share the number of those stands who have to go.
const SHARE_FRONT: usize = 8;

/// How far in front of a price its deal is told.
const DEAL_REACH: usize = 25;

/// How many atoms in front of a sum a word such as 'for' marks it as a price.
const MARK: usize = 3;

/// How far in front of a sum a word may say that it is what anybody has to pay each time.
const EACH_REACH: usize = 6;

/// How far behind a number the noun for what is shut out stands.
const BARRED_REACH: usize = 5;

/// How far in front of a figure the verb of hoping for it stands.
const HOPE_REACH: usize = 16;

/// How far in front of a figure the word stands that makes it say which of many are meant.
const THRESHOLD_FRONT: usize = 6;

/// How far in front of a place on a list its noun stands.
const PLACE_REACH: usize = 5;

/// How far behind a share the word for what a company takes in stands.
const TURNOVER_REACH: usize = 6;

/// How far in front of a sum in brackets the one begins that it repeats.
const AGAIN: usize = 18;

/// How far behind a share the word for those stands of whom it is one.
const SHARE_REACH: usize = 5;

impl Context<'_, '_> {
    /// Whether a figure is the price of a deal, what somebody demands or hopes for, what somebody is fined, how many things
    /// were shut out, or the share of a staff that has to go.
    pub fn is_taken(&self, draft: &Draft<'_>) -> bool {
        let Some((from, to)) = draft.place("value") else { return false };
        let sentence = draft.sentence;
        let Some(quantity) = self.quantities_at(sentence, from).next() else { return false };
        if self.is_unconfirmed(sentence, from)
            || self.is_hoped_for(sentence, from)
            || self.is_threshold(sentence, to)
            || self.is_condition(sentence, from)
        {
            return true;
        }
        match quantity.measure {
            Measure::Money(_) => {
                let large = quantity.value.and_then(Decimal::whole).is_some_and(|value| value >= LEAST_PRICE);
                large
                    && (self.is_price(sentence, from, to)
                        || self.is_penalty(sentence, from, to)
                        || self.is_penalty_again(sentence, from))
                    || self.is_demanded(sentence, from)
            }
            Measure::Percent => {
                let makes_up = self.holds(sentence, from.saturating_sub(MARK), from, self.words.makes_up);
                self.is_share_of_staff(sentence, from, to)
                    || self.told_exactly(sentence, quantity)
                    || self.is_demanded(sentence, from) && !makes_up
                    || self.is_fine_of_turnover(sentence, from, to)
            }
            Measure::Plain => {
                self.is_barred(sentence, from, to)
                    || self.is_allowed(sentence, from)
                    || self.is_place(sentence, from, to)
            }
            Measure::Duration(_) => self.is_allowed(sentence, from),
        }
    }

    /// 'Denied that it had lost 2 million', 官方並未證實用戶達5000萬: what nobody stands for.
    fn is_unconfirmed(&self, sentence: usize, from: usize) -> bool {
        let (start, _) = self.clause(sentence, from, from);
        // 不否認 is no denial.
        let not = |at: usize| at > start && self.is(sentence, at - 1, self.reading.recogniser.classes.negation);
        (start..from).any(|at| self.is(sentence, at, self.words.unconfirmed) && !not(at))
    }

    /// 'The claim that 90 percent do is false', 'a version that put it at 44% was not genuine', 外傳用戶破千萬並不正確: a figure of
    /// what its own sentence calls false.
    pub fn is_called_false(&self, draft: &Draft<'_>) -> bool {
        let Some((from, to)) = draft.place("value") else { return false };
        let sentence = draft.sentence;
        let atoms = &self.reading.article.sentences[sentence].atoms;
        let open = (0..from).rev().find(|at| matches!(atoms[*at].key.as_str(), ";" | "。")).unwrap_or(0);
        let end = (to..atoms.len()).find(|at| matches!(atoms[*at].key.as_str(), ";" | "。")).unwrap_or(atoms.len());
        self.holds(sentence, open, from, self.words.false_claim)
            && self.holds(sentence, to, end, self.words.called_false)
    }

    /// 'Its €4 billion takeover of', 'sold it for', 以40億美元奪得60%股權. What a company made or is worth is no price.
    fn is_price(&self, sentence: usize, from: usize, to: usize) -> bool {
        let words = self.words;
        if self.is_converted(sentence, from) {
            return false;
        }
        let (start, end) = self.clause_over_brackets(sentence, from, to);
        // 'Worth' right in front of the sum is said of prices, too.
        let front = from.saturating_sub(MARK);
        let measured = |from: usize, to: usize| self.holds(sentence, from, to, words.metric);
        if self.holds(sentence, start, end, words.price_clause) {
            return !measured(start, front) && !measured(to, end);
        }
        // 'In a $4.48 billion deal'.
        if self.is(sentence, to, words.merger_deal) {
            return true;
        }
        let marked = self.holds(sentence, front, from, words.price_mark);
        marked && !measured(start, front) && self.holds(sentence, from.saturating_sub(DEAL_REACH), from, words.deal)
    }

    /// 近6成（58%）, 'nearly six in ten (58%)': a share in round words that brackets tell in figures.
    fn told_exactly(&self, sentence: usize, round: &Quantity) -> bool {
        let atoms = &self.reading.article.sentences[sentence].atoms;
        let opens = atoms.get(round.to).is_some_and(|atom| atom.key == "(");
        let mut inside = self.quantities_at(sentence, round.to + 1);
        let exact = inside.any(|exact| {
            exact.measure == Measure::Percent
                && exact.value != round.value
                && atoms.get(exact.to).is_some_and(|atom| atom.key == ")")
        });
        opens && exact && atoms[round.to - 1].kind != AtomKind::Mark
    }

    /// '(about $265,000)': a sum in other money is a figure.
    fn is_converted(&self, sentence: usize, from: usize) -> bool {
        let atoms = &self.reading.article.sentences[sentence].atoms;
        // （按匯率約合4000萬歐元）: in Chinese more may stand in front of it.
        let reach = if self.reading.is_chinese() { AGAIN } else { MARK };
        let bracket =
            atoms[from.saturating_sub(reach)..from].iter().rfind(|atom| matches!(atom.key.as_str(), "(" | ")"));
        bracket.is_some_and(|atom| atom.key == "(")
    }

    /// 'A fine of 91 million euros ($100 million)': the sum of a deal or penalty told again, which is a figure of nobody's own.
    pub(super) fn tells_again(&self, sentence: usize, from: usize) -> bool {
        let front = from.saturating_sub(AGAIN)..from;
        let first = front.rev().find_map(|at| Some((at, self.quantities_at(sentence, at).map(|q| q.to).max()?)));
        self.is_converted(sentence, from)
            && first.is_some_and(|(at, to)| self.is_price(sentence, at, to) || self.is_penalty(sentence, at, to))
    }

    /// 'Fined it 17 million euros, or about $19 million': the sum of a penalty in other money.
    fn is_penalty_again(&self, sentence: usize, from: usize) -> bool {
        let atoms = &self.reading.article.sentences[sentence].atoms;
        let near = from.saturating_sub(MARK)..from;
        let Some(or) = near.rev().find(|at| self.is(sentence, *at, self.words.or_word)) else { return false };
        let end = or - usize::from(or > 0 && atoms[or - 1].key == ",");
        let mut first = (end.saturating_sub(AGAIN)..end).rev();
        first.any(|at| self.quantities_at(sentence, at).any(|q| q.to == end && self.is_penalty(sentence, at, end)))
    }

    /// 'Imposed a £7.5 million penalty', 索賠9000萬元, 繳清2,860萬雷亞爾罰款. What anybody pays each day or may have to pay is a
    /// figure, as is a company's own measure beside it.
    fn is_penalty(&self, sentence: usize, from: usize, to: usize) -> bool {
        let words = self.words;
        let (start, end) = self.clause_over_brackets(sentence, from, to);
        // 'Faces a fine of 50,000 reais ($8,900) a day'.
        let atoms = &self.reading.article.sentences[sentence].atoms;
        let close = atoms
            .get(to)
            .filter(|atom| atom.key == "(")
            .and_then(|_| (to..to + EACH_REACH + 2).find(|at| atoms.get(*at).is_some_and(|atom| atom.key == ")")));
        let behind = close.map_or(to, |close| close + 1);
        let each = || {
            self.holds(sentence, start.max(from.saturating_sub(EACH_REACH)), from, words.each_time)
                || self.is(sentence, behind, words.per_time)
                // 'Fines owed by Acme stand at 18 million reais'.
                || self.holds(sentence, from.saturating_sub(MARK), from, words.sum_up)
        };
        // 'It was fined €20 million in 2022, and £7.5 million by another regulator'.
        let goes_on = || {
            let by = self.holds(sentence, to, end, self.reading.recogniser.classes.agent_marker);
            let bare = from - start <= MARK;
            // 'It fined the parent of Acme, Bolt, 17 million euros'.
            bare && (by || to == end) && self.holds(sentence, 0, start, words.penal_clause)
        };
        (self.holds(sentence, start, end, words.penal_clause) || goes_on())
            && !self.is_converted(sentence, from)
            && !self.holds(sentence, start, end, words.metric_revenue)
            && !each()
    }

    /// 封鎖26個社群平台: how many services, accounts or pages were shut out or let in again is told by that deed.
    fn is_barred(&self, sentence: usize, from: usize, to: usize) -> bool {
        let words = self.words;
        let atoms = &self.reading.article.sentences[sentence].atoms;
        let (mut start, end) = self.clause(sentence, from, to);
        // 封鎖臉書、YouTube等26個平台.
        while start > 0 && atoms[start - 1].key == "、" {
            start = self.clause(sentence, start - 1, start - 1).0;
        }
        // 'Some 60,000 of them deleted their accounts', 'the 24-year-old's account', 百家店鋪下架商品.
        let parts = |at: &usize| {
            let verb = self.is(sentence, *at, words.bar_verb) || self.is(sentence, *at, words.clause_verb);
            verb || self.is(sentence, *at, words.clause_of)
                || atoms[*at].key == "-"
                || self.quantities_at(sentence, *at).next().is_some()
        };
        let reach = end.min(to + BARRED_REACH);
        let noun = (to..reach).find(parts).unwrap_or(reach);
        self.holds(sentence, to, noun, words.bar_thing) && self.holds(sentence, start, end, words.bar_verb)
    }

    /// 市占低於10%的平台則獲豁免: a figure that says on whom a rule lies or whom it spares is none.
    fn is_threshold(&self, sentence: usize, to: usize) -> bool {
        let (_, end) = self.clause(sentence, to, to);
        let of = (to..end.min(to + MARK)).find(|at| self.is(sentence, *at, self.reading.recogniser.classes.possessive));
        let ruled = [self.words.must, self.words.exempt, self.words.spared, self.words.may_not, self.words.may_do];
        self.reading.is_chinese()
            && of.is_some_and(|of| ruled.iter().any(|class| self.holds(sentence, of, end, *class)))
    }

    /// 'Shops with more than $10,000 in sales have to', 'sites with over a million users': which of many are meant.
    fn is_condition(&self, sentence: usize, from: usize) -> bool {
        let atoms = &self.reading.article.sentences[sentence].atoms;
        let words = self.words;
        let with =
            (from.saturating_sub(THRESHOLD_FRONT)..from).rev().find(|at| self.is(sentence, *at, words.threshold_with));
        let with = with.filter(|with| *with > 0 && atoms[*with - 1].ends_as_plural());
        // 若有10萬人連署.
        if self.reading.is_chinese() {
            return self.is(sentence, self.clause_start(sentence, from), words.supposing);
        }
        self.grammatical()
            && with.is_some_and(|with| {
                let bounds = [words.at_least, words.at_most, words.about];
                let behind = self.word(sentence, with, words.threshold_with).unwrap_or(with + 1);
                let bounded = bounds.iter().any(|class| self.is(sentence, behind, *class));
                bounded && [words.ruled, words.users].iter().any(|class| self.is(sentence, with - 1, *class))
            })
    }

    /// 'Could be fined up to 10% of turnover', 'breaches can cost 6% of annual turnover': what a law threatens with.
    fn is_fine_of_turnover(&self, sentence: usize, from: usize, to: usize) -> bool {
        let (start, end) = self.clause(sentence, from, to);
        let of = self.is(sentence, to, self.words.clause_of);
        let turnover = self.holds(sentence, to, end.min(to + TURNOVER_REACH), self.words.metric_revenue);
        let threat = [self.words.penal_clause, self.words.fine_threat];
        self.grammatical() && of && turnover && threat.iter().any(|class| self.holds(sentence, start, end, *class))
    }

    /// 新聞自由指數排名急挫至148: a place on a list.
    fn is_place(&self, sentence: usize, from: usize, to: usize) -> bool {
        let (start, _) = self.clause(sentence, from, from);
        // 排名大幅下滑，從2020年的18名，滑落至80名.
        let front = match self.is(sentence, to, self.words.place_unit) {
            true => 0,
            false => start.max(from.saturating_sub(PLACE_REACH)),
        };
        self.reading.is_chinese() && self.holds(sentence, front, from, self.words.place_front)
    }

    /// 每日不超過3小時, 每30天只能傳10次: what is allowed each time is a rule and no figure.
    fn is_allowed(&self, sentence: usize, from: usize) -> bool {
        let (start, _) = self.clause(sentence, from, from);
        let each = || {
            self.holds(sentence, start, from, self.words.each_time)
                && self.holds(sentence, start, from, self.words.allowed_only)
        };
        self.reading.is_chinese() && (self.holds(sentence, start, from, self.words.allowed_each) || each())
    }

    /// 要求平台每單至少付60元: what is asked for is no figure yet.
    fn is_demanded(&self, sentence: usize, from: usize) -> bool {
        let (start, _) = self.clause(sentence, from, from);
        self.reading.is_chinese() && self.holds(sentence, start, from, self.words.demanded_sum)
    }

    /// 'Aims to have 20 shops', 希望將用戶增至200萬: what is hoped for is not so yet.
    fn is_hoped_for(&self, sentence: usize, from: usize) -> bool {
        let (start, _) = self.clause(sentence, from, from);
        self.holds(sentence, start.max(from.saturating_sub(HOPE_REACH)), from, self.words.hoped_figure)
    }

    /// 'Will cut 180 jobs, 22% of its headcount', 裁員110人，佔員工一成: beside those who have to go.
    fn is_share_of_staff(&self, sentence: usize, from: usize, to: usize) -> bool {
        let words = self.words;
        let atoms = &self.reading.article.sentences[sentence].atoms;
        let cut = || {
            [words.layoff, words.job_cut, words.job_lost]
                .into_iter()
                .any(|class| self.holds(sentence, 0, atoms.len(), class))
        };
        if self.reading.is_chinese() {
            let (start, end) = self.clause(sentence, from, to);
            return start > 0
                && self.holds(sentence, start, from, words.makes_up)
                && self.holds(sentence, start, end, words.job_word)
                && self.holds(sentence, 0, start, words.layoff);
        }
        let front = (0..from).rev().take(4).find(|at| self.bound_word(sentence, *at).is_none_or(|end| end < from));
        let apart = front.is_some_and(|at| {
            matches!(atoms[at].key.as_str(), "," | "(" | "-" | "—" | "–") || self.is(sentence, at, words.or_word)
        });
        let of = self.is(sentence, to, words.clause_of);
        // 'The loss of 190 jobs, or 14% of the workforce'.
        let jobs = |at: &usize| self.is(sentence, *at, words.job_word) && *at + SHARE_FRONT >= from;
        let counted = || {
            let noun = (0..from).rev().find(jobs)?;
            (noun.saturating_sub(SHARE_REACH)..noun).find(|at| self.quantities_at(sentence, *at).next().is_some())
        };
        let staff = self.holds(sentence, to, atoms.len().min(to + SHARE_REACH), words.job_word);
        apart && of && staff && (counted().is_some() || cut())
    }

    /// Where a word of bound ends that begins at an atom.
    pub(super) fn bound_word(&self, sentence: usize, at: usize) -> Option<usize> {
        let words = self.words;
        [words.at_least, words.at_most, words.about]
            .into_iter()
            .filter_map(|class| self.word(sentence, at, class))
            .max()
    }

    /// The clause around a stretch; what stands in brackets behind it does not end it.
    pub(super) fn clause_over_brackets(&self, sentence: usize, from: usize, to: usize) -> (usize, usize) {
        let atoms = &self.reading.article.sentences[sentence].atoms;
        let (start, mut end) = self.clause(sentence, from, to);
        if atoms.get(end).is_some_and(|atom| atom.key == "(")
            && let Some(close) = (end..atoms.len()).find(|at| atoms[*at].key == ")")
            && atoms.get(close + 1).is_some_and(|atom| atom.kind != AtomKind::Mark)
        {
            end = self.clause(sentence, close + 1, close + 1).1;
        }
        (start, end)
    }
}
