-- Plans of a year. Only decisions are stored; what follows from today's date is computed where it is shown.
create table year_terms (
    year text primary key references school_year (id),
    terms text not null,
    entry integer not null references entry (sequence) deferrable initially deferred
) strict, without rowid;
create index year_terms_of_entry on year_terms (entry);
create table schedule (
    year text not null references school_year (id),
    schedule text not null,
    days text not null,
    entry integer not null references entry (sequence) deferrable initially deferred,
    primary key (year, schedule)
) strict, without rowid;
create index schedule_of_entry on schedule (entry);

create table plan (
    id text primary key,
    year text not null references school_year (id),
    title text not null,
    goal text not null,
    directions text not null,
    head text not null,
    state text not null check (state in ('draft', 'approved', 'closed')),
    begun_by text not null references person (id),
    report text not null,
    report_file text,
    entry integer not null references entry (sequence) deferrable initially deferred
) strict, without rowid;
create index plan_of_year on plan (year);
create index plan_of_entry on plan (entry);
-- The second signature: of a person, or on a paper.
create table signature (
    object text not null,
    act text not null,
    person text references person (id),
    paper_number text,
    paper_day text,
    paper_scan text,
    entry integer not null references entry (sequence) deferrable initially deferred,
    primary key (object, act)
) strict, without rowid;
create index signature_of_entry on signature (entry);
create table amendment (
    plan text not null references plan (id),
    reason text not null,
    entry integer not null references entry (sequence) deferrable initially deferred,
    primary key (plan, entry)
) strict, without rowid;
create index amendment_of_entry on amendment (entry);

create table block (
    id text primary key,
    plan text not null references plan (id),
    place integer not null,
    title text not null,
    entry integer not null references entry (sequence) deferrable initially deferred,
    unique (plan, title)
) strict, without rowid;
create index block_of_entry on block (entry);
create table measure (
    id text primary key,
    plan text not null references plan (id),
    block text not null references block (id),
    place integer not null,
    number text not null,
    text text not null,
    requirement integer,
    owners text not null,
    written text not null,
    rules text not null,
    expected text not null,
    library text,
    asks_acceptance integer not null,
    state text not null check (state in ('kept', 'dropped')),
    reason text not null,
    entry integer not null references entry (sequence) deferrable initially deferred
) strict, without rowid;
create index measure_of_plan on measure (plan, place);
create index measure_of_block on measure (block);
create index measure_of_entry on measure (entry);
create table measure_owner (
    measure text not null references measure (id),
    person text not null references person (id),
    primary key (measure, person)
) strict, without rowid;
create index measure_owner_of_person on measure_owner (person);
create table occurrence (
    id text primary key,
    measure text not null references measure (id),
    slot text not null,
    from_day text not null,
    due_day text not null,
    asks integer not null,
    label text not null,
    put_off_to text,
    put_off_why text not null,
    state text not null check (state in ('open', 'done', 'accepted', 'drop-asked', 'dropped', 'not-needed')),
    reason text not null,
    by_person text references person (id),
    accepted text,
    entry integer not null references entry (sequence) deferrable initially deferred,
    unique (measure, slot)
) strict, without rowid;
create index occurrence_of_entry on occurrence (entry);
create index occurrence_of_person on occurrence (by_person);
create table evidence (
    id text primary key,
    occurrence text not null references occurrence (id),
    words text not null,
    from_day text not null,
    to_day text not null,
    file text,
    file_name text not null,
    by_person text not null references person (id),
    entry integer not null references entry (sequence) deferrable initially deferred
) strict, without rowid;
create index evidence_of_occurrence on evidence (occurrence);
create index evidence_of_entry on evidence (entry);

-- Rows taken together from a file or the library, each as it was taken and what stood there before: a batch can be undone.
create table batch (
    id text primary key,
    plan text not null references plan (id),
    source text not null check (source in ('file', 'library')),
    digest text not null,
    name text not null,
    state text not null check (state in ('taken', 'undone')),
    entry integer not null references entry (sequence) deferrable initially deferred
) strict, without rowid;
create index batch_of_plan on batch (plan);
create index batch_of_entry on batch (entry);
create table taken_row (
    batch text not null references batch (id),
    measure text not null,
    place integer not null,
    origin text not null,
    content text not null,
    before text,
    after text not null,
    primary key (batch, measure)
) strict, without rowid;
create index taken_row_of_measure on taken_row (measure);
create table row_not_taken (
    batch text not null references batch (id),
    place integer not null,
    written text not null,
    reason text not null,
    primary key (batch, place)
) strict, without rowid;
