# Recovery sheet, backups, restoring: what happened, where, what to do. Nobody is accused.

# The key of the sheet was mistyped
key-nothing = No key was typed. It is printed on the recovery sheet: 15 groups of 4 letters (2 in the last).
key-letters = { $found ->
    [one] { $found } letter
   *[other] { $found } letters
} of the key typed, the sheet has { $expected ->
    [one] { $expected }
   *[other] { $expected }
}. Compare group by group with the sheet.
key-group = A typing mistake in group { $group }. Compare it with the sheet: groups are counted from left to right, line by line.
key-groups = Typing mistakes in groups { $groups }. Compare them with the sheet: groups are counted from left to right, line by line.
key-somewhere = There are several typing mistakes in the key; where cannot be told. Compare group by group with the sheet.

# Why the last backup did not succeed
failed-full = there was no room on the disk; make room or move older backups elsewhere
failed-disk = the disk did not take the write; check the disk
failed-interrupted = the work was stopped
failed-other = the work broke off; start it once more

# Why the school was not restored
not-key = The key could not be read. { $why }
wrong-key = This key does not open the backup: it was made for another recovery sheet. Take the sheet of the time the backup was made.
not-a-backup = This is no backup of Objektiv. It takes a file objektiv-YYYY-MM-DD-HHMM.backup from the folder backups.
cut-short = The backup ends early or is damaged at its end, as a file that was not copied to its end. Copy it once more or take another backup.
damaged = The backup is damaged: { $what }. Copy the file once more or take another backup.
later = The backup was made by a later version of the program ({ $program }). Install that version or a later one and try again.
not-empty = { $folder }: the folder is not empty. A school is restored into a new or empty folder only: name another one.
interrupted = Restoring was stopped. Nothing was changed.
no-room = There was no room on the disk, nothing was changed. Make room or name a folder on another disk.
disk = { $path }: the disk refused ({ $why }). Nothing was changed.
refused = The last step was not done, nothing was changed. { $why }
damaged-manifest = its list of contents cannot be read
damaged-part = the file { $path } is not as listed
damaged-extra = it holds what is not listed
damaged-ledger = the journal does not agree at entry { $entry }
damaged-checkpoint = the journal is not the one that was signed
damaged-key = the keys of the school cannot be read
damaged-database = the database cannot be read
damaged-inside = the cipher does not agree in the middle of the file
