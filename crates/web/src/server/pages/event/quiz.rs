//! Questions about a text as people type them: a question a line, below it answers with − before the wrong ones and + before the right one.

use workflow::event::Question;

/// The questions of a text; the line that cannot be one, counted from one.
pub fn read(text: &str) -> Result<Vec<Question>, usize> {
    let mut all: Vec<(usize, Question, Vec<usize>)> = Vec::new();
    for (number, line) in (1..).zip(text.lines()) {
        let line = line.trim();
        let answer = line.strip_prefix(['-', '−', '–', '—']).map(|rest| (false, rest)).or(line.strip_prefix('+').map(|rest| (true, rest)));
        match answer {
            _ if line.is_empty() => {}
            None => all.push((number, Question { text: line.to_owned(), options: Vec::new(), right: 0 }, Vec::new())),
            Some((right, option)) => {
                let (_, question, marked) = all.last_mut().ok_or(number)?;
                if right {
                    marked.push(question.options.len());
                }
                question.options.push(option.trim().to_owned());
            }
        }
    }
    let one = |(number, question, marked): (usize, Question, Vec<usize>)| match marked.as_slice() {
        [right] if question.options.len() > 1 => Ok(Question { right: *right, ..question }),
        _ => Err(number),
    };
    all.into_iter().map(one).collect()
}

/// The same as text.
pub fn written(quiz: &[Question]) -> String {
    let one = |question: &Question| {
        let options = question.options.iter().enumerate();
        let lines = options.map(|(at, option)| format!("{} {option}", if at == question.right { '+' } else { '-' }));
        std::iter::once(question.text.clone()).chain(lines).collect::<Vec<_>>().join("\n")
    };
    quiz.iter().map(one).collect::<Vec<_>>().join("\n\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn questions_are_read_and_written_as_people_type_them() {
        let text = "Когда вскрывают пакет?\n- накануне\n+ в кабинете\n\nКто ведёт протокол?\n+ организатор\n- наблюдатель";
        let quiz = read(text).unwrap();
        assert_eq!((quiz.len(), quiz[0].right, quiz[1].right), (2, 1, 0));
        assert_eq!(written(&quiz), text);
        assert_eq!(read(""), Ok(Vec::new()));
    }

    #[test]
    fn a_question_without_one_right_answer_is_told_by_its_line() {
        for (text, line) in [("+ ответ без вопроса", 1), ("Вопрос\n- a\n- b", 1), ("A?\n+ a\n- b\nB?\n+ a\n+ b", 4), ("Вопрос\n+ a", 1)]
        {
            assert_eq!(read(text), Err(line), "{text}");
        }
    }
}
