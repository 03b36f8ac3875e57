-- Hours and days of notices as the school set them, each with the entry that made it so; of what is not here the reference data speak.
create table told_setting (
    key text primary key,
    value integer not null,
    entry integer not null references entry (sequence) deferrable initially deferred
) strict, without rowid;
create index told_setting_of_entry on told_setting (entry);
