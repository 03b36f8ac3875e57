//! Axes: round ticks, a linear map to the drawing board, light horizontal grid.

use records::text::{Lang, number};

use super::canvas::{Anchor, Canvas, Frame, GRID, INK, PLAIN, Pen, QUIET, SIZE, text_width};

/// A linear map from a quantity to the board.
#[derive(Clone, Copy)]
pub(super) struct Scale {
    low: f64,
    high: f64,
    from: f64,
    to: f64,
}

impl Scale {
    /// Maps `low..high` to `from..to`; an empty range becomes one unit wide, what is not finite is left aside.
    pub(super) fn new((low, high): (f64, f64), (from, to): (f64, f64)) -> Self {
        let low = if low.is_finite() { low } else { 0.0 };
        let high = if high.is_finite() && high > low { high } else { low + 1.0 };
        Self { low, high, from, to }
    }

    pub(super) fn at(&self, value: f64) -> f64 {
        let value = if value.is_finite() { value.clamp(self.low, self.high) } else { self.low };
        self.from + (value - self.low) / (self.high - self.low) * (self.to - self.from)
    }
}

/// Round tick positions inside `low..=high`, about `about` of them, and the decimals they need.
pub(super) fn ticks(low: f64, high: f64, about: usize) -> (Vec<f64>, usize) {
    if !(low.is_finite() && high.is_finite() && high > low) {
        return (vec![if low.is_finite() { low } else { 0.0 }], 0);
    }
    let step = round_step((high - low) / about.max(1) as f64);
    let first = (low / step - 1e-9).ceil();
    let count = ((high / step + 1e-9).floor() - first).max(0.0) as usize + 1;
    let positions = (0..count.min(60)).map(|k| (first + k as f64) * step).collect();
    (positions, decimals(step))
}

/// The least of 1, 2, 5 × 10ᵏ not below `rough`.
fn round_step(rough: f64) -> f64 {
    let mut decade = 1.0;
    while decade * 10.0 <= rough {
        decade *= 10.0;
    }
    while decade > rough {
        decade /= 10.0;
    }
    [1.0, 2.0, 5.0, 10.0].into_iter().map(|k| k * decade).find(|step| *step >= rough * 0.999).unwrap_or(10.0 * decade)
}

fn decimals(step: f64) -> usize {
    (0..4)
        .find(|digits| {
            let scaled = step * [1.0, 10.0, 100.0, 1000.0][*digits];
            (scaled - scaled.round()).abs() < 1e-6
        })
        .unwrap_or(4)
}

/// Widens a range so that it begins and ends at a tick.
pub(super) fn rounded_range(low: f64, high: f64, about: usize) -> (f64, f64) {
    if !(low.is_finite() && high.is_finite() && high > low) {
        return (low, low + 1.0);
    }
    let step = round_step((high - low) / about.max(1) as f64);
    ((low / step + 1e-9).floor() * step, (high / step - 1e-9).ceil() * step)
}

/// Horizontal grid with its numbers on the left; returns the vertical map.
pub(super) fn vertical(canvas: &mut Canvas, frame: Frame, (low, high): (f64, f64), about: usize, lang: Lang) -> Scale {
    let scale = Scale::new((low, high), (frame.bottom(), frame.y));
    let (positions, digits) = ticks(low, high, about);
    for value in positions {
        let y = scale.at(value);
        canvas.line((frame.x, y), (frame.right(), y), Pen::solid(GRID, 1.0));
        canvas.text((frame.x - 6.0, y + 0.35 * SIZE), Anchor::End, QUIET, &number(value, digits, lang));
    }
    scale
}

/// The grid of percentages: quarters, whatever is drawn.
pub(super) fn percentages(canvas: &mut Canvas, frame: Frame) -> Scale {
    let scale = Scale::new((0.0, 100.0), (frame.bottom(), frame.y));
    for value in ["0", "25", "50", "75", "100"] {
        let y = scale.at(value.parse().unwrap_or(0.0));
        canvas.line((frame.x, y), (frame.right(), y), Pen::solid(GRID, 1.0));
        canvas.text((frame.x - 6.0, y + 0.35 * SIZE), Anchor::End, QUIET, value);
    }
    scale
}

/// Bottom line with ticks and numbers; returns the horizontal map.
pub(super) fn horizontal(canvas: &mut Canvas, frame: Frame, (low, high): (f64, f64), about: usize, lang: Lang) -> Scale {
    let scale = Scale::new((low, high), (frame.x, frame.right()));
    let y = frame.bottom();
    canvas.line((frame.x, y), (frame.right(), y), Pen::solid(INK, 1.0));
    let (positions, digits) = ticks(low, high, about);
    for value in positions {
        let x = scale.at(value);
        canvas.line((x, y), (x, y + 3.0), Pen::solid(INK, 1.0));
        canvas.text((x, y + 14.0), Anchor::Middle, QUIET, &number(value, digits, lang));
    }
    scale
}

/// Name of the horizontal axis, centred under the numbers.
pub(super) fn name_below(canvas: &mut Canvas, frame: Frame, y: f64, name: &str) {
    let half = text_width(name, false) / 2.0;
    let x = (frame.x + frame.w / 2.0).min(canvas.width() - half).max(half);
    canvas.text((x, y), Anchor::Middle, QUIET, name);
}

/// Names under equal slots: upright where they would not fit side by side. Returns the height they take.
pub(super) fn slot_names(canvas: &mut Canvas, frame: Frame, names: &[&str]) -> f64 {
    let height = slot_height(frame.w, names);
    let slot = frame.w / names.len().max(1) as f64;
    for (index, name) in names.iter().enumerate() {
        let x = frame.x + (index as f64 + 0.5) * slot;
        if height > 16.0 {
            canvas.upright((x + 0.35 * SIZE, frame.bottom() + 5.0), PLAIN, name);
        } else {
            canvas.text((x, frame.bottom() + 14.0), Anchor::Middle, PLAIN, name);
        }
    }
    height
}

/// Height that [`slot_names`] will take.
pub(super) fn slot_height(width: f64, names: &[&str]) -> f64 {
    let widest = names.iter().map(|name| text_width(name, false)).fold(0.0, f64::max);
    if widest + 3.0 <= width / names.len().max(1) as f64 { 16.0 } else { widest.max(12.0) + 8.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_are_round_and_inside() {
        assert_eq!(ticks(0.0, 24.0, 5), (vec![0.0, 5.0, 10.0, 15.0, 20.0], 0));
        assert_eq!(ticks(0.0, 1.0, 5).1, 1);
        assert_eq!(ticks(-3.0, 3.0, 4).0, [-2.0, 0.0, 2.0]);
        assert_eq!(ticks(1.0, 1.0, 4).0, [1.0]);
        assert!(ticks(f64::NAN, 1.0, 4).0.len() == 1);
    }

    #[test]
    fn a_scale_keeps_what_it_draws_inside() {
        let scale = Scale::new((0.0, 10.0), (100.0, 0.0));
        assert!((scale.at(5.0) - 50.0).abs() < 1e-9);
        assert!((scale.at(99.0)).abs() < 1e-9);
        assert!((scale.at(f64::NAN) - 100.0).abs() < 1e-9);
    }
}
