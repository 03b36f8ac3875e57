-- Plans of the levels above the school, as they were read, and what of the school's own plan answers each of their measures.
create table upper_plan (
    id text primary key,
    year text not null references school_year (id),
    level text not null check (level in ('federal', 'region', 'municipality')),
    title text not null,
    file text not null references kept_file (address),
    file_name text not null,
    day text not null,
    entry integer not null references entry (sequence) deferrable initially deferred
) strict, without rowid;
create index upper_plan_of_year on upper_plan (year);
create index upper_plan_of_file on upper_plan (file);
create index upper_plan_of_entry on upper_plan (entry);
create table upper_measure (
    id text primary key,
    plan text not null references upper_plan (id) on delete cascade,
    ordinal integer not null,
    block text not null,
    number text not null,
    text text not null,
    term text not null,
    library text,
    unique (plan, ordinal)
) strict, without rowid;
create table upper_answer (
    upper text primary key references upper_measure (id) on delete cascade,
    reason text not null,
    by_person text not null references person (id),
    entry integer not null references entry (sequence) deferrable initially deferred
) strict, without rowid;
create index upper_answer_of_person on upper_answer (by_person);
create index upper_answer_of_entry on upper_answer (entry);
create table upper_answer_measure (
    upper text not null references upper_answer (upper) on delete cascade,
    measure text not null references measure (id) on delete cascade,
    primary key (upper, measure)
) strict, without rowid;
create index upper_answer_measure_of_measure on upper_answer_measure (measure);
