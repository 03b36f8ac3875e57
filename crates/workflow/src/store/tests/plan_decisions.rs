//! What people decide about a plan and its measures, and who is the second person.

use jiff::civil::date;
use records::plan::When;

use super::desk::{Desk, morning, person};
use super::plans::{add, begin, evidence, occurrences, see};
use crate::act::Act;
use crate::id::Id;
use crate::people::{Activate, Give, Invite};
use crate::plan::sample_content;
use crate::plan::{
    Accept, Accepted, Add, AgreeToDrop, Amend, Approve, Attach, Change, Close, Content, Detach, DropMeasure, DropOccurrence, Evidence,
    MeasureShown, NotNeeded, One, OneShown, Ordered, Orders, Paper, Progress, PutOff, Remove, SayDone, Whole, Withdraw, digest_of,
};
use crate::reader::Reader;
use crate::refusal::{Conflict, Field, Refusal, Rule};
use crate::role::{Role, Scope};
use crate::school::Edit;
use crate::world::World;

struct School {
    desk: Desk,
    world: World,
    /// The deputy head, who began the plans.
    deputy: Reader,
    /// The head.
    head: Reader,
    /// A teacher, owner of every measure.
    teacher: Reader,
}

impl School {
    fn new() -> Self {
        let (mut desk, world, founder) = Desk::furnished();
        let deputy = person(&founder);
        let head = desk.perform(&deputy, Invite { name: "Директор".into() }).unwrap();
        desk.perform(&super::desk::program(), Activate { person: head.done.clone(), seen: head.entry }).unwrap();
        let give = Give { person: head.done.clone(), role: Role::Head, scope: Scope::School, from: world.today, to: None };
        desk.perform(&deputy, give).unwrap();
        Self { desk, deputy, head: person(&head.done), teacher: person(&world.active), world }
    }

    fn done<A: Act>(&mut self, by: &Reader, act: A) -> A::Done {
        self.desk.perform(by, act).unwrap().done
    }

    fn refused<A: Act>(&mut self, by: &Reader, act: A) -> Rule
    where
        A::Done: std::fmt::Debug,
    {
        self.desk.perform(by, act).unwrap_err().rule
    }

    fn one(&self, by: &Reader) -> Result<OneShown, Refusal> {
        see(&self.desk, by, &One::of(self.world.plan.measure.clone()))
    }

    /// How far an occurrence of the measure is.
    fn progress(&self, id: &Id) -> Progress {
        self.one(&self.deputy).unwrap().measure.occurrences.into_iter().find(|one| one.id == *id).unwrap().progress
    }
}

fn words(words: &str) -> Evidence {
    let today = morning().date();
    Evidence { words: words.into(), from: today, to: today, file: None }
}

/// By the head; by an order on paper; never by the one who began it alone. Who and which order is shown.
/// covers: R48
#[test]
fn a_plan_is_approved_by_two_or_on_paper() {
    let mut school = School::new();
    let (deputy, head, world) = (school.deputy.clone(), school.head.clone(), school.world.clone());
    let approve = |paper: Option<Paper>| Approve { plan: world.plan.draft.clone(), seen: 1, paper };
    let paper = || Approve::sample(&world).paper.unwrap();
    assert_eq!(school.refused(&deputy, approve(None)), Rule::SecondPerson);
    assert_eq!(school.refused(&deputy, approve(Some(Paper { number: " ".into(), ..paper() }))), Rule::Missing(Field::PaperNumber));
    assert_eq!(school.refused(&deputy, approve(Some(Paper { day: date(2026, 11, 24), ..paper() }))), Rule::Wrong(Field::PaperDay));
    assert_eq!(school.refused(&deputy, approve(Some(Paper { scan: "ab".repeat(32), ..paper() }))), Rule::FileNotKept);
    let empty = begin(&mut school.desk, &world, deputy.person().unwrap(), "Пустой");
    assert_eq!(school.refused(&head, Approve { plan: empty, seen: 1, paper: None }), Rule::Missing(Field::Rows));
    school.done(&head, approve(None));
    assert_eq!(school.refused(&head, approve(None)), Rule::NoSuchStep);
    let whole = see(&school.desk, &deputy, &Whole { plan: world.plan.draft.clone() }).unwrap();
    let approved = whole.approved.unwrap();
    assert_eq!((approved.person.as_ref(), approved.paper), (head.person(), None));
    let on_paper = see(&school.desk, &deputy, &Whole { plan: world.plan.approved.clone() }).unwrap().approved.unwrap();
    assert_eq!(on_paper.paper.unwrap(), paper());
}

/// After approval a change says why; the reasons stand on the plan. Nothing is changed in a closed plan.
#[test]
fn an_approved_plan_is_amended_with_a_reason_and_a_closed_one_is_read() {
    let mut school = School::new();
    let (deputy, world) = (school.deputy.clone(), school.world.clone());
    let plan = world.plan.approved.clone();
    let amend = |reason: Option<&str>| {
        let sample = Amend::sample(&world);
        let title = Edit { opened: "ВШК".to_owned(), wanted: "План ВШК".to_owned() };
        Amend { plan: plan.clone(), title, reason: reason.map(str::to_owned), ..sample }
    };
    assert_eq!(school.refused(&deputy, amend(None)), Rule::Missing(Field::Reason));
    assert_eq!(school.refused(&deputy, Add { reason: Some(" ".into()), ..Add::sample(&world) }), Rule::Missing(Field::Reason));
    assert_eq!(school.refused(&deputy, Change { reason: None, ..Change::sample(&world) }), Rule::Missing(Field::Reason));
    assert_eq!(school.refused(&deputy, Remove { reason: None, ..Remove::sample(&world) }), Rule::Missing(Field::Reason));
    school.done(&deputy, amend(Some("Новое название")));
    assert_eq!(school.refused(&deputy, amend(Some("Новое название"))), Rule::NothingChanged);
    school.done(&deputy, Add::sample(&world));
    let whole = see(&school.desk, &deputy, &Whole { plan: plan.clone() }).unwrap();
    let reasons: Vec<&str> = whole.amendments.iter().map(|amendment| amendment.reason.as_str()).collect();
    assert_eq!((whole.preface.title.as_str(), reasons), ("План ВШК", vec!["Предписание учредителя", "Новое название"]));
    assert_eq!(school.refused(&deputy, Close { report: String::new(), file: None, ..Close::sample(&world) }), Rule::Missing(Field::Report));
    school.done(&deputy, Close::sample(&world));
    assert_eq!(school.refused(&deputy, amend(Some("x"))), Rule::PlanClosed);
    assert_eq!(school.refused(&deputy, Change::sample(&world)), Rule::PlanClosed);
    assert_eq!(school.refused(&deputy, SayDone::sample(&world)), Rule::PlanClosed);
    assert_eq!(school.refused(&deputy, Attach::sample(&world)), Rule::PlanClosed);
    let whole = see(&school.desk, &deputy, &Whole { plan }).unwrap();
    assert_eq!((whole.report.as_str(), whole.report_file), ("Выполнено 40 из 42.", Some(world.plan.file)));
}

/// Any occurrence is closed with words, a date and, if one likes, a file; several at once; nothing is shown of days to come.
#[test]
fn any_occurrence_is_closed_with_words_a_date_and_a_file() {
    let mut school = School::new();
    let (deputy, world) = (school.deputy.clone(), school.world.clone());
    let plan = world.plan.approved.clone();
    let founder = deputy.person().unwrap().clone();
    let rules = [vec![When::AllYear], vec![When::AsNeeded], vec![When::Day { on: date(2026, 12, 1) }]];
    let measures: Vec<Id> = rules.into_iter().map(|rules| add(&mut school.desk, &world, &founder, &plan, rules)).collect();
    let shown: Vec<_> = measures.iter().map(|measure| occurrences(&school.desk, measure)[0].clone()).collect();
    let say = |evidence| SayDone { occurrences: shown.clone(), evidence };
    let on = |from, to| Evidence { from, to, ..words("Сделано") };
    assert_eq!(school.refused(&deputy, say(words(" "))), Rule::Missing(Field::Words));
    let between = |first, last| Rule::DayNotBetween(Field::EvidenceDays, first, last);
    let (august, today) = (date(2026, 8, 1), date(2026, 11, 23));
    assert_eq!(school.refused(&deputy, say(on(today, date(2026, 11, 24)))), between(august, today));
    assert_eq!(school.refused(&deputy, say(on(date(1999, 1, 1), date(1999, 1, 1)))), between(august, today), "a slip in the year");
    assert_eq!(school.refused(&deputy, say(on(date(2026, 11, 23), date(2026, 11, 22)))), Rule::Wrong(Field::EvidenceDays));
    let twice = SayDone { occurrences: vec![shown[0].clone(), shown[0].clone()], evidence: words("Сделано") };
    assert_eq!(school.refused(&deputy, twice), Rule::Wrong(Field::Occurrences));
    let none = SayDone { occurrences: Vec::new(), evidence: words("Сделано") };
    assert_eq!(school.refused(&deputy, none), Rule::Missing(Field::Occurrences));
    assert_eq!(school.done(&deputy, say(words("Сделано"))).occurrences.len(), 3);
    assert!(shown.iter().all(|one| evidence(&school.desk, &one.id)[0].evidence == words("Сделано")));
    assert_eq!(school.refused(&deputy, say(words("Сделано"))), Rule::NoSuchStep);
}

/// Another person accepts what she saw; evidence that changed since is told.
#[test]
fn what_is_accepted_is_what_was_seen() {
    let mut school = School::new();
    let (deputy, head, teacher, world) = (school.deputy.clone(), school.head.clone(), school.teacher.clone(), school.world.clone());
    let done = world.plan.done.clone();
    let accept = |digest: &str| Accept { occurrence: done.clone(), seen: 1, digest: digest.into() };
    let attach = |text: &str| Attach { occurrence: done.clone(), seen: 1, evidence: words(text) };
    assert_eq!(school.progress(&done), Progress::AwaitsAcceptance);
    school.done(&teacher, attach("Ещё и протокол"));
    assert_eq!(school.refused(&head, accept(&world.plan.digest)), Rule::EvidenceChanged);
    let all = evidence(&school.desk, &done);
    school.done(&head, accept(&digest_of(&all).to_string()));
    assert_eq!(school.progress(&done), Progress::Accepted);
    // Its own day and name, whichever day the evidence is of; the same on the whole plan.
    let accepted = Some(Accepted { on: morning().date(), by: "Директор".into() });
    let of = |measure: MeasureShown| measure.occurrences.into_iter().find(|one| one.id == done).unwrap().accepted;
    assert_eq!(of(school.one(&deputy).unwrap().measure), accepted);
    let whole = see(&school.desk, &deputy, &Whole { plan: world.plan.approved.clone() }).unwrap();
    let measures = whole.blocks.into_iter().flat_map(|block| block.measures);
    assert_eq!(of(measures.into_iter().find(|measure| measure.id == world.plan.measure).unwrap()), accepted);
    school.done(&teacher, attach("И фото"));
    assert_eq!(school.progress(&done), Progress::ChangedSince);
    let added = evidence(&school.desk, &done).into_iter().find(|kept| kept.evidence == words("И фото")).unwrap().id;
    school.done(&teacher, Detach { evidence: added, reason: "Лишнее".into() });
    assert_eq!(school.progress(&done), Progress::Accepted, "as it was accepted");
    let now = |school: &School| digest_of(&evidence(&school.desk, &done)).to_string();
    assert_eq!(school.refused(&head, accept(&now(&school))), Rule::NoSuchStep, "there is nothing new to accept");
    // What changed since is accepted once more: by nobody who said it done, or gave what is new.
    school.done(&head, attach("И ещё справка"));
    assert_eq!(school.progress(&done), Progress::ChangedSince);
    assert_eq!(school.refused(&head, accept(&now(&school))), Rule::SecondPerson);
    school.done(&deputy, accept(&now(&school)));
    assert_eq!(school.progress(&done), Progress::Accepted);
    let withdraw = || Withdraw { occurrence: done.clone(), seen: 1, reason: "Не то".into() };
    assert_eq!(school.refused(&teacher, withdraw()), Rule::NotYours, "somebody agreed to it since");
    school.done(&deputy, withdraw());
    assert_eq!(of(school.one(&deputy).unwrap().measure), None, "what was withdrawn is accepted by nobody");
    let say = SayDone { occurrences: vec![shown(&school.desk, &world, &done)], evidence: words("Сделано") };
    school.done(&deputy, say);
    let all = digest_of(&evidence(&school.desk, &done)).to_string();
    assert_eq!(school.refused(&deputy, accept(&all)), Rule::SecondPerson);
    school.done(&head, accept(&all));
}

fn shown(desk: &Desk, world: &World, id: &Id) -> crate::plan::Shown {
    occurrences(desk, &world.plan.measure).into_iter().find(|one| one.id == *id).unwrap()
}

/// Where a measure asks for none, done is done.
#[test]
fn acceptance_is_asked_where_the_measure_says_so() {
    let mut school = School::new();
    let (deputy, head, world) = (school.deputy.clone(), school.head.clone(), school.world.clone());
    let content = Content { asks_acceptance: false, rules: vec![When::AllYear], ..sample_content() };
    let measure = school.done(&deputy, Add { content, ..Add::sample(&world) })[0].clone();
    let one = occurrences(&school.desk, &measure)[0].clone();
    school.done(&deputy, SayDone { occurrences: vec![one.clone()], evidence: words("Сделано") });
    let digest = digest_of(&evidence(&school.desk, &one.id)).to_string();
    assert_eq!(school.refused(&head, Accept { occurrence: one.id, seen: 1, digest }), Rule::NoAcceptance);
}

/// Somebody asks, another agrees; or a paper says so, entered by whoever keeps the plan.
#[test]
fn an_occurrence_is_dropped_by_two_or_on_paper() {
    let mut school = School::new();
    let (deputy, head, teacher, world) = (school.deputy.clone(), school.head.clone(), school.teacher.clone(), school.world.clone());
    let open = world.plan.open.clone();
    let paper = Approve::sample(&world).paper;
    let drop = |paper: Option<Paper>| DropOccurrence { occurrence: open.clone(), paper, ..DropOccurrence::sample(&world) };
    let agree = || AgreeToDrop { occurrence: open.clone(), seen: 1 };
    assert_eq!(school.refused(&teacher, drop(paper.clone())), Rule::NotAllowed);
    assert_eq!(school.refused(&deputy, agree()), Rule::NoSuchStep);
    assert_eq!(school.refused(&deputy, DropOccurrence { reason: String::new(), ..drop(None) }), Rule::Missing(Field::Reason));
    school.done(&deputy, drop(None));
    assert_eq!(school.progress(&open), Progress::DropAsked);
    assert_eq!(school.refused(&deputy, agree()), Rule::SecondPerson);
    school.done(&head, agree());
    assert_eq!(school.progress(&open), Progress::Dropped);
    assert_eq!(school.refused(&deputy, Attach { occurrence: open.clone(), ..Attach::sample(&world) }), Rule::NoSuchStep);
    school.done(&deputy, Withdraw { occurrence: open.clone(), seen: 1, reason: "Всё же проводим".into() });
    school.done(&deputy, drop(paper));
    assert_eq!(school.progress(&open), Progress::Dropped);
}

/// An order that stood for the second person is shown with its scan, to whoever sees the plan whole; taken back, it is none any more.
/// covers: R48
#[test]
fn an_order_is_seen_again() {
    let mut school = School::new();
    let (deputy, teacher, world) = (school.deputy.clone(), school.teacher.clone(), school.world.clone());
    let look = Orders { plan: world.plan.approved.clone() };
    let approved = see(&school.desk, &deputy, &look).unwrap();
    let [first] = approved.as_slice() else { panic!("{approved:?}") };
    let signed = see(&school.desk, &deputy, &Whole { plan: world.plan.approved.clone() }).unwrap().approved.unwrap();
    assert_eq!(
        (&first.what, Some(&first.paper), first.entered, first.erased),
        (&Ordered::Approved, signed.paper.as_ref(), world.today, false)
    );
    assert!(!first.by.is_empty());
    assert_eq!(see(&school.desk, &teacher, &look).unwrap_err().rule, Rule::NotAllowed);
    let paper = |number: &str| Paper { number: number.into(), ..first.paper.clone() };
    let (open, measure) = (world.plan.open.clone(), world.plan.measure.clone());
    school.done(&deputy, DropOccurrence { occurrence: open.clone(), paper: Some(paper("8")), ..DropOccurrence::sample(&world) });
    let told = |school: &School| {
        let orders = see(&school.desk, &deputy, &look).unwrap();
        orders.into_iter().map(|order| (order.paper.number, order.what, order.erased)).collect::<Vec<_>>()
    };
    let time = told(&school).remove(0);
    let due = shown(&school.desk, &world, &open).due;
    assert!(
        matches!(&time, (number, Ordered::Time { occurrence, measure: of, due: on, .. }, false)
            if number == "8" && *occurrence == open && *of == measure && *on == due),
        "{time:?}"
    );
    school.done(&deputy, Withdraw { occurrence: open, seen: 1, reason: "Всё же проводим".into() });
    assert_eq!(told(&school).len(), 1);
    school.done(&deputy, DropMeasure { paper: Some(paper("9")), ..DropMeasure::sample(&world) });
    let dropped = told(&school);
    assert!(dropped.len() == 2 && dropped[0].0 == "9" && matches!(&dropped[0].1, Ordered::Measure { measure: of, .. } if *of == measure));
    // A scan that was erased is no file any more.
    let sql = "insert into erased (thing, entry) values (?, 1)";
    school.desk.connection().execute(sql, [&first.paper.scan]).unwrap();
    assert!(told(&school).iter().all(|(.., erased)| *erased));
    // Another plan has orders of its own.
    assert!(see(&school.desk, &deputy, &Orders { plan: world.plan.draft.clone() }).unwrap().is_empty());
}

/// Two forms on the same day: the same day is no conflict, another one shows both.
#[test]
fn a_day_put_off_by_another_meanwhile_is_shown() {
    let mut school = School::new();
    let (deputy, world) = (school.deputy.clone(), school.world.clone());
    let open = shown(&school.desk, &world, &world.plan.open);
    let put_off = |to| PutOff { occurrences: vec![open.clone()], to, reason: "Перенос".into() };
    assert_eq!(school.refused(&deputy, put_off(open.due)), Rule::Wrong(Field::PutOffDay));
    assert_eq!(school.refused(&deputy, PutOff { reason: " ".into(), ..put_off(date(2027, 1, 15)) }), Rule::Missing(Field::Reason));
    let between = Rule::DayNotBetween(Field::PutOffDay, date(2026, 11, 23), date(2027, 8, 31));
    assert_eq!(school.refused(&deputy, put_off(date(2035, 1, 1))), between, "a slip in the year would take it out of sight");
    assert_eq!(school.refused(&deputy, put_off(date(2026, 11, 22))), between);
    let entry = school.desk.perform(&deputy, put_off(date(2027, 1, 15))).unwrap().entry;
    let [opened, now, wanted] = [open.due, date(2027, 1, 15), date(2027, 1, 20)].map(|day| day.to_string());
    let Rule::ChangedMeanwhile(told) = school.refused(&deputy, put_off(date(2027, 1, 20))) else { panic!("a conflict") };
    let last = told[0].last.clone();
    assert!(last.is_some(), "who put it off is told");
    assert_eq!(told, [Conflict { field: Field::PutOffDay, opened, now, wanted, entry, last }]);
    let one = school.one(&deputy).unwrap().measure.occurrences.into_iter().find(|one| one.id == open.id).unwrap();
    assert_eq!((one.due, one.put_off), (date(2027, 1, 15), Some((open.due, "Перенос".into()))));
    // A day too late is put right by an earlier one.
    let again = crate::plan::Shown { due: date(2027, 1, 15), ..open };
    school.done(&deputy, PutOff { occurrences: vec![again], to: date(2027, 1, 12), reason: "Опечатка".into() });
}

/// «В этом месяце не понадобилось», and «в этом году больше не понадобится»: later questions are answered with it, earlier ones are not.
#[test]
fn a_question_is_answered_for_the_month_or_for_the_year() {
    let mut school = School::new();
    let (deputy, teacher, world) = (school.deputy.clone(), school.teacher.clone(), school.world.clone());
    let answer = |this_year| NotNeeded { this_year, ..NotNeeded::sample(&world) };
    assert_eq!(school.refused(&teacher, NotNeeded { note: String::new(), ..answer(false) }), Rule::Missing(Field::Note));
    assert_eq!(school.refused(&teacher, NotNeeded { occurrence: world.plan.open.clone(), ..answer(false) }), Rule::NoQuestion);
    assert_eq!(school.done(&teacher, answer(true)).occurrences.len(), 7, "from November to May");
    assert_eq!(school.refused(&teacher, answer(false)), Rule::NoSuchStep);
    school.done(&teacher, Withdraw { occurrence: world.plan.question.clone(), seen: 1, reason: "Понадобилось".into() });
    assert_eq!(school.done(&teacher, answer(false)).occurrences.len(), 1);
    assert_eq!(school.refused(&deputy, Withdraw { reason: String::new(), ..Withdraw::sample(&world) }), Rule::Missing(Field::Reason));
}

/// A measure something was decided about is dropped, not removed; what is open of it is due no longer, what was done stays done.
#[test]
fn a_measure_with_decisions_is_dropped_and_not_removed() {
    let mut school = School::new();
    let (deputy, head, world) = (school.deputy.clone(), school.head.clone(), school.world.clone());
    let measure = world.plan.measure.clone();
    assert_eq!(school.refused(&deputy, Remove { measure: measure.clone(), ..Remove::sample(&world) }), Rule::Decided);
    let drop = || DropMeasure { paper: None, ..DropMeasure::sample(&world) };
    assert_eq!(school.refused(&deputy, drop()), Rule::SecondPerson);
    school.done(&head, drop());
    assert_eq!(school.refused(&head, drop()), Rule::NoSuchStep);
    let shown = school.one(&deputy).unwrap();
    assert_eq!((shown.measure.progress, shown.measure.reason.as_str()), (Progress::Dropped, "Олимпиада отменена"));
    assert_eq!(school.progress(&world.plan.open), Progress::Dropped);
    assert_eq!(school.progress(&world.plan.done), Progress::AwaitsAcceptance);
    assert_eq!(school.refused(&deputy, SayDone::sample(&world)), Rule::NoSuchStep);
}

/// A teacher sees and does what names her, and nothing else: the answer is that of a thing that is not there.
#[test]
fn a_teacher_works_on_her_own_measures() {
    let mut school = School::new();
    let (deputy, teacher, world) = (school.deputy.clone(), school.teacher.clone(), school.world.clone());
    assert_eq!(school.one(&teacher).unwrap().measure.people[0].id, world.active);
    school.done(&teacher, SayDone::sample(&world));
    let content = sample_content();
    let nobody = Change {
        content: Edit { opened: content.clone(), wanted: content },
        people: Edit { opened: vec![world.active.clone()], wanted: Vec::new() },
        ..Change::sample(&world)
    };
    school.done(&deputy, nobody);
    assert_eq!(school.one(&teacher).unwrap_err().rule, Rule::NotThere);
    assert_eq!(school.refused(&teacher, Attach::sample(&world)), Rule::NotThere);
    let stranger = Id::read("person-22222222").unwrap();
    assert_eq!(school.refused(&deputy, Add { people: vec![stranger], ..Add::sample(&world) }), Rule::Wrong(Field::OwnerPeople));
}

/// The history of a measure is what the ledger says of it: the batch it came with, and everything since.
#[test]
fn a_measure_is_shown_with_its_history() {
    let mut school = School::new();
    let (deputy, world) = (school.deputy.clone(), school.world.clone());
    school.done(&deputy, PutOff::sample(&world));
    let acts = |measure: &Id| {
        let one = see(&school.desk, &deputy, &One::of(measure.clone())).unwrap();
        (one.history.into_iter().map(|line| line.read.act).collect::<Vec<_>>(), one.sources.len())
    };
    let (history, sources) = acts(&world.plan.measure);
    assert_eq!(
        (history, sources),
        (["occurrence.put-off", "effect.declare", "occurrence.drop", "occurrence.say-done", "measure.add"].map(String::from).to_vec(), 0)
    );
    let last = see(&school.desk, &deputy, &One { measure: world.plan.measure.clone(), entries: 2 }).unwrap();
    assert_eq!((last.history.len(), last.earlier), (2, true), "the page shows the last ones and says that there are earlier ones");
    let all = see(&school.desk, &deputy, &One { measure: world.plan.measure.clone(), entries: One::MOST }).unwrap();
    assert_eq!((all.history.len(), all.earlier), (5, false));
    assert_eq!(all.history[..2], last.history[..], "the same ones");
    // Read for itself a measure is what it is in its plan.
    let whole = see(&school.desk, &deputy, &Whole { plan: last.plan.clone() }).unwrap();
    let among = whole.blocks.into_iter().flat_map(|block| block.measures).find(|one| one.id == world.plan.measure);
    assert_eq!(among, Some(last.measure));
    let from_file: String = school.desk.connection().query_row("select measure from taken_row", [], |row| row.get(0)).unwrap();
    let (history, sources) = acts(&Id::read(&from_file).unwrap());
    assert_eq!((history, sources), (vec!["plan.take".to_owned()], 1));
}
