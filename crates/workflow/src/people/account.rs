//! Accounts: how a person signs in, and the one-time slip by which a password is set or set anew.

use jiff::Timestamp;
use serde::Serialize;
use words::{Word, acts};

use super::code::forget;
use super::managing::{MANAGERS, ONESELF};
use super::password::{Hash, Slip};
use super::person::{STATE, State, Step};
use super::sign_in::key;
use crate::act::{Act, Look, Said, Version};
use crate::id::Id;
use crate::policy::{Place, Policy, Unattended};
use crate::reader::Reader;
use crate::refusal::{Door, Field, Refusal, Rule};
use crate::store::{Db, Row, Tx, params};
use crate::world::World;

/// How many days a slip can be good for: over a weekend and a holiday.
pub(super) const LONGEST_SLIP: i64 = 7;

/// `account.slip`: a slip for a person, handed to her; an older one is good no longer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct IssueSlip {
    /// For whom.
    pub person: Id,
    /// Digest of the slip: [`Slip::digest`].
    #[serde(skip)]
    pub digest: String,
    /// Until when it is good: a week at most.
    pub until: Timestamp,
}

impl Act for IssueSlip {
    const NAME: &'static str = "account.slip";
    const SAID: Word = acts::account_slip;
    const POLICY: Policy = MANAGERS;
    /// State of the person.
    type Seen = State;
    type Done = Id;

    fn about(&self) -> Vec<(Id, Version)> {
        Vec::new()
    }

    fn read(&self, tx: &Tx<'_>) -> Result<State, Refusal> {
        let state = |row: &Row<'_>| row.read("state", State::from_code);
        let state = tx.one(&format!("select {STATE} from person where id = ?"), [self.person.as_str()], state)?;
        state.ok_or_else(|| Refusal::of(Rule::NotThere).about([self.person.clone()]))
    }

    fn place(&self, _seen: &State) -> Place {
        Place::of(&self.person)
    }

    fn check(&self, by: &Reader, seen: &State) -> Result<(), Refusal> {
        let seconds = self.until.as_second() - by.now().timestamp().as_second();
        let rule = match seen {
            State::Locked | State::Left | State::Merged => Err(Rule::NoSuchStep),
            _ if !(1..=LONGEST_SLIP * 24 * 60 * 60).contains(&seconds) => Err(Rule::Wrong(Field::SlipTerm)),
            State::Invited | State::Active => Ok(()),
        };
        rule.map_err(|rule| Refusal::of(rule).about([self.person.clone()]).instead(Door::People))
    }

    fn apply(self, _seen: State, tx: &mut Tx<'_>) -> Result<Id, Refusal> {
        hand(tx, &self.person, &self.digest, self.until)?;
        Ok(self.person)
    }

    fn said(done: &Id) -> Said {
        Said::of("person", done)
    }

    fn sample(world: &World) -> Self {
        Self { person: world.invited.clone(), digest: Slip::of([1; 10]).digest(), until: world.soon }
    }
}

/// Hands a slip; an older one is good no longer.
pub(super) fn hand(tx: &mut Tx<'_>, person: &Id, digest: &str, until: Timestamp) -> Result<(), Refusal> {
    let entry = tx.entry();
    let sql = "insert into slip (person, digest, until, entry) values (?1, ?2, ?3, ?4)
        on conflict (person) do update set digest = ?2, until = ?3, entry = ?4";
    tx.change(sql, params![person.as_str(), digest, until.as_second(), entry]).map(drop)
}

/// `account.claim`: somebody came with a slip and chose a password. The program asks for her: she has not signed in yet.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct Claim {
    /// Digest of the slip.
    #[serde(skip)]
    pub digest: String,
    /// The password she chose.
    #[serde(skip)]
    pub password: Hash,
}

/// What a slip is for.
pub struct Claimed {
    person: Id,
    state: State,
    until: i64,
}

impl Act for Claim {
    const NAME: &'static str = "account.claim";
    const SAID: Word = acts::account_claim;
    const POLICY: Policy = Policy { may: &[], unattended: &[Unattended::Program], ..MANAGERS };
    type Seen = Claimed;
    type Done = Id;

    fn about(&self) -> Vec<(Id, Version)> {
        Vec::new()
    }

    fn read(&self, tx: &Tx<'_>) -> Result<Claimed, Refusal> {
        let sql = "select slip.person, state, until from slip join person on person.id = slip.person where digest = ?";
        let claimed = |row: &Row<'_>| {
            Ok(Claimed { person: row.id("person")?, state: row.read("state", State::from_code)?, until: row.get("until")? })
        };
        tx.one(sql, [self.digest.as_str()], claimed)?.ok_or(Refusal::of(Rule::SlipUsed))
    }

    fn place(&self, seen: &Claimed) -> Place {
        Place::of(&seen.person)
    }

    fn check(&self, by: &Reader, seen: &Claimed) -> Result<(), Refusal> {
        let over = by.now().timestamp().as_second() > seen.until || seen.state == State::Locked;
        if over { Err(Refusal::of(Rule::SlipUsed).about([seen.person.clone()])) } else { Ok(()) }
    }

    fn apply(self, seen: Claimed, tx: &mut Tx<'_>) -> Result<Id, Refusal> {
        let (entry, person) = (tx.entry(), seen.person.as_str());
        tx.change("delete from slip where person = ?", [person])?;
        // A slip is handed over in person: whoever lost her phone comes in by it.
        forget(tx, &seen.person)?;
        tx.change("update account set password = ?2, entry = ?3 where person = ?1", params![person, self.password.as_str(), entry])?;
        if let Some(state) = seen.state.after(Step::Activate) {
            tx.change("update person set state = ?2, entry = ?3 where id = ?1", params![person, state.code(), entry])?;
        }
        Ok(seen.person)
    }

    fn said(done: &Id) -> Said {
        Said::of("person", done)
    }

    fn sample(world: &World) -> Self {
        Self { digest: world.slip.clone(), password: Hash::read(String::new()) }
    }
}

/// `account.password`: a new password for oneself.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct ChangePassword {
    /// The new one.
    #[serde(skip)]
    pub password: Hash,
}

impl Act for ChangePassword {
    const NAME: &'static str = "account.password";
    const SAID: Word = acts::account_password;
    const POLICY: Policy = Policy { step_up: true, ..ONESELF };
    type Seen = ();
    /// Whose is in the entry.
    type Done = ();

    fn about(&self) -> Vec<(Id, Version)> {
        Vec::new()
    }

    fn read(&self, _tx: &Tx<'_>) -> Result<(), Refusal> {
        Ok(())
    }

    fn place(&self, _seen: &()) -> Place {
        Place::default()
    }

    fn check(&self, _by: &Reader, _seen: &()) -> Result<(), Refusal> {
        Ok(())
    }

    fn apply(self, _seen: (), tx: &mut Tx<'_>) -> Result<(), Refusal> {
        let entry = tx.entry();
        let by = tx.by().ok_or(Refusal::of(Rule::NotAllowed))?.clone();
        let changed = tx.change(
            "update account set password = ?2, entry = ?3 where person = ?1",
            params![by.as_str(), self.password.as_str(), entry],
        )?;
        if changed == 1 { Ok(()) } else { Err(Refusal::of(Rule::NotThere)) }
    }

    fn said(_done: &()) -> Said {
        Said::default()
    }

    fn sample(_world: &World) -> Self {
        Self { password: Hash::read(String::new()) }
    }
}

/// `account.see`: what a password typed under this name is checked against; the program asks, nobody else.
#[derive(Clone, Debug)]
pub struct SigningIn {
    /// The name as it was typed.
    pub name: String,
}

/// Who signs in.
pub struct Account {
    /// The person.
    pub person: Id,
    /// What her password is checked against.
    pub password: Hash,
    /// Whether a code of her phone is asked after it.
    pub asks_code: bool,
}

impl Look for SigningIn {
    const NAME: &'static str = "account.see";
    const POLICY: Policy = Claim::POLICY;
    type Shown = Option<Account>;

    fn see(&self, _by: &Reader, db: &Db<'_>) -> Result<Option<Account>, Refusal> {
        let sql = "select person, password, exists (select 1 from code_key where code_key.person = account.person) as asks_code from account join person on person.id = account.person
            where sign_in = ? and password is not null and state = 'active'";
        db.one(sql, [key(&self.name)], |row| {
            Ok(Account { person: row.id("person")?, password: Hash::read(row.get("password")?), asks_code: row.get("asks_code")? })
        })
    }
}
