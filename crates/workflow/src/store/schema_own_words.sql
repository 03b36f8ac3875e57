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
-- A place bears the entry that last touched it, whatever that was: the day of a word is that of the act that said it, where it can be found.
insert into own_word (event, person, words, card, entry)
    select seat.event, seat.person, seat.note, iif(said.entry > event.entry, event.card, null), coalesce(said.entry, seat.entry)
    from seat join event on event.id = seat.event left join (
        select max(entry) as entry, object, substr(record, 66) ->> '$.actor' as actor from entry_object join entry on sequence = entry
        where substr(record, 66) ->> '$.act' = 'event.comment' group by object, actor
    ) as said on said.object = seat.event and said.actor = 'person:' || seat.person
    where note <> '';
