//! Time of the two kernels a region waits for. `cargo bench -p psychometrics`.

use divan::Bencher;
use psychometrics::KernelError;
use psychometrics::curves::{CurveOptions, Curves, Prior, PriorModel, Responses, fit_curves, posterior};
use psychometrics::grid::Grid;
use psychometrics::linalg::Matrix;
use psychometrics::math::logistic;
use psychometrics::score_distribution::ScoreTable;
use psychometrics::stream::Stream;

fn main() {
    divan::main();
}

/// A work of 20 items of 1 to 3 points; a fifth of the persons were not given the last item.
fn work(persons: usize) -> Result<Responses, KernelError> {
    let categories: Vec<usize> = (0..20).map(|j| 2 + j % 3).collect();
    let mut responses = Responses::new(&categories)?;
    for i in 0..persons {
        let mut stream = Stream::of(1, "bench", i as u64);
        let theta = stream.normal();
        let row: Vec<Option<u8>> = (0..20)
            .map(|j| {
                let chance = logistic(1.2 * theta - 1.0 + 0.1 * j as f64);
                let score = (1..categories[j]).filter(|_| stream.uniform() < chance).count() as u8;
                (j < 19 || i % 5 > 0).then_some(score)
            })
            .collect();
        responses.push(&row)?;
    }
    Ok(responses)
}

fn ten_rounds() -> CurveOptions {
    CurveOptions { rounds: 10, tolerance: 0.0, ..CurveOptions::default() }
}

#[divan::bench(args = [10_000, 160_000], sample_count = 5, sample_size = 1)]
fn ten_rounds_of_em(bencher: Bencher, persons: usize) {
    let Ok(responses) = work(persons) else { return };
    bencher.bench_local(|| fit_curves(&responses, &[], &PriorModel::Given(Prior::standard()), &ten_rounds()).map(|fit| fit.rounds));
}

#[divan::bench(args = [160_000], sample_count = 3, sample_size = 1)]
fn ten_rounds_with_latent_regression(bencher: Bencher, persons: usize) {
    let Ok(responses) = work(persons) else { return };
    let mut design = Matrix::zeros(persons, 10);
    for i in 0..persons {
        let mut stream = Stream::of(2, "design", i as u64);
        *design.at(i, 0) = 1.0;
        for k in 1..10 {
            *design.at(i, k) = stream.normal();
        }
    }
    bencher.bench_local(|| fit_curves(&responses, &[], &PriorModel::Regression(&design), &ten_rounds()).map(|fit| fit.rounds));
}

#[divan::bench(args = [160_000], sample_count = 5, sample_size = 1)]
fn posteriors(bencher: Bencher, persons: usize) {
    let Ok(responses) = work(persons) else { return };
    let Ok(few) = work(5000) else { return };
    let Ok(fit) = fit_curves(&few, &[], &PriorModel::Given(Prior::standard()), &CurveOptions::default()) else { return };
    bencher.bench_local(|| posterior(&fit.curves, &responses, &Prior::standard()).map(|found| found.mean.len()));
}

#[divan::bench(args = [10, 20, 40])]
fn lord_wingersky_on_41_nodes(bencher: Bencher, items: usize) {
    let nodes = Grid::default().len();
    let rows: Vec<Vec<Vec<f64>>> = (0..items).map(|j| vec![vec![1.0 / (2 + j % 3) as f64; nodes]; 2 + j % 3]).collect();
    let Ok(curves) = Curves::new(Grid::default(), &rows) else { return };
    let mut table = ScoreTable::default();
    bencher.bench_local(move || table.fill(&curves, 0..items).map(|()| table.max_score()));
}
