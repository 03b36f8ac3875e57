//! The справка on the results: the familiar order of sections (цель, основание, участники → главное → паспорт → что можно заметить → наборы,
//! которые стоит посмотреть → работы и типичные ошибки → журнал → другие единицы → методика → ограничения → выводы и рекомендации → план
//! действий, подписи), one composition for Word and PDF. It holds what a head prints and signs; every class, interval and figure stands in `report.html` and the tables. Outside the school no class is named (C1, C10).

mod actions;
mod conclusions;
mod errors;
mod journal;
mod limits;
mod look;
mod method;
mod opening;
mod passport;
mod unit_readings;
mod work;

use records::dataset::Scope;
use records::study::{Study, UnitScope, UnitStudy};
use records::text::{Lang, Text};
use words::{Word, papers};

use super::paper::{Block, NO_DAY, Paper};
use crate::Material;
use crate::names::natural;
use crate::report::FEW_SCHOOLS;

/// Composes the справка.
///
/// covers: R12, R16, R19
#[must_use]
pub(super) fn compose(material: &Material<'_>) -> Paper {
    let mut sheet = Sheet::new(material);
    opening::write(&mut sheet);
    passport::write(&mut sheet);
    if !sheet.outside {
        look::write(&mut sheet);
    }
    work::write(&mut sheet);
    if !sheet.outside {
        journal::write(&mut sheet);
    }
    unit_readings::write(&mut sheet);
    method::write(&mut sheet);
    limits::write(&mut sheet);
    conclusions::write(&mut sheet);
    actions::write(&mut sheet);
    sheet.paper.without_empty_headings();
    sheet.number();
    sheet.paper
}

/// The paper being written, with everything a section needs at hand.
struct Sheet<'a> {
    paper: Paper,
    study: &'a Study,
    material: &'a Material<'a>,
    lang: Lang,
    /// Number of schools in the data.
    schools: usize,
    /// Whether the paper leaves the school.
    outside: bool,
}

impl<'a> Sheet<'a> {
    fn new(material: &'a Material<'a>) -> Self {
        let lang = material.lang;
        let study = &*material.study;
        let schools: std::collections::BTreeSet<&str> = study.sets.iter().map(|set| set.school.as_str()).collect();
        let years: std::collections::BTreeSet<String> = study.works.iter().map(|work| work.year.to_string()).collect();
        let count = schools.len();
        // One school speaks for itself, above the title; of several only the number is said.
        let (letterhead, whose) = match schools.len() {
            1 => (Some(schools.into_iter().map(|key| study.school(key)).collect::<String>()), None),
            count => (None, Some(papers::schools(lang, count))),
        };
        let years = (!years.is_empty()).then(|| papers::subtitle_years(lang, years.into_iter().collect::<Vec<_>>().join(", ")));
        let date = study.as_of.map(|day| papers::subtitle_date(lang, day.strftime("%d.%m.%Y").to_string()));
        let paper = Paper {
            letterhead,
            mark: None,
            landscape: false,
            numbered: true,
            lang: material.lang,
            title: papers::title(lang),
            subtitle: whose.into_iter().chain(years).chain(date).collect::<Vec<_>>().join(" · "),
            date: study.as_of.unwrap_or(NO_DAY),
            blocks: Vec::new(),
            footer: papers::footer(lang, material.version),
        };
        Self { paper, study, material, lang, schools: count, outside: material.outside() }
    }

    /// Numbers the sections as they came: some are left out where there is nothing to say or the reader may not see it.
    fn number(&mut self) {
        let mut next = 0;
        for block in &mut self.paper.blocks {
            if let Block::Heading { level: 1, text, .. } = block {
                next += 1;
                *text = format!("{next}. {text}");
            }
        }
    }

    fn say(&self, text: &Text) -> String {
        text.in_lang(self.material.lang).to_owned()
    }

    fn head(&self, key: Word) -> String {
        key(self.lang)
    }

    /// A share with its interval: «62 % (51–72)».
    fn share(&self, share: &[f64; 3]) -> String {
        let [low, middle, high] = share.map(|value| words::number(self.lang, value * 100.0, 0));
        format!("{middle}\u{a0}({low}–{high})")
    }

    /// A mean with its interval.
    fn mean(&self, mean: &[f64; 3], digits: usize) -> String {
        let [low, middle, high] = mean.map(|value| words::number(self.lang, value, digits));
        format!("{middle}\u{a0}({low}–{high})")
    }

    fn scope(&self, scope: Scope) -> String {
        self.head(match scope {
            Scope::Country => papers::scope_country,
            Scope::Region => papers::scope_region,
            Scope::Municipality => papers::scope_municipality,
            Scope::School => papers::scope_school,
        })
    }

    fn figure(&mut self, figure: &records::figure::Figure) {
        let block = Block::Figure {
            title: self.say(&figure.title),
            svg: crate::charts::svg(figure, self.material.lang),
            wide: crate::charts::is_wide(figure),
            caption: self.say(&figure.caption),
        };
        self.paper.blocks.push(block);
    }
}

/// Parallels of a school or a few; the widest units where many schools are in the data: a region's справка does not list every parallel.
fn units<'a>(sheet: &Sheet<'a>) -> Vec<&'a UnitStudy> {
    let wanted = if sheet.schools > FEW_SCHOOLS { UnitScope::All } else { UnitScope::Parallel };
    let mut units: Vec<&UnitStudy> = sheet.study.units.iter().filter(|unit| unit.scope == wanted).collect();
    units.sort_by(|a, b| natural(&sheet.say(&a.title), &sheet.say(&b.title)));
    units
}

/// An em dash where there is no value.
fn or_dash(value: Option<String>) -> String {
    value.unwrap_or_else(|| "—".to_owned())
}

#[cfg(test)]
mod tests {
    use records::text::Lang;

    use super::*;

    fn headings(paper: &Paper) -> Vec<String> {
        let text = |block: &Block| match block {
            Block::Heading { level: 1, text, .. } => Some(text.clone()),
            _ => None,
        };
        paper.blocks.iter().filter_map(text).collect()
    }

    /// covers: R12, R19
    #[test]
    fn sections_stand_in_the_familiar_order() {
        let sample = crate::sample::sample();
        let paper = compose(&sample.material(Lang::Ru));
        let number = |heading: &String| heading.split('.').next().and_then(|number| number.parse::<usize>().ok());
        let numbers: Vec<usize> = headings(&paper).iter().filter_map(number).collect();
        assert!(numbers.is_sorted(), "{numbers:?}");
        assert!(numbers.starts_with(&[1, 2, 3, 4]), "{numbers:?}");
    }

    #[test]
    fn every_table_is_as_wide_as_its_head_and_no_word_is_missing() {
        let sample = crate::sample::sample();
        for lang in [Lang::Ru, Lang::En] {
            let paper = compose(&sample.material(lang));
            for block in &paper.blocks {
                if let Block::Table(table) = block {
                    assert!(table.rows.iter().all(|row| row.len() == table.columns.len()), "{}", table.title);
                }
            }
            let json = serde_json::to_string(&paper).unwrap();
            assert!(!json.contains("Unknown localization"), "{lang:?}: a word without a translation");
        }
    }

    #[test]
    fn a_day_nobody_knows_is_left_out() {
        let mut sample = crate::sample::sample();
        assert!(compose(&sample.material(Lang::Ru)).subtitle.ends_with("по данным на 28.04.2026"));
        sample.study.as_of = None;
        assert!(compose(&sample.material(Lang::Ru)).subtitle.ends_with("учебный год"));
        let whose = compose(&sample.material(Lang::Ru)).subtitle.split(" · ").next().unwrap_or_default().to_owned();
        assert_eq!(whose, "2 школы");
        sample.study.works.clear();
        assert_eq!(compose(&sample.material(Lang::Ru)).subtitle, whose, "no year either");
    }

    /// Declared before or exploratory: the paper says which.
    #[test]
    fn the_standing_of_the_analysis_is_said() {
        let sample = crate::sample::sample();
        let paper = compose(&sample.material(Lang::Ru));
        let sentence = sample.study.registration.sentence().ru;
        assert!(!sentence.is_empty() && paper.blocks.iter().any(|block| matches!(block, Block::Text { text } if *text == sentence)));
    }

    #[test]
    fn sets_worth_a_look_have_innocent_causes_beside_them() {
        let sample = crate::sample::sample();
        let paper = compose(&sample.material(Lang::Ru));
        let looks = sample.study.sets.iter().filter(|set| set.look).count();
        let own = |set: &&records::study::SetStudy| {
            let titled = |block: &&Block| matches!(block, Block::Heading { level: 2, text, .. } if text.contains(&set.title.ru));
            set.look && paper.blocks.iter().any(|block| titled(&block))
        };
        assert!(looks > 0);
        assert_eq!(sample.study.sets.iter().filter(own).count(), looks.min(3));
        let shown = |cause: &str| paper.blocks.iter().any(|block| format!("{block:?}").contains(cause));
        let own: Vec<&str> = sample.study.sets.iter().flat_map(|set| &set.innocent).map(|cause| cause.ru.as_str()).collect();
        assert!(!own.is_empty() && own.into_iter().all(shown), "what the data themselves show is among them");
    }

    /// What a head signs: why, by which paper, who wrote; what follows and what is to be done, with class and scripts; a place to sign.
    /// covers: R12
    #[test]
    fn the_paper_says_why_who_wrote_what_follows_and_what_is_to_be_done() {
        let sample = crate::sample::sample();
        let paper = compose(&sample.material(Lang::Ru));
        let text = serde_json::to_string(&paper).unwrap();
        for part in ["Цель, основание, участники", "Основание: приказ от", "по спискам классов", "Выводы и рекомендации", "План действий"]
        {
            assert!(text.contains(part), "{part}");
        }
        let plan = paper.blocks.iter().rev().find_map(|block| if let Block::Table(table) = block { Some(table) } else { None }).unwrap();
        let set = sample.study.sets.iter().find(|set| set.look).unwrap();
        let row = plan.rows.iter().find(|row| row[2].contains(&set.title.ru)).unwrap();
        assert_eq!(row[3], set.n.to_string());
        assert!(!row[1].is_empty() && row[4..].iter().all(String::is_empty), "who and by when are for people: {row:?}");
        assert!(matches!(paper.blocks.last(), Some(Block::Pair { .. })), "the last lines are signed");
    }

    /// No heading without a word under it, in any document of any study.
    #[test]
    fn no_heading_stands_alone() {
        let sample = crate::sample::sample();
        let real = crate::sample::inside(crate::sample::rehearsal::study(), Lang::Ru);
        for material in [&sample.material(Lang::Ru), &real] {
            let blocks = compose(material).blocks;
            for pair in blocks.windows(2) {
                if let [Block::Heading { level, text, .. }, Block::Heading { level: next, .. }] = pair {
                    assert!(next > level, "{text}");
                }
            }
            assert!(!matches!(blocks.last(), Some(Block::Heading { .. })));
        }
    }

    /// What a head prints of a whole school stays short: few figures, tables of a few thousand cells (promise P1 with PDF).
    #[test]
    fn the_paper_of_a_whole_school_is_short() {
        let study = crate::sample::rehearsal::study();
        for lang in [Lang::Ru, Lang::En] {
            let material = crate::sample::inside(study, lang);
            let paper = compose(&material);
            let figures = paper.blocks.iter().filter(|block| matches!(block, Block::Figure { .. })).count();
            let cells: usize = paper
                .blocks
                .iter()
                .map(|block| if let Block::Table(table) = block { table.rows.len() * table.columns.len() } else { 0 })
                .sum();
            assert!(figures <= 14 && cells <= 2400, "{figures} figures, {cells} cells");
            let named = |set: &records::study::SetStudy| paper.blocks.iter().any(|block| format!("{block:?}").contains(&set.class));
            assert!(study.sets.iter().all(named), "every class stands in the table of all sets");
            crate::sample::keep(&format!("gymnasium-{lang:?}.docx"), &super::super::word(&paper).unwrap());
        }
    }
}
