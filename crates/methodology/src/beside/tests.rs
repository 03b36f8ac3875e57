//! Each marker comes on where its own trace is planted, stays as rare as promised elsewhere, and says why where it has no value.

use super::*;
use records::beside::{Lacking, Marker};
use records::dataset::{Score, Sitting};
use rehearsal::simulate::{Knobs, region};

/// Forty honest schools, one work; most sets are of usual size.
fn honest() -> Dataset {
    let knobs = Knobs { schools: 40, works: vec!["vpr-russian-6".into()], exams: false, marks: false, ..Knobs::honest() };
    region(&knobs, 12).dataset
}

fn big(data: &Dataset) -> ResultSet {
    let there = |set: &ResultSet| set.rows.iter().filter(|&&row| data.sittings[0].total(row as usize).is_some()).count();
    data.result_sets().into_iter().max_by_key(|set| there(set)).unwrap()
}

/// Writes new points into the scripts of a set: a function of item number, maximum and old points.
fn rewrite(data: &mut Dataset, set: &ResultSet, points: impl Fn(usize, u8, u8) -> u8) {
    let max: Vec<u8> = data.kims[0].items.iter().map(|item| item.max).collect();
    let sitting: &mut Sitting = &mut data.sittings[0];
    for &row in &set.rows {
        let start = row as usize * sitting.width;
        let written = sitting.total(row as usize).is_some();
        for (item, max) in max.iter().enumerate().filter(|_| written) {
            let cell = &mut sitting.scores[start + item];
            *cell = Score::points(points(item, *max, cell.value().unwrap_or(0))).unwrap();
        }
        sitting.mark[row as usize] = None;
        sitting.recorded_score[row as usize] = None;
    }
}

fn of(data: &Dataset, set: &ResultSet) -> SetBeside {
    let all = beside(data, set.key.kim, &data.result_sets());
    all.into_iter().find(|one| one.key == set.key).unwrap()
}

fn on(beside: &SetBeside) -> [bool; 4] {
    beside.markers.map(|marker| marker.unwrap().on)
}

#[test]
fn a_class_with_everything_right_has_the_first_two_markers_and_is_unusual() {
    let mut data = honest();
    let set = big(&data);
    assert!(of(&data, &set).sum.unwrap() < 2);
    rewrite(&mut data, &set, |_, max, _| max);
    let found = of(&data, &set);
    assert!(on(&found)[..2] == [true, true], "{found:?}");
    let index = found.index.unwrap();
    assert!(index.first > 0.5, "{index:?}");
    assert_eq!(index.second, Some(index.first), "the journal does not explain it");
}

#[test]
fn hard_items_right_and_easy_items_wrong_turn_the_fourth_marker_on() {
    let mut data = honest();
    let set = big(&data);
    let sitting = &data.sittings[0];
    let share = |item: usize| {
        let values: Vec<f64> = (0..sitting.len()).filter_map(|row| sitting.row(row)[item].value()).map(f64::from).collect();
        values.iter().sum::<f64>() / values.len() as f64 / f64::from(data.kims[0].items[item].max)
    };
    let shares: Vec<f64> = (0..sitting.width).map(share).collect();
    let middle = psychometrics::descriptive::median(&shares).unwrap();
    rewrite(&mut data, &set, |item, max, _| if shares[item] < middle { max } else { 0 });
    let found = of(&data, &set);
    assert!(found.markers[3].unwrap().on && found.markers[3].unwrap().value < 0.0, "{found:?}");
    // The other way round the projection is positive, and the marker off.
    rewrite(&mut data, &set, |item, max, _| if shares[item] < middle { 0 } else { max });
    assert!(!of(&data, &set).markers[3].unwrap().on);
}

#[test]
fn the_third_marker_is_the_step_over_the_root_of_its_scripts() {
    let mut data = honest();
    let set = big(&data);
    let cut = data.kims[0].scale.as_ref().unwrap().cuts[1].min_score;
    // Every script exactly on the middle boundary: n over √n.
    let rows: Vec<usize> = set.rows.iter().map(|&row| row as usize).filter(|&row| data.sittings[0].total(row).is_some()).collect();
    for &row in &rows {
        let width = data.sittings[0].width;
        data.sittings[0].scores[row * width..(row + 1) * width].fill(Score::NOT_MARKED);
        data.sittings[0].recorded_score[row] = Some(cut);
    }
    let value = of(&data, &set).markers[2].unwrap().value;
    assert!((value - (rows.len() as f64).sqrt()).abs() < 1e-12);
    // Half just below takes as much away: no step.
    for &row in &rows[..rows.len() / 2] {
        data.sittings[0].recorded_score[row] = Some(cut - 1);
    }
    let half = (rows.len() - 2 * (rows.len() / 2)) as f64 / (rows.len() as f64).sqrt();
    assert!((of(&data, &set).markers[2].unwrap().value - half).abs() < 1e-12);
}

/// covers: R6
#[test]
fn in_an_honest_region_each_marker_is_about_as_rare_as_its_quantile() {
    let knobs = Knobs { schools: 150, exams: false, marks: false, ..Knobs::honest() };
    let data = region(&knobs, 3).dataset;
    let sets = data.result_sets();
    let all: Vec<SetBeside> = (0..12).flat_map(|kim| beside(&data, KimId(kim), &sets)).collect();
    assert_eq!(all.len(), sets.len());
    for marker in 0..4 {
        let known: Vec<Marker> = all.iter().filter_map(|set| set.markers[marker].ok()).collect();
        let share = known.iter().filter(|marker| marker.on).count() as f64 / known.len() as f64;
        // 5 % by the normal quantile; skewness and discreteness move it. Over 2,000 sets, three standard errors are 1.5 points.
        assert!(known.len() > 2_000 && (0.02..0.10).contains(&share), "M{}: {share:.3} of {}", marker + 1, known.len());
    }
    assert!(all.iter().all(|set| set.sum.is_some() == (set.n >= LEAST_PUPILS)));
}

#[test]
fn what_is_lacking_is_said() {
    let mut data = honest();
    let set = big(&data);
    data.kims[0].scale = None;
    data.sittings[0].prior.fill(None);
    data.sittings[0].mark.fill(None);
    let found = of(&data, &set);
    assert_eq!(found.markers[1], Err(Lacking::Journal));
    assert_eq!(found.markers[2], Err(Lacking::Scale));
    assert!(found.markers[0].is_ok() && found.markers[3].is_ok());
    assert_eq!(found.index.unwrap().second, None);
    // Ten sets are too few to compare with; a small class gets nothing at all.
    let sets = data.result_sets();
    let few = beside(&data, set.key.kim, &sets[..10]);
    assert!(few.iter().filter(|set| set.n >= LEAST_PUPILS).all(|set| set.markers[0] == Err(Lacking::Sets)));
    assert!(few.iter().filter(|set| set.n >= LEAST_PUPILS).all(|set| set.index == Err(Lacking::Sets)));
    let tiny = ResultSet { rows: set.rows[..4].to_vec(), ..set };
    let alone = beside(&data, tiny.key.kim, std::slice::from_ref(&tiny));
    assert_eq!((alone[0].markers[0], alone[0].sum), (Err(Lacking::Pupils), None));
    assert!(beside(&data, KimId(99), &sets).is_empty());
}
