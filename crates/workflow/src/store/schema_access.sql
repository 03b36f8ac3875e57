-- The last day of work of a person who left; whoever comes back is let in again and the day goes.
alter table person add column left_day text;
-- Somebody stands in for somebody else between two days, in all her roles or in one; the rights hold on those days only.
create table deputy (
    id text primary key,
    person text not null references person (id),
    stand_in text not null references person (id),
    role text,
    from_day text not null,
    to_day text not null,
    entry integer not null references entry (sequence) deferrable initially deferred
) strict, without rowid;
create index deputy_of_entry on deputy (entry);
create index deputy_of_person on deputy (person);
create index deputy_of_stand_in on deputy (stand_in);
-- For whom an entry was made, where whoever made it stood in for somebody: both of them have signed then.
create table acted_for (
    entry integer primary key references entry (sequence),
    actor text not null,
    person text not null
) strict;
-- The key of the codes a person's phone makes, sealed with the key of names; it never enters the ledger.
create table code_key (
    person text primary key references person (id),
    sealed blob not null,
    entry integer not null references entry (sequence) deferrable initially deferred
) strict, without rowid;
create index code_key_of_entry on code_key (entry);
-- Aside: the last code somebody came in with; that one and earlier ones are good no longer.
create table code_used (
    person text primary key,
    step integer not null
) strict, without rowid;
