//! Rules of honours by year and degree, and whether a graduate's examinations confirm them.

use serde::Deserialize;

use super::file::{Entry, Years};
use crate::provenance::Citation;
use crate::text::Text;

/// A rule of honours.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MedalRule {
    /// Key.
    pub key: String,
    /// Degree 1 or 2.
    pub degree: u8,
    /// School years.
    pub years: Years,
    /// How many final marks may be 4 (all others 5).
    pub fours: u8,
    /// Least test score in Russian.
    pub russian: u16,
    /// What else must be shown.
    pub other: OtherExam,
    /// Least test score there.
    pub other_score: u16,
    /// Mark in basic mathematics that stands in its place; absent = not found in a source.
    pub basic: Option<u8>,
    /// Whether basic mathematics counts only where nothing but Russian and basic mathematics is taken.
    pub basic_alone: bool,
    /// Whether the examinations decide on the award itself: then only candidates on final marks can be unconfirmed.
    #[serde(default)]
    pub gates_award: bool,
    /// In words.
    pub title: Text,
    /// Source.
    pub cite: Citation,
}

/// What besides Russian confirms the honours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum OtherExam {
    /// Any one of the other subjects taken.
    Any,
    /// Profile mathematics.
    ProfileMathematics,
}

/// One examination of a graduate: subject slug, test score, mark (basic mathematics).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ExamResult<'a> {
    /// Subject slug.
    pub subject: &'a str,
    /// Test score.
    pub score: Option<u16>,
    /// Mark.
    pub mark: Option<u8>,
}

impl Entry for MedalRule {
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
        self.title.clone()
    }

    fn check(&self) -> Result<(), Text> {
        if (1..=2).contains(&self.degree) && self.russian <= 100 && self.other_score <= 100 {
            return Ok(());
        }
        Err(Text::new("degree 1 или 2, баллы не больше 100", "degree 1 or 2, scores at most 100"))
    }
}

impl MedalRule {
    /// Whether the examinations confirm the honours; None where the results or the rule do not say.
    #[must_use]
    pub fn confirmed(&self, exams: &[ExamResult<'_>]) -> Option<bool> {
        let russian = exams.iter().find(|exam| exam.subject == "russian").and_then(|exam| exam.score);
        if russian? < self.russian {
            return Some(false);
        }
        let others: Vec<&ExamResult<'_>> = exams.iter().filter(|exam| exam.subject != "russian").collect();
        let verdicts: Vec<Option<bool>> = others.iter().filter_map(|exam| self.verdict(exam, others.len())).collect();
        if verdicts.contains(&Some(true)) {
            return Some(true);
        }
        if verdicts.is_empty() || verdicts.contains(&None) { None } else { Some(false) }
    }

    /// How far the examinations are above (+) or below (−) what is needed, test points: the smaller of the distances in Russian and in the best
    /// of the other examinations that count; basic mathematics that meets the rule sets no limit. None where [`Self::confirmed`] does not say, or
    /// where no test score decides.
    #[must_use]
    pub fn gap(&self, exams: &[ExamResult<'_>]) -> Option<i32> {
        self.confirmed(exams)?;
        let above = |exam: &ExamResult<'_>, least: u16| exam.score.map(|score| i32::from(score) - i32::from(least));
        let russian = exams.iter().find(|exam| exam.subject == "russian").and_then(|exam| above(exam, self.russian))?;
        let others: Vec<&ExamResult<'_>> = exams.iter().filter(|exam| exam.subject != "russian").collect();
        let counted: Vec<&ExamResult<'_>> = others.iter().copied().filter(|exam| self.verdict(exam, others.len()).is_some()).collect();
        let by_basic = counted.iter().any(|exam| exam.score.is_none() && self.verdict(exam, others.len()) == Some(Some(true)));
        let best = counted.iter().filter_map(|exam| above(exam, self.other_score)).max();
        match best {
            _ if by_basic => Some(russian),
            Some(best) => Some(russian.min(best)),
            None => (russian < 0).then_some(russian),
        }
    }

    /// Whether one of the `others` examinations meets the rule. Outer None: it plays no part; inner None: its result or its threshold is not known.
    #[expect(clippy::option_option, reason = "no part and not known are two things")]
    fn verdict(&self, exam: &ExamResult<'_>, others: usize) -> Option<Option<bool>> {
        if exam.subject == "mathematics-basic" {
            let counts = !self.basic_alone || others == 1;
            return counts.then(|| exam.mark.zip(self.basic).map(|(mark, needed)| mark >= needed));
        }
        let counts = self.other == OtherExam::Any || exam.subject == "mathematics-profile";
        counts.then(|| exam.score.map(|score| score >= self.other_score))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reference::Reference;
    use crate::vocabulary::SchoolYear;

    fn exam(subject: &str, score: u16) -> ExamResult<'_> {
        ExamResult { subject, score: Some(score), mark: None }
    }

    fn basic(mark: u8) -> ExamResult<'static> {
        ExamResult { subject: "mathematics-basic", score: None, mark: Some(mark) }
    }

    fn rule(year: i16, degree: u8) -> MedalRule {
        let reference = Reference::shipped().expect("shipped data are well-formed");
        reference.medal_rule(SchoolYear(year), degree).expect("a rule").clone()
    }

    #[test]
    fn first_degree_since_2024() {
        let rule = rule(2024, 1);
        assert_eq!(rule.confirmed(&[exam("russian", 70), exam("history", 70), exam("social-studies", 40)]), Some(true));
        assert_eq!(rule.confirmed(&[exam("russian", 69), exam("history", 100)]), Some(false));
        assert_eq!(rule.confirmed(&[exam("russian", 90), exam("history", 69)]), Some(false));
        assert_eq!(rule.confirmed(&[exam("russian", 90), basic(5)]), Some(true));
        assert_eq!(rule.confirmed(&[exam("russian", 90), basic(4)]), Some(false));
        assert_eq!(rule.confirmed(&[exam("russian", 90), basic(5), exam("history", 60)]), Some(false), "basic counts only alone");
        assert_eq!(rule.confirmed(&[exam("history", 90)]), None, "no Russian result");
    }

    #[test]
    fn the_gap_is_that_of_the_examination_that_decides() {
        let rule = rule(2024, 1);
        assert_eq!(rule.gap(&[exam("russian", 75), exam("history", 81), exam("social-studies", 40)]), Some(5), "Russian decides");
        assert_eq!(rule.gap(&[exam("russian", 90), exam("history", 64), exam("physics", 61)]), Some(-6), "the best of the others");
        assert_eq!(rule.gap(&[exam("russian", 72), basic(5)]), Some(2));
        assert_eq!(rule.gap(&[exam("russian", 90), basic(4)]), None, "a mark is no distance in points");
        assert_eq!(rule.gap(&[exam("history", 90)]), None);
    }

    #[test]
    fn second_degree_leaves_basic_mathematics_open() {
        let rule = rule(2024, 2);
        assert_eq!(rule.confirmed(&[exam("russian", 60), exam("history", 60)]), Some(true));
        assert_eq!(rule.confirmed(&[exam("russian", 90), basic(5)]), None);
    }

    #[test]
    fn before_2024_mathematics_decides() {
        let rule = rule(2022, 1);
        assert_eq!(rule.confirmed(&[exam("russian", 80), exam("history", 99), exam("mathematics-profile", 69)]), Some(false));
        assert_eq!(rule.confirmed(&[exam("russian", 80), exam("history", 50), basic(5)]), Some(true));
        let shipped = Reference::shipped().expect("well-formed");
        assert!(shipped.medal_rule(SchoolYear(2022), 2).is_none(), "one degree before 2024");
    }
}
