//! What the ledger found, said to people: it knows no language, it names kinds, places and numbers.

use std::path::Path;

use ::ledger::{DamageKind, ExportDamage, ExportDamageKind, FileDamage, FileDamageKind, LONGEST_RECORD, LedgerError, Uncanonical, Unfit};
use records::text::Lang;
use words::ledger;

use crate::failure::Failure;

/// What stood in the way of an entry.
#[must_use]
pub fn error(lang: Lang, error: &LedgerError) -> String {
    match error {
        LedgerError::Unreadable { path, source } => Failure::reading(lang, path, source).to_string(),
        LedgerError::Unwritten { path, source, withdrawn: true } => ledger::unwritten(lang, name(path), source.to_string()),
        LedgerError::Unwritten { path, source, withdrawn: false } => ledger::unwritten_perhaps(lang, name(path), source.to_string()),
        LedgerError::Locked(path) => ledger::locked(lang, name(path)),
        LedgerError::Damaged { path, damage } => ledger::damaged(lang, name(path), self::damage(lang, damage)),
        LedgerError::Stopped(path) => ledger::stopped(lang, name(path)),
        LedgerError::Unfit(unfit) => self::unfit(lang, unfit),
    }
}

fn name(path: &Path) -> String {
    path.display().to_string()
}

fn unfit(lang: Lang, unfit: &Unfit) -> String {
    match unfit {
        Unfit::Name(name) => ledger::unfit_name(lang, name),
        Unfit::Person(id) => ledger::unfit_person(lang, id),
        Unfit::Details(Uncanonical::Number(number)) => ledger::unfit_number(lang, number.to_string()),
        Unfit::Details(Uncanonical::Deep) => ledger::unfit_deep(lang),
        Unfit::Long(bytes) => ledger::unfit_long(lang, *bytes, LONGEST_RECORD),
    }
}

/// Where a file stops being the ledger it was, what is found there, how to mend it.
#[must_use]
pub fn damage(lang: Lang, damage: &FileDamage) -> String {
    // Numbers of lines and bytes are places, not counts: they stand as an editor shows them.
    ledger::damage(lang, damage.sequence.to_string(), damage.offset.to_string(), what(lang, damage), mend(lang, damage))
}

fn what(lang: Lang, damage: &FileDamage) -> String {
    match damage.kind {
        FileDamageKind::Torn => ledger::torn(lang),
        FileDamageKind::Unended => ledger::unended(lang),
        FileDamageKind::Chain(kind) => chain(lang, damage.sequence, kind),
    }
}

fn chain(lang: Lang, sequence: u64, kind: DamageKind) -> String {
    match kind {
        DamageKind::Changed => ledger::changed(lang),
        DamageKind::NotAnEntry => ledger::not_an_entry(lang),
        DamageKind::Missing { found } => missing(lang, sequence, found),
        DamageKind::Moved { found } => ledger::moved(lang, found.to_string()),
        DamageKind::Inserted { found } => ledger::inserted(lang, found.to_string()),
        DamageKind::Unbound => ledger::unbound(lang),
        DamageKind::Truncated { held } => ledger::truncated(lang, held.to_string()),
        DamageKind::Replaced => ledger::replaced(lang),
    }
}

/// Where an export stops being what was written, what is found there, what to do.
#[must_use]
pub fn export_damage(lang: Lang, damage: &ExportDamage) -> String {
    let ExportDamage { line, offset, sequence, kind } = *damage;
    let what = match kind {
        ExportDamageKind::Beginning => ledger::export_beginning(lang),
        ExportDamageKind::Chain(kind) => chain(lang, sequence, kind),
        ExportDamageKind::Payload => ledger::export_payload(lang),
        ExportDamageKind::Unfinished => ledger::export_unfinished(lang),
        ExportDamageKind::NotSigned => ledger::export_not_signed(lang),
        ExportDamageKind::OtherRecords => ledger::export_other_records(lang),
        ExportDamageKind::Signature => ledger::export_signature(lang),
        ExportDamageKind::Lost { held } => ledger::export_lost(lang, held.to_string()),
        ExportDamageKind::Replaced => ledger::export_replaced(lang),
        ExportDamageKind::OtherKey { held } => ledger::export_other_key(lang, held.to_string()),
    };
    let again = ledger::export_again(lang);
    match sequence {
        0 => ledger::export_damage_first(lang, line.to_string(), offset.to_string(), what, again),
        _ => ledger::export_damage(lang, line.to_string(), offset.to_string(), sequence.to_string(), what, again),
    }
}

fn missing(lang: Lang, first: u64, found: u64) -> String {
    let last = found.saturating_sub(1);
    if last == first {
        ledger::missing_one(lang, found.to_string())
    } else {
        ledger::missing(lang, first.to_string(), last.to_string(), found.to_string())
    }
}

fn mend(lang: Lang, damage: &FileDamage) -> String {
    match damage.kind {
        FileDamageKind::Torn => ledger::mend_torn(lang),
        FileDamageKind::Unended => ledger::mend_unended(lang),
        FileDamageKind::Chain(kind) if kind.reaches_back() => ledger::mend_whole(lang),
        FileDamageKind::Chain(_) => ledger::mend_below(lang),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use FileDamageKind::{Chain, Torn, Unended};

    const KINDS: [DamageKind; 8] = [
        DamageKind::Changed,
        DamageKind::NotAnEntry,
        DamageKind::Missing { found: 9 },
        DamageKind::Moved { found: 9 },
        DamageKind::Inserted { found: 3 },
        DamageKind::Unbound,
        DamageKind::Truncated { held: 9 },
        DamageKind::Replaced,
    ];

    #[test]
    fn damage_is_told_with_line_byte_and_entry_and_accuses_nobody() {
        for kind in KINDS.map(Chain).into_iter().chain([Torn, Unended]) {
            let found = FileDamage { sequence: 7, offset: 15001, kind };
            let (ru, en) = (damage(Lang::Ru, &found), damage(Lang::En, &found));
            assert!(ru.starts_with("Строка 7 (с байта 15001), запись 7: "), "{ru}");
            assert!(en.starts_with("Line 7 (from byte 15001), entry 7: "), "{en}");
            assert!(ru.contains("Как исправить") && en.contains("To mend"), "{ru} {en}");
            assert_eq!(ru.contains("выше этой строки целы"), !found.reaches_back() && !matches!(kind, Torn | Unended), "{ru}");
            assert!(!ru.contains("поддел") && !en.contains("forge"));
        }
    }

    #[test]
    fn damage_of_an_export_is_told_and_accuses_nobody() {
        let held = 9;
        let kinds = [
            ExportDamageKind::Beginning,
            ExportDamageKind::Chain(DamageKind::Changed),
            ExportDamageKind::Payload,
            ExportDamageKind::Unfinished,
            ExportDamageKind::NotSigned,
            ExportDamageKind::OtherRecords,
            ExportDamageKind::Signature,
            ExportDamageKind::Lost { held },
            ExportDamageKind::Replaced,
            ExportDamageKind::OtherKey { held },
        ];
        for (number, kind) in kinds.into_iter().enumerate() {
            let found = ExportDamage { line: 8, offset: 15001, sequence: number as u64, kind };
            let (ru, en) = (export_damage(Lang::Ru, &found), export_damage(Lang::En, &found));
            assert!(ru.starts_with("Строка 8 (с байта 15001)") && en.starts_with("Line 8 (from byte 15001)"), "{ru} {en}");
            assert!(!(ru.contains("запись 0") || en.contains("entry 0")), "{ru} {en}");
            assert!(!ru.contains("поддел") && !en.contains("forge"));
        }
    }

    #[test]
    fn one_missing_entry_and_several_are_said_differently() {
        let said = |found| what(Lang::Ru, &FileDamage { sequence: 7, offset: 0, kind: Chain(DamageKind::Missing { found }) });
        assert_eq!(said(8), "её нет, сразу следует запись 8.");
        assert_eq!(said(9), "записей с 7 по 8 нет, следует запись 9.");
    }

    #[test]
    fn what_does_not_fit_is_told_with_the_way_out() {
        let long = error(Lang::En, &LedgerError::Unfit(Unfit::Long(70_000)));
        assert_eq!(long, "The entry takes 70,000 bytes, 65,535 fit. Enter the digest of the content instead of it.");
        assert!(error(Lang::Ru, &LedgerError::Locked("а.ledger".into())).starts_with("а.ledger: в журнал сейчас пишет"));
    }
}
