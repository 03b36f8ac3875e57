-- A file that was attached to work can be erased too; it is named by its address.
create table erasure_anew (
    id text primary key,
    kind text not null check (kind in ('pupil', 'relative', 'file', 'marks', 'attached')),
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
