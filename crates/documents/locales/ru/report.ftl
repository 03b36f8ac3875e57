# Слова отчёта. Тексты о показателях — на их карточках, рядом с формулами.
report-brand = Объектив
report-title = Достоверность результатов: что видно по вашим данным
report-skip = К содержанию
report-contents = Содержание
report-prepared = подготовлено программой «Объектив»
report-first = Главное
report-look = Стоит посмотреть
report-look-none = Наборов результатов, которые стоит проверить в первую очередь, не видно.
report-look-more = Ещё { $n } — в таблице screen.csv.
report-detectable = Что ваши данные могут показать
report-detectable-how = Меньшее отклонение среднего не отличить от случайного; указанное и большее заметно с вероятностью { $power }. Если набор мал, честный ответ — «вывода нет».
report-detectable-works = Таблица по работам: { $n }
report-silent = О чём вывода нет и почему
report-and-more = и ещё { $n }
report-questions-open = { $n ->
    [one] { $n } вопрос ждёт ответа.
    [few] { $n } вопроса ждут ответа.
   *[many] { $n } вопросов ждут ответа.
}
report-problems-met = { $n ->
    [one] { $n } замечание к файлам.
    [few] { $n } замечания к файлам.
   *[many] { $n } замечаний к файлам.
}
report-key = Обозначения:
report-legal = Признак — не вывод: он показывает, где посмотреть, и не говорит почему. Результаты ВПР не используются для оценки деятельности учителей и школ (рекомендации к ВПР 2025/26; письмо от 18.04.2025 № 02-86). Причины начинают искать с переноса баллов и критериев проверки.
report-sign-not-conclusion = Признак — не вывод.
report-schools = { $n ->
    [one] { $n } школа
    [few] { $n } школы
   *[many] { $n } школ
}
report-other-sets = Все остальные наборы
report-other-none = Других наборов нет.
report-other-cut = Показано { $shown } из { $all }; остальные — в таблицах.
report-from-where = Откуда?
report-as-table = Таблица
report-table = Таблица, прокручивается вбок
report-description = Описание по параллелям
report-description-how = Семь разделов анализа: результаты учеников, отметки, соответствие журналу, распределение баллов, задания, планируемые результаты, группы.
report-description-none = Описывать нечего: нет работ с баллами.
report-small-cells = Есть группы меньше пяти учеников: вне школы числа не выдаются.
report-attainment = Успеваемость, качество, СОУ, средняя отметка
report-attainment-how = В скобках — 95 % интервал. Не аттестованные входят в число учеников, освобождённые и выбывшие — нет.
report-rows = строк: { $n }
report-rows-cut = Показаны первые { $shown }.
report-dynamics = Динамика и соответствие отметок
report-series = Соответствие двух рядов отметок
report-series-how = Те же ученики, две отметки: плановая и полученная в процедуре или на аттестации.
report-data = Данные, вопросы, замечания
report-methodology = Методика
report-words = Слова

count-scripts = работ с баллами
count-sets = наборов результатов
count-answered = сравнимых
count-look = стоит посмотреть
count-silent = без вывода

column-work = Работа
column-sets = Наборов
column-detectable = Различимо от, баллов
column-max = Максимум
column-blind = Без ответа
column-indicator = Показатель
column-effect = Отклонение, 95 % интервал
column-mde = Различимо от
column-p = p
column-reading = Что видно
column-code = Код
column-class = Класс
column-score = Балл
column-mark = Отметка
column-journal = Журнал
column-basic = Базовые, %
column-raised = Повышенные, %
column-high = Высокие, %
column-row = Строка файла
column-group = Где
column-pupils = Учеников
column-here = здесь
column-share = Доля, 95 % интервал
column-against-journal = Отметка за работу
column-item = Задание
column-level = Уровень, кодификатор
column-codifier = Кодификатор
column-n = n
column-facility = Выполнение, 95 % интервал
column-skipped = Не приступали / не изучено
column-rest = Связь с остальными
column-gate = Порог
column-items = Задания
column-what = Что
column-year = Год
column-period = Период
column-not-attested = н/а
column-pass = Успеваемость
column-quality = Качество
column-sou = СОУ
column-mean = Средняя
column-file = Файл
column-recognised = Чем является
column-records = Записей
column-digest = SHA-256, начало
column-level-of-protocol = Уровень
column-value = Значение

set-scripts = { $n ->
    [one] { $n } работа
    [few] { $n } работы
   *[many] { $n } работ
}
set-scripts-of = { $n ->
    [one] { $n } работа
    [few] { $n } работы
   *[many] { $n } работ
} из { $all }
set-maximum = { $n ->
    [one] максимум { $n } балл
    [few] максимум { $n } балла
   *[many] максимум { $n } баллов
}
set-compared = сравнение: { $with }
set-passport = Паспорт достоверности
set-indicators = Показатели
set-leading = ведущий
set-silent = Без ответа: { $n }
set-reading-from = Учеников: { $n }. Сравнение: { $reference }.
set-how-sure = Насколько это надёжно
set-p-own = По собственным данным набора: { $p } (такое или большее отклонение вверх у неискажённого набора).
set-q = С учётом всех просмотренных наборов ({ $sets }): { $q }.
set-mde = Различимо отклонение среднего от { $mde } из { $max } с вероятностью { $power }.
set-innocent = Что даёт такую же картину без чьей-либо вины
set-clears = Что снимет вопрос
set-next = Следующий шаг
set-reply = Учитель первым видит эти данные и может ответить; ответ прикладывается к разбору.
set-more-figures = Ещё графики
set-description = Описание набора: семь разделов

ladder-a = Ступень A: сравнение с двумястами и более наборами других школ; разброс неискажённых наборов взят из данных.
ladder-b = Ступень B: сравнение с наборами нескольких школ; разброс дополнен справочными данными.
ladder-c = Ступень C: сравнение с опубликованными долями; разброс между классами заимствован из справочных данных, поэтому больше чем «стоит посмотреть» сказать нельзя.
ladder-d = Ступень D: сравнивать не с чем, кроме самой школы; больше чем «стоит посмотреть» сказать нельзя.

from-unknown = Строки источника для этого набора не указаны.
from-file = файл { $file }
from-sheet = файл { $file }, лист «{ $sheet }»
from-sheet-only = лист «{ $sheet }»
from-row = строка { $row }
from-rows = строки { $first }–{ $last }
from-cell = ячейка { $cell }
from-columns = Столбцы: { $list }.
from-published = Опубликованные доли: { $places }.

scope-parallel = параллель
scope-all = все школы

section-individual = 1 · Индивидуальные результаты, учеников: { $n }
section-marks = 2 · Отметки
section-attainment = Успеваемость { $pass }, качество { $quality }, СОУ { $sou }, средняя отметка { $mean }.
section-journal = 3 · Соответствие отметке в журнале
section-gaps = Учеников с обеими отметками: { $n }; среднее расхождение { $shift } отметки; разрыв в две отметки и больше: { $gaps }.
section-gap-codes = Их коды: { $codes }.
section-scores = 4 · Распределение первичных баллов
section-mean = Средний балл { $mean } ({ $range }), стандартное отклонение { $sd }, медиана { $median }, средняя половина учеников { $middle }.
section-peak = На границе отметки «{ $mark }» ({ $score } баллов): работ { $count }, у соседних баллов в среднем { $around }.
section-items = 5 · Выполнение заданий
section-reliability = Надёжность: α = { $alpha } ({ $range }), ω = { $omega }; ошибка измерения { $sem } балла.
section-planned = 6 · Планируемые результаты
section-groups = 7 · Группы с разными отметками
section-groups-gate = Читаются группы от { $gate } учеников.
section-no-crossings = Пересечений кривых нет: более сильная группа выше на каждом задании.
section-crossing = Задание { $item }: группа «{ $weaker }» выше группы «{ $stronger }» на { $difference } п.п.
section-crossing-small = Задание { $item }: группа «{ $weaker }» выше группы «{ $stronger }» на { $difference } п.п.; группы малы, читать с осторожностью.
gate-informative = Работ достаточно, гистограмма информативна.
gate-rough = Работ немного: гистограмму читают приблизительно.
gate-limited = Работ мало: форму гистограммы не читают.

level-school = Школа
level-parallel = Параллели
level-subject = Предметы
level-parallel-subject = Предметы по параллелям
level-class = Классы
level-class-subject = Предметы по классам

period-quarter = { $n } четверть
period-trimester = { $n } триместр
period-half = { $n } полугодие
period-interim = промежуточная аттестация
period-year = год
period-final = итоговая

dynamics-negative = изменение больше порога

data-files = Прочитанные файлы: { $n }
data-from-description = раскладка по описанию
data-questions = Вопросы: что программа не стала угадывать
data-questions-none = Вопросов нет.
data-questions-how = Впишите ответы в последний столбец questions.csv и повторите анализ с ключом --answers.
data-proposed = Предложение: { $answer }.
data-until = До ответа: { $what }.
data-problems = Замечания к файлам
data-problems-none = Замечаний нет.
data-cut = Показаны { $shown } из { $all }.
data-references = Справочные данные
data-unusable = Опубликованные доли, которые не подошли
data-protocol = Уровни, заданные до просмотра результатов
data-protocol-how = Они не менялись по ходу анализа; изменённый протокол — другой анализ.
severity-refused = Не прочитано
severity-warning = Прочитано не всё
severity-note = К сведению
protocol-purpose = Цель
protocol-audience = Кому
protocol-look = «Стоит посмотреть»: собственное p не больше
protocol-q = Доля ложных среди отмеченных не больше
protocol-too-few = Работ для ответа не меньше
protocol-materiality = Существенное отклонение
protocol-materiality-value = { $points } максимума; { $marks } отметки; { $pp } п.п.; { $pupils } ученика; { $logit } логита
protocol-mde = Различимое отклонение считается при
protocol-mde-value = одностороннем уровне { $alpha } и вероятности заметить { $power }
protocol-seed = Зерно случайных чисел
protocol-date = Дата отчёта

methodology-opening = Показатель измеряет, просмотр всех наборов отбирает, решает человек. Каждый показатель отвечает на один вопрос и приходит с интервалом, числом учеников и тем, что вообще можно было заметить.
methodology-step-1 = Файлы читаются в записи; что неясно, становится вопросом, а не догадкой.
methodology-step-2 = Для каждой работы строится ожидание: что класс показал бы при обычной проверке.
methodology-step-3 = Показатели сравнивают набор с ожиданием; меньше десяти работ — описание без вывода. Как часто такое бывает само собой, считается по повторениям: те же классы разыгрываются по модели заново, и никто ничего не меняет.
methodology-step-4 = Отклонения просматриваются все вместе, с поправкой на число просмотров; набор без собственного свидетельства не отмечается из-за соседей.
methodology-step-5 = Отобранное проверяют: сначала перенос баллов и критерии, затем перепроверка. Только она может подтвердить.
card-version = версия { $version }
card-unit = единица: { $unit }
card-in-screen = участвует в отборе
card-not-in-screen = в отборе не участвует
card-method = Как считается
card-needs = Что нужно
card-reading = Как читать
card-example = Пример с числами
card-own-example = По вашим данным
card-sources = Источники

term-set = Набор результатов
term-set-is = Работы одного класса по одному предмету в одной процедуре; единица анализа.
term-primary = Первичный балл
term-primary-is = Сумма баллов за задания до перевода в отметку.
term-boundary = Граница отметки
term-boundary-is = Наименьший первичный балл, за который ставится отметка.
term-expectation = Ожидание
term-expectation-is = Что показал бы такой же класс при обычной проверке: по модели, по другим школам или по опубликованным долям.
term-interval = 95 % интервал
term-interval-is = Значения, совместимые с данными; чем меньше учеников, тем он шире.
term-mde = Различимо от
term-mde-is = Наименьшее отклонение, которое данные такого размера показали бы с заданной вероятностью.
term-p = p
term-p-is = Как часто у неискажённого набора встречается такое или большее отклонение. Не вероятность чьей-либо вины.
term-q = q
term-q-is = p с поправкой на число просмотренных наборов: доля ложных среди отобранных (Бенджамини и Хохберг, 1995).
term-ladder = Ступени A–D
term-ladder-is = С чем сравнивают: A — много школ, B — несколько, C — опубликованные доли, D — только эта школа.
term-sign = Признак
term-sign-is = Расхождение, которое стоит проверить; причина не установлена.
term-passport = Паспорт достоверности
term-passport-is = Для чего набор пригоден: по числу работ, явке, наблюдению, хранению и признакам.
term-pass = Успеваемость
term-pass-is = Доля отметок «3», «4», «5» среди всех, не аттестованные в знаменателе.
term-quality = Качество
term-quality-is = Доля отметок «4» и «5».
term-sou = СОУ
term-sou-is = Степень обученности: (100·«5» + 64·«4» + 36·«3» + 16·«2» + 7·н/а) / N, в процентах.
term-facility = Выполнение задания
term-facility-is = Набранная доля максимальных баллов за задание.
term-reliability = Надёжность
term-reliability-is = Насколько согласованы задания: α и ω от 0 до 1; ошибка измерения — типичная ошибка балла одного ученика.

report-printing = Печатается то, что раскрыто.
report-by-school = Школы по алфавиту
column-school = Школа
set-too-little-next = Описание готово. Вывод дадут объединение с прошлыми работами, данные других школ или перепроверка около десяти работ.
figure-detectable = { $n ->
    [one] Что вообще можно заметить по { $n } работе
   *[other] Что вообще можно заметить по { $n } работам
}
figure-detectable-how = Меньшее отклонение по одному набору не отличить от случайного. Вероятность заметить — { $power }. Перепроверка десяти работ скажет больше.
figure-detectable-axis = завышение среднего, баллов из { $max }
report-blunt = { $n ->
    [one] { $n } набор сравнён, но его данные показали бы только большое отклонение: вывода о нём нет.
    [few] { $n } набора сравнены, но их данные показали бы только большое отклонение: вывода о них нет.
   *[many] { $n } наборов сравнены, но их данные показали бы только большое отклонение: вывода о них нет.
}
from-several-rows = строки { $rows }

# Таблицы истины
truth-title = Таблицы истины: как часто программа ошибается
truth-how = Смоделированные регионы с известной истиной прошли весь анализ. Каждое число — со статистической ошибкой самого опыта (± одна стандартная ошибка). На настоящих данных истина неизвестна, поэтому измерить это можно только так.
truth-verdicts = Проверено обещаний: { $looked }. Не держится: { $broken }.

# Отчёт о многих школах.
count-schools = школ
count-chance = вышло бы случайно
column-schools = Школ
column-municipality = Муниципалитет
column-look-share = Доля от сравнимых
region-works = По работам
region-works-how = Сначала работы, где стоит посмотреть чаще; школы нигде не упорядочены по результатам. «Различимо от» — наименьшее отклонение среднего, которое набор показал бы с вероятностью { $power }.
region-municipalities = Муниципалитеты по алфавиту
region-look-how = У этих наборов ({ $n }) есть свой лист или карточка ниже. Они собраны по работам, внутри — по названиям школ.
region-reason-sets = { $n ->
    [one] { $n } набор
    [few] { $n } набора
   *[many] { $n } наборов
}
region-next = Куда дальше
region-next-sheets = Прочитайте листы наборов, которые стоит посмотреть (их { $n }): что видно, насколько это надёжно, что даёт такую же картину без чьей-либо вины, что снимет вопрос.
region-next-tables = Все наборы ({ $n }) — в screen.csv, строка на набор; показатели — в signals.csv, задания — в items.csv, школы — в schools.csv. С ключом --xlsx то же в одной книге Excel.
region-next-school = Передайте школе её собственные файлы: анализ одной школы даёт описание каждого класса, учеников и динамику.
region-next-outside = Для чтения вне школ повторите анализ с ключом --audience outside: параллели вместо классов, малые группы скрыты.
region-attainment = Здесь — школы целиком; параллели, предметы и классы — в книге Excel (ключ --xlsx).
region-series = Пар рядов: { $n }. Все они — в книге Excel (ключ --xlsx).
region-dynamics = Показаны изменения больше порога: { $n } из { $all }.
report-other-tables = Остальные наборы ({ $n }) здесь не показаны по одному. Они в таблицах рядом с отчётом: screen.csv — строка на набор, signals.csv — все показатели, items.csv — задания.
report-other-look = Ещё стоит посмотреть: { $n }
column-answered = Сравнимых
column-look = Стоит посмотреть
column-silent = Без вывода
region-too-few = работ меньше { $least }

# Названия столбцов, как их зовут читатели файлов.
field-school = школа
field-school-name = название школы
field-municipality = муниципалитет
field-code = код
field-participant = код участника
field-person = ученик
field-class = класс
field-grade = параллель
field-subject = предмет
field-kim = работа
field-procedure = процедура
field-variant = вариант
field-total = сумма баллов
field-score = балл
field-primary = первичный балл
field-short = краткие ответы
field-extended = развёрнутые ответы
field-mark = отметка
field-prior = отметка в журнале
field-room = аудитория
field-status = явка
field-year = учебный год
field-period = период
field-date = дата
field-teacher = учитель
field-observer = наблюдатель
field-average = средняя по журналу
field-count = число отметок
field-scope = уровень
field-area = территория
field-n = учеников
field-key = показатель
field-share = доля
attainment-from-how = В таблице: [номер источника] и строки от первой до последней; между ними могут стоять другие записи.
report-print-folded = В печать идут главное, наборы, которые стоит посмотреть, таблицы отметок; свёрнутые карточки, описание и методика — на экране. Короткая справка для печати — report.pdf и report.docx (ключи --pdf, --docx).

# Что считают другие
beside-title = Рядом: как этот набор выглядит в показателях других
beside-what = показатель
beside-value = значение
beside-state = порог
beside-on = выше порога
beside-off = в пределах

# Другие единицы: медали, отметки за период, переходы между процедурами, варианты.
report-units = Медали, отметки за период, подтверждение, варианты
report-units-how = Здесь спрашивают не о наборах результатов. В отборе наборов эти показатели не участвуют: они показывают, где посмотреть, причина не установлена.
units-counts = Ответов: { $answered }; выше обычного на уровне «стоит посмотреть»: { $look }.
units-cut = Показано { $shown } из { $all }; все — в units.csv.
units-workings = Откуда числа: { $title }
column-unit = О чём
column-value-interval = Величина, 95 % интервал
from-units-unknown = Строки источника здесь не указаны.
from-units-how = Названы строки от первой до последней; между ними могут стоять другие записи.
methodology-units = Показатели других единиц: школы, журнала, перехода, варианта
report-units-look = Кроме наборов
field-exam = экзамен
field-degree = степень
field-candidate = претендент
field-awarded = награждён
