//! `mail.address`, `mail.confirm`: where somebody wants letters, and that it is hers: a letter with a code goes there before anything else does.

use serde::Serialize;
use words::{Word, acts};

use super::letter::{add, dropped};
use crate::act::{Act, Look, Said, Version};
use crate::coded::coded;
use crate::id::Id;
use crate::people::{ONESELF, SealedKey, Slip};
use crate::policy::{Place, Policy};
use crate::reader::Reader;
use crate::refusal::{Field, Refusal, Rule};
use crate::store::{Db, Tx, params};
use crate::world::World;

/// Longest address (RFC 5321 §4.5.3.1).
const LONGEST: usize = 254;
/// Codes one person can have sent within an hour: an address that is typed need not be hers.
const CODES: u32 = 5;

coded! {
    /// When somebody wants letters.
    Wish {
        /// One in the morning of a school day.
        Daily = "daily",
        /// At once, in hours of the school.
        AtOnce = "at-once",
        /// Not at all.
        Never = "none",
    }
}

/// Whether this can be an address: one `@`, nothing that ends a line of a letter.
pub(super) fn is_address(text: &str) -> bool {
    let plain = |letter: char| letter.is_ascii_graphic() && !"<>,;:\\\"()[]".contains(letter);
    let parts = text.split_once('@').filter(|(name, host)| !name.is_empty() && host.contains('.') && !host.contains('@'));
    text.len() <= LONGEST && text.chars().all(plain) && parts.is_some_and(|(_, host)| !host.starts_with('.') && !host.ends_with('.'))
}

/// `mail.address`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SetAddress {
    /// The address; empty = no letters. No entry holds it: it goes with whoever leaves.
    #[serde(skip)]
    pub address: String,
    /// When.
    pub wish: Wish,
    /// In which language.
    pub lang: &'static str,
    /// Digest of the code a new address is confirmed by.
    #[serde(skip)]
    pub digest: String,
    /// The code for the letter, sealed.
    #[serde(skip)]
    pub code: Option<SealedKey>,
}

/// What has to be known to take an address.
pub struct Standing {
    /// The address somebody has, and whether it is confirmed.
    address: Option<(String, bool)>,
    /// Codes that were sent to her within an hour.
    codes: u32,
}

impl Standing {
    fn read(tx: &Tx<'_>, person: &Id) -> Result<Self, Refusal> {
        let sql = "select address, code is null as confirmed from mail_address where person = ?";
        let address = tx.one(sql, [person.as_str()], |row| Ok((row.get("address")?, row.get("confirmed")?)))?;
        let sql = "select count(*) as codes from letter where person = ? and kind = 'code' and begun > ?";
        let hour = tx.now().as_second() - 60 * 60;
        let codes = tx.one(sql, params![person.as_str(), hour], |row| row.get("codes"))?.unwrap_or(0);
        Ok(Self { address, codes })
    }

    /// Whether this address is hers already.
    fn confirmed(&self, address: &str) -> bool {
        self.address.as_ref().is_some_and(|(standing, confirmed)| *confirmed && standing == address)
    }
}

impl Act for SetAddress {
    const NAME: &'static str = "mail.address";
    const SAID: Word = acts::mail_address;
    const POLICY: Policy = ONESELF;
    type Seen = Standing;
    /// Whether a code was sent.
    type Done = bool;

    fn kept_back(&self) -> Vec<String> {
        vec![self.address.clone()]
    }

    fn about(&self) -> Vec<(Id, Version)> {
        Vec::new()
    }

    fn read(&self, tx: &Tx<'_>) -> Result<Standing, Refusal> {
        Standing::read(tx, tx.by().ok_or(Refusal::of(Rule::NotAllowed))?)
    }

    fn place(&self, _seen: &Standing) -> Place {
        Place::default()
    }

    fn check(&self, _by: &Reader, seen: &Standing) -> Result<(), Refusal> {
        let fits = self.address.is_empty() || (is_address(&self.address) && ["ru", "en"].contains(&self.lang));
        let sends = !self.address.is_empty() && !seen.confirmed(&self.address);
        match () {
            () if !fits => Err(Refusal::of(Rule::Wrong(Field::MailAddress))),
            () if sends && seen.codes >= CODES => Err(Refusal::of(Rule::TooManyCodes)),
            () => Ok(()),
        }
    }

    fn apply(self, seen: Standing, tx: &mut Tx<'_>) -> Result<bool, Refusal> {
        let (entry, now) = (tx.entry(), tx.now().as_second());
        let by = tx.by().ok_or(Refusal::of(Rule::NotAllowed))?.clone();
        if seen.confirmed(&self.address) {
            let sql = "update mail_address set wish = ?2, lang = ?3, entry = ?4 where person = ?1";
            tx.change(sql, params![by.as_str(), self.wish.code(), self.lang, entry])?;
            return Ok(false);
        }
        dropped(tx, &by)?;
        tx.change("delete from mail_address where person = ?", [by.as_str()])?;
        if self.address.is_empty() {
            return Ok(false);
        }
        let sql = "insert into mail_address (person, address, wish, lang, code, entry) values (?, ?, ?, ?, ?, ?)";
        tx.change(sql, params![by.as_str(), self.address, self.wish.code(), self.lang, self.digest, entry])?;
        add(tx, &by, "code", self.code.as_ref().map(|code| code.0.as_slice()), now)?;
        Ok(true)
    }

    fn said(_done: &bool) -> Said {
        Said::default()
    }

    fn sample(_world: &World) -> Self {
        let digest = Slip::of([5; 10]).digest();
        Self { address: "maria@school.example".into(), wish: Wish::Daily, lang: "ru", digest, code: Some(SealedKey(vec![1; 32])) }
    }
}

/// `mail.confirm`: the code of the letter was typed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ConfirmAddress {
    /// Digest of the code: [`Slip::digest`].
    #[serde(skip)]
    pub digest: String,
}

impl Act for ConfirmAddress {
    const NAME: &'static str = "mail.confirm";
    const SAID: Word = acts::mail_confirm;
    const POLICY: Policy = ONESELF;
    /// Digest of the code that was sent.
    type Seen = String;
    type Done = ();

    fn about(&self) -> Vec<(Id, Version)> {
        Vec::new()
    }

    fn read(&self, tx: &Tx<'_>) -> Result<String, Refusal> {
        let by = tx.by().ok_or(Refusal::of(Rule::NotThere))?;
        let sql = "select code from mail_address where person = ? and code is not null";
        tx.one(sql, [by.as_str()], |row| row.get("code"))?.ok_or(Refusal::of(Rule::NotThere))
    }

    fn place(&self, _seen: &String) -> Place {
        Place::default()
    }

    fn check(&self, _by: &Reader, seen: &String) -> Result<(), Refusal> {
        if self.digest == *seen { Ok(()) } else { Err(Refusal::of(Rule::Wrong(Field::MailCode))) }
    }

    fn apply(self, _seen: String, tx: &mut Tx<'_>) -> Result<(), Refusal> {
        let entry = tx.entry();
        let by = tx.by().ok_or(Refusal::of(Rule::NotThere))?.clone();
        tx.change("update mail_address set code = null, entry = ? where person = ?", params![entry, by.as_str()]).map(drop)
    }

    fn said(_done: &()) -> Said {
        Said::default()
    }

    fn sample(_world: &World) -> Self {
        Self { digest: Slip::of([5; 10]).digest() }
    }
}

/// `mail.mine`: where whoever looks wants letters.
#[derive(Clone, Copy, Debug)]
pub struct MyMail;

/// Where somebody wants letters.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MailAddress {
    /// Whether the school sends letters.
    pub sends: bool,
    /// The address; empty = none.
    pub address: String,
    /// When she wants them.
    pub wish: Option<Wish>,
    /// Whether the address is confirmed.
    pub confirmed: bool,
}

impl Look for MyMail {
    const NAME: &'static str = "mail.mine";
    const POLICY: Policy = ONESELF;
    type Shown = MailAddress;

    fn see(&self, by: &Reader, db: &Db<'_>) -> Result<MailAddress, Refusal> {
        let sends = db.one("select 1 as one from mail_server where paused = 0", [], |_| Ok(()))?.is_some();
        let Some(me) = by.person() else { return Ok(MailAddress { sends, ..MailAddress::default() }) };
        let sql = "select address, wish, code is null as confirmed from mail_address where person = ?";
        let of = db.one(sql, [me.as_str()], |row| {
            Ok(MailAddress {
                sends,
                address: row.get("address")?,
                wish: Some(row.read("wish", Wish::from_code)?),
                confirmed: row.get("confirmed")?,
            })
        })?;
        Ok(of.unwrap_or(MailAddress { sends, ..MailAddress::default() }))
    }
}

#[cfg(test)]
mod tests {
    use super::is_address;

    #[test]
    fn an_address_ends_no_line_of_a_letter() {
        for right in ["a@b.ru", "anna.ivanova+office@school-2.example"] {
            assert!(is_address(right), "{right}");
        }
        for wrong in ["", "a", "a@b", "@b.ru", "a@b.ru\r\nBcc: c@d.ru", "a b@c.ru", "a@b@c.ru", "<a@b.ru>", "a@.ru", "анна@школа.рф"]
        {
            assert!(!is_address(wrong), "{wrong}");
        }
    }
}
