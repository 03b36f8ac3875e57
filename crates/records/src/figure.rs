//! What a plot has to show, as data: an indicator says what is seen, `documents` draws it (SVG for page, Word and PDF alike).
//! Every figure is a sentence (its title), a caption (how to read it, from how many, compared with what) and numbers that are also its table.

use psychometrics::binomial::{NOTHING_KNOWN, wilson};
use serde::{Deserialize, Serialize};

use crate::text::Text;
use crate::vocabulary::Format;

/// A figure: statement, reading aid, content.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Figure {
    /// What is seen, as a sentence: «Журнал выше работы у каждого второго».
    pub title: Text,
    /// How to read it, from how many, compared with what.
    pub caption: Text,
    /// The content.
    pub plot: Plot,
}

/// Content of a figure. Lengths of parallel vectors agree; shares are in 0..=1.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Plot {
    /// Histogram of primary scores with the smooth expectation and the mark boundaries.
    Histogram {
        /// Scripts with score 0, 1, …, max.
        observed: Vec<u32>,
        /// Expected scripts by score with a 95 % band (low, expected, high), or empty.
        #[serde(with = "crate::kept_number")]
        expected: Vec<[f64; 3]>,
        /// (mark, least score for it), ascending.
        cuts: Vec<(u8, u16)>,
        /// Scores whose excess is hatched.
        excess: Vec<u16>,
    },
    /// Shares lowered / confirmed / raised against the journal mark, one bar a row.
    Agreement {
        /// Bars, the set first.
        bars: Vec<AgreementBar>,
    },
    /// Item shares against a reference band, easy to hard.
    Items {
        /// Points, in the order of drawing.
        items: Vec<ItemPoint>,
        /// What the grey band is.
        reference: Text,
    },
    /// Where the set stands among all: effect against n.
    Funnel {
        /// Dots.
        dots: Vec<FunnelDot>,
        /// 95 % limits: (n, low, high), ascending in n.
        #[serde(with = "crate::kept_number")]
        limits: Vec<[f64; 3]>,
        /// Name of the vertical axis, with unit.
        axis: Text,
    },
    /// What could be noticed at all: from 0 to `max`, detectable from `mde` on.
    Detectable {
        /// Least effect seen with the stated power.
        #[serde(with = "crate::kept_number")]
        mde: f64,
        /// End of the axis.
        #[serde(with = "crate::kept_number")]
        max: f64,
        /// Observed effect with its interval, where there is one.
        #[serde(with = "crate::kept_number")]
        observed: Option<[f64; 3]>,
        /// Name of the axis, with unit.
        axis: Text,
    },
    /// Group curves: mean share of the maximum per item for each mark group.
    Curves {
        /// Item names, in the order of drawing.
        items: Vec<String>,
        /// Curves; a share is None where a group has no answer.
        curves: Vec<GroupCurve>,
    },
    /// A quantity over time or periods.
    Series {
        /// Labels of the horizontal axis.
        labels: Vec<Text>,
        /// Lines: name and (value, low, high) per label.
        #[serde(with = "crate::kept_number")]
        lines: Vec<(Text, Vec<Option<[f64; 3]>>)>,
        /// Name of the vertical axis, with unit.
        axis: Text,
    },
    /// Estimates with intervals, one a row (contributions of items, contrasts).
    Intervals {
        /// Rows: name, (low, estimate, high).
        #[serde(with = "crate::kept_number")]
        rows: Vec<(Text, [f64; 3])>,
        /// Name of the axis, with unit.
        axis: Text,
        /// Where "nothing" is.
        #[serde(with = "crate::kept_number")]
        zero: f64,
    },
}

/// One bar of [`Plot::Agreement`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AgreementBar {
    /// Whose.
    pub label: Text,
    /// Pupils, where known.
    pub n: Option<u32>,
    /// Shares lowered, confirmed, raised; they sum to 1.
    #[serde(with = "crate::kept_number")]
    pub shares: [f64; 3],
    /// Whether it is the set itself (drawn dark) or a reference (drawn light).
    pub own: bool,
}

impl AgreementBar {
    /// 95 % intervals of the three shares (low, share, high; Wilson 1927), where the number of pupils is known.
    #[must_use]
    pub fn intervals(&self) -> Option<[[f64; 3]; 3]> {
        let n = f64::from(self.n.filter(|n| *n > 0)?);
        Some(self.shares.map(|share| {
            let (low, high) = wilson(share * n, n, 0.95).unwrap_or(NOTHING_KNOWN);
            [low, share, high]
        }))
    }
}

/// One item of [`Plot::Items`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ItemPoint {
    /// Item.
    pub name: String,
    /// Share of the maximum with 95 % interval: (low, share, high).
    #[serde(with = "crate::kept_number")]
    pub own: [f64; 3],
    /// Reference band (low, middle, high), where there is one.
    #[serde(with = "crate::kept_number")]
    pub reference: Option<[f64; 3]>,
    /// Format of its answer, where the KIM gives one.
    pub format: Option<Format>,
}

/// One dot of [`Plot::Funnel`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FunnelDot {
    /// Scripts.
    #[serde(with = "crate::kept_number")]
    pub n: f64,
    /// Effect.
    #[serde(with = "crate::kept_number")]
    pub effect: f64,
    /// The set the page is about.
    pub own: bool,
}

/// One curve of [`Plot::Curves`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct GroupCurve {
    /// Mark of the group.
    pub mark: u8,
    /// Pupils in it.
    pub n: u32,
    /// Mean share of the maximum by item.
    #[serde(with = "crate::kept_number")]
    pub shares: Vec<Option<f64>>,
}
