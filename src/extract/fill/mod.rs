//! Fills roles that a pattern does not capture from what stands around it: the body spoken of, the date, the source.

mod about;
mod chinese_clause;
mod day;
mod election;
mod figure;
mod issuer;
mod named;
mod nearby;
mod source;
mod speaker;
mod states;
mod taken;
mod telling;
mod title;
mod topic;

use super::context::Context;
use super::draft::{Draft, Filler};
use crate::fact::Kind;
use crate::segment::Part;

/// What rules may ask to be filled.
pub const FILLERS: &[&str] = &[
    "nearby-org",
    "main-org",
    "other-org",
    "subject-org",
    "org-of-other",
    "time",
    "published",
    "subject",
    "measure",
    "unit",
    "share-or-count",
    "bound",
    "source",
    "survey-publisher",
    "period",
    "speaker",
    "spoken-for",
    "country",
    "nearby-platform",
    "platform-used",
    "previous-org",
    "previous-person",
    "introducer",
    "main-topic",
    "title-of-other",
    "told-election",
    "title-left",
    "nearby-government",
    "law-maker",
    "body-of-title",
    "policy-issuer",
    "rule-issuer",
    "previous-issuer",
    "policy-topic",
    "last-policy",
    "told-policy",
    "boycott-target",
    "boycotted-by-these",
    "told-boycott",
    "day-of-effect",
    "day-of-announcement",
    "announcer",
    "main-state",
    "acting-state",
    "maker",
];

/// Fillers that take what is told of from the bodies named around it.
const BODY_FILLERS: [&str; 6] =
    ["nearby-org", "previous-org", "policy-issuer", "previous-issuer", "rule-issuer", "last-policy"];

/// How many sentences after a boycott 'Acme left on Monday' tells of it.
const REACH_OF_BOYCOTT: usize = 5;

impl Context<'_, '_> {
    /// Fills one role of a draft; where nothing fits it stays empty.
    pub fn fill<'r>(&self, draft: &mut Draft<'r>, role: &'r str, filler: &str) {
        let value = match filler {
            _ if BODY_FILLERS.contains(&filler) && (self.others_act(draft) || self.unnamed_ruler(draft)) => None,
            "nearby-org" => self.office_told(draft).or_else(|| self.acting_body(draft)).map(Filler::Entity),
            "org-of-other" => self.body_of_other(draft).or(self.main).map(Filler::Entity),
            "main-org" => self.main.map(Filler::Entity),
            "other-org" => self.other(draft).map(Filler::Entity),
            "subject-org" => self.subject_body(draft).map(Filler::Entity),
            "previous-org" => self.previous(draft, Kind::is_body).map(Filler::Entity),
            "previous-person" => {
                let told = self.follower(draft).or_else(|| self.previous(draft, |kind| kind == Kind::Person));
                told.map(Filler::Entity)
            }
            "nearby-platform" => self.nearby_platform(draft).map(Filler::Entity),
            "platform-used" => self.platform_used(draft).map(Filler::Entity),
            "time" | "period" => self.time(draft),
            "published" => self.published(),
            // 歐盟要求甲開放，甲沒有同意，被罰: whoever opens the clause in front is fined.
            "subject" if role == "defendant" => {
                let fined = self.opener(draft, Kind::is_agent).map(Filler::Entity);
                fined.or_else(|| self.subject(draft))
            }
            "subject" => self.subject(draft),
            "measure" => self.measure(draft),
            "unit" => self.unit(draft),
            "share-or-count" => self.share_or_count(draft),
            "bound" => self.bound(draft),
            "title-of-other" => self.title_of_other(draft).map(Filler::Concept),
            "told-election" => self.told_election(draft),
            "title-left" => self.title_left(draft).map(Filler::Concept),
            "main-topic" => self.topic(draft).map(Filler::Concept),
            "introducer" => self.introducer(draft).map(Filler::Entity),
            "body-of-title" => self.body_of_title(draft).map(Filler::Entity),
            "survey-publisher" => self
                .survey_publisher(draft)
                .or_else(|| self.source(draft).first().copied())
                .or_else(|| self.asker(draft).filter(|_| self.grammatical()))
                .or_else(|| self.nearby_body(draft))
                .map(Filler::Entity),
            "nearby-government" => self.government(draft).map(Filler::Entity),
            "law-maker" => self
                .authority_in_front(draft)
                .map(Filler::Entity)
                .or_else(|| self.maker_of_law(draft))
                .or_else(|| self.lawmaker_or_court(draft).map(Filler::Entity)),
            "policy-issuer" => self.minister_rule(draft).or_else(|| {
                let told = self.ruler_named(draft).or_else(|| self.issuer(draft));
                told.or_else(|| self.nearby_body(draft)).map(Filler::Entity)
            }),
            "previous-issuer" => self.ruler_named(draft).or_else(|| self.previous_issuer(draft)).map(Filler::Entity),
            "rule-issuer" => self.minister_rule(draft).or_else(|| {
                let told = self.ruler_named(draft).or_else(|| self.rule_issuer(draft));
                told.or_else(|| self.nearby_ruler(draft)).map(Filler::Entity)
            }),
            "day-of-effect" => self.day_of_effect(draft),
            "day-of-announcement" => self.day_of_announcement(draft),
            "announcer" => self.announcer(draft).map(Filler::Entity),
            "maker" => self.maker(draft),
            "main-state" => self.reading.main_state().map(Filler::Entity),
            "acting-state" => self.acting_state(draft).map(Filler::Entity),
            "policy-topic" => self.policy_topic(draft).or_else(|| self.topic(draft).map(Filler::Concept)),
            "boycott-target" => self.boycotted(draft, REACH_OF_BOYCOTT).map(Filler::Entity),
            "boycotted-by-these" => self.boycotted_by_these(draft, REACH_OF_BOYCOTT).map(Filler::Entity),
            "told-boycott" => self.boycotted(draft, usize::MAX).or(self.main).map(Filler::Entity),
            "last-policy" => self.told_policy(draft, role).or_else(|| match role {
                "issuer" => self.nearby_body(draft).map(Filler::Entity),
                "topic" => self.policy_topic(draft).or_else(|| self.topic(draft).map(Filler::Concept)),
                _ => None,
            }),
            "told-policy" => self.told_policy(draft, role),
            "source" => {
                for source in self.source(draft) {
                    draft.roles.add(role, Filler::Entity(source));
                }
                None
            }
            "speaker" => self.speaker(draft).map(Filler::Entity),
            "spoken-for" => self.spoken_for(draft).map(Filler::Entity),
            "country" => self.country(draft).map(Filler::Listed),
            _ => None,
        };
        if let Some(value) = value.filter(|value| !self.elsewhere(draft, value)) {
            draft.roles.add(role, value);
        }
    }

    /// A headline of another article is not about whom this one is about, unless it names him.
    fn elsewhere(&self, draft: &Draft<'_>, value: &Filler) -> bool {
        let Filler::Entity(body) = value else { return false };
        self.reading.article.sentences[draft.sentence].part == Part::Related
            && Some(*body) == self.main
            && !self.mentions(draft.sentence).any(|mention| mention.senses.contains(body))
    }

    /// An entity of the lexicon: the article's own where it names it.
    fn listed(&self, listed: u32) -> Filler {
        let named = self.reading.entities.iter().position(|entity| entity.listed == Some(listed));
        named.map_or(Filler::Listed(listed), |local| Filler::Entity(local as u32))
    }

    /// What the policy told last says in a role.
    fn told_policy(&self, draft: &Draft<'_>, role: &str) -> Option<Filler> {
        let policy = self.last_policy(draft)?;
        match role {
            "issuer" => Some(policy.issuer.clone()),
            "deontic" => policy.deontic.clone(),
            "topic" => Some(policy.topic.clone()),
            _ => None,
        }
    }

    /// The day on which the article appeared.
    fn published(&self) -> Option<Filler> {
        self.reading.published.map(|day| Filler::Date(day.into()))
    }
}

/// What was told last, up to a sentence.
fn last<T>(told: &[(usize, T)], sentence: usize) -> Option<&(usize, T)> {
    told.iter().rev().find(|(at, _)| *at <= sentence)
}
