//! What could be noticed at all: from nothing to the maximum, detectable from the MDE on; the observed effect with its interval above.

use records::text::{Lang, Text};
use words::charts;

use super::axis::{Scale, horizontal, name_below};
use super::canvas::{ACCENT, Anchor, Canvas, Frame, GREY, INK, PALE, PLAIN, Pen, QUIET, STRONG, Shape, text_width};

pub(super) fn draw(mde: f64, max: f64, observed: Option<[f64; 3]>, axis: &Text, width: f64, lang: Lang) -> Canvas {
    let head = if observed.is_some() { 44.0 } else { 20.0 };
    let mut canvas = Canvas::new(width, head + 68.0);
    let frame = Frame { x: 14.0, y: head, w: width - 30.0, h: 24.0 };
    let low = observed.map_or(0.0, |o| f64::min(0.0, o[0]));
    let high = observed.map_or(max, |o| f64::max(max, o[2]));
    let x = horizontal(&mut canvas, frame, (low, high), 7, lang);
    let ends = [x.at(0.0), x.at(mde.min(high)), x.at(high)];
    bar(&mut canvas, frame, ends);
    captions(&mut canvas, frame, ends, mde < high, lang);
    name_below(&mut canvas, frame, frame.bottom() + 33.0, axis.in_lang(lang));
    if let Some(observed) = observed {
        estimate(&mut canvas, observed, x, lang);
    }
    canvas
}

fn bar(canvas: &mut Canvas, frame: Frame, [from, cut, to]: [f64; 3]) {
    let part = |a: f64, b: f64| Frame { x: a, y: frame.y + 4.0, w: (b - a).max(0.0), h: 13.0 };
    canvas.rect(part(from, cut), PALE);
    if to - cut > 0.5 {
        canvas.rect(part(cut, to), ACCENT);
    }
}

/// Names of the two parts above them, side by side where a part is narrower than its name.
fn captions(canvas: &mut Canvas, frame: Frame, [from, cut, to]: [f64; 3], seen: bool, lang: Lang) {
    let y = frame.y - 2.0;
    let (not, yes) = (charts::not_seen(lang), charts::seen(lang));
    if !seen {
        canvas.text((from, y), Anchor::Start, QUIET, &not);
        return;
    }
    canvas.text((from, y), Anchor::Start, QUIET, &not);
    let beside = cut.max(from + text_width(&not, false) + 8.0);
    if beside + text_width(&yes, false) <= canvas.width() {
        canvas.text((beside, y), Anchor::Start, PLAIN, &yes);
    } else {
        canvas.text((to, y), Anchor::End, PLAIN, &yes);
    }
}

fn estimate(canvas: &mut Canvas, [low, middle, high]: [f64; 3], x: Scale, lang: Lang) {
    let y = 22.0;
    canvas.line((x.at(low), y), (x.at(high), y), Pen::solid(INK, 1.6));
    for end in [low, high] {
        canvas.line((x.at(end), y - 3.5), (x.at(end), y + 3.5), Pen::solid(INK, 1.2));
    }
    canvas.point(Shape::Circle, (x.at(middle), y), 4.2, INK);
    canvas.line((x.at(middle), y + 5.0), (x.at(middle), y + 8.0), Pen::solid(GREY, 0.8));
    let label = charts::here(lang, words::number(lang, middle, 1));
    let half = text_width(&label, true) / 2.0;
    let at = x.at(middle).clamp(half + 2.0, canvas.width() - half - 2.0);
    canvas.text((at, y - 9.0), Anchor::Middle, STRONG, &label);
}
