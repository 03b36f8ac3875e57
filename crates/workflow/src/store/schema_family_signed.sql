-- How a family confirmed: by its code, on paper that came back, or not at all: it declined.
alter table family_code add column read_how text check (read_how in ('code', 'sheet', 'declined'));
update family_code set read_how = 'code' where read_day is not null;
