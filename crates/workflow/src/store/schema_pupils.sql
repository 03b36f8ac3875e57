-- Work with single pupils. What is said of a child is sealed under the key of names; ids, days and yes or no stand beside.
create table entrustment (
    id text primary key,
    pupil text not null references pupil (id),
    person text not null references person (id),
    entry integer not null references entry (sequence) deferrable initially deferred
) strict, without rowid;
create index entrustment_of_pupil on entrustment (pupil);
create index entrustment_of_person on entrustment (person);
create index entrustment_of_entry on entrustment (entry);
-- The words of an event about pupils: topic, aims, steps.
create table event_words (
    event text primary key references event (id),
    names blob not null,
    entry integer not null references entry (sequence) deferrable initially deferred
) strict, without rowid;
create index event_words_of_entry on event_words (entry);
-- settled: whether it is written what came of it.
create table event_pupil (
    id text primary key,
    event text not null references event (id),
    pupil text not null references pupil (id),
    came integer check (came in (0, 1)),
    settled integer not null check (settled in (0, 1)),
    names blob not null,
    entry integer not null references entry (sequence) deferrable initially deferred
) strict, without rowid;
create index event_pupil_of_event on event_pupil (event);
create index event_pupil_of_pupil on event_pupil (pupil);
create index event_pupil_of_entry on event_pupil (entry);
-- Marks, lessons missed, points of works, as files brought them: of a pupil everything of a file in one sealed row.
create table mark_batch (
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
create index mark_batch_of_year on mark_batch (year);
create index mark_batch_of_file on mark_batch (file);
create index mark_batch_of_person on mark_batch (by_person);
create index mark_batch_of_entry on mark_batch (entry);
create table pupil_marks (
    id text primary key,
    batch text not null references mark_batch (id),
    pupil text not null references pupil (id),
    names blob not null,
    entry integer not null references entry (sequence) deferrable initially deferred
) strict, without rowid;
create index pupil_marks_of_batch on pupil_marks (batch);
create index pupil_marks_of_pupil on pupil_marks (pupil);
create index pupil_marks_of_entry on pupil_marks (entry);
