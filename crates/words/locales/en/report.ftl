# Words of the report. Texts about indicators stand on their cards, next to the formulas.
brand = Objektiv
title = Credibility of results: what your data show
skip = Skip to the content
contents = Contents
prepared = prepared by Objektiv
first = In a minute
look = Worth a look
look-none = No result set asks to be checked first.
look-more = { $n } more in screen.csv.
matters = What else waits for a decision
matters-honours = Honours
matters-lowered = the mark of the work is below the journal's for { $count } of { $n } ({ $share })
matters-raised = the mark of the work is above the journal's for { $count } of { $n } ({ $share })
matters-usual = ; usually ({ $area }) { $share }
matters-journals-more = { $n ->
    [one] { $n } more set whose journal is far from the work
   *[other] { $n } more sets whose journal is far from the work
}
matters-unusable = { $n ->
    [one] { $n } published figure did not fit
   *[other] { $n } published figures did not fit
}
detectable = What your data can show
detectable-how = A smaller departure of the mean cannot be told from chance; this one and larger are seen with probability { $power } where one set alone is lifted; what a teacher or a school lifts in several works at once hides a part of itself and is seen less often. For a small set the honest answer is “no conclusion”.
detectable-works = Table by work: { $n }
silent = What is not concluded, and why
and-more = and { $n } more
questions-open = { $n ->
    [one] { $n } question waits for an answer.
   *[other] { $n } questions wait for an answer.
}
problems-met = { $n ->
    [one] { $n } remark on the files.
   *[other] { $n } remarks on the files.
}
key = Key:
legal = A sign is not a conclusion: it shows where to look and does not say why. VPR results are not used to evaluate teachers or schools (recommendations for VPR 2025/26; letter of 18.04.2025 No. 02-86). Causes are looked for beginning with the transcription of scores and the marking criteria.
sign-not-conclusion = A sign is not a conclusion.
schools = { $n ->
    [one] { $n } school
   *[other] { $n } schools
}
other-sets = All other sets
other-none = There are no other sets.
other-cut = { $shown } of { $all } shown; the others are in the tables.
from-where = From where?
as-table = Table
table = Table, scrolls sideways
description = Description by parallel
description-how = Seven sections: pupils' results, marks, agreement with the journal, distribution of scores, items, planned results, groups.
description-none = Nothing to describe: there are no scripts with scores.
small-cells = { $n ->
    [one] There are groups of fewer than { $n } pupil: no numbers outside the school.
   *[other] There are groups of fewer than { $n } pupils: no numbers outside the school.
}
attainment = Pass rate, quality, degree of attainment, mean mark
attainment-how = In brackets, the 95% interval. Pupils not attested stay in the count, released ones and those who left do not.
rows = rows: { $n }
rows-cut = The first { $shown } are shown.
dynamics = Dynamics and agreement of marks
series = Agreement of two series of marks
series-how = The same pupils, two marks: the planned one and that of a procedure or attestation.
data = Data, questions, remarks
methodology = Methodology
words = Words

count-scripts = scripts with a score
count-parallels = parallels in the tables
outside-counts = Result sets are classes: their number is that of all data. Outside the school the tables hold parallels, a row of screen.csv each; indicators are computed of classes, a parallel has none of its own yet.
count-sets = result sets
count-answered = compared
count-look = worth a look
count-flagged = ask for a check
column-flagged = Ask for a check
flagged = Ask for a check
flagged-how = The sign remains after correction for the number of sets compared. By work and name of school, not by strength of the sign.
count-silent = no conclusion

column-work = Work
column-sets = Sets
column-detectable = Detectable from, points
column-max = Maximum
column-blind = Unanswered
column-indicator = Indicator
column-effect = Departure, 95% interval
column-mde = Detectable from
column-p = p
column-reading = What is seen
column-code = Code
column-class = Class
column-score = Score
column-mark = Mark
column-journal = Journal
column-basic = Basic, %
column-raised = Raised, %
column-high = High, %
column-row = Row of the file
column-group = Where
column-pupils = Pupils
column-here = here
column-share = Share, 95% interval
column-against-journal = Mark for the work
column-item = Item
column-level = Level, codifier
column-codifier = Codifier
column-n = n
column-facility = Facility, 95% interval
column-skipped = Not attempted / not taught
column-rest = Item–rest
column-gate = Gate
column-items = Items
column-what = What
column-year = Year
column-period = Period
column-not-attested = n/a
column-pass = Pass rate
column-quality = Quality
other-scale = Marks of another scale: which of them pass and which are good is not said for it, so pass share, quality and degree of attainment are not told for it (a dash). A scale of your own is named by the reference file sou: highest-mark, pass-from, good-from and the weight of every mark.
column-sou = Degree
column-mean = Mean
column-file = File
column-recognised = What it is
column-records = Records
column-digest = SHA-256, beginning
column-level-of-protocol = Level
column-value = Value

set-scripts = { $n ->
    [one] { $n } script
   *[other] { $n } scripts
}
set-scripts-of = { $n ->
    [one] { $n } script
   *[other] { $n } scripts
} of { $all }
set-maximum = { $n ->
    [one] maximum { $n } point
   *[other] maximum { $n } points
}
set-compared = compared with: { $with }
set-passport = Credibility passport
set-leading = leading
set-no-room = would not show on this paper
set-silent = Unanswered: { $n }
set-reading-from = Pupils: { $n }. Compared with: { $reference }.
set-how-sure = How sure that is
set-more = In detail
set-p-own = On the set's own data: { $p } (such an upward departure or a larger one in an undisturbed set).
set-p-error = This p is found over drawn replicas of the model: other draws would change it by about { $share } of its size. In the correction below it is taken larger by one and a half such errors.
set-q = Corrected for the number of sets compared ({ $sets }): { $q }, the sign remains.
set-q-idle = Corrected for the number of sets compared ({ $sets }): { $q }. Nothing is chosen by this number: "asks for a check" is not said here.
trust-hundred = Of 100 such ordinary classes at most { $n ->
    [one] { $n }
   *[other] { $n }
} would look like this.
trust-thousand = Of 1000 such ordinary classes at most { $n ->
    [one] { $n }
   *[other] { $n }
} would look like this.
trust-rare = Of 1000 such ordinary classes fewer than one would look like this.
trust-usual = More than half of ordinary classes look like this.
trust-case-hundred = By itself this happens in at most { $n ->
    [one] { $n } case
   *[other] { $n } cases
} of 100.
trust-case-thousand = By itself this happens in at most { $n ->
    [one] { $n } case
   *[other] { $n } cases
} of 1000.
trust-case-rare = By itself this happens in fewer than one case of 1000.
trust-case-usual = This happens by itself more than half of the time.
trust-how = "At most" is on the safe side: over all comparable sets together ({ $sets }) about { $chance } are expected by chance.
set-lfdr-assumed = If every tenth set is bent, about { $share } of sets with a sign this strong are ordinary.
set-lfdr = Of sets with a sign this strong about { $share } are ordinary, by calculation.
set-mde = A departure of the mean from { $mde } of { $max } on is detectable with probability { $power }.
set-innocent = What gives the same picture without anybody's fault
set-clears = What would clear the question
set-next = Next step
set-reply = The teacher sees these data first and may reply; the reply is attached to the case.
set-more-figures = More plots
set-description = Description of the set: seven sections

ladder-a = Rung A: compared with two hundred or more sets of other schools; the spread of undisturbed sets is taken from the data.
ladder-b = Rung B: compared with sets of several schools; the ordinary spread is taken from the data and known less well, so intervals are wider.
ladder-c = Rung C: compared with published shares; the spread between classes is borrowed from reference data, so no more than “worth a look” can be said.
ladder-d = Rung D: nothing to compare with outside the school; no more than “worth a look” can be said.

from-unknown = The source rows of this set are not given.
from-file = file { $file }
from-sheet = file { $file }, sheet “{ $sheet }”
from-sheet-only = sheet “{ $sheet }”
from-row = row { $row }
from-rows = rows { $first }–{ $last }
from-cell = cell { $cell }
from-columns = Columns: { $list }.
from-published = Published shares: { $places }.

scope-parallel = parallel
scope-all = all schools

section-individual = 1 · Individual results, pupils: { $n }
section-marks = 2 · Marks
section-attainment = Pass rate { $pass }, quality { $quality }, degree of attainment { $sou }, mean mark { $mean }.
section-journal = 3 · Agreement with the journal mark
section-gaps = Pupils with both marks: { $n }; mean difference { $shift } marks; two marks apart or more: { $gaps }.
section-gap-codes = Their codes: { $codes }.
section-scores = 4 · Distribution of primary scores
section-mean = Mean { $mean } ({ $range }), standard deviation { $sd }, median { $median }, middle half of pupils { $middle }.
section-heap = Scripts on the lower boundaries of marks: { $count }; the items by themselves would give about { $expected } ({ $p }).
section-heap-at = Boundary of mark “{ $mark }” (primary score { $score }): { $count }, { $expected } expected.
section-items = 5 · Items
section-reliability = Reliability: α = { $alpha } ({ $range }), ω = { $omega }; error of measurement { $sem } points.
section-omega = α holds where all items are tied equally closely to what the paper measures; ω does not ask for that: where they differ clearly, go by ω.
section-no-omega = ω was not computed: the items could not be described by one common trait, so α too is to be read with caution.
section-planned = 6 · Planned results
section-groups = 7 · Groups by mark
section-groups-gate = Groups of { $gate ->
    [one] { $gate } pupil
   *[other] { $gate } pupils
} or more can be read.
section-no-crossings = The curves do not cross beyond chance.
section-crossing = Item { $item }: group “{ $weaker }” is above group “{ $stronger }” by { $difference } pp.
gate-informative = Enough scripts: the histogram informs.
gate-rough = Few scripts: the histogram is read roughly.
gate-limited = Too few scripts: the shape of the histogram is not read.

level-school = School
level-parallel = Parallels
level-subject = Subjects
level-parallel-subject = Subjects by parallel
level-class = Classes
level-class-subject = Subjects by class

dynamics-negative = change beyond the gate

data-files = Files read: { $n }
data-from-description = layout from description
data-beyond = Read beside the result sets
data-questions = Questions: what the program would not guess
data-questions-none = There are no questions.
data-questions-how = Answer on the page of the program ("What was understood"), or write the answers into the last column of questions.csv and repeat the analysis with --answers.
data-proposed = Proposed: { $answer }.
data-until = Until answered: { $what }.
data-problems = Remarks on the files
data-problems-none = There are no remarks.
data-cut = { $shown } of { $all } shown.
data-references = Reference data
data-unusable = Published shares that did not fit
data-protocol = Levels fixed before the results were looked at
data-protocol-how = They did not change during the analysis; another protocol is another analysis.
severity-refused = Not read
severity-warning = Read in part
severity-note = For information
protocol-purpose = Purpose
protocol-audience = For whom
protocol-look = “Worth a look”: own p at most
protocol-q = "Asks for a check": share of ordinary sets among them at most
protocol-too-few = Scripts for an answer, at least
protocol-materiality = Material departure
protocol-materiality-value = { $points } of the maximum; { $marks }; { $pp }; { $pupils }; { $logit }
protocol-mde = Detectable departure is computed at
protocol-mde-value = one-sided level { $alpha } and power { $power }
protocol-seed = Seed of random numbers
no-date = the data hold no date
protocol-date = Date of the report

methodology-opening = An indicator measures, the screen selects, a person decides. Each indicator answers one question and comes with its interval, the number of pupils and what could have been noticed at all.
methodology-step-1 = Files are read into records; what is unclear becomes a question, not a guess.
methodology-step-2 = For each work an expectation is built: what the class would have shown under ordinary marking.
methodology-step-3 = Indicators compare the set with the expectation; below ten scripts there is a description without a conclusion. How often such a thing comes by itself is counted over replicas: the same classes drawn anew from the model, with nothing done to any.
methodology-step-4 = All departures are looked at together, corrected for the number of looks; a set without own evidence is never chosen because of its neighbours. "Asks for a check" is said only in comparison with other schools, and only where other draws of the replicas would not change that; a set where they would is said to be at the threshold.
methodology-step-5 = What is selected is checked: transcription and criteria first, then a re-check. Only a re-check can confirm.
card-version = version { $version }
card-id = in the tables: { $id }
card-unit = unit: { $unit }
card-in-screen = takes part in the screen
card-not-in-screen = does not take part in the screen
card-method = How it is computed
card-needs = What it needs
card-reading = How to read it
card-example = Example with numbers
card-own-example = In your data
card-sources = Sources

term-set = Result set
term-set-is = The scripts of one class in one subject and one procedure; the unit of analysis.
term-primary = Primary score
term-primary-is = The sum of points before conversion to a mark.
term-boundary = Mark boundary
term-boundary-is = The least primary score that earns a mark.
term-expectation = Expectation
term-expectation-is = What such a class would have shown under ordinary marking: by the model, by other schools or by published shares.
term-interval = 95% interval
term-interval-is = Values compatible with the data; the fewer pupils, the wider.
term-mde = Detectable from
term-mde-is = The least departure that data of this size would show with the stated probability.
term-p = p
term-p-is = How often an undisturbed set has such a departure or a larger one. Not the probability of anybody's fault.
term-q = q
term-q-is = p corrected for the number of sets looked at: the share of false among the selected (Benjamini and Hochberg, 1995).
term-ladder = Rungs A–D
term-ladder-is = What is compared with: A many schools, B several, C published shares, D this school only.
term-sign = Sign
term-sign-is = A departure that deserves a check; the cause is not established.
term-flag = Asks for a check
term-flag-is = The sign remains after correction for the number of sets compared: own p, q and the size of the departure pass the levels set in advance. Said only in comparison with other schools (rungs A and B).
term-lfdr = Share of ordinary sets among such
term-lfdr-is = How many sets with a sign this strong are untouched, by a mixture of ordinary and bent sets; taken from the data on rung A, assumed in advance on rung B.
term-passport = Credibility passport
term-passport-is = What the set is fit for: by scripts, coverage, observation, custody and signs. Whether there was an observer can be said in a file observation.csv beside the data: the columns school, class, procedure (as in screen.csv) and observed, 1 or 0.
term-pass = Pass rate
term-pass-is = Share of marks 3, 4, 5 among all, the not attested in the denominator.
term-quality = Quality
term-quality-is = Share of marks 4 and 5.
term-sou = Degree (of attainment)
term-sou-is = Degree of attainment: (100·n5 + 64·n4 + 36·n3 + 16·n2 + 7·not attested) / N, in percent.
term-facility = Facility of an item
term-facility-is = Share of the maximum points of the item.
term-reliability = Reliability
term-reliability-is = How well the items agree: α and ω between 0 and 1; the error of measurement is the typical error of one pupil's score.

printing = What is unfolded is printed.
by-school = Schools by name
column-school = School
set-too-little-next = The description is ready. A conclusion needs earlier works joined, data of other schools, or a re-check of about ten scripts.
figure-detectable = { $n ->
    [one] What { $n } script could show at all
   *[other] What { $n } scripts could show at all
}
figure-detectable-how = A smaller departure of one set cannot be told from chance. Power { $power } where this set alone is lifted. A re-check of ten scripts will say more.
figure-detectable-axis = lift of the mean, points of { $max }
blunt = { $n ->
    [one] { $n } set was compared, but its data would show only a large departure: there is no conclusion on it.
   *[other] { $n } sets were compared, but their data would show only a large departure: there is no conclusion on them.
}
from-several-rows = rows { $rows }

# Report on many schools.
count-schools = schools
count-chance = would come out by chance
column-schools = Schools
column-municipality = Municipality
column-look-share = Share of comparable
region-works = By work
region-works-how = Works where more is worth a look stand first; schools are nowhere ordered by their results. "Detectable from" is the least shift of the mean a set would show with probability { $power } where it alone is lifted; what a teacher or a school lifts in several works at once is seen less often.
region-municipalities = Municipalities by name
region-look-how = These sets ({ $n }) have a sheet or a card below. They are gathered by work and stand by the name of the school.
region-reason-sets = { $n ->
    [one] { $n } set
   *[other] { $n } sets
}
region-next = Where to go on
region-next-sheets = Read the sheets of the sets worth a look ({ $n }): what is seen, how sure it is, which innocent causes give the same picture, what would clear the question.
region-next-tables = All sets ({ $n }) are in screen.csv, one row each; indicators in signals.csv, items in items.csv, schools in schools.csv. With --xlsx the same comes as one Excel workbook.
region-next-school = Give each school its own files: the analysis of one school describes every class, the pupils and the dynamics.
region-next-outside = For readers outside the schools repeat the analysis with --audience outside: parallels instead of classes, small groups hidden.
region-attainment = Whole schools stand here; parallels, subjects and classes are in the Excel workbook (--xlsx).
region-series = Pairs of series: { $n }. All of them are in the Excel workbook (--xlsx).
region-dynamics = Changes beyond the threshold are shown: { $n } of { $all }.
other-tables = The other sets ({ $n }) are not shown one by one here. They stand in the tables beside the report: screen.csv with one row per set, signals.csv with all indicators, items.csv with the items.
other-look = Further sets worth a look: { $n }
column-answered = Compared
column-look = Worth a look
column-silent = No conclusion
region-too-few = fewer than { $least ->
    [one] { $least } script
   *[other] { $least } scripts
}

# Names of columns as importers call them.
field-school = school
field-school-name = name of the school
field-municipality = municipality
field-code = code
field-participant = participant
field-person = pupil
field-class = class
field-grade = grade
field-subject = subject
field-kim = paper
field-procedure = procedure
field-variant = variant
field-total = total
field-score = score
field-primary = primary score
field-short = short answers
field-extended = extended answers
field-mark = mark
field-prior = journal mark
field-room = room
field-status = attendance
field-year = school year
field-period = period
field-date = date
field-teacher = teacher
field-observer = observer
field-average = journal average
field-count = number of marks
field-scope = scope
field-area = area
field-n = pupils
field-key = key
field-share = share
attainment-from-how = In the table: [number of the source] and rows from the first to the last; other records may stand between them.
print-folded = Printed are the main points, the sets worth a look, the tables of marks; folded cards, description and methodology are for the screen. A short paper for printing is report.pdf or report.docx (--pdf, --docx).

# What others compute
beside-title = Beside: how this set looks in what others compute
beside-what = figure
beside-value = value
beside-state = threshold
beside-on = beyond it
beside-off = within it

# Other units: honours, period marks, steps between procedures, variants.
units = Honours, period marks, confirmation, variants
units-how = What is asked here is not asked of result sets. These indicators take no part in the screen of sets: they show where to look, the cause is not known.
units-counts = Answers: { $answered }; above the usual at the level of a look: { $look }.
units-cut = Shown { $shown } of { $all }; all stand in units.csv.
units-workings = Where the numbers come from: { $title }
column-unit = Unit
column-value-interval = Value, 95% interval
from-units-unknown = Rows of the source are not given here.
from-units-how = Named are the first and the last row; other records may stand between them.
methodology-units = Indicators of other units: school, register, step, variant
field-exam = examination
field-degree = degree
field-candidate = candidate
field-awarded = awarded

# Folded: one line instead of many cards.
column-set = Set
column-scripts = Scripts
column-passport = Passport
other-rows = { $n ->
    [one] { $n } set in one table
   *[other] { $n } sets in one table
}
set-indicators-folded = Indicators with an answer: { $n }
description-folded = Parallels and works: { $n }
methodology-cards = Indicators, a page each: { $n }
words-count = Words of the report: { $n }
dynamics-rest = What else is followed: { $n }
series-count = Pairs of series: { $n }, of them with a mean difference apart from zero: { $apart }
units-more = In full: innocent causes, what would clear it, where the number comes from
