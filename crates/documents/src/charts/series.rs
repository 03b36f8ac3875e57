//! A quantity over periods or years: lines with intervals, named at their ends.

use records::text::{Lang, Text};

use super::axis::{rounded_range, slot_height, slot_names, vertical};
use super::canvas::{ACCENT, Anchor, Canvas, Frame, GREY, INK, Pen, QUIET, Shape, text_width, wrap};
use super::curves::end_labels;

type Line = (Text, Vec<Option<[f64; 3]>>);

const LOOKS: [(&str, &str, Shape); 4] =
    [(ACCENT, "", Shape::Circle), (GREY, "5 3", Shape::Square), (INK, "2 2.5", Shape::Triangle), (GREY, "", Shape::Ring)];

pub(super) fn draw(labels: &[Text], lines: &[Line], axis: &Text, width: f64, lang: Lang) -> Canvas {
    let names: Vec<&str> = labels.iter().map(|label| label.in_lang(lang)).collect();
    let ends = ends_width(lines, lang);
    let frame = Frame { x: 34.0, y: 24.0, w: width - 34.0 - ends, h: 136.0 };
    let mut canvas = Canvas::new(width, frame.bottom() + slot_height(frame.w, &names) + 6.0);
    let y = vertical(&mut canvas, frame, range(lines), 4, lang);
    canvas.text((0.0, 11.0), Anchor::Start, QUIET, axis.in_lang(lang));
    let slot = frame.w / labels.len().max(1) as f64;
    let mut tails = Vec::new();
    for (index, ((name, values), look)) in lines.iter().zip(LOOKS.into_iter().cycle()).enumerate() {
        let shift = (index as f64 - (lines.len() as f64 - 1.0) / 2.0) * 4.0;
        let points: Vec<(usize, f64, [f64; 3])> = values
            .iter()
            .enumerate()
            .filter_map(|(i, value)| value.map(|v| (i, frame.x + (i as f64 + 0.5) * slot + shift, v.map(|v| y.at(v)))))
            .collect();
        line(&mut canvas, &points, look);
        if let Some(last) = points.last() {
            let label = wrap(name.in_lang(lang), 92.0, false, 1).into_iter().next().unwrap_or_default();
            tails.push((last.2[0], label));
        }
    }
    slot_names(&mut canvas, frame, &names);
    if lines.len() > 1 {
        end_labels(&mut canvas, frame.right() + 2.0, tails, (frame.y, frame.bottom()));
    }
    canvas
}

/// Points are (slot, x, [value, low, high] on the board).
fn line(canvas: &mut Canvas, points: &[(usize, f64, [f64; 3])], (colour, dash, shape): (&'static str, &'static str, Shape)) {
    for run in points.chunk_by(|a, b| a.0 + 1 == b.0) {
        let path: Vec<(f64, f64)> = run.iter().map(|p| (p.1, p.2[0])).collect();
        canvas.polyline(&path, Pen { colour, width: 1.6, dash });
    }
    for (_, x, [value, low, high]) in points {
        canvas.line((*x, *low), (*x, *high), Pen::solid(colour, 1.2));
        canvas.point(shape, (*x, *value), 3.2, colour);
    }
}

fn ends_width(lines: &[Line], lang: Lang) -> f64 {
    if lines.len() < 2 {
        return 8.0;
    }
    lines.iter().map(|(name, _)| text_width(name.in_lang(lang), false)).fold(20.0, f64::max).min(92.0) + 6.0
}

fn range(lines: &[Line]) -> (f64, f64) {
    let values = lines.iter().flat_map(|line| line.1.iter().flatten().flatten()).copied().filter(|v| v.is_finite());
    let (low, high) = values.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), v| (low.min(v), high.max(v)));
    if low > high {
        return (0.0, 1.0);
    }
    let margin = ((high - low) * 0.08).max(0.02);
    let (from, to) = rounded_range(low - margin, high + margin, 4);
    (if low >= 0.0 { from.max(0.0) } else { from }, to)
}
