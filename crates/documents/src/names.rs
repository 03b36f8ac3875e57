//! How things are called and put in order for people: «4А» before «10А», a period or a work by its name.

use std::cmp::Ordering;

use records::study::Study;
use records::text::Lang;

/// The order in which people look for names: numbers inside by their value, letters without regard to case.
pub(crate) fn natural(a: &str, b: &str) -> Ordering {
    let (mut left, mut right) = (a, b);
    loop {
        match (run(&mut left), run(&mut right)) {
            (None, None) => return a.cmp(b),
            (None, _) => return Ordering::Less,
            (_, None) => return Ordering::Greater,
            (Some(one), Some(other)) => match compared(one, other) {
                Ordering::Equal => {}
                order => return order,
            },
        }
    }
}

/// The next run of digits, or of anything else.
fn run<'a>(rest: &mut &'a str) -> Option<&'a str> {
    let digits = rest.chars().next()?.is_ascii_digit();
    let end = rest.find(|c: char| c.is_ascii_digit() != digits).unwrap_or(rest.len());
    let (head, tail) = rest.split_at(end);
    *rest = tail;
    Some(head)
}

fn compared(a: &str, b: &str) -> Ordering {
    match (a.parse::<u64>(), b.parse::<u64>()) {
        (Ok(one), Ok(other)) => one.cmp(&other),
        _ => a.to_lowercase().cmp(&b.to_lowercase()),
    }
}

/// A period in words; a procedure by the title of its work.
pub(crate) fn period(study: &Study, code: &str, lang: Lang) -> String {
    let work = || study.works.iter().find(|work| work.procedure == code).map(|work| work.title.in_lang(lang).to_owned());
    words::period(lang, code).or_else(work).unwrap_or_else(|| code.to_owned())
}

/// Sets in the order people look for them: by school, then class, then subject and work; their places in the study.
pub(crate) fn order(study: &Study) -> Vec<usize> {
    let mut places: Vec<usize> = (0..study.sets.len()).collect();
    places.sort_by(|&a, &b| {
        let (one, other) = (&study.sets[a], &study.sets[b]);
        natural(study.school(&one.school), study.school(&other.school))
            .then_with(|| natural(&one.class, &other.class))
            .then_with(|| one.subject.cmp(&other.subject))
            .then(one.work.cmp(&other.work))
    });
    places
}

/// Works in the order people look for them: by title, numbers in it by their value.
pub(crate) fn works(study: &Study, lang: Lang) -> Vec<usize> {
    let mut places: Vec<usize> = (0..study.works.len()).collect();
    places.sort_by(|&a, &b| natural(study.works[a].title.in_lang(lang), study.works[b].title.in_lang(lang)));
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_look_for_four_before_ten() {
        let mut names = ["10А", "4Б", "11Б", "4А", "5А", "4а", "ВПР · 10 класс", "ВПР · 4 класс", ""];
        names.sort_by(|a, b| natural(a, b));
        assert_eq!(names, ["", "4А", "4а", "4Б", "5А", "10А", "11Б", "ВПР · 4 класс", "ВПР · 10 класс"]);
        assert_eq!(natural("4-2", "4-10"), Ordering::Less);
        assert_eq!(natural("99999999999999999999999", "1"), Ordering::Greater, "too large for a number: as letters");
    }
}
