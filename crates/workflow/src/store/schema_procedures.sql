-- The schedule of procedures. Only decisions are stored; what does not agree with the rules of load is computed where it is shown.
create table procedure (
    id text primary key,
    year text not null references school_year (id),
    kind text not null,
    subject text not null,
    grade integer not null check (grade between 1 and 12),
    day text not null,
    slot text not null,
    in_plan integer not null check (in_plan in (0, 1)),
    label text not null,
    state text not null check (state in ('planned', 'ordered', 'cancelled')),
    reason text not null,
    order_number text,
    order_day text,
    entry integer not null references entry (sequence) deferrable initially deferred
) strict, without rowid;
create index procedure_of_year on procedure (year, day);
create index procedure_of_entry on procedure (entry);
create table procedure_class (
    procedure text not null references procedure (id),
    class text not null references school_class (id),
    room text not null,
    organiser text references person (id),
    primary key (procedure, class)
) strict, without rowid;
create index procedure_class_of_class on procedure_class (class);
create index procedure_class_of_organiser on procedure_class (organiser);
-- Where it stood before, and why it was moved.
create table procedure_move (
    procedure text not null references procedure (id),
    day text not null,
    slot text not null,
    reason text not null,
    entry integer not null references entry (sequence) deferrable initially deferred,
    primary key (procedure, entry)
) strict, without rowid;
create index procedure_move_of_entry on procedure_move (entry);
-- What was taken in spite of rules: which, and why.
create table procedure_despite (
    procedure text not null references procedure (id),
    rules text not null,
    reason text not null,
    entry integer not null references entry (sequence) deferrable initially deferred,
    primary key (procedure, entry)
) strict, without rowid;
create index procedure_despite_of_entry on procedure_despite (entry);
-- Hours a week of subjects, lessons a day: what rules of load are held against.
create table school_hours (
    year text primary key references school_year (id),
    hours text not null,
    lessons text not null,
    entry integer not null references entry (sequence) deferrable initially deferred
) strict, without rowid;
create index school_hours_of_entry on school_hours (entry);
-- Papers of the schedule that were given a number, in the one register of the year with those of plans.
create table issued_procedure_paper (
    id text primary key,
    year text not null references school_year (id),
    number integer not null check (number > 0),
    procedure text references procedure (id),
    kind text not null,
    title text not null,
    day text not null,
    word text not null,
    pdf text,
    entry integer not null references entry (sequence) deferrable initially deferred,
    unique (year, number)
) strict, without rowid;
create index issued_procedure_paper_of_procedure on issued_procedure_paper (procedure);
create index issued_procedure_paper_of_entry on issued_procedure_paper (entry);
