# Work with pupils: consultations, interviews, routes, the council on prevention, preparation.
kind-consultation = Consultation
kind-consultation-what = For pupils who find a subject hard or missed much of it: in a group or alone; what came of it shows at the next result.
kind-interview = Interview with a pupil
kind-interview-what = By results or attendance: what was agreed and what came of it.
kind-route = Route of an able pupil
kind-route-what = Aims, steps and results of one pupil for the whole term.
kind-parent = Interview with a parent
kind-parent-what = With whom, about what, what was agreed. Seen by those who work with the pupil.
kind-prevention = Council on prevention
kind-prevention-what = Only the outcome for each pupil is written; seen by those whom the pupil is entrusted to, the class teacher and the heads.
kind-preparation = Psychological preparation
kind-preparation-what = Before works and exams: who was there and whether more is needed; nothing else is written.
form-group = in a group
form-alone = alone
detail-form = Form
detail-topic = Topic
detail-about = About what
detail-aims = Aims
detail-steps = Steps
detail-helps = Who helps
detail-with = With whom
with-mother = with the mother
with-father = with the father
with-both = with both parents
with-guardian = with the guardian
outcome-advice = advice was given to the family
outcome-psychologist = the psychologist helps
outcome-social = the social teacher helps
outcome-begun = the pupil is watched over from now on
outcome-ended = the pupil is watched over no longer
outcome-none = nothing is needed
outcome-enough = no more is needed
outcome-again = another meeting is needed
outcome-specialist = a specialist was suggested
missing-pupils = No pupil is named.
missing-outcomes = The outcome is not written for { $n ->
    [one] { $n } pupil
   *[other] { $n } pupils
}.
title = Work with the pupil
none-yet = There are no consultations, interviews or routes yet.
entrusted-to = Entrusted to: { $name }
entrust = Entrust to a specialist
entrust-whom = Psychologist or social teacher
release = Entrust no longer
time-hint = For example 14:30
nobody-yours = No pupils are yours yet: the deputy head names class teachers, enters loads and entrusts pupils.
which-pupil = Who
which-pupils = Which pupils
pupils-of = { $n ->
    [one] { $n } pupil
   *[other] { $n } pupils
}
reason = Why
result = Result
agreed = What was agreed
informed = The parents know
write = Write
strike = Take off the list
add = Add pupils
restricted = Seen by those who work with the pupil: the class teacher, the specialist the pupil is entrusted to, whoever answers for it, and the heads.
period-quarter = quarter { $number }
period-trimester = trimester { $number }
period-half = half-year { $number }
period-interim = the interim attestation
period-year = the year
period-final = the final mark
reason-mark = { $mark } for { $period }, { $subject }
reason-not-attested = not attested for { $period }, { $subject }
reason-missed-of = { $missed ->
    [one] { $missed } lesson
   *[other] { $missed } lessons
} missed of { $of } in { $period }
reason-missed = { $missed ->
    [one] { $missed } lesson
   *[other] { $missed } lessons
} missed in { $period }
reason-unexcused = of them without a reason { $number }
reason-below = { $work }: { $points }, at least { $least } is needed, { $subject }
reason-strong = { $work }: { $points } of { $most }, { $subject }
reason-work-mark = { $work }: mark { $mark }, { $subject }
next = Next result
was-now = it was { $was } for { $before }, it is { $now } for { $after }
outcome-of = The next mark is known of { $known ->
    [one] { $known } pupil
   *[other] { $known } pupils
} of { $all }:
outcome-counts = higher { $up }, the same { $same }, lower { $down }.
outcome-calm = This sets two marks side by side; why they are so does not follow from it.
by-results = Propose pupils by marks and lessons missed
lists-title = Whom to offer help
lists-help = Consultations and interviews
lists-able = Routes
lists-what = By marks, lessons missed and works. The program proposes and says why; you decide.
lists-empty-marks = There are no marks and lessons missed yet: load a file of the journal, and pupils stand here with the reason.
lists-empty-marks-other = There are no marks and lessons missed of your pupils yet. The deputy head loads them.
lists-nobody = By these rules nobody is proposed.
lists-levels = By which rules
lists-level = { $title }: { $value }
lists-import = Load marks and lessons missed
lists-way = Marks of periods and lessons missed are kept apart from the results of works.
lists-known = Marks or lessons missed are known of { $n ->
    [one] { $n } pupil
   *[other] { $n } pupils
}.
lists-consult = Plan a consultation
lists-interview = Interview
lists-route = Begin a route
lists-olympiad = List participants of an olympiad
lists-subject = Subject
lists-any = all subjects
lists-subject-first = To arrange a consultation, choose a subject.
lists-nobody-ticked = Tick at least one pupil.
lists-restricted = In the list of a subject, lessons missed are of all subjects.
marks-title = Marks and lessons missed from a file
marks-what = A file of the journal: a table with subjects, a line a mark, or lessons missed; or results of a work by the codes of participants. Before anything is taken the program shows what it understood.
marks-drop = Drop an xlsx or csv file here
marks-choose = Choose a file
marks-read = Read
marks-reading = Reading the file
marks-taken = Files that were taken
marks-undone = taken back
marks-undo = Take back
marks-told = Pupils: { $pupils }. New: { $added }, changed: { $changed }, as they were: { $same }, not taken: { $open }.
marks-take = Take
marks-again = Show anew
marks-nothing = There is nothing new in this file.
marks-none-fits = Nothing of this file can be taken: why is said below.
marks-year = Of which school year
marks-titled = The file names the school year { $titled }, and what it says will be taken for { $year }. Check that it is the right file and the right year.
marks-period = Of which period
marks-period-what = { $n ->
    [one] The file does not say of which period { $n } row is.
   *[other] The file does not say of which period { $n } rows are.
} Choose the period: without an answer these rows are not taken.
marks-month = What is said of { $month } will be taken for { $period }.
marks-file = Marks and lessons missed of { $day }
marks-questions = Who is this?
marks-questions-what = The name alone does not say which pupil it is. Choose, or leave the row.
marks-unknown = Not found in the lists of the school
marks-unknown-what = These rows are not taken. Enter the pupils in their class or check the name, then load the file again.
marks-left = Not taken
marks-done = The file was taken.
marks-no-class = there is no such class
marks-no-pupil = there is no such pupil in the class
marks-no-code = no list of codes of this year has the code
marks-other-grade = the code is of a pupil of another grade: check the year and the list of codes
marks-code = code { $code }
marks-code-grade = code { $code }, grade { $grade }
marks-unknown-codes-what = These results were not taken. Enter the list of codes of this school year, then open the results once more.
marks-to-codes = Enter the list of codes
marks-other-year = Not taken, being of another school year ({ $year }): { $number }. A code is of one year; to take these results choose their year.
marks-several-schools = The files hold results of several schools: the same codes of different schools are not told apart. Leave the files of one school.
marks-results-wait = These are results of a work, but they are not read before questions are answered. Start the program once more, choose “Look at files”, answer the questions, count and press “Keep in the office”; the lists open from the page of the kept results.
marks-named = { $n ->
    [one] { $n } result was not taken: it names the pupil and has no code. To bring it into the list, enter it as a table with names; the sample “Points of a work” is on the page where marks are taken.
   *[other] { $n } results were not taken: they name the pupils and have no codes. To bring them into the list, enter them as a table with names; the sample “Points of a work” is on the page where marks are taken.
}
sample-marks = Marks of a period
sample-marks-what = Needed: «ФИО ученика» (name), «Класс» (class), «Предмет» (subject), «Период» (period) and «Отметка» (mark). Instead of the columns of subject and mark there may be a column for every subject.
sample-points = Points of a work
sample-points-what = Needed: «ФИО ученика» (name), «Класс» (class), «Предмет» (subject), «Работа» (work) and «Баллы» (points). Possible: «Минимум» (least), «Максимум» (most) and «Отметка» (mark): the least and the mark bring a line into the list for consultations.
sample-coded = Results by code
sample-coded-what = Needed: «Код» (code), «Класс» (class), «Предмет» (subject), «Работа» (work), «Учебный год» (school year) and «Баллы» (points). Possible: «Минимум» (least), «Максимум» (most) and «Отметка» (mark). The codes are met with the list of codes of the school.
samples-elsewhere = Marks, points of works and lessons missed are taken on another page:
marks-pass = Passes and releases are not taken: lists do not need them.
journal-consultations = Journal of consultations
journal-pupil = Pupil, class
journal-subject = Subject, topic
journal-leads = Who led it
journal-teacher = Teacher
paper-only = What was said
paper-only-what = Only the outcome is written. What was spoken of stands in no paper.
paper-talk = Record of the talk
paper-route = Route
paper-consultation = Record of the consultation
paper-participation = Olympiad participants: list
paper-prevention = Outcomes of the council on prevention
paper-preparation = Record of the preparation
journal-stage = Stage, form
talk-held = The talk took place
talk-about = Whom the talk was about
no-names = The reason of cancelling stands in the journal too: name no pupils in it.
unfit-mark = There is no mark { $found }: a mark is 1 to 5. Mend it in the file.
unfit-points = Points out of range: { $found }. They are 0 to 10,000; look at the column of points.
unfit-missed = Too many lessons missed: { $found }. More than 10,000 there cannot be; look at the column of lessons missed.
unfit-long = The name of the subject or the work is longer than 500 characters or has characters that cannot be printed. Shorten it in the file.
unfit-of-nothing = Of which period it is, or of which work, is not said. Add a column «Период» or «Работа» to the file.
marks-too-many = The file says more than { $most } things. Part it into several, by class for example.
lists-class = Class
lists-any-class = all classes
lists-why = Why
lists-given = Help this year
lists-given-able = This year already
given-held = Already held: { $kind } { $day }
given-ahead = Ahead: { $kind } { $day }
given-unmarked = Its day has passed, nothing is noted: { $kind } { $day }
given-runs = Runs until { $until }: { $kind }
given-absent = Without the pupil: { $kind } { $day }
lists-who-holds = Who holds it

# Pupils of an olympiad
kind-participation = Olympiad participants
kind-participation-what = Pupils of a stage of an olympiad: consent of families before it, who wrote it, what each reached.
detail-olympiad = Olympiad
form-present = in person
form-remote = remote
place-winner = winner
place-prize = prize
place-part = took part
olympiad-reason = Writes for grade
olympiad-points = Points, diploma
olympiad-consent = The family has agreed
consent = Consent of the family
consent-yes = yes
consent-no = no
consent-without = Consent of the family is not noted of { $n ->
    [one] { $n } participant
   *[other] { $n } participants
}.
consent-add = If there was one, note it at the pupil.
consent-lacks = Families agree by { $day } at the latest: consent is lacking of { $n ->
    [one] { $n } pupil
   *[other] { $n } pupils
}.
consent-late = That day has passed. By the rules of the all-Russian olympiad a pupil without consent does not take part; other olympiads have rules of their own.
stands-title = Marks and lessons missed
stands-of-all = all subjects
says-not-attested = not attested
says-missed = lessons missed: { $missed }
says-missed-of = missed { $missed } of { $of }
says-points = points: { $points }
says-points-of = points: { $points } of { $most }
says-work-mark = mark { $mark }
entrusted-title = Pupils entrusted to me
entrusted-what = These pupils were entrusted to you by a deputy head. Of each it is seen what was done and what is planned.
entrusted-none = No pupil has been entrusted to you yet. A deputy head does it on the page of the pupil.
