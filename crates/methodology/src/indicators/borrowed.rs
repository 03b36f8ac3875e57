//! Rungs C and D: what can be borrowed where there are no other schools. Published shares give the centre, reference data the spread
//! between ordinary classes; the interval is widened, p is marked "borrowed", and nothing is ever flagged.

use records::dataset::{Quantity, Scope, Share};
use records::text::Text;

use super::Examined;

/// The note that goes with every borrowed number.
#[must_use]
pub fn note() -> Text {
    Text::new(
        "разброс между обычными классами заимствован (справочник и модельный сценарий), интервал расширен в 1,5 раза",
        "the spread between ordinary classes is borrowed (reference data and the simulated scenario), the interval widened by 1.5",
    )
    .of_no_one()
}

/// One area's published shares of one quantity.
#[derive(Clone, Debug, PartialEq)]
pub struct Published<'a> {
    /// Scope.
    pub scope: Scope,
    /// Name.
    pub area: &'a str,
    /// Key and share.
    pub shares: Vec<(&'a str, f64)>,
}

/// Published shares of a quantity for this work: the region where given (its schools wrote under the same conditions), else the country,
/// else the municipality.
#[must_use]
pub fn published<'a>(work: &Examined<'a>, quantity: Quantity) -> Option<Published<'a>> {
    let of = |scope: Scope| {
        let mut rows: Vec<&'a Share> =
            work.shares.iter().copied().filter(|share| share.quantity == quantity && share.scope == scope).collect();
        let area = rows.first()?.area.as_str();
        rows.retain(|share| share.area == area);
        Some(Published { scope, area, shares: rows.iter().map(|share| (share.key.as_str(), share.value)).collect() })
    };
    // A municipality's shares are one's own only where all sets of the work are of one school.
    let school = work.panel.sets.first().map(|set| set.school);
    let one_school = work.panel.sets.iter().all(|set| Some(set.school) == school);
    [Scope::Region, Scope::Country, Scope::Municipality]
        .into_iter()
        .filter(|scope| *scope != Scope::Municipality || one_school)
        .find_map(of)
}

impl Published<'_> {
    /// Pairs of number and share, scaled to sum 1; None where a key is no number or the shares cannot be a distribution.
    #[must_use]
    pub fn distribution(&self) -> Option<Vec<(u16, f64)>> {
        let mut pairs: Vec<(u16, f64)> =
            self.shares.iter().map(|(key, share)| Some((key.trim().parse().ok()?, *share))).collect::<Option<_>>()?;
        pairs.sort_unstable_by_key(|pair| pair.0);
        let total: f64 = pairs.iter().map(|pair| pair.1).sum();
        // Printed percentages are rounded; a total far from one is not a distribution.
        (total - 1.0).abs().lt(&0.05).then(|| pairs.into_iter().map(|(key, share)| (key, share / total)).collect())
    }

    /// Share under a key.
    #[must_use]
    pub fn share(&self, key: &str) -> Option<f64> {
        self.shares.iter().find(|(own, _)| *own == key).map(|(_, share)| *share)
    }

    /// Where it is from, in words.
    #[must_use]
    pub fn words(&self) -> Text {
        let area = if self.area.is_empty() { "" } else { self.area };
        match self.scope {
            Scope::Country => {
                Text::new(format!("опубликованные доли по стране ({area})"), format!("published shares of the country ({area})"))
                    .of_no_one()
            }
            Scope::Region => {
                Text::new(format!("опубликованные доли по региону ({area})"), format!("published shares of the region ({area})"))
                    .of_no_one()
            }
            Scope::Municipality | Scope::School => Text::new(
                format!("опубликованные доли по муниципалитету ({area})"),
                format!("published shares of the municipality ({area})"),
            )
            .of_no_one(),
        }
    }
}

/// Mean and variance of a distribution over numbers.
#[must_use]
pub fn moments(pairs: &[(u16, f64)]) -> (f64, f64) {
    let mean: f64 = pairs.iter().map(|(value, share)| f64::from(*value) * share).sum();
    let variance = pairs.iter().map(|(value, share)| (f64::from(*value) - mean) * (f64::from(*value) - mean) * share).sum();
    (mean, variance)
}

/// Mean and variance of pupils' scores in the published area: from the scores themselves, the items, or the marks (each mark worth the
/// mean score it has here).
#[must_use]
pub fn level<'a>(work: &Examined<'a>) -> Option<(f64, f64, Published<'a>)> {
    let own: Vec<f64> = work.panel.total.iter().map(|&total| f64::from(total)).collect();
    let spread = variance(&own);
    if let Some(area) = published(work, Quantity::Score)
        && let Some(pairs) = area.distribution()
    {
        let (mean, variance) = moments(&pairs);
        return Some((mean, variance, area));
    }
    if let Some(area) = published(work, Quantity::Item)
        && let Some(mean) = work.kim.items.iter().map(|item| Some(area.share(&item.name)? * f64::from(item.max))).sum::<Option<f64>>()
    {
        return Some((mean, spread, area));
    }
    let area = published(work, Quantity::Mark)?;
    let pairs = area.distribution()?;
    let worth = |mark: u16| band_mean(work, mark);
    let mean = pairs.iter().map(|(mark, share)| Some(share * worth(*mark)?)).sum::<Option<f64>>()?;
    Some((mean, spread, area))
}

/// Mean score of the scripts here that have this mark; where none has, the middle of its band.
fn band_mean(work: &Examined<'_>, mark: u16) -> Option<f64> {
    let of_mark = work.panel.mark.iter().zip(&work.panel.total).filter(|(own, _)| own.map(u16::from) == Some(mark));
    let scores: Vec<f64> = of_mark.map(|(_, total)| f64::from(*total)).collect();
    if !scores.is_empty() {
        return Some(scores.iter().sum::<f64>() / scores.len() as f64);
    }
    let scale = work.kim.scale.as_ref()?;
    let low = if mark == u16::from(scale.lowest) {
        Some(0)
    } else {
        scale.cuts.iter().find(|cut| u16::from(cut.mark) == mark).map(|cut| cut.min_score)
    };
    let high = scale.cuts.iter().find(|cut| u16::from(cut.mark) > mark).map_or(work.kim.max(), |cut| cut.min_score.saturating_sub(1));
    Some(f64::midpoint(f64::from(low?), f64::from(high)))
}

/// Mean; 0 of none.
pub(super) fn mean(values: impl Iterator<Item = f64>) -> f64 {
    let (sum, n) = values.fold((0.0, 0.0), |(sum, n), value| (sum + value, n + 1.0));
    if n > 0.0 { sum / n } else { 0.0 }
}

/// Variance with n − 1.
pub(super) fn variance(values: &[f64]) -> f64 {
    let mean = mean(values.iter().copied());
    values.iter().map(|value| (value - mean) * (value - mean)).sum::<f64>() / (values.len() as f64 - 1.0).max(1.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use records::reference::Components;

    #[test]
    fn a_class_against_its_region_by_hand() {
        let components = Components { school: 0.22, class: 0.08, journal: 0.25, item: 0.35, widen: 1.5 };
        // Variance 25: between 7.5, within 17.5/25 = 0.7; √8.2 = 2.864, widened 4.295.
        assert!((components.against_area(25.0, 25.0) - 4.2953).abs() < 1e-3);
    }

    #[test]
    fn rounded_percentages_are_a_distribution_and_others_are_not() {
        let shares =
            |values: [f64; 4]| Published { scope: Scope::Region, area: "", shares: ["2", "3", "4", "5"].into_iter().zip(values).collect() };
        let pairs = shares([0.051, 0.329, 0.443, 0.178]).distribution().unwrap();
        assert!((moments(&pairs).0 - 3.7463).abs() < 1e-3);
        assert_eq!(shares([0.05, 0.3, 0.1, 0.1]).distribution(), None);
    }
}
