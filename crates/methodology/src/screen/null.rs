//! The null of the screen: what p-values honest sets of this very screen show, counted over replicas drawn from the fitted models.
//!
//! z = Φ⁻¹(1 − p) of honest sets should be standard normal. By size of the set and indicator the upper half of the replicas' z is laid
//! against the normal by a straight line, which also says how the tail goes on beyond what was drawn: z′ = a + b·z (Beran 1988: prepivoting);
//! where b > 1 the tail beyond the last quantile keeps the model's own pace.
//! Few draws say little: the line of a size is held near that of all sizes, and that near z′ = z. Own evidence, the smallest p of related
//! indicators, is left to Šidák and a margin for what replicas cannot know.

use psychometrics::KernelError;
use psychometrics::descriptive::quantile;
use psychometrics::math::{norm_quantile, norm_sf, norm_upper_quantile};

use super::{LEAST, sidak, with_margin};
use records::protocol::Protocol;

/// One set of one replica.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Drawn {
    /// Scripts.
    pub n: usize,
    /// Answers of the voting indicators: place in the registry, p, effect as a multiple of the material one.
    pub answers: Vec<(usize, f64, f64)>,
}

/// Sets of fewer scripts than this stand together, and so on.
const EDGES: [usize; 3] = [15, 20, 25];
/// Where the line is laid: quantiles of the upper half.
const AT: [f64; 7] = [0.6, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99];
/// Draws that hold the line of a size at the line of all sizes, and that at z′ = z.
const HELD: [f64; 2] = [500.0, 100.0];
/// Fewer draws than this say nothing.
const FEWEST: usize = 100;

/// z′ = a + b·z as far as was drawn; beyond it the tail goes on no faster than the model's own.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Line {
    /// a.
    pub shift: f64,
    /// b.
    pub slope: f64,
}

/// The tail begins here: z′ of the last quantile the line is laid through.
const TAIL: f64 = 2.326;

impl Default for Line {
    fn default() -> Self {
        Self::SAME
    }
}

impl Line {
    const SAME: Self = Self { shift: 0.0, slope: 1.0 };

    /// Lays the upper half of `z` against the normal, least squares over the quantiles, held at another line by so many draws.
    fn of(z: &[f64], held_at: Self, held: f64) -> Self {
        if z.len() < FEWEST {
            return held_at;
        }
        let pairs = AT.iter().map(|&at| Ok((quantile(z, at)?, norm_quantile(at)))).collect::<Result<Vec<(f64, f64)>, KernelError>>();
        let Ok(pairs) = pairs else { return held_at };
        let k = pairs.len() as f64;
        let (mx, my) = pairs.iter().fold((0.0, 0.0), |(x, y), pair| (x + pair.0 / k, y + pair.1 / k));
        let (xx, xy) = pairs.iter().fold((0.0, 0.0), |(xx, xy), (x, y)| (xx + (x - mx) * (x - mx), xy + (x - mx) * (y - my)));
        if xx < 1e-6 {
            return held_at;
        }
        let slope = (xy / xx).clamp(0.5, 2.0);
        let trust = z.len() as f64 / (z.len() as f64 + held);
        let mix = |own: f64, other: f64| trust * own + (1.0 - trust) * other;
        Self { shift: mix(my - slope * mx, held_at.shift), slope: mix(slope, held_at.slope) }
    }

    /// The p that a p stands for.
    #[must_use]
    pub(crate) fn p(&self, p: f64) -> f64 {
        if *self == Self::SAME { p } else { norm_sf(self.of_z(standard(p))).max(LEAST) }
    }

    fn of_z(&self, z: f64) -> f64 {
        let straight = self.shift + self.slope * z;
        if straight <= TAIL { straight } else { TAIL + (straight - TAIL) * (1.0 / self.slope).min(1.0) }
    }
}

/// The standard normal quantile that a p stands for, held where digits end.
pub(super) fn standard(p: f64) -> f64 {
    norm_upper_quantile(p.clamp(1e-300, 1.0 - 1e-15))
}

/// What replicas show, by size of the set.
#[derive(Clone, Debug, Default)]
pub(crate) struct Null {
    bins: Vec<Bin>,
}

#[derive(Clone, Debug, Default)]
struct Bin {
    /// By place in the registry.
    lines: Vec<Line>,
    /// Of own evidence.
    own: Line,
    /// Share of the replicas' sets that would be worth a look.
    looks: Option<f64>,
}

fn bin(n: usize) -> usize {
    EDGES.iter().filter(|edge| n >= **edge).count()
}

impl Null {
    /// From the sets of all replicas; without any every p stays as it is.
    #[must_use]
    pub(crate) fn of(draws: &[Drawn], protocol: &Protocol) -> Self {
        let all: Vec<&Drawn> = draws.iter().collect();
        let places = draws.iter().flat_map(|drawn| &drawn.answers).map(|answer| answer.0 + 1).max().unwrap_or(0);
        let overall: Vec<Line> = (0..places).map(|place| Line::of(&seen(&all, place), Line::SAME, HELD[1])).collect();
        let own_of = |draws: &[&Drawn], lines: &[Line]| -> Vec<f64> {
            draws.iter().filter_map(|drawn| own(drawn, lines)).map(|own| standard(own.0)).collect()
        };
        let all_own = Line::of(&own_of(&all, &overall), Line::SAME, HELD[1]);
        let of_bin = |at: usize| {
            let own: Vec<&Drawn> = draws.iter().filter(|drawn| bin(drawn.n) == at).collect();
            let lines: Vec<Line> = overall.iter().enumerate().map(|(place, line)| Line::of(&seen(&own, place), *line, HELD[0])).collect();
            Bin { looks: looks(&own, &lines, protocol), own: Line::of(&own_of(&own, &lines), all_own, HELD[0]), lines }
        };
        Self { bins: (0..=EDGES.len()).map(of_bin).collect() }
    }

    /// The line of an indicator (by its place in the registry) for a set of `n` scripts.
    #[must_use]
    pub(crate) fn line(&self, place: usize, n: usize) -> Line {
        self.bins.get(bin(n)).and_then(|bin| bin.lines.get(place)).copied().unwrap_or(Line::SAME)
    }

    /// The line of own evidence for a set of `n` scripts: own p is larger than it need be (Šidák over related indicators, a margin), so that
    /// counted as it is it makes honest sets look more frequent among the small ones than they are.
    #[must_use]
    pub(crate) fn own(&self, n: usize) -> Line {
        self.bins.get(bin(n)).map_or(Line::SAME, |bin| bin.own)
    }

    /// Chance that an honest set of `n` scripts is worth a look; None where too few were drawn.
    #[must_use]
    pub(crate) fn looks(&self, n: usize) -> Option<f64> {
        self.bins.get(bin(n)).and_then(|bin| bin.looks)
    }
}

/// z of an indicator over drawn sets.
fn seen(draws: &[&Drawn], place: usize) -> Vec<f64> {
    let answer = |drawn: &&Drawn| drawn.answers.iter().find(|answer| answer.0 == place).map(|answer| standard(answer.1));
    draws.iter().filter_map(answer).collect()
}

/// Share of drawn sets with own evidence at the look level and a material effect.
fn looks(draws: &[&Drawn], lines: &[Line], protocol: &Protocol) -> Option<f64> {
    let own: Vec<(f64, f64)> = draws.iter().filter_map(|drawn| own(drawn, lines)).collect();
    let looks = own.iter().filter(|(p, material)| *p <= protocol.look && *material >= 1.0).count();
    (own.len() >= FEWEST).then(|| looks as f64 / own.len() as f64)
}

/// Own p of a drawn set and the effect of its leading indicator.
fn own(drawn: &Drawn, lines: &[Line]) -> Option<(f64, f64)> {
    let answers = drawn.answers.iter().map(|(place, p, material)| (lines.get(*place).copied().unwrap_or(Line::SAME).p(*p), *material));
    let (p, material) = answers.min_by(|a, b| a.0.total_cmp(&b.0))?;
    Some((with_margin(sidak(p, drawn.answers.len())), material))
}

#[cfg(test)]
mod tests {
    use psychometrics::stream::Stream;

    use super::*;

    fn protocol() -> Protocol {
        records::reference::Reference::shipped().unwrap().protocol()
    }

    /// Two indicators with nothing in common, both half as spread again as they should be.
    fn wide(sets: u64) -> Vec<Drawn> {
        let mut stream = Stream::of(5, "wide", 0);
        let mut p = || norm_sf(1.5 * stream.normal());
        (0..sets).map(|_| Drawn { n: 25, answers: vec![(0, p(), 2.0), (3, p(), 2.0)] }).collect()
    }

    #[test]
    fn too_wide_a_spread_is_taken_out() {
        let draws = wide(8_000);
        let null = Null::of(&draws, &protocol());
        let lines: Vec<Line> = (0..4).map(|place| null.line(place, 25)).collect();
        assert!((lines[0].slope - 1.0 / 1.5).abs() < 0.03 && (lines[3].slope - 1.0 / 1.5).abs() < 0.03, "{lines:?}");
        let small = |level: f64| draws.iter().filter(|drawn| own(drawn, &lines).unwrap().0 < level).count() as f64 / 8_000.0;
        // The margin of one and a half: .05 becomes .033, .01 becomes .0067.
        assert!((small(0.05) - 0.033).abs() < 0.008 && (small(0.01) - 0.0067).abs() < 0.004, "{} {}", small(0.05), small(0.01));
        assert!((null.looks(25).unwrap() - small(0.05)).abs() < 1e-12);
    }

    #[test]
    fn few_draws_change_nothing_and_other_sizes_borrow() {
        let few = Null::of(&wide(50), &protocol());
        assert_eq!((few.line(0, 25), few.looks(25)), (Line::SAME, None));
        let null = Null::of(&wide(8_000), &protocol());
        assert!((null.line(0, 12).slope - 1.0 / 1.5).abs() < 0.03, "nothing was drawn of that size: the line of all sizes");
        assert_eq!((null.line(1, 25), null.looks(12)), (Line::SAME, None));
    }

    #[test]
    fn a_tail_goes_on_beyond_the_draws() {
        let null = Null::of(&wide(4_000), &protocol());
        let p: Vec<f64> = [1e-3, 1e-6, 1e-12, 0.0].iter().map(|p| null.line(0, 25).p(*p)).collect();
        assert!(p.windows(2).all(|pair| pair[0] > pair[1]) && p[1] > 1e-6 && p[3] > 0.0, "{p:?}");
    }

    /// A model that is too wide is corrected as far as was drawn, and no faster beyond.
    #[test]
    fn nothing_is_gained_beyond_the_draws() {
        let line = Line { shift: 0.2, slope: 1.2 };
        let z = |p: f64| standard(line.p(p));
        assert!((z(norm_sf(1.0)) - 1.4).abs() < 1e-9);
        assert!((z(norm_sf(5.0)) - z(norm_sf(4.0)) - 1.0).abs() < 1e-6, "{} {}", z(norm_sf(5.0)), z(norm_sf(4.0)));
        let wide = Line { shift: 0.0, slope: 0.8 };
        assert!((standard(wide.p(norm_sf(5.0))) - 4.0).abs() < 1e-6);
    }
}
