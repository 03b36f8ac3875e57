//! What is planned of an event: what a form of it holds.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::state::Part;
use super::stored::Content;
use crate::id::Id;
use crate::refusal::Refusal;
use crate::school::told_anew;
use crate::store::{Tx, params};

/// A question of an agenda, as it is planned.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asked {
    /// The question that is there already; None for a new one.
    pub id: Option<Id>,
    /// What is asked.
    pub question: String,
    /// Who speaks.
    pub speaker: String,
}

impl Asked {
    /// Enters it as a new question; `earlier`: the one of what became of earlier decisions.
    pub(super) fn add(&self, tx: &mut Tx<'_>, event: &Id, place: i64, earlier: bool) -> Result<(), Refusal> {
        let (id, entry) = (tx.new_id("item")?, tx.entry());
        let sql = "insert into agenda_item (id, event, place, earlier, question, speaker, heard, decided, entry) values (?, ?, ?, ?, ?, ?, '', '', ?)";
        let with = params![id.as_str(), event.as_str(), place, earlier, self.question.trim(), self.speaker.trim(), entry];
        tx.change(sql, with).map(drop)
    }
}

/// What is planned of an event: what a form of it holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Planned {
    /// What it says.
    pub content: Content,
    /// Its day.
    pub day: Date,
    /// Who answers for it.
    pub owner: Id,
    /// Who takes part, as what.
    pub people: BTreeMap<Id, Part>,
    /// Its agenda, but for what came of earlier decisions: that comes first by itself.
    pub agenda: Vec<Asked>,
    /// Times of the plan it shows.
    pub occurrences: Vec<Id>,
}

impl Planned {
    /// As the form is opened once its conflicts were told: where both changed the same, with what stands now.
    #[must_use]
    pub fn told_anew(mut self, wanted: &Self, now: &Self) -> Self {
        macro_rules! fields {
            ($($($path:ident).+),+ $(,)?) => {$( told_anew(&mut self.$($path).+, &wanted.$($path).+, &now.$($path).+); )+};
        }
        fields!(
            content.title,
            content.time,
            content.place,
            content.class,
            content.subject,
            content.text,
            content.file,
            content.until,
            content.quiz,
            content.pass,
            day,
            owner,
            agenda,
            occurrences,
        );
        let keys: BTreeSet<&String> = wanted.content.details.keys().chain(now.content.details.keys()).collect();
        for key in keys {
            let of = |planned: &Self| planned.content.details.get(key).cloned();
            let mut opened = of(&self);
            told_anew(&mut opened, &of(wanted), &of(now));
            match opened {
                Some(value) => drop(self.content.details.insert(key.clone(), value)),
                None => drop(self.content.details.remove(key)),
            }
        }
        let people: BTreeSet<Id> = [&self, wanted, now].iter().flat_map(|planned| planned.people.keys().cloned()).collect();
        for person in people {
            let of = |planned: &Self| planned.people.get(&person).copied();
            let mut opened = of(&self);
            told_anew(&mut opened, &of(wanted), &of(now));
            match opened {
                Some(part) => drop(self.people.insert(person, part)),
                None => drop(self.people.remove(&person)),
            }
        }
        self
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::event::Question;
    use crate::plan::KeptFile;

    /// Every field another one; a field that comes later has to be named here.
    fn all(mark: &str, number: i8) -> Planned {
        let id = |kind: &str| Id::read(&format!("{kind}-2222222{number}")).unwrap();
        let content = Content {
            title: mark.into(),
            time: mark.into(),
            place: mark.into(),
            class: mark.into(),
            subject: mark.into(),
            details: [("role".to_owned(), mark.to_owned())].into(),
            text: mark.into(),
            file: Some(KeptFile { address: mark.into(), name: mark.into() }),
            until: Some(date(2026, 10, number)),
            quiz: vec![Question { text: mark.into(), options: Vec::new(), right: 0 }],
            pass: number.unsigned_abs().into(),
        };
        Planned {
            content,
            day: date(2026, 9, number),
            owner: id("person"),
            people: [(
                Id::read("person-22222222").unwrap(),
                [Part::Chair, Part::Secretary, Part::Member][usize::from(number.unsigned_abs()) % 3],
            )]
            .into(),
            agenda: vec![Asked { id: None, question: mark.into(), speaker: String::new() }],
            occurrences: vec![id("occurrence")],
        }
    }

    /// Where both changed everything, the form is opened anew with everything that stands; where one of them changed nothing, as it was.
    #[test]
    fn each_conflict_that_was_told_is_opened_anew() {
        let (opened, now, wanted) = (all("было", 3), all("стало", 4), all("у неё", 5));
        assert_eq!(opened.clone().told_anew(&wanted, &now), now);
        assert_eq!(opened.clone().told_anew(&opened, &now), opened, "nothing was typed: what others wrote is merged, not undone");
        assert_eq!(opened.clone().told_anew(&wanted, &opened), opened, "nobody else wrote");
        assert_eq!(opened.clone().told_anew(&now, &now), opened, "both wrote the same");
    }
}
