//! What an event can be: one mechanism, and for each row of the plan a kind with its own words and fields.

use records::text::Lang;
use words::{Word, events};

use crate::refusal::Field;
use crate::texts;

/// A kind of event. One file each under `kinds`.
pub struct Kind {
    /// Its code, never reused.
    pub code: &'static str,
    /// Requirements of the catalogue it answers: 11 for R11.
    pub rows: &'static [u8],
    /// What it is called.
    pub name: Word,
    /// What it is for, in a sentence.
    pub what: Word,
    /// What its paper is called where it has no agenda.
    pub paper: Word,
    /// Who fills it in.
    pub filler: Filler,
    /// Whether it is held for the whole school: by the head or a deputy alone.
    pub of_the_school: bool,
    /// Whether it is of one class, which has to be named.
    pub of_a_class: bool,
    /// Whether those of one subject meet: the subject is one of the first questions.
    pub of_a_subject: bool,
    /// Whether it has an agenda: heard, decided, tasks.
    pub agenda: bool,
    /// How attendance is taken.
    pub attendance: Attendance,
    /// Who takes part, as its form asks for them.
    pub whom: Whom,
    /// Whether there is a text everybody reads.
    pub reads: bool,
    /// Whether families of a class read it too, each by a code: no text of a pupil is in it.
    pub families: bool,
    /// Whether a file belongs to it that nobody has to read: a work with its criteria, a list of results, a certificate.
    pub attaches: bool,
    /// Whether reading ends with questions.
    pub quiz: bool,
    /// Whether it holds until a day.
    pub expires: bool,
    /// Whether whoever took part has hours and a document of her own.
    pub certifies: bool,
    /// Its own fields.
    pub details: &'static [Detail],
    /// Which pupils it is about; what is written of it is sealed then.
    pub about: About,
    /// Whether only those see it who are entrusted with the pupil: class teacher, psychologist, the deputy, whoever answers for it.
    pub restricted: bool,
    /// What can come of it for a pupil, where nothing else is written: an outcome only.
    pub outcomes: &'static [(&'static str, Word)],
    /// What a pupil can reach, where that is chosen; other words stand beside it.
    pub places: &'static [(&'static str, Word)],
    /// What the fields of a pupil's line are called.
    pub of_line: OfLine,
    /// Whether families agree to it some days before.
    pub consents: bool,
}

/// What the fields of a pupil's line are called in a kind.
#[derive(Clone, Copy)]
pub struct OfLine {
    /// Why the pupil is on the list.
    pub reason: Word,
    /// What came of it.
    pub result: Word,
    /// What was agreed.
    pub agreed: Word,
    /// Whether the family knows, or agrees; None where it was there itself.
    pub informed: Option<Word>,
    /// That it took place for the pupil.
    pub came: Word,
    /// What is asked once it took place.
    pub who_came: Word,
}

/// Who takes part in a kind, and what they are called there.
#[derive(Clone, Copy)]
pub enum Whom {
    /// Any number of people.
    Several(Word),
    /// One, who has to be named.
    One(Word),
}

impl Whom {
    /// What they are called.
    #[must_use]
    pub fn told(self, lang: Lang) -> String {
        let (Self::Several(word) | Self::One(word)) = self;
        word(lang)
    }

    /// What so many of them are called: several who were named where one is asked for now take part.
    #[must_use]
    pub fn told_of(self, lang: Lang, number: usize) -> String {
        match self {
            Self::One(_) if number > 1 => events::participants(lang),
            whom => whom.told(lang),
        }
    }
}

/// Which pupils a kind is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum About {
    /// None.
    Nobody,
    /// One.
    Pupil,
    /// One or several.
    Pupils,
}

/// Who fills a kind in. Of a teacher nothing is required: she may be asked for five kinds of documents only (order 06.11.2024 № 779).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Filler {
    /// The head, a deputy, the head of an association, a secretary.
    Office,
    /// A teacher or a class teacher.
    Teacher,
}

/// How attendance is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Attendance {
    /// Nobody comes together.
    None,
    /// Who of those invited came.
    Named,
    /// How many came of how many: families, pupils.
    Counted,
    /// Which of the pupils it is about came.
    Pupils,
}

/// A field of a kind.
pub struct Detail {
    /// Its key.
    pub key: &'static str,
    /// What it is called.
    pub name: Word,
    /// What it holds.
    pub holds: Holds,
    /// Whether the event cannot be closed without it.
    pub required: bool,
    /// Whether it is of the card that is written once the event was held.
    pub after: bool,
}

/// What a field of a kind holds.
pub enum Holds {
    /// A line.
    Line,
    /// A text of several lines.
    Text,
    /// A number from nought on.
    Number,
    /// One of these, each with its code.
    Choice(&'static [(&'static str, Word)]),
}

impl Kind {
    /// Whether people come together.
    #[must_use]
    pub fn is_held(&self) -> bool {
        self.attendance != Attendance::None
    }

    /// Whether it has a text or a file: for staff, or for families.
    #[must_use]
    pub const fn has_text(&self) -> bool {
        self.reads || self.families
    }

    /// Whether a file can be attached: what is read, or what the event is about.
    #[must_use]
    pub const fn has_file(&self) -> bool {
        self.has_text() || self.attaches
    }

    /// Whether a card is written of it, on which the one it is about says her word first.
    #[must_use]
    pub fn has_card(&self) -> bool {
        self.details.iter().any(|detail| detail.after)
    }

    /// Whether it is about pupils: its words are sealed, its title is made by the program.
    #[must_use]
    pub fn names_pupils(&self) -> bool {
        self.about != About::Nobody
    }
}

impl Detail {
    pub(super) const fn line(key: &'static str, name: Word) -> Self {
        Self { key, name, holds: Holds::Line, required: false, after: false }
    }

    pub(super) const fn text(key: &'static str, name: Word) -> Self {
        Self { key, name, holds: Holds::Text, required: false, after: false }
    }

    pub(super) const fn number(key: &'static str, name: Word) -> Self {
        Self { key, name, holds: Holds::Number, required: false, after: false }
    }

    pub(super) const fn choice(key: &'static str, name: Word, of: &'static [(&'static str, Word)]) -> Self {
        Self { key, name, holds: Holds::Choice(of), required: false, after: false }
    }

    /// The same, and the event cannot be closed without it.
    pub(super) const fn required(self) -> Self {
        Self { required: true, ..self }
    }

    /// The same, of the card that is written once it was held.
    pub(super) const fn after(self) -> Self {
        Self { after: true, ..self }
    }

    /// What a choice of it is called.
    #[must_use]
    pub fn choice_of(&self, value: &str) -> Option<Word> {
        let Holds::Choice(of) = self.holds else { return None };
        of.iter().find(|(code, _)| *code == value).map(|(_, word)| *word)
    }

    /// Whether a value can stand in it; nothing always can.
    #[must_use]
    pub fn takes(&self, value: &str) -> bool {
        match &self.holds {
            _ if value.is_empty() => true,
            Holds::Line => texts::line(value, Field::Details).is_ok(),
            Holds::Text => texts::text(value, Field::Details).is_ok(),
            Holds::Number => value.parse::<u32>().is_ok(),
            Holds::Choice(of) => of.iter().any(|(code, _)| *code == value),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_takes_what_it_holds() {
        const OF: &[(&str, Word)] = &[("a", words::events::kind_council)];
        let name = words::events::kind_council;
        assert!(Detail::number("n", name).takes("12") && Detail::number("n", name).takes(""));
        assert!(!Detail::number("n", name).takes("-1") && !Detail::number("n", name).takes("пять"));
        assert!(Detail::choice("c", name, OF).takes("a") && !Detail::choice("c", name, OF).takes("b"));
        assert!(!Detail::line("l", name).takes("a\nb") && Detail::text("t", name).takes("a\nb"));
    }
}
