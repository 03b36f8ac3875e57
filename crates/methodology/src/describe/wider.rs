//! Wider units: the parallel of a school, the schools of a municipality, all schools.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::{Describer, Detail};
use crate::analyse::titles;
use records::dataset::{Dataset, KimId, ResultSet};
use records::study::{UnitScope, UnitStudy};
use records::text::Text;

impl Describer<'_> {
    /// Descriptions of every unit of two result sets or more, ordered by work, scope and name. `work` of a unit is the number of its KIM in the dataset;
    /// `sets` are indices into the slice given. A municipality of one school, and "all" of one school, say nothing new and are left out.
    /// `parallels` says how much the parallels of single schools hold; wider units hold everything but pupils.
    #[must_use]
    pub(crate) fn units(&self, sets: &[ResultSet], parallels: Detail) -> Vec<UnitStudy> {
        let mut members: BTreeMap<(KimId, UnitScope, String), Vec<usize>> = BTreeMap::new();
        for (index, set) in sets.iter().enumerate() {
            for (scope, name) in units_of(self.dataset, set) {
                members.entry((set.key.kim, scope, name)).or_default().push(index);
            }
        }
        let worth = |entry: &((KimId, UnitScope, String), Vec<usize>)| worth_a_page(entry.0.1, &entry.1, sets);
        let units: Vec<_> = members.into_iter().filter(worth).collect();
        let one = |((kim, scope, name), members): ((KimId, UnitScope, String), Vec<usize>)| {
            let detail = if scope == UnitScope::Parallel { parallels } else { Detail::Aggregate };
            let rows = rows_of(&members, sets);
            let title = self.unit_title(kim, scope, &name);
            UnitStudy { scope, work: kim.0 as usize, title, name, description: self.group(kim, &rows, detail), sets: members }
        };
        units.into_par_iter().map(one).collect()
    }

    /// The title of the work, with the school where there are several, the municipality, or all schools before it.
    fn unit_title(&self, kim: KimId, scope: UnitScope, name: &str) -> Text {
        let Some(kim) = self.kim(kim) else { return Text::same(name).of_no_one() };
        let work = titles::paper(self.dataset, self.reference, kim);
        let called = self.dataset.schools.iter().find(|school| school.school == name).and_then(|school| school.name.as_deref());
        let (ru, en) = match scope {
            UnitScope::Parallel if self.dataset.schools.len() == 1 => (String::new(), String::new()),
            UnitScope::Parallel => (format!("{} · ", called.unwrap_or(name)), format!("{} · ", called.unwrap_or(name))),
            UnitScope::Municipality => (format!("{name} · "), format!("{name} · ")),
            UnitScope::All => ("Все школы · ".to_owned(), "All schools · ".to_owned()),
        };
        let of = |work: &Text| Text::new(format!("{ru}{}", work.ru), format!("{en}{}", work.en));
        of(&work).naming_as([&work]).else_saying(of(&work.outside(0)).of_no_one())
    }
}

fn rows_of(members: &[usize], sets: &[ResultSet]) -> Vec<u32> {
    let mut rows: Vec<u32> = members.iter().flat_map(|&index| sets[index].rows.iter().copied()).collect();
    rows.sort_unstable();
    rows
}

fn units_of(dataset: &Dataset, set: &ResultSet) -> Vec<(UnitScope, String)> {
    let Some(school) = dataset.schools.get(set.key.school.0 as usize) else { return Vec::new() };
    let mut units = vec![(UnitScope::Parallel, school.school.clone()), (UnitScope::All, String::new())];
    units.extend(school.municipality.clone().map(|name| (UnitScope::Municipality, name)));
    units
}

fn worth_a_page(scope: UnitScope, members: &[usize], sets: &[ResultSet]) -> bool {
    let first = members.first().map(|&index| sets[index].key.school);
    let several_schools = members.iter().any(|&index| Some(sets[index].key.school) != first);
    match scope {
        UnitScope::Parallel => members.len() > 1,
        UnitScope::Municipality | UnitScope::All => several_schools,
    }
}
