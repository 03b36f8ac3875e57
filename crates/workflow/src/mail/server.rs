//! `mail.server`: by which server letters are sent, or that none are; and how sending went.

use jiff::Timestamp;
use serde::{Serialize, Serializer};
use words::{Word, acts};

use super::address::is_address;
use super::letter::Fault;
use crate::act::{Act, Look, Said, Version};
use crate::coded::coded;
use crate::id::Id;
use crate::people::{MANAGERS, SealedKey};
use crate::policy::{Place, Policy, Unattended};
use crate::reader::Reader;
use crate::refusal::{Field, Refusal, Rule};
use crate::store::{Db, Row, Tx, params};
use crate::world::World;

/// Longest line of the settings.
const LONGEST: usize = 200;

coded! {
    /// How the connection is protected.
    Security {
        /// TLS from the beginning.
        Tls = "tls",
        /// TLS asked for in the open.
        Starttls = "starttls",
        /// Not at all.
        None = "none",
    }
}

/// A server letters are sent by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Server {
    /// Its name.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// How the connection is protected.
    pub security: Security,
    /// Name to sign in with; empty where it asks for none.
    pub name: String,
    /// Address letters come from.
    pub sender: String,
    /// Address of the program, as it stands in letters.
    pub link: String,
}

impl Server {
    pub(crate) fn of(row: &Row<'_>) -> Result<Self, Refusal> {
        Ok(Self {
            host: row.get("host")?,
            port: row.get("port")?,
            security: row.read("security", Security::from_code)?,
            name: row.get("name")?,
            sender: row.get("sender")?,
            link: row.get("link")?,
        })
    }

    /// The first of its parts that cannot be so.
    fn fits(&self) -> Result<(), Rule> {
        let word = |text: &str| !text.chars().any(|letter| letter.is_control() || letter.is_whitespace()) && text.len() <= LONGEST;
        let line = |text: &str| !text.chars().any(char::is_control) && text.len() <= LONGEST;
        let link = self.link.strip_prefix("http://").or_else(|| self.link.strip_prefix("https://"));
        let wrong = |field| Err(Rule::Wrong(field));
        match () {
            () if self.host.is_empty() => Err(Rule::Missing(Field::MailServer)),
            () if !word(&self.host) => wrong(Field::MailServer),
            () if self.port == 0 => wrong(Field::MailPort),
            () if !line(&self.name) => wrong(Field::MailServer),
            () if !is_address(&self.sender) => wrong(Field::MailSender),
            () if !word(&self.link) || link.is_none_or(str::is_empty) => wrong(Field::MailLink),
            () => Ok(()),
        }
    }
}

/// `mail.server`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SetMail {
    /// The server; None = no letters are sent.
    pub server: Option<Server>,
    /// The password, sealed; None = it stays what it was.
    #[serde(serialize_with = "whether")]
    pub secret: Option<SealedKey>,
}

/// Of the password the payload holds only whether there is one.
fn whether<S: Serializer>(secret: &Option<SealedKey>, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_bool(secret.is_some())
}

/// The server as it is set, and whether a password is kept for it.
pub struct Kept(Option<(Server, bool)>);

impl Kept {
    /// Whether the password that is kept was given for another server than this one, or for one that is protected otherwise.
    fn is_for_another(&self, server: &Server) -> bool {
        let same = |kept: &Server| {
            (&kept.host, kept.port, kept.security, &kept.name) == (&server.host, server.port, server.security, &server.name)
        };
        !server.name.is_empty() && self.0.as_ref().is_some_and(|(kept, secret)| *secret && !same(kept))
    }
}

impl Act for SetMail {
    const NAME: &'static str = "mail.server";
    const SAID: Word = acts::mail_server;
    const POLICY: Policy = Policy { step_up: true, unattended: &[Unattended::Program], ..MANAGERS };
    type Seen = Kept;
    /// Whether letters are sent from now on.
    type Done = bool;

    fn about(&self) -> Vec<(Id, Version)> {
        Vec::new()
    }

    fn read(&self, tx: &Tx<'_>) -> Result<Kept, Refusal> {
        let sql = "select *, sealed is not null as secret from mail_server";
        Ok(Kept(tx.one(sql, [], |row| Ok((Server::of(row)?, row.get("secret")?)))?))
    }

    fn place(&self, _seen: &Kept) -> Place {
        Place::of(&Id::school())
    }

    /// A password stays with the server it was given for, and with the way it is protected there.
    fn check(&self, _by: &Reader, seen: &Kept) -> Result<(), Refusal> {
        let Some(server) = &self.server else { return Ok(()) };
        server.fits().map_err(Refusal::of)?;
        if self.secret.is_none() && seen.is_for_another(server) { Err(Refusal::of(Rule::Missing(Field::MailSecret))) } else { Ok(()) }
    }

    fn apply(self, _seen: Kept, tx: &mut Tx<'_>) -> Result<bool, Refusal> {
        let entry = tx.entry();
        // With other settings the server is asked at once.
        tx.change("delete from mail_hold", [])?;
        let Some(server) = self.server else {
            tx.change("delete from mail_server", [])?;
            tx.change("update letter set state = 'dropped', sealed = null where state = 'waiting'", [])?;
            return Ok(false);
        };
        let before = tx.one("select sealed, paused from mail_server", [], |row| Ok((row.get("sealed")?, row.get::<bool>("paused")?)))?;
        let (kept, paused): (Option<Vec<u8>>, bool) = before.unwrap_or((None, false));
        let sealed = self.secret.map(|secret| secret.0).or(kept).filter(|_| !server.name.is_empty());
        tx.change("delete from mail_server", [])?;
        let sql = "insert into mail_server (one, host, port, security, name, sealed, sender, link, paused, entry) values (1, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
        let Server { host, port, security, name, sender, link } = server;
        let link = link.trim_end_matches('/');
        tx.change(sql, params![host, port, security.code(), name, sealed, sender, link, paused, entry])?;
        Ok(true)
    }

    fn said(done: &bool) -> Said {
        Said { codes: vec![("state", if *done { "on" } else { "off" })], ..Said::of("school", &Id::school()) }
    }

    fn sample(_world: &World) -> Self {
        let server = Server {
            host: "smtp.school.example".into(),
            port: 465,
            security: Security::Tls,
            name: "office".into(),
            sender: "office@school.example".into(),
            link: "https://school.example:8080".into(),
        };
        Self { server: Some(server), secret: Some(SealedKey(vec![1; 32])) }
    }
}

/// `mail.see`: the server, and how sending went.
#[derive(Clone, Copy, Debug)]
pub struct MailServer;

/// The server, without its password.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MailServerShown {
    /// The server; None = no letters are sent.
    pub server: Option<Server>,
    /// Whether a password is kept.
    pub secret: bool,
    /// Whether letters wait since the school was restored.
    pub paused: bool,
    /// How sending went.
    pub state: MailState,
}

/// How sending went.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MailState {
    /// When the last letter was taken.
    pub sent: Option<Timestamp>,
    /// When one was last not taken, why, and what the server answered.
    pub failed: Option<(Timestamp, Fault, String)>,
    /// Letters that wait.
    pub waiting: usize,
    /// Letters that are tried no longer.
    pub given_up: usize,
    /// Letters of which it is not known whether they were taken.
    pub unsure: usize,
}

impl MailState {
    fn read(db: &Db<'_>) -> Result<Self, Refusal> {
        let moment = |at: i64| Timestamp::from_second(at).map_err(|_| Refusal::of(Rule::Disk));
        let sent = db.one("select max(last) as last from letter where state = 'sent'", [], |row| row.get::<Option<i64>>("last"))?.flatten();
        let sql = "select last, fault, answer from letter where fault is not null order by last desc, number desc limit 1";
        let failed = db.one(sql, [], |row| Ok((moment(row.get("last")?)?, row.read("fault", Fault::from_code)?, row.get("answer")?)))?;
        let count = |state: &str| {
            let found = db.one("select count(*) as count from letter where state = ?", [state], |row| row.get::<usize>("count"))?;
            Ok::<_, Refusal>(found.unwrap_or(0))
        };
        let (waiting, given_up, unsure) = (count("waiting")?, count("given-up")?, count("unsure")?);
        Ok(Self { sent: sent.map(moment).transpose()?, failed, waiting, given_up, unsure })
    }
}

impl Look for MailServer {
    const NAME: &'static str = "mail.see";
    const POLICY: Policy = Policy { unattended: &[], ..MANAGERS };
    type Shown = MailServerShown;

    fn see(&self, _by: &Reader, db: &Db<'_>) -> Result<MailServerShown, Refusal> {
        let sql = "select *, sealed is not null as secret from mail_server";
        let found = db.one(sql, [], |row| {
            Ok(MailServerShown {
                server: Some(Server::of(row)?),
                secret: row.get("secret")?,
                paused: row.get("paused")?,
                ..Default::default()
            })
        })?;
        Ok(MailServerShown { state: MailState::read(db)?, ..found.unwrap_or_default() })
    }
}
