# Words in the tables for other programs.
outside-small = Fewer than five pupils: no numbers outside the school.
outside-parallel = { $classes ->
    [one] { $classes } class in the parallel
   *[other] { $classes } classes in the parallel
}: indicators of single classes do not leave the school, and none is computed for the parallel as a whole.
school-row = Evidence is not pooled over the school. Result sets: { $sets }, answered: { $answered }, worth a look: { $look }.
item-no-answers = No score was given for the item.
item-row = Share of the maximum points. Maximum { $max }; not attempted: { $skipped }; topic not taught: { $untaught }; item–rest correlation { $rest }; discrimination { $discrimination }.
pupil-gap = Mark for the work { $mark }, journal { $journal }: two marks apart or more. Look at the script and the journal; the cause is not established.
not-written-markers = The input has no scores of single markers; the table was not made.
not-written-pairs = Pairs of scripts are not compared in this version; the table was not made.
not-written-teachers = Indicators are not pooled over teachers; the table was not made.
not-written-outside = Not given outside the school: the table names people.
