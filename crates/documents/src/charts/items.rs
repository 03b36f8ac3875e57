//! Item shares with intervals, easy to hard, against a grey reference band.

use records::figure::ItemPoint;
use records::text::{Lang, Text};
use records::vocabulary::Format;
use words::charts;

use super::axis::{Scale, percentages, slot_height, slot_names};
use super::canvas::{ACCENT, Anchor, BAND, Canvas, Frame, GREY, PLAIN, Pen, QUIET, Shape, text_width, wrap};

pub(super) fn draw(items: &[ItemPoint], reference: &Text, width: f64, lang: Lang) -> Canvas {
    let names: Vec<&str> = items.iter().map(|item| item.name.as_str()).collect();
    let legend = legend(items, reference, width - 40.0, lang);
    let frame = Frame { x: 34.0, y: 20.0 + 14.0 * legend.len().max(1) as f64, w: width - 40.0, h: 140.0 };
    let below = slot_height(frame.w, &names);
    let mut canvas = Canvas::new(width, frame.bottom() + below + 20.0);
    let y = percentages(&mut canvas, frame);
    let slot = frame.w / items.len().max(1) as f64;
    bands(&mut canvas, items, frame, slot, y);
    for (index, item) in items.iter().enumerate() {
        point(&mut canvas, item, frame.x + (index as f64 + 0.5) * slot, y);
    }
    slot_names(&mut canvas, frame, &names);
    ends(&mut canvas, frame, below, lang);
    head(&mut canvas, items, &legend, frame, lang);
    canvas
}

/// The reference as a band with its middle dashed, broken where an item has no reference.
fn bands(canvas: &mut Canvas, items: &[ItemPoint], frame: Frame, slot: f64, y: Scale) {
    let known: Vec<(usize, [f64; 3])> = items.iter().enumerate().filter_map(|(i, item)| item.reference.map(|r| (i, r))).collect();
    for run in known.chunk_by(|a, b| a.0 + 1 == b.0) {
        let edge = |side: usize| -> Vec<(f64, f64)> {
            let mut points: Vec<(f64, f64)> =
                run.iter().map(|(i, r)| (frame.x + (*i as f64 + 0.5) * slot, y.at(100.0 * r[side]))).collect();
            if let (Some(&first), Some(&last)) = (points.first(), points.last()) {
                points.insert(0, (first.0 - 0.35 * slot, first.1));
                points.push((last.0 + 0.35 * slot, last.1));
            }
            points
        };
        let mut outline = edge(2);
        outline.extend(edge(0).into_iter().rev());
        canvas.area(&outline, BAND);
        canvas.polyline(&edge(1), Pen::dashed(GREY, 1.0));
    }
}

fn point(canvas: &mut Canvas, item: &ItemPoint, x: f64, y: Scale) {
    let [low, share, high] = item.own.map(|share| y.at(100.0 * share));
    canvas.line((x, low), (x, high), Pen::solid(ACCENT, 1.6));
    let shape = if item.format == Some(Format::Extended) { Shape::Square } else { Shape::Circle };
    canvas.point(shape, (x, share), 3.6, ACCENT);
}

fn ends(canvas: &mut Canvas, frame: Frame, below: f64, lang: Lang) {
    let y = frame.bottom() + below + 12.0;
    canvas.text((frame.x, y), Anchor::Start, QUIET, &charts::easy(lang));
    canvas.text((frame.right(), y), Anchor::End, QUIET, &charts::hard(lang));
}

/// What the grey band is, in at most two lines.
fn legend(items: &[ItemPoint], reference: &Text, width: f64, lang: Lang) -> Vec<String> {
    if items.iter().all(|item| item.reference.is_none()) {
        return Vec::new();
    }
    wrap(&charts::grey(lang, reference.in_lang(lang)), width, false, 2)
}

/// What the axis, the band and the shapes are, above the plot.
fn head(canvas: &mut Canvas, items: &[ItemPoint], legend: &[String], frame: Frame, lang: Lang) {
    canvas.text((0.0, 11.0), Anchor::Start, QUIET, &charts::share_of_max(lang));
    if items.iter().any(|item| item.format == Some(Format::Extended)) && items.iter().any(|item| item.format != Some(Format::Extended)) {
        let word = charts::extended(lang);
        let x = frame.right() - text_width(&word, false);
        canvas.text((x, 11.0), Anchor::Start, PLAIN, &word);
        canvas.point(Shape::Square, (x - 8.0, 7.2), 3.4, ACCENT);
    }
    for (index, line) in legend.iter().enumerate() {
        canvas.text((frame.right(), 25.0 + 13.0 * index as f64), Anchor::End, QUIET, line);
    }
}
