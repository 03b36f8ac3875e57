//! The list of acts × roles: every act and look is asked for in every role, and what was answered is the page docs/acts.md.
//! `OBJEKTIV_WRITE=1` writes the page anew, to be read before it is committed.

use std::fmt::Write;
use std::path::Path;

use super::desk::{Desk, console, fitting, once, person, program};
use crate::act::{Act, Look};
use crate::acts::{ACTS, LOOKS, Visitor, for_each};
use crate::id::Id;
use crate::journal::{Journal, Refusals};
use crate::people::{Activate, Give, Invite, List, Me, Signers, SigningIn, State};
use crate::plan::{
    Batches, Due, Effects, FindMeasures, MeasureOf, OccurrenceState, OccurrenceStep, One, OpenWith, Orders, Papers, PlanState, PlanStep,
    Plans, Preview, SchedulesOf, Several, Source, Whole,
};
use crate::policy::{Policy, Purpose, Reach, Second};
use crate::reader::Reader;
use crate::recovery::{Backups, Sheets};
use crate::refusal::{Refusal, Rule};
use crate::results::{ResultState, ResultStep};
use crate::role::{Role, Scope};
use crate::roster::{PreviewRoster, Unread};
use crate::school::{Found, Overview, YearState};
use crate::world::World;

/// One who holds exactly this role in the whole school.
fn holder(desk: &mut Desk, founder: &Id, role: Role) -> Id {
    let by = person(founder);
    let invited = desk.perform(&by, Invite { name: "Тот, кто спрашивает".into() }).unwrap();
    desk.perform(&program(), Activate { person: invited.done.clone(), seen: invited.entry }).unwrap();
    let give = Give { person: invited.done.clone(), role, scope: Scope::School, from: jiff::civil::date(2026, 9, 1), to: None };
    desk.perform(&by, give).unwrap();
    invited.done
}

/// How an answer stands in the table.
fn mark<T>(answer: Result<T, Refusal>, own: bool) -> &'static str {
    match answer.map(drop).map_err(|refusal| refusal.rule) {
        Ok(()) => "yes",
        Err(Rule::NotAllowed) => "–",
        Err(Rule::NotThere) if own => "own",
        Err(rule) => panic!("a sample is refused for another reason: {rule:?}"),
    }
}

/// Whether the role is admitted, and to her own things only.
fn own(policy: &Policy, role: Role) -> bool {
    policy.may.iter().any(|(may, reach)| *may == role && matches!(reach, Reach::Own | Reach::Class | Reach::Subject | Reach::Common))
}

struct Table(Vec<(&'static str, Vec<&'static str>)>);

impl Visitor for Table {
    fn visit<A: Act>(&mut self) {
        let founding = A::NAME == Found::NAME;
        let mut marks = Vec::new();
        for role in Role::ALL {
            let (mut desk, world, founder) = Desk::furnished();
            let who = holder(&mut desk, &founder, role);
            let by = Reader::new(crate::Actor::Person(who), fitting::<A>(&founder).now().clone()).after_step_up();
            marks.push(mark(desk.writer.perform(&by, &once(), A::sample(&world)), own(&A::POLICY, role)));
        }
        for by in [program(), console()] {
            let (mut desk, world, founder) = Desk::furnished();
            let by = Reader::new(by.actor().clone(), fitting::<A>(&founder).now().clone()).after_step_up();
            if founding {
                desk = Desk::new();
            }
            marks.push(mark(desk.writer.perform(&by, &once(), A::sample(&world)), false));
        }
        self.0.push((A::NAME, marks));
    }
}

fn look<L: Look>(look: impl Fn(&World) -> L) -> (&'static str, Vec<&'static str>) {
    let (mut desk, world, founder) = Desk::furnished();
    let look = || look(&world);
    let mut by: Vec<(Reader, bool)> =
        Role::ALL.iter().map(|role| (person(&holder(&mut desk, &founder, *role)).after_step_up(), own(&L::POLICY, *role))).collect();
    by.extend([(program(), false), (console(), false)]);
    let see = |by: Reader| {
        let names = super::desk::names();
        let db = super::super::db::Db::over(desk.connection()).knowing(names.as_ref());
        let by = crate::people::rights(&db, by)?;
        crate::policy::admit(&L::POLICY, &by)?;
        crate::policy::authorise(&L::POLICY, &by, &look().place())?;
        look().see(&by, &db)
    };
    (L::NAME, by.into_iter().map(|(by, own)| mark(see(by), own)).collect())
}

/// Lists of nobody.
fn lists(world: &World) -> PreviewRoster {
    PreviewRoster {
        year: world.year.clone(),
        lines: Vec::new(),
        choices: Default::default(),
        make_classes: false,
        unread: Unread::default(),
    }
}

/// A file of marks, without marks.
fn marks(world: &World) -> crate::marks::PreviewMarks {
    crate::marks::PreviewMarks { year: world.year.clone(), children: Vec::new(), marks: Vec::new(), choices: Default::default() }
}

/// Every look, asked for in every role.
fn looks() -> Vec<(&'static str, Vec<&'static str>)> {
    [looks_at_work(), looks_aside()].concat()
}

/// Looks of people, the plan, events and lists.
fn looks_at_work() -> Vec<(&'static str, Vec<&'static str>)> {
    vec![
        look(|_| Overview),
        look(|_| List),
        look(|_| crate::people::Awaited),
        look(|world| crate::people::One { person: world.active.clone() }),
        look(|world| crate::people::ComparePeople { into: world.same[0].0.clone(), merged: world.same[1].0.clone() }),
        look(|_| Me),
        look(|world| Signers { day: world.today }),
        look(|_| SigningIn { name: "Анна".into() }),
        look(|_| Journal { of: None, before: None, limit: 10 }),
        look(|_| Refusals { limit: 10 }),
        look(|_| crate::journal::NamesRead { limit: 10 }),
        look(|_| Plans),
        look(|world| Whole { plan: world.plan.approved.clone() }),
        look(|world| One::of(world.plan.measure.clone())),
        look(|world| MeasureOf { occurrence: world.plan.open.clone() }),
        look(|world| Several { occurrences: vec![world.plan.open.clone()] }),
        look(|world| OpenWith { person: world.active.clone() }),
        look(|_| crate::plan::HandedToMe),
        look(|_| Due { owner: None }),
        look(|_| FindMeasures { words: "план".into(), most: 9 }),
        look(|world| Effects { plan: Some(world.plan.approved.clone()) }),
        look(|world| Batches { plan: world.plan.draft.clone() }),
        look(|world| Preview { plan: world.plan.draft.clone(), source: Source::File, rows: Vec::new() }),
        look(|world| SchedulesOf { year: world.year.clone() }),
        look(|world| Papers { plan: world.plan.approved.clone() }),
        look(|world| Orders { plan: world.plan.approved.clone() }),
        look(|world| crate::levels::Levels { year: world.year.clone() }),
        look(|_| crate::event::Events),
        look(|world| crate::event::OneEvent { event: world.event.planned.clone() }),
        look(|world| crate::calendar::Calendar { from: world.today, to: world.today, mine: false }),
        look(|_| crate::event::MyEvents),
        look(|_| crate::event::Decisions),
        look(|world| crate::event::OneDecision { decision: world.event.decision.clone() }),
        look(|_| crate::event::Trainings),
        look(|world| crate::event::EventsOf { measure: world.plan.measure.clone() }),
        look(|world| crate::event::CouldShow { kind: "council".into(), day: world.today }),
        look(|world| crate::event::FamiliesOf { event: world.event.to_families.clone() }),
        look(|world| crate::event::ToRead { code: world.event.family_code.clone() }),
        look(|world| crate::event::PupilsOf { event: world.event.about.clone() }),
        look(|_| crate::event::PupilJournal { kind: "consultation".into() }),
        look(|world| crate::event::HelpGiven { able: false, pupils: vec![world.roster.pupil.clone()], subject: String::new() }),
        look(|world| crate::marks::MarksOf { pupil: world.roster.pupil.clone() }),
        look(|world| crate::event::SupportOf { pupil: world.roster.pupil.clone() }),
        look(|_| crate::people::Colleagues),
        look(|_| crate::results::Batches),
        look(|world| crate::results::OneBatch { batch: world.results.clone() }),
        look(|_| crate::roster::Classes),
        look(|world| crate::roster::ClassOf { class: world.roster.class.clone() }),
        look(|world| crate::roster::PupilOf { pupil: world.roster.pupil.clone() }),
        look(|_| crate::roster::FindPupils { words: "ёлкин".into() }),
        look(|world| crate::roster::RelativeOf { relative: world.roster.relative.clone() }),
        look(|world| crate::roster::FindRelatives { relative: world.roster.relative.clone(), words: String::new() }),
        look(|_| crate::roster::Loads),
        look(|world| crate::roster::TeachingOf { person: world.active.clone() }),
        look(|_| crate::roster::Lacking),
        look(|world| crate::roster::ComparePupils { into: world.roster.twice[0].0.clone(), merged: world.roster.twice[1].0.clone() }),
        look(lists),
        look(|_| crate::roster::RosterBatches),
        look(|world| crate::newyear::NextYear { year: world.year.clone(), choices: Default::default() }),
        look(|_| crate::newyear::Carries),
        look(|_| crate::erasure::ErasureDue),
        look(|_| crate::erasure::AttachedFiles::default()),
        look(|_| crate::erasure::ErasuresWaiting),
        look(|world| crate::erasure::ErasureOf { thing: world.roster.pupil.clone() }),
        look(|_| crate::procedure::Schedule::default()),
        look(|world| crate::procedure::OneProcedure { procedure: world.procedure.planned.clone() }),
        look(|world| crate::procedure::ProceduresBetween { from: world.today, to: world.today }),
        look(|world| crate::procedure::CheckProcedure::Moved(world.procedure.planned.clone(), crate::procedure::Timing::standing(world))),
        look(|world| crate::procedure::Observers { procedure: world.procedure.planned.clone() }),
        look(|_| crate::roster::PickPupils { taught: true }),
        look(marks),
        look(|_| crate::marks::MarkBatches),
        look(|_| crate::marks::Propose { list: crate::marks::ListFor::Help, subject: String::new() }),
    ]
}

/// Looks of what tells and keeps.
fn looks_aside() -> Vec<(&'static str, Vec<&'static str>)> {
    vec![
        look(|_| crate::notice::Untold),
        look(|_| crate::notice::TimesOf),
        look(|_| crate::notice::MyNotices::default()),
        look(|_| crate::mail::MailServer),
        look(|_| crate::mail::MyMail),
        look(|_| crate::ready::Ready),
        look(|_| Sheets),
        look(|_| Backups::default()),
    ]
}

/// covers: B13
#[test]
fn acts_by_roles_are_those_of_the_page() {
    let mut table = Table(Vec::new());
    for_each(&mut table);
    assert_eq!(table.0.iter().map(|(name, _)| *name).collect::<Vec<_>>(), ACTS.iter().map(|act| act.name).collect::<Vec<_>>());
    let looks = looks();
    assert_eq!(looks.iter().map(|(name, _)| *name).collect::<Vec<_>>(), LOOKS.iter().map(|look| look.name).collect::<Vec<_>>());
    current(&page(&table.0, &looks));
}

/// Writes the page where that is wished, and holds it against what lies there.
fn current(page: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/acts.md");
    if std::env::var_os("OBJEKTIV_WRITE").is_some() {
        std::fs::write(&path, page).unwrap();
    }
    assert!(std::fs::read_to_string(&path).unwrap() == page, "docs/acts.md is out of date");
}

impl Visitor for &mut Table {
    fn visit<A: Act>(&mut self) {
        (**self).visit::<A>();
    }
}

fn page(acts: &[(&str, Vec<&str>)], looks: &[(&str, Vec<&str>)]) -> String {
    let mut text = String::from(
        "# Acts, roles, states\n\nMade by `OBJEKTIV_WRITE=1 cargo test -p workflow acts_by_roles`: every act and look of the list in `crates/workflow/src/acts.rs` was asked for in every role. The test fails where the page is out of date. own = on what is the reader's own: a measure, an event or a task that names her, the class she is class teacher of.\n",
    );
    for (title, rows) in [("Acts", acts), ("Looks", looks)] {
        let heads: Vec<&str> = Role::ALL.iter().map(|role| role.code()).chain(["program", "console"]).collect();
        writeln!(text, "\n## {title}\n\n| | {} | purpose | second | password again |", heads.join(" | ")).unwrap();
        writeln!(text, "|---|{}", "---|".repeat(heads.len() + 3)).unwrap();
        for (name, marks) in rows {
            let policy = ACTS.iter().chain(LOOKS).find(|listed| listed.name == *name).unwrap().policy;
            let (purpose, second, again) = (purpose(policy.purpose), second(policy.second), if policy.step_up { "yes" } else { "–" });
            writeln!(text, "| `{name}` | {} | {purpose} | {second} | {again} |", marks.join(" | ")).unwrap();
        }
    }
    text.push_str("\n## States\n\n| thing | from | act | to |\n|---|---|---|---|\n");
    for (from, to) in YearState::ALL.iter().filter_map(|from| Some((from, from.after(crate::school::YearStep::Close)?))) {
        writeln!(text, "| school year | {} | `year.close` | {} |", from.code(), to.code()).unwrap();
    }
    let steps = [
        (crate::people::Step::Activate, "activate"),
        (crate::people::Step::Lock, "lock"),
        (crate::people::Step::Unlock, "unlock"),
        (crate::people::Step::Leave, "leave"),
    ];
    for from in State::ALL {
        for (step, name) in steps {
            if let Some(to) = from.after(step) {
                writeln!(text, "| person | {} | `person.{name}` | {} |", from.code(), to.code()).unwrap();
            }
        }
    }
    for from in PlanState::ALL {
        for (step, to) in PlanStep::ALL.iter().filter_map(|step| Some((step, from.after(*step)?))) {
            writeln!(text, "| plan | {} | `plan.{}` | {} |", from.code(), step.code(), to.code()).unwrap();
        }
    }
    for from in OccurrenceState::ALL {
        for (step, to) in OccurrenceStep::ALL.iter().filter_map(|step| Some((step, from.after(*step)?))) {
            writeln!(text, "| occurrence | {} | {} | {} |", from.code(), step.told(), to.code()).unwrap();
        }
    }
    for from in crate::event::EventState::ALL {
        for (step, to) in crate::event::EventStep::ALL.iter().filter_map(|step| Some((step, from.after(*step)?))) {
            writeln!(text, "| event | {} | `event.{}` | {} |", from.code(), step.code(), to.code()).unwrap();
        }
    }
    for from in crate::event::DecisionState::ALL {
        for (step, to) in crate::event::DecisionStep::ALL.iter().filter_map(|step| Some((step, from.after(*step)?))) {
            writeln!(text, "| task | {} | `decision.{}` | {} |", from.code(), step.code(), to.code()).unwrap();
        }
    }
    for from in crate::procedure::ProcedureState::ALL {
        for (step, to) in crate::procedure::ProcedureStep::ALL.iter().filter_map(|step| Some((step, from.after(*step)?))) {
            writeln!(text, "| procedure | {} | `procedure.{}` | {} |", from.code(), step.code(), to.code()).unwrap();
        }
    }
    for from in ResultState::ALL {
        for (step, to) in ResultStep::ALL.iter().filter_map(|step| Some((step, from.after(*step)?))) {
            writeln!(text, "| results | {} | {} | {} |", from.code(), step.told(), to.code()).unwrap();
        }
    }
    text.push_str("| measure | kept | `measure.drop` | dropped |\n| batch | taken | `plan.undo-batch` | undone |\n");
    text
}

const fn purpose(purpose: Purpose) -> &'static str {
    match purpose {
        Purpose::School => "school",
        Purpose::Accounts => "accounts",
        Purpose::Audit => "audit",
        Purpose::Recovery => "recovery",
        Purpose::Results => "results",
        Purpose::Pupils => "pupils",
    }
}

const fn second(second: Second) -> &'static str {
    match second {
        Second::No => "–",
        Second::Other => "another person",
        Second::OtherOrPaper => "another person, or paper",
    }
}

/// A thing that is not there and a thing of which the reader may know nothing have the same answer; whoever may nothing learns nothing.
/// covers: B13
#[test]
fn a_refusal_does_not_tell_what_is_there() {
    let (mut desk, world, founder) = Desk::furnished();
    let teacher = person(&world.active);
    let close = |year: &Id| crate::school::Close { year: year.clone(), seen: 1 };
    let nobody = Id::read("year-22222222").unwrap();
    let there = desk.perform(&teacher, close(&world.year)).unwrap_err();
    assert_eq!(there, desk.perform(&teacher, close(&nobody)).unwrap_err());
    // A head of one subject: the role may close years, hers does not reach so far.
    let give = Give { person: world.active.clone(), role: Role::Head, scope: Scope::School, from: world.today, to: None };
    let held = desk.perform(&person(&founder), give).unwrap().done.held_role;
    desk.connection().execute("update held_role set scope = 'subject:math' where id = ?", [held.as_str()]).unwrap();
    let (there, missing) = (desk.perform(&teacher, close(&world.year)).unwrap_err(), desk.perform(&teacher, close(&nobody)).unwrap_err());
    assert_eq!((there.rule, missing.rule, there.instead, missing.instead), (Rule::NotThere, Rule::NotThere, None, None));
}
