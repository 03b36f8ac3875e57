-- The ledger: entries stay. What was typed lies beside and can be erased.
create table entry (
    sequence integer primary key,
    at integer not null,
    record text not null
) strict;
create table payload (
    entry integer primary key references entry (sequence),
    salt blob not null check (length(salt) = 32),
    content text not null
) strict;
create table entry_object (
    object text not null,
    entry integer not null,
    primary key (object, entry)
) strict, without rowid;
-- Perfect subtrees of two records and more; leaves are made of the records.
create table node (
    level integer not null check (level > 0),
    place integer not null,
    hash blob not null check (length(hash) = 32),
    primary key (level, place)
) strict, without rowid;
create trigger entry_is_the_next before insert on entry
    when new.sequence is not (select coalesce(max(sequence), 0) + 1 from entry)
    begin select raise(abort, 'entries are numbered one after another'); end;
create trigger entry_stays_as_it_is before update on entry begin select raise(abort, 'entries stay'); end;
create trigger entry_stays before delete on entry begin select raise(abort, 'entries stay'); end;
create trigger node_stays_as_it_is before update on node begin select raise(abort, 'nodes stay'); end;
create trigger node_stays before delete on node begin select raise(abort, 'nodes stay'); end;
create trigger payload_stays_as_it_is before update on payload begin select raise(abort, 'a payload is erased or stays'); end;
create trigger object_stays_as_it_is before update on entry_object begin select raise(abort, 'entries stay'); end;
create trigger object_stays before delete on entry_object begin select raise(abort, 'entries stay'); end;

-- Aside: no state of the school; not in the ledger.
create table once (
    key text primary key,
    actor text not null,
    act text not null,
    entry integer not null,
    done text not null
) strict, without rowid;
create table refusal (
    number integer primary key,
    at integer not null,
    actor text not null,
    act text not null,
    rule text not null,
    about text not null
) strict;
create table disk_failure (
    number integer primary key
) strict;
create table kept_file (
    address text primary key,
    at integer not null,
    entry integer references entry (sequence) deferrable initially deferred
) strict, without rowid;

create index kept_file_of_entry on kept_file (entry);

-- The school. Beside every field the entry that made it what it is. The entry is made after its rows, so the database looks for them then:
-- every column that names an entry has an index, or each act would read whole tables.
create table school (
    one integer primary key check (one = 1),
    name text not null,
    name_entry integer not null references entry (sequence) deferrable initially deferred,
    week text not null,
    week_entry integer not null references entry (sequence) deferrable initially deferred,
    periods text not null,
    periods_entry integer not null references entry (sequence) deferrable initially deferred,
    zone text not null,
    zone_entry integer not null references entry (sequence) deferrable initially deferred
) strict;
create table school_year (
    id text primary key,
    starts integer not null unique,
    first_day text not null,
    last_day text not null,
    state text not null check (state in ('opened', 'closed')),
    entry integer not null references entry (sequence) deferrable initially deferred
) strict, without rowid;
create index school_year_of_entry on school_year (entry);
create table person (
    id text primary key,
    name text not null,
    state text not null check (state in ('invited', 'active', 'locked')),
    entry integer not null references entry (sequence) deferrable initially deferred
) strict, without rowid;
create index person_of_entry on person (entry);
create table held_role (
    id text primary key,
    person text not null references person (id),
    role text not null,
    scope text not null,
    from_day text not null,
    to_day text,
    entry integer not null references entry (sequence) deferrable initially deferred
) strict, without rowid;
create index held_role_of_entry on held_role (entry);
create index held_role_of_person on held_role (person);
