-- Two records of families are one person: how she is written from then on, for every child. Each record keeps its own row as it was entered: what
-- she is to the child stands there, and a later list knows her by each. `one` on a merger: it became part of a later one.
create table relative_merge (
    id text primary key,
    names blob not null,
    one text references relative_merge (id),
    entry integer not null references entry (sequence) deferrable initially deferred
) strict, without rowid;
create index relative_merge_of_one on relative_merge (one);
create index relative_merge_of_entry on relative_merge (entry);
alter table relative add column one text references relative_merge (id);
create index relative_of_one on relative (one);
