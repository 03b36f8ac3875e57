# Слова на графиках и в их таблицах.

primary-score = первичный балл
scripts = работ
expected = ожидание
below-journal = ниже журнала
equal = совпала
above-journal = выше
segments = отрезки — 95 % интервалы
easy = ← лёгкие задания
hard = трудные →
share-of-max = набрано, % максимума
extended = развёрнутый ответ
grey = серое: { $name }
scripts-in-set = работ в наборе
this-set = этот набор
not-seen = не различимо
seen = различимо
here = здесь { $value }

table-group = Группа
table-lowered = Ниже журнала
table-confirmed = Совпала
table-raised = Выше журнала
table-item = Задание
table-share = Набрано, %
table-interval = 95 % интервал
table-reference = Для сравнения
table-format = Ответ
table-extended = развёрнутый
table-short = краткий
table-what = Что
table-limits = Границы 95 %
table-mde = Различимо начиная с
table-axis-end = Конец шкалы
table-observed = Здесь
table-score = Балл
table-scripts = Работ
table-expected = Ожидание

alt-none = нет
alt-cut = «{ $mark }» от { $score }
alt-histogram = Распределение первичных баллов. Работ: { $n }; баллы от { $low } до { $high }; границы отметок: { $cuts }.
alt-agreement = { $name }: ниже журнала { $lowered }, совпала { $confirmed }, выше { $raised }
alt-items = Доли набранных баллов по заданиям: { $n }. Для сравнения: { $reference }. Интервал вне полосы сравнения: { $outside }.
alt-funnel = Набор результатов среди других ({ $others }): работ { $n }, отклонение { $effect }.
alt-detectable = Различимо начиная с { $mde }; шкала до { $max }.
alt-curves = Доли набранных баллов по заданиям ({ $n }) в группах с отметками { $marks }.
