-- The scan of a sheet families signed: its address, and its name, which may name a child and is sealed; none where the file was erased.
alter table family_code add column sheet text;
alter table family_code add column sheet_name blob;
create index family_code_of_sheet on family_code (sheet);
