//! People who work here, as far as lines of a file are matched with them. A name alone never joins two lines.

use std::collections::BTreeSet;

use jiff::civil::Date;
use records::text::folded;

use super::apart::subjects;
use super::known::KnownStaff;
use super::line::Choice;
use super::whom::Whom;

/// Somebody who works here: known, or brought by a line.
struct Works {
    whom: Whom,
    name: String,
    born: Option<Date>,
    /// What she teaches, as subjects are compared.
    teaches: BTreeSet<String>,
    /// Whether a line of the file spoke of her already.
    claimed: bool,
}

/// Everybody who works here.
pub(super) struct Staff(Vec<Works>);

/// A line of the list of staff.
#[derive(Clone, Copy)]
pub(super) struct Says<'l> {
    pub name: &'l str,
    pub subject: &'l str,
    pub born: Option<Date>,
}

impl Staff {
    pub(super) fn of(known: &[KnownStaff]) -> Self {
        let works = |one: &KnownStaff| Works {
            whom: Whom::Known(one.id.clone()),
            name: one.name.clone(),
            born: one.apart.born,
            teaches: one.teaches.clone(),
            claimed: false,
        };
        Self(known.iter().map(works).collect())
    }

    /// Whom a name may mean, written in full or with initials.
    pub(super) fn people(&self, written: &str) -> Vec<Whom> {
        let full = self.0.iter().filter(|one| words(&one.name) == words(written)).collect::<Vec<_>>();
        let fitting = if full.is_empty() { self.0.iter().filter(|one| shortened(written, &one.name)).collect() } else { full };
        each(fitting.into_iter())
    }

    /// Those of them who teach a subject.
    pub(super) fn teaching(&self, among: &[Whom], subject: &str) -> Vec<Whom> {
        let key = folded(subject);
        each(self.0.iter().filter(|one| among.contains(&one.whom) && one.teaches.contains(&key)))
    }

    /// Whom a line of the list of staff means, None where it brings somebody; or whom it may mean, and asks.
    pub(super) fn meet(&mut self, at: usize, says: Says<'_>, choice: Option<&Choice>) -> Result<Option<Whom>, Vec<Whom>> {
        let place = |whom: &Whom| self.0.iter().position(|one| one.whom == *whom).ok_or_else(Vec::new);
        let found = match choice {
            Some(Choice::Another) => None,
            Some(Choice::Same(id)) => Some(place(&Whom::Known(id.clone()))?),
            Some(Choice::Line(line)) => Some(place(&Whom::Line(*line))?),
            Some(Choice::Skip) | None => self.found(says)?,
        };
        match found.and_then(|place| self.0.get_mut(place)) {
            Some(one) => {
                one.claimed = true;
                one.teaches.extend(subjects(says.subject));
                Ok(Some(one.whom.clone()))
            }
            None => {
                let (name, teaches) = (says.name.to_owned(), subjects(says.subject).collect());
                self.0.push(Works { whom: Whom::Line(at), name, born: says.born, teaches, claimed: true });
                Ok(None)
            }
        }
    }

    fn found(&self, Says { name, subject, born }: Says<'_>) -> Result<Option<usize>, Vec<Whom>> {
        let told = |one: &Works| one.born.zip(born).map(|(one, other)| one == other);
        let may = |fits: &dyn Fn(&str) -> bool| -> Vec<(usize, &Works)> {
            self.0.iter().enumerate().filter(|(_, one)| fits(&one.name) && told(one) != Some(false)).collect()
        };
        let full = may(&|known| words(known) == words(name));
        let short = || may(&|known| shortened(known, name) || shortened(name, known));
        let whoms = |ones: &[(usize, &Works)]| each(ones.iter().map(|(_, one)| *one));
        // Records that became one are one person, spoken of once under each way she is written.
        let fits = |one: &Works| told(one) == Some(true) || matches!(one.whom, Whom::Known(_)) && !one.claimed;
        let of = |whom: &Whom| full.iter().find(|(_, one)| one.whom == *whom && fits(one)).map(|(at, _)| *at);
        let born: Vec<Whom> = each(full.iter().map(|(_, one)| *one).filter(|one| told(one) == Some(true)));
        let teaching = |whoms: &[Whom]| {
            let said: BTreeSet<String> = subjects(subject).collect();
            each(full.iter().map(|(_, one)| *one).filter(|one| whoms.contains(&one.whom) && !said.is_disjoint(&one.teaches)))
        };
        match (whoms(&full).as_slice(), born.as_slice()) {
            ([], _) => match short().as_slice() {
                [] => Ok(None),
                near => Err(whoms(near)),
            },
            // The day of birth decides, then the subject: each where it is of one of them alone.
            ([whom], _) | (_, [whom]) => of(whom).map(Some).ok_or_else(|| vec![whom.clone()]),
            (several, _) => match teaching(several).as_slice() {
                [whom] => of(whom).map(Some).ok_or_else(|| several.to_vec()),
                _ => Err(several.to_vec()),
            },
        }
    }
}

/// Whom these are, each once.
fn each<'w>(all: impl Iterator<Item = &'w Works>) -> Vec<Whom> {
    let mut whoms: Vec<Whom> = Vec::new();
    for one in all {
        if !whoms.contains(&one.whom) {
            whoms.push(one.whom.clone());
        }
    }
    whoms
}

/// Words of a name, in order of letters.
fn words(name: &str) -> Vec<String> {
    let mut words: Vec<String> = folded(&name.replace('.', " ")).split(' ').filter(|word| !word.is_empty()).map(str::to_owned).collect();
    words.sort_unstable();
    words
}

/// Whether `written` is `name` with initials, or with a word less: «Иванова А.П.».
pub(super) fn shortened(written: &str, name: &str) -> bool {
    let mut left = words(name);
    let (initials, full): (Vec<String>, Vec<String>) = words(written).into_iter().partition(|word| word.chars().count() == 1);
    let mut take = |fits: &dyn Fn(&str) -> bool| left.iter().position(|word| fits(word)).map(|at| left.remove(at)).is_some();
    !full.is_empty()
        && full.iter().all(|word| take(&|known| known == word))
        && initials.iter().all(|letter| take(&|known| known.starts_with(letter.as_str())))
}

/// Whether two names may be one written twice: one surname, one of them shortened, or two letters another at most.
pub(super) fn resembles(one: &str, other: &str) -> bool {
    let (first, second) = (folded(one), folded(other));
    let surname = |name: &str| name.split(' ').next().unwrap_or_default().to_owned();
    surname(&first) == surname(&second) || shortened(one, other) || shortened(other, one) || apart(&first, &second) <= 2
}

/// How many letters have to be changed, entered or taken out for one word to become another.
fn apart(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.chars().collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (at, letter) in one.chars().enumerate() {
        let mut next = vec![at + 1];
        for ((beside, above), known) in row.iter().zip(row.iter().skip(1)).zip(&other) {
            let left = next.last().copied().unwrap_or_default();
            next.push((beside + usize::from(letter != *known)).min(above + 1).min(left + 1));
        }
        row = next;
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_may_be_one() {
        for (one, other, alike) in [
            ("Ёлкин Пётр", "Елкин Петр Ильич", true),
            ("Неизвестный Павел", "Неизвесный Павел", true),
            ("Ким Ян", "Ким Яна", true),
            ("Неизвестный Павел", "Ёлкин Пётр", false),
        ] {
            assert_eq!(resembles(one, other), alike, "{one} / {other}");
        }
        assert_eq!((apart("кот", "кит"), apart("кот", ""), apart("", "")), (1, 3, 0));
    }
}
