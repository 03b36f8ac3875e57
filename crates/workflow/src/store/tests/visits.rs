//! Visits of lessons: whose lesson it was, who writes the card, and the teacher's own word.

use std::collections::BTreeMap;

use jiff::Span;

use super::desk::{Desk, person};
use super::notices::{tells, told_of};
use super::plans::see;
use crate::event::{
    Cancel, Change, Close, Comment, Content, Events, Hold, MyEvents, OneEvent, Part, Plan, Planned, Reopen, sample_council,
};
use crate::id::Id;
use crate::notice::{Kind, What};
use crate::people::Give;
use crate::reader::{Actor, Reader};
use crate::refusal::{Field, Rule};
use crate::role::{Role, Scope};
use crate::school::Edit;

/// A visit asks whose lesson it is; one that was kept without anybody can be mended in its other parts.
#[test]
fn a_visit_of_before_can_be_mended_without_a_name() {
    let (mut desk, world, founder) = Desk::furnished();
    let by = person(&founder);
    let of = |place: &str, people: &[&Id]| {
        let planned = sample_council(&world);
        let content = Content { place: place.to_owned(), details: BTreeMap::new(), ..planned.content.clone() };
        let people = people.iter().map(|id| ((*id).clone(), Part::Member)).collect();
        Planned { agenda: Vec::new(), content, people, ..planned }
    };
    let plan = |planned| Plan { kind: "visit".into(), planned };
    assert_eq!(desk.perform(&by, plan(of("", &[]))).unwrap_err().rule, Rule::Missing(Field::Visited));
    let event = desk.perform(&by, plan(of("", &[&world.active]))).unwrap().done;
    desk.writer.aside(|tx| tx.execute("delete from seat where event = ?", [event.as_str()])).unwrap();
    let change = |from: Planned, to: Planned| Change { event: event.clone(), seen: 1, edit: Edit { opened: from, wanted: to } };
    desk.perform(&by, change(of("", &[]), of("Кабинет 3", &[]))).unwrap();
    desk.perform(&by, change(of("Кабинет 3", &[]), of("Кабинет 3", &[&world.active]))).unwrap();
    let emptied = desk.perform(&by, change(of("Кабинет 3", &[&world.active]), of("Кабинет 3", &[]))).unwrap_err();
    assert_eq!(emptied.rule, Rule::Missing(Field::Visited));
}

/// A visit is about a teacher's lesson: whoever leads the class it was held in does not write its card, least of all her own; a meeting of the
/// class she leads as before.
#[test]
fn a_visited_class_teacher_does_not_write_her_own_card() {
    let (mut desk, world, founder) = Desk::furnished();
    let by = person(&founder);
    let sql = "select grade || letter from school_class join school_year on school_year.id = year order by starts desc limit 1";
    let class: String = desk.connection().query_row(sql, [], |row| row.get(0)).unwrap();
    let scope = Scope::Class(class.clone());
    let give = Give { person: world.active.clone(), role: Role::ClassTeacher, scope, from: world.today, to: None };
    desk.perform(&by, give).unwrap();
    let of = |place: &str| {
        let planned = sample_council(&world);
        let details = BTreeMap::new();
        let content = Content { class: class.clone(), place: place.into(), details, ..planned.content.clone() };
        let people = [(world.active.clone(), Part::Member)].into();
        Planned { agenda: Vec::new(), owner: founder.clone(), content, people, ..planned }
    };
    let mut changed = |kind: &str| {
        let event = desk.perform(&by, Plan { kind: kind.into(), planned: of("") }).unwrap().done;
        let edit = Edit { opened: of(""), wanted: of("Кабинет 3") };
        desk.perform(&person(&world.active), Change { event, seen: 1, edit }).map_err(|refusal| refusal.rule)
    };
    assert_eq!(changed("visit").unwrap_err(), Rule::NotThere, "out of her reach, though she has a place in it");
    changed("parents-class").unwrap();
}

/// A meeting of a class names its class; one that was kept without can be mended in its other parts, and the class is not taken away again.
#[test]
fn a_class_meeting_names_its_class() {
    let (mut desk, world, founder) = Desk::furnished();
    let by = person(&founder);
    let sql = "select grade || letter from school_class join school_year on school_year.id = year order by starts desc limit 1";
    let there: String = desk.connection().query_row(sql, [], |row| row.get(0)).unwrap();
    let of = |class: &str, place: &str| {
        let planned = sample_council(&world);
        let content = Content { class: class.into(), place: place.into(), details: BTreeMap::new(), ..planned.content.clone() };
        Planned { agenda: Vec::new(), owner: founder.clone(), content, ..planned }
    };
    let plan = |planned| Plan { kind: "parents-class".into(), planned };
    assert_eq!(desk.perform(&by, plan(of(" ", ""))).unwrap_err().rule, Rule::Missing(Field::EventClass));
    let event = desk.perform(&by, plan(of(&there, ""))).unwrap().done;
    let change = |opened, wanted| Change { event: event.clone(), seen: 1, edit: Edit { opened, wanted } };
    assert_eq!(desk.perform(&by, change(of(&there, ""), of("", ""))).unwrap_err().rule, Rule::Missing(Field::EventClass));
    desk.connection().execute("update event set content = json_set(content, '$.class', '') where id = ?", [event.as_str()]).unwrap();
    desk.perform(&by, change(of("", ""), of("", "Кабинет 3"))).unwrap();
    desk.perform(&by, change(of("", "Кабинет 3"), of(&there, "Кабинет 3"))).unwrap();
    // Whoever keeps another class, or none, holds it for nobody; the choice offers what is hers.
    let teacher = person(&world.active);
    let hers = || Planned { owner: world.active.clone(), ..of(&there, "") };
    let offered = |desk: &Desk| {
        let day = hers().day;
        see(desk, &teacher, &crate::event::CouldShow { kind: "parents-class".into(), day }).unwrap().classes.len()
    };
    let role = Give { person: world.active.clone(), role: Role::Teacher, scope: Scope::School, from: world.today, to: None };
    desk.perform(&by, role).unwrap();
    assert_eq!((desk.perform(&teacher, plan(hers())).unwrap_err().rule, offered(&desk)), (Rule::OtherClass, 0));
    let keeps =
        Give { person: world.active.clone(), role: Role::ClassTeacher, scope: Scope::Class(there.clone()), from: world.today, to: None };
    desk.perform(&by, keeps).unwrap();
    assert_eq!(offered(&desk), 1);
    desk.perform(&teacher, plan(hers())).unwrap();
}

/// Whose lesson was visited is told for some weeks that she may add her own word; nobody else is, and she no more once she did.
/// covers: R18
#[test]
fn a_visited_teacher_is_told_that_she_may_add_her_word() {
    let (mut desk, world, founder) = Desk::furnished();
    let by = person(&founder);
    let planned = sample_council(&world);
    let content = Content { details: BTreeMap::new(), ..planned.content.clone() };
    let people = [(world.active.clone(), Part::Member)].into();
    let planned = Planned { agenda: Vec::new(), owner: founder.clone(), content, people, ..planned };
    let day = planned.day;
    let visit = desk.perform(&by, Plan { kind: "visit".into(), planned }).unwrap().done;
    let waits = |desk: &Desk, who: &Id, days: i64| {
        let now = day.checked_add(Span::new().days(days)).unwrap().at(9, 0, 0, 0).in_tz("Europe/Moscow").unwrap();
        let mine = see(desk, &Reader::new(Actor::Person(who.clone()), now), &MyEvents).unwrap();
        mine.to_comment.iter().any(|line| line.event.id == visit)
    };
    assert!(!waits(&desk, &world.active, 0), "it has not taken place");
    let came = vec![(world.active.clone(), true)];
    let held = Reader::new(Actor::Person(founder.clone()), day.at(18, 0, 0, 0).in_tz("Europe/Moscow").unwrap());
    desk.perform(&held, Hold { event: visit.clone(), seen: 1, came, counted: None, stood: None }).unwrap();
    assert!(waits(&desk, &world.active, 0) && waits(&desk, &world.active, 30));
    assert!(!waits(&desk, &world.active, 31) && !waits(&desk, &founder, 0));
    let her = Reader::new(Actor::Person(world.active.clone()), day.at(19, 0, 0, 0).in_tz("Europe/Moscow").unwrap());
    let seen = see(&desk, &her, &MyEvents).unwrap().to_comment[0].event.entry;
    // Whoever did not come is not told that her lesson was visited; where several are named, each who was there is.
    let set = |desk: &mut Desk, sql: &str| assert_eq!(desk.writer.aside(|tx| tx.execute(sql, [visit.as_str()])).unwrap(), 1);
    set(&mut desk, "update seat set came = 0 where event = ?");
    assert!(!waits(&desk, &world.active, 0));
    set(&mut desk, "update seat set came = 1 where event = ?");
    let columns = "part, came, read_sheet_name, read_note, note, entry";
    let another = format!("insert into seat (event, person, {columns}) select event, '{founder}', {columns} from seat where event = ?");
    set(&mut desk, &another);
    assert!(waits(&desk, &world.active, 0) && !waits(&desk, &founder, 0));
    set(&mut desk, &format!("delete from seat where event = ? and person = '{founder}'"));
    assert!(waits(&desk, &world.active, 0));
    desk.perform(&her, Comment { event: visit.clone(), seen, words: Some("Критерии показала в начале".into()) }).unwrap();
    assert!(!waits(&desk, &world.active, 0));
}

/// A visit that was held, with its card.
struct Visited {
    desk: Desk,
    visit: Id,
    day: jiff::civil::Date,
    /// Whoever visited, whoever was visited.
    people: (Id, Id),
    head: Id,
}

impl Visited {
    fn new() -> Self {
        let (mut desk, world, founder) = Desk::furnished();
        let planned = sample_council(&world);
        let of = |key: &str, value: &str| (key.to_owned(), value.to_owned());
        let details =
            [of("topic", "Дроби"), of("assessment", "formal"), of("criteria", "no"), of("strong", "Темп"), of("growth", "Критерии")];
        let content = Content { details: details.into(), ..planned.content.clone() };
        let people = [(world.active.clone(), Part::Member)].into();
        let planned = Planned { agenda: Vec::new(), owner: founder.clone(), content, people, occurrences: Vec::new(), ..planned };
        let day = planned.day;
        let visit = desk.perform(&person(&founder), Plan { kind: "visit".into(), planned }).unwrap().done;
        // Somebody else who reads every event of the school.
        let head = desk
            .connection()
            .query_row(
                "select id from person where state = 'active' and id not in (?1, ?2) limit 1",
                [founder.as_str(), world.active.as_str()],
                |row| row.get::<_, String>(0),
            )
            .unwrap();
        let head = Id::read(&head).unwrap();
        let give = Give { person: head.clone(), role: Role::Head, scope: Scope::School, from: world.today, to: None };
        desk.perform(&person(&founder), give).unwrap();
        let mut one = Self { desk, visit, day, people: (founder, world.active.clone()), head };
        let came = vec![(world.active, true)];
        let hold = Hold { event: one.visit.clone(), seen: 1, came, counted: None, stood: None };
        let by = one.at(&one.people.0.clone(), 0);
        one.desk.perform(&by, hold).unwrap();
        one
    }

    fn at(&self, who: &Id, days: i64) -> Reader {
        let now = self.day.checked_add(Span::new().days(days)).unwrap().at(18, 0, 0, 0).in_tz("Europe/Moscow").unwrap();
        Reader::new(Actor::Person(who.clone()), now)
    }

    fn strong(&self, who: &Id, days: i64) -> Option<String> {
        let by = self.at(who, days);
        let listed = see(&self.desk, &by, &Events).unwrap();
        assert!(listed.iter().filter(|line| line.event.id == self.visit).all(|line| !line.event.content.details.contains_key("strong")));
        let one = see(&self.desk, &by, &OneEvent { event: self.visit.clone() }).unwrap();
        let typed = one.planned.content.details.contains_key("strong");
        assert_eq!(typed, one.writes_card && one.event.content.details.contains_key("strong"), "a form has it where she writes it");
        assert!(one.event.content.details.contains_key("topic"), "what was known before is no secret");
        one.event.content.details.get("strong").cloned()
    }

    fn says(&mut self, days: i64, words: Option<&str>) {
        let by = self.at(&self.people.1.clone(), days);
        let seen = see(&self.desk, &by, &OneEvent { event: self.visit.clone() }).unwrap().event.entry;
        self.desk.perform(&by, Comment { event: self.visit.clone(), seen, words: words.map(str::to_owned) }).unwrap();
    }

    /// Whoever visited changes something of it.
    fn mends(&mut self, days: i64, change: &dyn Fn(&mut Planned)) {
        let by = self.at(&self.people.0.clone(), days);
        let opened = see(&self.desk, &by, &OneEvent { event: self.visit.clone() }).unwrap().planned;
        let mut wanted = opened.clone();
        change(&mut wanted);
        self.desk.perform(&by, Change { event: self.visit.clone(), seen: 1, edit: Edit { opened, wanted } }).unwrap();
    }

    fn close(&mut self, days: i64) -> Result<(), Rule> {
        let by = self.at(&self.people.0.clone(), days);
        let act = Close { event: self.visit.clone(), seen: 1, words: "Посещение урока".into() };
        self.desk.perform(&by, act).map(drop).map_err(|refusal| refusal.rule)
    }
}

/// The card is seen by whoever visited and by the teacher until she said her word, or had nothing to add, or the term ran out in silence; the
/// visit is not closed before, and the refusal says until when it waits.
/// covers: R18, C12
#[test]
fn the_teacher_speaks_first_and_silence_lets_the_term_run() {
    for words in [Some("Критерии были на доске"), None] {
        let mut one = Visited::new();
        let (visitor, teacher) = one.people.clone();
        assert_eq!(one.strong(&visitor, 0).as_deref(), Some("Темп"));
        assert_eq!(one.strong(&teacher, 0).as_deref(), Some("Темп"));
        assert_eq!(one.strong(&one.head, 0), None);
        let last = one.day.checked_add(Span::new().days(7)).unwrap();
        assert_eq!(one.close(0).unwrap_err(), Rule::AwaitsWord(last));
        assert_eq!(one.close(7).unwrap_err(), Rule::AwaitsWord(last));
        one.says(1, words);
        assert_eq!(one.strong(&one.head, 1).as_deref(), Some("Темп"));
        one.close(1).unwrap();
    }
    let mut silent = Visited::new();
    assert_eq!(silent.strong(&silent.head, 7), None);
    assert_eq!(silent.strong(&silent.head, 8).as_deref(), Some("Темп"));
    silent.close(8).unwrap();
}

/// A word is of the card as it stood: what was written since waits for her again; and a leader who does not see the card neither writes it nor
/// takes a place from which she would see it, nor learns by a conflict what stands there.
#[test]
fn a_card_that_was_changed_waits_again_and_nobody_else_writes_it() {
    let mut one = Visited::new();
    one.says(0, Some("Согласна"));
    one.mends(1, &|planned| drop(planned.content.details.insert("strong".into(), "Темп и ясность".into())));
    assert_eq!(one.strong(&one.head, 1), None);
    assert!(matches!(one.close(1).unwrap_err(), Rule::AwaitsWord(_)));
    let by = one.at(&one.head.clone(), 1);
    let blank = see(&one.desk, &by, &OneEvent { event: one.visit.clone() }).unwrap().planned;
    let head = one.head.clone();
    let mut tries = |change: &dyn Fn(&mut Planned)| {
        let mut wanted = blank.clone();
        change(&mut wanted);
        let edit = Edit { opened: blank.clone(), wanted };
        one.desk.perform(&by, Change { event: one.visit.clone(), seen: 1, edit }).map(drop).map_err(|refusal| refusal.rule)
    };
    assert_eq!(tries(&|planned| drop(planned.content.details.insert("strong".into(), "Иное".into()))), Err(Rule::NotAllowed));
    assert_eq!(tries(&|planned| planned.owner = head.clone()), Err(Rule::NotAllowed));
    assert_eq!(tries(&|planned| planned.people.extend([(head.clone(), Part::Member)])), Err(Rule::NotAllowed));
    tries(&|planned| planned.content.place = "Кабинет 3".into()).unwrap();
    assert_eq!(one.strong(&one.people.0, 1).as_deref(), Some("Темп и ясность"), "what she did not see stays as it stood");
}

/// What is mended of a visit beside its card lets no term run again and asks for no second word; who else is named of it is given the whole term.
#[test]
fn a_room_that_was_mended_lets_no_term_run_again() {
    let mut one = Visited::new();
    one.mends(5, &|planned| planned.content.place = "Кабинет 3".into());
    assert_eq!(one.close(7).unwrap_err(), Rule::AwaitsWord(one.day.checked_add(Span::new().days(7)).unwrap()));
    assert_eq!(one.strong(&one.head, 8).as_deref(), Some("Темп"));
    one.mends(8, &|planned| planned.content.title = "Посещение урока".into());
    one.close(8).unwrap();
    let mut spoke = Visited::new();
    spoke.says(0, None);
    spoke.mends(1, &|planned| planned.content.place = "Кабинет 3".into());
    assert_eq!(spoke.strong(&spoke.head, 1).as_deref(), Some("Темп"));
    let head = spoke.head.clone();
    spoke.mends(2, &|planned| planned.people.extend([(head.clone(), Part::Member)]));
    let shown = see(&spoke.desk, &spoke.at(&spoke.people.0, 2), &OneEvent { event: spoke.visit.clone() }).unwrap();
    assert_eq!(shown.awaits.unwrap().until, Some(spoke.day.checked_add(Span::new().days(9)).unwrap()));
}

/// A word is of the card that was shown: what was written since is read first, and nothing is lost by it.
#[test]
fn a_word_of_an_earlier_card_does_not_answer_the_present_one() {
    let mut one = Visited::new();
    let her = one.at(&one.people.1.clone(), 1);
    let seen = see(&one.desk, &her, &OneEvent { event: one.visit.clone() }).unwrap().event.entry;
    one.mends(1, &|planned| drop(planned.content.details.insert("growth".into(), "Иное".into())));
    let word = |words: Option<&str>| Comment { event: one.visit.clone(), seen, words: words.map(str::to_owned) };
    let (nothing, said) = (word(None), word(Some("Согласна")));
    assert_eq!(one.desk.perform(&her, nothing).unwrap_err().rule, Rule::CardChanged);
    assert_eq!(one.desk.perform(&her, said).unwrap_err().rule, Rule::CardChanged);
    assert_eq!(one.strong(&one.head, 1), None);
    one.says(1, None);
    assert_eq!(one.strong(&one.head, 1).as_deref(), Some("Темп"));
    // A room that was changed meanwhile is no other card.
    let seen = see(&one.desk, &her, &OneEvent { event: one.visit.clone() }).unwrap().event.entry;
    one.mends(1, &|planned| planned.content.place = "Кабинет 9".into());
    one.desk.perform(&her, Comment { event: one.visit.clone(), seen, words: Some("Ещё слово".into()) }).unwrap();
}

/// A card stays with whoever visited when the visit is cancelled and opened again: nobody takes her place then to read it.
#[test]
fn a_cancelled_visit_gives_its_card_to_nobody() {
    let mut one = Visited::new();
    let (head, by) = (one.head.clone(), one.at(&one.head.clone(), 1));
    one.desk.perform(&by, Cancel { event: one.visit.clone(), seen: 1, reason: "Ошибка".into() }).unwrap();
    one.desk.perform(&by, Reopen { event: one.visit.clone(), seen: 1, reason: "Не ошибка".into() }).unwrap();
    assert_eq!(one.strong(&head, 1), None);
    let blank = see(&one.desk, &by, &OneEvent { event: one.visit.clone() }).unwrap().planned;
    for placed in [Planned { owner: head.clone(), ..blank.clone() }, {
        let people = blank.people.clone().into_iter().chain([(head.clone(), Part::Member)]).collect();
        Planned { people, ..blank.clone() }
    }] {
        let edit = Edit { opened: blank.clone(), wanted: placed };
        let refused = one.desk.perform(&by, Change { event: one.visit.clone(), seen: 1, edit });
        assert_eq!(refused.unwrap_err().rule, Rule::NotAllowed);
    }
    assert_eq!(one.strong(&one.people.0, 1).as_deref(), Some("Темп"));
}

/// Whoever was visited may lead the events of the school: the card of her own lesson she neither writes nor closes, also when its term is over.
#[test]
fn a_visited_leader_neither_writes_nor_closes_her_card() {
    let mut one = Visited::new();
    let her = one.people.1.clone();
    let give = Give { person: her.clone(), role: Role::DeputyHead, scope: Scope::School, from: one.day, to: None };
    one.desk.perform(&one.at(&one.people.0.clone(), 0), give).unwrap();
    for days in [1, 9] {
        let by = one.at(&her, days);
        let shown = see(&one.desk, &by, &OneEvent { event: one.visit.clone() }).unwrap();
        assert!(shown.leads && shown.sees_card && !shown.writes_card && !shown.planned.content.details.contains_key("strong"));
        let mut edit = Edit { opened: shown.planned.clone(), wanted: shown.planned.clone() };
        edit.wanted.content.details.insert("strong".into(), "Всё отлично".into());
        let refused = one.desk.perform(&by, Change { event: one.visit.clone(), seen: 1, edit });
        assert_eq!(refused.unwrap_err().rule, Rule::NotAllowed);
        let close = Close { event: one.visit.clone(), seen: 1, words: "Посещение".into() };
        assert_eq!(one.desk.perform(&by, close).unwrap_err().rule, Rule::NotAllowed);
        let mut edit = Edit { opened: shown.planned.clone(), wanted: shown.planned };
        edit.wanted.content.place = format!("Кабинет {days}");
        one.desk.perform(&by, Change { event: one.visit.clone(), seen: 1, edit }).unwrap();
        assert_eq!(one.strong(&one.people.0, days).as_deref(), Some("Темп"), "what she does not write stays");
    }
    one.close(9).unwrap();
}

/// A visit of before names nobody whose lesson it was: nobody is waited for.
#[test]
fn where_nobody_is_named_nothing_waits() {
    let mut one = Visited::new();
    let sql = "delete from seat where event = ?";
    assert_eq!(one.desk.writer.aside(|tx| tx.execute(sql, [one.visit.as_str()])).unwrap(), 1);
    assert_eq!(one.strong(&one.head, 0).as_deref(), Some("Темп"));
    let shown = see(&one.desk, &one.at(&one.head, 0), &OneEvent { event: one.visit.clone() }).unwrap();
    assert_eq!(shown.awaits, None);
}

/// The term of a card does not run out in the holidays: it ends on a day lessons are held.
#[test]
fn a_term_ends_on_a_day_of_lessons() {
    let mut one = Visited::new();
    one.mends(31, &|planned| drop(planned.content.details.insert("strong".into(), "Темп и ясность".into())));
    let shown = see(&one.desk, &one.at(&one.people.0, 31), &OneEvent { event: one.visit.clone() }).unwrap();
    let until = shown.awaits.unwrap().until.unwrap();
    let plain = one.day.checked_add(Span::new().days(38)).unwrap();
    assert!(until > plain && until.year() == 2027 && until.month() == 1, "{plain} lies in the winter holidays: {until}");
}

/// Every word stays with its day, also on a closed card; opened again, the card waits again.
#[test]
fn all_words_stay_in_their_order() {
    let mut one = Visited::new();
    one.says(0, Some("Первое"));
    one.close(1).unwrap();
    one.says(3, Some("Второе"));
    one.says(4, None);
    let shown = see(&one.desk, &one.at(&one.head, 4), &OneEvent { event: one.visit.clone() }).unwrap();
    let words: Vec<&str> = shown.seats[0].words.iter().map(|word| word.words.as_str()).collect();
    assert_eq!(words, ["Первое", "Второе", ""]);
    let days = |days: i64| one.day.checked_add(Span::new().days(days)).unwrap();
    assert_eq!(shown.seats[0].words.iter().map(|word| word.day).collect::<Vec<_>>(), [days(0), days(3), days(4)]);
    let by = one.at(&one.people.0.clone(), 5);
    one.desk.perform(&by, Reopen { event: one.visit.clone(), seen: 1, reason: "Исправить".into() }).unwrap();
    assert_eq!(one.strong(&one.head, 5).as_deref(), Some("Темп"), "opened again, it is the card she spoke of until it is changed");
    one.mends(5, &|planned| drop(planned.content.details.insert("strong".into(), "Темп урока".into())));
    assert_eq!(one.strong(&one.head, 5), None);
    let hidden = see(&one.desk, &one.at(&one.head, 5), &OneEvent { event: one.visit.clone() }).unwrap();
    assert!(hidden.seats[0].words.is_empty() && hidden.seats[0].note.is_empty());
}

/// Whoever was visited is told once that the card waits for her word, and once more of another card; nobody else is, and she no more once she
/// spoke.
#[test]
fn whoever_was_visited_is_told_that_the_card_waits_for_her() {
    let mut one = Visited::new();
    let (visitor, teacher) = one.people.clone();
    let head = one.head.clone();
    let told = |one: &mut Visited, days: i64| {
        let now = one.day.checked_add(Span::new().days(days)).unwrap().at(11, 5, 0, 0).in_tz("Europe/Moscow").unwrap();
        tells(&mut one.desk, &now);
        [&visitor, &head].into_iter().for_each(|who| assert_eq!(told_of(&one.desk, who, &now, What::Comment, &one.visit), []));
        told_of(&one.desk, &teacher, &now, What::Comment, &one.visit).into_iter().map(|(kind, _)| kind).collect::<Vec<_>>()
    };
    for days in 1..4 {
        assert_eq!(told(&mut one, days), [Kind::Given], "{days}");
    }
    one.mends(3, &|planned| drop(planned.content.details.insert("strong".into(), "Темп и ясность".into())));
    one.says(3, Some("Согласна"));
    assert_eq!(told(&mut one, 4), [Kind::Given], "she has spoken of it as it stands");
    one.mends(4, &|planned| drop(planned.content.details.insert("growth".into(), "Время на ответ".into())));
    // The next two days are free.
    for days in 7..9 {
        assert_eq!(told(&mut one, days), [Kind::Given, Kind::Given], "{days}");
    }
}
