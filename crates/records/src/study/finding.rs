//! A finding as it is kept: under a natural key, so that next year's program finds this year's answer without the study it came from.

use serde::{Deserialize, Serialize};

use crate::card::Outcome;
use crate::vocabulary::SchoolYear;

use super::Study;

/// What a finding is about. Written words only: no number of a row, no id of one run.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FindingKey {
    /// School as written.
    pub school: String,
    /// School year.
    pub year: SchoolYear,
    /// Class as written.
    pub class: String,
    /// `kim` key.
    pub procedure: String,
    /// Indicator id.
    pub indicator: String,
}

/// What one indicator gave on one result set.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Finding {
    /// What it is about.
    pub key: FindingKey,
    /// Version of the indicator.
    pub version: String,
    /// What it gave.
    pub outcome: Outcome,
    /// Benjamini–Hochberg over the rows of this indicator.
    #[serde(with = "crate::kept_number")]
    pub q: Option<f64>,
    /// Whether it leads a set that is worth a look.
    pub look: bool,
    /// Whether it leads a flagged set.
    pub flagged: bool,
}

impl Study {
    /// Every reading of every result set as it is kept, in the row order of the outputs. Keys are unique where the data name every class
    /// and paper once.
    #[must_use]
    pub fn findings(&self) -> Vec<Finding> {
        let of = |set: &super::SetStudy| {
            let Some(year) = self.works.get(set.work).map(|work| work.year) else { return Vec::new() };
            let leads = |indicator: &str| set.leading == Some(indicator);
            let finding = |reading: &super::SetReading| Finding {
                key: FindingKey {
                    school: set.school.clone(),
                    year,
                    class: set.class.clone(),
                    procedure: set.procedure.clone(),
                    indicator: reading.indicator.to_owned(),
                },
                version: reading.version.to_owned(),
                outcome: reading.outcome.clone(),
                q: reading.q,
                look: set.look && leads(reading.indicator),
                flagged: set.flagged && leads(reading.indicator),
            };
            set.readings.iter().map(finding).collect::<Vec<_>>()
        };
        self.sets.iter().flat_map(of).collect()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::card::Reading;
    use crate::figure::{AgreementBar, Figure, FunnelDot, GroupCurve, ItemPoint, Plot};
    use crate::text::Text;
    use crate::vocabulary::{Direction, Format, PKind};

    fn any_number() -> impl Strategy<Value = f64> {
        prop_oneof![any::<f64>(), Just(f64::NAN), Just(f64::INFINITY), Just(f64::NEG_INFINITY), Just(-0.0)]
    }

    fn text() -> impl Strategy<Value = Text> {
        let named = |(ru, en, how, pupils): (String, String, u8, usize)| match how {
            0 => Text::new(ru, en),
            1 => Text::new(ru, en).of_persons(),
            2 => Text::new(ru, en).telling_of([pupils]),
            _ => Text::new(ru, en).telling_of([pupils]).else_saying(Text::same("…").of_no_one()),
        };
        ("\\PC*", "\\PC*", 0_u8..4, 0_usize..40).prop_map(named)
    }

    fn plot() -> impl Strategy<Value = Plot> {
        let band = || (any_number(), any_number(), any_number()).prop_map(<[f64; 3]>::from);
        let bar = (text(), any::<Option<u32>>(), band(), any::<bool>()).prop_map(|(label, n, shares, own)| AgreementBar {
            label,
            n,
            shares,
            own,
        });
        let format = proptest::option::of(proptest::sample::select(Format::ALL.to_vec()));
        let item = ("\\PC*", band(), proptest::option::of(band()), format).prop_map(|(name, own, reference, format)| ItemPoint {
            name,
            own,
            reference,
            format,
        });
        let dot = (any_number(), any_number(), any::<bool>()).prop_map(|(n, effect, own)| FunnelDot { n, effect, own });
        let curve = (any::<u8>(), any::<u32>(), proptest::collection::vec(proptest::option::of(any_number()), 0..4))
            .prop_map(|(mark, n, shares)| GroupCurve { mark, n, shares });
        let many = |of| proptest::collection::vec(of, 0..4);
        prop_oneof![
            (
                many(any::<u32>().boxed()),
                proptest::collection::vec(band(), 0..4),
                proptest::collection::vec((any::<u8>(), any::<u16>()), 0..4)
            )
                .prop_map(|(observed, expected, cuts)| Plot::Histogram { observed, expected, cuts, excess: vec![3] }),
            proptest::collection::vec(bar, 0..4).prop_map(|bars| Plot::Agreement { bars }),
            (proptest::collection::vec(item, 0..4), text()).prop_map(|(items, reference)| Plot::Items { items, reference }),
            (proptest::collection::vec(dot, 0..4), proptest::collection::vec(band(), 0..4), text())
                .prop_map(|(dots, limits, axis)| Plot::Funnel { dots, limits, axis }),
            (any_number(), any_number(), proptest::option::of(band()), text()).prop_map(|(mde, max, observed, axis)| Plot::Detectable {
                mde,
                max,
                observed,
                axis
            }),
            proptest::collection::vec(curve, 0..4).prop_map(|curves| Plot::Curves { items: vec!["1".into()], curves }),
            (proptest::collection::vec((text(), proptest::collection::vec(proptest::option::of(band()), 0..3)), 0..3), text())
                .prop_map(|(lines, axis)| Plot::Series { labels: vec![axis.clone()], lines, axis }),
            (proptest::collection::vec((text(), band()), 0..4), text(), any_number()).prop_map(|(rows, axis, zero)| Plot::Intervals {
                rows,
                axis,
                zero
            }),
        ]
    }

    fn outcome() -> impl Strategy<Value = Outcome> {
        let figure = (text(), text(), plot()).prop_map(|(title, caption, plot)| Figure { title, caption, plot });
        let numbers = (any_number(), any_number(), any_number(), any_number(), any_number(), any_number());
        let directions = proptest::sample::select(Direction::ALL);
        let kinds = proptest::sample::select(PKind::ALL);
        let words = (text(), text(), proptest::collection::vec(figure, 0..3), proptest::collection::vec((text(), any_number()), 0..3));
        prop_oneof![
            (0_usize..99, text()).prop_map(|(n, why)| Outcome::TooFew { n, need: 10, why }),
            text().prop_map(|why| Outcome::NoData { why }),
            (0_usize..99, directions, kinds, numbers, words).prop_map(|(n, direction, p_kind, (effect, low, high, mde, z, p), words)| {
                let (reference, explanation, figures, workings) = words;
                let ci = [low, high];
                Outcome::Answered(Box::new(Reading {
                    n,
                    direction,
                    effect,
                    ci,
                    mde,
                    z,
                    p,
                    p_kind,
                    reference,
                    explanation,
                    figures,
                    workings,
                }))
            }),
        ]
    }

    proptest! {
        /// Kept this year, read next year: the same bits, "not a number" and what the words name included.
        #[test]
        fn a_finding_is_kept_and_read_back(
            school in "\\PC*", class in "\\PC*", procedure in "\\PC*", year in 1990_i16..2100, q in proptest::option::of(any_number()), outcome in outcome()
        ) {
            let key = FindingKey { school, year: SchoolYear(year), class, procedure, indicator: "level".into() };
            let finding = Finding { key, version: "3".into(), outcome, q, look: true, flagged: false };
            let kept = serde_json::to_string(&finding).unwrap();
            let read: Finding = serde_json::from_str(&kept).unwrap();
            // A debug writing tells every bit but the payload of NaN, which is not equal to itself.
            prop_assert_eq!(format!("{:?}", read), format!("{:?}", finding));
            prop_assert_eq!(serde_json::to_string(&read).unwrap(), kept);
        }
    }

    #[test]
    fn what_is_no_number_is_told() {
        let kept = r#"{"key":{"school":"a","year":"2025/2026","class":"5А","procedure":"p","indicator":"level"},"version":"1","outcome":{"NoData":{"why":{"ru":"","en":""}}},"q":null,"look":false,"flagged":false}"#;
        assert!(serde_json::from_str::<Finding>(kept).is_ok());
        for wrong in [kept.replace("2025/2026", "2025"), kept.replace("\"look\"", "\"luck\""), kept.replace("NoData", "Nothing")] {
            assert!(serde_json::from_str::<Finding>(&wrong).is_err(), "{wrong}");
        }
    }
}
