# Слова на графиках и в их таблицах.
range = от { $low } до { $high }

chart-primary-score = первичный балл
chart-scripts = работ
chart-expected = ожидание
chart-below-journal = ниже журнала
chart-equal = совпала
chart-above-journal = выше
chart-easy = ← лёгкие задания
chart-hard = трудные →
chart-share-of-max = набрано, % максимума
chart-extended = развёрнутый ответ
chart-grey = серое: { $name }
chart-scripts-in-set = работ в наборе
chart-this-set = этот набор
chart-not-seen = не различимо
chart-seen = различимо
chart-here = здесь { $value }

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
