//! Sections 2 and 3: marks with attainment, and agreement with the journal.

use std::collections::BTreeMap;

use super::measure::{Moments, real, share};
use records::dataset::JournalMark;
use records::provenance::Origin;
use records::reference::Sou;
use records::study::{Attainment, JournalComparison, PublishedShares};

/// Marks counted; what attainment is made of. Tallies of parts add up to the tally of the whole.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Tally {
    pub counts: BTreeMap<u8, usize>,
    pub not_attested: usize,
    pub released: usize,
}

impl Tally {
    pub(super) fn of_marks(marks: impl Iterator<Item = u8>) -> Self {
        let mut tally = Self::default();
        marks.for_each(|mark| tally.add(JournalMark::Mark(mark)));
        tally
    }

    /// н/а stays in the denominator, осв. leaves it; зач. and незач. are no marks and are not counted.
    pub(super) fn add(&mut self, mark: JournalMark) {
        match mark {
            JournalMark::Mark(mark) => *self.counts.entry(mark).or_default() += 1,
            JournalMark::NotAttested => self.not_attested += 1,
            JournalMark::Released => self.released += 1,
            JournalMark::Pass | JournalMark::Fail => {}
        }
    }

    pub(super) fn merge(&mut self, other: &Self) {
        for (&mark, &count) in &other.counts {
            *self.counts.entry(mark).or_default() += count;
        }
        self.not_attested += other.not_attested;
        self.released += other.released;
    }

    pub(super) fn n(&self) -> usize {
        self.counts.values().sum::<usize>() + self.not_attested
    }

    fn at_least(&self, mark: u8) -> usize {
        self.counts.range(mark..).map(|(_, count)| count).sum()
    }

    /// успеваемость = (n5+n4+n3)/N, качество = (n5+n4)/N, СОУ = Σ weight·n/N, mean over the marks (`methods.md` §1), one mark a pupil. Without
    /// `sou` the marks are of another scale: only the mean is told.
    pub(super) fn attainment(&self, sou: Option<&Sou>) -> Attainment {
        self.attainment_of(self.n(), sou)
    }

    /// The same over several subjects: N counts marks, the intervals count `pupils`, because marks of one pupil go together.
    pub(super) fn attainment_of(&self, pupils: usize, sou: Option<&Sou>) -> Attainment {
        let n = self.n();
        let independent = pupils.min(n);
        let mut moments = Moments::default();
        self.counts.iter().for_each(|(&mark, &count)| moments.add_many(i64::from(mark), count));
        let part = |from: u8| share(real(self.at_least(from)) / real(n.max(1)) * real(independent), independent);
        Attainment {
            n,
            counts: self.counts.iter().map(|(&mark, &count)| (mark, count)).collect(),
            not_attested: self.not_attested,
            released: self.released,
            pass: sou.and_then(|sou| part(sou.pass)),
            quality: sou.and_then(|sou| part(sou.good)),
            sou: sou.filter(|_| n > 0).map(|sou| self.weighted(sou) / real(n)),
            mean: moments.mean_interval_of(independent.min(moments.n)),
            other_scale: sou.is_none(),
        }
    }

    fn weighted(&self, sou: &Sou) -> f64 {
        let marks: f64 = self.counts.iter().map(|(&mark, &count)| sou.weight(mark) * real(count)).sum();
        marks + sou.not_attested * real(self.not_attested)
    }

    /// качество with its interval.
    pub(super) fn quality(&self, good: u8) -> Option<[f64; 3]> {
        share(real(self.at_least(good)), self.n())
    }

    /// Share of one mark with its interval.
    pub(super) fn share_of(&self, mark: u8) -> Option<[f64; 3]> {
        share(real(self.counts.get(&mark).copied().unwrap_or(0)), self.n())
    }
}

/// A pupil with two marks: the participant, the earlier (journal) mark and the later one (procedure).
pub(super) struct Pair {
    pub participant: String,
    /// Where the script with the later mark was read.
    pub origin: Option<Origin>,
    pub first: u8,
    pub second: u8,
}

/// Second marks against first ones: lowered, confirmed, raised. None without pairs.
pub(super) fn compare(pairs: &[Pair], gap: u8, references: Vec<PublishedShares>) -> Option<JournalComparison> {
    if pairs.is_empty() {
        return None;
    }
    let mut counts = [0_usize; 3];
    let mut table: BTreeMap<(u8, u8), usize> = BTreeMap::new();
    let mut shift = Moments::default();
    for pair in pairs {
        let place = match pair.second.cmp(&pair.first) {
            std::cmp::Ordering::Less => &mut counts[0],
            std::cmp::Ordering::Equal => &mut counts[1],
            std::cmp::Ordering::Greater => &mut counts[2],
        };
        *place += 1;
        *table.entry((pair.first, pair.second)).or_default() += 1;
        shift.add(i64::from(pair.second) - i64::from(pair.first));
    }
    let far = |pair: &&Pair| pair.first.abs_diff(pair.second) >= gap;
    let gap_participants: Vec<String> = pairs.iter().filter(far).map(|pair| pair.participant.clone()).collect();
    let gap_marks = pairs.iter().filter(far).map(|pair| (pair.first, pair.second)).collect();
    Some(JournalComparison {
        n: pairs.len(),
        counts,
        shares: counts.map(|count| share(real(count), pairs.len()).unwrap_or_default()),
        gaps: Some(gap_participants.len()),
        gap_participants,
        gap_marks,
        gap_origins: pairs.iter().filter(far).filter_map(|pair| pair.origin).collect(),
        shift: shift.mean_interval(),
        table: table.into_iter().map(|((first, second), count)| (first, second, count)).collect(),
        references,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sou() -> Sou {
        Sou {
            weights: vec![(2, 0.16), (3, 0.36), (4, 0.64), (5, 1.0)],
            not_attested: 0.07,
            levels: [0.64, 0.36],
            highest: 5,
            pass: 3,
            good: 4,
        }
    }

    fn near(a: f64, b: f64) -> bool {
        (a - b).abs() < 1e-12
    }

    /// A class of 25: 5 × «5», 10 × «4», 7 × «3», 1 × «2», 1 н/а, and 1 осв. outside N:
    /// N = 24, успеваемость 22/24, качество 15/24, СОУ = (500 + 640 + 252 + 16 + 7)/24 = 58.96 %, mean = 88/23.
    #[test]
    fn attainment_of_a_class_by_hand() {
        let mut tally = Tally::of_marks([5; 5].into_iter().chain([4; 10]).chain([3; 7]).chain([2]));
        tally.add(JournalMark::NotAttested);
        tally.add(JournalMark::Released);
        tally.add(JournalMark::Pass);
        let found = tally.attainment(Some(&sou()));
        assert_eq!((found.n, found.not_attested, found.released), (24, 1, 1));
        assert!(near(found.pass.expect("n")[1], 22.0 / 24.0));
        assert!(near(found.quality.expect("n")[1], 15.0 / 24.0));
        assert!(near(found.sou.expect("n"), 14.15 / 24.0));
        assert!(near(found.mean.expect("n")[1], 88.0 / 23.0));
    }

    /// Marks 7, 8, 10 and a 3 of ten: nobody said which of them pass; the mean is theirs.
    #[test]
    fn another_scale_has_its_mean_and_no_shares() {
        let found = Tally::of_marks([7, 8, 10, 3].into_iter()).attainment(None);
        assert_eq!((found.n, found.pass, found.quality, found.sou, found.other_scale), (4, None, None, None, true));
        assert!(near(found.mean.expect("n")[1], 7.0));
    }

    /// A scale of ten, said in reference data: passed from 4, good from 7.
    #[test]
    fn a_scale_says_which_marks_pass_and_which_are_good() {
        let ten = Sou { highest: 10, pass: 4, good: 7, ..sou() };
        let found = Tally::of_marks([7, 8, 10, 3].into_iter()).attainment(Some(&ten));
        assert!(near(found.pass.expect("n")[1], 0.75) && near(found.quality.expect("n")[1], 0.75));
    }

    #[test]
    fn nobody_has_no_shares() {
        let mut tally = Tally::default();
        tally.add(JournalMark::Released);
        let found = tally.attainment(Some(&sou()));
        assert_eq!((found.n, found.pass, found.sou, found.mean), (0, None, None, None));
    }

    #[test]
    fn agreement_by_hand() {
        let pair = |first, second| Pair { participant: format!("{first}{second}"), origin: None, first, second };
        let pairs = [pair(4, 4), pair(4, 3), pair(5, 3), pair(3, 4), pair(4, 4)];
        let found = compare(&pairs, 2, Vec::new()).expect("pairs");
        assert_eq!((found.counts, found.gaps, found.gap_participants), ([2, 2, 1], Some(1), vec!["53".to_owned()]));
        assert_eq!(found.gap_marks, [(5, 3)]);
        assert!(near(found.shift.expect("n ≥ 2")[1], -0.4));
        assert_eq!(found.table, [(3, 4, 1), (4, 3, 1), (4, 4, 2), (5, 3, 1)]);
        assert!(near(found.shares.iter().map(|share| share[1]).sum(), 1.0));
        assert!(compare(&[], 2, Vec::new()).is_none());
    }
}
