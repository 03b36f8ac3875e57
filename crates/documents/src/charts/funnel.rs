//! Where the set stands among all: effect against the number of scripts, with 95 % limits; the set's own dot is labelled.

use records::figure::FunnelDot;
use records::text::{Lang, Text};
use words::charts;

use super::axis::{Scale, horizontal, name_below, vertical};
use super::canvas::{ACCENT, Anchor, BAND, Canvas, Frame, GREY, INK, Pen, QUIET, STRONG, Shape, text_width, unit};

pub(super) fn draw(dots: &[FunnelDot], limits: &[[f64; 3]], axis: &Text, width: f64, lang: Lang) -> Canvas {
    let mut canvas = Canvas::new(width, 226.0);
    let frame = Frame { x: 34.0, y: 24.0, w: width - 46.0, h: 158.0 };
    let y = vertical(&mut canvas, frame, heights(dots, limits), 5, lang);
    let widest = dots.iter().map(|dot| dot.n).chain(limits.iter().map(|l| l[0])).fold(1.0, f64::max);
    let x = horizontal(&mut canvas, frame, (0.0, widest * 1.04), 5, lang);
    canvas.text((0.0, 11.0), Anchor::Start, QUIET, axis.in_lang(lang));
    name_below(&mut canvas, frame, frame.bottom() + 32.0, &charts::scripts_in_set(lang));
    funnel(&mut canvas, limits, frame, x, y);
    canvas.dots(&others(dots, x, y), 4.4, "#8d98a3");
    for dot in dots.iter().filter(|dot| dot.own) {
        own(&mut canvas, frame, (x.at(dot.n), y.at(dot.effect)), lang);
    }
    canvas
}

fn heights(dots: &[FunnelDot], limits: &[[f64; 3]]) -> (f64, f64) {
    let values = dots.iter().map(|dot| dot.effect).chain(limits.iter().flat_map(|l| [l[1], l[2]])).filter(|v| v.is_finite());
    let (low, high) = values.fold((0.0, 0.0), |(low, high): (f64, f64), v| (low.min(v), high.max(v)));
    let margin = 0.06 * (high - low);
    if high > low { (low - margin, high + margin) } else { (-1.0, 1.0) }
}

fn funnel(canvas: &mut Canvas, limits: &[[f64; 3]], frame: Frame, x: Scale, y: Scale) {
    let edge = |side: usize| -> Vec<(f64, f64)> { limits.iter().map(|l| (x.at(l[0]), y.at(l[side]))).collect() };
    if limits.len() > 1 {
        let mut outline = edge(2);
        outline.extend(edge(1).into_iter().rev());
        canvas.area(&outline, BAND);
        canvas.polyline(&edge(1), Pen::dashed(GREY, 1.0));
        canvas.polyline(&edge(2), Pen::dashed(GREY, 1.0));
    }
    canvas.line((frame.x, y.at(0.0)), (frame.right(), y.at(0.0)), Pen::solid(INK, 1.0));
    if let Some(first) = limits.first() {
        canvas.text((x.at(first[0]) - 5.0, y.at(first[2]) + 8.0), Anchor::End, QUIET, "95\u{a0}%");
    }
}

/// Dots of the others; those that would cover each other exactly are drawn once, so that a region costs no more than a town.
fn others(dots: &[FunnelDot], x: Scale, y: Scale) -> Vec<(f64, f64)> {
    let mut seen = std::collections::BTreeSet::new();
    dots.iter()
        .filter(|dot| !dot.own)
        .map(|dot| (x.at(dot.n).round(), y.at(dot.effect).round()))
        .filter(|&(x, y)| seen.insert((unit(x), unit(y))))
        .collect()
}

fn own(canvas: &mut Canvas, frame: Frame, (x, y): (f64, f64), lang: Lang) {
    canvas.point(Shape::Circle, (x, y), 6.2, "#ffffff");
    canvas.point(Shape::Circle, (x, y), 4.8, ACCENT);
    let name = charts::this_set(lang);
    let left = x + 12.0 + text_width(&name, true) > frame.right();
    let (anchor, at) = if left { (Anchor::End, x - 10.0) } else { (Anchor::Start, x + 10.0) };
    canvas.label((at, y + 4.0), anchor, STRONG, &name);
}
