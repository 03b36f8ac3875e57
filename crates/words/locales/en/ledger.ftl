# The journal of acts: what is wrong with it, where, how to mend it. Words say what is found and never by whom.

# Why an act was not entered
unfit-name = Act "{ $name }": a name has small Latin letters, digits and hyphens, words may have a dot between, 64 at most.
unfit-person = Person "{ $id }": an id has small Latin letters, digits and hyphens, 64 at most.
unfit-number = Details of the entry: the number { $number } is not whole or too large. Write it as a string.
unfit-deep = Details of the entry: too many lists inside each other. Make them simpler.
unfit-long = The entry takes { $bytes } bytes, { $most } fit. Enter the digest of the content instead of it.
unwritten = { $path }: the entry was not written ({ $why }), the ledger is as it was. Make room and try again.
unwritten-perhaps = { $path }: the entry is not acknowledged ({ $why }); a part of it may stand at the end of the file. Check: objektiv ledger verify { $path }
locked = { $path }: another program is writing to the ledger. Wait and try again.
damaged = { $path }: { $damage }
stopped = { $path }: an earlier entry failed. Open the ledger anew.

# The first damage: place, what is found, how to mend it
damage = Line { $line } (from byte { $offset }), entry { $line }: { $what } { $mend }
changed = the content does not match its hash: at least one byte differs.
not-an-entry = the hash holds, but the line is no entry of this version.
missing-one = it is not there, entry { $found } follows at once.
missing = entries { $first } to { $last } are not there, entry { $found } follows.
moved = entry { $found } stands in its place, and it stands further down: the order differs.
inserted = a line too many: an entry with the number { $found } stands above.
unbound = it is bound to another entry than the one before it: one of the two was written anew.
truncated = the file ends here, and the checkpoint held is of entry { $held }.
replaced = the hash is not that of the checkpoint held: this or an earlier entry was written anew.
torn = the last line is unfinished: writing was interrupted. The entry was never acknowledged.
unended = the last entry is whole, only the end of its line is lost: an editor or a copy may have taken it away. The entry stands.
mend-unended = To mend: objektiv ledger mend FILE gives the line its end back; the entry itself does not change.
mend-torn = To mend: objektiv ledger mend FILE moves it to a file of its own beside; the other entries are intact.
mend-whole = To mend: compare the file with a copy and bring it back from there; it is not edited.
mend-below = The entries above this line are intact. To mend: bring the file back from a copy; it is not edited.

# The first damage of an export
export-damage = Line { $line } (from byte { $offset }), entry { $entry }: { $what } { $again }
export-damage-first = Line { $line } (from byte { $offset }): { $what } { $again }
export-beginning = the first line was changed, or this is no export of a ledger.
export-payload = what was typed and stands beside is not what the entry speaks of.
export-unfinished = the file ends before its signed checkpoint.
export-not-signed = a signed checkpoint should stand here, something else does.
export-other-records = the signed checkpoint is of other entries.
export-signature = not signed by the key that the first line names.
export-lost = the entries end here, and the checkpoint held is of entry { $held }.
export-replaced = the checkpoint held is not confirmed here: this or an earlier entry was written anew.
export-other-key = the entries up to { $held } are the same, but the checkpoint held is signed by another key.
export-again = Export the ledger once more and compare the two exports.

# Why a protocol does not count as declared in advance: inside a sentence
not-there = there is no ledger { $path }
not-intact = the ledger { $path }: { $damage }
no-such-protocol = the ledger { $path } has no such protocol
later = by the ledger the protocol was declared at { $at }, later than the clock of this computer; check the clock
