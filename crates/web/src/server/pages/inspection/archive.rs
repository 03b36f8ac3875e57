//! The archive: papers made anew, papers as they were issued, evidence and sheets as they were kept; the same records are the same bytes.

use std::collections::BTreeSet;
use std::io::{Cursor, Write};
use std::sync::Arc;

use documents::office::{Form, Inventory, Letterhead, Sheet};
use ledger::Digest;
use records::progress::Progress;
use words::{Word, inspection};
use workflow::event::{EventState, Kind, OneEvent};
use workflow::plan::{KeptFile, OrderShown, PaperLine, Papers};
use workflow::{Refusal, Rule};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::super::event::papers::sheets;
use super::super::event::{register_links, registers};
use super::super::plan::orders::{did, ending, named};
use super::super::plan::papers::{composed, letterhead, name as paper_name, pressed};
use super::super::plan::told;
use super::found::{Found, measures};
use super::{consultations, theirs};
use crate::server::office::Office;
use crate::server::policy::Asked;
use crate::server::works::{Outcome, Work};
use crate::shell::address::file_name;

/// Most bytes of an archive.
pub(super) const MOST: usize = 512_000_000;
/// Longest name of a file or a folder in it, in characters: Windows opens no paths beyond 260.
const NAME: usize = 60;

/// What lies in the archive.
struct Folder {
    files: Vec<(String, Vec<u8>)>,
    /// What each is, beside its place.
    listed: Vec<(String, String)>,
    taken: BTreeSet<String>,
    bytes: usize,
    /// Who waits for it.
    work: Arc<Work>,
    steps: usize,
    all: usize,
}

/// A name without what file systems refuse, of a bearable length.
fn tidy(name: &str) -> String {
    file_name(&file_name(name).chars().take(NAME).collect::<String>())
}

/// A name of a file and its ending; «2026» at the end of a date is none.
fn ended(name: &str) -> (&str, Option<&str>) {
    let is_ending = |ending: &str| (1..=5).contains(&ending.chars().count()) && ending.chars().any(|letter| !letter.is_ascii_digit());
    match name.rsplit_once('.') {
        Some((stem, ending)) if is_ending(ending) => (stem, Some(ending)),
        _ => (name, None),
    }
}

/// A name of a file with its ending kept; where it has none, the one its first bytes tell.
fn tidy_file(name: &str, bytes: &[u8]) -> String {
    match ended(name) {
        (stem, Some(ending)) => format!("{}.{}", tidy(stem), tidy(ending)),
        (stem, None) => format!("{}{}", tidy(stem), ending(bytes)),
    }
}

impl Folder {
    /// Nothing yet, for work of so many steps.
    const fn of(work: Arc<Work>, all: usize) -> Self {
        Self { files: Vec::new(), listed: Vec::new(), taken: BTreeSet::new(), bytes: 0, work, steps: 0, all }
    }

    /// Lays a file into the folder under a name nothing has yet.
    fn lay(&mut self, folder: &str, name: &str, what: String, bytes: Vec<u8>) {
        let name = tidy_file(name, &bytes);
        let numbered = |number: usize| match name.rsplit_once('.') {
            Some((stem, ending)) if number > 1 => format!("{folder}/{stem} ({number}).{ending}"),
            None if number > 1 => format!("{folder}/{name} ({number})"),
            _ => format!("{folder}/{name}"),
        };
        // Windows knows no difference of case.
        let place = (1..).map(numbered).find(|place| self.taken.insert(place.to_lowercase())).unwrap_or_default();
        self.bytes += bytes.len();
        self.listed.push((place.clone(), what));
        self.files.push((place, bytes));
    }

    fn is_full(&self) -> bool {
        self.bytes > MOST
    }

    /// One more file is begun; false where nobody waits for it any more, or nothing more fits.
    fn goes_on(&mut self, stage: Word) -> bool {
        self.steps += 1;
        !self.work.tells(stage, self.steps.min(self.all), self.all) && !self.is_full()
    }
}

/// Makes the archive.
pub(super) async fn made(office: &Office, asked: &Asked, id: &str, work: &Arc<Work>) -> Outcome {
    match folder(office, asked, id, work).await {
        Ok(_) if work.stopped() => Outcome::Stopped,
        Ok(Some((name, bytes))) => Outcome::File { name, bytes: bytes.into() },
        Ok(None) => Outcome::Said(inspection::too_large(asked.lang, (MOST / 1_000_000).to_string())),
        Err(refusal) => Outcome::Refused(refusal),
    }
}

/// Name and bytes of the archive; None where it would be too large.
async fn folder(office: &Office, asked: &Asked, id: &str, work: &Arc<Work>) -> Result<Option<(String, Vec<u8>)>, Refusal> {
    let lang = asked.lang;
    let mut found = theirs(office, asked, id).await?;
    let (head, _) = letterhead(office, asked, None).await?;
    let papers = office.see(asked.reader.clone(), Papers { plan: found.plan.id.clone() }).await?.papers;
    let evidence = measures(&found.plan).flat_map(|measure| &measure.occurrences).flat_map(|one| &one.evidence);
    let evidence = evidence.filter(|kept| kept.evidence.file.is_some()).count();
    // Two of the plan; the inventory and the archive itself.
    let all = 2 + papers.len() + found.orders.len() + found.procedures.len() + REGISTERS.len() + 1 + evidence + found.events.len() + 2;
    let mut folder = Folder::of(Arc::clone(work), all);
    of_plan(office, asked, &found, &mut folder).await?;
    let place = inspection::folder_papers(lang);
    of_papers(office, asked, (papers, &place, inspection::making_papers), &mut found.lacking, &mut folder).await?;
    of_measures(office, asked, &mut found, &mut folder).await?;
    of_events(office, asked, &mut found, &head, &mut folder).await?;
    let (orders, procedures) = (std::mem::take(&mut found.orders), std::mem::take(&mut found.procedures));
    of_orders(office, asked, &orders, &mut found.lacking, &mut folder).await?;
    let place = inspection::folder_procedures(lang);
    of_papers(office, asked, (procedures, &place, inspection::making_procedures), &mut found.lacking, &mut folder).await?;
    of_registers(office, asked, &found, &head, &mut folder).await?;
    if !folder.goes_on(inspection::making_inventory) {
        return Ok(None);
    }
    let inventory = Inventory {
        letterhead: head,
        plan: found.plan.preface.title.clone(),
        points: found.points.iter().map(|(point, shown)| (point.clone(), shown.iter().map(|(_, text)| text.clone()).collect())).collect(),
        source: found.source(lang),
        lacking: found.lacking.clone(),
        files: folder.listed.clone(),
    };
    let inventory = Arc::new(inventory.compose());
    let mut first = vec![(format!("{}.docx", inspection::inventory(lang)), pressed(Arc::clone(&inventory), Form::Word).await?)];
    if cfg!(feature = "pdf") {
        first.push((format!("{}.pdf", inspection::inventory(lang)), pressed(inventory, Form::Pdf).await?));
    }
    first.append(&mut folder.files);
    if !folder.goes_on(inspection::making_archive) {
        return Ok(None);
    }
    let day = asked.reader.now().date();
    let bytes = tokio::task::spawn_blocking(move || zipped(first)).await.ok().flatten().ok_or(Refusal::of(Rule::Stopped))?;
    Ok(Some((format!("{} {}.zip", inspection::title(lang), told::day(day)), bytes)))
}

/// The plan with its marks, and the report on the year so far.
async fn of_plan(office: &Office, asked: &Asked, found: &Found, folder: &mut Folder) -> Result<(), Refusal> {
    let lang = asked.lang;
    let begins = jiff::civil::Date::new(found.plan.days.first.year(), 8, 1).unwrap_or(found.plan.days.first);
    let so_far = asked.reader.now().date().min(found.plan.days.last);
    for (kind, days) in [("marks", None), ("report", Some((begins, so_far.max(begins))))] {
        if !folder.goes_on(inspection::making_plan) {
            return Ok(());
        }
        let sheet = Arc::new(composed(office, asked, &found.plan, kind, days, None).await?);
        let (form, ending) = if cfg!(feature = "pdf") { (Form::Pdf, "pdf") } else { (Form::Word, "docx") };
        let name = paper_name(lang, kind);
        folder.lay(&inspection::folder_plan(lang), &format!("{name}.{ending}"), name, pressed(sheet, form).await?);
    }
    Ok(())
}

/// Papers of the plan, or of procedures, that were issued, as they were.
async fn of_papers(
    office: &Office,
    asked: &Asked,
    (papers, place, stage): (Vec<PaperLine>, &str, Word),
    lacking: &mut Vec<String>,
    folder: &mut Folder,
) -> Result<(), Refusal> {
    let lang = asked.lang;
    for paper in papers.into_iter().rev() {
        if !folder.goes_on(stage) {
            return Ok(());
        }
        let (address, ending) = paper.pdf.map_or((paper.word, "docx"), |pdf| (pdf, "pdf"));
        let name = format!("№ {} {}.{ending}", paper.number, paper.title);
        match kept(office, &address).await? {
            Some(bytes) => folder.lay(place, &name, inspection::issued(lang, told::day(paper.day)), bytes),
            None => lacking.push(inspection::lacking_gone(lang, &name)),
        }
    }
    Ok(())
}

/// Orders that stood for the second person; one that did several things lies there once.
async fn of_orders(
    office: &Office,
    asked: &Asked,
    orders: &[OrderShown],
    lacking: &mut Vec<String>,
    folder: &mut Folder,
) -> Result<(), Refusal> {
    let lang = asked.lang;
    let mut laid = BTreeSet::new();
    for order in orders.iter().rev() {
        if !folder.goes_on(inspection::making_orders) {
            return Ok(());
        }
        let key = |order: &OrderShown| (order.paper.number.clone(), order.paper.day, order.paper.scan.clone());
        if !laid.insert(key(order)) {
            continue;
        }
        let together: Vec<String> = orders.iter().rev().filter(|one| key(one) == key(order)).map(|one| did(lang, one)).collect();
        let (name, what) = (named(lang, &order.paper), together.join("; "));
        match kept(office, &order.paper.scan).await? {
            Some(bytes) if !order.erased => folder.lay(&inspection::folder_orders(lang), &name, what, bytes),
            _ if order.erased => lacking.push(inspection::lacking_erased(lang, &name)),
            _ => lacking.push(inspection::lacking_gone(lang, &name)),
        }
    }
    Ok(())
}

async fn kept(office: &Office, address: &str) -> Result<Option<Vec<u8>>, Refusal> {
    match address.parse::<Digest>() {
        Ok(digest) => office.store.file(digest).await,
        Err(_) => Ok(None),
    }
}

/// Lays a kept file down; one that is not in the store is said to be lacking.
async fn lay_kept(
    office: &Office,
    asked: &Asked,
    (file, place, what): (&KeptFile, &str, String),
    lacking: &mut Vec<String>,
    folder: &mut Folder,
) -> Result<(), Refusal> {
    match kept(office, &file.address).await? {
        Some(bytes) => folder.lay(place, &file.name, what, bytes),
        None if file.erased() => lacking.push(inspection::lacking_erased(asked.lang, &what)),
        None => lacking.push(inspection::lacking_gone(asked.lang, &file.name)),
    }
    Ok(())
}

/// Evidence, a folder a measure.
async fn of_measures(office: &Office, asked: &Asked, found: &mut Found, folder: &mut Folder) -> Result<(), Refusal> {
    let lang = asked.lang;
    for (ordinal, measure) in (1..).zip(measures(&found.plan)) {
        let number = measure.content.number.trim_end_matches('.');
        let number = if number.is_empty() { format!("{ordinal:02}") } else { number.to_owned() };
        let place = format!("{}/{}", inspection::folder_measures(lang), tidy(&format!("{number} {}", measure.content.text)));
        for kept in measure.occurrences.iter().flat_map(|one| &one.evidence) {
            if let Some(file) = &kept.evidence.file {
                if !folder.goes_on(inspection::making_measures) {
                    return Ok(());
                }
                let what = inspection::evidence(lang, &measure.content.text);
                lay_kept(office, asked, (file, &place, what), &mut found.lacking, folder).await?;
            }
        }
    }
    Ok(())
}

/// Minutes, cards and sheets, what was read, and sheets that were signed; a folder an event.
async fn of_events(office: &Office, asked: &Asked, found: &mut Found, head: &Letterhead, folder: &mut Folder) -> Result<(), Refusal> {
    let lang = asked.lang;
    for line in &found.events {
        if !folder.goes_on(inspection::making_events) {
            return Ok(());
        }
        let one = office.see(asked.reader.clone(), OneEvent { event: line.event.id.clone() }).await?;
        let event = &one.event;
        let place = format!("{}/{}", inspection::folder_events(lang), tidy(&format!("{} {}", event.day, event.content.title)));
        for (name, sheet) in sheets(asked, &one, head) {
            let told = if event.state == EventState::Held { inspection::event_unfinished } else { inspection::event_paper };
            let what = told(lang, &event.content.title, told::day(event.day));
            let sheet: Arc<Sheet> = Arc::new(sheet);
            folder.lay(&place, &format!("{name}.docx"), what, pressed(sheet, Form::Word).await?);
        }
        if let Some(file) = &event.content.file {
            lay_kept(office, asked, (file, &place, inspection::text_file(lang)), &mut found.lacking, folder).await?;
        }
        let signed: Vec<&KeptFile> = one.seats.iter().filter(|_| one.leads).filter_map(|seat| seat.read.as_ref()?.sheet.as_ref()).collect();
        let mut laid = BTreeSet::new();
        for file in signed.into_iter().filter(|file| laid.insert(file.address.clone())) {
            lay_kept(office, asked, (file, &place, inspection::signed_sheet(lang)), &mut found.lacking, folder).await?;
        }
    }
    Ok(())
}

/// Registers that name nobody but who works here. Of consultations the folder has how many, and of no pupil that there was one.
const REGISTERS: [&str; 2] = ["briefing", "training"];

/// Registers, as they stand; one nothing is entered in is left out.
async fn of_registers(office: &Office, asked: &Asked, found: &Found, head: &Letterhead, folder: &mut Folder) -> Result<(), Refusal> {
    let (lang, place) = (asked.lang, inspection::folder_registers(asked.lang));
    let mut made = Vec::new();
    for code in REGISTERS {
        if !folder.goes_on(inspection::making_registers) {
            return Ok(());
        }
        if let Some(kind) = Kind::of(code).filter(|_| found.events.iter().any(|line| line.event.kind == code)) {
            made.push((register_links::name(lang, code), registers::composed(office, asked, kind, head.clone()).await?));
        }
    }
    if !folder.goes_on(inspection::making_registers) {
        return Ok(());
    }
    made.extend(consultations::without_names(lang, &found.of_pupils, head).map(|sheet| (inspection::consultations(lang), sheet)));
    for (name, sheet) in made {
        let bytes = pressed(Arc::new(sheet), Form::Word).await?;
        folder.lay(&place, &format!("{name}.docx"), inspection::register(lang), bytes);
    }
    Ok(())
}

/// One archive: entries in their order, without the time they were written at.
fn zipped(files: Vec<(String, Vec<u8>)>) -> Option<Vec<u8>> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated).last_modified_time(DateTime::default());
    for (place, bytes) in files {
        archive.start_file(place, options).ok()?;
        archive.write_all(&bytes).ok()?;
    }
    Some(archive.finish().ok()?.into_inner())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::server::works::What;

    #[test]
    fn names_are_short_plain_and_never_twice() {
        assert_eq!(tidy("1. План: «да/нет»\u{7}  и..."), "1. План «да нет» и");
        assert_eq!(tidy("..."), "–");
        assert_eq!(tidy("я".repeat(90).as_str()).chars().count(), NAME);
        assert_eq!(tidy_file("Протокол № 3 (копия).pdf", b""), "Протокол № 3 (копия).pdf");
        assert_eq!(tidy_file("../../etc/passwd", b""), ".... etc passwd");
        assert_eq!(tidy_file("Приказ № 112-о от 28.08.2026", b"%PDF-1.7"), "Приказ № 112-о от 28.08.2026.pdf");
        let what = What { title: inspection::title, from: String::new(), needs: "" };
        let mut folder = Folder::of(Arc::new(Work::of(what)), 3);
        for name in ["Лист.pdf", "лист.PDF", "Лист.pdf", "Без имени"] {
            folder.lay("04", name, String::new(), vec![0; 2]);
        }
        let places: Vec<&str> = folder.files.iter().map(|(place, _)| place.as_str()).collect();
        assert_eq!(places, ["04/Лист.pdf", "04/лист (2).PDF", "04/Лист (3).pdf", "04/Без имени"]);
        assert_eq!((folder.bytes, folder.is_full()), (8, false));
    }

    #[test]
    fn the_same_files_are_the_same_archive() {
        let files = || vec![("00 Опись.docx".to_owned(), vec![1; 300]), ("01 План/План.pdf".to_owned(), vec![2; 10])];
        let bytes = zipped(files()).unwrap();
        assert_eq!(bytes, zipped(files()).unwrap());
        let mut read = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
        assert_eq!(read.by_index(1).unwrap().name().unwrap(), "01 План/План.pdf");
    }
}
