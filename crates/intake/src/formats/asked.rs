//! What tables of pupils often leave unsaid, asked in one way, and the problems they share. Keys hold digests, not file names: a file may be
//! named after a pupil, and an answer should outlive a renaming.

use records::dataset::Period;
use records::provenance::{Place, Problem, Question, Severity};
use records::text::Text;
use records::vocabulary::SchoolYear;
use sha2::{Digest, Sha256};

use crate::draft::Draft;
use crate::grid::Row;
use crate::keys::hex;
use crate::{cells, spelling};

/// Stands for a name in previews.
pub(crate) const SEALED: &str = "‹имя›";

/// Key of a question about one sheet of the file.
#[must_use]
pub(crate) fn key(about: &str, draft: &Draft<'_>, of: &str) -> String {
    format!("{about}:{}:{of}", draft.sha256.get(..12).unwrap_or(&draft.sha256))
}

/// Key of a question about all files of a folder whose names propose the same answer (none, as a rule): lists of several years or schools may
/// lie side by side.
fn key_of_likes(about: &str, draft: &Draft<'_>, proposed: Option<&str>) -> String {
    proposed.map_or_else(|| key_of_folder(about, draft), |proposed| format!("{}:{proposed}", key_of_folder(about, draft)))
}

/// Key of a question about all files of a folder.
#[must_use]
pub(crate) fn key_of_folder(about: &str, draft: &Draft<'_>) -> String {
    let folder = draft.file.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut digest = String::new();
    hex(&mut digest, Sha256::digest(folder.as_bytes()).get(..4).unwrap_or_default());
    format!("{about}:{}", if folder.is_empty() { "-" } else { &digest })
}

/// School key of the files of a folder, where the table states none.
pub(crate) fn school(draft: &mut Draft<'_>) -> Option<String> {
    let proposed = login_in(&draft.file);
    let question = Question {
        key: key_of_likes("school", draft, proposed.as_deref()),
        place: Place::file(draft.file.clone()),
        ask: Text::new(
            "В файлах этой папки не указана школа. Какой у неё логин (eduNNNNNN) или код?",
            "The files of this folder do not state the school. What is its login (eduNNNNNN) or code?",
        ),
        choices: Vec::new(),
        proposed,
        until: unread(),
    };
    draft.ask(question)
}

/// School year of the files of a folder, where the table states none. Files whose names speak of different years are asked about apart.
pub(crate) fn year(draft: &mut Draft<'_>) -> Option<SchoolYear> {
    let proposed = year_in(&draft.file).map(|year| year.to_string());
    let question = Question {
        key: key_of_likes("year", draft, proposed.as_deref()),
        place: Place::file(draft.file.clone()),
        ask: Text::new(
            "В файлах этой папки не указан учебный год. Какой это год (например, 2025/2026)?",
            "The files of this folder do not state the school year. Which is it (say, 2025/2026)?",
        ),
        choices: Vec::new(),
        proposed,
        until: unread(),
    };
    draft.ask_for(question, SchoolYear::parse)
}

/// Class of a sheet, where the table states none.
pub(crate) fn class(draft: &mut Draft<'_>, sheet: &str) -> Option<String> {
    class_at(draft, sheet, None)
}

/// Class of the reports of pupils in a folder, where neither they nor the name of the file state it: one folder is one class, as a rule.
pub(crate) fn class_of_folder(draft: &mut Draft<'_>, sheet: &str) -> Option<String> {
    let proposed = class_in(sheet).or_else(|| class_in(&draft.file));
    let own = key("class", draft, sheet);
    if proposed.is_some() || draft.is_answered(&own) {
        return class(draft, sheet);
    }
    let question = Question {
        key: key_of_folder("class-of-folder", draft),
        place: Place::file(draft.file.clone()),
        ask: Text::new(
            "В отчётах учеников этой папки не указан класс. Какой это класс (например, 8А)? Если классов несколько, разложите отчёты по папкам.",
            "The reports of pupils in this folder do not state the class. Which is it (say, 8А)? If there are several, part the reports by folder.",
        ),
        choices: Vec::new(),
        proposed: None,
        until: unread(),
    };
    draft.ask_for(question, |class| grade_of_class(class).map(|_| class.to_owned()))
}

/// Class of a sheet, or of its rows from `row` on.
pub(crate) fn class_at(draft: &mut Draft<'_>, sheet: &str, row: Option<u32>) -> Option<String> {
    let of = row.map_or_else(|| sheet.to_owned(), |row| format!("{sheet}#{}", row + 1));
    let question = Question {
        key: key("class", draft, &of),
        place: draft.place(sheet, row, None),
        ask: Text::new(
            "В таблице не указан класс. Какой это класс (например, 8А)?",
            "The table does not state the class. Which is it (say, 8А)?",
        ),
        choices: Vec::new(),
        proposed: class_in(sheet).or_else(|| class_in(&draft.file)).filter(|_| row.is_none()),
        until: unread(),
    };
    draft.ask_for(question, |class| grade_of_class(class).map(|_| class.to_owned()))
}

/// Period of marks, where the table gives none or only dates. Tables of one folder with the same `dates` are asked about once.
pub(crate) fn period(draft: &mut Draft<'_>, dates: &str, place: Place) -> Option<Period> {
    let choices: Vec<String> = Period::ALL.iter().map(|period| period_words(*period)).collect();
    let said = if dates.is_empty() { String::new() } else { format!(" ({dates})") };
    let digits: String = dates.chars().filter(char::is_ascii_digit).collect();
    let name = if digits.is_empty() {
        key("period", draft, place.sheet.as_deref().unwrap_or_default())
    } else {
        format!("{}:{digits}", key_of_folder("period", draft))
    };
    let question = Question {
        key: name,
        place,
        ask: Text::new(format!("За какой период стоят итоговые отметки{said}?"), format!("Which period are the final marks of{said}?")),
        choices: choices.clone(),
        proposed: crate::formats::marks::period_named(&draft.file).map(period_words),
        until: unread(),
    };
    let answer = draft.ask(question)?;
    Period::ALL.iter().copied().find(|period| period_words(*period) == answer)
}

/// A period as people say it.
#[must_use]
pub(crate) fn period_words(period: Period) -> String {
    match period {
        Period::Quarter(n) => format!("{n} четверть"),
        Period::Trimester(n) => format!("{n} триместр"),
        Period::Half(n) => format!("{n} полугодие"),
        Period::Interim => "промежуточная аттестация".to_owned(),
        Period::Year => "год".to_owned(),
        Period::Final => "итоговая (в аттестат)".to_owned(),
    }
}

fn unread() -> Text {
    Text::new("Файл не прочитан.", "The file stays unread.")
}

/// Whether a folded heading stands over whole names.
#[must_use]
pub(crate) fn is_name_heading(heading: &str) -> bool {
    // Every other word ends the question at its first letter.
    if !heading.chars().find(|c| c.is_alphabetic()).is_some_and(|first| matches!(first, 'ф' | 'у' | 'о')) {
        return false;
    }
    let letters: String = heading.chars().filter(|c| c.is_alphabetic()).collect();
    matches!(
        letters.as_str(),
        "фио"
            | "ученик"
            | "ученики"
            | "учащийся"
            | "учащиеся"
            | "обучающийся"
            | "обучающиеся"
            | "фамилияимя"
            | "фамилияимяотчество"
            | "фамилияио"
    ) || (letters.starts_with("фио") || letters.starts_with("фамилияимя"))
        && ["ученик", "учащ", "обучающ"].iter().any(|word| letters.contains(word))
}

/// Grade of a class: the number it begins with, 1–12.
#[must_use]
pub(crate) fn grade_of_class(class: &str) -> Option<u8> {
    let class = spelling::clean(class);
    let digits: String = class.chars().take_while(char::is_ascii_digit).collect();
    digits.parse().ok().filter(|grade| (1..=12).contains(grade))
}

/// The first class written in a text: `8А`, `8 «А»`, `10-Б`, not a bare number.
#[must_use]
pub(crate) fn class_in(words: &str) -> Option<String> {
    let chars: Vec<char> = words.chars().collect();
    let digit = |at: usize| chars.get(at).is_some_and(char::is_ascii_digit);
    let start = (0..chars.len()).filter(|at| digit(*at) && (*at == 0 || !digit(at - 1)));
    start.filter_map(|at| class_beginning(&chars, at)).next()
}

/// A class in the spelling of schools where a name says a grade, one letter and nothing else; None for every other name («4-1», «10 хим»).
#[must_use]
pub(crate) fn class_alone(name: &str) -> Option<String> {
    let folded = spelling::fold(name);
    let bare = ["класс", "кл.", "кл"].iter().find_map(|word| folded.strip_suffix(word)).unwrap_or(&folded).trim();
    let chars: Vec<char> = bare.chars().collect();
    let digits = chars.iter().take_while(|c| c.is_ascii_digit()).count();
    let mut letters =
        chars.iter().skip(digits).filter(|c| !matches!(c, ' ' | '\u{a0}' | '-' | '–' | '«' | '»' | '"' | '„' | '“' | '”' | '\'' | '_'));
    (letters.next().is_some_and(|c| c.is_alphabetic()) && letters.next().is_none()).then(|| class_beginning(&chars, 0)).flatten()
}

/// The class a line of its own names: `8А`, `Класс: 8 «А»`, `8А класс`.
#[must_use]
pub(crate) fn class_line(row: &Row) -> Option<String> {
    let words = row.line();
    class_in(&words).filter(|_| words.chars().count() <= 6 || spelling::fold(&words).contains("класс"))
}

fn class_beginning(chars: &[char], at: usize) -> Option<String> {
    let digits: String = chars.iter().skip(at).take_while(|c| c.is_ascii_digit()).collect();
    let grade = grade_of_class(&digits)?;
    let mut rest = chars.iter().skip(at + digits.len()).skip_while(|c| matches!(c, ' ' | '\u{a0}' | '-' | '«' | '"' | '_'));
    let letter = rest.next().filter(|c| c.is_alphabetic())?;
    let alone = rest.next().is_none_or(|c| !c.is_alphanumeric());
    let letter = crate::names::look_alike(*letter).unwrap_or(*letter);
    (alone && digits.len() <= 2).then(|| format!("{grade}{}", letter.to_uppercase()))
}

/// The first school year written in a text: `2025/2026`, `2025-26`, `2025_2026`.
#[must_use]
pub(crate) fn year_in(words: &str) -> Option<SchoolYear> {
    let words = words.replace('_', "/");
    words
        .split(|c: char| !(c.is_ascii_digit() || matches!(c, '/' | '-' | '–')))
        .map(|run| run.trim_matches(['/', '-', '–']))
        .find_map(SchoolYear::parse)
}

/// A school key as a table states it: a login or a code, not a name.
#[must_use]
pub(crate) fn school_key(words: &str) -> Option<String> {
    let key = spelling::clean(words);
    let digits = key.chars().any(|c| c.is_ascii_digit());
    (digits && key.len() <= 32 && key.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.'))).then(|| key.into_owned())
}

/// A login `eduNNNNNN` in the path of a file.
fn login_in(file: &str) -> Option<String> {
    let lower = file.to_ascii_lowercase();
    let at = lower.find("edu")?;
    let digits: String = lower.get(at + 3..)?.chars().take_while(char::is_ascii_digit).collect();
    (digits.len() >= 4).then(|| format!("edu{digits}"))
}

/// The found value where it is a number or a sign; words are not repeated: in a shifted table they may be somebody's name.
#[must_use]
pub(crate) fn number_only(found: &str) -> String {
    if found.chars().any(char::is_alphabetic) { "текст".to_owned() } else { found.to_owned() }
}

/// A cell where a name was expected. What stood there is not repeated.
#[must_use]
pub(crate) fn name_not_read(place: Place) -> Problem {
    Problem {
        code: "name-not-read",
        severity: Severity::Warning,
        place,
        found: String::new(),
        what: Text::new(
            "В ячейке имени стоит что-то другое; строка не прочитана.",
            "The cell of the name holds something else; the row was not read.",
        ),
        mend: Text::new(
            "Впишите фамилию, имя и отчество буквами, без цифр и пометок.",
            "Enter surname, first name and patronymic in letters, without digits and remarks.",
        ),
    }
}

/// A row without a class.
#[must_use]
pub(crate) fn no_grade(place: Place, found: &str) -> Problem {
    if cells::date_in(found).is_some() {
        return class_is_date(place, found);
    }
    Problem {
        code: "class-not-read",
        severity: Severity::Warning,
        place,
        found: number_only(found),
        what: Text::new(
            "Класс не указан или не начинается с номера; строка не прочитана.",
            "The class is missing or does not begin with a number; the row was not read.",
        ),
        mend: Text::new("Впишите класс, например 9 или 9А.", "Enter the class, say 9 or 9А."),
    }
}

/// «5-1» that a spreadsheet program took for the fifth of January.
fn class_is_date(place: Place, found: &str) -> Problem {
    Problem {
        code: "class-is-a-date",
        severity: Severity::Warning,
        place,
        found: found.to_owned(),
        what: Text::new(
            "Вместо класса дата: табличный редактор принял «5-1» или «9.1» за день; строка не прочитана.",
            "A date instead of a class: the spreadsheet program took «5-1» or «9.1» for a day; the row was not read.",
        ),
        mend: Text::new(
            "Задайте столбцу класса текстовый формат и впишите классы заново, например 5А.",
            "Give the column of classes the text format and enter the classes again, say 5А.",
        ),
    }
}

/// A row without a school.
#[must_use]
pub(crate) fn no_school(place: Place) -> Problem {
    Problem {
        code: "school-not-read",
        severity: Severity::Warning,
        place,
        found: String::new(),
        what: Text::new("Код школы не указан; строка не прочитана.", "The school code is missing; the row was not read."),
        mend: Text::new("Впишите код школы.", "Enter the code of the school."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answers::Answers;

    /// One class has one spelling; what is no letter of a class stays as it is.
    #[test]
    fn a_class_has_one_spelling() {
        for written in ["4А", "4а", "4 А", "4-А", "4 «А»", "4 «А» класс", "4А класс", "4\u{a0}\"а\" кл.", "4A", "4a"]
        {
            assert_eq!(class_alone(written).as_deref(), Some("4А"), "{written}");
        }
        assert_eq!(class_alone("10Б").as_deref(), Some("10Б"));
        for other in ["4-1", "4", "10 хим", "4АБ", "4А-1", "А4", "", "класс", "12 марта"] {
            assert_eq!(class_alone(other), None, "{other}");
        }
    }

    #[test]
    fn classes_years_and_logins_in_names_of_files() {
        for (words, class) in [
            ("7А/итоги 1 четверть.xls", Some("7А")),
            ("8 «б» класс", Some("8Б")),
            ("10-A.xlsx", Some("10А")),
            ("журнал 7.xls", None),
            ("2025 Б.xls", None),
            ("13А", None),
        ] {
            assert_eq!(class_in(words).as_deref(), class, "{words}");
        }
        assert_eq!(year_in("журнал_2025_2026.xls"), Some(SchoolYear(2025)));
        assert_eq!(year_in("за 2024-25 уч. год"), Some(SchoolYear(2024)));
        assert_eq!(year_in("1 четверть"), None);
        assert_eq!(login_in("EDU450123/журнал.xls").as_deref(), Some("edu450123"));
        assert_eq!(login_in("education.xls"), None);
    }

    #[test]
    fn one_question_serves_a_folder_and_outlives_a_renaming() {
        let answers = Answers::default();
        let keys: Vec<String> = ["7А/а.xls", "7А/б.xls", "7Б/а.xls", "а.xls"]
            .iter()
            .map(|file| key_of_folder("school", &Draft::new(file, "", &answers)))
            .collect();
        assert_eq!(keys[0], keys[1]);
        assert_ne!(keys[0], keys[2]);
        assert_eq!(keys[3], "school:-");
        let mut lists = [Draft::new("коды 2024-2025.xlsx", "", &answers), Draft::new("коды 2025-2026.xlsx", "", &answers)];
        lists.iter_mut().for_each(|draft| assert_eq!(year(draft), None));
        assert_ne!(
            lists[0].questions[0].key, lists[1].questions[0].key,
            "names of files that propose different years are asked about apart"
        );
        assert_eq!(key("class", &Draft::new("а.xls", "0123456789abcdef", &answers), "Лист1"), "class:0123456789ab:Лист1");
    }

    #[test]
    fn answers_are_taken_and_words_are_not_repeated() {
        let mut answers = Answers::default();
        answers.set("year:-", "2025/26");
        answers.set("school:-", "edu1");
        answers.set("period:-:0109202526102025", "1 четверть");
        let mut draft = Draft::new("а.xls", "", &answers);
        assert_eq!(year(&mut draft), Some(SchoolYear(2025)));
        assert_eq!(school(&mut draft).as_deref(), Some("edu1"));
        let place = Place::file("а.xls");
        assert_eq!(period(&mut draft, "с 01.09.2025 по 26.10.2025", place.clone()), Some(Period::Quarter(1)));
        assert_eq!(period(&mut draft, "с 27.10.2025 по 28.12.2025", place), None);
        assert_eq!(draft.questions.len(), 1);
        assert_eq!(number_only("Петров"), "текст");
        assert_eq!(number_only("4,5"), "4,5");
    }
}
