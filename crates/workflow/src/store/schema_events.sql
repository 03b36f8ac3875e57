-- Events: a meeting, a briefing, a visit, something to be read. Decisions only; what is missing is computed where it is shown.
create table event (
    id text primary key,
    year text not null references school_year (id),
    kind text not null,
    content text not null,
    owner text not null references person (id),
    day text not null,
    state text not null check (state in ('planned', 'held', 'closed', 'cancelled')),
    reason text not null,
    came integer check (came >= 0),
    invited integer check (invited >= came),
    entry integer not null references entry (sequence) deferrable initially deferred
) strict, without rowid;
create index event_of_year on event (year, day);
create index event_of_owner on event (owner);
create index event_of_entry on event (entry);
-- Who takes part, whether she came, and what she read: bound to the digest of the text as it stood then.
create table seat (
    event text not null references event (id),
    person text not null references person (id),
    part text not null check (part in ('chair', 'secretary', 'member')),
    came integer check (came in (0, 1)),
    read_how text check (read_how in ('screen', 'sheet', 'declined')),
    read_day text,
    read_digest text,
    read_sheet text,
    read_sheet_name text not null,
    read_note text not null,
    score integer,
    note text not null,
    entry integer not null references entry (sequence) deferrable initially deferred,
    primary key (event, person)
) strict, without rowid;
create index seat_of_person on seat (person);
create index seat_of_entry on seat (entry);
create table agenda_item (
    id text primary key,
    event text not null references event (id),
    place integer not null,
    earlier integer not null check (earlier in (0, 1)),
    question text not null,
    speaker text not null,
    heard text not null,
    decided text not null,
    how text check (how in ('unanimous', 'majority', 'chair')),
    entry integer not null references entry (sequence) deferrable initially deferred
) strict, without rowid;
create index agenda_item_of_event on agenda_item (event, place);
create index agenda_item_of_entry on agenda_item (entry);
create table decision (
    id text primary key,
    event text not null references event (id),
    item text not null references agenda_item (id),
    place integer not null,
    text text not null,
    person text references person (id),
    post text not null,
    due text not null,
    state text not null check (state in ('open', 'done', 'withdrawn')),
    words text not null,
    done_day text,
    by_person text references person (id),
    entry integer not null references entry (sequence) deferrable initially deferred
) strict, without rowid;
create index decision_of_event on decision (event, place);
create index decision_of_item on decision (item);
create index decision_of_person on decision (person);
create index decision_by_person on decision (by_person);
create index decision_of_entry on decision (entry);
-- Times of the plan an event shows: they are said done when it is closed.
create table event_occurrence (
    event text not null references event (id),
    occurrence text not null references occurrence (id),
    primary key (event, occurrence)
) strict, without rowid;
create index event_occurrence_of_occurrence on event_occurrence (occurrence);
