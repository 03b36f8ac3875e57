//! The recovery sheet: issued, confirmed by its word, renewed with the password.

use super::desk::{Desk, console, person};
use crate::Door;
use crate::id::Id;
use crate::recovery::{Confirm, Sheet, Sheets};
use crate::refusal::Rule;

fn confirm(sheet: &Id, word: &str) -> Confirm {
    Confirm { sheet: sheet.clone(), word: word.to_owned() }
}

fn sheets(desk: &Desk) -> Vec<crate::recovery::SheetShown> {
    use crate::act::Look;
    Sheets.see(&console(), &super::super::db::Db::over(desk.connection())).unwrap()
}

#[test]
fn a_sheet_is_confirmed_by_its_word_only() {
    let (mut desk, world, founder) = Desk::furnished();
    let by = person(&founder);
    assert_eq!(sheets(&desk)[0].confirmed, None);
    let refused = desk.perform(&by, confirm(&world.sheet, "берёза 99")).unwrap_err();
    assert_eq!((refused.rule, refused.instead), (Rule::OtherWord, Some(Door::Again)));
    let typed = world.sheet_word.to_uppercase().replace('Ё', "Е").replace(' ', "-");
    desk.perform(&by, confirm(&world.sheet, &typed)).unwrap();
    assert!(sheets(&desk)[0].confirmed.is_some());
    assert_eq!(desk.perform(&by, confirm(&world.sheet, &typed)).unwrap_err().rule, Rule::NothingChanged);
    assert_eq!(desk.perform(&by, confirm(&Id::read("sheet-22222222").unwrap(), &typed)).unwrap_err().rule, Rule::NotThere);
}

/// A second sheet gives a key to all of the school: whoever sits at another's desk does not get one. The older stays in use until it is confirmed.
#[test]
fn a_renewed_sheet_asks_for_the_password_and_takes_over_when_confirmed() {
    let (mut desk, world, founder) = Desk::furnished();
    desk.perform(&person(&founder), confirm(&world.sheet, &world.sheet_word)).unwrap();
    let sheet = Sheet::fresh(&[21; Sheet::RANDOM]);
    let refused = desk.perform(&person(&founder), sheet.issue()).unwrap_err();
    assert_eq!((refused.rule, refused.instead), (Rule::StepUp, Some(Door::StepUp)));
    let renewed = desk.perform(&person(&founder).after_step_up(), sheet.issue()).unwrap().done;
    let in_use = |desk: &Desk| sheets(desk).iter().filter(|sheet| sheet.in_use).map(|sheet| sheet.id.clone()).collect::<Vec<_>>();
    assert_eq!(in_use(&desk), std::slice::from_ref(&world.sheet));
    desk.perform(&person(&founder), confirm(&renewed, &sheet.word)).unwrap();
    assert_eq!(in_use(&desk), std::slice::from_ref(&renewed));
    assert_eq!(sheets(&desk).len(), 2, "the older one stays known");
}

/// Neither the key nor the word lies anywhere in the database.
#[test]
fn the_machine_keeps_neither_key_nor_word() {
    let (mut desk, world, founder) = Desk::furnished();
    desk.perform(&person(&founder), confirm(&world.sheet, &world.sheet_word)).unwrap();
    let sheet = Sheet::fresh(&[9; Sheet::RANDOM]);
    let rows = super::desk::rows(desk.connection(), &[]);
    let noun = sheet.word.split(' ').next().unwrap();
    assert!(rows.contains("age1") && !rows.contains("AGE-SECRET") && !rows.contains(noun));
    assert!(!rows.to_uppercase().contains(&sheet.key.groups()[..4].concat()));
}
