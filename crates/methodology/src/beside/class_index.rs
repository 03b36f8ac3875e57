//! The class index of INVALSI over the sets of one work, and its second step.

use psychometrics::class_index::{Answer, ClassIndicators, class_index};
use psychometrics::fuzzy::FuzzyOptions;
use psychometrics::linalg::Matrix;
use psychometrics::regression::{HuberOptions, huber};

use super::sets::SetFacts;
use records::beside::{LEAST_PUPILS, Lacking, Membership};
use records::dataset::{Kim, Score, Sitting};

/// One outcome per set.
pub(super) fn of(kim: &Kim, sitting: &Sitting, facts: &[SetFacts]) -> Vec<Result<Membership, Lacking>> {
    let indicators: Vec<Result<ClassIndicators, Lacking>> = facts.iter().map(|facts| indicators(kim, sitting, facts)).collect();
    let known: Vec<ClassIndicators> = indicators.iter().flatten().copied().collect();
    let Ok(found) = class_index(&known, FuzzyOptions::default()) else {
        return indicators.into_iter().map(|one| one.and(Err(Lacking::Sets))).collect();
    };
    let above = above_journal(facts);
    let mut memberships = found.membership.into_iter();
    let with = |(one, above): (Result<ClassIndicators, Lacking>, Option<bool>)| {
        one?;
        let first = memberships.next().ok_or(Lacking::Sets)?;
        Ok(Membership { first, second: above.map(|above| if above { first } else { 0.0 }) })
    };
    indicators.into_iter().zip(above).map(with).collect()
}

fn indicators(kim: &Kim, sitting: &Sitting, facts: &SetFacts) -> Result<ClassIndicators, Lacking> {
    if facts.n() < LEAST_PUPILS {
        return Err(Lacking::Pupils);
    }
    let max: Vec<u8> = kim.items.iter().map(|item| item.max).collect();
    let rows: Vec<Vec<Answer>> = facts.rows.iter().map(|&row| sitting.row(row).iter().copied().map(answer).collect()).collect();
    ClassIndicators::of(&rows, &max).map_err(|_| Lacking::Items)
}

fn answer(score: Score) -> Answer {
    match score.value() {
        _ if score == Score::NOT_ATTEMPTED => Answer::Omitted,
        Some(points) => Answer::Points(points),
        None => Answer::NotGiven,
    }
}

/// Whether the mean score stands above the line on which mean journal marks put it.
fn above_journal(facts: &[SetFacts]) -> Vec<Option<bool>> {
    let known: Vec<(f64, f64, f64)> = facts
        .iter()
        .filter(|facts| facts.n() >= LEAST_PUPILS)
        .filter_map(|facts| Some((facts.prior?, facts.mean(), facts.n() as f64)))
        .collect();
    let column = |of: fn(&(f64, f64, f64)) -> f64| known.iter().map(of).collect::<Vec<f64>>();
    let design = Matrix::from_values(known.len(), 2, known.iter().flat_map(|set| [1.0, set.0]).collect());
    let line = design.and_then(|x| huber(&x, &column(|set| set.1), &column(|set| set.2), &[0.0, 0.0], HuberOptions::default()));
    let Ok(line) = line else { return vec![None; facts.len()] };
    facts.iter().map(|facts| Some(facts.mean() > line.predict(&[1.0, facts.prior?]).ok()?)).collect()
}
