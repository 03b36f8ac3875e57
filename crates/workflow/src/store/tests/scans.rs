//! Scans of signed sheets: attached when signatures are noted and afterwards, replaced, told to whoever may not open them, erased by themselves.

use super::desk::{Desk, dump, once, person, program};
use super::plans::{keep, see};
use crate::act::Act;
use crate::erasure::{AskErasure, At, AttachedFiles, ConfirmErasure, Ground};
use crate::event::{
    Acknowledge, AttachFamilySheet, AttachSheet, Cancel, Change, ConfirmByCode, Content, FamiliesOf, FamiliesSigned, FamilyCode,
    FamilyLine, FamilySheet, GiveCodes, OneEvent, Part, Planned, Read,
};
use crate::id::Id;
use crate::people::{Activate, Give, Invite};
use crate::plan::KeptFile;
use crate::reader::Reader;
use crate::refusal::{Field, Refusal, Rule};
use crate::role::{Role, Scope};
use crate::school::Edit;
use crate::world::World;

struct School {
    desk: Desk,
    world: World,
    by: Reader,
    /// What the family of a pupil signed on paper.
    event: Id,
    pupil: Id,
}

fn school() -> School {
    let (desk, world, founder) = Desk::furnished();
    let (event, pupil) = (world.event.signed_by_families.clone(), world.roster.pupil.clone());
    School { desk, by: person(&founder).after_step_up(), event, pupil, world }
}

fn rule<T>(answer: Result<T, Refusal>) -> Rule {
    answer.map(drop).unwrap_err().rule
}

impl School {
    fn line(&self, pupil: &Id) -> FamilyLine {
        let shown = see(&self.desk, &self.by, &FamiliesOf { event: self.event.clone() }).unwrap();
        shown.lines.into_iter().find(|line| line.pupil == *pupil).unwrap()
    }

    fn sheet(&self) -> Option<KeptFile> {
        self.line(&self.pupil).sheet
    }

    fn scanned(&self) -> usize {
        see(&self.desk, &self.by, &OneEvent { event: self.event.clone() }).unwrap().families.unwrap().scanned
    }

    fn attaches(&mut self, address: &str, name: &str) -> Result<(), Refusal> {
        let sheet = FamilySheet { address: address.into(), name: name.into() };
        let act = AttachFamilySheet { event: self.event.clone(), seen: 1, pupils: [self.pupil.clone()].into(), sheet };
        self.desk.perform(&self.by.clone(), act).map(drop)
    }

    fn digest(&self) -> String {
        see(&self.desk, &self.by, &OneEvent { event: self.event.clone() }).unwrap().digest
    }

    fn files(&self) -> Vec<(String, At)> {
        let all = see(&self.desk, &self.by, &AttachedFiles::default()).unwrap();
        all.into_iter().map(|file| (file.thing.to_string(), file.at)).collect()
    }

    /// What a colleague who takes part and leads nothing is shown of somebody's reading.
    fn told(&mut self, event: &Id, of: &Id) -> Read {
        let by = self.by.clone();
        let invited = self.desk.perform(&by, Invite { name: "Ольга Ким".into() }).unwrap();
        self.desk.perform(&program(), Activate { person: invited.done.clone(), seen: invited.entry }).unwrap();
        let opened = see(&self.desk, &by, &OneEvent { event: event.clone() }).unwrap().planned;
        let mut people = opened.people.clone();
        people.insert(invited.done.clone(), Part::Member);
        let edit = Edit { wanted: Planned { people, ..opened.clone() }, opened };
        self.desk.perform(&by, Change { event: event.clone(), seen: 1, edit }).unwrap();
        let give = Give { person: invited.done.clone(), role: Role::Teacher, scope: Scope::School, from: self.world.today, to: None };
        self.desk.perform(&by, give).unwrap();
        let sheet = KeptFile { address: self.world.plan.file.clone(), name: "чужой.pdf".into() };
        let act = AttachSheet { event: event.clone(), seen: 1, people: [of.clone()].into(), sheet };
        assert_eq!(rule(self.desk.perform(&person(&invited.done), act)), Rule::NotThere, "she leads nothing of it");
        self.read(&person(&invited.done), of)
    }

    /// What somebody read of the briefing, as a reader sees it.
    fn read(&self, by: &Reader, of: &Id) -> Read {
        let shown = see(&self.desk, by, &OneEvent { event: self.world.event.signed.clone() }).unwrap();
        shown.seats.into_iter().find(|seat| seat.person == *of).unwrap().read.unwrap()
    }
}

/// A scan comes with the signature or after it, and another takes its place; the name of it lies nowhere in plain. Who did not sign has none.
#[test]
fn the_scan_of_a_sheet_families_signed_is_attached_and_replaced() {
    let mut school = school();
    let [first, second] = [b"one".as_slice(), b"two"].map(|bytes| keep(&mut school.desk, bytes));
    assert_eq!((school.sheet(), school.scanned(), school.line(&school.pupil).signed), (None, 0, true));
    assert_eq!(rule(school.attaches("nonsense", "лист.pdf")), Rule::Wrong(Field::Scan));
    assert_eq!(rule(school.attaches(&first, " ")), Rule::Missing(Field::Scan));
    assert_eq!(rule(school.attaches(&"0".repeat(64), "лист.pdf")), Rule::FileNotKept);
    school.attaches(&first, "Ёлкина Анна, подпись.pdf").unwrap();
    let name = |sheet: Option<KeptFile>| sheet.map(|sheet| (sheet.address, sheet.name));
    assert_eq!(name(school.sheet()), Some((first.clone(), "Ёлкина Анна, подпись.pdf".into())));
    assert_eq!((school.scanned(), dump(school.desk.connection()).contains("Ёлкина Анна, подпись")), (1, false));
    assert!(school.files().contains(&(first.clone(), At::Event)), "told to those who erase");
    school.attaches(&second, "лист 2.pdf").unwrap();
    assert_eq!(name(school.sheet()), Some((second.clone(), "лист 2.pdf".into())));
    assert!(school.files().contains(&(first, At::Loose)), "the earlier one hangs nowhere, and is told");
    // A family that did not sign has nothing to scan; a class teacher of another class attaches nothing.
    let other = see(&school.desk, &school.by, &FamiliesOf { event: school.event.clone() }).unwrap().lines;
    let other = other.into_iter().find(|line| !line.signed).unwrap().pupil;
    let sheet = || FamilySheet { address: second.clone(), name: "лист.pdf".into() };
    let act = |pupil: &Id| AttachFamilySheet { event: school.event.clone(), seen: 1, pupils: [pupil.clone()].into(), sheet: sheet() };
    let (to_other, to_none) = (act(&other), AttachFamilySheet { pupils: Default::default(), ..act(&other) });
    let by = school.by.clone();
    assert_eq!(rule(school.desk.perform(&by, to_other)), Rule::Wrong(Field::Participants));
    assert_eq!(rule(school.desk.perform(&by, to_none)), Rule::NothingChanged);
    // With the signature at once; with a refusal there is nothing signed.
    let note = |school: &School, declined| FamiliesSigned {
        event: school.event.clone(),
        digest: school.digest(),
        pupils: [other.clone()].into(),
        declined,
        sheet: Some(sheet()),
        ..FamiliesSigned::sample(&school.world)
    };
    let (declined, signed) = (note(&school, true), note(&school, false));
    assert_eq!(rule(school.desk.perform(&by, declined)), Rule::Wrong(Field::Scan));
    school.desk.perform(&by, signed).unwrap();
    assert_eq!((school.scanned(), school.line(&other).sheet.map(|sheet| sheet.name)), (2, Some("лист.pdf".into())));
    // One form under one key: the same again is once, with another name it is another form.
    let again =
        |name: &str| AttachFamilySheet { sheet: FamilySheet { name: name.into(), ..sheet() }, ..AttachFamilySheet::sample(&school.world) };
    let (key, once_more, otherwise) = (once(), again("а.pdf"), again("б.pdf"));
    school.desk.writer.perform(&by, &key, once_more.clone()).unwrap();
    assert!(school.desk.writer.perform(&by, &key, once_more).unwrap().again);
    assert_eq!(rule(school.desk.writer.perform(&by, &key, otherwise)), Rule::KeyUsed);
}

/// The scan is of the text that was signed: it stays beside an earlier text, and goes when the family answers the new one otherwise.
#[test]
fn a_scan_speaks_of_the_text_that_was_signed() {
    let mut school = school();
    let (by, file) = (school.by.clone(), keep(&mut school.desk, b"one"));
    school.attaches(&file, "лист.pdf").unwrap();
    let opened = see(&school.desk, &by, &OneEvent { event: school.event.clone() }).unwrap().planned;
    let content = Content { text: "Работы перенесены на ноябрь.".into(), ..opened.content.clone() };
    let edit = Edit { wanted: Planned { content, ..opened.clone() }, opened };
    school.desk.perform(&by, Change { event: school.event.clone(), seen: 1, edit }).unwrap();
    let line = school.line(&school.pupil);
    assert_eq!((line.read, line.signed, line.sheet.is_some(), school.scanned()), (None, true, true, 0), "of the earlier text");
    let code = FamilyCode::of([4; FamilyCode::RANDOM]);
    let codes = [(school.pupil.clone(), code.clone())].into();
    school.desk.perform(&by, GiveCodes { event: school.event.clone(), seen: 1, codes }).unwrap();
    let digest = school.digest();
    school.desk.perform(&program(), ConfirmByCode { code, digest }).unwrap();
    let line = school.line(&school.pupil);
    assert_eq!((line.signed, line.sheet), (false, None));
    assert!(school.files().contains(&(file, At::Loose)));
    let event = school.event.clone();
    school.desk.perform(&by, Cancel { event, seen: 1, reason: "Отменили".into() }).unwrap();
    assert_eq!(rule(school.attaches(&"0".repeat(64), "лист.pdf")), Rule::NoSuchStep);
}

/// A scan of colleagues' signatures is replaced for those who signed; others are told that it is kept, and not given it.
/// covers: R25
#[test]
fn the_scan_of_a_ticked_sheet_is_replaced_and_told() {
    let mut school = school();
    let (by, event, active) = (school.by.clone(), school.world.event.signed.clone(), school.world.active.clone());
    let founder = school.world.founder.clone();
    let file = keep(&mut school.desk, b"better");
    let sheet = KeptFile { address: file.clone(), name: "лист, чётче.pdf".into() };
    let act = |people: &[&Id]| AttachSheet {
        event: event.clone(),
        seen: 1,
        people: people.iter().copied().cloned().collect(),
        sheet: sheet.clone(),
    };
    let digest = see(&school.desk, &by, &OneEvent { event: event.clone() }).unwrap().digest;
    let acknowledge = Acknowledge { event: event.clone(), seen: 1, digest, answers: vec![1] };
    school.desk.perform(&person(&founder), acknowledge).unwrap();
    assert_eq!(rule(school.desk.perform(&by, act(&[&active, &founder]))), Rule::Wrong(Field::Participants), "she read it on the screen");
    assert_eq!(rule(school.desk.perform(&by, act(&[]))), Rule::Wrong(Field::Participants));
    let before = school.read(&by, &active);
    school.desk.perform(&by, act(&[&active])).unwrap();
    let now = school.read(&by, &active);
    assert_eq!((now.sheet.as_ref(), now.scanned), (Some(&sheet), true));
    assert_eq!(Read { sheet: before.sheet.clone(), ..now }, before, "nothing else of it changed");
    assert_eq!(rule(school.desk.perform(&by, act(&[&active]))), Rule::NothingChanged);
    // A colleague in the same list is told, and has no address of it.
    let told = school.told(&event, &active);
    assert_eq!((told.sheet, told.scanned), (None, true));
    // Erased by itself: what was signed stays, and is told without a scan.
    let thing = Id::read(&file).unwrap();
    let give = Give { person: active.clone(), role: Role::Head, scope: Scope::School, from: school.world.today, to: None };
    school.desk.perform(&by, give).unwrap();
    let ask = AskErasure { thing: thing.clone(), ground: Ground::Request, reason: "Заявление".into() };
    school.desk.perform(&by, ask).unwrap();
    school.desk.perform(&person(&active).after_step_up(), ConfirmErasure { thing }).unwrap();
    let now = school.read(&by, &active);
    assert!(now.sheet.is_some_and(|sheet| sheet.erased()) && !now.scanned);
}

/// With a pupil goes the sheet its family alone signed; one that another family signed stays, and is told to those who erase. Nobody can try names
/// against what is left of the forms.
/// covers: C4, B18
#[test]
fn a_sheet_of_one_family_goes_with_its_pupil() {
    for shared in [false, true] {
        let mut school = school();
        let (by, file) = (school.by.clone(), keep(&mut school.desk, b"signed"));
        school.attaches(&file, "Ёлкина Анна, подпись.pdf").unwrap();
        if shared {
            let lines = see(&school.desk, &by, &FamiliesOf { event: school.event.clone() }).unwrap().lines;
            let other = lines.into_iter().find(|line| !line.signed).unwrap().pupil;
            let note = FamiliesSigned {
                event: school.event.clone(),
                digest: school.digest(),
                pupils: [other].into(),
                declined: false,
                sheet: Some(FamilySheet { address: file.clone(), name: "Ёлкина Анна, подпись.pdf".into() }),
                ..FamiliesSigned::sample(&school.world)
            };
            school.desk.perform(&by, note).unwrap();
        }
        let coded =
            "select count(*) from once where kept_back is not null and act in ('event.families-signed', 'event.attach-family-sheet')";
        let count = |school: &School| school.desk.connection().query_row(coded, [], |row| row.get::<_, u32>(0)).unwrap();
        assert!(count(&school) > 0);
        let (active, pupil) = (school.world.active.clone(), school.pupil.clone());
        let give = Give { person: active.clone(), role: Role::Head, scope: Scope::School, from: school.world.today, to: None };
        school.desk.perform(&by, give).unwrap();
        school.desk.perform(&by, AskErasure { thing: pupil.clone(), ground: Ground::Request, reason: "Заявление".into() }).unwrap();
        school.desk.perform(&person(&active).after_step_up(), ConfirmErasure { thing: pupil }).unwrap();
        let erased = school.desk.connection().query_row("select count(*) from erased where thing = ?", [&file], |row| row.get::<_, u32>(0));
        assert_eq!((erased.unwrap(), count(&school)), (u32::from(!shared), 0));
        assert_eq!(school.files().contains(&(file, At::Event)), shared);
    }
}
