use std::collections::BTreeMap;

use records::progress::Silent;
use workflow::journal::{Journal, Refusals};
use workflow::plan::{Due, PlanShown, PlanState, Plans, Progress as Stands, Whole};
use workflow::{Actor, Reader, Store, Surroundings};

use super::*;

struct Filled {
    store: Store,
    lived: Lived,
    _folder: tempfile::TempDir,
}

async fn filled(seed: u64) -> Filled {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(folder.path(), Surroundings { random: randomness(seed), address: String::new() }).unwrap();
    let lived = live(&store, seed, &Silent).await.unwrap();
    Filled { store, lived, _folder: folder }
}

fn console() -> Reader {
    Reader::new(Actor::Console, now())
}

impl Filled {
    fn by(&self, role: Role) -> Reader {
        let seat = self.lived.seats.iter().find(|seat| seat.role == role).unwrap();
        Reader::new(Actor::Person(seat.person.clone()), now())
    }

    async fn ledger(&self) -> Vec<u8> {
        self.store.export(console(), Vec::new(), true).await.unwrap()
    }

    async fn plan(&self) -> PlanShown {
        let plans = self.store.see(self.by(Role::DeputyHead), Plans).await.unwrap();
        self.store.see(self.by(Role::DeputyHead), Whole { plan: plans[0].id.clone() }).await.unwrap()
    }
}

/// covers: D19
#[tokio::test]
async fn the_same_seed_gives_the_same_ledger_to_the_byte() {
    let (one, same, other) = (filled(1).await, filled(1).await, filled(2).await);
    let ledger = one.ledger().await;
    assert!(ledger == same.ledger().await, "what was typed, salts, ids, times, key, signature");
    assert_eq!(one.lived, same.lived);
    assert_eq!(one.store.public_key(), ledger_key(1));
    assert!(ledger != other.ledger().await && other.store.public_key() == ledger_key(2));
    assert_eq!(met(&one.store, 1).await.unwrap(), one.lived.seats, "found again by the seed");
    assert!(met(&one.store, 2).await.is_err());
}

#[tokio::test]
async fn every_change_is_an_act_at_its_own_time_and_none_was_refused() {
    let school = filled(1).await;
    let verdict = ledger::verify_export(school.ledger().await.as_slice(), &ledger::Held::default(), |_| ()).unwrap();
    assert_eq!((verdict.damage, verdict.without), (None, 0));
    assert!(school.store.see(console(), Refusals { limit: 10 }).await.unwrap().is_empty());
    let mut journal = school.store.see(console(), Journal { of: None, before: None, limit: 10_000 }).await.unwrap();
    journal.reverse();
    assert_eq!(journal.len(), usize::try_from(school.lived.acts).unwrap());
    let times: Vec<_> = journal.iter().map(|line| line.read.at).collect();
    assert!(times.is_sorted() && *times.last().unwrap() <= now().timestamp());
    assert!(now().timestamp().as_second() - times[0].as_second() > 90 * 24 * 60 * 60, "since August");
    let mut acts: BTreeMap<&str, usize> = BTreeMap::new();
    journal.iter().for_each(|line| *acts.entry(line.read.act.as_str()).or_default() += 1);
    for (act, least) in [
        ("school.found", 1),
        ("person.invite", 30),
        ("person.post", 34),
        ("account.claim", 30),
        ("role.withdraw", 1),
        ("person.lock", 1),
        ("recovery.confirm", 1),
        ("plan.take", 1),
        ("plan.approve", 1),
        ("measure.change", 50),
        ("measure.add", 3),
        ("schedule.set", 3),
        ("terms.set", 1),
        ("occurrence.say-done", 40),
        ("occurrence.accept", 4),
        ("occurrence.put-off", 1),
        ("occurrence.drop", 2),
        ("occurrence.agree-to-drop", 1),
        ("occurrence.not-needed", 4),
        ("occurrence.withdraw", 1),
        ("occurrence.attach", 10),
        ("event.plan", 9),
        ("event.hold", 6),
        ("event.minute", 4),
        ("event.close", 6),
        ("event.acknowledge", 8),
        ("event.tick", 1),
        ("event.comment", 1),
        ("decision.say-done", 2),
        ("roster.take", 1),
        ("procedure.enter", 13),
        ("procedure.order", 1),
        ("procedure.arrange", 1),
        ("marks.take", 1),
        ("event.plan-pupils", 2),
        ("event.write-pupil", 1),
    ] {
        assert!(acts.get(act).is_some_and(|count| *count >= least), "{act}: {acts:?}");
    }
}

#[tokio::test]
async fn the_plan_stands_as_in_the_middle_of_a_year() {
    let plan = filled(1).await.plan().await;
    assert_eq!(plan.state, PlanState::Approved);
    assert!(plan.approved.as_ref().is_some_and(|signed| signed.paper.is_some()) && plan.amendments.len() == 2);
    let counted = |stands: Stands| plan.occurrences.get(&stands).copied().unwrap_or(0);
    for (stands, from, to) in [
        (Stands::Overdue, 3, 8),
        (Stands::DueSoon, 2, 10),
        (Stands::UnderWay, 10, 40),
        (Stands::Planned, 40, 120),
        (Stands::Done, 40, 80),
        (Stands::Accepted, 3, 8),
        (Stands::AwaitsAcceptance, 2, 4),
        (Stands::ChangedSince, 1, 1),
        (Stands::DropAsked, 1, 1),
        (Stands::Dropped, 1, 1),
        (Stands::NotNeeded, 4, 6),
        (Stands::WaitsForSchedule, 0, 0),
    ] {
        assert!((from..=to).contains(&counted(stands)), "{stands:?}: {:?}", plan.occurrences);
    }
    let occurrences = || plan.blocks.iter().flat_map(|block| &block.measures).flat_map(|measure| &measure.occurrences);
    assert_eq!(occurrences().filter(|one| one.put_off.is_some()).count(), 1);
    let files = occurrences().flat_map(|one| &one.evidence).filter(|kept| kept.evidence.file.is_some()).count();
    assert!(files >= 30, "{files}");
    assert!(plan.blocks.iter().flat_map(|block| &block.measures).all(|measure| !measure.people.is_empty()), "everything is somebody's");
}

#[tokio::test]
async fn something_waits_for_everybody_who_works_on_the_plan() {
    let school = filled(1).await;
    for seat in &school.lived.seats {
        let due = school.store.see(school.by(seat.role), Due { owner: None }).await;
        match seat.role {
            Role::Administrator => assert!(due.is_err()),
            Role::DeputyHead | Role::Head => assert!(due.is_ok_and(|due| !due.to_sign.is_empty() && !due.overdue.is_empty())),
            Role::AssociationHead | Role::ClassTeacher => assert!(due.is_ok_and(|due| !due.overdue.is_empty())),
            _ => assert!(due.is_ok_and(|due| !due.month.is_empty()), "{seat:?}"),
        }
    }
}

/// Events wait half done: something to read, a task, minutes that come first next week.
#[tokio::test]
async fn events_wait_for_those_they_name() {
    let school = filled(1).await;
    let mine = async |role: Role| school.store.see(school.by(role), workflow::event::MyEvents).await.unwrap();
    assert!(!mine(Role::ClassTeacher).await.to_read.is_empty(), "she has not read it yet");
    assert!(!mine(Role::Teacher).await.to_read.is_empty(), "the briefing");
    assert!(mine(Role::AssociationHead).await.tasks.len() == 2, "one overdue, one ahead");
    assert!(!mine(Role::DeputyHead).await.ahead.is_empty() && !mine(Role::Head).await.ahead.is_empty());
    assert!(school.store.see(school.by(Role::Administrator), workflow::event::Events).await.unwrap().is_empty());
    let plan = school.plan().await;
    let shown = |key: &str| {
        let measures = plan.blocks.iter().flat_map(|block| &block.measures);
        let measure = measures.into_iter().find(|one| one.content.library.as_deref() == Some(key)).unwrap();
        measure.occurrences.iter().any(|one| {
            one.evidence.iter().any(|kept| kept.evidence.words.contains("31.08.2026") || kept.evidence.words.contains("21.09.2026"))
        })
    };
    assert!(shown("index-external") && shown("explain"), "closed by the council and the meeting");
}

/// A class teacher sees her own class with its families, and no other; what a role may see of children it sees here too.
#[tokio::test]
async fn classes_have_pupils_families_and_loads() {
    use workflow::roster::{ClassOf, Classes, Loads};
    let school = filled(1).await;
    let deputy = || school.by(Role::DeputyHead).after_step_up();
    let classes = school.store.see(deputy(), Classes).await.unwrap().classes;
    assert!(classes.len() == 11 && classes.iter().all(|class| class.pupils >= 19 && class.teacher.is_some()), "{classes:?}");
    assert!(school.store.see(deputy(), Loads).await.unwrap().loads.len() >= 50);
    let of = |class: usize| ClassOf { class: classes[class].id.clone() };
    let nine = classes.iter().position(|class| class.name.to_string() == "9А").unwrap();
    assert!(school.store.see(school.by(Role::ClassTeacher).after_step_up(), of(nine)).await.is_ok());
    assert!(school.store.see(school.by(Role::ClassTeacher).after_step_up(), of(0)).await.is_err());
    assert!(school.store.see(school.by(Role::Administrator).after_step_up(), of(0)).await.is_err());
}

struct Impatient(std::sync::atomic::AtomicU32);

impl Progress for Impatient {
    fn at(&self, _: records::text::Phrase, done: u64, total: u64) {
        assert!(done <= total);
    }

    fn stopped(&self) -> bool {
        self.0.fetch_add(1, std::sync::atomic::Ordering::Relaxed) == 20
    }
}

#[tokio::test]
async fn whoever_asks_to_stop_is_heard_between_two_acts() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(folder.path(), Surroundings { random: randomness(1), address: String::new() }).unwrap();
    let stopped = live(&store, 1, &Impatient(0.into())).await;
    assert!(matches!(stopped, Err(LiveError::Stopped)));
    assert_eq!(store.see(console(), Journal { of: None, before: None, limit: 100 }).await.unwrap().len(), 20);
}
