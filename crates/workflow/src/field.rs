//! Fields that rules speak of, and what they are called.

use records::text::Lang;
use words::refusals;

/// A field that can be wrong or in conflict.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// Name of the school.
    SchoolName,
    /// The settlement it is in.
    SchoolPlace,
    /// Its address.
    SchoolAddress,
    /// Working days.
    Week,
    /// Periods of study.
    Periods,
    /// Time zone.
    Zone,
    /// Name of a person.
    PersonName,
    /// The post somebody works in.
    Post,
    /// Days of the year.
    YearDays,
    /// First day of a name.
    NameSince,
    /// Days of a grant.
    GrantDays,
    /// Where a role holds.
    GrantScope,
    /// Who stands in.
    StandIn,
    /// Days somebody stands in.
    DeputyDays,
    /// The day somebody left.
    LeftDay,
    /// Term of a slip.
    SlipTerm,
    /// The server letters are sent by.
    MailServer,
    /// Its port.
    MailPort,
    /// The address letters come from.
    MailSender,
    /// The address of the program, as letters write it.
    MailLink,
    /// Where letters go.
    MailAddress,
    /// The code of a letter.
    MailCode,
    /// The password of the server letters are sent by.
    MailSecret,
    /// The hour notices come from on.
    ToldFrom,
    /// The hour no notice comes from on.
    ToldTo,
    /// The hour of the morning letter.
    ToldDigest,
    /// Days ahead of what is due.
    ToldDue,
    /// Days ahead of what takes place.
    ToldHeld,
    /// Title of a plan.
    PlanTitle,
    /// Goal of a plan.
    Goal,
    /// Directions of a plan.
    Directions,
    /// Approval head of a plan.
    ApprovalHead,
    /// Block of a measure.
    Block,
    /// Number of a measure.
    Number,
    /// What a measure says.
    MeasureText,
    /// Requirement a measure answers.
    Requirement,
    /// Owners of a measure, as written.
    Owners,
    /// Owners of a measure who are people of the school.
    OwnerPeople,
    /// When a measure falls due.
    When,
    /// What is expected of a measure.
    Expected,
    /// The measure of the library.
    Library,
    /// Whether acceptance is asked.
    AsksAcceptance,
    /// Rows of a plan.
    Rows,
    /// Reason.
    Reason,
    /// Note.
    Note,
    /// Words of evidence.
    Words,
    /// Days evidence speaks of.
    EvidenceDays,
    /// A file.
    File,
    /// Scan of a paper.
    Scan,
    /// Number of a paper.
    PaperNumber,
    /// Day of a paper.
    PaperDay,
    /// Report of a plan.
    Report,
    /// Occurrences an act speaks of.
    Occurrences,
    /// Day something is put off to.
    PutOffDay,
    /// Kind of a schedule.
    Schedule,
    /// Days of a schedule.
    ScheduleDays,
    /// Days of periods.
    PeriodDays,
    /// Days of holidays.
    HolidayDays,
    /// What a measure should move.
    EffectWhat,
    /// The day that is looked at.
    EffectDay,
    /// What was seen, in words.
    EffectWords,
    /// So many of so many before a measure.
    Before,
    /// So many of so many after it.
    After,
    /// Kind of an event.
    EventKind,
    /// What an event is about.
    EventTitle,
    /// When on its day an event begins.
    EventTime,
    /// Where an event is held.
    EventPlace,
    /// The number of minutes.
    MinutesNumber,
    /// Whose event: a class.
    EventClass,
    /// Whose event: a subject.
    EventSubject,
    /// What is to be read.
    EventText,
    /// Day of an event.
    EventDay,
    /// Last day to read it, or until it holds.
    EventUntil,
    /// Who answers for an event.
    EventOwner,
    /// A field of a kind of event.
    Details,
    /// Who takes part.
    Participants,
    /// The teacher whose lesson is visited.
    Visited,
    /// How many came.
    Came,
    /// A question of an agenda.
    Agenda,
    /// Who speaks.
    Speaker,
    /// What was heard.
    Heard,
    /// What was decided.
    Decided,
    /// How it was decided.
    HowTaken,
    /// What is to be done.
    Task,
    /// Who does it.
    TaskOwner,
    /// Until when it is done.
    TaskDue,
    /// Questions about a text, and answers.
    Quiz,
    /// How many right answers are enough.
    PassMark,
    /// Hours of somebody who took part in a training.
    TrainingHours,
    /// The number of her document.
    CertificateNumber,
    /// Who issued it.
    CertificateIssuer,
    /// The last day it is valid.
    CertificateUntil,
    /// What a class is called.
    ClassName,
    /// A subject.
    Subject,
    /// A day of birth.
    Born,
    /// The number of a pupil.
    PupilNumber,
    /// The day a pupil enters a class or leaves it.
    EnrolmentDay,
    /// What somebody is to a child.
    Kin,
    /// How somebody can be reached.
    Contact,
    /// Kind of a procedure.
    ProcedureKind,
    /// Classes of a procedure: of one parallel.
    ProcedureClasses,
    /// Day of a procedure.
    ProcedureDay,
    /// When on its day a procedure is written.
    ProcedureSlot,
    /// The room of a class.
    Room,
    /// Who organises in a room.
    Organiser,
    /// Hours a week of subjects.
    HoursAWeek,
    /// Lessons a day of parallels.
    LessonsADay,
    /// Whom a pupil is entrusted to.
    EntrustedTo,
    /// Pupils an event is about.
    Pupils,
    /// What came of it for a pupil.
    Outcome,
    /// What was agreed with a pupil.
    Agreed,
}

impl Field {
    /// Its name.
    #[must_use]
    pub fn told(self, lang: Lang) -> String {
        let word = match self {
            Self::SchoolName | Self::SchoolPlace | Self::SchoolAddress | Self::Week | Self::Periods | Self::Zone => self.of_school(),
            Self::PersonName => refusals::field_person_name,
            Self::Post => refusals::field_post,
            Self::YearDays => refusals::field_year_days,
            Self::NameSince => refusals::field_name_since,
            Self::GrantDays => refusals::field_grant_days,
            Self::GrantScope => refusals::field_grant_scope,
            Self::StandIn => refusals::field_stand_in,
            Self::DeputyDays => refusals::field_deputy_days,
            Self::LeftDay => refusals::field_left_day,
            Self::SlipTerm => refusals::field_slip_term,
            Self::PlanTitle => refusals::field_plan_title,
            Self::Goal => refusals::field_goal,
            Self::Directions => refusals::field_directions,
            Self::ApprovalHead => refusals::field_approval_head,
            Self::Block => refusals::field_block,
            Self::Number => refusals::field_number,
            Self::MeasureText => refusals::field_measure_text,
            Self::Requirement => refusals::field_requirement,
            Self::Owners => refusals::field_owners,
            Self::OwnerPeople => refusals::field_owner_people,
            Self::When => refusals::field_when,
            Self::Expected => refusals::field_expected,
            Self::Library => refusals::field_library,
            Self::AsksAcceptance => refusals::field_asks_acceptance,
            Self::Rows => refusals::field_rows,
            Self::Reason => refusals::field_reason,
            Self::Note => refusals::field_note,
            Self::Words => refusals::field_words,
            Self::EvidenceDays => refusals::field_evidence_days,
            Self::File => refusals::field_file,
            Self::Scan => refusals::field_scan,
            Self::PaperNumber => refusals::field_paper_number,
            Self::PaperDay => refusals::field_paper_day,
            Self::Report => refusals::field_report,
            Self::Occurrences => refusals::field_occurrences,
            Self::PutOffDay => refusals::field_put_off_day,
            Self::Schedule => refusals::field_schedule,
            Self::ScheduleDays => refusals::field_schedule_days,
            Self::PeriodDays => refusals::field_period_days,
            Self::HolidayDays => refusals::field_holiday_days,
            Self::EventKind => refusals::field_event_kind,
            Self::EventTitle => refusals::field_event_title,
            Self::EventTime => refusals::field_event_time,
            Self::EventPlace => refusals::field_event_place,
            Self::MinutesNumber => refusals::field_minutes_number,
            Self::EventClass => refusals::field_event_class,
            Self::EventSubject => refusals::field_event_subject,
            Self::EventText => refusals::field_event_text,
            Self::EventDay => refusals::field_event_day,
            Self::EventUntil => refusals::field_event_until,
            Self::EventOwner => refusals::field_event_owner,
            Self::Details => refusals::field_details,
            Self::Participants => refusals::field_participants,
            Self::Visited => refusals::field_visited,
            Self::Came => refusals::field_came,
            Self::Agenda => refusals::field_agenda,
            Self::Speaker => refusals::field_speaker,
            Self::Heard | Self::Decided | Self::HowTaken => self.of_minutes(),
            Self::Task | Self::TaskOwner | Self::TaskDue => self.of_tasks(),
            Self::Quiz => refusals::field_quiz,
            Self::PassMark => refusals::field_pass_mark,
            Self::TrainingHours | Self::CertificateNumber | Self::CertificateIssuer | Self::CertificateUntil => self.of_certificates(),
            Self::ClassName => refusals::field_class_name,
            Self::Subject => refusals::field_subject,
            Self::ProcedureKind | Self::ProcedureClasses | Self::ProcedureDay | Self::ProcedureSlot => self.of_procedures(),
            Self::Room | Self::Organiser | Self::HoursAWeek | Self::LessonsADay => self.of_procedures(),
            Self::Born | Self::EnrolmentDay | Self::PupilNumber | Self::Kin | Self::Contact => self.of_pupils(),
            Self::EntrustedTo | Self::Pupils | Self::Outcome | Self::Agreed => self.of_pupils(),
            Self::MailServer | Self::MailPort | Self::MailSender | Self::MailLink => self.of_mail(),
            Self::MailAddress | Self::MailCode | Self::MailSecret => self.of_mail(),
            Self::ToldFrom | Self::ToldTo | Self::ToldDigest | Self::ToldDue | Self::ToldHeld => self.of_notices(),
            Self::EffectWhat | Self::EffectDay | Self::EffectWords | Self::Before | Self::After => self.of_effects(),
        };
        word(lang)
    }

    /// Fields of the settings of a school.
    fn of_school(self) -> words::Word {
        match self {
            Self::SchoolName => refusals::field_school_name,
            Self::SchoolPlace => refusals::field_school_place,
            Self::SchoolAddress => refusals::field_school_address,
            Self::Week => refusals::field_week,
            Self::Periods => refusals::field_periods,
            _ => refusals::field_zone,
        }
    }

    /// Fields of what is written of a question.
    fn of_minutes(self) -> words::Word {
        match self {
            Self::Heard => refusals::field_heard,
            Self::Decided => refusals::field_decided,
            _ => refusals::field_how_taken,
        }
    }

    /// Fields of what was decided to be done.
    fn of_tasks(self) -> words::Word {
        match self {
            Self::Task => refusals::field_task,
            Self::TaskOwner => refusals::field_task_owner,
            _ => refusals::field_task_due,
        }
    }

    /// Fields of what somebody has of a training.
    fn of_certificates(self) -> words::Word {
        match self {
            Self::TrainingHours => refusals::field_training_hours,
            Self::CertificateNumber => refusals::field_certificate_number,
            Self::CertificateIssuer => refusals::field_certificate_issuer,
            _ => refusals::field_certificate_until,
        }
    }

    /// Fields of letters.
    fn of_mail(self) -> words::Word {
        match self {
            Self::MailServer => refusals::field_mail_server,
            Self::MailPort => refusals::field_mail_port,
            Self::MailSender => refusals::field_mail_sender,
            Self::MailLink => refusals::field_mail_link,
            Self::MailAddress => refusals::field_mail_address,
            Self::MailSecret => refusals::field_mail_secret,
            _ => refusals::field_mail_code,
        }
    }

    /// Fields of hours and days of notices.
    fn of_notices(self) -> words::Word {
        match self {
            Self::ToldFrom => refusals::field_told_from,
            Self::ToldTo => refusals::field_told_to,
            Self::ToldDigest => refusals::field_told_digest,
            Self::ToldDue => refusals::field_told_due,
            _ => refusals::field_told_held,
        }
    }

    /// Fields of what a measure should move.
    fn of_effects(self) -> words::Word {
        match self {
            Self::EffectWhat => refusals::field_effect_what,
            Self::EffectDay => refusals::field_effect_day,
            Self::EffectWords => refusals::field_effect_words,
            Self::Before => refusals::field_before,
            _ => refusals::field_after,
        }
    }

    /// Fields of the schedule.
    fn of_procedures(self) -> words::Word {
        match self {
            Self::ProcedureKind => refusals::field_procedure_kind,
            Self::ProcedureClasses => refusals::field_procedure_classes,
            Self::ProcedureDay => refusals::field_procedure_day,
            Self::ProcedureSlot => refusals::field_procedure_slot,
            Self::Room => refusals::field_room,
            Self::Organiser => refusals::field_organiser,
            Self::HoursAWeek => refusals::field_hours_a_week,
            _ => refusals::field_lessons_a_day,
        }
    }

    /// Fields about pupils and families.
    fn of_pupils(self) -> words::Word {
        match self {
            Self::Born => refusals::field_born,
            Self::PupilNumber => refusals::field_pupil_number,
            Self::EnrolmentDay => refusals::field_enrolment_day,
            Self::Kin => refusals::field_kin,
            Self::EntrustedTo => refusals::field_entrusted_to,
            Self::Pupils => refusals::field_pupils,
            Self::Outcome => refusals::field_outcome,
            Self::Agreed => refusals::field_agreed,
            _ => refusals::field_contact,
        }
    }
}
