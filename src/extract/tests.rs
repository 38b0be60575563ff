//! Patterns against sentences: which stretches they take, and what they capture there.

use super::context::{self, Context};
use super::matcher::{Capture, Matcher, Scratch};
use super::pattern;
use super::program::Program;
use super::view::{Syntax, View};
use crate::pack::Pack;
use crate::pipeline::Extractor;
use crate::recognise::Recogniser;
use crate::segment::Segmenter;
use crate::text::{Document, Language, Metadata};

/// A pattern, a sentence, and the captures of each match.
const CASES: &[(&str, &str, &[&str])] = &[
    // A literal, whatever its case; every place where the pattern fits gives a match.
    ("{who:Person} SAID", "Mary Lund said so, and John Holm said no.", &["who=Mary Lund", "who=John Holm"]),
    ("^ {who:Person} said", "Mary Lund said so, and John Holm said no.", &["who=Mary Lund"]),
    (
        "said {what:Until} $",
        "Mary Lund said so, and John Holm said no.",
        &["what=so, and John Holm said no", "what=no"],
    ),
    // Up to four atoms, the fewest first; no names in a short gap, and no commas.
    ("{who:Person} ..4 sold", "Mary Lund had just sold it.", &["who=Mary Lund"]),
    ("{who:Person} ..1 sold", "Mary Lund had just sold it.", &[]),
    ("{who:Person} ..9 alone", "Mary Lund, and not John Holm, alone.", &[]),
    ("{who:Person} ...9 alone", "Mary Lund, and not John Holm, alone.", &["who=Mary Lund", "who=John Holm"]),
    // Behind a name a parenthesis, dates and adverbs are stepped over.
    ("{who:Person} sold", "Mary Lund (54) on Monday quietly sold it.", &["who=Mary Lund"]),
    ("{who:Person} sold", "Mary Lund's brother sold it.", &[]),
    ("{who:Person} sold", "Mary Lund — a grocer by trade — sold it.", &["who=Mary Lund"]),
    ("{who:Person} sold", "Mary Lund of Leeds sold it.", &["who=Mary Lund"]),
    ("{who:Person} sold", "Mary Lund of Leeds bakeries sold it.", &[]),
    // A verb has its subject wherever the clause has it.
    ("{who:Person} sold", "Mary Lund opened a shop and sold it.", &["who=Mary Lund"]),
    ("{who:Person} sold", "Mary Lund, who once sold it, met John Holm.", &["who=Mary Lund"]),
    ("{who:Person} sold", "A friend of Mary Lund opened a shop and sold it.", &[]),
    ("{who:Person} sold", "“We sold it,” said Mary Lund, a grocer.", &[]),
    // Alternatives in their order, and optional parts where they fit.
    ("(has {how:Until} | {how:Until}) sold", "It has just sold.", &["how=It has just", "how=just", "how=just"]),
    ("{who:Person} has? sold", "Mary Lund sold it to John Holm, who has sold it.", &["who=Mary Lund", "who=John Holm"]),
    // What is looked at takes nothing; what it captures is kept, unless it must not fit.
    ("{who:Person} &(...3 {date:Time}) sold", "Mary Lund sold it on Monday.", &["who=Mary Lund date=Monday"]),
    ("{who:Person} !(...3 {date:Time}) sold", "Mary Lund sold it on Monday.", &[]),
    ("{who:Person} !(...3 {date:Time}) sold", "Mary Lund sold it.", &["who=Mary Lund"]),
    ("<@comma {who:Person}", "Yesterday, Mary Lund met John Holm.", &["who=Mary Lund"]),
    ("<!@comma {who:Person}", "Yesterday, Mary Lund met John Holm.", &["who=John Holm"]),
    // Lists are taken whole, and words in front of a member that say what it is belong to them.
    (
        "{who:Person+} left",
        "Mary Lund, John Holm and engineer Peter Berg left.",
        &["who=Mary Lund who=John Holm who=Peter Berg", "who=John Holm who=Peter Berg", "who=Peter Berg"],
    ),
    ("{who:Person} left", "Mary Lund, John Holm or Peter Berg left.", &["who=Peter Berg"]),
    // Names that are one subject or one object fill a role together, whether the pattern asks for a list or not.
    ("{who:Person} left", "Mary Lund and John Holm left.", &["who=Mary Lund who=John Holm", "who=John Holm"]),
    ("met {who:Person}", "Mary Lund met John Holm and Peter Berg.", &["who=John Holm who=Peter Berg"]),
    ("met {who:Person}", "Mary Lund met John Holm and Peter Berg left.", &["who=John Holm"]),
    ("met {who:Person+}", "Mary Lund met John Holm and Peter Berg left.", &["who=John Holm"]),
    ("{who:Person} left", "Mary Lund met John Holm and Peter Berg left.", &["who=Peter Berg"]),
    ("{who:Person} left", "The editor, Mary Lund, and John Holm left.", &["who=John Holm"]),
    ("met {who:Person}", "She met editor Mary Lund and John Holm.", &["who=Mary Lund"]),
    // What describes a name belongs to it, in front of a name that closes its phrase.
    ("met {who:Person}", "She met her former rival Mary Lund.", &["who=Mary Lund"]),
    ("met {who:Person}", "She met the Oslo-based Mary Lund and her rival John Holm.", &["who=Mary Lund who=John Holm"]),
    ("met {who:Person}", "She met the sister of Mary Lund.", &[]),
    ("met {who:Person}", "She met the users Mary Lund had met.", &[]),
    ("met {who:Person}", "She met a man calling Mary Lund.", &[]),
    ("{who:Person} left", "Her former rival Mary Lund left.", &["who=Mary Lund"]),
    // A title that is one of the concepts or below it.
    ("{title:Title/minister}", "The prime minister met the chief executive.", &["title=prime minister"]),
    ("{title:Title/!minister}", "The prime minister met the chief executive.", &["title=chief executive"]),
    // A name that ends in a word of a class.
    ("the {name:Through@survey-word}", "They read the Harbour Survey of May.", &["name=Harbour Survey"]),
    // Clauses end where somebody else takes the word.
    ("that {what:Clause}", "He wrote that all was well, Mary Lund said.", &["what=all was well"]),
    // Sentences of more than 64 atoms, with a gap from one word of bits to the next.
    (
        "^ {who:Person} ...60 {other:Person} met",
        "Mary Lund went to a b c d e f g h i j k l m n o p q r s t u v w x y z a b c d e f g h i j k l m n o p q r s t u v w \
         x y z where John Holm met a b c d e f g h i j k l m n o p q r s t u v w x y z a b c d e f g h i j k l m n o p q.",
        &["who=Mary Lund other=John Holm"],
    ),
];

#[test]
fn patterns_take_the_first_way_in_which_they_fit() {
    let pack = Pack::embedded().unwrap();
    let segmenter = Segmenter::compile(&pack).unwrap();
    let mut recogniser = Recogniser::compile(&pack).unwrap();
    let syntax = Syntax::of(&recogniser.lexicon);
    let (words, units) = (context::Words::of(&recogniser.lexicon), context::Units::of(&recogniser.lexicon));
    let mut program = Program::new(&recogniser.lexicon);
    let mut patterns = Vec::new();
    for (written, _, _) in CASES {
        let nodes = pattern::parse(written, &mut recogniser.lexicon, &mut Default::default()).unwrap();
        patterns.push(program.add(&nodes));
    }
    let mut scratch = Scratch::default();
    let mut faults = Vec::new();
    for ((written, text, wanted), pattern) in CASES.iter().zip(patterns) {
        let document = Document {
            id: String::new(),
            name: String::new(),
            path: String::new(),
            text: (*text).to_owned(),
            metadata: Metadata::default(),
        };
        let articles = segmenter.articles_in(&document, Some(Language::English));
        let reading = recogniser.read(&document.text, &articles[0], None);
        let view = View::new(Context::new(&reading, &words, &units), &syntax, 0);
        let mut matcher = Matcher::new(&view, &program, &mut scratch);
        let mut found = Vec::new();
        let mut from = 0;
        while let Some(place) = matcher.next_place(pattern, from) {
            let mut captures = Vec::new();
            matcher.walk(pattern, place, &mut captures);
            let words =
                |capture: &Capture<'_>| format!("{}={}", capture.role, reading.words(0, capture.from, capture.to));
            found.push(captures.iter().map(words).collect::<Vec<_>>().join(" "));
            from = place + 1;
        }
        if found != *wanted {
            faults.push(format!("{written} in «{text}»: {found:?} instead of {wanted:?}"));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn sentences_that_begin_or_end_oddly_are_read() {
    let extractor = Extractor::new(&Pack::embedded().unwrap()).unwrap();
    for text in ["The best month of all: December", "May", "，曾任財務長的陳大文同年離職。", "(", "」，", "微軟（"]
    {
        let document = Document {
            id: String::new(),
            name: String::new(),
            path: String::new(),
            text: format!("2023-05-16\n\n{text}\n"),
            metadata: Metadata::default(),
        };
        extractor.extract(&document);
    }
}
