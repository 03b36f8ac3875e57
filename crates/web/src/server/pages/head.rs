//! The head's page: what waits for her signature, what is late and with whom, whether all is ready and what is at risk, what is coming, whether the
//! school is safe. Other people's
//! work is shown as theirs.
//! covers: D11

use jiff::civil::Date;
use maud::{Markup, html};
use records::text::Lang;
use words::office;
use workflow::Act;
use workflow::plan::{Approve, DueLine, DueShown, PlanLine, PlanState, SayDone};
use workflow::ready::ReadyShown;
use workflow::recovery::Backups;

use super::matters::{list, owners, passed};
use super::plan::several::ticked;
use super::plan::told;
use super::ready;
use crate::server::office::Office;
use crate::server::policy::{Asked, Rights};

/// The lists of the head's page.
pub async fn lists(
    office: &Office,
    asked: &Asked,
    (due, ahead): (&DueShown, Option<&ReadyShown>),
    plans: &[PlanLine],
    rights: &Rights,
    erasures: usize,
) -> Markup {
    let lang = asked.lang;
    let drafts: Vec<&PlanLine> = plans.iter().filter(|plan| plan.state == PlanState::Draft && rights.may(Approve::NAME)).collect();
    let to_sign: Vec<&DueLine> = due.to_sign.iter().collect();
    let hers = |line: &&DueLine| line.people.iter().any(|person| person.id == asked.person);
    let own: Vec<&DueLine> = due.overdue.iter().chain(&due.now).chain(&due.week).chain(&due.month).filter(hers).collect();
    let soon: Vec<&DueLine> = due.now.iter().chain(&due.week).filter(|line| !hers(line)).collect();
    html! {
        section {
            h2 { (office::head_to_sign(lang)) }
            @if to_sign.is_empty() && drafts.is_empty() && erasures == 0 { p { (office::head_nothing_to_sign(lang)) } }
            @for plan in drafts {
                p { (office::head_plan_waits(lang)) " " a href={ "/plan/" (plan.id.as_str()) } { (plan.title) } ". " a href={ "/plan/" (plan.id.as_str()) "/approve" } { (office::approve(lang)) } }
            }
            (list(lang, "", &to_sign, 12, Some(true)))
        }
        (list(lang, &office::head_own(lang), &own, 12, Some(to_sign.is_empty())))
        @if !own.is_empty() { (ticked(asked, "several")) }
        section {
            h2 { (office::head_late(lang)) }
            @if due.overdue.is_empty() { p { (office::nothing_overdue(lang)) } } @else { (late(lang, due)) }
            (passed(lang, due, rights.may(SayDone::NAME)))
        }
        @if let Some(ahead) = ahead { (ready::sections(lang, ahead)) }
        (list(lang, &office::this_week(lang), &soon, 8, None))
        section {
            h2 { (office::head_safe(lang)) }
            p { (safe(office, asked).await) " " a href="/backups" { (office::backups_title(lang)) } }
        }
    }
}

/// Whoever is late: as the plan names them, the most first.
struct Late<'a> {
    owners: String,
    lines: Vec<&'a DueLine>,
    since: Date,
}

fn by_owner(lines: &[DueLine]) -> Vec<Late<'_>> {
    let mut all: Vec<Late<'_>> = Vec::new();
    for line in lines {
        let owners = owners(line);
        match all.iter_mut().find(|late| late.owners == owners) {
            Some(late) => {
                late.since = late.since.min(line.occurrence.due);
                late.lines.push(line);
            }
            None => all.push(Late { owners, lines: vec![line], since: line.occurrence.due }),
        }
    }
    all.sort_by(|a, b| b.lines.len().cmp(&a.lines.len()).then(a.since.cmp(&b.since)).then(a.owners.cmp(&b.owners)));
    all
}

fn late(lang: Lang, due: &DueShown) -> Markup {
    html! {
        p { (office::overdue_count(lang, due.overdue.len())) }
        @for late in by_owner(&due.overdue) {
            details {
                summary {
                    b { @if late.owners.is_empty() { (office::head_nobody(lang)) } @else { (late.owners) } } " "
                    span.quiet { (late.lines.len()) " · " (office::head_since(lang, told::day(late.since))) }
                }
                (list(lang, "", &late.lines, 20, None))
            }
        }
    }
}

/// When the last backup that counts was made.
async fn safe(office: &Office, asked: &Asked) -> String {
    let lang = asked.lang;
    let backups = async { office.see(asked.reader.clone(), office.store.backups()?).await };
    let last: Option<jiff::Timestamp> = backups.await.ok().and_then(|backups: <Backups as workflow::Look>::Shown| backups.last_success());
    match last {
        Some(at) => office::backup_last(lang, asked.moment(at)),
        None => office::backup_none_counts(lang),
    }
}
