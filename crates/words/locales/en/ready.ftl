# Readiness and risks of the next two weeks
title = Readiness
risks = Risks
both = Readiness and risks
calm = Everything is ready for the procedures of the next two weeks, and nothing is at risk.
calm-none = No procedures in the next two weeks, and nothing is at risk.
none = No procedures in the next two weeks.
all = Everything is ready for the procedures of the next two weeks.
some = Procedures of the next two weeks: { $ready } of { $all } ready.
fold-ready = { $ready } of { $all } ready
fold-risks = { $n ->
    [one] { $n } risk
   *[other] { $n } risks
}
is-ready = Ready.
lacks-order = no order to hold it
lacks-order-again = moved since its order: a new one is needed
lacks-organiser = without an organiser: { $classes }
lacks-away = another organiser is needed (left the school or shut out): { $names }
lacks-rooms = readiness is not noted: { $rooms }
rooms-on = to be looked at on { $day }
lacks-not-ready = found not to be ready: { $rooms }
lacks-briefing = { $n ->
    [one] { $n } organiser without a briefing
   *[other] { $n } organisers without a briefing
}
briefing-on = the briefing is planned for { $day }
lacks-unread = { $n ->
    [one] { $n } organiser has not confirmed having read the briefing
   *[other] { $n } organisers have not confirmed having read the briefing
}
lacks-reason = does not agree with a rule: { $rule }; no reason is given
despite = In spite of a rule: { $rule }. Reason: { $reason }
risk-draft = The plan is not approved, nobody is reminded of it
risk-nobody = { $n ->
    [one] Nobody answers for { $n } measure of the next two weeks
   *[other] Nobody answers for { $n } measures of the next two weeks
}
risk-away = Another organiser is needed (left the school or shut out)
risk-away-one = { $name }, { $day }
risk-class-teacher = { $n ->
    [one] { $n } class has no class teacher
   *[other] { $n } classes have no class teacher
}
risk-unread = To be read by { $day }, { $read } of { $of } confirmed
risk-sheet = The recovery sheet is not confirmed, so backups do not count
risk-no-sheet = No recovery sheet was issued, so no backups are made
risk-backup = The last backup was made on { $day }, more than a week ago
risk-no-backup = There is no backup yet
