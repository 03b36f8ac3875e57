# Words of events: kinds, their fields, minutes, reading. In the words of a school, calm.

kind-council = Pedagogical council
kind-council-what = Agenda, what was heard and decided, who does what by when; what became of earlier decisions comes first.
kind-meeting = Meeting
kind-meeting-what = Meeting with the head or a deputy: agenda, decisions, tasks.
kind-association = Meeting of a subject association
kind-association-what = The teachers of a subject: agenda, decisions, tasks.
kind-marking = Agreeing on marking
kind-marking-what = Before marking begins: version of the criteria, sample scripts, what is agreed on doubtful cases.
kind-analysis = Analysis of a work by the association
kind-analysis-what = Which items were hard, which errors repeat, what follows from it.
kind-parents-school = Parents' meeting of the school
kind-parents-school-what = Agenda, what parents were told, what was decided; how many families came.
kind-parents-class = Parents' meeting of a class
kind-parents-class-what = Held by the class teacher; nothing is asked beyond that it took place.
kind-training = Webinar, seminar, course
kind-training-what = Register of training: who, how many hours, which document, until when it holds. Hours and documents are written once it was held.
kind-reading = Reading
kind-reading-what = Everybody named reads a document and confirms it in the program or with a signature on a sheet.
kind-briefing = Briefing
kind-briefing-what = Text of the instruction, questions about it, signature and how long it holds; it enters the journal of briefings.
kind-visit = Visit of a lesson
kind-visit-what = Card of the visit: the teacher sees it and writes her own word.
kind-material = Materials selected for a subject
kind-material-what = What was selected on objective assessment, and where it was of use.
kind-olympiad = Stage of the olympiad
kind-olympiad-what = How many took part, won, and got prizes at the stage.
kind-assessment = Assessment work
kind-assessment-what = Specification, criteria, who approved it, where it is used.
kind-readiness = Readiness of rooms and conditions
kind-readiness-what = What was looked at before a procedure and what is lacking.
kind-commission = Work in a subject commission
kind-commission-what = Who of the school marked scripts in a commission or a re-check, how many, and what shows it.
detail-criteria-version = Version of the criteria
detail-samples = Sample scripts: code, scores given, score agreed
detail-rulings = What was agreed on doubtful cases
detail-work = Which work
detail-hard = Which items were hard
detail-errors = Errors that repeat
detail-steps = What follows from it
detail-training-form = Form
training-webinar = webinar
training-seminar = seminar
training-course = course
detail-organiser = Who holds it
detail-hours = Hours of the programme
detail-training-document = Document issued
detail-basis = Basis: whose document, date, number
detail-briefed = Who is briefed
briefed-organiser = organisers
briefed-technician = technical specialists
briefed-expert = markers
briefed-observer = observers
detail-instruction = Instruction and its version
detail-topic = Topic of the lesson
detail-visit-goal = Who set the goal of the lesson
whose-teacher = the teacher
whose-together = the teacher together with the class
whose-pupils = the pupils
detail-visit-active = How many pupils worked during the lesson
active-all = all
active-most = more than two thirds
active-half = half to two thirds
active-few = fewer than half
detail-visit-assessment = Assessment in the lesson
assessment-none = none
assessment-formal = a mark without explanation
assessment-reasoned = a mark with explanation
assessment-cumulative = cumulative
detail-visit-criteria = The criteria of the mark are known to pupils
detail-visit-feedback = A pupil learns how to do better
degree-yes = yes
degree-partly = partly
degree-no = no
detail-visit-strong = Strengths
detail-visit-growth = What to work on
detail-visit-again = Another visit is needed
detail-material-source = What it is and where it lies
detail-material-used = Where and with whom it was used
detail-stage = Stage
stage-school = school
stage-municipal = municipal
stage-regional = regional
stage-final = final
detail-took-part = Participants
detail-winners = Winners
detail-prizes = Prizes
detail-specification = Specification: what is tested and how
detail-criteria = Criteria
detail-approved-by = Approved by whom and when
detail-used-in = Where it is used
detail-rooms = Which rooms
detail-clocks = Clocks in sight
detail-devices = Equipment tested
detail-belongings = A place for belongings
detail-stands = Reference materials covered
detail-lacks = What is lacking
detail-ready = Outcome
ready-yes = ready
ready-reservations = ready with reservations
ready-no = not ready
detail-commission = Which commission
detail-scripts = Scripts marked

missing-attendance = Note who came.
turnout-few = { $came } of { $of ->
    [one] { $of } participant
   *[other] { $of } participants
} were present, fewer than half: what was decided needs to be confirmed.
missing-earlier = Write what became of earlier decisions.
missing-question = Write on the question “{ $question }”: what was heard or decided.
missing-nobody = Name who is to read it.
missing-readers = Have not read it yet: { $owe ->
    [one] { $owe } person
   *[other] { $owe } people
}.
missing-text = Enter the text or the file that is to be read.
missing-detail = Fill in: “{ $name }”.

title = Events
papers = Papers
plan = Plan
send = Send out for reading
empty = Meetings, briefings, training, visits of lessons, readings stand here. What is to be held?
kind = Kind
any = all
all = show all
day = Date
what = What
owner = Answers for it
visitor = Who visits the lesson
beside = Whose, when, about how many
list-names = Names of pupils do not stand in the list: they are on the page of the event, where every reading of them is noted.
how-far = How it goes
read-of = { $read } of { $all ->
    [one] { $all } person
   *[other] { $all } people
} have read it
tasks-open = { $open ->
    [one] { $open } task open
   *[other] { $open } tasks open
}
choose = What is to be held?
choose-fitting = Fits the measure of the plan
choose-other = Something else
state-planned = planned
state-reading = being read
state-held = held, not closed
state-closed = closed
state-cancelled = cancelled
task-open = open
task-done = done
task-withdrawn = withdrawn
part = Part
part-chair = Chair
part-secretary = Secretary
part-member = Participant
taken-unanimous = unanimously
taken-majority = by majority
taken-chair = by the chair
read-screen = in the program
read-sheet = by signature on a sheet
read-scanned = scan kept
read-declined = declined
evidence = { $kind } { $day }: { $title }
evidence-of-pupils = { $kind } { $day }
with-pupils = Work with pupils
quiz-wrong = Line { $line }: below a question at least two answers are needed, one of them right and with a plus.
field-title-hint = may be left empty: it is then called what it is
field-title = What about
field-day = Date
field-time = Time
field-time-hint = Hours and minutes, for example 14:30; a lesson will do, too: after lesson 6
field-place = Place
field-class = Class
field-class-hint = For example 7A; empty for the whole school
field-subject = School subject
field-subject-hint = Empty for all subjects
field-text = Text to read
field-text-hint = What everybody confirms; a file can be attached
field-file = File
field-quiz = Questions about the text
field-quiz-hint = A line is a question; below it answers: a wrong one begins with a minus, the right one with a plus
field-pass = Right answers needed
field-pass-hint = Empty for all
not-said = not said
agenda = Agenda
agenda-hint = What became of earlier decisions comes first by itself.
question = Question { $number }
speaker = Speaker
speaker-alone = There is a speaker and no question. Write the question, or take the speaker away.
nobody = nobody yet
left-here = no longer works here
participants = Participants
group-teachers = All teachers
groups-leave = Without a role in the program, and so in none of these lists: { $names }. Tick them by name or give them a role under “People”.
groups-more = and { $n } more
group-class-teachers = Class teachers
group-association-heads = Heads of associations
group-heads = Head and deputies
by-name = By name
shows = Measures of the plan that are closed with it
shows-hint = When the event is closed, they are said done.
whose = Whose: class, subject, who answers for it
change = Change the event
valid-until = Holds until
read-until = To be read by
came = Attendance
came-of = { $came } of { $of ->
    [one] { $of } person
   *[other] { $of } people
}
came-of-families = { $came } of { $of ->
    [one] { $of } family
   *[other] { $of } families
}
text = Text
text-changed = The text has changed since: please read it again.
acknowledge = I have read it
read = Reading
own-word = Own word
left = no longer works here
was-there = yes
was-not-there = no
not-read = not yet
right-of = { $right } of { $all ->
    [one] { $all } question
   *[other] { $all } questions
} right
old-text = earlier text
number = Number of the minutes
number-hint = Numbers run through the school year, each association and class has its own.
number-change = Change the number of the minutes
minutes = Minutes
earlier = What became of earlier decisions
heard = Heard
decided = Decided
how = How it was taken
tasks = Tasks
tasks-hint = What, who, until when; whoever is named sees the task on her own page.
task = What is to be done
who = Who
as-written = as written beside
post = Who, if not in the list
task-due = Until
until = by { $day }
write = Write down
shown-already = noted
ahead = That it took place can be noted on its day.
close = Close
close-what = { $times ->
    [0] Everything an event of this kind needs is written.
    [one] Everything it needs is written. { $times } measure of the plan will be said done with the event.
   *[other] Everything it needs is written. { $times } measures of the plan will be said done with the event.
}
closed-word = { $times ->
    [0] The event is closed.
    [one] The event is closed, { $times } measure of the plan is said done.
   *[other] The event is closed, { $times } measures of the plan are said done.
}
to-close = Before it can be closed:
attendance-again = Mend who was there
families-came = Families that came
families-all = Families invited
who-came = Who was there
hold = Note that it took place
came-wrong = Give in numbers how many came and how many were invited.
tick-title = Note a signature on a sheet, or a refusal
who-signed = Who
sheet-day = Date on the sheet
sheet = Sheet with signatures
sheet-hint = A photo or a scan of the sheet; not needed where somebody declined
sheet-replace = Replace or attach the scan of a sheet
sheet-replace-what = The new scan takes the place of the earlier one of everybody ticked.
sheet-whose = Whose signatures are on the sheet
sheet-attach = Attach the scan
tick-how = What to note
tick-signed = signed the sheet
tick-declined = declined to sign: one person, and why in the remark
tick-note = Remark
tick = Note
say-word = My word
cancel = Cancel the event
reopen = Open again
tasks-title = Tasks
tasks-empty = No task is open.
decided-at = Decided at
late = overdue
said-of-it = Remark
task-say-done = Done
task-withdraw = Withdraw the task
task-reopen = Take it up again
task-without-day = Give the last day of the task.
task-without-text = Write what is to be done, or empty the other fields of the row.
task-without-owner = Choose who does it, or write the post.
task-too-early = The last day is before the event. Choose a day not before { $day }.
mine-to-read = To read and confirm
read-short = Read
mine-tasks = My tasks
mine-to-comment = Your lesson was visited: you may add your own word
comment-short = Add
mine-to-write = To write and close
write-short = Write
mine-ahead = Soon, with you
paper-came = Sheet of attendance
paper-read = Sheet of reading
paper-card = Card
paper-facts = The event in brief
register-visit-lesson = Lesson: class, subject, topic
register-visit-observed = What was seen
paper-agenda = Agenda
paper-minutes = Minutes
register-briefings = Journal of briefings
register-training = Journal of training
register-of = Register: { $kind }
registers = Registers
registers-what = Made of what is written of events. Here are those that have something in them.
note-column = Note
journal-person = Name, post
journal-topic = Topic
journal-instruction = Instruction, version
journal-briefed-by = Who briefed, post
journal-signed = Signature of whoever was briefed
journal-signed-by = Signature of whoever briefed
journal-confirmed-screen = confirmed in the program, { $day }
detail-meeting-form = How the meeting is held
meeting-in-person = in person
meeting-remote = remotely
hold-one = Hold it
seats-of = { $people ->
    [one] { $people } person
   *[other] { $people } people
}
without-file = Take the attached file “{ $file }” away
visited = Teacher whose lesson it is
class-choose = choose a class
class-none = the whole school
stands-came = (now written: yes)
stands-absent = (now written: no)

# The card of a visit
nothing-to-add = Nothing to add
card = Card
card-later = Card: filled in once the visit has taken place
card-fill = Fill in the card
card-awaits = The teacher speaks first: up to and including { $until } the card is seen by the visitor and the teacher alone, and the visit is not closed. The teacher is told on the page Today; she can also be asked to answer sooner.
card-yours = You speak first: up to and including { $until } the card is seen by you and the visitor alone. You need not answer: after that day others who see visits will see it too.
card-hidden = The card is seen by the visitor and the teacher alone until the teacher has spoken or the term is over.
card-kept = seen by the visitor and the teacher for now

# Hours and documents of whoever took part in a training
certificates = Hours and documents of participants
certificates-hint = Empty hours and an empty day are those of the event itself. Number, issuer and day can also be entered later, once the document has come.
certificate-hours = Hours
certificate-number = Number of the document
certificate-issuer = Issued by
certificate-until = Valid until
certificate-document = Document
certificate-numbered = No. { $number }
certificate-issued = issued by: { $issuer }
certificate-stands = It now says: { $now }. Save once more to write yours.
certificate-stands-empty = It is empty now. Save once more to write yours.
trainings-title = Training
trainings-empty = No training is recorded yet: it appears here once a webinar, seminar or course is marked as held.
trainings-own = Here are your own training and the training you lead.
trainings-register = Register of training:
mine-expiring = A document of training runs out soon
expiring-of = { $name }: valid until { $day }
expiring-yours = Your document is valid until { $day }
expired-of = { $name }: ran out on { $day }
expired-yours = Your document ran out on { $day }
