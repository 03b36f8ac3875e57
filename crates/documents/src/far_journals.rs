//! Sets whose journal is far from the procedure: what the first page and the справка name, with the share that is usual there.

use records::dataset::Scope;
use records::study::{JournalComparison, PublishedShares, SetStudy, Study};
use records::text::Lang;
use words::report;

use crate::names::natural;

/// Journals named.
const MOST_JOURNALS: usize = 5;
/// A share of lowered or raised marks is far from the usual one from this difference on, where its interval leaves the usual out too.
const FAR: f64 = 0.3;
/// Where nothing is published: more than half, with its whole interval.
const MOST_OF_THEM: f64 = 0.5;

/// How far the marks of a procedure are from the journal's.
pub(crate) struct Far<'a> {
    pub(crate) index: usize,
    pub(crate) set: &'a SetStudy,
    /// 0 lowered, 2 raised.
    side: usize,
    gap: f64,
    pub(crate) usual: Option<(&'a PublishedShares, f64)>,
}

/// Sets whose journal is far from the procedure: the farthest, in the order of classes, and how many are left.
pub(crate) fn far_journals(study: &Study) -> (Vec<Far<'_>>, usize) {
    let found = study.sets.iter().enumerate().filter_map(|(index, set)| far(index, set, set.description.journal.as_ref()?));
    let mut all: Vec<Far<'_>> = found.collect();
    all.sort_by(|a, b| b.gap.total_cmp(&a.gap).then(a.index.cmp(&b.index)));
    let left = all.len().saturating_sub(MOST_JOURNALS);
    all.truncate(MOST_JOURNALS);
    all.sort_by(|a, b| natural(&a.set.class, &b.set.class).then(a.index.cmp(&b.index)));
    (all, left)
}

impl Far<'_> {
    /// Pupils on the far side, and all compared.
    pub(crate) fn counts(&self) -> [usize; 2] {
        self.set.description.journal.as_ref().map_or([0, 0], |journal| [journal.counts[self.side], journal.n])
    }

    /// «отметка за работу ниже журнальной у 22 из 32 (69 %)».
    pub(crate) fn said(&self, lang: Lang) -> String {
        let [count, n] = self.counts();
        let said = if self.side == 0 { report::matters_lowered } else { report::matters_raised };
        said(lang, count, n, words::percent(lang, count as f64 / n.max(1) as f64, 0))
    }
}

fn far<'a>(index: usize, set: &'a SetStudy, journal: &'a JournalComparison) -> Option<Far<'a>> {
    [(0, "lowered"), (2, "raised")].into_iter().find_map(|(side, key)| {
        let [low, share, _] = journal.shares[side];
        let usual = usual(journal, key);
        let gap = share - usual.map_or(MOST_OF_THEM, |(_, usual)| usual);
        let apart = low > usual.map_or(MOST_OF_THEM, |(_, usual)| usual) && (usual.is_none() || gap >= FAR);
        (journal.n > 0 && apart).then_some(Far { index, set, side, gap, usual })
    })
}

/// What is published of the widest area short of the country, else of the country; never of the school itself.
fn usual<'a>(journal: &'a JournalComparison, key: &str) -> Option<(&'a PublishedShares, f64)> {
    let share = |shares: &'a PublishedShares| Some((shares, shares.shares.iter().find(|(known, _)| known == key)?.1));
    let of = |scope: Scope| journal.references.iter().filter(move |shares| shares.scope == scope).find_map(share);
    of(Scope::Region).or_else(|| of(Scope::Municipality)).or_else(|| of(Scope::Country))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn journal(shares: [[f64; 3]; 3], counts: [usize; 3], references: Vec<PublishedShares>) -> JournalComparison {
        let n = counts.iter().sum();
        JournalComparison {
            n,
            counts,
            shares,
            gaps: None,
            gap_participants: vec![],
            gap_marks: vec![],
            gap_origins: vec![],
            shift: None,
            table: vec![],
            references,
        }
    }

    fn region(lowered: f64) -> PublishedShares {
        let origin = records::provenance::Origin { source: records::provenance::SourceId(0), row: 0 };
        let shares = vec![("lowered".to_owned(), lowered), ("raised".to_owned(), 0.1)];
        PublishedShares { scope: Scope::Region, area: "Край".into(), n: None, shares, origin }
    }

    /// 22 of 32 lowered: .69 (.51–.82).
    #[test]
    fn a_journal_is_far_where_its_interval_leaves_the_usual_out() {
        let set = crate::sample::sample().study.sets.remove(0);
        let shares = [[0.51, 0.69, 0.82], [0.15, 0.28, 0.45], [0.0, 0.03, 0.16]];
        let of = |references| far(0, &set, &journal(shares, [22, 9, 1], references)).map(|far| (far.side, far.gap));
        let (side, gap) = of(vec![region(0.37)]).unwrap();
        assert_eq!((side, (gap * 100.0).round()), (0, 32.0));
        assert_eq!(of(vec![region(0.6)]), None, "within the interval of what is usual there");
        assert_eq!(of(vec![region(0.505)]), None, "outside, and not far");
        assert!(of(Vec::new()).is_some(), "nothing published: more than half, with its interval");
        let half = [[0.45, 0.6, 0.7], [0.1, 0.2, 0.3], [0.1, 0.2, 0.3]];
        assert!(far(0, &set, &journal(half, [19, 6, 7], Vec::new())).is_none());
    }
}
