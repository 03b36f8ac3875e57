//! Minutes of an event, or its agenda while it is ahead: who was there, per question what was heard, decided, how, and who does what by when;
//! for an event without an agenda its card. Parts: papers of schools, S high (minutes, visit card).

use jiff::civil::Date;
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
    /// Who takes part.
    pub people: Vec<Attendee>,
    /// How many came of how many, where they are counted.
    pub counted: Option<(u32, u32)>,
    /// The agenda.
    pub questions: Vec<MinutedQuestion>,
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
        for (number, question) in (1..).zip(&self.questions).filter(|_| !self.ahead) {
            paper.heading(2, format!("{number}. {}", question.question));
            question.compose(&mut paper, self.letterhead.lang);
        }
        for one in self.people.iter().filter(|one| !one.word.is_empty()) {
            paper.text(papers::office_minutes_word(lang, &one.name, &one.word));
        }
        if self.people.iter().any(|one| one.chair) || !self.questions.is_empty() {
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
        let names = |came: bool| {
            let names: Vec<&str> = self.people.iter().filter(|one| one.came == Some(came)).map(|one| one.name.as_str()).collect();
            (names.len(), names.join(", "))
        };
        let ((there, present), (away, absent)) = (names(true), names(false));
        if there > 0 {
            paper.text(papers::office_minutes_present(lang, there.to_string(), present));
        }
        if away > 0 {
            paper.text(papers::office_minutes_absent(lang, away.to_string(), absent));
        }
        let known = there + away > 0 || self.counted.is_some();
        if !known && !self.people.is_empty() {
            paper
                .text(papers::office_minutes_invited(lang, self.people.iter().map(|one| one.name.as_str()).collect::<Vec<_>>().join(", ")));
        }
    }
}

impl MinutedQuestion {
    fn compose(&self, paper: &mut Paper, lang: records::text::Lang) {
        if !self.heard.is_empty() {
            paper.text(papers::office_minutes_heard(lang, &self.heard));
        }
        if !self.decided.is_empty() {
            let how = if self.how.is_empty() { String::new() } else { format!(" ({})", self.how) };
            paper.text(papers::office_minutes_decided(lang, format!("{}{how}", self.decided)));
        }
        if !self.tasks.is_empty() {
            let columns = vec![
                Column::words(papers::office_minutes_task(lang), 46),
                Column::words(papers::office_minutes_who(lang), 24),
                Column::words(papers::office_minutes_due(lang), 14),
                Column::words(papers::office_minutes_state(lang), 16),
            ];
            paper.table("", columns, self.tasks.iter().map(|task| task.to_vec()).collect());
        }
    }
}
