//! The report on a plan and the marks of what was done: how each time stands, which of them a term counts.
//! covers: R48

use documents::office::{Letterhead, Report, ReportBlock, ReportRow, Totals};
use jiff::civil::Date;
use records::text::Lang;
use words::office;
use workflow::plan::{EffectOf, Kept, MeasureShown, OccurrenceShown, PlanShown, Progress};

use super::numbers::Numbers;
use super::{effect, told};
use crate::server::pages::kept;

/// «Отметка о выполнении»: each time that is decided.
pub(super) fn marked(lang: Lang, measure: &MeasureShown) -> String {
    // Of a draft nobody was asked for anything: what has passed there is nothing a mark is made of.
    let over = |one: &OccurrenceShown| matches!(one.progress, Progress::Overdue | Progress::Passed | Progress::PassedUnentered);
    let decided = measure.occurrences.iter().filter(|one| one.progress.closed() || one.put_off.is_some() || over(one));
    // Of a measure with several times, which of them.
    let told = |one: &OccurrenceShown| match measure.occurrences.len() {
        1 => state(lang, one),
        _ => format!("{}: {}", told::time(lang, one.from, one.due), state(lang, one)),
    };
    decided.map(told).collect::<Vec<_>>().join("\n")
}

/// Whether nothing else is to be said of a time than that it was put off: its new day has not passed, and nobody said it done.
fn still_put_off(one: &OccurrenceShown) -> bool {
    let ahead = matches!(one.progress, Progress::DueSoon | Progress::UnderWay | Progress::Planned | Progress::DropAsked);
    ahead && one.put_off.is_some()
}

fn state(lang: Lang, one: &OccurrenceShown) -> String {
    // What was put off and passed since is no longer only put off: so the sum counts it, too.
    if still_put_off(one) { office::put_off_until(lang, told::day(one.due)) } else { told::done(lang, one) }
}

/// The day it was done, and when and by whom it was accepted; else how it stands.
fn done(lang: Lang, one: &OccurrenceShown) -> String {
    let on = one.evidence.iter().map(|kept| kept.evidence.to).max();
    let mut lines = match (one.progress, on) {
        (Progress::Overdue, _) => vec![office::not_in_time(lang)],
        (Progress::Done | Progress::Accepted, Some(on)) => vec![told::day(on)],
        (Progress::AwaitsAcceptance | Progress::ChangedSince, Some(on)) => vec![told::day(on), one.progress.told(lang)],
        _ => vec![state(lang, one)],
    };
    let accepted = one.accepted.as_ref().filter(|_| matches!(one.progress, Progress::Accepted | Progress::ChangedSince));
    lines.extend(accepted.map(|accepted| office::accepted_by(lang, told::day(accepted.on), &accepted.by)));
    lines.join("\n")
}

/// Where a time lies, and whether it counts among those of a term.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Within {
    /// By the plan it falls into the term.
    Due,
    /// It falls into another time, and was worked on in the term.
    Beside,
    /// Neither.
    Not,
}

impl Within {
    fn of(one: &OccurrenceShown, (from, to): (Date, Date)) -> Self {
        let within = |day: Date| from <= day && day <= to;
        match () {
            () if within(one.put_off.as_ref().map_or(one.due, |(was, _)| *was)) => Self::Due,
            () if one.evidence.iter().any(|kept| within(kept.evidence.to)) => Self::Beside,
            () => Self::Not,
        }
    }
}

/// What a term brought: a time is counted in the term it falls into by the plan, wherever it was done, and beside it in the term it was done in.
fn counted(totals: &mut Totals, one: &OccurrenceShown, within: Within, from: Date) {
    let done = matches!(one.progress, Progress::Done | Progress::Accepted | Progress::NotNeeded);
    if within == Within::Beside {
        let count = if done { &mut totals.beside_done } else { &mut totals.beside_going };
        *count += 1;
        return;
    }
    totals.all += 1;
    let on = one.evidence.iter().map(|kept| kept.evidence.to).max();
    totals.before += usize::from(done && on.is_some_and(|on| on < from));
    match one.progress {
        Progress::Done | Progress::Accepted | Progress::NotNeeded => totals.done += 1,
        Progress::AwaitsAcceptance | Progress::ChangedSince => totals.waiting += 1,
        Progress::Dropped => totals.dropped += 1,
        Progress::Overdue => totals.overdue += 1,
        Progress::Passed => totals.passed += 1,
        Progress::PassedUnentered => totals.passed_unentered += 1,
        Progress::PassedDraft => totals.passed_draft += 1,
        _ if still_put_off(one) => totals.put_off += 1,
        _ => totals.ahead += 1,
    }
}

/// Why it was put off, dropped or not done; what nobody wrote of a time that is overdue is a blank to be filled in.
fn reason(one: &OccurrenceShown) -> String {
    let told = one.put_off.as_ref().map_or(&one.reason, |(_, why)| why);
    if told.is_empty() && one.progress == Progress::Overdue { "________________".to_owned() } else { told.clone() }
}

pub(super) fn report(lang: Lang, plan: &PlanShown, letterhead: Letterhead, from: Date, to: Date) -> Report {
    let within = |one: &OccurrenceShown| Within::of(one, (from, to));
    let (mut totals, numbers) = (Totals::default(), Numbers::of(plan));
    let mut row = |measure: &MeasureShown, one: &OccurrenceShown| {
        counted(&mut totals, one, within(one), from);
        ReportRow {
            number: numbers.measure(&measure.id),
            text: measure.content.text.clone(),
            term: told::time(lang, one.from, one.put_off.as_ref().map_or(one.due, |(was, _)| *was)),
            owners: measure.content.owners.clone(),
            done: done(lang, one),
            evidence: one.evidence.iter().map(|kept| evidence(lang, kept)).collect(),
            reason: reason(one),
        }
    };
    let mut blocks = Vec::new();
    for (at, block) in plan.blocks.iter().enumerate() {
        let times = block
            .measures
            .iter()
            .flat_map(|measure| measure.occurrences.iter().filter(|one| within(one) != Within::Not).map(move |one| (measure, one)));
        let rows: Vec<ReportRow> = times.map(|(measure, one)| row(measure, one)).collect();
        if !rows.is_empty() {
            blocks.push(ReportBlock { title: numbers.title(at), rows });
        }
    }
    Report { letterhead, plan: plan.preface.title.clone(), from, to, blocks, effects: Vec::new(), totals }
}

/// What should move, and what was seen or was not looked at, of measures whose day lies in the term.
pub(super) fn looked(lang: Lang, all: &[EffectOf], from: Date, to: Date) -> Vec<(String, String)> {
    let here = |day: Date| from <= day && day <= to;
    let told = |one: &EffectOf| {
        let declared = effect::declared(lang, &one.shown);
        let said = match &one.shown.seen {
            Some(seen) if here(seen.day) => format!("{} {}", effect::sentence(lang, &one.shown.effect, seen), seen.words),
            None if here(one.shown.effect.look_on) => office::effect_not_looked(lang),
            _ => return None,
        };
        Some((one.text.clone(), format!("{declared} {said}")))
    };
    let mut told: Vec<(String, String)> = all.iter().filter_map(told).collect();
    if all.iter().any(|one| one.shown.seen.as_ref().is_some_and(|seen| seen.before.is_some())) && !told.is_empty() {
        told.push((String::new(), office::effect_caution(lang)));
    }
    told
}

fn evidence(lang: Lang, Kept { evidence, .. }: &Kept) -> String {
    let file = evidence.file.as_ref().map(|file| format!(" ({})", kept::name(lang, file))).unwrap_or_default();
    format!("{}: {}{file}", told::span(lang, evidence.from, evidence.to), evidence.words)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use workflow::Id;
    use workflow::plan::Accepted;

    use super::*;

    fn time(progress: Progress, put_off: bool) -> OccurrenceShown {
        let id = || Id::read("occurrence-00000000000000000000000001").unwrap_or_else(Id::school);
        let day = date(2026, 10, 5);
        OccurrenceShown {
            id: id(),
            from: day,
            due: day,
            asks: false,
            label: String::new(),
            progress,
            state: workflow::plan::OccurrenceState::Open,
            put_off: put_off.then(|| (date(2026, 9, 1), "карантин".to_owned())),
            reason: String::new(),
            by: None,
            accepted: None,
            evidence: Vec::new(),
            digest: String::new(),
            entry: 1,
        }
    }

    /// What was put off and passed since is said to have passed, as the sum counts it; only what still lies ahead is put off.
    #[test]
    fn a_row_says_what_the_sum_counts() {
        for progress in Progress::ALL {
            let (moved, stands) = (time(*progress, true), time(*progress, false));
            let ahead = matches!(progress, Progress::DueSoon | Progress::UnderWay | Progress::Planned | Progress::DropAsked);
            assert_eq!(state(Lang::Ru, &moved).starts_with("перенесено"), ahead, "{progress:?}: {}", state(Lang::Ru, &moved));
            assert_eq!((still_put_off(&moved), still_put_off(&stands)), (ahead, false), "{progress:?}");
        }
        assert_eq!(state(Lang::Ru, &time(Progress::PassedUnentered, true)), "прошёл до внесения утверждения в программу");
    }

    fn shown_on(mut one: OccurrenceShown, on: Date, accepted: Option<Date>) -> OccurrenceShown {
        let evidence = workflow::plan::Evidence { words: "Протокол".into(), from: on, to: on, file: None };
        one.evidence = vec![Kept { id: one.id.clone(), occurrence: one.id.clone(), evidence, by: one.id.clone(), entry: 1 }];
        one.accepted = accepted.map(|on| Accepted { on, by: "Ким Клавдия Олеговна".into() });
        one
    }

    /// The day something was done is no day it was accepted on.
    #[test]
    fn each_day_is_of_what_it_stands_behind() {
        let (on, accepted) = (date(2026, 9, 21), date(2026, 9, 23));
        let of = |progress| shown_on(time(progress, false), on, Some(accepted));
        for (progress, marked, reported) in [
            (Progress::Done, "выполнено 21.09.2026", "21.09.2026"),
            (Progress::AwaitsAcceptance, "выполнено 21.09.2026, ждёт приёмки", "21.09.2026\nждёт приёмки"),
            (Progress::Accepted, "выполнено 21.09.2026, принято 23.09.2026", "21.09.2026\nпринято 23.09.2026: Ким Клавдия Олеговна"),
            (
                Progress::ChangedSince,
                "выполнено 21.09.2026, принято 23.09.2026, изменено после приёмки",
                "21.09.2026\nизменено после приёмки\nпринято 23.09.2026: Ким Клавдия Олеговна",
            ),
        ] {
            assert_eq!((state(Lang::Ru, &of(progress)).as_str(), done(Lang::Ru, &of(progress)).as_str()), (marked, reported));
        }
        let late = time(Progress::Overdue, false);
        assert_eq!((done(Lang::Ru, &late).as_str(), reason(&late).as_str()), ("не выполнено в срок", "________________"));
        assert_eq!(reason(&time(Progress::Overdue, true)), "карантин");
    }

    /// A time that was done long before its term is counted once among those that fall due, in the term it falls into, and told beside in the
    /// term it was done in.
    #[test]
    fn a_time_is_counted_in_the_term_it_falls_into() {
        let early = shown_on(OccurrenceShown { due: date(2027, 1, 13), ..time(Progress::Done, false) }, date(2026, 10, 8), None);
        let totals = |from, to| {
            let within = Within::of(&early, (from, to));
            let mut totals = Totals::default();
            if within != Within::Not {
                counted(&mut totals, &early, within, from);
            }
            totals
        };
        let first = totals(date(2026, 8, 1), date(2026, 10, 24));
        assert_eq!(first, Totals { beside_done: 1, ..Totals::default() });
        assert_eq!(totals(date(2026, 11, 2), date(2026, 12, 29)), Totals::default());
        assert_eq!(totals(date(2027, 1, 11), date(2027, 3, 20)), Totals { all: 1, done: 1, before: 1, ..Totals::default() });
    }
}
