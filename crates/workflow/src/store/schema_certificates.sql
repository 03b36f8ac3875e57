-- What somebody who took part has of a training: her hours, her document, the day until which it is valid. What is not written here is that of the
-- training itself, so trainings of before say what they said.
create table certificate (
    event text not null references event (id),
    person text not null references person (id),
    hours integer check (hours > 0),
    number text not null,
    issuer text not null,
    until text,
    entry integer not null references entry (sequence) deferrable initially deferred,
    primary key (event, person)
) strict, without rowid;
create index certificate_of_person on certificate (person);
create index certificate_of_entry on certificate (entry);
create index event_of_kind on event (kind, day);
