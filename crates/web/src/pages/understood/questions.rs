//! Questions the program will not guess, as one form; an answer that did not help comes back with its field.

use intake::{Answers, Assembly};
use maud::{Markup, html};
use methodology::provenance::Question;

use super::problems::spot;
use crate::words::Words;

/// With no more choices than this they are shown side by side, else in a list.
const SIDE_BY_SIDE: usize = 4;

/// The section; nothing where nothing is asked and nothing was answered.
#[must_use]
pub fn section(words: &Words, base: &str, assembly: &Assembly, answers: &Answers) -> Markup {
    let settled: Vec<(&str, &str)> =
        answers.iter().filter(|(key, _)| assembly.questions.iter().all(|question| question.key != *key)).collect();
    html! {
        @if !assembly.questions.is_empty() {
            section.questions {
                h2 { (words.count("questions-title", assembly.questions.len())) }
                p { (words.say("questions-what")) }
                form method="post" action=(format!("{base}/answers")) {
                    @for (number, question) in assembly.questions.iter().enumerate() {
                        (field(words, number, question, answers.get(&question.key)))
                    }
                    button.main { (words.say("answer")) }
                }
            }
        }
        @if !settled.is_empty() {
            details.settled {
                summary { (words.count("answers-given", settled.len())) }
                form method="post" action=(format!("{base}/answers")) {
                    @for (number, (key, answer)) in settled.iter().enumerate() {
                        p.field {
                            label for=(format!("answer-{number}")) { (key) }
                            input #{ "answer-" (number) } name=(key) value=(answer) autocomplete="off";
                        }
                    }
                    button.second { (words.say("answer-again")) }
                }
            }
        }
    }
}

fn field(words: &Words, number: usize, question: &Question, given: Option<&str>) -> Markup {
    let id = format!("question-{number}");
    let value = given.or(question.proposed.as_deref()).unwrap_or_default();
    let place = [question.place.file.clone(), spot(words, &question.place)]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(", ");
    html! {
        fieldset.question .wrong[given.is_some()] {
            legend { (question.ask.in_lang(words.lang)) }
            @if !place.is_empty() { p.hint { (place) } }
            @if given.is_some() { p.fault #{ (id) "-fault" } { (words.say("answer-not-taken")) } }
            @if question.choices.is_empty() {
                input #(id) type="text" name=(question.key) value=(value) autocomplete="off" aria-label=(question.ask.in_lang(words.lang))
                    aria-invalid=[given.is_some().then_some("true")] aria-describedby=[given.is_some().then(|| format!("{id}-fault"))];
            } @else if question.choices.len() <= SIDE_BY_SIDE {
                @for choice in &question.choices {
                    label.option { input type="radio" name=(question.key) value=(choice) checked[choice == value]; (choice) }
                }
            } @else {
                select #(id) name=(question.key) aria-label=(question.ask.in_lang(words.lang)) {
                    option value="" { (words.say("choose")) }
                    @for choice in &question.choices { option value=(choice) selected[choice == value] { (choice) } }
                }
            }
            @if given.is_none() && question.proposed.is_some() { p.hint { (words.say("proposed")) } }
            @if !question.until.is_empty() { p.hint { (question.until.in_lang(words.lang)) } }
        }
    }
}
