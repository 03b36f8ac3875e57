# Работа с учениками: консультации, беседы, маршруты, совет профилактики, подготовка.
kind-consultation = Консультация
kind-consultation-what = Для учеников, которым предмет даётся трудно или которые много пропустили: в группе или одному; что получилось, видно по следующему результату.
kind-interview = Беседа с учеником
kind-interview-what = По результатам или посещаемости: о чём договорились и что из этого вышло.
kind-route = Маршрут способного ученика
kind-route-what = Цели, шаги и результаты одного ученика на весь срок.
kind-parent = Беседа с родителем
kind-parent-what = С кем говорили, о чём, о чём договорились. Видят те, кто работает с учеником.
kind-prevention = Совет профилактики
kind-prevention-what = Записывается только итог по каждому ученику; видят те, кому ученик поручен, классный руководитель и администрация.
kind-preparation = Психологическая подготовка
kind-preparation-what = Подготовка к работам и экзаменам: кто был и нужно ли ещё; больше ничего не записывается.
form-group = в группе
form-alone = индивидуально
detail-form = Форма
detail-topic = Тема
detail-about = О чём
detail-aims = Цели
detail-steps = Шаги
detail-helps = Кто помогает
detail-with = С кем
with-mother = с матерью
with-father = с отцом
with-both = с обоими родителями
with-guardian = с опекуном
outcome-advice = даны рекомендации семье
outcome-psychologist = помогает психолог
outcome-social = помогает социальный педагог
outcome-begun = учёт начат
outcome-ended = учёт снят
outcome-none = меры не нужны
outcome-enough = больше не нужно
outcome-again = нужна ещё встреча
outcome-specialist = предложен специалист
missing-pupils = Не назван ни один ученик.
missing-outcomes = Итог не записан по { $n ->
    [one] { $n } ученику
   *[many] { $n } ученикам
}.
title = Работа с учеником
none-yet = Консультаций, бесед и маршрута пока нет.
entrusted-to = Поручен: { $name }
entrust = Поручить специалисту
entrust-whom = Психолог или социальный педагог
release = Снять поручение
time-hint = Например, 14:30
nobody-yours = За вами пока нет учеников: класс закрепляет, нагрузку указывает и ученика поручает заместитель директора.
which-pupil = Кто
which-pupils = Кто из учеников
pupils-of = { $n ->
    [one] { $n } ученик
    [few] { $n } ученика
   *[many] { $n } учеников
}
reason = Почему
result = Результат
agreed = О чём договорились
informed = Родители знают
write = Записать
strike = Убрать из списка
add = Добавить учеников
restricted = Это видят те, кто работает с учеником: классный руководитель, специалист, которому ученик поручен, ответственный и администрация.
period-quarter = { $number } четверть
period-trimester = { $number } триместр
period-half = { $number } полугодие
period-interim = промежуточную аттестацию
period-year = год
period-final = итог
reason-mark = { $mark } за { $period }, { $subject }
reason-not-attested = нет аттестации за { $period }, { $subject }
reason-missed-of = пропущено { $missed ->
    [one] { $missed } урок
    [few] { $missed } урока
   *[many] { $missed } уроков
} из { $of } за { $period }
reason-missed = пропущено { $missed ->
    [one] { $missed } урок
    [few] { $missed } урока
   *[many] { $missed } уроков
} за { $period }
reason-unexcused = из них без уважительной причины { $number }
reason-below = { $work }: { $points } при минимуме { $least }, { $subject }
reason-strong = { $work }: { $points } из { $most }, { $subject }
next = Следующий результат
was-now = было { $was } за { $before }, стало { $now } за { $after }
outcome-of = Следующая отметка известна у { $known ->
    [one] { $known } ученика
   *[many] { $known } учеников
} из { $all }:
outcome-counts = выше — { $up }, такая же — { $same }, ниже — { $down }.
outcome-calm = Это сопоставление двух отметок: почему они такие, из него не следует.
by-results = Предложить учеников по отметкам и пропускам
lists-title = Кому предложить помощь
lists-help = Консультации и беседы
lists-able = Маршруты
lists-what = По отметкам, пропускам и работам. Программа предлагает и называет причину, решаете вы.
lists-empty-marks = Отметок и пропусков пока нет: загрузите файл из журнала, и здесь появятся ученики с причиной.
lists-empty-marks-other = Отметок и пропусков ваших учеников пока нет. Их загружает заместитель директора.
lists-nobody = По этим правилам никто не предложен.
lists-levels = По каким правилам
lists-level = { $title }: { $value }
lists-import = Загрузить отметки и пропуски
lists-known = Отметки или пропуски известны у { $n ->
    [one] { $n } ученика
   *[many] { $n } учеников
}.
lists-consult = Назначить консультацию
lists-interview = Беседа
lists-route = Завести маршрут
lists-subject = Предмет
lists-any = все предметы
lists-subject-first = Чтобы назначить консультацию, выберите предмет.
lists-nobody-ticked = Отметьте хотя бы одного ученика.
lists-restricted = В список по предмету пропуски входят для всех предметов.
marks-title = Отметки и пропуски из файла
marks-what = Файл из журнала: сводная ведомость с предметами, отметки строками или пропуски. Перед тем как принять, программа покажет, что поняла.
marks-drop = Перетащите сюда файл xlsx или csv
marks-choose = Выбрать файл
marks-read = Прочитать
marks-reading = Читаем файл
marks-taken = Принятые файлы
marks-undone = отменён
marks-undo = Отменить
marks-told = Учеников: { $pupils }. Новых сведений: { $added }, изменённых: { $changed }, без изменений: { $same }, не принято: { $open }.
marks-take = Принять
marks-again = Показать заново
marks-nothing = Нового в этом файле нет.
marks-year = За какой учебный год
marks-questions = Кто это?
marks-questions-what = По имени ученик не определён однозначно. Выберите, о ком речь, или оставьте строку.
marks-unknown = Не найдены в списках школы
marks-unknown-what = Эти строки не приняты. Внесите учеников в класс или проверьте имя, потом загрузите файл ещё раз.
marks-left = Не принято
marks-done = Файл принят.
marks-no-class = такого класса нет
marks-no-pupil = такого ученика в классе нет
marks-pass = Зачёты и освобождения не берутся: для списков они не нужны.
journal-consultations = Журнал консультаций
journal-pupil = Ученик, класс
journal-subject = Предмет, тема
journal-leads = Кто проводил
paper-only = Содержание
paper-only-what = Записан только итог. О чём говорили, в документ не вносится.
no-names = Причину отмены видит и журнал: имён учеников в ней не называйте.
unfit-mark = Отметки { $found } нет: нужна отметка от 1 до 5. Исправьте её в файле.
unfit-points = Баллы вне пределов: { $found }. Они бывают от 0 до 10 000; проверьте столбец с баллами.
unfit-missed = Пропущено слишком много: { $found }. Больше 10 000 не бывает; проверьте столбец с пропусками.
unfit-long = Название предмета или работы длиннее 500 знаков или содержит непечатаемые знаки. Сократите его в файле.
unfit-of-nothing = Не понятно, за какой это период и какая это работа. Добавьте в файл столбец «Период» или «Работа».
marks-too-many = В файле больше { $most } сведений. Разделите его на несколько файлов, например по классам.
