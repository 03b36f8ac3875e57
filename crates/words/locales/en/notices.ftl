# Notices on the screen and letters
title = Notices
unseen = { $n ->
    [one] { $n } new notice
   *[other] { $n } new notices
}
unseen-many = more than { $n } new notices
older = Earlier notices
list-what = What was told
list-of = What it belongs to
list-day = Term or day
newest = To the latest notices
lead = What the program told you, and when. Notices come in working hours of the school: not at night, not on days off, not on holidays.
hours-now = These are working hours of the school: new notices come today until { $to }.
hours-next = No notices come now. The next ones come in working hours of the school: { $day }, from { $from }.
hours-unknown = The calendar holds no working days of the school ahead, so no notices come. The days are set by the school year and its holidays.
hours-own = Notices come on days the school works, from { $from } to { $to }; of a term you are reminded { $lead }, of an event { $held }.
times-change = Change hours and days
times-title = Hours and days of notices
times-what = in which hours colleagues are told, and how many days ahead they are reminded
times-lead = Colleagues are told in these hours only, and only on days the school works. What happens later waits for the next hours, letters too.
times-proposed = The program proposes: from { $from } to { $to }, the morning letter at { $digest }, of terms and events { $lead }. No document sets these hours: the school decides what suits it.
times-from = Told from
times-to = Until
times-digest = Morning letter
times-digest-hint = The letter of the day leaves at this hour, to whoever chose one letter a day.
times-due = Remind of a term
times-due-hint = Of times of the plan, tasks, and what is to be read.
times-held = Remind of an event
times-held-hint = Of meetings, visits and procedures somebody takes part in.
times-days = { $n ->
    [0] on the day alone
    [one] { $n } day ahead
   *[other] { $n } days ahead
}
none = No notices yet. What you are asked to do, and what falls due, will stand here.
fresh = New
earlier = Earlier
given-read = To be read and confirmed
given-task = A task for you
given-write = The event is over: write down what came of it
given-part = You take part
given-organise = You organise in a room
comment = Your lesson was visited: its card waits for your word
expire = A document of a training runs out
sign = Waits for your decision
accepted = Accepted as done
returned = The mark was withdrawn, it is open again
again-read = The text has changed: please read it once more
again-task = The task is open again
cancelled = Cancelled
cancelled-task = The task was taken back, nothing is to be done
moved = The day it is due has changed
moved-day = The day has changed
soon = Due soon
soon-day = Soon
today = Due today
today-day = Today
overdue = Past its day
until = by { $day }
told = { $day } at { $time }
letters = Whether notices come by e-mail is chosen on your page: { $link }
letters-link = password and letters
mail-title = Letters with notices
mail-what = mail server of the school, a test letter, how sending went
mail-lead = The program can send notices by e-mail to those who asked for it and confirmed their address. It needs a mail server for that. The password is kept sealed and is shown on no page.
mail-rehearsal = This is a school to try things on: no letters leave it.
server = Mail server
server-hint = the name the school's mail service gives
port = Port
port-hint = usually 465; 587 where protection begins after connecting (STARTTLS)
security = Protection of the connection
security-tls = from the beginning (TLS)
security-starttls = after connecting (STARTTLS)
security-none = none: password and letters go in the open, within the school's network only
user = Name to sign in with
user-hint = leave it empty where the server asks for none
secret = Password to sign in with
secret-hint = leave it empty where it is kept already, and server, port, protection and name are what they were; mail services need a password of its own for a program
from = Sender's address
link = Address of the program in links
link-hint = the address colleagues open the program at
save = Save
off = Send no letters
paused = The school was restored from a backup, so no letters are sent: people may have heard already of what came after the backup. If this is the school and no trial of a backup, switch letters on again. What was told meanwhile is on the screen and will not be in letters.
resume = Send letters again
is-off = No letters are sent: there is no mail server.
test = Send a test letter
test-to = To
test-hint = an address you can look at
test-sent = The server took the test letter for { $to }. See whether it has arrived.
test-failed = The letter was not sent. { $why }
fails-reach = The server is not found, or is closed to this machine. Check its name, the port and the network.
fails-silent = The server does not answer. Check the port and how the connection is protected.
fails-protection = No protected connection was made. Check the port, the protection and the certificate of the server.
fails-login = The server did not take the name or the password.
fails-sender = The server takes no letters from this sender, or none at all now.
fails-answer = The server has not taken the letter yet.
fails-never = The server refused this letter for good. Most often there is no such address.
fails-lost = The connection broke while the letter was handed over.
fails-address = No letter can be sent to such an address.
fails-writing = The letter could not be read from the disk.
answer = What the server answered
state-title = How sending went
state-sent = The last letter left { $when }.
state-failed = The last refusal { $when }. { $why }
state-nothing = There were no letters yet.
state-waiting = { $n ->
    [one] { $n } letter waits to be sent
   *[other] { $n } letters wait to be sent
}
state-given-up = { $n ->
    [one] { $n } letter could not be sent, the program tries no longer
   *[other] { $n } letters could not be sent, the program tries no longer
}
state-unsure = { $n ->
    [one] it is not known whether { $n } letter left: it is not sent again
   *[other] it is not known whether { $n } letters left: they are not sent again
}
mine-title = Letters
mine-off = The school sends no letters now. Notices are on the screen.
mine-lead = Notices can come by e-mail too. There are no names of children in letters.
mine-address = E-mail address
mine-wish = When to send
wish-daily = one letter in the morning of a school day
wish-at-once = at once, in working hours of the school
wish-none = not at all
mine-save = Save
mine-sent = A letter with a code was sent to { $address }. Until the address is confirmed no notices go there.
mine-confirmed = The address { $address } is confirmed.
mine-code = Code from the letter
mine-confirm = Confirm the address
subject-notices = Notices: { $n }
subject-code = Confirming your address
subject-test = Test letter
letter-hello = { $school }. This is for you:
letter-link = More: { $link }
letter-stop = This letter was sent by the school's program. Letters are switched off on your page: { $link }
letter-restricted = Restricted: open it in the program
letter-task = task
letter-measure = measure of the plan
letter-procedure = assessment procedure
letter-code = For notices to come to this address, type this code on your page: { $code }
letter-code-not-you = If you did not ask for this, nothing needs to be done: without the code nothing will come here.
letter-test = This is a test letter. If you read it, the school's program can send letters.
cancelled-read = Cancelled: there is no need to read it any more
