# The page `objektiv` shows without a command: two doors.

title = Objektiv
files = Look at files
files-what = VPR workbooks, protocols, registers: what was recognised, what can be trusted, a report. Nothing is kept.
office = The school's office
office-what = The year's plan, dates, people, papers. All of it is kept in the folder objektiv-school beside the program.
nothing-sent = The program works on this computer and sends nothing anywhere. To try it on an invented school: objektiv demo --serve.
opened = Opened
go-on = Go on
closing = The program is closing.
