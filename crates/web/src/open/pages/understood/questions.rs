//! Questions the program will not guess, as one form; an answer that did not help comes back with its field.

use intake::{Answers, Assembly};
use maud::{Markup, html};
use records::provenance::Question;
use records::text::Lang;
use words::web;

use super::problems::spot;
use crate::open::analysis::ANSWERS;

/// With no more choices than this they are shown side by side, else in a list.
const SIDE_BY_SIDE: usize = 4;

/// The section; nothing where nothing is asked and nothing was answered.
#[must_use]
pub(super) fn section(lang: Lang, base: &str, assembly: &Assembly, answers: &Answers) -> Markup {
    let settled: Vec<(&str, &str)> =
        answers.iter().filter(|(key, _)| assembly.questions.iter().all(|question| question.key != *key)).collect();
    let mut questions: Vec<&Question> = assembly.questions.iter().collect();
    // Those that need thinking first; what is only to be confirmed after them.
    questions.sort_by_key(|question| question.proposed.is_some());
    html! {
        @if !assembly.questions.is_empty() {
            section.questions {
                h2 { (web::questions_title(lang, assembly.questions.len())) }
                p { (web::questions_what(lang)) }
                form method="post" action=(format!("{base}/answers")) data-answers="" {
                    @for (number, question) in questions.into_iter().enumerate() {
                        (field(lang, number, question, answers.get(&question.key)))
                    }
                    button.main { (web::answer(lang)) }
                }
            }
        }
        @if !answers.is_empty() {
            p { a href=(format!("{base}/{ANSWERS}")) download=(ANSWERS) { (web::save_answers(lang)) } }
        }
        @if !settled.is_empty() {
            details.settled {
                summary { (web::answers_given(lang, settled.len())) }
                form method="post" action=(format!("{base}/answers")) {
                    @for (number, (key, answer)) in settled.iter().enumerate() {
                        p.field {
                            label for=(format!("answer-{number}")) { (key) }
                            input #{ "answer-" (number) } name=(key) value=(answer) autocomplete="off";
                        }
                    }
                    button.second { (web::answer_again(lang)) }
                }
            }
        }
    }
}

/// A question beside its answer: on a wide window in two columns, so that many of them can be gone through quickly.
fn field(lang: Lang, number: usize, question: &Question, given: Option<&str>) -> Markup {
    let id = format!("question-{number}");
    let place = [question.place.file.clone(), spot(lang, &question.place), question.until.in_lang(lang).to_owned()];
    html! {
        div.question .wrong[given.is_some()] {
            div.asked {
                label for=(id) #{ (id) "-ask" } { (question.ask.in_lang(lang)) }
                p.hint { (place.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")) }
            }
            div.answered {
                (answer(lang, &id, question, given))
                @if given.is_some() {
                    p.fault #{ (id) "-fault" } { (web::answer_not_taken(lang)) }
                } @else if question.proposed.is_some() {
                    p.hint { (web::proposed(lang)) }
                }
            }
        }
    }
}

/// The field itself: words, one of a few, or one of many.
fn answer(lang: Lang, id: &str, question: &Question, given: Option<&str>) -> Markup {
    let value = given.or(question.proposed.as_deref()).unwrap_or_default();
    let fault = given.map(|_| format!("{id}-fault"));
    html! {
        @if question.choices.is_empty() {
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
