//! Dates of a plan: schedules made known, periods set, rules changed, and what is due on a day.

use jiff::civil::{Date, date};
use records::plan::calendar::{Days, ScheduleDay};
use records::plan::{Every, Schedule, When};

use super::desk::{Desk, person};
use super::plans::{add, begin, occurrences, see};
use crate::act::Act;
use crate::id::Id;
use crate::plan::sample_content;
use crate::plan::{Add, Change, Content, Due, DueShown, FindMeasures, One, Progress, PutOff, SchedulesOf, SetSchedule, SetTerms, Whole};
use crate::reader::{Actor, Reader};
use crate::refusal::{Field, Rule};
use crate::school::Edit;
use crate::world::World;

fn due(desk: &Desk, measure: &Id) -> Vec<String> {
    occurrences(desk, measure).into_iter().map(|one| format!("{:02}.{:02}", one.due.day(), one.due.month())).collect()
}

fn day(on: Date, label: &str) -> ScheduleDay {
    ScheduleDay::typed(on, label)
}

fn change(world: &World, measure: &Id, from: Vec<When>, to: Vec<When>) -> Change {
    let [opened, wanted] = [from, to].map(|rules| Content { rules, ..sample_content() });
    Change { measure: measure.clone(), content: Edit { opened, wanted }, ..Change::sample(world) }
}

/// None until the schedule is known, then one each; a day that moves moves what nobody touched; the other schedule is still awaited.
#[test]
fn a_schedule_that_becomes_known_gives_occurrences() {
    let (mut desk, world, founder) = Desk::furnished();
    let (by, plan) = (person(&founder), world.plan.approved.clone());
    let measure = add(&mut desk, &world, &founder, &plan, vec![When::Scheduled { by: Schedule::Procedures }]);
    let other = add(&mut desk, &world, &founder, &plan, vec![When::Scheduled { by: Schedule::Olympiads }]);
    let progress = |desk: &Desk, measure: &Id| see(desk, &by, &One::of(measure.clone())).unwrap().measure.progress;
    assert_eq!((due(&desk, &measure).len(), progress(&desk, &measure)), (0, Progress::WaitsForSchedule));
    let first = vec![day(date(2027, 4, 20), "Русский язык"), day(date(2027, 4, 22), "Математика")];
    let set = |opened: &[ScheduleDay], wanted: &[ScheduleDay], schedule| {
        let days = Edit { opened: opened.to_vec(), wanted: wanted.to_vec() };
        SetSchedule { year: world.year.clone(), schedule, days }
    };
    let laid = desk.perform(&by, set(&[], &first, Schedule::Procedures)).unwrap().done;
    assert!(laid.measures > 3);
    assert_eq!(due(&desk, &measure), ["20.04", "22.04"]);
    let put_off =
        PutOff { occurrences: vec![occurrences(&desk, &measure)[0].clone()], to: date(2027, 5, 14), reason: "Карантин".into() };
    desk.perform(&by, put_off).unwrap();
    let second = vec![day(date(2027, 4, 27), "Русский язык"), day(date(2027, 4, 29), "Математика")];
    desk.perform(&by, set(&first, &second, Schedule::Procedures)).unwrap();
    assert_eq!(due(&desk, &measure), ["14.05", "29.04"]);
    assert!(matches!(desk.perform(&by, set(&first, &[], Schedule::Procedures)).unwrap_err().rule, Rule::ChangedMeanwhile(_)));
    assert_eq!(desk.perform(&by, set(&[], &first, Schedule::Unknown)).unwrap_err().rule, Rule::Wrong(Field::Schedule));
    let late = [day(date(2027, 9, 1), "")];
    assert_eq!(desk.perform(&by, set(&[], &late, Schedule::Olympiads)).unwrap_err().rule, Rule::Wrong(Field::ScheduleDays));
    let shown = see(&desk, &by, &SchedulesOf { year: world.year.clone() }).unwrap();
    assert_eq!((shown.known[0].0, shown.known[0].1.len()), (Schedule::Procedures, 2));
    assert_eq!((shown.awaited, shown.terms_entry), (vec![(Schedule::Olympiads, vec![other])], None));
}

/// The school's own periods instead of the usual ones: in a plan in force only what lies ahead moves.
#[test]
fn periods_that_are_set_move_what_lies_ahead() {
    let (mut desk, world, founder) = Desk::furnished();
    let by = person(&founder);
    let rules = || vec![When::Each { every: Every::Period }];
    let draft = begin(&mut desk, &world, &founder, "Черновик");
    let in_draft = add(&mut desk, &world, &founder, &draft, rules());
    // Two periods lie ahead; what fell due in October belongs to a plan in force as little as it did.
    let in_force = add(&mut desk, &world, &founder, &world.plan.approved, rules());
    assert_eq!(due(&desk, &in_draft), ["30.10", "30.12", "26.03", "31.05"]);
    assert_eq!(due(&desk, &in_force), ["30.12", "26.03", "31.05"]);
    let days = |first, last| Days { first, last };
    let (opened, holidays) = (world.plan.terms.periods.clone(), world.plan.terms.holidays.clone());
    let wanted = vec![
        days(date(2026, 9, 1), date(2026, 10, 23)),
        days(date(2026, 11, 2), date(2026, 12, 25)),
        days(date(2027, 1, 11), date(2027, 3, 19)),
        days(date(2027, 3, 29), date(2027, 5, 28)),
    ];
    let backwards = wanted.iter().rev().copied().collect();
    let set = |wanted| SetTerms {
        year: world.year.clone(),
        periods: Edit { opened: opened.clone(), wanted },
        holidays: Edit { opened: holidays.clone(), wanted: holidays.clone() },
    };
    assert_eq!(desk.perform(&by, set(backwards)).unwrap_err().rule, Rule::Wrong(Field::PeriodDays));
    desk.perform(&by, set(wanted)).unwrap();
    assert_eq!(due(&desk, &in_draft), ["23.10", "25.12", "19.03", "28.05"]);
    assert_eq!(due(&desk, &in_force), ["25.12", "19.03", "28.05"]);
    assert!(see(&desk, &by, &SchedulesOf { year: world.year }).unwrap().terms_entry.is_some());
}

/// In force: what fell due before today stays, what lies ahead follows the rule. Being written: everything nobody touched does.
#[test]
fn a_changed_rule_touches_only_what_lies_ahead() {
    let (mut desk, world, founder) = Desk::furnished();
    let by = person(&founder);
    let (months, halves) = (vec![When::Each { every: Every::Month }], vec![When::Each { every: Every::HalfYear }]);
    let draft = begin(&mut desk, &world, &founder, "Черновик");
    let measure = add(&mut desk, &world, &founder, &draft, months.clone());
    desk.perform(&by, change(&world, &measure, months.clone(), halves.clone())).unwrap();
    assert_eq!(due(&desk, &measure), ["30.12", "31.05"]);
    let measure = world.plan.measure.clone();
    let quarters = sample_content().rules;
    assert_eq!(due(&desk, &measure), ["30.09", "30.12", "26.03", "31.05"]);
    desk.perform(&by, change(&world, &measure, quarters, months)).unwrap();
    // September was done and April to May asked to be dropped; the quarter that ends in December goes, months from now on come.
    assert_eq!(due(&desk, &measure), ["30.09", "30.11", "30.12", "29.01", "26.02", "26.03", "26.03", "30.04", "31.05"]);
    let past = vec![When::Day { on: date(2026, 10, 1) }];
    let alone = add(&mut desk, &world, &founder, &world.plan.approved, past);
    assert_eq!(due(&desk, &alone), ["01.10"], "a measure whose only day has passed still has it");
}

/// What is due on a day: each occurrence stands in one list.
#[test]
fn what_is_due_is_told_by_the_day() {
    let (mut desk, world, founder) = Desk::furnished();
    let on = |on| vec![When::Day { on }];
    let mut ours = Vec::new();
    for day in [date(2026, 11, 20), date(2026, 11, 23), date(2026, 11, 29), date(2026, 11, 30), date(2026, 12, 1)] {
        ours.push(add(&mut desk, &world, &founder, &world.plan.approved, on(day)));
    }
    let draft = begin(&mut desk, &world, &founder, "Сроки");
    for day in [date(2026, 11, 20), date(2026, 11, 23)] {
        add(&mut desk, &world, &founder, &draft, on(day));
    }
    let shown = |actor: &Id, today: Date, owner: Option<Id>| {
        let now = today.at(9, 0, 0, 0).in_tz("Europe/Moscow").unwrap();
        see(&desk, &Reader::new(Actor::Person(actor.clone()), now), &Due { owner }).unwrap()
    };
    let told = |shown: &DueShown| {
        let list = |lines: &[crate::plan::DueLine]| {
            let ours =
                lines.iter().filter(|line| ours.contains(&line.measure)).map(|line| line.occurrence.due.strftime("%d.%m").to_string());
            ours.collect::<Vec<_>>().join(" ")
        };
        [&shown.overdue, &shown.now, &shown.week, &shown.month].map(|lines| list(lines))
    };
    let monday = shown(&founder, date(2026, 11, 23), None);
    // What had passed when the plan was approved, that Monday, is late for nobody.
    assert_eq!(told(&monday), ["", "23.11", "29.11", "30.11"]);
    // A plan that is not in force is late with nothing; what is due today stands there.
    let of_the_draft = |lines: &[crate::plan::DueLine]| lines.iter().filter(|line| line.plan == draft).count();
    let lists = [&monday.overdue, &monday.now, &monday.week, &monday.month, &monday.passed];
    assert_eq!(lists.map(|lines| of_the_draft(lines)), [0, 1, 0, 0, 0]);
    assert_eq!(told(&shown(&founder, date(2026, 12, 1), None)), ["23.11 29.11 30.11", "01.12", "", ""]);
    assert_eq!(
        monday.to_sign.iter().map(|line| line.occurrence.progress).collect::<Vec<_>>(),
        [Progress::AwaitsAcceptance, Progress::DropAsked]
    );
    assert_eq!(told(&shown(&founder, date(2026, 11, 23), Some(founder.clone()))), ["", "", "", ""], "nothing names her");
    assert_eq!(told(&shown(&world.active, date(2026, 11, 23), Some(founder.clone()))), told(&monday), "a teacher sees her own");
}

/// What had passed when a plan came into force is late for nobody, whoever looks, and is not done; its last day itself was asked for.
#[test]
fn what_passed_before_a_plan_was_in_force_is_late_for_nobody() {
    let (desk, world, founder) = Desk::furnished();
    let plan = || Whole { plan: world.plan.approved.clone() };
    let since = see(&desk, &person(&founder), &plan()).unwrap().entered.unwrap();
    for (due, late) in [(since.yesterday().unwrap(), false), (since, true)] {
        let sql = "update occurrence set from_day = ?2, due_day = ?2, put_off_to = null where id = ?1";
        desk.connection().execute(sql, [world.plan.open.as_str(), due.to_string().as_str()]).unwrap();
        let now = since.at(9, 0, 0, 0).in_tz("Europe/Moscow").unwrap().checked_add(jiff::Span::new().days(30)).unwrap();
        let at = |who: &Id| Reader::new(Actor::Person(who.clone()), now.clone());
        for who in [&founder, &world.active] {
            let shown = see(&desk, &at(who), &Due { owner: None }).unwrap();
            let all = [&shown.overdue, &shown.now, &shown.week, &shown.month, &shown.to_sign];
            let stands = all.map(|lines| lines.iter().filter(|line| line.occurrence.id == world.plan.open).count());
            assert_eq!(stands, [usize::from(late), 0, 0, 0, 0], "{due}");
            assert_eq!(shown.passed.iter().any(|line| line.occurrence.id == world.plan.open), !late, "it stands apart: {due}");
        }
        let whole = see(&desk, &at(&founder), &plan()).unwrap();
        let times: Vec<_> = whole.blocks.iter().flat_map(|block| &block.measures).flat_map(|measure| &measure.occurrences).collect();
        let open = times.iter().find(|one| one.id == world.plan.open).unwrap();
        assert_eq!((open.progress, open.progress.closed()), (if late { Progress::Overdue } else { Progress::Passed }, false), "{due}");
        // The page of the measure and what is found by words judge alike; the counts of the plan hold it as what it is.
        let measure = see(&desk, &at(&world.active), &One::of(world.plan.measure.clone())).unwrap().measure;
        assert_eq!(measure.occurrences.iter().find(|one| one.id == world.plan.open).unwrap().progress, open.progress);
        let found = see(&desk, &at(&founder), &FindMeasures { words: measure.content.text.clone(), most: 50 }).unwrap();
        assert!(found.iter().any(|one| one.measure.occurrences == measure.occurrences), "{due}");
        let passed = times.iter().filter(|one| one.progress == Progress::Passed).count();
        assert!(usize::try_from(whole.occurrences[&Progress::Passed]).unwrap() == passed && passed > usize::from(late), "{passed}");
    }
}

/// Measures are found in every plan by all the words, wherever they stand in them; whoever sees her own finds her own.
#[test]
fn measures_are_found_by_their_words() {
    let (mut desk, world, founder) = Desk::furnished();
    let plan = begin(&mut desk, &world, &founder, "Поиск");
    let content = Content { text: "Учёт пакетов с КИМ".into(), block: "Порядок дня".into(), ..sample_content() };
    let measure = desk.perform(&person(&founder), Add { plan, content, ..Add::sample(&world) }).unwrap().done[0].clone();
    let find = |actor: &Id, words: &str, most| {
        let found = see(&desk, &person(actor), &FindMeasures { words: words.into(), most }).unwrap();
        found.into_iter().map(|one| (one.plan_title, one.measure.id)).collect::<Vec<_>>()
    };
    let ours = [("Поиск".to_owned(), measure)];
    assert_eq!(find(&founder, "учет ким", 9), ours, "«ё» is «е»");
    assert_eq!(find(&founder, "КИМ порядок", 9), ours, "a word of the block");
    assert_eq!(find(&founder, "учет семинар", 9), [], "every word");
    assert_eq!(find(&founder, "  ", 9), [], "no words find nothing");
    let all = find(&founder, "а", 99);
    assert!(all.len() > 2 && find(&founder, "а", 2) == all[..2], "{all:?}");
    let hers = find(&world.active, "а", 99);
    assert!(!hers.is_empty() && hers.len() < all.len() && hers.iter().all(|one| all.contains(one)), "{hers:?}");
}
