# Why the folder of a school cannot be opened: what happened, where, what to do
in-use = A program works on the folder { $folder } already: { $address }. Open that address or stop it.
in-use-somewhere = Another program works on the folder { $folder } already. Stop it and try again.
not-local = The folder { $folder } lies where the database cannot keep its log ({ $journal }), usually a network share. Name a folder on a disk of this computer.
share = The folder { $folder } lies on a network disk ({ $kind }), where data may be damaged. Name a folder on a disk of this computer; other computers open the school in a browser.
old-engine = The database engine inside ({ $version }) is too old. Install the program anew.
later = The folder { $folder } was written by a later version of the program. Install that version or a later one.
key = The key { $path } is not there or damaged. Bring it back from a backup: objektiv restore FILE --data NEW_FOLDER
damaged = The end of the journal in the folder { $folder } is not as it was written ({ $what }). Restore the school from a backup: objektiv restore FILE --data NEW_FOLDER
no-randomness = The system gives no random numbers, without them no keys can be made. Restart the computer and try again.
io = { $path }: { $why }. Check the folder and the rights to it.
full = There is no room on the disk of the folder { $folder }. Make room and start the program again.
database = The database in the folder { $folder } cannot be opened ({ $why }). Check the disk; if it is in order, restore the school from a backup: objektiv restore FILE --data NEW_FOLDER
