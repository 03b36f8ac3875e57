-- What measures should move, declared beforehand with the day it is looked at; and what was seen that day.
create table effect (
    measure text primary key references measure (id) on delete cascade,
    what text not null,
    direction text not null check (direction in ('up', 'down')),
    look_on text not null,
    declared text not null,
    times integer not null,
    entry integer not null references entry (sequence) deferrable initially deferred
) strict, without rowid;
create index effect_of_entry on effect (entry);
create table effect_look (
    measure text primary key references effect (measure) on delete cascade,
    before text,
    after text,
    words text not null,
    day text not null,
    by_person text not null references person (id),
    entry integer not null references entry (sequence) deferrable initially deferred
) strict, without rowid;
create index effect_look_of_person on effect_look (by_person);
create index effect_look_of_entry on effect_look (entry);
