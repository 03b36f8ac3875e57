-- What lists of staff say of a person beside the name, sealed: it tells her from a namesake when the next list comes.
alter table person add column apart blob;
