//! The null of the screen: what p-values honest sets of this very screen show, counted over replicas drawn from the fitted models.
//!
//! z = Φ⁻¹(1 − p) of honest sets should be standard normal. By size of the set and indicator the upper half of the replicas' z is laid
//! against the normal by a straight line, which also says how the tail goes on beyond what was drawn: z′ = a + b·z (Beran 1988: prepivoting);
//! where b > 1 the tail beyond the last quantile keeps the model's own pace.
//! Few draws say little: the line of a size is held near that of all sizes, and that near z′ = z. Own evidence, the smallest p of related
//! indicators, is left to Šidák and a margin for what replicas cannot know.

use rayon::prelude::*;

use super::{evidence, sidak, with_margin};
use crate::indicators;
use crate::lines::{self, Line, Lines, standard};
use records::protocol::Protocol;

/// One set of one replica.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Drawn {
    /// Scripts.
    pub n: usize,
    /// Sets of one number were drawn together.
    pub replica: usize,
    /// Answers of the voting indicators: place in the registry, p, effect as a multiple of the material one.
    pub answers: Vec<(usize, f64, f64)>,
}

/// Draws that hold the line of a size at the line of all sizes, and that at z′ = z.
const HELD: [f64; 2] = [500.0, 100.0];
/// Fewer draws than this say nothing.
const FEWEST: usize = 100;
/// Parts of the draws left out in turn, to see how much the lines depend on what happened to be drawn.
const GROUPS: usize = 8;

/// What replicas show, by size of the set.
#[derive(Clone, Debug, Default)]
pub(crate) struct Null {
    /// Of the indicators.
    lines: Lines,
    bins: Vec<Bin>,
}

#[derive(Clone, Debug, Default)]
struct Bin {
    /// Of own evidence.
    own: Line,
    /// Share of the replicas' sets that would be worth a look.
    looks: Option<f64>,
}

impl Null {
    /// From the sets of all replicas; without any every p stays as it is.
    #[must_use]
    pub(crate) fn of(draws: &[Drawn], protocol: &Protocol) -> Self {
        let all: Vec<&Drawn> = draws.iter().collect();
        let laid = Laid::by(&all);
        let without: Vec<Laid> = (0..GROUPS)
            .into_par_iter()
            .map(|group| all.iter().copied().filter(|drawn| drawn.replica % GROUPS != group).collect::<Vec<&Drawn>>())
            .filter(|kept| kept.len() < all.len())
            .map(|kept| Laid::by(&kept))
            .collect();
        let ids = indicators::ALL.iter().map(|indicator| indicator.card().id).collect();
        let all_own = Line::of(&own_of(&all, &laid.overall), Line::SAME, HELD[1]);
        let of_bin = |at: usize| {
            let (own, lines) = (of_size(&all, at), &laid.by_size[at]);
            Bin { looks: looks(&own, lines, protocol), own: Line::of(&own_of(&own, lines), all_own, HELD[0]) }
        };
        Self { bins: (0..lines::BINS).map(of_bin).collect(), lines: Lines::of(ids, laid.doubted(&without)) }
    }

    /// The lines of the indicators.
    #[must_use]
    pub(crate) fn lines(&self) -> &Lines {
        &self.lines
    }

    /// The line of own evidence for a set of `n` scripts: own p is larger than it need be (Šidák over related indicators, a margin), so that
    /// counted as it is it makes honest sets look more frequent among the small ones than they are.
    #[must_use]
    pub(crate) fn own(&self, n: usize) -> Line {
        self.bins.get(lines::bin(n)).map_or(Line::SAME, |bin| bin.own)
    }

    /// Chance that an honest set of `n` scripts is worth a look; None where too few were drawn.
    #[must_use]
    pub(crate) fn looks(&self, n: usize) -> Option<f64> {
        self.bins.get(lines::bin(n)).and_then(|bin| bin.looks)
    }
}

/// Lines laid through draws, by place of the indicator.
struct Laid {
    /// Of all sizes.
    overall: Vec<Line>,
    by_size: Vec<Vec<Line>>,
}

impl Laid {
    fn by(draws: &[&Drawn]) -> Self {
        let places = draws.iter().flat_map(|drawn| &drawn.answers).map(|answer| answer.0 + 1).max().unwrap_or(0);
        let overall: Vec<Line> = (0..places).map(|place| Line::of(&seen(draws, place), Line::SAME, HELD[1])).collect();
        let of_size = |at: usize| {
            let own = of_size(draws, at);
            overall.iter().enumerate().map(|(place, line)| Line::of(&seen(&own, place), *line, HELD[0])).collect()
        };
        Self { by_size: (0..lines::BINS).map(of_size).collect(), overall }
    }

    /// The lines of every size with their doubt.
    fn doubted(&self, without: &[Self]) -> Vec<Vec<Line>> {
        let one = |at: usize, place: usize, line: &Line| {
            let without: Vec<Line> = without.iter().filter_map(|laid| laid.by_size[at].get(place).copied()).collect();
            line.doubted(&without)
        };
        let of_size = |(at, lines): (usize, &Vec<Line>)| lines.iter().enumerate().map(|(place, line)| one(at, place, line)).collect();
        self.by_size.iter().enumerate().map(of_size).collect()
    }
}

/// Draws of one size.
fn of_size<'d>(draws: &[&'d Drawn], at: usize) -> Vec<&'d Drawn> {
    draws.iter().copied().filter(|drawn| lines::bin(drawn.n) == at).collect()
}

/// z of own evidence over drawn sets.
fn own_of(draws: &[&Drawn], lines: &[Line]) -> Vec<f64> {
    draws.iter().filter_map(|drawn| own(drawn, lines)).map(|own| standard(own.0)).collect()
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
    let id = |place: usize| indicators::ALL.get(place).map_or("", |indicator| indicator.card().id);
    let laid = |place: usize, p: f64| evidence(id(place), lines.get(place).copied().unwrap_or(Line::SAME).p(p));
    let answers = drawn.answers.iter().map(|(place, p, material)| (laid(*place, *p), *material));
    let (p, material) = answers.min_by(|a, b| a.0.total_cmp(&b.0))?;
    Some((with_margin(sidak(p, drawn.answers.len())), material))
}

#[cfg(test)]
mod tests {
    use psychometrics::math::norm_sf;
    use psychometrics::stream::Stream;

    use super::*;

    fn protocol() -> Protocol {
        records::reference::Reference::shipped().unwrap().protocol()
    }

    /// Two indicators with nothing in common, both half as spread again as they should be.
    fn wide(sets: usize) -> Vec<Drawn> {
        drawn(sets, 0)
    }

    fn drawn(sets: usize, unit: u64) -> Vec<Drawn> {
        let mut stream = Stream::of(5, "wide", unit);
        let mut p = || norm_sf(1.5 * stream.normal());
        (0..sets).map(|replica| Drawn { n: 25, replica, answers: vec![(0, p(), 2.0), (3, p(), 2.0)] }).collect()
    }

    /// The stated error of p is what p varies by from one set of draws to another, and four times the draws halve it. Of sixty sets of draws the
    /// standard deviation is known within a tenth, the jackknife of eight groups within a quarter, its mean within a twentieth.
    #[test]
    fn the_error_of_p_is_how_much_p_varies() {
        let told = |sets: usize| {
            let lines: Vec<Line> =
                (0..60).map(|unit| Null::of(&drawn(sets, unit), &protocol()).lines().line(indicators::ALL[0].card().id, 25)).collect();
            let (raw, n) = (norm_sf(4.5), lines.len() as f64);
            let mean = lines.iter().map(|line| line.p(raw)).sum::<f64>() / n;
            let spread = (lines.iter().map(|line| (line.p(raw) - mean) * (line.p(raw) - mean)).sum::<f64>() / n).sqrt();
            (spread / mean, lines.iter().map(|line| line.error(raw)).sum::<f64>() / n / mean)
        };
        let [(few, few_said), (many, many_said)] = [told(2_000), told(8_000)];
        assert!((0.7..1.5).contains(&(few_said / few)) && (0.7..1.5).contains(&(many_said / many)), "{few_said} {few} {many_said} {many}");
        assert!((0.4..0.62).contains(&(many_said / few_said)), "{many_said} {few_said}");
    }

    #[test]
    fn too_wide_a_spread_is_taken_out() {
        let draws = wide(8_000);
        let null = Null::of(&draws, &protocol());
        let lines: Vec<Line> = (0..4).map(|place| null.lines().line(indicators::ALL[place].card().id, 25)).collect();
        assert!((lines[0].slope - 1.0 / 1.5).abs() < 0.03 && (lines[3].slope - 1.0 / 1.5).abs() < 0.03, "{lines:?}");
        let small = |level: f64| draws.iter().filter(|drawn| own(drawn, &lines).unwrap().0 < level).count() as f64 / 8_000.0;
        // The margin of one and a half: .05 becomes .033, .01 becomes .0067.
        assert!((small(0.05) - 0.033).abs() < 0.008 && (small(0.01) - 0.0067).abs() < 0.004, "{} {}", small(0.05), small(0.01));
        assert!((null.looks(25).unwrap() - small(0.05)).abs() < 1e-12);
    }

    #[test]
    fn few_draws_change_nothing_and_other_sizes_borrow() {
        let few = Null::of(&wide(50), &protocol());
        assert_eq!((few.lines().line(indicators::ALL[0].card().id, 25), few.looks(25)), (Line::SAME, None));
        let null = Null::of(&wide(8_000), &protocol());
        assert!(
            (null.lines().line(indicators::ALL[0].card().id, 12).slope - 1.0 / 1.5).abs() < 0.03,
            "nothing was drawn of that size: the line of all sizes"
        );
        assert_eq!((null.lines().line(indicators::ALL[1].card().id, 25), null.looks(12)), (Line::SAME, None));
    }

    #[test]
    fn a_tail_goes_on_beyond_the_draws() {
        let null = Null::of(&wide(4_000), &protocol());
        let p: Vec<f64> = [1e-3, 1e-6, 1e-12, 0.0].iter().map(|p| null.lines().line(indicators::ALL[0].card().id, 25).p(*p)).collect();
        assert!(p.windows(2).all(|pair| pair[0] > pair[1]) && p[1] > 1e-6 && p[3] > 0.0, "{p:?}");
    }
}
