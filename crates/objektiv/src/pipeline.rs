//! From paths to documents: the three calls of the program in their order, with what the command line adds around them.

use std::path::{Path, PathBuf};

use documents::{Document, Kind, Material};
use intake::{Answers, Assembly, Collected, Input, IntakeError, Key, limits};
use jiff::civil::Date;
use methodology::permit::{Permit, Refused};
use records::progress::Progress;
use records::provenance::Severity;
use records::reference::Reference;
use records::study::Study;
use records::vocabulary::Audience;
use words::objektiv;

use crate::desk::Desk;
use crate::failure::Failure;
use crate::named;
use crate::progress::{Bar, Timings};
use crate::protocol::Followed;
use crate::stop;

/// Version of the program, for documents.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// The reference data with the user's own files laid over.
///
/// # Errors
/// A file that cannot be read or is not reference data.
pub fn reference(own: &[PathBuf], desk: &Desk) -> Result<Reference, Failure> {
    let refused = |error: records::reference::ReferenceError| Failure::Input(error.text().in_lang(desk.lang).to_owned());
    let mut reference = Reference::shipped().map_err(refused)?;
    for path in own {
        let text = named::text(path, desk.lang)?;
        reference.overlay(&path.display().to_string(), &text).map_err(refused)?;
    }
    Ok(reference)
}

/// The files below `paths`, and what was passed over; what an earlier analysis wrote to `out` is left aside.
///
/// # Errors
/// A path that cannot be read, nothing found, or an output folder that is itself among the paths.
pub fn collected(paths: &[PathBuf], out: Option<&Path>, desk: &Desk) -> Result<Collected, Failure> {
    let mut all = Collected::default();
    for path in paths {
        let Collected { inputs: found, passed } =
            intake::collect_telling(std::slice::from_ref(path)).map_err(|error| uncollected(&error, desk))?;
        all.passed.extend(passed);
        let inside = out.and_then(|out| below(out, path));
        if inside.as_deref() == Some("") {
            let folder = path.display().to_string();
            return Err(Failure::Usage(objektiv::out_is_input(desk.lang, &folder)));
        }
        let ours = |input: &Input| inside.as_ref().is_some_and(|inside| input.name.starts_with(&format!("{inside}/")));
        let kept = |input: &Input| input.name == ANSWERS && Answers::parse(ANSWERS, &input.bytes).is_ok();
        all.inputs.extend(found.into_iter().filter(|input| !ours(input) && !kept(input)));
    }
    if all.inputs.is_empty() && all.passed.is_empty() {
        return Err(Failure::Input(objektiv::no_files_found(desk.lang)));
    }
    Ok(all)
}

fn uncollected(error: &IntakeError, desk: &Desk) -> Failure {
    let megabytes = usize::try_from(limits::TOTAL_BYTES >> 20).unwrap_or(usize::MAX);
    match error {
        IntakeError::Unreadable { path, source } => Failure::reading(desk.lang, Path::new(path), source),
        IntakeError::TooMany => Failure::Input(objektiv::too_many_files(desk.lang, limits::FILES)),
        IntakeError::TooBig => Failure::Input(objektiv::too_big(desk.lang, megabytes)),
    }
}

/// Where `out` lies below the folder `path`, `/`-separated; empty where they are the same folder.
fn below(out: &Path, path: &Path) -> Option<String> {
    let (out, path) = (std::path::absolute(out).ok()?, std::path::absolute(path).ok()?);
    let rest = out.strip_prefix(path).ok()?;
    Some(rest.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/"))
}

/// The folder whose key serves these paths: the first folder named, else the one the first file lies in.
#[must_use]
pub fn data_folder(paths: &[PathBuf]) -> PathBuf {
    let named = paths.iter().find(|path| path.is_dir()).cloned();
    let around = || paths.first().and_then(|path| path.parent()).filter(|parent| !parent.as_os_str().is_empty()).map(Path::to_path_buf);
    named.or_else(around).unwrap_or_else(|| PathBuf::from("."))
}

/// Name of the answers kept beside the data.
pub const ANSWERS: &str = "answers.csv";

/// Answers kept beside the data, with those of `questions.csv` with its last column filled laid over them.
///
/// # Errors
/// A file that cannot be read or is not such a table.
pub fn answers(path: Option<&PathBuf>, data: &Path, desk: &Desk) -> Result<Answers, Failure> {
    let kept = data.join(ANSWERS);
    // Another table of that name is data, and no fault.
    let kept = named::bytes(&kept, desk.lang).ok().and_then(|bytes| Answers::parse(ANSWERS, &bytes).ok()).unwrap_or_default();
    Ok(kept.overlaid(&given_answers(path, desk)?))
}

/// Keeps the answers beside the data for the next time; where nothing can be written there, that is said.
pub fn keep_answers(answers: &Answers, data: &Path, desk: &Desk) {
    let (path, text) = (data.join(ANSWERS), answers.to_csv());
    let known = named::bytes(&path, desk.lang).ok();
    let is_ours = known.as_ref().map_or(!path.exists(), |bytes| Answers::parse(ANSWERS, bytes).is_ok());
    if answers.is_empty() || !is_ours || known.as_deref() == Some(text.as_bytes()) {
        return;
    }
    let draft = data.join(format!(".{ANSWERS}.part"));
    let written = std::fs::write(&draft, text).and_then(|()| std::fs::rename(&draft, &path));
    let shown = path.display().to_string();
    crate::console::notice(&if written.is_ok() {
        objektiv::answers_kept(desk.lang, &shown)
    } else {
        objektiv::answers_not_kept(desk.lang, &shown)
    });
}

fn given_answers(path: Option<&PathBuf>, desk: &Desk) -> Result<Answers, Failure> {
    let Some(path) = path else { return Ok(Answers::default()) };
    let bytes = named::bytes(path, desk.lang)?;
    let refused = |problem: Box<records::provenance::Problem>| {
        Failure::Input(format!("{}: {} {}", problem.place.file, problem.what.in_lang(desk.lang), problem.mend.in_lang(desk.lang)))
    };
    Answers::parse(&path.display().to_string(), &bytes).map_err(refused)
}

/// First call: what the files say.
///
/// # Errors
/// The person stopped.
pub fn read(found: Collected, reference: &Reference, answers: Answers, key: Key, bar: &Bar, desk: &Desk) -> Result<Assembly, Failure> {
    let mut assembly = intake::assemble(found.inputs, &intake::Options { reference, answers, key, progress: bar });
    assembly.problems.extend(found.passed);
    unless_stopped(assembly, bar, desk)
}

/// Second call: the analysis.
///
/// # Errors
/// The purpose is not allowed for these data (C1); the person stopped.
pub fn study(
    assembly: &Assembly,
    reference: &Reference,
    followed: &Followed,
    as_of: Option<Date>,
    bar: &Bar,
    desk: &Desk,
) -> Result<Study, Failure> {
    let Followed { terms, registration } = followed;
    let permit = Permit::ask(&assembly.dataset, reference, terms.purpose).map_err(|refused| not_allowed(&refused, desk))?;
    let study = methodology::analyse::study(&permit, reference, &terms.protocol, registration, as_of, bar);
    unless_stopped(study, bar, desk)
}

/// The purpose is not allowed for these data (C1), with the reason its regime gives.
pub fn not_allowed(refused: &Refused, desk: &Desk) -> Failure {
    let label = refused.purpose.label().in_lang(desk.lang);
    Failure::Usage(objektiv::purpose_refused(desk.lang, label, refused.reason.in_lang(desk.lang)))
}

/// Third call: the documents.
///
/// # Errors
/// A document that could not be made; the person stopped.
pub fn documents(
    study: &Study,
    assembly: &Assembly,
    audience: Audience,
    asked: &[&Kind],
    bar: &Bar,
    desk: &Desk,
) -> Result<Vec<Document>, Failure> {
    bar.at(records::text::Phrase { ru: "Документы пишутся", en: "Writing documents" }, 0, 0);
    let material = Material::of(study, assembly.met(), audience, desk.lang, VERSION);
    let made = documents::outputs(&material, asked).map_err(|error| Failure::Output(error.text().in_lang(desk.lang).to_owned()))?;
    unless_stopped(made, bar, desk)
}

fn unless_stopped<T>(result: T, bar: &Bar, desk: &Desk) -> Result<T, Failure> {
    if stop::asked() {
        bar.clear();
        return Err(Failure::stopped(desk.lang));
    }
    Ok(result)
}

/// `timings.json`: the one output that is not the same from run to run.
#[must_use]
pub fn timings_file(timings: &Timings) -> crate::output::Output {
    crate::output::Output { name: "timings.json".to_owned(), bytes: timings.json() }
}

/// Whether something in the input asks for attention: what `--strict` turns into an exit code.
#[must_use]
pub fn asks_for_attention(assembly: &Assembly) -> bool {
    let unread = assembly.recognised.iter().any(|file| file.format.is_none());
    let costly = assembly.problems.iter().any(|problem| problem.severity > Severity::Note);
    unread || costly || !assembly.questions.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_output_folder_inside_the_data_is_known_by_its_path() {
        assert_eq!(below(Path::new("data/out/may"), Path::new("data")).as_deref(), Some("out/may"));
        assert_eq!(below(Path::new("data"), Path::new("data")).as_deref(), Some(""));
        assert_eq!(below(Path::new("out"), Path::new("data")), None);
    }

    #[test]
    fn what_was_written_before_is_not_read_again() {
        let home = tempfile::tempdir().unwrap();
        let (desk, out) = (Desk::new(records::text::Lang::Ru), home.path().join("out"));
        std::fs::create_dir(&out).unwrap();
        std::fs::write(out.join("screen.csv"), "a").unwrap();
        std::fs::write(home.path().join("kims.csv"), "b").unwrap();
        let names = |inputs: Vec<Input>| inputs.into_iter().map(|input| input.name).collect::<Vec<_>>();
        let paths = [home.path().to_path_buf()];
        assert_eq!(names(collected(&paths, Some(&out), &desk).unwrap().inputs), ["kims.csv"]);
        assert_eq!(collected(&paths, Some(home.path()), &desk).unwrap_err().code(), 2);
        assert_eq!(collected(&[home.path().join("missing")], None, &desk).unwrap_err().code(), 3);
    }
}
