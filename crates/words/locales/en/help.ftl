# Help. A command c has c-about, c-usage, c-examples; its switch a has c-arg-a (and c-arg-a-value, the name of its value).
usage = Usage:
commands = Commands
what = What to name
switches = Switches
arg-lang = Language: ru or en. Otherwise OBJEKTIV_LANG, otherwise Russian
arg-lang-value = LANGUAGE
arg-help = This help
arg-version = Version of the program

objektiv-about =
    Objektiv: which results of assessment procedures deserve trust, and which are worth a check.
    Reads VPR workbooks, protocols and class registers as they are; sends nothing from this computer.
objektiv-usage = objektiv COMMAND [switches]
objektiv-examples =
    Where to begin
      objektiv                            a page with two doors: files, and the school's office
      objektiv demo                       a rehearsal gymnasium: see the report without having files
      objektiv demo --serve               the office of the gymnasium in mid-year: try any role
      objektiv open                       a page in the browser: drop files and read the report
      objektiv analyze data --out report  the same as a command
    More on a command: objektiv COMMAND --help

    Exit codes
      0    done
      1    done, but there are remarks on the files or questions (with --strict)
      2    the call is not right, or the rules do not allow it
      3    files could not be read
      4    the result could not be written; the earlier one is as it was
      130  stopped (Ctrl-C), nothing was written

inspect-about = Show what files are: what was recognised and why, first rows, remarks, questions
inspect-usage = objektiv inspect FILE… [switches]
inspect-examples =
    Examples
      objektiv inspect "VPR RU4.xlsx"
      objektiv inspect data --json > understood.json
inspect-arg-files = Files or folders
inspect-arg-files-value = FILE
inspect-arg-answers = Answers to questions: questions.csv with its last column filled
inspect-arg-answers-value = FILE
inspect-arg-reference = Your own reference data over the shipped ones (TOML); may be repeated
inspect-arg-reference-value = FILE
inspect-arg-json = Print everything as JSON

analyze-about = Read files, analyse, write the report and the tables
analyze-usage = objektiv analyze FILE_OR_FOLDER… --out FOLDER [switches]
analyze-examples =
    Examples
      objektiv analyze data --out report
      objektiv analyze "VPR RU4.xlsx" F3.xlsx --out report --docx --xlsx
      objektiv analyze data --out report --answers report/questions.csv

    What appears in the folder
      report.html     the report: one page, opens offline, prints on A4
      screen.csv      a row for every result set
      signals.csv     a row for every set and indicator
      schools.csv     a row for every school and indicator
      items.csv       a row for every item of a set
      units.csv       honours, registers, pairs of measures, variants
      pupils.csv      whom to look at one by one, by code (not written outside the school)
      beside.csv      what others would compute, where there is somebody to compare with (not written outside)
      questions.csv   what the program would not guess: write the answers, name the file in --answers
      columns.csv     what every column of every table holds, units, when it is empty
      summary.json    counts, versions and checksums; timings.json: how long things took
      report.docx, tables.xlsx, report.pdf: with --docx, --xlsx, --pdf

    A file .objektiv-key appears in the data folder: the key under which names were replaced by codes. Do not take it out of the folder.
analyze-arg-paths = Files and folders with data, in any mixture
analyze-arg-paths-value = FILE_OR_FOLDER
analyze-arg-out = Where to write. All is written or nothing
analyze-arg-out-value = FOLDER
analyze-arg-answers = Answers to questions: questions.csv with its last column filled
analyze-arg-answers-value = FILE
analyze-arg-as-of = Date in the documents: 31.12.2026 or 2026-12-31. Otherwise the latest date in the data
analyze-arg-as-of-value = DATE
analyze-arg-strict = Where there are remarks on the files or questions, end with code 1
analyze-arg-purpose = What the analysis is for. Otherwise the check of a procedure (procedure-check). One of: procedure-check, teaching-improvement, support-teacher, support-pupil, self-analysis, region-development, evaluate-teacher, evaluate-school. The program does not evaluate a teacher or a school by VPR
analyze-arg-purpose-value = PURPOSE
analyze-arg-audience = Who will read it: school (inside the school, as usual) or outside (no classes, small groups hidden)
analyze-arg-audience-value = READER
analyze-arg-protocol = A protocol declared in advance (objektiv preregister): purpose, reader, thresholds and seed are taken from it
analyze-arg-protocol-value = FILE
analyze-arg-ledger = The ledger the protocol is entered in; otherwise objektiv.ledger beside it
analyze-arg-ledger-value = FILE
analyze-arg-docx = Also report.docx for Word
analyze-arg-xlsx = Also tables.xlsx for Excel
analyze-arg-pdf = Also report.pdf
analyze-arg-reference = Your own reference data over the shipped ones (TOML); may be repeated
analyze-arg-reference-value = FILE
analyze-arg-seed = The number random permutations begin with
analyze-arg-seed-value = NUMBER
analyze-arg-threads = How many cores to use; does not change the result
analyze-arg-threads-value = NUMBER
analyze-arg-quiet = Print nothing where all went well
analyze-arg-json = Print the outcome as JSON

open-about = Open the local page: drop files, read the report, save it as Word
open-usage = objektiv open [FILE_OR_FOLDER…] [switches]
open-examples =
    Examples
      objektiv open
      objektiv open data
      objektiv open --port 8080 --no-browser
    The page is seen on this computer only. To close: the button on the page, or Ctrl-C.
open-arg-paths = Files and folders to begin with
open-arg-paths-value = FILE_OR_FOLDER
open-arg-port = Port; otherwise any free one
open-arg-port-value = PORT
open-arg-no-browser = Only print the address, open no browser
open-arg-reference = Your own reference data over the shipped ones (TOML); may be repeated
open-arg-reference-value = FILE
open-arg-data = Folder of the school in whose office a report is kept (objektiv-school if none is named)

serve-about = Open the school's office: plan, people, events, papers
serve-usage = objektiv serve [options]
serve-examples =
    Examples
      objektiv serve
      objektiv serve --data D:\school
      objektiv serve --port 8090 --no-browser
serve-arg-data = Folder of the school: everything the office keeps is in it (objektiv-school if none is named)
serve-arg-data-value = FOLDER
serve-arg-port = Port (8080 if none is named); 0: any free one
serve-arg-lan = Open the office to other computers of the school: over https, with a certificate of its own; its fingerprint is printed here and stands in School

demo-about = A rehearsal gymnasium: files, a report on them, and a comparison with the known truth
demo-usage = objektiv demo [switches]
demo-examples =
    Examples
      objektiv demo
      objektiv demo --seed 7 --out rehearsal
      objektiv demo --serve
demo-arg-out = Where to write; otherwise objektiv-demo
demo-arg-out-value = FOLDER
demo-arg-seed = Which gymnasium: the same number, the same files
demo-arg-seed-value = NUMBER
demo-arg-quiet = Print nothing where all went well
demo-arg-serve = Open the gymnasium's office in the middle of its year: enter in any role, without a password
demo-arg-data = With --serve: an empty folder where the school stays; else all of it is gone when the program closes
demo-arg-data-value = FOLDER

simulate-about = Simulated schools with known truth: a school, a district or a region, to try the program on
simulate-usage = objektiv simulate [school | district | region] [switches]
simulate-examples =
    Examples
      objektiv simulate school --real               a school in real layouts
      objektiv simulate district --years 2          twenty schools, two years
      objektiv simulate region --honest             150 schools, none changed
      objektiv simulate --print-knobs > knobs.toml  knobs with a word on each
      objektiv simulate region --knobs knobs.toml   with your own numbers

    What is written
      данные/  ("data") tables to be analysed; with --real школа/ ("school") in their place
      truth/   the truth: what was changed, which innocent causes were at
               work, and the knobs. It lies beside the data: an analysis of
               the data does not read it

    The same knobs and the same seed give the same files, byte for byte.
simulate-arg-what = school: one, over two years; district: twenty of one municipality; region: 150 (as usual)
simulate-arg-what-value = WHAT
simulate-arg-out = Where to write; otherwise objektiv-simulated
simulate-arg-out-value = FOLDER
simulate-arg-seed = Which world: the same number, the same files
simulate-arg-seed-value = NUMBER
simulate-arg-knobs = Your own numbers (TOML); what the file does not name stays as usual
simulate-arg-knobs-value = FILE
simulate-arg-print-knobs = Print all knobs with a word on each and write nothing
simulate-arg-honest = Change nothing: every difference has an innocent cause
simulate-arg-schools = How many schools
simulate-arg-schools-value = NUMBER
simulate-arg-years = How many school years, with the same pupils
simulate-arg-years-value = NUMBER
simulate-arg-real = Workbooks and protocols as real programs write them, instead of tables; for one school
simulate-arg-quiet = Print nothing where all went well

bench-about = Truth tables: how often the program errs on simulated regions
bench-usage = objektiv bench truth [switches]
bench-examples =
    Examples
      objektiv bench truth                        five regions each, minutes
      objektiv bench truth --honest 200 --schools 60 --bent 0
                                                  the promise on flags
      objektiv bench truth --rung c               schools one by one, with shares
      objektiv bench truth --moved --schools 60   other worlds, one row each
      objektiv bench truth --knobs own.toml --out truth
                                                  own numbers, tables in a folder

    What is counted
      How often a small p and a flag come up where nothing was changed; how
      many changed sets are found, by kind and strength; whether the stated
      numbers are true. Every figure carries the error of the experiment.

    Exit code 1: at least one promise does not hold.
bench-arg-what = What to measure: truth
bench-arg-what-value = WHAT
bench-arg-honest = How many regions with nothing changed
bench-arg-honest-value = NUMBER
bench-arg-bent = How many regions with changes
bench-arg-bent-value = NUMBER
bench-arg-seed = Number of the first region: the same numbers, the same figures
bench-arg-seed-value = NUMBER
bench-arg-schools = How many schools in a region
bench-arg-schools-value = NUMBER
bench-arg-works = How many of the first works of the plan
bench-arg-works-value = NUMBER
bench-arg-knobs = Your own numbers of the model (TOML; a pattern: objektiv simulate --print-knobs)
bench-arg-knobs-value = FILE
bench-arg-rung = Every school of the region by itself: c with published shares, d with nothing
bench-arg-rung-value = RUNG
bench-arg-moved = The same in worlds where one knob is moved; one row a world
bench-arg-out = Where to write tables and page
bench-arg-out-value = FOLDER
bench-arg-quiet = Print nothing where all went well

reference-about = Reference data: scales, rules, thresholds, each with its source
reference-usage = objektiv reference [list | check | show NAME [--toml]] [--file FILE]
reference-examples =
    Examples
      objektiv reference
      objektiv reference show scales-vpr
      objektiv reference show protocol --toml > my.toml
      objektiv reference check --file school.toml
reference-arg-toml = With show: the whole shipped file, to begin your own with
reference-arg-act = list: all files, check: look for faults, show: one file with its sources
reference-arg-act-value = ACT
reference-arg-id = Name of the file for show
reference-arg-id-value = NAME
reference-arg-file = Your own reference data over the shipped ones (TOML); may be repeated
reference-arg-file-value = FILE

preregister-about = Declare the protocol of an analysis in advance: thresholds, purpose and versions, entered in the ledger
preregister-usage = objektiv preregister [switches]
preregister-examples =
    Examples
      objektiv preregister
      objektiv preregister --purpose self-analysis --out protocol.toml
      objektiv analyze data --out report --protocol protocol.toml

    Why
      Thresholds chosen before the results are seen cannot be fitted to them.
      A report by such a protocol says so, with the date. Thresholds are
      changed by your own reference data: objektiv reference show protocol

    The ledger stays with you, so give number and hash of the entry to somebody
    else too: with them anybody can see that the protocol was not changed.
preregister-arg-out = Where to write the protocol; otherwise protocol.toml
preregister-arg-out-value = FILE
preregister-arg-ledger = The ledger; otherwise objektiv.ledger beside the protocol
preregister-arg-ledger-value = FILE
preregister-arg-purpose = What the analysis will be for. Otherwise the check of a procedure (procedure-check)
preregister-arg-purpose-value = PURPOSE
preregister-arg-audience = Who will read it: school (inside the school, as usual) or outside
preregister-arg-audience-value = READER
preregister-arg-reference = Your own reference data over the shipped ones (TOML); may be repeated
preregister-arg-reference-value = FILE
preregister-arg-seed = The number random permutations begin with
preregister-arg-seed-value = NUMBER

ledger-about = The journal of acts: whether it is intact and what is in it
ledger-usage = objektiv ledger verify | show | mend FILE [--held LINE] [--witness FILE]
ledger-examples =
    Examples
      objektiv ledger verify objektiv.ledger
      objektiv ledger verify objektiv.ledger --held 12:5f0c…
      objektiv ledger show objektiv.ledger
      objektiv ledger mend objektiv.ledger
      objektiv ledger verify ledger.export --witness checkpoints.txt

    Every entry is bound to the one before by SHA-256: a changed byte, an entry
    missing, added or moved is seen, and told where. The loss of the last
    entries is seen with a checkpoint that somebody else keeps.

    An export of the office's ledger is checked the same way, on any computer and
    without a network: entries, what was typed with them, signature.

    Exit code 1: the ledger is not intact, or is another one.
ledger-arg-act = verify: check it, show: list its entries, mend: set an unfinished last line aside in a file of its own
ledger-arg-act-value = ACT
ledger-arg-file = The file of the ledger, or an export of it
ledger-arg-file-value = FILE
ledger-arg-held = A checkpoint NUMBER:HASH kept earlier
ledger-arg-held-value = LINE
ledger-arg-witness = A file of signed checkpoints kept earlier: for an export
ledger-arg-witness-value = FILE

restore-about = Restore a school from a backup and its recovery sheet
restore-usage = objektiv restore FILE --data FOLDER [--key-file FILE]
restore-examples =
    Examples
      objektiv restore objektiv-2026-11-23-0900.backup --data D:\school
      objektiv restore copy.backup --data school --key-file key.txt

    The key is printed on the recovery sheet; the program asks for it. Spaces,
    hyphens and case do not matter, and a typing mistake is told with its group.
    The folder must be new or empty. Either all is restored or nothing.
restore-arg-file = The backup: a file .backup
restore-arg-file-value = FILE
restore-arg-data = Folder the school will be in: new or empty
restore-arg-data-value = FOLDER
restore-arg-key-file = A file with the key, where it is not typed
restore-arg-key-file-value = FILE

admin-about = Get back into an office, sitting at its machine: who is there, a slip for signing in
admin-usage = objektiv admin --data FOLDER [--slip NAME [--administrator]]
admin-examples =
    Examples
      objektiv admin --data D:\school
      objektiv admin --data D:\school --slip "Anna Ivanova"

    The office on this folder must be closed. What is done is entered in the
    journal as done at the machine.
admin-arg-data = Folder of the school
admin-arg-data-value = FOLDER
admin-arg-slip = Issue a slip for signing in: name of the person or the id from the list; where nobody can manage people today, she becomes administrator
admin-arg-slip-value = NAME
admin-arg-administrator = Make her administrator too: the earlier one, say, no longer works in the school
analyze-arg-csv-ru = The tables once more in the folder excel, with semicolon and decimal comma, so that a Russian Excel opens them by a double click
