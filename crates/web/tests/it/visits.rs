//! A visit through its addresses: whoever was visited speaks first, on the page and on paper.

use super::desk::{Office, Person, invited, word};
use super::events::{borrowed, filled, id_of};
use super::papers::cells;

/// Three people with one visit that was held and whose card is written.
struct Visited<'a> {
    visitor: Person<'a>,
    teacher: Person<'a>,
    head: Person<'a>,
    event: String,
}

impl<'a> Visited<'a> {
    fn new(office: &'a Office) -> Self {
        let visitor = Person::founder(office);
        let (teacher, head) = (invited(office, &visitor, "Ёжикова Мария", "teacher"), invited(office, &visitor, "Зимина Раиса", "head"));
        let to = "/events/new/visit";
        let new = visitor.get(to).body;
        let card = new.split("<summary>Карта: заполняется, когда посещение состоялось</summary>").nth(1).unwrap_or_else(|| panic!("{new}"));
        assert!(card.contains("detail-strong") && !new.split("<summary>").next().unwrap().contains("detail-strong"), "{new}");
        let (me, her) = (id_of(&new, "Иванова"), id_of(&new, "Ёжикова Мария"));
        let typed = [("title", "Алгебра, 8Б"), ("day", "2026-10-12"), ("owner", &me), ("person", &her)];
        let answer = visitor.uploads(to, &borrowed(&filled(&new, to, &typed)), ("file", "", b""));
        let event = answer.header("location").unwrap().to_owned();
        let hold = format!("{event}/hold");
        let held = filled(&visitor.get(&event).body, &hold, &[("person", &her)].map(|(name, value)| (name, value.as_str())));
        assert_eq!(visitor.sends(&hold, &borrowed(&held)).status, 303);
        let page = visitor.get(&event).body;
        assert!(page.contains(">Заполнить карту</a>"), "{page}");
        let edit = format!("{event}/edit");
        let page = visitor.get(&edit).body;
        assert!(!page.contains("Карта: заполняется"), "held, the card is not folded: {page}");
        let written = [
            ("title", "Алгебра, 8Б"),
            ("day", "2026-10-12"),
            ("owner", &me),
            ("person", &her),
            ("detail-assessment", "reasoned"),
            ("detail-criteria", "yes"),
            ("detail-strong", "Ровный темп"),
            ("detail-growth", "Критерии до работы"),
        ];
        let answer = visitor.uploads(&edit, &borrowed(&filled(&page, &edit, &written)), ("file", "", b""));
        assert_eq!(answer.status, 303, "{}", answer.body);
        Self { visitor, teacher, head, event }
    }

    fn paper(&self, who: &Person<'_>) -> String {
        word(&who.get(&format!("{}/paper/minutes?form=docx", self.event)).bytes)
    }

    fn says(&self, typed: &[(&str, &str)]) {
        let to = format!("{}/comment", self.event);
        let page = self.teacher.get(&self.event).body;
        let sent = filled(&page, &to, typed);
        let answer = self.teacher.sends(&to, &borrowed(&sent));
        assert_eq!(answer.status, 303, "{}", answer.body);
    }
}

/// Until the teacher spoke her card is on her page and the visitor's, and on nobody else's, nor on a paper somebody else prints; closing says what
/// it waits for. With her word, or when there is nothing she would add, others see it.
/// covers: R18, C12
#[test]
fn whoever_was_visited_speaks_first_on_the_page_and_on_paper() {
    let spoken = [("words", "Критерии висели на доске")];
    let nothing = [("words", ""), ("nothing", "yes")];
    for (typed, told) in [(&spoken[..], "Критерии висели на доске"), (&nothing[..], "Добавить нечего")] {
        let folder = tempfile::tempdir().unwrap();
        let office = Office::open(folder.path());
        let one = Visited::new(&office);
        let page = |who: &Person<'_>| who.get(&one.event).body;
        let (hers, his, theirs) = (page(&one.teacher), page(&one.visitor), page(&one.head));
        assert!(
            hers.contains("Ровный темп") && hers.contains("Первое слово — за вами") && hers.contains(">Добавить нечего</button>"),
            "{hers}"
        );
        assert!(his.contains("Ровный темп") && his.contains("Первое слово — за учителем"), "{his}");
        assert!(!his.contains(&format!("action=\"{}/close\"", one.event)), "nothing to be closed is offered: {his}");
        assert!(!theirs.contains("Ровный темп") && theirs.contains("за учителем"), "{theirs}");
        let edit = one.head.get(&format!("{}/edit", one.event)).body;
        assert!(edit.contains("name=\"title\"") && !edit.contains("detail-strong") && !edit.contains("Ровный темп"), "{edit}");
        assert!(one.paper(&one.visitor).contains("Ровный темп") && !one.paper(&one.head).contains("Ровный темп"));
        assert!(one.paper(&one.head).contains("Карту видят только посетивший урок и учитель"));
        // The register has who was visited and what was written, of a card that is kept back that it is.
        let register = |who: &Person<'_>| word(&who.get("/events/register/visit?form=docx").bytes);
        let (his, theirs) = (register(&one.visitor), register(&one.head));
        for part in ["Ёжикова Мария", "Алгебра, 8Б", "Оценивание на уроке: отметка с пояснением", "Ровный темп", "Критерии до работы"]
        {
            assert!(his.contains(part), "{part}: {his}");
        }
        assert!(
            theirs.contains("Ёжикова Мария") && theirs.contains("пока видят посетивший урок") && !theirs.contains("Ровный темп"),
            "{theirs}"
        );
        // The card has every line it asks for: what nobody filled is a blank.
        let card = cells(&one.paper(&one.visitor));
        for line in [
            ["Учитель, чей урок", "Ёжикова Мария"],
            ["Класс", "______"],
            ["Предмет", "______"],
            ["Сильные стороны", "Ровный темп"],
            ["Ученик узнаёт, как улучшить работу", "______"],
            ["Нужно повторное посещение", "______"],
        ] {
            assert!(card.windows(2).any(|pair| pair == line), "{line:?}: {card:?}");
        }
        assert!(!one.paper(&one.visitor).contains("Присутствовали"));
        one.says(typed);
        let theirs = page(&one.head);
        assert!(theirs.contains("Ровный темп") && theirs.contains(told) && !theirs.contains("Первое слово"), "{theirs}");
        assert!(one.paper(&one.head).contains("Ровный темп"));
        let close = format!("{}/close", one.event);
        let sent = filled(&page(&one.visitor), &close, &[("words", "Посещение урока")]);
        assert_eq!(one.visitor.sends(&close, &borrowed(&sent)).status, 303);
    }
}
