# Families read and confirm: codes, the page, the notice.
title = To be read
lead = Enter the code from the notice the school gave you. No name is asked for.
code = Code
code-hint = Ten characters. Capital and small letters are the same.
open = Open
code-wrong = There is a slip in the code. Please compare all ten characters with the notice.
busy = Too many codes are being entered just now. Please wait some seconds and try again.
file = File: { $name }
until = Please read it by { $day }
confirm = I have read it
confirm-what = By pressing the button you confirm that you read this document. The school will see that your family did.
done-title = Done
done = Noted on { $day }: the family read "{ $title }". The page can be closed.
other-code = Enter another code
section = Families of the class
read-count = Read by { $read } of { $all ->
    [one] { $all } family
   *[other] { $all } families
}
count-given = Notices were made for { $given } of { $all ->
    [one] { $all } family
   *[other] { $all } families
}
way = Codes and signatures of families
page-title = Families of { $class }: reading
make = Make the notices
make-again = Make the notices anew
make-what = The file has a page a family: what to read, by which day, the code and a part to be signed and returned. Those who have read it already are not in the file.
make-once = The codes are in this file only, the program does not keep them. Each new file replaces the codes of the families ticked: their earlier notices are good no longer.
make-local = The office is open on this computer only: the code is typed on it, at { $address }, without signing in, or the signed part is returned. For the code to work from a phone in the school's network the program is started with access by the network.
make-address = Address on the notice: { $address }. It opens in the school's network.
who = Who has read it
as-file = File
nobody-owes = All families of the class have read it.
no-pupils = Nobody is in the class: there is nobody to make notices for.
nothing-to-read = There is nothing for families to read yet: the event has neither a text nor a file. They are added to the event itself.
add-text = Add a text or a file
nothing-now = The event is over: no notices are made any more.
nobody-chosen = Please tick at least one family.
changed-meanwhile = The list of families changed while the page was open. Please check the ticks and make the file once more.
pupil = Pupil
state = Family
state-read = read it on { $day }
state-before = read the earlier text on { $day }
state-given = code given
state-none = no code
read-count-declined = Declined to sign: { $n ->
    [one] { $n } family
   *[other] { $n } families
}
read-count-scanned = { $n ->
    [one] A scan of the signature of { $n } family is kept
   *[other] Scans of the signatures of { $n } families are kept
}
signed = A signature on paper, or a refusal
signed-what = When the tear-off part comes back signed, tick the family here. The class teacher keeps the parts, a scan of them can be kept here.
signed-day = Day on the paper
signed-how = What to write down
signed-yes = Signed
signed-no = Declined to sign
signed-write = Write down
signed-whom = Which families
state-sheet = signed { $day }, on paper
state-scanned = { $state }, scan kept
scan = scan kept
sheet = Scan of the signed sheet
sheet-hint = If there is one; a photo will do. It can be attached later as well, and is not needed for a refusal.
sheet-attach = Attach a scan of the sheet
sheet-what = The scan is opened only by those who see the families of this class. Tick whose signatures stand on it: it takes the place of an earlier scan of these families.
sheet-again = Please choose the scan again: it was not saved.
sheet-whom = Whose signatures are on the sheet
state-declined = declined to sign { $day }
made = { $n ->
    [one] A notice was made for { $n } family.
   *[other] Notices were made for { $n } families.
}
made-only-here = The file with the codes is on this page only, the program will not show it a second time: save or open it now.
made-save = Save the file with the codes
made-already = This file was made already: its codes are good. Where the file is lost make the notices once more; the earlier codes of these families are good no longer then.
outstanding = { $n ->
    [one] { $n } family of { $all } has not read it.
   *[other] { $n } families of { $all } have not read it.
}
outstanding-until = It can be closed all the same: families can confirm until { $day }.
outstanding-over = After it is closed the codes of families are good no longer, and no signature can be written down.
missing = Name who of the staff reads it, or make notices for the families of the class
notice = Notice to the family
notice-file = Notices to families
notice-pupil = Pupil
notice-until = Please read by
notice-code = Code of the family
notice-ask = Dear parents, the school asks you to read the document and to confirm it in one of two ways.
notice-by-code = By the code: open { $address } (it works in the school's network), enter the code and press "I have read it".
notice-by-code-local = By the code: ask at school for the page to be opened, enter the code and press "I have read it".
notice-by-hand = On paper: sign the lower part of the sheet, cut it off and return it to the school.
notice-once = The code is for your family and this document only. It is confirmed once.
notice-long = The whole text is on the page where the code is entered; the school gives it on paper.
notice-qr = Address of the page for the camera of a phone
notice-cut = cut here
notice-signed = I have read "{ $title }".
notice-who = Name
notice-signature = Signature and date
one-by-one = Choose one by one
paper-families = Families of { $class }
paper-sheet = Sheet of reading for the families of { $class }
read-by-code = by code: { $n }
read-by-sheet = by signature: { $n }
