//! What people are called on papers: a name of the day, namesakes told apart on papers of what is ahead, who signs.

use jiff::civil::{Date, date};

use super::desk::{Desk, morning, person};
use super::plans::see;
use crate::event::{EventShown, OneEvent};
use crate::id::Id;
use crate::people::{Appoint, Give, Invite, Lock, One, Rename, SetPost, Signers};
use crate::refusal::{Field, Rule};
use crate::role::{Role, Scope};
use crate::roster::GiveLoad;
use crate::world::World;

fn event(desk: &Desk, world: &World, by: &Id) -> EventShown {
    see(desk, &person(by), &OneEvent { event: world.event.held.clone() }).unwrap()
}

fn renamed(desk: &mut Desk, by: &Id, who: &Id, name: &str, since: Option<Date>) -> Result<(), Rule> {
    let seen = see(desk, &person(by), &One { person: who.clone() }).unwrap().person.entry;
    let act = Rename { person: who.clone(), seen, name: name.into(), since };
    desk.perform(&person(by), act).map(drop).map_err(|refusal| refusal.rule)
}

fn day_before(day: Date) -> Date {
    day.yesterday().unwrap()
}

/// A surname that changes stays as it was on papers of the days before; what is ahead has the new one.
#[test]
fn a_paper_of_a_day_prints_the_name_of_that_day() {
    let (mut desk, world, founder) = Desk::furnished();
    let (her, today) = (&world.active, morning().date());
    let before = see(&desk, &person(&founder), &One { person: her.clone() }).unwrap().person.name;
    let (married, later) = ("Лисицына Мария Сергеевна", "Лисицына-Ким Мария Сергеевна");
    let since = date(2026, 10, 1);
    renamed(&mut desk, &founder, her, married, Some(since)).unwrap();
    let called = |desk: &Desk, day: Date| event(desk, &world, &founder).on_paper.settled(her, day);
    assert_eq!([day_before(since), since, today].map(|day| called(&desk, day)), [before.as_str(), married, married]);
    assert_eq!(event(&desk, &world, &founder).on_paper.ahead(her), married);
    // It is not the act that is refused, it is the day: ahead of its time, or before the change that stands.
    for wrong in [today.tomorrow().unwrap(), since, date(2026, 9, 1)] {
        assert_eq!(renamed(&mut desk, &founder, her, later, Some(wrong)).unwrap_err(), Rule::Wrong(Field::NameSince), "{wrong}");
    }
    assert_eq!(renamed(&mut desk, &founder, her, married, None).unwrap_err(), Rule::NothingChanged);
    renamed(&mut desk, &founder, her, later, Some(today)).unwrap();
    assert_eq!([day_before(since), since, today].map(|day| called(&desk, day)), [before.as_str(), married, later]);
    let formerly = see(&desk, &person(&founder), &One { person: her.clone() }).unwrap().formerly;
    assert_eq!(formerly.iter().map(|former| former.until).collect::<Vec<_>>(), [day_before(since), day_before(today)]);
    // A slip that is mended is mended on every paper of the name.
    renamed(&mut desk, &founder, her, "Лисицына-Ким Марина Сергеевна", None).unwrap();
    assert_eq!(called(&desk, today), "Лисицына-Ким Марина Сергеевна");
    assert_eq!(called(&desk, since), married);
}

/// She signs in with the new name, with a number where somebody has it already.
#[test]
fn whoever_is_renamed_signs_in_with_the_new_name() {
    let (mut desk, world, founder) = Desk::furnished();
    let (her, today) = (&world.active, morning().date());
    let shown = |desk: &Desk, who: &Id| see(desk, &person(&founder), &One { person: who.clone() }).unwrap().person;
    renamed(&mut desk, &founder, her, "Лисицына Мария", Some(today)).unwrap();
    assert_eq!(shown(&desk, her).signs_in_as, "Лисицына Мария");
    renamed(&mut desk, &founder, &world.invited, "Лисицына Мария", None).unwrap();
    assert_eq!(shown(&desk, &world.invited).signs_in_as, "Лисицына Мария 2");
    let sql = "select count(*) from account where sign_in in ('лисицына мария', '2 лисицына мария')";
    let accounts: i64 = desk.connection().query_row(sql, [], |row| row.get(0)).unwrap();
    assert_eq!(accounts, 2, "what is told lets in");
}

/// Of two of one name and one post the subjects tell, and where these are the same the number; whoever left is nobody's namesake.
#[test]
fn namesakes_of_one_post_are_told_apart_on_papers_of_what_is_ahead() {
    let (mut desk, world, founder) = Desk::furnished();
    let name = "Рысина Мария Сергеевна";
    let [one, other] = [world.active.clone(), world.invited.clone()];
    for who in [&one, &other] {
        renamed(&mut desk, &founder, who, name, None).unwrap();
        let seen = see(&desk, &person(&founder), &One { person: who.clone() }).unwrap().person.entry;
        desk.perform(&person(&founder), SetPost { person: who.clone(), seen, post: "учитель".into() }).unwrap();
    }
    desk.writer.aside(|tx| tx.execute("delete from teaching_load", [])).unwrap();
    let ahead = |desk: &Desk| [&one, &other].map(|who| event(desk, &world, &founder).on_paper.ahead(who));
    assert_eq!(ahead(&desk), [format!("{name} (учитель, № 1)"), format!("{name} (учитель, № 2)")]);
    let teaches = GiveLoad { class: world.roster.class.clone(), subject: "Химия".into(), teacher: one.clone() };
    desk.perform(&person(&founder), teaches).unwrap();
    assert_eq!(ahead(&desk), [format!("{name} (учитель, Химия)"), format!("{name} (учитель)")]);
    let day = event(&desk, &world, &founder).event.day;
    assert_eq!(event(&desk, &world, &founder).on_paper.settled(&one, day), name, "a settled paper has the name alone");
    let seen = see(&desk, &person(&founder), &One { person: other.clone() }).unwrap().person.entry;
    desk.perform(&person(&founder), Lock { person: other.clone(), seen }).unwrap();
    assert_eq!(ahead(&desk)[0], name);
}

/// Who signs is told where it is one person on that day; while somebody stands in for the head neither is printed.
#[test]
fn papers_are_signed_by_whoever_held_the_role_on_their_day() {
    let (mut desk, world, founder) = Desk::furnished();
    let today = morning().date();
    desk.writer
        .aside(|tx| tx.execute("delete from held_role where role in ('head', 'deputy-head') and person <> ?", [founder.as_str()]))
        .unwrap();
    let held: Vec<Role> =
        see(&desk, &person(&founder), &One { person: founder.clone() }).unwrap().person.roles.iter().map(|held| held.role).collect();
    let called = |desk: &Desk, who: &Id| see(desk, &person(&founder), &One { person: who.clone() }).unwrap().person.name;
    let signs = |desk: &Desk, day: Date| see(desk, &person(&founder), &Signers { day }).unwrap();
    let before = signs(&desk, today);
    assert!(held.contains(&Role::DeputyHead), "{held:?}");
    assert_eq!((before.head.as_str(), before.deputy), ("", called(&desk, &founder)));
    let head = desk.perform(&person(&founder), Invite { name: "Ким Клавдия Олеговна".into() }).unwrap().done;
    let give = |role| Give { person: head.clone(), role, scope: Scope::School, from: today, to: None };
    desk.perform(&person(&founder), give(Role::Head)).unwrap();
    assert_eq!((signs(&desk, today).head, signs(&desk, day_before(today)).head), (called(&desk, &head), String::new()));
    desk.perform(&person(&founder), give(Role::DeputyHead)).unwrap();
    assert_eq!(signs(&desk, today).deputy, called(&desk, &founder), "of two deputies whoever prints it");
    let stands = Appoint { person: head.clone(), stand_in: world.invited.clone(), role: None, from: today, to: today };
    desk.perform(&person(&founder), stands).unwrap();
    assert_eq!(signs(&desk, today).head, "");
}
