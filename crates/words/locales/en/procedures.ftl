# The schedule of procedures
this-week = Procedures of the next seven days
you-organise = You organise.
title = Schedule of procedures
empty = Nothing is in the schedule yet. Enter the first procedure: the program holds it against the load rules.
no-classes = Make classes first: a procedure is entered for classes of one parallel.
lead = School year { $year }: { $n ->
    [one] { $n } procedure
   *[other] { $n } procedures
}.
clashing-count = { $n ->
    [one] { $n } procedure does not agree with the load rules.
   *[other] { $n } procedures do not agree with the load rules.
}
clashing-none = Everything agrees with the load rules.
enter = Enter a procedure
entered = The procedure is in the schedule.
view-list = list
view-month = month
view-week = week
views = View of the schedule
years = School year of the schedule
all-grades = all parallels
grade-of = grade { $grade }
grade = Parallel
any-kind = any
kind = Kind
subject = Subject
subject-hint = The final essay and the final interview have no subject.
no-subject = no subject
classes = Classes
classes-hint = Tick classes of one parallel: they write at one time.
day = Day
slot = Lesson or time
slot-hint = A lesson: 3 or 3–4. Or when it begins and how many minutes: 10:00, 235
slot-wrong = Write a lesson (3 or 3–4), or a beginning and minutes (10:00, 235).
day-wrong = Write a day, for example 19.01.2027.
in-plan = Measures of the plan "by schedule"
in-plan-hint = Whether they get a time from this procedure
in-plan-usual = as is usual for this kind
in-plan-yes = yes, they get a time
in-plan-no = no
lesson = lesson { $lesson }
lessons = lessons { $first }–{ $last }
clock = { $from }, { $n ->
    [one] { $n } minute
   *[other] { $n } minutes
}
# When, within a sentence: "to hold it on 22.09.2026 in lesson 3"
at-lesson = in lesson { $lesson }
at-lessons = in lessons { $first }–{ $last }
at-clock = at { $from } ({ $n ->
    [one] { $n } minute
   *[other] { $n } minutes
})
check = Check
agrees = Everything agrees with the load rules.
clashes-title = Does not agree with rules
clashes-lead = Choose another time, or enter it with a reason: the reason stays in the schedule and is printed.
typed-lead = Held against what is typed now. It can be taken as it is: a reason will be asked for.
reason-despite = Why in spite of the rules
take-despite = Enter with this reason
rule-of = Rule: { $rule }. Source: { $source }
unverified = unverified
with-reason = reason given: { $reason }
without-reason = no reason given
taken-despite = Entered in spite of rules
rule-window = to be held on the days that are set
rule-grade = to be held in the grades it is set for
# A rule is broken: what is not as it should be
broken-one-a-day = more than { $n ->
    [one] { $n } procedure
   *[other] { $n } procedures
} on one day
broken-distance = less than { $weeks } weeks between works in the subject
broken-share-of-hours = procedures take more than { $share } % of the hours of the subject
broken-edge-lesson = the work is in the first or the last lesson
broken-lessons-day = the work is on a day without lessons
broken-working-day = the work is on a Sunday or a public holiday
broken-one-time = the parallel writes at different times
broken-teacher-once = one organiser in several classes at once
broken-room-once = one room for several classes at once
broken-apart = the organiser teaches this subject or works in this class
broken-window = the day is outside the days that are set
broken-grade = these classes have no such procedure
found-on-the-day = { $classes }: { $n ->
    [one] { $n } procedure
   *[other] { $n } procedures
} that day, by the rule not more than { $limit }; together with: { $with }.
found-distance = In this subject and parallel works are { $n ->
    [one] { $n } day
   *[other] { $n } days
} apart, at least { $weeks } weeks are needed: { $with }.
found-hours = { $classes }: procedures in the subject take { $used } of { $year } hours in the year, that is { $share } %; by the rule not more than { $most } %.
found-first = The work is in the first lesson.
found-last = The work is in the last lesson: there are { $lessons } lessons that day.
hours-not-known = Hours a week of the subject are not entered: with one lesson a week this is allowed.
found-no-lessons = There are no lessons that day.
found-day-off = It is a Sunday or a public holiday.
day-passed = This day has passed: what is entered tells of something that took place.
found-other-time = Other classes of the parallel write this work at another time: { $with }.
found-twice = { $who } organises in several classes at that time: { $classes }.
found-room = Room { $room } is used by more than one class at that time: { $classes }.
found-own-subject = { $who } teaches this subject ({ $classes }).
found-own-class = { $who } works in this class ({ $classes }).
found-outside = The day is outside the days that are set: { $days }.
found-other-grade = Grade { $grade } has no such procedure.
unknown-title = Not checked
unknown-hours = hours a week: { $subject }, grade { $grade }
unknown-lessons = lessons a day of grade { $grade }
unknown-window = days that are set: { $kind }
enter-hours = Enter hours and lessons
hours-title = Hours and lessons
hours-lead = The share of hours and the first and last lesson are checked by these numbers. What is not entered is not checked.
hours = Hours a week of subjects
hours-hint = A line each: grade, subject, hours. For example: 7 Algebra 3
lessons-a-day = Lessons a day
lessons-hint = A line each: grade and lessons from Monday on. For example: 7: 6 7 6 7 6. One number means every day.
hours-missing = There are no lines yet for: { $list }
state-planned = in the schedule
state-ordered = ordered
state-cancelled = cancelled
state-to-order-again = moved, waits for an order on the change
order-of = order № { $number } of { $day }
moved-from = moved from { $day }, { $slot }: { $reason }
cancelled-because = Cancelled: { $reason }
kind-of-diagnostic = rehearsal
rooms-title = Rooms and organisers
room = Room
organiser = Organiser
organiser-none = nobody named
rooms-save = Save
rooms-saved = Rooms and organisers are saved.
move-title = Move
move-now = Move the procedure
moved = The procedure was moved.
move-reason = Reason for moving
cancel-title = Cancel
cancel = Cancel the procedure
cancelled = The procedure was cancelled.
cancel-reason = Reason for cancelling
ordered = The order is noted.
order-title = Order
order-lead = Tick the procedures an order names, and write its number and day.
order-none = Every procedure of the schedule is ordered already.
order-number = Number of the order
order-day = Day of the order
order-save = Note the order
order-nothing = Tick at least one procedure.
order-all = In the order
rules-state = Rule not kept
no-clashes = none
history = What was done with it
in-plan-follows = Measures of the plan "by schedule" get a time from this procedure.
in-plan-follows-not = Measures of the plan get no time from this procedure.
class = Class
no-procedures-here = No procedures on these days.
from-schedule = { $n ->
    [one] { $n } more time of measures comes from the schedule of procedures.
   *[other] { $n } more times of measures come from the schedule of procedures.
}
# Papers
paper-order = Order with annexes
paper-site = Schedule for the site
order-about = On holding the procedure "{ $what }" ({ $parallel })
order-basis = On the basis of the school's schedule of procedures
order-basis-plan = On the basis of “{ $plan }” and the school's schedule of procedures
order-basis-order = On the basis of “{ $plan }”, approved by order No. { $number } of { $day }, and the school's schedule of procedures
order-basis-given = On the basis of order No. { $given } of { $on } and the school's schedule of procedures
order-basis-plan-given = On the basis of “{ $plan }”, order No. { $given } of { $on } and the school's schedule of procedures
order-basis-order-given = On the basis of “{ $plan }”, approved by order No. { $number } of { $day }, order No. { $given } of { $on } and the school's schedule of procedures
order-hold = To hold the procedure "{ $what }" ({ $parallel }) on { $day } { $when } by the schedule (annex 1).
order-one-time = The classes named write at one time.
order-one-time-oral = The classes named begin at one time.
order-organisers = To name organisers in rooms and outside them (annex 2).
order-apart = An organiser teaches neither the subject nor the class.
order-apart-class = An organiser does not work in the class.
order-experts = To approve the commission and the days of marking (annex 3). Scripts are marked by common criteria after they were discussed together.
order-experts-essay = To approve the commission and the days of marking (annex 3). Essays are marked by common criteria after they were discussed together.
order-experts-oral = To approve the commission that marks the answers and the days of its work (annex 3). Answers are marked by common criteria after they were discussed together.
order-observers = To see that public observers are present (annex 4). An observer does not work in the school, and no child of hers writes this work in this class.
order-observers-essay = To see that public observers are present (annex 4). An observer does not work in the school, and no child of hers writes the essay in this class.
order-observers-oral = To see that public observers are present (annex 4). An observer does not work in the school, and no child of hers takes part in this procedure in this class.
order-technician = Technician: { $blank }
order-secrecy = To keep the materials safe from their receipt to the end of the work and after it.
order-site = To publish the schedule on the site of the school and to inform parents.
order-control = Control over this order remains with me.
order-despite = Entered in spite of load rules, for these reasons:
annex = Annex { $number }. { $name }
annex-schedule = Schedule
annex-organisers = Organisers
annex-experts = Commission
annex-experts-oral = Commission that marks the answers
annex-observers = Public observers
in-the-room = In the room
outside-the-room = Outside the room
commission-chair = Chair
commission-members = Members
marking-days = Days of marking
marking-days-oral = Days of work
observer = Observer
site-title = Schedule of procedures
site-sheet = Schedule
site-year = school year { $year }
site-rules = Rules
site-rule-one-a-day = A class writes at most { $n ->
    [one] { $n } procedure
   *[other] { $n } procedures
} a day.
site-rule-distance = In one subject the classes of a parallel write procedures not more often than once in { $weeks } weeks.
site-rule-distance-whole = In one subject the classes of a parallel write procedures not more often than once in { $weeks ->
    [one] { $weeks } week
   *[other] { $weeks } weeks
}.
site-rule-share = Procedures in one subject take at most { $share } % of its lessons in the year.
site-rule-edge = Procedures are not held in the first or the last lesson. Subjects with one lesson a week are an exception.
site-rule-lessons-day = Procedures are held on days with lessons: neither in holidays nor on public holidays.
site-rule-one-time = All classes of a parallel write a work at one time.
site-rule-window = Where days are set for a procedure, it is held on these days.
site-rule-grade = A procedure is held in the grades it is set for.
site-rule-same = { $rule } The same source.
site-rule-source = { $rule } Basis: { $source }.
site-count = { $n ->
    [one] { $n } procedure.
   *[other] { $n } procedures.
}
site-changes = Changes and their reasons
site-despite = Entered in spite of rules, with reasons
site-blanks = Settlement and programme (base, advanced) are to be filled in by hand: the program does not know them.
site-blanks-programme = The programme (base, advanced) is to be filled in by hand: the program does not know it.
period = Period
programme = Programme (base, advanced)
month = Month
days = Days
half-year = half-year { $number }
parallel = grade { $grade }
change-moved = { $what }: moved from { $from } to { $to }. { $reason }
change-cancelled = { $what }: cancelled. { $reason }
paper-issue = Issue under a number
paper-issue-what = The paper gets № { $number } of { $day } and stays in the register of the year as it was printed.
paper-issue-now = Issue under № { $number }
paper-own-number = This order has its number already: № { $number } of { $day }. It needs no second one.
paper-stands-on = The procedure was ordered by № { $number } of { $day } together with others. This order gets a number of its own and names that one.
papers-issued = Papers that were issued
paper-is-issued = The paper was issued under a number.
observers-title = Who may observe
observers-lead = Computed from families and classes. Parents of those who take no part in such procedures come first.
observers-none = Nobody of the families that are entered may. Enter families in the lists of classes.
observers-may = May observe: { $n ->
    [one] { $n } person
   *[other] { $n } people
}
observers-may-not = May not observe
observers-accredited = Only the accredited may observe: the program does not know who is, ask.
observers-caution = Whether somebody is of age and consents the program does not know. People of one name are taken for one.
observer-apart = the parallel takes no part
observer-not-staff = works in the school, or bears the name of somebody who does
observer-child-in-class = a child in a class where the procedure is held
observer-child-in-parallel = a child in the parallel where the procedure is held
observer-relative = a relative of whoever takes part
observer-stands = Whether they may
observer-can = may
observer-cannot = may not
observer-classes = Children in classes
observer-contact = Telephone or mail
