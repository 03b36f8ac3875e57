use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use jiff::civil::date;
use jiff::{Timestamp, ZonedDateTime};
use workflow::event::{Change, Content, Kind as EventKind, OneEvent, Part, Plan, Planned};
use workflow::mail::{ConfirmAddress, Fault, MailServer, MailServerShown, Security, SetAddress, SetMail, Wish};
use workflow::notice::{Kind, MyNotices, NoticeShown, Subject, What};
use workflow::people::{Activate, Give, Invite, Lock, Slip};
use workflow::school::{Edit, Found, Periods, Week};
use workflow::{Act, Actor, Id, LetterSays, Look, Outgoing, Receipt, Role, Scope, Store, Surroundings};

use super::*;
use crate::server::once::once;

/// How a mail server of a test behaves.
#[derive(Clone, Copy, PartialEq)]
enum Manner {
    Takes,
    /// Refuses whoever it is for, for good.
    Refuses,
    /// Refuses for now.
    Busy,
    /// Takes no letter of this sender.
    NoSender,
    /// Takes its time after the text.
    Thinks,
    /// Says nothing.
    Hangs,
    /// Goes before it said anything.
    Closes,
    /// Takes the text and goes without an answer.
    GoesAfterText,
}

/// A mail server of a test, and what it was given.
struct Postbox {
    port: u16,
    manner: Arc<Mutex<Manner>>,
    taken: Arc<Mutex<Vec<String>>>,
}

impl Postbox {
    fn opens() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let (manner, taken) = (Arc::new(Mutex::new(Manner::Takes)), Arc::new(Mutex::new(Vec::new())));
        let (how, into) = (Arc::clone(&manner), Arc::clone(&taken));
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (how, into) = (*how.lock().unwrap(), Arc::clone(&into));
                thread::spawn(move || speaks(&stream, how, &into));
            }
        });
        Self { port, manner, taken }
    }

    fn is(&self, manner: Manner) {
        *self.manner.lock().unwrap() = manner;
    }

    fn taken(&self) -> Vec<String> {
        self.taken.lock().unwrap().clone()
    }
}

/// Enough of RFC 5321.
fn speaks(mut stream: &TcpStream, how: Manner, into: &Mutex<Vec<String>>) {
    match how {
        Manner::Closes => return,
        Manner::Hangs => return thread::sleep(Duration::from_secs(5)),
        _ => stream.write_all(b"220 test\r\n").unwrap(),
    }
    let mut lines = BufReader::new(stream.try_clone().unwrap()).lines();
    let mut letter = String::new();
    while let Some(Ok(line)) = lines.next() {
        let word = line.split([' ', ':']).next().unwrap_or_default().to_uppercase();
        let answer = match word.as_str() {
            "EHLO" => "250-test\r\n250 AUTH PLAIN LOGIN",
            "AUTH" => "535 5.7.8 wrong password",
            "MAIL" if how == Manner::NoSender => "550 5.7.1 sender rejected",
            "RCPT" if how == Manner::Refuses => "550 5.1.1 no such mailbox",
            "RCPT" if how == Manner::Busy => "451 4.3.0 try again later",
            "RCPT" => {
                letter = format!("{line}\n");
                "250 ok"
            }
            "DATA" => {
                stream.write_all(b"354 go\r\n").unwrap();
                letter.extend(lines.by_ref().map_while(Result::ok).take_while(|line| line != ".").map(|line| line + "\n"));
                into.lock().unwrap().push(letter.clone());
                if how == Manner::GoesAfterText {
                    return;
                }
                if how == Manner::Thinks {
                    thread::sleep(Duration::from_millis(1100));
                }
                "250 taken"
            }
            "QUIT" => {
                drop(stream.write_all(b"221 bye\r\n"));
                return;
            }
            _ => "250 ok",
        };
        if stream.write_all(format!("{answer}\r\n").as_bytes()).is_err() {
            return;
        }
    }
}

/// A school with a clock of its own.
struct School {
    runtime: tokio::runtime::Runtime,
    office: Office,
    clock: Arc<AtomicI64>,
    founder: Id,
    postbox: Postbox,
}

fn moment(text: &str) -> ZonedDateTime {
    text.parse::<Timestamp>().unwrap().in_tz("Europe/Moscow").unwrap()
}

impl School {
    fn begins(folder: &Path) -> Self {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
        let (clock, now) = (Arc::new(AtomicI64::new(0)), "2026-10-12T06:10:00Z");
        let store = Store::open(folder, Surroundings { random: Box::new(|bytes| getrandom::fill(bytes).is_ok()), address: String::new() });
        let read = Arc::clone(&clock);
        let clock_of = Box::new(move || Timestamp::from_second(read.load(Ordering::Relaxed)).unwrap());
        let office = runtime.block_on(Office::new(0, Lang::Ru, folder.to_path_buf(), store.unwrap(), clock_of)).unwrap();
        let mut school = Self { runtime, office, clock, founder: Id::school(), postbox: Postbox::opens() };
        school.at(now);
        let found = Found {
            person: "Иванова Анна".into(),
            password: None,
            school: "Гимназия № 2".into(),
            week: Week::Five,
            periods: Periods::Quarters,
            zone: "Europe/Moscow".into(),
            first_day: date(2026, 9, 1),
            last_day: date(2027, 5, 31),
        };
        school.founder = school.does(school.office.program(), found).done.person;
        school.office.begins("Europe/Moscow");
        let by = school.by(&school.founder);
        school.does(by, SetMail { server: Some(school.server()), secret: None });
        school
    }

    fn server(&self) -> Server {
        Server {
            host: "127.0.0.1".into(),
            port: self.postbox.port,
            security: Security::None,
            name: String::new(),
            sender: "office@school.example".into(),
            link: "https://school.example".into(),
        }
    }

    fn at(&self, now: &str) {
        self.clock.store(moment(now).timestamp().as_second(), Ordering::Relaxed);
    }

    fn by(&self, person: &Id) -> Reader {
        Reader::new(Actor::Person(person.clone()), self.office.now()).after_step_up()
    }

    fn does<A: Act>(&self, by: Reader, act: A) -> Receipt<A::Done> {
        self.runtime.block_on(self.office.perform(by, once().unwrap(), act)).unwrap_or_else(|refusal| panic!("{}: {refusal:?}", A::NAME))
    }

    fn sees<L: Look>(&self, person: &Id, look: L) -> L::Shown {
        self.runtime.block_on(self.office.see(self.by(person), look)).unwrap()
    }

    fn teacher(&self, name: &str) -> Id {
        let invited = self.does(self.by(&self.founder), Invite { name: name.into() });
        self.does(self.office.program(), Activate { person: invited.done.clone(), seen: invited.entry });
        let from = self.office.now().date();
        let give = Give { person: invited.done.clone(), role: Role::Teacher, scope: Scope::School, from, to: None };
        self.does(self.by(&self.founder), give);
        invited.done
    }

    fn wants(&self, person: &Id, address: &str, wish: Wish, lang: &'static str) -> String {
        let slip = Slip::of([7; 10]);
        let code = self.office.store.seal_secret(&slip.shown());
        self.does(self.by(person), SetAddress { address: address.into(), wish, lang, digest: slip.digest(), code });
        slip.digest()
    }

    /// Something to be read by these until a day.
    fn reading(&self, people: &[&Id], until: jiff::civil::Date) -> Id {
        let content =
            Content {
                title: "Ёлкина Маша не сдала работу".into(), text: "Порядок".into(), until: Some(until), ..Content::default()
            };
        let people = people.iter().map(|person| ((*person).clone(), Part::Member)).collect();
        let day = self.office.now().date();
        let planned = Planned { content, day, owner: self.founder.clone(), people, agenda: Vec::new(), occurrences: Vec::new() };
        self.does(self.by(&self.founder), Plan { kind: "reading".into(), planned }).done
    }

    fn tells_and_sends(&self) {
        self.runtime.block_on(async {
            self.office.tell().await;
            send_due(&self.office).await;
        });
    }

    fn mail(&self) -> MailServerShown {
        self.sees(&self.founder, MailServer)
    }
}

/// The text of a letter: quoted-printable or base64 as it went over the wire.
fn text(letter: &str) -> String {
    use base64::Engine;
    let (head, body) = letter.split_once("\n\n").unwrap();
    let bytes = if head.to_lowercase().contains("base64") {
        base64::engine::general_purpose::STANDARD.decode(body.replace(['\n', '\r'], "")).unwrap()
    } else {
        let (mut bytes, joined) = (Vec::new(), body.replace("=\r\n", "").replace("=\n", ""));
        let mut rest = joined.as_bytes();
        while let [first, others @ ..] = rest {
            let code = (*first == b'=').then(|| others.get(..2)).flatten().and_then(|two| std::str::from_utf8(two).ok());
            match code.and_then(|two| u8::from_str_radix(two, 16).ok()) {
                Some(byte) => (bytes.push(byte), rest = &others[2..]),
                None => (bytes.push(*first), rest = others),
            };
        }
        bytes
    };
    String::from_utf8(bytes).unwrap()
}

fn header<'a>(letter: &'a str, name: &str) -> &'a str {
    letter.lines().find_map(|line| line.strip_prefix(name)).unwrap_or_else(|| panic!("no {name} in {letter}")).trim()
}

/// covers: R48
#[test]
fn a_code_first_then_one_letter_in_the_morning_to_each_of_her_own() {
    let folder = tempfile::tempdir().unwrap();
    let school = School::begins(folder.path());
    let (one, other, silent) = (school.teacher("Ёжикова Мария"), school.teacher("Уткин Олег"), school.teacher("Юдина Вера"));
    let code = school.wants(&one, "maria@school.example", Wish::Daily, "ru");
    school.wants(&other, "oleg@school.example", Wish::AtOnce, "en");
    school.tells_and_sends();
    let taken = school.postbox.taken();
    assert_eq!(taken.len(), 2, "a code to each, nothing else: {taken:?}");
    assert!(taken.iter().any(|letter| text(letter).contains("введите на своей странице код")), "{}", text(&taken[0]));
    school.does(school.by(&one), ConfirmAddress { digest: code.clone() });
    school.does(school.by(&other), ConfirmAddress { digest: code });
    school.reading(&[&one, &other, &silent], date(2026, 10, 20));
    school.at("2026-10-12T08:30:00Z");
    school.tells_and_sends();
    let taken = school.postbox.taken();
    let [.., at_once] = &taken[..] else { panic!() };
    assert!(taken.len() == 3 && at_once.starts_with("RCPT TO:<oleg@school.example>"), "{taken:?}");
    assert!(
        text(at_once).contains("To be read and confirmed") && text(at_once).contains("https://school.example/event/"),
        "{}",
        text(at_once)
    );
    // At night, and before the hour of the morning letter, nothing leaves; then one letter, once.
    for (now, letters) in
        [("2026-10-12T20:00:00Z", 3), ("2026-10-13T05:30:00Z", 3), ("2026-10-13T06:01:00Z", 4), ("2026-10-13T08:00:00Z", 4)]
    {
        school.at(now);
        school.tells_and_sends();
        assert_eq!(school.postbox.taken().len(), letters, "{now}");
    }
    let letter = school.postbox.taken().pop().unwrap();
    let said = text(&letter);
    assert!(letter.starts_with("RCPT TO:<maria@school.example>") && header(&letter, "Auto-Submitted:") == "auto-generated");
    for part in ["Гимназия № 2", "Нужно ознакомиться", "до 20.10.2026", "https://school.example/me#letters"] {
        assert!(said.contains(part), "{part}: {said}");
    }
    assert!(!said.contains("Ёлкин") && !said.contains("Уткин") && !said.contains("Порядок"), "{said}");
    assert_eq!(school.sees(&silent, MyNotices::default()).all.len(), 1, "told on the screen, without a letter");
    assert!(school.mail().state.sent.is_some() && school.mail().state.failed.is_none());
}

#[test]
fn a_day_reminds_and_a_changed_one_again_and_whoever_is_locked_gets_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let school = School::begins(folder.path());
    let (one, gone) = (school.teacher("Ёжикова Мария"), school.teacher("Уткин Олег"));
    for (person, address) in [(&one, "maria@school.example"), (&gone, "oleg@school.example")] {
        let digest = school.wants(person, address, Wish::Daily, "ru");
        school.does(school.by(person), ConfirmAddress { digest });
    }
    let event = school.reading(&[&one, &gone], date(2026, 10, 20));
    school.tells_and_sends();
    let seen = school.sees(&school.founder, workflow::people::List).into_iter().find(|person| person.id == gone).unwrap().entry;
    school.does(school.by(&school.founder), Lock { person: gone.clone(), seen });
    school.at("2026-10-13T06:05:00Z");
    school.tells_and_sends();
    let to: Vec<String> = school.postbox.taken().iter().map(|letter| letter.lines().next().unwrap().to_owned()).collect();
    assert_eq!(to, ["RCPT TO:<maria@school.example>"], "one letter, and none to her who is locked");
    // Three days before, on a Friday where that is a weekend; on the day; once it has passed.
    for (now, told) in [
        ("2026-10-15T07:00:00Z", 1),
        ("2026-10-16T07:00:00Z", 2),
        ("2026-10-20T07:00:00Z", 3),
        ("2026-10-21T07:00:00Z", 4),
        ("2026-10-22T07:00:00Z", 4),
    ] {
        school.at(now);
        school.tells_and_sends();
        assert_eq!(school.sees(&one, MyNotices::default()).all.len(), told, "{now}");
    }
    // The day is changed: that is told, and the new day is reminded of.
    let (shown, opened) = (school.sees(&school.founder, OneEvent { event: event.clone() }), date(2026, 10, 20));
    let wanted = |until| Planned { content: Content { until: Some(until), ..shown.planned.content.clone() }, ..shown.planned.clone() };
    let edit = Edit { opened: wanted(opened), wanted: wanted(date(2026, 11, 12)) };
    school.does(school.by(&school.founder), Change { event, seen: shown.event.entry, edit });
    for (now, kind) in [("2026-10-22T08:00:00Z", Kind::Moved), ("2026-11-09T07:00:00Z", Kind::Soon), ("2026-11-12T07:00:00Z", Kind::Today)]
    {
        school.at(now);
        school.tells_and_sends();
        assert_eq!(school.sees(&one, MyNotices::default()).all[0].kind, kind, "{now}");
    }
    school.at("2026-11-13T07:00:00Z");
    school.tells_and_sends();
    assert!(text(school.postbox.taken().last().unwrap()).contains("до 12.11.2026"), "and goes into letters");
}

/// A letter that could not leave waits for the morning: at night, on days off and in the holidays nothing but codes goes.
#[test]
fn letters_leave_in_hours_of_the_school_whenever_they_were_due() {
    let folder = tempfile::tempdir().unwrap();
    let school = School::begins(folder.path());
    let one = school.teacher("Ёжикова Мария");
    let digest = school.wants(&one, "maria@school.example", Wish::AtOnce, "ru");
    school.does(school.by(&one), ConfirmAddress { digest });
    // Friday afternoon: the server is busy until the evening.
    school.postbox.is(Manner::Busy);
    school.at("2026-10-16T14:50:00Z");
    school.reading(&[&one], date(2026, 10, 30));
    school.tells_and_sends();
    assert_eq!(school.mail().state.waiting, 1, "busy is not refused");
    school.at("2026-10-16T14:58:00Z");
    school.tells_and_sends();
    assert_eq!(school.mail().state.waiting, 1);
    school.postbox.is(Manner::Takes);
    // Twenty minutes later the hours are over.
    for now in ["2026-10-16T15:15:00Z", "2026-10-16T20:00:00Z", "2026-10-17T08:00:00Z", "2026-10-19T04:59:00Z"] {
        school.at(now);
        school.tells_and_sends();
        assert_eq!(school.postbox.taken().len(), 0, "{now}");
    }
    // A code goes at night: somebody waits for it.
    let silent = school.teacher("Юдина Вера");
    school.wants(&silent, "vera@school.example", Wish::Daily, "ru");
    school.tells_and_sends();
    assert_eq!(school.postbox.taken().len(), 1);
    school.at("2026-10-19T05:01:00Z");
    school.tells_and_sends();
    assert_eq!(school.postbox.taken().len(), 2, "on Monday morning");
    assert!(school.postbox.taken()[1].starts_with("RCPT TO:<maria@school.example>"));
}

/// The machine was off for the holidays: the letter that waited is not given up at its first failure, and its term runs from there.
#[test]
fn the_term_of_a_letter_runs_from_its_first_try() {
    let folder = tempfile::tempdir().unwrap();
    let school = School::begins(folder.path());
    let one = school.teacher("Ёжикова Мария");
    let digest = school.wants(&one, "maria@school.example", Wish::Daily, "ru");
    school.does(school.by(&one), ConfirmAddress { digest });
    school.reading(&[&one], date(2026, 12, 20));
    school.at("2026-10-13T05:30:00Z");
    school.runtime.block_on(school.office.tell());
    school.postbox.is(Manner::Busy);
    for now in ["2026-11-09T07:00:00Z", "2026-11-09T07:06:00Z", "2026-11-09T14:50:00Z", "2026-11-10T08:00:00Z"] {
        school.at(now);
        school.runtime.block_on(send_due(&school.office));
        assert_eq!((school.mail().state.waiting, school.mail().state.given_up), (1, 0), "{now}");
    }
    school.postbox.is(Manner::Takes);
    school.at("2026-11-11T08:00:00Z");
    school.runtime.block_on(send_due(&school.office));
    assert_eq!(school.postbox.taken().len(), 1);
}

/// A server that lets nobody in is asked seldom, whoever the letters are for; with other settings it is asked at once.
#[test]
fn a_server_that_lets_nothing_in_is_left_alone_by_every_letter() {
    let folder = tempfile::tempdir().unwrap();
    let school = School::begins(folder.path());
    for n in 0..3 {
        let one = school.teacher(&format!("Ёжикова Мария {n}"));
        school.wants(&one, &format!("m{n}@school.example"), Wish::Daily, "ru");
    }
    let secret = school.office.store.seal_secret("неверный");
    let locked = SetMail { server: Some(Server { name: "office".into(), ..school.server() }), secret };
    school.does(school.by(&school.founder), locked);
    let mut tries = Vec::new();
    for minute in 0..90 {
        let now = moment("2026-10-12T07:00:00Z").checked_add(jiff::Span::new().minutes(minute)).unwrap();
        school.clock.store(now.timestamp().as_second(), Ordering::Relaxed);
        school.runtime.block_on(send_due(&school.office));
        let at = school.mail().state.failed.unwrap().0;
        if tries.last() != Some(&at) {
            tries.push(at);
        }
    }
    let since = |at: &Timestamp| (at.as_second() - tries[0].as_second()) / 60;
    assert_eq!(tries.iter().map(since).collect::<Vec<_>>(), [0, 5, 20, 80], "four times in an hour and a half");
    assert_eq!((school.mail().state.waiting, school.postbox.taken().len()), (3, 0));
    school.does(school.by(&school.founder), SetMail { server: Some(school.server()), secret: None });
    let now = moment("2026-10-12T08:31:00Z").timestamp().as_second();
    school.clock.store(now + 6 * 60 * 60, Ordering::Relaxed);
    school.runtime.block_on(send_due(&school.office));
    assert_eq!(school.postbox.taken().len(), 3);
}

/// What is refused for good is not tried again, whether of one address or of the sender: the sender is the school's to mend.
#[test]
fn what_a_server_refuses_for_good_is_given_up_and_what_is_wrong_with_the_sender_is_not() {
    let folder = tempfile::tempdir().unwrap();
    let school = School::begins(folder.path());
    let one = school.teacher("Ёжикова Мария");
    for (manner, fault, waiting, given_up) in [(Manner::NoSender, Fault::Sender, 1, 0), (Manner::Refuses, Fault::Never, 0, 1)] {
        school.postbox.is(manner);
        school.wants(&one, "maria@school.example", Wish::Daily, "ru");
        school.does(school.by(&school.founder), SetMail { server: Some(school.server()), secret: None });
        school.tells_and_sends();
        let state = school.mail().state;
        assert_eq!((state.failed.as_ref().map(|(_, why, _)| *why), state.waiting, state.given_up), (Some(fault), waiting, given_up));
        assert!(state.failed.unwrap().2.starts_with("550"), "the server's own words are kept beside");
        school.wants(&one, "", Wish::Never, "ru");
    }
}

/// Nothing has left of a letter that could not be read: it waits, and holds up none of the others.
#[test]
fn a_letter_that_cannot_be_read_waits_and_holds_up_no_other() {
    let folder = tempfile::tempdir().unwrap();
    let school = School::begins(folder.path());
    let (one, other) = (school.teacher("Ёжикова Мария"), school.teacher("Юдина Вера"));
    let unreadable =
        SetAddress { address: "maria@school.example".into(), wish: Wish::Daily, lang: "ru", digest: String::new(), code: None };
    school.does(school.by(&one), unreadable);
    school.wants(&other, "vera@school.example", Wish::Daily, "ru");
    school.tells_and_sends();
    let state = school.mail().state;
    assert_eq!((state.waiting, state.unsure, school.postbox.taken().len()), (1, 0, 1), "{state:?}");
    assert_eq!(state.failed.map(|(_, why, _)| why), Some(Fault::Writing));
    assert_eq!(school.runtime.block_on(school.office.store.letters_left()).unwrap(), 0, "none is thought to be on its way");
}

/// A server that looks through a letter before it answers has taken it.
#[test]
fn the_answer_to_the_text_is_waited_for_longer() {
    let folder = tempfile::tempdir().unwrap();
    let school = School::begins(folder.path());
    let one = school.teacher("Ёжикова Мария");
    school.postbox.is(Manner::Thinks);
    school.wants(&one, "maria@school.example", Wish::Daily, "ru");
    school.tells_and_sends();
    assert_eq!((school.mail().state.unsure, school.postbox.taken().len()), (0, 1));
}

/// Numbers of letters begin again where a backup ends: mailboxes would drop a new letter under an old name.
#[test]
fn letters_of_a_restored_school_have_names_of_their_own() {
    let server = Server {
        host: String::new(),
        port: 25,
        security: Security::None,
        name: String::new(),
        sender: "office@school.example".into(),
        link: "https://school.example".into(),
    };
    let named = |since: Option<&str>| {
        let says = LetterSays::Code("код".into());
        let since = since.map(ToOwned::to_owned);
        let letter = Outgoing { number: 1, to: "a@b.ru".into(), lang: Lang::Ru, school: "Гимназия № 2".into(), since, says };
        let written = written::letter(&letter, &server, "key", Timestamp::UNIX_EPOCH).unwrap();
        header(&String::from_utf8(written.bytes).unwrap(), "Message-ID:").to_owned()
    };
    assert_eq!(named(None), "<letter-1.key@school.example>");
    assert_ne!(named(Some("office-1")), named(None));
    assert_ne!(named(Some("office-1")), named(Some("office-2")));
}

/// What certainly was not taken is tried again under the same name, after longer and longer, for a day; of what may have been taken nothing is
/// sent again.
#[test]
fn a_server_that_refuses_hangs_or_goes_is_told_of_and_nothing_is_sent_twice() {
    let folder = tempfile::tempdir().unwrap();
    let school = School::begins(folder.path());
    let one = school.teacher("Ёжикова Мария");
    for (manner, fault, answer) in
        [(Manner::Closes, Fault::Reach, ""), (Manner::Hangs, Fault::Silent, ""), (Manner::Busy, Fault::Answer, "451")]
    {
        // With the settings typed anew the server is asked at once.
        school.does(school.by(&school.founder), SetMail { server: Some(school.server()), secret: None });
        school.postbox.is(manner);
        school.wants(&one, "maria@school.example", Wish::Daily, "ru");
        let begun = Instant::now();
        school.tells_and_sends();
        assert!(begun.elapsed() < Duration::from_secs(4));
        let state = school.mail().state;
        let (_, why, said) = state.failed.unwrap();
        assert!(why == fault && said.starts_with(answer) && state.waiting == 1, "{why:?} {said}");
        assert!(!answer.is_empty() || said.is_empty(), "words of the system are for nobody: {said}");
        assert!(school.postbox.taken().is_empty());
        // Not before its time.
        school.tells_and_sends();
        assert_eq!(school.mail().state.waiting, 1);
        school.wants(&one, "", Wish::Never, "ru");
    }
    // A day of refusals.
    school.postbox.is(Manner::Busy);
    school.wants(&one, "maria@school.example", Wish::Daily, "ru");
    for hour in 0..30 {
        let now = moment("2026-10-12T07:00:00Z").checked_add(jiff::Span::new().hours(hour)).unwrap();
        school.clock.store(now.timestamp().as_second(), Ordering::Relaxed);
        school.tells_and_sends();
    }
    let state = school.mail().state;
    assert!((state.waiting, state.given_up) == (0, 1), "{state:?}");
    // Taken, and no answer.
    school.postbox.is(Manner::GoesAfterText);
    school.wants(&one, "maria@school.example", Wish::Daily, "ru");
    for hour in [0, 1, 25] {
        let now = moment("2026-10-14T07:00:00Z").checked_add(jiff::Span::new().hours(hour)).unwrap();
        school.clock.store(now.timestamp().as_second(), Ordering::Relaxed);
        school.tells_and_sends();
    }
    assert_eq!((school.mail().state.unsure, school.postbox.taken().len()), (1, 1));
    // A test letter says what the server answers.
    school.postbox.is(Manner::Takes);
    let by = school.by(&school.founder);
    let tested = |by| school.runtime.block_on(test(&school.office, by, Lang::Ru, "anna@school.example")).unwrap().unwrap();
    assert_eq!(tested(by.clone()), Outcome::Sent);
    let secret = school.office.store.seal_secret("неверный");
    school.does(by.clone(), SetMail { server: Some(Server { name: "office".into(), ..school.server() }), secret });
    assert!(matches!(tested(by), Outcome::Refused(Fault::Login, answer) if answer.starts_with("535")));
}

/// The program is stopped with a letter on its way: at the next start nobody knows whether it was taken, and it is not sent again.
#[test]
fn a_letter_that_was_on_its_way_when_the_program_stopped_is_not_sent_again() {
    let folder = tempfile::tempdir().unwrap();
    let school = School::begins(folder.path());
    let one = school.teacher("Ёжикова Мария");
    school.wants(&one, "maria@school.example", Wish::Daily, "ru");
    let store = &school.office.store;
    let due = school.runtime.block_on(store.letters_due(school.office.now())).unwrap();
    let taken = school.runtime.block_on(store.take_letter(due[0], school.office.now())).unwrap();
    assert!(taken.is_some());
    assert!(school.runtime.block_on(store.take_letter(due[0], school.office.now())).unwrap().is_none(), "taken out once");
    assert_eq!(school.runtime.block_on(store.letters_left()).unwrap(), 1);
    school.tells_and_sends();
    assert_eq!((school.postbox.taken().len(), school.mail().state.unsure), (0, 1));
}

/// Whatever kind it is about and whatever is said of it: no title, no text, no name is in a letter.
#[test]
fn no_letter_holds_a_title_or_a_name() {
    let server = Server {
        host: String::new(),
        port: 25,
        security: Security::None,
        name: String::new(),
        sender: "office@school.example".into(),
        link: "https://school.example".into(),
    };
    let name = "Ёлкина Маша";
    let id = Id::read("thing-1").unwrap();
    let events = EventKind::ALL.iter().map(|kind| Subject::Event { id: id.clone(), kind: kind.code, title: name.into() });
    let line = workflow::procedure::ProcedureLine {
        id: id.clone(),
        kind: records::text::Text::new(name, name),
        subject: name.into(),
        classes: Vec::new(),
        day: date(2026, 10, 12),
        slot: records::procedure::Slot::Lessons { first: 1, last: 1 },
        hers: true,
        cancelled: false,
    };
    let others = [
        Subject::Procedure(Box::new(line)),
        Subject::Task { id: id.clone(), text: name.into(), title: name.into() },
        Subject::Measure { measure: id.clone(), occurrence: id.clone(), text: name.into() },
        Subject::Erasure { thing: id.clone(), kind: workflow::erasure::Kind::Pupil },
    ];
    for subject in events.chain(others) {
        for (what, kind) in What::ALL.iter().flat_map(|what| Kind::ALL.iter().map(move |kind| (*what, *kind))) {
            for lang in [Lang::Ru, Lang::En] {
                let one = NoticeShown {
                    number: 1,
                    at: Timestamp::UNIX_EPOCH,
                    what,
                    kind,
                    day: Some(date(2026, 10, 12)),
                    subject: subject.clone(),
                    seen: false,
                };
                let says = LetterSays::Notices(vec![one]);
                let letter = Outgoing { number: 1, to: "a@b.ru".into(), lang, school: "Гимназия № 2".into(), since: None, says };
                let (head, said) = written::said_by(&letter, &server);
                assert!(!said.contains("Ёлкин") && !head.contains("Ёлкин"), "{said}");
                let kept = matches!(&subject, Subject::Event { kind, .. } if EventKind::of(kind).unwrap().names_pupils());
                let kind = |code: &str| (EventKind::of(code).unwrap().name)(lang);
                let told = matches!(&subject, Subject::Event { kind: code, .. } if said.contains(&kind(code)));
                assert!(!kept || !told, "of what is about pupils not even the kind: {said}");
            }
        }
    }
}
