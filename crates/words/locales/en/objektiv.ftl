# Words of the command line. The reader types the command for the first time, or once a term.

# The call is not right
call-unknown = There is no switch { $argument }.
call-missing = Missing: { $argument }.
call-twice = { $argument }: given twice, or with something it does not go with.
call-no-command = There is no command "{ $value }".
call-no-value = { $argument }: no value was given.
call-value = { $argument }: the value "{ $value }" does not fit.
call-other = The call could not be understood.
call-valid = Possible: { $values }.
call-perhaps = Perhaps { $values }.
call-hint = More: { $command } --help

# What did not work
cannot-read = { $path }: not read ({ $why }). Check that there is such a file and that it can be opened.
cannot-write = { $path }: not written ({ $why }). Earlier files are as they were. Check that there is room, and that the file is not open in another program.
why-not-found = there is no such file or folder
why-no-right = no right to
why-no-room = no room on the disk
why-read-only = the place is read-only
why-no-folder = what is there is no folder
why-no-file = it is no file but a folder, a pipe, a socket or a device
why-port-taken = the port is taken
too-many-files = More than { $n ->
    [one] { $n } file
   *[other] { $n } files
}: name a smaller folder.
too-big = Files of more than { $n } MB together: name a smaller folder.
stopped = Stopped, nothing was written.
out-is-input = { $path }: the folder for the result cannot be the folder of the data. Name another one in --out; it may lie inside.
no-files-found = No files were found. Name a file, or a folder with tables.
no-pdf = This build of the program has no PDF: it was built without the feature pdf. The report is in report.html, and with --docx.
nothing-recognised = No file was recognised, there is nothing to analyse. The reason stands beside each file above.
waiting =
    The files are known ({ $files }) but wait for answers. { $n ->
    [one] { $n } question is
   *[other] { $n } questions are
} written: { $path }
    Fill the last column and run again with --answers. Or objektiv open.
answers-kept = The answers are kept beside the data and will be used by themselves: { $path }
answers-not-kept = The answers cannot be kept beside the data ({ $path }): name --answers again next time.
key-damaged = { $path }: the key file is damaged. Bring it back from a copy. Without a copy, delete the file: people's codes will differ from those in earlier reports.
key-elsewhere = The data folder cannot be written, so the key of the codes lies beside the result: { $path }. Do not take it out of the school.
no-randomness = The system gave no random numbers, and names cannot be hidden without them. Nothing was read.
purpose-refused =
    The purpose "{ $purpose }" is not allowed for these data. { $reason }
    Nothing was written. Without --purpose the analysis is a check of the procedure.

# inspect
inspect-known-by = By: { $why }
inspect-known = Recognised: { $title } ({ $format })
from-description = This table is read from a description: no real export was at hand. Please compare the first rows.
records = { $n ->
    [one] { $n } record
   *[other] { $n } records
}
columns-left-off = { $n ->
    [one] { $n } more column did not fit
   *[other] { $n } more columns did not fit
}
problems = { $n ->
    [one] { $n } remark
   *[other] { $n } remarks
}
questions = { $n ->
    [one] { $n } question
   *[other] { $n } questions
}
question-choices = Answers: { $choices }
question-proposed = By the file it looks like { $proposed }; please confirm
questions-how = To answer: objektiv analyze … --out FOLDER writes questions.csv; fill its last column and name the file in --answers. Or objektiv open.
place-sheet = sheet "{ $sheet }"
place-row = row { $n }

# analyze
told-problems = { $n ->
    [one] There is { $n } remark on the files: something was not read, details in the report.
   *[other] There are { $n } remarks on the files: something was not read, details in the report.
}
told-questions = { $n ->
    [one] There is { $n } question: answer it in questions.csv and name the file in --answers.
   *[other] There are { $n } questions: answer them in questions.csv and name the file in --answers.
}
told-questions-kept = { $n ->
    [one] There is { $n } question. It is not written into a folder for readers outside the school: to answer it, run without --audience outside.
   *[other] There are { $n } questions. They are not written into a folder for readers outside the school: to answer them, run without --audience outside.
}
told-stale = Left from an earlier time and not renewed: { $files }.
told-written = { $n ->
    [one] { $n } file written.
   *[other] { $n } files written.
} Begin with { $report }

# open
office-open = The school's office is open, folder { $folder }. It is seen on this computer only; nothing is sent anywhere.
office-open-lan = The office of the school is open, folder { $folder }. Other computers of the school open it over https; nothing is sent to the internet. Address:
office-fingerprint = Fingerprint of the certificate (SHA-256), by which it is known as yours:
office-here = On this computer:
office-certificate = The file keys/lan.pem holds no key and certificate. Remove it: the program makes new ones, with a new fingerprint.
office-how-to-close = To close: Ctrl-C here. Everything that was done is on the disk already.
office-closed = The office is closed, everything is kept.
office-not-opened = The office in { $folder } did not open: { $why }
office-port = port { $port } could not be had ({ $why }). Name another one in --port, --port 8090 for example.
page-open = The page is open. It is seen on this computer only; nothing is sent anywhere.
page-how-to-close = To close: the button "Close the program" on the page, or Ctrl-C here.
page-no-browser = The browser did not open by itself: copy the address into its address bar.
page-not-opened = The page did not open: { $why }. If the port is taken, name another one in --port or none at all.
page-closed = The page is closed, the files are gone from memory.

doors-open = A page with two doors is open: look at files, and the school's office. All commands: objektiv --help.
doors-how-to-close = To close: Ctrl-C here.
doors-closed = The program is closed.

# demo --serve
rehearsal-open = { $school }: its office is open, today is { $day }. The school is invented; it is seen on this computer only.
rehearsal-how-to-close = To close: Ctrl-C here.
rehearsal-closed-gone = The rehearsal is closed, its folder is removed.
rehearsal-closed-kept = The rehearsal is closed, the school stays in its folder.
rehearsal-note = A school of the program Objektiv to practise in: people and events are invented. Everybody has the same password: “{ $password }”. To open it again: objektiv demo --serve --data this-folder.
rehearsal-not-empty = { $folder }: the folder is not empty, and no finished rehearsal is in it. Name an empty or a new folder in --data.
rehearsal-other = { $folder }: another school is in here, not the rehearsal with number { $seed }. Name its number in --seed or another folder in --data.

# demo
demo-title = The rehearsal gymnasium is ready
demo-written = { $folder }: { $files ->
    [one] { $files } file of the school
   *[other] { $files } files of the school
} and { $reports ->
    [one] { $reports } document on them.
   *[other] { $reports } documents on them.
}
demo-questions = The program asked { $asked ->
    [one] { $asked } question;
   *[other] { $asked } questions;
} the rehearsal answered { $answered } for the deputy head (answers.csv), the others are in questions.csv.
demo-sets = { $sets ->
    [one] { $sets } result set (class, subject, work),
   *[other] { $sets } result sets (class, subject, work),
} { $answered } of them answered. { $look ->
    [0] The program proposes none to be looked at before the others.
   *[other] Proposed to be looked at before the others: { $look }.
}
demo-truth = In truth { $bent ->
    [one] { $bent } set was changed.
   *[other] { $bent } sets were changed.
} Of the proposed ones { $found } are among them, and { $honest } are ordinary ones where nothing was changed.
demo-why = One class on one work shows a large discrepancy only, and ordinary chance sometimes looks like one. So a sign is no conclusion: the report says what else looks the same and what would clear it.
demo-next = Next:

# simulate
simulate-title = The simulated world is ready
simulate-written = { $folder }: { $schools ->
    [one] { $schools } school,
   *[other] { $schools } schools,
} { $scripts ->
    [one] { $scripts } script,
   *[other] { $scripts } scripts,
} { $files ->
    [one] { $files } file.
   *[other] { $files } files.
}
simulate-truth = { $sets ->
    [one] { $sets } result set (class, subject, work),
   *[other] { $sets } result sets (class, subject, work),
} { $bent ->
    [0] nothing was changed in any of them.
    [one] { $bent } of them was changed; which one and how is in truth/truth.csv.
   *[other] { $bent } of them were changed; which ones and how is in truth/truth.csv.
}
simulate-next = Next:
simulate-knobs = { $path }: { $why }
simulate-switches = The switches do not fit together: { $why }
simulate-one-school = The layouts of real programs are written for one school, and { $schools } were asked for. Take --real away, or ask for one: objektiv simulate school --real

# reference
reference-id = name
reference-version = version
reference-entries = entries
reference-unverified = unverified
reference-title = what it is
reference-how = With sources: objektiv reference show NAME. "Unverified": entries of low confidence; the report says so where they are used.
reference-findings = { $n ->
    [0] No remarks on the reference data.
    [one] { $n } remark on the reference data.
   *[other] { $n } remarks on the reference data.
}
reference-begin = The shipped file “{ $id }”. Keep the entries you change, put in your version and source,
    save it and name it: objektiv analyze … --reference FILE
reference-no-such = Name one of the files: { $known }.

# bench
bench-verdicts = Promises looked at: { $looked }. Not holding: { $broken }.
bench-written = Tables and page are written: { $path }

# preregister
preregister-title = The protocol is declared
preregister-earlier = This protocol was declared earlier, no new entry is needed.
preregister-file = Protocol { $path }, its SHA-256:
preregister-entered = Entry { $sequence } of { $at } in the ledger { $ledger }, checkpoint:
preregister-next = Next: give the checkpoint to somebody who can confirm it, or put it into the minutes of a meeting: the ledger stays with you, and without it nobody can be shown that it was not written anew. Do not edit the protocol file. When the results come:
preregister-call = {"  "}objektiv analyze data --out report --protocol { $protocol } --ledger { $ledger }{ $own }
preregister-exists = { $path }: there is such a file with other content. It is as it was. Name another one in --out.

# ledger
ledger-whole = { $path }: { $n ->
    [0] no entries.
    [one] { $n } entry, the chain is intact.
   *[other] { $n } entries, the chain is intact.
}
ledger-intact = { $path }: { $n ->
    [0] no intact entry at the beginning.
    [one] { $n } entry from the beginning is intact.
   *[other] { $n } entries from the beginning are intact.
}
ledger-checkpoint = Checkpoint of the last of them:
ledger-held = The checkpoint is confirmed: the entries up to it are the same.
ledger-not-held = The loss of the last entries, or a ledger written anew, is seen only with a checkpoint kept earlier: --held NUMBER:HASH
ledger-export-whole = { $path }: { $n ->
    [0] the export is whole, it has no entries.
    [one] the export is whole, it has { $n } entry.
   *[other] the export is whole, it has { $n } entries.
}
ledger-export-payloads = What was typed with the acts: { $n } beside their entries and intact, { $without } erased or not exported.
ledger-export-key = Ledger { $origin }; the signing key, compare it with the one printed:
ledger-export-held = { $n ->
    [one] The checkpoint held is confirmed: the entries up to it are the same.
   *[other] All { $n } checkpoints held are confirmed: the entries up to them are the same.
}
ledger-export-not-held = The loss of the last entries, or a ledger written and signed anew, is seen only with checkpoints kept earlier: --witness FILE
ledger-export-after = The checkpoint of entry { $held } was issued after the backup the school was restored from: the backup ends with entry { $last }, later ones did not come into this journal, and the checkpoint cannot be compared with it. This is no damage.
ledger-not-a-witness = { $path }: no signed checkpoints here. It takes a file that holds them as they are, one after another.
ledger-witness-of-export = --witness is held against an export of a ledger, and this is a ledger in a file: it has --held NUMBER:HASH.
ledger-export-not-mended = An export is not mended. Export the ledger once more.
ledger-actor-person = by: person { $id }
ledger-actor-program = by: the program
ledger-actor-console = by: command line of this computer
ledger-actor-not-stated = by: not stated
ledger-subject = document
ledger-hash = hash of the entry
ledger-nothing-torn = { $path }: there is no unfinished line, the ledger is as it was.
ledger-ended = { $path }: the line has its end again, entry { $sequence } is whole and in its place.
ledger-set-aside = { $path }: the unfinished line (entry { $sequence }, { $n ->
    [one] { $n } byte
   *[other] { $n } bytes
}) was moved to { $kept }. The other entries are intact, the ledger can go on.

# Restoring, and the way back in at the machine
restore-key = Type the key of the recovery sheet, group by group, in several lines if you like; an empty line gives up:
restore-key-again = Type the key once more from its beginning:
restored = The school was restored into the folder { $folder }. The backup was made { $made }, its last entry is { $last }.
restored-what = The journal was verified as a whole; the restoration is entry { $entry } of it. { $files ->
    [0] There were no files in the backup.
    [one] { $files } file came back.
   *[other] { $files } files came back.
}
restored-erased = Erased again, as it was erased after this backup: { $n ->
    [one] { $n } record
   *[other] { $n } records
}.
restored-missing = { $n ->
    [one] One file was not there already when the backup was made:
   *[other] These files were not there already when the backup was made:
}
restored-next = Open it: objektiv serve --data { $folder }. Earlier sessions and slips are good no longer, passwords are the same. Make a new backup. Codes for families printed after this copy hold no more either, and those replaced after it hold again: print the notices once more.
admin-no-school = There is no school in the folder { $folder }. Name the folder in which objektiv.sqlite lies.
admin-next = Issue a slip for signing in: --slip NAME
admin-nobody = There is nobody of the name “{ $name }” here. Who is there: the same command without --slip
admin-several = There are several people of the name “{ $name }”. Give an id instead: { $ids }
admin-unlocked = Access is open again: { $name }.
admin-given = The role of administrator was given: { $name }.
admin-given-nobody = The role of administrator was given: { $name }. Today there is nobody else to manage people.
admin-slip = A slip for signing in: { $name }. Good once, until { $until }:
admin-slip-next = Open the office (objektiv serve --data { $folder }) and sign in with the slip: a new password is chosen there.
language-unknown = OBJEKTIV_LANG: there is no language "{ $code }", only ru and en.
output-lost = Not everything was printed: there is no room for the output, or it is closed.
