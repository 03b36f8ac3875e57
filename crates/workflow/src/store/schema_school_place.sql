-- Where the school is, as its papers print it: asked in the settings, never at the first start; empty where nobody wrote it.
alter table school add column place text not null default '';
-- The entry that wrote it; none while it is as the school was founded.
alter table school add column place_entry integer references entry (sequence) deferrable initially deferred;
alter table school add column address text not null default '';
alter table school add column address_entry integer references entry (sequence) deferrable initially deferred;
