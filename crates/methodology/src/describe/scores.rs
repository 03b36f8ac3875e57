//! Section 4: distribution of primary scores and its gate.

use psychometrics::descriptive::quantile;

use super::measure::Moments;
use super::paper::Script;
use records::reference::Gates;
use records::study::{HistogramGate, ScoreDistribution};

/// None for fewer than two scripts.
pub(super) fn distribution(scripts: &[Script], max: u16, gates: &Gates) -> Option<ScoreDistribution> {
    let mut moments = Moments::default();
    let top = scripts.iter().map(|script| script.score).max().unwrap_or(0).max(max);
    let mut histogram = vec![0_u32; usize::from(top) + 1];
    for script in scripts {
        moments.add(i64::from(script.score));
        histogram[usize::from(script.score)] += 1;
    }
    let gate = gate(scripts.len(), gates);
    let scores: Vec<f64> = scripts.iter().map(|script| f64::from(script.score)).collect();
    let quartile = |part| quantile(&scores, part).ok();
    let quartiles = [quartile(0.25)?, quartile(0.5)?, quartile(0.75)?];
    Some(ScoreDistribution { mean: moments.mean_interval()?, sd: moments.sd(), quartiles, histogram, gate, heap: None })
}

/// ≥ 50 informative, 20–49 rough, below limited.
pub(super) const fn gate(n: usize, gates: &Gates) -> HistogramGate {
    if n >= gates.histogram_informative {
        HistogramGate::Informative
    } else if n >= gates.histogram_rough {
        HistogramGate::Rough
    } else {
        HistogramGate::Limited
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gates() -> Gates {
        records::reference::Reference::shipped().expect("well-formed").gates()
    }

    #[test]
    fn the_gate_turns_at_20_and_50() {
        let gates = gates();
        let seen: Vec<HistogramGate> = [19, 20, 49, 50].iter().map(|&n| gate(n, &gates)).collect();
        use HistogramGate::{Informative, Limited, Rough};
        assert_eq!(seen, [Limited, Rough, Rough, Informative]);
    }

    #[test]
    fn one_script_has_no_distribution() {
        let script = |score| Script { score, max: 10, mark: None, journal: None };
        assert!(distribution(&[script(1)], 10, &gates()).is_none());
        let two = distribution(&[script(1), script(12)], 10, &gates()).expect("two scripts");
        assert_eq!((two.histogram.len(), two.gate), (13, HistogramGate::Limited), "a score above the maximum is shown where it is");
    }
}
