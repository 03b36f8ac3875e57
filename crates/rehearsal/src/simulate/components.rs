//! The shipped "simulated" variance components are those of the honest scenario.

use psychometrics::descriptive::{mean, median, variance};
use psychometrics::variance::{BetweenOptions, between, two_level};

use crate::simulate::{Knobs, region};
use records::dataset::{Dataset, ResultSet};
use records::reference::Reference;

/// Scripts of a set and journal shifts (work − journal) of its pupils.
fn values(dataset: &Dataset, set: &ResultSet) -> (Vec<f64>, Vec<f64>) {
    let (kim, sitting) = (&dataset.kims[set.key.kim.0 as usize], &dataset.sittings[set.key.kim.0 as usize]);
    let rows = set.rows.iter().map(|&row| row as usize);
    let scored: Vec<(usize, u16)> = rows.filter_map(|row| Some((row, sitting.total(row)?))).collect();
    let mark = |row: usize, score| sitting.mark[row].or_else(|| kim.scale.as_ref().map(|scale| scale.mark(score)));
    let shift = |&(row, score): &(usize, u16)| Some(f64::from(mark(row, score)?) - f64::from(sitting.prior[row]?));
    (scored.iter().map(|(_, score)| f64::from(*score)).collect(), scored.iter().filter_map(shift).collect())
}

/// Share of variance between classes of a school and the spread of journal shifts, as medians over the works of the honest standard scenario, and the
/// scenario's own class × item spread: what the shipped "simulated" entries say.
#[test]
fn simulated_components_are_those_of_the_honest_scenario() {
    let world = region(&Knobs { schools: 80, ..Knobs::honest() }, 7);
    let sets = world.dataset.result_sets();
    let (mut classes, mut journals) = (Vec::new(), Vec::new());
    for kim in 0..world.dataset.kims.len() {
        let of_work: Vec<_> =
            sets.iter().filter(|set| set.key.kim.0 as usize == kim).map(|set| (set, values(&world.dataset, set))).collect();
        let large: Vec<_> = of_work.iter().filter(|(_, (scores, shifts))| scores.len() >= 10 && shifts.len() >= 10).collect();
        let within = mean(&large.iter().map(|(_, (scores, _))| variance(scores).unwrap()).collect::<Vec<_>>()).unwrap();
        let means: Vec<f64> = large.iter().map(|(_, (scores, _))| mean(scores).unwrap()).collect();
        let sampling: Vec<f64> = large.iter().map(|(_, (scores, _))| within / scores.len() as f64).collect();
        let school: Vec<usize> = large.iter().map(|(set, _)| set.key.school.0 as usize).collect();
        let found = two_level(&means, &sampling, &school, BetweenOptions::default()).expect("many schools");
        let all = found.school + found.class + within;
        classes.push(found.class / all);
        let shifts: Vec<f64> = large.iter().map(|(_, (_, shifts))| mean(shifts).unwrap()).collect();
        let noise: Vec<f64> = large.iter().map(|(_, (_, shifts))| variance(shifts).unwrap() / shifts.len() as f64).collect();
        journals.push(between(&shifts, &noise, BetweenOptions::default()).expect("many sets").variance.sqrt());
    }
    let spread = Knobs::default().spread;
    let item = (spread.class_item * spread.class_item + spread.teacher_item * spread.teacher_item).sqrt();
    let measured = [("between-class", median(&classes).unwrap()), ("journal-shift", median(&journals).unwrap()), ("class-item", item)];
    let reference = Reference::shipped().expect("well-formed");
    for (component, value) in measured {
        let (shipped, cite) = reference.variance(component).expect("an entry");
        assert!((shipped - value).abs() < 0.03, "{component}: shipped {shipped}, measured {value}");
        assert!(cite.source.contains("simulated"), "{}", cite.source);
    }
}
