//! `report.html`: one self-contained file that opens offline, needs no script and prints to A4. First a page a head reads in a minute,
//! then a sheet for every set worth a look, the others folded, description, attainment, data, methodology, words. A report on many
//! schools shows the sets worth a look only; all others stand in the tables, because any choice among them would be arbitrary.
//! covers: R13, R16, R17, R19, R20, R34, D2

mod attainment;
mod causes;
mod comparisons;
mod data;
mod description;
mod evidence;
mod first;
mod handbook;
mod items;
mod matters;
mod origin;
mod parts;
mod region;
mod schools;
mod set;
mod style;
mod unit_readings;

use std::collections::BTreeSet;

use maud::{DOCTYPE, Markup, PreEscaped, html};
use records::study::{SetStudy, Study};
use records::text::Lang;
use records::vocabulary::Ladder;
use words::report;

use crate::{Material, names};

pub use style::sheet as style_sheet;

/// Sets worth a look that get a sheet of their own: in a report on one school those that are read at once, in one on many as many as are
/// printed; the others have a card.
const MOST_SHEETS: [usize; 2] = [3, 40];
/// Up to this many sets every set has a folded card with everything; of more, those worth a look and those named on the first page, and all
/// others are rows of one table.
const MOST_FULL: usize = 24;
/// Folded cards in a report on one school; in one on many, where only sets worth a look beyond the sheets have a card.
const MOST_CARDS: [usize; 2] = [60, 100];
/// Described units, the same.
const MOST_UNITS: [usize; 2] = [120, 30];
/// More schools than these make it a report on many.
pub(crate) const FEW_SCHOOLS: usize = 3;

/// What every part of the report needs.
struct Page<'a> {
    m: &'a Material<'a>,
    study: &'a Study,
    lang: Lang,
    outside: bool,
    /// Names of schools in the data, sorted.
    schools: Vec<&'a str>,
    /// Sets worth a look, strongest evidence first; those without sheet and card too.
    looked: Vec<Indexed<'a>>,
    /// Sets with a sheet of their own.
    sheets: Vec<Indexed<'a>>,
    /// Sets with a folded card.
    cards: Vec<Indexed<'a>>,
    /// Sets that are rows of one table.
    rows: Vec<Indexed<'a>>,
    /// Sets that have a sheet, a card or a row: only to these may a link lead.
    shown: BTreeSet<usize>,
}

/// A set with its place in the row order of the outputs.
type Indexed<'a> = (usize, &'a SetStudy);

impl<'a> Page<'a> {
    /// Title of a set, with its school where there are several.
    fn title(&self, set: &SetStudy) -> String {
        let title = set.title.in_lang(self.lang);
        if self.schools.len() > 1 { format!("{} · {title}", self.study.school(&set.school)) } else { title.to_owned() }
    }

    /// Whether the report speaks of many schools: nobody reads such a one set by set.
    fn many(&self) -> bool {
        self.schools.len() > FEW_SCHOOLS
    }

    /// Whether sets can be flagged at all: the protocol says so and some are compared with other schools.
    fn flags(&self) -> bool {
        self.study.protocol.flags && self.study.sets.iter().any(|set| matches!(set.ladder, Ladder::A | Ladder::B))
    }

    /// The limit that suits the number of schools.
    fn most(&self, limits: [usize; 2]) -> usize {
        limits[usize::from(self.many())]
    }

    /// Chooses the sets that are shown: the strongest evidence gets a sheet. In a report on many schools sheets then stand by work and
    /// school, never in the order of evidence, which would be a rating of schools (constraint C10).
    fn choose(mut self) -> Self {
        let score = |set: &SetStudy| set.score.unwrap_or(0.0);
        let all = || self.study.sets.iter().enumerate();
        let mut looked: Vec<Indexed<'a>> = all().filter(|(_, set)| set.look || set.flagged).collect();
        looked.sort_by(|a, b| score(b.1).total_cmp(&score(a.1)).then(a.0.cmp(&b.0)));
        let by_work = |(index, set): &Indexed<'a>| (set.work, *index);
        let (foremost, further) = looked.split_at(looked.len().min(self.most(MOST_SHEETS)));
        let mut sheets = foremost.to_vec();
        let most = self.most(MOST_CARDS);
        let mut cards: Vec<Indexed<'a>> = if self.many() {
            further.iter().take(most).copied().collect()
        } else {
            let sheets: BTreeSet<usize> = foremost.iter().map(|(index, _)| *index).collect();
            let named: BTreeSet<usize> = crate::far_journals::far_journals(self.study).0.iter().map(|far| far.index).collect();
            let every = self.study.sets.len() <= MOST_FULL;
            let carded = |index: &usize, set: &SetStudy| every || set.look || set.flagged || named.contains(index);
            let order = names::order(self.study).into_iter().filter_map(|index| Some((index, self.study.sets.get(index)?)));
            let (mut cards, mut rows): (Vec<Indexed<'a>>, Vec<Indexed<'a>>) =
                order.filter(|(index, _)| !sheets.contains(index)).partition(|(index, set)| carded(index, set));
            rows.extend(cards.split_off(cards.len().min(most)));
            self.rows = rows;
            cards
        };
        if self.many() {
            sheets.sort_by_key(by_work);
            cards.sort_by_key(by_work);
        }
        self.shown = sheets.iter().chain(&cards).chain(&self.rows).map(|(index, _)| *index).collect();
        (self.looked, self.sheets, self.cards) = (looked, sheets, cards);
        self
    }
}

/// The report as HTML.
pub(crate) fn html(material: &Material<'_>) -> String {
    let study = &*material.study;
    let page = Page {
        m: material,
        study,
        lang: material.lang,
        outside: material.outside(),
        schools: sorted(study.sets.iter().map(|set| &set.school).chain(study.attainment.iter().map(|row| &row.school)).map(String::as_str)),
        looked: Vec::new(),
        sheets: Vec::new(),
        cards: Vec::new(),
        rows: Vec::new(),
        shown: BTreeSet::new(),
    };
    document(&page.choose()).into_string()
}

fn sorted<'a>(names: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let mut names: Vec<&str> = names.collect();
    names.sort_unstable();
    names.dedup();
    names
}

fn document(page: &Page<'_>) -> Markup {
    let lang = if page.lang == Lang::Ru { "ru" } else { "en" };
    html! {
        (DOCTYPE)
        html lang=(lang) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta http-equiv="Content-Security-Policy"
                    content="default-src 'none'; style-src 'unsafe-inline'; font-src data:; base-uri 'none'; form-action 'none'";
                meta name="referrer" content="no-referrer";
                meta name="generator" content={ "objektiv " (page.m.version) };
                title { (report::title(page.lang)) " · " (parts::as_of(page)) }
                style { (PreEscaped(style::sheet())) }
            }
            body {
                a.skip href="#main" { (report::skip(page.lang)) }
                div.desk { (contents(page)) main #main { (body(page)) } }
            }
        }
    }
}

fn body(page: &Page<'_>) -> Markup {
    html! {
        (first::sheet(page))
        @if page.outside {
            (description::parallels(page))
        } @else {
            @for (index, set) in &page.sheets { (set::sheet(page, *index, set)) }
            (set::others(page))
            (description::parallels(page))
            (attainment::sheet(page))
            (comparisons::sheet(page))
        }
        (unit_readings::sheet(page))
        (data::sheet(page))
        (handbook::sheet(page))
    }
}

fn contents(page: &Page<'_>) -> Markup {
    html! {
        nav.contents aria-label=(report::contents(page.lang)) {
            p.brand { (report::brand(page.lang)) }
            ul {
                li { a href="#first" { (report::first(page.lang)) } }
                @if !page.outside {
                    @for (index, set) in page.sheets.iter().take(12) {
                        li.sub { a href={ "#set-" (index) } { (parts::shape(set.chip)) (page.title(set)) } }
                    }
                    li { a href="#sets" { (report::other_sets(page.lang)) } }
                }
                li { a href="#description" { (report::description(page.lang)) } }
                @if !page.outside && !page.study.attainment.is_empty() { li { a href="#attainment" { (report::attainment(page.lang)) } } }
                @if !page.outside && comparisons::any(page) { li { a href="#dynamics" { (report::dynamics(page.lang)) } } }
                @if unit_readings::any(page) { li { a href="#units" { (report::units(page.lang)) } } }
                li { a href="#data" { (report::data(page.lang)) } }
                li { a href="#methodology" { (report::methodology(page.lang)) } }
                li { a href="#words" { (report::words(page.lang)) } }
            }
            p.note { (report::printing(page.lang)) }
        }
    }
}

#[cfg(test)]
mod tests {
    use records::text::Text;
    use records::vocabulary::Audience;

    use super::*;
    use crate::sample::{keep, sample};

    fn attributes<'a>(html: &'a str, name: &str) -> Vec<&'a str> {
        let needle = format!(" {name}=\"");
        html.split(needle.as_str()).skip(1).filter_map(|rest| rest.split('"').next()).collect()
    }

    #[test]
    fn one_file_that_needs_nothing_beside_it() {
        for lang in [Lang::Ru, Lang::En] {
            let sample = sample();
            let report = html(&sample.material(lang));
            keep(&format!("report-{lang:?}.html"), report.as_bytes());
            for foreign in ["<script", "<link", "<img", "src=", "@import", "url(http", "style=\"", "onclick"] {
                assert!(!report.contains(foreign), "{foreign}");
            }
            assert_eq!(attributes(&report, "href").iter().filter(|href| !href.starts_with('#')).count(), 0);
            assert!(report.len() < 1_000_000, "{} bytes", report.len());
        }
    }

    /// Every link leads somewhere, and no id stands twice.
    #[test]
    fn links_and_ids_agree() {
        let sample = sample();
        let report = html(&sample.material(Lang::Ru));
        let ids = attributes(&report, "id");
        let unique: BTreeSet<&str> = ids.iter().copied().collect();
        assert_eq!(ids.len(), unique.len(), "an id stands twice");
        for href in attributes(&report, "href") {
            assert!(unique.contains(href.trim_start_matches('#')), "{href} leads nowhere");
        }
    }

    #[test]
    fn texts_from_files_cannot_become_markup() {
        let mut sample = sample();
        let evil = "<script>alert(1)</script>\"'><b>";
        sample.study.sets[0].title = Text::same(evil);
        sample.study.sets[0].school = evil.to_owned();
        sample.problems[0].place.file = evil.to_owned();
        sample.questions[0].ask = Text::same(evil);
        sample.study.units[0].name = evil.to_owned();
        let report = html(&sample.material(Lang::Ru));
        assert!(!report.contains("<script"));
    }

    /// Constraints C1 and C10: a report that leaves the school names no class, no pupil, no file of persons.
    #[test]
    fn outside_the_school_no_class_is_named() {
        let mut sample = sample();
        sample.audience = Audience::Outside;
        let report = html(&sample.material(Lang::Ru));
        keep("report-outside.html", report.as_bytes());
        for hidden in ["4-1", "4-2", "5А", "5Б", "4004", "Ф1_РУ4_2026.xlsx, лист", "у 13 учеников"] {
            assert!(!report.contains(hidden), "{hidden}");
        }
        assert!(report.contains("Описание по параллелям"));
    }

    /// The simulated gymnasium as analysed: everything the analysis says fits into one file of a few megabytes.
    /// covers: R13
    #[test]
    fn a_whole_school_is_one_small_file() {
        let study = crate::sample::rehearsal::study();
        for lang in [Lang::Ru, Lang::En] {
            let material = crate::sample::inside(study, lang);
            let report = html(&material);
            keep(&format!("gymnasium-{lang:?}.html"), report.as_bytes());
            assert!(report.len() < 6_000_000, "{} bytes", report.len());
            let ids: BTreeSet<&str> = attributes(&report, "id").into_iter().collect();
            assert!(attributes(&report, "href").iter().all(|href| ids.contains(href.trim_start_matches('#'))));
            for card in study.cards.all() {
                assert!(ids.contains(format!("card-{}", card.id).as_str()), "the handbook has no page on {}", card.id);
            }
        }
    }

    /// One story of trust: a figure in words, the same on the first page and on the sheet; p, q and the rung only for those who ask.
    #[test]
    fn how_sure_is_one_figure_and_letters_stand_folded() {
        let mut sample = sample();
        sample.study.sets[0].p_own = Some(0.0267);
        sample.study.sets[0].q = Some(0.995);
        sample.study.sets[0].p_error = Some(0.12);
        assert!(sample.study.sets[0].look && !sample.study.sets[0].flagged);
        for (lang, figure, letters) in
            [(Lang::Ru, "не больше 3", ["p\u{a0}", "q\u{a0}", "Ступень"]), (Lang::En, "at most 3", ["p\u{a0}", "q\u{a0}", "Rung"])]
        {
            let report = html(&sample.material(lang));
            assert_eq!(report.matches(figure).count(), 2, "first page and sheet");
            let open: String = report
                .split("<section")
                .skip(1)
                .filter(|part| part.starts_with(" class=\"sheet\" id=\"set-") || part.contains("id=\"first\""))
                .map(unfolded)
                .collect();
            let draws = [report::set_p_error(lang, words::percent(lang, 0.12, 0)), words::percent(lang, 0.12, 0)];
            assert!(report.contains(&draws[0]) && draws[0].contains(&draws[1]), "by how much other draws would change p: {}", draws[0]);
            for letter in letters {
                assert!(!open.contains(letter) && report.contains(letter), "{letter}");
            }
        }
    }

    /// What is seen before anything is unfolded.
    fn unfolded(part: &str) -> String {
        let mut depth = 0_usize;
        let mut seen = String::new();
        for piece in part.split('<') {
            depth = if piece.starts_with("details") { depth + 1 } else { depth };
            if depth == 0 {
                seen.push_str(piece.split_once('>').map_or(piece, |(_, text)| text));
            }
            depth = if piece.starts_with("/details") { depth - 1 } else { depth };
        }
        seen
    }

    /// The first page leads to honours, journals, registers and questions, in this order.
    #[test]
    fn the_first_page_holds_what_is_acted_on() {
        let report = html(&crate::sample::inside(crate::sample::rehearsal::study(), Lang::Ru));
        let first = report.split("id=\"first\"").nth(1).and_then(|rest| rest.split("</section>").next()).unwrap();
        let at = |words: &str| first.find(words).unwrap_or_else(|| panic!("{words} is missing"));
        assert!(at("Что ещё ждёт решения") < at("#units-medalists") && at("#units-medalists") < at("ниже журнальной у"));
        assert!(at("ниже журнальной у") < at("#units-rounding"));
        let mut sample = sample();
        let asked = html(&sample.material(Lang::Ru));
        assert!(!sample.questions.is_empty() && asked.matches("href=\"#questions\"").count() == 1);
        sample.questions.clear();
        assert!(!html(&sample.material(Lang::Ru)).contains("href=\"#questions\""));
    }

    /// Schools, works, reference data by their names: no identifier in what people read, neither on the page nor in the paper or workbook.
    #[test]
    fn nothing_is_called_by_an_identifier() {
        let mut sample = sample();
        let keys: BTreeSet<String> = sample.study.sets.iter().map(|set| set.school.clone()).collect();
        sample.study.school_names = keys.iter().map(|key| (key.clone(), format!("Школа {}", key.len()))).collect();
        let identifiers = || {
            let works = sample.study.works.iter().map(|work| work.procedure.clone());
            works.chain(sample.study.unusable.iter().map(|one| one.kim.clone())).chain(keys.iter().cloned()).chain(["lowered".to_owned()])
        };
        let material = sample.material(Lang::Ru);
        let said = [html(&material), crate::papers::sample::said(&material)];
        let book = crate::outputs(&material, &[&crate::papers::WORKBOOK]).unwrap();
        let strings = crate::papers::sample::strings(&book.iter().find(|document| document.name == "tables.xlsx").unwrap().bytes);
        for text in said.iter().chain([&strings]) {
            for identifier in identifiers() {
                assert!(
                    !text.contains(&format!(">{identifier}"))
                        && !text.contains(&format!(" {identifier}"))
                        && !text.contains(&format!("({identifier}")),
                    "{identifier}"
                );
            }
            assert!(text.contains("Школа 9"));
        }
        assert!(said[0].contains("Шкалы перевода баллов в отметки") && !said[0].contains("<b>scales"));
    }

    /// A page of a school is read, not scrolled: what stands open is little, and every set is still there.
    #[test]
    fn the_page_of_a_school_is_short_and_holds_every_set() {
        let study = crate::sample::rehearsal::study();
        let report = html(&crate::sample::inside(study, Lang::Ru));
        let mut depth = 0_usize;
        let mut open = [0_usize; 3];
        for piece in report.split('<') {
            for (at, element) in ["details", "figure ", "tr>"].into_iter().enumerate() {
                open[at] += usize::from(depth == 0 && piece.starts_with(element));
            }
            // What opens by itself is as tall as if it were not folded.
            let folded = piece.starts_with("details") && !piece.split('>').next().is_some_and(|head| head.ends_with(" open"));
            depth += usize::from(folded || (depth > 0 && piece.starts_with("details")));
            depth = depth.saturating_sub(usize::from(piece.starts_with("/details")));
        }
        let [details, figures, rows] = open;
        assert!(details <= 60 && figures <= 10 && rows <= 40, "{details} folded, {figures} figures, {rows} rows stand open");
        let ids: BTreeSet<&str> = attributes(&report, "id").into_iter().collect();
        assert!((0..study.sets.len()).all(|index| ids.contains(format!("set-{index}").as_str())));
        assert!(study.sets.iter().all(|set| report.contains(&set.title.ru)));
    }

    /// What the data themselves show stands first among the innocent causes.
    #[test]
    fn an_innocent_cause_seen_in_the_data_comes_first() {
        let sample = sample();
        let report = html(&sample.material(Lang::Ru));
        let own = sample.study.sets.iter().find_map(|set| set.innocent.first()).map(|cause| format!("<ul><li>{}</li><li>", cause.ru));
        assert!(report.contains(&own.unwrap()));
    }

    /// Records beside the result sets have their place; data without a day say so.
    #[test]
    fn what_stands_beside_the_sets_and_a_day_nobody_knows_are_said() {
        let mut sample = sample();
        sample.study.as_of = None;
        for (lang, beyond, day) in [
            (Lang::Ru, "Прочитано кроме наборов результатов", "даты в данных нет"),
            (Lang::En, "Read beside the result sets", "the data hold no date"),
        ] {
            let report = html(&sample.material(lang));
            assert!(report.contains(beyond) && report.contains(sample.study.beyond[0].in_lang(lang)));
            assert_eq!(report.matches(day).count(), 3, "title, first page, protocol");
        }
        sample.audience = Audience::Outside;
        assert!(!html(&sample.material(Lang::Ru)).contains("Прочитано кроме"), "single examinations of a school stay in it");
    }

    /// Nothing readable is still a page that says so.
    #[test]
    fn an_empty_study_is_a_page() {
        let mut sample = sample();
        let study = &mut sample.study;
        study.sets.clear();
        study.works.clear();
        study.units.clear();
        study.attainment.clear();
        study.series.clear();
        study.dynamics.clear();
        study.headline = records::study::Headline::default();
        let report = html(&sample.material(Lang::Ru));
        assert!(report.contains("Других наборов нет") && report.contains("Описывать нечего"));
    }

    /// A report on many schools: sets worth a look have sheets and cards, all others stand in the tables; the file stays small, and
    /// nothing breaks where the analysis kept no figures and no pupils of the others (constraint C10: no rating of schools).
    #[test]
    fn many_schools_show_what_is_worth_a_look() {
        let mut study = crate::sample::rehearsal::region().clone();
        for set in study.sets.iter_mut().filter(|set| !set.look) {
            set.description.figures.clear();
            set.description.individual.clear();
            set.description.findings.clear();
        }
        let looked = study.sets.iter().filter(|set| set.look).count();
        assert!(looked > 0);
        for lang in [Lang::Ru, Lang::En] {
            let material = crate::sample::inside(&study, lang);
            let report = html(&material);
            keep(&format!("region-{lang:?}.html"), report.as_bytes());
            assert!(report.len() < 4_000_000, "{} bytes", report.len());
            let ids: BTreeSet<&str> = attributes(&report, "id").into_iter().collect();
            assert!(attributes(&report, "href").iter().all(|href| ids.contains(href.trim_start_matches('#'))));
            let sets = ids.iter().filter(|id| id.strip_prefix("set-").is_some_and(|rest| rest.parse::<usize>().is_ok())).count();
            assert_eq!(sets, looked.min(MOST_SHEETS[1] + MOST_CARDS[1]));
            assert!(report.contains("screen.csv"));
        }
    }

    /// Everything worth a look: the strongest have sheets, the next ones cards, the rest is counted; sheets stand by work and row.
    #[test]
    fn far_too_many_sets_worth_a_look_are_cut_and_counted() {
        let mut sample = sample();
        let pattern = sample.study.sets[0].clone();
        let set = |i: usize| SetStudy { school: format!("edu{i:06}"), score: Some((i * 7 % 1200) as f64), ..pattern.clone() };
        sample.study.sets = (0..1200).map(set).collect();
        let report = html(&sample.material(Lang::Ru));
        keep("everything-look.html", report.as_bytes());
        assert!(report.len() < 8_000_000, "{} bytes", report.len());
        let ids = attributes(&report, "id");
        let shown: Vec<usize> = ids.iter().filter_map(|id| id.strip_prefix("set-")?.parse().ok()).collect();
        assert_eq!(shown.len(), MOST_SHEETS[1] + MOST_CARDS[1]);
        assert!(shown[..MOST_SHEETS[1]].is_sorted() && shown[MOST_SHEETS[1]..].is_sorted(), "by row, not by evidence");
        let least = |sets: &[usize]| sets.iter().map(|i| i * 7 % 1200).min().unwrap();
        assert_eq!(least(&shown[..MOST_SHEETS[1]]), 1160, "the strongest evidence has the sheets");
        assert!(report.contains("Остальные наборы (1060)"));
    }

    /// What stands in the list is not told again as being elsewhere: only what is cut is counted.
    #[test]
    fn what_is_listed_is_not_counted_as_left_out() {
        let looked = |count: usize| {
            let mut sample = sample();
            let pattern = sample.study.sets.iter().find(|set| set.look).expect("a set worth a look").clone();
            sample.study.sets = (0..count).map(|i| SetStudy { class: format!("{}А", i + 1), ..pattern.clone() }).collect();
            html(&sample.material(Lang::Ru))
        };
        let listed = MOST_SHEETS[0] + MOST_CARDS[0];
        assert!(!looked(MOST_SHEETS[0] + 1).contains("— в таблице screen.csv"));
        assert!(!looked(listed).contains("— в таблице screen.csv"));
        assert!(looked(listed + 2).contains("Ещё 2 — в таблице screen.csv"));
    }
}
