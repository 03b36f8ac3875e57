-- A day that was changed there and back is told twice, so is another text or another opening of the same day: what was told is in order, and
-- nothing but the last is compared. What somebody was shown is known of each notice by itself, aside from the ledger.
create table notice_anew (
    number integer primary key,
    person text not null references person (id),
    what text not null,
    thing text not null,
    day text not null,
    mark text not null,
    stage text not null,
    time integer not null,
    kind text not null,
    at integer not null,
    letter integer,
    entry integer not null references entry (sequence) deferrable initially deferred
) strict;
-- Which text or opening it was is not known of what was told before, save of tasks that were never opened again.
insert into notice_anew (number, person, what, thing, day, mark, stage, time, kind, at, letter, entry)
    select number, person, what, thing, day, '', stage, time, kind, at, letter, entry from notice;
update notice_anew set mark = coalesce((
    select max(sequence) from entry_object join entry on sequence = entry_object.entry
    where object = thing and sequence < notice_anew.entry and substr(record, 66) ->> '$.act' = 'decision.reopen'
), 0) where what = 'task';
create table notice_seen (
    number integer primary key
) strict;
insert into notice_seen select notice.number from notice join notice_looked using (person) where notice.number <= notice_looked.number;
drop table notice;
drop table notice_looked;
alter table notice_anew rename to notice;
create index notice_of_entry on notice (entry);
create index notice_of_letter on notice (letter);
create index notice_of_thing on notice (person, what, thing);
-- Letters of a school that was restored wait until somebody says that this is the school, and no trial of its backup.
alter table mail_server add column paused integer not null default 0 check (paused in (0, 1));
-- When a letter was first tried: from then on its term runs.
alter table letter add column tried integer;
update letter set tried = last where tries > 0;
update letter set sealed = null where state not in ('waiting', 'sending');
-- Aside: the server did not let letters in, so often; none is tried before that moment.
create table mail_hold (
    one integer primary key check (one = 1),
    times integer not null,
    until integer not null
) strict;
