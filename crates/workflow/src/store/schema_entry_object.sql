-- What an entry is about, found by the entry: without it each line of a history reads the whole journal.
create index entry_object_of_entry on entry_object (entry);
