//! A file of marks and lessons missed as the office understands it; what is not understood stays with its reason.

use ledger::Digest;
use records::dataset::{JournalMark, Period};
use records::provenance::Problem;
use records::reference::Reference;
use records::text::{Lang, Text, capital};
use workflow::marks::{Mark, Says};
use workflow::roster::{ClassName, Who};
use workflow::{Refusal, Rule};

use crate::server::office::Office;

/// What was read.
#[derive(Default)]
pub(super) struct File {
    /// Children it speaks of.
    pub children: Vec<(ClassName, Who)>,
    /// Where each stands first: sheet and row.
    pub places: Vec<(String, u32)>,
    /// What it says, each of a child by the place in the list.
    pub marks: Vec<(usize, Mark)>,
    /// What was not understood: place, words, reason.
    pub left: Vec<(String, u32, String, Text)>,
    /// Why the file was not read.
    pub problems: Vec<Problem>,
}

/// Reads a kept file.
///
/// # Errors
/// It is not kept; those of the disk.
pub(super) async fn read(office: &Office, digest: &str, name: &str) -> Result<File, Refusal> {
    let gone = |rule| Refusal { rule, about: Vec::new(), instead: None };
    let address = digest.parse::<Digest>().map_err(|_| gone(Rule::NotThere))?;
    let bytes = office.store.file(address).await?.ok_or_else(|| gone(Rule::FileNotKept))?;
    let name = name.to_owned();
    let reading = move || {
        let reference = Reference::shipped().ok()?;
        let (read, problems) = intake::pupil_marks(&bytes, &name, &reference);
        Some(of(read, problems, &reference))
    };
    tokio::task::spawn_blocking(reading).await.ok().flatten().ok_or_else(|| gone(Rule::Stopped))
}

fn of(read: intake::PupilMarks, problems: Vec<Problem>, reference: &Reference) -> File {
    let left = read.left.into_iter().map(|left| (left.sheet, left.row, left.words, left.reason)).collect();
    let mut file = File { left, problems, ..File::default() };
    for row in read.rows {
        let Some(class) = ClassName::read(&row.child.class) else {
            let reason = Text::new("Класс не понят.", "The class was not understood.");
            file.left.push((row.sheet, row.row, row.child.class, reason));
            continue;
        };
        let Some(says) = says(row.says) else {
            // Told once: a column of passes is a line each.
            let reason = Text::new(words::support::marks_pass(Lang::Ru), words::support::marks_pass(Lang::En));
            if file.left.iter().all(|(.., told)| *told != reason) {
                file.left.push((row.sheet, row.row, row.subject, reason));
            }
            continue;
        };
        let child = (class, Who { name: row.child.name, born: row.child.born, number: row.child.number });
        let at = file.children.iter().rposition(|known| *known == child).unwrap_or_else(|| {
            file.children.push(child);
            file.places.push((row.sheet, row.row));
            file.children.len() - 1
        });
        let known = reference.subject(&row.subject).map(|known| known.title.in_lang(Lang::Ru).to_owned());
        let subject = capital(&known.unwrap_or(row.subject));
        let period = row.period.map(Period::code).unwrap_or_default();
        file.marks.push((at, Mark { subject, period, work: row.work, says }));
    }
    file
}

fn says(standing: intake::Standing) -> Option<Says> {
    Some(match standing {
        intake::Standing::Mark(JournalMark::Mark(mark)) => Says::Mark(mark),
        intake::Standing::Mark(JournalMark::NotAttested | JournalMark::Fail) => Says::NotAttested,
        intake::Standing::Mark(JournalMark::Released | JournalMark::Pass) => return None,
        intake::Standing::Missed { missed, of, unexcused } => Says::Missed { missed, of, unexcused },
        intake::Standing::Points { points, least, most } => Says::Points { points, least, most },
    })
}
