//! Untouched sets by what was innocently at work in them: whether a cause that nobody is to blame for brings sets to the fore.

use super::estimate::{self, Estimate};
use super::table::{Cell, Table, binomial_error, estimate, head, rows};
use super::{Row, Trial};
use crate::simulate::Confounder;
use methodology::indicators::{self, level};
use records::text::Text;
use records::vocabulary::SetStatus;

/// A set with its school as a cluster.
type Set<'a> = (u64, &'a Row);

/// One row per cause that occurs, after one of all sets and one of those without any cause.
pub(super) fn by_cause(honest: &[&Trial]) -> Table {
    let sets: Vec<Set<'_>> = rows(honest).filter(|(_, row)| row.status == SetStatus::Ok).collect();
    let flags = sets.iter().filter(|(_, row)| row.flagged).count();
    let voting: Vec<&'static str> = indicators::cards().sets.iter().filter(|card| card.in_screen).map(|card| card.id).collect();
    let group = |name: Cell, of: &dyn Fn(&Row) -> bool| {
        let own: Vec<Set<'_>> = sets.iter().copied().filter(|(_, row)| of(row)).collect();
        (!own.is_empty()).then(|| line(name, &own, &voting, flags))
    };
    let words = |ru: &str, en: &str| Cell::Words(Text::new(ru, en));
    let all = group(words("все", "all"), &|_| true);
    let plain = group(words("без особых причин", "no cause at work"), &|row| row.confounders.is_empty());
    let causes = Confounder::ALL.iter().map(|&cause| group(Cell::Code(cause.code().to_owned()), &|row| row.confounders.contains(&cause)));
    Table {
        id: "causes",
        title: Text::new("Неизменённые наборы по невинным причинам", "Untouched sets by innocent cause"),
        note: Text::new(
            "Коды причин — как в файле истины. Доли p ниже уровня по собственному p набора и по каждому голосующему показателю; «ответил» — доля \
             наборов, где level дал ответ. Последние столбцы: сигналов в группе и какую часть всех \
             сигналов они составляют. Ошибки учитывают, что наборы одной школы связаны.",
            "Codes of causes as in the truth file. Shares of p below the level by the set's own p and by every voting indicator; \"answered\" is the share of sets where level gave an answer. Last columns: flags in the group, and their part \
             of all flags. Errors allow for the sets of one school going together.",
        ),
        head: columns(&voting),
        rows: [all, plain].into_iter().chain(causes).flatten().collect(),
        figure: None,
    }
}

/// Columns: the set's own p, every voting indicator, flags.
fn columns(voting: &[&'static str]) -> Vec<(&'static str, Text)> {
    let first = [
        ("cause", "причина", "cause"),
        ("sets", "наборов", "sets"),
        ("below_05", "p < .05", "p < .05"),
        ("below_01", "p < .01", "p < .01"),
    ];
    let last =
        [("answered", "level ответил", "level answered"), ("flags", "сигналов", "flags"), ("of_flags", "из всех сигналов", "of all flags")];
    let each = voting.iter().map(|id| (*id, Text::same(format!("{id} < .01"))));
    head(&first).into_iter().chain(each).chain(head(&last)).collect()
}

fn line(name: Cell, sets: &[Set<'_>], voting: &[&'static str], all_flags: usize) -> Vec<Cell> {
    let below = |p: &dyn Fn(&Row) -> Option<f64>, level: f64| {
        estimate(estimate::share(&sets.iter().filter_map(|(cluster, row)| Some((*cluster, p(row)? < level))).collect::<Vec<_>>()))
    };
    let answered: Vec<(u64, bool)> = sets.iter().map(|(cluster, row)| (*cluster, row.p_of(level::CARD.id).is_some())).collect();
    let flags = sets.iter().filter(|(_, row)| row.flagged).count();
    let part = Estimate { value: flags as f64 / all_flags as f64, error: binomial_error(flags, all_flags), n: all_flags };
    let first = [name, Cell::Count(sets.len()), below(&|row| row.p_own, 0.05), below(&|row| row.p_own, 0.01)];
    let each = voting.iter().map(|id| below(&|row| row.p_of(id), 0.01));
    let last = [estimate(estimate::share(&answered)), Cell::Count(flags), estimate(Some(part).filter(|part| part.n > 0))];
    first.into_iter().chain(each).chain(last).collect()
}
