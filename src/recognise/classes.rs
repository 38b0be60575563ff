//! The word classes that the program itself asks for, by fields instead of names.

/// A table of word classes, each found once by its name; a pack that lacks a class has none of its words.
macro_rules! word_classes {
    ($(#[$about:meta])* pub struct $table:ident { $($(#[$note:meta])* $field:ident = $name:literal),* $(,)? }) => {
        $(#[$about])*
        #[derive(Debug, Default)]
        pub struct $table { $($(#[$note])* pub $field: Option<crate::recognise::lexicon::ClassId>),* }

        impl $table {
            /// Names of all of them.
            pub const NAMES: &[&str] = &[$($name),*];

            pub fn of(lexicon: &crate::recognise::lexicon::Lexicon) -> Self {
                Self { $($field: lexicon.class($name)),* }
            }
        }
    };
}

pub(crate) use word_classes;

word_classes! {
    /// What recognition and linking ask for.
    pub struct Classes {
        academic_field = "academic-field", field_teacher = "field-teacher",
        according_to = "according-to", address_ending = "address-ending", common_zh = "common-zh", deal_buy = "deal-buy", deal_noun = "deal-noun", deal_owner = "deal-owner", deal_thing = "deal-thing", agent_marker = "agent-marker", and = "and", and_others = "and-others", announce = "announce",
        among_them = "among-them", announce_deed = "announce-deed", appoint = "appoint", appos_opener = "appos-opener", article = "article", article_indefinite = "article-indefinite", as_word = "as-word", associate = "associate",
        authority_ending = "authority-ending", authority_front = "authority-front", authority_named = "authority-named", authority_noun = "authority-noun", authority_told = "authority-told", bare_body_noun = "bare-body-noun", batch_front = "batch-front", be_passive = "be-passive", brand_goods = "brand-goods",
        area_suffix = "area-suffix",
        chamber = "chamber", clan = "clan", condition = "condition", interview = "interview", model_noun = "model-noun", own_studio = "own-studio", society_head = "society-head", sort_of_body = "sort-of-body", speech_linked = "speech-linked", speech_start = "speech-start",
        be_in_office = "be-in-office", because = "because", before_body = "before-body", before_given_name = "before-given-name",
        belongs_to = "belongs-to", body_noun = "body-noun", body_office = "body-office", body_tail = "body-tail", both = "both", branch_asset = "branch-asset", branch_company = "branch-company", branch_ending = "branch-ending", brings_up = "brings-up",
        print_noun = "print-noun", broadcast_noun = "broadcast-noun", buyer_noun = "buyer-noun", buys_mark = "buys-mark", by_whom = "by-whom", call_verb = "call-verb", cause_mark = "cause-mark", civil_front = "civil-front", civil_noun = "civil-noun", civil_only = "civil-only", classifier = "classifier", chief_word = "chief-word", officer_word = "officer-word", clause_opener = "clause-opener", clause_preposition = "clause-preposition", clause_relative = "clause-relative", clause_verb = "clause-verb", clause_deed = "clause-deed", body_classifier = "body-classifier", clause_auxiliary = "clause-auxiliary",
        company_head = "company-head", department_ending = "department-ending", others_front = "others-front", company_noun = "company-noun", company_word = "company-word",
        committee_noun = "committee-noun", house_of_parliament = "house-of-parliament",
        copula = "copula", county_word = "county-word", country_front = "country-front", court_word = "court-word", criticise = "criticise", cue_adverb = "cue-adverb",
        definite = "definite", family_noun = "family-noun", post_nominal = "post-nominal", demand = "demand", department = "department", female_title = "female-title", finite = "finite", foreign_article = "foreign-article", done_to_another = "done-to-another", done_to_it = "done-to-it", account_noun = "account-noun", object_mark = "object-mark", sell_verb = "sell-verb", direction = "direction",
        body_end = "body-end", body_front = "body-front", declines = "declines", company_form = "company-form", clause_of = "clause-of", law_word = "law-word", owned_as_body = "owned-as-body", peerage = "peerage", title_inner = "title-inner", person_aside = "person-aside", sole_person = "sole-person", matter_word = "matter-word",
        owned_services = "owned-services", topic_bound = "topic-bound",
        first_of_two = "first-of-two", former_glued = "former-glued", former_holder = "former-holder", present_holder = "present-holder", give_up_office = "give-up-office", worked_there = "worked-there", changed_to = "changed-to", takes_over_from = "takes-over-from", leads_body = "leads-body", found = "found", fund_noun = "fund-noun", general_company_noun = "general-company-noun",
        give_office = "give-office", given_as = "given-as", given_ja = "given-ja", given_ja_end = "given-ja-end",
        given_female = "given-female", given_male = "given-male", given_names = "given-names", government_noun = "government-noun", government_whole = "government-whole", government_word = "government-word",
        grant_office = "grant-office", group_head = "group-head", group_modifier = "group-modifier", group_opener = "group-opener", group_noun = "group-noun",
        han_stop = "han-stop", he = "he", her = "her", hedge = "hedge", his = "his", somebody_new = "somebody-new", honorific = "honorific", honour = "honour", it = "it", its = "its",
        kin = "kin", kin_pair = "kin-pair", known_as = "known-as", reported = "reported", thing_made = "thing-made", number_opener = "number-opener", account_for = "account-for", nominative = "nominative", called_also = "called-also", same_subject = "same-subject", trade_body = "trade-body", branch_of = "branch-of", labour_body = "labour-body", latter = "latter", letter_ending = "letter-ending", leads_part = "leads-part", legal_form = "legal-form", list_separator = "list-separator", locative = "locative", maker_of = "maker-of", maker_tail = "maker-tail", one_of = "one-of", ja_head = "ja-head", ja_tail = "ja-tail", ja_given_tail = "ja-given-tail", male_title = "male-title",
        media_noun = "media-noun", ministry = "ministry", moderate = "moderate", moderated = "moderated", reinstate = "reinstate", suspend_account = "suspend-account", sue = "sue", camp_noun = "camp-noun", source_mark = "source-mark", and_so_on = "and-so-on", common_tail = "common-tail", sort_tail = "sort-tail", arm_ending = "arm-ending", name_closer = "name-closer", name_end = "name-end",
        name_front = "name-front", led_by = "led-by", asked_front = "asked-front", commission = "commission", commission_noun = "commission-noun", publish = "publish", research_firm = "research-firm", research_ending = "research-ending", research_front = "research-front", asks_whom = "asks-whom", institute_ending = "institute-ending", school_title = "school-title", sort_front = "sort-front", name_opener = "name-opener", name_particle = "name-particle", name_stop = "name-stop", name_suffix = "name-suffix",
        named_body = "named-body", named_shop = "named-shop", nationality = "nationality", near_mark = "near-mark", negation = "negation", nickname_front = "nickname-front", nickname_tail = "nickname-tail", no_body = "no-body", no_nickname = "no-nickname", not_name = "not-name",
        not_noun = "not-noun", of = "of", office_as_told = "office-as-told", office_ending = "office-ending",
        office_thing = "office-thing", body_thing = "body-thing", judging_word = "judging-word", person_too = "person-too", court_deed = "court-deed", office_word = "office-word", on_matter = "on-matter", once_held = "once-held", online_word = "online-word", campaign_aim = "campaign-aim", campaign_own = "campaign-own", campaign_sort = "campaign-sort", campaign_thing = "campaign-thing", one_such = "one-such", operator_noun = "operator-noun", opposite = "opposite",
        org_announcer = "org-announcer", org_suffix = "org-suffix", own = "own", own_measure = "own-measure", owned_by = "owned-by", any_bodies = "any-bodies", pair_of_bodies = "pair-of-bodies",
        pair_of_people = "pair-of-people", partner_firm = "partner-firm", paper_ending = "paper-ending", party_adjective = "party-adjective",
        party_description = "party-description", paper_deed = "paper-deed", paper_front = "paper-front", party_ending = "party-ending", party_mark = "party-mark", person_noun = "person-noun",
        person_object = "person-object", person_title = "person-title-before", person_verb = "person-verb",
        place_only = "place-only", place_suffix = "place-suffix", site_noun = "site-noun", platform_noun = "platform-noun", posted_to = "posted-to", possessive = "possessive",
        portfolio = "portfolio", portfolio_any = "portfolio-any", portfolio_head = "portfolio-head", premises = "premises", preposition = "preposition", prize_word = "prize-word",
        product_noun = "product-noun", public_ending = "public-ending", seated = "seated", put_into = "put-into",
        predecessor = "predecessor", owner_noun = "owner-noun", praise = "praise", his_body = "his-body", watching_noun = "watching-noun", real_name = "real-name", reckons = "reckons", same_word = "same-word", civil_watchdog = "civil-watchdog", campaign_word = "campaign-word", ruling_noun = "ruling-noun", quit_office = "quit-office",
        relation_noun = "relation-noun", relative_verb = "relative-verb", resign = "resign", respond = "respond", role_tail = "role-tail",
        run_by = "run-by", run_for = "run-for", said_of = "said-of", say = "say", set_beside = "set-beside", law_noun = "law-noun", media_name = "media-name", civil_self = "civil-self", moderating_staff = "moderating-staff", belonging = "belonging", paper_word = "paper-word", school_ending = "school-ending", given_initials = "given-initials", charging = "charging", short_deed = "short-deed", she = "she", side_word = "side-word",
        service_word = "service-word", since_mark = "since-mark", fine = "fine", private_title = "private-title", owns_several = "owns-several", once_at = "once-at", learn = "learn", show = "show", sort_noun = "sort-noun", speech_any = "speech-any", speech_aside = "speech-aside", spokesperson_noun = "spokesperson-noun", speech_voice = "speech-voice",
        state_ending = "state-ending", state_noun = "state-noun", state_place = "state-place", status_acting = "status-acting",
        status_former = "status-former", status_incoming = "status-incoming", surnames_ja = "surnames-ja",
        surnames_rare = "surnames-rare", surnames_zh = "surnames-zh", successor = "successor", survey_word = "survey-word", poll_noun = "poll-noun", take_office = "take-office", taken_from = "taken-from", tell = "tell",
        that_country = "that-country", their = "their", they = "they", think = "think", this = "this",
        title_end = "title-end", title_lead = "title-lead", title_modifier = "title-modifier", title_nickname = "title-nickname",
        title_opener = "title-opener", top_office = "top-office", noun_as_told = "noun-as-told", topic_idle = "topic-idle", topic_lead = "topic-lead", topic_own = "topic-own",
        topic_own_modifier = "topic-own-modifier", topic_tail = "topic-tail", topic_verb = "topic-verb", noun_too = "noun-too", paper_told = "paper-told", trade_ending = "trade-ending", trade_noun = "trade-noun", passive = "passive", own_plan = "own-plan", own_members = "own-members", petitioner = "petitioner", trade_participle = "trade-participle", trade_verb = "trade-verb", trade_whole = "trade-whole",
        title_compound = "title-compound",
        translit = "translit-char", urge = "urge", venue_mark = "venue-mark", weak_given = "given-names-weak", which = "which", who = "who", whose = "whose-mark",
        offline_noun = "offline-noun", outsider = "outsider", pointed_body = "pointed-body", called_shortly = "called-shortly", school_voice = "school-voice", school_name = "school-name", pointed_service = "pointed-service", web_ending = "web-ending",
        workplace = "workplace", years_of_age = "years-of-age",
    }
}
