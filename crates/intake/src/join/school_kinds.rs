//! Kinds of schools where no file states them: one question for all. Selective intake with strict journals looks like a lifted result, and
//! only the kind of the school, or other works, tells the two apart.

use records::dataset::{Dataset, School, SchoolId};
use records::provenance::{Place, Question};
use records::text::{Text, plural_en, plural_ru};

use crate::options::Options;
use crate::spelling;

/// Fewer schools than this are not compared with each other, so that nothing rests on their kinds.
const FEWEST: usize = 6;
/// The one key there is.
const KEY: &str = "school-kinds:all";
/// How a kind is written: begin of the folded word, code.
const WRITTEN: [(&str, &str); 10] = [
    ("гимнази", "gymnasium"),
    ("gymnasium", "gymnasium"),
    ("лице", "lyceum"),
    ("lyceum", "lyceum"),
    ("углубл", "advanced"),
    ("advanced", "advanced"),
    ("обычн", "general"),
    ("сош", "general"),
    ("ordinary", "general"),
    ("general", "general"),
];
/// Stands for every school that is not named.
const OTHERS: [&str; 4] = ["остальные", "все", "others", "all"];

/// Asks for the kinds of the schools of result sets that no file states, and writes the answer into the data.
pub(super) fn settle(data: &mut Dataset, questions: &mut Vec<Question>, options: &Options<'_>) {
    let with_results = with_results(data);
    if with_results.len() < FEWEST {
        return;
    }
    let unknown: Vec<SchoolId> = with_results.into_iter().filter(|school| kind(data, *school).is_none()).collect();
    if unknown.is_empty() {
        return;
    }
    let given = options.answers.get(KEY).and_then(|answer| read(answer, data, &unknown));
    match given {
        Some(kinds) => kinds.into_iter().for_each(|(school, kind)| {
            if let Some(school) = data.schools.get_mut(school.0 as usize) {
                school.kind = Some(kind.to_owned());
            }
        }),
        None => questions.push(question(data, &unknown)),
    }
}

fn with_results(data: &Dataset) -> Vec<SchoolId> {
    let mut schools: Vec<SchoolId> = data.sittings.iter().flat_map(|sitting| sitting.school.iter().copied()).collect();
    schools.sort_unstable();
    schools.dedup();
    schools
}

fn school(data: &Dataset, school: SchoolId) -> Option<&School> {
    data.schools.get(school.0 as usize)
}

fn kind(data: &Dataset, of: SchoolId) -> Option<&str> {
    school(data, of)?.kind.as_deref().filter(|kind| !kind.is_empty())
}

/// Schools with their kinds: parts between commas, semicolons or line ends, each a school and a kind, or all others and a kind. None where a
/// part names no kind, or a school that is not asked about.
fn read(answer: &str, data: &Dataset, unknown: &[SchoolId]) -> Option<Vec<(SchoolId, &'static str)>> {
    let mut kinds: Vec<(SchoolId, &'static str)> = Vec::new();
    let mut others = None;
    for part in answer.split([',', ';', '\n']).map(fold).filter(|part| !part.is_empty()) {
        let of = named(&part, data, unknown);
        let rest = of.as_ref().map_or(part.as_str(), |(_, key)| part.get(key.len()..).unwrap_or_default());
        let kind = WRITTEN.iter().find(|(begin, _)| rest.split_whitespace().any(|word| word.starts_with(fold(begin).as_str())))?.1;
        match of {
            Some((school, _)) => kinds.push((school, kind)),
            None if for_others(&part) => others = Some(kind),
            None => return None,
        }
    }
    if let Some(kind) = others {
        let rest = unknown.iter().filter(|school| kinds.iter().all(|(named, _)| named != *school));
        let rest: Vec<(SchoolId, &'static str)> = rest.map(|school| (*school, kind)).collect();
        kinds.extend(rest);
    }
    (!kinds.is_empty()).then_some(kinds)
}

/// The school whose key a part begins with, the longest of them, and its folded key.
fn named(part: &str, data: &Dataset, unknown: &[SchoolId]) -> Option<(SchoolId, String)> {
    let keys = unknown.iter().filter_map(|of| Some((*of, fold(&school(data, *of)?.school))));
    keys.filter(|(_, key)| !key.is_empty() && part.starts_with(key.as_str())).max_by_key(|(_, key)| key.len())
}

/// Whether a part without a school speaks of all that are not named.
fn for_others(part: &str) -> bool {
    let mut words = part.split_whitespace();
    let first = words.next().unwrap_or_default();
    words.next().is_none() || OTHERS.iter().any(|other| fold(other) == first)
}

fn question(data: &Dataset, unknown: &[SchoolId]) -> Question {
    let n = unknown.len();
    let first = unknown.first().and_then(|of| school(data, *of)).map_or("", |school| school.school.as_str());
    let (schools_ru, schools_en) = (plural_ru(n as u64, "школы", "школ", "школ"), plural_en(n as u64, "school", "schools"));
    Question {
        key: KEY.to_owned(),
        place: place(data, unknown),
        ask: Text::new(
            format!(
                "Вид {n} {schools_ru} в файлах не указан. Какие из них гимназии, лицеи или школы с углублённым изучением? Назовите их по логину, \
                 остальных — одним словом: «{first} гимназия; остальные обычные» или «все обычные»."
            ),
            format!(
                "The kind of {n} {schools_en} is not stated in the files. Which of them are gymnasiums, lyceums or schools of advanced study? Name \
                 them by login and the others in one word: «{first} gymnasium; others ordinary» or «all ordinary»."
            ),
        ),
        choices: Vec::new(),
        proposed: proposed(data, unknown),
        until: Text::new(
            "До ответа уровень и согласие с журналом не считаются признаками там, где об учениках есть только одна работа.",
            "Until it is answered level and agreement with the journal are no signs where a single work is known of the pupils.",
        ),
    }
}

/// The file of the first script of these schools.
fn place(data: &Dataset, unknown: &[SchoolId]) -> Place {
    let scripts = data.sittings.iter().flat_map(|sitting| sitting.school.iter().zip(&sitting.origin));
    let first = scripts.into_iter().find(|(school, _)| unknown.contains(school));
    let source = first.and_then(|(_, origin)| data.sources.get(origin.source.0 as usize));
    source.map_or_else(Place::default, |source| Place::file(source.file.clone()))
}

/// What the names of the schools say, where every one has a name.
fn proposed(data: &Dataset, unknown: &[SchoolId]) -> Option<String> {
    let mut selective = Vec::new();
    for of in unknown {
        let school = school(data, *of)?;
        let name = fold(school.name.as_deref().filter(|name| !name.is_empty())?);
        let named = [("гимнази", "гимназия"), ("лице", "лицей"), ("углубл", "с углублённым изучением")];
        selective.extend(
            named.iter().find(|(begin, _)| name.contains(fold(begin).as_str())).map(|(_, kind)| format!("{} {kind}", school.school)),
        );
    }
    Some(if selective.is_empty() {
        "все обычные".to_owned()
    } else {
        format!("{}; остальные обычные", selective.join("; "))
    })
}

/// The folded text, kept: keys outlive the answer they are compared with.
fn fold(text: &str) -> String {
    spelling::fold(text).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn data(names: &[Option<&str>]) -> (Dataset, Vec<SchoolId>) {
        let mut data = Dataset::default();
        let ids = names.iter().enumerate().map(|(at, name)| {
            let id = data.school(&format!("edu10000{at}"));
            data.schools[at].name = name.map(str::to_owned);
            id
        });
        let ids = ids.collect();
        (data, ids)
    }

    #[test]
    fn an_answer_names_some_and_all_others_in_one_word() {
        let (data, ids) = data(&[None; 4]);
        let read = |answer: &str| read(answer, &data, &ids).map(|kinds| kinds.iter().map(|(of, kind)| (of.0, *kind)).collect::<Vec<_>>());
        let both = Some(vec![(1, "gymnasium"), (3, "advanced"), (0, "general"), (2, "general")]);
        assert_eq!(read("edu100001 — гимназия; EDU100003: с углублённым изучением математики; остальные обычные"), both);
        assert_eq!(read("edu100001 gymnasium, edu100003 advanced, others ordinary"), both);
        assert_eq!(read("edu100002 лицей"), Some(vec![(2, "lyceum")]), "of the others nothing is said");
        assert_eq!(read("обычные").map(|kinds| kinds.len()), Some(4));
        assert_eq!([read("не знаю"), read("edu999999 лицей"), read("")], [None, None, None]);
    }

    #[test]
    fn names_propose_and_never_answer() {
        let (data, ids) = data(&[Some("МБОУ «СОШ № 1»"), Some("МАОУ «Гимназия № 2»"), Some("Лицей № 3")]);
        assert_eq!(proposed(&data, &ids).as_deref(), Some("edu100001 гимназия; edu100002 лицей; остальные обычные"));
        assert_eq!(proposed(&data, &ids[..1]).as_deref(), Some("все обычные"));
        let kinds = read(&proposed(&data, &ids).unwrap(), &data, &ids).unwrap();
        assert_eq!(kinds.len(), 3, "a proposal is an answer that can be read");
    }
}
