title = Folder for an inspection
what = One archive: the inventory, the plan with marks and the report, papers that were issued, orders, evidence of measures, minutes and sheets of events, papers of procedures, registers. What is asked for and what is lacking is said beforehand, while there is time.
asked = What is asked for
shown = What shows it
nothing = no records found
lead = Shown by records: { $shown } of { $all }.
source = Where the list is known from: { $source }. Other inspections ask for other things: the whole plan lies in the folder.
lacking = What is lacking
lacking-none = No gaps are seen.
lacking-point = { $asked }: no records found
lacking-overdue = { $measure }: its term passed on { $day }, nothing says it was done
lacking-passed = { $measure }: its term of { $day } { $passed }, nothing says it was done
lacking-file = { $measure }: done, but there is no file among what shows it
lacking-file-waits = { $measure }: said done and awaits acceptance, no file among what shows it
lacking-event = { $event } ({ $day }): not finished
lacking-erased = { $what }: the file was erased as personal data
lacking-gone = { $file }: the file is not in the store
make = Make the folder
making-plan = plan and report
making-papers = issued papers
making-orders = orders
making-measures = evidence of measures
making-events = minutes and sheets of events
making-inventory = inventory
making-archive = archive
careful = Evidence and sheets may hold names. Whoever is given the archive sees them.
too-large = There are more files than fit into one archive ({ $most } MB). Take the evidence measure by measure.
folder-plan = 01 Plan
folder-papers = 02 Issued papers
folder-measures = 03 Measures
folder-events = 04 Events
folder-orders = 05 Orders
folder-procedures = 06 Procedures
folder-registers = 07 Registers
making-procedures = papers of procedures
making-registers = registers
order-line = { $what }, No { $number } of { $day }
procedures-ordered = { $n ->
    [one] { $n } procedure by order No { $number } of { $day }
   *[other] { $n } procedures by order No { $number } of { $day }
}
event-unfinished = { $event }, { $day }: not finished
register = Register
consultations = Journal of consultations without names
consultations-pupils = How many pupils
inventory = 00 Inventory
evidence = Evidence: { $measure }
event-paper = { $event }, { $day }
issued = Issued { $day }
done-line = { $what }: { $done }
event-line = { $event }, { $day }
event-under-way = { $title }, { $day }: under way, { $read } of { $of ->
    [one] { $of } person
   *[other] { $of } people
} have read it
text-file = Text
signed-sheet = Signed sheet
of-pupils = { $kind }: held { $held }
