-- Results that were kept: what was counted, from which files, with which answers, and what was written about it.
create table result_batch (
    id text primary key,
    about text not null,
    sources text not null,
    package text not null references kept_file (address),
    state text not null check (state in ('kept', 'replaced', 'withdrawn')),
    replaced_by text references result_batch (id),
    reason text not null,
    day text not null,
    by_person text not null references person (id),
    entry integer not null references entry (sequence) deferrable initially deferred
) strict, without rowid;
create index result_batch_of_package on result_batch (package);
create index result_batch_of_sources on result_batch (sources);
create index result_batch_of_successor on result_batch (replaced_by);
create index result_batch_of_person on result_batch (by_person);
create index result_batch_of_entry on result_batch (entry);
