//! Every address of the office in every role: whoever may not is answered as of what is not there, and changes nothing.

use web::server::ROUTES;
use web::server::policy::May;
use workflow::Role;

use super::access::page_of;
use super::asking::Answer;
use super::desk::{Office, Person, invited, link, plan_taken, value};
use super::{events, roster};

/// Something of a kind that is there, by the beginning of the addresses it stands in, and one that is not.
struct Things(Vec<(&'static str, String)>);

impl Things {
    fn of(founder: &Person<'_>) -> Self {
        let plan = plan_taken(founder);
        let measure = link(&founder.get(&plan).body, "/measure/").split('#').next().unwrap().to_owned();
        let occurrence = link(&founder.get(&measure).body, "/occurrence/").trim_end_matches("/done").to_owned();
        let last = |address: &str| address.rsplit('/').next().unwrap().to_owned();
        let year = link(&founder.get("/school").body, "/years/").trim_end_matches("/close").to_owned();
        let person = page_of(founder, "Иванова");
        let (class, pupil) = class_with_a_pupil(founder);
        let mother = [("name", "Ёлкина Анна"), ("kin", "мать"), ("contact", "")];
        assert_eq!(roster::sends(founder, &pupil, &format!("{pupil}/family"), &mother).status, 303);
        let relative = link(&founder.get(&pupil).body, "/relative/");
        let talk = talk_with(founder, &pupil);
        Self(vec![
            ("/class/", last(&class)),
            ("/pupil/", last(&pupil)),
            ("/relative/", last(&relative)),
            ("/data/", last(&pupil)),
            ("/event/", last(&talk)),
            ("/procedure/", last(&procedure_of(founder, &last(&class)))),
            ("/plan/", last(&plan)),
            ("/measure/", last(&measure)),
            ("/occurrence/", last(&occurrence)),
            ("/years/", last(&year)),
            ("/people/", last(&person)),
        ])
    }

    /// The address with what is there, where there is something of its kind, and with what is not.
    fn both(&self, path: &str) -> [String; 2] {
        let there = self.0.iter().find(|(begins, _)| path.starts_with(begins)).map_or("nothing-22222222", |(_, id)| id);
        let rest = |id: &str| {
            let named = [
                ("{digest}", "0"),
                ("{code}", "plan"),
                ("{address}", "0"),
                ("{ordinal}", "0"),
                ("{name}", "none.backup"),
                ("{form}", "docx"),
            ];
            let named = named.iter().fold(path.replace("{id}", id), |path, (hole, with)| path.replace(hole, with));
            let holes = ["{upper}", "{plan}", "{secret}", "{kind}", "{paper}", "{item}", "{decision}", "{person}"];
            holes.iter().fold(named, |path, hole| path.replace(hole, "nothing-22222222"))
        };
        [rest(there), rest("nothing-33333333")]
    }

    /// A page without what names the thing or the form: two that say the same are the same.
    fn plain(&self, answer: &Answer) -> (u16, String) {
        let ids = self.0.iter().map(|(_, id)| id.as_str()).chain(["nothing-22222222", "nothing-33333333"]);
        let body = ids.fold(answer.body.clone(), |body, id| body.replace(id, "ID"));
        let parts = body.split("name=\"once\" value=\"");
        let kept: Vec<&str> = parts.enumerate().map(|(at, part)| if at == 0 { part } else { part.split_once('"').unwrap().1 }).collect();
        (answer.status, kept.join("once"))
    }
}

/// A class with a pupil.
fn class_with_a_pupil(founder: &Person<'_>) -> (String, String) {
    let answer = roster::sends(founder, "/classes", "/classes", &[("class", "7А"), ("teacher", "")]);
    let class = answer.header("location").unwrap().to_owned();
    roster::steps_up(founder, &class);
    let pupil = [("name", "Ёлкин Пётр"), ("born", "2013-04-05"), ("from", "2026-09-01")];
    assert_eq!(roster::sends(founder, &class, &format!("{class}/pupils"), &pupil).status, 303);
    (class.clone(), link(&founder.get(&class).body, "/pupil/"))
}

/// A talk with a pupil: seen by few.
fn talk_with(founder: &Person<'_>, pupil: &str) -> String {
    let to = "/events/new/interview";
    let page = roster::steps_up(founder, to);
    let me = events::id_of(&page, "Иванова");
    let pupil = pupil.rsplit('/').next().unwrap();
    let typed = [("pupil", pupil), ("day", "2026-10-12"), ("time", "14:30"), ("owner", &me), ("detail-topic", "Пропуски")];
    let form = events::filled(&page, to, &typed);
    let made = founder.uploads(to, &events::borrowed(&form), ("file", "", b""));
    assert_eq!(made.status, 303, "{}", made.body);
    made.header("location").unwrap().to_owned()
}

fn procedure_of(founder: &Person<'_>, class: &str) -> String {
    let typed = [
        ("kind", "dkr"),
        ("subject", "Алгебра"),
        ("class", class),
        ("day", "2027-01-19"),
        ("slot", "3"),
        ("in-plan", ""),
        ("despite", ""),
        ("do", "enter"),
    ];
    let answer = roster::sends(founder, "/procedures/new", "/procedures/new", &typed);
    assert_eq!(answer.status, 303, "{}", answer.body);
    link(&founder.get("/procedures").body, "/procedure/procedure-")
}

/// The password once more, so that what is answered is of the thing and not of the password.
fn gives_password(person: &Person<'_>) {
    let page = person.get("/step-up?back=/").body;
    if let Some(once) = value(&page, "once") {
        person.sends("/step-up", &[("once", &once), ("back", "/"), ("password", "ещё длиннее пароль")]);
    }
}

fn entries(founder: &Person<'_>) -> String {
    founder.get("/journal").body.split("data-head=\"№\">").nth(1).unwrap().split('<').next().unwrap().to_owned()
}

/// covers: B13
#[test]
fn every_address_asks_its_policy_in_every_role() {
    let folder = tempfile::tempdir().unwrap();
    let office = Office::open(folder.path());
    let founder = Person::founder(&office);
    let things = Things::of(&founder);
    let people: Vec<(Role, Person<'_>)> =
        Role::ALL.iter().map(|role| (*role, invited(&office, &founder, &format!("Сотрудник {}", role.code()), role.code()))).collect();
    // Somebody who keeps another class: the pupils of the first are not hers.
    let other = invited(&office, &founder, "Сотрудник другого класса", "class-teacher");
    let id = page_of(&founder, "Сотрудник другого класса").rsplit('/').next().unwrap().to_owned();
    let made = roster::sends(&founder, "/classes", "/classes", &[("class", "8Б"), ("teacher", &id)]);
    assert_eq!(made.status, 303, "{}", made.body);
    let people: Vec<_> = people.into_iter().chain([(Role::ClassTeacher, other)]).collect();
    people.iter().for_each(|(_, person)| gives_password(person));
    let (before, mut kept, mut foreign) = (entries(&founder), 0, 0);
    let mut hidden = std::collections::BTreeSet::new();
    for (role, person) in &people {
        for route in ROUTES {
            let told = format!("{} {} {}", role.code(), route.method, route.path);
            let May::Ask(name) = route.policy else { continue };
            let [there, absent] = things.both(route.path);
            assert!(!there.contains('{'), "{told}: an address with a hole nobody fills: {there}");
            let named = workflow::names(name, *role);
            if route.method == "POST" {
                // Whoever may is not asked to: what acts change is tested where they are.
                if !named {
                    let answer = person.sends(&there, &[("once", "0123456789abcdef0123456789abcdef")]);
                    // A form that says nothing is answered by its page, to whoever may see that; that nothing changed is held below.
                    let page = if route.path.contains('{') { there.rsplit_once('/').map_or("/", |(page, _)| page) } else { there.as_str() };
                    assert!(answer.status >= 300 || person.get(page).status == 200, "{told}: {}", answer.status);
                    kept += 1;
                }
                continue;
            }
            let (one, other) = (person.get(&there), person.get(&absent));
            assert!(one.status < 500 && other.status < 500, "{told}");
            if !named {
                assert!(one.status >= 300, "{told}: {}", one.status);
                kept += 1;
            }
            // Of a school's plan, measure or person somebody sees all or, where it is not hers, nothing.
            if one.status == 404 || !named {
                assert_eq!(things.plain(&one), things.plain(&other), "{told}");
                foreign += 1;
                if named && things.0.iter().any(|(begins, id)| there.starts_with(&format!("{begins}{id}"))) {
                    hidden.insert(route.path);
                }
            }
        }
    }
    assert_eq!(entries(&founder), before, "nothing was changed");
    assert!(kept > 200 && foreign > 100, "{kept} {foreign}");
    // The control: pages of things that are there were hidden from people whose roles may see such things at all.
    assert!(["/class/{id}", "/pupil/{id}", "/event/{id}"].iter().all(|path| hidden.contains(path)), "{hidden:?}");
    // The control: the walk itself would see a difference.
    for path in ["/measure/{id}", "/class/{id}", "/pupil/{id}", "/relative/{id}", "/data/{id}", "/event/{id}", "/procedure/{id}"] {
        let [there, absent] = things.both(path);
        let (one, other) = (founder.get(&there), founder.get(&absent));
        assert_eq!((one.status, other.status), (200, 404), "{path}");
        assert_ne!(things.plain(&one), things.plain(&other), "{path}");
    }
}
