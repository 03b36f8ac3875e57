-- merged_into: this record of somebody who works here and that one are one; it stays, shut out, so that a later list finds the one it became.
alter table person add column merged_into text references person (id);
create index person_of_merged on person (merged_into);
-- Two records of one person: what moved from one to the other and what both were, so that it can be moved back.
create table person_merge (
    id text primary key,
    merged text not null references person (id),
    into_person text not null references person (id),
    was text not null,
    links text not null,
    entry integer not null references entry (sequence) deferrable initially deferred
) strict, without rowid;
create unique index person_merge_of_merged on person_merge (merged);
create index person_merge_of_into on person_merge (into_person);
create index person_merge_of_entry on person_merge (entry);
