-- A code of a participant is of one school year: the next year's list gives it to somebody else.
alter table pupil_code add column year text references school_year (id);
update pupil_code set year = (
    select roster_batch.year from roster_change join roster_batch on roster_batch.id = roster_change.batch
    where roster_change.step = 'code' and roster_change.thing = pupil_code.id
);
create index pupil_code_of_year on pupil_code (year);
