-- Personal data that are to be erased: asked for by one, done by another. The thing is named by its id; no name is here.
create table erasure (
    id text primary key,
    kind text not null check (kind in ('pupil', 'relative', 'file')),
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
create unique index erasure_of_thing on erasure (thing);
create index erasure_of_asked_by on erasure (asked_by);
create index erasure_of_person on erasure (by_person);
create index erasure_of_entry on erasure (entry);
-- What was erased: ids of rows, addresses of files. It lies beside the backups too, and holds after a restoration.
create table erased (
    thing text primary key,
    entry integer not null references entry (sequence) deferrable initially deferred
) strict, without rowid;
create index erased_of_entry on erased (entry);
