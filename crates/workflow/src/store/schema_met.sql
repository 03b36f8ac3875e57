-- Which file speaks of which pupil, whatever came of the line. It outlives the undoing of the file and the pupil's record alike, so it points to
-- neither; what is erased with a child is found by it.
create table pupil_met (
    file text not null references kept_file (address),
    pupil text not null,
    primary key (file, pupil)
) strict, without rowid;
create index pupil_met_of_pupil on pupil_met (pupil);
-- Of files that were taken before: whom they brought something of.
insert or ignore into pupil_met (file, pupil)
    select file, thing from roster_batch join roster_change on batch = roster_batch.id where step in ('pupil', 'written', 'place')
    union select file, pupil from roster_batch join roster_change on batch = roster_batch.id join relative on relative.id = thing
    union select file, pupil from roster_batch join roster_change on batch = roster_batch.id join pupil_code on pupil_code.id = thing
    union select file, pupil from mark_batch join pupil_marks on batch = mark_batch.id;
-- Files of marks can be erased too.
create table erasure_anew (
    id text primary key,
    kind text not null check (kind in ('pupil', 'relative', 'file', 'marks')),
    thing text not null,
    ground text not null check (ground in ('term', 'request')),
    reason text not null,
    state text not null check (state in ('asked', 'erased')),
    asked_by text not null references person (id),
    asked_day text not null,
    by_person text references person (id),
    day text,
    entry integer not null references entry (sequence) deferrable initially deferred
) strict, without rowid;
insert into erasure_anew select * from erasure;
drop table erasure;
alter table erasure_anew rename to erasure;
create unique index erasure_of_thing on erasure (thing);
create index erasure_of_asked_by on erasure (asked_by);
create index erasure_of_person on erasure (by_person);
create index erasure_of_entry on erasure (entry);
