//! The terms that newsgraph writes, a constant each; `ontology/newsgraph.ttl` defines those of its own.
//!
//! ```
//! use newsgraph::model::vocabulary::ng;
//! assert_eq!(ng::EVIDENCE.as_str(), "https://w3id.org/newsgraph/ontology#evidence");
//! ```

/// Name and namespace of the prefixes that readable formats may use, ordered by name.
pub const PREFIXES: &[(&str, &str)] = &[
    ("dbr", "http://dbpedia.org/resource/"),
    ("dcat", "http://www.w3.org/ns/dcat#"),
    ("dcterms", "http://purl.org/dc/terms/"),
    ("foaf", "http://xmlns.com/foaf/0.1/"),
    ("ng", "https://w3id.org/newsgraph/ontology#"),
    ("oa", "http://www.w3.org/ns/oa#"),
    ("odrl", "http://www.w3.org/ns/odrl/2/"),
    ("org", "http://www.w3.org/ns/org#"),
    ("owl", "http://www.w3.org/2002/07/owl#"),
    ("prov", "http://www.w3.org/ns/prov#"),
    ("qb", "http://purl.org/linked-data/cube#"),
    ("rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"),
    ("rdfs", "http://www.w3.org/2000/01/rdf-schema#"),
    ("schema", "https://schema.org/"),
    ("sem", "http://semanticweb.cs.vu.nl/2009/11/sem/"),
    ("sh", "http://www.w3.org/ns/shacl#"),
    ("skos", "http://www.w3.org/2004/02/skos/core#"),
    ("time", "http://www.w3.org/2006/time#"),
    ("void", "http://rdfs.org/ns/void#"),
    ("wd", "http://www.wikidata.org/entity/"),
    ("xsd", "http://www.w3.org/2001/XMLSchema#"),
];

/// The namespace of the newsgraph ontology. It stays the same whatever base the instances have.
pub const NG: &str = "https://w3id.org/newsgraph/ontology#";
/// Where Wikidata's items stand.
pub const WIKIDATA: &str = "http://www.wikidata.org/entity/";
/// Where DBpedia's resources stand.
pub const DBPEDIA: &str = "http://dbpedia.org/resource/";
/// The namespace of XML Schema datatypes.
pub const XSD: &str = "http://www.w3.org/2001/XMLSchema#";

macro_rules! terms {
    ($space:literal: $($(#[$doc:meta])* $name:ident = $local:literal;)+) => {
        $(
            $(#[$doc])*
            pub const $name: oxigraph::model::NamedNodeRef<'static> =
                oxigraph::model::NamedNodeRef::new_unchecked(concat!($space, $local));
        )+
    };
}

/// The newsgraph ontology.
pub mod ng {
    terms! { "https://w3id.org/newsgraph/ontology#":
        /// Anything that an article says and a rule found.
        FACT = "Fact";
        /// A rule of an organisation about a topic.
        POLICY = "Policy";
        /// A change of an organisation's policy.
        POLICY_CHANGE = "PolicyChange";
        /// What a platform does to accounts or content.
        MODERATION_ACTION = "ModerationAction";
        /// Taking an account out of use for some time.
        SUSPENSION = "Suspension";
        /// Shutting somebody or something out for good.
        BAN = "Ban";
        /// Keeping something from being reached.
        BLOCKING = "Blocking";
        /// Taking content or accounts away.
        REMOVAL = "Removal";
        /// Bringing back what was suspended, banned or removed.
        REINSTATEMENT = "Reinstatement";
        /// Putting a notice on content.
        LABELING = "Labeling";
        /// Checking whether content is true.
        FACT_CHECK = "FactCheck";
        /// A payment imposed.
        FINE = "Fine";
        /// One buying another.
        ACQUISITION = "Acquisition";
        /// One having another.
        OWNERSHIP = "Ownership";
        /// Withholding business in protest.
        BOYCOTT = "Boycott";
        /// What somebody is reported to say.
        STATEMENT = "Statement";
        /// One speaking against another.
        CRITICISM = "Criticism";
        /// One asking another to act.
        DEMAND = "Demand";
        /// A figure.
        OBSERVATION = "Observation";
        /// A poll or study of many.
        SURVEY = "Survey";
        /// Users moving from one service to another.
        MIGRATION = "Migration";
        /// Somebody standing for an election.
        CANDIDACY = "Candidacy";
        /// What courts and authorities do.
        LEGAL_ACTION = "LegalAction";
        /// A case brought before a court.
        LAWSUIT = "Lawsuit";
        /// An authority looking into something.
        INVESTIGATION = "Investigation";
        /// Criminal charges.
        PROSECUTION = "Prosecution";
        /// A sanction by a court or an authority.
        PENALTY = "Penalty";
        /// An employer ending jobs.
        LAYOFF = "Layoff";
        /// An organisation coming into being.
        FOUNDING = "Founding";
        /// A product or service coming out.
        LAUNCH = "Launch";
        /// A conference, hearing, protest or the like.
        GATHERING = "Gathering";
        /// A service that people use, apart from the company that runs it.
        PLATFORM_CLASS = "Platform";
        /// A subject that policies and statements are about.
        TOPIC_CLASS = "Topic";
        /// The scheme of topics.
        TOPICS = "topics";
        /// The scheme of titles that people hold.
        ROLES = "roles";

        /// From a fact to a place in the source that says it.
        EVIDENCE = "evidence";
        /// The rule that found a fact.
        RULE = "rule";
        /// How sure the extraction is, from 0 to 1.
        CONFIDENCE = "confidence";
        /// Whether the text asserts, plans, supposes or denies it.
        MODALITY = "modality";
        /// Whose words a fact stands in.
        ACCORDING_TO = "accordingTo";
        /// The words that a date was read from.
        DATE_TEXT = "dateText";
        /// Where a source file was read from.
        SOURCE_PATH = "sourcePath";
        /// What a graph in a store was made from, as one digest.
        DIGEST = "digest";
        /// The company that runs a platform or makes a product.
        OPERATED_BY = "operatedBy";
        /// SHA-256 of the rules that a run used.
        RULES_DIGEST = "rulesDigest";
        /// SHA-256 of the lexicon that a run used.
        LEXICON_DIGEST = "lexiconDigest";

        /// Whose policy it is.
        ISSUER = "issuer";
        /// Whether a policy prohibits, permits, requires or exempts.
        DEONTIC = "deontic";
        /// What a policy is about.
        TOPIC = "topic";
        /// The platform on which something holds or happens.
        PLATFORM = "platform";
        /// When a policy takes effect.
        EFFECTIVE_DATE = "effectiveDate";
        /// When a policy was made known.
        ANNOUNCED_DATE = "announcedDate";
        /// Who made a policy known.
        ANNOUNCED_BY = "announcedBy";
        /// When it happened.
        DATE = "date";
        /// Whether a role is held now, was, or will be.
        STATUS = "status";
        /// Who acts.
        AGENT = "agent";
        /// Who or what is acted upon.
        TARGET = "target";
        /// Words for what is acted upon where no entity stands for it.
        TARGET_TEXT = "targetText";
        /// How many.
        COUNT = "count";
        /// For how long.
        DURATION = "duration";
        /// Who buys.
        BUYER = "buyer";
        /// What is paid for an acquisition.
        PRICE = "price";
        /// Who owns.
        OWNER = "owner";
        /// What is owned.
        OWNED = "owned";
        /// Who calls for a boycott.
        ORGANIZER = "organizer";
        /// Who takes part.
        PARTICIPANT = "participant";
        /// How many take part.
        PARTICIPANT_COUNT = "participantCount";
        /// Whether words are quoted or reported.
        FORM = "form";
        /// The words that introduce a statement.
        CUE = "cue";
        /// Whom a statement is made to.
        ADDRESSEE = "addressee";
        /// Whom or what a figure describes.
        SUBJECT = "subject";
        /// What a figure measures.
        MEASURE = "measure";
        /// The figure.
        VALUE = "value";
        /// What a figure counts in.
        UNIT = "unit";
        /// The time that a figure is for.
        PERIOD = "period";
        /// Who gives a figure.
        SOURCE = "source";
        /// Whether a figure is a lower bound, an upper bound or approximate.
        BOUND = "bound";
        /// Who publishes a survey.
        PUBLISHER = "publisher";
        /// How many a survey asked.
        SAMPLE_SIZE = "sampleSize";
        /// What users leave.
        FROM = "from";
        /// What users go to.
        TO = "to";
        /// What a candidate stands for.
        ELECTION = "election";
        /// Who brings a case.
        PLAINTIFF = "plaintiff";
        /// Against whom a case is brought.
        DEFENDANT = "defendant";
        /// Money at stake in a legal action.
        AMOUNT = "amount";
        /// The organisation concerned.
        ORGANIZATION = "organization";
        /// Who founds.
        FOUNDER = "founder";
        /// What is launched.
        PRODUCT = "product";
        /// Where it happens.
        PLACE = "place";

        /// An entity of another collection that may be the same as one of ours.
        LINK_CANDIDATE = "LinkCandidate";
        /// Candidate to the entity of ours.
        LINK_SUBJECT = "linkSubject";
        /// Candidate to the entity of the other collection.
        LINK_TARGET = "linkTarget";
        /// What became of a candidate.
        LINK_STATUS = "linkStatus";
        /// How likely the two are one, from 0 to 1.
        LINK_SCORE = "linkScore";
        /// How much of the names agrees, from 0 to 1.
        NAME_SCORE = "nameScore";
        /// How much of the surroundings agrees, from 0 to 1.
        CONTEXT_SCORE = "contextScore";
        /// How many sites write of a candidate.
        POPULARITY = "popularity";
        /// Why a candidate has its score, in words.
        LINK_REASON = "linkReason";

        /// Issuer to topic: does not allow it.
        PROHIBITS = "prohibits";
        /// Issuer to topic: allows it.
        PERMITS = "permits";
        /// Issuer to topic: calls for it.
        REQUIRES = "requires";
        /// Issuer to topic: leaves it out of a policy.
        EXEMPTS = "exempts";
        /// Buyer to what it bought.
        ACQUIRED = "acquired";
    }
}

/// schema.org, in its https form.
pub mod schema {
    terms! { "https://schema.org/":
        /// A human being.
        PERSON = "Person";
        /// A company.
        CORPORATION = "Corporation";
        /// Any organisation.
        ORGANIZATION = "Organization";
        /// A non-governmental organisation.
        NGO = "NGO";
        /// A part of a state, or a body that states founded.
        GOVERNMENT_ORGANIZATION = "GovernmentOrganization";
        /// A publisher of news.
        NEWS_MEDIA_ORGANIZATION = "NewsMediaOrganization";
        /// An undertaking with an aim, such as a campaign.
        PROJECT = "Project";
        /// A place.
        PLACE = "Place";
        /// Anything sold or offered.
        PRODUCT = "Product";
        /// A book, film or other work.
        CREATIVE_WORK = "CreativeWork";
        /// A report.
        REPORT = "Report";
        /// A file.
        DIGITAL_DOCUMENT = "DigitalDocument";
        /// An article of news.
        NEWS_ARTICLE = "NewsArticle";
        /// Words of somebody.
        QUOTATION = "Quotation";
        /// Something that happens at a time and place.
        EVENT = "Event";
        /// A sum of money.
        MONETARY_AMOUNT = "MonetaryAmount";
        /// The title of an article.
        HEADLINE = "headline";
        /// Language of a work as a BCP 47 tag.
        IN_LANGUAGE = "inLanguage";
        /// When an article came out.
        DATE_PUBLISHED = "datePublished";
        /// Who edited an article.
        EDITOR = "editor";
        /// The whole that a work is a part of.
        IS_PART_OF = "isPartOf";
        /// What a work refers to.
        MENTIONS = "mentions";
        /// A plain name.
        NAME = "name";
        /// What something is, in a few words.
        DESCRIPTION = "description";
        /// An address on the web.
        URL = "url";
        /// A title held, as written.
        ROLE_NAME = "roleName";
        /// Person to title.
        JOB_TITLE = "jobTitle";
        /// Person to employer.
        WORKS_FOR = "worksFor";
        /// Organisation to the one above it.
        PARENT_ORGANIZATION = "parentOrganization";
        /// Organisation to who founded it.
        FOUNDER = "founder";
        /// When an organisation was founded.
        FOUNDING_DATE = "foundingDate";
        /// Who made a work or said words.
        CREATOR = "creator";
        /// The words themselves.
        TEXT = "text";
        /// What a work or statement is about.
        ABOUT = "about";
        /// Who publishes a work.
        PUBLISHER = "publisher";
        /// How many pages a work has.
        NUMBER_OF_PAGES = "numberOfPages";
        /// Who holds an event.
        ORGANIZER = "organizer";
        /// A number of currency units.
        VALUE = "value";
        /// ISO 4217 code of a currency.
        CURRENCY = "currency";
        /// Property to a class that it may speak of.
        DOMAIN_INCLUDES = "domainIncludes";
        /// Property to a class that its values may have.
        RANGE_INCLUDES = "rangeIncludes";
        /// Version of a program.
        SOFTWARE_VERSION = "softwareVersion";
    }
}

/// The Organization Ontology.
pub mod org {
    terms! { "http://www.w3.org/ns/org#":
        /// Somebody holding a role in an organisation.
        MEMBERSHIP = "Membership";
        /// A kind of position.
        ROLE_CLASS = "Role";
        /// An event that changes organisations.
        CHANGE_EVENT = "ChangeEvent";
        /// Membership to person.
        MEMBER = "member";
        /// Membership to organisation.
        ORGANIZATION = "organization";
        /// Membership to kind of position.
        ROLE = "role";
    }
}

/// PROV-O.
pub mod prov {
    terms! { "http://www.w3.org/ns/prov#":
        /// A run of a program.
        ACTIVITY = "Activity";
        /// What a run follows.
        PLAN = "Plan";
        /// A program that acts.
        SOFTWARE_AGENT = "SoftwareAgent";
        /// From a thing to what it was made from.
        WAS_DERIVED_FROM = "wasDerivedFrom";
        /// From a run to who ran it.
        WAS_ASSOCIATED_WITH = "wasAssociatedWith";
        /// When a run began.
        STARTED_AT_TIME = "startedAtTime";
        /// When a run ended.
        ENDED_AT_TIME = "endedAtTime";
    }
}

/// Web Annotation.
pub mod oa {
    terms! { "http://www.w3.org/ns/oa#":
        /// A part of a source.
        SPECIFIC_RESOURCE = "SpecificResource";
        /// A selector by offsets.
        TEXT_POSITION_SELECTOR = "TextPositionSelector";
        /// A selector by the words themselves.
        TEXT_QUOTE_SELECTOR = "TextQuoteSelector";
        /// Part to the source it is of.
        HAS_SOURCE = "hasSource";
        /// Part to how it is selected.
        HAS_SELECTOR = "hasSelector";
        /// First offset.
        START = "start";
        /// Offset behind the last.
        END = "end";
        /// The words selected.
        EXACT = "exact";
    }
}

/// SHACL.
pub mod sh {
    terms! { "http://www.w3.org/ns/shacl#":
        /// A query as text.
        SELECT = "select";
        /// What a validation found.
        VALIDATION_REPORT = "ValidationReport";
        /// One thing that was found.
        VALIDATION_RESULT = "ValidationResult";
        /// Whether nothing was found.
        CONFORMS = "conforms";
        /// Report to result.
        RESULT = "result";
        /// How bad it is.
        RESULT_SEVERITY = "resultSeverity";
        /// The worst.
        VIOLATION = "Violation";
        /// Less bad.
        WARNING = "Warning";
        /// Worth knowing.
        INFO = "Info";
        /// The node that was looked at.
        FOCUS_NODE = "focusNode";
        /// The shape that it should have.
        SOURCE_SHAPE = "sourceShape";
        /// The kind of constraint.
        SOURCE_CONSTRAINT_COMPONENT = "sourceConstraintComponent";
        /// From the focus node to the values.
        RESULT_PATH = "resultPath";
        /// The value at fault.
        VALUE = "value";
        /// What to say of it.
        RESULT_MESSAGE = "resultMessage";
        /// A path walked backwards.
        INVERSE_PATH = "inversePath";
        /// One path or another.
        ALTERNATIVE_PATH = "alternativePath";
        /// A path walked any number of times.
        ZERO_OR_MORE_PATH = "zeroOrMorePath";
        /// A path walked at least once.
        ONE_OR_MORE_PATH = "oneOrMorePath";
        /// A path walked once or not.
        ZERO_OR_ONE_PATH = "zeroOrOnePath";
    }
}

/// SKOS.
pub mod skos {
    terms! { "http://www.w3.org/2004/02/skos/core#":
        /// A concept.
        CONCEPT = "Concept";
        /// A scheme of concepts.
        CONCEPT_SCHEME = "ConceptScheme";
        /// Concept to its scheme.
        IN_SCHEME = "inScheme";
        /// The one name to show in a language.
        PREF_LABEL = "prefLabel";
        /// Another name.
        ALT_LABEL = "altLabel";
        /// What a term means.
        DEFINITION = "definition";
        /// A wording to find but not to show.
        HIDDEN_LABEL = "hiddenLabel";
        /// Concept to a wider one.
        BROADER = "broader";
        /// Concept to a narrower one.
        NARROWER = "narrower";
        /// To a thing of another collection that is the same for most purposes.
        CLOSE_MATCH = "closeMatch";
    }
}

/// Terms of which one or two are used: SEM, FOAF, Dublin Core, OWL.
pub mod other {
    terms! { "http://semanticweb.cs.vu.nl/2009/11/sem/":
        /// Anything that happens.
        SEM_EVENT = "Event";
    }
    terms! { "http://xmlns.com/foaf/0.1/":
        /// Agents taken together, however loosely.
        FOAF_GROUP = "Group";
    }
    terms! { "http://purl.org/dc/terms/":
        /// A string that identifies a thing.
        IDENTIFIER = "identifier";
        /// Where something was taken from.
        DCTERMS_SOURCE = "source";
        /// What takes a thing's place.
        DCTERMS_IS_REPLACED_BY = "isReplacedBy";
    }
    terms! { "http://purl.org/vocab/vann/":
        /// Term to an example of its use.
        EXAMPLE = "example";
    }
    terms! { "http://www.w3.org/2002/07/owl#":
        /// Two names of one thing.
        SAME_AS = "sameAs";
        /// A class.
        OWL_CLASS = "Class";
        /// A property whose values are things.
        OBJECT_PROPERTY = "ObjectProperty";
        /// A property whose values are literals.
        DATATYPE_PROPERTY = "DatatypeProperty";
        /// Something that has a name of its own.
        NAMED_INDIVIDUAL = "NamedIndividual";
        /// Ontology to this version of it.
        VERSION_IRI = "versionIRI";
        /// Two classes of the same things.
        EQUIVALENT_CLASS = "equivalentClass";
        /// Two properties that say the same.
        EQUIVALENT_PROPERTY = "equivalentProperty";
        /// Two properties that say the same, one from each end.
        INVERSE_OF = "inverseOf";
    }
}

/// What describes a data set as a whole: VoID, DCAT, Dublin Core.
pub mod dataset {
    terms! { "http://rdfs.org/ns/void#":
        /// RDF that somebody publishes or keeps as one.
        VOID_DATASET = "Dataset";
        /// How many triples a data set has.
        VOID_TRIPLES = "triples";
        /// How many things it describes.
        ENTITIES = "entities";
        /// How many classes it uses.
        CLASSES = "classes";
        /// How many properties it uses.
        PROPERTIES = "properties";
        /// How many subjects it has.
        DISTINCT_SUBJECTS = "distinctSubjects";
        /// How many objects it has.
        DISTINCT_OBJECTS = "distinctObjects";
        /// What its own IRIs begin with.
        URI_SPACE = "uriSpace";
        /// A vocabulary that it uses.
        VOCABULARY = "vocabulary";
        /// A thing that shows what it is like.
        EXAMPLE_RESOURCE = "exampleResource";
        /// The part of it about one class.
        CLASS_PARTITION = "classPartition";
        /// The class of a part.
        CLASS = "class";
        /// The part of it with one property.
        PROPERTY_PARTITION = "propertyPartition";
        /// The property of a part.
        PROPERTY = "property";
        /// Links from one data set to another.
        LINKSET = "Linkset";
        /// The property that links.
        LINK_PREDICATE = "linkPredicate";
        /// Where links begin.
        SUBJECTS_TARGET = "subjectsTarget";
        /// Where links end.
        OBJECTS_TARGET = "objectsTarget";
        /// A part of a data set, such as its links.
        SUBSET = "subset";
    }
    terms! { "http://www.w3.org/ns/dcat#":
        /// Data that somebody publishes.
        DCAT_DATASET = "Dataset";
        /// When a period begins.
        START_DATE = "startDate";
        /// When a period ends.
        END_DATE = "endDate";
    }
    terms! { "http://purl.org/dc/terms/":
        /// What it is called.
        TITLE = "title";
        /// What it is, in a sentence.
        DESCRIPTION = "description";
        /// On which terms it may be used.
        LICENSE = "license";
        /// When it came out.
        ISSUED = "issued";
        /// The time that it is about.
        TEMPORAL = "temporal";
        /// A stretch of time.
        PERIOD_OF_TIME = "PeriodOfTime";
    }
    terms! { "http://www.w3.org/ns/prov#":
        /// Something that was made.
        ENTITY = "Entity";
        /// From what was made to the run that made it.
        WAS_GENERATED_BY = "wasGeneratedBy";
        /// From what was made to who made it.
        WAS_ATTRIBUTED_TO = "wasAttributedTo";
    }
}
