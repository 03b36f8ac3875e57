-- Recovery: sheets, backups, restorations. The key of a sheet is nowhere here.
create table recovery_sheet (
    id text primary key,
    recipient text not null,
    salt blob not null check (length(salt) = 32),
    word blob not null check (length(word) = 32),
    entry integer not null references entry (sequence) deferrable initially deferred,
    confirmed integer references entry (sequence) deferrable initially deferred
) strict, without rowid;
create index recovery_sheet_of_entry on recovery_sheet (entry);
create index recovery_sheet_of_confirmed on recovery_sheet (confirmed);
create table backup (
    id text primary key,
    name text not null unique,
    day text not null,
    bytes integer not null,
    digest text not null,
    sheet text not null references recovery_sheet (id),
    last integer not null,
    missing integer not null,
    entry integer not null references entry (sequence) deferrable initially deferred
) strict, without rowid;
create index backup_of_entry on backup (entry);
create index backup_of_sheet on backup (sheet);
-- Each restoration begins a ledger of another name: a checkpoint says which of them it is of.
create table restoration (
    entry integer primary key references entry (sequence) deferrable initially deferred,
    origin text not null unique
) strict;

-- Aside: how the last try of a job failed.
create table job (
    name text primary key,
    failed_at integer not null,
    failure text not null
) strict, without rowid;
