# Personal data: terms and erasure
title = Personal data
what = how long data are kept, what is due, what was erased
lead = Here stands whose term of keeping is over. Two people erase: one asks, another confirms. Names, typed words and the files that hold them go; the journal and its proofs stay.
terms = Terms of keeping
term-days = { $n ->
    [one] { $n } day
   *[other] { $n } days
}
term-years = { $n ->
    [one] { $n } year
   *[other] { $n } years
}
source = Source
confidence = Confidence
confidence-high = high
confidence-med = medium
confidence-low = low, needs a check
term = Term
of-what = What is kept
due = Term over
due-none = Nothing is due now.
asked = Waiting for a second person
asked-by = Asked by { $name }, { $day }
asked-until = to be done by { $day }
done = Erased
done-line = { $day }: asked by { $asked }, confirmed by { $by }
kind-pupil = pupil
kind-relative = somebody of a family
kind-file = file of lists
kind-attached = an attached file
file-gone = file erased
holds-attached = The file itself and its name are erased. The words that say what was done stay, and where the file was attached it is said that it was erased.
attached = Scans and documents of the same years: { $n }
attached-what = The program looks for no names in scans and documents and does not know whom they name. Files of matters of the pupil and of its class come first. Open those where the name may stand; where it does, erase the file by itself. That can be done later too: all files are on the list of the page of personal data.
attached-others = { $n ->
    [one] { $n } file of other matters
   *[other] { $n } files of other matters
}
notice = A request to erase personal data waits for confirmation
today = { $n ->
    [one] { $n } request to erase personal data waits for your confirmation
   *[other] { $n } requests to erase personal data wait for your confirmation
}
attached-near = a matter of the pupil or its class
at-measure = of a measure
at-event = of an event
at-order = the scan of an order
at-upper = a plan of a level above
at-paper = a printed paper
at-loose = attached nowhere any more
hangs = Where the file is attached
files-title = Scans and documents
files-what = Scans, documents and sheets attached to work; each can be opened and erased.
files-lead = Whatever was attached to work, and printed papers. The program does not know whom they name; each is erased by itself, by two.
files-find = Find
files-named = The name has
files-count = { $n ->
    [one] { $n } file.
   *[other] { $n } files.
}
files-more = The latest { $n } are shown: find the others by their names.
erased-files = Where the name stands in attached files too, erase them by themselves:
attached-open = Open
kind-marks = file of marks
over = term over on { $day }
look = Look and erase
one-title = Erase personal data
holds = With it goes
holds-stays = stays in classes
holds-family = people of the family
holds-codes = participant codes
holds-files = files with this name in them
holds-typed = entries of the journal whose typed words go
holds-file = The file itself goes; the pupils it brought stay.
holds-marks = The file itself goes; the marks it brought stay.
unsure = Files of the same years that may have this name in them: { $n }
unsure-what = These files stay. Whether the name is in them is not known: a line was not met with the pupil, or the file was taken before this was noted. If the name is there, erase the file by itself: what it brought stays.
unsure-line = { $kind }, { $day }
never-back = What is erased cannot be brought back: the list of what was erased lies beside the backups and is applied after a restoration.
ground = Ground
ground-term = the term of keeping is over
ground-request = consent withdrawn, or an application
reason = Paper or explanation
reason-hint = Without names: “Application of 12.10.2026”
ask = Ask for erasure
confirm = Confirm and erase
withdraw = Withdraw the request
own = You asked for it. Another person confirms: the head or a deputy.
erased-now = Erased.
erased-later = The records are erased. Files and the log of writes follow later, the program sees to it by itself: { $why }
pupil-way = Erase personal data
list-file = List of what was erased
list-file-what = If a backup is kept elsewhere, put this list beside it: what was erased does not come back with a restoration.
paper = Record of the erasure
paper-of = Record
paper-what = The record is printed and signed by two: whoever asked and whoever confirmed. It names nobody who was erased.
