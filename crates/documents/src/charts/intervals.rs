//! Estimates with intervals, one a row: where "nothing" is stands as a line.

use records::text::{Lang, Text};

use super::axis::{horizontal, name_below, rounded_range};
use super::canvas::{ACCENT, Anchor, Canvas, Frame, GRID, INK, PLAIN, Pen, Shape, text_width, wrap};

const LINE: f64 = 13.0;

pub(super) fn draw(rows: &[(Text, [f64; 3])], axis: &Text, zero: f64, width: f64, lang: Lang) -> Canvas {
    let labels = label_width(rows, width, lang);
    let names: Vec<Vec<String>> = rows.iter().map(|row| wrap(row.0.in_lang(lang), labels - 10.0, false, 3)).collect();
    let heights: Vec<f64> = names.iter().map(|lines| LINE * lines.len().max(1) as f64 + 7.0).collect();
    let frame = Frame { x: labels, y: 4.0, w: width - labels - 12.0, h: heights.iter().sum::<f64>() + 4.0 };
    let mut canvas = Canvas::new(width, frame.bottom() + 38.0);
    let x = horizontal(&mut canvas, frame, range(rows, zero), 4, lang);
    canvas.line((x.at(zero), frame.y), (x.at(zero), frame.bottom()), Pen::dashed(INK, 1.0));
    let mut y = frame.y;
    for ((row, lines), height) in rows.iter().zip(&names).zip(&heights) {
        let centre = y + height / 2.0;
        canvas.line((frame.x, y + height), (frame.right(), y + height), Pen::solid(GRID, 0.6));
        for (index, text) in lines.iter().enumerate() {
            let offset = LINE * (index as f64 - (lines.len() as f64 - 1.0) / 2.0);
            canvas.text((labels - 8.0, centre + offset + 4.0), Anchor::End, PLAIN, text);
        }
        let [low, middle, high] = row.1.map(|value| x.at(value));
        canvas.line((low, centre), (high, centre), Pen::solid(ACCENT, 1.6));
        canvas.point(Shape::Circle, (middle, centre), 3.6, ACCENT);
        y += height;
    }
    name_below(&mut canvas, frame, frame.bottom() + 32.0, axis.in_lang(lang));
    canvas
}

fn label_width(rows: &[(Text, [f64; 3])], width: f64, lang: Lang) -> f64 {
    let widest = rows.iter().map(|row| text_width(row.0.in_lang(lang), false)).fold(0.0, f64::max);
    (widest + 12.0).clamp(34.0, width * 0.42)
}

fn range(rows: &[(Text, [f64; 3])], zero: f64) -> (f64, f64) {
    let values = rows.iter().flat_map(|row| row.1).filter(|v| v.is_finite());
    let (low, high) = values.fold((zero, zero), |(low, high), v| (low.min(v), high.max(v)));
    rounded_range(low, if high > low { high } else { low + 1.0 }, 4)
}
