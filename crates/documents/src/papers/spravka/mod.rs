//! The справка on the results: the familiar order of sections (паспорт → главное → что можно заметить → наборы, которые стоит
//! посмотреть → работы по семи разделам → журнал → решения → ограничения), one composition for Word and PDF.

mod decisions;
mod journal;
mod look;
mod passport;
mod work;

use methodology::dataset::Scope;
use methodology::provenance::{Problem, Question};
use methodology::study::Study;
use methodology::text::{Lang, Text};

use super::paper::Paper;
use crate::words::Words;

/// What the справка is made from.
#[derive(Clone, Copy, Debug)]
pub struct Findings<'a> {
    /// The analysis.
    pub study: &'a Study,
    /// What was wrong with the files.
    pub problems: &'a [Problem],
    /// What is open.
    pub questions: &'a [Question],
    /// Language.
    pub lang: Lang,
    /// Program version, for the foot.
    pub version: &'a str,
}

/// Composes the справка.
///
/// covers: R12, R16, R19
#[must_use]
pub fn compose(findings: &Findings) -> Paper {
    let mut sheet = Sheet::new(findings);
    passport::write(&mut sheet);
    look::write(&mut sheet);
    work::write(&mut sheet);
    journal::write(&mut sheet);
    decisions::write(&mut sheet);
    sheet.paper
}

/// The paper being written, with everything a section needs at hand.
struct Sheet<'a> {
    paper: Paper,
    study: &'a Study,
    findings: Findings<'a>,
    words: Words,
}

impl<'a> Sheet<'a> {
    fn new(findings: &Findings<'a>) -> Self {
        let words = Words::new(findings.lang);
        let study = findings.study;
        let schools: std::collections::BTreeSet<&str> = study.sets.iter().map(|set| set.school.as_str()).collect();
        let years: std::collections::BTreeSet<String> = study.works.iter().map(|work| work.year.to_string()).collect();
        let whose = match schools.len() {
            1 => schools.into_iter().collect::<String>(),
            count => words.with("paper-schools", [("n", count.into())]),
        };
        let years = years.into_iter().collect::<Vec<_>>().join(", ");
        let date = study.as_of.strftime("%d.%m.%Y").to_string();
        let paper = Paper {
            lang: findings.lang,
            title: words.t("paper-title"),
            subtitle: words.with("paper-subtitle", [("whose", whose.into()), ("years", years.into()), ("date", date.into())]),
            date: study.as_of,
            blocks: Vec::new(),
            footer: words.with("paper-footer", [("version", findings.version.into())]),
        };
        Self { paper, study, findings: *findings, words }
    }

    fn say(&self, text: &Text) -> String {
        text.in_lang(self.findings.lang).to_owned()
    }

    fn head(&self, key: &'static str) -> String {
        self.words.t(key)
    }

    /// A share with its interval: «62 % (51–72)».
    fn share(&self, share: &[f64; 3]) -> String {
        let [low, middle, high] = share.map(|value| self.words.number(value * 100.0, 0));
        format!("{middle}\u{a0}({low}–{high})")
    }

    /// A mean with its interval.
    fn mean(&self, mean: &[f64; 3], digits: usize) -> String {
        let [low, middle, high] = mean.map(|value| self.words.number(value, digits));
        format!("{middle}\u{a0}({low}–{high})")
    }

    fn scope(&self, scope: Scope) -> String {
        self.head(match scope {
            Scope::Country => "scope-country",
            Scope::Region => "scope-region",
            Scope::Municipality => "scope-municipality",
            Scope::School => "scope-school",
        })
    }

    fn figure(&mut self, figure: &methodology::figure::Figure) {
        let block = super::paper::Block::Figure {
            title: self.say(&figure.title),
            svg: crate::charts::svg(figure, self.findings.lang),
            caption: self.say(&figure.caption),
        };
        self.paper.blocks.push(block);
    }
}

/// An em dash where there is no value.
fn or_dash(value: Option<String>) -> String {
    value.unwrap_or_else(|| "—".to_owned())
}
