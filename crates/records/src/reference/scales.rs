//! Scales primary score → mark, found by kind, subject, grade, year and maximum. What is not stated or not unique is refused with the reason.

use serde::Deserialize;

use super::file::{Entry, File, Years};
use crate::dataset::{Condition, Cut, Item, Scale, ScaleOrigin};
use crate::provenance::Citation;
use crate::text::Text;
use crate::vocabulary::{Kind, SchoolYear};

/// A scale as printed in its source.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PrintedScale {
    /// Key.
    pub key: String,
    /// Kind of procedure; its diagnostic form uses the same scale.
    pub kind: Kind,
    /// Subject slug.
    pub subject: String,
    /// Grade; absent where the source does not state it (such a scale is never applied).
    pub grade: Option<u8>,
    /// School years.
    pub years: Years,
    /// Greatest primary score.
    pub max: u16,
    /// Least score for marks 3, 4, 5.
    pub cuts: [u16; 3],
    /// Extra conditions by mark.
    #[serde(default)]
    pub conditions: Vec<PrintedCondition>,
    /// Recommended score for profile classes.
    pub profile: Option<u16>,
    /// Source.
    pub cite: Citation,
}

/// `mark` needs the sum over `items` to be at least `below`, otherwise the mark is at most `cap`.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PrintedCondition {
    /// Mark it belongs to.
    pub mark: u8,
    /// The mark is at most this …
    pub cap: u8,
    /// … when the sum over these items (a trailing `*` = every item whose name begins so) …
    pub items: Vec<String>,
    /// … is below this.
    pub below: u16,
}

impl Entry for PrintedScale {
    fn key(&self) -> &str {
        &self.key
    }

    fn cite(&self) -> &Citation {
        &self.cite
    }

    fn years(&self) -> Option<Years> {
        Some(self.years)
    }

    fn say(&self) -> Text {
        let [three, four, five] = self.cuts;
        let bands = format!("2: 0–{}, 3: {three}–{}, 4: {four}–{}, 5: {five}–{}", three.saturating_sub(1), four - 1, five - 1, self.max);
        let grade = self.grade.map_or_else(|| "?".to_owned(), |grade| grade.to_string());
        let conditions =
            if self.conditions.is_empty() { Text::default() } else { Text::new("; с условиями", "; with conditions") };
        Text::new(
            format!("{} · {} · {grade} класс · {bands}{}", self.kind.label().ru, self.subject, conditions.ru),
            format!("{} · {} · grade {grade} · {bands}{}", self.kind.label().en, self.subject, conditions.en),
        )
    }

    fn check(&self) -> Result<(), Text> {
        let [three, four, five] = self.cuts;
        if three == 0 || three >= four || four >= five || five > self.max {
            return Err(Text::new(
                "границы должны расти и не превышать максимума: 0 < «3» < «4» < «5» ≤ max",
                "cuts must ascend and stay within the maximum: 0 < «3» < «4» < «5» ≤ max",
            ));
        }
        let good = |condition: &PrintedCondition| (3..=5).contains(&condition.mark) && condition.cap < condition.mark;
        if self.conditions.iter().all(good) {
            return Ok(());
        }
        Err(Text::new("условие: mark от 3 до 5, cap меньше mark", "condition: mark 3 to 5, cap below mark"))
    }
}

/// Why no scale was found.
#[derive(Clone, Debug, PartialEq)]
pub struct NoScale {
    /// In words.
    pub why: Text,
}

/// What a scale is looked up by.
#[derive(Clone, Copy, Debug)]
pub(super) struct Wanted<'a> {
    pub kind: Kind,
    pub subject: &'a str,
    pub grade: u8,
    pub year: SchoolYear,
    pub max: u16,
}

/// The scale that fits, or why there is none.
pub(super) fn find(files: &[&File<PrintedScale>], wanted: Wanted<'_>) -> Result<Scale, NoScale> {
    let family = examined(wanted.kind);
    let of_subject = |scale: &&PrintedScale| scale.kind == family && scale.subject == wanted.subject;
    let all: Vec<&PrintedScale> = files.iter().flat_map(|file| &file.entries).filter(of_subject).collect();
    let fits = |scale: &&&PrintedScale| scale.grade == Some(wanted.grade) && scale.max == wanted.max && scale.years.contain(wanted.year);
    let mut fitting = all.iter().filter(fits);
    match (fitting.next(), fitting.next()) {
        (Some(scale), None) => Ok(scale.to_scale()),
        (Some(first), Some(second)) => Err(NoScale { why: ambiguous(&first.key, &second.key) }),
        (None, _) => Err(NoScale { why: nearest(&all, wanted) }),
    }
}

/// A diagnostic form is marked by the scale of the examination it rehearses.
const fn examined(kind: Kind) -> Kind {
    match kind {
        Kind::OgeDiagnostic => Kind::Oge,
        Kind::GveDiagnostic => Kind::Gve,
        Kind::EgeDiagnostic => Kind::Ege,
        other => other,
    }
}

impl PrintedScale {
    fn to_scale(&self) -> Scale {
        let condition = |mark: u8| {
            let found = self.conditions.iter().find(|condition| condition.mark == mark)?;
            Some(Condition { cap: found.cap, items: found.items.clone(), below: found.below })
        };
        let cuts = (3..).zip(self.cuts).map(|(mark, min_score)| Cut { mark, min_score, condition: condition(mark) });
        Scale { lowest: 2, cuts: cuts.collect(), origin: ScaleOrigin::Reference(self.cite.clone()) }
    }
}

fn ambiguous(first: &str, second: &str) -> Text {
    Text::new(
        format!("подходят две шкалы, «{first}» и «{second}»: оставьте одну в своём файле справочных данных"),
        format!("two scales fit, \"{first}\" and \"{second}\": keep one in your own reference file"),
    )
}

fn nearest(of_subject: &[&PrintedScale], wanted: Wanted<'_>) -> Text {
    let known: Vec<String> = of_subject
        .iter()
        .filter(|scale| scale.grade.is_none_or(|grade| grade == wanted.grade))
        .map(|scale| match scale.grade {
            Some(_) => format!("{} (max {})", scale.years, scale.max),
            None => format!("{} (max {}, класс не указан / grade not stated)", scale.years, scale.max),
        })
        .collect();
    if known.is_empty() {
        return Text::new(
            format!("в справочных данных нет шкалы: {}, {}, {} класс", wanted.kind.label().ru, wanted.subject, wanted.grade),
            format!("reference data hold no scale: {}, {}, grade {}", wanted.kind.label().en, wanted.subject, wanted.grade),
        );
    }
    let known = known.join("; ");
    Text::new(
        format!("нет шкалы для {} года с максимумом {}; есть: {known}", wanted.year, wanted.max),
        format!("no scale for {} with maximum {}; there are: {known}", wanted.year, wanted.max),
    )
}

/// Conditions of a scale with patterns (`ГК*`) replaced by the names of the work's own items; a condition none of whose items the work has is dropped
/// and reported.
#[must_use]
pub fn bind_conditions(mut scale: Scale, items: &[Item]) -> (Scale, Vec<Condition>) {
    let mut unbound = Vec::new();
    for cut in &mut scale.cuts {
        let Some(condition) = cut.condition.take() else { continue };
        let names = |pattern: &String| matching(pattern, items);
        let bound: Vec<String> = condition.items.iter().flat_map(names).collect();
        if bound.is_empty() {
            unbound.push(condition);
        } else {
            cut.condition = Some(Condition { items: bound, ..condition });
        }
    }
    (scale, unbound)
}

fn matching(pattern: &str, items: &[Item]) -> Vec<String> {
    let fits = |item: &&Item| match pattern.strip_suffix('*') {
        Some(beginning) => folded(&item.name).starts_with(&folded(beginning)),
        None => folded(&item.name) == folded(pattern),
    };
    items.iter().filter(fits).map(|item| item.name.clone()).collect()
}

/// Names of criteria are written with Cyrillic or Latin К and in either case.
fn folded(name: &str) -> String {
    name.to_uppercase().chars().map(|c| if c == 'K' { 'К' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn item(name: &str) -> Item {
        Item { name: name.into(), max: 2, format: None, level: None, codifier: None }
    }

    #[test]
    fn patterns_take_the_names_of_the_work() {
        let condition = Condition { cap: 3, items: vec!["ГК*".into()], below: 6 };
        let scale =
            Scale { lowest: 2, cuts: vec![Cut { mark: 4, min_score: 26, condition: Some(condition) }], origin: ScaleOrigin::FromData };
        let (bound, unbound) = bind_conditions(scale.clone(), &[item("1"), item("ГK1"), item("гк2")]);
        assert!(unbound.is_empty());
        assert_eq!(bound.cuts[0].condition.as_ref().map(|c| c.items.clone()), Some(vec!["ГK1".to_owned(), "гк2".to_owned()]));
        let (dropped, unbound) = bind_conditions(scale, &[item("1")]);
        assert_eq!((dropped.cuts[0].condition.clone(), unbound.len()), (None, 1));
    }
}
