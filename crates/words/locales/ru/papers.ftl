# Слова справки (Word и PDF).
title = Справка по итогам анализа результатов оценочных процедур
subtitle-years = { $years } учебный год
subtitle-date = по данным на { $date }
schools = { $n ->
    [one] { $n } школа
    [few] { $n } школы
   *[many] { $n } школ
}
footer = Признак — не вывод: расхождение требует проверки, причина не установлена. Objektiv { $version }

main = Главное
caution = Признак — не вывод. Он говорит, что результат отличается от ожидаемого, и не говорит почему. Обычные причины перечислены у каждого набора; первая проверка — перенос данных и критерии.
passport = Что проанализировано
detectable = Что по этим данным можно заметить
detectable-text = Для { $n ->
    [one] { $n } набора
   *[many] { $n } наборов
} посчитан наименьший подъём среднего, который заметен с вероятностью 80 %: для половины наборов — { $middle } максимума и больше (от { $best } до { $worst }). Меньший подъём по одному классу от случайного не отличить; тогда больше скажет перепроверка.
detectable-none = Данных для расчёта наименьшего заметного подъёма нет: наборы малы или не с чем сравнить.
look = Наборы результатов, которые стоит посмотреть
look-none = Наборов, которые стоило бы посмотреть отдельно, нет. Это не доказывает, что расхождений нет: смотрите раздел 3.
look-rest = Ещё наборов: { $n }. Они есть в таблицах (screen.csv, tables.xlsx).
set-line = Работ: { $n }. Сравнение: { $reference }
set-passport = Паспорт: { $passport }. { $reasons }
innocent = Что даёт такую же картину без чьей-либо вины
clears = Что снимет вопрос
works = Результаты по работам
journal = Успеваемость по журналу и согласованность отметок
decisions = План действий
decisions-text = Строки взяты из найденного выше. Кто, когда и что сделано — впишите; лишнее удалите.
limits = Ограничения и справочные данные
limits-text = Результаты ВПР не используются для оценки работы учителей и школ. Выводы зависят от полноты присланных файлов и от справочных данных, перечисленных ниже.

table-works = Работы
table-look = Другие наборы, которые стоит посмотреть
table-readings = Что показали показатели
table-marks = Отметки за работу и журнал, %
table-items = Задания: доля набранных баллов, %
table-attainment = Успеваемость, качество, СОУ
table-series = Согласованность двух рядов отметок
table-problems = Что не прочитано полностью: { $n }
table-questions = Открытые вопросы: { $n }

col-work = Работа
col-date = Дата
col-classes = Наборов
col-scripts = Работ
col-max = Макс. балл
col-scale = Границы отметок
col-set = Набор
col-seen = Что видно
col-indicator = Показатель
col-explanation = Что видно и насколько уверенно
col-group = Группа
col-pupils = Учеников
col-pass = Успеваемость, %
col-quality = Качество, %
col-sou = СОУ, %
col-mean = Средняя отметка
col-lowered = Понизили
col-confirmed = Подтвердили
col-raised = Повысили
col-gaps = Разрыв ≥ 2
col-item = №
col-level = Уровень
col-facility = Набрано, %
col-blank = Не приступили
col-period = Период
col-series = Ряды
col-measure = Мероприятие
col-deadline = Срок
col-responsible = Кто
col-done = Выполнено
col-place = Где
col-what = Что найдено
col-mend = Как исправить
col-ask = Вопрос
col-proposed = Предложение
row-all = Всего
scope-country = вся выборка
scope-region = регион
scope-municipality = муниципалитет
scope-school = школа
gate-sufficient = достаточный
gate-uncertain = зона неопределённости
gate-insufficient = недостаточный
gate-unknown = уровень не указан

# Листы и столбцы рабочей книги.
sheet-sets = Наборы
sheet-signals = Признаки
sheet-marks = Отметки
sheet-journal = Работа и журнал
sheet-items = Задания
sheet-pupils = Ученики
pupils-cut = Ученики показаны только по наборам, которые стоит посмотреть; остальные — в исходных файлах.
sheet-attainment = Успеваемость
sheet-series = Ряды отметок
sheet-sources = Источники
sheet-about = Об анализе
col-about = Что
col-said = Сведения
about-standing = Протокол
about-date = На дату
about-version = Программа
about-limits = Границы вывода
sheet-legend = Что значат столбцы
legend-sheet = Лист книги
legend-column = Столбец
legend-meaning = Что в столбце
legend-unit = Единица
legend-range = Значения
legend-empty = Когда пусто
col-school = Школа
col-class = Класс
col-subject = Предмет
col-procedure = Процедура
col-ladder = Сравнение
col-status = Ответ
col-chip = Итог
col-mde = Заметно от
col-p = p
col-q = q
col-passport = Паспорт
col-reason = Почему
col-effect = Эффект
col-low = Нижняя граница 95 %
col-high = Верхняя граница 95 %
col-other-marks = Другие отметки
col-not-attested = н/а
mark-2 = «2»
mark-3 = «3»
mark-4 = «4»
mark-5 = «5»
col-lowered-share = Понизили, %
col-confirmed-share = Подтвердили, %
col-raised-share = Повысили, %
col-shift = Средний сдвиг, отметки
col-not-taught = Тема не изучалась
col-item-rest = Связь с остальными
col-code = Код
col-score = Балл
col-mark = Отметка
col-journal-mark = В журнале
level-basic = Базовые
level-raised = Повышенные
level-high = Высокие
col-year = Учебный год
col-first = Первый ряд
col-second = Второй ряд
col-file = Файл
col-sheet = Лист
col-layout = Что это
col-records = Записей
col-sum = SHA-256

# Справка коротко: что печатают.
works-how = У каждой работы: главное, отметки и соответствие журналу по классам рядом с опубликованными долями, выполнение заданий. «Ниже», «так же», «выше» — отметка за работу против журнальной, % учеников. Интервалы всех долей, планируемые результаты, группы и графики — в report.html.
rows-cut = Показано строк: { $shown } из { $all }; остальные — в tables.xlsx.
series = Сравнено пар: { $all }. Среднее расхождение больше случайного у { $apart }; по случайности таких вышло бы около { $chance }. В таблице — начало их списка не длиннее { $rows ->
    [one] { $rows } строки
   *[many] { $rows } строк
}, остальные — в report.html и tables.xlsx.
method = Методика коротко
method-more = Формулы, примеры с числами и источники — в главе «Методика» файла report.html; задавались до просмотра: уровни и пороги, они перечислены там же.
all = Все наборы
all-more = Строка на каждый набор — в screen.csv и tables.xlsx, карточка набора с графиками — в report.html.
table-parallels = Параллели по периодам, { $year }: успеваемость / качество / СОУ, %
table-subjects = Предметы по периодам, { $year }: успеваемость / качество / СОУ, %
table-dynamics = Что изменилось
col-n = n
col-marks = Отметок
col-pass-short = Усп.
col-mean-short = Средн.
col-lowered-short = Ниже
col-confirmed-short = Так же
col-raised-short = Выше
col-item-strip = Задание
col-followed = Что прослежено
row-facility = Набрано
row-gate = Порог
gate-below = ниже
sheet-parallels = Параллели
col-parallel = Параллель
col-mean-score = Средний балл
col-quality-short = Кач.
col-sou-short = СОУ

# Другие единицы.
units = Медали, отметки за период, подтверждение, варианты
units-cut = Ответов: { $answered }, из них выше обычного на уровне «стоит посмотреть»: { $look }. Все — в units.csv и tables.xlsx.
col-unit = О чём
sheet-units = Другие единицы

# Документы кабинета
office-footer = { $school } · журнал: { $checkpoint }
office-goal = Цель
office-directions = Направления
office-number = №
office-measure = Мероприятие
office-term = Срок
office-term-planned = Срок по плану
office-done-on = Выполнено (дата)
office-shown = Чем подтверждается
office-why-next = Причина, следующий шаг
office-owner = Ответственные
office-mark = Отметка о выполнении
office-place = Населённый пункт: { $place }
office-mark-what = Контрольная точка журнала школы: с ней можно сверить журнал, если понадобится доказать, что с этого дня в нём ничего не изменили.
office-report-title = Отчёт о выполнении плана
office-report-term = с { $from } по { $to }
office-done = выполнено { $n }
office-done-before = выполнено { $n } (из них до { $day }: { $before })
office-beside-done = { $n ->
    [one] Кроме того, в эти дни выполнен { $n } срок, который по плану приходится на другое время.
    [few] Кроме того, в эти дни выполнены { $n } срока, которые по плану приходятся на другое время.
   *[other] Кроме того, в эти дни выполнено { $n } сроков, которые по плану приходятся на другое время.
}
office-beside-going = { $n ->
    [one] Есть подтверждения этих дней ещё у { $n } срока, который приходится на другое время.
   *[other] Есть подтверждения этих дней ещё у { $n } сроков, которые приходятся на другое время.
}
office-put-off = перенесено { $n }
office-dropped = снято { $n }
office-overdue = просрочено { $n }
office-passed = прошло до утверждения плана { $n }
office-passed-unentered = прошло до внесения утверждения в программу { $n }
office-passed-draft = прошло, пока план не утверждён { $n }
office-waiting = ждёт приёмки { $n }
office-ahead = ещё впереди { $n }
office-fell-due = { $n ->
    [one] На эти дни по плану приходится { $n } срок
    [few] На эти дни по плану приходится { $n } срока
   *[other] На эти дни по плану приходится { $n } сроков
}
office-proposals = Предложения
office-proposals-blank = По просроченным мероприятиям: ____________________________________________________________
office-deputy = Заместитель директора
office-head = Директор
office-order-title = ПРИКАЗ
office-order-day-blank = «____» ______________ 20____ г.
office-order-about = Об утверждении плана: «{ $plan }»
office-order-basis = На основании статьи 28 Федерального закона от 29.12.2012 № 273-ФЗ «Об образовании в Российской Федерации», в целях объективной оценки образовательных результатов
office-order-orders = ПРИКАЗЫВАЮ:
office-order-approve = Утвердить «{ $plan }» на { $year } учебный год (приложение).
office-order-approve-titled = Утвердить «{ $plan }» (приложение).
office-order-responsible = Ответственный за выполнение плана: { $who }.
office-order-acquaint = Руководителям методических объединений ознакомить учителей с планом под подпись.
office-order-site = Разместить план на официальном сайте школы.
office-order-control = Контроль за исполнением приказа оставляю за собой.
office-order-acquainted = С приказом ознакомлены
office-order-name = Фамилия, имя, отчество
office-order-signature = Подпись
office-order-date = Дата
office-levels-title = План школы и планы вышестоящих уровней
office-levels-answer = В плане школы
office-levels-none = Планы страны, региона и муниципалитета в программу не внесены: сопоставлять план школы пока не с чем.
works-together = Строка на работу, под ней — опубликованное по региону. «Ниже», «так же», «выше» — отметка за работу против журнальной, % учеников. По классам и заданиям — в report.html и tables.xlsx.
followed-cut = Показано { $shown } из { $all }; остальное — в report.html.
office-effects = Что изменилось
office-recovery-title = Лист восстановления
office-recovery-what = Открывает резервные копии школы. Хранить отдельно от компьютера.
office-recovery-key = Ключ
office-recovery-letters = Большие и маленькие буквы не различаются. Буквы «O» в ключе нет: круглый знак всегда ноль.
office-recovery-word = Проверочное слово
office-recovery-how = Что делать с листом
office-recovery-keep = Положите лист в сейф школы. Второй экземпляр можно хранить у директора.
office-recovery-restore = На новом компьютере выполните «objektiv restore копия --data папка» и введите ключ: программа спросит его группами.
office-recovery-lost = Если лист потерян или его мог увидеть посторонний, сделайте новый: новые копии прежний лист уже не откроет.
office-recovery-ledger = Ключ журнала школы, по нему проверяют подписи: { $key }
office-recovery-taken = Лист принял(а) на хранение

# Справка: начало, выводы, план действий.
opening = Цель, основание, участники
opening-goal = Цель: установить, насколько результаты оценочных процедур отражают подготовку учеников, что в них стоит проверить и чему учеников нужно доучить.
opening-basis = Основание: приказ от «____» ______________ 20____ г. № ______; статья 28 Федерального закона от 29.12.2012 № 273-ФЗ «Об образовании в Российской Федерации»; письмо Рособрнадзора от 16.03.2018 № 05-71.
opening-what = Рассмотрено работ: { $works }; наборов результатов (класс, предмет, работа): { $sets }.
opening-wrote = Участники (ученик считается в каждой работе): писали { $wrote }.
opening-listed = Участники (ученик считается в каждой работе): по спискам классов { $listed }, писали { $wrote } ({ $share }).
opening-listed-part = Участники (ученик считается в каждой работе): по спискам классов { $listed }, писали { $wrote } ({ $share }). Работ, где списков в файлах нет: { $unknown }; впишите их сами.
opening-unlisted = Участники (ученик считается в каждой работе): писали { $wrote }. Сколько учеников в списках классов, присланные файлы не говорят; впишите: ________.
col-listed = По списку
col-wrote = Писали
col-errors = Умение: задания (набрано)
col-number = №
col-where = Класс, работа
col-how-many = Работ
table-errors = Типичные ошибки: задания ниже порога федеральных рекомендаций
table-errors-hardest = Типичные ошибки: задания, на которых набрано меньше всего
errors-more = и ещё { $n }
errors-item = задание { $item }
conclusions = Выводы и рекомендации
recommendations = Рекомендации
conclude-wrote = Писали { $wrote } из { $listed } по спискам классов ({ $share }).
conclude-sets = Стоит посмотреть { $look ->
    [one] { $look } набор
    [few] { $look } набора
   *[many] { $look } наборов
} из { $answered } сравнённых: { $names }.
conclude-quiet = Из сравнённых наборов ({ $answered }) ни один не выделяется.
conclude-none = Сравнить наборы не с чем: вывода о достоверности нет.
conclude-rest = Не выделяются среди обычных — { $ordinary }; данных мало для вывода — { $silent }.
conclude-journal = Отметки за работу и в журнале далеко разошлись: { $names }. Причина не установлена.
conclude-journal-near = Отметки за работу и в журнале далеко не расходятся.
conclude-attainment = По журналу ({ $period }): успеваемость { $pass }, качество { $quality }, средняя отметка { $mean }.
conclude-errors = Оценочных работ, в которых есть задания ниже порога федеральных рекомендаций: { $n }; меньше всего набрано: { $names }.
conclude-worse = Доля «2» выросла на порог федеральных рекомендаций или больше: { $names }.
advise-recheck = Администрации: перепроверить { $n ->
    [one] { $n } набор, который стоит посмотреть
    [few] { $n } набора, которые стоит посмотреть
   *[many] { $n } наборов, которые стоит посмотреть
} (всего работ: { $scripts }), начиная с переноса баллов и критериев; до перепроверки о причинах не судить.
advise-no-recheck = Администрации: перепроверку вести по плану; отдельных поводов для неё эти данные не дают.
advise-journal = Заместителю директора вместе с учителями: разобрать поимённо расхождения работы и журнала (наборов: { $n }, учеников: { $pupils }).
advise-errors = Методическим объединениям: повторить умения, задания на которые выполнены хуже всего, и проверить их в следующей работе (работ: { $n }; таблица «Типичные ошибки»).
advise-honours = Заместителю директора: сверить итоговые отметки претендентов на медаль с работами, на которых они стоят.
advise-listed = Вписать число учеников по спискам там, где файлы его не называют (работ: { $n }).
advise-questions = Ответить на открытые вопросы программы ({ $n }) и повторить анализ: пока ответа нет, часть файлов не учтена.
action-journal = Разобрать расхождения работы и журнала поимённо
action-honours = Сверить итоговые отметки претендентов с их работами
action-errors = Повторить и проверить: { $skills }
look-scripts = Где работы: { $place }.
look-gaps = Отметка за работу и журнал расходятся на две и больше (в скобках код): { $codes }.
col-row = Строка
office-agenda-title = Повестка дня
office-minutes-title = Протокол
office-minutes-chair = Председатель
office-minutes-secretary = Секретарь
office-minutes-counted = Присутствовали { $came } из { $of ->
    [one] { $of } семьи
   *[other] { $of } семей
}, отсутствовали { $absent }.
office-minutes-present = Присутствовали ({ $count }): { $names }.
office-minutes-absent = Отсутствовали ({ $count }): { $names }.
office-minutes-invited = Приглашены: { $names }.
office-minutes-heard = СЛУШАЛИ: { $text }
office-minutes-decided = РЕШИЛИ: { $text }
office-minutes-word = Слово участника ({ $name }): { $text }
office-minutes-task = Что сделать
office-minutes-who = Кто
office-minutes-due = Срок
office-minutes-state = Отметка о выполнении
office-minutes-led = Провёл(а)
office-minutes-leads = Проводит
office-minutes-readers = Знакомятся: { $names }.
office-minutes-turnout = Присутствовали { $came } из { $of ->
    [one] { $of } участника
   *[other] { $of } участников
}.
office-signing-read = Лист ознакомления
office-signing-came = Лист присутствия
office-signing-known = Уже отмечено
office-signing-keeper = Ответственный
office-signing-staff = Сотрудники школы
office-signing-parents = Родители (законные представители)
office-signing-pupil = Ученик
office-signing-parent = Кто присутствует: фамилия, имя, отчество
office-signing-class = Класс
office-signing-pupil-hand = Подпись ученика
office-signing-guardian = Родитель (законный представитель): фамилия, имя, отчество
office-signing-guardian-hand = Подпись родителя
office-signing-left-out = Имена учеников и родителей в этот лист не внесены: их видит тот, кто ведёт класс.
office-erased-title = Акт о стирании персональных данных
office-erased-lead = { $n ->
    [one] Стёрта { $n } запись с персональными данными.
    [few] Стёрты { $n } записи с персональными данными.
   *[many] Стёрто { $n } записей с персональными данными.
}
office-erased-how = Данные стёрты в программе двумя людьми: один запросил, другой подтвердил. Вместе с записью стёрты имена, введённые о человеке слова и файлы, в которых он назван.
office-erased-no-names = Имён и других сведений, по которым человека можно узнать, в акте нет. Номер записи указывает на журнал событий школы: в нём видно, кто и когда стёр данные.
office-erased-kind = Что стёрто
office-erased-ground = Основание
office-erased-asked = Кто и когда запросил
office-erased-by = Кто и когда подтвердил
office-erased-entry = Запись журнала
office-erased-signs-asked = Запросил(а)
office-erased-signs-by = Подтвердил(а)
office-register-empty = Записей пока нет.
office-register-bound = Прошнуровано, пронумеровано и скреплено печатью: ________ листов. «____» ______________ 20____ г. М. П.
office-inventory-title = Папка для проверки: опись
office-inventory-lead = Из того, что обычно спрашивают, подтверждается записями школы: { $shown } из { $all }.
office-inventory-points = Что спрашивают и чем это подтверждается
office-inventory-asked = Что спрашивают
office-inventory-shown = Чем подтверждается
office-inventory-nothing = записей не найдено
office-inventory-lacking = Чего не хватает
office-inventory-files = Что лежит в папке
office-inventory-place = Место в папке
office-inventory-what = Что это
