-- What people were told of what is theirs: which thing, which day of it, how near that was. Titles are read where it is shown.
create table notice (
    number integer primary key,
    person text not null references person (id),
    what text not null,
    thing text not null,
    day text not null,
    stage text not null,
    time integer not null,
    kind text not null,
    at integer not null,
    letter integer,
    entry integer not null references entry (sequence) deferrable initially deferred,
    unique (person, what, thing, day, stage, time)
) strict;
create index notice_of_entry on notice (entry);
create index notice_of_letter on notice (letter);
-- Aside: the last notice somebody has looked at.
create table notice_looked (
    person text primary key,
    number integer not null
) strict, without rowid;
-- The server letters are sent by; its password sealed with the key of names, it never enters the ledger.
create table mail_server (
    one integer primary key check (one = 1),
    host text not null,
    port integer not null check (port between 1 and 65535),
    security text not null check (security in ('tls', 'starttls', 'none')),
    name text not null,
    sealed blob,
    sender text not null,
    link text not null,
    entry integer not null references entry (sequence) deferrable initially deferred
) strict;
create index mail_server_of_entry on mail_server (entry);
-- Where somebody wants letters; nothing but its code goes there before it is confirmed.
create table mail_address (
    person text primary key references person (id),
    address text not null,
    wish text not null check (wish in ('daily', 'at-once', 'none')),
    lang text not null check (lang in ('ru', 'en')),
    code text,
    entry integer not null references entry (sequence) deferrable initially deferred
) strict, without rowid;
create index mail_address_of_entry on mail_address (entry);
-- Letters: made with what they tell, sent beside acts. What state a letter is in is aside from the ledger.
create table letter (
    number integer primary key,
    person text not null references person (id),
    kind text not null check (kind in ('notices', 'code')),
    sealed blob,
    state text not null check (state in ('waiting', 'sending', 'sent', 'given-up', 'unsure', 'dropped')),
    begun integer not null,
    due integer not null,
    tries integer not null,
    last integer,
    fault text,
    answer text not null
) strict;
create index letter_that_waits on letter (state, due);
create index letter_of_person on letter (person);
