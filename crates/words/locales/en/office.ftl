# Words of the office (`objektiv serve`). The reader is a deputy head who sees the program for the first time.

rooms = Rooms
room-today = Today
room-plan = Plan
room-procedures = Procedures
room-events = Events
room-results = Results
room-papers = Papers
room-people = People
room-school = School
room-journal = Journal
search = Find
search-hint = Find a measure, a person, a paper
trail = Where you are
sign-out = Sign out
to-the-start = To the start
no-link = Open the address the program showed in its window: it lets in once, until the school is founded.
print = Print
save = Save
history = History
history-earlier = Show everything from the beginning
older = Earlier
when = When
who = Who
what = What
state = State

field-missing = Please fill this in.
field-day-wrong = A day is needed: 15.10.2026, for example.

start-title = The school's office
start-lead = Write down the school and yourself. The rest is filled in already and can be changed later too.
start-rest = School year, working week, periods, time zone
start-role = You will be deputy head and administrator. Later these roles can be parted between people.
start-button = Found the school
school-name = School
school-name-hint = As in its papers.
school-place = Settlement
school-place-hint = It is printed on papers; it may stay empty.
school-address = Address
school-address-hint = Street, house, postal code. It is printed below the name of the school; it may stay empty.
your-name = Your name
your-name-hint = Surname, first name, patronymic: as it will stand in papers.
password = Password
password-hint = Eight characters at least. Some words are better: they are easier to remember.
password-short = The password is shorter than eight characters or longer than five hundred.
password-wrong = This is not the password. Check the keyboard layout and the case.
year-first = First day of the school year
year-last = Last day of the school year
week = Working week
week-five = Five days
week-six = Six days
periods = Periods of study
periods-quarters = Quarters
periods-trimesters = Trimesters
periods-half-years = Half-years
zone = Time zone
zone-ahead = { $city }, Moscow { $hours } h
restore-title = Is there a backup?
restore-at-start = A backup is restored into an empty folder: stop the program and run “objektiv restore BACKUP --data FOLDER”. You will need the recovery sheet.

sign-in-title = Sign in
sign-in-name = Name
sign-in-name-hint = As it is written in the office; the order of the words does not matter.
sign-in-button = Sign in
sign-in-wrong = Name or password did not fit. Check the keyboard layout and the case. Where that does not help, ask whoever keeps the people in the program: the way in may have been closed.
sign-in-busy = There are too many attempts to sign in just now. Wait some seconds and try again.
sign-in-locked = You are shut out, or you hold no role. Ask whoever manages people.
forgotten = Password forgotten? Whoever manages people issues a new slip. If that is you, run “objektiv admin --data FOLDER” on the school's computer.
family-way = I have a notice of the school with a code
slip-way = I have a slip
slip-title = Sign in with a slip
slip = Code on the slip
slip-hint = Sixteen characters; hyphens and case do not matter.
slip-wrong = This is no code of a slip: it has sixteen Latin letters and figures.
slip-button = Set the password and sign in
code = Code of the phone
code-hint = Six figures of the program of codes; they hold for half a minute, once.
code-first-hint = The six figures the program of codes shows now.
code-title = Code of the phone
code-what = After the password a code of the phone is asked too: a stranger with your password does not come in.
code-is-on = The code of the phone is asked.
code-is-off = The code of the phone is not asked any more.
code-begin = Ask for a code
code-end = Ask for it no more
code-wrong = The code does not fit: it was used, has changed, or the clock of the phone is wrong. Wait for the next one and type it.
code-held = There were too many wrong codes. The next can be typed in a quarter of an hour; a slip lets you in at once.
code-lost = No phone at hand? Whoever manages people gives out a slip: with it no code is asked, and none afterwards.
code-step-program = Open a program of codes on the phone. Any will do: Yandex Key, Google Authenticator, FreeOTP.
code-step-read = Let it read this picture.
code-step-type = Or type the key by hand:
code-step-code = Type the code it shows below, with your password.
code-picture = A picture with the key for the program of codes
code-suggested = The office is open to the network of the school. Ask for a code of the phone: then a password alone is not enough.
new-password = New password
old-password = Present password
change-password = Change the password
step-up-title = The password once more
step-up-why = For this the password is asked separately. It holds for ten minutes.
step-up-button = Go on

role = Role
role-administrator = administrator
role-head = head
role-deputy-head = deputy head
role-association-head = head of a subject association
role-teacher = teacher
role-class-teacher = class teacher
role-psychologist = psychologist or social teacher
role-auditor = auditor

person-post = Post
person-post-hint = As in the list of staff. A role is proposed from it, and namesakes are told apart by it. Empty: not told.
person-rename = Change the name
person-rename-name = New name
person-rename-name-hint = Surname, first name and patronymic in full. The new name is what she signs in with; the password stays.
person-rename-since = From which day
person-rename-since-hint = Where the surname changed: papers of earlier days keep the former name. Where a slip is corrected leave it empty: the name changes on all papers.
person-formerly = until { $day } — { $name }
person-name = Name
people-count = { $n ->
    [one] { $n } person is listed.
   *[other] { $n } people are listed.
}
people-what = who works in the program, roles, slips
person-invited = has not signed in yet
person-active = works here
person-locked = shut out
person-left = does not work here any more
person-merged = the record went into another
people-merge-title = Two records of one colleague
people-merge-find = Find the other record of this colleague
people-merge-choose = This is the same person as:
people-merge-what = Everything of the second record moves to the first. Nobody signs in by the second any more; signing in by the first stays as it was. Lists from files will know the person by both records. It can be taken back.
people-merge-unlike = The names of these records are not alike. Make sure that it is one person.
people-merge-sign-in = Signs in as
people-merge-moves = Moves to the first record
people-merge-nothing = Nothing belongs to the second record.
people-merge-twice = Both records have it, one of each stays:
people-merge-no-rights = The second record is shut out, so its roles and deputies do not move.
people-merge-not-come = Nobody has signed in by the first record yet: a slip will be needed.
people-belong-deputies = Deputies
people-belong-loads = Lessons
people-belong-classes = Classes as class teacher
people-belong-pupils = Pupils entrusted
people-belong-measures = Measures
people-belong-events = Events
people-belong-tasks = Tasks
people-belong-procedures = Procedures of the schedule
people-belong-notices = Notices
people-belong-records = Records merged before
people-belong-done = Records of what was done and signed
people-became = This record went into another:
people-merged = Merged into this record:
invite-title = Invite
invite-what = After the invitation the program shows a slip with a code: hand it to the person yourself.
invite-button = Invite and show the slip
roles-title = Roles
role-give = Give the role
role-withdraw = Withdraw
roles-none = No roles.
role-where = Where it holds
role-where-hint = Head, deputy head, administrator and auditor: always the whole school.
role-class = Class
role-class-hint = Where one class is chosen: 7A, for example.
role-class-missing = Name the class: 7A, for example.
role-to-hint = Empty: until it is withdrawn.
scope-school = the whole school
scope-of-class = one class
scope-class = class { $name }
scope-subject = subject: { $name }
day-from = From
day-to = To
days-from = from { $from }
days-from-to = from { $from } to { $to }
deputies-title = Standing in
deputies-none = Nobody stands in.
deputy-name = Name a stand-in
deputy-what = On these days the stand-in has the rights of whoever is away. The journal says who did it and for whom. Nobody becomes the second person over what the one she stands in for signed.
deputy-nobody = There is nobody yet: invite somebody else first.
deputy-who = Who stands in
deputy-role = In which role
deputy-all-roles = in all roles
deputy-end = End it
stands-in-for-her = stood in for by
she-stands-in = stands in for
you-stand-in = you stand in for { $name }
acted-for = { $who } (standing in for { $whom })
open-with-title = Open work
open-with-none = Nothing is open with this person.
open-with-count = { $n ->
    [one] { $n } matter is open with this person: measures of the plan, decisions, events.
   *[other] { $n } matters are open with this person: measures of the plan, decisions, events.
}
hand-over = Hand everything over
hand-over-what = Everything that is open is handed over at once. What was done stays with whoever did it; the words of the plan on owners do not change, they are edited in the measure itself.
hand-over-to = To whom
hand-over-the-same = to the one chosen above
hand-over-reason-hint = The ground: an order, an illness, a leave.
handed-over = { $n ->
    [one] { $n } matter handed over.
   *[other] { $n } matters handed over.
}
leave-title = A colleague left
leave-what = Sessions end at once, roles and standing in end with the last day of work. What was done stays with this person; open work, classes and lessons are listed to be handed over.
leave = Shut out and show open work
left-day = Last day of work
left-last = last day of work { $day }
left-what = This person does not work at the school any more. Where she came back, let her in and give her roles anew.
left-said = Shut out, sessions ended. Open work of this person is handed over by a deputy head on this same page.
teaching-title = Classes and lessons
teaching-ahead = Where this person leaves, these classes and lessons stay without a teacher. Choose to whom they go.
teaching-left = These classes and lessons are without a teacher. Choose to whom they go.
teaching-elsewhere = To whom they go is said by the head or a deputy head on this same page.
teaching-class = { $class }: class teacher
teaching-load = { $class }: { $subject }
teaching-stays = nobody chosen yet
teaching-give = Hand over the chosen classes and lessons
teaching-none = Choose to whom at least one class or lesson goes.
teaching-given = Classes and lessons handed over: { $n }.
lacking-title = Classes lack
lacking-class = { $class }: no class teacher
lacking-load = { $class }: no teacher, { $subject }
lacking-go = Choose
history-title = What happened
access-title = Access
locked-what = This person cannot sign in. Her roles and all she did stay.
unlock = Let in again
lock-title = Shut out
lock-what = When somebody left or lost a telephone: her sessions end at once, what she did stays.
lock = Shut out
slip-first = The first time one signs in with a slip.
slip-anew = If the password is forgotten, issue a new slip: it sets a new password.
slip-issue = Issue a slip
slip-for = Slip for signing in
slip-step-address = Open { $address }
slip-step-here = On the computer the office runs on open { $address }
slip-only-here = The address on the slip opens on the computer the office runs on and nowhere else. For people to come in from other computers and phones of the school, ask whoever keeps this computer to open the office for the school's network (the command “objektiv serve --lan”). It names the address, and new slips will have it.
slip-step-type = Type the code and think of a password.
slip-step-name-short = signs in as “{ $name }”
slip-step-name = From then on sign in as “{ $name }” with this password.
slip-until = The code is good until { $until }, once.
slip-once = The program keeps only a digest of the code: this slip cannot be shown again, a new one can be issued.

school-lead = Settings, school years, backups.
settings-title = Settings
years-title = School years
year-new = A new school year
year-open = Open the year
year-close = Close the year
year-closed = closed
backups-title = Backups
backups-what = recovery sheet, last backup, room on the disk
journal-what = who did what and when, whether it is whole
clock-title = Clock
clock-now = By this computer's clock it is { $now }.
clock-right = The clock is right, go on
lan-title = On the network of the school
lan-address = Other computers of the school open the office at { $address }
lan-fingerprint = The browser will warn that it does not know the certificate: the program made it by itself. Compare its SHA-256 fingerprint with this one before you agree:

journal-lead = Every act is entered. An entry cannot be changed unnoticed: the next one carries its digest.
journal-of-one = This is the history of one thing.
journal-all = Show everything
somebody = a member of staff
the-program = the program
the-console = at the school's computer
checkpoint-title = Checkpoint
checkpoint-what = A signed digest of the whole journal. Print it or send it to those who inspect you: by it one sees that nothing before it was changed.
journal-export = Download the journal for verification

month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December
of-month-1 = January
of-month-2 = February
of-month-3 = March
of-month-4 = April
of-month-5 = May
of-month-6 = June
of-month-7 = July
of-month-8 = August
of-month-9 = September
of-month-10 = October
of-month-11 = November
of-month-12 = December
weekday-1 = Monday
weekday-2 = Tuesday
weekday-3 = Wednesday
weekday-4 = Thursday
weekday-5 = Friday
weekday-6 = Saturday
weekday-7 = Sunday
day-of = { $day } { $month }
until = by { $day }
month-until = { $month }, by { $day }
all-year = all year
by-schedule = by a schedule: { $schedule }
as-needed = when needed: a question every month
each-week = every week
each-month = every month
each-quarter = once a quarter
each-period = once a period of study
after-each-period = after each period of study
each-half-year = once a half-year
times-a-year = { $n ->
    [one] { $n } time a year
   *[other] { $n } times a year
}
any = any
and-more = { $n ->
    [one] and { $n } more
   *[other] and { $n } more
}
nothing-here = Nothing here.
change = Change
upload-broken = The file did not arrive. Check it and try again.
file-missing = Choose a file.

today-title = { $weekday }, { $day }
today-without-plan = There is no plan yet. Everything begins with it.
nothing-owed = Nothing you have to do today.
nothing-waits = Nothing is due today.
nothing-overdue = Nothing is overdue.
needs-attention = Asks for attention
look-at = Look
waits-count = { $n ->
    [one] { $n } matter waits for you.
   *[other] { $n } matters wait for you.
}
week-count = { $n ->
    [one] { $n } more this week.
   *[other] { $n } more this week.
}
overdue-count = { $n ->
    [one] { $n } is overdue.
   *[other] { $n } are overdue.
}
waits-for-you = Waits for you
this-week = This week
this-month = Until the end of the month, and begun
plan-so-far = The plan
plan-not-approved = The plan is not approved yet.
of-measures = { $n ->
    [one] of { $n } measure done
   *[other] of { $n } measures done
}
measures-await = { $n ->
    [one] { $n } more awaits acceptance.
   *[other] { $n } more await acceptance.
}
say-done-short = Mark…
decide = Decide

plans-title = Plans
plan-none = There is no plan yet
plan-another = Another plan
plan-drop = Drop your own plan here: Word or Excel, just as it is.
plan-choose = Choose the plan's file
plan-read = Read the plan
plan-reading = The plan is being sent and read
plan-file = File of the plan
plan-library-title = No plan yet?
plan-library-what = The program has one ready: a measure for every requirement, with dates and owners. Everything can be changed. Times that have passed already are named apart, and can be said done all at once.
plan-library-begin = Begin with the ready plan
library-plan-title = Plan of measures for the objectivity of assessment, school year { $year }
library-plan-goal = Objective assessment: the same rules for all, procedures that can be checked, and help for those who need it.
library-name = Library of measures
to-the-plans = To the plans
views = Views of the plan
view-year = Year
view-board = Board
view-table = Table
view-about = About
legend = Legend
measure = Measure
measures-count = { $n ->
    [one] { $n } measure
   *[other] { $n } measures
}
occurrences-count = { $n ->
    [one] { $n } date
   *[other] { $n } dates
}
blocks-count = { $n ->
    [one] { $n } block
   *[other] { $n } blocks
}
count-done = { $n } done
count-awaits = { $n ->
    [one] { $n } awaits acceptance
   *[other] { $n } await acceptance
}
before-approval = { $n ->
    [one] { $n } time was due before the plan was approved in the program ({ $day }): it does not count as overdue.
   *[other] { $n } times were due before the plan was approved in the program ({ $day }): they do not count as overdue.
} What was done already can be said of all at once.
before-approval-go = Say so
before-approval-go-of = Say so: { $plan }
before-approval-most = No more than { $n } are said so at once: those due first come first.
before-approval-draft = { $n ->
    [one] { $n } time has passed already and the plan is not approved yet: it does not count as overdue.
   *[other] { $n } times have passed already and the plan is not approved yet: they do not count as overdue.
} What was done already can be said of all at once.
count-overdue = { $n } overdue
count-passed = { $n } passed before the plan was approved
count-passed-unentered = { $n } passed before the approval was entered in the program
count-passed-draft = { $n } passed already
count-without-date = { $n } without a date
approved-by-order = approved by order No. { $number } of { $day }
approval-head = Approval head
plan-title = Title
goal = Goal
directions = Directions
amendments = Changes after approval
plan-again-title = The corrected file
plan-again-what = If the plan was corrected in Word or Excel, put it here: only what changed in the file changes.
batches-title = What was taken, and from where
board-now = Now
board-under-way = Under way
board-ahead = Ahead
board-done = Closed
filter = Show
filter-words = Words
block = Block
approval-of-order = APPROVED by order of { $day } No. { $number }
block-untitled = Measures
term = Date
owners = Owners
answers-now = Answers for it now
handed-on = Handed over on { $day }, before: { $who }
written = Saved.
handed-to-you = Handed over to you
handed-before = before: { $who } · { $day }

import-title = The plan was understood so
import-none = There is no plan in the file
import-summary = “{ $name }”: { $blocks }, { $measures }. { $questions } Nothing changes before “Take the plan”.
import-no-questions = There are no questions.
import-open = { $n ->
    [one] { $n } place has to be made clear, the rest can be taken at once.
   *[other] { $n } places have to be made clear, the rest can be taken at once.
}
import-take = Take the plan
import-again = Understand anew
import-questions = { $n ->
    [one] To { $n } question
   *[other] To { $n } questions
}
import-move = Move the dates to { $year }
import-preface = What stands before the table
import-skip = Leave this row out
import-left = Not taken from the file
import-notes = Remarks on the file
as-written = As written
as-understood = As understood
corresponds = What corresponds in the library
owner-from-above = owner from the merged cell above: { $owner }
fate-new = new
fate-same = unchanged
fate-changed = changed in the file
fate-conflict = changed both in the file and here: what is here stays
fate-removed = removed here earlier, does not come back
left-out-by-hand = left out by a person
gaps-title = What the plan lacks
gaps-what = The library has measures for requirements this plan does not touch:
plan-untitled = Plan for the school year { $year }

approve = Approve
approve-title = Approve the plan
approve-what = A plan is approved by somebody else than its author: another person, or an order on paper.
approve-on-paper = By an order
approve-on-paper-what = Write down number and date of the signed order and attach its scan or photograph.
approve-by-order = Approve by the order
order-number = Number of the order
order-day = Date of the order
order-scan = Scan of the order
order-scan-hint = PDF or a photograph.
order-named = Order No. { $number } of { $day }
order-entered = entered on { $day }
order-open = scan
order-approved = The plan was approved
order-dropped = A measure was dropped: { $measure }
order-dropped-time = A date was dropped, { $day }: { $measure }
orders-title = Orders
approve-by-person = In the program
approve-not-oneself = You began the plan, so somebody else approves it here: the head finds it on her page “Today”. Where the head does not work here yet, invite the head under “People”.
approve-oneself = You can approve this plan: somebody else began it.

understood = Understood as
expected = What is expected
number = Number
measure-text = What is done
measure-add = Add a measure
measure-change = Change the measure
measure-remove = Delete a measure entered by mistake
measure-remove-what = It can be deleted as long as nothing was decided about it; else it is dropped with a reason.
term-hint = As in the plan, in Russian: «15.10.2026», «октябрь», «раз в четверть», «в течение года», «по графику ВПР».
asks-acceptance = A second person accepts what was done
owner-people = Colleagues it stands with
owner-people-hint = The measure is among the matters of these people. The words on owners above stay as the plan has them.
why-changed = Why it is changed
why-changed-hint = Needed where the plan is approved already.
occurrences-title = Dates
no-date-what = The measure has no date. It can be set with “Change”.
waits-what = Its date appears when the schedule is known.
done-words = What was done
done-words-hint = In one or two sentences: this stands in the report.
done-on = When
done-file = Evidence
done-file-hint = Minutes, a signed sheet, a photograph; a file is not required. It is kept encrypted.
say-done = Mark as done
put-off = Put off
put-off-to = New date
reason = Reason
was-put-off = Put off from { $day }.
drop-occurrence = Drop this date
drop-ask = Send for a decision
drop-occurrence-paper = If an order drops it, give its number, its date and its scan: the date is dropped at once. Without an order another person decides.
drop-by-order = Drop by an order
drop-asked-what = It was proposed to drop this date. Another person decides: the head or another deputy.
agree-to-drop = Agree and drop
accept = Accept
accept-again-what = What shows it has changed since it was accepted. Look at it and accept it once more: another person than whoever said it done or attached something.
accept-what = Marked as done. Another person accepts it.
withdraw = Back to work
needed-question = Was it needed this month? If so, mark it as done.
not-needed = Not needed

schedules-title = Schedules and holidays
schedules-lead = Measures “by a schedule” get their dates as soon as the schedule is known.
schedule-days = Days
schedule-days-hint = One a line: the date and what it is. For example: 15.04.2027 ВПР, математика, 5 классы
schedule-waiting = { $n ->
    [one] { $n } measure waits
   *[other] { $n } measures wait
}
schedule-known = { $n ->
    [one] { $n } day known
   *[other] { $n } days known
}
line-wrong = This line was not understood: “{ $line }”.
terms-title = Periods of study and holidays
terms-usual = The usual days stand here. Correct them by the school's calendar.
terms-periods = Periods
terms-holidays = Holidays
terms-hint = One a line: 01.09.2026 – 24.10.2026
search-title = Search
search-pupils = Look among pupils
search-more = More than fifty measures of plans have these words, the latest years are shown. Add a word.
search-nothing = Nothing was found. Try a single word.
batch-undone = taken back
batch-undo = Take it back
batch-undo-what = Everything taken from this file goes, as long as nothing was decided about it.

papers-title = Papers of the plan
papers-report = Report on the plan
papers-report-what = What was done and what shows it, what was put off, dropped, is overdue.
papers-so-far = Until today
papers-year = For the year
papers-quarter = Quarter { $n }
papers-trimester = Trimester { $n }
papers-half = Half-year { $n }
import-not-understood = The date “{ $when }” was not understood (measure “{ $text }”). Write it another way, choose an answer beside it, or leave the row out.
papers-period = Period { $n }
papers-make = Make it in Word
papers-plan = Plan
papers-plan-plain = The plan as it is
papers-plan-marks = The plan with what was done
papers-order = Order on the plan
papers-checkpoint = At the foot of every page stands a checkpoint of the journal: it shows of which day the paper is.
put-off-until = put off until { $day }
done-said-on = done { $day }
done-awaits = done { $day }, awaits acceptance
done-accepted = done { $day }, accepted { $on }
done-changed = done { $day }, accepted { $on }, changed after acceptance
accepted-by = accepted { $on }: { $who }
not-in-time = not done in time
from = From
to = To

sheet-title = Recovery sheet
sheet-what = The sheet opens backups. Without it a backup is of no use, to a stranger or to you.
sheet-printer = Have a printer ready: the key is shown once and is not kept on this computer.
sheet-renewed = A new sheet replaces the older one for new backups. The older sheet opens older backups: do not throw it away.
sheet-make = Make the sheet
sheet-later = Make it later
sheet-key = Key
sheet-step-print = Print the sheet, or copy key and word by hand.
sheet-step-keep = Keep it away from the computer: in the school's safe.
sheet-step-restore = On a new computer run “objektiv restore BACKUP --data FOLDER” and type the key.
sheet-ledger = Key of the school's journal: { $key }
sheet-printed = I have the sheet, go on
sheet-none = There are no backups yet: the recovery sheet comes first.
sheet-renew = Make a new recovery sheet
sheet-confirm-title = Do you have the sheet?
sheet-confirm-what = Type the check word of the sheet. Before that no backup counts: there may be nothing to open it with.
sheet-confirm = Confirm
sheet-confirmed = The word is right: this sheet opens backups. From now on they count; they lie in { $folder }.
check-word = Check word
check-word-hint = The word and two figures at the foot of the sheet.
backup-make = Make a backup now
backup-last = Last backup: { $when }.
backup-none-counts = There is no backup yet.
backup-room = Free on the disk: { $size }.
backup-where = Backups lie in { $folder }. The program makes one a day by itself. Carry them to another medium.
backup-size = Size
backup-file = File
backup-counts = counts
backup-not-yet = does not count: the sheet is not confirmed
backup-gone = the file is gone
view-month = Month
view-week = Week
weekdays-short = Mo Tu We Th Fr Sa Su
turning = Earlier and later
earlier = ← Earlier
later = Later →
week-nothing = Nothing falls due this week.
goes-on = { $n ->
    [one] { $n } measure goes on
   *[other] { $n } measures go on
}
calendar-file = Dates for your own calendar (.ics file)
preface-change = Change title, goal, directions
one-a-line = One a line.
approval-head-hint = As on paper: “APPROVED”, post, date. Where an order approved the plan, the order is written.
plan-close = Close the plan
plan-close-what = A closed plan stays as it is: nothing in it changes any more, its papers can still be made.
plan-close-open = { $n ->
    [one] Nothing is decided about { $n } date.
   *[other] Nothing is decided about { $n } dates.
}
plan-close-awaits = { $n ->
    [one] { $n } date is said done and not accepted yet.
   *[other] { $n } dates are said done and not accepted yet.
}
plan-close-not-yet = Only an approved plan is closed.
closing-report = How the year ended
closing-standing = { $all } dates: { $done } done, { $waiting } awaiting acceptance, { $dropped } dropped, { $open } undecided.
measure-drop = Drop the measure
measure-drop-what = A dropped measure stays in the plan with its reason. It is dropped by somebody else than whoever began the plan, or by an order on paper.
measure-drop-paper = If you drop it by an order: number, date and scan.
papers-issue = Issue with a number
papers-register = Papers issued in the school year
papers-register-what = The numbers are common: papers of plans and of procedures get them one after another.
papers-register-empty = No paper of this school year is issued yet. An issued one gets a number and is kept as it was.
verify = Verify the journal
verify-held = Checkpoint from paper
verify-held-hint = Optional: the text of the QR code on a paper of the school. Shows whether anything in the journal was changed since that day.
verify-whole = The journal is whole: { $n } entries, each in its place and unchanged.
verify-agrees = The journal is whole and agrees with the checkpoint: { $n } entries.
verify-differs = Discrepancy: entry { $n } does not agree. Save the journal to a file and verify it on another computer.
verify-other = This checkpoint is of another journal: it is not signed with the key of your school.
verify-not-read = This text is no checkpoint. All of the text of the QR code on the paper is needed, with its signature: the camera of a phone reads it. The line at the foot of the page is not enough.
verify-later = The checkpoint is later than this journal ends: this seems to be an older copy.
verify-elsewhere = The program that keeps the journal verifies it here. Independent is the journal's file on another computer.
parts-title = Parts of pages
results-empty = Results of works are kept here together with the files they come from. Start the program once more (by its icon or as objektiv open), choose “Look at files”, make the report and press “Keep in the office” in it: the report appears here and waits for your decision.
results-wait = Waiting for a decision
results-kept = Kept
results-taken-back = Taken back
results-wait-what = Until a report is kept it is in no backup.
results-spoiled = A report that was handed over does not open: its file is damaged, or of another version of the program. Hand the report over again and put this one away.
results-take = Keep
results-away = Do not keep
results-replaces = In place of which results
results-beside = New, beside the others
results-without-works = Results without works
results-works = { $first } and { $n ->
    [one] { $n } more work
   *[other] { $n } more works
}
results-all-works = All works: { $n }
results-sets = { $n ->
    [one] { $n } set
   *[other] { $n } sets
}
results-counted = Counted on { $at } by version { $version }. Purpose: { $purpose }.
results-found = { $n ->
    [one] { $n } result set
   *[other] { $n } result sets
}, worth a look: { $looks }.
results-open = Questions without an answer: { $n }.
results-brings = Source files: { $sources }, documents of the report: { $papers }. Names are kept sealed.
results-stands = in force
results-replaced = replaced by later ones
results-withdrawn = taken back
results-already = These results are kept already
results-to-kept = Open the kept results
results-later = the later results
results-kept-by = Kept on { $day } by { $name }.
results-report = Open the report
results-tables = Tables and the page of the report
results-from = Counted from
results-part-answers = answers to questions
results-part-protocol = settings of the analysis
results-part-findings = findings for programs
results-withdraw = Take back
results-withdraw-hint = The files and the entry in the journal stay; results these had replaced stand again.
results-pupils = Lists of pupils
results-pupils-what = By the codes of participants the results become lines of lists for consultations: the codes meet the school's list of codes. Before anything is taken the program shows whom it knew.
results-pupils-do = Know pupils by their codes
results-pupils-none = No work of these results has codes of participants.
results-pupils-wait = The works with codes are not read before questions are answered. Answer them when counting and keep the results once more.
kilobytes = { $n } KB
results-today = { $n ->
    [one] { $n } report waits for a decision: whether to keep it
   *[other] { $n } reports wait for a decision: whether to keep them
}
level = Whose plan
level-federal = Federal plan
level-region = Plan of the region
level-municipality = Plan of the municipality
levels-title = Plans of the levels above
levels-what = Beside the school’s plan lie those of the country, the region, the municipality: which measure of the school answers each of theirs is seen, and what nothing answers yet.
levels-paper = The same list in Word
levels-add = Lay another plan beside
levels-read = What was read
levels-read-what = Read: { $measures }. Untick what has nothing to do with the school.
levels-take = Lay it beside the school’s plan
levels-remove = Take this plan away
levels-remove-what = What was said of how the school answers goes with the plan. The school’s plan does not change.
levels-by = { $n } answered by the school’s plan
levels-not-ours = { $n } not the school’s to do
levels-like = something like it found and not checked for { $n }
levels-nothing = nothing like it found for { $n }
levels-summary = { $measures }: { $parts }.
levels-answered = In the school’s plan:
levels-other-plan = a measure of another plan of the school
levels-is-not-ours = Not the school’s to do
levels-is-like = Like it:
levels-is-nothing = Nothing like it found in the school’s plan
levels-to-look-at = Like it, to be checked: { $text }
levels-right = Yes, this one
levels-to-plan = Add to the school’s plan
levels-otherwise = Say otherwise
levels-which = Which measure of the school answers it
levels-none = none
levels-not-ours-why = If it is not the school’s to do: why

draft-kept = Your session ended before the form was sent. What you typed is kept: sign in, and it can be sent.
draft-title = What you typed is kept
draft-lead = Your session ended before the form was sent, so nothing is written yet. This is what was typed.
draft-file = File (choose it again: files were not kept)
draft-send = Send
draft-leave = Do not send, back to the page
another-title = Another person is signed in now
another-lead = This form was opened by somebody else than who is signed in now, so nothing was written. What was typed is not lost.
another-sign-in = Sign out, and sign in as who typed it
another-anew = Open the page anew in my own name

several-go = Mark the ticked ones together
several-pick = Choose
several-tick = Choose: { $text }
several-title = { $n ->
    [one] { $n } date chosen
   *[other] { $n } dates chosen
}
several-none = Nothing is chosen. Tick lines of the list.
several-back = To the list
several-gone = { $n ->
    [one] { $n } more of the ticked dates is closed already: it will not be included.
   *[other] { $n } more of the ticked dates are closed already: they will not be included.
}
several-done-what = Words, day and file are the same for all chosen dates. All of them are closed or, if something does not fit, none.
several-untick = Untick a date they do not belong to.
several-nobody = No date is ticked.
several-done = { $n ->
    [1] Mark the date as done
   *[other] Mark the chosen dates as done
}
several-put-off = { $n ->
    [1] Put the date off
   *[other] Put the chosen dates off
}
several-said-done = { $n ->
    [one] Written: { $n } date is done.
   *[other] Written: { $n } dates are done.
}
several-said-put-off = { $n ->
    [one] Written: { $n } date is put off.
   *[other] Written: { $n } dates are put off.
}
said-done = Written: done.
said-next = Next:
list-carry = Download as a table
list-order = Order
list-find = Words in the rows
list-all = show all
list-shown = Shown: { $shown } of { $all }
printed-on = Printed on { $day }
paper-one = Paper
paper-files = Files
next-head = Next day
import-waiting = { $n ->
    [one] { $n } measure waits for a schedule: its date appears when you enter the schedule.
   *[other] { $n } measures wait for schedules: their dates appear when you enter the schedules.
}
import-years-moved = The year in the name was moved with the dates, please check:
papers-issue-what = The paper gets number { $number } and the date { $day }; as it is now it is kept in the list of issued papers. Issuing cannot be undone: a corrected paper gets the next number.
papers-issue-now = Issue under number { $number }
schedule-each = Days of another plan are each measure's own. Enter them in the measure itself: several days are separated by commas.
schedule-days-of = Enter days
head-to-sign = Waits for your decision
head-to-sign-count = { $n ->
    [one] { $n } matter waits for your decision.
   *[other] { $n } matters wait for your decision.
}
head-nothing-to-sign = Nobody waits for a decision of yours.
head-plan-waits = The plan is not approved:
head-late = Overdue
head-nobody = No owner is named
head-since = the earliest date { $day }
head-safe = Safe keeping
effect-title = What should change
effect-none = Nothing is declared. If the measure has an aim that can be seen in numbers, declare it and the day of looking beforehand.
effect-what = What to look at
effect-what-hint = For example: share of scripts passed to a third marker
effect-direction = Which way it should change
effect-up = should rise
effect-down = should fall
effect-look-on = When to look
effect-look-on-hint = A day ahead, not today. Nothing can be written down before it: else one could choose a lucky day.
effect-declare = Declare what should change
effect-declare-anew = Declare otherwise
effect-declare-button = Declare
effect-declared = { $direction }: { $what }. Declared on { $declared }, to be looked at on { $day }.
effect-early = What changed can be written down on { $day } or later.
effect-look = Write down what changed
effect-look-again = Correct what was written
effect-look-button = Write down
effect-before = Before the measure: how many of how many
effect-after = After it: how many of how many
effect-share-hint = For example: 12 of 60. Leave it empty where there are no numbers.
effect-share-wrong = Two numbers are needed: how many of how many, for example 12 of 60.
effect-words = What is seen
effect-share = { $count } of { $of }
effect-sides = It was { $before } ({ $before-of }), it is { $after } ({ $after-of }).
effect-change = The change in percentage points: { $change }, 95 % interval from { $low } to { $high }.
effect-as-expected = The change is in the expected direction and larger than chance.
effect-otherwise = The change is in the other direction and larger than chance.
effect-not-shown = The change cannot be told from chance: there is none, or there are too few scripts to see it.
effect-too-few = It was { $before }, it is { $after }: one of the sides has fewer than { $fewest }, the change is not estimated.
effect-words-only = There are no numbers, only words.
effect-caution = The interval knows the number of scripts only: differences between classes, and that the same pupils may have been measured twice, are not in it. A change alone does not say that the measure was its cause.
effect-picture = Share before and after the measure, with intervals
effect-before-short = Before
effect-after-short = After
effect-due = { $n ->
    [one] It is time to look what { $n } measure changed:
   *[other] It is time to look what { $n } measures changed:
}
sheet-pdf = Download to print (PDF)
about-what = About
several-because = Because of this date: { $text }
head-own = Your own
effect-declared-anew = { $n ->
    [one] It was declared anew { $n } time.
   *[other] It was declared anew { $n } times.
}
effect-not-looked = Not looked at.
sheet-pdf-what = The file holds the key: print it and delete it from the computer.
tick-all = All that are shown: { $n }
tick-class = The whole class { $class }: { $n }
tick-no-class = All without a class: { $n }
tick-doubtful = Both “All that are shown” and single rows are ticked. Please leave one of the two.
my-page = Signing in and letters
password-title = Password
