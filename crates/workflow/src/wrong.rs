//! What is said of a field that does not fit: what is wrong with it, and how to mend it.

use records::text::Lang;
use words::{Word, refusals};

use crate::field::Field;

/// The sentence.
pub(crate) fn wrong(field: Field, lang: Lang) -> String {
    let of = [of_school, of_plans, of_events, of_roster].into_iter().find_map(|of| of(field));
    of.map_or_else(|| refusals::wrong_other(lang, field.told(lang)), |word| word(lang))
}

/// The school, its people, letters.
fn of_school(field: Field) -> Option<Word> {
    Some(match field {
        Field::SchoolName => refusals::wrong_school_name,
        Field::SchoolPlace => refusals::wrong_school_place,
        Field::SchoolAddress => refusals::wrong_school_address,
        Field::Zone => refusals::wrong_zone,
        Field::PersonName => refusals::wrong_person_name,
        Field::Post => refusals::wrong_post,
        Field::YearDays => refusals::wrong_year_days,
        Field::GrantScope => refusals::wrong_grant_scope,
        Field::NameSince => refusals::wrong_name_since,
        Field::GrantDays => refusals::wrong_grant_days,
        Field::StandIn => refusals::wrong_stand_in,
        Field::DeputyDays => refusals::wrong_deputy_days,
        Field::SlipTerm => refusals::wrong_slip_term,
        Field::MailServer => refusals::wrong_mail_server,
        Field::MailPort => refusals::wrong_mail_port,
        Field::MailSender => refusals::wrong_mail_sender,
        Field::MailLink => refusals::wrong_mail_link,
        Field::MailAddress => refusals::wrong_mail_address,
        Field::MailCode => refusals::wrong_mail_code,
        Field::ToldFrom => refusals::wrong_told_from,
        Field::ToldTo => refusals::wrong_told_to,
        Field::ToldDigest => refusals::wrong_told_digest,
        Field::ToldDue => refusals::wrong_told_lead,
        Field::ToldHeld => refusals::wrong_told_lead,
        _ => return None,
    })
}

/// Plans and their papers.
fn of_plans(field: Field) -> Option<Word> {
    Some(match field {
        Field::Rows => refusals::wrong_rows,
        Field::Requirement => refusals::wrong_requirement,
        Field::When => refusals::wrong_when,
        Field::OwnerPeople => refusals::wrong_owner_people,
        Field::Reason => refusals::wrong_reason,
        Field::EvidenceDays => refusals::wrong_evidence_days,
        Field::File => refusals::wrong_file,
        Field::Scan => refusals::wrong_scan,
        Field::PaperNumber => refusals::wrong_paper_number,
        Field::PaperDay => refusals::wrong_paper_day,
        Field::Occurrences => refusals::wrong_occurrences,
        Field::PutOffDay => refusals::wrong_put_off_day,
        Field::Schedule => refusals::wrong_schedule,
        Field::ScheduleDays => refusals::wrong_schedule_days,
        Field::PeriodDays => refusals::wrong_period_days,
        Field::Before => refusals::wrong_before,
        Field::After => refusals::wrong_after,
        _ => return None,
    })
}

/// Events.
fn of_events(field: Field) -> Option<Word> {
    Some(match field {
        Field::EventKind => refusals::wrong_event_kind,
        Field::EventTime => refusals::wrong_event_time,
        Field::EventSubject => refusals::wrong_event_subject,
        Field::EventText => refusals::wrong_event_text,
        Field::EventDay => refusals::wrong_event_day,
        Field::EventUntil => refusals::wrong_event_until,
        Field::EventOwner => refusals::wrong_event_owner,
        Field::Details => refusals::wrong_details,
        Field::Participants => refusals::wrong_participants,
        Field::Came => refusals::wrong_came,
        Field::Agenda => refusals::wrong_agenda,
        Field::Quiz => refusals::wrong_quiz,
        Field::PassMark => refusals::wrong_pass_mark,
        Field::TrainingHours => refusals::wrong_training_hours,
        Field::CertificateUntil => refusals::wrong_certificate_until,
        Field::Task => refusals::wrong_task,
        Field::TaskOwner => refusals::wrong_task_owner,
        Field::TaskDue => refusals::wrong_task_due,
        Field::MinutesNumber => refusals::wrong_minutes_number,
        Field::Outcome => refusals::wrong_outcome,
        Field::Agreed => refusals::wrong_agreed,
        Field::Pupils => refusals::wrong_pupils,
        _ => return None,
    })
}

/// Classes, pupils, procedures.
fn of_roster(field: Field) -> Option<Word> {
    Some(match field {
        Field::ClassName => refusals::wrong_class_name,
        Field::Subject => refusals::wrong_subject,
        Field::Born => refusals::wrong_born,
        Field::EnrolmentDay => refusals::wrong_enrolment_day,
        Field::EntrustedTo => refusals::wrong_entrusted_to,
        Field::ProcedureKind => refusals::wrong_procedure_kind,
        Field::ProcedureClasses => refusals::wrong_procedure_classes,
        Field::ProcedureSlot => refusals::wrong_procedure_slot,
        Field::Organiser => refusals::wrong_organiser,
        Field::HoursAWeek => refusals::wrong_hours_a_week,
        Field::LessonsADay => refusals::wrong_lessons_a_day,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::path::Path;

    use super::*;

    /// Fields that are called wrong somewhere in a folder of sources, as they are written there.
    fn called_wrong(folder: &Path, found: &mut BTreeSet<String>) {
        for entry in std::fs::read_dir(folder).unwrap().map(Result::unwrap) {
            let path = entry.path();
            if path.is_dir() {
                called_wrong(&path, found);
            } else if path.extension().is_some_and(|end| end == "rs") {
                let source = std::fs::read_to_string(&path).unwrap();
                for begin in ["Wrong(Field::", "Wrong(Told::"] {
                    found.extend(source.split(begin).skip(1).filter_map(|rest| rest.split(')').next()).map(str::to_owned));
                }
            }
        }
    }

    /// Whatever field is called wrong has a sentence of its own.
    #[test]
    fn every_field_that_can_be_wrong_says_how_to_mend_it() {
        let (here, mut found) = (Path::new(env!("CARGO_MANIFEST_DIR")), BTreeSet::new());
        called_wrong(&here.join("src"), &mut found);
        called_wrong(&here.join("../web/src"), &mut found);
        assert!(found.len() > 40, "{found:?}");
        let own: BTreeSet<String> = include_str!("wrong.rs")
            .lines()
            .filter_map(|line| line.trim().strip_prefix("Field::")?.split(" => refusals::wrong_").next().map(str::to_owned))
            .collect();
        let without: Vec<&String> =
            found.iter().filter(|field| field.chars().all(char::is_alphanumeric) && !own.contains(*field)).collect();
        assert!(without.is_empty(), "{without:?}");
        assert!(wrong(Field::EventTime, Lang::Ru).contains("14:30"));
    }
}
