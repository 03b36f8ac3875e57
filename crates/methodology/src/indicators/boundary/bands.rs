//! Bands around the mark boundaries and the exact test inside them.
//!
//! Given that a pupil's score lies in the band of a cut, where in the band it lies is almost free of the class's level. Weights fall with
//! the distance below the cut (a lift takes pupils from just below) and stand on the cut itself (a lift ends there): the score test of
//! "a share of those below was lifted", averaged over lifts of one, two and three points. Its null distribution is exact: the convolution
//! of the pupils' own distributions inside the band.

/// Points below and above a cut that a band can have.
const REACH: usize = 3;
/// Weights at c − 1, c − 2, c − 3.
const BELOW: [i32; REACH] = [-3, -2, -1];
/// Weights at c, c + 1, c + 2.
const ABOVE: [i32; REACH] = [3, 1, 0];

/// The band of one cut: scores `cut − below .. cut + above`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Band {
    /// Mark above the cut.
    pub mark: u8,
    /// Least score for it.
    pub cut: usize,
    /// Scores below.
    pub below: usize,
    /// Scores at and above.
    pub above: usize,
}

impl Band {
    /// Bands of a scale; neighbours share the room between two cuts, none reaches outside 0..=max.
    #[must_use]
    pub(super) fn of(cuts: &[(u8, u16)], max: usize) -> Vec<Self> {
        let mut bands: Vec<Self> = Vec::new();
        for (index, &(mark, cut)) in cuts.iter().enumerate() {
            let cut = usize::from(cut);
            let next = cuts.get(index + 1).map_or(usize::MAX, |next| usize::from(next.1));
            let floor = bands.last().map_or(0, |band| band.cut + band.above);
            let above = REACH.min(next.saturating_sub(cut) / 2).max(1).min((max + 1).saturating_sub(cut));
            let below = REACH.min(cut.saturating_sub(floor));
            if above > 0 && below > 0 {
                bands.push(Self { mark, cut, below, above });
            }
        }
        bands
    }

    /// Scores of the band.
    #[must_use]
    pub(super) const fn scores(&self) -> std::ops::Range<usize> {
        self.cut - self.below..self.cut + self.above
    }

    /// Weight of a score.
    #[must_use]
    pub(super) fn weight(&self, score: usize) -> i32 {
        if score >= self.cut { ABOVE[(score - self.cut).min(REACH - 1)] } else { BELOW[(self.cut - score - 1).min(REACH - 1)] }
    }
}

/// A pupil inside a band: which band, the score, and the honest probabilities of the band's scores (they sum to 1).
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Inside {
    /// Position of the band.
    pub band: usize,
    /// Score.
    pub score: usize,
    /// Honest probabilities over `Band::scores`.
    pub honest: Vec<f64>,
}

/// What the pupils inside the bands show.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Tested {
    /// Pupils inside.
    pub inside: usize,
    /// Pupils at or above their cut.
    pub above: usize,
    /// Expected of them.
    pub expected: f64,
    /// Excess of the sum of weights over its expectation, in pupils lifted from just below a cut onto it, and its standard deviation.
    pub lifted: f64,
    pub spread: f64,
    /// Mid-p of the weighted statistic.
    pub p: f64,
    /// Mid-p of the plain split for widths 1, 2, 3.
    pub widths: Vec<f64>,
}

/// Exact mid-p test of the weighted statistic, and the plain splits for "from where?".
#[must_use]
pub(super) fn test(bands: &[Band], pupils: &[Inside]) -> Tested {
    let (mut mass, mut offset, mut statistic) = (vec![1.0], 0, 0);
    let mut out = Tested { inside: pupils.len(), ..Tested::default() };
    for pupil in pupils {
        let Some(band) = bands.get(pupil.band) else { continue };
        let weights: Vec<i32> = band.scores().map(|score| band.weight(score)).collect();
        mass = convolve(&mass, &weights, &pupil.honest);
        offset += BELOW[0];
        statistic += band.weight(pupil.score);
        let above: f64 = pupil.honest.iter().skip(band.below).sum();
        out.above += usize::from(pupil.score >= band.cut);
        out.expected += above;
    }
    let at = usize::try_from(statistic - offset).unwrap_or(0);
    out.p = psychometrics::discrete::upper_tail(&mass, at).map_or(f64::NAN, |tail| tail.mid);
    let lift = f64::from(ABOVE[0] - BELOW[0]);
    let mean: f64 = mass.iter().enumerate().map(|(sum, p)| sum as f64 * p).sum();
    let square: f64 = mass.iter().enumerate().map(|(sum, p)| (sum as f64 - mean) * (sum as f64 - mean) * p).sum();
    (out.lifted, out.spread) = ((at as f64 - mean) / lift, square.max(0.0).sqrt() / lift);
    out.widths = (1..=REACH).map(|width| split(bands, pupils, width)).collect();
    out
}

/// Distribution of a sum after one more pupil; index 0 stands for the least possible sum.
fn convolve(mass: &[f64], weights: &[i32], honest: &[f64]) -> Vec<f64> {
    let span = usize::try_from(ABOVE[0] - BELOW[0]).unwrap_or(0);
    let mut next = vec![0.0; mass.len() + span];
    for (&weight, &p) in weights.iter().zip(honest) {
        let shift = usize::try_from(weight - BELOW[0]).unwrap_or(0);
        for (to, from) in next.iter_mut().skip(shift).zip(mass) {
            *to += from * p;
        }
    }
    next
}

/// Mid-p of the number at or above among those within `width` of their cut.
fn split(bands: &[Band], pupils: &[Inside], width: usize) -> f64 {
    let (mut above, mut chances) = (0, Vec::new());
    for pupil in pupils {
        let Some(band) = bands.get(pupil.band) else { continue };
        let near = |score: usize| score + width >= band.cut && score < band.cut + width;
        if !near(pupil.score) {
            continue;
        }
        let part = |from: usize| -> f64 {
            band.scores().zip(&pupil.honest).filter(|(score, _)| near(*score) && *score >= from).map(|(_, p)| p).sum()
        };
        let all = part(0);
        if all > 0.0 {
            chances.push(part(band.cut) / all);
            above += usize::from(pupil.score >= band.cut);
        }
    }
    psychometrics::poisson_binomial::upper_test(above, &chances).map_or(f64::NAN, |tail| tail.mid)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bands_do_not_overlap_and_stay_inside() {
        let bands = Band::of(&[(3, 2), (4, 5), (5, 10)], 10);
        let scores: Vec<std::ops::Range<usize>> = bands.iter().map(Band::scores).collect();
        assert_eq!(scores, [0..3, 3..7, 7..11]);
    }

    #[test]
    fn two_pupils_by_hand() {
        // One cut at 1 of 0..=1: weights −3 and +3. Two pupils with honest chances .5 and .2 of being above, both above:
        // P(sum = 6) = .1; nothing is larger, mid-p = .05.
        let bands = Band::of(&[(3, 1)], 1);
        let pupil = |p: f64| Inside { band: 0, score: 1, honest: vec![1.0 - p, p] };
        let tested = test(&bands, &[pupil(0.5), pupil(0.2)]);
        assert!((tested.p - 0.05).abs() < 1e-12);
        assert!((tested.expected - 0.7).abs() < 1e-12 && tested.above == 2);
        assert!((tested.widths[0] - 0.05).abs() < 1e-12);
    }

    #[test]
    fn nobody_near_a_cut_says_nothing() {
        assert!((test(&Band::of(&[(3, 1)], 1), &[]).p - 0.5).abs() < 1e-12);
    }
}
