//! Shares lowered / confirmed / raised against the journal mark, one bar a row: the set dark, references light.

use records::figure::AgreementBar;
use records::text::Lang;
use words::charts;

use super::canvas::{
    ACCENT, Anchor, Canvas, Frame, GREY, INK, Ink, PALE, PLAIN, Pen, QUIET, REFERENCE, REFERENCE_PALE, SIZE, STRONG, text_width, wrap,
};

const LINE: f64 = 12.0;
const BAR: f64 = 22.0;

pub(super) fn draw(bars: &[AgreementBar], width: f64, lang: Lang) -> Canvas {
    let labels = label_width(bars, lang);
    let names: Vec<Vec<String>> = bars.iter().map(|bar| name_lines(bar, labels - 8.0, lang)).collect();
    let heights: Vec<f64> = names.iter().map(|lines| f64::max(BAR, LINE * lines.len() as f64) + 16.0).collect();
    let sure = bars.iter().any(|bar| bar.own && bar.intervals().is_some());
    let foot = if sure { 16.0 } else { 0.0 };
    let mut canvas = Canvas::new(width, 18.0 + heights.iter().sum::<f64>() + foot);
    let row = Frame { x: labels, y: 20.0, w: width - labels - 1.0, h: BAR };
    canvas.text((row.x, 11.0), Anchor::Start, QUIET, &charts::below_journal(lang));
    canvas.text((row.x + row.w / 2.0, 11.0), Anchor::Middle, QUIET, &charts::equal(lang));
    canvas.text((row.right(), 11.0), Anchor::End, QUIET, &charts::above_journal(lang));
    let mut y = row.y;
    for ((bar, lines), height) in bars.iter().zip(&names).zip(&heights) {
        name(&mut canvas, bar, lines, (labels - 8.0, y));
        segments(&mut canvas, bar, Frame { y, ..row }, lang);
        intervals(&mut canvas, bar, Frame { y, ..row });
        y += height;
    }
    if sure {
        canvas.text((row.x, y + 8.0), Anchor::Start, QUIET, &charts::segments(lang));
    }
    canvas
}

/// The label of a bar, its number of pupils as the last line.
fn name_lines(bar: &AgreementBar, width: f64, lang: Lang) -> Vec<String> {
    let most = if bar.n.is_some() { 2 } else { 3 };
    let mut lines = wrap(bar.label.in_lang(lang), width, bar.own, most);
    lines.extend(bar.n.map(|n| format!("n\u{a0}=\u{a0}{}", words::count(lang, n as usize))));
    lines
}

fn name(canvas: &mut Canvas, bar: &AgreementBar, lines: &[String], (x, y): (f64, f64)) {
    let first = y + if lines.len() > 2 { 8.0 } else { 11.0 };
    for (index, line) in lines.iter().enumerate() {
        let counted = bar.n.is_some() && index + 1 == lines.len();
        let ink = match (counted, bar.own) {
            (true, _) => QUIET,
            (false, true) => STRONG,
            (false, false) => PLAIN,
        };
        canvas.text((x, first + LINE * index as f64), Anchor::End, ink, line);
    }
}

fn label_width(bars: &[AgreementBar], lang: Lang) -> f64 {
    let widest = bars.iter().map(|bar| text_width(bar.label.in_lang(lang), bar.own)).fold(0.0, f64::max);
    (widest + 10.0).clamp(70.0, 108.0)
}

/// Under the set's own bar: how far the share below reaches from the left, the share above from the right.
fn intervals(canvas: &mut Canvas, bar: &AgreementBar, row: Frame) {
    let Some([lowered, _, raised]) = bar.intervals().filter(|_| bar.own) else { return };
    let whisker = |canvas: &mut Canvas, from: f64, to: f64, y: f64| {
        canvas.line((from, y), (to, y), Pen::solid(INK, 1.3));
        for end in [from, to] {
            canvas.line((end, y - 2.5), (end, y + 2.5), Pen::solid(INK, 1.0));
        }
    };
    let y = row.bottom() + 5.0;
    whisker(canvas, row.x + row.w * lowered[0], row.x + row.w * lowered[2], y);
    let crossed = lowered[2] + raised[2] > 0.98;
    whisker(canvas, row.right() - row.w * raised[2], row.right() - row.w * raised[0], if crossed { y + 6.5 } else { y });
}

fn segments(canvas: &mut Canvas, bar: &AgreementBar, frame: Frame, lang: Lang) {
    let mut x = frame.x;
    for (kind, &share) in bar.shares.iter().enumerate() {
        let w = frame.w * if share.is_finite() { share.clamp(0.0, 1.0) } else { 0.0 };
        let gap = if kind < 2 { f64::min(1.5, w) } else { 0.0 };
        let part = Frame { x, w: w - gap, ..frame };
        if part.w > 0.2 {
            segment(canvas, part, kind, bar.own, &words::percent(lang, share, 0));
        }
        x += w;
    }
}

fn segment(canvas: &mut Canvas, part: Frame, kind: usize, own: bool, label: &str) {
    let at = (part.x + part.w / 2.0, part.y + BAR / 2.0 + 0.36 * SIZE);
    let fits = text_width(label, false) + 6.0 <= part.w;
    match kind {
        0 => canvas.rect(part, if own { PALE } else { REFERENCE_PALE }),
        1 => canvas.rect(part, if own { ACCENT } else { REFERENCE }),
        _ => canvas.hatch(part, if own { INK } else { GREY }),
    }
    match kind {
        _ if !fits => {}
        2 => canvas.label(at, Anchor::Middle, PLAIN, label),
        1 if own => canvas.text(at, Anchor::Middle, Ink { colour: "#ffffff", bold: false }, label),
        _ => canvas.text(at, Anchor::Middle, PLAIN, label),
    }
}
