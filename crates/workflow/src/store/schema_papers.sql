-- Papers that were given a number: what was printed lies among the files.
create table issued_paper (
    id text primary key,
    year text not null references school_year (id),
    number integer not null check (number > 0),
    plan text not null references plan (id),
    kind text not null,
    title text not null,
    day text not null,
    word text not null,
    pdf text,
    entry integer not null references entry (sequence) deferrable initially deferred,
    unique (year, number)
) strict, without rowid;
create index issued_paper_of_plan on issued_paper (plan);
create index issued_paper_of_entry on issued_paper (entry);
