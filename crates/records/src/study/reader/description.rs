//! A description as a reader outside the school gets it.

use crate::figure::GroupCurve;
use crate::study::{
    Attainment, Description, Groups, ItemStatistics, JournalComparison, MarkStatistics, Part, PlannedResult, ScoreDistribution,
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
        Description {
            n: *n,
            individual: Vec::new(),
            marks: marks.as_ref().map(|marks| self.marks(marks, &mut withheld)),
            journal: kept(journal.as_ref(), |journal| self.journal(journal), Part::Journal, &mut withheld),
            scores: kept(scores.as_ref(), |scores| self.scores(scores), Part::Scores, &mut withheld),
            items: items.iter().map(|item| self.item(item)).collect(),
            planned: planned.iter().filter(|planned| self.planned(planned)).cloned().collect(),
            groups: groups.as_ref().map(|groups| self.groups(groups)),
            reliability: reliability.clone(),
            gates: self.texts(gates),
            findings: self.texts(findings),
            figures: self.figures(figures),
            withheld,
        }
    }

    /// Marks with all their counts; where one of them is small, those of the two shares that point at nobody, also not by subtraction.
    fn marks(self, marks: &MarkStatistics, withheld: &mut Vec<Part>) -> MarkStatistics {
        let MarkStatistics { attainment, references } = marks;
        let Attainment { n, counts, not_attested, released, pass, quality, sou: _, mean: _ } = attainment;
        if counts.iter().map(|(_, count)| *count).chain([*not_attested, *released]).all(|count| self.tells(count)) {
            return marks.clone();
        }
        withheld.push(Part::Marks);
        let told = |share: &Option<[f64; 3]>| share.filter(|share| self.tells_share(share[1], *n));
        let quality = told(quality);
        let between = |pass: &[f64; 3]| quality.is_none_or(|quality| self.tells_share(pass[1] - quality[1], *n));
        let attainment = Attainment { n: *n, pass: told(pass).filter(between), quality, ..Attainment::default() };
        MarkStatistics { attainment, references: references.clone() }
    }

    fn journal(self, journal: &JournalComparison) -> Option<JournalComparison> {
        let JournalComparison { n, counts, shares, gaps, gap_participants: _, gap_marks: _, shift, table, references } = journal;
        counts.iter().all(|count| self.tells(*count)).then(|| JournalComparison {
            n: *n,
            counts: *counts,
            shares: *shares,
            gaps: gaps.filter(|gaps| self.tells(*gaps)),
            gap_participants: Vec::new(),
            gap_marks: Vec::new(),
            shift: *shift,
            table: if table.iter().all(|(_, _, count)| self.tells(*count)) { table.clone() } else { Vec::new() },
            references: references.clone(),
        })
    }

    /// Mean and quartiles stay; who stands at which score only where nobody stands nearly alone.
    fn scores(self, scores: &ScoreDistribution) -> Option<ScoreDistribution> {
        let ScoreDistribution { histogram, mean, sd, quartiles, gate, peaks: _ } = scores;
        let crowded = histogram.iter().all(|count| self.tells(*count as usize));
        Some(ScoreDistribution {
            histogram: if crowded { histogram.clone() } else { Vec::new() },
            mean: *mean,
            sd: *sd,
            quartiles: *quartiles,
            gate: *gate,
            peaks: Vec::new(),
        })
    }

    fn item(self, item: &ItemStatistics) -> ItemStatistics {
        let tells = item.n >= self.least;
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
            n: if tells { *n } else { 0 },
            counts: if counts.iter().all(|count| self.tells(*count as usize)) { counts.clone() } else { Vec::new() },
            not_attempted: not_attempted.filter(|count| self.tells(*count)),
            not_taught: not_taught.filter(|count| self.tells(*count)),
            facility: facility.filter(|_| tells),
            item_rest: item_rest.filter(|_| tells),
            discrimination: discrimination.filter(|_| tells),
            gate: *gate,
            references: references.clone(),
            withheld: !tells && *n > 0,
        }
    }

    const fn planned(self, planned: &PlannedResult) -> bool {
        planned.n >= self.least
    }

    fn groups(self, groups: &Groups) -> Groups {
        let Groups { curves, items, gate, crossings: _ } = groups;
        Groups { curves: self.curves(curves), items: items.clone(), gate: *gate, crossings: Vec::new() }
    }

    fn curves(self, curves: &[GroupCurve]) -> Vec<GroupCurve> {
        curves.iter().filter(|curve| self.tells(curve.n as usize)).cloned().collect()
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
