-- Minutes are numbered within the year in the row of who meets: the kind, its subject, its class. A number stays with its event.
alter table event add column number integer check (number > 0);
update event set number = (
    select 1 + count(*) from event as before
    where before.year = event.year and before.kind = event.kind and before.state in ('held', 'closed')
        and before.content ->> '$.subject' = event.content ->> '$.subject' and before.content ->> '$.class' = event.content ->> '$.class'
        and (before.day, before.id) < (event.day, event.id)
) where state in ('held', 'closed')
    and kind in ('analysis', 'association', 'council', 'marking', 'meeting', 'parents-class', 'parents-school');
