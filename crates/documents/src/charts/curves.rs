//! Group curves: mean share of the maximum by item for each mark group; lines told apart by dash and shape, named at their ends.

use records::figure::GroupCurve;
use records::text::Lang;
use words::charts;

use super::axis::{Scale, percentages, slot_height, slot_names};
use super::canvas::{ACCENT, Anchor, Canvas, Frame, GREY, INK, PLAIN, Pen, QUIET, Shape};

/// Looks of the curves from the strongest group down.
const LOOKS: [(&str, &str, Shape); 5] = [
    (ACCENT, "", Shape::Circle),
    (ACCENT, "7 3", Shape::Square),
    (INK, "3 2.5", Shape::Triangle),
    (GREY, "1.5 2.5", Shape::Ring),
    (GREY, "", Shape::Ring),
];

pub(super) fn draw(items: &[String], curves: &[GroupCurve], width: f64, lang: Lang) -> Canvas {
    let names: Vec<&str> = items.iter().map(String::as_str).collect();
    let frame = Frame { x: 34.0, y: 20.0, w: width - 34.0 - 58.0, h: 152.0 };
    let mut canvas = Canvas::new(width, frame.bottom() + slot_height(frame.w, &names) + 6.0);
    let y = percentages(&mut canvas, frame);
    canvas.text((0.0, 11.0), Anchor::Start, QUIET, &charts::share_of_max(lang));
    let mut order: Vec<&GroupCurve> = curves.iter().collect();
    order.sort_by_key(|curve| std::cmp::Reverse(curve.mark));
    let mut ends = Vec::new();
    for (curve, look) in order.into_iter().zip(LOOKS.into_iter().cycle()) {
        if let Some(end) = line(&mut canvas, curve, frame, y, look) {
            ends.push((end, format!("«{}»\u{a0}n\u{a0}=\u{a0}{}", curve.mark, curve.n)));
        }
    }
    slot_names(&mut canvas, frame, &names);
    end_labels(&mut canvas, frame.right() + 6.0, ends, (frame.y, frame.bottom()));
    canvas
}

fn line(canvas: &mut Canvas, curve: &GroupCurve, frame: Frame, y: Scale, look: (&'static str, &'static str, Shape)) -> Option<f64> {
    let (colour, dash, shape) = look;
    let slot = frame.w / curve.shares.len().max(1) as f64;
    let known: Vec<(usize, (f64, f64))> = curve
        .shares
        .iter()
        .enumerate()
        .filter_map(|(i, share)| share.map(|share| (i, (frame.x + (i as f64 + 0.5) * slot, y.at(100.0 * share)))))
        .collect();
    for run in known.chunk_by(|a, b| a.0 + 1 == b.0) {
        let points: Vec<(f64, f64)> = run.iter().map(|p| p.1).collect();
        canvas.polyline(&points, Pen { colour, width: 1.6, dash });
    }
    for (_, at) in &known {
        canvas.point(shape, *at, 2.8, colour);
    }
    known.last().map(|(_, (_, y))| *y)
}

/// Names at the right ends, moved apart so that none covers another.
pub(super) fn end_labels(canvas: &mut Canvas, x: f64, mut ends: Vec<(f64, String)>, (top, bottom): (f64, f64)) {
    ends.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut floor = top;
    for end in &mut ends {
        end.0 = end.0.max(floor);
        floor = end.0 + 13.0;
    }
    let mut ceiling = bottom;
    for end in ends.iter_mut().rev() {
        end.0 = end.0.min(ceiling);
        ceiling = end.0 - 13.0;
    }
    for (y, name) in ends {
        canvas.text((x, y + 4.0), Anchor::Start, PLAIN, &name);
    }
}
