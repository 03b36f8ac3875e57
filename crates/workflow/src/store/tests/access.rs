//! Somebody stands in for somebody else; a colleague leaves and what is open with her goes to others.

use jiff::Span;
use jiff::civil::Date;

use super::super::db::{Db, Tx};
use super::desk::{Desk, dump, fitting, morning, person, random};
use super::plans::see;
use crate::acts::{Visitor, for_each};
use crate::event::{MyEvents, OneDecision, SayDecisionDone};
use crate::journal::Journal;
use crate::people::{Activate, Appoint, EndDeputy, Give, Invite, Leave, List, Lock, One, State, Unlock, rights};
use crate::plan::{
    Accept, AgreeToDrop, Approve, Begin, Change, Due, HandOver, Handed, MeasureOf, OpenWith, SayDone, Take, Withdraw, digest_of,
};
use crate::policy::{Second, authorise};
use crate::reader::{Actor, Reader};
use crate::refusal::{Field, Rule};
use crate::role::{Role, Scope};
use crate::world::World;
use crate::{Act, Id, Place};

/// Somebody who came in and holds this role.
pub fn comes(desk: &mut Desk, founder: &Id, role: Option<Role>) -> Id {
    let by = person(founder);
    let invited = desk.perform(&by, Invite { name: "Вера Юдина".into() }).unwrap();
    desk.perform(&super::desk::program(), Activate { person: invited.done.clone(), seen: invited.entry }).unwrap();
    if let Some(role) = role {
        let give = Give { person: invited.done.clone(), role, scope: Scope::School, from: morning().date(), to: None };
        desk.perform(&by, give).unwrap();
    }
    invited.done
}

fn later(who: &Id, days: i64) -> Reader {
    Reader::new(Actor::Person(who.clone()), morning().checked_add(Span::new().days(days)).unwrap())
}

pub fn stands_in(desk: &mut Desk, by: &Id, absent: &Id, stand_in: &Id, role: Option<Role>) -> Id {
    let (from, to) = (morning().date(), later(by, 4).now().date());
    let appoint = Appoint { person: absent.clone(), stand_in: stand_in.clone(), role, from, to };
    desk.perform(&person(by), appoint).unwrap().done.deputy
}

fn say_done(world: &World, desk: &Desk) -> SayDone {
    let open = super::plans::occurrences(desk, &world.plan.measure).into_iter().find(|one| one.id == world.plan.open).unwrap();
    SayDone { occurrences: vec![open], ..SayDone::sample(world) }
}

/// A task of whoever is away waits on the day of whoever stands in, and is done there; on other days it is not seen.
#[test]
fn tasks_and_minutes_of_whoever_is_away_wait_for_whoever_stands_in() {
    let (mut desk, world, founder) = Desk::furnished();
    let deputy = comes(&mut desk, &founder, None);
    let task = world.event.decision.clone();
    let mine = |desk: &Desk, days: i64| see(desk, &later(&deputy, days), &MyEvents);
    assert_eq!(mine(&desk, 0).unwrap_err().rule, Rule::NotAllowed);
    let id = stands_in(&mut desk, &founder, &world.active, &deputy, None);
    stands_in(&mut desk, &founder, &founder, &deputy, None);
    let shown = mine(&desk, 0).unwrap();
    assert!(shown.tasks.iter().any(|(one, _)| one.id == task));
    assert!(shown.to_write.iter().any(|one| one.event.id == world.event.held), "minutes of the other are hers to write");
    assert!(shown.to_read.is_empty(), "nobody reads for another");
    let one = see(&desk, &person(&deputy), &OneDecision { decision: task.clone() }).unwrap();
    assert!(one.does);
    let said = SayDecisionDone { decision: task.clone(), seen: one.decision.entry, words: "Разосланы".into(), on: world.today };
    desk.perform(&person(&deputy), said).unwrap();
    assert!(mine(&desk, 0).unwrap().tasks.iter().all(|(one, _)| one.id != task));
    desk.perform(&person(&founder), EndDeputy { deputy: id }).unwrap();
    assert_eq!(mine(&desk, 5).unwrap_err().rule, Rule::NotAllowed);
}

#[test]
fn rights_of_a_deputy_hold_on_her_days_and_the_entry_says_for_whom() {
    let (mut desk, world, founder) = Desk::furnished();
    let deputy = comes(&mut desk, &founder, None);
    let done = say_done(&world, &desk);
    assert_eq!(desk.perform(&person(&deputy), done.clone()).unwrap_err().rule, Rule::NotAllowed);
    let id = stands_in(&mut desk, &founder, &world.active, &deputy, None);
    assert_eq!(see(&desk, &person(&deputy), &MeasureOf { occurrence: world.plan.open.clone() }).unwrap(), world.plan.measure);
    let due = see(&desk, &person(&deputy), &Due { owner: None }).unwrap();
    assert!(due.month.iter().chain(&due.week).chain(&due.now).chain(&due.overdue).any(|line| line.measure == world.plan.measure));
    for (day, rule) in [(-1, Rule::ClockBehind), (5, Rule::NotAllowed)] {
        assert_eq!(desk.perform(&later(&deputy, day), done.clone()).unwrap_err().rule, rule);
    }
    let receipt = desk.perform(&later(&deputy, 4), done).unwrap();
    let lines = see(&desk, &person(&founder), &Journal { of: Some(world.active.clone()), before: None, limit: 10 }).unwrap();
    let line = lines.iter().find(|line| line.entry == receipt.entry).expect("it is in the history of whoever was stood for");
    assert_eq!(line.read.actor, Some(ledger::Actor::Person(deputy.to_string())));
    assert_eq!((line.for_whom.as_ref(), line.thing.as_ref().map(|(id, _)| id)), (Some(&world.active), Some(&world.plan.measure)));
    // It ends when it is ended, and where the other is shut out.
    let withdraw = Withdraw { occurrence: world.plan.open.clone(), seen: 1, reason: "Ошибка".into() };
    desk.perform(&later(&founder, 4), EndDeputy { deputy: id }).unwrap();
    assert_eq!(desk.perform(&later(&deputy, 4), withdraw.clone()).unwrap_err().rule, Rule::NotAllowed);
    let again = Appoint {
        person: world.active.clone(),
        stand_in: deputy.clone(),
        role: Some(Role::Teacher),
        from: later(&deputy, 4).now().date(),
        to: later(&deputy, 4).now().date(),
    };
    desk.perform(&later(&founder, 4), again).unwrap();
    desk.perform(&later(&founder, 4), Lock { person: world.active.clone(), seen: 1 }).unwrap();
    assert_eq!(desk.perform(&later(&deputy, 4), withdraw).unwrap_err().rule, Rule::NotAllowed);
}

#[test]
fn one_role_is_lent_without_the_others_and_nobody_lends_to_herself() {
    let (mut desk, world, founder) = Desk::furnished();
    let deputy = comes(&mut desk, &founder, None);
    stands_in(&mut desk, &founder, &founder, &deputy, Some(Role::Administrator));
    let by = |desk: &Desk| rights(&Db::over(desk.connection()), person(&deputy)).unwrap();
    assert_eq!(by(&desk).grants().map(|grant| grant.role).collect::<Vec<_>>(), [Role::Administrator]);
    // An administrator for now: she manages people, but neither herself nor whom she stands in for.
    let give = |to: &Id| Give { person: to.clone(), role: Role::Head, scope: Scope::School, from: world.today, to: None };
    for who in [&deputy, &founder] {
        assert_eq!(desk.perform(&person(&deputy), give(who)).unwrap_err().rule, Rule::Oneself);
    }
    let lock = Lock { person: founder.clone(), seen: 1 };
    assert_eq!(desk.perform(&person(&deputy), lock).unwrap_err().rule, Rule::Oneself);
    let appoint = Appoint { person: world.active.clone(), stand_in: deputy.clone(), ..Appoint::sample(&world) };
    assert_eq!(desk.perform(&person(&deputy), appoint.clone()).unwrap_err().rule, Rule::Oneself);
    desk.perform(&person(&deputy), give(&world.active)).unwrap();
    // What is lent is not lent on.
    let second = comes(&mut desk, &founder, None);
    stands_in(&mut desk, &founder, &deputy, &second, None);
    assert_eq!(rights(&Db::over(desk.connection()), person(&second)).unwrap().grants().count(), 0);
    let wrong = |change: fn(&mut Appoint)| {
        let mut wrong = appoint.clone();
        change(&mut wrong);
        wrong
    };
    let by = person(&founder);
    for (appoint, rule) in [
        (wrong(|it| it.stand_in = it.person.clone()), Rule::Wrong(Field::StandIn)),
        (wrong(|it| it.to = it.from.yesterday().unwrap()), Rule::Wrong(Field::DeputyDays)),
        (wrong(|it| (it.from, it.to) = (Date::constant(2026, 1, 1), Date::constant(2026, 2, 1))), Rule::Wrong(Field::DeputyDays)),
        (wrong(|it| it.to = Date::constant(2028, 1, 1)), Rule::Wrong(Field::DeputyDays)),
        (Appoint { person: world.locked.clone(), ..appoint.clone() }, Rule::NoSuchStep),
    ] {
        assert_eq!(desk.perform(&by, appoint).unwrap_err().rule, rule);
    }
}

/// Every act that asks for a second person, with whoever signed first in its sample.
struct SecondPersons(Vec<&'static str>);

impl Visitor for &mut SecondPersons {
    fn visit<A: Act>(&mut self) {
        if A::POLICY.second == Second::No {
            return;
        }
        let (mut desk, world, founder) = Desk::furnished();
        let now = fitting::<A>(&founder).now().clone();
        let signer = Reader::new(Actor::Person(comes(&mut desk, &founder, Some(Role::Head))), now).after_step_up();
        // Where the sample is on paper the rule is asked as if it were not.
        let asked = |desk: &Desk| {
            let act = A::sample(&world);
            let by = rights(&Db::over(desk.connection()), signer.clone()).unwrap();
            let mut random = random(7);
            let tx = Tx::over(desk.connection(), None, &mut random, 1, &by);
            let place = Place { on_paper: false, ..act.place(&act.read(&tx).unwrap()) };
            (place.first.clone(), authorise(&A::POLICY, &by, &place).map_err(|refusal| refusal.rule))
        };
        let (first, said) = asked(&desk);
        assert_eq!((first.len(), said), (1, Ok(None)), "{}: the control, another person may", A::NAME);
        stands_in(&mut desk, &founder, &first[0], signer.person().unwrap(), None);
        assert_eq!(asked(&desk).1, Err(Rule::SecondPerson), "{}: she stands in for the first", A::NAME);
        self.0.push(A::NAME);
    }
}

/// The rule of two holds through deputising: over every act of the list that has it.
/// covers: B13
#[test]
fn no_deputy_is_the_second_person_of_the_one_she_stands_for() {
    let mut seen = SecondPersons(Vec::new());
    for_each(&mut seen);
    assert_eq!(seen.0, ["plan.approve", "measure.drop", "occurrence.accept", "occurrence.agree-to-drop", "data.erase"]);
}

/// Pairs of somebody with a role and of whoever stands in for her, and every act over the objects of its sample.
struct Lent {
    desk: Desk,
    world: World,
    founder: Id,
    pairs: Vec<(Id, Id)>,
    /// Acts that somebody of the pairs may do on the object of the sample, and that somebody who may do them at all may not on this one.
    may: [std::collections::BTreeSet<&'static str>; 2],
    /// Acts that are done for oneself alone, whatever was lent.
    nobody_elses: std::collections::BTreeSet<&'static str>,
}

impl Visitor for &mut Lent {
    fn visit<A: Act>(&mut self) {
        let now = fitting::<A>(&self.founder).now().clone();
        let names = super::desk::names();
        for (absent, stand_in) in &self.pairs {
            let asked = |who: &Id| {
                let by = Reader::new(Actor::Person(who.clone()), now.clone()).after_step_up();
                let by = rights(&Db::over(self.desk.connection()), by).unwrap();
                crate::policy::admit(&A::POLICY, &by)?;
                let mut random = random(7);
                let tx = Tx::over(self.desk.connection(), names.as_ref(), &mut random, 1, &by);
                let act = A::sample(&self.world);
                // What the object of an act is may hang on who asks; where it cannot be read for her, nothing is.
                let seen = act.read(&tx)?;
                let for_whom = authorise(&A::POLICY, &by, &act.place(&seen))?;
                act.check(&by, &seen).map(|()| for_whom)
            };
            let (own, lent) = (asked(absent), asked(stand_in));
            let rule = |said: &Result<Option<Id>, crate::Refusal>| said.as_ref().map(drop).map_err(|refusal| refusal.rule.clone());
            if rule(&own).is_ok() && rule(&lent) == Err(Rule::NotThere) {
                self.nobody_elses.insert(A::NAME);
                continue;
            }
            assert_eq!(rule(&own), rule(&lent), "{}: {absent} and whoever stands in for her", A::NAME);
            // Without a role of her own she does nothing for herself, but what is common to whoever holds a role.
            let common = A::POLICY.may.iter().any(|(_, reach)| *reach == crate::policy::Reach::Common);
            if let Ok(for_whom) = &lent {
                assert!(for_whom.as_ref() == Some(absent) || for_whom.is_none() && common, "{}", A::NAME);
            }
            assert!(rule(&own) != Err(Rule::Stopped), "{}: it was not read", A::NAME);
            match rule(&own) {
                Ok(()) => drop(self.may[0].insert(A::NAME)),
                Err(Rule::NotThere) => drop(self.may[1].insert(A::NAME)),
                Err(_) => {}
            }
        }
    }
}

/// Whoever stands in may do what the other may, on the objects the other may do it on and on no others: every act, every role, for the school,
/// a class, another class and a subject, and whoever owns the objects.
/// covers: B13
#[test]
fn whoever_stands_in_reaches_the_objects_of_the_other_and_no_others() {
    let (mut desk, world, founder) = Desk::furnished();
    let mut pairs = Vec::new();
    let scopes = [
        Scope::School,
        Scope::Class("7А".into()),
        Scope::Class("9Щ".into()),
        Scope::Subject("Алгебра".into()),
        Scope::Subject("Физика".into()),
    ];
    let roles = Role::ALL.iter().flat_map(|role| scopes.iter().map(move |scope| (*role, scope.clone())));
    for (role, scope) in roles {
        let absent = comes(&mut desk, &founder, None);
        let give = Give { person: absent.clone(), role, scope, from: morning().date(), to: None };
        if desk.perform(&person(&founder), give).is_ok() {
            pairs.push(absent);
        }
    }
    pairs.push(world.active.clone());
    let pairs = pairs.into_iter().map(|absent| {
        let stand_in = comes(&mut desk, &founder, None);
        stands_in(&mut desk, &founder, &absent, &stand_in, None);
        (absent, stand_in)
    });
    let mut lent = Lent { pairs: pairs.collect(), may: Default::default(), nobody_elses: Default::default(), desk, world, founder };
    for_each(&mut lent);
    assert_eq!(
        lent.nobody_elses.into_iter().collect::<Vec<_>>(),
        ["event.acknowledge", "event.comment"],
        "to read, and one's own word, are nobody else's"
    );
    let [may, out_of_reach] = lent.may.map(|names| names.len());
    assert!(may > 80 && out_of_reach > 20, "the control: it was asked of acts that somebody may, and may not: {may}, {out_of_reach}");
}

/// What was signed for somebody is signed by her too: she is not the second person when she is back, nor is another deputy of hers.
#[test]
fn what_was_signed_for_somebody_she_does_not_sign_again() {
    let (mut desk, world, founder) = Desk::furnished();
    let head = comes(&mut desk, &founder, Some(Role::Head));
    let [first, second, other] = [None, None, Some(Role::Head)].map(|role| comes(&mut desk, &founder, role));
    stands_in(&mut desk, &founder, &head, &first, None);
    stands_in(&mut desk, &founder, &head, &second, None);
    desk.perform(&person(&first), say_done(&world, &desk)).unwrap();
    let evidence = super::plans::evidence(&desk, &world.plan.open);
    let accept = Accept { occurrence: world.plan.open.clone(), seen: 1, digest: digest_of(&evidence).to_string() };
    for who in [&first, &head, &second] {
        assert_eq!(desk.perform(&person(who), accept.clone()).unwrap_err().rule, Rule::SecondPerson);
    }
    desk.perform(&person(&other), accept).expect("the control: another person");
    // A plan that was begun for the head is not approved by her.
    let plan = desk.perform(&person(&first), Begin::sample(&world)).unwrap().done;
    let take = Take { plan: plan.clone(), ..Take::sample(&world) };
    desk.perform(&person(&first), take).unwrap();
    let approve = Approve { plan, seen: 1, paper: None };
    for who in [&head, &second] {
        assert_eq!(desk.perform(&person(who), approve.clone()).unwrap_err().rule, Rule::SecondPerson);
    }
    desk.perform(&person(&other), approve).unwrap();
    let agree = AgreeToDrop { occurrence: world.plan.drop_asked.clone(), seen: 1 };
    assert!(desk.perform(&person(&second), agree).is_ok(), "what somebody else asked for she decides for the head");
}

#[test]
fn whoever_left_is_shut_out_with_her_roles_and_her_deputies_and_her_work_is_handed_over_whole() {
    let (mut desk, world, founder) = Desk::furnished();
    let (by, gone) = (person(&founder), world.active.clone());
    let other = comes(&mut desk, &founder, Some(Role::Teacher));
    let leave = |last| Leave { person: gone.clone(), seen: 1, last };
    for wrong in [world.today.tomorrow().unwrap(), Date::constant(2025, 1, 1)] {
        assert!(matches!(desk.perform(&by, leave(wrong)).unwrap_err().rule, Rule::DayNotBetween(Field::LeftDay, ..)));
    }
    assert_eq!(desk.perform(&by, Leave { person: founder.clone(), ..leave(world.today) }).unwrap_err().rule, Rule::Oneself);
    desk.perform(&by, leave(world.today)).unwrap();
    assert_eq!(desk.perform(&person(&gone), say_done(&world, &desk)).unwrap_err().rule, Rule::NotAllowed, "at once");
    let shown = see(&desk, &by, &One { person: gone.clone() }).unwrap();
    assert_eq!((shown.person.state, shown.person.left, shown.deputies.len()), (State::Left, Some(world.today), 0));
    assert!(shown.person.roles.iter().all(|role| role.to == Some(world.today)) && shown.colleagues.iter().all(|(id, _)| *id != gone));
    assert_eq!(desk.perform(&by, leave(world.today)).unwrap_err().rule, Rule::NoSuchStep);

    // Closed in her name: for a day she still worked on, not for a later one; and nothing new is given to her.
    let on = |days: i64| {
        let day = later(&founder, days).now().date();
        let mut done = say_done(&world, &desk);
        (done.evidence.from, done.evidence.to) = (day, day);
        done
    };
    let tomorrow = on(1);
    let refused = desk.perform(&later(&founder, 1), tomorrow.clone()).unwrap_err();
    assert_eq!((refused.rule, refused.about), (Rule::OwnerLeft, vec![world.plan.measure.clone()]));
    let add = crate::plan::Add::sample(&world);
    assert_eq!(desk.perform(&by, add).unwrap_err().rule, Rule::Wrong(Field::OwnerPeople));
    let change = Change { measure: world.plan.measure.clone(), ..Change::sample(&world) };
    desk.perform(&by, change).expect("what she stands with already can be changed otherwise");

    // A procedure she organises is open with her as long as it is to be held.
    let room = world.procedure.planned.clone();
    desk.connection().execute("update procedure_class set organiser = ?2 where procedure = ?1", [room.as_str(), gone.as_str()]).unwrap();

    // All of it or nothing.
    let open = see(&desk, &by, &OpenWith { person: gone.clone() }).unwrap();
    let named: Vec<Id> = open.iter().map(|one| one.id.clone()).collect();
    let sorted = |mut ids: Vec<Id>| {
        ids.sort();
        ids
    };
    assert_eq!(sorted(named.clone()), sorted([world.plan.hers.clone(), vec![room.clone()]].concat()));
    let kinds = ["measure-", "decision-", "event-"].map(|kind| named.iter().filter(|id| id.as_str().starts_with(kind)).count());
    assert!(kinds.iter().all(|count| *count > 0), "{kinds:?}");
    let handed = |to: &Id| named.iter().map(|id| Handed { thing: id.clone(), seen: 1, to: to.clone() }).collect::<Vec<_>>();
    let hand = |to: Vec<Handed>| HandOver { person: gone.clone(), to, reason: "Приказ № 14".into() };
    let before = dump(desk.connection());
    for (wrong, rule) in [
        (hand(handed(&other)[1..].to_vec()), Rule::NotAllHanded),
        (hand([handed(&other), handed(&other)].concat()), Rule::NotAllHanded),
        (hand(handed(&gone)), Rule::Wrong(Field::OwnerPeople)),
        (hand(handed(&Id::read("person-22222222").unwrap())), Rule::Wrong(Field::OwnerPeople)),
        (HandOver { reason: " ".into(), ..hand(handed(&other)) }, Rule::Missing(Field::Reason)),
    ] {
        assert_eq!(desk.perform(&by, wrong).unwrap_err().rule, rule);
        assert_eq!(dump(desk.connection()), before);
    }
    desk.perform(&by, hand(handed(&other))).unwrap();
    assert!(see(&desk, &by, &OpenWith { person: gone.clone() }).unwrap().is_empty());
    let organiser: String = desk
        .connection()
        .query_row("select organiser from procedure_class where procedure = ?", [room.as_str()], |row| row.get(0))
        .unwrap();
    assert_eq!(organiser, other.to_string());
    let line = |who: &Reader| {
        let between = crate::procedure::ProceduresBetween { from: world.procedure.day, to: world.procedure.day };
        let lines = see(&desk, who, &between).unwrap();
        lines.iter().map(|one| (one.id.clone(), one.hers)).collect::<Vec<_>>()
    };
    assert_eq!(line(&by), [(room.clone(), false)]);
    assert_eq!(see(&desk, &by, &OpenWith { person: other.clone() }).unwrap().len(), named.len());
    desk.perform(&later(&founder, 1), tomorrow).expect("its new owner works here");
    let done: String =
        desk.connection().query_row("select by_person from occurrence where id = ?", [world.plan.done.as_str()], |row| row.get(0)).unwrap();
    assert_eq!(done, gone.to_string(), "what she did stays hers");

    // She comes back by acts: let in again, without the roles she had.
    desk.perform(&later(&founder, 1), Unlock { person: gone.clone(), seen: 1 }).unwrap();
    let back = see(&desk, &by, &List).unwrap().into_iter().find(|person| person.id == gone).unwrap();
    assert_eq!((back.state, back.left), (State::Active, None));
    assert_eq!(rights(&Db::over(desk.connection()), later(&gone, 1)).unwrap().grants().count(), 0);
}

#[test]
fn what_was_done_before_she_left_can_be_written_down() {
    let (mut desk, world, founder) = Desk::furnished();
    desk.perform(&person(&founder), Leave { person: world.active.clone(), seen: 1, last: world.today }).unwrap();
    desk.perform(&person(&founder), say_done(&world, &desk)).unwrap();
}

#[test]
fn a_role_of_the_whole_school_is_not_given_for_a_class() {
    let (mut desk, world, founder) = Desk::furnished();
    let give = |role, scope| Give { person: world.active.clone(), role, scope, from: world.today, to: None };
    for (role, scope) in
        [(Role::Head, Scope::Class("7А".into())), (Role::Teacher, Scope::Class(" ".into())), (Role::Teacher, Scope::Subject("м\n".into()))]
    {
        assert_eq!(desk.perform(&person(&founder), give(role, scope)).unwrap_err().rule, Rule::Wrong(Field::GrantScope));
    }
    desk.perform(&person(&founder), give(Role::ClassTeacher, Scope::Class("7А".into()))).unwrap();
}

/// The key is sealed in its row, nothing of it is in the ledger, a slip comes in without the phone.
#[test]
fn the_key_of_codes_is_nowhere_but_sealed_in_its_row() {
    use crate::people::{Claim, CodeKey, Hash, IssueSlip, SealedKey, SetCode, SigningIn, Slip};
    use crate::{Look, Store, Surroundings};
    let (mut desk, world, founder) = Desk::furnished();
    let key = CodeKey::of([7; CodeKey::RANDOM]);
    let sealed = SealedKey(b"sealed elsewhere".to_vec());
    let set = |key| SetCode { key };
    assert_eq!(desk.perform(&person(&world.active), set(Some(sealed.clone()))).unwrap_err().rule, Rule::StepUp);
    desk.perform(&person(&world.active).after_step_up(), set(Some(sealed))).unwrap();
    let asks = |desk: &Desk| {
        let db = Db::over(desk.connection());
        SigningIn { name: "Мария Ёжикова".into() }.see(&super::desk::program(), &db).unwrap().map(|account| account.asks_code)
    };
    let slip = Slip::of([6; 10]);
    let issue = IssueSlip { person: world.active.clone(), digest: slip.digest(), until: world.soon };
    desk.perform(&person(&founder), issue.clone()).unwrap();
    let hash = || Hash::of("длинный пароль", [3; 16]).unwrap();
    desk.perform(&super::desk::program(), Claim { digest: slip.digest(), password: hash() }).unwrap();
    assert_eq!(asks(&desk), Some(false), "a slip comes in without the phone");
    desk.perform(&person(&world.active).after_step_up(), set(Some(SealedKey(b"sealed elsewhere".to_vec())))).unwrap();
    assert_eq!(asks(&desk), Some(true));
    let outside = super::desk::rows(desk.connection(), &["code_key"]);
    assert!(outside.contains("account.code") && !outside.contains("sealed elsewhere") && !outside.contains(&key.shown()));
    desk.perform(&person(&world.active).after_step_up(), set(None)).unwrap();
    assert_eq!(asks(&desk), Some(false));

    // In a folder: what the store seals it opens, and a code is good once, whoever comes first.
    let folder = tempfile::tempdir().unwrap();
    let surroundings = || Surroundings { random: random(5), address: String::new() };
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    let store = Store::open(folder.path(), surroundings()).unwrap();
    let founded =
        runtime.block_on(store.perform(super::desk::program(), super::desk::once(), crate::school::Found::sample(&world))).unwrap();
    let who = founded.done.person;
    let sealed = store.seal_code_key(&key).unwrap();
    assert!(!sealed.0.windows(20).any(|window| window == [7; 20]));
    runtime.block_on(store.perform(person(&who).after_step_up(), super::desk::once(), SetCode { key: Some(sealed) })).unwrap();
    let now = morning().timestamp();
    let code = |seconds: i64| {
        let at = jiff::Timestamp::from_second(now.as_second() + seconds).unwrap();
        (key.at(at).unwrap(), at)
    };
    let fits =
        |store: &Store, (code, at): &(String, jiff::Timestamp)| runtime.block_on(store.code_fits(who.clone(), code.clone(), *at)).unwrap();
    let first = code(0);
    assert!(!fits(&store, &("000000".to_owned(), now)) || first.0 == "000000");
    assert_eq!((fits(&store, &first), fits(&store, &first)), (true, false), "the same code once more");
    drop(store);
    let store = Store::open(folder.path(), surroundings()).unwrap();
    assert!(!fits(&store, &first), "nor after a start");
    assert!(!fits(&store, &code(-30)), "nor an earlier one");
    assert!(fits(&store, &code(30)), "the next one");
}
