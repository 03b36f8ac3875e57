//! Who may do what: an act or a look names its policy, and one pure function decides.

use jiff::civil::Date;

use crate::id::Id;
use crate::reader::{Actor, Reader};
use crate::refusal::{Door, Refusal, Rule};
use crate::role::{Grant, Role, Scope};
use crate::subject;

/// How near a thing must be to the reader's grant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// The grant is of the whole school.
    School,
    /// The thing is of the grant's subject or class; a grant of the whole school holds every one.
    Granted,
    /// The thing is of the class the grant is for; a grant of the whole school is for none.
    Class,
    /// The thing is of the subject the grant is for; a grant of the whole school is for none.
    Subject,
    /// The thing is the reader's own.
    Own,
    /// The thing is common to all who hold the role.
    Common,
}

/// Whether a second person is needed; the first signer is read with the thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Second {
    /// No.
    No,
    /// Another person than the first signer, whatever roles she holds; nor one who stands in for her, nor one for whom the first was signed.
    Other,
    /// Another person, or a signed paper with number, date and scan.
    OtherOrPaper,
}

/// Who may act without anybody signed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unattended {
    /// The program by itself.
    Program,
    /// Whoever sits at the machine.
    Console,
}

/// What an act or a look serves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// Running the school's plan and year.
    School,
    /// Accounts and rights.
    Accounts,
    /// The journal and what it shows.
    Audit,
    /// Keys and backups.
    Recovery,
    /// What pupils got, and what is said of it.
    Results,
    /// Pupils and families by name.
    Pupils,
}

/// Who may, under which conditions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Policy {
    /// Roles, and how near the thing must be.
    pub may: &'static [(Role, Reach)],
    /// Who may without anybody signed in.
    pub unattended: &'static [Unattended],
    /// Whether a second person is needed.
    pub second: Second,
    /// Whether the password is asked once more.
    pub step_up: bool,
    /// What for.
    pub purpose: Purpose,
}

/// Where a thing stands, as far as rights ask.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// The thing.
    pub id: Option<Id>,
    /// Its class.
    pub class: Option<String>,
    /// Days of the year that class is of: another year's class of the name is other children.
    pub days: Option<(Date, Date)>,
    /// Its subject.
    pub subject: Option<String>,
    /// Whose it is.
    pub owner: Option<Id>,
    /// Others whose it is too.
    pub shared: Vec<Id>,
    /// Who signed first, and those for whom she did.
    pub first: Vec<Id>,
    /// Whether the second signature stands on a paper that is attached.
    pub on_paper: bool,
}

impl Place {
    /// Somewhere in the school: `id` belongs to no class, subject or person.
    #[must_use]
    pub fn of(id: &Id) -> Self {
        Self { id: Some(id.clone()), ..Self::default() }
    }

    /// Whether it is of this subject, however it is written.
    fn is_of(&self, subject: &str) -> bool {
        self.subject.as_deref().is_some_and(|of| subject::same(of, subject))
    }

    /// Whether it is of this class, in the year the grant is for.
    fn is_class(&self, class: &str, grant: &Grant) -> bool {
        // One without a last day is for the school year it began in.
        let to = grant.to.unwrap_or_else(|| year_ends(grant.from));
        let overlap = |(first, last): (Date, Date)| grant.from <= last && first <= to;
        self.class.as_deref() == Some(class) && self.days.is_none_or(overlap)
    }
}

/// The last day of the school year a day is of: years turn on 1 August.
fn year_ends(day: Date) -> Date {
    Date::new(day.year() + i16::from(day.month() >= 8), 7, 31).unwrap_or(day)
}

impl Reader {
    /// As whom she asks under a policy: herself, where a role of her own is named, and those she stands in for.
    pub(crate) fn asks_as(&self, policy: &Policy) -> impl Iterator<Item = &Id> {
        let named = |grant: &&Grant| policy.may.iter().any(|(role, _)| *role == grant.role);
        self.grants().filter(named).filter_map(|grant| grant.instead_of.as_ref().or_else(|| self.person()))
    }
}

/// Whether any role of the reader is one that may at all: asked before anything is read, so that a refusal tells nothing of what is there.
///
/// # Errors
/// [`Rule::NotAllowed`], [`Rule::StepUp`].
pub fn admit(policy: &Policy, by: &Reader) -> Result<(), Refusal> {
    let admitted = match by.actor() {
        Actor::Program => policy.unattended.contains(&Unattended::Program),
        Actor::Console => policy.unattended.contains(&Unattended::Console),
        Actor::Person(_) => by.grants().any(|grant| policy.may.iter().any(|(role, _)| *role == grant.role)),
    };
    match admitted {
        false => Err(Refusal::of(Rule::NotAllowed).instead(Door::People)),
        true if policy.step_up && by.person().is_some() && !by.stepped_up() => Err(Refusal::of(Rule::StepUp).instead(Door::StepUp)),
        true => Ok(()),
    }
}

/// Whether the reader, admitted by [`admit`], may touch the thing that was read, and for whom she does where she only stands in for somebody.
///
/// # Errors
/// [`Rule::NotThere`] where the thing is out of reach: the answer of a thing that does not exist. [`Rule::SecondPerson`].
pub fn authorise(policy: &Policy, by: &Reader, place: &Place) -> Result<Option<Id>, Refusal> {
    let Some(person) = by.person() else { return Ok(None) };
    let near = |grant: &Grant, reach: Reach| match reach {
        Reach::School => grant.scope == Scope::School,
        Reach::Granted => match &grant.scope {
            Scope::School => true,
            Scope::Subject(subject) => place.is_of(subject),
            Scope::Class(class) => place.is_class(class, grant),
        },
        Reach::Class => matches!(&grant.scope, Scope::Class(class) if place.is_class(class, grant)),
        Reach::Subject => matches!(&grant.scope, Scope::Subject(subject) if place.is_of(subject)),
        Reach::Own => place.owner.iter().chain(&place.shared).any(|owner| owner == grant.instead_of.as_ref().unwrap_or(person)),
        Reach::Common => true,
    };
    let reached =
        |grant: &Grant| policy.may.iter().find(|(role, reach)| *role == grant.role && near(grant, *reach)).map(|(_, reach)| *reach);
    // What is common to all who hold a role is done for oneself: a password is nobody else's.
    let for_whom = |grant: &Grant| reached(grant).map(|reach| grant.instead_of.clone().filter(|_| reach != Reach::Common));
    let within: Vec<Option<Id>> = by.grants().filter_map(for_whom).collect();
    // A right of one's own comes before a right one holds for somebody.
    let Some(for_whom) = within.iter().find(|for_whom| for_whom.is_none()).or_else(|| within.first()) else {
        return Err(Refusal::of(Rule::NotThere).about(place.id.iter().cloned()));
    };
    let signed_first = place.first.iter().any(|first| by.is(first));
    let second = match policy.second {
        Second::No => false,
        Second::Other => signed_first,
        Second::OtherOrPaper => signed_first && !place.on_paper,
    };
    if second { Err(Refusal::of(Rule::SecondPerson).about(place.id.iter().cloned())) } else { Ok(for_whom.clone()) }
}

#[cfg(test)]
mod tests {
    use jiff::civil::{Date, date};

    use super::*;

    const TODAY: Date = date(2026, 9, 1);

    fn reader(role: Role, scope: Scope) -> Reader {
        let now = TODAY.at(9, 0, 0, 0).in_tz("Europe/Moscow").unwrap();
        let grant = Grant { role, scope, from: TODAY, to: None, instead_of: None };
        Reader::new(Actor::Person(Id::read("person-1").unwrap()), now).with(vec![grant])
    }

    fn policy(may: &'static [(Role, Reach)], second: Second) -> Policy {
        Policy { may, unattended: &[], second, step_up: false, purpose: Purpose::School }
    }

    #[test]
    fn a_grant_reaches_its_subject_its_class_its_own() {
        let math = || Scope::Subject("math".into());
        let class = || Scope::Class("7А".into());
        let here =
            Place { subject: Some("math".into()), class: Some("7А".into()), owner: Id::read("person-1"), ..Place::of(&Id::school()) };
        let elsewhere = Place { subject: Some("physics".into()), class: Some("7Б".into()), owner: Id::read("person-2"), ..here.clone() };
        let table = [
            (Reach::School, Scope::School, true, true),
            (Reach::School, math(), false, false),
            (Reach::Granted, Scope::School, true, true),
            (Reach::Granted, math(), true, false),
            (Reach::Granted, class(), true, false),
            (Reach::Class, Scope::School, false, false),
            (Reach::Class, math(), false, false),
            (Reach::Class, class(), true, false),
            (Reach::Subject, Scope::School, false, false),
            (Reach::Subject, math(), true, false),
            (Reach::Subject, class(), false, false),
            (Reach::Own, Scope::School, true, false),
            (Reach::Own, math(), true, false),
            (Reach::Common, class(), true, true),
        ];
        for (reach, scope, at_home, away) in table {
            let may: &'static [(Role, Reach)] = match reach {
                Reach::School => &[(Role::Teacher, Reach::School)],
                Reach::Granted => &[(Role::Teacher, Reach::Granted)],
                Reach::Class => &[(Role::Teacher, Reach::Class)],
                Reach::Subject => &[(Role::Teacher, Reach::Subject)],
                Reach::Own => &[(Role::Teacher, Reach::Own)],
                Reach::Common => &[(Role::Teacher, Reach::Common)],
            };
            let by = reader(Role::Teacher, scope.clone());
            let said = |place| authorise(&policy(may, Second::No), &by, place).map(drop).map_err(|refusal| refusal.rule);
            let expected = |allowed| if allowed { Ok(()) } else { Err(Rule::NotThere) };
            assert_eq!(said(&here), expected(at_home), "{reach:?} {scope:?}");
            assert_eq!(said(&elsewhere), expected(away), "{reach:?} {scope:?}");
        }
    }

    /// A grant for a class without a last day is for the children who are in the class this year, not for those of the name in the next.
    #[test]
    fn a_grant_for_a_class_ends_with_the_year_it_began_in() {
        let may: &'static [(Role, Reach)] = &[(Role::ClassTeacher, Reach::Class)];
        let of = |year: i16| Place {
            class: Some("7А".into()),
            days: Some((date(year, 9, 1), date(year + 1, 5, 31))),
            ..Place::of(&Id::school())
        };
        let said = |from: Date, year: i16| {
            let grant = Grant { role: Role::ClassTeacher, scope: Scope::Class("7А".into()), from, to: None, instead_of: None };
            let now = from.at(9, 0, 0, 0).in_tz("Europe/Moscow").unwrap();
            let by = Reader::new(Actor::Person(Id::read("person-1").unwrap()), now).with(vec![grant]);
            authorise(&policy(may, Second::No), &by, &of(year)).is_ok()
        };
        for (from, year, reaches) in [
            (date(2026, 9, 1), 2026, true),
            (date(2026, 9, 1), 2027, false),
            (date(2026, 8, 20), 2026, true),
            (date(2026, 8, 20), 2025, false),
            (date(2027, 6, 1), 2026, false),
            (date(2027, 2, 1), 2026, true),
            (date(2027, 2, 1), 2027, false),
        ] {
            assert_eq!(said(from, year), reaches, "{from} {year}");
        }
    }

    #[test]
    fn the_first_signer_is_never_the_second_person() {
        const MAY: &[(Role, Reach)] = &[(Role::Head, Reach::School), (Role::DeputyHead, Reach::School)];
        let mut place = Place { first: Id::read("person-1").into_iter().collect(), ..Place::of(&Id::school()) };
        let by = reader(Role::Head, Scope::School);
        let said = |second, place: &Place| authorise(&policy(MAY, second), &by, place).map(drop).map_err(|refusal| refusal.rule);
        assert_eq!(said(Second::Other, &place), Err(Rule::SecondPerson));
        assert_eq!(said(Second::OtherOrPaper, &place), Err(Rule::SecondPerson));
        place.on_paper = true;
        assert_eq!((said(Second::Other, &place), said(Second::OtherOrPaper, &place)), (Err(Rule::SecondPerson), Ok(())));
        place.first = Id::read("person-2").into_iter().collect();
        assert_eq!((said(Second::Other, &place), said(Second::No, &place)), (Ok(()), Ok(())));
    }

    /// Whoever stands in reaches what is the other's own, acts for her, and is never the second person over what she signed, whatever roles of
    /// her own would do.
    #[test]
    fn whoever_stands_in_acts_for_the_other_and_never_signs_after_her() {
        const MAY: &[(Role, Reach)] = &[(Role::Head, Reach::School), (Role::Teacher, Reach::Own)];
        let other = Id::read("person-2").unwrap();
        let grant =
            |role, instead_of: Option<&Id>| Grant { role, scope: Scope::School, from: TODAY, to: None, instead_of: instead_of.cloned() };
        let lent = reader(Role::Teacher, Scope::School).with(vec![grant(Role::Teacher, Some(&other))]);
        let said = |by: &Reader, second, place: &Place| authorise(&policy(MAY, second), by, place).map_err(|refusal| refusal.rule);
        let mine = Place { owner: Id::read("person-1"), ..Place::default() };
        let hers = Place { owner: Some(other.clone()), first: vec![other.clone()], ..Place::default() };
        assert_eq!(said(&lent, Second::No, &hers), Ok(Some(other.clone())));
        assert_eq!(said(&lent, Second::No, &mine), Err(Rule::NotThere), "a borrowed role does not reach what is one's own");
        assert_eq!(said(&lent, Second::Other, &hers), Err(Rule::SecondPerson));
        let both = lent.with(vec![grant(Role::Head, None), grant(Role::Teacher, Some(&other))]);
        assert_eq!(said(&both, Second::No, &hers), Ok(None), "a right of one's own comes first");
        assert_eq!(said(&both, Second::Other, &hers), Err(Rule::SecondPerson));
        assert_eq!(said(&both, Second::Other, &Place { first: Vec::new(), ..hers }), Ok(None));
    }

    #[test]
    fn a_grant_holds_on_its_days_only() {
        let by = |from, to| {
            let grant = Grant { role: Role::Head, scope: Scope::School, from, to, instead_of: None };
            reader(Role::Teacher, Scope::School).with(vec![grant])
        };
        let said = |by: &Reader| admit(&policy(&[(Role::Head, Reach::School)], Second::No), by).map_err(|refusal| refusal.rule);
        assert_eq!(said(&by(TODAY, Some(TODAY))), Ok(()));
        assert_eq!(said(&by(TODAY.tomorrow().unwrap(), None)), Err(Rule::NotAllowed));
        assert_eq!(said(&by(date(2026, 1, 1), Some(TODAY.yesterday().unwrap()))), Err(Rule::NotAllowed));
    }

    #[test]
    fn nobody_signed_in_may_only_what_is_said_so() {
        let policy = Policy { unattended: &[Unattended::Console], ..policy(&[(Role::Head, Reach::School)], Second::No) };
        let now = TODAY.at(9, 0, 0, 0).in_tz("Europe/Moscow").unwrap();
        let said = |actor| admit(&policy, &Reader::new(actor, now.clone())).map_err(|refusal| refusal.rule);
        assert_eq!((said(Actor::Console), said(Actor::Program)), (Ok(()), Err(Rule::NotAllowed)));
    }

    #[test]
    fn the_password_is_asked_of_people_where_the_policy_says_so() {
        let policy = Policy { step_up: true, ..policy(&[(Role::Head, Reach::School)], Second::No) };
        let by = reader(Role::Head, Scope::School);
        assert_eq!(admit(&policy, &by).unwrap_err().rule, Rule::StepUp);
        assert_eq!(admit(&policy, &by.after_step_up()), Ok(()));
    }
}
