//! Two records of one person who works here: everything moves, comes back as it was, and neither rights nor second signatures are won by it.

use super::access::{comes, stands_in};
use super::desk::{ASIDE, Desk, count, person, program, rows};
use super::plans::{begin, see};
use super::roster::class;
use super::roster_files::{Taker, works};
use crate::act::Act;
use crate::event::{Certificate, Certificates, Certify};
use crate::id::Id;
use crate::people::{
    Activate, Appoint, Belongs, ComparePeople, Give, Invite, IssueSlip, List, Lock, MergePeople, One, PartPeople, SetPost, State, Unlock,
    Withdraw, rights,
};
use crate::plan::{Approve, Take};
use crate::reader::Reader;
use crate::refusal::{Refusal, Rule};
use crate::role::{Role, Scope};
use crate::roster::{Fate, GiveLoad, SetClassTeacher};
use crate::school::Edit;
use crate::store::Db;
use crate::world::World;

pub fn furnish(desk: &mut Desk, world: &World, founder: &Id) -> ([(Id, u64); 2], Id) {
    let by = person(founder);
    let twin = desk.perform(&by, Invite { name: "Мария Ежикова".into() }).unwrap().done;
    let merge = desk.perform(&by, merge(desk, &world.active, &twin)).unwrap().done[0].clone();
    ([&world.active, &world.invited].map(|id| (id.clone(), entry(desk, id))), merge)
}

fn entry(desk: &Desk, id: &Id) -> u64 {
    desk.connection().query_row("select entry from person where id = ?", [id.as_str()], |row| row.get(0)).unwrap()
}

fn merge(desk: &Desk, into: &Id, merged: &Id) -> MergePeople {
    MergePeople { into: into.clone(), merged: merged.clone(), seen: [entry(desk, into), entry(desk, merged)] }
}

/// Makes one of two, by this person.
fn merges(desk: &mut Desk, by: &Id, into: &Id, merged: &Id) -> Result<Id, Refusal> {
    let act = merge(desk, into, merged);
    desk.perform(&person(by), act).map(|receipt| receipt.done[0].clone())
}

/// Every row of the school but the journal and what is aside.
fn school(desk: &Desk) -> String {
    let journal = ["acted_for", "entry", "entry_object", "node", "payload"];
    rows(desk.connection(), &[journal.as_slice(), ASIDE.as_slice()].concat())
}

/// Tables and fields that name a person, as far as a row of hers is there.
fn naming(desk: &Desk, person: &Id) -> Vec<String> {
    let sql = "select tables.name, keys.\"from\" from sqlite_schema as tables join pragma_foreign_key_list(tables.name) as keys
        where tables.type = 'table' and keys.\"table\" = 'person' order by 1, 2";
    let mut statement = desk.connection().prepare(sql).unwrap();
    let named = statement.query_map([], |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?))).unwrap().map(Result::unwrap);
    let there = |table: &str, field: &str| {
        let sql = format!("select count(*) from {table} where {field} = ?");
        desk.connection().query_row(&sql, [person.as_str()], |row| row.get::<_, u64>(0)).unwrap() > 0
    };
    named.filter(|(table, field)| there(table, field)).map(|(table, field)| format!("{table}.{field}")).collect()
}

/// A table that comes later names a person too.
fn later(desk: &Desk, person: &Id) {
    let made = format!(
        "create table later (id text primary key, one text references person (id), other text references person (id)) strict, without rowid;
        insert into later values ('later-1', '{person}', null), ('later-2', null, '{person}');"
    );
    desk.connection().execute_batch(&made).unwrap();
}

/// Whoever founded the school did nearly everything in it: all of that moves, seats in the same events become one, and it all comes back.
#[test]
fn everything_of_a_record_moves_and_comes_back_as_it_was() {
    let (mut desk, world, founder) = Desk::furnished();
    let (into, other) = (world.active.clone(), comes(&mut desk, &founder, Some(Role::Head)));
    later(&desk, &founder);
    let (by, class) = (person(&founder), world.roster.class.clone());
    // What both have, and what one has twice over.
    desk.perform(&by, GiveLoad { class: class.clone(), subject: "Алгебра".into(), teacher: founder.clone() }).unwrap();
    desk.perform(&by, GiveLoad { class: class.clone(), subject: "Физика".into(), teacher: founder.clone() }).unwrap();
    stands_in(&mut desk, &other, &founder, &into, Some(Role::DeputyHead));
    let owner = "insert into measure_owner values (?1, ?2)";
    desk.connection().execute(owner, [world.plan.measure.as_str(), founder.as_str()]).unwrap();
    let organiser = "update procedure_class set organiser = ?1";
    desk.connection().execute(organiser, [founder.as_str()]).unwrap();
    let seats = "update seat set part = 'chair', came = 1, note = 'Была' where person = ?1";
    desk.connection().execute(seats, [founder.as_str()]).unwrap();
    // Of one training the record that stays has hours, the other a number.
    let hers = |hours, number: &str| Certificate { hours, number: number.into(), ..Certificate::default() };
    let wanted = [(into.clone(), hers(Some(36), "")), (founder.clone(), hers(Some(18), "1542"))].into();
    let edit = Edit { opened: Certificates::new(), wanted };
    desk.perform(&by, Certify { event: world.event.training.clone(), seen: 1, edit }).unwrap();
    desk.perform(&person(&other), SetPost { person: founder.clone(), seen: entry(&desk, &founder), post: "завуч".into() }).unwrap();
    let (before, named, of_into) = (school(&desk), naming(&desk, &founder), naming(&desk, &into));
    assert!(named.len() > 14, "{named:?}");

    let shown = see(&desk, &person(&other), &ComparePeople { into: into.clone(), merged: founder.clone() }).unwrap();
    let of = |all: &[(Belongs, u32)], kind| all.iter().find(|(one, _)| *one == kind).map_or(0, |(_, count)| *count);
    assert!(shown.rights && of(&shown.moves, Belongs::Roles) > 0 && of(&shown.moves, Belongs::Done) > 5, "{shown:?}");
    let both: u32 = [Belongs::Loads, Belongs::Measures, Belongs::Events].map(|kind| of(&shown.twice, kind)).iter().sum();
    assert!(of(&shown.twice, Belongs::Loads) == 1 && of(&shown.twice, Belongs::Measures) == 1 && both > 3, "{shown:?}");

    let merge = merges(&mut desk, &other, &into, &founder).unwrap();
    let left = naming(&desk, &founder);
    assert_eq!(left, ["account.person", "letter.person", "mail_address.person", "person_merge.merged"], "the way in stays with the record");
    let now = naming(&desk, &into);
    let stays = |field: &&String| !["account.person", "deputy.person", "letter.person", "mail_address.person"].contains(&field.as_str());
    assert!(named.iter().filter(stays).all(|field| now.contains(field)), "{named:?} {now:?}");
    assert!(now.contains(&"later.one".to_owned()) && now.contains(&"later.other".to_owned()));
    let [chairs, selves] = [
        "select count(*) from seat where person = ?1 and part = 'chair' and came = 1 and note like 'Была%'",
        "select count(*) from deputy where person = stand_in and person = ?1",
    ]
    .map(|sql| desk.connection().query_row(sql, [into.as_str()], |row| row.get::<_, u64>(0)).unwrap());
    // One of what both have of events is what each has of a training.
    assert!(chairs + 1 >= u64::from(of(&shown.twice, Belongs::Events)) && chairs > 0 && selves == 0);
    let sql = "select hours || ' ' || number from certificate where person = ?1";
    let of_training: String = desk.connection().query_row(sql, [into.as_str()], |row| row.get(0)).unwrap();
    assert_eq!(of_training, "36 1542", "what the record that stays left open comes from the other");
    let one = see(&desk, &person(&other), &One { person: into.clone() }).unwrap();
    assert_eq!((one.person.post.as_str(), one.merged.last().map(|(id, ..)| id)), ("завуч", Some(&merge)));
    let gone = see(&desk, &person(&other), &One { person: founder.clone() }).unwrap();
    assert_eq!((gone.person.state, gone.became.map(|(id, _)| id)), (State::Merged, Some(into.clone())));
    super::desk::sound(desk.connection()).unwrap();

    desk.perform(&person(&other), PartPeople { merge: merge.clone() }).unwrap();
    let (was, is): (Vec<&str>, String) = (before.lines().collect(), school(&desk));
    let changed: Vec<&str> = is.lines().filter(|line| !was.contains(line)).collect();
    assert!(changed.is_empty() && is.lines().count() == was.len(), "{changed:#?}");
    assert_eq!((naming(&desk, &founder), naming(&desk, &into)), (named, of_into));
    assert_eq!(desk.perform(&person(&other), PartPeople { merge }).unwrap_err().rule, Rule::NotThere);
    desk.perform(&by, Invite { name: "Снова".into() }).expect("she is in again");
}

/// What was taken away or written since stays as it is now.
#[test]
fn what_changed_since_stays() {
    let (mut desk, world, founder) = Desk::furnished();
    let (by, into) = (person(&founder), world.active.clone());
    let twin = comes(&mut desk, &founder, Some(Role::Teacher));
    desk.perform(&by, SetPost { person: twin.clone(), seen: entry(&desk, &twin), post: "учитель".into() }).unwrap();
    desk.perform(&by, SetClassTeacher { class: world.roster.class.clone(), seen: class_entry(&desk, &world), teacher: Some(twin.clone()) })
        .unwrap();
    let merge = merges(&mut desk, &founder, &into, &twin).unwrap();
    let roles = |desk: &Desk, of: &Id| see(desk, &by, &One { person: of.clone() }).unwrap().person.roles;
    let moved = roles(&desk, &into).into_iter().find(|held| held.role == Role::ClassTeacher).unwrap();
    desk.perform(&by, Withdraw { held_role: moved.id }).unwrap();
    desk.perform(&by, SetPost { person: into.clone(), seen: entry(&desk, &into), post: "методист".into() }).unwrap();
    desk.perform(&by, SetClassTeacher { class: world.roster.class.clone(), seen: class_entry(&desk, &world), teacher: None }).unwrap();
    desk.perform(&by, PartPeople { merge }).unwrap();
    let post = |of: &Id| see(&desk, &by, &One { person: of.clone() }).unwrap().person.post;
    assert_eq!((post(&into).as_str(), post(&twin).as_str()), ("методист", "учитель"));
    assert_eq!(roles(&desk, &twin).iter().map(|held| held.role).collect::<Vec<_>>(), [Role::Teacher]);
    assert!(!naming(&desk, &twin).contains(&"school_class.teacher".to_owned()));
}

fn class_entry(desk: &Desk, world: &World) -> u64 {
    desk.connection().query_row("select entry from school_class where id = ?", [world.roster.class.as_str()], |row| row.get(0)).unwrap()
}

/// Nobody merges herself, nor what was not shown so, nor into whoever is shut out, nor a record that went already.
#[test]
fn a_merger_that_may_not_be_is_refused() {
    let (mut desk, world, founder) = Desk::furnished();
    let other = comes(&mut desk, &founder, Some(Role::Head));
    let rule = |refused: Result<Id, Refusal>| refused.unwrap_err().rule;
    assert_eq!(rule(merges(&mut desk, &founder, &founder, &world.active)), Rule::Oneself);
    assert_eq!(rule(merges(&mut desk, &founder, &world.active, &founder)), Rule::Oneself);
    assert_eq!(rule(merges(&mut desk, &founder, &world.active, &world.active)), Rule::NoSuchStep);
    assert_eq!(rule(merges(&mut desk, &founder, &world.locked, &world.active)), Rule::NoSuchStep);
    let stale = MergePeople { seen: [1, 1], ..MergePeople::sample(&world) };
    assert!(matches!(desk.perform(&person(&founder), stale).unwrap_err().rule, Rule::ChangedMeanwhile(_)));
    assert_eq!(rule(merges(&mut desk, &world.active, &world.invited, &world.locked)), Rule::NotAllowed);
    // Whoever stands in for her is as little asked.
    let stand_in = comes(&mut desk, &founder, Some(Role::DeputyHead));
    stands_in(&mut desk, &other, &founder, &stand_in, None);
    assert_eq!(rule(merges(&mut desk, &stand_in, &world.active, &founder)), Rule::Oneself);
    let merge = merges(&mut desk, &founder, &world.active, &world.locked).unwrap();
    assert_eq!(rule(merges(&mut desk, &founder, &world.invited, &world.locked)), Rule::NotThere);
    // A record that went is nobody any more: no role, no slip, no post, no way back in.
    let (by, gone) = (person(&founder), world.locked.clone());
    let give = Give { person: gone.clone(), role: Role::Teacher, scope: Scope::School, from: world.today, to: None };
    assert_eq!(desk.perform(&by, give).unwrap_err().rule, Rule::NoSuchStep);
    assert_eq!(desk.perform(&by, Unlock { person: gone.clone(), seen: 1 }).unwrap_err().rule, Rule::NoSuchStep);
    assert_eq!(desk.perform(&by, IssueSlip { person: gone.clone(), ..IssueSlip::sample(&world) }).unwrap_err().rule, Rule::NoSuchStep);
    assert_eq!(desk.perform(&by, SetPost { person: gone.clone(), seen: 1, post: "x".into() }).unwrap_err().rule, Rule::NotThere);
    assert_eq!(desk.perform(&by, Appoint { stand_in: gone, ..Appoint::sample(&world) }).unwrap_err().rule, Rule::NoSuchStep);
    // Parted, she is shut out as before.
    desk.perform(&by, PartPeople { merge }).unwrap();
    assert_eq!(see(&desk, &by, &One { person: world.locked.clone() }).unwrap().person.state, State::Locked);
}

/// Rights of a record that is shut out held nothing; the merger gives none of them. Whoever manages people last stays so.
#[test]
fn no_wider_right_comes_of_it() {
    let (mut desk, world, founder) = Desk::furnished();
    let holds = |desk: &Desk, of: &Id| {
        let by: Reader = rights(&Db::over(desk.connection()), person(of)).unwrap();
        by.grants().map(|grant| (grant.role, grant.scope.clone(), grant.from, grant.to)).collect::<Vec<_>>()
    };
    let shut = comes(&mut desk, &founder, Some(Role::Head));
    stands_in(&mut desk, &founder, &founder, &shut, None);
    desk.perform(&person(&founder), Lock { person: shut.clone(), seen: 1 }).unwrap();
    let before = holds(&desk, &world.active);
    let shown = see(&desk, &person(&founder), &ComparePeople { into: world.active.clone(), merged: shut.clone() }).unwrap();
    assert!(!shown.rights && shown.moves.iter().all(|(kind, _)| !matches!(kind, Belongs::Roles | Belongs::Deputies)));
    let merge = merges(&mut desk, &founder, &world.active, &shut).unwrap();
    assert_eq!(holds(&desk, &world.active), before);
    desk.perform(&person(&founder), PartPeople { merge }).unwrap();
    // Of whoever works here they come with their days, and no others.
    let days = Give {
        person: world.invited.clone(),
        role: Role::AssociationHead,
        scope: Scope::Subject("math".into()),
        from: world.today,
        to: Some(world.today),
    };
    desk.perform(&person(&founder), days).unwrap();
    let twin = comes(&mut desk, &founder, None);
    let both = [before, vec![(Role::AssociationHead, Scope::Subject("math".into()), world.today, Some(world.today))]].concat();
    merges(&mut desk, &founder, &world.active, &world.invited).unwrap();
    assert_eq!(holds(&desk, &world.active).len(), both.len());
    assert!(both.iter().all(|grant| holds(&desk, &world.active).contains(grant)));
    // Nobody would be left who manages people: not in force where nobody has come.
    let head = comes(&mut desk, &founder, Some(Role::Head));
    desk.perform(&person(&head), Lock { person: founder.clone(), seen: 1 }).unwrap();
    let manages = comes_in(&mut desk, &head, Role::Administrator);
    let absent = desk.perform(&person(&head), Invite { name: "Не входила".into() }).unwrap().done;
    desk.connection().execute("update held_role set to_day = '2027-01-01' where person = ?", [head.as_str()]).unwrap();
    let alone = merges(&mut desk, &head, &absent, &manages).unwrap_err().rule;
    assert_eq!(alone, Rule::LastAdministrator);
    assert_eq!(
        see(&desk, &person(&head), &List).unwrap().iter().filter(|one| one.state == State::Merged).count(),
        2,
        "nothing of it was done"
    );
    merges(&mut desk, &head, &twin, &manages).unwrap();
}

fn comes_in(desk: &mut Desk, by: &Id, role: Role) -> Id {
    let invited = desk.perform(&person(by), Invite { name: "Ещё один".into() }).unwrap();
    desk.perform(&program(), Activate { person: invited.done.clone(), seen: invited.entry }).unwrap();
    let give = Give { person: invited.done.clone(), role, scope: Scope::School, from: super::desk::morning().date(), to: None };
    desk.perform(&person(by), give).unwrap();
    invited.done
}

/// Whoever signed first under either record is not the second person under the other; nor is whoever she signed for.
#[test]
fn two_records_make_no_two_signatures() {
    let (mut desk, world, founder) = Desk::furnished();
    let third = comes(&mut desk, &founder, Some(Role::Head));
    let [one, two] = [Role::DeputyHead, Role::Head].map(|role| comes(&mut desk, &founder, Some(role)));
    let planned = |desk: &mut Desk, by: &Id, title: &str| {
        let plan = begin(desk, &world, by, title);
        desk.perform(&person(by), Take { plan: plan.clone(), ..Take::sample(&world) }).unwrap();
        Approve { plan, seen: 1, paper: None }
    };
    let approve = planned(&mut desk, &one, "Первый");
    let lent = comes(&mut desk, &founder, None);
    stands_in(&mut desk, &third, &founder, &lent, None);
    let for_founder = planned(&mut desk, &lent, "Второй");
    merges(&mut desk, &third, &two, &one).unwrap();
    assert_eq!(desk.perform(&person(&two), approve.clone()).unwrap_err().rule, Rule::SecondPerson);
    desk.perform(&person(&third), approve).expect("the control: another person");
    // Begun for the founder by a record that went since: she is not the second person either.
    let other = comes(&mut desk, &founder, Some(Role::DeputyHead));
    merges(&mut desk, &third, &other, &lent).unwrap();
    for who in [&founder, &other] {
        assert_eq!(desk.perform(&person(who), for_founder.clone()).unwrap_err().rule, Rule::SecondPerson);
    }
    // Begun for a record that went since: the one it became signed.
    let fourth = comes(&mut desk, &founder, Some(Role::DeputyHead));
    let [absent, present] = [Role::DeputyHead, Role::Head].map(|role| comes(&mut desk, &founder, Some(role)));
    let stand_in = comes(&mut desk, &founder, None);
    stands_in(&mut desk, &third, &absent, &stand_in, None);
    let for_absent = planned(&mut desk, &stand_in, "Третий");
    merges(&mut desk, &third, &present, &absent).unwrap();
    assert_eq!(desk.perform(&person(&present), for_absent.clone()).unwrap_err().rule, Rule::SecondPerson);
    desk.perform(&person(&fourth), for_absent).unwrap();
    // Where both signed one thing, one first and the other second, they are two.
    let signed = planned(&mut desk, &fourth, "Четвёртый");
    desk.perform(&person(&present), signed.clone()).unwrap();
    let refused = merges(&mut desk, &third, &fourth, &present).unwrap_err();
    assert_eq!((refused.rule, refused.about), (Rule::SignedByBoth, vec![signed.plan]));
}

/// A list that knows her by the merged record means the one it became, also after a chain of mergers; no later list makes two of them again.
#[test]
fn a_later_list_finds_the_one_person() {
    let mut taker = Taker::new();
    taker.take(&[works("Волкова Анна Петровна", "учитель физики"), works("Волкова-Лис Анна Петровна", "завуч")]).unwrap();
    let all = see(&taker.desk, &person(&taker.founder), &List).unwrap();
    let her = |name: &str| all.iter().find(|one| one.name == name).unwrap().id.clone();
    let (one, two) = (her("Волкова Анна Петровна"), her("Волкова-Лис Анна Петровна"));
    let founder = taker.founder.clone();
    let first = merges(&mut taker.desk, &founder, &two, &one).unwrap();
    let people = count(taker.desk.connection(), "person");
    let known = |taker: &Taker, name: &str| taker.preview(&[works(name, "")], &[]).fates;
    for name in ["Волкова Анна Петровна", "Волкова-Лис Анна Петровна"] {
        assert_eq!(known(&taker, name), [Fate::Same], "{name}");
    }
    // Both lines of the old list are hers now, and bring her one post of them both.
    let again = taker.preview(&[works("Волкова Анна Петровна", ""), works("Волкова-Лис Анна Петровна", "")], &[]).fates;
    assert_eq!(again, [Fate::Same, Fate::Same]);
    let load =
        |name: &str| crate::roster::Line::Load { hours: None, class: class("7А"), subject: "Физика".into(), teacher: name.into() };
    for name in ["Волкова А. П.", "Волкова Анна Петровна"] {
        assert_eq!(taker.preview(&[load(name)], &[]).fates, [Fate::New], "{name}");
    }
    let chain = merges(&mut taker.desk, &founder, &taker.world.active.clone(), &two).unwrap();
    assert_eq!(known(&taker, "Волкова Анна Петровна"), [Fate::Same]);
    let list = [works("Волкова Анна Петровна", "логопед")];
    let (batch, _) = taker.take(&list).unwrap();
    let posts = |taker: &Taker| see(&taker.desk, &person(&founder), &One { person: taker.world.active.clone() }).unwrap().person.post;
    assert_eq!((posts(&taker).as_str(), count(taker.desk.connection(), "person")), ("логопед", people));
    taker.undo(&batch).unwrap();
    // Only the last merger can be taken back, then the one before.
    assert_eq!(taker.desk.perform(&person(&founder), PartPeople { merge: first.clone() }).unwrap_err().rule, Rule::NotThere);
    for merge in [chain, first] {
        taker.desk.perform(&person(&founder), PartPeople { merge }).unwrap();
    }
    let (again, _) = taker.take(&[works("Волкова Анна Петровна", "учитель химии")]).unwrap();
    assert_eq!(see(&taker.desk, &person(&founder), &One { person: one }).unwrap().person.post, "учитель химии");
    taker.undo(&again).unwrap();
}

/// A list that still has a surname of before means the person who has another one now.
#[test]
fn a_later_list_knows_a_surname_of_before() {
    let mut taker = Taker::new();
    taker.take(&[works("Волкова Анна Петровна", "учитель физики")]).unwrap();
    let founder = taker.founder.clone();
    let all = see(&taker.desk, &person(&founder), &List).unwrap();
    let her = all.iter().find(|one| one.name == "Волкова Анна Петровна").unwrap();
    let since = Some(super::desk::morning().date());
    let rename = crate::people::Rename { person: her.id.clone(), seen: her.entry, name: "Лис Анна Петровна".into(), since };
    taker.desk.perform(&person(&founder), rename).unwrap();
    for name in ["Волкова Анна Петровна", "Лис Анна Петровна"] {
        assert_eq!(taker.preview(&[works(name, "")], &[]).fates, [Fate::Same], "{name}");
    }
}

/// The name of a signed sheet may name a child: erased, it is kept in no merger either.
#[test]
fn the_name_of_an_erased_sheet_is_in_no_merger() {
    let (mut desk, world, founder) = Desk::furnished();
    let other = comes(&mut desk, &founder, Some(Role::Head));
    let sheet = "update seat set read_how = 'sheet', read_day = '2026-11-20', read_digest = 'x', read_sheet = 'address-1', read_sheet_name = 'Ёлкин Пётр.pdf'
        where person = ?1";
    desk.connection().execute(sheet, [founder.as_str()]).unwrap();
    let merge = merges(&mut desk, &other, &world.active, &founder).unwrap();
    let links = |desk: &Desk| {
        desk.connection().query_row("select links from person_merge where id = ?", [merge.as_str()], |row| row.get::<_, String>(0)).unwrap()
    };
    assert!(links(&desk).contains("Ёлкин Пётр.pdf"));
    let mut random = super::desk::random(7);
    let by = person(&other);
    let transaction = desk.connection().unchecked_transaction().unwrap();
    let mut tx = super::super::db::Tx::over(&transaction, None, &mut random, 1, &by);
    crate::people::forget_file(&mut tx, "address-1").unwrap();
    transaction.commit().unwrap();
    assert!(!links(&desk).contains("Ёлкин") && links(&desk).contains("address-1"));
}
