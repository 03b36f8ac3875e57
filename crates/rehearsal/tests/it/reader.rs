use records::dataset::Dataset;
use records::progress::Silent;
use records::reference::Reference;
use records::study::{Description, Part, Study, UnitScope, for_reader};
use records::vocabulary::Audience;
use rehearsal::harness::analysed;
use rehearsal::simulate::{Knobs, gymnasium, region};

/// The study of a data set whose classes are written as only this test writes them.
fn study(mut dataset: Dataset) -> Study {
    let classes = (0..dataset.class_names.len()).map(|at| dataset.class_names.name(at as u32).to_owned()).collect::<Vec<_>>();
    let mut renamed = records::dataset::Pool::default();
    for (at, class) in classes.iter().enumerate() {
        let letters: String = class.chars().filter(|c| c.is_alphabetic()).collect();
        let grade: String = class.chars().filter(char::is_ascii_digit).collect();
        // «5 Ъа», «8 «ъа»»: forms that a list of words does not know.
        renamed.intern(&if at % 2 == 0 { format!("{grade} Ъ{letters}") } else { format!("{grade} «ъ{}»", letters.to_lowercase()) });
    }
    dataset.class_names = renamed;
    // A key of a work, and a subject nobody knows, are what somebody wrote too.
    for (at, kim) in dataset.kims.iter_mut().enumerate() {
        kim.kim = format!("Ъ-{at}-{}", kim.kim);
        if at % 3 == 1 {
            kim.kind_text = format!("работа «ъ{at}»");
            kim.kind = None;
        }
    }
    let known = dataset.subject_names.clone();
    dataset.subject_names = records::dataset::Pool::default();
    for at in 0..known.len() {
        let name = known.name(at as u32);
        dataset.subject_names.intern(&if at % 3 == 2 { format!("{name} Ъа") } else { name.to_owned() });
    }
    for source in &mut dataset.sources {
        source.file = format!("Ъ-{}", source.file);
    }
    let reference = Reference::shipped().unwrap();
    analysed(&dataset, &reference, &reference.protocol(), &Silent).unwrap()
}

/// Constraint C1: in all that a reader outside is given no class, no pupil and no file stands anywhere, whatever they are called: looked for
/// in the whole of it, not in a document.
/// covers: C1, D18
#[test]
fn no_class_no_pupil_no_file_leaves() {
    for dataset in [gymnasium(3).dataset, region(&Knobs { schools: 8, ..Knobs::default() }, 2).dataset] {
        let people: Vec<String> =
            (0..dataset.person_names.len()).map(|at| format!("\"{}\"", dataset.person_names.name(at as u32))).collect();
        let whole = study(dataset);
        let inside = format!("{:?}", for_reader(&whole, Audience::School));
        assert!(inside.contains('Ъ') && inside.contains('ъ'), "the test would notice");
        let outside = for_reader(&whole, Audience::Outside);
        let said = format!("{outside:?}");
        for sign in [" Ъ", " «ъ", "Ъ-"] {
            let at = said.find(sign).map(|at| said[..at].chars().rev().take(200).collect::<Vec<_>>().into_iter().rev().collect::<String>());
            assert_eq!(at, None, "{sign}");
        }
        for person in people.iter().step_by(7) {
            assert!(!said.contains(person.as_str()), "{person}");
        }
        assert!(!outside.works.is_empty() && outside.works.iter().all(|work| !work.title.is_empty()), "works keep their names");
        assert!(outside.headline.sentences.len() >= 2, "there is still something to say");
        assert!(outside.units.iter().any(|unit| !unit.description.figures.is_empty()), "and to show");
    }
}

/// Constraint C10: a group of one to four pupils has no number: neither as a set, nor in a description, nor in a sentence.
/// covers: C10, D18
#[test]
fn small_groups_have_no_numbers() {
    let whole = study(region(&Knobs { schools: 30, ..Knobs::default() }, 4).dataset);
    let outside = for_reader(&whole, Audience::Outside);
    let least = whole.small_cell;
    assert_eq!(least, 5, "reference data");
    let small = |count: usize| count > 0 && count < least;
    assert!(whole.sets.iter().any(|set| small(set.n)) || whole.units.iter().any(|unit| unit.description.marks.is_some()));
    for (set, shown) in whole.sets.iter().zip(&outside.sets) {
        assert!(!small(set.n) || shown.withheld);
        assert!(!small(shown.n) && shown.readings.is_empty() && (!shown.withheld || (shown.n == 0 && shown.description.n == 0)));
    }
    let mut withheld = 0;
    for (unit, shown) in whole.units.iter().zip(&outside.units) {
        let told = &shown.description;
        withheld += told.withheld.len();
        let marks = unit.description.marks.as_ref().map(|marks| marks.attainment.counts.iter().any(|(_, count)| small(*count)));
        assert!(marks != Some(true) || told.withheld.contains(&Part::Marks) || told.withheld.contains(&Part::Whole), "{}", unit.title.ru);
        for item in &told.items {
            assert!(!small(item.n) && !item.not_attempted.is_some_and(small) && !item.not_taught.is_some_and(small));
            let points = item.facility.map(|share| (share[1] * (item.n * usize::from(item.max)) as f64).round() as usize);
            assert!(!points.is_some_and(small), "{} {}: {points:?} of {}", unit.title.ru, item.item, item.n);
        }
        for curve in told.groups.iter().flat_map(|groups| &groups.curves) {
            let counts = curve.shares.iter().flatten().map(|share| (share * f64::from(curve.n)).round() as usize);
            assert!(counts.into_iter().all(|count| !small(count)), "{}", unit.title.ru);
        }
        assert!(told.individual.is_empty());
    }
    assert!(withheld > 0, "the region has small cells to hide");
}

/// The same by subtraction (B17): what a wider unit counts, less what its shown parallels count, is never a count of one to four, and never
/// what one parallel alone keeps back.
/// covers: C10, B17
#[test]
fn nothing_kept_back_is_found_by_subtraction() {
    let mut attacked = [0; 4];
    for seed in [4, 11] {
        let knobs = Knobs { schools: 9, municipalities: 2, class_size: 7.0, ..Knobs::default() };
        let whole = study(region(&knobs, seed).dataset);
        let outside = for_reader(&whole, Audience::Outside);
        let small = |count: usize| count > 0 && count < whole.small_cell;
        // A total is the sum of its items: no description keeps back one item alone.
        for d in outside.sets.iter().map(|set| &set.description).chain(outside.units.iter().map(|unit| &unit.description)) {
            let kept = d.items.iter().filter(|item| item.withheld).count();
            assert!(kept != 1 || d.items.len() == 1, "one item of {}", d.items.len());
        }
        for (at, work) in outside.works.iter().enumerate() {
            let parallels = parallels(&whole, at);
            let shown: Vec<Option<&Description>> = parallels.iter().map(|of| described(&outside, of)).collect();
            if let Some(scripts) = work.scripts {
                let rest = scripts - shown.iter().filter_map(told).map(|d| d.n).sum::<usize>();
                attacked[0] += 1;
                assert!(!small(rest), "{}: {rest} scripts are left", work.code);
            }
            for wide in outside.units.iter().filter(|unit| unit.work == at && unit.scope == UnitScope::All) {
                let there: Vec<&Option<&Description>> = shown.iter().filter(|of| of.is_some()).collect();
                let alone = |part: Part, has: &dyn Fn(&Description) -> bool| {
                    let hidden = there.iter().filter(|of| told(of).is_none_or(|d| d.withheld.contains(&part) || !has(d))).count();
                    hidden == 1
                };
                if wide.description.marks.as_ref().is_some_and(|marks| !marks.attainment.counts.is_empty()) {
                    attacked[1] += 1;
                    let has = |d: &Description| d.marks.as_ref().is_some_and(|marks| !marks.attainment.counts.is_empty());
                    assert!(!alone(Part::Marks, &has), "{}: the marks of one parallel", work.code);
                }
                if wide.description.journal.is_some() {
                    attacked[2] += 1;
                    assert!(!alone(Part::Journal, &|d| d.journal.is_some()), "{}: the journal of one parallel", work.code);
                }
                for (place, item) in wide.description.items.iter().enumerate().filter(|(_, item)| item.facility.is_some()) {
                    attacked[3] += 1;
                    let hidden = |of: &&&Option<&Description>| told(of).and_then(|d| d.items.get(place)).is_none_or(|item| item.withheld);
                    assert_ne!(there.iter().filter(hidden).count(), 1, "{} {}: one parallel", work.code, item.item);
                }
            }
        }
    }
    assert!(attacked.iter().all(|times| *times > 5), "there was something to attack: {attacked:?}");
}

/// A description with numbers.
fn told<'a>(of: &Option<&'a Description>) -> Option<&'a Description> {
    of.filter(|d| !d.withheld.contains(&Part::Whole) && d.n > 0)
}

/// Sets of every parallel of a work.
fn parallels(study: &Study, work: usize) -> Vec<Vec<usize>> {
    let mut found: std::collections::BTreeMap<&str, Vec<usize>> = std::collections::BTreeMap::new();
    for (at, set) in study.sets.iter().enumerate().filter(|(_, set)| set.work == work && set.n > 0) {
        found.entry(&set.school).or_default().push(at);
    }
    found.into_values().collect()
}

/// The description of a parallel: of its unit, else of its only set.
fn described<'a>(study: &'a Study, sets: &[usize]) -> Option<&'a Description> {
    let unit = study.units.iter().find(|unit| unit.scope == UnitScope::Parallel && unit.sets.contains(&sets[0]));
    unit.map(|unit| &unit.description).or_else(|| study.sets.get(sets[0]).map(|set| &set.description))
}

/// Readings are of a class, so none leaves: not of a class that is its whole parallel, nor of one that wrote under a key of its own.
/// covers: C1
#[test]
fn a_parallel_of_one_class_is_a_class() {
    let mut data = region(&Knobs { schools: 8, ..Knobs::default() }, 2).dataset;
    let inside = study(data.clone());
    assert!(inside.sets.iter().any(|set| !set.readings.is_empty()));
    let outside = for_reader(&inside, Audience::Outside);
    assert!(outside.sets.iter().all(|set| set.readings.is_empty() && set.p.is_none() && set.verdict.is_empty()));
    // Two classes of a parallel, each with a key of its own: neither is the parallel.
    let one = data.kims[0].clone();
    data.kims.truncate(1);
    data.sittings.truncate(1);
    data.kims.push(records::dataset::Kim { kim: "v2".into(), ..one });
    let sitting = data.sittings[0].clone();
    let (first, school) = (sitting.class[0], sitting.school[0]);
    let keep = |other: bool| {
        let mut part = records::dataset::Sitting { width: sitting.width, ..Default::default() };
        for row in (0..sitting.len()).filter(|&row| sitting.school[row] == school && (sitting.class[row] == first) != other) {
            part.push(sitting.script(row).unwrap()).unwrap();
        }
        part
    };
    data.sittings = vec![keep(false), keep(true)];
    let split = study(data);
    assert!(split.sets.len() >= 2, "two works of one parallel");
    let outside = for_reader(&split, Audience::Outside);
    let lone = outside.works.iter().enumerate().filter(|(at, _)| split.sets.iter().filter(|set| set.work == *at).count() == 1);
    let lone: Vec<usize> = lone.map(|(at, _)| at).collect();
    assert!(!lone.is_empty());
    assert!(outside.sets.iter().filter(|set| lone.contains(&set.work)).all(|set| set.withheld && set.description.n == 0));
}
