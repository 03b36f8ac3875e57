//! A description as a reader outside the school gets it.

use crate::figure::GroupCurve;
use crate::study::{
    Attainment, Description, Groups, ItemStatistics, JournalComparison, MarkStatistics, MasteryGate, Part, PlannedResult, ScoreDistribution,
};

use super::Outside;

impl Outside {
    /// A description of a parallel or a wider unit; nothing of a small group.
    pub(super) fn description(self, description: &Description) -> Description {
        let Description {
            n,
            individual: _,
            marks,
            journal,
            scores,
            items,
            planned,
            groups,
            reliability,
            gates,
            findings,
            figures,
            withheld: _,
        } = description;
        if !self.tells(*n) {
            return Description { withheld: vec![Part::Whole], ..Description::default() };
        }
        let mut withheld = Vec::new();
        if groups.as_ref().is_some_and(|groups| !groups.crossings.is_empty()) {
            withheld.push(Part::Crossings);
        }
        let items = self.items(items, *n);
        let hidden: Vec<String> = items.iter().filter(|item| item.withheld).map(|item| item.item.clone()).collect();
        Description {
            n: *n,
            individual: Vec::new(),
            marks: marks.as_ref().map(|marks| self.marks(marks, &mut withheld)),
            journal: kept(journal.as_ref(), |journal| self.journal(journal, *n), Part::Journal, &mut withheld),
            scores: scores.as_ref().map(|scores| self.scores(scores, &mut withheld)),
            items,
            planned: planned.iter().filter(|planned| self.planned(planned, &hidden)).cloned().collect(),
            groups: groups.as_ref().map(|groups| self.groups(groups, &hidden)),
            reliability: reliability.clone(),
            gates: self.texts(gates),
            findings: self.texts(findings),
            figures: self.figures(figures, &hidden),
            withheld,
        }
    }

    /// Marks with all their counts; where one of them is small, those of the two shares that point at nobody, also not by subtraction.
    fn marks(self, marks: &MarkStatistics, withheld: &mut Vec<Part>) -> MarkStatistics {
        let MarkStatistics { attainment, references } = marks;
        let Attainment { n, counts, not_attested, released, pass, quality, sou: _, mean: _, other_scale } = attainment;
        if counts.iter().map(|(_, count)| *count).chain([*not_attested, *released]).all(|count| self.tells(count)) {
            return marks.clone();
        }
        withheld.push(Part::Marks);
        let told = |share: &Option<[f64; 3]>| share.filter(|share| self.tells_share(share[1], *n));
        let quality = told(quality);
        let between = |pass: &[f64; 3]| quality.is_none_or(|quality| self.tells_share(pass[1] - quality[1], *n));
        let attainment =
            Attainment { n: *n, pass: told(pass).filter(between), quality, other_scale: *other_scale, ..Attainment::default() };
        MarkStatistics { attainment, references: references.clone() }
    }

    /// Not where those without a mark of the journal, `of` less those with one, are a small group.
    fn journal(self, journal: &JournalComparison, of: usize) -> Option<JournalComparison> {
        let JournalComparison { n, counts, shares, gaps, gap_participants: _, gap_marks: _, gap_origins: _, shift, table, references } =
            journal;
        let all = counts.iter().copied().chain([of.saturating_sub(*n)]);
        all.into_iter().all(|count| self.tells(count)).then(|| JournalComparison {
            n: *n,
            counts: *counts,
            shares: *shares,
            gaps: gaps.filter(|gaps| self.tells(*gaps)),
            gap_participants: Vec::new(),
            gap_marks: Vec::new(),
            gap_origins: Vec::new(),
            shift: *shift,
            table: if table.iter().all(|(_, _, count)| self.tells(*count)) { table.clone() } else { Vec::new() },
            references: references.clone(),
        })
    }

    /// Mean and quartiles stay; who stands at which score only where nobody stands nearly alone.
    fn scores(self, scores: &ScoreDistribution, withheld: &mut Vec<Part>) -> ScoreDistribution {
        let ScoreDistribution { histogram, mean, sd, quartiles, gate, heap: _ } = scores;
        let crowded = histogram.iter().all(|count| self.tells(*count as usize));
        if !crowded {
            withheld.push(Part::Scores);
        }
        ScoreDistribution {
            histogram: if crowded { histogram.clone() } else { Vec::new() },
            mean: *mean,
            sd: *sd,
            quartiles: *quartiles,
            gate: *gate,
            heap: None,
        }
    }

    /// Items of `of` scripts, but those whose share is a count of one to four, or that one to four were not asked. A total is the sum of its items: where one alone is kept back it would be
    /// found by subtraction, so another one is kept back with it.
    fn items(self, items: &[ItemStatistics], of: usize) -> Vec<ItemStatistics> {
        let mut kept: Vec<bool> = items.iter().map(|item| item.n > 0 && !self.tells_item(item, of)).collect();
        if kept.iter().filter(|kept| **kept).count() == 1 {
            let fewest = |(_, item): &(usize, &ItemStatistics)| item.few_points();
            let other = items.iter().enumerate().filter(|(at, item)| item.n > 0 && !kept[*at]).min_by_key(fewest);
            if let Some((at, _)) = other {
                kept[at] = true;
            }
        }
        items.iter().zip(kept).map(|(item, kept)| self.item(item, kept)).collect()
    }

    fn tells_item(self, item: &ItemStatistics, of: usize) -> bool {
        let [reached, lost] = item.points();
        item.n >= self.least && [reached, lost, of.saturating_sub(item.n)].into_iter().all(|count| self.tells(count))
    }

    fn item(self, item: &ItemStatistics, kept: bool) -> ItemStatistics {
        let ItemStatistics {
            item,
            max,
            level,
            codifier,
            n,
            counts,
            not_attempted,
            not_taught,
            facility,
            item_rest,
            discrimination,
            gate,
            references,
            withheld: _,
        } = item;
        ItemStatistics {
            item: item.clone(),
            max: *max,
            level: *level,
            codifier: codifier.clone(),
            // The scripts less these were not asked it.
            n: if self.tells(*n) && !kept { *n } else { 0 },
            counts: if !kept && counts.iter().all(|count| self.tells(*count as usize)) { counts.clone() } else { Vec::new() },
            not_attempted: not_attempted.filter(|count| !kept && self.tells(*count)),
            not_taught: not_taught.filter(|count| !kept && self.tells(*count)),
            facility: facility.filter(|_| !kept),
            item_rest: item_rest.filter(|_| !kept),
            discrimination: discrimination.filter(|_| !kept),
            gate: if kept { MasteryGate::Unknown } else { *gate },
            references: references.clone(),
            withheld: kept,
        }
    }

    /// Not where it is made of an item kept back.
    fn planned(self, planned: &PlannedResult, hidden: &[String]) -> bool {
        planned.n >= self.least && planned.items.iter().all(|item| !hidden.contains(item))
    }

    fn groups(self, groups: &Groups, hidden: &[String]) -> Groups {
        let Groups { curves, items, gate, crossings: _ } = groups;
        Groups { curves: self.curves(items, curves, hidden), items: items.clone(), gate: *gate, crossings: Vec::new() }
    }

    /// Curves of groups, all of them or none: of one left out the rest and the item tell. An item where one group's share is a count of
    /// one to four is left out of every curve.
    pub(super) fn curves(self, items: &[String], curves: &[GroupCurve], hidden: &[String]) -> Vec<GroupCurve> {
        if !curves.iter().all(|curve| self.tells(curve.n as usize)) {
            return Vec::new();
        }
        let tells = |curve: &GroupCurve, at: usize| match curve.shares.get(at) {
            Some(Some(share)) => self.tells_share(*share, curve.n as usize),
            Some(None) | None => true,
        };
        let shown = |at: usize, item: &String| !hidden.contains(item) && curves.iter().all(|curve| tells(curve, at));
        let shown: Vec<bool> = items.iter().enumerate().map(|(at, item)| shown(at, item)).collect();
        let kept = |curve: &GroupCurve| {
            let shares = curve.shares.iter().zip(&shown).map(|(share, shown)| share.filter(|_| *shown)).collect();
            GroupCurve { mark: curve.mark, n: curve.n, shares }
        };
        curves.iter().map(kept).collect()
    }
}

/// What is there and may be shown; what is there and may not is noted.
fn kept<T>(there: Option<&T>, shown: impl Fn(&T) -> Option<T>, part: Part, withheld: &mut Vec<Part>) -> Option<T> {
    let there = there?;
    let found = shown(there);
    if found.is_none() {
        withheld.push(part);
    }
    found
}
