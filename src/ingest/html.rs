//! HTML: the document's text is the page's headline, an empty line, and the main text without navigation and
//! advertising. Title, author, date, language, address and publisher come from what the page says of itself.
//!
//! ```
//! use newsgraph::ingest::html::readable;
//! let page = "<html lang=en><title>Acme moves | The Paper</title><body><h1>Acme moves</h1>\
//!     <time datetime='2024-01-05'>Friday</time><p>Acme has moved to another town, its owner said.</p></body></html>";
//! let (text, metadata) = readable(page);
//! assert!(text.starts_with("Acme moves\n\n"));
//! assert_eq!(metadata.published.as_deref(), Some("2024-01-05"));
//! ```

use std::io::Read;

use dom_smoothie::{Config, Readability, TextMode};
use serde_json::Value;

use super::jsonl::words;
use super::{Documents, Input, Limits, Reader, whole};
use crate::text::{Metadata, one_line};

/// Main texts shorter than this, in characters, make the extractor try again with less cleaning. Its own default is
/// five hundred, more than a short article in Chinese has.
const SHORT_TEXT: usize = 200;

/// Bytes of a page in which its declaration of a character set must stand, by the HTML standard.
const DECLARATION: usize = 1024;

/// Elements may be nested so deep, as in browsers. Real pages stay far below, and time grows with the square of it.
const DEPTH: usize = 512;

/// Pages of more elements than this are read without telling main text from the rest.
const ELEMENTS: usize = 100_000;

/// Pages of HTML and XHTML.
pub struct Html;

impl Reader for Html {
    fn extensions(&self) -> &'static [&'static str] {
        &["html", "htm", "xhtml"]
    }

    fn recognises(&self, head: &str) -> bool {
        let start: String = head.chars().take(2048).collect::<String>().to_ascii_lowercase();
        let prologue = ["<?xml", "<!--"].iter().any(|mark| start.starts_with(mark));
        start.starts_with("<!doctype html") || start.starts_with("<html") || prologue && start.contains("<html")
    }

    fn documents(&self, input: &Input, bytes: Box<dyn Read + Send>, limits: &Limits) -> Documents {
        let document = whole(input, bytes, limits.page, declared_charset, |source| {
            if nested_too_deep(&source) {
                return Err(format!("its elements are nested more than {DEPTH} deep"));
            }
            Ok(readable(&source))
        });
        Box::new(std::iter::once(document))
    }
}

/// The readable text of a page, and what it says of itself.
pub fn readable(source: &str) -> (String, Metadata) {
    let config = Config {
        text_mode: TextMode::Formatted,
        char_threshold: SHORT_TEXT,
        max_elements_to_parse: ELEMENTS,
        ..Config::default()
    };
    let Ok(mut page) = Readability::new(source, None, Some(config)) else {
        return (String::new(), Metadata::default());
    };
    // Parsing takes the page apart, so what it says of itself is collected first.
    let own = Own::of(&page);
    let plain = page.doc.select("body").formatted_text().to_string();
    let (article, main) = match page.parse() {
        Ok(article) => {
            let main = article.text_content.to_string();
            (Some(article), main)
        }
        Err(_) => (None, plain),
    };
    let mut metadata = own.metadata;
    if let Some(article) = article {
        metadata.title = Some(article.title).filter(|title| !title.trim().is_empty()).or(metadata.title);
        // The extractor's author may be any line of the page that looks like one.
        metadata.author = metadata.author.or(article.byline);
        metadata.published = article.published_time.or(metadata.published);
        metadata.language = article.lang.map(|lang| lang.to_string()).or(metadata.language);
        metadata.publisher = article.site_name.or(metadata.publisher);
    }
    metadata.title = metadata.title.map(|title| headline(&title, &own.headings, metadata.publisher.as_deref()));
    for field in [&mut metadata.author, &mut metadata.published, &mut metadata.language, &mut metadata.publisher] {
        *field = field.take().map(|value| one_line(&value)).filter(|value| !value.is_empty());
    }
    let text = with_headline(metadata.title.as_deref(), main.trim());
    (text, metadata)
}

/// What the extractor does not tell, or tells only in some forms.
struct Own {
    metadata: Metadata,
    headings: Vec<String>,
}

impl Own {
    fn of(page: &Readability) -> Self {
        let attribute = |selector: &str, name: &str| {
            let values = page.doc.select(selector);
            let value = values.iter().find_map(|element| element.attr(name)).map(|value| one_line(&value));
            value.filter(|value| !value.is_empty())
        };
        let any = |places: &[(&str, &str)]| places.iter().find_map(|(selector, name)| attribute(selector, name));
        let linked = page.doc.select("script[type='application/ld+json']");
        let linked: Vec<Value> =
            linked.iter().filter_map(|script| serde_json::from_str(script.text().trim()).ok()).collect();
        let linked = |key: &str| linked.iter().find_map(|value| article_field(value, key));
        let titles = page.doc.select("title");
        let title = titles.iter().map(|title| one_line(&title.text())).find(|title| !title.is_empty());
        let headings = page.doc.select("h1");
        Self {
            metadata: Metadata {
                title: linked("headline").or(title),
                url: any(&[("link[rel=canonical]", "href"), ("meta[property='og:url']", "content")])
                    .or_else(|| linked("url")),
                published: linked("datePublished").or_else(|| {
                    any(&[
                        ("meta[property='article:published_time']", "content"),
                        ("meta[itemprop=datePublished]", "content"),
                        ("[itemprop=datePublished][datetime]", "datetime"),
                        ("meta[name=pubdate]", "content"),
                        ("meta[name=date]", "content"),
                        ("article time[datetime]", "datetime"),
                        ("time[datetime]", "datetime"),
                    ])
                }),
                language: any(&[
                    ("html[lang]", "lang"),
                    ("html", "xml:lang"),
                    ("meta[http-equiv='content-language' i]", "content"),
                    ("meta[property='og:locale']", "content"),
                ]),
                author: linked("author").or_else(|| attribute("meta[name=author]", "content")),
                publisher: linked("publisher").or_else(|| attribute("meta[property='og:site_name']", "content")),
            },
            headings: headings.iter().map(|heading| one_line(&heading.text())).collect(),
        }
    }
}

/// A field of the article that linked data in JSON describes: of the value itself, of a list, or of a `@graph`.
fn article_field(value: &Value, key: &str) -> Option<String> {
    match value {
        Value::Array(values) => values.iter().find_map(|value| article_field(value, key)),
        Value::Object(thing) => {
            let types = thing.get("@type").and_then(words).unwrap_or_default();
            let article = ["Article", "Posting", "Report"].iter().any(|name| types.contains(name));
            let own = article.then(|| thing.get(key).and_then(words)).flatten();
            own.or_else(|| thing.get("@graph").and_then(|graph| article_field(graph, key)))
        }
        _ => None,
    }
}

/// The title without the publisher's name that pages put behind it: the heading that it contains, where the page has
/// one, or what stands before the name.
fn headline(title: &str, headings: &[String], publisher: Option<&str>) -> String {
    let title = one_line(title);
    let inside = |heading: &&String| heading.chars().count() > 3 && title.contains(heading.as_str());
    if let Some(heading) = headings.iter().filter(inside).max_by_key(|heading| heading.len()) {
        return heading.clone();
    }
    let before = publisher.and_then(|name| title.strip_suffix(name)).map(str::trim_end);
    let marks = ['|', '-', '–', '—', '·', '｜', '_', '»', '/', ':'];
    let before = before.filter(|before| before.ends_with(marks)).map(|before| before.trim_end_matches(marks).trim());
    before.filter(|before| !before.is_empty()).unwrap_or(&title).to_owned()
}

/// The headline stands first and once, though most pages repeat it above their text.
fn with_headline(title: Option<&str>, main: &str) -> String {
    let Some(title) = title else { return format!("{main}\n") };
    let (first, rest) = main.split_once('\n').unwrap_or((main, ""));
    let rest = if one_line(first) == title { rest.trim_start() } else { main };
    if main.is_empty() { String::new() } else { format!("{title}\n\n{rest}\n") }
}

/// Whether elements that need an end tag are nested deeper than [`DEPTH`]; found before a tree is built of them.
fn nested_too_deep(source: &str) -> bool {
    // Left out are the elements that pages may leave open without nesting what follows, and those that hold nothing.
    const OPEN: [&str; 16] = [
        "p", "li", "dt", "dd", "option", "optgroup", "tr", "td", "th", "thead", "tbody", "tfoot", "colgroup",
        "caption", "rt", "rp",
    ];
    const VOID: [&str; 15] = [
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "path", "source", "track",
        "wbr",
    ];
    let mut depth = 0_usize;
    // What ends the script, style sheet or comment that the scan is in; less-than signs there open nothing.
    let mut inside: Option<&str> = None;
    for part in source.split('<').skip(1) {
        if let Some(end) = inside {
            let ended = if end == "-->" { part.contains(end) } else { starts_with_ignoring_case(part, end) };
            if ended {
                inside = None;
            }
            continue;
        }
        if part.starts_with("!--") {
            inside = (!part.contains("-->")).then_some("-->");
            continue;
        }
        let end = part.strip_prefix('/');
        let name = end.unwrap_or(part);
        let length = name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len());
        let name = name[..length].to_ascii_lowercase();
        let tag = part.split('>').next().unwrap_or_default();
        if name.is_empty() || OPEN.contains(&&*name) || VOID.contains(&&*name) || tag.ends_with('/') {
            continue;
        }
        match &*name {
            "script" if end.is_none() => inside = Some("/script"),
            "style" if end.is_none() => inside = Some("/style"),
            "script" | "style" => {}
            _ if end.is_some() => depth = depth.saturating_sub(1),
            _ => depth += 1,
        }
        if depth > DEPTH {
            return true;
        }
    }
    false
}

fn starts_with_ignoring_case(text: &str, start: &str) -> bool {
    text.as_bytes().get(..start.len()).is_some_and(|found| found.eq_ignore_ascii_case(start.as_bytes()))
}

/// The character set that a `meta` element names.
fn declared_charset(bytes: &[u8]) -> Option<String> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(DECLARATION)]).to_ascii_lowercase();
    let (_, after) = head.split_once("charset=")?;
    let name = after.trim_start_matches(['"', '\'', ' ']);
    let end = name.find(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '-' | '_')).unwrap_or(name.len());
    (end > 0).then(|| name[..end].to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    const BODY: &str = "<nav><a href='/'>首頁</a> <a href='/b'>財經</a></nav>\
        <article><h1>平台暫停候選人廣告</h1><p class='byline'>記者王小明</p>\
        <p>社群平台昨天宣布，年底以前不再接受任何候選人購買的廣告，違反者的帳號會被停用三十天，新的規定適用於所有國家。</p>\
        <p>公司負責人在記者會上說明，這項決定經過半年的討論。多個民間團體表示歡迎，但也有學者認為做得太晚。</p></article>\
        <footer>版權所有 <a href='/about'>關於我們</a></footer>";

    fn page(head: &str) -> String {
        format!(
            "<!DOCTYPE html><html lang='zh-Hant-TW'><head><title>平台暫停候選人廣告 | 島報</title>{head}</head><body>{BODY}</body></html>"
        )
    }

    #[test]
    fn headline_and_main_text() {
        let (text, metadata) = readable(&page("<meta property='og:site_name' content='島報'>"));
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines[..2], ["平台暫停候選人廣告", ""]);
        assert_eq!(text.matches("平台暫停候選人廣告").count(), 1);
        assert!(lines.iter().any(|line| line.starts_with("社群平台昨天") && line.ends_with("所有國家。")), "{text}");
        assert!(lines.iter().any(|line| line.starts_with("公司負責人") && line.ends_with("太晚。")), "{text}");
        assert!(!text.contains("關於我們") && !text.contains("首頁"), "{text}");
        assert_eq!(metadata.title.as_deref(), Some("平台暫停候選人廣告"));
        assert_eq!(metadata.language.as_deref(), Some("zh-Hant-TW"));
        assert_eq!(metadata.publisher.as_deref(), Some("島報"));
    }

    #[test]
    fn dates_and_authors() {
        let graph = r#"<script type="application/ld+json">{"@context":"https://schema.org","@graph":[{"@type":"WebSite","name":"x"},
            {"@type":"NewsArticle","headline":"h","datePublished":"2024-01-05T08:00:00+08:00","author":{"name":"Ann"},"publisher":{"name":"P"}}]}</script>"#;
        let cases = [
            ("<meta property='article:published_time' content='2024-01-05'>", "2024-01-05", None),
            (
                "<meta itemprop='datePublished' content='2024-01-05'><meta name='author' content='Ann'>",
                "2024-01-05",
                Some("Ann"),
            ),
            (graph, "2024-01-05T08:00:00+08:00", Some("Ann")),
        ];
        for (head, published, author) in cases {
            let metadata = readable(&page(head)).1;
            assert_eq!(metadata.published.as_deref(), Some(published), "{head}");
            if author.is_some() {
                assert_eq!(metadata.author.as_deref(), author, "{head}");
            }
        }
        let linked = readable(&page("<link rel='canonical' href='https://example.org/a'>")).1;
        assert_eq!(linked.url.as_deref(), Some("https://example.org/a"));
    }

    #[test]
    fn titles_lose_the_publisher() {
        let cases = [
            ("Acme moves | The Paper", &["Acme moves"][..], None, "Acme moves"),
            ("Acme moves - The Paper", &[], Some("The Paper"), "Acme moves"),
            ("The Paper", &[], Some("The Paper"), "The Paper"),
            ("Acme moves", &["Home"], None, "Acme moves"),
        ];
        for (title, headings, publisher, expected) in cases {
            let headings: Vec<String> = headings.iter().map(|heading| (*heading).to_owned()).collect();
            assert_eq!(headline(title, &headings, publisher), expected);
        }
    }

    #[test]
    fn declared_charsets() {
        let cases: [(&[u8], Option<&str>); 4] = [
            (b"<html><meta charset=\"Big5\">", Some("big5")),
            (b"<meta http-equiv='Content-Type' content='text/html; charset=gb2312'>", Some("gb2312")),
            (b"<?xml version='1.0'?><html>", None),
            (b"charset=", None),
        ];
        for (head, charset) in cases {
            assert_eq!(declared_charset(head).as_deref(), charset);
        }
        let (bytes, _, _) = encoding_rs::BIG5.encode("<html><meta charset=big5><body><p>短文。</p>");
        let input = Input::file("a.html");
        let bytes = std::io::Cursor::new(bytes.into_owned());
        let found = super::super::documents_from(&input, bytes, &Limits::default()).next().unwrap().unwrap();
        assert_eq!(found.text, "短文。\n");
    }

    #[test]
    fn deep_nesting_is_refused_and_long_pages_are_not() {
        assert!(nested_too_deep(&"<div>".repeat(20_000)));
        assert!(!nested_too_deep(&"<div><p>One.<br><img src=x><li>Two.</div>".repeat(20_000)));
        assert!(!nested_too_deep(&"<div>".repeat(DEPTH)));
        // The areas of a map hold nothing, and readings beside characters need no end.
        assert!(!nested_too_deep(&"<area href=x><ruby>漢<rt>ㄏㄢˋ</ruby>".repeat(1000)));
        assert!(!nested_too_deep(&format!("<script>{}</SCRIPT><p>", "if (a<b) c();".repeat(1000))));
        assert!(!nested_too_deep(&format!("<!-- {} --><p>", "<div>".repeat(1000))));
        assert!(nested_too_deep(&format!("<script>a<b</script><!-- x -->{}", "<div>".repeat(1000))));
        let bytes = std::io::Cursor::new("<div>".repeat(20_000));
        let found = super::super::documents_from(&Input::file("a.html"), bytes, &Limits::default()).next();
        assert!(found.unwrap().unwrap_err().to_string().starts_with("a.html: cannot be parsed: "));
    }
}
