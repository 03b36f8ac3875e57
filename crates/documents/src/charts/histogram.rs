//! Histogram of primary scores: bars, the expectation with its band, mark boundaries with the marks' names, excess hatched.

use super::axis::{Scale, name_below, ticks, vertical};
use super::canvas::{ACCENT, Anchor, BAND, Canvas, Frame, GREY, INK, PLAIN, Pen, QUIET, SIZE, text_width};
use records::text::Lang;
use words::charts;

/// What is drawn.
pub(super) struct Content<'a> {
    pub observed: &'a [u32],
    pub expected: &'a [[f64; 3]],
    pub cuts: &'a [(u8, u16)],
    pub excess: &'a [u16],
}

/// The board with its two maps.
struct Board {
    frame: Frame,
    slot: f64,
    y: Scale,
}

impl Board {
    fn left(&self, score: f64) -> f64 {
        self.frame.x + score * self.slot
    }

    fn centre(&self, score: usize) -> f64 {
        self.left(score as f64 + 0.5)
    }
}

pub(super) fn draw(content: &Content<'_>, width: f64, lang: Lang) -> Canvas {
    let mut canvas = Canvas::new(width, 210.0);
    let frame = Frame { x: 28.0, y: 24.0, w: width - 34.0, h: 142.0 };
    let y = vertical(&mut canvas, frame, (0.0, top(content)), 4, lang);
    let board = Board { frame, slot: frame.w / content.observed.len().max(1) as f64, y };
    band(&mut canvas, content, &board);
    bars(&mut canvas, content, &board);
    expectation(&mut canvas, content, &board);
    boundaries(&mut canvas, content, &board);
    scores(&mut canvas, content, &board, lang);
    expectation_label(&mut canvas, content, &board, lang);
    canvas
}

fn top(content: &Content<'_>) -> f64 {
    let bars = content.observed.iter().copied().max().unwrap_or(1);
    let band = content.expected.iter().map(|[_, _, high]| *high).filter(|high| high.is_finite()).fold(0.0, f64::max);
    f64::max(f64::from(bars), band).max(1.0) * 1.12
}

fn band(canvas: &mut Canvas, content: &Content<'_>, board: &Board) {
    let edge = |side: usize| -> Vec<(f64, f64)> {
        content.expected.iter().enumerate().map(|(score, e)| (board.centre(score), board.y.at(e[side]))).collect()
    };
    if content.expected.len() < 2 {
        return;
    }
    let mut outline = edge(2);
    outline.extend(edge(0).into_iter().rev());
    canvas.area(&outline, BAND);
}

fn bars(canvas: &mut Canvas, content: &Content<'_>, board: &Board) {
    let gap = (board.slot * 0.12).clamp(0.4, 2.0);
    for (score, &count) in content.observed.iter().enumerate().filter(|(_, count)| **count > 0) {
        let height = |count: f64| board.frame.bottom() - board.y.at(count);
        let count = f64::from(count);
        let bar = |low: f64, high: f64| Frame {
            x: board.left(score as f64) + gap / 2.0,
            y: board.frame.bottom() - height(high),
            w: board.slot - gap,
            h: height(high) - height(low),
        };
        let hatched = content.excess.iter().any(|&s| usize::from(s) == score);
        let from = if hatched { content.expected.get(score).map_or(0.0, |e| e[1].clamp(0.0, count)) } else { count };
        canvas.rect(bar(0.0, from), ACCENT);
        if hatched && count > from {
            canvas.hatch(bar(from, count), ACCENT);
        }
    }
    canvas.line((board.frame.x, board.frame.bottom()), (board.frame.right(), board.frame.bottom()), Pen::solid(INK, 1.0));
}

fn expectation(canvas: &mut Canvas, content: &Content<'_>, board: &Board) {
    let middle: Vec<(f64, f64)> = content.expected.iter().enumerate().map(|(score, e)| (board.centre(score), board.y.at(e[1]))).collect();
    if middle.len() > 1 {
        canvas.polyline(&middle, Pen::solid("#ffffff", 2.6));
        canvas.polyline(&middle, Pen::dashed(INK, 1.5));
    }
}

/// Boundaries as lines, the mark's name in the middle of its zone.
fn boundaries(canvas: &mut Canvas, content: &Content<'_>, board: &Board) {
    let end = content.observed.len() as f64;
    let Some(&(first, _)) = content.cuts.first() else { return };
    let mut zones = vec![(first.saturating_sub(1), 0.0)];
    zones.extend(content.cuts.iter().map(|&(mark, score)| (mark, f64::from(score).min(end))));
    for (index, &(mark, from)) in zones.iter().enumerate() {
        let to = zones.get(index + 1).map_or(end, |next| next.1);
        if index > 0 {
            let x = board.left(from);
            canvas.line((x, 16.0), (x, board.frame.bottom()), Pen::solid(INK, 1.0));
        }
        let full = format!("«{mark}»");
        let fits = text_width(&full, false) < (to - from) * board.slot;
        let name = if fits { full } else { mark.to_string() };
        canvas.text((board.left((from + to) / 2.0), 12.0), Anchor::Middle, QUIET, &name);
    }
}

fn scores(canvas: &mut Canvas, content: &Content<'_>, board: &Board, lang: Lang) {
    let max = content.observed.len().saturating_sub(1);
    let y = board.frame.bottom();
    let (mut positions, _) = ticks(0.0, max as f64, 6);
    positions.retain(|at| (max as f64 - at) * board.slot > 24.0);
    positions.push(max as f64);
    for at in positions {
        let x = board.left(at + 0.5);
        canvas.line((x, y), (x, y + 3.0), Pen::solid(INK, 1.0));
        canvas.text((x, y + 15.0), Anchor::Middle, QUIET, &words::number(lang, at, 0));
    }
    name_below(canvas, board.frame, y + 32.0, &charts::primary_score(lang));
    canvas.text((0.0, 12.0), Anchor::Start, QUIET, &charts::scripts(lang));
}

/// The word «ожидание» where the board is emptiest above the curve, with a leader to it.
fn expectation_label(canvas: &mut Canvas, content: &Content<'_>, board: &Board, lang: Lang) {
    let word = charts::expected(lang);
    let half = text_width(&word, false) / 2.0;
    let Some((score, ceiling)) = emptiest(content, board, half) else { return };
    let (x, y) = (board.centre(score), ceiling - 10.0);
    let Some(curve) = content.expected.get(score) else { return };
    canvas.line((x, y + 3.0), (x, board.y.at(curve[1]) - 2.0), Pen::solid(GREY, 0.8));
    canvas.label((x, y), Anchor::Middle, PLAIN, &word);
}

/// Score whose neighbourhood leaves most room, and the top of what stands there.
fn emptiest(content: &Content<'_>, board: &Board, half: f64) -> Option<(usize, f64)> {
    let reach = (half / board.slot).ceil() as usize + 1;
    let peak = content.expected.iter().map(|e| e[1]).fold(0.0, f64::max);
    let height = |score: usize| {
        let bar = content.observed.get(score).map_or(0.0, |&count| f64::from(count));
        let band = content.expected.get(score).map_or(0.0, |e| e[2]);
        board.y.at(f64::max(bar, band))
    };
    let crossed = |score: usize| {
        let x = board.centre(score);
        content.cuts.iter().any(|&(_, cut)| (board.left(f64::from(cut)) - x).abs() < half + 3.0)
    };
    (0..content.expected.len())
        .filter(|&s| content.expected[s][1] > 0.25 * peak)
        .filter(|&s| board.centre(s) - half > board.frame.x && board.centre(s) + half < board.frame.right())
        .map(|s| {
            let ceiling = (s.saturating_sub(reach)..=s + reach).map(height).fold(board.frame.bottom(), f64::min);
            (s, ceiling, crossed(s))
        })
        .filter(|(_, ceiling, _)| ceiling - 10.0 - SIZE > 14.0)
        .max_by(|a, b| {
            let key = |c: &(usize, f64, bool)| c.1 - if c.2 { 60.0 } else { 0.0 };
            key(a).total_cmp(&key(b)).then(b.0.cmp(&a.0))
        })
        .map(|(score, ceiling, _)| (score, ceiling))
}
