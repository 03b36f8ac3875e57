# Why an act was not done: what happened and what to do. Nobody is accused.
not-allowed = This needs a role you do not have. Whoever manages people can give it.
not-there = There is no such record.
second-person = This needs the signature of another person: the first one is yours.
step-up = Enter your password once more: it is asked separately for this.
key-used = This form was already sent with other content or by another person. Open it anew: what you typed is kept.
changed-meanwhile = While the form was open, somebody else changed these fields. Choose what to keep:
conflict = { $field } — was “{ $opened }”, is now “{ $now }” (entry { $entry }), you have “{ $wanted }”.
nothing-changed = Nothing was changed: all fields are as they were.
missing = Fill in the field: { $field }.
wrong = Check the field: { $field }.
founded = The school of this folder is there already. Its particulars are changed under School.
not-founded = There is no school in this folder yet. Begin with the first start.
year-there = This school year is open already.
no-such-step = This cannot be done in the present state. Open the page anew: the state may have changed.
oneself = Nobody can do this for herself. Ask another person who manages people.
last-administrator = At least one person must remain who manages people. Give this role to somebody else first.
slip-used = There is no such slip: it was used, replaced by a newer one, or its time is over. Ask whoever manages people for a new one.
clock-behind = The clock of the computer is behind the last entry of the journal. Check date and time; if they are right, confirm it under School.
clock-in-order = The clock is in order, there is nothing to confirm.
file-not-kept = The file was not found: it was not kept, or was kept for more than a day without being used. Attach it again.
too-long = The text is too long. Shorten it or attach it as a file.
disk-full = There is no room on the disk, nothing was changed. Make room and try again: what you typed is kept.
disk = The disk did not take the write, nothing was changed. Try again; if that does not help, check the disk.
unsure = The disk did not confirm the write. Send the same form again: what is already done is not done twice.
stopped = The store has stopped. Start the program anew.

# Names of fields: within a sentence
field-school-name = name of the school
field-week = working week
field-periods = periods of study
field-zone = time zone
field-person-name = name
field-year-days = beginning and end of the year
field-grant-days = days of the role
field-slip-term = term of the slip
