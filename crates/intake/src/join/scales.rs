//! The scale of every KIM: from `scales.csv`, else the reference data, else the scores and marks themselves, else a question.

use std::collections::BTreeMap;

use records::dataset::{Cut, Kim, Scale, ScaleOrigin, SchoolId, Sitting};
use records::provenance::{Place, Problem, Question, Severity, Source};
use records::reference::bind_conditions;
use records::text::Text;
use records::vocabulary::Kind;

use super::{Joined, place_of};
use crate::formats::canonical::lay_scales;
use crate::options::Options;

/// Marks above the lowest.
const MARKS: [u8; 3] = [3, 4, 5];
/// Answers offered as a list, at most.
const CHOICES: usize = 12;

/// Gives every KIM its scale, and tells the marks that do not follow it.
pub(super) fn settle(joined: &mut Joined, questions: &mut Vec<Question>, options: &Options<'_>) {
    given(joined);
    let (data, problems) = (&mut joined.data, &mut joined.problems);
    for (kim, sitting) in data.kims.iter_mut().zip(&data.sittings) {
        let place = place_of(sitting, 0, &data.sources);
        if kim.scale.is_none() {
            let subject = data.subject_names.name(kim.subject.0);
            kim.scale = find(kim, subject, sitting, &place, questions, options);
        }
        tell_strangers(kim, sitting, &data.sources, problems);
    }
    for (kim, sitting) in data.kims.iter().zip(&mut data.sittings) {
        problems.extend(set_aside(kim, sitting, &data.sources, options.reference.sou().highest));
    }
}

/// Journal marks of a school on another scale than the marks of the work say nothing beside them: they are set aside and told. What tells is the
/// greatest mark: above the greatest of the work and of the usual scale (`highest`), or a work marked above that beside a journal that never is.
fn set_aside(kim: &Kim, sitting: &mut Sitting, sources: &[Source], highest: u8) -> Option<Problem> {
    let by_scale = kim.scale.iter().flat_map(|scale| scale.cuts.iter().map(|cut| cut.mark));
    let greatest = by_scale.chain(sitting.mark.iter().flatten().copied()).max()?;
    let mut tops: BTreeMap<SchoolId, u8> = BTreeMap::new();
    for (school, mark) in sitting.school.iter().zip(&sitting.prior) {
        let top = tops.entry(*school).or_default();
        *top = (*top).max(mark.unwrap_or(0));
    }
    let another =
        |school: &SchoolId| tops.get(school).is_some_and(|top| *top > greatest.max(highest) || (greatest > highest && *top <= highest));
    let (mut first, mut count) = (None, 0_usize);
    for (row, (school, mark)) in sitting.school.iter().zip(&mut sitting.prior).enumerate() {
        if another(school)
            && let Some(mark) = mark.take()
        {
            count += 1;
            // The mark that shows it, where there is one.
            if first.is_none_or(|(_, known)| known <= greatest && mark > greatest) {
                first = Some((row, mark));
            }
        }
    }
    let (row, mark) = first?;
    let what = Text::new(
        format!(
            "Отметки журнала не по той шкале, что отметки работы (до {greatest}; {}): {count}. С работой они не сравниваются.",
            kim.kim
        ),
        format!(
            "{count} journal mark(s) are not on the scale of the work's marks (up to {greatest}; {}): they are not compared with it.",
            kim.kim
        ),
    );
    let mend = Text::new(
        "Если это описка, исправьте отметку; если в журнале другая шкала, переведите отметки в шкалу работы.",
        "If it is a slip, mend the mark; if the journal has another scale, bring its marks to the scale of the work.",
    );
    let place = place_of(sitting, row, sources);
    Some(Problem { code: "prior-scale", severity: Severity::Warning, place, found: mark.to_string(), what, mend })
}

/// Scales of `scales.csv`.
fn given(joined: &mut Joined) {
    let mut problems = Vec::new();
    for kim in &mut joined.data.kims {
        match lay_scales(&joined.scales, kim) {
            Ok(scale) => kim.scale = scale.or(kim.scale.take()),
            Err(why) => {
                let row = joined.scales.iter().find(|row| row.kim == kim.kim);
                let source = row.and_then(|row| joined.data.sources.get(row.origin.source.0 as usize));
                let place = Place { row: row.map(|row| row.origin.row), ..Place::file(source.map_or("", |source| source.file.as_str())) };
                let what = Text::new(format!("Шкала не принята: {}.", why.ru), format!("The scale was not taken: {}.", why.en));
                let mend = Text::new("Исправьте строки этого КИМ в scales.csv.", "Mend the rows of this KIM in scales.csv.");
                problems.push(Problem { code: "scale-odd", severity: Severity::Warning, place, found: kim.kim.clone(), what, mend });
            }
        }
    }
    joined.problems.append(&mut problems);
}

fn find(kim: &Kim, subject: &str, sitting: &Sitting, place: &Place, questions: &mut Vec<Question>, options: &Options<'_>) -> Option<Scale> {
    if sitting.is_empty() || !has_marks(kim) {
        return None;
    }
    let known = kim.kind.and_then(|kind| options.reference.scale_for(kind, subject, kim.grade, kim.year, kim.max()));
    let known = known.map(|scale| bind_conditions(scale, &kim.items).0);
    // ЕГЭ is told in test scores: without marks there is no scale of marks to ask for (basic mathematics has both).
    if matches!(kim.kind, Some(Kind::Ege | Kind::EgeDiagnostic)) && sitting.mark.iter().all(Option::is_none) {
        return known;
    }
    let ranges = ranges(sitting, kim.max());
    let agrees = |scale: &Scale| (0..sitting.len()).all(|row| is_followed(kim, scale, sitting, row));
    match (known, ranges) {
        // The marks were given by some other scale: what the reference data hold is not this work's.
        (Some(scale), Some(ranges)) if !agrees(&scale) => from_data(&ranges).or_else(|| answered(kim, &ranges, place, questions, options)),
        (Some(scale), _) => Some(scale),
        (None, Some(ranges)) => from_data(&ranges).or_else(|| answered(kim, &ranges, place, questions, options)),
        (None, None) => None,
    }
}

/// Whether such a work is given marks 2–5 at all: ЕГЭ has test scores, final essay and interview are passed or not.
fn has_marks(kim: &Kim) -> bool {
    !matches!(kim.kind, Some(Kind::Ege | Kind::EgeDiagnostic | Kind::Is9 | Kind::Is11))
}

/// The mark a row should have under the scale equals the one it has, where it has one.
fn is_followed(kim: &Kim, scale: &Scale, sitting: &Sitting, row: usize) -> bool {
    let Some((mark, total)) = sitting.mark.get(row).copied().flatten().zip(sitting.total(row)) else { return true };
    scale.mark_of(total, &kim.items, sitting.row(row)) == mark
}

/// Least and greatest primary score each mark may begin at; None where the marks do not rise with the scores.
fn ranges(sitting: &Sitting, max: u16) -> Option<[(u16, u16); 3]> {
    let rows: Vec<(u8, u16)> =
        (0..sitting.len()).filter_map(|row| sitting.mark.get(row).copied().flatten().zip(sitting.total(row))).collect();
    let mut ranges = MARKS.map(|mark| {
        let below = rows.iter().filter(|row| row.0 < mark).map(|row| row.1).max();
        let from = rows.iter().filter(|row| row.0 >= mark).map(|row| row.1).min();
        (below.map_or(1, |below| below + 1), from.unwrap_or(max))
    });
    // Cuts rise: one mark's least is above the one before.
    for at in 1..ranges.len() {
        ranges[at].0 = ranges[at].0.max(ranges[at - 1].0 + 1);
    }
    for at in (1..ranges.len()).rev() {
        ranges[at - 1].1 = ranges[at - 1].1.min(ranges[at].1.saturating_sub(1));
    }
    ranges.iter().all(|(low, high)| low <= high).then_some(ranges)
}

fn scale_of(cuts: [u16; 3], origin: ScaleOrigin) -> Scale {
    let cuts = MARKS.into_iter().zip(cuts).map(|(mark, min_score)| Cut { mark, min_score, condition: None }).collect();
    Scale { lowest: 2, cuts, origin }
}

/// The scale, where each cut has one value only.
fn from_data(ranges: &[(u16, u16); 3]) -> Option<Scale> {
    ranges.iter().all(|(low, high)| low == high).then(|| scale_of(ranges.map(|range| range.0), ScaleOrigin::FromData))
}

fn answered(kim: &Kim, ranges: &[(u16, u16); 3], place: &Place, questions: &mut Vec<Question>, options: &Options<'_>) -> Option<Scale> {
    let key = format!("scale:{}", kim.kim);
    let answer = options.answers.get(&key).and_then(|answer| cuts_in(answer, ranges));
    if let Some(cuts) = answer {
        return Some(scale_of(cuts, ScaleOrigin::Answered));
    }
    let range = |(low, high): (u16, u16)| if low == high { low.to_string() } else { format!("{low}–{high}") };
    let said = MARKS.iter().zip(ranges).map(|(mark, bounds)| format!("«{mark}» — {}", range(*bounds))).collect::<Vec<_>>().join(", ");
    questions.push(Question {
        key,
        place: place.clone(),
        ask: Text::new(
            format!(
                "С какого первичного балла ставят 3, 4 и 5 ({}, максимум {})? По данным возможно: {said}. Напишите три числа.",
                kim.kim,
                kim.max()
            ),
            format!(
                "From which primary score are 3, 4 and 5 given ({}, maximum {})? By the data: {said}. Write three numbers.",
                kim.kim,
                kim.max()
            ),
        ),
        choices: choices(ranges),
        proposed: None,
        until: Text::new("Показатели, которым нужна шкала, ответят «нет данных».", "Indicators that need the scale answer \"no data\"."),
    });
    None
}

/// Every possible scale, where they are few.
fn choices(ranges: &[(u16, u16); 3]) -> Vec<String> {
    let count: usize = ranges.iter().map(|(low, high)| usize::from(high - low) + 1).product();
    if count > CHOICES {
        return Vec::new();
    }
    let mut all = Vec::with_capacity(count);
    for a in ranges[0].0..=ranges[0].1 {
        for b in ranges[1].0..=ranges[1].1 {
            all.extend((ranges[2].0..=ranges[2].1).filter(|c| a < b && b < *c).map(|c| format!("{a} {b} {c}")));
        }
    }
    all
}

/// Three numbers that rise and lie in their ranges.
fn cuts_in(answer: &str, ranges: &[(u16, u16); 3]) -> Option<[u16; 3]> {
    let numbers: Vec<u16> =
        answer.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty()).filter_map(|part| part.parse().ok()).collect();
    let cuts: [u16; 3] = numbers.try_into().ok()?;
    let fits = cuts.iter().zip(ranges).all(|(cut, (low, high))| (low..=high).contains(&cut));
    (fits && cuts.is_sorted_by(|a, b| a < b)).then_some(cuts)
}

/// Marks that the scale does not give: told once for a KIM, with the first place.
fn tell_strangers(kim: &Kim, sitting: &Sitting, sources: &[Source], problems: &mut Vec<Problem>) {
    let Some(scale) = &kim.scale else { return };
    let strangers: Vec<usize> = (0..sitting.len()).filter(|row| !is_followed(kim, scale, sitting, *row)).collect();
    let Some(first) = strangers.first() else { return };
    let what = Text::new(
        format!("Отметка не та, которую даёт шкала, — в работах: {} ({}). Оставлена записанная отметка.", strangers.len(), kim.kim),
        format!("The mark is not the one the scale gives in {} script(s) ({}). The recorded mark stays.", strangers.len(), kim.kim),
    );
    let mend = Text::new("Сверьте шкалу и отметки этих работ.", "Check the scale and the marks of these scripts.");
    let place = place_of(sitting, *first, sources);
    problems.push(Problem { code: "mark-differs", severity: Severity::Warning, place, found: strangers.len().to_string(), what, mend });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_are_three_rising_numbers_in_their_ranges() {
        let ranges = [(10, 10), (16, 17), (21, 22)];
        assert_eq!(cuts_in("10, 16, 21", &ranges), Some([10, 16, 21]));
        assert_eq!(cuts_in("3: 10", &ranges), None);
        assert_eq!(cuts_in("10 18 21", &ranges), None);
        assert_eq!(choices(&ranges), ["10 16 21", "10 16 22", "10 17 21", "10 17 22"]);
        assert_eq!(from_data(&ranges), None);
        assert!(from_data(&[(10, 10), (16, 16), (21, 21)]).is_some());
    }
}
