# Слова, которые окружают числа.
range = от { $low } до { $high }
period-quarter = { $n } четверть
period-trimester = { $n } триместр
period-half = { $n } полугодие
period-interim = промежуточная аттестация
period-year = год
period-final = итоговая
