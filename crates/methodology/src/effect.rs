//! Whether a share moved (D12): before and after a measure, with the interval of the change and of each side.

use psychometrics::binomial::wilson;
pub use psychometrics::comparison::Interval;
use psychometrics::comparison::newcombe;

/// Fewest scripts or pupils on a side for a change to be judged.
pub const FEWEST: u32 = 10;

/// Two shares and the change between them, each with its 95 % interval.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ShareChange {
    /// The share before, 0..=1.
    pub before: Interval,
    /// The share after, 0..=1.
    pub after: Interval,
    /// After less before, −1..=1.
    pub change: Interval,
}

/// What a change says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It went the way it should, beyond chance.
    AsExpected,
    /// It went the other way, beyond chance.
    Otherwise,
    /// It cannot be told from chance.
    NotShown,
}

/// The change from `before` to `after`, each so many of so many; None where a side is smaller than [`FEWEST`] or no share.
///
/// The interval is that of two independent proportions (Newcombe 1998, method 10). It knows the numbers only: classes that differ and pupils
/// who are measured twice make the true one wider or narrower, and that the measure was the cause it cannot tell.
#[must_use]
pub fn share_change(before: (u32, u32), after: (u32, u32)) -> Option<ShareChange> {
    if before.1 < FEWEST || after.1 < FEWEST || before.0 > before.1 || after.0 > after.1 {
        return None;
    }
    let [(k0, n0), (k1, n1)] = [before, after].map(|(count, of)| (f64::from(count), f64::from(of)));
    let share = |k: f64, n: f64| wilson(k, n, 0.95).ok().map(|(low, high)| Interval { estimate: k / n, low, high });
    Some(ShareChange { before: share(k0, n0)?, after: share(k1, n1)?, change: newcombe(k1, n1, k0, n0, 0.95).ok()? })
}

impl ShareChange {
    /// What it says where the share should go up, or down.
    #[must_use]
    pub const fn verdict(&self, up: bool) -> Verdict {
        match (self.change.low > 0.0, self.change.high < 0.0) {
            (true, _) if up => Verdict::AsExpected,
            (_, true) if !up => Verdict::AsExpected,
            (false, false) => Verdict::NotShown,
            _ => Verdict::Otherwise,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_beyond_chance_is_told_which_way_it_went() {
        // Newcombe (1998), Table II: 56 of 70 less 48 of 80 is .2 (.0524 to .3339).
        let change = share_change((48, 80), (56, 70)).unwrap();
        assert!((change.change.low - 0.0524).abs() < 5e-5 && (change.change.high - 0.3339).abs() < 5e-5, "{change:?}");
        assert_eq!((change.verdict(true), change.verdict(false)), (Verdict::AsExpected, Verdict::Otherwise));
        let back = share_change((56, 70), (48, 80)).unwrap();
        assert_eq!((back.verdict(true), back.verdict(false)), (Verdict::Otherwise, Verdict::AsExpected));
        let none = share_change((12, 40), (14, 40)).unwrap();
        assert_eq!((none.verdict(true), none.verdict(false)), (Verdict::NotShown, Verdict::NotShown));
    }

    #[test]
    fn too_few_or_no_share_is_not_judged() {
        assert_eq!(share_change((3, 9), (5, 50)), None);
        assert_eq!(share_change((3, 10), (51, 50)), None);
        assert!(share_change((0, 10), (10, 10)).is_some());
    }
}
