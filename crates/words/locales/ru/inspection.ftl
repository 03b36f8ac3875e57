title = Папка для проверки
what = Один архив: опись, план с отметками и отчёт, выпущенные документы, приказы, подтверждения мероприятий, протоколы и листы событий, бумаги процедур, журналы. Что спрашивают и чего не хватает, сказано заранее, пока есть время.
asked = Что спрашивают
shown = Чем подтверждается
nothing = записей не найдено
lead = Подтверждается записями: { $shown } из { $all }.
source = Откуда известен перечень: { $source }. Другие проверки спрашивают и другое: в папке весь план.
lacking = Чего не хватает
lacking-none = Пробелов не видно.
lacking-point = { $asked }: записей не найдено
lacking-overdue = { $measure }: срок прошёл { $day }, отметки о выполнении нет
lacking-passed = { $measure }: срок { $day } { $passed }, отметки о выполнении нет
lacking-file = { $measure }: выполнено, но файла среди подтверждений нет
lacking-file-waits = { $measure }: отмечено выполненным и ждёт приёмки, файла среди подтверждений нет
lacking-event = { $event } ({ $day }): не завершено
lacking-erased = { $what }: файл стёрт как персональные данные
lacking-gone = { $file }: файл не найден в хранилище
make = Собрать папку
making-plan = план и отчёт
making-papers = выпущенные документы
making-orders = приказы
making-measures = подтверждения мероприятий
making-events = протоколы и листы событий
making-inventory = опись
making-archive = архив
careful = В подтверждениях и листах могут быть имена. Кому передан архив, тот их и видит.
too-large = Файлов больше, чем помещается в один архив ({ $most } МБ). Возьмите подтверждения по мероприятиям.
folder-plan = 01 План
folder-papers = 02 Выпущенные документы
folder-measures = 03 Мероприятия
folder-events = 04 События
folder-orders = 05 Приказы
folder-procedures = 06 Процедуры
folder-registers = 07 Журналы
making-procedures = бумаги процедур
making-registers = журналы
order-line = { $what }, № { $number } от { $day }
procedures-ordered = { $n ->
    [one] { $n } процедура по приказу № { $number } от { $day }
    [few] { $n } процедуры по приказу № { $number } от { $day }
   *[many] { $n } процедур по приказу № { $number } от { $day }
}
event-unfinished = { $event }, { $day }: не завершено
register = Журнал
consultations = Журнал консультаций без имён
consultations-pupils = Сколько учеников
inventory = 00 Опись
evidence = Подтверждение: { $measure }
event-paper = { $event }, { $day }
issued = Выпущен { $day }
done-line = { $what }: { $done }
event-line = { $event }, { $day }
event-under-way = { $title }, { $day }: ещё идёт, ознакомились { $read } из { $of ->
    [one] { $of } человека
   *[other] { $of } человек
}
text-file = Текст
signed-sheet = Подписанный лист
of-pupils = { $kind }: проведено { $held }
