-- What whoever takes part said of an event herself: every word stays with its day; an empty one says that there is nothing to add. `card` is the
-- entry that put its card before her, where it has one: a card changed since waits for her again.
create table own_word (
    event text not null references event (id),
    person text not null references person (id),
    words text not null,
    card integer,
    entry integer not null references entry (sequence) deferrable initially deferred,
    primary key (event, person, entry)
) strict, without rowid;
create index own_word_of_person on own_word (person);
create index own_word_of_entry on own_word (entry);
-- The entry that last wrote the card of an event, or held it; none where it has no card.
alter table event add column card integer;
update event set card = entry where kind = 'visit' and state in ('held', 'closed');
insert into own_word (event, person, words, entry) select event, person, note, entry from seat where note <> '';
