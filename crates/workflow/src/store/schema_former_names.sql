-- What somebody was called before, and until which day: a paper of a day prints the name the person had on it.
create table former_name (
    id text primary key,
    person text not null references person (id),
    name text not null,
    until_day text not null,
    entry integer not null references entry (sequence) deferrable initially deferred
) strict, without rowid;
create unique index former_name_of_person on former_name (person, until_day);
create index former_name_of_entry on former_name (entry);
