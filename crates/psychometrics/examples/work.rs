//! One work from answers to abilities, on pupils made here: `cargo run -p psychometrics --example work`.
#![expect(clippy::print_stdout, reason = "an example speaks through standard output")]

use psychometrics::KernelError;
use psychometrics::binomial::wilson;
use psychometrics::curves::{CurveFit, CurveOptions, Prior, PriorModel, Responses, fit_curves};
use psychometrics::items::{correlation, item_statistics};
use psychometrics::math::logistic;
use psychometrics::reliability::reliability;
use psychometrics::stream::Stream;

/// Pupils who wrote the work.
const PUPILS: u64 = 400;
/// How hard each item is, in standard deviations of ability; two easy ones first.
const HARD: [f64; 8] = [-1.5, -1.0, -0.5, 0.0, 0.0, 0.5, 1.0, 1.5];

fn main() -> Result<(), KernelError> {
    let (abilities, responses) = pupils()?;
    println!("{PUPILS} pupils, {} items of one point\n", HARD.len());
    say_items(&responses)?;
    say_reliability(&responses)?;
    let fit = fit_curves(&responses, &[], &PriorModel::Given(Prior::standard()), &CurveOptions::default())?;
    say_curves(&fit)?;
    let known = correlation(&abilities, &fit.posterior.mean)?;
    println!("Estimated and true abilities correlate {known:.2}: eight items tell pupils apart, roughly.");
    Ok(())
}

/// True abilities and the answers they give; the same on every machine.
fn pupils() -> Result<(Vec<f64>, Responses), KernelError> {
    let mut responses = Responses::new(&[2; HARD.len()])?;
    let mut abilities = Vec::new();
    for pupil in 0..PUPILS {
        let mut stream = Stream::of(2026, "example", pupil);
        let ability = stream.normal();
        let mut answer = |hard: &f64| stream.chance(logistic(1.7 * (ability - hard))).map(|right| Some(u8::from(right)));
        responses.push(&HARD.iter().map(&mut answer).collect::<Result<Vec<_>, _>>()?)?;
        abilities.push(ability);
    }
    Ok((abilities, responses))
}

fn say_items(responses: &Responses) -> Result<(), KernelError> {
    println!("item  solved by  95 % interval  correlation with the rest");
    for (index, item) in item_statistics(responses).iter().enumerate() {
        let (Some(facility), Some(rest)) = (item.facility, item.item_rest) else { continue };
        let n = item.n as f64;
        let (low, high) = wilson(facility * n, n, 0.95)?;
        println!("{:>4}  {:>7.0} %  {:>5.0} – {:>2.0} %  {rest:>12.2}", index + 1, 100.0 * facility, 100.0 * low, 100.0 * high);
    }
    Ok(())
}

fn say_reliability(responses: &Responses) -> Result<(), KernelError> {
    let found = reliability(responses, 0.95)?;
    let (low, high) = found.alpha_interval;
    println!("\nReliability: alpha {:.2} (from {low:.2} to {high:.2}), omega {:.2}.", found.alpha, found.omega);
    println!("A total is known to ±{:.1} points (one standard error), totals spread by {:.1}.\n", found.sem, found.sd);
    Ok(())
}

/// Chance to solve the easiest, a middle and the hardest item, by ability.
fn say_curves(fit: &CurveFit) -> Result<(), KernelError> {
    println!("ability  chance to solve item 1   item 4   item 8");
    for node in (12..=28).step_by(4) {
        let chance = |item| fit.curves.expected(item).map(|expected| 100.0 * expected[node]);
        let ability = fit.curves.grid().nodes()[node];
        println!("{ability:>+7.1}  {:>19.0} %  {:>5.0} %  {:>5.0} %", chance(0)?, chance(3)?, chance(7)?);
    }
    println!();
    Ok(())
}
