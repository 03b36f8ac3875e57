# Слова, которые окружают числа.
range = от { $low } до { $high }
period-quarter = { $n } четверть
period-trimester = { $n } триместр
period-half = { $n } полугодие
period-interim = промежуточная аттестация
period-year = год
period-final = итоговая
unit-points = { $n ->
    [one] балл
    [few] балла
   *[many] баллов
}
unit-marks = { $n ->
    [one] отметка
    [few] отметки
   *[many] отметок
}
unit-pupils = { $n ->
    [one] ученик
    [few] ученика
   *[many] учеников
}
unit-logits = { $n ->
    [one] логит
    [few] логита
   *[many] логитов
}
