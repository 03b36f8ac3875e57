//! Where newcomers were lost: the sentences, the order and the ways that lead them on.

use intake::Answers;
use records::provenance::Question;

use super::house::{House, workbooks};
use super::visitor::Visitor;

/// A page on two workbooks: of one nothing is read before its work is named.
fn house(answers: Answers) -> House {
    let home = tempfile::tempdir().unwrap();
    workbooks(home.path());
    House::with(intake::collect(&[home.path().to_path_buf()]).unwrap(), answers)
}

/// What the page asks.
fn questions() -> Vec<Question> {
    let home = tempfile::tempdir().unwrap();
    workbooks(home.path());
    let reference = records::reference::Reference::shipped().unwrap();
    let options = intake::Options {
        reference: &reference,
        answers: Answers::default(),
        key: intake::Key::derive(1),
        progress: &records::progress::Silent,
    };
    intake::assemble(intake::collect(&[home.path().to_path_buf()]).unwrap(), &options).questions
}

fn encoded(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}

/// The fields as a browser sends them: every question with what is proposed, `work` for the one that proposes nothing.
fn fields(questions: &[Question], work: &str) -> String {
    let value = |question: &Question| question.proposed.clone().unwrap_or_else(|| work.to_owned());
    questions.iter().map(|question| format!("{}={}&", encoded(&question.key), encoded(&value(question)))).collect()
}

/// What is read and what waits are counted apart, and the fields of the questions go with the button that begins the study.
#[test]
fn the_button_of_the_study_sends_the_fields_of_the_questions() {
    let house = house(Answers::default());
    let visitor = Visitor::enters(&house);
    visitor.waits(&visitor.first);
    let page = visitor.get(&visitor.first).body;
    for said in [
        "Прочитан 1 файл, в нём ",
        " 1 файл узнан и ждёт ответа на вопрос.",
        "ждёт ответа на вопрос</span>",
        "<button class=\"main\" form=\"answers\" name=\"then\" value=\"study\">Рассчитать</button>",
        "name=\"purpose\" form=\"answers\"",
        "«Рассчитать» возьмёт ответы так, как они стоят в полях",
    ] {
        assert!(page.contains(said), "{said} in {page}");
    }
    let place = |what: &str| page.find(what).unwrap_or_else(|| panic!("no {what}"));
    assert!(place("id=\"answers\"") < place("<aside class=\"next\""), "first the questions, then the button");
}

/// Answers come along with the study; where they bring a question that holds files up, or do not fit, that is said before anything is computed.
#[test]
fn a_study_waits_where_an_answer_brings_a_question_files_wait_for() {
    let house = house(Answers::default());
    let visitor = Visitor::enters(&house);
    let address = &visitor.first;
    visitor.waits(address);
    let body = |work: &str| format!("{}then=study&purpose=procedure-check&audience=school", fields(&questions(), work));
    visitor.form(&format!("{address}/answers"), &body("какая-то работа"));
    visitor.waits(address);
    let held = visitor.get(address);
    assert!(held.status == 200 && held.body.contains("Расчёт ещё не начат"), "{}", held.body);
    assert!(visitor.get(&format!("{address}/answers.csv")).body.contains("какая-то работа"), "and nothing is lost");
    visitor.form(&format!("{address}/answers"), "then=study&purpose=procedure-check&audience=school");
    visitor.waits(address);
    assert_eq!(visitor.get(address).status, 303, "asked for once more with nothing new, it is computed from what is read");
}

/// The version for readers outside is one press from the report, and what is saved of it has a name of its own.
#[test]
fn the_report_says_for_whom_it_is_and_leads_on() {
    let house = house(Answers::default());
    let visitor = Visitor::enters(&house);
    let address = &visitor.first;
    visitor.waits(address);
    visitor.form(&format!("{address}/study"), "purpose=procedure-check&audience=school");
    visitor.waits(address);
    let inside = visitor.get(&format!("{address}/report")).body;
    assert!(inside.contains("Отчёт для чтения внутри школы") && inside.contains("Вариант для чтения вне школы"), "{inside}");
    assert!(inside.contains("download=\"report.docx\"") && inside.contains("Остал"), "the open questions lead back: {inside}");
    visitor.form(&format!("{address}/study"), "purpose=procedure-check&audience=outside");
    visitor.waits(address);
    let outside = visitor.get(&format!("{address}/report")).body;
    assert!(outside.contains("Отчёт для чтения вне школы") && outside.contains("download=\"report-outside.docx\""), "{outside}");
    let saved = visitor.get(&format!("{address}/save/screen.csv"));
    assert!(saved.header("content-disposition").unwrap().contains("screen-outside.csv"));
}

/// Answers that lie beside the files are taken up when the program is opened on them again, under what was asked, and need no keeping.
#[test]
fn answers_beside_the_files_are_taken_up_when_opened_again() {
    let questions = questions();
    let mut answers = Answers::default();
    let class = questions.iter().find(|question| question.key.starts_with("class:")).unwrap();
    answers.set(class.key.clone(), "4-1 = 4Ж; 4-2 = 4Щ");
    let house = house(answers);
    let visitor = Visitor::enters(&house);
    let address = &visitor.first;
    visitor.waits(address);
    let page = visitor.get(address).body;
    assert!(page.contains("Дан 1 ответ") && page.contains("value=\"4Ж\""), "{page}");
    let (_, settled) = page.split_once("class=\"settled\"").unwrap();
    assert!(settled.contains("называ") && !settled.contains(&format!(">{}<", class.key)), "under its question, not its key: {settled}");
    assert!(page.contains("Положите answers.csv в папку с файлами"), "{page}");
    assert!(visitor.form("/quit", "").body.contains("Программа закрыта"), "kept already: nothing to ask");
}
