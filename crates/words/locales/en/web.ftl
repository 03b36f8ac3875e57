# Words of the local page (`objektiv open`). The reader is a deputy head who sees the program for the first time. Calm, no jargon, no judgement of people.

program = Objektiv
local = Everything stays on this computer
other-language = Русский
quit = Close the program
skip = To the content
save-answers-where = Put answers.csv into the folder with the files: next time the program takes the answers from it and does not ask again.
save-answers = Save the answers to a file
leave-title = The answers are not saved yet
leave-what = { $n ->
    [one] You gave { $n } answer; it is only in the memory of the program.
   *[other] You gave { $n } answers; they are only in the memory of the program.
}
leave-how = Save answers.csv beside the data: next time the program takes the answers from it and does not ask again.
leave-quit = Close the program
leave-forget = Remove the analysis
leave-back = Back to the analysis
closed-title = The program is closed
closed = Files and results are gone from memory. You may close this tab.

steps = Steps
step-files = Files
step-understood = What was understood
step-study = Analysis
step-report = Report

# Start
start-title = Which results deserve trust?
start-lead = Drop your VPR workbooks, protocols and class registers as they are. Objektiv tells what it understood, asks where it is not sure and writes a report.
drop-here = Drop files or a folder here
choose-files = Choose files
choose-folder = Choose a folder
read-files = Read
sending = Handing the files to the program
example-title = No files at hand?
example-what = A rehearsal gymnasium: invented classes where it is known which results were changed. See what the program finds and what such data cannot show.
example-open = Look at the example
layouts-title = Which files fit
layouts-what = Excel (xlsx, xls), exports of class registers, CSV. No need to rework them: the program recognises a table by itself and says by what.
layouts-list = { $n ->
    [one] The list: { $n } kind of table
   *[other] The list: { $n } kinds of tables
}
earlier-title = Analyses of this session
forget = Remove
no-files = No files
files-and-more = { $first } and { $n ->
    [one] { $n } more file
   *[other] { $n } more files
}
stage-reading = reading files
stage-paused = reading stopped
stage-read = files read
stage-counting = analysing
stage-done = report ready
stage-failed = analysis not finished
size-kb = { $n } KB
size-gb = { $n } GB
size-mb = { $n } MB

# Long work
work-reading = Reading the files
work-counting = Analysing
work-begins = Beginning
work-count = { $done } of { $total }
work-look-again = See whether it is ready
work-waits = Waits for its turn
work-done = Ready. The file is kept for an hour, unless you sign out or begin other work of this kind.
work-carry = Download
work-stopped = Stopped, nothing was put together.
work-back = Back
stop = Stop
paused-title = Reading was stopped
paused = The files are still in memory. Read them again, or begin with others.

# What was understood
understood-title = What was understood
# $records: "48 records"
verdict-read = { $n ->
    [0] No file was read yet.
    [one] { $n } file was read, with { $records }.
   *[other] { $n } files were read, with { $records }.
}
verdict-waiting = { $n ->
    [one] { $n } file was recognised and waits for an answer.
   *[other] { $n } files were recognised and wait for answers.
}
verdict-unread = { $n ->
    [one] { $n } more file was not recognised.
   *[other] { $n } more files were not recognised.
}
verdict-questions = { $n ->
    [one] There is { $n } question.
   *[other] There are { $n } questions.
}
next-title = Next
next-sets = { $n ->
    [0] No results by class were found: the report will speak of attainment and class registers.
    [one] { $n } result set (class and subject) is ready.
   *[other] { $n } result sets (class and subject) are ready.
}
next-more-sets = With answers there may be more.
next-open-questions = "Analyse" takes the answers as they stand in the fields, those proposed too; what has no answer stays out of the analysis.
study-held-up = The analysis has not begun: with the answers came a question without which files are not read, or an answer did not fit. Please check the questions and press "Analyse" again.
next-study = Analyse
next-nothing = There is nothing to analyse yet: add files, answer the questions, or mend what is told on this page.
next-report = To the finished report
start-again = Start again
purpose = What for
audience = Who will read it
add-files = Add files

questions-title = { $n ->
    [one] { $n } question
   *[other] { $n } questions
}
questions-what = The program does not guess. Where the files show a likely answer, it stands in the field already: please check it. An empty field means "not known yet".
questions-more = With answers the waiting files are read too, so new questions may come.
classes-ask = What are the names of the classes (school { $school }, { $year })? The files write them by their numbers.
classes-proposed = Write the names, or leave the numbers
classes-until = without an answer the classes stay under these numbers
answer = Answer and read again
answer-not-taken = With this answer the file could not be read. Please check it.
answers-given = { $n ->
    [one] { $n } answer given
   *[other] { $n } answers given
}
answer-again = Change the answers
choose = Choose
proposed = Proposed from the file, please check

problems-title = { $n ->
    [one] { $n } remark on the files
   *[other] { $n } remarks on the files
}
problems-what = Mend the table itself and drop the file again: it takes the place of the earlier one. What says "for information" may stay.
problems-more = { $n ->
    [one] { $n } more remark
   *[other] { $n } more remarks
}
severity-note = For information
severity-warning = Not read
severity-refused = Sheet or file not read
found = Found:
place-sheet = sheet "{ $sheet }"
place-row = row { $n }
place-cell = cell { $cell }

files-title = { $n ->
    [one] { $n } file
   *[other] { $n } files
}
files-read = { $n ->
    [one] { $n } file read
   *[other] { $n } files read
}
files-waiting = { $n ->
    [one] { $n } file waits for answers
   *[other] { $n } files wait for answers
}
file-waits = waits for an answer
records = { $n ->
    [one] { $n } record
   *[other] { $n } records
}
from-description = This kind of table is read from a description: no real export was at hand. Please compare the first rows.
preview = First rows as understood:
preview-raw = First rows of the file:
known-by = Recognised by: { $why }.
preview-of = First rows of { $name }
remove = Remove the file
remove-file = Remove the file { $name }

# Report
report-title = Report
save = Save:
save-docx = Word
save-xlsx = Excel
save-pdf = PDF
save-html = HTML page
save-tables = CSV tables
report-alone = Report in its own tab
report-new = New analysis
report-inside = Report for reading inside the school: classes and single sets.
report-outside = Report for reading outside the school: parallels instead of classes, small groups hidden.
report-to-outside = Version for readers outside
report-to-inside = Version for the school
report-questions = { $n ->
    [one] { $n } question is left
   *[other] { $n } questions are left
}
report-unmade = This document could not be made. Go back to the report and save it in another form.
study-failed = The analysis was not finished: { $why }. The files are unchanged.

# What did not work
mistake-title = That did not work
to-start = To the start
mistake-nowhere = There is no such page.
mistake-too-long = More was sent than the form holds. Shorten the text and try again.
mistake-crowded = There are more requests just now than the program can answer. Wait two or three seconds and repeat: nothing is lost.
mistake-not-understood = The request could not be read. Go back to the page and try again.
mistake-not-made = The page could not be made because of a fault in the program. What was kept before is whole; go back and try again.
mistake-forgotten = This analysis is no longer in memory: it was removed, or the program was opened anew. Please drop the files again.
too-many-analyses = { $n ->
    [one] There is { $n } analysis in memory already. Remove it on the first page.
   *[other] There are { $n } analyses in memory already. Remove some on the first page.
}
upload-empty = No files came. Choose at least one.
upload-broken = The transfer broke off. Please drop the files again.
upload-file-too-big = { $name }: more than { $n } MB. A workbook of results is smaller than that; please check that it is the right file.
upload-too-big = More than { $n } MB together. Drop fewer files, those of one year for example.
upload-too-many = More than { $n ->
    [one] { $n } file
   *[other] { $n } files
}. Drop a smaller folder.
refused-host = The page opens only at 127.0.0.1, on this computer.
refused-session = Open the page by the link the program showed in its window: it holds the key of this session.
refused-used = This link was used already: it lets in once. Go back to the browser window where the page is open, or close the program and open it again.
refused-origin = The request came from another page and was not carried out. Go back to the start and try again.
keep-button = Keep in the office
keep-done = The report was handed to the office of the school
keep-what-next = The files, the answers, the settings and the report lie sealed in the folder of the school. The deputy head or the head takes them in: sign in to the office, room “Results”.
keep-to-office = Open the office
keep-back = Back to the report
keep-closing = The program is closing: the report was not handed over.
