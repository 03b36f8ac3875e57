# Classes, pupils, families, loads
classes-title = Classes
classes-what = classes, pupils, families, who teaches what
classes-count = School year { $year }: { $classes ->
    [one] { $classes } class
   *[other] { $classes } classes
}, { $pupils ->
    [one] { $pupils } pupil
   *[other] { $pupils } pupils
}.
classes-none = There are no classes yet. Bring lists from a file, or make the first class.
classes-none-yours = No class is yours. The deputy head names the class teacher.
no-year = Open a school year first.
class-name = Class
class-name-hint = For example 7А or 10-1
class-title = Class { $class }
class-teacher = Class teacher
class-teacher-what = The class teacher sees the class and keeps its list and families until the end of the school year.
class-settings = Class teacher and settings
class-add = Make the class
class-remove = Remove the class
no-teacher = No class teacher
teacher-gone = { $name } does not work here any more
no-class = in no class
pupils = Pupils
pupils-count = { $n ->
    [one] { $n } pupil
   *[other] { $n } pupils
}
pupils-none = No pupils in the class yet.
pupil-name = Name
pupil-name-hint = As in documents
pupil-add = Enter a pupil
pupil-change = Change
pupil-move = Move to another class, or leaves
pupil-remove = Entered by mistake: remove
pupil-remove-what = The record goes with family and number. If the pupil left, note that instead: then the past stays.
pupil-number = Number of the pupil
pupil-number-hint = As in your register; may stay empty
born = Birthday
born-on = born { $day }
born-unknown = not given
from-day = In the class from
another-child = This is another child of the same name
since = since { $day }
until = until { $day }
in-class = From and until which day
found-pupils = Pupils who were found
was-in = Class { $class }: { $from } to { $to }
will-be-in = Class { $class }: from { $from }
move-day = First day in the new class; the last day for a pupil who leaves
move-to = Where to
leaves = Leaves the school
family = Family
family-none = Nothing is written of the family yet.
relative-name = Name
relative-add = Enter somebody of the family
relative-remove = Remove
relative-open = Details and records
relative-change = Change
relative-change-all = Name and contact change at once for all children in whose families this person is.
relative-children = In whose families
relative-elsewhere = { $n ->
    [one] { $n } more pupil not of this class
   *[other] { $n } more pupils not of this class
}
relative-same = { $n ->
    [one] also in the family of { $n } more pupil
   *[other] also in the families of { $n } more pupils
}
relative-merge-title = Two records of one person
relative-merge-choose = Choose the other record of this person.
relative-merge-find = Find the other record
relative-find = Name or contact
relative-merge-what = Name and contact become common, and the person stands in lists once. It can be taken back: the records become as they were before; a name or contact written later has to be entered again. Lists from files will know the person by both records.
relative-merge-unlike = The names are written differently. Please check that this is one person.
relative-first = First record
relative-second = Second record
relative-together = How to write it
relative-records = Written as one person
kin = Relation
kin-hint = For example mother, father, guardian
contact = Phone or mail
find-pupil = Find a pupil
find = Find
found-more = The first { $n } are shown. Say more.
loads-title = Loads
loads-what = Who teaches which subject in which classes.
loads-none = No loads yet. Enter who teaches what.
loads-no-classes = Classes come first.
load-give = Enter a load
load-remove = Remove: { $class }, { $subject }
teacher = Teacher
subject = Subject
subject-hint = For example Russian language
choose = Choose
import-title = Lists from a file
import-what = Classes, staff, loads, pupils, families, codes: from one spreadsheet or CSV file, or from several in turn. The program shows first what would change, and does nothing before you agree.
import-drop = Drop a file with lists here
import-choose = Choose a file
import-read = Read
import-reading = Reading the file
import-taken = Files that were taken
import-undone = Taken back
import-undo = Take this file back
import-stands = { $n ->
    [one] Cannot be taken back: { $n } record was changed since
   *[other] Cannot be taken back: { $n } records were changed since
}
import-file = File with lists
import-told = New: { $added }, changed: { $changed }, moved and left: { $moved }, as they were: { $same }, not taken: { $open }.
import-done = The lists were taken.
import-take = Take
import-take-without = { $n ->
    [one] Take without { $n } row: a question has no answer
   *[other] Take without { $n } rows: questions have no answer
}
import-take-unled = Take without a class teacher ({ $classes }): the question has no answer
import-unanswered = { $n ->
    [one] { $n } question has no answer
   *[other] { $n } questions have no answer
}: { $what }. Answer, or press “{ $button }”.
import-class-alone = The class is made without an answer too; its class teacher can be chosen later.
import-done-open = Not taken, the question has no answer: { $what }.
import-done-answer = Answer the questions of this file
import-done-left = { $n ->
    [one] { $n } more row of the file was not taken.
   *[other] { $n } more rows of the file were not taken.
}
import-done-see = Show the reasons
import-open-see = Rows that were not taken, with the reasons
import-hours = { $hours } h a week
import-hours-what = The hours become the hours of the subject in the parallel: the schedule of works is checked with them.
import-hours-page = Hours and numbers of lessons
import-file-of-class = List of class { $class } of { $day }
import-file-pupils = Lists of pupils of { $day }
import-file-classes = List of classes of { $day }
import-file-staff = List of staff of { $day }
import-file-loads = Loads of { $day }
import-file-families = List of families of { $day }
import-file-codes = Codes of pupils of { $day }
import-file-other = File with lists of { $day }
leads-class = { $name }, class teacher of { $class }
import-again = Show again
import-nothing = Nothing in this file is new.
import-none-fits = There is nothing to take from this file yet: the reasons stand below.
import-other-school = The file names another school: { $school }.
import-other-school-ask = Confirm that these are lists of your school.
import-ours = These are lists of our school
import-missing = There are no such classes yet
import-missing-what = Rows of these classes are not taken as long as the classes are not there.
import-make = Make these classes
import-will-make = These classes will be made with the lists.
import-questions = Your answer is needed
import-questions-what = A name alone does not tell whether it is the same person or another. Without an answer the row is not taken.
import-same = The same child: { $who }
import-same-line = The same child as { $where }
import-another = Another child
import-year = Lists of the school year { $year }.
import-holds = From which day the list holds
import-holds-hint = From this day new pupils of the file are in the class, and those who move are in the new one.
import-holds-first = The beginning of the school year is proposed: its first period goes on, and the file moves nobody.
import-holds-today = Today is proposed.
import-skip = Leave out
import-moved = Move to another class
import-from = from { $class }
import-changed = Would change
import-new = New
import-skipped = Left out by you
import-absent = Not in the file
import-absent-what = These pupils are in the classes and not in the lists of the file. Nothing happens to them by itself: tick who left.
import-left = Left
import-unsure = { $n ->
    [one] { $n } more pupil of the classes is not among the rows that were taken
   *[other] { $n } more pupils of the classes are not among the rows that were taken
}, but may be in those that were not ({ $rows }). Whether they left can be decided when those rows are taken: mend them and read the file again.
import-told-asked = Without an answer: { $n }.
import-told-skipped = Left out by you: { $n }.
import-same-person = The same person: { $who }
import-another-person = Another person of that name
import-stranger = There is no such pupil in the list of class { $class }. If the name is misspelt, choose who it is; a new pupil is entered only if you say so.
import-stranger-new = A new pupil of this class
import-twelfth = Only evening schools have a 12th grade. Check: { $classes }.
import-parts = Taken in part
import-first-undo = { $n ->
    [one] First take back the file that was taken later:
   *[other] First take back the files that were taken later, the last one first:
}
import-bare = { $n ->
    [one] { $n } member of staff cannot sign in yet
   *[other] { $n } members of staff cannot sign in yet
}
import-bare-what = A list of staff brings names, neither roles nor a way in. A role is given on the page of the person, where the slip for signing in is printed too. Everybody is on the page
import-lacks-both = no role, no way in
import-lacks-role = no role
import-lacks-slip = a role, no way in
import-link = Lists from a file: classes, pupils, staff
import-staff = Enter staff by a list from a file
samples = Which headings lists need, with sample files
samples-what = The first row of a table holds the headings of its columns. They stand in any order, and a column that is not known does no harm: the program tells that it was not taken. The names in the samples are invented: put yours in their place.
sample-carry = Sample: { $what } (CSV)
sample-staff = Staff
sample-staff-what = «ФИО» (or «Фамилия», «Имя», «Отчество») and «Должность» are needed. «Предмет» and «Дата рождения» may stand there: they help to tell namesakes apart. So may «Классное руководство»: the colleague becomes the class teacher where the class is there.
sample-classes = Classes
sample-classes-what = «Класс» and «Классный руководитель» are needed: the name in full or with initials. The teacher has to be in the list of staff.
sample-pupils = Pupils
sample-pupils-what = «ФИО ученика» and «Класс» (or a line «5А класс» above the table) are needed. «Дата рождения» and «№ личного дела» may stand there.
sample-families = Families
sample-families-what = «ФИО ученика», «Класс» and «ФИО родителя» (or «Мать», «Отец») are needed. «Кем приходится», «Телефон» and «Эл. почта» may stand there: they belong to whoever is named to the left of them.
sample-loads = Loads
sample-loads-what = «Учитель», «Предмет» and «Класс» are needed: one class or several with commas; a column for each class with hours will do as well. «Часов в неделю» may stand in a row of one class: the schedule of works is checked with the hours.
sample-codes = Codes of pupils
sample-codes-what = «Класс», «ФИО ученика» and «Код» are needed.
sample-attendance = Lessons missed
sample-attendance-what = «ФИО ученика», «Класс» and «Пропущено уроков» are needed. «Период» (a quarter or a month), «Всего уроков» and «Без уважительной причины» may stand there. Where no period is named, the program asks.
why-class-twice = Above in this file the class has another class teacher: the first was taken.
why-no-class = There is no such class.
why-no-staff = Nobody of that name works here: enter them in the list of staff.
why-no-staff-class = Nobody of that name works here: the class is made without a class teacher.
why-waits = Decided with the answer about the colleague.
why-hours-differ = The hours were not taken: they differ for one subject of the parallel ({ $hours }). Enter them on the page “Hours and numbers of lessons”.
import-namesakes = Several colleagues fit. Choose whom the row means; a row without an answer is not taken.
import-of-name = { $name }: { $n ->
    [one] { $n } row
   *[other] { $n } rows
}
import-of-name-what = Several colleagues fit. Where all these rows mean one of them, choose once; a row that means another is answered by itself. A row without an answer is not taken.
import-for-all = Whom these rows mean
import-as-all = as chosen for all
import-means = This is { $name }
import-post-was = before: { $post }
why-code-taken = Another pupil has this code.
code-is = code { $code }
at-row = (row { $row })
at-sheet = (sheet “{ $sheet }”, row { $row })
pupil = Pupil
merge-title = Two records of one pupil
merge-choose = Choose the other record of this pupil.
merge-find = Find the other record
merge-what = Everything of the second record moves to the first. It can be taken back, and lists from files will know the pupil by both records.
merge-stays = Stays
merge-goes = Goes into it
merge-class = The records are in different classes. The pupil stays in the class of the record that stays.
merge-other-way = The other way round: let the other record stay
merge-links-stays = Stays in classes
merge-links-codes = Codes
merge-links-merged = Merged before
merge = Make one
merged-records = Merged into this record:
part = Make two again
names-read = Who read names of pupils
names-read-what = Every page that shows names of pupils and families is noted: who, when, which page. No name is here.
names-count = Names
read-class = A class
read-pupil = A pupil with the family
read-journal = Journal of work with pupils
read-families = What families read
read-next-year = Carrying over to the next year
read-relative = Relative of a pupil
read-other = Another page
admit-title = Slips for signing in
admit-count = { $n ->
    [0] Everybody who works here has signed in.
    [one] { $n } person has not signed in yet.
   *[other] { $n } people have not signed in yet.
}
admit-without = { $n ->
    [one] { $n } person has not signed in yet and has no slip.
   *[other] { $n } people have not signed in yet and have no slips.
}
admit-what = Each person you tick gets a slip with a code for the first sign-in. A new slip makes the earlier one void.
admit-whom = For whom
admit-no-role = no role yet
admit-slip = the slip is good until { $until }
admit-role-of = Role: { $name }
admit-role-below = as chosen below
admit-role = Role of the others who have none
admit-role-choose = — choose —
admit-role-missing = No role is chosen: { $names }. Choose it beside the name or for all; whoever needs another one is to be unticked and given it on her own page.
admit-role-hint = Beside a name the role is proposed from the post; check it. Other roles are given on the page of a person: the head, deputies and administrators work with the whole school, a class teacher with a class, the head of an association with a subject.
admit-do = Show the slips
admit-nobody = Nobody is ticked: tick those who need slips.
admit-too-many = No more than { $n } slips are printed at once: tick some of the people.
admit-meanwhile = This changed while the page was open: { $names } signed in already or were handed another slip. The list is up to date now; check the ticks and press once more.
admit-again = The slips of this form were shown already, and their codes hold. If they are lost, tick the people and show new ones.
admit-made = { $n ->
    [one] { $n } slip is ready.
   *[other] { $n } slips are ready.
}
admit-once = Print them, cut them apart and hand each over in person. The program keeps only digests of the codes: these slips cannot be shown again.
left-loads = Does not work here any more: hand the lessons over
