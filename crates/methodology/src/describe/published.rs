//! Published shares beside one's own: which of them speak of a work in the data, which do not and why.

use std::collections::BTreeMap;

use records::dataset::{Dataset, Kim, KimId, Quantity, School, SchoolId, Scope, Share};
use records::reference::Reference;
use records::study::{PublishedShares, UnusableReference};
use records::text::{Text, folded};
use records::vocabulary::Kind;

/// Shares usable for each work of the data, and the rest with reasons.
#[derive(Debug)]
pub(super) struct Matched<'a> {
    dataset: &'a Dataset,
    reference: &'a Reference,
    by_kim: Vec<Vec<&'a Share>>,
    pub unusable: Vec<UnusableReference>,
}

/// Shares usable for one work.
#[derive(Clone, Copy, Debug)]
pub(super) struct Published<'a> {
    dataset: &'a Dataset,
    shares: &'a [&'a Share],
}

impl<'a> Matched<'a> {
    pub(super) fn new(dataset: &'a Dataset, reference: &'a Reference) -> Self {
        let mut matched = Self { dataset, reference, by_kim: vec![Vec::new(); dataset.kims.len()], unusable: Vec::new() };
        let mut by_key: BTreeMap<&str, Vec<&'a Share>> = BTreeMap::new();
        for share in &dataset.shares {
            by_key.entry(&share.kim).or_default().push(share);
        }
        for (key, shares) in by_key {
            match works_of(dataset, reference, key) {
                Ok(kims) => kims.iter().for_each(|&kim| matched.take(kim, &shares)),
                Err(reason) => matched.refuse(&shares, &reason),
            }
        }
        matched
    }

    /// Every usable share of a work.
    pub(super) fn list(&self, kim: KimId) -> &[&'a Share] {
        self.by_kim.get(kim.0 as usize).map_or(&[], Vec::as_slice)
    }

    /// What is published about a work.
    pub(super) fn of(&'a self, kim: KimId) -> Published<'a> {
        Published { dataset: self.dataset, shares: self.by_kim.get(kim.0 as usize).map_or(&[], Vec::as_slice) }
    }

    fn take(&mut self, kim: KimId, shares: &[&'a Share]) {
        let (Some(work), Some(list)) = (self.dataset.kims.get(kim.0 as usize), self.by_kim.get_mut(kim.0 as usize)) else { return };
        let mut refused: Vec<(Text, &'a Share)> = Vec::new();
        for &share in shares {
            match unfit(work, share) {
                None => list.push(share),
                Some(reason) => refused.push((reason, share)),
            }
        }
        refused.iter().for_each(|(reason, share)| self.refuse(&[share], reason));
    }

    /// One line per source, work and reason.
    fn refuse(&mut self, shares: &[&Share], reason: &Text) {
        for share in shares {
            let known =
                |other: &UnusableReference| other.kim == share.kim && other.origin.source == share.origin.source && other.reason == *reason;
            if !self.unusable.iter().any(known) {
                let title = title(self.reference, &share.kim);
                self.unusable.push(UnusableReference { kim: share.kim.clone(), title, origin: share.origin, reason: reason.clone() });
            }
        }
    }
}

impl<'a> Published<'a> {
    /// Shares of a quantity that speak of the area of these schools.
    pub(super) fn of(self, schools: &'a [SchoolId], quantity: Quantity) -> impl Iterator<Item = &'a Share> + 'a {
        let (dataset, shares) = (self.dataset, self.shares);
        shares.iter().copied().filter(move |share| share.quantity == quantity && speaks_of(dataset, share, schools))
    }

    /// The same by area, widest scope first.
    pub(super) fn by_area(self, schools: &'a [SchoolId], quantity: Quantity) -> Vec<PublishedShares> {
        let mut areas: BTreeMap<(Scope, &str), PublishedShares> = BTreeMap::new();
        for share in self.of(schools, quantity) {
            let empty =
                || PublishedShares { scope: share.scope, area: share.area.clone(), n: None, shares: Vec::new(), origin: share.origin };
            let area = areas.entry((share.scope, &share.area)).or_insert_with(empty);
            area.n = area.n.max(share.n);
            area.shares.push((share.key.clone(), share.value));
        }
        areas.into_values().collect()
    }
}

/// The works a key speaks of: the key itself, or the one that a workbook implies, `<kind>-<subject slug>-<grade>-<calendar year>`.
fn works_of(dataset: &Dataset, reference: &Reference, key: &str) -> Result<Vec<KimId>, Text> {
    if let Some(kim) = dataset.kim(key) {
        return Ok(vec![kim]);
    }
    let Some(implied) = Implied::parse(key, reference) else {
        return Err(Text::new(format!("работы «{key}» нет в данных"), format!("the data hold no work \"{key}\"")));
    };
    let numbered = || dataset.kims.iter().zip(0_u32..).map(|(kim, id)| (kim, KimId(id)));
    let same_subject = |kim: &Kim| {
        kim.kind == Some(implied.kind) && reference.subject_slug(dataset.subject_names.name(kim.subject.0)) == Some(&implied.subject)
    };
    let fits = |kim: &Kim| same_subject(kim) && kim.grade == implied.grade && calendar_year(kim) == implied.year;
    let works: Vec<KimId> = numbered().filter(|(kim, _)| fits(kim)).map(|(_, id)| id).collect();
    if !works.is_empty() {
        return Ok(works);
    }
    let of_grade: Vec<&Kim> = dataset.kims.iter().filter(|kim| same_subject(kim) && kim.grade == implied.grade).collect();
    let listed = |numbers: &mut dyn Iterator<Item = String>| numbers.collect::<Vec<_>>().join(", ");
    if !of_grade.is_empty() {
        let years = listed(&mut of_grade.iter().map(|kim| calendar_year(kim).to_string()));
        return Err(Text::new(
            format!("доли за {} год, а работа в данных — за {years}: годы не сравниваются", implied.year),
            format!("the shares are of {}, the work in the data of {years}: years are not compared", implied.year),
        ));
    }
    let of_subject: Vec<&Kim> = dataset.kims.iter().filter(|kim| same_subject(kim)).collect();
    if !of_subject.is_empty() {
        let grades = listed(&mut of_subject.iter().map(|kim| kim.grade.to_string()));
        return Err(Text::new(
            format!("доли по {} классу, а работа в данных — {grades} класс", implied.grade),
            format!("the shares are of grade {}, the work in the data of grade {grades}", implied.grade),
        ));
    }
    Err(Text::new("такого предмета и вида работы в данных нет", "the data hold no work of this kind and subject"))
}

/// A work as the key of a workbook names it.
struct Implied {
    kind: Kind,
    subject: String,
    grade: u8,
    year: i16,
}

impl Implied {
    fn parse(key: &str, reference: &Reference) -> Option<Self> {
        let (rest, year) = key.rsplit_once('-')?;
        let (rest, grade) = rest.rsplit_once('-')?;
        // The longest kind first: `oge-diagnostic-…` begins like `oge-…`.
        let mut kinds: Vec<Kind> = Kind::ALL.to_vec();
        kinds.sort_by_key(|kind| std::cmp::Reverse(kind.code().len()));
        let (kind, subject) = kinds.iter().find_map(|kind| Some((*kind, rest.strip_prefix(kind.code())?.strip_prefix('-')?)))?;
        Some(Self { kind, subject: reference.subject_slug(subject)?.to_owned(), grade: grade.parse().ok()?, year: year.parse().ok()? })
    }
}

/// «ВПР · Русский язык · 4 класс · 2024» of the key a workbook implies; any other key as it is written.
fn title(reference: &Reference, key: &str) -> Text {
    let Some(implied) = Implied::parse(key, reference) else { return Text::new(format!("«{key}»"), format!("\"{key}\"")) };
    let Implied { kind, subject, grade, year } = implied;
    let label = kind.label().text();
    let called = reference.subject(&subject).map_or_else(|| Text::same(&subject), |subject| subject.title.clone());
    Text::new(
        format!("{} · {} · {grade} класс · {year}", label.ru, called.ru),
        format!("{} · {} · grade {grade} · {year}", label.en, called.en),
    )
}

/// The year in the work's title: of its day, else of the spring of its school year.
fn calendar_year(kim: &Kim) -> i16 {
    kim.date.map_or(kim.year.0 + 1, |date| date.year())
}

/// Why a share does not fit the work it speaks of.
fn unfit(kim: &Kim, share: &Share) -> Option<Text> {
    if !(0.0..=1.0).contains(&share.value) {
        return Some(Text::new("доля вне пределов 0–100 %", "the share lies outside 0–100%"));
    }
    let missing_item = match share.quantity {
        Quantity::Item => Some(share.key.as_str()),
        Quantity::Group => share.key.split('|').next(),
        _ => None,
    };
    if missing_item.is_some_and(|name| !kim.items.iter().any(|item| item.name == name)) {
        return Some(Text::new("в работе нет части опубликованных заданий", "the work lacks some of the published items"));
    }
    let beyond = share.quantity == Quantity::Score && share.key.parse::<u16>().map_or(true, |score| score > kim.max());
    beyond.then(|| Text::new("первичные баллы выходят за максимум работы", "primary scores exceed the maximum of the work"))
}

/// Whether an area is that of these schools. The name of a region or municipality that the data do not know is taken for theirs; shares of a school speak
/// of that school alone.
fn speaks_of(dataset: &Dataset, share: &Share, schools: &[SchoolId]) -> bool {
    let area = folded(&share.area);
    let is = |name: Option<&str>| name.is_some_and(|name| !name.is_empty() && area.contains(&folded(name)));
    let named = |school: &School| match share.scope {
        Scope::Country => true,
        Scope::Region => is(school.region.as_deref()),
        Scope::Municipality => is(school.municipality.as_deref()),
        Scope::School => is(Some(&school.school)) || is(school.name.as_deref()),
    };
    let mut own = schools.iter().filter_map(|id| dataset.schools.get(id.0 as usize));
    match share.scope {
        Scope::School => schools.len() == 1 && (own.any(named) || dataset.schools.len() == 1),
        _ => own.all(named) || !dataset.schools.iter().any(named),
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{paper, reference};
    use super::*;
    use records::provenance::{Origin, SourceId};

    fn share(kim: &str, scope: Scope, area: &str, quantity: Quantity, key: &str, value: f64) -> Share {
        let origin = Origin { source: SourceId(0), row: 5 };
        Share { kim: kim.into(), scope, area: area.into(), quantity, key: key.into(), value, n: Some(100), origin }
    }

    fn with(shares: Vec<Share>) -> Dataset {
        Dataset { shares, ..paper() }
    }

    fn reasons(dataset: &Dataset) -> Vec<String> {
        Matched::new(dataset, &reference()).unusable.iter().map(|one| one.reason.ru.clone()).collect()
    }

    #[test]
    fn a_reference_of_another_year_or_grade_is_refused_with_the_reason() {
        let of = |kim: &str| reasons(&with(vec![share(kim, Scope::Country, "РФ", Quantity::Mark, "2", 0.05)]));
        assert!(of("vpr-russian-4-2026").is_empty());
        assert_eq!(of("vpr-russian-4-2024"), ["доли за 2024 год, а работа в данных — за 2026: годы не сравниваются"]);
        assert_eq!(of("vpr-russian-5-2026"), ["доли по 5 классу, а работа в данных — 4 класс"]);
        assert_eq!(of("vpr-mathematics-4-2026"), ["такого предмета и вида работы в данных нет"]);
        assert_eq!(of("что-то"), ["работы «что-то» нет в данных"]);
        let called = |key: &str| title(&reference(), key).ru;
        assert_eq!(called("vpr-russian-4-2024"), "ВПР · русский язык · 4 класс · 2024");
        assert_eq!(called("что-то"), "«что-то»");
    }

    #[test]
    fn a_key_of_ones_own_is_met_by_what_the_workbook_implies() {
        let mut dataset = with(vec![share("vpr-russian-4-2026", Scope::Country, "РФ", Quantity::Mark, "2", 0.05)]);
        dataset.kims[0].kim = "наша работа".into();
        let reference = reference();
        let matched = Matched::new(&dataset, &reference);
        assert_eq!(matched.of(KimId(0)).by_area(&[SchoolId(0)], Quantity::Mark).len(), 1);
    }

    #[test]
    fn shares_that_contradict_the_work_are_refused() {
        let shares = vec![
            share("vpr-russian-4-2026", Scope::Country, "РФ", Quantity::Item, "1", 0.7),
            share("vpr-russian-4-2026", Scope::Country, "РФ", Quantity::Item, "15", 0.7),
            share("vpr-russian-4-2026", Scope::Country, "РФ", Quantity::Item, "16", 0.7),
            share("vpr-russian-4-2026", Scope::Country, "РФ", Quantity::Score, "8", 0.7),
            share("vpr-russian-4-2026", Scope::Country, "РФ", Quantity::Mark, "2", 5.0),
        ];
        let found = reasons(&with(shares));
        assert_eq!(found.len(), 3, "one line for a reason: {found:?}");
    }

    #[test]
    fn shares_of_another_municipality_or_school_are_not_ones_own() {
        let mut dataset = with(vec![
            share("vpr-russian-4-2026", Scope::Country, "Вся выборка", Quantity::Mark, "2", 0.05),
            share("vpr-russian-4-2026", Scope::Region, "Край", Quantity::Mark, "2", 0.06),
            share("vpr-russian-4-2026", Scope::Municipality, "Город", Quantity::Mark, "2", 0.07),
            share("vpr-russian-4-2026", Scope::Municipality, "Село", Quantity::Mark, "2", 0.08),
            share("vpr-russian-4-2026", Scope::School, "Школа 1 (edu1)", Quantity::Mark, "2", 0.09),
        ]);
        dataset.schools[1].municipality = Some("Село".into());
        let reference = reference();
        let matched = Matched::new(&dataset, &reference);
        let areas = |schools: &[SchoolId]| {
            let areas = matched.of(KimId(0)).by_area(schools, Quantity::Mark);
            areas.iter().map(|area| area.area.clone()).collect::<Vec<_>>()
        };
        assert_eq!(areas(&[SchoolId(0)]), ["Вся выборка", "Край", "Город", "Школа 1 (edu1)"]);
        assert_eq!(areas(&[SchoolId(1)]), ["Вся выборка", "Край", "Село"]);
        assert_eq!(areas(&[SchoolId(0), SchoolId(1)]), ["Вся выборка", "Край"]);
    }
}
