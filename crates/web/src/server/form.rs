//! A form is declared once: from it come the markup, what was typed, and the mistakes at their fields. What was typed is never lost.

use std::borrow::Cow;

use axum::http::StatusCode;
use intake::Input;
use jiff::civil::Date;
use maud::{Markup, html};
use records::text::Lang;
use words::{Word, office, refusals};
use workflow::{Field as Told, LONGEST_LINE as LINE, LONGEST_TEXT as TEXT, Once, Refusal, Rule};

use super::once::once;

/// The hidden field that says whom a form was given to.
pub const BY: &str = "by";

/// A form.
#[derive(Clone, Copy)]
pub struct Form {
    /// Its fields, in the order they are asked.
    pub fields: &'static [Field],
}

/// A field.
#[derive(Clone, Copy)]
pub struct Field {
    /// Its name in the request.
    pub name: &'static str,
    /// What it asks.
    pub label: Word,
    /// How to answer.
    pub hint: Option<Word>,
    /// What kind of answer.
    pub kind: Kind,
    /// The field of the rules it stands for: where a rule is not kept, it is said here.
    pub told: Option<Told>,
    /// Whether it has to be filled in.
    pub need: Need,
    /// The name its answer comes under, where that is not its own: of ticks.
    pub sent: &'static str,
    /// So many characters its act takes of the whole of it; none where it takes them line by line, or no text at all.
    pub most: Option<usize>,
    /// The list of its page it proposes from, where there is one: anything else can be typed.
    pub list: Option<&'static str>,
}

/// Whether a field has to be filled in. It refuses nothing: where an act refused a form, what else lacks is said beside it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// Not by itself.
    No,
    /// Whatever stands in the others.
    Yes,
    /// Where nothing stands in this one.
    Without(&'static str),
}

/// A kind of answer.
#[derive(Clone, Copy)]
pub enum Kind {
    /// A line of text.
    Line,
    /// Some lines.
    Text,
    /// A day.
    Day,
    /// A word nobody should read over a shoulder.
    Password(&'static str),
    /// Six figures a phone shows.
    Code,
    /// One of these: value and words.
    One(fn(Lang) -> Vec<(String, String)>),
    /// Yes or no.
    Tick,
    /// A file.
    File,
}

impl Field {
    /// A field of this kind.
    pub const fn new(name: &'static str, label: Word, kind: Kind) -> Self {
        let most = match kind {
            Kind::Line => Some(LINE),
            Kind::Text => Some(TEXT),
            _ => None,
        };
        Self { name, label, hint: None, kind, told: None, need: Need::No, sent: name, most, list: None }
    }

    /// With a hint.
    pub const fn hint(mut self, hint: Word) -> Self {
        self.hint = Some(hint);
        self
    }

    /// The field of the rules.
    pub const fn told(mut self, told: Told) -> Self {
        self.told = Some(told);
        self
    }

    /// It has to be filled in.
    pub const fn needed(mut self) -> Self {
        self.need = Need::Yes;
        self
    }

    /// It has to be filled in where this one is not.
    pub const fn needed_without(mut self, other: &'static str) -> Self {
        self.need = Need::Without(other);
        self
    }

    /// Its answer comes under this name.
    pub const fn sent(mut self, name: &'static str) -> Self {
        self.sent = name;
        self
    }

    /// It takes so many characters.
    pub const fn most(mut self, most: usize) -> Self {
        self.most = Some(most);
        self
    }

    /// It proposes from a list of its page.
    pub const fn proposes(mut self, list: &'static str) -> Self {
        self.list = Some(list);
        self
    }

    /// Its length as a whole is no matter of its act's.
    pub const fn any_length(mut self) -> Self {
        self.most = None;
        self
    }

    /// What is wrong with it whatever stands in the others.
    fn wrong(&self, lang: Lang, typed: &Typed, needed: bool) -> Option<String> {
        let needed = needed
            || match self.need {
                Need::No => false,
                Need::Yes => true,
                Need::Without(other) => typed.get(other).is_empty(),
            };
        let (written, day) = (typed.get(self.sent), matches!(self.kind, Kind::Day));
        if written.is_empty() && !needed {
            return None;
        }
        if day && typed.day(self.sent).is_none() {
            return Some(office::field_day_wrong(lang));
        }
        if written.is_empty() {
            return Some(self.empty(lang));
        }
        // A browser sends a line break as two characters.
        let count = written.chars().filter(|letter| *letter != '\r').count();
        self.told.zip(self.most).filter(|(_, most)| count > *most).map(|(told, most)| {
            let most = u32::try_from(most).unwrap_or(u32::MAX);
            Rule::TooMuch(told, most).told(lang)
        })
    }

    /// What is said where it is empty.
    fn empty(&self, lang: Lang) -> String {
        if matches!(self.kind, Kind::File) { office::file_missing(lang) } else { missing(lang) }
    }
}

/// What was typed: pairs as they came.
#[derive(Clone, Debug, Default)]
pub struct Typed(pub Vec<(String, String)>);

/// A form with a file.
pub struct TypedWithFiles {
    /// What was typed.
    pub typed: Typed,
    /// The files, under the name of their field.
    pub files: Vec<(String, Input)>,
}

impl TypedWithFiles {
    /// The file of a field, if one was chosen.
    pub fn take(&mut self, name: &str) -> Option<Input> {
        let at = self.files.iter().position(|(field, file)| field == name && !file.bytes.is_empty())?;
        Some(self.files.remove(at).1)
    }
}

impl Typed {
    /// With this value.
    pub fn with(mut self, name: &str, value: impl Into<String>) -> Self {
        self.0.push((name.to_owned(), value.into()));
        self
    }

    /// Without what stands under this name.
    pub fn without(mut self, name: &str) -> Self {
        self.0.retain(|(key, _)| key != name);
        self
    }

    /// A form within the form: what stands under names that begin so, by the rest of its name.
    pub fn within(&self, begin: &str) -> Self {
        Self(self.0.iter().filter_map(|(key, value)| Some((key.strip_prefix(begin)?.to_owned(), value.clone()))).collect())
    }

    /// What was typed in a field, without spaces around it; empty where nothing was.
    pub fn get(&self, name: &str) -> &str {
        self.0.iter().find(|(key, _)| key == name).map(|(_, value)| value.trim()).unwrap_or_default()
    }

    /// A secret, as it was typed.
    pub fn secret(&self, name: &str) -> String {
        self.0.iter().find(|(key, _)| key == name).map(|(_, value)| value.clone()).unwrap_or_default()
    }

    /// Whether anything stands under this name.
    pub fn has(&self, name: &str) -> bool {
        self.0.iter().any(|(key, _)| key == name)
    }

    /// A day, as the browser writes it or as people do.
    pub fn day(&self, name: &str) -> Option<Date> {
        day(self.get(name))
    }

    /// The one-time key the form came with.
    pub fn once(&self) -> Option<Once> {
        Once::read(self.get("once"))
    }
}

/// `2026-10-15`, `15.10.2026`, `15.10.26`.
pub fn day(text: &str) -> Option<Date> {
    if let Ok(day) = text.parse() {
        return Some(day);
    }
    let mut parts = text.trim_end_matches('.').split('.').map(|part| part.trim().parse::<i16>().ok());
    let (day, month, year) = (parts.next()??, parts.next()??, parts.next()??);
    if parts.next().is_some() {
        return None;
    }
    let year = if year < 100 { 2000 + year } else { year };
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// What is wrong with what was typed.
#[derive(Clone, Debug, Default)]
pub struct Mistakes {
    /// At fields: those of the form, and those of its lines.
    at: Vec<(Cow<'static, str>, String)>,
    /// Of the whole.
    whole: Vec<String>,
    /// What somebody else changed meanwhile, and was told with it.
    meanwhile: Vec<Told>,
}

impl Mistakes {
    /// None.
    pub const NONE: Self = Self { at: Vec::new(), whole: Vec::new(), meanwhile: Vec::new() };

    /// How a page with them is answered: what was refused is not what was asked for.
    pub const fn status(&self) -> StatusCode {
        if self.none() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY }
    }

    /// Whether there are none.
    pub const fn none(&self) -> bool {
        self.at.is_empty() && self.whole.is_empty()
    }

    /// One more, at a field; what was said of it before stays the only word.
    pub fn add(&mut self, name: impl Into<Cow<'static, str>>, text: String) {
        let name = name.into();
        if !self.at_field(&name) {
            self.at.push((name, text));
        }
    }

    /// One more, of the whole.
    pub fn say(&mut self, text: String) {
        self.whole.push(text);
    }

    /// Of the whole form.
    pub fn of_the_whole(text: String) -> Self {
        Self { whole: vec![text], ..Self::NONE }
    }

    /// A refusal: at the field it speaks of, else of the whole; and what else lacks in the form, for an act stops at its first rule.
    pub fn refused(form: Form, lang: Lang, refusal: &Refusal, typed: &Typed) -> Self {
        let told = refusal.rule.told(lang);
        let field = match &refusal.rule {
            Rule::Missing(told)
            | Rule::Wrong(told)
            | Rule::TooMuch(told, _)
            | Rule::Unprintable(told)
            | Rule::Stays(told)
            | Rule::DayNotBetween(told, ..) => form.fields.iter().find(|field| field.told == Some(*told)),
            Rule::NoSuchClass(_) | Rule::OtherClass => form.fields.iter().find(|field| field.told == Some(Told::EventClass)),
            _ => None,
        };
        let mut said = match (field, &refusal.rule) {
            // The field stands beside its name; a rule that explains why it asks keeps its own words.
            (Some(field), Rule::Missing(lacks)) if told == refusals::missing(lang, lacks.told(lang)) => {
                Self { at: vec![(field.name.into(), field.empty(lang))], ..Self::NONE }
            }
            (Some(field), _) => Self { at: vec![(field.name.into(), told)], ..Self::NONE },
            (None, _) => Self::of_the_whole(told),
        };
        if let Rule::ChangedMeanwhile(conflicts) = &refusal.rule {
            said.meanwhile = conflicts.iter().map(|conflict| conflict.field).collect();
        }
        said.rest(form, lang, typed)
    }

    /// With whatever else is wrong with a field by itself. Where nothing was refused, nothing is.
    pub fn rest(self, form: Form, lang: Lang, typed: &Typed) -> Self {
        self.rest_with(form, lang, typed, &[])
    }

    /// The same where these have to be filled in, too: what was chosen elsewhere asks for them.
    pub fn rest_with(mut self, form: Form, lang: Lang, typed: &Typed, also: &[&str]) -> Self {
        if self.none() {
            return self;
        }
        for field in form.fields {
            if let Some(wrong) = field.wrong(lang, typed, also.contains(&field.name)) {
                self.add(field.name, wrong);
            }
        }
        // Lines of a form come after its fields.
        self.at.sort_by_key(|(name, _)| form.fields.iter().position(|field| field.name == *name).unwrap_or(usize::MAX));
        self
    }

    /// Whether somebody else changed this meanwhile, and that was told.
    pub fn meanwhile(&self, field: Told) -> bool {
        self.meanwhile.contains(&field)
    }

    /// Whether something is wrong at a field whose name begins so.
    pub fn any_within(&self, begin: &str) -> bool {
        self.at.iter().any(|(name, _)| name.starts_with(begin))
    }

    /// Whether something is wrong at this field.
    pub fn at_field(&self, name: &str) -> bool {
        self.of(name).is_some()
    }

    /// What is wrong at this field.
    pub fn of(&self, name: &str) -> Option<&str> {
        self.at.iter().find(|(key, _)| *key == name).map(|(_, text)| text.as_str())
    }

    /// What stands above the form: the whole, and the way to each field.
    pub fn summary(&self, form: Form, lang: Lang) -> Markup {
        self.summary_within("", form, lang)
    }

    /// The same for a form that stands on its page several times.
    pub fn summary_within(&self, scope: &str, form: Form, lang: Lang) -> Markup {
        html! {
            @if !self.none() {
                div.fault #wrong role="alert" data-what="" tabindex="-1" autofocus {
                    @for text in &self.whole { p { (text) } }
                    @for (name, text) in &self.at {
                        @match form.fields.iter().find(|field| field.name == *name) {
                            Some(field) => p { a href={ "#field-" (scope) (name) } { ((field.label)(lang)) } ": " (text) },
                            None => p { a href={ "#field-" (scope) (name) } { (text) } },
                        }
                    }
                }
            }
        }
    }
}

/// What stands before the names of values a form was opened with.
const WAS: &str = "was-";

impl Form {
    /// The values the form was opened with, to go along with it. Where it was refused, they are those it was opened with first: what was
    /// typed stands against them, and what somebody else wrote since is not undone. Where that was told, it is what stands there now.
    pub fn opened(self, now: &[(&str, String)], sent: Option<&Typed>, mistakes: &Mistakes) -> Markup {
        let told = |name: &str| {
            let field = self.fields.iter().find(|field| field.name == name).and_then(|field| field.told);
            field.is_some_and(|field| mistakes.meanwhile(field))
        };
        let pairs = now.iter().map(|(name, value)| ((*name).to_owned(), value.clone()));
        let values: Vec<(String, String)> = match sent.map(|typed| typed.within(WAS)).filter(|opened| !opened.0.is_empty()) {
            None => pairs.collect(),
            Some(opened) => {
                let kept = opened.0.into_iter().filter(|(name, _)| !told(name));
                kept.chain(pairs.filter(|(name, _)| told(name))).collect()
            }
        };
        html! { @for (name, value) in values { input type="hidden" name={ (WAS) (name) } value=(value); } }
    }

    /// Without fields: what is refused is of the whole.
    pub const NONE: Self = Self { fields: &[] };

    /// The markup: mistakes above and at their fields, the fields with what was typed, the one-time key.
    pub fn show(self, lang: Lang, typed: &Typed, mistakes: &Mistakes) -> Markup {
        self.show_within("", lang, typed, mistakes)
    }

    /// The same for a form that stands on its page several times: `scope` tells its fields from those of the others.
    pub fn show_within(self, scope: &str, lang: Lang, typed: &Typed, mistakes: &Mistakes) -> Markup {
        html! {
            (mistakes.summary_within(scope, self, lang))
            @for field in self.fields { (field.show_within(scope, lang, typed, mistakes)) }
            (key(typed))
        }
    }
}

/// The one-time key of a form: the one it came with, else a new one; and whose form it is.
pub fn key(typed: &Typed) -> Markup {
    html! {
        input type="hidden" name="once" value=(key_of(typed));
        @if typed.has(BY) { input type="hidden" name=(BY) value=(typed.get(BY)); }
    }
}

/// The one-time key a form came with, or a new one.
pub fn key_of(typed: &Typed) -> String {
    let kept = typed.once().map(|_| typed.get("once").to_owned());
    kept.or_else(|| once().ok().map(|once| once.text().to_owned())).unwrap_or_default()
}

impl Field {
    /// The markup of one field.
    pub fn show(&self, lang: Lang, typed: &Typed, mistakes: &Mistakes) -> Markup {
        self.show_within("", lang, typed, mistakes)
    }

    /// The same in a form that stands on its page several times.
    pub fn show_within(&self, scope: &str, lang: Lang, typed: &Typed, mistakes: &Mistakes) -> Markup {
        let (id, wrong) = (format!("field-{scope}{}", self.name), mistakes.of(self.name));
        let hint = self.hint.map(|hint| (format!("hint-{scope}{}", self.name), hint(lang)));
        let fault = wrong.map(|_| format!("fault-{scope}{}", self.name));
        let described: Vec<&str> = hint.iter().map(|(id, _)| id.as_str()).chain(fault.as_deref()).collect();
        let described = (!described.is_empty()).then(|| described.join(" "));
        let value = typed.get(self.name);
        html! {
            div.field .wrong[wrong.is_some()] {
                @if !matches!(self.kind, Kind::Tick) { label for=(id) { ((self.label)(lang)) } }
                @if let Some((id, hint)) = &hint { p.hint id=(id) { (hint) } }
                @match self.kind {
                    Kind::Line => input type="text" id=(id) name=(self.name) value=(value) list=[self.list] aria-describedby=[described] aria-invalid=[wrong.map(|_| "true")];,
                    Kind::Text => textarea id=(id) name=(self.name) rows="4" aria-describedby=[described] aria-invalid=[wrong.map(|_| "true")] { (value) },
                    Kind::Day => input type="date" id=(id) name=(self.name) value=(value) aria-describedby=[described] aria-invalid=[wrong.map(|_| "true")];,
                    Kind::Password(complete) => input type="password" id=(id) name=(self.name) autocomplete=(complete) aria-describedby=[described] aria-invalid=[wrong.map(|_| "true")];,
                    Kind::Code => input type="text" inputmode="numeric" autocomplete="one-time-code" id=(id) name=(self.name) aria-describedby=[described] aria-invalid=[wrong.map(|_| "true")];,
                    Kind::One(choices) => select id=(id) name=(self.name) aria-describedby=[described] {
                        @for (code, words) in choices(lang) { option value=(code) selected[code == value] { (words) } }
                    },
                    Kind::Tick => label.option for=(id) { input type="checkbox" id=(id) name=(self.name) value="yes" checked[value == "yes"]; ((self.label)(lang)) },
                    Kind::File => input type="file" id=(id) name=(self.name) aria-describedby=[described];,
                }
                @if let (Some(wrong), Some(id)) = (wrong, &fault) { p.said id=(id) { (wrong) } }
            }
        }
    }
}

/// What is wrong at a field that is no field of a form: of a line of it.
pub fn said_at(name: &str, mistakes: &Mistakes) -> Markup {
    html! { @if let Some(wrong) = mistakes.of(name) { p.said id={ "fault-" (name) } { (wrong) } } }
}

/// The key of an act that follows another of the same form: repeated, both give their first results again.
pub fn following(once: &Once, word: &str) -> Once {
    let text: String = format!("{word}-{}", once.text()).chars().take(64).collect();
    Once::read(&text).unwrap_or_else(|| once.clone())
}

/// A message for a field that was left empty.
pub fn missing(lang: Lang) -> String {
    office::field_missing(lang)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_day_is_read_as_browsers_and_people_write_it() {
        for text in ["2026-10-15", "15.10.2026", "15.10.26", "15. 10. 2026."] {
            assert_eq!(day(text), Some(date(2026, 10, 15)), "{text}");
        }
        for wrong in ["", "31.11.2026", "15.10", "октябрь", "2026-13-01", "1.2.3.4.5x"] {
            assert_eq!(day(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_refusal_stands_at_its_field_and_what_was_typed_stays() {
        const FORM: Form = Form { fields: &[Field::new("school", office::school_name, Kind::Line).told(Told::SchoolName)] };
        let typed = Typed::default().with("school", "Лицей <b>").with("once", "0123456789abcdef");
        let mistakes = Mistakes::refused(FORM, Lang::Ru, &Refusal::of(Rule::Wrong(Told::SchoolName)), &typed);
        let shown = FORM.show(Lang::Ru, &typed, &mistakes).into_string();
        assert!(shown.contains("Лицей &lt;b&gt;") && shown.contains("href=\"#field-school\"") && shown.contains("aria-invalid"), "{shown}");
        assert!(shown.contains("value=\"0123456789abcdef\""), "the key stays: the same form again is the same act");
        let other = Mistakes::refused(FORM, Lang::Ru, &Refusal::of(Rule::DiskFull), &typed);
        assert!(other.of("school").is_none() && !other.none());
    }
    const REPORT: Form = Form {
        fields: &[
            Field::new("words", office::done_words, Kind::Text).told(Told::Words).needed_without("file"),
            Field::new("on", office::done_on, Kind::Day).told(Told::EvidenceDays).needed(),
            Field::new("until", office::day_to, Kind::Day),
            Field::new("why", office::why_changed, Kind::Line).told(Told::Reason),
            Field::new("file", office::done_file, Kind::File),
        ],
    };

    fn wrong(typed: &Typed, also: &[&str]) -> Vec<String> {
        let mistakes = Mistakes::refused(REPORT, Lang::Ru, &Refusal::of(Rule::NoSuchStep), typed).rest_with(REPORT, Lang::Ru, typed, also);
        assert_eq!(mistakes.whole.len(), 1);
        mistakes.at.into_iter().map(|(name, _)| name.into_owned()).collect()
    }

    /// Three fields left empty are three mistakes, in the order they are asked, each said once.
    #[test]
    fn whatever_else_lacks_is_said_beside_what_was_refused() {
        let empty = Typed::default();
        let mistakes = Mistakes::refused(REPORT, Lang::Ru, &Refusal::of(Rule::Missing(Told::Words)), &empty);
        let said: Vec<&str> = mistakes.at.iter().map(|(name, _)| name.as_ref()).collect();
        assert_eq!((said, mistakes.whole.len()), (vec!["words", "on"], 0), "each once");
        assert_eq!(wrong(&empty, &["why"]), ["words", "on", "why"], "what was chosen elsewhere asks for a reason");
        assert_eq!(
            wrong(&empty.clone().with("file", "лист.pdf").with("on", "12.10.2026"), &[]),
            Vec::<String>::new(),
            "a file stands for words"
        );
        let typed = Typed::default()
            .with("words", "я".repeat(4_001))
            .with("on", "завтра")
            .with("until", "когда-нибудь")
            .with("why", "ы".repeat(500));
        assert_eq!(wrong(&typed, &[]), ["words", "on", "until"]);
    }

    /// Where nothing was refused, the form refuses nothing.
    #[test]
    fn a_form_refuses_nothing_by_itself() {
        assert!(Mistakes::default().rest_with(REPORT, Lang::Ru, &Typed::default(), &["why"]).none());
    }
}
