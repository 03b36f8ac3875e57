-- How people sign in. What a password is checked against never enters the ledger; a slip is known by its digest only.
create table account (
    person text primary key references person (id),
    sign_in text not null unique,
    password text,
    entry integer not null references entry (sequence) deferrable initially deferred
) strict, without rowid;
create index account_of_entry on account (entry);
create table slip (
    person text primary key references person (id),
    digest text not null unique,
    until integer not null,
    entry integer not null references entry (sequence) deferrable initially deferred
) strict, without rowid;
create index slip_of_entry on slip (entry);
