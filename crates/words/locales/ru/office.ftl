# Слова кабинета (`objektiv serve`). Читатель: завуч, который видит программу впервые. Спокойно, словами школы.

rooms = Разделы
room-today = Сегодня
room-plan = План
room-papers = Документы
room-people = Люди
room-school = Школа
room-journal = Журнал
search = Найти
search-hint = Найти: мероприятие, человек, документ
trail = Где вы
sign-out = Выйти
my-password = Мой пароль
to-the-start = К началу
no-link = Откройте адрес, который программа показала в своём окне: он пускает один раз, пока школа не заведена.
print = Распечатать
save = Сохранить
history = История
older = Раньше
when = Когда
who = Кто
what = Что
state = Состояние

# Поля
field-missing = Заполните это поле.
field-day-wrong = Нужен день: например, 15.10.2026.

# Первый запуск
start-title = Кабинет школы
start-lead = Впишите школу и себя. Остальное уже заполнено, его можно изменить и позже.
start-rest = Учебный год, рабочая неделя, периоды, часовой пояс
start-role = Вы будете заместителем директора и администратором. Позже эти роли можно разделить между людьми.
start-button = Завести школу
school-name = Школа
school-name-hint = Как в документах: «Гимназия № 2».
your-name = Ваше имя
your-name-hint = Фамилия, имя, отчество: так оно встанет в документы.
password = Пароль
password-hint = Не короче восьми знаков. Лучше несколько слов: их легче запомнить.
password-short = Пароль короче восьми знаков или длиннее пятисот.
password-wrong = Пароль не подошёл. Проверьте раскладку и регистр.
year-first = Первый день учебного года
year-last = Последний день учебного года
week = Рабочая неделя
week-five = Пять дней
week-six = Шесть дней
periods = Учебные периоды
periods-quarters = Четверти
periods-trimesters = Триместры
periods-half-years = Полугодия
zone = Часовой пояс
zone-ahead = { $city }, Москва { $hours } ч
restore-title = Есть резервная копия?
restore-at-start = Копию восстанавливают в пустую папку: остановите программу и выполните «objektiv restore копия --data папка». Понадобится лист восстановления.

# Вход
sign-in-title = Вход в кабинет
sign-in-name = Имя
sign-in-name-hint = Как оно записано в кабинете; порядок слов и «ё» не важны.
sign-in-button = Войти
sign-in-wrong = Имя или пароль не подошли. Проверьте раскладку и регистр.
sign-in-busy = Под этим именем сейчас слишком много попыток. Подождите несколько секунд и повторите.
sign-in-locked = Вход для вас закрыт или у вас нет роли. Обратитесь к тому, кто ведёт раздел «Люди».
forgotten = Забыли пароль? Новый листок выдаст тот, кто ведёт раздел «Люди». Если вы и есть этот человек, выполните на компьютере школы «objektiv admin --data папка».
slip-way = У меня листок для входа
slip-title = Вход по листку
slip = Код с листка
slip-hint = Шестнадцать знаков; дефисы и регистр не важны.
slip-wrong = Это не код с листка: в нём шестнадцать латинских букв и цифр.
slip-button = Задать пароль и войти
new-password = Новый пароль
old-password = Нынешний пароль
change-password = Сменить пароль
step-up-title = Пароль ещё раз
step-up-why = Для этого действия пароль спрашивается отдельно. Он действует десять минут.
step-up-button = Продолжить

# Роли
role = Роль
role-administrator = администратор
role-head = директор
role-deputy-head = заместитель директора
role-association-head = руководитель методического объединения
role-teacher = учитель
role-class-teacher = классный руководитель
role-psychologist = психолог или социальный педагог
role-auditor = проверяющий

# Люди
person-name = Имя
people-count = { $n ->
    [one] { $n } человек работает в программе или приглашён.
    [few] { $n } человека работают в программе или приглашены.
   *[other] { $n } человек работают в программе или приглашены.
}
people-what = кто работает в программе, роли, листки для входа
person-invited = приглашён, ещё не входил
person-active = работает
person-locked = вход закрыт
invite-title = Пригласить
invite-what = После приглашения программа покажет листок с кодом: передайте его человеку лично.
invite-button = Пригласить и показать листок
roles-title = Роли
role-give = Дать роль
role-withdraw = Снять
access-title = Вход
locked-what = Этот человек не может войти. Его роли и всё сделанное сохраняются.
unlock = Открыть вход
lock-title = Закрыть вход
lock-what = Если человек ушёл или потерял телефон: его сеансы закончатся сразу, сделанное им останется.
lock = Закрыть вход
slip-first = Первый вход идёт по листку с кодом.
slip-anew = Если пароль забыт, выдайте новый листок: по нему задаётся новый пароль.
slip-issue = Выдать листок
slip-for = Листок для входа
slip-step-address = Откройте { $address }
slip-step-type = Введите код и придумайте пароль.
slip-step-name = Потом входите под именем «{ $name }» и с этим паролем.
slip-until = Код действует до { $until } и один раз.
slip-once = Программа хранит только отпечаток кода: показать этот листок снова нельзя, можно выдать новый.

# Школа
school-lead = Настройки, учебные годы, резервные копии.
settings-title = Настройки
years-title = Учебные годы
year-new = Новый учебный год
year-open = Открыть год
year-close = Закрыть год
year-closed = закрыт
backups-title = Резервные копии
backups-what = лист восстановления, последняя копия, место на диске
journal-what = кто что сделал и когда, проверка целостности
clock-title = Часы
clock-now = Сейчас по часам этого компьютера { $now }.
clock-right = Часы верны, продолжать

# Журнал
journal-lead = Каждое действие записано. Запись нельзя изменить незаметно: следующая несёт её отпечаток.
journal-of-one = Показана история одной записи.
journal-all = Показать всё
somebody = сотрудник
the-program = программа
the-console = с компьютера школы
checkpoint-title = Контрольная точка
checkpoint-what = Подписанный отпечаток всего журнала. Распечатайте его или отправьте тем, кто вас проверяет: по нему видно, что до этого места ничего не изменено.
journal-export = Скачать журнал для проверки

# Месяцы и дни
month-1 = январь
month-2 = февраль
month-3 = март
month-4 = апрель
month-5 = май
month-6 = июнь
month-7 = июль
month-8 = август
month-9 = сентябрь
month-10 = октябрь
month-11 = ноябрь
month-12 = декабрь
of-month-1 = января
of-month-2 = февраля
of-month-3 = марта
of-month-4 = апреля
of-month-5 = мая
of-month-6 = июня
of-month-7 = июля
of-month-8 = августа
of-month-9 = сентября
of-month-10 = октября
of-month-11 = ноября
of-month-12 = декабря
weekday-1 = понедельник
weekday-2 = вторник
weekday-3 = среда
weekday-4 = четверг
weekday-5 = пятница
weekday-6 = суббота
weekday-7 = воскресенье
day-of = { $day } { $month }
until = до { $day }
month-until = { $month }, до { $day }
all-year = в течение года
by-schedule = по графику: { $schedule }
as-needed = при необходимости: вопрос раз в месяц
each-week = каждую неделю
each-month = каждый месяц
each-quarter = раз в квартал
each-period = раз в учебный период
after-each-period = после каждого учебного периода
each-half-year = раз в полугодие
times-a-year = { $n ->
    [one] { $n } раз в год
    [few] { $n } раза в год
   *[other] { $n } раз в год
}
any = любое
and-more = { $n ->
    [one] и ещё { $n }
    [few] и ещё { $n }
   *[other] и ещё { $n }
}
nothing-here = Здесь пусто.
change = Изменить
upload-broken = Файл не дошёл. Проверьте его и попробуйте ещё раз.
file-missing = Выберите файл.

# Сегодня
today-title = { $weekday }, { $day }
today-without-plan = Плана ещё нет. С него всё начинается.
nothing-waits = Сейчас вас ничто не ждёт.
waits-count = { $n ->
    [one] Ждёт вас { $n } дело.
    [few] Ждут вас { $n } дела.
   *[other] Ждут вас { $n } дел.
}
week-count = { $n ->
    [one] На этой неделе ещё { $n }.
    [few] На этой неделе ещё { $n }.
   *[other] На этой неделе ещё { $n }.
}
overdue-count = { $n ->
    [one] Просрочено { $n }.
    [few] Просрочено { $n }.
   *[other] Просрочено { $n }.
}
waits-for-you = Ждёт вас
this-week = На этой неделе
this-month = В этом месяце
plan-so-far = План
plan-not-approved = План ещё не утверждён.
of-measures = { $n ->
    [one] из { $n } мероприятия выполнено
    [few] из { $n } мероприятий выполнено
   *[other] из { $n } мероприятий выполнено
}
say-done-short = Выполнено
decide = Решить

# План
plans-title = Планы
plan-none = План ещё не принят
plan-another = Ещё один план
plan-drop = Положите сюда свой план: Word или Excel, такой, какой есть.
plan-choose = Выбрать файл плана
plan-read = Прочитать план
plan-reading = План передаётся и читается
plan-file = Файл плана
plan-library-title = Плана пока нет?
plan-library-what = В программе есть готовый: по мероприятию на каждое требование, со сроками и ответственными. Всё можно изменить.
plan-library-begin = Начать с готового плана
library-plan-title = План мероприятий по повышению объективности оценки образовательных результатов на { $year } учебный год
library-plan-goal = Объективная оценка образовательных результатов: одинаковые правила для всех, проверяемые процедуры и помощь тем, кому она нужна.
library-name = Библиотека мероприятий
to-the-plans = К планам
views = Виды плана
view-year = Год
view-board = Доска
view-table = Таблица
view-about = О плане
legend = Обозначения
measure = Мероприятие
measures-count = { $n ->
    [one] { $n } мероприятие
    [few] { $n } мероприятия
   *[other] { $n } мероприятий
}
occurrences-count = { $n ->
    [one] { $n } срок
    [few] { $n } срока
   *[other] { $n } сроков
}
blocks-count = { $n ->
    [one] { $n } раздел
    [few] { $n } раздела
   *[other] { $n } разделов
}
count-done = выполнено { $n }
count-overdue = просрочено { $n }
count-without-date = без срока { $n }
approved-by-order = утверждён приказом № { $number } от { $day }
approval-head = Гриф утверждения
plan-title = Название
goal = Цель
directions = Направления
amendments = Изменения после утверждения
plan-again-title = Исправленный файл
plan-again-what = Если план исправлен в Word или Excel, положите его сюда: изменится только то, что изменилось в файле.
batches-title = Что и откуда принято
board-now = Пора
board-under-way = Идёт
board-ahead = Впереди
board-done = Закрыто
filter = Показать
filter-words = Слова
block = Раздел
approval-of-order = УТВЕРЖДЕНО приказом от { $day } № { $number }
block-untitled = Мероприятия
term = Срок
owners = Ответственные
next-day = ближайший { $day }

# Принять план
import-title = План понят так
import-none = В файле нет плана
import-summary = «{ $name }»: { $blocks }, { $measures }. { $questions } До «Принять план» ничего не меняется.
import-no-questions = Вопросов нет.
import-open = { $n ->
    [one] { $n } место нужно уточнить, остальное можно принять сразу.
    [few] { $n } места нужно уточнить, остальное можно принять сразу.
   *[other] { $n } мест нужно уточнить, остальное можно принять сразу.
}
import-take = Принять план
import-again = Понять заново
import-questions = { $n ->
    [one] К { $n } вопросу
    [few] К { $n } вопросам
   *[other] К { $n } вопросам
}
import-move = Сдвинуть сроки на { $year }
import-preface = Что стоит перед таблицей
import-skip = Не принимать эту строку
import-left = Не принято из файла
import-notes = Замечания к файлу
as-written = Как написано
as-understood = Как понято
corresponds = Что ему соответствует в библиотеке
owner-from-above = ответственный из объединённой ячейки выше: { $owner }
fate-new = новое
fate-same = без изменений
fate-changed = изменено в файле
fate-conflict = изменено и в файле, и здесь: останется то, что здесь
fate-removed = убрано здесь раньше, не вернётся
left-out-by-hand = не принято человеком
gaps-title = Чего в плане нет
gaps-what = В библиотеке есть мероприятия на требования, которых этот план не касается:
plan-untitled = План на { $year } учебный год

# Утверждение
approve = Утвердить
approve-title = Утвердить план
approve-what = План утверждает не тот, кто его составил: другой человек или приказ на бумаге.
approve-on-paper = Приказом
approve-on-paper-what = Впишите реквизиты подписанного приказа и приложите его скан или фотографию.
approve-by-order = Утвердить по приказу
order-number = Номер приказа
order-day = Дата приказа
order-scan = Скан приказа
order-scan-hint = PDF или фотография.
approve-by-person = В программе
approve-not-oneself = План завели вы, поэтому здесь его утверждает другой: пригласите директора в разделе «Люди».
approve-oneself = Вы можете утвердить этот план: его составил другой человек.

# Мероприятие
understood = Понято как
expected = Что ожидается
number = Номер
measure-text = Что делается
measure-add = Добавить мероприятие
measure-change = Изменить мероприятие
measure-remove = Убрать мероприятие
measure-remove-what = Убрать можно, пока по нему ничего не решено; иначе снимаются его сроки с причиной.
term-hint = Как в плане: «15.10.2026», «октябрь», «раз в четверть», «в течение года», «по графику ВПР».
asks-acceptance = Выполненное принимает второй человек
why-changed = Почему меняется
why-changed-hint = Нужно, если план уже утверждён.
occurrences-title = Сроки
no-date-what = У мероприятия нет срока. Его можно задать кнопкой «Изменить».
waits-what = Срок появится, когда будет внесён график.
done-words = Что сделано
done-words-hint = Одной-двумя фразами: это встанет в отчёт.
done-on = Когда
done-file = Подтверждение
done-file-hint = Протокол, лист ознакомления, фотография; можно без файла. Хранится зашифрованным.
say-done = Отметить выполненным
put-off = Перенести
put-off-to = Новый срок
reason = Причина
was-put-off = Перенесено с { $day }.
drop-occurrence = Снять
drop-ask = Предложить снять
drop-asked-what = Предложено снять этот срок. Решает другой человек.
agree-to-drop = Согласиться и снять
accept = Принять
accept-what = Отмечено выполненным. Принимает другой человек.
withdraw = Вернуть в работу
needed-question = Понадобилось ли это в этом месяце? Если да, отметьте выполненным.
not-needed = Не понадобилось

# Графики
schedules-title = Графики и каникулы
schedules-lead = Мероприятия «по графику» получают сроки, как только график внесён.
schedule-days = Дни
schedule-days-hint = По одному в строке: дата и что это. Например: 15.04.2027 ВПР, математика, 5 классы
schedule-waiting = { $n ->
    [one] ждёт { $n } мероприятие
    [few] ждут { $n } мероприятия
   *[other] ждут { $n } мероприятий
}
schedule-known = { $n ->
    [one] внесён { $n } день
    [few] внесено { $n } дня
   *[other] внесено { $n } дней
}
line-wrong = Эта строка не понята: «{ $line }».
terms-title = Учебные периоды и каникулы
terms-usual = Пока стоят обычные дни. Поправьте их по календарному графику школы.
terms-periods = Периоды
terms-holidays = Каникулы
terms-hint = По одному в строке: 01.09.2026 – 24.10.2026
search-title = Поиск
search-nothing = Ничего не найдено. Попробуйте одно слово.
batch-undone = возвращено
batch-undo = Вернуть как было
batch-undo-what = Всё принятое этим файлом уйдёт, если по нему ещё ничего не решено.

# Документы плана
papers-title = Документы плана
papers-report = Отчёт о выполнении плана
papers-report-what = Что выполнено и чем подтверждается, что перенесено, снято, просрочено.
papers-so-far = На сегодня
papers-year = За год
papers-period = Период { $n }
papers-make = Сделать в Word
papers-plan = План
papers-plan-plain = План как есть
papers-plan-marks = План с отметками о выполнении
papers-order = Приказ об утверждении плана
papers-checkpoint = Внизу каждой страницы стоит контрольная точка журнала: по ней видно, на какой день сделан документ.
put-off-until = перенесено до { $day }
from = С
to = По

# Лист восстановления и копии
sheet-title = Лист восстановления
sheet-what = Лист открывает резервные копии. Без него копия бесполезна: и чужому, и вам.
sheet-printer = Приготовьте принтер: ключ показывается один раз и на этом компьютере не хранится.
sheet-renewed = Новый лист заменит прежний для новых копий. Старые копии открывает старый лист: не выбрасывайте его.
sheet-make = Сделать лист
sheet-later = Сделать позже
sheet-key = Ключ
sheet-step-print = Распечатайте лист или спишите ключ и слово.
sheet-step-keep = Положите его отдельно от компьютера: в сейф школы.
sheet-step-restore = На новом компьютере выполните «objektiv restore копия --data папка» и введите ключ.
sheet-ledger = Ключ журнала школы: { $key }
sheet-printed = Лист у меня, дальше
sheet-none = Копий ещё нет: сначала нужен лист восстановления.
sheet-renew = Сделать новый лист восстановления
sheet-confirm-title = Лист у вас?
sheet-confirm-what = Введите проверочное слово с листа. До этого ни одна копия не считается: её может быть нечем открыть.
sheet-confirm = Подтвердить
check-word = Проверочное слово
check-word-hint = Слово и две цифры внизу листа.
backup-make = Сделать копию сейчас
backup-last = Последняя копия: { $when }.
backup-none-counts = Копии ещё нет.
backup-room = Свободно на диске: { $size }.
backup-where = Копии лежат в папке { $folder }. Раз в день программа делает новую сама. Переносите их на другой носитель.
backup-size = Размер
backup-file = Файл
backup-counts = считается
backup-not-yet = не считается: лист не подтверждён
backup-gone = файла уже нет
