//! The grammar: at each place of the cell the productions are tried in order, what none of them takes is left over.

use super::reader::{Parsed, Production, Reader};
use super::tokens::Token;
use super::{Context, bound, days, recurring};

/// In the order they are tried: longer forms before those they begin with.
const PRODUCTIONS: &[Production] = &[
    recurring::times,
    recurring::after_each,
    recurring::day_of_month,
    recurring::each,
    recurring::all_year,
    bound::schedule,
    bound::as_needed,
    bound::ahead,
    days::until,
    days::span,
    days::list,
    days::part_of_month,
    days::ordinal_unit,
    days::year_start,
    days::holidays,
    days::month,
    days::day,
    recurring::the_year,
    bound::during,
];

pub(super) fn parse(tokens: &[Token], context: &Context<'_>) -> Parsed {
    let mut reader = Reader::of(tokens, context);
    let mut left: Vec<&Token> = Vec::new();
    while let Some(token) = tokens.get(reader.place()) {
        let start = reader.place();
        if PRODUCTIONS.iter().any(|production| reader.tried(*production)) && reader.place() > start {
            reader.leave(&mut left);
            reader.slips(start);
            continue;
        }
        if token.sense.is_mark() {
            reader.leave(&mut left);
        } else {
            left.push(token);
        }
        reader.back_to(start + 1);
    }
    reader.leave(&mut left);
    reader.found
}
