//! Events through their addresses: from an agenda to tasks, something read by two, one of them on paper, a visit with the teacher's word.

use super::desk::{Office, Person, invited, link, plan_taken, value, word};
use super::roster::sends;

/// A form of a page: hidden fields of the one that is sent to `to`, and what is typed beside them.
pub fn filled<'a>(page: &'a str, to: &str, typed: &[(&'a str, &'a str)]) -> Vec<(String, String)> {
    with(page, to, typed, |input| input.contains("type=\"hidden\""))
}

/// The same with the boxes that stand ticked, as a browser sends them.
pub fn ticked<'a>(page: &'a str, to: &str, typed: &[(&'a str, &'a str)]) -> Vec<(String, String)> {
    let boxed = |input: &str| input.contains("type=\"checkbox\"") && input.contains(" checked");
    with(page, to, typed, |input| input.contains("type=\"hidden\"") || boxed(input))
}

fn with<'a>(page: &'a str, to: &str, typed: &[(&'a str, &'a str)], sent: impl Fn(&str) -> bool) -> Vec<(String, String)> {
    let form = page.split(&format!("action=\"{to}\"")).nth(1).unwrap_or_else(|| panic!("no form to {to}: {page}"));
    let form = form.split("</form>").next().unwrap();
    let inputs = form.split("<input ").skip(1).filter_map(|part| part.split('>').next()).filter(|input| sent(input));
    let held = inputs.filter_map(|input| {
        let name = input.split("name=\"").nth(1)?.split('"').next()?;
        let value = input.split("value=\"").nth(1).and_then(|value| value.split('"').next()).unwrap_or_default();
        let value = value.replace("&quot;", "\"").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
        Some((name.to_owned(), value))
    });
    let kept = held.filter(|(name, _)| !typed.iter().any(|(other, _)| other == name));
    kept.chain(typed.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))).collect()
}

pub fn borrowed(pairs: &[(String, String)]) -> Vec<(&str, &str)> {
    pairs.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect()
}

/// The value of a choice or a tick by what stands at it.
pub fn id_of(page: &str, name: &str) -> String {
    let offered = page.split("value=\"person-").skip(1).find(|part| part.split('>').nth(1).is_some_and(|text| text.starts_with(name)));
    let offered = offered.unwrap_or_else(|| panic!("{name} is not offered: {page}"));
    format!("person-{}", offered.split('"').next().unwrap())
}

pub fn planned(founder: &Person<'_>, kind: &str, typed: &[(&str, &str)]) -> String {
    let to = format!("/events/new/{kind}");
    let page = founder.get(&to).body;
    let form = filled(&page, &to, typed);
    let answer = founder.uploads(&to, &borrowed(&form), ("file", "", b""));
    assert_eq!(answer.status, 303, "{}", answer.body);
    answer.header("location").unwrap().to_owned()
}

/// The id of a question of the minutes.
pub fn item_of(page: &str, question: &str) -> String {
    let after = page.split(&format!("{question}</h3>")).nth(1).unwrap();
    let at = after.find(".once\"").unwrap();
    after[..at].rsplit('"').next().unwrap().to_owned()
}

/// A council with a task that is open.
pub fn task_of_a_council(founder: &Person<'_>, me: &str) {
    let typed = [("title", "+ совет"), ("day", "2026-10-12"), ("owner", me), ("chair", me), ("person", me), ("item-0", "Критерии")];
    let event = planned(founder, "council", &typed);
    let page = founder.get(&event).body;
    let held = filled(&page, &format!("{event}/hold"), &[("person", me)]);
    assert_eq!(founder.sends(&format!("{event}/hold"), &borrowed(&held)).status, 303);
    let (page, minute) = (founder.get(&event).body, format!("{event}/minutes"));
    let item = item_of(&page, "Критерии");
    let answers = [
        ("heard", "Слушали"),
        ("decided", "Решили"),
        ("how", "unanimous"),
        ("task-0", "=Разослать"),
        ("who-0", me),
        ("due-0", "2026-10-20"),
    ];
    let answers = answers.map(|(name, value)| (format!("{item}.{name}"), value.to_owned()));
    let answer = founder.sends(&minute, &borrowed(&filled(&page, &minute, &borrowed(&answers))));
    assert_eq!(answer.status, 303, "{}", answer.body);
}

/// covers: R11, R47
#[test]
fn a_council_goes_from_its_agenda_to_tasks_and_closes_its_measure() {
    let folder = tempfile::tempdir().unwrap();
    let office = Office::open(folder.path());
    let founder = Person::founder(&office);
    let plan = plan_taken(&founder);
    let teacher = invited(&office, &founder, "Ёжикова Мария", "teacher");
    assert!(founder.get("/events").body.contains("Что провести?"));
    let new = founder.get("/events/new/council").body;
    let (me, her) = (id_of(&new, "Иванова"), id_of(&new, "Ёжикова Мария"));
    // A day that is none is said at its field, and what was typed stays.
    let page = founder.get("/events/new/council").body;
    let form = filled(&page, "/events/new/council", &[("title", "Итоги <четверти>"), ("day", "32.10.2026"), ("owner", &me)]);
    let answer = founder.uploads("/events/new/council", &borrowed(&form), ("file", "", b""));
    assert!(answer.status == 422 && answer.body.contains("Итоги &lt;четверти&gt;"), "{}", answer.body);
    let typed = [
        ("title", "Итоги четверти"),
        ("day", "2026-10-12"),
        ("owner", me.as_str()),
        ("chair", &me),
        ("secretary", ""),
        ("person", &her),
        ("item-0", "Единые критерии"),
        ("speaker-0", "Ёжикова"),
        ("item-1", "О питании"),
        ("speaker-1", ""),
    ];
    let event = planned(&founder, "council", &typed);
    let page = founder.get(&event).body;
    assert!(page.contains("Итоги четверти") && page.contains("Единые критерии") && page.contains("Отметить, что прошло"), "{page}");
    let held = filled(&page, &format!("{event}/hold"), &[("person", &me), ("person", &her)]);
    assert_eq!(founder.sends(&format!("{event}/hold"), &borrowed(&held)).status, 303);
    let page = founder.get(&event).body;
    assert!(page.contains("Чтобы завершить, осталось") && page.contains("Записать по вопросу «Единые критерии»"), "{page}");
    let minute = format!("{event}/minutes");
    let of = |item: &str, typed: &[(&str, &str)]| -> Vec<(String, String)> {
        typed.iter().map(|(name, value)| (format!("{item}.{name}"), (*value).to_owned())).collect()
    };
    let (criteria, food) = (item_of(&page, "Единые критерии"), item_of(&page, "О питании"));
    // A task without a day is told, and what was typed stays; what was typed of another question is kept.
    let typed = [
        ("heard", "Расхождения невелики"),
        ("decided", "Критерии оставить"),
        ("how", "unanimous"),
        ("task-0", "Разослать критерии"),
        ("who-0", her.as_str()),
    ];
    let both = [of(&criteria, &typed), of(&food, &[("heard", "Меню согласовано")])].concat();
    let form = |page: &str, typed: &[(String, String)]| filled(page, &minute, &borrowed(typed));
    let answer = founder.sends(&minute, &borrowed(&form(&page, &both)));
    assert!(
        answer.status == 422 && answer.body.contains("Укажите срок поручения") && answer.body.contains(">Расхождения невелики</textarea>"),
        "{}",
        answer.body
    );
    let kept = founder.get(&event).body;
    assert!(kept.contains("Меню согласовано</span>") && !kept.contains("Расхождения невелики"), "{kept}");
    let whole = of(&criteria, &[typed.as_slice(), &[("due-0", "2026-10-20")]].concat());
    let answer = founder.sends(&minute, &borrowed(&form(&answer.body, &whole)));
    assert_eq!(answer.status, 303, "{}", answer.body);
    let page = founder.get(&event).body;
    assert!(page.contains("Есть всё") && page.contains("единогласно"), "{page}");
    let close = filled(&page, &format!("{event}/close"), &[]);
    assert_eq!(founder.sends(&format!("{event}/close"), &borrowed(&close)).status, 303);
    assert!(founder.get(&event).body.contains("завершено"));
    // The task waits on her day, and she says it done.
    let today = teacher.get("/").body;
    let task = link(&today, "/task/");
    assert!(today.contains("Мои поручения") && today.contains("Разослать критерии"), "{today}");
    let page = teacher.get(&task).body;
    let done = filled(&page, &format!("{task}/done"), &[("words", "Разосланы"), ("on", "2026-10-12")]);
    assert_eq!(teacher.sends(&format!("{task}/done"), &borrowed(&done)).status, 303);
    assert!(founder.get(&event).body.contains("выполнено"));
    what_became_of_it_is_told_next_time(&founder, (&plan, &event), (&me, &her));
}

/// Word: numbered minutes say what their day knew, so not what became of it since; the next council begins with it, on its agenda too.
fn what_became_of_it_is_told_next_time(founder: &Person<'_>, (plan, event): (&str, &str), (me, her): (&str, &str)) {
    let minutes = minutes_of(founder, event);
    assert!(
        !minutes.contains("выполнено")
            && !minutes.contains("Отметка о выполнении")
            && minutes.contains("Присутствовали 2 из 2 участников."),
        "{minutes}"
    );
    assert!(!minutes.contains("меньше половины") && !founder.get(event).body.contains("меньше половины"), "{minutes}");
    let next = planned(
        founder,
        "council",
        &[("title", "Следующий"), ("day", "2026-10-19"), ("owner", me), ("chair", me), ("person", her), ("item-0", "Разное")],
    );
    assert!(founder.get(&next).body.contains("О выполнении прежних решений"));
    let agenda = minutes_of(founder, &next);
    assert!(agenda.contains("1. О выполнении прежних решений") && agenda.contains("Разослать критерии"), "{agenda}");
    assert!(agenda.contains("выполнено 12.10.2026"), "{agenda}");
    assert!(founder.get("/search?q=%D1%81%D0%BB%D0%B5%D0%B4%D1%83%D1%8E%D1%89%D0%B8%D0%B9").body.contains(&next));
    assert!(founder.get(plan).status == 200 && founder.get("/events?kind=council&q=следующий").body.contains("Следующий"));
}

/// The minutes of an event, or its agenda, as Word has them.
pub fn minutes_of(person: &Person<'_>, event: &str) -> String {
    let paper = person.get(&format!("{event}/paper/minutes?form=docx"));
    assert!(paper.status == 200 && paper.header("content-disposition").is_some());
    word(&paper.bytes)
}

/// covers: R2, R25, R38, C9
#[test]
fn something_is_read_on_the_screen_and_on_paper() {
    let folder = tempfile::tempdir().unwrap();
    let office = Office::open(folder.path());
    let founder = Person::founder(&office);
    let teacher = invited(&office, &founder, "Ёжикова Мария", "teacher");
    let other = invited(&office, &founder, "Уткин Олег", "teacher");
    let new = founder.get("/events/new/briefing").body;
    let me = id_of(&new, "Иванова");
    let quiz = "Когда вскрывают пакет?\n- накануне\n+ в кабинете";
    let typed = [
        ("title", "Инструктаж организаторов"),
        ("day", "2026-10-12"),
        ("owner", me.as_str()),
        ("text", "Пакет вскрывают в кабинете."),
        ("quiz", quiz),
        ("group", "teachers"),
        ("detail-role", "organiser"),
        ("detail-instruction", "версия 2"),
    ];
    let event = planned(&founder, "briefing", &typed);
    let page = teacher.get(&event).body;
    assert!(
        teacher.get("/").body.contains("Прочитать и подтвердить")
            && page.contains("Когда вскрывают пакет?")
            && !page.contains("+ в кабинете"),
        "{page}"
    );
    let to = format!("{event}/acknowledge");
    let wrong = teacher.sends(&to, &borrowed(&filled(&page, &to, &[("answer-0", "0")])));
    assert!(wrong.status == 422 && wrong.body.contains("Верно: 0, нужно: 1"), "{}", wrong.body);
    assert_eq!(teacher.sends(&to, &borrowed(&filled(&page, &to, &[("answer-0", "1")]))).status, 303);
    assert!(teacher.get(&event).body.contains("в программе, 12.10.2026"));
    let page = founder.get(&event).body;
    assert!(page.contains("верно 1 из 1"), "{page}");
    // The other one signed the sheet.
    let to = format!("{event}/tick");
    let him = id_of(page.split("Отметить подпись на листе или отказ").nth(1).unwrap(), "Уткин Олег");
    let tick = filled(&page, &to, &[("person", him.as_str()), ("day", "2026-10-12"), ("note", "")]);
    assert_eq!(founder.uploads(&to, &borrowed(&tick), ("sheet", "лист.pdf", b"%PDF-1.4 signed")).status, 303);
    let page = founder.get(&event).body;
    assert!(page.contains("по подписи на листе"), "{page}");
    let sheet = link(&page, &format!("{event}/file/"));
    assert!(founder.get(&sheet).body.ends_with("signed") && other.get(&sheet).body.ends_with("signed"));
    assert_eq!(teacher.get(&sheet).status, 404, "a sheet is not for her whose name does not stand on it");
    // A clearer scan takes its place, and papers and registers tell that there is one.
    let (to, page) = (format!("{event}/sheet"), founder.get(&event).body);
    let scan = |typed: &[(&str, &str)], file| founder.uploads(&to, &borrowed(&filled(&page, &to, typed)), file);
    let empty = scan(&[("person", him.as_str())], ("sheet", "", b"".as_slice()));
    assert!(empty.status == 422 && empty.body.contains("fault-scan-sheet"), "{}", empty.body);
    let nobody = scan(&[], ("sheet", "два.pdf", b"%PDF-1.4 clearer".as_slice()));
    let again = nobody.body.contains("Скан выберите ещё раз");
    assert!(nobody.status == 422 && nobody.body.contains("fault-scan-person") && again, "{}", nobody.body);
    let form = filled(&founder.get(&event).body, &to, &[("person", him.as_str())]);
    assert_eq!(founder.uploads(&to, &borrowed(&form), ("sheet", "два.pdf", b"%PDF-1.4 clearer")).status, 303);
    let clearer = link(&founder.get(&event).body, &format!("{event}/file/"));
    assert!(founder.get(&clearer).body.ends_with("clearer") && founder.get(&sheet).status == 404);
    assert!(founder.get(&event).body.contains(&to) && !teacher.get(&event).body.contains(&to), "whoever leads replaces it");
    let text = word(&founder.get(&format!("{event}/paper/read?form=docx")).bytes);
    assert!(text.contains("по подписи на листе, 12.10.2026; есть скан"), "{text}");
    // The journal holds what took place: nobody was briefed yet.
    let journal = || word(&founder.get("/events/register/briefing?form=docx").bytes);
    assert!(!journal().contains("Ёжикова Мария"), "{}", journal());
    // Her post was written by that day; what nobody wrote is a blank to be filled in, and so are the signatures.
    let at = format!("/people/{}", id_of(&new, "Ёжикова Мария"));
    assert_eq!(sends(&founder, &at, &format!("{at}/post"), &[("post", "учитель физики")]).status, 303);
    let to = format!("{event}/hold");
    let (page, her) = (founder.get(&event).body, id_of(&new, "Ёжикова Мария"));
    let held = filled(&page, &to, &[("person", her.as_str()), ("person", him.as_str())]);
    assert_eq!(founder.sends(&to, &borrowed(&held)).status, 303);
    let journal = journal();
    for cell in [
        "Ёжикова Мария, учитель физики",
        "Уткин Олег, ______",
        "версия 2",
        "подтверждено в программе, 12.10.2026; верно 1 из 1 вопроса",
        "по подписи на листе, 12.10.2026; есть скан",
        "Подпись того, кто провёл",
    ] {
        assert!(journal.contains(cell), "{cell}: {journal}");
    }
    assert!(journal.contains("Прошнуровано, пронумеровано и скреплено печатью") && journal.contains(">Директор"), "{journal}");
    // How many questions somebody had right is seen by whoever leads and by herself.
    assert!(teacher.get(&event).body.contains("верно 1 из 1") && !other.get(&event).body.contains("верно 1 из 1"));
    // Who is not named sees nothing of it.
    let stranger = invited(&office, &founder, "Новенькая Анна", "teacher");
    assert_eq!(stranger.get(&event).status, 404);
    assert!(!stranger.get("/events").body.contains("Инструктаж организаторов"));
}

/// covers: R18
#[test]
fn the_teacher_says_her_word_on_a_visit_of_her_lesson() {
    let folder = tempfile::tempdir().unwrap();
    let office = Office::open(folder.path());
    let founder = Person::founder(&office);
    let teacher = invited(&office, &founder, "Ёжикова Мария", "teacher");
    let new = founder.get("/events/new/visit").body;
    let (me, her) = (id_of(&new, "Иванова"), id_of(&new, "Ёжикова Мария"));
    assert!(new.contains("Учитель, чей урок") && !new.contains("Участники"), "{new}");
    let nobody = filled(&new, "/events/new/visit", &[("title", "Алгебра, 8Б"), ("day", "2026-10-12"), ("owner", &me)]);
    let refused = founder.uploads("/events/new/visit", &borrowed(&nobody), ("file", "", b""));
    assert!(refused.status == 422 && refused.body.contains("id=\"fault-person\""), "{}", refused.body);
    let event = planned(
        &founder,
        "visit",
        &[("title", "Алгебра, 8Б"), ("day", "2026-10-12"), ("owner", &me), ("person", &her), ("detail-assessment", "reasoned")],
    );
    let page = teacher.get(&event).body;
    let to = format!("{event}/comment");
    let words = filled(&page, &to, &[("words", "Критерии показала в начале урока")]);
    assert_eq!(teacher.sends(&to, &borrowed(&words)).status, 303);
    assert!(founder.get(&event).body.contains("Критерии показала в начале урока"));
    assert!(value(&page, "once").is_some() && !page.contains("/edit\""), "the card is not hers to change");
    assert_eq!(teacher.get(&format!("{event}/edit")).status, 404);
}

/// A class is one of the year; what stood before there were classes still opens, and is changed with the rest as it was.
#[test]
fn a_class_of_an_event_is_chosen_among_those_of_the_year() {
    let folder = tempfile::tempdir().unwrap();
    let office = Office::open(folder.path());
    let founder = Person::founder(&office);
    let to = "/events/new/reading";
    let me = id_of(&founder.get(to).body, "Иванова");
    let typed = |class: &'static str, title: &'static str| {
        [("title", title), ("day", "2026-10-12"), ("owner", me.as_str()), ("text", "Текст"), ("class", class)]
    };
    let old = planned(&founder, "reading", &typed("вся параллель 7", "Сроки"));
    for class in ["7А", "10-1"] {
        assert_eq!(super::roster::sends(&founder, "/classes", "/classes", &[("class", class), ("teacher", "")]).status, 303);
    }
    let new = founder.get(to).body;
    assert!(new.contains("<option value=\"7А\">7А</option>") && new.contains("<option value=\"\">вся школа"), "{new}");
    let wrong = founder.uploads(to, &borrowed(&filled(&new, to, &typed("7Б", "Сроки"))), ("file", "", b""));
    assert!(wrong.status == 422 && wrong.body.contains("id=\"fault-class\"") && wrong.body.contains("Есть: 7А, 10-1."), "{}", wrong.body);
    planned(&founder, "reading", &typed("7 «а»", "Другие сроки"));
    let edit = format!("{old}/edit");
    let page = founder.get(&edit).body;
    assert!(page.contains("<option value=\"вся параллель 7\" selected>"), "{page}");
    let sent =
        |class: &'static str| founder.uploads(&edit, &borrowed(&filled(&page, &edit, &typed(class, "Новые сроки"))), ("file", "", b""));
    assert_eq!(sent("8В").status, 422);
    assert_eq!(sent("вся параллель 7").status, 303);
    assert!(founder.get(&old).body.contains("Новые сроки"));
}

/// A file that was attached is taken away by a tick, and stays where nothing is ticked.
#[test]
fn an_attached_file_is_taken_away_by_a_tick() {
    let folder = tempfile::tempdir().unwrap();
    let office = Office::open(folder.path());
    let founder = Person::founder(&office);
    let new = founder.get("/events/new/reading").body;
    let me = id_of(&new, "Иванова");
    let form = filled(
        &new,
        "/events/new/reading",
        &[("title", "Порядок"), ("day", "2026-10-12"), ("owner", &me), ("text", "Текст"), ("person", &me)],
    );
    let answer = founder.uploads("/events/new/reading", &borrowed(&form), ("file", "порядок.pdf", b"%PDF-1.4"));
    let event = answer.header("location").unwrap().to_owned();
    let edit = format!("{event}/edit");
    for (ticked, there) in [(false, true), (true, false)] {
        let page = founder.get(&edit).body;
        assert!(page.contains("Убрать приложенный файл «порядок.pdf»"), "{page}");
        let mut typed = vec![
            ("title", if ticked { "Порядок два" } else { "Порядок один" }),
            ("day", "2026-10-12"),
            ("owner", me.as_str()),
            ("text", "Текст"),
            ("person", me.as_str()),
        ];
        typed.extend(ticked.then_some(("without-file", "yes")));
        let answer = founder.uploads(&edit, &borrowed(&filled(&page, &edit, &typed)), ("file", "", b""));
        assert_eq!(answer.status, 303, "{}", answer.body);
        assert_eq!(founder.get(&event).body.contains("порядок.pdf"), there);
    }
}

/// A work that was made has its file: attached, shown, opened, and nobody is asked to read it.
/// covers: R24, R31
#[test]
fn a_work_has_its_file() {
    let folder = tempfile::tempdir().unwrap();
    let office = Office::open(folder.path());
    let founder = Person::founder(&office);
    let new = founder.get("/events/new/assessment").body;
    let me = id_of(&new, "Иванова");
    let typed = [("title", "Проверочная работа, 5 класс"), ("day", "2026-10-12"), ("owner", me.as_str())];
    let form = filled(&new, "/events/new/assessment", &typed);
    let answer = founder.uploads("/events/new/assessment", &borrowed(&form), ("file", "работа и критерии.docx", b"PK work"));
    assert_eq!(answer.status, 303, "{}", answer.body);
    let event = answer.header("location").unwrap().to_owned();
    let page = founder.get(&event).body;
    assert!(page.contains("работа и критерии.docx") && !page.contains("id=\"text\""), "{page}");
    assert_eq!(founder.get(&link(&page, &format!("{event}/file/"))).bytes, b"PK work");
    assert!(!founder.get("/events/new/council").body.contains("type=\"file\""), "a council has none");
}

/// Two people on one event: different fields and different people are merged; the same field is told once, and sent again it is chosen; who
/// came is lost for nobody.
#[test]
fn two_people_at_once_on_one_event_lose_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let office = Office::open(folder.path());
    let founder = Person::founder(&office);
    let head = invited(&office, &founder, "Ким Клавдия", "head");
    let names = ["Ёжикова Мария", "Юдина Вера"];
    names.iter().for_each(|name| drop(invited(&office, &founder, name, "teacher")));
    let new = founder.get("/events/new/council").body;
    let me = id_of(&new, "Иванова");
    let [her, other] = names.map(|name| id_of(&new, name));
    let event =
        planned(&founder, "council", &[("title", "Итоги"), ("day", "2026-10-12"), ("owner", &me), ("chair", &me), ("item-0", "Вопрос")]);
    let edit = format!("{event}/edit");
    let [hers, his] = [&founder, &head].map(|who| who.get(&edit).body);
    let base = [("title", "Итоги"), ("day", "2026-10-12"), ("owner", me.as_str()), ("chair", me.as_str())];
    let send = |who: &Person<'_>, page: &str, typed: &[(&str, &str)]| {
        let item = value(page, "item-id-0").unwrap_or_default();
        let all = [&base[..], &[("item-0", "Вопрос"), ("item-id-0", item.as_str())], typed].concat();
        who.uploads(&edit, &borrowed(&filled(page, &edit, &all)), ("file", "", b""))
    };
    assert_eq!(send(&founder, &hers, &[("place", "Каб. 5"), ("person", &her)]).status, 303);
    // Another field, another person: both stand.
    assert_eq!(send(&head, &his, &[("time", "15:00"), ("person", &other)]).status, 303);
    let page = founder.get(&event).body;
    assert!(["Каб. 5", "15:00", names[0], names[1]].iter().all(|part| page.contains(part)), "{page}");
    // The same field: told in words, and sent again what is typed is chosen.
    let [hers, his] = [&founder, &head].map(|who| who.get(&edit).body);
    let people = [("person", her.as_str()), ("person", other.as_str()), ("time", "15:00")];
    let at = |place: &'static str| [&people[..], &[("place", place)]].concat();
    assert_eq!(send(&founder, &hers, &at("Каб. 6")).status, 303);
    let told = send(&head, &his, &at("Библиотека"));
    assert!(told.status == 422 && told.body.contains("теперь «Каб. 6»") && told.body.contains("value=\"Библиотека\""), "{}", told.body);
    assert_eq!(send(&head, &told.body, &at("Библиотека")).status, 303);
    assert!(founder.get(&event).body.contains("Библиотека"));
    // Who came: both had the page open; the second is told, sees what stands, and chooses.
    let [hers, his] = [&founder, &head].map(|who| who.get(&event).body);
    let hold = format!("{event}/hold");
    let came = |page: &str, people: &[&str]| filled(page, &hold, &people.iter().map(|one| ("person", *one)).collect::<Vec<_>>());
    assert_eq!(founder.sends(&hold, &borrowed(&came(&hers, &[&me, &her]))).status, 303);
    let told = head.sends(&hold, &borrowed(&came(&his, &[&me, &other])));
    assert!(told.status == 422 && told.body.contains("сейчас записано: да") && told.body.contains("сейчас записано: нет"), "{}", told.body);
    assert!(!told.body.contains("{&quot;person-"), "nothing no person reads");
    assert_eq!(head.sends(&hold, &borrowed(&came(&told.body, &[&me, &her, &other]))).status, 303);
    assert!(founder.get(&event).body.contains("3 из 3"), "{}", founder.get(&event).body);
    // Minutes: the same.
    let [hers, his] = [&founder, &head].map(|who| who.get(&event).body);
    let minutes = format!("{event}/minutes");
    let item = item_of(&hers, "Вопрос");
    let write = |who: &Person<'_>, page: &str, decided: &str| {
        let (heard, name) = (format!("{item}.heard"), format!("{item}.decided"));
        who.sends(&minutes, &borrowed(&filled(page, &minutes, &[(heard.as_str(), "Слушали"), (name.as_str(), decided)])))
    };
    assert_eq!(write(&founder, &hers, "Решили одно").status, 303);
    let told = write(&head, &his, "Решили другое");
    assert!(told.status == 422 && told.body.contains("теперь «Решили одно»"), "{}", told.body);
    assert_eq!(write(&head, &told.body, "Решили другое").status, 303);
    assert!(founder.get(&event).body.contains("Решили другое"));
}

/// How a colleague answered is for whoever leads, and for herself.
#[test]
fn a_refusal_is_not_shown_to_colleagues() {
    let folder = tempfile::tempdir().unwrap();
    let office = Office::open(folder.path());
    let founder = Person::founder(&office);
    let [first, second] = ["Ёжикова Мария", "Юдина Вера"].map(|name| invited(&office, &founder, name, "teacher"));
    let new = founder.get("/events/new/reading").body;
    let [her, other, me] = ["Ёжикова Мария", "Юдина Вера", "Иванова"].map(|name| id_of(&new, name));
    let typed = [("title", "Порядок"), ("day", "2026-10-12"), ("owner", &me), ("text", "Текст"), ("person", &her), ("person", &other)];
    let event = planned(&founder, "reading", &typed.map(|(name, value)| (name, value as &str)));
    let tick = format!("{event}/tick");
    let form =
        filled(&founder.get(&event).body, &tick, &[("person", &her), ("day", "2026-10-12"), ("how", "declined"), ("note", "Не согласна")]);
    let done = founder.uploads(&tick, &borrowed(&form), ("sheet", "", b""));
    assert_eq!(done.status, 303, "{}", done.body);
    assert!(founder.get(&event).body.contains("Не согласна") && first.get(&event).body.contains("Не согласна"), "who leads, and herself");
    let colleague = second.get(&event).body;
    assert!(colleague.contains("Ёжикова Мария") && !colleague.contains("Не согласна") && !colleague.contains("отказ"), "{colleague}");
    // Nor on the sheet she may print.
    let sheet = |who: &Person<'_>| word(&who.get(&format!("{event}/paper/read?form=docx")).bytes);
    let (leads, sees) = (sheet(&founder), sheet(&second));
    assert!(leads.contains("тказ") && sees.contains("Ёжикова") && !sees.contains("тказ"), "{leads}\n{sees}");
}
