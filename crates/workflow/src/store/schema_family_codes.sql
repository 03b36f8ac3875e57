-- Which family can confirm by a code that it read something, and when it did: a row a pupil and event. Of the code its hash under the key of
-- names alone is kept; none where another took its place. A merger can bring two rows of one event to one pupil.
create table family_code (
    id text primary key,
    event text not null references event (id),
    pupil text not null references pupil (id),
    code text unique,
    read_day text,
    read_digest text,
    entry integer not null references entry (sequence) deferrable initially deferred,
    check ((read_day is null) = (read_digest is null))
) strict, without rowid;
create index family_code_of_event on family_code (event);
create index family_code_of_pupil on family_code (pupil);
create index family_code_of_entry on family_code (entry);
