//! Distribution of the total score of unlike items, by the Lord–Wingersky recursion.
//!
//! Source: Lord & Wingersky (1984), Applied Psychological Measurement 8, 453–461; polytomous form by Thissen,
//! Pommerich, Billeaud & Williams (1995), ibid. 19, 39–49. Items a person was not given are simply left out.

use crate::check;
use crate::curves::Curves;
use crate::error::KernelError;
use crate::linalg::inner;

/// pmf of the total over 0..=Σ(Kⱼ − 1) for independent items; `items[j][v]` = P(item j scores v), v = 0..Kⱼ.
///
/// No items give `[1.0]`: their total is 0 for certain. An item a person was not given is left out.
///
/// ```
/// use psychometrics::score_distribution::lord_wingersky;
///
/// // Items of 1, 1 and 2 points; all four points in .5·.4·.2 of cases.
/// let mass = lord_wingersky(&[&[0.5, 0.5], &[0.6, 0.4], &[0.3, 0.5, 0.2]])?;
/// assert!(mass.len() == 5 && (mass[4] - 0.04).abs() < 1e-15);
/// # Ok::<(), psychometrics::KernelError>(())
/// ```
///
/// # Errors
/// `TooFew` for an item without categories, `Domain` for a probability outside [0, 1], `Parameter` where those of an item do not sum
/// to 1 within 10⁻⁶.
pub fn lord_wingersky(items: &[&[f64]]) -> Result<Vec<f64>, KernelError> {
    let mut mass = vec![1.0];
    for item in items {
        check::at_least("categories of an item", 1, item.len())?;
        check::all_probabilities("category probabilities of an item", item)?;
        check::sums_to_one("sum of the category probabilities of an item", item.iter().sum())?;
        let mut next = vec![0.0; mass.len() + item.len() - 1];
        for (v, p) in item.iter().enumerate() {
            for (to, from) in next.iter_mut().skip(v).zip(&mass) {
                *to += p * from;
            }
        }
        mass = next;
    }
    Ok(mass)
}

/// f(s | θ_q): the score distribution at every node of a grid, for the items a group of persons was given.
///
/// ```
/// use psychometrics::curves::Curves;
/// use psychometrics::grid::Grid;
/// use psychometrics::score_distribution::ScoreTable;
///
/// let item = vec![vec![0.7, 0.5, 0.3], vec![0.3, 0.5, 0.7]];
/// let curves = Curves::new(Grid::spaced(-1.0, 1.0, 3)?, &[item.clone(), item])?;
/// let table = ScoreTable::of(&curves, [0, 1])?;
/// assert_eq!((table.max_score(), table.score(2)?[1]), (2, 0.25));
/// let pmf = table.predictive(&[0.25, 0.5, 0.25])?;
/// assert!((pmf.iter().sum::<f64>() - 1.0).abs() < 1e-15);
/// # Ok::<(), psychometrics::KernelError>(())
/// ```
#[derive(Debug, Clone, Default)]
pub struct ScoreTable {
    nodes: usize,
    /// Row-major: score × node.
    mass: Vec<f64>,
    spare: Vec<f64>,
}

impl ScoreTable {
    /// The table for `given` items (indices into `curves`) of a work.
    ///
    /// # Errors
    /// `Index` for an item that `curves` does not have, `TooMany` for a table of more numbers than
    /// [`MOST_NUMBERS`](crate::MOST_NUMBERS).
    pub fn of(curves: &Curves, given: impl IntoIterator<Item = usize>) -> Result<Self, KernelError> {
        let mut table = Self::default();
        table.fill(curves, given)?;
        Ok(table)
    }

    /// As [`ScoreTable::of`], reusing this table's memory; after an error the table holds the items before the one that failed.
    ///
    /// # Errors
    /// As [`ScoreTable::of`].
    pub fn fill(&mut self, curves: &Curves, given: impl IntoIterator<Item = usize>) -> Result<(), KernelError> {
        self.nodes = curves.grid().len();
        self.mass.clear();
        self.mass.resize(self.nodes, 1.0);
        given.into_iter().try_for_each(|item| self.add(curves, item))
    }

    fn add(&mut self, curves: &Curves, item: usize) -> Result<(), KernelError> {
        let (q, categories) = (self.nodes, curves.categories(item)?);
        let rows = self.mass.len() / q;
        let next = (rows + categories.max(1) - 1) * q;
        check::countable("numbers of a score table", next as u64)?;
        self.spare.clear();
        self.spare.resize(next, 0.0);
        for v in 0..categories {
            let curve = curves.at(item, v);
            for (to, from) in self.spare[v * q..].chunks_exact_mut(q).zip(self.mass.chunks_exact(q)) {
                to.iter_mut().zip(from).zip(curve).for_each(|((t, f), p)| *t += f * p);
            }
        }
        std::mem::swap(&mut self.mass, &mut self.spare);
        Ok(())
    }

    /// Greatest possible total.
    #[must_use]
    pub fn max_score(&self) -> usize {
        self.scores().saturating_sub(1)
    }

    /// f(s | θ_q) over the nodes, length Q.
    ///
    /// # Errors
    /// `Index` for a score above [`ScoreTable::max_score`], and for every score of a table that was never filled.
    pub fn score(&self, score: usize) -> Result<&[f64], KernelError> {
        check::index("score", score, self.scores())?;
        Ok(&self.mass[score * self.nodes..(score + 1) * self.nodes])
    }

    /// Predictive pmf p(s) = Σ_q f(s | θ_q) w_q of a person with weights `weights` over the nodes.
    ///
    /// # Errors
    /// `Length` unless one weight a node, `Domain` for a weight that is not finite, `OutOfRange` for a sum that is not; `TooFew` for a
    /// table that was never filled.
    pub fn predictive(&self, weights: &[f64]) -> Result<Vec<f64>, KernelError> {
        check::at_least("nodes of a score table", 1, self.nodes)?;
        check::same_length("weights of the nodes", self.nodes, weights.len())?;
        let mass = self.mass.chunks_exact(self.nodes).map(|row| inner(row, weights)).collect();
        check::answer_of("predictive distribution", mass, &[("weights of the nodes", weights)])
    }

    /// Scores from 0 to the greatest.
    fn scores(&self) -> usize {
        self.mass.len() / self.nodes.max(1)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::grid::Grid;
    use crate::poisson_binomial;

    #[test]
    fn three_items_by_hand() {
        // Items 0..1, 0..1, 0..2: P(4) = .5·.4·.2, P(0) = .5·.6·.3.
        let mass = lord_wingersky(&[&[0.5, 0.5], &[0.6, 0.4], &[0.3, 0.5, 0.2]]).unwrap();
        assert_eq!(mass.len(), 5);
        assert!((mass[4] - 0.04).abs() < 1e-15 && (mass[0] - 0.09).abs() < 1e-15);
        assert!((mass.iter().sum::<f64>() - 1.0).abs() < 1e-15);
        assert_eq!(lord_wingersky(&[]), Ok(vec![1.0]));
    }

    #[test]
    fn dichotomous_items_are_a_poisson_binomial() {
        let p = [0.1, 0.35, 0.8, 0.99];
        let rows: Vec<[f64; 2]> = p.iter().map(|p| [1.0 - p, *p]).collect();
        let items: Vec<&[f64]> = rows.iter().map(<[f64; 2]>::as_slice).collect();
        for (a, b) in lord_wingersky(&items).unwrap().iter().zip(poisson_binomial::pmf(&p).unwrap()) {
            assert!((a - b).abs() < 1e-15);
        }
    }

    fn small_work() -> Curves {
        let grid = Grid::spaced(-1.0, 1.0, 3).unwrap();
        let easy = vec![vec![0.4, 0.3, 0.1], vec![0.6, 0.7, 0.9]];
        let rich = vec![vec![0.7, 0.5, 0.2], vec![0.2, 0.3, 0.3], vec![0.1, 0.2, 0.5]];
        Curves::new(grid, &[easy, rich]).unwrap()
    }

    #[test]
    fn the_table_agrees_with_the_recursion_at_each_node() {
        let curves = small_work();
        let table = ScoreTable::of(&curves, [0, 1]).unwrap();
        assert_eq!(table.max_score(), 3);
        for q in 0..3 {
            let rows: Vec<Vec<f64>> =
                (0..2).map(|j| (0..curves.categories(j).unwrap()).map(|v| curves.row(j, v).unwrap()[q]).collect()).collect();
            let items: Vec<&[f64]> = rows.iter().map(Vec::as_slice).collect();
            for (s, mass) in lord_wingersky(&items).unwrap().iter().enumerate() {
                assert!((table.score(s).unwrap()[q] - mass).abs() < 1e-15);
            }
        }
        let predictive = table.predictive(&[0.25, 0.5, 0.25]).unwrap();
        assert!((predictive.iter().sum::<f64>() - 1.0).abs() < 1e-15);
        let without = ScoreTable::of(&curves, [1]).unwrap();
        assert_eq!((without.max_score(), without.score(0).unwrap()[1].to_bits()), (2, 0.5f64.to_bits()));
    }

    proptest! {
        #[test]
        fn order_of_items_does_not_matter(p in prop::collection::vec((0.01f64..1.0, 0.01f64..1.0, 0.01f64..1.0), 1..12)) {
            let mut rows: Vec<[f64; 3]> = p.iter().map(|(a, b, c)| [a / (a + b + c), b / (a + b + c), c / (a + b + c)]).collect();
            let forward = lord_wingersky(&rows.iter().map(<[f64; 3]>::as_slice).collect::<Vec<_>>()).unwrap();
            rows.reverse();
            let back = lord_wingersky(&rows.iter().map(<[f64; 3]>::as_slice).collect::<Vec<_>>()).unwrap();
            prop_assert!((forward.iter().sum::<f64>() - 1.0).abs() < 1e-12);
            for (a, b) in forward.iter().zip(&back) { prop_assert!((a - b).abs() < 1e-13); }
        }
    }
}
