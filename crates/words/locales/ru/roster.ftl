# Классы, ученики, семьи, нагрузка
classes-title = Классы
classes-what = классы, ученики, семьи, нагрузка учителей
classes-count = { $year } учебный год: { $classes ->
    [one] { $classes } класс
    [few] { $classes } класса
   *[many] { $classes } классов
}, { $pupils ->
    [one] { $pupils } ученик
    [few] { $pupils } ученика
   *[many] { $pupils } учеников
}.
classes-none = Классов ещё нет. Загрузите списки из файла или заведите первый класс.
classes-none-yours = За вами не закреплён ни один класс. Классного руководителя назначает заместитель директора.
no-year = Сначала откройте учебный год.
class-name = Класс
class-name-hint = Например, 7А или 10-1
class-title = { $class } класс
class-teacher = Классный руководитель
class-teacher-what = Классный руководитель видит свой класс и ведёт его список и семьи до конца учебного года.
class-settings = Классный руководитель и настройки
class-add = Завести класс
class-remove = Удалить класс
no-teacher = Классного руководителя нет
no-class = не в классе
pupils = Учеников
pupils-count = { $n ->
    [one] { $n } ученик
    [few] { $n } ученика
   *[many] { $n } учеников
}
pupils-none = В классе ещё нет учеников.
pupil-name = Фамилия, имя, отчество
pupil-name-hint = Как в документах
pupil-add = Внести ученика
pupil-change = Изменить сведения
pupil-move = Перевести или отметить выбытие
pupil-number = Номер ученика
pupil-number-hint = Как в вашем журнале; можно оставить пустым
born = Дата рождения
born-on = дата рождения { $day }
born-unknown = не указана
from-day = В классе с
another-child = Это другой ребёнок с таким же именем
since = с { $day }
until = по { $day }
was-in = { $class } класс: с { $from } по { $to }
will-be-in = { $class } класс: с { $from }
move-day = С какого дня в новом классе, а для выбывшего — последний день
move-to = Куда
leaves = Выбывает из школы
family = Семья
family-none = О семье ещё ничего не записано.
relative-name = Имя
relative-add = Внести члена семьи
relative-remove = Убрать
kin = Кем приходится
kin-hint = Например, мать, отец, опекун
contact = Телефон или почта
find-pupil = Найти ученика
find = Найти
found-more = Показаны первые { $n }. Уточните запрос.
loads-title = Нагрузка
loads-what = Кто какой предмет ведёт и в каких классах.
loads-none = Нагрузки ещё нет. Внесите, кто какой предмет ведёт.
loads-no-classes = Сначала нужны классы.
load-give = Внести нагрузку
load-remove = Снять: { $class }, { $subject }
teacher = Учитель
subject = Предмет
subject-hint = Например, Русский язык
choose = Выберите
import-title = Списки из файла
import-what = Классы, сотрудники, нагрузка, ученики, семьи, коды: из одного файла Excel или CSV или из нескольких по очереди. Сначала программа покажет, что изменится, и ничего не сделает без вашего согласия.
import-drop = Перетащите сюда файл со списками
import-choose = Выбрать файл
import-read = Прочитать
import-reading = Читаем файл
import-taken = Принятые файлы
import-undone = Отменено
import-undo = Отменить этот файл
import-stands = { $n ->
    [one] Отменить нельзя: после этого изменена { $n } запись
    [few] Отменить нельзя: после этого изменены { $n } записи
   *[many] Отменить нельзя: после этого изменены { $n } записей
}
import-file = Файл со списками
import-told = Нового: { $added }, изменится: { $changed }, перевод и выбытие: { $moved }, без изменений: { $same }, не взято: { $open }.
import-done = Списки приняты.
import-take = Принять
import-again = Показать заново
import-nothing = В этом файле нет ничего нового.
import-other-school = В файле названа другая школа: { $school }.
import-other-school-ask = Подтвердите, что это списки вашей школы.
import-ours = Это списки нашей школы
import-missing = Таких классов ещё нет
import-missing-what = Ученики этих классов не взяты, пока классов нет.
import-make = Завести эти классы
import-will-make = Эти классы будут заведены вместе со списками.
import-questions = Нужен ваш ответ
import-questions-what = Одного имени мало, чтобы решить, тот же это ребёнок или другой. Без ответа строка не берётся.
import-same = Тот же ребёнок: { $who }
import-same-line = Тот же ребёнок, что { $where }
import-another = Другой ребёнок
import-skip = Не брать
import-moved = Переходят в другой класс
import-from = из { $class }
import-changed = Изменится
import-new = Новое
import-skipped = Не берём по вашему решению
import-absent = Нет в файле
import-absent-what = Эти ученики есть в классах, но их нет в списках файла. Сами собой они никуда не денутся: отметьте тех, кто выбыл.
import-left = Выбыл
why-no-class = Такого класса нет.
why-no-staff = Такого сотрудника нет или подходят несколько: внесите его в список сотрудников.
why-code-taken = Этот код уже у другого ученика.
code-is = код { $code }
at-row = (строка { $row })
at-sheet = (лист «{ $sheet }», строка { $row })
pupil = Ученик
merge-title = Две записи об одном ученике
merge-choose = Выберите вторую запись об этом же ученике.
merge-find = Найти вторую запись
merge-what = Всё, что относится ко второй записи, перейдёт к первой. Объединение можно отменить, а списки из файлов будут узнавать ученика по обеим записям.
merge-stays = Остаётся
merge-goes = Войдёт в неё
merge-class = Записи стоят в разных классах. Ученик останется в классе той записи, которая остаётся.
merge-other-way = Наоборот: пусть останется другая запись
merge-links-stays = Записей о классах
merge-links-codes = Кодов
merge-links-merged = Объединено раньше
merge = Объединить
merged-records = С этой записью объединены:
part = Разделить снова
names-read = Кто читал имена учеников
names-read-what = Каждый показ имён учеников и семей записывается: кто, когда и на какой странице. Самих имён здесь нет.
names-count = Имён
read-class = Класс
read-pupil = Ученик и семья
read-other = Другая страница
