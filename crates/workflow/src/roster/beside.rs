//! What lines of the list of staff say of a person beside the name, all of them together: her posts, her subjects, her birthday.

use std::collections::BTreeMap;

use records::text::folded;

use super::apart::Apart;
use super::fate::{Decided, Fate};
use super::known::Known;
use super::line::Line;
use super::whom::Whom;
use crate::refusal::Field;
use crate::texts;

/// What lines of the list of staff say beside the name, with the first line of each person.
pub(super) fn aparts(known: &Known, lines: &[Line], decided: &mut [Decided]) {
    let mut said: BTreeMap<Whom, (usize, Apart)> = BTreeMap::new();
    for (at, (line, one)) in lines.iter().zip(decided.iter()).enumerate() {
        if let (Line::Staff { subject, born, .. }, Some(whom)) = (line, &one.whom) {
            let subject = if texts::line(subject, Field::Subject).is_ok() { subject.as_str() } else { "" };
            let before = || known.staff.iter().find(|one| *whom == Whom::Known(one.id.clone())).map(|one| one.apart.clone());
            let (_, apart) = said.entry(whom.clone()).or_insert_with(|| (at, before().unwrap_or_default()));
            *apart = apart.with(*born, subject);
        }
    }
    for (whom, (at, apart)) in said {
        let before = known.staff.iter().find(|one| whom == Whom::Known(one.id.clone())).map(|one| &one.apart);
        let new = if let Some(before) = before { apart != *before } else { apart != Apart::default() };
        if let Some(one) = decided.get_mut(at).filter(|_| new) {
            one.apart = Some(apart);
            if one.fate == Fate::Same {
                one.fate = Fate::Changed;
            }
        }
    }
}

/// Posts the lines of a file say, with the first line of each person: a person of several lines works in all of them.
pub(super) fn posts(known: &Known, lines: &[Line], decided: &mut [Decided]) {
    let mut said: BTreeMap<Whom, (usize, Vec<&str>)> = BTreeMap::new();
    for (at, (line, one)) in lines.iter().zip(decided.iter()).enumerate() {
        if let (Line::Staff { post, .. }, Some(whom)) = (line, &one.whom) {
            let (_, posts) = said.entry(whom.clone()).or_insert((at, Vec::new()));
            let new = !post.trim().is_empty() && posts.iter().all(|other| folded(other) != folded(post));
            posts.extend(Some(post.trim()).filter(|_| new));
        }
    }
    for (whom, (at, posts)) in said {
        let before = known.staff.iter().find(|one| whom == Whom::Known(one.id.clone())).map_or("", |one| &one.post);
        let post = posts.join(", ");
        let new = !post.is_empty() && folded(&post) != folded(before) && texts::line(&post, Field::Post).is_ok();
        if let Some(one) = decided.get_mut(at).filter(|_| new) {
            one.post = Some(post);
            if one.fate == Fate::Same {
                one.fate = Fate::Changed;
            }
        }
    }
}
