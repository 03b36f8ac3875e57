//! Files into one dataset: what each file is, reading each, joining them all.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::sync::atomic::{AtomicU64, Ordering};

use rayon::prelude::*;
use records::dataset::{Dataset, PersonId};
use records::provenance::{Met, Place, Problem, Question, Recognition, Severity};
use records::text::{Phrase, Text};
use sha2::{Digest, Sha256};

use crate::draft::Draft;
use crate::files::{Hashed, Input};
use crate::formats::canonical::{self, KimItems, Known};
use crate::inspect::{self, Seen};
use crate::join::Joined;
use crate::options::Options;
use crate::{files, limits, people, read, together};

/// Everything that was understood.
#[derive(Debug, Default)]
pub struct Assembly {
    /// The records.
    pub dataset: Dataset,
    /// What was wrong, in the order of files.
    pub problems: Vec<Problem>,
    /// What the program would not guess, ordered by key.
    pub questions: Vec<Question>,
    /// Questions that arose and have their answer already, ordered by key.
    pub answered: Vec<Question>,
    /// Files of which nothing is read before a question is answered, in the order of names.
    pub waiting: Vec<String>,
    /// Every file: what it was taken for and why, in the order of names.
    pub recognised: Vec<Recognition>,
}

impl Assembly {
    /// What was met beside the records.
    #[must_use]
    pub fn met(&self) -> Met<'_> {
        Met { problems: &self.problems, questions: &self.questions, recognised: &self.recognised }
    }

    /// The question that an answer under this key belongs to, where it arose.
    #[must_use]
    pub fn answered_by(&self, key: &str) -> Option<&Question> {
        let all = || self.answered.iter().chain(&self.questions);
        all().find(|question| question.key == key).or_else(|| all().find(|question| together::overlap(&question.key, key)))
    }
}

const READING: Phrase = Phrase { ru: "чтение файлов", en: "reading files" };
const JOINING: Phrase = Phrase { ru: "соединение данных", en: "joining the data" };

/// Reads all files into one dataset. The order of the inputs does not matter: they are taken in the order of their names, and what they say
/// stands in an order of its own.
///
/// ```
/// use intake::{Answers, Input, Key, Options, assemble};
/// use records::{progress::Silent, reference::Reference};
///
/// let reference = Reference::shipped()?;
/// let options = Options { reference: &reference, answers: Answers::default(), key: Key::derive(1), progress: &Silent };
/// let marks = "participant,school,class,subject,year,period,mark,teacher\nn1,s1,5А,Физика,2025/2026,q1,4,t1\nn2,s1,5А,Физика,2025/2026,q1,ok,t1\n";
/// let read = assemble(vec![Input { name: "marks.csv".into(), bytes: marks.into() }], &options);
/// assert_eq!(read.dataset.marks.len(), 1);
/// assert_eq!((read.problems[0].code, read.problems[0].place.cell().as_deref()), ("value-unreadable", Some("G3")));
/// # Ok::<(), records::reference::ReferenceError>(())
/// ```
#[must_use]
pub fn assemble(inputs: Vec<Input>, options: &Options<'_>) -> Assembly {
    let Options { reference, answers, key, progress } = options;
    let options = &Options { reference, answers: together::apart(answers), key: key.clone(), progress: *progress };
    let mut problems = Vec::new();
    let files = distinct(inputs, &mut problems);
    options.progress.at(READING, 0, files.len() as u64);
    let known: Vec<Option<Known>> = files.iter().map(|file| known(&file.input)).collect();
    let (mut drafts, mut recognised) = read_all(&files, &known, options);
    drop(files);
    options.progress.at(JOINING, 0, 0);
    let pseudonyms = people::resolve(&mut drafts, options);
    let (joined, asked) = join(&mut drafts, &mut recognised, &pseudonyms);
    finish(joined, problems, asked, recognised, options)
}

/// Sorted by name; copies that editors leave are put aside, a file of the same bytes is read once.
fn distinct(inputs: Vec<Input>, problems: &mut Vec<Problem>) -> Vec<Hashed> {
    let hashed = inputs.into_par_iter().map(|input| {
        let input = Input { name: files::shown(&input.name), ..input };
        Hashed { sha256: hex(&Sha256::digest(&input.bytes)), input, copies: 0 }
    });
    let mut hashed: Vec<Hashed> = hashed.collect();
    // Two folders may bring files of one name: the bytes decide then, not the order of the inputs.
    hashed.sort_by(|a, b| (&a.input.name, &a.sha256).cmp(&(&b.input.name, &b.sha256)));
    let mut first: BTreeMap<String, usize> = BTreeMap::new();
    let mut files: Vec<Hashed> = Vec::with_capacity(hashed.len());
    for file in hashed {
        if let Some(shown) = files::left_over(&file.input.name) {
            let what = Text::new("Временный или скрытый файл: не прочитан.", "A temporary or hidden file: not read.");
            problems.push(Problem {
                code: "file-skipped",
                severity: Severity::Note,
                place: Place::file(shown),
                found: String::new(),
                what,
                mend: Text::default(),
            });
            continue;
        }
        // Per-KIM tables are known by their name: the same bytes under another name may be another KIM.
        let kim = known(&file.input).filter(|known| known.table().per_kim).map_or_else(String::new, |known| known.kim);
        match first.entry(format!("{}{kim}", file.sha256)) {
            Entry::Occupied(earlier) => {
                if let Some(earlier) = files.get_mut(*earlier.get()) {
                    earlier.copies += 1;
                }
            }
            Entry::Vacant(new) => {
                new.insert(files.len());
                files.push(file);
            }
        }
    }
    files
}

fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes.iter().fold(String::with_capacity(64), |mut out, byte| {
        let _ = write!(out, "{byte:02x}");
        out
    })
}

/// A table of the canonical directory, if it is one.
fn known(input: &Input) -> Option<Known> {
    let small = input.bytes.len() as u64 <= limits::FILE_BYTES;
    (small && read::nature(&input.bytes) == read::Nature::Text).then(|| canonical::recognise(&input.name, &input.bytes)).flatten()
}

/// Reads every file into a draft; the drafts come in the order of joining: canonical tables first, each kind by name.
fn read_all<'a>(files: &[Hashed], known: &[Option<Known>], options: &'a Options<'_>) -> (Vec<Draft<'a>>, Vec<Recognition>) {
    let mut order: Vec<usize> = (0..files.len()).collect();
    order.sort_by_key(|&at| (known.get(at).and_then(Option::as_ref).map_or(usize::MAX, |known| known.rank), at));
    let is_kims = |at: &usize| known.get(*at).and_then(Option::as_ref).is_some_and(|known| known.rank == 0);
    let (first, rest): (Vec<usize>, Vec<usize>) = order.into_iter().partition(is_kims);
    let mut kims = KimItems::default();
    let (done, total) = (AtomicU64::new(0), files.len() as u64);
    let one = |at: usize, kims: &KimItems| -> Seen<'a> {
        // Whoever asked to stop throws the result away.
        if options.progress.stopped() {
            return Seen::default_for(options);
        }
        options.progress.at(READING, done.fetch_add(1, Ordering::Relaxed), total);
        match (files.get(at), known.get(at).and_then(Option::as_ref)) {
            (Some(file), Some(known)) => inspect::read_canonical(file, known, kims, options),
            (Some(file), None) => inspect::read_book(file, options),
            (None, _) => Seen::default_for(options),
        }
    };
    let mut seen: Vec<Seen<'a>> = first.iter().map(|&at| one(at, &kims)).collect();
    for described in &seen {
        kims.learn(&described.draft);
    }
    seen.extend(rest.par_iter().map(|&at| one(at, &kims)).collect::<Vec<_>>());
    seen.into_iter().map(|seen| (seen.draft, seen.recognition)).unzip()
}

/// What the files ask, and what they wait for.
#[derive(Default)]
struct Asked {
    open: Vec<Question>,
    answered: Vec<Question>,
    waiting: Vec<String>,
}

fn join(drafts: &mut [Draft<'_>], recognised: &mut [Recognition], pseudonyms: &[BTreeMap<PersonId, String>]) -> (Joined, Asked) {
    let (mut joined, mut asked, nobody) = (Joined::default(), Asked::default(), BTreeMap::new());
    for (at, draft) in drafts.iter_mut().enumerate() {
        draft.finish();
        joined.problems.append(&mut draft.problems);
        let asks = !draft.questions.is_empty();
        asked.open.append(&mut draft.questions);
        asked.answered.append(&mut draft.answered);
        if let Some(recognition) = recognised.get_mut(at) {
            inspect::tell(draft, recognition);
            asked.waiting.extend((asks && recognition.records == 0).then(|| recognition.file.clone()));
        }
        joined.take(draft, pseudonyms.get(at).unwrap_or(&nobody));
    }
    (joined, asked)
}

fn finish(
    mut joined: Joined,
    mut problems: Vec<Problem>,
    mut asked: Asked,
    mut recognised: Vec<Recognition>,
    options: &Options<'_>,
) -> Assembly {
    joined.settle(&mut asked.open, options);
    problems.append(&mut joined.problems);
    problems.sort_by(|a, b| (&a.place, a.code).cmp(&(&b.place, b.code)));
    recognised.sort_by(|a, b| a.file.cmp(&b.file));
    asked.waiting.sort_unstable();
    let (questions, answered) = (one_of_each(asked.open), one_of_each(asked.answered));
    Assembly { dataset: joined.data.in_order(), problems, questions, answered, waiting: asked.waiting, recognised }
}

/// Each question once, those of one answer put together, ordered by key.
fn one_of_each(mut questions: Vec<Question>) -> Vec<Question> {
    questions.sort_by(|a, b| a.key.cmp(&b.key));
    questions.dedup_by(|a, b| a.key == b.key);
    questions = together::put(questions);
    questions.sort_by(|a, b| a.key.cmp(&b.key));
    questions
}
