-- People of the school who have no account. What names a child or a family is sealed under the key of names; everything else is ids and days.
create table school_class (
    id text primary key,
    year text not null references school_year (id),
    grade integer not null check (grade between 1 and 12),
    letter text not null,
    teacher text references person (id),
    entry integer not null references entry (sequence) deferrable initially deferred,
    unique (year, grade, letter)
) strict, without rowid;
create index school_class_of_teacher on school_class (teacher);
create index school_class_of_entry on school_class (entry);
create table teaching_load (
    id text primary key,
    class text not null references school_class (id),
    subject text not null,
    teacher text not null references person (id),
    entry integer not null references entry (sequence) deferrable initially deferred,
    unique (class, subject, teacher)
) strict, without rowid;
create index teaching_load_of_teacher on teaching_load (teacher);
create index teaching_load_of_entry on teaching_load (entry);
-- merged_into: this record and that one are one pupil; it stays, so that no later file makes two of them again.
create table pupil (
    id text primary key,
    names blob not null,
    merged_into text references pupil (id),
    entry integer not null references entry (sequence) deferrable initially deferred
) strict, without rowid;
create index pupil_of_merged on pupil (merged_into);
create index pupil_of_entry on pupil (entry);
create table enrolment (
    id text primary key,
    pupil text not null references pupil (id),
    class text not null references school_class (id),
    from_day text not null,
    to_day text,
    entry integer not null references entry (sequence) deferrable initially deferred
) strict, without rowid;
create index enrolment_of_pupil on enrolment (pupil);
create index enrolment_of_class on enrolment (class);
create index enrolment_of_entry on enrolment (entry);
create table relative (
    id text primary key,
    pupil text not null references pupil (id),
    names blob not null,
    entry integer not null references entry (sequence) deferrable initially deferred
) strict, without rowid;
create index relative_of_pupil on relative (pupil);
create index relative_of_entry on relative (entry);

-- Aside: who read names, when, by which look; no name.
create table name_read (
    number integer primary key,
    at integer not null,
    actor text not null,
    look text not null,
    about text,
    names integer not null
) strict;

-- What files brought, change by change, each with what stood there before: a file can be taken back.
create table roster_batch (
    id text primary key,
    year text not null references school_year (id),
    file text not null references kept_file (address),
    file_name blob not null,
    told text not null,
    state text not null check (state in ('taken', 'undone')),
    by_person text not null references person (id),
    day text not null,
    entry integer not null references entry (sequence) deferrable initially deferred
) strict, without rowid;
create index roster_batch_of_year on roster_batch (year);
create index roster_batch_of_file on roster_batch (file);
create index roster_batch_of_person on roster_batch (by_person);
create index roster_batch_of_entry on roster_batch (entry);
create table roster_change (
    batch text not null references roster_batch (id),
    ordinal integer not null,
    step text not null,
    thing text not null,
    before blob,
    primary key (batch, ordinal)
) strict, without rowid;
create table pupil_code (
    id text primary key,
    pupil text not null references pupil (id),
    code blob not null,
    entry integer not null references entry (sequence) deferrable initially deferred
) strict, without rowid;
create index pupil_code_of_pupil on pupil_code (pupil);
create index pupil_code_of_entry on pupil_code (entry);

-- Two records of one pupil: what moved from one to the other, so that it can be moved back.
create table pupil_merge (
    id text primary key,
    merged text not null references pupil (id),
    into_pupil text not null references pupil (id),
    links text not null,
    entry integer not null references entry (sequence) deferrable initially deferred
) strict, without rowid;
create unique index pupil_merge_of_merged on pupil_merge (merged);
create index pupil_merge_of_into on pupil_merge (into_pupil);
create index pupil_merge_of_entry on pupil_merge (entry);
