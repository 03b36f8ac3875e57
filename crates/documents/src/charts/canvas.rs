//! The drawing board: SVG with presentation attributes only (no style sheet, no ids, no scripts), so the same text works in a page,
//! in typst and in Word. One unit is one CSS pixel when the plot stands at half the width of an A4 page, so 11 units are 8 points.

use std::fmt::Write as _;

/// Ink of axes, own labels and text.
pub(super) const INK: &str = "#1b2229";
/// The one accent.
pub(super) const ACCENT: &str = "#1f4e79";
/// Secondary text; 5.9 : 1 on white.
pub(super) const GREY: &str = "#59636d";
/// Light horizontal grid.
pub(super) const GRID: &str = "#dde2e7";
/// Reference bands.
pub(super) const BAND: &str = "#d3dae1";
/// Light fill of the set's own bars.
pub(super) const PALE: &str = "#c9d3dd";
/// Fills of reference bars: middle and light.
pub(super) const REFERENCE: &str = "#aeb9c4";
pub(super) const REFERENCE_PALE: &str = "#e4e9ed";
/// Size of every label: 8 pt at half A4.
pub(super) const SIZE: f64 = 11.0;

/// How a line is drawn.
#[derive(Clone, Copy)]
pub(super) struct Pen {
    pub colour: &'static str,
    pub width: f64,
    /// SVG dash array; empty = solid.
    pub dash: &'static str,
}

impl Pen {
    pub(super) const fn solid(colour: &'static str, width: f64) -> Self {
        Self { colour, width, dash: "" }
    }

    pub(super) const fn dashed(colour: &'static str, width: f64) -> Self {
        Self { colour, width, dash: "4 3" }
    }

    fn attributes(self) -> String {
        let dash = if self.dash.is_empty() { String::new() } else { format!(" stroke-dasharray=\"{}\"", self.dash) };
        format!("stroke=\"{}\" stroke-width=\"{}\"{dash}", self.colour, unit(self.width))
    }
}

/// Where a text is held.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Anchor {
    Start,
    Middle,
    End,
}

/// How a text looks.
#[derive(Clone, Copy)]
pub(super) struct Ink {
    pub colour: &'static str,
    pub bold: bool,
}

pub(super) const PLAIN: Ink = Ink { colour: INK, bold: false };
pub(super) const QUIET: Ink = Ink { colour: GREY, bold: false };
pub(super) const STRONG: Ink = Ink { colour: INK, bold: true };

/// Shape of a point: told apart without colour.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    Circle,
    Square,
    Triangle,
    Ring,
}

/// An axis-parallel box.
#[derive(Clone, Copy)]
pub(super) struct Frame {
    pub x: f64,
    pub y: f64,
    pub w: f64,
    pub h: f64,
}

impl Frame {
    pub(super) const fn right(self) -> f64 {
        self.x + self.w
    }

    pub(super) const fn bottom(self) -> f64 {
        self.y + self.h
    }
}

/// A drawing in progress.
pub(super) struct Canvas {
    body: String,
    width: f64,
    height: f64,
}

impl Canvas {
    pub(super) const fn new(width: f64, height: f64) -> Self {
        Self { body: String::new(), width, height }
    }

    pub(super) const fn width(&self) -> f64 {
        self.width
    }

    /// The finished drawing with its text alternative.
    pub(super) fn finish(self, title: &str, alternative: &str) -> String {
        let (w, h) = (unit(self.width), unit(self.height));
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {w} {h}\" width=\"{w}\" height=\"{h}\" role=\"img\" \
             font-family=\"PT Sans\" font-size=\"{}\" fill=\"{INK}\"><title>{}</title><desc>{}</desc>{}</svg>",
            unit(SIZE),
            escape(title),
            escape(alternative),
            self.body
        )
    }

    pub(super) fn line(&mut self, from: (f64, f64), to: (f64, f64), pen: Pen) {
        let (x1, y1, x2, y2) = (unit(from.0), unit(from.1), unit(to.0), unit(to.1));
        self.put(format_args!("<path d=\"M{x1} {y1}L{x2} {y2}\" fill=\"none\" {}/>", pen.attributes()));
    }

    pub(super) fn polyline(&mut self, points: &[(f64, f64)], pen: Pen) {
        self.put(format_args!("<path d=\"{}\" fill=\"none\" stroke-linejoin=\"round\" {}/>", path(points), pen.attributes()));
    }

    pub(super) fn area(&mut self, points: &[(f64, f64)], fill: &str) {
        self.put(format_args!("<path d=\"{}Z\" fill=\"{fill}\"/>", path(points)));
    }

    pub(super) fn rect(&mut self, frame: Frame, fill: &str) {
        self.put(format_args!("<path d=\"{}\" fill=\"{fill}\"/>", outline(frame)));
    }

    /// A hatched box: strokes computed one by one, because patterns are drawn differently by every reader of SVG.
    pub(super) fn hatch(&mut self, frame: Frame, colour: &'static str) {
        let strokes = hatching(frame, 4.5);
        self.put(format_args!("<path d=\"{}\" fill=\"#ffffff\" stroke=\"{colour}\" stroke-width=\"0.8\"/>", outline(frame)));
        self.put(format_args!("<path d=\"{strokes}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"1\"/>"));
    }

    /// Many equal dots as one path: zero-length strokes with round caps.
    pub(super) fn dots(&mut self, centres: &[(f64, f64)], diameter: f64, colour: &str) {
        let mut d = String::new();
        for &(x, y) in centres {
            let _ = write!(d, "M{} {}h.01", unit(x), unit(y));
        }
        self.put(format_args!(
            "<path d=\"{d}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"{}\" stroke-linecap=\"round\"/>",
            unit(diameter)
        ));
    }

    pub(super) fn point(&mut self, shape: Shape, (x, y): (f64, f64), radius: f64, colour: &str) {
        let r = radius;
        match shape {
            Shape::Circle => {
                self.put(format_args!("<circle cx=\"{}\" cy=\"{}\" r=\"{}\" fill=\"{colour}\"/>", unit(x), unit(y), unit(r)));
            }
            Shape::Ring => self.put(format_args!(
                "<circle cx=\"{}\" cy=\"{}\" r=\"{}\" fill=\"#ffffff\" stroke=\"{colour}\" stroke-width=\"1.4\"/>",
                unit(x),
                unit(y),
                unit(r)
            )),
            Shape::Square => self.rect(Frame { x: x - r, y: y - r, w: 2.0 * r, h: 2.0 * r }, colour),
            Shape::Triangle => self.area(&[(x, y - 1.2 * r), (x + 1.15 * r, y + 0.9 * r), (x - 1.15 * r, y + 0.9 * r)], colour),
        }
    }

    pub(super) fn text(&mut self, (x, y): (f64, f64), anchor: Anchor, ink: Ink, text: &str) {
        let (x, y) = (unit(x), unit(y));
        self.put(format_args!("<text x=\"{x}\" y=\"{y}\"{}>{}</text>", look(anchor, ink), escape(text)));
    }

    /// A text on a white ground, for labels that stand on marks.
    pub(super) fn label(&mut self, at: (f64, f64), anchor: Anchor, ink: Ink, text: &str) {
        let w = text_width(text, ink.bold) + 4.0;
        let x = match anchor {
            Anchor::Start => at.0 - 2.0,
            Anchor::Middle => at.0 - w / 2.0,
            Anchor::End => at.0 - w + 2.0,
        };
        self.rect(Frame { x, y: at.1 - 0.85 * SIZE, w, h: 1.15 * SIZE }, "#ffffff");
        self.text(at, anchor, ink, text);
    }

    /// A text turned to read upwards, held at its end.
    pub(super) fn upright(&mut self, (x, y): (f64, f64), ink: Ink, text: &str) {
        let (x, y) = (unit(x), unit(y));
        let turned = format!(" transform=\"rotate(-90 {x} {y})\"");
        self.put(format_args!("<text x=\"{x}\" y=\"{y}\"{}{turned}>{}</text>", look(Anchor::End, ink), escape(text)));
    }

    fn put(&mut self, part: std::fmt::Arguments<'_>) {
        let _ = self.body.write_fmt(part);
    }
}

fn look(anchor: Anchor, ink: Ink) -> String {
    let anchor = match anchor {
        Anchor::Start => "",
        Anchor::Middle => " text-anchor=\"middle\"",
        Anchor::End => " text-anchor=\"end\"",
    };
    let colour = if ink.colour == INK { String::new() } else { format!(" fill=\"{}\"", ink.colour) };
    let weight = if ink.bold { " font-weight=\"700\"" } else { "" };
    format!("{anchor}{colour}{weight}")
}

fn path(points: &[(f64, f64)]) -> String {
    let mut d = String::new();
    for (index, &(x, y)) in points.iter().enumerate() {
        let _ = write!(d, "{}{} {}", if index == 0 { 'M' } else { 'L' }, unit(x), unit(y));
    }
    d
}

fn outline(frame: Frame) -> String {
    format!("M{} {}h{}v{}h{}Z", unit(frame.x), unit(frame.y), unit(frame.w), unit(frame.h), unit(-frame.w))
}

/// Diagonal strokes x + y = c inside the frame, `step` apart along the axes.
fn hatching(frame: Frame, step: f64) -> String {
    let mut d = String::new();
    let mut c = ((frame.x + frame.y) / step).ceil() * step;
    let end = frame.right() + frame.bottom();
    while c < end {
        let low = f64::max(frame.x, c - frame.bottom());
        let high = f64::min(frame.right(), c - frame.y);
        if high - low > 0.3 {
            let _ = write!(d, "M{} {}L{} {}", unit(low), unit(c - low), unit(high), unit(c - high));
        }
        c += step;
    }
    d
}

/// A coordinate with at most one decimal: the same characters everywhere. What is not finite is drawn at zero rather than breaking the file.
pub(super) fn unit(value: f64) -> String {
    let value = if value.is_finite() { value } else { 0.0 };
    let text = format!("{value:.1}");
    let text = text.strip_suffix(".0").unwrap_or(&text);
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}

/// Text inside XML.
pub(super) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

/// Approximate width of a label in PT Sans at [`SIZE`], units; errs on the wide side.
pub(super) fn text_width(text: &str, bold: bool) -> f64 {
    ems(text) * SIZE * if bold { 1.06 } else { 1.0 }
}

/// About how wide a text is, in heights of its letter.
pub(crate) fn ems(text: &str) -> f64 {
    text.chars().map(advance).sum()
}

fn advance(c: char) -> f64 {
    match c {
        ' ' | '\u{a0}' | '.' | ',' | ':' | ';' | '\'' | '!' | '|' | 'i' | 'j' | 'l' | 'I' => 0.27,
        '(' | ')' | '-' | 'f' | 't' | 'r' | '«' | '»' | '/' | 'г' => 0.40,
        'ш' | 'щ' | 'ж' | 'м' | 'ы' | 'ю' | 'ф' | 'm' | 'w' | '%' | 'Ш' | 'Щ' | 'Ж' | 'М' | 'Ы' | 'Ю' | 'Ф' | 'W' | '—' | '→' | '←' => {
            0.83
        }
        c if c.is_uppercase() => 0.64,
        _ => 0.54,
    }
}

/// Breaks a label into at most `most` lines no wider than `width`; the last one is shortened where it must be.
pub(super) fn wrap(text: &str, width: f64, bold: bool, most: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        match lines.last_mut() {
            Some(line) if text_width(line, bold) + text_width(word, bold) + 3.0 <= width => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    if lines.len() > most {
        let rest = lines.split_off(most.saturating_sub(1)).join(" ");
        lines.push(rest);
    }
    lines.iter_mut().for_each(|line| shorten(line, width, bold));
    lines
}

fn shorten(line: &mut String, width: f64, bold: bool) {
    if text_width(line, bold) <= width {
        return;
    }
    while !line.is_empty() && text_width(line, bold) + 0.83 * SIZE > width {
        line.pop();
    }
    line.push('…');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn coordinates_are_short_and_never_break_the_file() {
        assert_eq!(unit(12.0), "12");
        assert_eq!(unit(12.34), "12.3");
        assert_eq!(unit(-0.01), "0");
        assert_eq!(unit(f64::NAN), "0");
    }

    #[test]
    fn hatching_stays_inside_its_box() {
        let frame = Frame { x: 10.0, y: 20.0, w: 12.0, h: 9.0 };
        for stroke in hatching(frame, 4.5).split('M').skip(1) {
            let numbers: Vec<f64> = stroke.split(['L', ' ']).map(|n| n.parse().unwrap()).collect();
            for pair in numbers.chunks(2) {
                assert!((9.9..=22.1).contains(&pair[0]) && (19.9..=29.1).contains(&pair[1]), "{stroke}");
            }
        }
    }

    #[test]
    fn text_cannot_close_a_tag() {
        assert_eq!(escape("<b>&\"\u{7}"), "&lt;b&gt;&amp;&quot; ");
    }

    #[test]
    fn long_labels_are_broken_then_shortened() {
        let lines = wrap("школа и все параллели муниципалитета", 80.0, false, 2);
        assert_eq!(lines.len(), 2);
        assert!(lines.iter().all(|line| text_width(line, false) <= 80.0), "{lines:?}");
    }
}
