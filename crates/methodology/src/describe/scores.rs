//! Section 4: distribution of primary scores, its gate, peaks at mark boundaries.

use psychometrics::binomial::upper_test;
use psychometrics::descriptive::quantile;

use super::measure::Moments;
use super::paper::Script;
use records::dataset::Scale;
use records::reference::Gates;
use records::study::{HistogramGate, ScoreDistribution};

/// Level at which a boundary score counts as a peak beside its two neighbours.
const PEAK_LEVEL: f64 = 0.05;

/// None for fewer than two scripts.
pub(super) fn distribution(scripts: &[Script], max: u16, scale: Option<&Scale>, gates: &Gates) -> Option<ScoreDistribution> {
    let mut moments = Moments::default();
    let top = scripts.iter().map(|script| script.score).max().unwrap_or(0).max(max);
    let mut histogram = vec![0_u32; usize::from(top) + 1];
    for script in scripts {
        moments.add(i64::from(script.score));
        histogram[usize::from(script.score)] += 1;
    }
    let gate = gate(scripts.len(), gates);
    let peaks = if gate == HistogramGate::Limited { Vec::new() } else { peaks(&histogram, scale) };
    let scores: Vec<f64> = scripts.iter().map(|script| f64::from(script.score)).collect();
    let quartile = |part| quantile(&scores, part).ok();
    let quartiles = [quartile(0.25)?, quartile(0.5)?, quartile(0.75)?];
    Some(ScoreDistribution { mean: moments.mean_interval()?, sd: moments.sd(), quartiles, histogram, gate, peaks })
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

/// Peaks at boundaries: the least score of a mark stands above both neighbours, and so far above their mean that a third of the three scores' scripts
/// falling on it by chance is less likely than [`PEAK_LEVEL`] (exact binomial; our reading of the federal words «пики на границах отметок»).
fn peaks(histogram: &[u32], scale: Option<&Scale>) -> Vec<(u8, u16, u32, f64)> {
    let cuts = scale.map_or(&[][..], |scale| &scale.cuts);
    let peak = |cut: &records::dataset::Cut| {
        let score = usize::from(cut.min_score);
        let at = *histogram.get(score)?;
        let before = *histogram.get(score.checked_sub(1)?)?;
        let after = *histogram.get(score + 1)?;
        let unlikely = upper_test(u64::from(at), u64::from(before + at + after), 1.0 / 3.0).ok()?.exact <= PEAK_LEVEL;
        (at > before && at > after && unlikely).then(|| (cut.mark, cut.min_score, at, f64::from(before + after) / 2.0))
    };
    cuts.iter().filter_map(peak).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use records::dataset::{Cut, ScaleOrigin};

    fn gates() -> Gates {
        records::reference::Reference::shipped().expect("well-formed").gates()
    }

    fn scripts(histogram: &[usize]) -> Vec<Script> {
        let script = |score| Script { score, max: 10, mark: None, journal: None };
        histogram.iter().zip(0..).flat_map(|(&count, score)| vec![script(score); count]).collect()
    }

    fn scale() -> Scale {
        Scale { lowest: 2, cuts: vec![Cut { mark: 3, min_score: 4, condition: None }], origin: ScaleOrigin::FromData }
    }

    #[test]
    fn the_gate_turns_at_20_and_50() {
        let gates = gates();
        let seen: Vec<HistogramGate> = [19, 20, 49, 50].iter().map(|&n| gate(n, &gates)).collect();
        use HistogramGate::{Informative, Limited, Rough};
        assert_eq!(seen, [Limited, Rough, Rough, Informative]);
    }

    /// 1, 8, 2 at scores 3, 4, 5: P(X ≥ 8 of 11, 1/3) = 0.0088; 3, 5, 3: P(X ≥ 5 of 11) = 0.29.
    #[test]
    fn a_peak_stands_out_and_a_bump_does_not() {
        let found = distribution(&scripts(&[2, 2, 2, 1, 8, 2, 2, 2, 1]), 10, Some(&scale()), &gates()).expect("scripts");
        assert_eq!(found.peaks, [(3, 4, 8, 1.5)]);
        let flat = distribution(&scripts(&[2, 2, 2, 3, 5, 3, 2, 2, 1]), 10, Some(&scale()), &gates()).expect("scripts");
        assert_eq!(flat.peaks, []);
    }

    #[test]
    fn below_the_gate_no_peak_is_named() {
        let found = distribution(&scripts(&[2, 2, 0, 1, 8, 2, 2, 2]), 10, Some(&scale()), &gates()).expect("scripts");
        assert_eq!((found.gate, found.peaks.len()), (HistogramGate::Limited, 0));
        assert!(distribution(&scripts(&[1]), 10, None, &gates()).is_none(), "one script has no distribution");
    }
}
