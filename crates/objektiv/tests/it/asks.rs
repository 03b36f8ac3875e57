//! Files that wait for answers: the questions are written, the answers are kept beside the data.

use super::desk::Desk;

/// A protocol of a form that names neither its work nor its school.
const FORM: &str = "Код участника;Вариант;1 (2б);2 (1б);Порядковый номер класса;Отметка за предыдущий триместр/ четверть/полугодие;Итого баллов\n\
                    50001;1;2;1;1;4;3\n50002;1;1;1;1;4;2\n50003;2;0;1;1;3;1\n";

fn form(desk: &Desk) {
    std::fs::create_dir_all(desk.path("формы")).unwrap();
    // Two copies of one form, with other pupils: they wait for one answer.
    for (name, page) in [("Протокол ВПР МА5 2026.csv", FORM.to_owned()), ("Протокол ВПР МА5 2026 (2).csv", FORM.replace("5000", "5001"))]
    {
        std::fs::write(desk.path("формы").join(name), format!("Протокол\n{page}")).unwrap();
    }
}

#[test]
fn everything_waits_and_the_answers_are_kept() {
    let desk = Desk::new();
    form(&desk);
    let called = desk.call("analyze формы --out отчёт");
    assert_eq!(called.code, 3, "{} {}", called.out, called.err);
    assert!(called.err.contains("без ответов не читаются") && called.err.contains("questions.csv"), "{}", called.err);
    assert_eq!(desk.names("отчёт"), ["questions.csv"]);
    let asked = std::fs::read_to_string(desk.path("отчёт/questions.csv")).unwrap();
    assert_eq!(asked.lines().filter(|line| line.starts_with("work:")).count(), 1, "one question for both: {asked}");
    let keys: Vec<String> = asked.lines().skip(1).filter_map(|line| Some(line.split(',').next()?.to_owned())).collect();
    let answer = |key: &String| if key.starts_with("work:") { "ВПР 2026 Математика 5 класс" } else { "edu000001" };
    let filled: String = keys.iter().map(|key| format!("{key},{}\n", answer(key))).collect();
    let mut round = format!("key,answer\n{filled}");
    for _ in 0..2 {
        std::fs::write(desk.path("ответы.csv"), &round).unwrap();
        let called = desk.call("analyze формы --out отчёт --answers ответы.csv");
        if called.code == 0 {
            break;
        }
        let more = std::fs::read_to_string(desk.path("отчёт/questions.csv")).unwrap();
        round.push_str(
            &more
                .lines()
                .filter(|line| line.starts_with("school:"))
                .map(|line| format!("{},edu000001\n", line.split(',').next().unwrap()))
                .collect::<String>(),
        );
    }
    assert!(desk.path("формы/answers.csv").exists(), "kept beside the data");
    let again = desk.call("analyze формы --out второй");
    assert_eq!(again.code, 0, "the kept answers serve by themselves: {}", again.err);
    assert!(!again.err.contains("answers.csv"), "and are no data: {}", again.err);
}
