# Words on plots and in their tables.

primary-score = primary score
scripts = scripts
expected = expected
below-journal = below journal
equal = equal
above-journal = above
segments = segments: 95% intervals
easy = ← easy items
hard = hard →
share-of-max = points, % of maximum
extended = extended answer
grey = grey: { $name }
scripts-in-set = scripts in the set
this-set = this set
not-seen = not detectable
seen = detectable
here = here { $value }

table-group = Group
table-lowered = Below journal
table-confirmed = Equal
table-raised = Above journal
table-item = Item
table-share = Points, %
table-interval = 95% interval
table-reference = For comparison
table-format = Answer
table-extended = extended
table-short = short
table-what = What
table-limits = 95% limits
table-mde = Detectable from
table-axis-end = End of the axis
table-observed = Here
table-score = Score
table-scripts = Scripts
table-expected = Expected

alt-none = none
alt-cut = “{ $mark }” from { $score }
alt-histogram = Distribution of primary scores. Scripts: { $n }; scores { $low } to { $high }; mark boundaries: { $cuts }.
alt-agreement = { $name }: below journal { $lowered }, equal { $confirmed }, above { $raised }
alt-items = Shares of points by item: { $n }. For comparison: { $reference }. Interval outside the comparison band: { $outside }.
alt-funnel = The result set among others ({ $others }): scripts { $n }, departure { $effect }.
alt-detectable = Detectable from { $mde }; the axis ends at { $max }.
alt-curves = Shares of points by item ({ $n }) in the groups with marks { $marks }.
