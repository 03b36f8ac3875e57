//! Legal regimes (C1) and borrowed variance components.

use serde::Deserialize;

use super::ReferenceError;
use super::file::{Entry, File};
use crate::provenance::Citation;
use crate::text::{Lang, Text, number};
use crate::words::{Kind, Purpose};

/// What results of some kinds of procedures may be used for.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Regime {
    /// Key.
    pub key: String,
    /// Kinds of procedure.
    pub kinds: Vec<Kind>,
    /// Allowed purposes; every other is refused.
    pub allowed: Vec<Purpose>,
    /// Note shown beside results of this kind.
    pub note: Text,
    /// Reason of a refusal.
    pub refusal: Text,
    /// Source.
    pub cite: Citation,
}

impl Regime {
    /// Whether `purpose` is allowed.
    ///
    /// # Errors
    /// The reason of the refusal.
    pub fn allows(&self, purpose: Purpose) -> Result<(), Text> {
        if self.allowed.contains(&purpose) { Ok(()) } else { Err(self.refusal.clone()) }
    }
}

impl Entry for Regime {
    fn key(&self) -> &str {
        &self.key
    }

    fn cite(&self) -> &Citation {
        &self.cite
    }

    fn say(&self) -> Text {
        let list = |lang| self.allowed.iter().map(|purpose| purpose.label().in_lang(lang)).collect::<Vec<_>>().join(", ");
        Text::new(format!("допустимо: {}", list(Lang::Ru)), format!("allowed: {}", list(Lang::En)))
    }
}

/// The borrowed components that indicators use on rungs C and D.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Components {
    /// Share of variance between schools.
    pub school: f64,
    /// Share of variance between classes of a school.
    pub class: f64,
    /// Standard deviation of the mean shift of work against journal between ordinary classes, marks.
    pub journal: f64,
    /// Standard deviation of the class × item effect, logits.
    pub item: f64,
    /// Factor on every standard error that rests on one of them: the largest of theirs.
    pub widen: f64,
}

pub(super) fn components(file: &File<VarianceComponent>) -> Result<Components, ReferenceError> {
    let value = |key: &str| {
        let missing = || ReferenceError::Missing { file: file.id.clone(), key: key.to_owned() };
        file.get(key).map(|found| found.value).ok_or_else(missing)
    };
    Ok(Components {
        school: value("between-school")?,
        class: value("between-class")?,
        journal: value("journal-shift")?,
        item: value("class-item")?,
        widen: file.entries.iter().map(|entry| entry.widen).fold(1.0, f64::max),
    })
}

/// A borrowed variance component (ladder C) with the factor that widens an interval resting on it.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct VarianceComponent {
    /// Name of the component, e.g. `between-school`.
    pub key: String,
    /// Share of variance, or a standard deviation in the unit its title names, 0..=1.
    pub value: f64,
    /// Factor by which an interval that uses it is widened.
    pub widen: f64,
    /// Meaning.
    pub title: Text,
    /// Source.
    pub cite: Citation,
}

impl Entry for VarianceComponent {
    fn key(&self) -> &str {
        &self.key
    }

    fn cite(&self) -> &Citation {
        &self.cite
    }

    fn say(&self) -> Text {
        let say = |title: &str, lang| format!("{title}: {}", number(self.value, 3, lang));
        Text::new(say(&self.title.ru, Lang::Ru), say(&self.title.en, Lang::En))
    }

    fn check(&self) -> Result<(), Text> {
        if (0.0..=1.0).contains(&self.value) && (1.0..=10.0).contains(&self.widen) {
            return Ok(());
        }
        Err(Text::new("value — число от 0 до 1, widen — множитель от 1 до 10", "value is a number 0 to 1, widen a factor 1 to 10"))
    }
}

#[cfg(test)]
mod tests {
    use psychometrics::descriptive::{mean, median, variance};
    use psychometrics::variance::{BetweenOptions, between, two_level};

    use crate::dataset::{Dataset, ResultSet};
    use crate::reference::Reference;
    use crate::simulate::{Knobs, region};

    /// Scripts of a set and journal shifts (work − journal) of its pupils.
    fn values(dataset: &Dataset, set: &ResultSet) -> (Vec<f64>, Vec<f64>) {
        let (kim, sitting) = (&dataset.kims[set.key.kim.0 as usize], &dataset.sittings[set.key.kim.0 as usize]);
        let rows = set.rows.iter().map(|&row| row as usize);
        let scored: Vec<(usize, u16)> = rows.filter_map(|row| Some((row, sitting.total(row)?))).collect();
        let mark = |row: usize, score| sitting.mark[row].or_else(|| kim.scale.as_ref().map(|scale| scale.mark(score)));
        let shift = |&(row, score): &(usize, u16)| Some(f64::from(mark(row, score)?) - f64::from(sitting.prior[row]?));
        (scored.iter().map(|(_, score)| f64::from(*score)).collect(), scored.iter().filter_map(shift).collect())
    }

    /// Share of variance between classes of a school and the spread of journal shifts, as medians over the works of the honest standard scenario, and the
    /// scenario's own class × item spread: what the shipped "simulated" entries say.
    #[test]
    fn simulated_components_are_those_of_the_honest_scenario() {
        let world = region(&Knobs { schools: 80, ..Knobs::honest() }, 7);
        let sets = world.dataset.result_sets();
        let (mut classes, mut journals) = (Vec::new(), Vec::new());
        for kim in 0..world.dataset.kims.len() {
            let of_work: Vec<_> =
                sets.iter().filter(|set| set.key.kim.0 as usize == kim).map(|set| (set, values(&world.dataset, set))).collect();
            let large: Vec<_> = of_work.iter().filter(|(_, (scores, shifts))| scores.len() >= 10 && shifts.len() >= 10).collect();
            let within = mean(&large.iter().map(|(_, (scores, _))| variance(scores)).collect::<Vec<_>>());
            let means: Vec<f64> = large.iter().map(|(_, (scores, _))| mean(scores)).collect();
            let sampling: Vec<f64> = large.iter().map(|(_, (scores, _))| within / scores.len() as f64).collect();
            let school: Vec<usize> = large.iter().map(|(set, _)| set.key.school.0 as usize).collect();
            let found = two_level(&means, &sampling, &school, BetweenOptions::default()).expect("many schools");
            let all = found.school + found.class + within;
            classes.push(found.class / all);
            let shifts: Vec<f64> = large.iter().map(|(_, (_, shifts))| mean(shifts)).collect();
            let noise: Vec<f64> = large.iter().map(|(_, (_, shifts))| variance(shifts) / shifts.len() as f64).collect();
            journals.push(between(&shifts, &noise, BetweenOptions::default()).expect("many sets").variance.sqrt());
        }
        let spread = Knobs::default().spread;
        let item = (spread.class_item * spread.class_item + spread.teacher_item * spread.teacher_item).sqrt();
        let measured = [("between-class", median(&classes)), ("journal-shift", median(&journals)), ("class-item", item)];
        let reference = Reference::shipped().expect("well-formed");
        for (component, value) in measured {
            let (shipped, cite) = reference.variance(component).expect("an entry");
            assert!((shipped - value).abs() < 0.03, "{component}: shipped {shipped}, measured {value}");
            assert!(cite.source.contains("simulated"), "{}", cite.source);
        }
    }
}
