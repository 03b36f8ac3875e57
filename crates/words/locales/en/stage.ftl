# The rehearsal (`objektiv demo --serve`): a gymnasium to try every role in.

rehearsal = Rehearsal
today = today is { $day }
other-role = Enter in another role
title = A gymnasium to practise in
lead = School and names are invented. The year began in August, today is { $day }. Whom will you be?
enter-as = Enter: { $role } — { $name }
what-deputy-head = keeps the plan of the year: dates, owners, what was done and what shows it.
what-head = sees what is overdue and what waits for a second person: the head accepts what another said done.
what-teacher = sees her own measures and closes them: words, a day, a file.
what-class-teacher = sees the measures of class teachers: families, meetings, talks.
what-association-head = sees the work of the subject associations: analyses, criteria, the bank of tasks.
what-psychologist = sees nothing but her own: meetings with leavers and their parents.
what-auditor = reads plan, papers and journal, changes nothing.
what-administrator = keeps accounts and backups; sees neither plan nor results.
lost = Try anything: when the program is closed, all of it is gone. Put no real names in here.
kept = Try anything: all of it stays in the folder { $folder }. Put no real names in here.
by-name = Enter by name and password
password = Everybody has the same password: “{ $password }”. It is also what is asked for where the program wants the password once more.
