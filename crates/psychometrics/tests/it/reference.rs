//! Classical test theory against psych 2.2.9 and lavaan 0.6-14.

use std::path::PathBuf;

use psychometrics::curves::{CurveOptions, Prior, PriorModel, Responses, fit_curves};
use psychometrics::grid::Grid;
use psychometrics::items::item_statistics;
use psychometrics::reliability::reliability;
use serde_json::Value;

fn shared() -> Option<PathBuf> {
    let found = std::env::var_os("OBJEKTIV_SHARED").map(|root| PathBuf::from(root).join("reference"));
    if found.is_none() {
        println!("skipped: OBJEKTIV_SHARED is not set");
    }
    found
}

fn case(root: &std::path::Path, name: &str) -> Value {
    let text = std::fs::read_to_string(root.join("cases").join(format!("{name}.json"))).unwrap();
    serde_json::from_str(&text).unwrap()
}

fn numbers(value: &Value) -> Vec<f64> {
    value.as_array().unwrap().iter().map(|v| v.as_f64().unwrap()).collect()
}

/// The named columns of a dataset, persons with any missing value left out.
fn responses(root: &std::path::Path, dataset: &str, columns: &Value) -> Responses {
    let text = std::fs::read_to_string(root.join("datasets").join(format!("{dataset}.csv"))).unwrap();
    let mut lines = text.lines().map(|line| line.split(',').map(|cell| cell.trim_matches('"')).collect::<Vec<_>>());
    let header = lines.next().unwrap();
    let wanted: Vec<usize> =
        columns.as_array().unwrap().iter().map(|name| header.iter().position(|h| Some(*h) == name.as_str()).unwrap()).collect();
    let rows: Vec<Vec<u8>> = lines.filter_map(|line| wanted.iter().map(|c| line[*c].parse().ok()).collect::<Option<Vec<u8>>>()).collect();
    let top = usize::from(rows.iter().flatten().copied().max().unwrap());
    let mut responses = Responses::new(&vec![top + 1; wanted.len()]).unwrap();
    for row in rows {
        responses.push(&row.into_iter().map(Some).collect::<Vec<_>>()).unwrap();
    }
    responses
}

#[test]
fn alpha_omega_and_item_rest_correlations() {
    let Some(root) = shared() else { return };
    for name in ["lsat7", "fraction", "inadequacy", "sat12_scored", "science4"] {
        let case = case(&root, &format!("ctt_{name}"));
        let expected = &case["expected"];
        let work = responses(&root, name, &case["inputs"]["columns"]);
        let found = reliability(&work, 0.95).unwrap();
        let near = |what: &str, got: f64, want: f64, by: f64| {
            assert!((got - want).abs() < by, "{name}, {what}: {got} for {want}");
        };
        near("n", found.n as f64, expected["n"].as_f64().unwrap(), 0.5);
        near("alpha", found.alpha, expected["alpha_raw"].as_f64().unwrap(), 1e-12);
        let items = item_statistics(&work);
        for ((item, rest), mean) in items.iter().zip(numbers(&expected["pbis_rest"])).zip(numbers(&expected["p"])) {
            near("item–rest", item.item_rest.unwrap(), rest, 1e-12);
            near("mean", item.mean.unwrap(), mean, 1e-12);
        }
        // psych takes ω from correlations and divides by the observed variance: 1 − Σu²/ΣR.
        let standardised = standardised_omega(&work, &found.loadings);
        near("omega of correlations", standardised, expected["psych_omega_tot"].as_f64().unwrap(), 1e-3);
        // Minres and maximum likelihood weight residuals unlike; both are consistent.
        near("omega of the raw total", found.omega, expected["omega_total_cfa"].as_f64().unwrap(), 6e-3);
        println!("{name}: ω minres {:.5}, ML {:.5}", found.omega, expected["omega_total_cfa"].as_f64().unwrap());
        assert!(found.omega_converged);
    }
}

fn standardised_omega(work: &Responses, loadings: &[f64]) -> f64 {
    let column = |j: usize| (0..work.persons()).map(|i| f64::from(work.score(i, j).unwrap().unwrap())).collect::<Vec<_>>();
    let columns: Vec<Vec<f64>> = (0..work.items()).map(column).collect();
    let total: f64 = columns.iter().flat_map(|x| columns.iter().map(|y| psychometrics::items::correlation(x, y).unwrap())).sum();
    1.0 - loadings.iter().map(|l| 1.0 - l * l).sum::<f64>() / total
}

/// With a heavy hold on the guide and no smoothing left to do, the curves are a 2PL fitted by marginal maximum likelihood
/// up to the guide's weak prior (slope about 1 with sd 1), which costs a little likelihood where slopes are far from 1, as
/// in fraction, whose slopes reach 5. Compared with mirt 1.45.1 on its grid.
#[test]
fn the_guide_alone_is_a_two_parameter_model() {
    let Some(root) = shared() else { return };
    for (name, likelihood, eap) in [("lsat7", 0.05, 0.04), ("sat12", 0.4, 0.06), ("fraction", 7.0, 0.15)] {
        let case = case(&root, &format!("irt_{name}_2pl"));
        let work = responses(&root, case["dataset"].as_str().unwrap(), &case["inputs"]["columns"]);
        let options = CurveOptions {
            grid: Grid::spaced(-6.0, 6.0, 61).unwrap(),
            pseudo_persons: 1e12,
            tolerance: 1e-8,
            rounds: 500,
            ..CurveOptions::default()
        };
        let fit = fit_curves(&work, &[], &PriorModel::Given(Prior::standard()), &options).unwrap();
        let expected = &case["expected"];
        let short = expected["logLik"].as_f64().unwrap() - fit.trace.last().unwrap();
        let worst = fit.posterior.mean.iter().zip(numbers(&expected["EAP"]["theta"])).map(|(a, b)| (a - b).abs()).fold(0.0, f64::max);
        println!("{name}: {short:.3} short of the maximum, EAP within {worst:.3}, {} rounds", fit.rounds);
        assert!(fit.converged && (-1e-6..likelihood).contains(&short) && worst < eap, "{name}");
    }
}
