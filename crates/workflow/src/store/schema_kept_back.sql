-- Of what a form held and no entry holds: an HMAC under the key of names, so that the same form can be told from a corrected one.
alter table once add column kept_back blob;
