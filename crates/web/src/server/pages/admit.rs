//! `/people/admit`: slips for several people at once, and a role for whoever has none yet. The codes stand in the answer only.

use std::sync::Arc;

use axum::extract::State;
use axum::response::Response;
use jiff::Timestamp;
use maud::{Markup, html};
use records::text::Lang;
use words::{office, roster};
use workflow::people::{Admit, Admitted, Awaited, AwaitedPerson, List, Person, Slip, proposed};
use workflow::{Field as Told, Id, Refusal, Role, Rule};

use super::frame::{Page, Room, page, page_with, role_name, roles};
use super::mistake;
use super::sign_in::step_address;
use crate::server::form::{Field, Form, Kind, Mistakes, Typed, key};
use crate::server::office::Office;
use crate::server::once;
use crate::server::policy::Asked;

/// Where the page is.
pub const HERE: &str = "/people/admit";
/// The field of a person's tick: «id|entry of the slip she was shown with».
const PICK: &str = "pick";

const FORM: Form = Form { fields: &[Field::new("role", roster::admit_role, Kind::One(choices)).hint(roster::admit_role_hint)] };
/// Before the id of a person: the field of the role chosen for her.
const ROLE_OF: &str = "role-";

/// Roles that are given to several at once.
const GIVEN: [Role; 2] = [Role::Teacher, Role::Psychologist];

fn choices(lang: Lang) -> Vec<(String, String)> {
    // None is chosen beforehand: among those ticked may be whoever needs another one.
    let roles = GIVEN.map(|role| (role.code().to_owned(), role_name(lang, role)));
    std::iter::once((String::new(), roster::admit_role_choose(lang))).chain(roles).collect()
}

/// How many of the people who are awaited have no slip in their hands, with the way to them.
pub async fn told(office: &Office, asked: &Asked) -> Markup {
    let awaited = office.see(asked.reader.clone(), Awaited).await.unwrap_or_default();
    let without = awaited.iter().filter(|one| one.slip_until.is_none()).count();
    html! { @if without > 0 { p { (roster::admit_without(asked.lang, without)) " " a href=(HERE) { (roster::admit_title(asked.lang)) } } } }
}

/// `GET /people/admit`.
pub async fn show(State(office): State<Arc<Office>>, asked: Asked) -> Response {
    shown(&office, &asked, None, &Mistakes::default()).await
}

/// The page; where something was refused, with what was ticked.
async fn shown(office: &Office, asked: &Asked, typed: Option<&Typed>, mistakes: &Mistakes) -> Response {
    let lang = asked.lang;
    let awaited = match office.see(asked.reader.clone(), Awaited).await {
        Ok(awaited) => awaited,
        Err(refusal) => return mistake::refused(office, asked, &refusal).await,
    };
    // Whoever holds a slip keeps it unless she is ticked: another one would make it void. Nor is anybody ticked whose post speaks for a role
    // that is not given here.
    let ticked = |one: &AwaitedPerson| match typed {
        Some(typed) => picked(typed).any(|pick| pick == shown_with(one)),
        None => {
            one.slip_until.is_none() && (!one.person.roles.is_empty() || one.person.post.is_empty() || proposed(&one.person.post).is_some())
        }
    };
    // A key of its own every time: what was refused may be sent with other ticks.
    let form = &asked.form().with("role", typed.map_or("", |typed| typed.get("role")));
    let title = roster::admit_title(lang);
    let content = html! {
        h1 { (title) }
        p.lead { (roster::admit_count(lang, awaited.len())) }
        (mistakes.summary(FORM, lang))
        @if !awaited.is_empty() {
            p { (roster::admit_what(lang)) }
            form.narrow method="post" action=(HERE) {
                (key(form))
                fieldset.ticks {
                    legend { (roster::admit_whom(lang)) }
                    @for one in &awaited {
                        div.admitted {
                            label.option {
                                input type="checkbox" name=(PICK) value=(shown_with(one)) checked[ticked(one)];
                                (one.person.name) " " span.quiet { (stands(asked, one)) }
                            }
                            @if one.person.roles.is_empty() { (role_of(lang, one, typed)) }
                        }
                    }
                }
                @for field in FORM.fields { (field.show(lang, form, mistakes)) }
                button.main { (roster::admit_do(lang)) }
            }
        }
    };
    page_with(office, asked, mistakes.status(), &Page { room: Room::People, title: &title, trail: &trail(lang) }, &content).await
}

/// The choice of a role beside a person who has none: the one her post speaks for stands there, where it speaks for one.
fn role_of(lang: Lang, one: &AwaitedPerson, typed: Option<&Typed>) -> Markup {
    let name = format!("{ROLE_OF}{}", one.person.id);
    let chosen = match typed {
        Some(typed) => Role::from_code(typed.get(&name)),
        None => proposed(&one.person.post),
    };
    html! {
        select name=(name) aria-label=(roster::admit_role_of(lang, &one.person.name)) {
            option value="" { (roster::admit_role_below(lang)) }
            @for role in GIVEN { option value=(role.code()) selected[chosen == Some(role)] { (role_name(lang, role)) } }
        }
    }
}

fn trail(lang: Lang) -> Vec<(String, String)> {
    vec![("/people".to_owned(), office::room_people(lang))]
}

/// «роли нет · листок действует до 15.11.2026».
fn stands(asked: &Asked, one: &AwaitedPerson) -> String {
    let lang = asked.lang;
    let held: Vec<Role> = one.person.roles.iter().map(|held| held.role).collect();
    let role = if held.is_empty() { roster::admit_no_role(lang) } else { roles(lang, &held) };
    let post = Some(one.person.post.clone()).filter(|post| !post.is_empty());
    // Namesakes are told apart by what they sign in as.
    let name = (one.person.signs_in_as != one.person.name).then(|| office::slip_step_name_short(lang, &one.person.signs_in_as));
    let slip = one.slip_until.map(|until| roster::admit_slip(lang, asked.moment(until)));
    [name, post, Some(role), slip].into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

fn shown_with(one: &AwaitedPerson) -> String {
    format!("{}|{}", one.person.id, one.slip.map(|entry| entry.to_string()).unwrap_or_default())
}

fn picked(typed: &Typed) -> impl Iterator<Item = &str> {
    typed.0.iter().filter(|(name, _)| name == PICK).map(|(_, value)| value.as_str())
}

/// `POST /people/admit`. The codes are in the answer only, and the form gives them once.
pub async fn act(State(office): State<Arc<Office>>, asked: Asked, typed: Typed) -> Response {
    let lang = asked.lang;
    let whole = |text: String| Mistakes::of_the_whole(text);
    let people: Result<Vec<(Admitted, Slip)>, Refusal> = picked(&typed).map(|pick| admitted(pick, &typed)).collect();
    let once = typed.once().ok_or(Refusal::of(Rule::NotThere));
    let (people, once) = match (people, once) {
        (Ok(people), Ok(once)) => (people, once),
        (Err(refusal), _) | (_, Err(refusal)) => return mistake::refused(&office, &asked, &refusal).await,
    };
    if people.is_empty() || people.len() > Admit::MOST {
        let wrong = if people.is_empty() { roster::admit_nobody(lang) } else { roster::admit_too_many(lang, Admit::MOST) };
        return shown(&office, &asked, Some(&typed), &whole(wrong)).await;
    }
    let (people, slips): (Vec<Admitted>, Vec<Slip>) = people.into_iter().unzip();
    match office.perform(asked.reader.clone(), once, Admit { people, days: Admit::LONGEST }).await {
        Ok(receipt) if receipt.again => shown(&office, &asked, None, &whole(roster::admit_again(lang))).await,
        Ok(receipt) => {
            let slips: Vec<(Id, Slip)> = receipt.done.people.into_iter().zip(slips).collect();
            printed(&office, &asked, &slips, receipt.done.until).await
        }
        // Somebody else printed slips meanwhile, or somebody came in: the page shows how it stands now, and whom it is about.
        Err(refusal) if refusal.rule == Rule::NoSuchStep => {
            let names = called(&office, &asked, &refusal.about).await;
            shown(&office, &asked, None, &whole(roster::admit_meanwhile(lang, names))).await
        }
        // Somebody of them has no role yet.
        Err(refusal) if refusal.rule == Rule::Wrong(Told::GrantScope) => {
            let mut wrong = Mistakes::default();
            wrong.add("role", roster::admit_role_missing(lang, called(&office, &asked, &refusal.about).await));
            shown(&office, &asked, Some(&typed), &wrong).await
        }
        Err(refusal) if refusal.rule == Rule::KeyUsed => shown(&office, &asked, None, &whole(roster::admit_again(lang))).await,
        Err(refusal) => shown(&office, &asked, Some(&typed), &Mistakes::refused(FORM, lang, &refusal, &typed)).await,
    }
}

/// What people are called, one after another.
async fn called(office: &Office, asked: &Asked, people: &[Id]) -> String {
    let all = office.see(asked.reader.clone(), List).await.unwrap_or_default();
    let name = |one: &Person| if one.post.is_empty() { one.name.clone() } else { format!("{} ({})", one.name, one.post) };
    let names: Vec<String> = all.iter().filter(|one| people.contains(&one.id)).map(name).collect();
    names.join("; ")
}

/// A person as she was ticked, with the role chosen beside her, else the one chosen for all, and a slip.
///
/// # Errors
/// The tick is none of this page; the system gives no randomness.
fn admitted(pick: &str, typed: &Typed) -> Result<(Admitted, Slip), Refusal> {
    let ticked = || {
        let (id, entry) = pick.split_once('|')?;
        let seen = if entry.is_empty() { None } else { Some(entry.parse().ok()?) };
        Some((Id::read(id)?, seen))
    };
    let (person, seen) = ticked().ok_or(Refusal::of(Rule::NotThere))?;
    let (hers, slip) = (Role::from_code(typed.get(&format!("{ROLE_OF}{person}"))), once::slip()?);
    let role = hers.or_else(|| Role::from_code(typed.get("role")));
    Ok((Admitted { person, seen, role, digest: slip.digest() }, slip))
}

/// The slips, one under another: each is cut off and handed over.
async fn printed(office: &Office, asked: &Asked, slips: &[(Id, Slip)], until: Timestamp) -> Response {
    let lang = asked.lang;
    let awaited = match office.see(asked.reader.clone(), Awaited).await {
        Ok(awaited) => awaited,
        Err(refusal) => return mistake::refused(office, asked, &refusal).await,
    };
    let title = roster::admit_title(lang);
    let content = html! {
        div.unprinted {
            h1 { (title) }
            p.lead { (roster::admit_made(lang, slips.len())) " " (office::slip_until(lang, asked.moment(until))) }
            p.hint { (roster::admit_once(lang)) }
            @if office.lan.is_none() { p.hint { (office::slip_only_here(lang)) } }
            p.buttons { button type="button" .main data-print="" { (office::print(lang)) } a.button.second href="/people" { (office::room_people(lang)) } }
        }
        @for one in &awaited {
            @if let Some((_, slip)) = slips.iter().find(|(id, _)| *id == one.person.id) {
                article.slip {
                    h2 { (one.person.name) @if !one.person.post.is_empty() { span.quiet { ", " (one.person.post) } } }
                    p.code { (slip.shown()) }
                    p { (step_address(office, lang)) ". " (office::slip_step_type(lang)) " " (office::slip_step_name(lang, &one.person.signs_in_as)) }
                    p.quiet { (office::slip_until(lang, asked.moment(until))) }
                }
            }
        }
    };
    let page_of = Page { room: Room::People, title: &title, trail: &trail(lang) };
    page(office, asked, &page_of, &content).await
}
