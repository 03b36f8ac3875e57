# Words of the report on paper (Word and PDF).
title = Report on the results of assessment procedures
subtitle-years = school year { $years }
subtitle-date = data up to { $date }
schools = { $n ->
    [one] { $n } school
   *[other] { $n } schools
}
footer = A signal is not a conclusion: a discrepancy needs a check, its cause is not established. Objektiv { $version }

main = The main points
caution = A signal is not a conclusion. It says that a result differs from what was expected and does not say why. Ordinary causes are listed with every set; check transcription and criteria first.
passport = What was analysed
detectable = What these data can show
detectable-text = For { $n ->
    [one] { $n } set
   *[other] { $n } sets
} the least lift of the mean that would be noticed with probability 80% was computed: for half of the sets it is { $middle } of the maximum or more (from { $best } to { $worst }). A smaller lift in one class cannot be told from chance; a re-check would say more.
detectable-none = The least detectable lift could not be computed: the sets are small or there is nothing to compare with.
look = Result sets worth a look
look-none = No set stands out. This does not prove that there are no discrepancies: see section 3.
look-rest = Further sets: { $n }. They stand in the tables (screen.csv, tables.xlsx).
set-line = Scripts: { $n }. Compared with: { $reference }
set-passport = Passport: { $passport }. { $reasons }
innocent = What gives the same picture without anybody's fault
clears = What would clear the question
works = Results by work
journal = Attainment by the journal and agreement of marks
decisions = Plan of action
decisions-text = The rows come from what was found above. Who, by when and what was done is for you to write; strike what is not needed.
limits = Limits and reference data
limits-text = Results of VPR are not used to evaluate teachers or schools. The conclusions depend on how complete the files are and on the reference data listed below.

table-works = Works
table-look = Other sets worth a look
table-readings = What the indicators showed
table-marks = Marks of the work and of the journal, %
table-items = Items: share of the maximum, %
table-attainment = Pass rate, quality, degree of learning
table-series = Agreement of two mark series
table-problems = Not read completely: { $n }
table-questions = Open questions: { $n }

col-work = Work
col-date = Date
col-classes = Sets
col-scripts = Scripts
col-max = Max. score
col-scale = Mark boundaries
col-set = Set
col-seen = What is seen
col-indicator = Indicator
col-explanation = What is seen and how sure
col-group = Group
col-pupils = Pupils
col-pass = Pass rate, %
col-quality = Quality, %
col-sou = Degree of attainment, %
col-mean = Mean mark
col-lowered = Lowered
col-confirmed = Confirmed
col-raised = Raised
col-gaps = Gap ≥ 2
col-item = No.
col-level = Level
col-facility = Share, %
col-blank = Not attempted
col-period = Period
col-series = Series
col-measure = Measure
col-deadline = Deadline
col-responsible = Who
col-done = Done
col-place = Where
col-what = What was found
col-mend = How to mend it
col-ask = Question
col-proposed = Proposal
row-all = All
scope-country = whole sample
scope-region = region
scope-municipality = municipality
scope-school = school
gate-sufficient = sufficient
gate-uncertain = zone of uncertainty
gate-insufficient = insufficient
gate-unknown = level not stated

# Sheets and columns of the workbook.
sheet-sets = Sets
sheet-signals = Signals
sheet-marks = Marks
sheet-journal = Procedure and journal
sheet-items = Items
sheet-pupils = Pupils
pupils-cut = Pupils are shown only for sets worth a look; the others are in the files that were read.
sheet-attainment = Attainment
sheet-series = Mark series
sheet-sources = Sources
sheet-about = About
col-about = What
col-said = Stated
about-standing = Protocol
about-date = As of
about-version = Program
about-limits = Limits of the conclusion
sheet-legend = Legend
legend-sheet = Sheet of the book
legend-column = Column
legend-meaning = What it holds
legend-unit = Unit
legend-range = Values
legend-empty = When it is empty
col-school = School
col-class = Class
col-subject = Subject
col-procedure = Procedure
col-ladder = Ladder
col-status = Answer
col-chip = Outcome
col-mde = Detectable from
col-p = p
col-q = q
col-passport = Passport
col-reason = Why
col-effect = Effect
col-low = Lower 95% limit
col-high = Upper 95% limit
col-other-marks = Other marks
col-not-attested = not attested
mark-2 = "2"
mark-3 = "3"
mark-4 = "4"
mark-5 = "5"
col-lowered-share = Lowered, %
col-confirmed-share = Confirmed, %
col-raised-share = Raised, %
col-shift = Mean shift, marks
col-not-taught = Not taught
col-item-rest = Item–rest correlation
col-code = Code
col-score = Score
col-mark = Mark
col-journal-mark = Journal
level-basic = Basic
level-raised = Raised
level-high = High
col-year = School year
col-first = First series
col-second = Second series
col-file = File
col-sheet = Sheet
col-layout = What it is
col-records = Records
col-sum = SHA-256

# The paper in short: what is printed.
works-how = For every work: the main points, marks and agreement with the journal by class beside the published shares, items. "Lower", "same", "higher" compare the mark of the work with the journal, % of pupils. Intervals of all shares, planned results, groups and figures are in report.html.
rows-cut = Rows shown: { $shown } of { $all }; the rest are in tables.xlsx.
series = Pairs compared: { $all }. The mean difference is beyond chance in { $apart }; chance alone would give about { $chance }. The table holds the beginning of their list, { $rows ->
    [one] { $rows } row
   *[other] { $rows } rows
} at most; the others are in report.html and tables.xlsx.
method = The methodology in short
method-more = Formulas, worked examples and sources are in the chapter "Methodology" of report.html; levels and thresholds, fixed before the results were looked at, are listed there too.
all = All sets
all-more = Every set has a row in screen.csv and tables.xlsx and a card with figures in report.html.
table-parallels = Parallels by period, { $year }: pass rate / quality / degree, %
table-subjects = Subjects by period, { $year }: pass rate / quality / degree, %
table-dynamics = What changed
col-n = n
col-marks = Marks
col-pass-short = Pass
col-mean-short = Mean
col-lowered-short = Lower
col-confirmed-short = Same
col-raised-short = Higher
col-item-strip = Item
col-followed = What is followed
row-facility = Gained
row-gate = Gate
gate-below = below
sheet-parallels = Parallels
col-parallel = Parallel
col-mean-score = Mean score
col-quality-short = Quality
col-sou-short = Degree

# Other units.
units = Honours, period marks, confirmation, variants
units-cut = Answers: { $answered }, of them above the usual at the level of a look: { $look }. All stand in units.csv and tables.xlsx.
col-unit = Unit
sheet-units = Other units

office-footer = { $school } · journal: { $checkpoint }
office-goal = Goal
office-directions = Directions
office-number = No.
office-measure = Measure
office-term = Date
office-term-planned = Date by the plan
office-done-on = Done (day)
office-shown = What shows it
office-why-next = Reason, next step
office-owner = Owners
office-mark = Done
office-place = Settlement: { $place }
office-mark-what = Checkpoint of the school's journal: the journal can be held against it, should somebody have to show that nothing in it was changed since this day.
office-report-title = Report on the plan
office-report-term = from { $from } to { $to }
office-done = { $n } done
office-done-before = { $n } done (of them before { $day }: { $before })
office-beside-done = { $n ->
    [one] Besides, { $n } date that falls into another time by the plan was met in these days.
   *[other] Besides, { $n } dates that fall into another time by the plan were met in these days.
}
office-beside-going = { $n ->
    [one] Evidence of these days stands with { $n } more date of another time.
   *[other] Evidence of these days stands with { $n } more dates of another time.
}
office-put-off = { $n } put off
office-dropped = { $n } dropped
office-overdue = { $n } overdue
office-passed = { $n } passed before the plan was approved
office-passed-unentered = { $n } passed before the approval was entered in the program
office-passed-draft = { $n } passed, the plan not being approved yet
office-waiting = { $n } waiting to be accepted
office-ahead = { $n } still ahead
office-fell-due = { $n ->
    [one] By the plan { $n } date falls into these days
   *[other] By the plan { $n } dates fall into these days
}
office-proposals = Proposals
office-proposals-blank = On overdue measures: ____________________________________________________________
office-deputy = Deputy head
office-head = Head
office-order-title = ORDER
office-order-day-blank = “____” ______________ 20____
office-order-about = On the approval of “{ $plan }”
office-order-basis = On the ground of article 28 of the federal law of 29.12.2012 No. 273-FZ on education in the Russian Federation, for the objective assessment of educational results
office-order-orders = I ORDER:
office-order-approve = To approve “{ $plan }” for the school year { $year } (annex).
office-order-approve-titled = To approve “{ $plan }” (annex).
office-order-responsible = Responsible for carrying out the plan: { $who }.
office-order-acquaint = Heads of subject associations acquaint teachers with the plan against signature.
office-order-site = To publish the plan on the school's site.
office-order-control = I keep the supervision of this order to myself.
office-order-acquainted = Acquainted with the order
office-order-name = Full name
office-order-signature = Signature
office-order-date = Date
office-levels-title = The school’s plan and the plans of the levels above
office-levels-answer = In the school’s plan
office-levels-none = No plan of the country, the region or the municipality is entered: there is nothing to hold the school’s plan against yet.
works-together = A row a work, below it what the region publishes. Lower, equal, higher: the mark of the work against the journal's, % of pupils. Classes and items stand in report.html and tables.xlsx.
followed-cut = Shown { $shown } of { $all }; the rest is in report.html.
office-effects = What changed
office-recovery-title = Recovery sheet
office-recovery-what = Opens the backups of the school. To be kept apart from the computer.
office-recovery-key = Key
office-recovery-letters = Capital and small letters are the same. There is no letter O in the key: a round sign is always a zero.
office-recovery-word = Check word
office-recovery-how = What to do with the sheet
office-recovery-keep = Put the sheet into the safe of the school. A second copy may lie with the head.
office-recovery-restore = On a new computer run “objektiv restore backup --data folder” and type the key: the program asks for it by groups.
office-recovery-lost = If the sheet is lost, or a stranger may have seen it, make a new one: the old sheet does not open new backups.
office-recovery-ledger = Key of the school’s ledger, by which signatures are checked: { $key }
office-recovery-taken = Taken into keeping by

# The report paper: opening, conclusions, plan of action.
opening = Purpose, basis, participants
opening-goal = Purpose: to establish how far the results of the procedures show what pupils can do, what in them is worth a check, and what pupils still have to learn.
opening-basis = Basis: order of «____» ______________ 20____ No. ______; article 28 of the Federal law of 29.12.2012 No. 273-ФЗ "On education in the Russian Federation"; letter of Rosobrnadzor of 16.03.2018 No. 05-71.
opening-what = Works looked at: { $works }; result sets (class, subject, work): { $sets }.
opening-wrote = Participants (a pupil counts in every work): { $wrote } wrote.
opening-listed = Participants (a pupil counts in every work): { $listed } on the lists of the classes, { $wrote } wrote ({ $share }).
opening-listed-part = Participants (a pupil counts in every work): { $listed } on the lists of the classes, { $wrote } wrote ({ $share }). Works whose lists are in no file: { $unknown }; please write them in.
opening-unlisted = Participants (a pupil counts in every work): { $wrote } wrote. How many are on the lists of the classes the files do not say; please write in: ________.
col-listed = On the list
col-wrote = Wrote
col-errors = Skill: items (reached)
col-number = No.
col-where = Class, work
col-how-many = Scripts
table-errors = Typical errors: items below the gate of the federal recommendations
table-errors-hardest = Typical errors: items with the least points reached
errors-more = and { $n } more
errors-item = item { $item }
conclusions = Conclusions and recommendations
recommendations = Recommendations
conclude-wrote = { $wrote } of { $listed } on the lists of the classes wrote ({ $share }).
conclude-sets = Worth a look: { $look ->
    [one] { $look } set
   *[other] { $look } sets
} of { $answered } compared: { $names }.
conclude-quiet = None of the sets compared ({ $answered }) stands out.
conclude-none = There is nothing to compare the sets with: no conclusion about trust.
conclude-rest = Not standing out among ordinary ones: { $ordinary }; too little data for a conclusion: { $silent }.
conclude-journal = Marks of the work and of the journal are far apart: { $names }. The cause is not established.
conclude-journal-near = Marks of the work and of the journal are not far apart.
conclude-attainment = By the journal ({ $period }): pass rate { $pass }, quality { $quality }, mean mark { $mean }.
conclude-errors = Assessment works with items below the threshold of the federal recommendations: { $n }; the least was scored in: { $names }.
conclude-worse = The share of «2» grew by the gate of the federal recommendations or more: { $names }.
advise-recheck = For the administration: re-check the { $n ->
    [one] { $n } set worth a look
   *[other] { $n } sets worth a look
} (scripts in all: { $scripts }), transcription and criteria first; until then judge no causes.
advise-no-recheck = For the administration: re-check by the plan; these data give no reason for more.
advise-journal = For the deputy head with the teachers: go through the gaps between work and journal one by one (sets: { $n }, pupils: { $pupils }).
advise-errors = For the subject associations: repeat the skills least was reached on, and look at them in the next work (works: { $n }; table "Typical errors").
advise-honours = For the deputy head: compare the final marks of the candidates for honours with the work they rest on.
advise-listed = Write in how many pupils are on the lists where the files do not say it (works: { $n }).
advise-questions = Answer the open questions of the program ({ $n }) and repeat the analysis: until then some files are not counted.
action-journal = Go through the gaps between work and journal one by one
action-honours = Compare the final marks of the candidates with their work
action-errors = Repeat and check: { $skills }
look-scripts = Where the scripts are: { $place }.
look-gaps = The mark of the work and the journal are two or more apart (codes in brackets): { $codes }.
col-row = Row
office-agenda-title = Agenda
office-minutes-title = Minutes
office-minutes-chair = Chair
office-minutes-secretary = Secretary
office-minutes-counted = Present: { $came } of { $of ->
    [one] { $of } family
   *[other] { $of } families
}, absent: { $absent }.
office-minutes-present = Present ({ $count }): { $names }.
office-minutes-absent = Absent ({ $count }): { $names }.
office-minutes-invited = Invited: { $names }.
office-minutes-heard = HEARD: { $text }
office-minutes-decided = DECIDED: { $text }
office-minutes-word = A participant's own word ({ $name }): { $text }
office-minutes-task = What is to be done
office-minutes-who = Who
office-minutes-due = Until
office-minutes-state = What became of it
office-minutes-led = Led by
office-minutes-leads = To be led by
office-minutes-readers = To be read by: { $names }.
office-minutes-turnout = Present: { $came } of { $of ->
    [one] { $of } participant
   *[other] { $of } participants
}.
office-signing-read = Sheet of reading
office-signing-came = Sheet of attendance
office-signing-known = Noted already
office-signing-keeper = Kept by
office-signing-staff = Staff of the school
office-signing-parents = Parents or guardians
office-signing-pupil = Pupil
office-signing-parent = Who is present: full name
office-signing-class = Class
office-signing-pupil-hand = Signature of the pupil
office-signing-guardian = Parent or guardian: full name
office-signing-guardian-hand = Signature of the parent
office-signing-left-out = Names of pupils and parents are left out of this sheet: whoever keeps the class sees them.
office-erased-title = Record of the erasure of personal data
office-erased-lead = { $n ->
    [one] { $n } record with personal data was erased.
   *[other] { $n } records with personal data were erased.
}
office-erased-how = Two people erased the data in the program: one asked for it, another confirmed. With a record go names, words that were typed about the person, and files that name her.
office-erased-no-names = No name, and nothing else somebody could be known by, stands here. The number of the entry leads to the journal of the school: it shows who erased the data and when.
office-erased-kind = What was erased
office-erased-ground = Ground
office-erased-asked = Who asked, and when
office-erased-by = Who confirmed, and when
office-erased-entry = Entry of the journal
office-erased-signs-asked = Asked for by
office-erased-signs-by = Confirmed by
office-register-empty = Nothing is entered yet.
office-register-bound = Laced, numbered and sealed: ________ sheets. Date: ______________. Place of the seal
office-inventory-title = Folder for an inspection: inventory
office-inventory-lead = Of what is usually asked for, the records of the school show { $shown } of { $all }.
office-inventory-points = What is asked for and what shows it
office-inventory-asked = What is asked for
office-inventory-shown = What shows it
office-inventory-nothing = no records found
office-inventory-lacking = What is lacking
office-inventory-files = What lies in the folder
office-inventory-place = Place in the folder
office-inventory-what = What it is
