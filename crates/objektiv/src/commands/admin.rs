//! `objektiv admin`: the way back in when nobody is left who manages people. Whoever sits at the machine acts, and it is entered so.

use std::path::{Path, PathBuf};

use clap::Args;
use jiff::SignedDuration;
use records::text::folded;
use web::server::pages::frame::roles;
use words::{help, objektiv, office as say};
use workflow::people::{Give, IssueSlip, List, Person, Slip, State, Unlock};
use workflow::school::Overview;
use workflow::{Act, Id, Reader, Role, Scope, Store};

use crate::desk::Desk;
use crate::failure::{Ending, Failure};
use crate::help::Help;
use crate::office::{console, drawn, once, opened, wait};

/// How long a slip is good for: until the end of tomorrow at least.
const GOOD_FOR: SignedDuration = SignedDuration::from_hours(48);

/// Arguments.
#[derive(Args)]
pub struct Arguments {
    #[arg(long)]
    data: PathBuf,
    #[arg(long)]
    slip: Option<String>,
    #[arg(long, requires = "slip")]
    administrator: bool,
}

/// What `--help` says.
pub const HELP: Help = Help {
    about: help::admin_about,
    usage: help::admin_usage,
    examples: help::admin_examples,
    arguments: &[
        ("data", help::admin_arg_data, Some(help::admin_arg_data_value)),
        ("slip", help::admin_arg_slip, Some(help::admin_arg_slip_value)),
        ("administrator", help::admin_arg_administrator, None),
    ],
};

/// Lists people, or issues a slip for one of them.
///
/// # Errors
/// A folder without a school, a program that works on it, a name nobody has.
pub fn run(arguments: &Arguments, desk: &Desk) -> Result<Ending, Failure> {
    let folder = &arguments.data;
    if !folder.join("objektiv.sqlite").is_file() {
        return Err(Failure::Input(objektiv::admin_no_school(desk.lang, folder.display().to_string())));
    }
    let store = opened(folder, desk)?;
    let school = wait(store.see(console("UTC"), Overview), desk)?;
    let by = console(&school.zone.value);
    let mut people = wait(store.see(by.clone(), List), desk)?;
    people.sort_by(|one, other| one.name.cmp(&other.name));
    match &arguments.slip {
        None => list(&people, &school.name.value, desk),
        Some(name) => {
            let person = found(&people, name, desk)?;
            let nobody = !people.iter().any(|person| person.manages(by.now().date()));
            let way = Way { store: &store, folder, by, desk };
            if nobody || arguments.administrator {
                way.to_manage(person, nobody)?;
            }
            way.slip(&person.id, &person.name)?;
        }
    }
    Ok(Ending::Done)
}

fn list(people: &[Person], school: &str, desk: &Desk) {
    let lang = desk.lang;
    desk.console.heading(school);
    for person in people.iter().filter(|person| person.state != State::Merged) {
        let state = match person.state {
            State::Invited => say::person_invited(lang),
            State::Active => say::person_active(lang),
            State::Locked => say::person_locked(lang),
            State::Left | State::Merged => say::person_left(lang),
        };
        let held: Vec<Role> = person.roles.iter().map(|held| held.role).collect();
        let what = [roles(lang, &held), state].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ");
        desk.console.paragraph(&format!("{} — {what}", person.name), 2);
        desk.console.line(&format!("    {}", person.id));
    }
    desk.console.aside(&objektiv::admin_next(lang), 0);
}

/// The person of a name or an id; case, ё and blanks forgiven.
fn found<'p>(people: &'p [Person], name: &str, desk: &Desk) -> Result<&'p Person, Failure> {
    let fits = |person: &&Person| person.state != State::Merged && (person.id.as_str() == name || folded(&person.name) == folded(name));
    match people.iter().filter(fits).collect::<Vec<_>>().as_slice() {
        [person] => Ok(person),
        [] => Err(Failure::Usage(objektiv::admin_nobody(desk.lang, name))),
        several => {
            let ids = several.iter().map(|person| person.id.as_str()).collect::<Vec<_>>().join(", ");
            Err(Failure::Usage(objektiv::admin_several(desk.lang, name, ids)))
        }
    }
}

/// The way back in, act by act.
struct Way<'a> {
    store: &'a Store,
    folder: &'a Path,
    by: Reader,
    desk: &'a Desk,
}

impl Way<'_> {
    /// The right to manage people: to be let in again, and the role of administrator where she holds none.
    fn to_manage(&self, person: &Person, nobody: bool) -> Result<(), Failure> {
        let (today, lang) = (self.by.now().date(), self.desk.lang);
        if person.state == State::Locked {
            self.act(Unlock { person: person.id.clone(), seen: person.entry })?;
            self.desk.console.paragraph(&objektiv::admin_unlocked(lang, &person.name), 0);
        }
        let let_in = Person { state: State::Active, ..person.clone() };
        if !let_in.manages(today) {
            let role = Role::Administrator;
            self.act(Give { person: person.id.clone(), role, scope: Scope::School, from: today, to: None })?;
            let told = if nobody { objektiv::admin_given_nobody } else { objektiv::admin_given };
            self.desk.console.paragraph(&told(lang, person.name.clone()), 0);
        }
        Ok(())
    }

    /// A slip, shown once.
    fn slip(&self, person: &Id, name: &str) -> Result<(), Failure> {
        let slip = Slip::of(drawn(self.folder, self.desk)?);
        let until = self.by.now().saturating_add(GOOD_FOR);
        self.act(IssueSlip { person: person.clone(), digest: slip.digest(), until: until.timestamp() })?;
        let lang = self.desk.lang;
        let console = &self.desk.console;
        console.paragraph(&objektiv::admin_slip(lang, name, until.strftime("%d.%m.%Y %H:%M %Z").to_string()), 0);
        console.line(&format!("  {}", slip.shown()));
        console.aside(&objektiv::admin_slip_next(lang, self.folder.display().to_string()), 0);
        Ok(())
    }

    fn act<A: Act>(&self, act: A) -> Result<(), Failure> {
        let asked = self.store.perform(self.by.clone(), once(self.folder, self.desk)?, act);
        wait(asked, self.desk).map(drop)
    }
}
