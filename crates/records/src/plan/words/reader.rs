//! The tokens of a cell, read from the left; what was found so far.

use jiff::civil::Date;

use super::lexicon::Sense;
use super::tokens::Token;
use super::{Ask, Context, Why};
use crate::plan::When;
use crate::vocabulary::SchoolYear;

/// What was found in a cell before it is settled.
#[derive(Debug, Default)]
pub(super) struct Parsed {
    pub rules: Vec<When>,
    pub asks: Vec<Ask>,
    /// Plan years that dates with a year of their own lie in.
    pub years: Vec<SchoolYear>,
    /// Stretches of words that no production took.
    pub left: Vec<String>,
}

/// Reads tokens from the left.
pub(super) struct Reader<'a> {
    tokens: &'a [Token],
    at: usize,
    pub context: &'a Context<'a>,
    pub found: Parsed,
}

/// One form of words: takes what it knows and says so, or takes nothing.
pub(super) type Production = fn(&mut Reader<'_>) -> Option<()>;

impl<'a> Reader<'a> {
    pub(super) fn of(tokens: &'a [Token], context: &'a Context<'a>) -> Self {
        Self { tokens, at: 0, context, found: Parsed::default() }
    }

    pub(super) fn tried(&mut self, production: Production) -> bool {
        let (at, rules, asks, years) = (self.at, self.found.rules.len(), self.found.asks.len(), self.found.years.len());
        let done = production(self).is_some();
        if !done {
            self.at = at;
            self.found.rules.truncate(rules);
            self.found.asks.truncate(asks);
            self.found.years.truncate(years);
        }
        done
    }

    /// Ends a stretch of words that nothing took; ties alone say nothing.
    pub(super) fn leave(&mut self, left: &mut Vec<&Token>) {
        if left.iter().any(|token| !token.sense.is_tie()) {
            self.found.left.push(joined(left.iter().copied()));
        }
        left.clear();
    }

    /// Tells of the words just taken that were read through a slip.
    pub(super) fn slips(&mut self, start: usize) {
        let slips = self.tokens.get(start..self.at).unwrap_or_default().iter().filter(|token| token.slip);
        let asks: Vec<Ask> = slips.map(|token| Ask { why: Why::Taken, words: token.text.clone() }).collect();
        self.found.asks.extend(asks);
    }

    pub(super) fn sense(&self, ahead: usize) -> Option<Sense> {
        self.tokens.get(self.at + ahead).map(|token| token.sense)
    }

    pub(super) const fn place(&self) -> usize {
        self.at
    }

    pub(super) const fn back_to(&mut self, place: usize) {
        self.at = place;
    }

    pub(super) const fn skip(&mut self, tokens: usize) {
        self.at += tokens;
    }

    /// Takes the next token if it is one of these.
    pub(super) fn take(&mut self, wanted: impl Fn(Sense) -> bool) -> Option<Sense> {
        let sense = self.sense(0).filter(|sense| wanted(*sense))?;
        self.at += 1;
        Some(sense)
    }

    pub(super) fn takes(&mut self, wanted: Sense) -> Option<()> {
        self.take(|sense| sense == wanted).map(|_| ())
    }

    /// Takes all of these that follow.
    pub(super) fn take_all(&mut self, wanted: impl Fn(Sense) -> bool) -> usize {
        let start = self.at;
        while self.take(&wanted).is_some() {}
        self.at - start
    }

    /// Takes a number, written as one or as an ordinal.
    pub(super) fn count(&mut self) -> Option<u32> {
        match self.take(|sense| matches!(sense, Sense::Number(_) | Sense::Ordinal(_)))? {
            Sense::Number(n) | Sense::Ordinal(n) => Some(n),
            _ => None,
        }
    }

    pub(super) fn rule(&mut self, rule: When) -> Option<()> {
        self.found.rules.push(rule);
        Some(())
    }

    /// Asks about the words from a place on.
    pub(super) fn ask(&mut self, why: Why, from: usize) -> Option<()> {
        let words = self.words_from(from);
        self.found.asks.push(Ask { why, words });
        Some(())
    }

    pub(super) fn words_from(&self, from: usize) -> String {
        joined(self.tokens.get(from..self.at).unwrap_or_default().iter())
    }

    /// Notes the year a date states for itself.
    pub(super) fn states(&mut self, day: Date) {
        let year = super::plan_year(day, self.context.year);
        if !self.found.years.contains(&year) {
            self.found.years.push(year);
        }
    }
}

/// Words of tokens with one space between, marks close to the word before.
fn joined<'t>(tokens: impl Iterator<Item = &'t Token>) -> String {
    let mut out = String::new();
    for token in tokens {
        let close = matches!(token.sense, Sense::Comma | Sense::Close | Sense::Dot) || out.ends_with('(');
        if !out.is_empty() && !close {
            out.push(' ');
        }
        out.push_str(token.text.trim());
    }
    out
}
