//! Untouched sets by what was innocently at work in them: whether a cause that nobody is to blame for brings sets to the fore.

use super::estimate::{self, Estimate};
use super::table::{Cell, Table, binomial_error, estimate, head, rows};
use super::{Row, Trial};
use crate::simulate::Confounder;
use methodology::indicators::{level, profile};
use records::text::Text;
use records::vocabulary::SetStatus;

/// A set with its school as a cluster.
type Set<'a> = (u64, &'a Row);

/// One row per cause that occurs, after one of all sets and one of those without any cause.
pub(super) fn by_cause(honest: &[&Trial]) -> Table {
    let sets: Vec<Set<'_>> = rows(honest).filter(|(_, row)| row.status == SetStatus::Ok).collect();
    let flags = sets.iter().filter(|(_, row)| row.flagged).count();
    let group = |name: Cell, of: &dyn Fn(&Row) -> bool| {
        let own: Vec<Set<'_>> = sets.iter().copied().filter(|(_, row)| of(row)).collect();
        (!own.is_empty()).then(|| line(name, &own, flags))
    };
    let words = |ru: &str, en: &str| Cell::Words(Text::new(ru, en));
    let all = group(words("все", "all"), &|_| true);
    let plain = group(words("без особых причин", "no cause at work"), &|row| row.confounders.is_empty());
    let causes = Confounder::ALL.iter().map(|&cause| group(Cell::Code(cause.code().to_owned()), &|row| row.confounders.contains(&cause)));
    Table {
        id: "causes",
        title: Text::new("Неизменённые наборы по невинным причинам", "Untouched sets by innocent cause"),
        note: Text::new(
            "Коды причин — как в файле истины. Доли p ниже уровня по собственному p набора и по двум показателям, у которых всё держится на том, \
             что известно об учениках; «ответил» — доля наборов, где level дал ответ. Последние столбцы: сигналов в группе и какую часть всех \
             сигналов они составляют. Ошибки учитывают, что наборы одной школы связаны.",
            "Codes of causes as in the truth file. Shares of p below the level by the set's own p and by the two indicators that rest on what is \
             known of the pupils; \"answered\" is the share of sets where level gave an answer. Last columns: flags in the group, and their part \
             of all flags. Errors allow for the sets of one school going together.",
        ),
        head: head(&[
            ("cause", "причина", "cause"),
            ("sets", "наборов", "sets"),
            ("below_05", "p < .05", "p < .05"),
            ("below_01", "p < .01", "p < .01"),
            ("level_01", "level p < .01", "level p < .01"),
            ("profile_01", "profile p < .01", "profile p < .01"),
            ("answered", "level ответил", "level answered"),
            ("flags", "сигналов", "flags"),
            ("of_flags", "из всех сигналов", "of all flags"),
        ]),
        rows: [all, plain].into_iter().chain(causes).flatten().collect(),
        figure: None,
    }
}

fn line(name: Cell, sets: &[Set<'_>], all_flags: usize) -> Vec<Cell> {
    let below = |p: &dyn Fn(&Row) -> Option<f64>, level: f64| {
        estimate(estimate::share(&sets.iter().filter_map(|(cluster, row)| Some((*cluster, p(row)? < level))).collect::<Vec<_>>()))
    };
    let answered: Vec<(u64, bool)> = sets.iter().map(|(cluster, row)| (*cluster, row.p_of(level::CARD.id).is_some())).collect();
    let flags = sets.iter().filter(|(_, row)| row.flagged).count();
    let part = Estimate { value: flags as f64 / all_flags as f64, error: binomial_error(flags, all_flags), n: all_flags };
    vec![
        name,
        Cell::Count(sets.len()),
        below(&|row| row.p_own, 0.05),
        below(&|row| row.p_own, 0.01),
        below(&|row| row.p_of(level::CARD.id), 0.01),
        below(&|row| row.p_of(profile::CARD.id), 0.01),
        estimate(estimate::share(&answered)),
        Cell::Count(flags),
        estimate(Some(part).filter(|part| part.n > 0)),
    ]
}
