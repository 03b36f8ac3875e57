//! Sets worth a look — what is seen, how sure, which innocent causes give the same, what would clear it, next step.

use records::card::Outcome;
use records::study::{SetReading, SetStudy, Study, Work};
use records::vocabulary::Chip;
use words::{Word, papers};

use super::super::paper::Column;
use super::Sheet;
use crate::names::{self, natural};
use crate::trust;

/// Most sets told whole; the others stand in the table.
const WHOLE: usize = 3;

/// Most sets named in the table.
const LISTED: usize = 40;

/// Figures shown for one set.
const FIGURES: usize = 2;

/// Writes the section.
pub(super) fn write(sheet: &mut Sheet) {
    let title = sheet.head(papers::look);
    sheet.paper.heading(1, title);
    let sets = looked(sheet.study);
    if sets.is_empty() {
        let none = sheet.head(papers::look_none);
        sheet.paper.text(none);
    }
    let (whole, rest) = sets.split_at(sets.len().min(WHOLE));
    for set in whole {
        one(sheet, set);
    }
    list(sheet, rest);
    all(sheet);
}

/// Sets worth a look, the clearest first.
pub(super) fn looked(study: &Study) -> Vec<&SetStudy> {
    let mut sets: Vec<&SetStudy> = study.sets.iter().filter(|set| set.look).collect();
    sets.sort_by(|a, b| b.score.unwrap_or(0.0).total_cmp(&a.score.unwrap_or(0.0)));
    sets
}

fn list(sheet: &mut Sheet, sets: &[&SetStudy]) {
    let columns = vec![
        Column::words(sheet.head(papers::col_set), 6),
        Column::numbers(sheet.head(papers::col_scripts), 2),
        Column::words(sheet.head(papers::col_seen), 11),
    ];
    let rows = sets.iter().take(LISTED).map(|set| vec![titled(sheet, set), set.n.to_string(), seen(sheet, set)]).collect();
    let title = sheet.head(papers::table_look);
    sheet.paper.table(title, columns, rows);
    if sets.len() > LISTED {
        let rest = papers::look_rest(sheet.lang, sets.len() - LISTED);
        sheet.paper.note(rest);
    }
}

/// The verdict and how much it is to be trusted.
fn seen(sheet: &Sheet, set: &SetStudy) -> String {
    std::iter::once(sheet.say(&set.verdict)).chain(trust::of_set(set, sheet.lang)).collect::<Vec<_>>().join(" ")
}

/// The title of a set, with its school where there are several.
pub(super) fn titled(sheet: &Sheet, set: &SetStudy) -> String {
    let title = sheet.say(&set.title);
    if sheet.schools > 1 { format!("{} · {title}", sheet.study.school(&set.school)) } else { title }
}

/// All sets of one school in one table: works down, verdicts across, names of classes inside.
fn all(sheet: &mut Sheet) {
    let more = sheet.head(papers::all_more);
    if sheet.schools == 1 && !sheet.study.sets.is_empty() {
        let chips = [Chip::Look, Chip::Ordinary, Chip::TooLittle];
        let lang = sheet.material.lang;
        let mut columns = vec![Column::words(sheet.head(papers::col_work), 6)];
        columns.extend(chips.iter().map(|chip| Column::words(chip.label().in_lang(lang), 4)));
        let classes = |work: usize, chip: Chip| {
            let of = sheet.study.sets.iter().filter(|set| set.work == work && set.chip == chip).map(|set| set.class.as_str());
            let mut names: Vec<&str> = of.collect();
            names.sort_by(|a, b| natural(a, b));
            if names.is_empty() { "—".to_owned() } else { names.join(", ") }
        };
        let row =
            |(index, work): (usize, &Work)| std::iter::once(sheet.say(&work.title)).chain(chips.map(|chip| classes(index, chip))).collect();
        let works = names::works(sheet.study, lang).into_iter().filter_map(|index| Some((index, sheet.study.works.get(index)?)));
        let rows = works.map(row).collect();
        let title = sheet.head(papers::all);
        sheet.paper.heading(2, title);
        sheet.paper.table("", columns, rows);
    }
    sheet.paper.note(more);
}

fn one(sheet: &mut Sheet, set: &SetStudy) {
    let title = titled(sheet, set);
    sheet.paper.heading(2, title);
    let verdict = seen(sheet, set);
    sheet.paper.lead(verdict);
    let compared = sheet.say(&set.reference);
    let line = papers::set_line(sheet.lang, set.n, compared);
    sheet.paper.note(line);
    let leading = set.readings.iter().find(|reading| Some(reading.indicator) == set.leading);
    figures(sheet, set, leading);
    readings(sheet, set);
    if let Some(card) = leading.and_then(|reading| sheet.study.cards.find(reading.indicator)) {
        let own: Vec<String> = set.innocent.iter().map(|cause| sheet.say(cause)).collect();
        points(sheet, papers::innocent, own, card.innocent);
        points(sheet, papers::clears, Vec::new(), card.clears);
    }
    let reasons: Vec<String> = set.passport_reasons.iter().map(|reason| sheet.say(reason)).collect();
    let label = set.passport.label().in_lang(sheet.material.lang);
    let scripts = places(sheet, set);
    sheet.paper.note(scripts);
    let passport = papers::set_passport(sheet.lang, label, reasons.join("; "));
    sheet.paper.note(passport);
}

/// Where its scripts stand, and which of them are two marks or more from the journal.
fn places(sheet: &Sheet, set: &SetStudy) -> String {
    let lang = sheet.lang;
    let at = crate::places::of_set(sheet.study, set, lang).map(|place| papers::look_scripts(lang, place));
    let gaps = set.description.journal.as_ref().filter(|journal| !journal.gap_participants.is_empty()).map(|journal| {
        let one = |(at, code): (usize, &String)| match journal.gap_origins.get(at) {
            Some(origin) => format!("{} ({code})", crate::places::rows(origin.row, origin.row, lang)),
            None => code.clone(),
        };
        papers::look_gaps(lang, journal.gap_participants.iter().enumerate().map(one).collect::<Vec<_>>().join(", "))
    });
    at.into_iter().chain(gaps).collect::<Vec<_>>().join(" ")
}

/// The leading indicator's figures first, then others, each plot once.
fn figures(sheet: &mut Sheet, set: &SetStudy, leading: Option<&SetReading>) {
    let drawn = |reading: &SetReading| match &reading.outcome {
        Outcome::Answered(answer) => answer.figures.clone(),
        _ => Vec::new(),
    };
    let first = leading.into_iter().flat_map(drawn);
    let others = set.readings.iter().filter(|reading| Some(reading.indicator) != set.leading).flat_map(drawn);
    let chosen: Vec<_> = first.chain(others).take(FIGURES).collect();
    for figure in &chosen {
        sheet.figure(figure);
    }
}

fn readings(sheet: &mut Sheet, set: &SetStudy) {
    let columns = vec![Column::words(sheet.head(papers::col_indicator), 3), Column::words(sheet.head(papers::col_explanation), 9)];
    let lang = sheet.material.lang;
    // The leading one is the verdict above; who gave no answer is told in the report.
    let row = |reading: &SetReading| {
        let Outcome::Answered(answer) = &reading.outcome else { return None };
        let name = sheet.study.cards.find(reading.indicator)?.title.in_lang(lang);
        Some(vec![name.to_owned(), sheet.say(&answer.explanation)])
    };
    let rows = set.readings.iter().filter(|reading| Some(reading.indicator) != set.leading).filter_map(row).collect();
    let title = sheet.head(papers::table_readings);
    sheet.paper.table(title, columns, rows);
}

/// What the data themselves show comes before what is only possible.
fn points(sheet: &mut Sheet, key: Word, own: Vec<String>, phrases: &[records::text::Phrase]) {
    let title = sheet.head(key);
    sheet.paper.heading(3, title);
    let lang = sheet.material.lang;
    sheet.paper.list(own.into_iter().chain(phrases.iter().map(|phrase| phrase.in_lang(lang).to_owned())).collect());
}
