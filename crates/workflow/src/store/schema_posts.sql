-- The post somebody works in, as the list of staff writes it: a role is proposed from it, and namesakes are told apart by it.
alter table person add column post text;
-- The entry that wrote it: a file is taken back while its posts are the last ones.
alter table person add column post_entry integer references entry (sequence) deferrable initially deferred;
create index person_post_entry on person (post_entry);
