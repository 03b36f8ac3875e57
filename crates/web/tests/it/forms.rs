//! Every form of the office, as the pages show it: whatever its act refuses when one field alone is empty, is marked when all of them are.

use std::collections::{BTreeMap, BTreeSet};

use rehearsal::lived::Seat;
use workflow::Role;

use super::asking::Answer;
use super::stage::{Served, rehearsed};

/// Something a form asks.
#[derive(Clone, Debug)]
struct Asked {
    name: String,
    /// Where a mistake of it would stand.
    fault: String,
    holds: Holds,
    value: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Holds {
    /// Goes along as it is.
    Along,
    /// Goes along where its button is pressed: the first of them.
    Pressed,
    /// Is typed, or chosen where none is a choice.
    Typed,
    Day,
    Tick,
    File,
}

/// What a form is told from others by: its address without ids, and what it asks.
type Key = (String, Vec<String>);
/// Where a form stands: the page, and the session that sees it.
type Place = (String, String);

/// A form of a page.
#[derive(Clone, Debug)]
struct Shown {
    action: String,
    multipart: bool,
    asked: Vec<Asked>,
}

fn attribute(tag: &str, name: &str) -> Option<String> {
    let value = tag.split(&format!(" {name}=\"")).nth(1)?.split('"').next()?;
    Some(value.replace("&quot;", "\"").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&"))
}

/// The first value of a choice that is one, and whether none is offered.
fn choices(select: &str) -> (String, bool) {
    let options: Vec<(String, bool)> = select
        .split("<option")
        .skip(1)
        .map(|option| {
            let tag = option.split('>').next().unwrap();
            (attribute(tag, "value").unwrap_or_default(), tag.contains(" selected"))
        })
        .collect();
    let none = options.iter().any(|(value, _)| value.is_empty());
    let chosen = options.iter().find(|(value, selected)| *selected && !value.is_empty());
    let first = chosen.or_else(|| options.iter().find(|(value, _)| !value.is_empty()));
    (first.map(|(value, _)| value.clone()).unwrap_or_default(), none)
}

fn forms(page: &str) -> Vec<Shown> {
    let form = |text: &str| {
        let (head, rest) = text.split_once('>')?;
        let body = rest.split("</form>").next()?;
        let action = attribute(head, "action").filter(|_| head.contains("method=\"post\""))?;
        let mut asked = Vec::new();
        let mut push = |tag: &str, holds: Holds, value: String| {
            let Some(name) = attribute(tag, "name") else { return };
            let id = attribute(tag, "id").unwrap_or_default();
            asked.push(Asked { fault: id.replacen("field-", "fault-", 1), name, holds, value });
        };
        let mut at = body;
        while let Some(begin) = at.find('<') {
            at = &at[begin..];
            let tag = at.split('>').next().unwrap();
            let value = attribute(tag, "value").unwrap_or_default();
            match tag.split_whitespace().next().unwrap() {
                "<input" => match attribute(tag, "type").as_deref() {
                    Some("hidden") => push(tag, Holds::Along, value),
                    Some("date") => push(tag, Holds::Day, value),
                    Some("checkbox" | "radio") => push(tag, Holds::Tick, value),
                    Some("file") => push(tag, Holds::File, value),
                    _ => push(tag, Holds::Typed, value),
                },
                "<textarea" => push(tag, Holds::Typed, at[tag.len() + 1..].split("</textarea>").next().unwrap().to_owned()),
                "<select" => {
                    let (value, none) = choices(at.split("</select>").next().unwrap());
                    push(tag, if none { Holds::Typed } else { Holds::Along }, value);
                }
                "<button" => push(tag, Holds::Pressed, value),
                _ => {}
            }
            at = &at[1..];
        }
        Some(Shown { multipart: head.contains("multipart"), action: action.split('#').next()?.to_owned(), asked })
    };
    page.split("<form").skip(1).filter_map(form).collect()
}

/// An address without what names one thing.
fn pattern(address: &str) -> String {
    address.split('?').next().unwrap().split('/').map(general).collect::<Vec<_>>().join("/")
}

/// A part of a name without what names one thing.
fn general(part: &str) -> String {
    let random = |end: &str| end.len() == 8 && end.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit());
    match part.rsplit_once('-') {
        Some((begin, end)) if random(end) => format!("{begin}-{{id}}"),
        _ if part.len() > 30 => "{id}".to_owned(),
        _ => part.to_owned(),
    }
}

/// What somebody would type there.
fn typed(action: &str, asked: &Asked) -> String {
    let procedure = action.starts_with("/procedure");
    let value = match (asked.name.as_str(), asked.holds) {
        ("day", Holds::Day) if procedure && !action.ends_with("order") => "2027-02-10",
        ("to", Holds::Day) => "2027-03-01",
        ("until", Holds::Day) => "2026-12-20",
        ("look", Holds::Day) => "2027-03-01",
        ("first", Holds::Day) if action == "/years" => "2028-09-01",
        ("last", Holds::Day) if action == "/years" => "2029-05-31",
        ("born", _) => "2014-05-05",
        ("since", Holds::Day) => "2026-09-01",
        ("name", _) if action.ends_with("/name") => "Иная Анна Ильинична",
        (_, Holds::Day) if asked.value.is_empty() => "2026-11-12",
        ("title" | "text" | "goal", _) if asked.value.is_empty() || !action.contains("/events/") => "Разобрать работы",
        _ if !asked.value.is_empty() => return asked.value.clone(),
        ("class", _) if action == "/classes" => "4Ж",
        ("subject", _) if action == "/classes/loads" => "Физика",
        ("slot", _) => "3",
        ("time", _) => "14:30",
        ("port", _) => "587",
        ("host", _) => "mail.example.ru",
        ("sender" | "address", _) => "school@example.ru",
        ("link", _) => "http://127.0.0.1:8080",
        ("when", _) => "март",
        ("before" | "after", _) => "12 из 60",
        ("number" | "came" | "invited", _) => "17",
        // What is written in lines of its own kind, and what needs those, stays as it is.
        ("quiz" | "pass" | "days" | "hours" | "lessons" | "periods" | "holidays" | "class" | "subject", _) => return String::new(),
        (name, _) if name.starts_with("detail-") || name.contains("item-") || name.contains("speaker-") => return String::new(),
        _ => "Слова Об Этом",
    };
    value.to_owned()
}

impl Shown {
    /// What can be left empty, in the order it is asked.
    fn fields(&self) -> Vec<Asked> {
        let open = |one: &&Asked| matches!(one.holds, Holds::Typed | Holds::Day | Holds::File) && one.fault.starts_with("fault-");
        self.asked.iter().filter(open).cloned().collect()
    }

    fn key(&self) -> Key {
        let mut names: Vec<String> = self.fields().iter().map(|one| general(&one.name)).collect();
        names.dedup();
        (pattern(&self.action), names)
    }

    /// Sends it, each field filled in where that is wanted.
    fn send(&self, served: &Served, cookie: &str, filled: impl Fn(&Asked) -> bool) -> Answer {
        let mut pairs: Vec<(String, String)> = Vec::new();
        let mut files: Vec<String> = Vec::new();
        for one in &self.asked {
            match one.holds {
                Holds::Along => pairs.push((one.name.clone(), one.value.clone())),
                Holds::Pressed | Holds::Tick => {
                    let first = !pairs.iter().any(|(name, _)| *name == one.name);
                    if first && (one.holds == Holds::Pressed || filled(one)) {
                        pairs.push((one.name.clone(), one.value.clone()));
                    }
                }
                Holds::File if filled(one) => files.push(one.name.clone()),
                Holds::File => {}
                Holds::Typed | Holds::Day => {
                    let value = if filled(one) { typed(&self.action, one) } else { String::new() };
                    pairs.push((one.name.clone(), value));
                }
            }
        }
        if self.multipart { served.uploads(&self.action, cookie, &pairs, &files) } else { served.sends(&self.action, cookie, &pairs) }
    }
}

/// What a page marks as wrong.
fn marked(page: &str) -> BTreeSet<String> {
    page.split(" id=\"fault-").skip(1).map(|part| format!("fault-{}", part.split('"').next().unwrap())).collect()
}

/// The forms of the pages of four roles. Each comes in a session of its own: another button ends the one before only in the same browser.
fn of_roles(served: &Served, seats: &[Seat]) -> BTreeMap<Key, Vec<Place>> {
    let mut all = BTreeMap::new();
    for role in [Role::DeputyHead, Role::Administrator, Role::Head, Role::ClassTeacher] {
        let cookie = served.enters(seats.iter().find(|seat| seat.role == role).unwrap());
        walked(served, &cookie, &mut all);
    }
    all
}

/// The forms of every page a role comes to: by what each asks, where it stands.
fn walked(served: &Served, cookie: &str, all: &mut BTreeMap<Key, Vec<Place>>) {
    let (mut waits, mut seen, mut visits) = (vec!["/".to_owned(), "/me".to_owned(), "/mail".to_owned()], BTreeSet::new(), BTreeMap::new());
    while let Some(path) = waits.pop() {
        let visited: &mut usize = visits.entry(pattern(&path)).or_default();
        if *visited > 8 || !seen.insert(path.clone()) {
            continue;
        }
        *visited += 1;
        let page = served.get(&path, cookie);
        if page.status != 200 || !page.head.contains("text/html") {
            continue;
        }
        for form in forms(&page.body).into_iter().filter(|form| form.fields().len() > 1) {
            let places = all.entry(form.key()).or_default();
            if places.len() < 6 {
                places.push((path.clone(), cookie.to_owned()));
            }
        }
        let links =
            page.body.split("href=\"/").skip(1).map(|part| format!("/{}", part.split(['"', '#']).next().unwrap().replace("&amp;", "&")));
        let others = ["/assets", "/sign", "/journal", "/calendar", "/search", "/parts", "/backups"];
        waits.extend(
            links.filter(|link| !others.iter().any(|other| link.starts_with(other)) && !link.contains("/paper") && !link.contains("/file")),
        );
    }
}

/// Forms of the list whose answer cannot be told from the page: those that end the session, and those that ask for passwords.
const APART: [&str; 4] = ["/me", "/me/code", "/step-up", "/sign-in"];

/// Forms that stay refused however they are filled in here: a signed sheet is a file, so is the scan of an order, a measure is dropped by
/// another person, nothing changed, a rule of load is not kept.
const REFUSED: [&str; 5] = [
    "/event/event-{id}/tick",
    "/measure/measure-{id}/drop",
    "/occurrence/occurrence-{id}/drop",
    "/plan/plan-{id}/terms",
    "/procedures/new",
];

/// One form: all empty, then each field alone, then all filled. What is marked, what else should be; whether it was taken in the end.
fn tried(served: &Served, key: &Key, places: &[Place]) -> Result<(BTreeSet<String>, bool), String> {
    let find = || {
        places.iter().find_map(|(path, cookie)| {
            let page = served.get(path, cookie).body;
            forms(&page).into_iter().find(|form| form.key() == *key).map(|form| (form, cookie))
        })
    };
    let Some((form, cookie)) = find() else { return Ok((BTreeSet::new(), false)) };
    let empty = form.send(served, cookie, |_| false);
    if empty.status < 400 {
        return Ok((BTreeSet::new(), true));
    }
    let all = marked(&empty.body);
    let name = |fault: &str, form: &Shown| form.fields().into_iter().find(|one| one.fault == fault).map(|one| one.name);
    let needed: BTreeSet<String> = all.iter().filter_map(|fault| name(fault, &form)).collect();
    let (mut fields, mut taken) = (form.fields(), false);
    fields.sort_by_key(|one| !needed.contains(&one.name));
    for field in fields {
        let Some((form, cookie)) = find() else { return Ok((needed, taken)) };
        // A file is chosen where it is asked for: it can stand for words, and make a paper of what is none without it.
        let filled = |one: &Asked| one.holds != Holds::File || needed.contains(&one.name);
        let alone = form.send(served, cookie, |one| one.name != field.name && filled(one));
        let told = marked(&alone.body).iter().filter_map(|fault| name(fault, &form)).any(|name| name == field.name);
        taken |= alone.status < 400;
        match (alone.status < 400, needed.contains(&field.name)) {
            (true, true) => return Err(format!("{key:?}: {} is marked and not asked for", field.name)),
            // Part of a paper asks for the rest of it; without any part there is no paper. So does a speaker for the question.
            (false, false) if told && !key.0.ends_with("/drop") && !field.name.starts_with("item-") => {
                return Err(format!("{key:?}: {} is asked for and not marked with the others: {needed:?}", field.name));
            }
            _ => {}
        }
    }
    let Some((form, cookie)) = find() else { return Ok((needed, taken)) };
    let whole = form.send(served, cookie, |one| one.holds != Holds::File || needed.contains(&one.name));
    Ok((needed, taken || whole.status < 400))
}

/// So many letters a page says a field takes at most.
fn claimed(page: &str, fault: &str) -> Option<usize> {
    let said = page.split(&format!(" id=\"{fault}\"")).nth(1)?.split("</p>").next()?;
    let most = said.split("помещается до ").nth(1)?;
    most.chars().filter(|letter| !letter.is_whitespace()).take_while(char::is_ascii_digit).collect::<String>().parse().ok()
}

impl Shown {
    /// Sends it filled in, with so many letters in one field and nothing in another.
    fn sends_long(&self, served: &Served, cookie: &str, (name, long): (&str, usize), empty: &str) -> Answer {
        let value = |one: &Asked| match one.name.as_str() {
            // A time of day has figures.
            other if other == name => if name == "time" { "6" } else { "я" }.repeat(long),
            other if other == empty => String::new(),
            _ => typed(&self.action, one),
        };
        let sent = self.asked.iter().filter(|one| !matches!(one.holds, Holds::File | Holds::Tick | Holds::Pressed));
        let mut pairs: Vec<(String, String)> = Vec::new();
        for one in sent {
            pairs.push((one.name.clone(), if one.holds == Holds::Along { one.value.clone() } else { value(one) }));
        }
        if let Some(pressed) = self.asked.iter().find(|one| one.holds == Holds::Pressed) {
            pairs.push((pressed.name.clone(), pressed.value.clone()));
        }
        if self.multipart { served.uploads(&self.action, cookie, &pairs, &[]) } else { served.sends(&self.action, cookie, &pairs) }
    }
}

/// Where a form says of a text beside another mistake that it is too long, its act takes exactly as much as was said.
#[test]
fn a_form_claims_no_other_length_than_its_act_has() {
    let folder = tempfile::tempdir().unwrap();
    let (served, seats) = rehearsed(folder.path());
    let all = of_roles(&served, &seats);
    let (mut faults, mut proven) = (Vec::new(), 0);
    for (key, places) in all.iter().filter(|((action, _), _)| !APART.contains(&action.as_str())) {
        let find = || {
            places.iter().find_map(|(path, cookie)| {
                let page = served.get(path, cookie).body;
                forms(&page).into_iter().find(|form| form.key() == *key).map(|form| (form, cookie))
            })
        };
        let Some((form, cookie)) = find() else { continue };
        for field in form.fields().into_iter().filter(|field| field.holds == Holds::Typed) {
            // Something else lacks: what is said of this one beside it is the form's word.
            for other in form.fields().into_iter().filter(|other| other.name != field.name) {
                let Some((form, _)) = find() else { break };
                let page = form.sends_long(&served, cookie, (&field.name, 9_000), &other.name);
                let Some(most) = claimed(&page.body, &field.fault).filter(|_| page.status >= 400) else { continue };
                // The act's own word, where nothing else is wrong: one more is too much, and so many are not.
                let Some((form, _)) = find() else { break };
                let more = form.sends_long(&served, cookie, (&field.name, most + 1), "");
                let Some((form, _)) = find() else { break };
                let fits = form.sends_long(&served, cookie, (&field.name, most), "");
                let [more, fits] = [&more.body, &fits.body].map(|page| claimed(page, &field.fault));
                if more != Some(most) || fits.is_some() {
                    faults.push(format!("{key:?}: {} claims {most}: {more:?}, {fits:?}", field.name));
                }
                proven += 1;
                break;
            }
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
    assert!(proven > 30, "{proven} claims");
}

/// Three empty fields are three marks: what an act would refuse of each field alone stands there at once, and nothing else does.
#[test]
fn whatever_lacks_in_a_form_is_marked_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let (served, seats) = rehearsed(folder.path());
    let all = of_roles(&served, &seats);
    let (mut faults, mut several, mut unproven) = (Vec::new(), 0, Vec::new());
    for (key, places) in all.iter().filter(|((action, _), _)| !APART.contains(&action.as_str())) {
        match tried(&served, key, places) {
            Ok((needed, taken)) => {
                several += usize::from(needed.len() > 1);
                if !taken && !REFUSED.contains(&key.0.as_str()) {
                    unproven.push(format!("{} {:?}", key.0, key.1));
                }
            }
            Err(fault) => faults.push(fault),
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
    assert!(all.len() > 50 && several > 15, "{several} of {} forms ask for more than one thing", all.len());
    assert!(unproven.is_empty(), "filled in, a form is taken: {unproven:#?}");
}
