//! The journal of the office, held against what was printed of it.

use super::desk::{Office, PASSWORD, Person, plan_taken, value};

/// covers: C4
#[test]
fn the_journal_is_held_against_a_checkpoint_on_its_page() {
    let folder = tempfile::tempdir().unwrap();
    let office = Office::open(folder.path());
    let founder = Person::founder(&office);
    let journal = founder.get("/journal").body;
    let point = journal.split("class=\"checkpoint\"").nth(1).unwrap().split_once('>').unwrap().1.split('<').next().unwrap().to_owned();
    let again = founder.get("/step-up?back=/journal").body;
    let once = value(&again, "once").unwrap_or_default();
    assert_eq!(founder.sends("/step-up", &[("once", &once), ("password", PASSWORD), ("back", "/journal")]).status, 303);
    plan_taken(&founder);
    let verify = |held: &str| founder.sends("/journal/verify", &[("held", held)]).body;
    assert!(verify("").contains("Журнал цел"), "{}", verify(""));
    assert!(verify(&point).contains("согласуется с контрольной точкой"), "{}", verify(&point));
    assert!(verify("что-то другое").contains("не похож на контрольную точку"));
    // A checkpoint of another school is not this journal's.
    let elsewhere = tempfile::tempdir().unwrap();
    let other = Office::open(elsewhere.path());
    let theirs = Person::founder(&other).get("/journal").body;
    let theirs = theirs.split("class=\"checkpoint\"").nth(1).unwrap().split_once('>').unwrap().1.split('<').next().unwrap().to_owned();
    let said = verify(&theirs);
    assert!(said.contains("другого журнала") && said.contains("role=\"alert\""), "{said}");
}

/// The journal says about what, and why; the history of a measure too.
#[test]
fn an_entry_names_its_thing_and_its_reason() {
    let folder = tempfile::tempdir().unwrap();
    let office = Office::open(folder.path());
    let founder = Person::founder(&office);
    let plan = plan_taken(&founder);
    let page = founder.get(&plan).body;
    let measure = super::desk::link(&page, "/measure/").split('#').next().unwrap().to_owned();
    let page = founder.get(&measure).body;
    let (occurrence, seen) = (super::desk::link(&page, "/occurrence/"), value(&page, "seen").unwrap());
    let occurrence = occurrence.rsplit_once('/').unwrap().0.to_owned();
    let due = value(&page, "due").unwrap();
    let typed =
        [("once", "9".repeat(64)), ("seen", seen), ("due", due), ("to", "2026-12-11".to_owned()), ("reason", "Болезнь учителя".to_owned())];
    let typed: Vec<(&str, &str)> = typed.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let answer = founder.sends(&format!("{occurrence}/put-off"), &typed);
    assert_eq!(answer.status, 303, "{}", answer.body);
    for (address, named) in [("/journal".to_owned(), true), (measure, false)] {
        let page = founder.get(&address).body;
        let entry = page.split("Срок перенесён").nth(1).unwrap_or_else(|| panic!("{page}"));
        let line = entry.split("</tr>").next().unwrap();
        // Its own history is the measure's: its name stands above.
        assert_eq!(line.contains("Разобрать методику"), named, "{line}");
        assert!(line.contains("Болезнь учителя"), "{line}");
    }
}
