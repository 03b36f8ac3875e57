//! What the pages of a large school take: the rehearsal school with a thousand pupils, five years with a plan each and a schedule of three
//! hundred procedures, asked over HTTP. `cargo bench -p objektiv --bench school` prints machine, size, and for every page the median and
//! the longest of twenty; the promise is below 30 ms of server time. Nothing is judged here.
#![expect(
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a bench speaks through standard output and stops when it cannot run"
)]

mod served;

use std::collections::BTreeMap;
use std::path::Path;
use std::time::Instant;

use jiff::Span;
use jiff::civil::date;
use records::plan::library::Library;
use records::procedure::{Clash, Slot};
use records::progress::Silent;
use records::vocabulary::SchoolYear;
use rehearsal::lived;
use workflow::people::List;
use workflow::plan::{Begin, PlanState, Plans, Preface, SchedulesOf, Source, Take, library_rows};
use workflow::procedure::{CheckProcedure, Despite, Draft, Enter};
use workflow::roster::{ClassName, Classes, Line, Relative, TakeRoster, Who};
use workflow::school::{Open, Overview};
use workflow::{Act, Actor, Id, Look, Once, Reader, Receipt, Refusal, Store, Surroundings, Upload};

use served::{Server, report};

/// Pupils, years with a plan, procedures of the year.
const PUPILS: usize = 1_000;
const YEARS: i16 = 5;
const PROCEDURES: usize = 300;

fn main() {
    // `cargo test --benches` starts benches too; there is nothing to check then.
    if std::env::args().any(|argument| argument == "--test") {
        return;
    }
    let home = tempfile::tempdir().unwrap();
    let filled = fill(home.path());
    let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let (pupils, classes, procedures) = (filled.pupils, filled.classes.len(), filled.procedures);
    println!(
        "machine: {cores} cores; {pupils} pupils in {classes} classes, {YEARS} years with a plan, {procedures} procedures in the year"
    );
    println!("list of {} pupils taken in {:.0} ms, without reading the file", filled.came, filled.took);
    let server = Server::start(home.path());
    let cookie = server.signed_in(&filled.name);
    let word = server.get(&cookie, "/step-up");
    let once = word.field("action=\"/step-up\"", "once").unwrap_or_default();
    let by = word.field("action=\"/step-up\"", "by").unwrap_or_default();
    server.post(&cookie, "/step-up", &[("password", lived::PASSWORD), ("once", &once), ("by", &by), ("back", "/")]);
    let class = format!("/class/{}", filled.classes[0]);
    let pupil = server.get(&cookie, &class).link("/pupil/");
    let plan = &filled.plan;
    let mut pages: Vec<String> =
        ["/", "/plans", "/classes", "/classes/loads", "/classes/import", "/pupils?q=%D0%BF%D0%B5%D1%82%D1%80"].map(str::to_owned).into();
    pages.extend([class, pupil, format!("/plan/{plan}"), format!("/plan/{plan}?view=table"), format!("/plan/{plan}/inspection")]);
    let more = ["/calendar", "/calendar?of=mine", "/procedures", "/procedures?view=month", "/procedures?view=week", "/procedures/new"];
    pages.extend(more.map(str::to_owned));
    pages.extend(["/events", "/tasks", "/people", "/data", "/search?q=%D0%BF%D0%BB%D0%B0%D0%BD", "/journal"].map(str::to_owned));
    let event = server.get(&cookie, "/events").link("/event/event-");
    let measure = server.get(&cookie, &format!("/plan/{plan}?view=table")).link("/measure/measure-");
    let colleague = server.get(&cookie, "/people").link("/people/person-");
    let year = server.get(&cookie, "/school").link("/years/").replace("/close", "/next");
    let data = format!("/data/{}", pages[7].trim_start_matches("/pupil/"));
    pages.extend([event, measure, colleague, year, data]);
    pages.extend(["/support", "/support/import", "/notices", "/data/files", "/results", "/school", "/backups"].map(str::to_owned));
    pages.extend(["/events/register/briefing?form=docx", "/events/register/visit?form=docx"].map(str::to_owned));
    let mut all = Vec::new();
    for page in &pages {
        let mut took: Vec<f64> = (0..20).map(|_| server.timed(&cookie, page)).collect();
        report(&page.replace(plan, "…"), &mut took);
        all.extend(took);
    }
    report("all pages (must: below 30 ms)", &mut all);
    println!("peak memory {:.0} MB", server.peak() as f64 / 1024.0);
}

/// A school that was filled.
struct Filled {
    name: String,
    plan: String,
    classes: Vec<Id>,
    pupils: usize,
    procedures: usize,
    came: usize,
    took: f64,
}

/// Acts of one person.
struct Hand {
    store: Store,
    person: Id,
    number: usize,
}

impl Hand {
    fn by(&self) -> Reader {
        Reader::new(Actor::Person(self.person.clone()), lived::now()).after_step_up()
    }

    async fn does<A: Act>(&mut self, act: A) -> Result<Receipt<A::Done>, Refusal> {
        self.number += 1;
        let once = Once::read(&format!("bench-{:016}", self.number)).unwrap();
        self.store.perform(self.by(), once, act).await
    }

    async fn sees<L: Look>(&self, look: L) -> L::Shown {
        self.store.see(self.by(), look).await.unwrap()
    }
}

fn fill(folder: &Path) -> Filled {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let surroundings = Surroundings { random: lived::randomness(1), address: String::new() };
        let store = Store::open(folder, surroundings).expect("an empty folder");
        let lived = lived::live(&store, 1, &Silent).await.expect("the year is lived");
        let mut hand = Hand { store, person: lived.seats[0].person.clone(), number: 0 };
        let plans = hand.sees(Plans).await;
        let plan = plans.iter().find(|plan| plan.state == PlanState::Approved).unwrap().id.to_string();
        let year = hand.sees(Overview).await.years.into_iter().find(|year| year.first_day.year() == 2026).unwrap().id;
        let (came, took) = pupils(&mut hand, &year).await;
        for begins in (1..YEARS).map(|back| 2026 - back) {
            plan_of(&mut hand, begins).await;
        }
        let shown = hand.sees(Classes).await;
        let classes: Vec<(Id, ClassName)> = shown.classes.iter().map(|one| (one.id.clone(), one.name.clone())).collect();
        let pupils = shown.classes.iter().map(|one| one.pupils as usize).sum();
        let procedures = procedures(&mut hand, &year, &classes).await;
        let people = hand.sees(List).await;
        let name = people.into_iter().find(|person| person.id == hand.person).map(|person| person.signs_in_as).unwrap();
        let classes = classes.into_iter().map(|(id, _)| id).collect();
        Filled { name, plan, classes, pupils, procedures, came, took }
    })
}

/// Classes and pupils with a mother each, until there are enough of them: how many came, and milliseconds of the act.
async fn pupils(hand: &mut Hand, year: &Id) -> (usize, f64) {
    let there: usize = hand.sees(Classes).await.classes.iter().map(|one| one.pupils as usize).sum();
    let letters: Vec<char> = "абвгдежзик".chars().collect();
    let name = |n: usize| [n / 100, n / 10 % 10, n % 10].map(|digit| letters[digit]).iter().collect::<String>();
    let line = |n: usize| Line::Pupil {
        class: ClassName::read(&format!("{}{}", 1 + n % 11, ["В", "Г", "Д"][n / 11 % 3])).unwrap(),
        who: Who {
            name: format!("Сосн{} Иван Петрович", name(n)),
            born: date(2012, 1, 1).checked_add(Span::new().days(n as i64)).ok(),
            number: String::new(),
        },
        family: vec![Relative {
            name: format!("Сосн{}а Анна Петровна", name(n)), kin: "мать".to_owned(), contact: String::new()
        }],
        listed: true,
    };
    let lines: Vec<Line> = (0..PUPILS - there).map(line).collect();
    let came = lines.len();
    let file = hand.store.keep(Upload { bytes: b"list".to_vec(), names: true, at: lived::now().timestamp() }).await.unwrap().to_string();
    let take = TakeRoster {
        from: None,
        year: year.clone(),
        file,
        file_name: "список.csv".to_owned(),
        lines,
        choices: BTreeMap::new(),
        make_classes: true,
        left: Vec::new(),
        unread: workflow::roster::Unread::default(),
    };
    let begun = Instant::now();
    hand.does(take).await.expect("the list is taken");
    (came, begun.elapsed().as_secs_f64() * 1000.0)
}

/// A year that was, with a plan of the library.
async fn plan_of(hand: &mut Hand, begins: i16) {
    let open = Open { first_day: date(begins, 9, 1), last_day: date(begins + 1, 5, 31) };
    let year = hand.does(open).await.expect("the year opens").done;
    let periods = hand.sees(SchedulesOf { year: year.clone() }).await.terms.periods;
    let library = Library::shipped().unwrap();
    let preface = Preface { title: format!("План {begins}"), goal: String::new(), directions: Vec::new(), head: String::new() };
    let begun = hand.does(Begin { year, preface }).await.expect("the plan begins");
    let take = Take {
        plan: begun.done,
        seen: begun.entry,
        source: Source::Library,
        digest: library.version.clone(),
        name: "Библиотека".to_owned(),
        rows: library_rows(library, SchoolYear(begins), &periods),
        not_taken: Vec::new(),
        reason: None,
    };
    hand.does(take).await.expect("the library is taken");
}

/// Procedures over the year, also against rules; how many.
async fn procedures(hand: &mut Hand, year: &Id, classes: &[(Id, ClassName)]) -> usize {
    let mut entered = 0;
    for number in 0..PROCEDURES * 2 {
        if entered == PROCEDURES {
            break;
        }
        let grade = 2 + u8::try_from(number % 10).unwrap();
        let draft = Draft {
            kind: "school".to_owned(),
            subject: ["Русский язык", "Физика", "История", "Биология"][number / 10 % 4].to_owned(),
            classes: classes.iter().filter(|(_, name)| name.grade == grade).map(|(id, _)| id.clone()).collect(),
            day: date(2026, 9, 14).checked_add(Span::new().days((number * 2 / 5) as i64)).unwrap(),
            slot: Slot::Lessons { first: 3, last: 3 },
            in_plan: false,
        };
        let Ok(clashes) = hand.store.see(hand.by(), CheckProcedure::Entered(year.clone(), draft.clone())).await else { continue };
        let shown = clashes.iter().map(Clash::key).collect();
        let despite = (!clashes.is_empty()).then(|| Despite { reason: "Иначе не выходит".to_owned(), shown });
        entered += usize::from(hand.does(Enter { year: year.clone(), draft, despite }).await.is_ok());
    }
    entered
}
