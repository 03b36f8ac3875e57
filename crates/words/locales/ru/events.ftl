# Слова событий: виды, их поля, протокол, ознакомление. Словами школы, спокойно.

kind-council = Педагогический совет
kind-council-what = Повестка, что слушали и решили, кто и к какому сроку делает; первым вопросом — что стало с прежними решениями.
kind-meeting = Совещание
kind-meeting-what = Совещание при директоре или заместителе: повестка, решения, поручения.
kind-association = Заседание методического объединения
kind-association-what = Объединение учителей предмета: повестка, решения, поручения.
kind-marking = Согласование подходов к оцениванию
kind-marking-what = До начала проверки: версия критериев, образцы работ, договорённости о спорных случаях.
kind-analysis = Разбор работы объединением
kind-analysis-what = Какие задания дались трудно, какие ошибки повторяются, что из этого следует.
kind-parents-school = Общешкольное родительское собрание
kind-parents-school-what = Повестка, что сообщили родителям, что решили; сколько семей пришло.
kind-parents-class = Родительское собрание класса
kind-parents-class-what = Ведёт классный руководитель; кроме отметки, что собрание прошло, ничего не требуется.
kind-training = Вебинар, семинар, курсы
kind-training-what = Учёт обучения: кто, сколько часов, какой документ, до какого дня он действует. Часы и документы записывают, когда обучение прошло.
kind-reading = Ознакомление
kind-reading-what = Все названные читают документ и подтверждают это в программе или подписью на листе.
kind-briefing = Инструктаж
kind-briefing-what = Текст инструкции, вопросы к нему, подпись и срок действия; запись попадает в журнал инструктажей.
kind-visit = Посещение урока
kind-visit-what = Карта посещения: учитель видит её и пишет своё слово.
kind-material = Подборка материалов по предмету
kind-material-what = Что подобрано по объективному оцениванию и где пригодилось.
kind-olympiad = Этап олимпиады
kind-olympiad-what = Сколько участников, победителей и призёров на этапе.
kind-assessment = Оценочная работа
kind-assessment-what = Спецификация, критерии, кто утвердил, где использована.
kind-readiness = Готовность кабинетов и условий
kind-readiness-what = Что проверено перед процедурой и чего не хватает.
kind-commission = Работа в предметной комиссии
kind-commission-what = Кто из школы проверял работы в комиссии или на перепроверке, сколько и чем это подтверждено.
detail-criteria-version = Версия критериев
detail-samples = Образцы работ: код, поставленные баллы, согласованный балл
detail-rulings = Договорённости о спорных случаях
detail-work = Какая работа
detail-hard = Какие задания дались трудно
detail-errors = Повторяющиеся ошибки
detail-steps = Что из этого следует
detail-training-form = Форма
training-webinar = вебинар
training-seminar = семинар
training-course = курсы
detail-organiser = Кто проводит
detail-hours = Часов по программе
detail-training-document = Какой документ выдают
detail-basis = Основание: чей документ, дата, номер
detail-briefed = Кого инструктируют
briefed-organiser = организаторов
briefed-technician = технических специалистов
briefed-expert = экспертов
briefed-observer = наблюдателей
detail-instruction = Инструкция и её версия
detail-topic = Тема урока
detail-visit-goal = Кто определил цель урока
whose-teacher = учитель
whose-together = учитель вместе с классом
whose-pupils = ученики
detail-visit-active = Сколько учеников работали на уроке
active-all = все
active-most = больше двух третей
active-half = от половины до двух третей
active-few = меньше половины
detail-visit-assessment = Оценивание на уроке
assessment-none = не проводилось
assessment-formal = отметка без пояснения
assessment-reasoned = отметка с пояснением
assessment-cumulative = накопительное
detail-visit-criteria = Критерии отметки известны ученикам
detail-visit-feedback = Ученик узнаёт, как улучшить работу
degree-yes = да
degree-partly = отчасти
degree-no = нет
detail-visit-strong = Сильные стороны
detail-visit-growth = Над чем работать
detail-visit-again = Нужно повторное посещение
detail-material-source = Что это и где лежит
detail-material-used = Где и с кем использовано
detail-stage = Этап
stage-school = школьный
stage-municipal = муниципальный
stage-regional = региональный
stage-final = заключительный
detail-took-part = Участников
detail-winners = Победителей
detail-prizes = Призёров
detail-specification = Спецификация: что и как проверяется
detail-criteria = Критерии
detail-approved-by = Кто и когда утвердил
detail-used-in = Где использована
detail-rooms = Какие кабинеты
detail-clocks = Часы на виду
detail-devices = Техника проверена
detail-belongings = Есть место для личных вещей
detail-stands = Справочные материалы закрыты
detail-lacks = Чего не хватает
detail-ready = Итог
ready-yes = готово
ready-reservations = готово с замечаниями
ready-no = не готово
detail-commission = Какая комиссия
detail-scripts = Проверено работ

missing-attendance = Отметить, кто был.
turnout-few = Присутствовало { $came } из { $of ->
    [one] { $of } участника
   *[other] { $of } участников
}, меньше половины: решения требуют подтверждения.
missing-earlier = Записать, что стало с прежними решениями.
missing-question = Записать по вопросу «{ $question }»: что слушали или решили.
missing-nobody = Назвать, кто знакомится.
missing-readers = Ещё не ознакомились: { $owe ->
    [one] { $owe } человек
    [few] { $owe } человека
   *[many] { $owe } человек
}.
missing-text = Внести текст или файл, с которым знакомятся.
missing-detail = Заполнить: «{ $name }».

title = События
papers = Документы
plan = Назначить
send = Разослать для ознакомления
empty = Здесь собрания, инструктажи, обучение, посещения уроков, ознакомления. Что провести?
kind = Вид
any = все
all = показать все
day = Дата
what = Что
owner = Ответственный
visitor = Кто посещает урок
beside = Чьё, когда, о скольких
list-names = Имена учеников в списке не стоят: они на странице мероприятия, и каждое чтение там отмечается.
how-far = Как идёт
read-of = ознакомились { $read } из { $all ->
    [one] { $all } человека
   *[other] { $all } человек
}
tasks-open = { $open ->
    [one] { $open } поручение в работе
    [few] { $open } поручения в работе
   *[other] { $open } поручений в работе
}
choose = Что провести?
choose-fitting = Подходит к мероприятию плана
choose-other = Другое
state-planned = назначено
state-reading = идёт ознакомление
state-held = прошло, не завершено
state-closed = завершено
state-cancelled = отменено
task-open = в работе
task-done = выполнено
task-withdrawn = снято
part = Роль
part-chair = Председатель
part-secretary = Секретарь
part-member = Участник
taken-unanimous = единогласно
taken-majority = большинством
taken-chair = решением председателя
read-screen = в программе
read-sheet = по подписи на листе
read-scanned = есть скан
read-declined = отказ подписать
evidence = { $kind } { $day }: { $title }
evidence-of-pupils = { $kind } { $day }
with-pupils = Работа с учениками
quiz-wrong = Строка { $line }: под вопросом нужны хотя бы два ответа, верный — один и с плюсом.
field-title-hint = можно не писать: тогда так, как называется само событие
field-title = О чём
field-day = Дата
field-time = Время
field-time-hint = Часы и минуты, например 14:30; можно и урок: после 6-го урока
field-place = Место
field-class = Класс
field-class-hint = Например, 7А; пусто — вся школа
field-subject = Предмет
field-subject-hint = Пусто — все предметы
field-text = Текст для ознакомления
field-text-hint = То, что подтверждает каждый; можно приложить файл
field-file = Файл
field-quiz = Вопросы к тексту
field-quiz-hint = Строка — вопрос, под ним ответы, каждый с новой строки: верный начните с плюса, неверные — с минуса. Например: «Когда вскрывают пакет?», ниже «+ в 10:00 при участниках» и «- накануне»
field-pass = Сколько верных ответов нужно
field-pass-hint = Пусто — все
not-said = не указано
agenda = Повестка
agenda-hint = Вопрос о прежних решениях встанет первым сам.
question = Вопрос { $number }
speaker = Докладчик
speaker-alone = Докладчик назван, а вопроса нет. Напишите вопрос или уберите докладчика.
nobody = не назначен
left-here = уже не работает в школе
participants = Участники
group-teachers = Все учителя
groups-leave = Без роли в программе, поэтому не входят ни в один из этих списков: { $names }. Отметьте их по имени или дайте роль в разделе «Люди».
groups-more = и ещё { $n }
group-class-teachers = Классные руководители
group-association-heads = Руководители объединений
group-heads = Директор и заместители
by-name = По именам
shows = Мероприятия плана, которые этим закрываются
shows-hint = Когда событие завершат, они будут отмечены выполненными.
whose = Чьё: класс, предмет, ответственный
change = Изменить событие
valid-until = Действует до
read-until = Ознакомиться до
came = Присутствие
came-of = { $came } из { $of ->
    [one] { $of } человека
   *[other] { $of } человек
}
came-of-families = { $came } из { $of ->
    [one] { $of } семьи
   *[other] { $of } семей
}
text = Текст
text-changed = С тех пор текст изменился: прочитайте его ещё раз.
acknowledge = Подтверждаю, что прочитано
read = Ознакомление
own-word = Слово участника
left = уже не работает
was-there = да
was-not-there = нет
not-read = ещё нет
right-of = верно { $right } из { $all ->
    [one] { $all } вопроса
   *[other] { $all } вопросов
}
old-text = прежний текст
number = Номер протокола
number-hint = Номера идут подряд в учебном году, свои у каждого объединения и класса.
number-change = Изменить номер протокола
minutes = Протокол
earlier = О выполнении прежних решений
heard = Слушали
decided = Решили
how = Как принято
tasks = Поручения
tasks-hint = Что, кто и к какому сроку; исполнитель увидит поручение на своей странице.
task = Что сделать
who = Кто
as-written = как записано рядом
post = Кто, если не из списка
task-due = Срок
until = до { $day }
write = Записать
shown-already = отмечено
ahead = Отметить, что событие прошло, можно будет в его день.
close = Завершить
close-what = { $times ->
    [0] Есть всё, без чего событие этого вида не завершают.
    [one] Есть всё, без чего событие не завершают. Вместе с событием будет отмечено выполненным { $times } мероприятие плана.
    [few] Есть всё, без чего событие не завершают. Вместе с событием будут отмечены выполненными { $times } мероприятия плана.
   *[other] Есть всё, без чего событие не завершают. Вместе с событием будут отмечены выполненными { $times } мероприятий плана.
}
closed-word = { $times ->
    [0] Событие завершено.
    [one] Событие завершено, отмечено выполненным { $times } мероприятие плана.
    [few] Событие завершено, отмечены выполненными { $times } мероприятия плана.
   *[other] Событие завершено, отмечены выполненными { $times } мероприятий плана.
}
to-close = Чтобы завершить, осталось:
attendance-again = Поправить, кто был
families-came = Сколько семей пришло
families-all = Сколько семей приглашено
who-came = Кто был
hold = Отметить, что прошло
came-wrong = Укажите числами, сколько пришло и сколько приглашено: пришло не больше, чем приглашено.
tick-title = Отметить подпись на листе или отказ
who-signed = Кто
sheet-day = Дата на листе
sheet = Скан листа с подписями
sheet-hint = Снимок тоже подойдёт; при отказе не нужен
sheet-replace = Заменить или приложить скан листа
sheet-replace-what = Новый скан заменит прежний у всех, кто отмечен.
sheet-whose = Чьи подписи на листе
sheet-attach = Приложить скан
tick-how = Что отметить
tick-signed = подписали лист
tick-declined = отказ подписать: один человек, и почему — в примечании
tick = Отметить
tick-note = Примечание
say-word = Моё слово
cancel = Отменить событие
reopen = Открыть снова
tasks-title = Поручения
tasks-empty = Открытых поручений нет.
decided-at = Где решено
late = просрочено
said-of-it = Отметка
task-say-done = Выполнено
task-withdraw = Снять поручение
task-reopen = Вернуть в работу
task-without-day = Укажите срок поручения.
task-without-text = Напишите, что сделать, или очистите остальные поля строки.
task-without-owner = Выберите, кто исполнит поручение, или напишите должность.
task-too-early = Срок поручения раньше дня события. Выберите день не раньше { $day }.
mine-to-read = Прочитать и подтвердить
read-short = Прочитать
mine-tasks = Мои поручения
mine-to-comment = Ваш урок посетили: можно добавить своё слово
comment-short = Добавить
mine-to-write = Записать и завершить
write-short = Записать
mine-ahead = Скоро с вашим участием
paper-came = Лист присутствия
paper-read = Лист ознакомления
paper-card = Карта
paper-facts = Сведения о событии
register-visit-lesson = Урок: класс, предмет, тема
register-visit-observed = Что видно на уроке
paper-agenda = Повестка дня
paper-minutes = Протокол
register-briefings = Журнал инструктажей
register-training = Журнал обучения
register-of = Журнал: { $kind }
registers = Журналы
registers-what = Собираются из записей о событиях. Здесь те, в которых есть записи.
note-column = Отметка
journal-person = ФИО, должность
journal-topic = Тема
journal-instruction = Инструкция, версия
journal-briefed-by = Кто провёл, должность
journal-signed = Подпись того, кого инструктировали
journal-signed-by = Подпись того, кто провёл
journal-confirmed-screen = подтверждено в программе, { $day }
detail-meeting-form = Как проходит собрание
meeting-in-person = очно
meeting-remote = дистанционно
hold-one = Провести
seats-of = { $people ->
    [one] { $people } человек
    [few] { $people } человека
   *[other] { $people } человек
}
without-file = Убрать приложенный файл «{ $file }»
visited = Учитель, чей урок
class-choose = выберите класс
class-none = вся школа
stands-came = (сейчас записано: да)
stands-absent = (сейчас записано: нет)

# Карта посещения
nothing-to-add = Добавить нечего
card = Карта
card-later = Карта: заполняется, когда посещение состоялось
card-fill = Заполнить карту
card-awaits = Первое слово — за учителем: до { $until } включительно карту видят только посетивший урок и учитель, и посещение не закрывается. На странице «Сегодня» учителю это показано; лично можно попросить ответить раньше.
card-yours = Первое слово — за вами: до { $until } включительно карту видите только вы и посетивший урок. Отвечать не обязательно: после этого дня её увидят и другие, кому видны посещения.
card-hidden = Карту видят только посетивший урок и учитель, пока не сказано слово учителя или не вышел срок.
card-kept = пока видят посетивший урок и учитель

# Часы и документы участников обучения
certificates = Часы и документы участников
certificates-hint = Пустые часы и пустой срок берутся из самого события. Номер, кем выдан и срок можно внести и позже, когда документ получен.
certificate-hours = Часов
certificate-number = Номер документа
certificate-issuer = Кем выдан
certificate-until = Действует до
certificate-document = Документ
certificate-numbered = № { $number }
certificate-issued = кем выдан: { $issuer }
certificate-stands = Сейчас записано: { $now }. Чтобы записать своё, сохраните ещё раз.
certificate-stands-empty = Сейчас здесь пусто. Чтобы записать своё, сохраните ещё раз.
trainings-title = Обучение
trainings-empty = Записей об обучении пока нет: они появляются, когда отмечено, что вебинар, семинар или курсы прошли.
trainings-own = Здесь ваше обучение и то, которое ведёте вы.
trainings-register = Журнал обучения:
mine-expiring = Подходит к концу срок документа об обучении
expiring-of = { $name }: действует до { $day }
expiring-yours = Ваш документ действует до { $day }
expired-of = { $name }: срок вышел { $day }
expired-yours = Срок вашего документа вышел { $day }
