//! Questions the program will not guess, as one form with the answers given before; an answer that did not help comes back with its field.

use intake::{Answers, Assembly, ClassesAsked};
use maud::{Markup, html};
use records::provenance::Question;
use records::text::Lang;
use words::web;

use super::problems::spot;
use crate::open::analysis::ANSWERS;

/// Id of the form.
pub(super) const FORM: &str = "answers";

/// With no more choices than this they are shown side by side, else in a list.
const SIDE_BY_SIDE: usize = 4;

/// Whether there are fields of answers.
#[must_use]
pub(super) fn any(assembly: &Assembly, answers: &Answers) -> bool {
    !assembly.questions.is_empty() || !answers.is_empty()
}

/// The section; nothing where nothing is asked and nothing was answered.
#[must_use]
pub(super) fn section(lang: Lang, base: &str, assembly: &Assembly, answers: &Answers) -> Markup {
    let mut open: Vec<&Question> = assembly.questions.iter().collect();
    // Those that need thinking first; what is only to be confirmed after them.
    open.sort_by_key(|question| question.proposed.is_some());
    html! {
        @if any(assembly, answers) {
            form.questions #(FORM) method="post" action=(format!("{base}/answers")) data-answers="" {
                @if !open.is_empty() {
                    h2 { (web::questions_title(lang, open.len())) }
                    p { (web::questions_what(lang)) @if !assembly.waiting.is_empty() { " " (web::questions_more(lang)) } }
                    @for (number, question) in open.into_iter().enumerate() { (field(lang, number, question, answers.get(&question.key))) }
                    button.main { (web::answer(lang)) }
                }
                (settled(lang, base, assembly, answers))
            }
        }
    }
}

/// The answers that helped, each under its question, and the way to keep them.
fn settled(lang: Lang, base: &str, assembly: &Assembly, answers: &Answers) -> Markup {
    let settled: Vec<(&str, &str)> =
        answers.iter().filter(|(key, _)| assembly.questions.iter().all(|question| question.key != *key)).collect();
    html! {
        @if !answers.is_empty() {
            p.keeping { a href=(format!("{base}/{ANSWERS}")) download=(ANSWERS) { (web::save_answers(lang)) } " " span.hint { (web::save_answers_where(lang)) } }
        }
        @if !settled.is_empty() {
            details.settled {
                summary { (web::answers_given(lang, settled.len())) }
                @for (number, (key, answer)) in settled.into_iter().enumerate() {
                    @let question = assembly.answered_by(key);
                    @let asked = question.map_or_else(|| key.to_owned(), |question| ask(lang, question));
                    @let id = format!("answer-{number}");
                    div.question {
                        (asking(lang, &id, &asked, question.map(|question| (question, false))))
                        div.answered {
                            @if let Some(classes) = ClassesAsked::of(key) { (names(&id, key, &classes, answer, None)) }
                            @else { input #(id) type="text" name=(key) value=(answer) autocomplete="off"; }
                        }
                    }
                }
                button.second { (web::answer_again(lang)) }
            }
        }
    }
}

/// What is asked, and under it where it arises; of an open question also what waits for it.
fn asking(lang: Lang, id: &str, asked: &str, question: Option<(&Question, bool)>) -> Markup {
    let classes = question.and_then(|(question, _)| ClassesAsked::of(&question.key)).is_some();
    let until = |question: &Question| if classes { web::classes_until(lang) } else { question.until.in_lang(lang).to_owned() };
    let waits = |question, open: bool| if open { until(question) } else { String::new() };
    let place = question.map(|(question, open)| [question.place.file.clone(), spot(lang, &question.place), waits(question, open)]);
    html! {
        div.asked {
            @if classes { p.ask #{ (id) "-ask" } { (asked) } } @else { label for=(id) #{ (id) "-ask" } { (asked) } }
            @if let Some(place) = place {
                p.hint { (place.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")) }
            }
        }
    }
}

/// The question in words; names of classes have fields of their own here, so how to write them in one line is not said.
fn ask(lang: Lang, question: &Question) -> String {
    match ClassesAsked::of(&question.key) {
        Some(classes) => web::classes_ask(lang, classes.school, classes.year),
        None => question.ask.in_lang(lang).to_owned(),
    }
}

/// A question beside its answer: on a wide window in two columns, so that many of them can be gone through quickly.
fn field(lang: Lang, number: usize, question: &Question, given: Option<&str>) -> Markup {
    let id = format!("question-{number}");
    html! {
        div.question .wrong[given.is_some()] {
            (asking(lang, &id, &ask(lang, question), Some((question, true))))
            div.answered {
                (answer(lang, &id, question, given))
                @if given.is_some() {
                    p.fault #{ (id) "-fault" } { (web::answer_not_taken(lang)) }
                } @else if question.proposed.is_some() {
                    p.hint { @if ClassesAsked::of(&question.key).is_some() { (web::classes_proposed(lang)) } @else { (web::proposed(lang)) } }
                }
            }
        }
    }
}

/// The field itself: names of classes, words, one of a few, or one of many.
fn answer(lang: Lang, id: &str, question: &Question, given: Option<&str>) -> Markup {
    let value = given.or(question.proposed.as_deref()).unwrap_or_default();
    let fault = given.map(|_| format!("{id}-fault"));
    html! {
        @if let Some(classes) = ClassesAsked::of(&question.key) {
            (names(id, &question.key, &classes, value, fault))
        } @else if question.choices.is_empty() {
            input #(id) type="text" name=(question.key) value=(value) autocomplete="off"
                aria-invalid=[fault.as_ref().map(|_| "true")] aria-describedby=[fault];
        } @else if question.choices.len() <= SIDE_BY_SIDE {
            div role="radiogroup" aria-labelledby=(format!("{id}-ask")) {
                @for (index, choice) in question.choices.iter().enumerate() {
                    label.option {
                        input #(if index == 0 { id.to_owned() } else { format!("{id}-{index}") })
                            type="radio" name=(question.key) value=(choice) checked[choice == value];
                        (choice)
                    }
                }
            }
        } @else {
            select #(id) name=(question.key) aria-invalid=[fault.as_ref().map(|_| "true")] aria-describedby=[fault] {
                option value="" { (web::choose(lang)) }
                @for choice in &question.choices { option value=(choice) selected[choice == value] { (choice) } }
            }
        }
    }
}

/// A field a class, each with the number the files write.
fn names(id: &str, key: &str, classes: &ClassesAsked<'_>, value: &str, fault: Option<String>) -> Markup {
    let names = classes.names(value);
    html! {
        div.classes role="group" aria-labelledby=(format!("{id}-ask")) aria-describedby=[fault] {
            @for (number, name) in classes.numbers.iter().zip(&names) {
                label { span { (number) } input type="text" name=(key) value=(name) autocomplete="off"; }
            }
        }
    }
}

/// Fields as they came, those of one question about classes put together into its answer.
#[must_use]
pub(super) fn whole(fields: Vec<(String, String)>) -> Vec<(String, String)> {
    let mut answers: Vec<(String, Vec<String>)> = Vec::new();
    for (key, value) in fields {
        match answers.iter_mut().find(|(known, _)| *known == key) {
            Some((_, values)) => values.push(value),
            None => answers.push((key, vec![value])),
        }
    }
    answers.into_iter().map(|(key, values)| (one(&key, values), key)).map(|(answer, key)| (key, answer)).collect()
}

/// One answer out of the fields of a key.
fn one(key: &str, values: Vec<String>) -> String {
    let names: Vec<&str> = values.iter().map(String::as_str).collect();
    match ClassesAsked::of(key).filter(|classes| classes.numbers.len() == names.len()) {
        Some(classes) => classes.answer(&names),
        None => values.into_iter().next_back().unwrap_or_default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Names of many classes are no line to be scrolled: each has its field, and the question stands above them in words.
    #[test]
    fn each_class_has_a_field_for_its_name() {
        let key = "class:edu1:2025/2026:4-1+4-2";
        let question = Question {
            key: key.into(),
            place: records::provenance::Place::file("Ф1.xlsx"),
            ask: records::text::Text::same("Через точку с запятой".to_owned()),
            choices: Vec::new(),
            proposed: Some("4-1 = 4А; 4-2 = 4-2".into()),
            until: records::text::Text::default(),
        };
        let assembly = Assembly { questions: vec![question], ..Assembly::default() };
        let shown = section(Lang::Ru, "/analyses/1", &assembly, &Answers::default()).into_string();
        assert_eq!(shown.matches(&format!("name=\"{key}\"")).count(), 2, "{shown}");
        assert!(shown.contains("<span>4-1</span><input type=\"text\"") && shown.contains("value=\"4А\""), "{shown}");
        assert!(shown.contains("Как называются классы (школа edu1, 2025/2026)?") && !shown.contains("точку с запятой"), "{shown}");
    }

    #[test]
    fn names_of_classes_come_one_a_field() {
        let field = |key: &str, value: &str| (key.to_owned(), value.to_owned());
        let key = "class:edu1:2025/2026:4-1+4-2+10-1";
        let came = vec![field(key, "4А"), field("year:1", "2025/2026"), field(key, ""), field(key, " 10А ")];
        assert_eq!(whole(came), [field(key, "4-1 = 4А; 10-1 = 10А"), field("year:1", "2025/2026")]);
        assert_eq!(whole(vec![field(key, "4А; 4Б; 10А")]), [field(key, "4А; 4Б; 10А")], "one line is taken as it is");
        let emptied = vec![field(key, ""), field(key, ""), field(key, "")];
        assert_eq!(whole(emptied), [field(key, "")], "all emptied: the answer is taken back");
    }
}
