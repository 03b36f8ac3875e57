//! Minutes of an event, or its agenda while it is ahead: who was there, per question what was heard, decided, how, and who does what by when;
//! for an event without an agenda its card. Parts: papers of schools, S high (minutes, visit card).

use jiff::civil::Date;
use records::text::Lang;
use words::papers;

use super::super::paper::{Column, Paper};
use super::signature::signature;
use super::{Letterhead, Sheet, begun, day};

/// Minutes, an agenda, or a card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Minutes {
    /// What every paper has.
    pub letterhead: Letterhead,
    /// What the event is: «Педагогический совет».
    pub kind: String,
    /// What it was about.
    pub title: String,
    /// Its day.
    pub day: Date,
    /// When and where, as written.
    pub place: String,
    /// Whether it is ahead: an agenda, no minutes.
    pub ahead: bool,
    /// Particulars of its kind: what and how.
    pub facts: Vec<(String, String)>,
    /// Who answers for it; she signs where nobody leads.
    pub responsible: String,
    /// Whether she leads it where nobody has the chair: nobody else is asked for, as where a class teacher holds a meeting.
    pub led: bool,
    /// Who takes part.
    pub people: Vec<Attendee>,
    /// What they are called while nothing says whether they came.
    pub called: Called,
    /// How many came of how many, where they are counted.
    pub counted: Option<(u32, u32)>,
    /// What is said below that, in sentences.
    pub notes: Vec<String>,
    /// The agenda.
    pub questions: Vec<MinutedQuestion>,
}

/// What people are called of whom it is not known whether they came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Called {
    /// Invited.
    Invited,
    /// They read a text, and come nowhere.
    Readers,
    /// Named among the particulars already.
    Above,
}

/// Somebody who takes part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attendee {
    /// Name.
    pub name: String,
    /// Whether she leads.
    pub chair: bool,
    /// Whether she writes the minutes.
    pub secretary: bool,
    /// Whether she came; None where it is not known.
    pub came: Option<bool>,
    /// What she says of it herself.
    pub word: String,
}

/// A question of the agenda.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MinutedQuestion {
    /// The question.
    pub question: String,
    /// Who speaks.
    pub speaker: String,
    /// What was heard.
    pub heard: String,
    /// What was decided.
    pub decided: String,
    /// How, in words.
    pub how: String,
    /// What is to be done: what, who, until when, how it stands.
    pub tasks: Vec<[String; 4]>,
}

impl Minutes {
    /// The paper.
    #[must_use]
    pub fn compose(&self) -> Sheet {
        let lang = self.letterhead.lang;
        let title = match () {
            () if self.questions.is_empty() => self.kind.clone(),
            () if self.ahead => papers::office_agenda_title(lang),
            () => papers::office_minutes_title(lang),
        };
        // «Протокол № 3»: the day stands below, with the place.
        let (number, letterhead) = (self.letterhead.number, Letterhead { number: None, ..self.letterhead.clone() });
        let numbered = number.map_or_else(|| title.clone(), |number| format!("{title} № {number}"));
        let mut paper = begun(&letterhead, &numbered, if title == self.kind { String::new() } else { self.kind.clone() });
        paper.pair(day(self.day), self.place.clone());
        paper.lead(self.title.clone());
        if !self.facts.is_empty() {
            let columns = vec![Column::words("", 34), Column::words("", 66)];
            paper.table("", columns, self.facts.iter().map(|(name, value)| vec![name.clone(), value.clone()]).collect());
        }
        self.present(&mut paper);
        if !self.questions.is_empty() && !self.ahead {
            paper.heading(2, papers::office_agenda_title(lang));
        }
        let asked = |one: &MinutedQuestion| {
            if one.speaker.is_empty() { one.question.clone() } else { format!("{} — {}", one.question, one.speaker) }
        };
        if !self.questions.is_empty() {
            paper.steps(self.questions.iter().map(asked).collect());
        }
        // A column nothing stands in of any question is none.
        let marked = self.questions.iter().flat_map(|question| &question.tasks).any(|[.., mark]| !mark.is_empty());
        // An agenda shows what it asks about: what was decided before.
        for (number, question) in (1..).zip(&self.questions).filter(|(_, question)| !self.ahead || !question.tasks.is_empty()) {
            paper.heading(2, format!("{number}. {}", question.question));
            question.compose(&mut paper, lang, marked);
        }
        for one in self.people.iter().filter(|one| !one.word.is_empty()) {
            paper.text(papers::office_minutes_word(lang, &one.name, &one.word));
        }
        let chaired = self.people.iter().any(|one| one.chair);
        if self.led && !chaired && !self.questions.is_empty() {
            let post = if self.ahead { papers::office_minutes_leads(lang) } else { papers::office_minutes_led(lang) };
            signature(&mut paper, &post, &self.responsible);
        } else if chaired || !self.questions.is_empty() {
            self.signs(&mut paper, &papers::office_minutes_chair(lang), |one| one.chair);
        } else {
            signature(&mut paper, &papers::office_signing_keeper(lang), &self.responsible);
        }
        if !self.questions.is_empty() && !self.ahead {
            self.signs(&mut paper, &papers::office_minutes_secretary(lang), |one| one.secretary);
        }
        Sheet(paper)
    }

    fn signs(&self, paper: &mut Paper, post: &str, is: impl Fn(&Attendee) -> bool) {
        signature(paper, post, self.people.iter().find(|one| is(one)).map_or("", |one| one.name.as_str()));
    }

    fn present(&self, paper: &mut Paper) {
        let lang = self.letterhead.lang;
        if let Some((came, of)) = self.counted {
            let absent = of.saturating_sub(came).to_string();
            paper.text(papers::office_minutes_counted(lang, came.to_string(), usize::try_from(of).unwrap_or(usize::MAX), absent));
        }
        if self.called != Called::Above {
            self.by_name(paper, lang);
        }
        self.notes.iter().for_each(|note| paper.text(note.clone()));
    }

    fn by_name(&self, paper: &mut Paper, lang: Lang) {
        let names = |came: bool| {
            let names: Vec<&str> = self.people.iter().filter(|one| one.came == Some(came)).map(|one| one.name.as_str()).collect();
            (names.len(), names.join(", "))
        };
        let ((there, present), (away, absent)) = (names(true), names(false));
        // Of a body it counts how many of it were there.
        if there + away > 0 && !self.questions.is_empty() {
            paper.text(papers::office_minutes_turnout(lang, there.to_string(), there + away));
        }
        if there > 0 {
            paper.text(papers::office_minutes_present(lang, there.to_string(), present));
        }
        if away > 0 {
            paper.text(papers::office_minutes_absent(lang, away.to_string(), absent));
        }
        if there + away == 0 && self.counted.is_none() && !self.people.is_empty() {
            let all = self.people.iter().map(|one| one.name.as_str()).collect::<Vec<_>>().join(", ");
            let told = if self.called == Called::Readers { papers::office_minutes_readers } else { papers::office_minutes_invited };
            paper.text(told(lang, all));
        }
    }
}

impl MinutedQuestion {
    fn compose(&self, paper: &mut Paper, lang: Lang, marked: bool) {
        if !self.heard.is_empty() {
            paper.text(papers::office_minutes_heard(lang, &self.heard));
        }
        if !self.decided.is_empty() {
            let how = if self.how.is_empty() { String::new() } else { format!(" ({})", self.how) };
            paper.text(papers::office_minutes_decided(lang, format!("{}{how}", self.decided)));
        }
        if !self.tasks.is_empty() {
            let columns = [
                Column::words(papers::office_minutes_task(lang), 42),
                Column::words(papers::office_minutes_who(lang), 22),
                Column::words(papers::office_minutes_due(lang), 13),
                Column::words(papers::office_minutes_state(lang), 23),
            ];
            let shown = if marked { columns.len() } else { columns.len() - 1 };
            let rows = self.tasks.iter().map(|task| task.iter().take(shown).cloned().collect()).collect();
            paper.table("", columns.into_iter().take(shown).collect(), rows);
        }
    }
}
