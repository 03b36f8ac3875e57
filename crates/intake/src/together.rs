//! One question for all that it answers: questions of one kind that have one answer become one, and the classes of a school and year are asked
//! in one line. The key of such a question names what it stands for (`a+b`), so that its answer is given to each.

use std::collections::BTreeMap;

use records::provenance::Question;
use records::text::Text;

use crate::answers::Answers;
use crate::spelling;

/// Between what a key stands for.
const AND: char = '+';
/// Kinds whose questions are one where the same answer is proposed for all.
const ALIKE: [&str; 3] = ["school", "year", "work"];
/// Kinds of which folders have one answer as a rule also where nothing is proposed; it may be given folder by folder.
const OF_FOLDERS: [&str; 2] = ["school", "year"];
/// Folders named in one question.
const MOST_NAMED: usize = 12;

/// Puts questions together.
pub(crate) fn put(questions: Vec<Question>) -> Vec<Question> {
    let mut groups: BTreeMap<(String, String), Vec<Question>> = BTreeMap::new();
    let mut alone = Vec::new();
    for question in questions {
        match group_of(&question) {
            Some(group) => groups.entry(group).or_default().push(question),
            None => alone.push(question),
        }
    }
    for ((kind, _), mut group) in groups {
        group.sort_by_cached_key(|question| natural(&question.key));
        match group.as_slice() {
            [_] => alone.append(&mut group),
            _ if kind == "class" => alone.extend(classes(&group)),
            _ => alone.extend(alike(&kind, &group)),
        }
    }
    alone
}

/// Gives the answers of questions put together to each of them; an answer of its own stands.
pub(crate) fn apart(answers: &Answers) -> Answers {
    let mut each = answers.clone();
    for (key, answer) in answers.iter() {
        let Some((kind, members)) = key.split_once(':').filter(|(_, members)| members.contains(AND)) else { continue };
        let given = if kind == "class" { of_classes(members, answer) } else { of_members(members, answer) };
        for (member, answer) in given {
            let key = format!("{kind}:{member}");
            if answers.get(&key).is_none() {
                each.set(key, &answer);
            }
        }
    }
    each
}

/// What a question may be put together with: kind, and what must agree.
fn group_of(question: &Question) -> Option<(String, String)> {
    let (kind, rest) = question.key.split_once(':')?;
    if kind == "class" {
        let (of, number) = rest.rsplit_once(':')?;
        return is_class_number(number).then(|| (kind.to_owned(), of.to_owned()));
    }
    let proposed = question.proposed.clone().or_else(|| OF_FOLDERS.contains(&kind).then(String::new))?;
    (ALIKE.contains(&kind) && !rest.contains(AND)).then(|| (kind.to_owned(), format!("{proposed}\n{}", question.ask.ru)))
}

/// «4-1», as workbooks number the classes of a parallel.
fn is_class_number(text: &str) -> bool {
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    text.split_once('-').is_some_and(|(grade, number)| digits(grade) && digits(number))
}

/// Numbers of a key in their order: 4-2 before 10-1.
fn natural(key: &str) -> (String, Vec<u32>) {
    let (of, last) = key.rsplit_once(':').unwrap_or(("", key));
    let numbers = last.split(|c: char| !c.is_ascii_digit()).filter_map(|digits| digits.parse().ok()).collect();
    (of.to_owned(), if of.contains(':') { numbers } else { Vec::new() })
}

fn alike(kind: &str, group: &[Question]) -> Option<Question> {
    let first = group.first()?;
    let members: Vec<&str> = group.iter().filter_map(|question| question.key.split_once(':').map(|(_, member)| member)).collect();
    let n = group.len();
    let ask = match first.proposed {
        Some(_) => Text::new(
            format!("{} (один ответ на все такие вопросы: {n})", first.ask.ru),
            format!("{} (one answer to all such questions: {n})", first.ask.en),
        ),
        None => {
            let folders = folders(group);
            Text::new(
                format!("{} Папок {n}: {folders}. Один ответ на все, а если они разные — по номерам: 1 = …; 2 = …", first.ask.ru),
                format!(
                    "{} Folders: {n} ({folders}). One answer to all, or by their numbers where they differ: 1 = …; 2 = …",
                    first.ask.en
                ),
            )
        }
    };
    Some(Question { key: format!("{kind}:{}", members.join(&AND.to_string())), ask: ask.naming_as([&first.ask]), ..first.clone() })
}

/// The folders of questions, numbered in the order of the key.
fn folders(group: &[Question]) -> String {
    let folder = |question: &Question| question.place.file.rsplit_once('/').map_or(".", |(folder, _)| folder).to_owned();
    let named = group.iter().take(MOST_NAMED).enumerate().map(|(at, question)| format!("{} — {}", at + 1, folder(question)));
    let more = (group.len() > MOST_NAMED).then(|| "…".to_owned());
    named.chain(more).collect::<Vec<_>>().join(", ")
}

/// One answer for every member of a key, or answers by the numbers of members: `1 = edu000001; 2 = edu000002`.
fn of_members(members: &str, answer: &str) -> Vec<(String, String)> {
    let numbered =
        |part: &str| part.split_once('=').and_then(|(number, given)| Some((number.trim().parse::<usize>().ok()?, given.trim().to_owned())));
    let given: BTreeMap<usize, String> = answer.split([';', '\n']).filter_map(numbered).collect();
    let members = members.split(AND).map(str::to_owned);
    if given.is_empty() {
        return members.map(|member| (member, answer.to_owned())).collect();
    }
    members.enumerate().filter_map(|(at, member)| Some((member, given.get(&(at + 1))?.clone()))).collect()
}

fn classes(group: &[Question]) -> Option<Question> {
    let first = group.first()?;
    let (of, _) = first.key.strip_prefix("class:")?.rsplit_once(':')?;
    let (school, year) = of.rsplit_once(':').unwrap_or(("", of));
    let names =
        group.iter().filter_map(|question| Some((question.key.rsplit_once(':')?.1, question.proposed.as_deref().unwrap_or_default())));
    let (kept, proposed): (Vec<&str>, Vec<&str>) = names.unzip();
    let ask = Text::new(
        format!(
            "Классы записаны номерами по порядку ({}). Как они называются (школа {school}, {year})? Через точку с запятой: {} = название; … или одни названия в том же порядке.",
            kept.join(", "),
            kept.first()?
        ),
        format!(
            "Classes are written by their numbers ({}). What are their names (school {school}, {year})? With semicolons: {} = name; … or the names alone in the same order.",
            kept.join(", "),
            kept.first()?
        ),
    );
    let until = Text::new(
        format!("Ничего не ждёт: классы записаны как {}.", kept.join(", ")),
        format!("Nothing waits: the classes are written {}.", kept.join(", ")),
    );
    let (ask, until) = (ask.naming_as([&first.ask]), until.naming_as([&first.until]));
    let key = format!("class:{of}:{}", kept.join(&AND.to_string()));
    let proposed = ClassesAsked { school, year, numbers: kept }.answer(&proposed);
    Some(Question { key, ask, until, proposed: Some(proposed), ..first.clone() })
}

/// Classes of a school and year whose names one answer gives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClassesAsked<'a> {
    /// Key of the school.
    pub school: &'a str,
    /// Year as the work states it.
    pub year: &'a str,
    /// The classes as the files number them.
    pub numbers: Vec<&'a str>,
}

impl<'a> ClassesAsked<'a> {
    /// What the question of this key asks; None where it asks no names of several classes.
    #[must_use]
    pub fn of(key: &'a str) -> Option<Self> {
        let (of, members) = key.strip_prefix("class:")?.rsplit_once(':')?;
        let (school, year) = of.rsplit_once(':')?;
        let numbers: Vec<&str> = members.split(AND).collect();
        (numbers.len() > 1).then_some(Self { school, year, numbers })
    }

    /// The names an answer gives, one a class; empty where it gives none.
    #[must_use]
    pub fn names(&self, answer: &str) -> Vec<String> {
        let mut names = vec![String::new(); self.numbers.len()];
        for (number, name) in named(&self.numbers, answer) {
            let at = self.numbers.iter().position(|known| spelling::fold(known) == spelling::fold(number));
            if let Some(place) = at.and_then(|at| names.get_mut(at)) {
                name.clone_into(place);
            }
        }
        names
    }

    /// The answer that gives these names, one a class; a class without a name is left out.
    #[must_use]
    pub fn answer(&self, names: &[&str]) -> String {
        let named = self.numbers.iter().zip(names).filter(|(_, name)| !name.trim().is_empty());
        named.map(|(number, name)| format!("{number} = {}", name.trim())).collect::<Vec<_>>().join("; ")
    }
}

/// Whether two keys stand for something in common: the question a key was given for may stand for more by now, or for less.
#[must_use]
pub(crate) fn overlap(one: &str, other: &str) -> bool {
    let parts = |key: &str| -> Option<(String, Vec<String>)> {
        let (kind, rest) = key.split_once(':')?;
        let (of, members) = if kind == "class" { rest.rsplit_once(':')? } else { ("", rest) };
        Some((format!("{kind}:{of}"), members.split(AND).map(str::to_owned).collect()))
    };
    match (parts(one), parts(other)) {
        (Some((of, members)), Some((others, theirs))) => of == others && members.iter().any(|member| theirs.contains(member)),
        _ => one == other,
    }
}

/// Names of classes out of one answer: `4-1 = 4А; 4-2 = 4Б`, or the names alone in the order of the key (the first ones, where fewer are given).
fn of_classes(members: &str, answer: &str) -> Vec<(String, String)> {
    let Some((of, kept)) = members.rsplit_once(':') else { return Vec::new() };
    let kept: Vec<&str> = kept.split(AND).collect();
    named(&kept, answer).into_iter().map(|(kept, name)| (format!("{of}:{kept}"), name.to_owned())).collect()
}

/// Numbers of classes and their names as the answer gives them.
fn named<'a>(kept: &[&'a str], answer: &'a str) -> Vec<(&'a str, &'a str)> {
    let parts: Vec<&str> = answer.split([';', ',', '\n']).map(str::trim).filter(|part| !part.is_empty()).collect();
    let named: Vec<(&str, &str)> =
        parts.iter().filter_map(|part| part.split_once('=')).map(|(kept, name)| (kept.trim(), name.trim())).collect();
    if named.is_empty() && parts.len() <= kept.len() {
        kept.iter().copied().zip(parts).collect()
    } else {
        named.into_iter().filter(|(known, _)| kept.iter().any(|kept| spelling::fold(kept) == spelling::fold(known))).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use records::provenance::Place;

    fn question(key: &str, proposed: Option<&str>) -> Question {
        let (ask, until) = (Text::new("Что это?", "What is it?"), Text::default());
        Question { key: key.into(), place: Place::file("a.xlsx"), ask, choices: Vec::new(), proposed: proposed.map(Into::into), until }
    }

    fn keys(questions: &[Question]) -> Vec<&str> {
        questions.iter().map(|question| question.key.as_str()).collect()
    }

    #[test]
    fn the_same_answer_is_asked_for_once_and_given_to_each() {
        let asked = put(vec![
            question("school:a", Some("edu1")),
            question("school:b:edu1", Some("edu1")),
            question("school:c", Some("edu2")),
            question("school:d", None),
        ]);
        let mut found = keys(&asked);
        found.sort_unstable();
        assert_eq!(found, ["school:a+b:edu1", "school:c", "school:d"], "another proposal, or none, may be another school");
        let mut answers = Answers::default();
        answers.set("school:a+b:edu1", "edu9");
        answers.set("school:b:edu1", "edu5");
        let each = apart(&answers);
        assert_eq!((each.get("school:a"), each.get("school:b:edu1")), (Some("edu9"), Some("edu5")), "an answer of its own stands");
    }

    #[test]
    fn folders_without_a_hint_are_asked_about_once_and_may_be_answered_apart() {
        let of = |folder: &str, key: &str| Question { place: Place::file(format!("{folder}/a.xlsx")), ..question(key, None) };
        let asked = put(vec![of("7А", "school:a"), of("7Б", "school:b"), of("8А", "year:c"), of("8Б", "work:d"), of("9А", "work:e")]);
        let mut found = keys(&asked);
        found.sort_unstable();
        assert_eq!(found, ["school:a+b", "work:d", "work:e", "year:c"], "works have answers of their own");
        let whole = asked.iter().find(|question| question.key == "school:a+b").unwrap();
        assert!(
            whole.ask.ru.contains("Папок 2: 1 — 7А, 2 — 7Б.") && whole.ask.en.contains("Folders: 2 (1 — 7А, 2 — 7Б)"),
            "{:?}",
            whole.ask
        );
        for (answer, expected) in [
            ("edu450123", [Some("edu450123"), Some("edu450123")]),
            ("1 = edu1; 2 = edu2", [Some("edu1"), Some("edu2")]),
            ("2=edu2", [None, Some("edu2")]),
            ("3 = edu3", [None, None]),
        ] {
            let mut answers = Answers::default();
            answers.set("school:a+b", answer);
            let each = apart(&answers);
            assert_eq!(["school:a", "school:b"].map(|key| each.get(key)), expected, "{answer}");
        }
    }

    #[test]
    fn classes_of_a_school_and_year_are_asked_in_one_line() {
        let class = |kept: &str| question(&format!("class:edu1:2025/2026:{kept}"), Some(kept));
        let asked = put(vec![class("10-1"), class("4-2"), class("4-1"), question("class:0123:Лист1", None)]);
        let whole = asked.iter().find(|question| question.key.contains('+')).unwrap();
        assert_eq!((asked.len(), whole.key.as_str()), (2, "class:edu1:2025/2026:4-1+4-2+10-1"));
        assert_eq!(whole.proposed.as_deref(), Some("4-1 = 4-1; 4-2 = 4-2; 10-1 = 10-1"));
        for (answer, expected) in [
            ("4-1 = 4А; 4-2 = 4Б; 10-1 = 10А", [Some("4А"), Some("4Б"), Some("10А")]),
            ("4А, 4Б; 10А", [Some("4А"), Some("4Б"), Some("10А")]),
            ("10-1=10А", [None, None, Some("10А")]),
            ("4А", [Some("4А"), None, None]),
            ("4А, 4Б, 4В, 10А", [None, None, None]),
        ] {
            let mut answers = Answers::default();
            answers.set(whole.key.clone(), answer);
            let each = apart(&answers);
            let given = ["4-1", "4-2", "10-1"].map(|kept| each.get(&format!("class:edu1:2025/2026:{kept}")).map(str::to_owned));
            assert_eq!(given, expected.map(|name| name.map(str::to_owned)), "{answer}");
        }
    }

    /// A name of a class known from another year is proposed; the classes stay one question.
    #[test]
    fn names_given_before_are_proposed_in_the_same_question() {
        let class = |kept: &str, name: &str| question(&format!("class:edu1:2025:{kept}"), Some(name));
        let asked = put(vec![class("5-1", "5А"), class("5-2", "5-2"), question("class:0123:Лист1", Some("5А"))]);
        let whole = asked.iter().find(|question| question.key == "class:edu1:2025:5-1+5-2").unwrap();
        assert_eq!((asked.len(), whole.proposed.as_deref()), (2, Some("5-1 = 5А; 5-2 = 5-2")));
    }

    #[test]
    fn an_answer_about_classes_is_taken_apart_into_names_and_put_together() {
        let key = "class:edu1:2025/2026:4-1+4-2+10-1";
        let asked = ClassesAsked::of(key).unwrap();
        assert_eq!(asked, ClassesAsked { school: "edu1", year: "2025/2026", numbers: vec!["4-1", "4-2", "10-1"] });
        assert_eq!(ClassesAsked::of("class:edu1:2025/2026:4-1"), None, "one class is one answer");
        assert_eq!(ClassesAsked::of("school:a+b"), None);
        assert_eq!(asked.names("4-1 = 4А; 10-1=10А"), ["4А", "", "10А"]);
        assert_eq!(asked.names("4А, 4Б; 10А"), ["4А", "4Б", "10А"]);
        assert_eq!(asked.answer(&["4А", " ", "10А"]), "4-1 = 4А; 10-1 = 10А");
    }

    #[test]
    fn an_answer_is_known_again_where_its_question_stands_for_more_or_less() {
        assert!(overlap("school:a+b:edu1", "school:b:edu1+c") && overlap("class:edu1:2025:5-1", "class:edu1:2025:5-1+5-2"));
        assert!(!overlap("class:edu1:2025:5-1", "class:edu1:2026:5-1+5-2"), "another year");
        assert!(!overlap("school:a", "year:a"), "another kind");
    }
}
