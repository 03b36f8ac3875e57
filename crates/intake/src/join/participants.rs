//! Participant codes into persons, by `people.csv` and the lists of codes: the only way across years.

use std::collections::{BTreeSet, HashMap};

use records::dataset::{PersonId, SchoolId};
use records::provenance::{Place, Question};
use records::text::{Text, bare_code};
use records::vocabulary::SchoolYear;

use super::Joined;

/// A person behind a code.
struct Holder {
    person: PersonId,
    kim: Option<String>,
}

/// Codes by school and year.
type Codes = HashMap<(SchoolId, SchoolYear), HashMap<String, Vec<Holder>>>;

/// Replaces participants that are codes by the persons behind them; a code with two persons is a question.
pub(super) fn resolve(joined: &mut Joined, questions: &mut Vec<Question>) {
    let codes = index(joined);
    if codes.is_empty() {
        return;
    }
    let mut finder = Finder { codes, doubts: BTreeSet::new(), names: Vec::new(), schools: Vec::new() };
    finder.names = joined.data.person_names.iter().map(str::to_owned).collect();
    finder.schools = joined.data.schools.iter().map(|school| school.school.clone()).collect();
    let data = &mut joined.data;
    for (kim, sitting) in data.kims.iter().zip(&mut data.sittings) {
        for (person, school) in sitting.person.iter_mut().zip(&sitting.school) {
            *person = finder.person(*person, *school, kim.year, Some(&kim.kim));
        }
    }
    data.marks.iter_mut().for_each(|row| row.person = finder.person(row.person, row.school, row.year, None));
    data.entries.iter_mut().for_each(|row| row.person = finder.person(row.person, row.school, row.year, None));
    data.exams.iter_mut().for_each(|row| row.person = finder.person(row.person, row.school, row.year, None));
    data.medals.iter_mut().for_each(|row| row.person = finder.person(row.person, row.school, row.year, None));
    data.pupils.iter_mut().for_each(|row| row.person = finder.person(row.person, row.school, row.year, None));
    questions.extend(finder.doubts.iter().map(|(school, year, code)| {
        let place = data
            .people
            .iter()
            .find(|row| row.code == *code)
            .and_then(|row| data.sources.get(row.origin.source.0 as usize))
            .map(|source| Place::file(source.file.clone()));
        Question {
            key: format!("code:{school}:{year}:{code}"),
            place: place.unwrap_or_default(),
            ask: Text::new(
                format!("Код {code} (школа {school}, {year}) записан за двумя учениками. Исправьте список кодов."),
                format!("Code {code} (school {school}, {year}) is given to two pupils. Mend the list of codes."),
            ),
            choices: Vec::new(),
            proposed: None,
            until: Text::new("Результаты по этому коду не связаны с учеником.", "Results under this code are not linked to a pupil."),
        }
    }));
}

fn index(joined: &Joined) -> Codes {
    let mut codes = Codes::new();
    for row in &joined.data.people {
        let holders = codes.entry((row.school, row.year)).or_default().entry(bare_code(&row.code).to_owned()).or_default();
        holders.push(Holder { person: row.person, kim: row.kim.clone() });
    }
    codes
}

struct Finder {
    codes: Codes,
    doubts: BTreeSet<(String, SchoolYear, String)>,
    names: Vec<String>,
    schools: Vec<String>,
}

impl Finder {
    /// The person behind a participant: `school:year:code` or the bare code where the list knows it; else the participant as written.
    fn person(&mut self, participant: PersonId, school: SchoolId, year: SchoolYear, kim: Option<&str>) -> PersonId {
        let Some(known) = self.codes.get(&(school, year)) else { return participant };
        let Some(name) = self.names.get(participant.0 as usize) else { return participant };
        let key = self.schools.get(school.0 as usize).map_or("", String::as_str);
        let code = name.strip_prefix(&format!("{key}:{year}:")).unwrap_or(name);
        let Some(holders) = known.get(bare_code(code)) else { return participant };
        // A list for this very KIM goes before one for every KIM; without a KIM every list of the year speaks.
        let own: Vec<PersonId> =
            holders.iter().filter(|holder| kim.is_some() && holder.kim.as_deref() == kim).map(|holder| holder.person).collect();
        let general = || holders.iter().filter(|holder| kim.is_none() || holder.kim.is_none()).map(|holder| holder.person).collect();
        let mut people: Vec<PersonId> = if own.is_empty() { general() } else { own };
        people.sort_unstable();
        people.dedup();
        match people.as_slice() {
            [] => participant,
            [one] => *one,
            _ => {
                self.doubts.insert((key.to_owned(), year, code.to_owned()));
                participant
            }
        }
    }
}
