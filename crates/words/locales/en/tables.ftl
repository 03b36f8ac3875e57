# Words in the tables for other programs.
outside-small = Numbers of single classes and of groups smaller than { $n } stay in the school.
outside-parallel = { $classes ->
    [one] { $classes } class in the parallel
   *[other] { $classes } classes in the parallel
}: indicators of single classes do not leave the school, and none is computed for the parallel as a whole; its description (mean, shares) is in signals.csv.
school-row = Evidence is not pooled over the school. Result sets: { $sets }, answered: { $answered }, worth a look: { $look }.
item-no-answers = No score was given for the item.
item-row = Share of the maximum points. Maximum { $max }; not attempted: { $skipped }; topic not taught: { $untaught }; item–rest correlation { $rest }; discrimination { $discrimination }.
pupil-gap = Mark for the work { $mark }, journal { $journal }: two marks apart or more. Look at the script and the journal; the cause is not established.
not-written-markers = The input has no scores of single markers; the table was not made.
not-written-pairs = Pairs of scripts are not compared in this version; the table was not made.
not-written-teachers = Indicators are not pooled over teachers; the table was not made.
not-written-outside = Not given outside the school: the table names people.
error-table = Table { $name } was not written: { $reason }. Try again; if it repeats, tell the developers.
error-figure = Figure "{ $figure }" was not drawn: { $reason }. The report report.html and the tables can be had without Word and PDF.
error-typeset = The PDF document was not typeset: { $reason }. The report report.html, Word and the tables can be had without it.
error-workbook = The Excel workbook was not written: { $reason }. The same tables are in the CSV files.
error-word = The Word file was not written: { $reason }. The report report.html and the tables can be had without it.
parallel-mean = Mean primary score of the parallel (classes: { $classes }), maximum { $max }. A description; it is not compared with an expectation.
parallel-share = { $what }: share of the parallel's pupils. A description; it is not compared with an expectation.
parallel-pass = Pass rate: marks "3", "4", "5"
parallel-quality = Quality: marks "4" and "5"
parallel-lowered = Mark of the work below the journal
parallel-confirmed = Mark of the work as in the journal
parallel-raised = Mark of the work above the journal
