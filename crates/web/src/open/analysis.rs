//! One analysis in the memory of the page: its files, the answers given, and how far it has come.
//!
//! ```text
//! Reading ──► Read ──► Counting ──► Done
//!    │          ▲          │          │
//!    └─ stop ─► Paused     └── stop ──┴─► (files or answers change) ──► Reading
//! ```

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use intake::{Answers, Assembly, Input, Key};
use jiff::Timestamp;
use methodology::analyse::study;
use methodology::permit::{Permit, allowed_for_all};
use records::progress::Progress;
use records::reference::Reference;
use records::registration::Registration;
use records::text::{Lang, Phrase, Text};
use records::vocabulary::{Audience, Purpose};

use super::outputs::{Counted, Counting, Finished};
use super::settings::Settings;
use crate::shell::job::Job;
use crate::shell::session::Secret;
use crate::shell::upload::{UPLOAD_BYTES, UploadError};
use rehearsal::example::Rehearsal;

/// Name of the file of answers.
pub const ANSWERS: &str = "answers.csv";

/// Stage after the study: the report is being written.
const WRITING: Phrase = Phrase { ru: "Отчёт пишется", en: "Writing the report" };

/// How far an analysis has come.
#[derive(Clone)]
pub enum State {
    /// Files are being read.
    Reading(Arc<Job>),
    /// The person stopped the reading.
    Paused,
    /// Files are read: what was understood can be looked at.
    Read(Arc<Assembly>),
    /// The study is running.
    Counting(Arc<Job>, Arc<Assembly>),
    /// The report is there.
    Done(Arc<Assembly>, Arc<Finished>),
    /// The study could not be finished.
    Failed(Text),
}

/// What every analysis of a run stands on.
pub struct Ground {
    /// Reference data.
    pub reference: Reference,
    /// The reader's own files of it, as they were laid over.
    pub own: Vec<Input>,
    /// Version of the program, for documents.
    pub version: &'static str,
    /// The clock.
    pub clock: fn() -> Timestamp,
}

/// One analysis.
pub struct Analysis {
    id: Secret,
    ground: Arc<Ground>,
    /// Key of its pseudonyms; it is forgotten with the analysis.
    key: Key,
    /// Whether it is of the rehearsal.
    example: bool,
    held: Mutex<Held>,
}

struct Held {
    files: Vec<Input>,
    /// Whether the files are those of the rehearsal, whose questions have a known answer.
    rehearsal: bool,
    answers: Answers,
    /// The answers as they lie in a file of the person's, or need no keeping.
    kept: Answers,
    settings: Settings,
    /// Whether a study was asked for and reading found what holds it up.
    held_up: bool,
    state: State,
}

/// What a page shows of an analysis.
pub struct View {
    /// Names and sizes of the files.
    pub files: Vec<(String, usize)>,
    /// Answers given.
    pub answers: Answers,
    /// Choices.
    pub settings: Settings,
    /// Whether a study was asked for and not begun: an answer was of no help, or a question nobody saw yet holds files up.
    pub held_up: bool,
    /// How far it has come.
    pub state: State,
}

impl Analysis {
    /// An analysis of these files; nothing is read yet.
    #[must_use]
    pub fn new(id: Secret, ground: Arc<Ground>, key: Key, files: Vec<Input>, rehearsal: bool) -> Self {
        let settings = Settings { purpose: Purpose::ProcedureCheck, audience: Audience::School };
        let (files, answers) = without_answers(files);
        let held = Held { files, rehearsal, kept: answers.clone(), answers, settings, held_up: false, state: State::Paused };
        Self { id, ground, key, example: rehearsal, held: Mutex::new(held) }
    }

    /// Its id, which nobody can guess.
    #[must_use]
    pub fn id(&self) -> &str {
        self.id.text()
    }

    /// Address of its page.
    #[must_use]
    pub fn address(&self) -> String {
        format!("/analyses/{}", self.id())
    }

    /// Whether it is of the rehearsal: no school's results.
    #[must_use]
    pub const fn example(&self) -> bool {
        self.example
    }

    /// What the report that is there was counted from; None where there is none.
    #[must_use]
    pub(super) fn counted(&self) -> Option<(Counted, Arc<Finished>)> {
        let held = self.held();
        let State::Done(assembly, finished) = &held.state else { return None };
        Some((Counted { files: held.files.clone(), questions: assembly.questions.len() }, Arc::clone(finished)))
    }

    /// These answers lie somewhere now: they are not lost with the page.
    pub fn keeps(&self, answers: &Answers) {
        self.held().kept = answers.clone();
    }

    /// What it stands on.
    #[must_use]
    pub fn ground(&self) -> &Ground {
        &self.ground
    }

    /// What a page shows.
    #[must_use]
    pub fn view(&self) -> View {
        let held = self.held();
        let files = held.files.iter().map(|file| (file.name.clone(), file.bytes.len())).collect();
        View { files, answers: held.answers.clone(), settings: held.settings, held_up: held.held_up, state: held.state.clone() }
    }

    /// Adds files; one with a known name takes the place of the earlier one. A file of answers answers.
    ///
    /// # Errors
    /// Together they would be more than one upload may bring; nothing is added then.
    pub fn add(&self, files: Vec<Input>) -> Result<(), UploadError> {
        let mut held = self.held();
        let stays = |old: &&Input| files.iter().all(|new| new.name != old.name);
        let all = || held.files.iter().filter(stays).chain(&files);
        if all().count() > intake::limits::FILES {
            return Err(UploadError::TooMany);
        }
        if all().map(|file| file.bytes.len() as u64).sum::<u64>() > UPLOAD_BYTES {
            return Err(UploadError::TooBig);
        }
        held.files.retain(|old| files.iter().all(|new| new.name != old.name));
        let (files, answers) = without_answers(files);
        held.answers = std::mem::take(&mut held.answers).overlaid(&answers);
        held.kept = std::mem::take(&mut held.kept).overlaid(&answers);
        held.files.extend(files);
        held.files.sort_by(|a, b| a.name.cmp(&b.name));
        Ok(())
    }

    /// Takes a file out.
    pub fn remove(&self, name: &str) {
        self.held().files.retain(|file| file.name != name);
    }

    /// Keeps answers by question key; an empty one takes the earlier back. Whether any of them is new.
    pub fn answer(&self, answers: &[(String, String)]) -> bool {
        let mut held = self.held();
        let before = held.answers.clone();
        for (key, answer) in answers {
            held.answers.set(key.clone(), answer);
        }
        held.answers != before
    }

    /// Takes answers that lie in a file of the person's already; what is answered here stands.
    pub fn take_kept(&self, answers: &Answers) {
        let mut held = self.held();
        held.answers = answers.clone().overlaid(&held.answers);
        held.kept = answers.clone().overlaid(&held.kept);
    }

    /// How many answers would be lost with the analysis.
    #[must_use]
    pub fn unkept(&self) -> usize {
        let held = self.held();
        held.answers.iter().filter(|(key, answer)| held.kept.get(key) != Some(answer)).count()
    }

    /// The answers as a file to lay beside the data; from now on they are kept.
    pub fn answers_file(&self) -> String {
        let answers = self.held().answers.clone();
        self.keeps(&answers);
        answers.to_csv()
    }

    /// Keeps the choices.
    pub fn choose(&self, settings: Settings) {
        self.held().settings = settings;
    }

    /// Asks running work to stop.
    pub fn stop(&self) {
        match &self.held().state {
            State::Reading(job) | State::Counting(job, _) => job.stop(),
            State::Paused | State::Read(_) | State::Done(..) | State::Failed(_) => {}
        }
    }

    /// Why a study for this purpose is refused (C1); None where it is allowed.
    #[must_use]
    pub fn not_allowed(&self, purpose: Purpose) -> Option<Text> {
        let reference = &self.ground.reference;
        let asked = match self.view().state {
            State::Read(assembly) | State::Counting(_, assembly) | State::Done(assembly, _) => {
                Permit::ask(&assembly.dataset, reference, purpose).map(|_| ())
            }
            // While nothing is read yet, a purpose is allowed only where no data could make it refused.
            State::Reading(_) | State::Paused | State::Failed(_) => allowed_for_all(reference, purpose),
        };
        asked.err().map(|refused| refused.reason)
    }

    /// Reads all files anew, beside the page; with `and_study` goes on to the study, written first in that language, unless an answer
    /// was of no help, or a question nobody saw yet holds files up.
    pub fn read(self: &Arc<Self>, and_study: Option<Lang>) {
        let job = Arc::new(Job::default());
        self.stop();
        let seen = self.questions_seen();
        {
            let mut held = self.held();
            held.state = State::Reading(Arc::clone(&job));
            held.held_up = false;
        }
        let analysis = Arc::clone(self);
        spawn(Arc::clone(self), Arc::clone(&job), move || {
            let mut assembly = analysis.assembled(&job);
            while !job.stopped() && analysis.rehearsed(&assembly) {
                assembly = analysis.assembled(&job);
            }
            let ready = analysis.answers_helped(&assembly) && nothing_new_waits(&assembly, seen.as_ref());
            let go_on = and_study.filter(|_| !job.stopped() && ready);
            analysis.held().held_up = and_study.is_some() && !ready;
            let state = if job.stopped() { State::Paused } else { State::Read(Arc::new(assembly)) };
            analysis.advance(&job, state);
            if let Some(lang) = go_on {
                analysis.study(lang);
            }
        });
    }

    fn assembled(&self, job: &Job) -> Assembly {
        let (files, answers) = {
            let held = self.held();
            (held.files.clone(), held.answers.clone())
        };
        intake::assemble(files, &intake::Options { reference: &self.ground.reference, answers, key: self.key.clone(), progress: job })
    }

    /// Keys of the questions the page shows; None where it shows none yet.
    fn questions_seen(&self) -> Option<BTreeSet<String>> {
        match &self.held().state {
            State::Read(assembly) | State::Counting(_, assembly) | State::Done(assembly, _) => {
                Some(assembly.questions.iter().map(|question| question.key.clone()).collect())
            }
            State::Reading(_) | State::Paused | State::Failed(_) => None,
        }
    }

    /// Whether nothing is asked that was answered before.
    fn answers_helped(&self, assembly: &Assembly) -> bool {
        let held = self.held();
        assembly.questions.iter().all(|question| held.answers.get(&question.key).is_none())
    }

    /// Gives the answers of the rehearsal that are not given yet (an answer may lead to a new question); whether there were any.
    fn rehearsed(&self, assembly: &Assembly) -> bool {
        let mut held = self.held();
        if !held.rehearsal {
            return false;
        }
        let mut given = held.answers.clone();
        held.rehearsal = Rehearsal::answers(&assembly.questions, &mut given);
        // Nobody typed these: they need no keeping.
        let before = std::mem::replace(&mut held.answers, given.clone());
        for (key, answer) in given.iter().filter(|(key, answer)| before.get(key) != Some(answer)) {
            held.kept.set(key, answer);
        }
        held.rehearsal
    }

    /// Studies what was read, beside the page; the report is written in that language first.
    pub fn study(self: &Arc<Self>, lang: Lang) {
        let job = Arc::new(Job::default());
        let (assembly, settings, answers) = {
            let mut held = self.held();
            let assembly = match &held.state {
                State::Read(assembly) | State::Done(assembly, _) => Arc::clone(assembly),
                State::Reading(_) | State::Paused | State::Counting(..) | State::Failed(_) => return,
            };
            held.state = State::Counting(Arc::clone(&job), Arc::clone(&assembly));
            (assembly, held.settings, held.answers.clone())
        };
        let analysis = Arc::clone(self);
        spawn(Arc::clone(self), Arc::clone(&job), move || {
            let state = studied(&analysis.ground, &assembly, (settings, answers), &job, lang);
            analysis.advance(&job, state);
        });
    }

    /// Goes on to `state`, unless other work began meanwhile.
    fn advance(&self, job: &Arc<Job>, state: State) {
        let mut held = self.held();
        let current = match &held.state {
            State::Reading(now) | State::Counting(now, _) => Arc::ptr_eq(now, job),
            State::Paused | State::Read(_) | State::Done(..) | State::Failed(_) => false,
        };
        if current {
            held.state = state;
        }
    }

    fn held(&self) -> MutexGuard<'_, Held> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Whether no file waits for a question that was not shown before.
fn nothing_new_waits(assembly: &Assembly, seen: Option<&BTreeSet<String>>) -> bool {
    let new = |key: &String| seen.is_some_and(|seen| !seen.contains(key));
    !assembly.questions.iter().any(|question| new(&question.key) && assembly.waiting.contains(&question.place.file))
}

/// Files without those of answers, and the answers: `answers.csv` beside the data holds what was answered before.
fn without_answers(files: Vec<Input>) -> (Vec<Input>, Answers) {
    let mut answers = Answers::default();
    let mut data = Vec::new();
    for file in files {
        let named = file.name.rsplit('/').next() == Some(ANSWERS);
        match named.then(|| Answers::parse(&file.name, &file.bytes)) {
            Some(Ok(given)) => answers = answers.overlaid(&given),
            Some(Err(_)) | None => data.push(file),
        }
    }
    (data, answers)
}

fn studied(ground: &Ground, assembly: &Arc<Assembly>, (settings, answers): (Settings, Answers), job: &Arc<Job>, lang: Lang) -> State {
    let permit = match Permit::ask(&assembly.dataset, &ground.reference, settings.purpose) {
        Ok(permit) => permit,
        Err(refused) => return State::Failed(refused.reason),
    };
    let study = study(&permit, &ground.reference, &ground.reference.protocol(), &Registration::default(), None, &**job);
    if job.stopped() {
        return State::Read(Arc::clone(assembly));
    }
    Progress::at(&**job, WRITING, 0, 0);
    let counted = Counting { answers, settings, at: (ground.clock)() };
    let finished = Arc::new(Finished::new(study, Arc::clone(assembly), settings.audience, ground.version, counted));
    match finished.tables(lang) {
        Ok(_) if job.stopped() => State::Read(Arc::clone(assembly)),
        Ok(_) => State::Done(Arc::clone(assembly), finished),
        Err(error) => State::Failed(error.text()),
    }
}

/// Runs `work` beside the page; should it break, the analysis says so instead of waiting for ever.
fn spawn(analysis: Arc<Analysis>, job: Arc<Job>, work: impl FnOnce() + Send + 'static) {
    tokio::spawn(async move {
        if let Err(broken) = tokio::task::spawn_blocking(work).await {
            analysis.advance(&job, State::Failed(Text::same(broken.to_string())));
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Answers given before come with the data; what is typed is counted until it lies in a file.
    #[test]
    fn answers_are_taken_from_a_file_and_kept_in_one() {
        let ground =
            Arc::new(Ground { reference: Reference::shipped().unwrap(), own: Vec::new(), version: "0", clock: || Timestamp::UNIX_EPOCH });
        let mut given = Answers::default();
        given.set("class:1".to_owned(), "5А");
        let files = vec![
            Input { name: "данные/answers.csv".into(), bytes: given.to_csv().into_bytes() },
            Input { name: "иное/answers.csv".into(), bytes: b"a;b\n1;2\n".to_vec() },
        ];
        let analysis = Analysis::new(Secret::fresh().unwrap(), ground, Key::derive(1), files, false);
        assert_eq!(analysis.view().answers, given);
        assert_eq!(analysis.view().files.len(), 1, "a file of that name that is none stays a file");
        assert_eq!(analysis.unkept(), 0);
        analysis.answer(&[("class:1".into(), "5Б".into()), ("class:2".into(), "5В".into())]);
        assert_eq!(analysis.unkept(), 2);
        let file = analysis.answers_file();
        assert_eq!(Answers::parse(ANSWERS, file.as_bytes()).unwrap(), analysis.view().answers);
        assert_eq!(analysis.unkept(), 0);
    }

    /// What is held is bounded, however often files are added.
    #[test]
    fn files_added_again_and_again_are_counted_together() {
        let ground =
            Arc::new(Ground { reference: Reference::shipped().unwrap(), own: Vec::new(), version: "0", clock: || Timestamp::UNIX_EPOCH });
        let analysis = Analysis::new(Secret::fresh().unwrap(), ground, Key::derive(1), Vec::new(), false);
        let file = |name: &str| Input { name: name.to_owned(), bytes: vec![0; (UPLOAD_BYTES / 2) as usize - 1] };
        analysis.add(vec![file("a")]).unwrap();
        analysis.add(vec![file("a")]).unwrap();
        analysis.add(vec![file("b")]).unwrap();
        assert!(matches!(analysis.add(vec![file("c")]), Err(UploadError::TooBig)));
        assert_eq!(analysis.view().files.len(), 2, "nothing half done");
        let many = (0..=intake::limits::FILES).map(|at| Input { name: at.to_string(), bytes: Vec::new() }).collect();
        assert!(matches!(analysis.add(many), Err(UploadError::TooMany)));
    }

    /// Before anything is read nobody knows what the results are of: only what every regime allows may be chosen.
    /// covers: C1
    #[test]
    fn a_purpose_is_refused_while_nothing_is_read() {
        let ground =
            Arc::new(Ground { reference: Reference::shipped().unwrap(), own: Vec::new(), version: "0", clock: || Timestamp::UNIX_EPOCH });
        let unread = Analysis::new(Secret::fresh().unwrap(), ground, Key::derive(1), Vec::new(), false);
        assert!(matches!(unread.view().state, State::Paused));
        for purpose in [Purpose::EvaluateTeacher, Purpose::EvaluateSchool] {
            assert!(unread.not_allowed(purpose).is_some_and(|reason| !reason.is_empty()));
        }
        assert_eq!(unread.not_allowed(Purpose::ProcedureCheck), None);
    }
}
