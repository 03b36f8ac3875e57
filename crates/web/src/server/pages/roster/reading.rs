//! A file of the school's people as lines the office understands; what is not understood stays with its reason.

use intake::{Extent, RosterLeft};
use ledger::Digest;
use records::provenance::Problem;
use records::reference::Reference;
use records::text::{Lang, Text, capital, folded};
use workflow::people::Me;
use workflow::roster::{ClassName, Line, Relative, Unread, Who};
use workflow::{Refusal, Rule};

use crate::server::office::Office;
use crate::server::policy::Asked;

/// What was read.
pub(super) struct File {
    /// Lines.
    pub lines: Vec<Line>,
    /// Where each stands: sheet and row.
    pub places: Vec<(String, u32)>,
    /// What was not understood, with the reason.
    pub left: Vec<RosterLeft>,
    /// Why the file was not read.
    pub problems: Vec<Problem>,
    /// The school the file names.
    pub school: Option<String>,
    /// Whether that is another one than this.
    pub other_school: bool,
}

impl File {
    /// Rows that are no lines.
    pub(super) fn unread(&self) -> Unread {
        let rows = self.left.iter().filter(|left| left.extent != Extent::Part);
        Unread(rows.map(|left| if left.extent == Extent::Sheet { String::new() } else { left.words.clone() }).collect())
    }
}

/// Reads a kept file.
///
/// # Errors
/// It is not kept; those of the disk.
pub(super) async fn read(office: &Office, asked: &Asked, digest: &str, name: &str) -> Result<File, Refusal> {
    let gone = |rule| Refusal { rule, about: Vec::new(), instead: None };
    let own = office.see(asked.reader.clone(), Me).await?.school;
    let address = digest.parse::<Digest>().map_err(|_| gone(Rule::NotThere))?;
    let bytes = office.store.file(address).await?.ok_or_else(|| gone(Rule::FileNotKept))?;
    let name = name.to_owned();
    let reading = move || intake::roster(&bytes, &name);
    let (read, problems) = tokio::task::spawn_blocking(reading).await.map_err(|_| gone(Rule::Stopped))?;
    let reference = Reference::shipped().map_err(|_| gone(Rule::Stopped))?;
    Ok(of(read, problems, &own, &reference))
}

fn of(read: intake::Roster, problems: Vec<Problem>, own: &str, reference: &Reference) -> File {
    let other_school = read.school.as_deref().is_some_and(|school| is_another(own, school));
    let mut file = File { lines: Vec::new(), places: Vec::new(), left: read.left, problems, school: read.school, other_school };
    for row in read.rows {
        let at = (row.sheet, row.row);
        let mut refused = |words: String| {
            let (sheet, row) = at.clone();
            let reason = Text::new("Класс не понят.", "The class was not understood.");
            file.left.push(RosterLeft { sheet, row, words, reason, extent: Extent::Row });
        };
        match line(&row.says, reference) {
            Err(words) => refused(words),
            Ok(line) => {
                let of = file.lines.len();
                let led = leads(&row.says).iter().map(|written| (written, ClassName::read(written)));
                let mut lines = vec![line];
                for (written, class) in led {
                    match (class, &row.says) {
                        (Some(class), intake::Says::Staff { name, .. }) => lines.push(Line::Leads { of, name: name.clone(), class }),
                        (_, intake::Says::Staff { name, .. }) => refused(format!("{name}, {written}")),
                        _ => {}
                    }
                }
                file.places.extend(lines.iter().map(|_| at.clone()));
                file.lines.extend(lines);
            }
        }
    }
    file
}

/// Classes a row of the list of staff says somebody leads.
fn leads(says: &intake::Says) -> &[String] {
    if let intake::Says::Staff { leads, .. } = says { leads } else { &[] }
}

/// A subject as the program writes it.
fn subject_of(written: &str, reference: &Reference) -> String {
    let known = reference.subject(written).map(|known| known.title.in_lang(Lang::Ru).to_owned());
    capital(known.as_deref().unwrap_or(written))
}

/// A line; where its class is none, the class as written with whoever stands beside it.
fn line(says: &intake::Says, reference: &Reference) -> Result<Line, String> {
    let class = |written: &str| ClassName::read(written).ok_or_else(|| written.to_owned());
    let of = |child: &intake::Child| ClassName::read(&child.class).ok_or_else(|| format!("{}, {}", child.name, child.class));
    let who = |child: &intake::Child| Who { name: child.name.clone(), born: child.born, number: child.number.clone() };
    Ok(match says {
        intake::Says::Class { class: written, teacher } => Line::Class { class: class(written)?, teacher: teacher.clone() },
        intake::Says::Staff { name, post, subject, born, .. } => {
            // As loads write them: namesakes are told apart by their subjects.
            let subjects = subject.split([',', ';']).map(str::trim).filter(|subject| !subject.is_empty());
            let subject = subjects.map(|subject| subject_of(subject, reference)).collect::<Vec<_>>().join(", ");
            Line::Staff { name: name.clone(), post: post.clone(), subject, born: *born }
        }
        intake::Says::Load { teacher, subject, class: written, hours } => {
            Line::Load { teacher: teacher.clone(), subject: subject_of(subject, reference), class: class(written)?, hours: *hours }
        }
        intake::Says::Pupil(child) => {
            let relative = |kin: &intake::Kin| Relative { name: kin.name.clone(), kin: kin.kin.clone(), contact: kin.contact.clone() };
            let family = child.family.iter().map(relative).collect();
            Line::Pupil { class: of(child)?, who: who(child), family, listed: child.listed }
        }
        intake::Says::Code { child, code } => Line::Code { class: of(child)?, who: who(child), code: code.clone() },
    })
}

/// Whether a file names another school: other numbers, or where there are none, no word of its own in common.
fn is_another(own: &str, written: &str) -> bool {
    const COMMON: [&str; 14] = [
        "школа",
        "гимназия",
        "лицей",
        "средняя",
        "основная",
        "общеобразовательная",
        "сош",
        "оош",
        "мбоу",
        "маоу",
        "мкоу",
        "гбоу",
        "моу",
        "имени",
    ];
    let words = |text: &str| -> Vec<String> {
        let text = folded(text);
        let parts =
            text.split(|c: char| !c.is_alphanumeric()).filter(|word| word.chars().count() > 2 || word.chars().all(|c| c.is_ascii_digit()));
        parts.filter(|word| !word.is_empty() && !COMMON.contains(word)).map(str::to_owned).collect()
    };
    let number = |words: &[String]| words.iter().find(|word| word.chars().all(|c| c.is_ascii_digit())).cloned();
    let (own, written) = (words(own), words(written));
    match number(&own).zip(number(&written)) {
        Some((one, other)) => one != other,
        None => !own.is_empty() && !written.is_empty() && !own.iter().any(|word| written.contains(word)),
    }
}

#[cfg(test)]
mod tests {
    use super::is_another;

    #[test]
    fn another_school_is_known_by_its_number_or_its_words() {
        for (own, written, another) in [
            ("Гимназия № 2", "МБОУ «Гимназия № 2» г. Энска", false),
            ("Гимназия № 2", "МБОУ СОШ №12", true),
            ("Лицей «Восток»", "МАОУ Лицей «Восток»", false),
            ("Лицей «Восток»", "Гимназия имени Пушкина", true),
            ("Школа", "МБОУ СОШ № 5", false),
        ] {
            assert_eq!(is_another(own, written), another, "{own} / {written}");
        }
    }
}
