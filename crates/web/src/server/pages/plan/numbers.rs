//! Numbers of measures on papers: what the plan gives stays, what has none is counted within its block, as plans of schools do.

use std::collections::{BTreeMap, BTreeSet};

use workflow::Id;
use workflow::plan::PlanShown;

/// Numbers of a plan as its papers print them.
pub(super) struct Numbers {
    measures: BTreeMap<Id, String>,
    titles: Vec<String>,
}

impl Numbers {
    /// Over the whole plan, so that every paper of it counts alike.
    pub(super) fn of(plan: &PlanShown) -> Self {
        let written = |number: &str| number.trim().trim_end_matches('.').to_owned();
        let all = plan.blocks.iter().flat_map(|block| &block.measures);
        let mut taken: BTreeSet<String> = all.map(|measure| written(&measure.content.number)).filter(|number| !number.is_empty()).collect();
        let (mut measures, mut titles) = (BTreeMap::new(), Vec::new());
        let one_block = plan.blocks.len() == 1;
        for (at, block) in (1_usize..).zip(&plan.blocks) {
            let own = own(&block.title);
            let begins = own.clone().unwrap_or_else(|| at.to_string());
            let mut counted = false;
            for (place, measure) in (1_usize..).zip(&block.measures) {
                let number = if written(&measure.content.number).is_empty() {
                    counted = true;
                    let free = (place..).map(|place| if one_block { place.to_string() } else { format!("{begins}.{place}") });
                    free.into_iter().find(|number| taken.insert(number.clone())).unwrap_or_default()
                } else {
                    measure.content.number.clone()
                };
                measures.insert(measure.id.clone(), number);
            }
            // A number of the block stands where its measures begin with it.
            titles.push(if counted && own.is_none() && !one_block && !block.title.is_empty() {
                format!("{at}. {}", block.title)
            } else {
                block.title.clone()
            });
        }
        Self { measures, titles }
    }

    /// The number of a measure.
    pub(super) fn measure(&self, measure: &Id) -> String {
        self.measures.get(measure).cloned().unwrap_or_default()
    }

    /// Title of the block at a place.
    pub(super) fn title(&self, at: usize) -> String {
        self.titles.get(at).cloned().unwrap_or_default()
    }
}

/// The number a title begins with: «2» of «2. Работа с учителями».
fn own(title: &str) -> Option<String> {
    let first = title.split_whitespace().next()?;
    let digits = |word: &str| !word.is_empty() && word.chars().all(|c| c.is_ascii_digit());
    let bare = first.trim_end_matches(['.', ')']);
    let roman = || bare.len() < first.len() && bare.chars().all(|c| "IVXLC".contains(c));
    (digits(bare) && (bare.len() < first.len() || bare.len() < 3) || !bare.is_empty() && roman()).then(|| bare.to_owned())
}

#[cfg(test)]
mod tests {
    use super::own;

    #[test]
    fn a_title_tells_its_own_number() {
        for (title, number) in [
            ("2. Работа с учителями", Some("2")),
            ("II. Работа с учителями", Some("II")),
            ("3) Контроль", Some("3")),
            ("2026 год", None),
            ("Иные меры", None),
            ("IT в школе", None),
            ("", None),
        ] {
            assert_eq!(own(title).as_deref(), number, "{title}");
        }
    }
}
