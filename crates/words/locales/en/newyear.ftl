# The next school year: what goes on and why
title = Carrying on into the school year { $year }
way-on = Go on to the next school year
lead = From { $from } to { $to }: classes go one grade up, pupils and teaching loads go with them, measures that repeat become a draft. Look the lists over, mark the exceptions and press one button. It can be taken back while nothing stands on it.
summary = Going on: { $what }. Leaving: { $leave }. Decided later: { $stay }.
goes-children = { $classes ->
    [one] { $classes } class
   *[other] { $classes } classes
}, { $pupils ->
    [one] { $pupils } pupil
   *[other] { $pupils } pupils
}
goes-work = { $loads ->
    [one] { $loads } load
   *[other] { $loads } loads
}, { $measures ->
    [one] { $measures } measure
   *[other] { $measures } measures
}
done = Carried on. { $what }. Left: { $leave }. Decided later: { $stay }.
nothing = Everything that could go on has gone on. Whoever it left out stands below with the reason.
carry = Carry on
again = Show anew
days = Days of the new school year
classes = Classes
class-becomes = Becomes
class-choice = Class { $class }
class-yes = { $class }, its pupils go up
class-no = no new class, its pupils are decided about later
class-leaves = no new class, its pupils leave
class-ask = each pupil is decided about
class-there = there is such a class already
class-graduates = the last grade: its pupils leave
class-teacher-stays = { $name }: { $why }
classes-none = There is no class in this school year.
first-grades = First and tenth grades begin anew: make them in the room “Classes”, or load the lists.
pupils = Pupils who do not go up with their class
pupils-none = All pupils go up with their classes.
pupil = Pupil
reason = Reason
decision = Decision
with-class = like the whole class
later = decide later
leaves = leaves the school
into = into { $class }
gone-on = (last day { $day })
repeats-title = Class { $class }: who stays another year
repeats-what = Tick the pupils who do not go up.
loads = Teaching loads
loads-ask = Loads to be decided about
loads-go = { $n ->
    [one] { $n } load goes up with its class
   *[other] { $n } loads go up with their classes
}
loads-none = There are no teaching loads in this school year.
load = { $subject }, { $class } → { $above }: { $teacher }
load-nowhere = { $subject }, { $class }: { $teacher }
measures = Measures of the plan
measures-what = The ticked measures become a draft of the new year's plan: dates and years in names move, the approval does not.
plan-beside = There is a plan of the next year already, so nothing is ticked. What is ticked becomes a second draft beside it.
measures-none = There is no plan of the year to take measures from.
plan = { $title } · { $n ->
    [one] { $n } measure
   *[other] { $n } measures
}
carried-title = What was carried on
carried-line = { $from } → { $to }, { $day }, { $by }
carry-back = Take back
stands = It cannot be taken back while this stands on it:
stands-other = a record of the room “{ $room }”
stands-more = and { $n } more
next-classes = Classes of { $year }
room-plan = plan
room-events = events
room-roster = classes and pupils
room-results = results
room-school = school
why-graduates = finished school
why-ninth = after the ninth grade it is decided who stays
why-no-class = there is no class one grade up
why-gone = left the school
why-leaves = leaves
why-repeats = stays another year
why-other = goes into another class
why-later = decided later
why-primary = primary school ends: a teacher for each subject from here on
why-not-taught = the subject is not taught in the grade above
why-unknown = no loads of the grade above to compare with
why-teacher-left = the teacher works here no longer
why-dropped = dropped: { $reason }
why-no-such-day = the new year has no such day: set the date anew
why-not-wanted = decided not to carry on
