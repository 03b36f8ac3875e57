-- A year that was carried into the next: what was made or changed, from what it came, and what stood there before; it can be taken back.
create table year_carry (
    id text primary key,
    from_year text not null references school_year (id),
    to_year text not null references school_year (id),
    told text not null,
    by_person text not null references person (id),
    day text not null,
    entry integer not null references entry (sequence) deferrable initially deferred
) strict, without rowid;
create index year_carry_of_from on year_carry (from_year);
create index year_carry_of_to on year_carry (to_year);
create index year_carry_of_person on year_carry (by_person);
create index year_carry_of_entry on year_carry (entry);
create table year_change (
    carry text not null references year_carry (id),
    ordinal integer not null,
    step text not null,
    thing text not null,
    source text,
    before text,
    primary key (carry, ordinal)
) strict, without rowid;
create index year_change_of_source on year_change (source);
